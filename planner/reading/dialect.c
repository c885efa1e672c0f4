#include "planner/dialect.h"

#include <stdint.h>
#include <string.h>

static const char candidates[] = ",;\t|";
enum { CANDIDATES = 4, SAMPLE_ROWS = 200, SAMPLE_BYTES = 1 << 17, WIDTHS = 64 };

const char *delimiter_name(char delimiter)
{
    return delimiter == ',' ? "comma" : delimiter == ';' ? "semicolon" : delimiter == '\t' ? "tab"
         : delimiter == '|' ? "bar" : "blank";
}

static bool line_end_at(text from, size_t at)
{
    return at >= from.length || from.at[at] == '\n' || from.at[at] == '\r';
}

static size_t skip_blanks(text from, size_t at, char delimiter)
{
    while (at < from.length && (from.at[at] == ' ' || from.at[at] == '\t') &&
           from.at[at] != delimiter)
        at++;
    return at;
}

static void quoted_cell(text from, size_t at, char delimiter, struct raw_cell *out)
{
    size_t begin = ++at;
    for (;;) {
        const char *quote = at < from.length ? memchr(from.at + at, '"', from.length - at) : NULL;
        if (!quote) {
            *out = (struct raw_cell){{from.at + begin, from.length - begin}, from.length, true,
                                     true};
            return;
        }
        size_t close = (size_t)(quote - from.at);
        if (close + 1 < from.length && from.at[close + 1] == '"') {
            at = close + 2;
            continue;
        }
        size_t behind = skip_blanks(from, close + 1, delimiter);
        if (line_end_at(from, behind) || from.at[behind] == delimiter) {
            *out = (struct raw_cell){{from.at + begin, close - begin}, behind, true, false};
            return;
        }
        at = close + 1; /* a quote inside the cell that nobody doubled */
    }
}

void raw_cell_at(text from, size_t at, char delimiter, struct raw_cell *out)
{
    size_t begin = skip_blanks(from, at, delimiter);
    if (begin < from.length && from.at[begin] == '"') {
        quoted_cell(from, begin, delimiter, out);
        return;
    }
    size_t end = begin;
    while (!line_end_at(from, end) && from.at[end] != delimiter)
        end++;
    *out = (struct raw_cell){text_trim((text){from.at + begin, end - begin}), end, false, false};
}

static size_t behind_line_end(text from, size_t at)
{
    while (at < from.length && (from.at[at] == '\n' || from.at[at] == '\r'))
        at++;
    return at;
}

size_t row_width(text from, size_t at, char delimiter, size_t *next)
{
    size_t width = 0;
    struct raw_cell cell;
    for (;; at = cell.end + 1) {
        raw_cell_at(from, at, delimiter, &cell);
        width++;
        if (line_end_at(from, cell.end))
            break;
    }
    *next = behind_line_end(from, cell.end);
    return width;
}

/* ---- how a quote is written inside quotes ------------------------------------------------------ */

static bool ends_cell(text from, size_t at)
{
    return line_end_at(from, at) || strchr(candidates, from.at[at]);
}

/* `""` between other characters of a cell. */
static bool doubled_at(text from, size_t at)
{
    return at > 0 && at + 2 < from.length && from.at[at + 1] == '"' && from.at[at - 1] != '\\' &&
           from.at[at - 1] != '"' && from.at[at + 2] != '"' && !ends_cell(from, at - 1) &&
           !ends_cell(from, at + 2);
}

bool escapes_quotes(text from)
{
    bool shown = false;
    const char *at = from.at, *end = from.at + from.length;
    while (!shown && (at = memchr(at, '\\', (size_t)(end - at))) != NULL && end - at > 2) {
        shown = at[1] == '"' && at[2] != '"' && !ends_cell(from, (size_t)(at + 2 - from.at));
        at += 2;
    }
    for (at = from.at; shown && (at = memchr(at, '"', (size_t)(end - at))) != NULL; at++)
        shown = !doubled_at(from, (size_t)(at - from.at));
    return shown;
}

void double_quotes(char *at, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++)
        if (at[i] == '\\') {
            if (at[i + 1] == '"')
                at[i] = '"';
            i++; /* a backslash that another one escapes ends nothing */
        }
}

/* ---- which delimiter -------------------------------------------------------------------------- */

/* How sensible a cell looks: a cell that holds other delimiters was likely cut wrongly, less so
 * if a blank follows them as in prose. */
static double sense(const struct raw_cell *cell, char delimiter)
{
    bool numeric = true, comma = false;
    if (cell->quoted)
        return 1;
    for (size_t i = 0; i < cell->inside.length; i++) {
        char c = cell->inside.at[i];
        if (c != delimiter && (c == ';' || c == '\t' || c == '|')) {
            bool prose = i + 1 < cell->inside.length && cell->inside.at[i + 1] == ' ';
            if (!prose)
                return 0;
            comma = true;
        }
        if (c == '"')
            return 0.3;
        comma = comma || c == ',';
        numeric = numeric && ((c >= '0' && c <= '9') || strchr(" .,-+()%$'", c) || c < 0);
    }
    return comma && !numeric ? 0.6 : 1;
}

struct tally {
    size_t rows, cells, of_width[WIDTHS];
    double sense;
    double score;
    size_t width; /* the most frequent */
};

static void count_rows(text from, size_t at, char delimiter, struct tally *out)
{
    *out = (struct tally){0};
    while (at < from.length && out->rows < SAMPLE_ROWS) {
        size_t width = 0;
        struct raw_cell cell;
        bool filled = false;
        for (;; at = cell.end + 1) {
            raw_cell_at(from, at, delimiter, &cell);
            width++;
            filled = filled || cell.inside.length;
            out->cells++;
            out->sense += sense(&cell, delimiter);
            if (line_end_at(from, cell.end))
                break;
        }
        at = behind_line_end(from, cell.end);
        if (!filled)
            continue;
        out->rows++;
        out->of_width[width < WIDTHS ? width : WIDTHS - 1]++;
    }
}

/* Rows of equal width speak for a delimiter, the more the wider they are; cells that make sense
 * speak for it too. */
static void judge(struct tally *t)
{
    double pattern = 0;
    for (size_t k = 1; k < WIDTHS; k++) {
        double n = (double)t->of_width[k];
        if (t->of_width[k] >= t->of_width[t->width] && t->of_width[k])
            t->width = k;
        if (t->rows)
            pattern += n * n / (double)t->rows * (double)(k - 1) / (double)k;
    }
    t->score = t->cells ? pattern * t->sense / (double)t->cells : 0;
    if (t->rows >= 3 && t->width > 1 && t->of_width[t->width] == t->rows)
        t->score *= 1.5; /* no row is an exception */
}

/* A first line "sep=;" is how Excel is told the delimiter. */
static bool declared(text from, char *delimiter)
{
    if (from.length < 6 || !text_same_nocase((text){from.at, 4}, TEXT("sep=")) ||
        !line_end_at(from, 5) || !strchr(candidates, from.at[4]))
        return false;
    *delimiter = from.at[4];
    return true;
}

/* Where the row ends under the delimiter that lets it end first: under another, a quote that only
 * that one closes would run on. */
static size_t nearest_row_end(text from, size_t at)
{
    size_t nearest = from.length, next;
    for (int k = 0; k < CANDIDATES; k++) {
        row_width(from, at, candidates[k], &next);
        nearest = next < nearest ? next : nearest;
    }
    return nearest;
}

/* Rows at the top that begin with "# " explain; what they say is prose, and no evidence. */
static size_t behind_explanation(text from, size_t at)
{
    enum { MOST = 200 }; /* rows */
    for (int row = 0; row < MOST && at + 2 < from.length; row++, at = nearest_row_end(from, at)) {
        size_t mark = at + (from.at[at] == '"');
        if (from.at[mark] != '#' || from.at[mark + 1] != ' ')
            break;
    }
    return at;
}

/* Rows that are one cell under the delimiter and as wide as the others under another. */
static void find_mixture(text from, size_t begin, const struct tally *own, struct dialect *out)
{
    size_t rows[CANDIDATES] = {0}, first[CANDIDATES], row = 0, head = SIZE_MAX;
    for (size_t at = begin, next; at < from.length && row < SAMPLE_ROWS; at = next, row++) {
        size_t unused, width = row_width(from, at, out->delimiter, &next);
        if (width == own->width && head == SIZE_MAX)
            head = row;
        for (int k = 0; width == 1 && k < CANDIDATES; k++) {
            if (candidates[k] == out->delimiter ||
                row_width((text){from.at, next}, at, candidates[k], &unused) != own->width)
                continue;
            if (!rows[k]++)
                first[k] = at;
            /* the row above the first of the others is the header */
            if (head == SIZE_MAX && own->width >= 3)
                rows[k]++;
        }
    }
    for (int k = 0; k < CANDIDATES; k++)
        if (own->width > 1 && rows[k] >= 2 && (own->width > 2 || rows[k] * 4 >= own->rows)) {
            out->mixed_at = first[k];
            out->mixed_with = candidates[k];
        }
}

void recognise_dialect(text from, struct dialect *out)
{
    struct tally best = {0}, t;
    *out = (struct dialect){.delimiter = ',', .mixed_at = SIZE_MAX};
    text sample = from;
    if (sample.length > SAMPLE_BYTES) { /* up to the last whole line */
        sample.length = SAMPLE_BYTES;
        while (sample.length > SAMPLE_BYTES / 2 && !line_end_at(sample, sample.length - 1))
            sample.length--;
    }
    out->declared = declared(sample, &out->delimiter);
    size_t begin = behind_explanation(sample, out->declared ? behind_line_end(sample, 5) : 0);
    for (int k = 0; k < CANDIDATES; k++) {
        if (out->declared && candidates[k] != out->delimiter)
            continue;
        count_rows(sample, begin, candidates[k], &t);
        judge(&t);
        if (t.score > best.score) {
            best = t;
            out->delimiter = candidates[k];
        }
    }
    out->width = best.width;
    if (!out->declared)
        find_mixture(sample, begin, &best, out);
}
