#include "planner/quality.h"

#include <string.h>

#include "planner/mapping.h"

const struct column *field_of(const struct read_file *file, size_t cell)
{
    for (size_t k = 0; file->mapping && file->input->columns[k].name; k++)
        if (file->mapping->at[k] == (int)cell &&
            !(file->mapping->category_of_text && !strcmp(file->input->columns[k].name, "category")))
            return &file->input->columns[k];
    return NULL;
}

size_t columns_shown(const struct read_file *file)
{
    return file->survey ? file->survey->count - file->empty_columns : 0;
}

bool is_number_column(const struct survey_column *c)
{
    return c->type == TYPE_INTEGER || c->type == TYPE_DECIMAL;
}

static unsigned share(size_t good, size_t all)
{
    return all ? (unsigned)((double)good / (double)all * 100) : 100;
}

/* An item recorded twice has one key and seldom two equal rows.  Uniqueness is measured by what
 * identifies a record, as in DAMA UK, The Six Primary Dimensions for Data Quality Assessment,
 * 2013. */
static size_t recorded_again(const struct read_file *file)
{
    bool has_key = false;
    for (size_t k = 0; file->input && file->input->columns[k].name; k++)
        has_key |= (file->input->columns[k].flags & KEY) != 0;
    return has_key ? file->survey->repeated : file->survey->duplicates;
}

struct quality quality_of(const struct read_file *file)
{
    const struct survey *s = file->survey;
    size_t cells = 0, filled = 0, judged = 0, invalid = 0;
    if (!s || !s->rows)
        return (struct quality){0};
    for (size_t k = 0; k < columns_shown(file); k++) {
        const struct survey_column *c = &s->columns[k];
        const struct column *field = field_of(file, k);
        bool expected = !file->input || (field && (field->flags & REQUIRED)) || c->filled;
        cells += expected ? s->rows : 0;
        filled += expected ? c->filled - c->nothing : 0;
        if (is_number_column(c) || c->type == TYPE_DATE) {
            judged += c->filled;
            invalid += c->unparsable;
        }
    }
    size_t misshapen = s->wide + s->narrow < s->rows ? s->wide + s->narrow : s->rows;
    struct quality q = {share(filled, cells), share(judged - invalid, judged),
                        share(s->rows - recorded_again(file), s->rows),
                        share(s->rows - misshapen, s->rows), 0};
    q.score = (3 * q.filled + 4 * q.valid + 2 * q.unique + q.shaped) / 10;
    return q;
}
