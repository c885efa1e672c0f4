/* What the words in cells mean: a status, a network, a kind of equipment. */
#include <string.h>

#include "planner/equipment.h"
#include "planner/mapping.h"

bool words_have_synonyms(const struct input *input, const struct column *column)
{
    for (const struct word_synonym *s = word_synonyms; s->file; s++)
        if (!strcmp(s->file, input->file) && !strcmp(s->field, column->name))
            return true;
    return false;
}

/* ---- choices ------------------------------------------------------------------------------------ */

static unsigned choice_of(const struct input *input, const struct column *column, text cell)
{
    const char *ours = plain_word(input->file, column->name, cell);
    return ours ? parse_choice(text_of(ours), column->words) : parse_choice(cell, column->words);
}

/* Snipe-IT puts behind a label what it does with it: "Ready to Deploy (Deployed)" is in use,
 * "Lost/Stolen (Undeployable)" is what the label says. */
static unsigned labelled_choice(const struct input *input, const struct column *column, text cell)
{
    const char *open = cell.length ? memchr(cell.at, '(', cell.length) : NULL;
    if (!open || cell.at[cell.length - 1] != ')')
        return 0;
    size_t length = (size_t)(open - cell.at);
    unsigned label = choice_of(input, column, text_trim((text){cell.at, length}));
    text inner = text_trim((text){open + 1, cell.length - length - 2});
    unsigned done = choice_of(input, column, inner);
    bool waits = label == parse_choice(TEXT("in_stock"), column->words) ||
                 label == parse_choice(TEXT("spare"), column->words);
    bool deployed = done && done == parse_choice(TEXT("in_use"), column->words);
    return !label || (waits && deployed) ? done : label;
}

unsigned synonym_choice(const struct input *input, const struct column *column, text cell,
                        unsigned ralph)
{
    int32_t number;
    unsigned value = choice_of(input, column, cell);
    if (value || strcmp(column->name, "status"))
        return value;
    if (ralph && !parse_whole(cell, (struct notation){'.', ORDER_UNKNOWN}, &number) &&
        number >= 1 && number <= RALPH_STATUSES)
        return choice_of(input, column, text_of((ralph == 1 ? ralph_office_status
                                                            : ralph_center_status)[number - 1]));
    return labelled_choice(input, column, cell);
}
