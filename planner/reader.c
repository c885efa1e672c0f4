#include "planner/reader.h"

#include <csv.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"

struct csv_source {
    struct os_file file;
    word path;
    const char *at; /* the text: the file's bytes behind a mark, or their UTF-8 form */
    size_t size;
    char *converted; /* owned, when the text is not the file's own bytes */
    enum encoding encoding;
    enum line_ending ending;
    char delimiter;
    size_t lines;
    /* the walk */
    struct csv_parser parser;
    bool parsing;
    size_t next; /* where the next physical line begins */
    size_t blank;
    text *cells;
    size_t cell_count, cell_capacity;
    char *bytes; /* the cells' text, one after another, each with a NUL */
    size_t byte_count, byte_capacity;
    bool complete; /* libcsv has closed the row */
    /* the last place worked out, so that a walk of messages in file order counts lines once */
    size_t known_offset;
    uint32_t known_line;
};

static const char *line_end(const struct csv_source *s, size_t from)
{
    char end = s->ending == LINE_CR ? '\r' : '\n';
    const char *found = memchr(s->at + from, end, s->size - from);
    return found ? found + 1 : s->at + s->size;
}

/* A fault of the file as a whole: at its first byte, without a column. */
static struct csv_source *refuse(struct diag *diag, struct csv_source *s, const char *rule,
                                 const char *message)
{
    diag_add(diag, ERROR, rule, (struct place){s->path, 0, 0}, "", (word){0}, "%s", message);
    csv_close(s);
    return NULL;
}

static enum line_ending recognise_ending(const char *at, size_t size)
{
    const char *lf = memchr(at, '\n', size);
    const char *cr = memchr(at, '\r', size);
    if (!cr)
        return LINE_LF;
    if (!lf)
        return LINE_CR;
    return cr + 1 == lf ? LINE_CRLF : cr < lf ? LINE_CR : LINE_LF;
}

/* The delimiter is the one that stands most evenly, outside quotes, in the first rows: that
 * which occurs in the most of them, then the one occurring most often. */
static char recognise_delimiter(const char *at, size_t size)
{
    static const char candidates[] = ",;\t|";
    enum { ROWS = 20 };
    size_t rows_with[4] = {0}, total[4] = {0}, here[4] = {0};
    bool quoted = false;
    int rows = 0;
    for (size_t i = 0; i < size && rows < ROWS; i++) {
        const char *c = strchr(candidates, at[i]);
        if (at[i] == '"')
            quoted = !quoted;
        else if (c && *c && !quoted)
            here[c - candidates]++;
        if ((at[i] == '\n' && !quoted) || i + 1 == size) {
            rows++;
            for (int k = 0; k < 4; k++) {
                rows_with[k] += here[k] > 0;
                total[k] += here[k];
                here[k] = 0;
            }
        }
    }
    int best = 0;
    for (int k = 1; k < 4; k++)
        if (rows_with[k] > rows_with[best] ||
            (rows_with[k] == rows_with[best] && total[k] > total[best]))
            best = k;
    return candidates[best];
}

struct csv_source *csv_open(struct arena *arena, struct words *words, struct diag *diag,
                            const char *path)
{
    struct csv_source *s = arena_alloc(arena, 1, sizeof *s);
    s->path = words_put_string(words, path);
    const char *fault = os_open_file(path, &s->file);
    if (fault)
        stop_machine("%s cannot be read: %s", path, fault);
    s->at = s->file.at;
    s->size = s->file.size;
    if (s->size >= 4 && !memcmp(s->at, "PK\3\4", 4))
        return refuse(diag, s, "zip-file",
                      "is an Excel workbook or ZIP file, not CSV (open it in Excel and save it "
                      "as \"CSV UTF-8\")");
    if (s->size >= UINT32_MAX)
        return refuse(diag, s, "too-large", "is larger than 4 GB (split it into several files)");
    if (s->size >= 3 && !memcmp(s->at, "\xEF\xBB\xBF", 3)) {
        s->encoding = ENCODING_UTF8_MARK;
        s->at += 3;
        s->size -= 3;
    }
    if (memchr(s->at, '\0', s->size))
        return refuse(diag, s, "nul-bytes",
                      "holds NUL bytes, so it is not text (save it again as \"CSV UTF-8\")");
    if (!text_is_utf8((text){s->at, s->size}))
        return refuse(diag, s, "not-utf8",
                      "is not UTF-8 text (save it again as \"CSV UTF-8\")");
    s->ending = recognise_ending(s->at, s->size);
    s->delimiter = recognise_delimiter(s->at, s->size < 65536 ? s->size : 65536);
    for (size_t at = 0; at < s->size; s->lines++)
        at = (size_t)(line_end(s, at) - s->at);
    csv_rewind(s);
    return s;
}

void csv_close(struct csv_source *s)
{
    if (!s)
        return;
    if (s->parsing)
        csv_free(&s->parser);
    s->parsing = false;
    free(s->cells);
    free(s->bytes);
    free(s->converted);
    s->cells = NULL;
    s->bytes = s->converted = NULL;
    os_close_file(&s->file);
}

word csv_file(const struct csv_source *s)
{
    return s->path;
}
enum encoding csv_encoding(const struct csv_source *s)
{
    return s->encoding;
}
enum line_ending csv_line_ending(const struct csv_source *s)
{
    return s->ending;
}
char csv_delimiter(const struct csv_source *s)
{
    return s->delimiter;
}
size_t csv_bytes(const struct csv_source *s)
{
    return s->file.size;
}
size_t csv_lines(const struct csv_source *s)
{
    return s->lines;
}
size_t csv_blank_lines(const struct csv_source *s)
{
    return s->blank;
}

void csv_sha256(const struct csv_source *s, char hex[65])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, s->file.size, (const uint8_t *)s->file.at);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void csv_rewind(struct csv_source *s)
{
    if (s->parsing)
        csv_free(&s->parser);
    if (csv_init(&s->parser, CSV_STRICT_FINI | CSV_APPEND_NULL))
        stop_machine("out of memory");
    csv_set_delim(&s->parser, (unsigned char)s->delimiter);
    s->parsing = true;
    s->next = 0;
    s->blank = 0;
}

/* libcsv hands over one cell: its bytes go behind those of the row's other cells.  Cells keep
 * offsets until the row is complete, since the bytes may still move. */
static void take_cell(void *cell, size_t length, void *context)
{
    struct csv_source *s = context;
    while (s->byte_count + length + 1 > s->byte_capacity) {
        s->byte_capacity = s->byte_capacity ? 2 * s->byte_capacity : 4096;
        s->bytes = memory_grow(s->bytes, s->byte_capacity, 1);
    }
    if (length)
        memcpy(s->bytes + s->byte_count, cell, length);
    s->bytes[s->byte_count + length] = '\0';
    *PLANNER_APPEND(s->cells, s->cell_count, s->cell_capacity) = (text){NULL, length};
    s->byte_count += length + 1;
}

static void take_row(int end, void *context)
{
    (void)end;
    ((struct csv_source *)context)->complete = true;
}

static void lay_out(struct csv_source *s, size_t begin, struct csv_row *row)
{
    const char *at = s->bytes;
    for (size_t i = 0; i < s->cell_count; i++) {
        s->cells[i].at = at;
        at += s->cells[i].length + 1;
    }
    *row = (struct csv_row){s->cells, s->cell_count, (uint32_t)begin};
}

static void report_open_quote(struct csv_source *s, struct diag *diag, size_t begin)
{
    struct place at = csv_place(s, (uint32_t)begin, s->cell_count);
    diag_add(diag, ERROR, "open-quote", at, "", (word){0},
             "a quote that opens here is never closed (close it, or double it: \"\")");
}

bool csv_next(struct csv_source *s, struct diag *diag, struct csv_row *row)
{
    size_t begin = s->next;
    s->cell_count = s->byte_count = 0;
    s->complete = false;
    while (s->next < s->size) {
        const char *end = line_end(s, s->next);
        size_t length = (size_t)(end - (s->at + s->next));
        if (csv_parse(&s->parser, s->at + s->next, length, take_cell, take_row, s) != length)
            stop_machine("out of memory");
        s->next += length;
        if (s->complete) {
            os_done_with(&s->file, s->converted ? 0 : begin);
            return lay_out(s, begin, row), true;
        }
        if (!s->cell_count && !s->parser.pstate) { /* nothing but a blank line */
            s->blank++;
            begin = s->next;
        }
    }
    if (csv_fini(&s->parser, take_cell, take_row, s))
        return report_open_quote(s, diag, begin), csv_rewind(s), s->next = s->size, false;
    if (s->complete)
        return lay_out(s, begin, row), true;
    return false;
}

/* Physical line and the place in it of byte `offset`, counting on from the last one asked for. */
static uint32_t line_of(struct csv_source *s, size_t offset, size_t *line_begin)
{
    if (offset < s->known_offset || !s->known_line) {
        s->known_offset = 0;
        s->known_line = 1;
    }
    for (;;) {
        size_t end = (size_t)(line_end(s, s->known_offset) - s->at);
        if (offset < end || end >= s->size)
            break;
        s->known_offset = end;
        s->known_line++;
    }
    *line_begin = s->known_offset;
    return s->known_line;
}

struct place csv_place(struct csv_source *s, uint32_t offset, size_t cell)
{
    size_t at = offset, line_begin;
    bool quoted = false;
    for (size_t seen = 0; at < s->size && seen < cell; at++) {
        if (s->at[at] == '"')
            quoted = !quoted;
        else if (s->at[at] == s->delimiter && !quoted)
            seen++;
        else if (s->at[at] == '\n' && !quoted)
            break;
    }
    uint32_t line = line_of(s, at, &line_begin);
    size_t column = text_characters((text){s->at + line_begin, at - line_begin}) + 1;
    return (struct place){s->path, line, (uint32_t)column};
}
