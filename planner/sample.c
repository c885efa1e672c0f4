#include "planner/sample.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planner/parse.h"
#include "planner/reader.h"

static const char *worked_out(struct arena *arena, const char *what, date as_of)
{
    char day[DATE_TEXT];
    const char *space = strchr(what, ' '), *number = strpbrk(what, "+-");
    int away = number ? atoi(number) : 0, year = fiscal_year(as_of) + away;
    size_t n = space ? (size_t)(space - what) : strlen(what);
    if (!space)
        return arena_format(arena, "%d", year); /* {FY+1} */
    if (!strncmp(what, "first", n))
        return arena_copy(arena, date_iso(fiscal_start(year), day), 10);
    if (!strncmp(what, "last", n))
        return arena_copy(arena, date_iso(fiscal_end(year), day), 10);
    if (!strncmp(what, "day", n))
        return arena_copy(arena, date_iso(date_add_months(as_of, away), day), 10);
    assert(!strncmp(what, "month", n));
    return arena_copy(arena, date_iso(date_add_months(as_of, away), day), 7);
}

static const char *expand(struct arena *arena, const char *cell, date as_of)
{
    const char *open = strchr(cell, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close || !date_given(as_of))
        return cell;
    const char *what = arena_copy(arena, open + 1, (size_t)(close - open) - 1);
    return arena_format(arena, "%.*s%s%s", (int)(open - cell), cell,
                        worked_out(arena, what, as_of), expand(arena, close + 1, as_of));
}

/* Takes one cell off the line at `*at`, which then stands behind its comma or on the line's end.
 * A quoted cell of an example holds no quotes and no line ends. */
static const char *take_cell(struct arena *arena, const char **at)
{
    bool quoted = **at == '"';
    const char *from = *at + quoted;
    size_t n = strcspn(from, quoted ? "\"" : ",\n");
    *at = from + n + quoted;
    if (**at == ',')
        ++*at;
    return arena_copy(arena, from, n);
}

static struct sample_row *take_row(struct arena *arena, const struct input *input,
                                   const size_t *columns, size_t used, const char **at,
                                   date as_of)
{
    size_t count = columns_count(input->columns);
    struct sample_row *row = arena_alloc(arena, 1, sizeof *row);
    row->cells = arena_alloc(arena, count, sizeof *row->cells);
    for (size_t k = 0; k < count; k++)
        row->cells[k] = "";
    for (size_t k = 0; k < used; k++)
        row->cells[columns[k]] = expand(arena, take_cell(arena, at), as_of);
    assert(**at == '\n');
    ++*at;
    return row;
}

struct sample_row *sample_rows(struct arena *arena, const struct input *input, date as_of)
{
    struct sample_row *first = NULL, **end = &first;
    size_t columns[COLUMNS_MAX], used = 0;
    const char *at = input->sample;
    if (!at)
        return NULL;
    while (*at != '\n')
        columns[used++] = column_named(input->columns, take_cell(arena, &at));
    for (at++; *at; end = &(*end)->next)
        *end = take_row(arena, input, columns, used, &at, as_of);
    return first;
}

static bool same_number(struct number a, struct number b)
{
    for (; a.places < b.places; a.places++)
        a.units *= 10;
    for (; b.places < a.places; b.places++)
        b.units *= 10;
    return a.units == b.units;
}

/* What depends on the day is not compared: the example may be of any.  Numbers are compared as
 * such: a spreadsheet that has saved the file writes 85000.00 as 85000, or 0.92 as 0,92. */
static bool same_cell(text cell, const char *sample)
{
    struct number_look ours, theirs;
    if (strchr(sample, '{') || text_same(cell, text_of(sample)))
        return true;
    return look_at_number(text_of(sample), &theirs) && theirs.dot && look_at_number(cell, &ours) &&
           ((ours.dot && same_number(ours.as_dot, theirs.as_dot)) ||
            (ours.comma && same_number(ours.as_comma, theirs.as_dot)));
}

static bool same_row(struct arena *arena, const struct rows *rows, const struct source *source,
                     size_t row, const struct sample_row *sample)
{
    for (size_t k = 0; rows->columns[k].name; k++)
        if (!same_cell(source->at[k] < 0 ? TEXT("")
                                         : csv_cell(source->csv, arena, rows->offset[row],
                                                    (size_t)source->at[k]),
                       sample->cells[k]))
            return false;
    return true;
}

/* The rows of this file, one of those that `rows` come from, are the example's of whatever day. */
static bool is_sample(struct arena *arena, const struct input *input, const struct rows *rows,
                      const struct source *source)
{
    struct arena_mark mark = arena_mark(arena);
    const struct sample_row *sample = sample_rows(arena, input, DATE_NONE);
    size_t row = source->first_row, end = row + source->row_count;
    while (sample && row < end && same_row(arena, rows, source, row, sample)) {
        sample = sample->next;
        row++;
    }
    bool same = source->row_count && row == end && !sample;
    arena_release(arena, mark);
    return same;
}

static bool own_inventory(struct post *post)
{
    const struct input *inventory = input_named(TEXT("inventory"));
    const struct rows *rows = input_rows(post, inventory);
    for (size_t s = 0; s < rows->source_count; s++)
        if (!is_sample(post->arena, inventory, rows, &rows->sources[s]))
            return true;
    return false;
}

/* The first few names are enough: it is said by every command. */
static void mark_example(struct post *post, const struct rows *rows, struct source *source)
{
    enum { NAMED = 3 };
    word file = rows_place(rows, source->first_row, NULL).file;
    source->example = true;
    if (post->example_count++ < NAMED)
        post->example_names = arena_format(post->arena, "%s%s%s",
                                           post->example_count > 1 ? post->example_names : "",
                                           post->example_count > 1 ? ", " : "",
                                           post_file(post, post_string(post, file)));
    post->example_files =
        post->example_count <= NAMED
            ? post->example_names
            : arena_format(post->arena, "%s and %zu more", post->example_names,
                           post->example_count - NAMED);
}

void mark_examples(struct post *post)
{
    const struct input *fixes = input_named(TEXT("fixes"));
    if (!own_inventory(post))
        return;
    for (size_t i = 0; inputs[i]; i++) {
        struct rows *rows = input_rows(post, inputs[i]);
        for (size_t s = 0; inputs[i] != fixes && s < rows->source_count; s++)
            if (is_sample(post->arena, inputs[i], rows, &rows->sources[s]))
                mark_example(post, rows, &rows->sources[s]);
    }
}
