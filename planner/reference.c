#include "planner/reference.h"

#include <string.h>

const char evidence_legend[] =
    "Evidence: F another federal body, G state or local government or university, I vendor or "
    "trade press, R research, U an assumption without a source seen.";

/* Without the ending ".csv". */
static text stem_of(text name)
{
    const size_t ending = 4;
    if (name.length > ending && text_ends_nocase(name, TEXT(".csv")))
        name.length -= ending;
    return name;
}

const struct input *input_of_file(text name)
{
    text stem = stem_of(name);
    for (size_t i = 0; inputs[i]; i++) {
        text known = text_of(inputs[i]->file);
        if (text_same_nocase(stem, known))
            return inputs[i];
        if (inputs[i]->several && stem.length > known.length && stem.at[known.length] == '-' &&
            text_same_nocase((text){stem.at, known.length}, known))
            return inputs[i];
    }
    return NULL;
}

const char *input_nearest(text name)
{
    const char *names[64];
    size_t count = 0;
    for (; count < sizeof names / sizeof *names && inputs[count]; count++)
        names[count] = inputs[count]->file;
    return text_nearest(stem_of(name), names, count);
}

const char *input_file_names(struct arena *arena, const struct input *input)
{
    return input->several ? arena_format(arena, "%s.csv, %s-*.csv", input->file, input->file)
                          : arena_format(arena, "%s.csv", input->file);
}

const char *kind_words(struct arena *arena, enum kind kind, int64_t min, int64_t max)
{
    static const char *const names[KINDS] = {
        [KIND_TEXT] = "text",           [KIND_ID] = "text",          [KIND_MONEY] = "amount",
        [KIND_DATE] = "date",           [KIND_WHOLE] = "whole number",
        [KIND_YEAR] = "fiscal year",    [KIND_QUARTER] = "quarter, 1 to 4",
        [KIND_DECIMAL] = "number",      [KIND_CHOICE] = "a word",    [KIND_PERIOD] = "period",
        [KIND_NUMBER] = "number",
    };
    const int64_t telling = 1000000; /* a limit above it only keeps nonsense out */
    if (min >= max || (kind != KIND_WHOLE && kind != KIND_DECIMAL))
        return names[kind];
    if (max < telling)
        return arena_format(arena, "%s, %lld to %lld", names[kind], (long long)min,
                            (long long)max);
    return min > -telling ? arena_format(arena, "%s, %lld or more", names[kind], (long long)min)
                          : names[kind];
}

const char *choices(struct arena *arena, const char *words)
{
    char *list = arena_copy(arena, "", 0);
    while (words && *words) {
        size_t n = strcspn(words, "|");
        list = arena_format(arena, "%s%s%.*s", list, list[0] ? ", " : "", (int)n, words);
        words += n + (words[n] == '|');
    }
    return list;
}

const char *with_choices(struct arena *arena, const char *help, const char *words)
{
    if (!words)
        return help;
    return arena_format(arena, "%s%sone of: %s", help, help[0] ? "; " : "", choices(arena, words));
}

const char *column_meaning(struct arena *arena, const struct column *column)
{
    return with_choices(arena, column->help, column->words);
}

const char *key_columns(struct arena *arena, const struct input *input)
{
    char *list = arena_copy(arena, "", 0);
    for (const struct column *c = input->columns; c->name; c++)
        if (c->flags & KEY)
            list = arena_format(arena, "%s%s%s", list, list[0] ? ", " : "", c->name);
    return list;
}

const char *builtin_rates(struct arena *arena, const struct builtin_class *class)
{
    char *list = arena_copy(arena, "", 0);
    if (!class->first_year)
        return arena_format(arena, "%g", class->pct[0]);
    for (size_t i = 0; i < class->count; i++)
        list = arena_format(arena, "%sFY%d %g%s", list, class->first_year + (int)i, class->pct[i],
                            i + 1 < class->count ? ", " : " and after");
    return list;
}
