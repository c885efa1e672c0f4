#include "planner/mend.h"

#include <string.h>

enum { EXTRA_MAX = 16, CELLS_MAX = 512 };

/* What stands in a column, in rows as wide as the header. */
struct mend_column {
    size_t filled, numbers, dates;
    size_t blanks; /* cells that hold one */
    size_t begun;  /* cells that begin with one */
};

/* A row as it is written. */
struct written {
    text whole; /* from the row to the end of the file */
    size_t count;
    size_t begin[CELLS_MAX]; /* of each cell, blanks in front of it too */
    struct raw_cell cells[CELLS_MAX];
};

static bool cut(const struct csv_source *source, uint32_t offset, struct written *out)
{
    char delimiter = csv_delimiter(source);
    out->whole = csv_text_at(source, offset);
    out->count = 0;
    for (size_t at = 0;; at = out->cells[out->count - 1].end + 1) {
        if (out->count == CELLS_MAX)
            return false;
        out->begin[out->count] = at;
        raw_cell_at(out->whole, at, delimiter, &out->cells[out->count++]);
        size_t end = out->cells[out->count - 1].end;
        if (end >= out->whole.length || out->whole.at[end] != delimiter)
            return true;
    }
}

static bool begins_with_blank(const struct written *w, size_t cell)
{
    return w->begin[cell] < w->cells[cell].end && w->whole.at[w->begin[cell]] == ' ';
}

/* ---- what the columns hold -------------------------------------------------------------------- */

static size_t width_of(const struct mend *m)
{
    return m->sample->rows[m->header].count;
}

static void learn(struct mend *m)
{
    struct written *w = m->row = arena_alloc(m->arena, 1, sizeof *w);
    size_t width = width_of(m);
    m->columns = arena_alloc(m->arena, width + 1, sizeof *m->columns);
    for (size_t r = m->header + 1; r < m->sample->count; r++) {
        const struct csv_row *row = &m->sample->rows[r];
        if (row->count != width || !cut(m->source, row->offset, w) || w->count != width)
            continue;
        for (size_t k = 0; k < width; k++) {
            struct mend_column *c = &m->columns[k];
            text cell = text_trim(row->cells[k]);
            struct number_look n;
            if (!cell.length || says_nothing(cell))
                continue;
            c->filled++;
            c->numbers += look_at_number(cell, &n);
            c->dates += look_at_date(cell) != LOOKS_NO_DATE;
            c->blanks += memchr(cell.at, ' ', cell.length) != NULL;
            c->begun += begins_with_blank(w, k);
        }
    }
}

static bool holds_values(const struct mend_column *c)
{
    return c->filled && (c->numbers == c->filled || c->dates == c->filled);
}

static bool fits(const struct mend_column *c, text cell)
{
    struct number_look n;
    cell = text_trim(cell);
    if (!cell.length || !holds_values(c) || says_nothing(cell))
        return true;
    return (c->dates == c->filled && look_at_date(cell) != LOOKS_NO_DATE) ||
           (c->numbers == c->filled && look_at_number(cell, &n));
}

/* ---- which cell was cut ----------------------------------------------------------------------- */

static text joined(const struct written *w, size_t cell, size_t extra)
{
    size_t begin = w->begin[cell];
    return text_trim((text){w->whole.at + begin, w->cells[cell + extra].end - begin});
}

/* Joined at `cell`, does everything stand where its column has its like?  `*shown`: by a value
 * behind it that would stand wrongly otherwise. */
static bool could_be_cut(const struct mend *m, const struct written *w, const struct csv_row *row,
                         size_t cell, size_t extra, bool *shown)
{
    const struct mend_column *here = &m->columns[cell];
    *shown = false;
    if (!here->filled || holds_values(here))
        return false;
    bool words = false;
    for (size_t k = cell; k <= cell + extra; k++) {
        struct number_look n;
        if (w->cells[k].quoted)
            return false;
        words = words || !look_at_number(row->cells[k], &n);
    }
    if (!words)
        return false; /* numbers, as of a wider table */
    text whole = joined(w, cell, extra);
    if (here->filled > 1 && !here->blanks && memchr(whole.at, ' ', whole.length))
        return false; /* a column of single words */
    for (size_t k = 0; k < width_of(m); k++) {
        text moved = row->cells[k < cell ? k : k + extra];
        if (k == cell)
            continue;
        if (!fits(&m->columns[k], moved))
            return false;
        *shown = *shown || (k > cell && holds_values(&m->columns[k]) && text_trim(moved).length);
    }
    return true;
}

/* Exactly the pieces behind the first begin with a blank, in a file where no other cell does. */
static bool cut_in_prose(const struct mend *m, const struct written *w, size_t cell, size_t extra)
{
    for (size_t k = 0; k < width_of(m); k++)
        if (m->columns[k].begun)
            return false;
    for (size_t k = 1; k < w->count; k++)
        if (begins_with_blank(w, k) != (k > cell && k <= cell + extra))
            return false;
    return true;
}

/* Every value stands where it belongs, and what is too much stands behind them all. */
static bool fits_as_it_is(const struct mend *m, const struct csv_row *row)
{
    for (size_t k = 0; k < width_of(m); k++)
        if (!fits(&m->columns[k], row->cells[k]))
            return false;
    return true;
}

static size_t cut_cell(const struct mend *m, const struct written *w, const struct csv_row *row,
                       size_t extra)
{
    size_t by_values = SIZE_MAX, by_prose = SIZE_MAX, found = 0;
    for (size_t cell = 0; cell < width_of(m); cell++) {
        bool shown;
        if (!could_be_cut(m, w, row, cell, extra, &shown))
            continue;
        if (cut_in_prose(m, w, cell, extra))
            by_prose = cell;
        found++;
        if (shown)
            by_values = cell;
    }
    return by_prose != SIZE_MAX ? by_prose
         : found == 1 && !fits_as_it_is(m, row) ? by_values : SIZE_MAX;
}

/* ---- the row ---------------------------------------------------------------------------------- */

static size_t filled_width(const struct csv_row *row)
{
    size_t n = row->count;
    while (n && !text_trim(row->cells[n - 1]).length)
        n--;
    return n;
}

static void join(struct arena *scratch, const struct written *w, size_t cell, size_t extra,
                 size_t width, struct csv_row *row)
{
    text whole = joined(w, cell, extra), *cells = arena_alloc(scratch, width, sizeof *cells);
    char *bytes = arena_alloc(scratch, row->bytes + whole.length + 1, 1), *to = bytes;
    for (size_t k = 0; k < width; k++) {
        text from = k == cell ? whole : row->cells[k < cell ? k : k + extra];
        cells[k] = (text){to, from.length};
        memcpy(to, from.at, from.length);
        to += from.length;
        *to++ = '\0';
    }
    row->cells = cells;
    row->count = width;
    row->bytes = (size_t)(to - bytes);
}

bool mend_row(struct mend *m, struct arena *scratch, struct csv_row *row)
{
    size_t width = width_of(m), filled = filled_width(row);
    if (filled <= width || filled - width > EXTRA_MAX || row->count > CELLS_MAX)
        return false;
    size_t extra = filled - width;
    if (!m->columns)
        learn(m);
    struct written *w = m->row;
    if (!cut(m->source, row->offset, w) || w->count != row->count)
        return false;
    size_t cell = cut_cell(m, w, row, extra);
    if (cell == SIZE_MAX)
        return false;
    if (!m->count++)
        m->first = csv_place(m->source, row->offset, cell);
    csv_rejoin(m->source, row->offset, cell, extra);
    join(scratch, w, cell, extra, width, row);
    return true;
}
