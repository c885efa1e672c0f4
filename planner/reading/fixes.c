#include "planner/fixes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/parse.h"

/* What became of one row of fixes.csv. */
struct fix {
    word row;        /* "line 12" in this form; empty: every row that has what was found */
    bool confirmed, drop;
    bool file_read, column_there, row_there;
    uint32_t applied; /* rows */
    word now;         /* what the named row holds instead */
    struct place now_at;
};

struct fixing {
    struct fix *of; /* [fixes.rows] */
    size_t count;
};

struct file_fixes {
    struct post *post;
    const struct input *input;
    const char *path;
    struct fixing *all;
    struct index *by_found; /* column + 1, row, found */
    struct index *by_row;   /* column + 1, row */
    bool column[COLUMNS_MAX], any_line;
    size_t key, serial;     /* columns that name a row, COLUMNS_MAX: none */
    int16_t at[COLUMNS_MAX];
    text given[COLUMNS_MAX];
    struct place left_out_by;
    text *cells; /* of a corrected row */
    char *bytes;
    size_t cell_capacity, byte_capacity;
};

/* ---- before the files --------------------------------------------------------------------------- */

/* "Line 12" and "line  12" are the same row. */
static word row_name(struct post *post, word from)
{
    text name = words_text(post->words, from);
    unsigned long line;
    char *end;
    if (name.length < 6 || !text_same_nocase((text){name.at, 5}, TEXT("line ")))
        return from;
    line = strtoul(name.at + 5, &end, 10);
    if (*end || !line)
        return from;
    return words_put_string(post->words, arena_format(post->arena, "line %lu", line));
}

static bool is_line(const struct post *post, word row)
{
    return !strncmp(post_string(post, row), "line ", 5);
}

static bool is_of_file(const struct post *post, size_t i, const char *path)
{
    return text_same_nocase(words_text(post->words, post->fixes.file[i]),
                            text_of(post_file(post, path)));
}

/* Names the row, or every row: 2 or 1; another row: 0. */
static int names_row(const struct post *post, size_t i, const struct rows *rows, size_t row)
{
    static const char *const names[] = {"asset_tag", "serial"};
    word of = post->fixing->of[i].row;
    if (!word_given(of))
        return 1;
    if (is_line(post, of))
        return strtoul(post_string(post, of) + 5, NULL, 10) == rows_place(rows, row, NULL).line ? 2 : 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const struct column *c = &rows->columns[column_named(rows->columns, names[k])];
        if (c->name && word_same(((const word *)(const void *)column_array(rows, c))[row], of))
            return 2;
    }
    return 0;
}

static struct place correction_of(const struct post *post, const struct rows *rows, size_t row,
                           const char *column)
{
    const struct fix_rows *t = &post->fixes;
    struct place best = {{0}, 0, 0};
    size_t k = column_named(rows->columns, column);
    const struct source *source = rows_source(rows, row);
    const char *path = post_string(post, rows_place(rows, row, NULL).file);
    text raw = source->at[k] < 0 ? TEXT("")
                                 : text_trim(csv_cell(source->csv, post->arena, rows->offset[row],
                                                      (size_t)source->at[k]));
    for (size_t i = 0, most = 0; post->fixing && i < post->fixing->count; i++) {
        const struct fix *fix = &post->fixing->of[i];
        if (!fix->applied || fix->drop || strcmp(post_string(post, t->field[i]), column) ||
            !is_of_file(post, i, path) || !text_same(raw, words_text(post->words, t->found[i])))
            continue;
        size_t names = (size_t)names_row(post, i, rows, row);
        if (names > most) {
            most = names;
            best = rows_place(&t->rows, i, "value");
        }
    }
    return best;
}

void fixes_prepare(struct post *post)
{
    const struct fix_rows *t = &post->fixes;
    struct fixing *all = post->fixing = arena_alloc(post->arena, 1, sizeof *all);
    post->correction_of = post->fixes.rows.count ? correction_of : NULL;
    *all = (struct fixing){arena_alloc(post->arena, t->rows.count + 1, sizeof *all->of),
                           t->rows.count};
    for (size_t i = 0; i < all->count; i++)
        all->of[i] = (struct fix){
            .row = row_name(post, t->row[i]),
            .confirmed = !t->rows.bad[i] && (t->accept[i] == FIX_YES || t->accept[i] == FIX_DROP),
            .drop = t->accept[i] == FIX_DROP};
}

/* ---- the corrections of a file -------------------------------------------------------------------- */

static size_t column_of(const struct input *input, const char *name)
{
    for (size_t k = 0; input->columns[k].name; k++)
        if (!strcmp(input->columns[k].name, name))
            return k;
    return COLUMNS_MAX;
}

static size_t key_of(const struct input *input)
{
    size_t key = COLUMNS_MAX;
    for (size_t k = 0; input->columns[k].name; k++)
        if (input->columns[k].flags & KEY) {
            if (key != COLUMNS_MAX)
                return COLUMNS_MAX; /* of two parts: rows go by their line */
            key = k;
        }
    return key;
}

static word column_word(size_t k)
{
    return (word){(uint32_t)k + 1};
}

/* Two that say what is read in the same cell: the first counts. */
static void add(struct file_fixes *f, size_t i, size_t k)
{
    struct post *post = f->post;
    struct fix_rows *t = &post->fixes;
    struct fix *fix = &f->all->of[i];
    size_t first = index_add(f->by_found, i, column_word(k), fix->row, t->found[i]);
    if (first != SIZE_MAX) {
        size_t finding = rows_report(post->diag, &t->rows, i, "row", WARNING, "fix-twice",
                                     t->row[i], "is corrected twice in the same cell; the first "
                                     "counts (remove one)");
        diag_also(post->diag, finding, rows_place(&t->rows, first, "row"), "row", "the first");
        fix->confirmed = false;
        return;
    }
    index_add(f->by_row, i, column_word(k), fix->row, (word){0});
    f->column[k] = true;
    f->any_line = f->any_line || is_line(post, fix->row);
}

bool fixes_give_column(const struct post *post, const char *path, const char *field)
{
    const struct fix_rows *t = &post->fixes;
    for (size_t i = 0; post->fixing && i < post->fixing->count; i++)
        if (post->fixing->of[i].confirmed && is_of_file(post, i, path) && !word_given(t->row[i]) &&
            !word_given(t->found[i]) && word_given(t->value[i]) &&
            !strcmp(post_string(post, t->field[i]), field))
            return true;
    return false;
}

struct file_fixes *fixes_of_file(struct post *post, const struct input *input, const char *path,
                                 struct arena *arena)
{
    struct fixing *all = post->fixing;
    size_t found = 0;
    for (size_t i = 0; all && i < all->count; i++) {
        bool of_file = all->of[i].confirmed && is_of_file(post, i, path);
        all->of[i].file_read = all->of[i].file_read || of_file;
        found += of_file;
    }
    if (!found || !input)
        return NULL;
    struct file_fixes *f = arena_alloc(arena, 1, sizeof *f);
    *f = (struct file_fixes){.post = post, .input = input, .path = path, .all = all,
                             .by_found = index_new(arena, all->count),
                             .by_row = index_new(arena, all->count), .key = key_of(input),
                             .serial = column_of(input, "serial")};
    for (size_t i = 0; i < all->count; i++) {
        size_t k = column_of(input, post_string(post, post->fixes.field[i]));
        if (!all->of[i].confirmed || !is_of_file(post, i, path) || k == COLUMNS_MAX)
            continue;
        all->of[i].column_there = true;
        add(f, i, k);
    }
    return f;
}

void fixes_take_header(struct file_fixes *f, const int16_t *at)
{
    memcpy(f->at, at, sizeof f->at);
}

void fixes_restart(struct file_fixes *f)
{
    for (size_t i = 0; i < f->all->count; i++)
        if (is_of_file(f->post, i, f->path))
            f->all->of[i].applied = 0;
}

/* ---- a row ---------------------------------------------------------------------------------------------- */

static text cell_of(const struct file_fixes *f, const struct csv_row *row, size_t k)
{
    int at = k < COLUMNS_MAX ? f->at[k] : -1;
    return at >= 0 && (size_t)at < row->count ? text_trim(row->cells[at]) : TEXT("");
}

/* As it stands in fixes.csv: there, text that looks like a formula has a quote before it. */
static word as_found(const struct file_fixes *f, text cell)
{
    if (cell.length > 1 && (cell.at[0] == '\'' || cell.at[0] == '`') && strchr("=+-@", cell.at[1]))
        cell = (text){cell.at + 1, cell.length - 1};
    return words_find(f->post->words, cell);
}

static const char *show(const struct file_fixes *f, word w)
{
    return word_given(w) ? post_string(f->post, w) : "(empty)";
}

/* What a row can be named by, in the order in which that counts; the empty name is every row's. */
enum { NAMES = 4 };
static void names_of(const struct file_fixes *f, struct csv_source *csv, const struct csv_row *row,
                     word names[NAMES])
{
    struct words *words = f->post->words;
    char line[24];
    names[0] = names[1] = names[2] = names[3] = (word){0};
    if (f->any_line) {
        snprintf(line, sizeof line, "line %u", csv_place(csv, row->offset, 0).line);
        names[0] = words_find(words, text_of(line));
    }
    names[1] = as_found(f, cell_of(f, row, f->key));
    names[2] = as_found(f, cell_of(f, row, f->serial));
}

/* The correction of this cell, or SIZE_MAX; where the row is named but the cell holds something
 * else, that is remembered. */
static size_t find(struct file_fixes *f, struct csv_source *csv, const struct csv_row *row,
                   const word names[NAMES], size_t k)
{
    text cell = cell_of(f, row, k);
    word found = as_found(f, cell);
    bool unknown = cell.length && !word_given(found); /* in no correction, so none is of it */
    for (int n = 0; n < NAMES; n++) {
        if (n < NAMES - 1 && !word_given(names[n]))
            continue;
        size_t i = unknown ? SIZE_MAX
                           : index_first(f->by_found, column_word(k), names[n], found);
        if (i != SIZE_MAX)
            return i;
        if (n == NAMES - 1)
            break;
        for (i = index_first(f->by_row, column_word(k), names[n], (word){0}); i != SIZE_MAX;
             i = index_next(f->by_row, i)) {
            struct fix *fix = &f->all->of[i];
            fix->row_there = true;
            fix->now = words_put(f->post->words, cell);
            fix->now_at = csv_place(csv, row->offset, f->at[k] < 0 ? 0 : (size_t)f->at[k]);
        }
    }
    return SIZE_MAX;
}

static void tell(struct file_fixes *f, struct csv_source *csv, const struct csv_row *row, size_t k,
                 size_t i)
{
    struct post *post = f->post;
    const struct fix_rows *t = &post->fixes;
    struct place at = csv_place(csv, row->offset, f->at[k] < 0 ? 0 : (size_t)f->at[k]);
    struct place from = rows_place(&t->rows, i, "value");
    const char *file = post_file(post, post_string(post, from.file));
    size_t finding =
        f->all->of[i].drop
            ? diag_add(post->diag, NOTE, "fixed", at, f->input->columns[k].name, t->found[i],
                       "stands in a row that is left out, as %s:%u says", file, from.line)
            : diag_add(post->diag, NOTE, "fixed", at, f->input->columns[k].name, t->found[i],
                       "is read as '%s', as %s:%u says", show(f, t->value[i]), file, from.line);
    diag_about(post->diag, finding, words_put(post->words, cell_of(f, row, f->key)), MONEY_NONE);
    f->all->of[i].applied++;
}

/* The row with other cells in the places of some; they lie in one piece, as those of a row do. */
static void rewrite(struct file_fixes *f, struct csv_row *row, const size_t *fix)
{
    size_t count = row->count, bytes = 0;
    for (size_t k = 0; f->input->columns[k].name; k++)
        if (fix[k] != SIZE_MAX && f->at[k] >= (int)count)
            count = (size_t)f->at[k] + 1;
    text *cells = memory_array(count, sizeof *cells);
    for (size_t c = 0; c < count; c++)
        cells[c] = c < row->count ? row->cells[c] : TEXT("");
    for (size_t k = 0; f->input->columns[k].name; k++)
        if (fix[k] != SIZE_MAX && f->at[k] >= 0)
            cells[f->at[k]] = words_text(f->post->words, f->post->fixes.value[fix[k]]);
    for (size_t c = 0; c < count; c++)
        bytes += cells[c].length + 1;
    char *piece = memory_array(bytes, 1);
    for (size_t c = 0, at = 0; c < count; c++) {
        if (cells[c].length)
            memcpy(piece + at, cells[c].at, cells[c].length);
        cells[c].at = piece + at;
        at += cells[c].length + 1;
    }
    free(f->cells);
    free(f->bytes);
    f->cells = cells;
    f->bytes = piece;
    row->cells = cells;
    row->count = count;
    row->bytes = bytes;
}

/* Told once, by the first that says so; what else was to be done in the row is done with it. */
static bool leave_out(struct file_fixes *f, struct csv_source *csv, const struct csv_row *row,
                      const size_t *fix)
{
    size_t first = 0;
    while (f->input->columns[first].name &&
           (fix[first] == SIZE_MAX || !f->all->of[fix[first]].drop))
        first++;
    if (!f->input->columns[first].name)
        return false;
    tell(f, csv, row, first, fix[first]);
    f->left_out_by = rows_place(&f->post->fixes.rows, fix[first], NULL);
    for (size_t k = 0; f->input->columns[k].name; k++)
        if (k != first && fix[k] != SIZE_MAX)
            f->all->of[fix[k]].applied++;
    return true;
}

bool fixes_apply(struct file_fixes *f, struct csv_source *csv, struct csv_row *row)
{
    size_t fix[COLUMNS_MAX] = {0};
    word names[NAMES];
    bool any = false;
    names_of(f, csv, row, names);
    for (size_t k = 0; f->input->columns[k].name; k++) {
        fix[k] = f->column[k] ? find(f, csv, row, names, k) : SIZE_MAX;
        f->given[k] = TEXT("");
    }
    if (leave_out(f, csv, row, fix))
        return false;
    for (size_t k = 0; f->input->columns[k].name; k++) {
        if (fix[k] == SIZE_MAX)
            continue;
        tell(f, csv, row, k, fix[k]);
        if (f->at[k] < 0)
            f->given[k] = words_text(f->post->words, f->post->fixes.value[fix[k]]);
        any = true;
    }
    if (any)
        rewrite(f, row, fix);
    return true;
}

struct place fixes_left_out_by(const struct file_fixes *f)
{
    return f->left_out_by;
}

text fixes_given(const struct file_fixes *f, size_t column)
{
    return f->given[column];
}

void fixes_close(struct file_fixes *f)
{
    if (!f)
        return;
    free(f->cells);
    free(f->bytes);
}

/* ---- rows that a reference file lacks ----------------------------------------------------------- */

const struct lacking lacking_rows[] = {
    {"price-missing", "prices", "category", "price_year", "unit_price", "the price of one"},
    {"currency-without-rate", "exchange", "currency", "fiscal_year", "budget_rate",
     "what a dollar costs in"},
    {.rule = NULL},
};

const struct lacking *lacking_for(const char *rule)
{
    for (const struct lacking *l = lacking_rows; l->rule; l++)
        if (!strcmp(l->rule, rule))
            return l;
    return NULL;
}

static bool asks_for(const struct post *post, size_t i, const struct lacking *l)
{
    const struct fix_rows *t = &post->fixes;
    char file[32];
    snprintf(file, sizeof file, "%s.csv", l->file);
    return post->fixing->of[i].confirmed && !post->fixing->of[i].drop &&
           is_of_file(post, i, file) && word_given(t->row[i]) &&
           !is_line(post, post->fixing->of[i].row) && !word_given(t->found[i]) &&
           !strcmp(post_string(post, t->field[i]), l->value);
}

static char *cell_at(const struct rows *rows, const char *column, size_t row)
{
    const struct column *c = &rows->columns[column_named(rows->columns, column)];
    return column_array(rows, c) + row * kind_size(c->kind);
}

/* A price or a rate, and the currency that stands beside it. */
static const char *read_value(struct post *post, const struct lacking *l, text cell, size_t row)
{
    struct rows *rows = input_rows(post, input_named(text_of(l->file)));
    const struct notation notation = {.mark = '.'};
    const struct column *c = &rows->columns[column_named(rows->columns, l->value)];
    char code[CURRENCY_CODE];
    money price;
    decimal rate;
    if (!cell.length)
        return "is missing (write it, or take the yes away)";
    if (c->kind == KIND_DECIMAL) {
        const char *fault = parse_decimal(cell, notation, &rate);
        if (!fault)
            memcpy(cell_at(rows, l->value, row), &rate, sizeof rate);
        return fault;
    }
    const char *fault = parse_price(cell, notation, &price), *currency = currency_named(cell, code);
    if (fault)
        return fault;
    memcpy(cell_at(rows, l->value, row), &price, sizeof price);
    if (currency) {
        word name = words_put_string(post->words, currency);
        memcpy(cell_at(rows, "currency", row), &name, sizeof name);
    }
    return NULL;
}

static word plain_word(struct post *post, word from)
{
    char key[128];
    text_plain_key(words_text(post->words, from), key, sizeof key);
    return words_put_string(post->words, key);
}

/* Rows that the file has by now, for any model and network: they count. */
static struct index *rows_there(struct post *post, struct arena *scratch, const struct lacking *l)
{
    const struct rows *rows = input_rows(post, input_named(text_of(l->file)));
    bool prices = rows == &post->prices.rows;
    struct index *there = index_new(scratch, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        word key;
        memcpy(&key, cell_at(rows, l->key, i), sizeof key);
        if (!prices || (!word_given(post->prices.model[i]) && !post->prices.network[i]))
            index_add(there, i, plain_word(post, key), (word){0}, (word){0});
    }
    return there;
}

static bool stands_by_now(struct post *post, const struct index *there, const struct lacking *l,
                          size_t i)
{
    struct fix_rows *t = &post->fixes;
    if (index_first(there, plain_word(post, t->row[i]), (word){0}, (word){0}) == SIZE_MAX)
        return false;
    post->fixing->of[i].applied++;
    rows_report(post->diag, &t->rows, i, "row", NOTE, "fix-done", t->row[i],
                "has a row in %s.csv by now, which counts (this row can go)", l->file);
    return true;
}

static void add_row(struct post *post, const struct lacking *l, size_t i)
{
    struct fix_rows *t = &post->fixes;
    struct rows *rows = input_rows(post, input_named(text_of(l->file)));
    size_t row = rows->count;
    post->fixing->of[i].applied++;
    for (const struct column *c = rows->columns; c->name; c++)
        cell_absent(c->kind, cell_at(rows, c->name, row));
    const char *fault = read_value(post, l, words_text(post->words, t->value[i]), row);
    if (fault) {
        rows_report(post->diag, &t->rows, i, "value", ERROR, "not-a-number", t->value[i], "%s", fault);
        return;
    }
    memcpy(cell_at(rows, l->key, row), &t->row[i], sizeof t->row[i]);
    rows->offset[row] = t->rows.offset[i];
    rows->bad[row] = 0;
    rows->count++;
    rows_report(post->diag, &t->rows, i, "value", NOTE, "fixed", t->value[i], "is read as %s %s",
                l->says, post_string(post, t->row[i]));
}

/* The rows of one file of corrections: their places are its own. */
static void add_rows(struct post *post, const struct lacking *l, const struct index *there,
                     const struct source *fixes)
{
    struct rows *rows = input_rows(post, input_named(text_of(l->file)));
    const struct column *from = post->fixes.rows.columns;
    struct source added = {.csv = fixes->csv, .first_row = rows->count, .whole = true};
    for (size_t k = 0; k < COLUMNS_MAX; k++)
        added.at[k] = -1;
    added.at[column_named(rows->columns, l->key)] = fixes->at[column_named(from, "row")];
    added.at[column_named(rows->columns, l->value)] = fixes->at[column_named(from, "value")];
    rows_make_room(rows, rows->count + fixes->row_count + 1);
    for (size_t i = fixes->first_row; i < fixes->first_row + fixes->row_count; i++)
        if (asks_for(post, i, l) && !stands_by_now(post, there, l, i))
            add_row(post, l, i);
    added.row_count = rows->count - added.first_row;
    if (!added.row_count)
        return;
    rows->sources = memory_grow(rows->sources, rows->source_count + 1, sizeof *rows->sources);
    rows->sources[rows->source_count++] = added;
}

void fixes_add_rows(struct post *post)
{
    if (!post->fixing || !post->fixing->count)
        return;
    for (const struct lacking *l = lacking_rows; l->rule; l++) {
        struct arena *scratch = arena_new();
        const struct index *there = rows_there(post, scratch, l);
        for (size_t s = 0; s < post->fixes.rows.source_count; s++)
            add_rows(post, l, there, &post->fixes.rows.sources[s]);
        arena_free(scratch);
    }
}

void fixes_set_year(struct post *post, int year)
{
    for (const struct lacking *l = lacking_rows; l->rule && post->fixing; l++) {
        const struct rows *rows = input_rows(post, input_named(text_of(l->file)));
        for (size_t i = 0; i < rows->count; i++) {
            int32_t of;
            memcpy(&of, cell_at(rows, l->year, i), sizeof of);
            if (!rows->bad[i] && !whole_given(of)) /* only ours lack it */
                memcpy(cell_at(rows, l->year, i), &(int32_t){year}, sizeof of);
        }
    }
}

/* ---- what was not applied -------------------------------------------------------------------------------- */

static void report_stale(struct post *post, size_t i, const struct fix *fix)
{
    struct fix_rows *t = &post->fixes;
    if (!fix->drop && word_same(fix->now, t->value[i])) {
        rows_report(post->diag, &t->rows, i, "value", NOTE, "fix-done", t->value[i],
                    "stands in the file by now (this row can go)");
        return;
    }
    size_t finding = rows_report(post->diag, &t->rows, i, "found", WARNING, "fix-stale",
                                 t->found[i], "is not there any more, so nothing was changed "
                                 "(planner check proposes anew)");
    diag_also(post->diag, finding, fix->now_at, post_string(post, t->field[i]), "holds '%s' now",
              word_given(fix->now) ? post_string(post, fix->now) : "");
}

/* An export gets another name when it is put into a post's folder. */
static const char *only_inventory(const struct post *post)
{
    const char *name = NULL;
    for (size_t i = 0; i < post->file_count; i++)
        if (post->files[i].input && post->files[i].input->several) {
            if (name)
                return NULL;
            name = post_file(post, post->files[i].path);
        }
    return name;
}

static void report_unmatched(struct post *post, size_t i, const struct fix *fix)
{
    struct fix_rows *t = &post->fixes;
    const char *now = only_inventory(post);
    if (!fix->file_read)
        rows_report(post->diag, &t->rows, i, "file", WARNING, "fix-unmatched", t->file[i],
                    "is not among the files read, so nothing was changed (write %s)",
                    now ? arena_format(post->arena, "%s if that is its name now", now)
                        : "the file's name without its folder");
    else if (!fix->column_there)
        rows_report(post->diag, &t->rows, i, "field", WARNING, "fix-unmatched", t->field[i],
                    "is not a column of that file, so nothing was changed (planner columns lists "
                    "them)");
    else if (word_given(t->row[i]))
        rows_report(post->diag, &t->rows, i, "row", WARNING, "fix-unmatched", t->row[i],
                    "is no row of that file by now, so nothing was changed");
    else
        rows_report(post->diag, &t->rows, i, "found", WARNING, "fix-unmatched", t->found[i],
                    "stands in no row of that file by now, so nothing was changed");
}

static size_t days_for_all(const struct post *post)
{
    size_t rows = 0;
    for (size_t i = 0; post->fixing && i < post->fixing->count; i++)
        if (!word_given(post->fixing->of[i].row) && !word_given(post->fixes.found[i]) &&
            !post->fixing->of[i].drop && !strcmp(post_string(post, post->fixes.field[i]), "acquired"))
            rows += post->fixing->of[i].applied;
    return rows;
}

void fixes_report_rest(struct post *post)
{
    post->days_for_all = days_for_all(post);
    for (size_t i = 0; post->fixing && i < post->fixing->count; i++) {
        const struct fix *fix = &post->fixing->of[i];
        if (!fix->confirmed || fix->applied)
            continue;
        if (fix->row_there)
            report_stale(post, i, fix);
        else
            report_unmatched(post, i, fix);
    }
}
