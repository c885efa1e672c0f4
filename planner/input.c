#include "planner/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"
#include "planner/parse.h"
#include "planner/reader.h"

#define INPUT(name) extern const struct input input_##name;
#include "planner/inputs.def"
#undef INPUT

#define INPUT(name) &input_##name,
const struct input *const inputs[] = {
#include "planner/inputs.def"
    NULL,
};
#undef INPUT

const char plan_category_words[] =
    "Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
    "Pouch and mail operations|Personnel costs|ICASS services";

const char *plan_category_name(unsigned plan_category)
{
    static const char *const names[] = {"",
                                        "Telecommunications",
                                        "CAA equipment",
                                        "Non-CAA equipment",
                                        "Software licenses",
                                        "Pouch and mail operations",
                                        "Personnel costs",
                                        "ICASS services"};
    return names[plan_category <= PLAN_CATEGORIES ? plan_category : 0];
}

struct rows *input_rows(struct post *post, const struct input *input)
{
    return (struct rows *)((char *)post + input->table);
}

const struct input *input_named(text file)
{
    for (size_t i = 0; inputs[i]; i++)
        if (text_same_nocase(file, text_of(inputs[i]->file)))
            return inputs[i];
    return NULL;
}

/* The array of a column: its pointer stands `offset` bytes into the table.  Copied, since a
 * pointer to one type may not be read through a pointer to another. */
static char *array_of(const struct rows *rows, const struct column *column)
{
    char *array;
    memcpy(&array, (const char *)rows + column->offset, sizeof array);
    return array;
}

static void set_array(struct rows *rows, const struct column *column, void *array)
{
    memcpy((char *)rows + column->offset, &array, sizeof array);
}

/* Room for `more` rows behind those there. */
static void make_room(struct rows *rows, size_t more)
{
    size_t total = rows->count + more + 1;
    for (const struct column *c = rows->columns; c->name; c++)
        set_array(rows, c, memory_grow(array_of(rows, c), total, kind_size(c->kind)));
    rows->offset = memory_grow(rows->offset, total, sizeof *rows->offset);
    rows->bad = memory_grow(rows->bad, total, sizeof *rows->bad);
}

static void set_absent(struct rows *rows, const struct column *c, size_t row)
{
    char *at = array_of(rows, c) + row * kind_size(c->kind);
    switch (c->kind) {
    case KIND_MONEY:
        memcpy(at, &MONEY_NONE, sizeof(money));
        break;
    case KIND_DATE:
        memcpy(at, &DATE_NONE, sizeof(date));
        break;
    case KIND_WHOLE:
    case KIND_YEAR:
    case KIND_QUARTER:
        memcpy(at, &(int32_t){WHOLE_NONE}, sizeof(int32_t));
        break;
    case KIND_DECIMAL:
        memcpy(at, &DECIMAL_NONE, sizeof(decimal));
        break;
    default:
        memset(at, 0, kind_size(c->kind));
    }
}

/* How far a number of a column may go, said in the column's own words. */
static const char *out_of_range(struct arena *scratch, const struct column *c, decimal d)
{
    if (c->min >= c->max)
        return NULL;
    bool low = decimal_compare(d, decimal_whole(c->min)) < 0;
    if (!low && decimal_compare(d, decimal_whole(c->max)) <= 0)
        return NULL;
    return arena_format(scratch, "is out of range (write a number from %lld to %lld)",
                        (long long)c->min, (long long)c->max);
}

static const char *unknown_choice(struct arena *scratch, const struct column *c, text cell)
{
    char buffer[40], *list = arena_copy(scratch, "", 0);
    size_t count = choice_count(c->words);
    const char *words[16];
    for (size_t i = 0; i < count && i < 16; i++) {
        words[i] = arena_format(scratch, "%s",
                                choice_word(c->words, (unsigned)i + 1, buffer, sizeof buffer));
        list = arena_format(scratch, "%s%s%s", list, i == 0 ? "" : i + 1 < count ? ", " : " or ",
                            words[i]);
    }
    const char *near = text_nearest(cell, words, count < 16 ? count : 16);
    if (near)
        return arena_format(scratch, "is not known; did you mean %s? (known: %s)", near, list);
    return arena_format(scratch, "is not known (write %s)", list);
}

/* Reads one cell into its array; returns NULL or what is wrong with it. */
static const char *read_cell(struct post *post, struct rows *rows, const struct column *c,
                             size_t row, text cell, struct notation notation,
                             struct arena *scratch)
{
    char *at = array_of(rows, c) + row * kind_size(c->kind);
    const char *fault = NULL;
    union {
        word w;
        money m;
        date d;
        int32_t n;
        decimal x;
        period p;
        uint8_t u;
    } value;
    memset(&value, 0, sizeof value);
    switch (c->kind) {
    case KIND_TEXT:
    case KIND_ID:
        value.w = words_put(post->words, cell);
        break;
    case KIND_MONEY:
        fault = parse_money(cell, notation, &value.m);
        break;
    case KIND_DATE:
        fault = parse_date(cell, notation, &value.d);
        break;
    case KIND_WHOLE:
        fault = parse_whole(cell, notation, &value.n);
        if (!fault)
            fault = out_of_range(scratch, c, decimal_whole(value.n));
        break;
    case KIND_YEAR:
        fault = parse_fiscal_year(cell, &value.n);
        break;
    case KIND_QUARTER:
        fault = parse_quarter(cell, &value.n);
        break;
    case KIND_DECIMAL:
        fault = parse_decimal(cell, notation, &value.x);
        if (!fault)
            fault = out_of_range(scratch, c, value.x);
        break;
    case KIND_CHOICE:
        value.u = (uint8_t)parse_choice(cell, c->words);
        if (!value.u)
            fault = unknown_choice(scratch, c, cell);
        break;
    case KIND_PERIOD:
        fault = parse_period(cell, &value.p);
        break;
    case KINDS:
        break;
    }
    if (!fault)
        memcpy(at, &value, kind_size(c->kind));
    return fault;
}

static const char *const rule_of_kind[KINDS] = {
    [KIND_TEXT] = "not-text",     [KIND_ID] = "not-text",      [KIND_MONEY] = "not-an-amount",
    [KIND_DATE] = "not-a-date",   [KIND_WHOLE] = "not-a-number",
    [KIND_YEAR] = "not-a-year",    [KIND_QUARTER] = "not-a-quarter",
    [KIND_DECIMAL] = "not-a-number", [KIND_CHOICE] = "unknown-word", [KIND_PERIOD] = "not-a-period",
};

/* "1.2E+12" in an id: a spreadsheet has turned a long number into a short one. */
static bool mangled_id(text cell)
{
    size_t i = 0;
    while (i < cell.length && ((cell.at[i] >= '0' && cell.at[i] <= '9') || cell.at[i] == '.'))
        i++;
    return i && i + 2 < cell.length && (cell.at[i] == 'E' || cell.at[i] == 'e') &&
           cell.at[i + 1] == '+';
}

static void read_row(struct post *post, struct rows *rows, const struct source *source,
                     const struct csv_row *line, struct notation notation, struct arena *scratch)
{
    size_t row = rows->count++;
    rows->offset[row] = line->offset;
    rows->bad[row] = 0;
    for (size_t k = 0; rows->columns[k].name; k++) {
        const struct column *c = &rows->columns[k];
        int at = source->at[k];
        text cell = at >= 0 && (size_t)at < line->count ? text_trim(line->cells[at]) : TEXT("");
        set_absent(rows, c, row);
        if (!cell.length) {
            if (c->flags & REQUIRED)
                rows_report(post->diag, rows, row, c->name, ERROR, "missing-value", (word){0},
                            "is empty%s%s%s", c->example[0] ? " (write a value such as " : "",
                            c->example, c->example[0] ? ")" : "");
            continue;
        }
        const char *fault = read_cell(post, rows, c, row, cell, notation, scratch);
        if (fault)
            rows_report(post->diag, rows, row, c->name, ERROR, rule_of_kind[c->kind],
                        words_put(post->words, cell), "%s", fault);
        else if (c->kind == KIND_ID && mangled_id(cell))
            rows_report(post->diag, rows, row, c->name, WARNING, "mangled-id",
                        words_put(post->words, cell),
                        "looks like a long number that a spreadsheet has shortened (export the "
                        "column as text)");
    }
    if (line->count > 0) {
        struct arena_mark none = {NULL, 0};
        arena_release(scratch, none);
    }
}

/* Which of the table's columns a header cell names, or SIZE_MAX. */
static size_t column_of_header(const struct column *columns, text cell)
{
    char key[128], name[128];
    text_key(cell, key, sizeof key);
    for (size_t k = 0; columns[k].name && key[0]; k++) {
        text_key(text_of(columns[k].name), name, sizeof name);
        if (!strcmp(key, name))
            return k;
    }
    return SIZE_MAX;
}

static size_t header_matches(const struct column *columns, const struct csv_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < row->count; i++)
        n += column_of_header(columns, row->cells[i]) != SIZE_MAX;
    return n;
}

/* Finds the header among the first rows: the one that names the most columns. Leaves the source
 * behind it. Returns the number of rows before it, SIZE_MAX when no row names any. */
static size_t find_header(struct post *post, struct csv_source *csv, const struct column *columns)
{
    enum { LOOKED_AT = 30 };
    struct csv_row row;
    size_t best = SIZE_MAX, most = 0;
    struct diag *unheard = diag_new(post->words); /* faults are reported by the reading itself */
    csv_rewind(csv);
    for (size_t i = 0; i < LOOKED_AT && csv_next(csv, unheard, &row); i++) {
        size_t n = header_matches(columns, &row);
        if (n > most) {
            most = n;
            best = i;
        }
    }
    diag_free(unheard);
    csv_rewind(csv);
    return best;
}

static const char *joined_header(struct arena *arena, const struct csv_row *row)
{
    char *list = arena_copy(arena, "", 0);
    for (size_t i = 0; i < row->count && i < 40; i++)
        list = arena_format(arena, "%s%s%.*s", list, i ? ", " : "",
                            (int)(row->cells[i].length < 40 ? row->cells[i].length : 40),
                            row->cells[i].at);
    return list;
}

/* Maps the header's cells to the table's columns.  One message for everything that is missing,
 * one for each name that stands there twice, one note for what is not used. */
static bool map_header(struct post *post, const struct input *input, struct source *source,
                       const struct csv_row *header, struct place at)
{
    struct arena *scratch = arena_new();
    char *missing = arena_copy(scratch, "", 0), *unused = arena_copy(scratch, "", 0);
    bool fine = true;
    for (size_t k = 0; k < COLUMNS_MAX; k++)
        source->at[k] = -1;
    for (size_t i = 0; i < header->count; i++) {
        size_t k = column_of_header(input->columns, header->cells[i]);
        if (k == SIZE_MAX) {
            if (text_trim(header->cells[i]).length)
                unused = arena_format(scratch, "%s%s%.*s", unused, unused[0] ? ", " : "",
                                      (int)header->cells[i].length, header->cells[i].at);
        } else if (source->at[k] >= 0) {
            diag_add(post->diag, ERROR, "repeated-column",
                     csv_place(source->csv, header->offset, i), "",
                     words_put(post->words, header->cells[i]),
                     "names column %s a second time (keep one of the two)",
                     input->columns[k].name);
            fine = false;
        } else {
            source->at[k] = (int16_t)i;
        }
    }
    for (size_t k = 0; input->columns[k].name; k++)
        if ((input->columns[k].flags & REQUIRED) && source->at[k] < 0)
            missing = arena_format(scratch, "%s%s%s", missing, missing[0] ? ", " : "",
                                   input->columns[k].name);
    if (missing[0]) {
        diag_add(post->diag, ERROR, "missing-column", at, "", (word){0},
                 "required columns are missing: %s (seen: %s)", missing,
                 joined_header(scratch, header));
        fine = false;
    }
    if (unused[0])
        diag_add(post->diag, NOTE, "unused-column", at, "", (word){0},
                 "columns not used: %s", unused);
    arena_free(scratch);
    return fine;
}

static void remember_file(struct post *post, const struct csv_source *csv, const char *path,
                          size_t rows)
{
    post->files = memory_grow(post->files, post->file_count + 1, sizeof *post->files);
    struct read_file *file = &post->files[post->file_count++];
    *file = (struct read_file){.path = path, .bytes = csv_bytes(csv), .rows = rows};
    csv_sha256(csv, file->sha256);
}

static struct notation notation_of(const struct post *post)
{
    struct notation notation = {'.', ORDER_UNKNOWN};
    const struct setting_rows *s = &post->settings;
    for (size_t i = 0; i < s->rows.count; i++)
        if (!strcmp(post_string(post, s->key[i]), "date_order"))
            notation.order = parse_choice(words_text(post->words, s->value[i]), "MDY|DMY") == 2
                                 ? ORDER_DMY
                                 : ORDER_MDY;
    return notation;
}

static void read_file(struct post *post, const struct input *input, const char *path)
{
    struct rows *rows = input_rows(post, input);
    struct csv_source *csv = csv_open(post->arena, post->words, post->diag, path);
    if (!csv)
        return;
    rows->sources = memory_grow(rows->sources, rows->source_count + 1, sizeof *rows->sources);
    struct source *source = &rows->sources[rows->source_count++];
    *source = (struct source){.csv = csv, .first_row = rows->count};
    size_t above = find_header(post, csv, input->columns);
    struct csv_row line;
    for (size_t i = 0; i <= above && csv_next(csv, post->diag, &line); i++)
        ;
    if (above == SIZE_MAX) {
        diag_add(post->diag, ERROR, "no-header", (struct place){csv_file(csv), 1, 1}, "",
                 (word){0}, "has no header row (the first row names the columns; see: planner "
                 "columns %s)", input->file);
    } else if (map_header(post, input, source, &line, csv_place(csv, line.offset, 0))) {
        struct arena *scratch = arena_new();
        make_room(rows, csv_lines(csv));
        while (csv_next(csv, post->diag, &line))
            read_row(post, rows, source, &line, notation_of(post), scratch);
        arena_free(scratch);
    }
    source->row_count = rows->count - source->first_row;
    remember_file(post, csv, path, source->row_count);
}

/* The same key in two rows is an error with both places. */
static void check_keys(struct post *post, const struct input *input)
{
    struct rows *rows = input_rows(post, input);
    const struct column *keys[3] = {NULL};
    size_t n = 0;
    for (const struct column *c = input->columns; c->name; c++)
        if ((c->flags & KEY) && n < 3)
            keys[n++] = c;
    if (!n || !rows->count)
        return;
    struct arena_mark mark = arena_mark(post->arena);
    struct index *index = index_new(post->arena, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        word key[3] = {{0}};
        for (size_t k = 0; k < n; k++)
            memcpy(&key[k], array_of(rows, keys[k]) + i * kind_size(keys[k]->kind), sizeof(word));
        if (rows->bad[i])
            continue;
        size_t first = index_add(index, i, key[0], key[1], key[2]);
        if (first == SIZE_MAX)
            continue;
        word shown = keys[0]->kind == KIND_TEXT || keys[0]->kind == KIND_ID ? key[0] : (word){0};
        size_t finding = rows_report(post->diag, rows, i, keys[0]->name, ERROR, "used-twice",
                                     shown, n > 1 ? "stands twice with the same %s%s%s"
                                                  : "is used twice",
                                     n > 1 ? keys[1]->name : "", n > 2 ? " and " : "",
                                     n > 2 ? keys[2]->name : "");
        diag_also(post->diag, finding, rows_place(rows, first, keys[0]->name), keys[0]->name,
                  "first used here");
    }
    arena_release(post->arena, mark);
}

/* "inventory" for inventory.csv, and for inventory-radio.csv where several are allowed. */
static bool belongs_to(const struct input *input, const char *name)
{
    size_t n = strlen(input->file), length = strlen(name);
    if (length < n + 4 || !text_same_nocase((text){name, n}, text_of(input->file)) ||
        !text_same_nocase((text){name + length - 4, 4}, TEXT(".csv")))
        return false;
    return length == n + 4 || (input->several && name[n] == '-');
}

static void report_stranger(struct post *post, const char *path, const char *name)
{
    const char *known[64];
    size_t count = 0;
    struct arena *scratch = arena_new();
    for (; inputs[count]; count++)
        known[count] = arena_format(scratch, "%s.csv", inputs[count]->file);
    const char *near = text_nearest(text_of(name), known, count);
    diag_add(post->diag, WARNING, "unknown-file",
             (struct place){words_put_string(post->words, path), 0, 0}, "", (word){0},
             "is not a file that planner knows, so it is not read%s%s%s",
             near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
    arena_free(scratch);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n >= m && text_same_nocase((text){name + n - m, m}, text_of(ending));
}

static void read_folder(struct post *post, const char *path)
{
    const char *const *names;
    size_t count;
    const char *fault = os_list_folder(post->arena, path, &names, &count);
    if (fault)
        stop_machine("%s cannot be read: %s", path, fault);
    bool slash = path[0] && path[strlen(path) - 1] == '/';
    bool *known = arena_alloc(post->arena, count + 1, sizeof *known);
    for (size_t i = 0; inputs[i]; i++)
        for (size_t k = 0; k < count; k++)
            if (belongs_to(inputs[i], names[k])) {
                known[k] = true;
                read_file(post, inputs[i],
                          arena_format(post->arena, "%s%s%s", path, slash ? "" : "/", names[k]));
            }
    for (size_t k = 0; k < count; k++)
        if (!known[k] && ends_with(names[k], ".csv") && strncmp(names[k], "map-", 4))
            report_stranger(post,
                            arena_format(post->arena, "%s%s%s", path, slash ? "" : "/", names[k]),
                            names[k]);
}

static void prepare_tables(struct post *post, const char *path)
{
    post->path = path;
    for (size_t i = 0; inputs[i]; i++) {
        input_rows(post, inputs[i])->columns = inputs[i]->columns;
        input_rows(post, inputs[i])->file = inputs[i]->file;
        input_rows(post, inputs[i])->locate = csv_place;
    }
}

void read_count(struct post *post, const char *path)
{
    if (os_kind(path) == OS_MISSING)
        stop_machine("%s cannot be read: no such file or folder", path);
    prepare_tables(post, path);
    post->assets.rows.columns = input_count.columns;
    read_file(post, &input_count, path);
    input_count.check(post);
}

void read_post(struct post *post, const char *path)
{
    prepare_tables(post, path);
    switch (os_kind(path)) {
    case OS_FOLDER:
        post->folder = true;
        read_folder(post, path);
        break;
    case OS_MISSING:
        stop_machine("%s cannot be read: no such file or folder", path);
    default:
        read_file(post, input_named(TEXT("inventory")), path);
    }
    for (size_t i = 0; inputs[i]; i++) {
        check_keys(post, inputs[i]);
        if (inputs[i]->check)
            inputs[i]->check(post);
    }
}

void free_post(struct post *post)
{
    for (size_t i = 0; inputs[i]; i++) {
        struct rows *rows = input_rows(post, inputs[i]);
        if (!rows->columns)
            continue;
        for (const struct column *c = rows->columns; c->name; c++)
            free(array_of(rows, c));
        free(rows->offset);
        free(rows->bad);
        for (size_t k = 0; k < rows->source_count; k++)
            csv_close(rows->sources[k].csv);
        free(rows->sources);
    }
    free(post->files);
}
