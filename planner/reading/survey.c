#include "planner/survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- exact sums ------------------------------------------------------------------------------- */

static bool scale_up(wide *units, uint8_t *places, uint8_t to)
{
    for (; *places < to; (*places)++)
        if (__builtin_mul_overflow(*units, 10, units))
            return false;
    return true;
}

static void sum_add(struct sum *sum, struct number n)
{
    if (sum->places < n.places && !scale_up(&sum->units, &sum->places, n.places))
        sum->overflow = true;
    if (!scale_up(&n.units, &n.places, sum->places) ||
        __builtin_add_overflow(sum->units, n.units, &sum->units))
        sum->overflow = true;
}

static struct sum sum_of(struct sum a, struct sum b, int sign)
{
    struct number n = {sign < 0 ? -b.units : b.units, b.places};
    a.overflow = a.overflow || b.overflow;
    sum_add(&a, n);
    return a;
}

const char *sum_plain(struct sum sum, char out[SUM_TEXT])
{
    char digits[SUM_TEXT];
    bool negative = sum.units < 0;
    size_t n = 0, k = 0;
    for (wide u = negative ? -sum.units : sum.units; u || n <= sum.places; u /= 10)
        digits[n++] = (char)('0' + (int)(u % 10));
    if (negative)
        out[k++] = '-';
    while (n) {
        out[k++] = digits[--n];
        if (n == sum.places && n)
            out[k++] = '.';
    }
    out[k] = '\0';
    return out;
}

const char *column_type_name(enum column_type type)
{
    static const char *const names[] = {"empty", "text", "code", "integer", "decimal", "date"};
    return names[type];
}

/* ---- identical rows --------------------------------------------------------------------------- */

struct fingerprint {
    uint64_t a; /* 0: free */
    uint32_t b, offset;
};
struct fingerprints {
    struct fingerprint *slots;
    size_t count, mask;
};

static struct fingerprint fingerprint_of(text from, uint32_t offset)
{
    uint64_t a = 0xCBF29CE484222325u ^ from.length, b = 0x9E3779B97F4A7C15u, eight = 0;
    size_t i = 0;
    for (; i + 8 <= from.length; i += 8) {
        memcpy(&eight, from.at + i, 8);
        a = (a ^ eight) * 0x9E3779B97F4A7C15u;
        a ^= a >> 32;
        b = (b + eight) * 0xD6E8FEB86659FD93u;
        b ^= b >> 29;
    }
    eight = 0;
    memcpy(&eight, from.at + i, from.length - i);
    a = (a ^ eight) * 0xBF58476D1CE4E5B9u;
    b = (b + eight) * 0x94D049BB133111EBu;
    a ^= a >> 31;
    return (struct fingerprint){a ? a : 1, (uint32_t)(b >> 32), offset};
}

static size_t first_slot(const struct fingerprints *f, struct fingerprint print)
{
    return (size_t)(print.a >> 20) & f->mask;
}

static struct fingerprint *slot_of(const struct fingerprints *f, struct fingerprint print)
{
    size_t slot = first_slot(f, print);
    while (f->slots[slot].a && (f->slots[slot].a != print.a || f->slots[slot].b != print.b))
        slot = (slot + 1) & f->mask;
    return &f->slots[slot];
}

static void widen(struct fingerprints *f, size_t slots)
{
    struct fingerprints wider = {.count = f->count, .mask = 1023};
    while (wider.mask < slots)
        wider.mask = wider.mask * 2 + 1;
    wider.slots = memory_array(wider.mask + 1, sizeof *wider.slots);
    for (size_t i = 0; f->slots && i <= f->mask; i++)
        if (f->slots[i].a)
            *slot_of(&wider, f->slots[i]) = f->slots[i];
    free(f->slots);
    *f = wider;
}

struct fingerprints *fingerprints_new(struct arena *arena, size_t expected)
{
    struct fingerprints *f = arena_alloc(arena, 1, sizeof *f);
    widen(f, 2 * expected);
    return f;
}

void fingerprints_free(struct fingerprints *f)
{
    free(f->slots);
    *f = (struct fingerprints){0};
}

void fingerprints_expect(const struct fingerprints *f, text from)
{
    __builtin_prefetch(&f->slots[first_slot(f, fingerprint_of(from, 0))], 1);
}

uint32_t fingerprints_put(struct fingerprints *f, text from, uint32_t offset)
{
    if ((f->count + 1) * 2 > f->mask)
        widen(f, 4 * f->mask);
    struct fingerprint print = fingerprint_of(from, offset), *slot = slot_of(f, print);
    if (slot->a)
        return slot->offset;
    *slot = print;
    f->count++;
    return UINT32_MAX;
}

/* ---- one cell --------------------------------------------------------------------------------- */

enum look { LOOK_EMPTY, LOOK_NOTHING, LOOK_TEXT, LOOK_NUMBER, LOOK_DATE };
struct cell_look {
    enum look look;
    enum date_look date;
    bool padded, compact;
    struct number_look number; /* set for numbers only */
};

static bool same_number(struct number a, struct number b)
{
    return a.units == b.units && a.places == b.places;
}

/* A day as eight digits, or as Excel counts days. */
static bool could_be_compact_date(text cell)
{
    if (cell.length == 5)
        return is_day_count(cell);
    date d;
    return cell.length == 8 && (cell.at[0] == '1' || cell.at[0] == '2') &&
           !parse_date(cell, (struct notation){'.', ORDER_UNKNOWN}, &d);
}

static void look_at(text cell, struct cell_look *out)
{
    cell = text_trim(cell);
    out->padded = out->compact = false;
    if (!cell.length) {
        out->look = LOOK_EMPTY;
        return;
    }
    bool dashes = cell.length == 10 && cell.at[4] == '-' && cell.at[7] == '-';
    out->date = dashes ? look_at_date(cell) : LOOKS_NO_DATE;
    if (out->date != LOOKS_NO_DATE) {
        out->look = LOOK_DATE;
    } else if (cell.length <= 40 && look_at_number(cell, &out->number)) {
        out->look = LOOK_NUMBER;
        out->padded = cell.length > 1 && cell.at[0] == '0' && cell.at[1] >= '0' &&
                      cell.at[1] <= '9';
        out->compact = out->number.dot && out->number.comma && !out->number.as_dot.places &&
                       could_be_compact_date(cell);
    } else if ((out->date = look_at_date(cell)) != LOOKS_NO_DATE) {
        out->look = LOOK_DATE;
    } else {
        out->look = says_nothing(cell) ? LOOK_NOTHING : LOOK_TEXT;
    }
}

/* Looks at a cell, unless it says what the one above it said, or is text where text belongs. */
static void look_again(struct survey *s, size_t k, text cell)
{
    struct last_cell *last = &s->last[k];
    unsigned char first = cell.length ? (unsigned char)cell.at[0] | 0x20 : 0;
    if (s->columns[k].expected == TYPE_TEXT && first >= 'a' && first <= 'z') {
        s->looks[k].look = LOOK_TEXT;
        last->length = 0;
        return;
    }
    if (last->length == cell.length && cell.length && !memcmp(last->text, cell.at, cell.length))
        return;
    look_at(cell, &s->looks[k]);
    last->length = cell.length <= sizeof last->text ? (uint8_t)cell.length : 0;
    memcpy(last->text, cell.at, last->length);
}

static void count_number(struct survey_column *c, const struct cell_look *l, uint32_t offset)
{
    const struct number_look *n = &l->number;
    c->padded += l->padded;
    c->compact += l->compact;
    if (n->dot && n->comma && same_number(n->as_dot, n->as_comma)) {
        c->plain++;
        sum_add(&c->of_plain, n->as_dot);
        return;
    }
    if (n->dot)
        c->as_dot++, sum_add(&c->of_dot, n->as_dot);
    if (n->comma)
        c->as_comma++, sum_add(&c->of_comma, n->as_comma);
    c->dot += n->dot && !n->comma;
    c->comma += n->comma && !n->dot;
    c->either += n->dot && n->comma;
    c->fine += n->dot != n->comma && (n->dot ? n->as_dot : n->as_comma).places > 2;
    if (n->dot && n->comma && c->first_open_mark == UINT32_MAX)
        c->first_open_mark = offset;
}

static void count_cell(struct survey_column *c, const struct cell_look *l, size_t row,
                       uint32_t offset)
{
    if (l->look == LOOK_EMPTY)
        return;
    c->filled++;
    c->last_filled = row;
    if (l->look == LOOK_NUMBER)
        count_number(c, l, offset);
    else if (l->look == LOOK_NOTHING)
        c->nothing++;
    else if (l->look == LOOK_DATE) {
        c->date += l->date == LOOKS_DATE;
        c->day_first += l->date == LOOKS_DAY_FIRST;
        c->month_first += l->date == LOOKS_MONTH_FIRST;
        c->date_either += l->date == LOOKS_EITHER;
        if (l->date == LOOKS_EITHER && c->first_open_date == UINT32_MAX)
            c->first_open_date = offset;
    }
}

/* ---- rows that are not data ------------------------------------------------------------------- */

static size_t numbers_of(const struct survey_column *c)
{
    return c->plain + c->dot + c->comma + c->either;
}

static size_t dates_of(const struct survey_column *c)
{
    return c->date + c->day_first + c->month_first + c->date_either;
}

/* A column that every row so far fills, but for one in fifty: what a totals row leaves empty
 * shows that it is none of them. */
static bool always_filled(const struct survey *s, size_t k)
{
    return s->rows && (s->rows - s->columns[k].filled) * 50 <= s->rows;
}

bool totals_word(text cell)
{
    static const char *const words[] = {"total", "totals", "sum", "subtotal", "sub total",
                                        "sub-total", "grand total", "overall total", "summe",
                                        "gesamt", "gesamtsumme", "zwischensumme", "insgesamt",
                                        "totaux", "total general", "total g\xC3\xA9n\xC3\xA9ral",
                                        "sous-total", "suma", "totale", "totaal", "soma",
                                        "\xE5\x90\x88\xE8\xAE\xA1", "\xE5\xB0\x8F\xE8\xAE\xA1",
                                        "\xE6\x80\xBB\xE8\xAE\xA1", "somme", "somma", "gesamtergebnis",
                                        "gesamtbetrag", "suma total", "sous total", "totales"};
    cell = text_trim(cell);
    while (cell.length && (cell.at[cell.length - 1] == ':' || cell.at[cell.length - 1] == '.'))
        cell.length--;
    for (size_t i = 0; cell.length && i < sizeof words / sizeof *words; i++)
        if (text_same_nocase(cell, text_of(words[i])))
            return true;
    static const char *const beginnings[] = {"total ", "subtotal ", "sub-total ", "sub total ",
                                             "grand total "};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (text_begins_nocase(cell, text_of(beginnings[i])))
            return true;
    return text_ends_nocase(cell, TEXT(" total"));
}

static bool equals(struct sum sum, struct number n)
{
    struct sum none = {n.units, n.places, false};
    struct sum rest = sum_of(sum, none, -1);
    return !rest.overflow && !rest.units;
}

/* The cell is the sum of those above it, from the top or since the last totals row. */
static bool adds_up(const struct survey_column *c, const struct number_look *n)
{
    if (n->dot && (equals(sum_of(c->of_plain, c->of_dot, 1), n->as_dot) ||
                   equals(sum_of(sum_of(c->of_plain, c->plain_before, -1),
                                 sum_of(c->of_dot, c->dot_before, -1), 1), n->as_dot)))
        return true;
    return n->comma && (equals(sum_of(c->of_plain, c->of_comma, 1), n->as_comma) ||
                        equals(sum_of(sum_of(c->of_plain, c->plain_before, -1),
                                      sum_of(c->of_comma, c->comma_before, -1), 1),
                               n->as_comma));
}

/* What the looks of a row's cells come to. */
struct shape {
    size_t filled, texts, numbers, missing; /* missing: of the columns always filled */
    size_t first; /* the first filled cell */
};

static struct shape shape_of(const struct survey *s, size_t cells)
{
    struct shape shape = {.first = SIZE_MAX};
    for (size_t k = 0; k < s->count; k++) {
        enum look look = k < cells ? s->looks[k].look : LOOK_EMPTY;
        shape.missing += look == LOOK_EMPTY && always_filled(s, k);
        if (look == LOOK_EMPTY)
            continue;
        if (shape.first == SIZE_MAX)
            shape.first = k;
        bool number = look == LOOK_NUMBER && s->columns[k].expected != TYPE_TEXT;
        shape.filled++;
        shape.numbers += number;
        shape.texts += !number; /* the number of an asset adds nothing up */
    }
    return shape;
}

/* A cell above could not be read, so that nothing can be said of their sum. */
static bool holds_faults(const struct survey_column *c)
{
    return c->filled > c->nothing + numbers_of(c) + dates_of(c);
}

/* By its structure: it lacks what every row has, holds at most a label, and each of its numbers
 * is the sum of the rows above.  Where a table is so narrow that nothing is missing, the label
 * must say it as well. */
static bool is_total(const struct survey *s, const struct csv_row *row)
{
    if (!s->rows || row->count > s->count)
        return false;
    struct shape shape = shape_of(s, row->count);
    if (!shape.numbers || shape.texts > 1)
        return false;
    bool labelled = shape.first != SIZE_MAX && s->looks[shape.first].look == LOOK_TEXT &&
                totals_word(row->cells[shape.first]);
    if (!labelled && (!shape.missing || s->rows < 2))
        return false;
    for (size_t k = 0; k < row->count; k++)
        if (s->looks[k].look == LOOK_NUMBER && !(labelled && holds_faults(&s->columns[k])) &&
            !adds_up(&s->columns[k], &s->looks[k].number))
            return false;
    return true;
}

static size_t words_in(text cell)
{
    size_t words = 0;
    for (size_t i = 0; i < cell.length; i++)
        words += cell.at[i] != ' ' && (i == 0 || cell.at[i - 1] == ' ');
    return words;
}

/* "Source: ...", "* estimated", "Notes:" */
static bool begins_as_remark(text cell)
{
    const char *blank = memchr(cell.at, ' ', cell.length);
    size_t first = blank ? (size_t)(blank - cell.at) : cell.length;
    return cell.at[0] == '*' || cell.at[first - 1] == ':' || cell.at[cell.length - 1] == ':';
}

/* A remark below or between the rows: one cell of prose where every row has more.  Right behind
 * the data it must be a sentence, since a row may have little filled in; apart from them, a few
 * words do. */
static bool is_note(const struct survey *s, const struct csv_row *row)
{
    if (!s->rows || s->count < 3 || s->looks[0].look != LOOK_TEXT)
        return false;
    for (size_t k = 1; k < row->count && k < s->count; k++)
        if (s->looks[k].look != LOOK_EMPTY)
            return false;
    text cell = text_trim(row->cells[0]);
    size_t missing = shape_of(s, row->count).missing, words = words_in(cell);
    bool apart = row->after_blank || s->behind_table, marked = begins_as_remark(cell);
    if (!missing)
        return false;
    if (apart)
        return words >= 2 || marked || (missing >= 2 && !s->required);
    return words >= 6 || (words >= 2 && marked);
}

static bool is_header_again(const struct survey *s, const struct csv_row *row)
{
    return row->bytes == s->header_length &&
           !memcmp(row->cells[0].at, s->header_text, s->header_length);
}

static void remember_sums(struct survey *s)
{
    for (size_t k = 0; k < s->count; k++) {
        struct survey_column *c = &s->columns[k];
        c->plain_before = c->of_plain;
        c->dot_before = c->of_dot;
        c->comma_before = c->of_comma;
    }
}

/* ---- the walk --------------------------------------------------------------------------------- */

struct survey *survey_new(struct arena *arena, const struct csv_row *header, bool find_duplicates)
{
    struct survey *s = arena_alloc(arena, 1, sizeof *s);
    s->count = header->count;
    s->find_duplicates = find_duplicates;
    s->columns = arena_alloc(arena, s->count + 1, sizeof *s->columns);
    s->looks = arena_alloc(arena, s->count + 1, sizeof *s->looks);
    s->last = arena_alloc(arena, s->count + 1, sizeof *s->last);
    s->fingerprints = fingerprints_new(arena, 0);
    s->header_length = header->bytes;
    s->header_text = arena_copy(arena, header->cells[0].at, header->bytes);
    for (size_t k = 0; k < s->count; k++) {
        text name = text_trim(header->cells[k]);
        s->columns[k].name = arena_copy(arena, name.at, name.length);
        s->columns[k].first_open_mark = s->columns[k].first_open_date = UINT32_MAX;
        s->header_filled += name.length > 0;
    }
    return s;
}

void survey_free(struct survey *s)
{
    if (s)
        fingerprints_free(s->fingerprints);
}

static bool lacks_required(const struct survey *s, size_t cells)
{
    for (size_t k = 0; s->required && k < s->count; k++)
        if (s->required[k] && (k >= cells || s->looks[k].look == LOOK_EMPTY))
            return true;
    return !s->required;
}

static enum row_kind kind_of(struct survey *s, const struct csv_row *row, size_t filled)
{
    if (is_header_again(s, row))
        return ROW_HEADER_AGAIN;
    if (!lacks_required(s, row->count))
        return ROW_DATA;
    if (filled * 2 <= s->header_filled + 2 || s->header_filled < 6 ||
        s->looks[0].look == LOOK_EMPTY || totals_word(row->cells[0])) {
        if (is_total(s, row))
            return ROW_TOTAL;
        if (filled == 1 && is_note(s, row))
            return ROW_NOTE;
    }
    return ROW_DATA;
}

bool survey_met_date(const struct survey *s, size_t column)
{
    const struct cell_look *look = &s->looks[column];
    return look->look == LOOK_DATE && look->date == LOOKS_DATE;
}

static bool cells_beyond(const struct survey *s, const struct csv_row *row)
{
    for (size_t k = s->count; k < row->count; k++)
        if (text_trim(row->cells[k]).length)
            return true;
    return false;
}

enum row_kind survey_kind(struct survey *s, const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t k = 0; k < row->count && k < s->count; k++) {
        look_again(s, k, row->cells[k]);
        filled += s->looks[k].look != LOOK_EMPTY;
    }
    return kind_of(s, row, filled);
}

static void leave_out(struct survey *s, struct csv_source *source, const struct csv_row *row,
                      enum row_kind kind)
{
    struct place *first = kind == ROW_TOTAL ? &s->first_total
                        : kind == ROW_NOTE ? &s->first_note
                        : &s->first_header_again;
    s->totals += kind == ROW_TOTAL;
    s->notes += kind == ROW_NOTE;
    s->headers_again += kind == ROW_HEADER_AGAIN;
    if (!first->line)
        *first = csv_place(source, row->offset, 0);
    if (kind == ROW_TOTAL)
        remember_sums(s);
    s->behind_table = kind != ROW_HEADER_AGAIN;
}

void survey_count(struct survey *s, struct csv_source *source, const struct csv_row *row,
                  enum row_kind kind)
{
    size_t cells = row->count < s->count ? row->count : s->count;
    if (kind != ROW_DATA) {
        leave_out(s, source, row, kind);
        return;
    }
    s->behind_table = false;
    for (size_t k = 0; k < cells; k++)
        count_cell(&s->columns[k], &s->looks[k], s->rows, row->offset);
    s->rows++;
    s->narrow += row->count < s->count;
    s->wide += row->count > s->count && cells_beyond(s, row);
    if (s->find_duplicates &&
        fingerprints_put(s->fingerprints, (text){row->cells[0].at, row->bytes}, row->offset) !=
            UINT32_MAX) {
        s->duplicates++;
        if (!s->first_duplicate.line)
            s->first_duplicate = csv_place(source, row->offset, 0);
    }
}

enum row_kind survey_row(struct survey *s, struct csv_source *source, const struct csv_row *row)
{
    enum row_kind kind = survey_kind(s, row);
    survey_count(s, source, row, kind);
    return kind;
}

/* ---- settling --------------------------------------------------------------------------------- */

static bool name_has(const char *name, const char *words)
{
    char key[128];
    text_key(text_of(name), key, sizeof key);
    while (*words) {
        size_t length = strcspn(words, "|");
        char word_key[32];
        snprintf(word_key, sizeof word_key, "%.*s", (int)length, words);
        if (strstr(key, word_key))
            return true;
        words += length + (words[length] == '|');
    }
    return false;
}

static bool named_as_amount(const char *name)
{
    return name_has(name, "amount|cost|price|value|total|betrag|montant|importe|budget|spend|"
                          "paid|charge|fee|prix|preis|kosten|summe|gasto|valor|net|gross|qty|"
                          "quantity|balance|wert|precio|costo|euro|usd|gbp");
}

static bool named_as_date(const char *name)
{
    return name_has(name, "date|datum|fecha|data|clearing|posted|acquired|purchased|expir|eol|"
                          "until|warranty");
}

static void settle_mark(struct survey_column *c, char otherwise)
{
    bool tied = c->dot == c->comma;
    c->notation.mark = tied ? otherwise : c->dot > c->comma ? '.' : ',';
    c->mark_assumed = tied && c->either;
}

static void settle_order(struct survey_column *c, enum date_order otherwise)
{
    bool tied = c->day_first == c->month_first;
    c->notation.order = tied ? otherwise : c->day_first > c->month_first ? ORDER_DMY : ORDER_MDY;
    c->order_assumed = tied && c->date_either;
}

static void settle_sum(struct survey_column *c)
{
    bool dot = c->notation.mark == '.';
    size_t with_marks = dot ? c->as_dot : c->as_comma;
    c->sum = sum_of(c->of_plain, dot ? c->of_dot : c->of_comma, 1);
    c->unparsable = c->filled - c->nothing - c->plain - with_marks;
    c->type = c->sum.places ? TYPE_DECIMAL : TYPE_INTEGER;
}

static void settle_type(struct survey_column *c)
{
    size_t asked = c->filled - c->nothing, numbers = numbers_of(c), dates = dates_of(c);
    c->type = c->filled ? TYPE_TEXT : TYPE_EMPTY;
    c->unparsable = 0;
    if (!asked)
        return;
    size_t all_dates = dates + (named_as_date(c->name) ? c->compact : 0);
    bool amount = named_as_amount(c->name), day = named_as_date(c->name);
    if (c->expected == TYPE_INTEGER) {
        settle_sum(c);
    } else if (c->expected == TYPE_DATE) {
        c->type = TYPE_DATE;
        c->unparsable = asked - dates - c->compact;
    } else if (dates + numbers > 0 && all_dates * 10 >= asked * (day ? 5 : 9)) {
        c->type = TYPE_DATE;
        c->unparsable = asked - all_dates;
    } else if (c->padded && !amount && numbers * 10 >= asked * 9) {
        c->type = TYPE_CODE;
    } else if (numbers * 10 >= asked * (amount ? 5 : 9)) {
        settle_sum(c);
    }
}

/* What the other columns prove stands for one that cannot tell; then the delimiter, since
 * semicolons separate where the comma is the decimal mark. */
static char mark_of_file(const struct survey *s)
{
    size_t dot = 0, comma = 0;
    for (size_t k = 0; k < s->count; k++) {
        dot += s->columns[k].dot > s->columns[k].comma;
        comma += s->columns[k].comma > s->columns[k].dot;
    }
    return comma > dot ? ',' : '.';
}

void survey_settle(struct survey *s, enum date_order order)
{
    char mark = mark_of_file(s);
    for (size_t k = 0; k < s->count; k++) {
        settle_mark(&s->columns[k], mark);
        settle_order(&s->columns[k], order);
        settle_type(&s->columns[k]);
    }
}

/* ---- the header of an unknown table ----------------------------------------------------------- */

void take_sample(struct arena *arena, struct csv_source *source, struct words *words,
                 struct sample *out)
{
    struct diag *unheard = diag_new(words); /* faults are reported by the reading itself */
    struct csv_row row;
    out->count = 0;
    csv_rewind(source);
    while (out->count < sizeof out->rows / sizeof *out->rows && csv_next(source, unheard, &row)) {
        char *bytes = arena_copy(arena, row.cells[0].at, row.bytes);
        text *cells = arena_alloc(arena, row.count, sizeof *cells);
        for (size_t k = 0; k < row.count; k++)
            cells[k] = (text){bytes + (row.cells[k].at - row.cells[0].at), row.cells[k].length};
        out->blank_lines[out->count] = csv_blank_lines(source);
        out->rows[out->count] = row;
        out->rows[out->count++].cells = cells;
    }
    diag_free(unheard);
}

static bool is_year(text cell)
{
    return cell.length == 4 && (!memcmp(cell.at, "19", 2) || !memcmp(cell.at, "20", 2));
}

enum cell_sort { SORT_EMPTY, SORT_TEXT, SORT_NUMBER, SORT_DATE, SORT_YEAR, SORTS };

static enum cell_sort sort_of(const struct csv_row *row, size_t k)
{
    struct cell_look l;
    if (k >= row->count)
        return SORT_EMPTY;
    look_at(row->cells[k], &l);
    if (l.look == LOOK_NUMBER)
        return is_year(text_trim(row->cells[k])) ? SORT_YEAR : SORT_NUMBER;
    return l.look == LOOK_DATE ? SORT_DATE : l.look == LOOK_TEXT ? SORT_TEXT : SORT_EMPTY;
}

static size_t filled_of(const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t k = 0; k < row->count; k++)
        filled += text_trim(row->cells[k]).length > 0;
    return filled;
}

/* How many cells of each sort stand in a column below the row looked at. */
struct body {
    uint8_t of_sort[SORTS];
    uint8_t filled;
};

static enum cell_sort most_of(const struct body *body)
{
    for (int sort = SORT_NUMBER; sort < SORTS; sort++)
        if (body->of_sort[sort] * 2 > body->filled)
            return (enum cell_sort)sort;
    return SORT_TEXT;
}

/* Columns whose cell here is a name above values, less those where a value stands above its
 * like.  Years and dates can be names, above numbers. */
static long speaks_for_header(const struct csv_row *row, const struct body *body, size_t columns)
{
    long pro = 0;
    for (size_t k = 0; k < columns; k++) {
        enum cell_sort here = sort_of(row, k), below = most_of(&body[k]);
        if (!body[k].filled || below == SORT_TEXT || here == SORT_EMPTY)
            continue;
        bool name = here == SORT_TEXT ||
                    (below == SORT_NUMBER && (here == SORT_YEAR || here == SORT_DATE));
        pro += name ? 1 : -1;
    }
    return pro;
}

static void add_to_body(const struct csv_row *row, struct body *body)
{
    for (size_t k = 0; k < row->count; k++) {
        enum cell_sort sort = sort_of(row, k);
        body[k].filled = (uint8_t)(body[k].filled + (sort != SORT_EMPTY));
        body[k].of_sort[sort]++;
    }
}

/* Does each cell of the row that is no text stand above a column that has nothing of its sort?
 * Such are names: 2011 above "in restauro", 100022 above TRUE and FALSE. */
static bool could_be_names(const struct csv_row *row, const struct body *body)
{
    for (size_t k = 0; k < row->count; k++) {
        enum cell_sort sort = sort_of(row, k);
        if (sort > SORT_TEXT && (body[k].of_sort[sort] > 1 || !body[k].filled))
            return false;
    }
    return sort_of(row, 0) <= SORT_TEXT;
}

static bool text_only(const struct csv_row *row)
{
    for (size_t k = 0; k < row->count; k++)
        if (sort_of(row, k) > SORT_TEXT)
            return false;
    return true;
}

/* A ruled line, ----- in every cell, names nothing. */
static bool all_alike(const struct csv_row *row)
{
    for (size_t k = 1; k < row->count; k++)
        if (text_trim(row->cells[k]).length &&
            !text_same(text_trim(row->cells[k]), text_trim(row->cells[0])))
            return false;
    return row->count > 2;
}

/* A table of text only: the first row about as full as the fullest.  `body` counts all rows. */
static size_t first_full_row(const struct sample *sample, const struct body *body)
{
    size_t most = 0;
    for (size_t r = 0; r < sample->count; r++)
        if (filled_of(&sample->rows[r]) > most)
            most = filled_of(&sample->rows[r]);
    for (size_t r = 0; r < sample->count; r++)
        if (filled_of(&sample->rows[r]) * 5 >= most * (filled_of(&sample->rows[r]) < 3 ? 4 : 3) &&
            !all_alike(&sample->rows[r]))
            return text_only(&sample->rows[r]) || (sample->count > 1 &&
                                                   could_be_names(&sample->rows[r], body))
                       ? r : SIZE_MAX;
    return SIZE_MAX;
}

/* Where a single column speaks for a row, and a row of text above it is as full and as wide as
 * all between them, that one is the header: what lies between are its first rows, which happen to hold
 * text where later ones have a number. */
static size_t above_its_like(const struct sample *sample, size_t best)
{
    size_t r = best;
    while (r > 0 && sample->rows[r - 1].count == sample->rows[best].count &&
           sample->blank_lines[r] == sample->blank_lines[r - 1])
        r--;
    for (; r < best; r++)
        if (text_only(&sample->rows[r]) &&
            filled_of(&sample->rows[r]) >= filled_of(&sample->rows[best]))
            return best - r > 1 ? r : best;
    return best;
}

/* What stands above a header is a title: one cell or two, or another line of the header.  More
 * rows half as full as it are a table of their own, which its own first row heads; a number in
 * that row, and there is no header. */
static size_t above_a_table(const struct sample *sample, size_t best)
{
    enum { LINES_OF_HEADER = 3 };
    size_t half = filled_of(&sample->rows[best]), rows = 0, first = best;
    for (size_t r = best; r-- > 0;)
        if (filled_of(&sample->rows[r]) >= 2 && filled_of(&sample->rows[r]) * 2 >= half) {
            rows++;
            first = r;
        }
    if (rows <= LINES_OF_HEADER)
        return best;
    return text_only(&sample->rows[first]) ? first : SIZE_MAX;
}

size_t header_of_sample(const struct sample *sample)
{
    size_t columns = 0, best = SIZE_MAX, best_filled = 0;
    long most = 0;
    bool values_below = false;
    for (size_t r = 0; r < sample->count; r++)
        if (sample->rows[r].count > columns)
            columns = sample->rows[r].count;
    struct body *body = memory_array(columns + 1, sizeof *body);
    for (size_t r = sample->count; r-- > 0;) { /* upwards, so that the body is what lies below */
        const struct csv_row *row = &sample->rows[r];
        long speaks = speaks_for_header(row, body, columns);
        size_t here = filled_of(row);
        if (speaks > 0 && (speaks > most || (speaks == most && here >= best_filled))) {
            most = speaks;
            best = r;
            best_filled = here;
        }
        add_to_body(row, body);
    }
    for (size_t k = 0; k < columns; k++)
        values_below = values_below || (body[k].filled && most_of(&body[k]) != SORT_TEXT);
    best = best != SIZE_MAX ? (most > 1 ? best : above_its_like(sample, best))
         : values_below ? SIZE_MAX : first_full_row(sample, body);
    free(body);
    return best != SIZE_MAX ? above_a_table(sample, best) : best;
}
