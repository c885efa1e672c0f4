/* One row of a file into its table: each cell by the kind of its column, in the words, currencies
 * and notation that exports have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/loading.h"

/* ---- room ------------------------------------------------------------------------------------- */

static void make_room(struct loading *l)
{
    struct rows *rows = l->rows;
    if (rows->count + 1 < l->capacity)
        return;
    l->capacity = l->capacity * 2 + 1024;
    rows_make_room(rows, l->capacity);
    for (size_t k = 0; rows->columns[k].name; k++) {
        l->arrays[k].size = kind_size(rows->columns[k].kind);
        l->arrays[k].at = column_array(rows, &rows->columns[k]);
    }
}

static void leave_absent(const struct loading *l, size_t k, size_t row)
{
    cell_absent(l->input->columns[k].kind, l->arrays[k].at + row * l->arrays[k].size);
}

/* ---- cells ------------------------------------------------------------------------------------ */

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

static struct remembered *remembered(struct loading *l, size_t k, text cell)
{
    return &l->remembered[k][(cell.length + (unsigned char)cell.at[0] * 3u +
                              (unsigned char)cell.at[cell.length - 1] * 5u) % REMEMBERED];
}

static void report_meaning(struct loading *l, const struct column *c, size_t row, text cell,
                           const char *ours)
{
    diag_once(l->post->diag, rows_report(l->post->diag, l->rows, row, c->name, NOTE, "word-meaning",
                                         words_put(l->post->words, cell), "is taken as %s", ours));
}

static uint8_t read_choice(struct loading *l, size_t k, size_t row, text cell)
{
    const struct column *c = &l->input->columns[k];
    struct remembered *last = remembered(l, k, cell);
    if (last->length == cell.length && last->length &&
        !memcmp(last->cell, cell.at, cell.length))
        return last->value;
    unsigned value = parse_choice(cell, c->words);
    if (!value && (value = synonym_choice(l->input, c, cell, l->mapping.ralph)) != 0) {
        char ours[40];
        report_meaning(l, c, row, cell, choice_word(c->words, value, ours, sizeof ours));
    }
    last->length = 0;
    if (value && cell.length <= sizeof last->cell) {
        memcpy(last->cell, cell.at, cell.length);
        last->length = cell.length;
        last->value = (uint8_t)value;
    }
    return (uint8_t)value;
}

static int32_t *whole_at(const struct loading *l, const char *field, size_t row)
{
    for (const struct column *c = l->input->columns; c->name; c++)
        if (!strcmp(c->name, field))
            return (int32_t *)(void *)(column_array(l->rows, c) + row * kind_size(c->kind));
    return NULL;
}

/* "36", "36 months", "3 years" */
static const char *read_months(text cell, struct notation notation, int32_t *months)
{
    size_t digits = 0;
    while (digits < cell.length && cell.at[digits] >= '0' && cell.at[digits] <= '9')
        digits++;
    text unit = text_trim((text){cell.at + digits, cell.length - digits});
    if (parse_whole(digits && unit.length && unit.at[0] != '.' && unit.at[0] != ','
                        ? (text){cell.at, digits} : cell, notation, months) || *months < 0 ||
        *months > 1200)
        return "is not a number of months (write 36)";
    char first = unit.length ? (char)(unit.at[0] | 0x20) : 'm';
    if (first == 'y' || first == 'j' || first == 'a')
        *months *= 12;
    return NULL;
}

static const char *read_months_after(struct loading *l, size_t row, text cell,
                                     struct notation notation, date *out)
{
    int32_t months, *acquired = whole_at(l, "acquired", row); /* a date is a count of days */
    const char *fault = read_months(cell, notation, &months);
    if (fault || !acquired)
        return fault;
    date from = {*acquired};
    *out = date_given(from) && months ? date_add_months(from, months) : DATE_NONE;
    return NULL;
}

static const char *read_cycle(text cell, struct notation notation, bool rate, int32_t *months)
{
    decimal d;
    const char *fault = parse_decimal(cell, notation, &d);
    double given = fault ? 0 : decimal_double(d), result = rate ? 1200 / given : 12 * given;
    if (fault || !(given > 0) || result < 1 || result > 1200)
        return rate ? "is not a rate of depreciation (write 25 for 25 % a year)"
                    : "is not a number of years (write 4)";
    *months = (int32_t)(result + 0.5);
    return NULL;
}

static const char *read_share(struct loading *l, size_t row, text cell, struct notation notation,
                              money *out)
{
    const char *fault = parse_price(cell, notation, out);
    int32_t *quantity = whole_at(l, "quantity", row);
    if (!fault && quantity && whole_given(*quantity) && *quantity > 0)
        *out = money_ratio(out->cents, *quantity);
    return fault;
}

union value {
    word w;
    money m;
    date d;
    int32_t n;
    decimal x;
    double f;
    period p;
    uint8_t u;
};

static const char *read_converted(struct loading *l, size_t k, size_t row, text cell,
                                  union value *value)
{
    switch ((enum convert)l->mapping.convert[k]) {
    case CONVERT_MONTHS_AFTER:
        return read_months_after(l, row, cell, l->notation[k], &value->d);
    case CONVERT_YEARS:
    case CONVERT_RATE:
        return read_cycle(cell, l->notation[k], l->mapping.convert[k] == CONVERT_RATE, &value->n);
    default:
        return read_share(l, row, cell, l->notation[k], &value->m);
    }
}

/* "&amp;" and its like, "<br>" between the items of a list: what web programs leave in exports. */
static text without_markup(struct arena *scratch, text cell)
{
    static const struct {
        const char *mark, *meant;
    } marks[] = {{"&amp;", "&"}, {"&quot;", "\""}, {"&#039;", "'"}, {"&#39;", "'"},
                 {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "},
                 {"<br>", ", "}, {"<br/>", ", "}, {"<br />", ", "}};
    if (!memchr(cell.at, '&', cell.length) && !memchr(cell.at, '<', cell.length))
        return cell;
    char *out = arena_alloc(scratch, cell.length + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.length;) {
        size_t k = 0, length = 0;
        for (; k < sizeof marks / sizeof *marks; k++) {
            length = strlen(marks[k].mark);
            if (length <= cell.length - i &&
                text_same_nocase((text){cell.at + i, length}, text_of(marks[k].mark)))
                break;
        }
        if (k == sizeof marks / sizeof *marks) {
            out[n++] = cell.at[i++];
            continue;
        }
        memcpy(out + n, marks[k].meant, strlen(marks[k].meant));
        n += strlen(marks[k].meant);
        i += length;
    }
    text clean = text_trim((text){out, n});
    while (clean.length && clean.at[clean.length - 1] == ',') /* a list that ends in <br> */
        clean = text_trim((text){clean.at, clean.length - 1});
    return clean;
}

/* A quote or backtick before = + - @ keeps a spreadsheet from taking text as a formula. */
static text without_guard(text cell)
{
    if (cell.length > 1 && (cell.at[0] == '`' || cell.at[0] == '\'') && strchr("=+-@", cell.at[1]))
        return (text){cell.at + 1, cell.length - 1};
    return cell;
}

/* Categories are the post's to name: what stands in categories.csv is meant as it is written. */
static bool own_category(const struct loading *l, const struct column *c, text cell)
{
    const struct category_rows *t = &l->post->categories;
    if (strcmp(c->name, "category"))
        return false;
    for (size_t i = 0; i < t->rows.count; i++)
        if (text_same_nocase(cell, words_text(l->post->words, t->category[i])))
            return true;
    return false;
}

static const struct kind_names *kinds_of(struct loading *l)
{
    if (!l->kinds)
        l->kinds = kind_names_new(l->post->arena);
    return l->kinds;
}

/* Our word for a word of another program, or NULL. */
static const char *word_meant(struct loading *l, const struct column *c, text cell)
{
    return !strcmp(l->input->file, "inventory") && !strcmp(c->name, "category")
               ? equipment_word(kinds_of(l), cell) : plain_word(l->input->file, c->name, cell);
}

/* What a category that nobody knows tells by itself ("Laptop Office"), or leaves open. */
static const char *look_at_category(struct loading *l, struct remembered *met, text cell)
{
    text told;
    if (kind_named(kinds_of(l), cell) || (met->general = general_word(l->kinds, cell)) != NULL)
        return NULL;
    const char *ours = kind_told(kinds_of(l), &any_kind, cell, &told);
    if (ours)
        met->told = words_put(l->post->words, told);
    else if (l->mapping.category_of_text)
        met->general = &any_kind;
    return ours;
}

static word read_word(struct loading *l, size_t k, size_t row, text cell)
{
    if (l->post->forget)
        return (word){0};
    const struct column *c = &l->input->columns[k];
    struct remembered *last = remembered(l, k, cell);
    if (k == l->category)
        l->category_met = last;
    if (last->length == cell.length && !memcmp(last->cell, cell.at, cell.length))
        return last->meaning;
    last->length = 0;
    last->general = NULL;
    last->told = (word){0};
    if (cell.length <= sizeof last->cell) {
        memcpy(last->cell, cell.at, cell.length);
        last->length = cell.length;
    }
    cell = without_guard(cell);
    if (!l->mapping.native)
        cell = without_markup(l->scratch, cell);
    bool foreign = l->has_synonyms[k] && !own_category(l, c, cell);
    const char *ours = foreign ? word_meant(l, c, cell) : NULL;
    if (ours)
        report_meaning(l, c, row, cell, ours);
    if (foreign && !ours && k == l->category)
        ours = look_at_category(l, last, cell);
    return last->meaning = words_put(l->post->words, ours ? text_of(ours) : cell);
}

/* Reads one cell into its array; returns NULL or what is wrong with it, and what may be meant. */
static const char *read_cell(struct loading *l, size_t k, size_t row, text cell, const char **near)
{
    const struct column *c = &l->input->columns[k];
    struct notation notation = l->notation[k];
    const char *fault = NULL;
    char class[CLASS_TEXT];
    union value value;
    memset(&value, 0, sizeof value);
    if (l->mapping.convert[k])
        fault = read_converted(l, k, row, cell, &value);
    else
        switch (c->kind) {
        case KIND_TEXT:
        case KIND_ID:
            value.w = read_word(l, k, row,
                                c->flags & IS_CLASS ? whole_class(cell, class) : cell);
            break;
        case KIND_MONEY:
            fault = (c->flags & NO_CREDIT ? parse_price : parse_money)(cell, notation, &value.m);
            break;
        case KIND_DATE:
            fault = parse_date(cell, notation, &value.d);
            break;
        case KIND_WHOLE:
            fault = parse_whole(cell, notation, &value.n);
            if (!fault)
                fault = out_of_range(l->scratch, c, decimal_whole(value.n));
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
                fault = out_of_range(l->scratch, c, value.x);
            break;
        case KIND_CHOICE:
            value.u = read_choice(l, k, row, cell);
            if (!value.u)
                fault = unknown_choice(l->scratch, c->words, cell, near);
            break;
        case KIND_PERIOD:
            fault = parse_period(cell, &value.p);
            break;
        case KIND_NUMBER:
            fault = parse_number(cell, notation, &value.f);
            break;
        case KINDS:
            break;
        }
    if (!fault)
        memcpy(l->arrays[k].at + row * l->arrays[k].size, &value, l->arrays[k].size);
    return fault;
}

static const char *const rule_of_kind[KINDS] = {
    [KIND_TEXT] = "not-text",     [KIND_ID] = "not-text",      [KIND_MONEY] = "not-an-amount",
    [KIND_DATE] = "not-a-date",   [KIND_WHOLE] = "not-a-number",
    [KIND_YEAR] = "not-a-year",    [KIND_QUARTER] = "not-a-quarter",
    [KIND_DECIMAL] = "not-a-number", [KIND_CHOICE] = "unknown-word", [KIND_PERIOD] = "not-a-period",
    [KIND_NUMBER] = "not-a-number",
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

/* A column of dates that nothing decides is one fault, whatever stands in its cells. */
static bool undecided_date(const struct loading *l, size_t k, text cell)
{
    return l->input->columns[k].kind == KIND_DATE && l->notation[k].order == ORDER_UNKNOWN &&
           look_at_date(cell) == LOOKS_EITHER;
}

/* A day can be proposed where only its year or month is known; taking one is the user's to say. */
static size_t report_period(struct loading *l, size_t k, size_t row, word found, int months,
                            date day)
{
    const char *name = l->input->columns[k].name;
    char iso[DATE_TEXT];
    size_t finding = rows_report(l->post->diag, l->rows, row, name, ERROR, "not-a-date", found,
                                 "is not a date but a %s (write a day in it, such as %s)",
                                 months == 12 ? "year" : months == 3 ? "quarter" : "month",
                                 date_iso(day, iso));
    diag_suggest(l->post->diag, finding, words_put_string(l->post->words, iso));
    return finding;
}

/* An amount in the decimal mark of another country than its column's, as it is written here, with
 * its currency. */
static void suggest_amount(struct loading *l, size_t k, size_t finding, text cell)
{
    struct number_look look;
    char plain[SUM_TEXT], code[CURRENCY_CODE];
    bool by_dot = l->notation[k].mark == ',';
    if (!look_at_number(cell, &look) || (by_dot ? look.comma || !look.dot : look.dot || !look.comma))
        return;
    struct number n = by_dot ? look.as_dot : look.as_comma;
    const char *currency = currency_named(cell, code);
    sum_plain((struct sum){n.units, n.places, false}, plain);
    char *point = strchr(plain, '.');
    if (point)
        *point = l->notation[k].mark;
    diag_suggest(l->post->diag, finding,
                 words_put_string(l->post->words,
                                  arena_format(l->scratch, "%s%s%s", currency ? currency : "",
                                               currency && currency[0] ? " " : "", plain)));
}

static size_t report_fault(struct loading *l, size_t k, size_t row, text cell, const char *fault)
{
    const struct column *c = &l->input->columns[k];
    word found = words_put(l->post->words, cell);
    date day;
    int months = c->kind == KIND_DATE ? middle_of_period(cell, &day) : 0;
    if (months && l->mapping.convert[k] == CONVERT_NONE)
        return report_period(l, k, row, found, months, day);
    if (!undecided_date(l, k, cell))
        return rows_report(l->post->diag, l->rows, row, c->name, ERROR, rule_of_kind[c->kind],
                           found, "%s", fault);
    if (!word_given(l->open_date[k]))
        l->open_date[k] = found;
    return rows_report(l->post->diag, l->rows, row, c->name, ERROR, "date-order", l->open_date[k],
                       "%s", fault);
}

static bool is_untagged(const struct column *c, text cell)
{
    return c->flags & KEY && strchr("nNuU", cell.at[0]) &&
           parse_choice(cell, "no tag|not tagged|untagged|no number");
}

/* An export's way of saying that there is nothing, or no number on the thing; in our own files, text
 * is meant as it is, and NaN among measurements is a reckoning gone wrong. */
static bool nothing_meant(const struct loading *l, const struct column *c, text cell)
{
    bool words = c->kind == KIND_TEXT || c->kind == KIND_ID || c->kind == KIND_CHOICE ||
                 c->kind == KIND_NUMBER;
    return (!words || !l->mapping.native) && (says_nothing(cell) || is_untagged(c, cell));
}

static text cell_at(const struct csv_row *line, int at)
{
    return at >= 0 && (size_t)at < line->count ? text_trim(line->cells[at]) : TEXT("");
}

/* The row's cell of this column of ours; where the file has none, what a correction of the whole file
 * says. */
static text cell_given(const struct loading *l, size_t k, const struct csv_row *line)
{
    int at = l->mapping.at[k];
    return at >= 0 ? cell_at(line, at) : l->fixes ? fixes_given(l->fixes, k) : TEXT("");
}

static text cell_of(const struct loading *l, const char *field, const struct csv_row *line)
{
    return cell_at(line, l->mapping.at[column_named(l->input->columns, field)]);
}

/* The day on which an asset was put to use is near the one on which it was bought. */
static bool report_from_service(struct loading *l, const struct csv_row *line, size_t row)
{
    size_t k = column_named(l->input->columns, "in_service");
    text cell = l->input->columns[k].name ? cell_at(line, l->mapping.at[k]) : TEXT("");
    char iso[DATE_TEXT];
    date day;
    if (!cell.length || says_nothing(cell) || parse_date(cell, l->notation[k], &day))
        return false;
    date_iso(day, iso);
    size_t finding = rows_report(l->post->diag, l->rows, row, "acquired", ERROR, "acquired-empty",
                                 words_put(l->post->words, cell), "stands under in_service, and "
                                 "acquired is empty (write the day of purchase, or %s here too)", iso);
    diag_suggest(l->post->diag, finding, words_put_string(l->post->words, iso));
    return true;
}

static bool has_digit(text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (cell.at[i] >= '0' && cell.at[i] <= '9')
            return true;
    return false;
}

/* A row of a hand-made list that holds nothing an asset must have, but a word of totals, or a cell
 * or two; or nothing but a word, which heads the rows below.  Once asked what it is, not for each
 * cell that it lacks. */
static bool is_stray(const struct loading *l, const struct csv_row *line, text *first)
{
    size_t filled = 0;
    if (!l->input->several || has_digit(cell_of(l, "asset_tag", line)))
        return false;
    for (size_t i = line->count; i-- > 0;)
        if (text_trim(line->cells[i]).length) {
            *first = text_trim(line->cells[i]);
            filled++;
        }
    if (filled == 1 && line->count > 2 && !has_digit(*first))
        return true;
    for (size_t k = 0; l->input->columns[k].name; k++) {
        text cell = l->input->columns[k].flags & REQUIRED ? cell_at(line, l->mapping.at[k])
                                                          : TEXT("");
        if (cell.length && !totals_word(cell))
            return false;
    }
    return filled && (filled <= 2 || totals_word(*first));
}

static void report_stray(struct loading *l, size_t row, text first)
{
    rows_report(l->post->diag, l->rows, row, "asset_tag", ERROR, "stray-row",
                words_put(l->post->words, first), "begins a row that says nothing of an asset: a "
                "total, a heading or a remark? (drop under accept in fixes.csv leaves it out; an "
                "asset needs asset_tag and acquired)");
    l->rows->bad[row] = ROW_STRAY;
}

/* A thing on order has no day of purchase yet. */
static bool is_on_order(const struct loading *l, const struct csv_row *line)
{
    size_t k = column_named(l->input->columns, "status");
    const struct column *c = &l->input->columns[k];
    text cell = c->name ? cell_given(l, k, line) : TEXT("");
    if (!l->input->several || !cell.length)
        return false;
    unsigned status = parse_choice(cell, c->words);
    if (!status)
        status = synonym_choice(l->input, c, cell, l->mapping.ralph);
    return status == STATUS_ON_ORDER;
}

static void report_missing(struct loading *l, const struct column *c, const struct csv_row *line,
                           size_t row)
{
    bool purchase = !strcmp(c->name, "acquired");
    if (purchase && (is_on_order(l, line) || report_from_service(l, line, row)))
        return;
    rows_report(l->post->diag, l->rows, row, c->name, ERROR, "missing-value", (word){0},
                "is empty%s%s%s", c->example[0] ? " (write a value such as " : "", c->example,
                c->example[0] ? ")" : "");
}

/* Returns whether the cell has been read into its array. */
static bool read_named_cell(struct loading *l, size_t k, size_t row, text cell,
                            const struct csv_row *line)
{
    const struct column *c = &l->input->columns[k];
    struct diag *diag = l->post->diag;
    bool no_end = cell.length && (c->flags & OPEN_END) && says_no_end(cell);
    if (cell.length && (no_end || nothing_meant(l, c, cell))) {
        rows_report(diag, l->rows, row, c->name, NOTE, no_end ? "says-no-end" : "says-nothing",
                    words_put(l->post->words, cell), "is read as an empty cell%s",
                    no_end ? ", which means that there is no end" : "");
        cell = TEXT("");
    }
    if (!cell.length) {
        if (c->flags & REQUIRED)
            report_missing(l, c, line, row);
        return false;
    }
    const char *near = NULL, *fault = read_cell(l, k, row, cell, &near);
    if (fault) {
        size_t finding = report_fault(l, k, row, cell, fault);
        if (c->kind == KIND_MONEY)
            suggest_amount(l, k, finding, cell);
        if (near)
            diag_suggest(diag, finding, words_put_string(l->post->words, near));
    } else if (c->kind == KIND_ID && mangled_id(cell))
        rows_report(diag, l->rows, row, c->name, WARNING, "mangled-id",
                    words_put(l->post->words, cell),
                    "looks like a long number that a spreadsheet has shortened (export the "
                    "column as text)");
    return !fault;
}

/* Cells beyond the header have no name, so what they hold would be lost. */
static size_t first_beyond(const struct csv_row *line, size_t width)
{
    for (size_t k = width; k < line->count; k++)
        if (text_trim(line->cells[k]).length)
            return k;
    return SIZE_MAX;
}

void report_beyond(struct loading *l, const struct csv_row *line, enum severity severity)
{
    size_t width = l->sample.rows[l->header].count, k = first_beyond(line, width);
    if (k == SIZE_MAX)
        return;
    size_t finding = diag_add(l->post->diag, severity, "row-too-wide",
                              csv_place(l->csv, line->offset, k), "", (word){0},
                              "stands beyond the last of the header's %zu columns (a delimiter "
                              "inside a cell needs quotes around the cell)", width);
    if (severity != ERROR)
        return;
    diag_of_row(l->post->diag, finding);
    l->rows->bad[l->rows->count - 1] = 1;
}

/* The cell of the row's key; SIZE_MAX: there is none. */
static size_t key_cell(const struct loading *l, const struct csv_row *line)
{
    size_t at = l->key ? (size_t)l->mapping.at[l->key - l->input->columns] : SIZE_MAX;
    return at < line->count && line->cells[at].length ? at : SIZE_MAX;
}

void expect_key(const struct loading *l, const struct csv_row *line)
{
    size_t at = l->post->forget ? key_cell(l, line) : SIZE_MAX;
    if (at != SIZE_MAX)
        fingerprints_expect(l->keys, line->cells[at]);
}

/* Rows that are not kept cannot be compared later: their keys are, here. */
static void check_key(struct loading *l, const struct csv_row *line, size_t row)
{
    size_t at = key_cell(l, line);
    if (at == SIZE_MAX)
        return;
    uint32_t first = fingerprints_put(l->keys, line->cells[at], line->offset);
    if (first == UINT32_MAX)
        return;
    l->survey->repeated++;
    l->survey->duplicates += csv_same_row(l->csv, first, line->offset);
    size_t finding = rows_report(l->post->diag, l->rows, row, l->key->name, ERROR, "used-twice",
                                 words_put(l->post->words, line->cells[at]), "is used twice");
    diag_also(l->post->diag, finding, csv_place(l->csv, first, at), l->key->name,
              "first used here");
}

static bool plain_amount(text cell)
{
    return (cell.at[0] >= '0' && cell.at[0] <= '9' && cell.at[cell.length - 1] >= '0' &&
            cell.at[cell.length - 1] <= '9') || cell.at[0] == '$';
}

/* What somebody has said of the row's currency, apart from the amounts' own signs. */
static text currency_given(const struct loading *l, const struct csv_row *line)
{
    text said = cell_given(l, l->currency, line);
    return says_nothing(said) ? TEXT("") : said;
}

/* One fault of all the column's amounts in this currency, found at the first of them; what corrects
 * it is the currency of each row.  `code` empty: a sign that several have. */
static void report_currency(struct loading *l, const char *amount, size_t row, const char *rule,
                            const char *code, const char *message)
{
    struct diag *diag = l->post->diag;
    size_t finding = diag_add(diag, WARNING, rule, rows_place(l->rows, row, amount), "currency",
                              words_put_string(l->post->words, code), "%s", message);
    diag_of_row(diag, finding);
    if (code[0])
        diag_suggest(diag, finding, words_put_string(l->post->words, code));
    if (!l->rows->passing)
        diag_add_row(diag, finding, l->rows, row);
}

/* What says in one line that all amounts of the file are in the currency. */
static const char *line_for_all(const struct loading *l, const char *code)
{
    return arena_format(l->scratch, "the line %s,,currency,,%s,yes in fixes.csv",
                        post_file(l->post, words_string(l->post->words, csv_file(l->csv))), code);
}

/* An amount may carry the sign or code of its currency: taking it for another would be wrong
 * without a word. */
static void take_currency(struct loading *l, size_t amount, const struct csv_row *line, size_t row,
                          const char *code)
{
    size_t k = l->amounts.k[amount], currency = l->currency;
    const char *name = l->input->columns[k].name;
    struct diag *diag = l->post->diag;
    word found = words_put(l->post->words, text_trim(line->cells[l->mapping.at[k]]));
    if (!l->input->columns[currency].name) {
        if (strcmp(code, "USD"))
            rows_report(diag, l->rows, row, name, WARNING, "currency-not-dollars", found,
                        "is taken as dollars, in which this file is (write the amount in dollars)");
        return;
    }
    text said = currency_given(l, line);
    if (l->mapping.at[currency] < 0 && said.length)
        return; /* a correction has settled it */
    if (said.length && code[0] && !text_same_nocase(said, text_of(code)))
        rows_report(diag, l->rows, row, name, WARNING, "currency-differs", found,
                    "bears the sign of %s, but its currency is %.*s, as which it is taken (correct "
                    "the one that is wrong)", code, (int)said.length, said.at);
    if (!said.length && !code[0])
        report_currency(l, name, row, "currency-unclear", "", arena_format(l->scratch,
                        "is not said by the sign of these amounts, which several currencies have; "
                        "they are taken as dollars (write the code, such as SEK, in a column "
                        "currency; if all are in SEK, %s says so)", line_for_all(l, "SEK")));
    if (said.length || !code[0])
        return;
    word value = words_put_string(l->post->words, code);
    memcpy(l->arrays[currency].at + row * sizeof value, &value, sizeof value);
    if (l->signs[amount].mixed && strcmp(code, "USD"))
        report_currency(l, name, row, "currency-mixed", code, arena_format(l->scratch,
                        "is what these amounts are in, as their signs say; others of the column "
                        "are in another currency (if all are in %s, %s says so; else write what "
                        "each is in, in a column currency)", code, line_for_all(l, code)));
    else if (!l->signs[amount].mixed)
        rows_report(diag, l->rows, row, name, NOTE, "currency-of-sign", (word){0},
                    "is in %s, as the %s", code, l->signs[amount].header[0]
                        ? "name of its column says" : "sign in its cells says");
}

/* Behind the reading of the row, whose empty currency it fills. */
static void take_currencies(struct loading *l, const struct csv_row *line, size_t row)
{
    for (size_t i = 0; i < l->amounts.count; i++) {
        size_t at = (size_t)l->mapping.at[l->amounts.k[i]];
        struct signs *s = &l->signs[i];
        char code[CURRENCY_CODE] = "";
        if (at >= line->count || !line->cells[at].length)
            continue;
        const char *named = plain_amount(line->cells[at]) ? NULL
                                                          : currency_named(line->cells[at], code);
        if (!named && s->header[0] && !currency_given(l, line).length)
            named = s->header;
        if (named) {
            s->several = s->several || (s->first[0] && strcmp(s->first, named));
            memcpy(s->first, named, strlen(named) + 1);
            take_currency(l, i, line, row, named);
        } else if (!s->without) {
            money m;
            memcpy(&m, l->arrays[l->amounts.k[i]].at + row * sizeof m, sizeof m);
            s->without = money_given(m) && m.cents != 0;
        }
    }
}

bool take_mixed(struct loading *l)
{
    bool news = false;
    for (size_t i = 0; i < l->amounts.count; i++) {
        struct signs *s = &l->signs[i];
        bool mixed = s->several || (s->without && s->first[0] && strcmp(s->first, "USD"));
        news = news || (mixed && !s->mixed);
        s->mixed = mixed;
        s->several = s->without = false;
        s->first[0] = '\0';
    }
    return news;
}

/* ---- categories that leave the kind open --------------------------------------------------------- */

/* The category of the row's model, where models.csv knows it. */
static word category_of_model(const struct loading *l, size_t row)
{
    const struct model_rows *t = &l->post->models;
    size_t k = column_named(l->input->columns, "model");
    word model;
    memcpy(&model, l->arrays[k].at + row * sizeof model, sizeof model);
    for (size_t i = 0; word_given(model) && i < t->rows.count; i++)
        if (word_same(model, t->model[i]))
            return t->category[i];
    return (word){0};
}

static void report_told(struct loading *l, const char *field, size_t row, word told, const char *ours,
                        const char *why)
{
    rows_report(l->post->diag, l->rows, row, field, NOTE, "kind-told", told, "is taken as %s, %s", ours,
                why);
}

/* What else in the row says which kind it is: the rest of the category's own words, the model, the
 * description. */
static const char *tell_kind(struct loading *l, const struct general_word *general,
                             const struct csv_row *line, size_t row)
{
    static const char *const fields[] = {"category", "model", "description"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        text told;
        const char *ours = kind_told(kinds_of(l), general, cell_of(l, fields[i], line), &told);
        if (!ours)
            continue;
        report_told(l, fields[i], row, words_put(l->post->words, told), ours,
                    general == &any_kind ? "since no category says what it is"
                                         : "which the category leaves open");
        return ours;
    }
    return NULL;
}

static void report_general(struct loading *l, const struct general_word *general, size_t row,
                           text cell)
{
    size_t finding = rows_report(l->post->diag, l->rows, row, "category", WARNING,
                                 "category-general", words_put(l->post->words, cell),
                                 "is taken as %s, since neither model nor description says what it "
                                 "is (write %s, or add it to categories.csv)", general->usual,
                                 choices_listed(l->scratch, general->could_be));
    diag_suggest(l->post->diag, finding, words_put_string(l->post->words, general->usual));
}

static void set_category(struct loading *l, size_t row, word kind)
{
    memcpy(l->arrays[l->category].at + row * sizeof kind, &kind, sizeof kind);
}

/* Behind the reading of the row, whose category yields to what is more exact; a model that models.csv
 * knows is the most exact. */
static void settle_category(struct loading *l, const struct csv_row *line, size_t row)
{
    const struct remembered *met = l->category_met; /* NULL: empty */
    const struct general_word *general = met ? met->general : &any_kind;
    if (!general && !word_given(met->told))
        return;
    word of_model = category_of_model(l, row);
    if (word_given(of_model)) {
        if (general != &any_kind && general)
            set_category(l, row, of_model);
        else if (l->mapping.category_of_text)
            set_category(l, row, (word){0});
        return;
    }
    if (!general) {
        word found = met->told; /* of texts that differ in each row */
        if (!l->mapping.category_of_text)
            found = words_put(l->post->words, cell_at(line, l->mapping.at[l->category]));
        report_told(l, "category", row, found, words_string(l->post->words, met->meaning),
                    l->mapping.category_of_text ? "the one kind that its text names"
                                        : "the one kind that it names");
        return;
    }
    const char *told = tell_kind(l, general, line, row);
    if (!told && general->usual)
        report_general(l, general, row, cell_at(line, l->mapping.at[l->category]));
    if (told || general->usual)
        set_category(l, row, words_put_string(l->post->words, told ? told : general->usual));
}

/* ---- amounts that could be a thousand times as much ----------------------------------------------- */

/* Three digits behind the decimal mark; most amounts have two or none. */
static bool three_behind(text cell, char mark)
{
    size_t digits = 0, at = cell.length;
    while (at && cell.at[at - 1] != mark) {
        at--;
        digits += cell.at[at] >= '0' && cell.at[at] <= '9';
    }
    return at && digits == 3;
}

/* "1.200" among "850.00" and "99.50": 1.20 as its column is written, or 1200 as it would be written
 * elsewhere. */
static void ask_about_thousands(struct loading *l, const struct csv_row *line, size_t k, size_t row)
{
    struct number_look look;
    char given[SUM_TEXT], meant[SUM_TEXT], mark = l->notation[k].mark;
    bool dot = mark == '.';
    text cell = cell_at(line, l->mapping.at[k]);
    money read;
    if (!l->survey->columns[l->mapping.at[k]].either)
        return; /* none of its cells so far could be both */
    memcpy(&read, l->arrays[k].at + row * sizeof read, sizeof read);
    if (l->fine[k] || !three_behind(cell, mark) || !money_given(read) ||
         !look_at_number(cell, &look) || !look.dot || !look.comma)
        return;
    struct number as_read = dot ? look.as_dot : look.as_comma;
    struct number other = dot ? look.as_comma : look.as_dot;
    if (as_read.places != 3 || other.places)
        return;
    sum_plain((struct sum){as_read.units / 10, 2, false}, given);
    sum_plain((struct sum){other.units, 0, false}, meant);
    *strchr(given, '.') = mark;
    rows_report(l->post->diag, l->rows, row, l->input->columns[k].name, WARNING, "amount-unclear",
                words_put(l->post->words, cell), "is read as %s, with the decimal %s of its "
                "column, but could be %s (write %s%c00 or %s)", given, dot ? "point" : "comma",
                meant, meant, mark, given);
}

/* ---- a row ---------------------------------------------------------------------------------------- */

/* What is not kept need not be read again where the survey has just read it. */
static bool seen_to_be_sound(const struct loading *l, size_t k, size_t at)
{
    return l->post->forget && l->input->columns[k].kind == KIND_DATE && !l->mapping.convert[k] &&
           survey_met_date(l->survey, at);
}

void read_row(struct loading *l, const struct csv_row *line)
{
    struct rows *rows = l->rows;
    make_room(l);
    size_t row = rows->count++;
    text first;
    rows->offset[row] = line->offset;
    rows->bad[row] = 0;
    if (is_stray(l, line, &first)) {
        for (size_t i = 0; i < l->read.count; i++)
            leave_absent(l, l->read.k[i], row);
        report_stray(l, row, first);
        rows->count -= l->post->forget;
        return;
    }
    l->category_met = NULL;
    for (size_t i = 0; i < l->read.count; i++) {
        size_t k = l->read.k[i];
        int at = l->mapping.at[k];
        if (at >= 0 && (size_t)at < line->count && seen_to_be_sound(l, k, (size_t)at))
            continue;
        bool nowhere = at < 0 && !l->fixes && !(l->input->columns[k].flags & REQUIRED);
        if (nowhere || !read_named_cell(l, k, row, cell_given(l, k, line), line))
            leave_absent(l, k, row);
    }
    if (line->count > l->sample.rows[l->header].count)
        report_beyond(l, line, ERROR);
    take_currencies(l, line, row);
    for (size_t i = 0; i < l->amounts.count; i++)
        ask_about_thousands(l, line, l->amounts.k[i], row);
    if (l->category != COLUMNS_MAX)
        settle_category(l, line, row);
    if (l->post->forget) {
        check_key(l, line, row);
        rows->count--;
    }
}
