#include "planner/reader.h"

#include <csv.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"

enum {
    BLOCK = 1 << 16,     /* bytes between two entries of the line index */
    PIECE = 1 << 16,     /* bytes handed to libcsv at once */
    RELEASED = 1 << 24   /* bytes after which the system may take the mapped pages back */
};

struct csv_source {
    struct os_file file;
    word path;
    const char *at; /* the text: the file's bytes behind a mark, or their UTF-8 form */
    size_t size;
    struct decoded decoded;
    struct line_ends ends;
    struct dialect dialect;
    uint32_t *lines_before; /* physical lines that end before each block */
    size_t placed;          /* the byte whose line was last asked for, ... */
    uint32_t placed_line;   /* ... and that line */
    bool refused;
    bool cut_short; /* by a quote that is never closed */
    /* the walk */
    struct csv_parser parser;
    bool parsing;
    size_t next; /* where the next physical line begins */
    size_t released;
    size_t blank, blank_before; /* skipped so far; up to the last row */
    size_t explaining;          /* rows passed over at the top ... */
    bool explained;             /* ... of which the last has been met */
    text *cells;
    size_t cell_count, cell_capacity;
    char *bytes; /* the cells' text, one after another, each with a NUL */
    size_t byte_count, byte_capacity;
    bool complete; /* libcsv has closed the row */
    struct rejoined { /* rows whose cells are not as they were cut, by offset */
        uint32_t offset;
        uint16_t cell, extra;
    } *rejoined;
    size_t rejoined_count, rejoined_capacity;
};

/* ---- recognising ------------------------------------------------------------------------------ */

/* What a block of text holds. */
struct contents {
    size_t lf, cr, crlf;
    bool nul, high, backslash;
};

enum { STRETCH = 240 }; /* bytes of which a byte can count any kind */

/* Counts in bytes over short stretches, which compilers turn into wide instructions where they know
 * how long one is. */
static inline void look_at_stretch(const unsigned char *at, size_t size, struct contents *out)
{
    unsigned char lf = 0, cr = 0, all = 0, nul = 0, backslash = 0;
    for (size_t i = 0; i < size; i++) {
        lf = (unsigned char)(lf + (at[i] == '\n'));
        cr = (unsigned char)(cr + (at[i] == '\r'));
        nul = (unsigned char)(nul | (at[i] == 0));
        backslash = (unsigned char)(backslash | (at[i] == '\\'));
        all |= at[i];
    }
    out->lf += lf;
    out->cr += cr;
    out->nul = out->nul || nul;
    out->backslash = out->backslash || backslash;
    out->high = out->high || all & 0x80;
}

static inline size_t count_pairs(const char *at, size_t size)
{
    unsigned char pairs = 0;
    for (size_t i = 0; i < size; i++)
        pairs = (unsigned char)(pairs + ((at[i] == '\r') & (at[i + 1] == '\n')));
    return pairs;
}

/* `last`: the byte behind the block must not be looked at. */
static void look_at(const char *at, size_t size, bool last, struct contents *out)
{
    const unsigned char *bytes = (const unsigned char *)at;
    *out = (struct contents){0};
    size_t i = 0;
    for (; i + STRETCH <= size; i += STRETCH)
        look_at_stretch(bytes + i, STRETCH, out);
    look_at_stretch(bytes + i, size - i, out);
    if (!out->cr)
        return;
    size -= last;
    for (i = 0; i + STRETCH <= size; i += STRETCH)
        out->crlf += count_pairs(at + i, STRETCH);
    out->crlf += count_pairs(at + i, size - i);
}

/* Counts line ends and indexes lines. Returns what the whole text holds. */
static struct contents index_lines(struct csv_source *s, struct arena *arena)
{
    struct contents all = {0}, block;
    s->lines_before = arena_alloc(arena, s->size / BLOCK + 2, sizeof *s->lines_before);
    s->ends = (struct line_ends){0};
    for (size_t at = 0, k = 0; at < s->size; at += BLOCK, k++) {
        size_t length = s->size - at < BLOCK ? s->size - at : BLOCK;
        s->lines_before[k] = (uint32_t)(s->ends.lf + s->ends.crlf + s->ends.cr);
        look_at(s->at + at, length, at + length == s->size, &block);
        s->ends.lf += block.lf - block.crlf;
        s->ends.crlf += block.crlf;
        s->ends.cr += block.cr - block.crlf;
        all.nul = all.nul || block.nul;
        all.high = all.high || block.high;
        all.backslash = all.backslash || block.backslash;
        if (s->at == s->file.at && at % RELEASED == 0)
            os_done_with(&s->file, at);
    }
    return all;
}

bool csv_refused(const struct csv_source *s)
{
    return s->refused;
}

bool csv_whole(const struct csv_source *s)
{
    return !s->refused && !s->cut_short;
}

void csv_refuse(struct csv_source *s, struct diag *diag, const char *rule, struct place at,
                const char *message)
{
    diag_add(diag, ERROR, rule, at, "", (word){0}, "%s", message);
    s->refused = true;
    s->next = s->size;
}

static struct place whole_file(const struct csv_source *s)
{
    return (struct place){s->path, 1, 1};
}

static void refuse_size(struct csv_source *s, struct diag *diag)
{
    csv_refuse(s, diag, "too-large", whole_file(s),
               "is larger than 4 GB as UTF-8 (split it into several files)");
}

/* libcsv knows doubled quotes only. */
static void take_escapes(struct csv_source *s, struct diag *diag)
{
    if (!escapes_quotes((text){s->at, s->size}))
        return;
    if (!s->decoded.owned) {
        s->decoded.owned = memory_array(s->size, 1);
        memcpy(s->decoded.owned, s->at, s->size);
        s->at = s->decoded.at = s->decoded.owned;
    }
    double_quotes(s->decoded.owned, s->size);
    diag_add(diag, NOTE, "escaped-quotes", whole_file(s), "", (word){0},
             "quotes inside cells are written \\\" and read as quotes");
}

/* What the lines that end within the first `most` bytes come to; all of a text that is smaller. */
static size_t size_of_lines(const char *at, size_t size, size_t most)
{
    size_t end = most;
    if (size <= most)
        return size;
    while (end && at[end - 1] != '\n' && at[end - 1] != '\r')
        end--;
    return end ? end : most;
}

/* Bytes become text; says what did not fit. */
static void take_text(struct csv_source *s, struct arena *arena, struct diag *diag, size_t most)
{
    s->at = s->file.at;
    s->size = size_of_lines(s->file.at, s->file.size, most);
    if (s->size >= UINT32_MAX / 3 && !text_is_utf8((text){s->at, s->size})) {
        refuse_size(s, diag); /* a byte can become three */
        return;
    }
    struct contents whole = index_lines(s, arena);
    bool is_utf8 = !whole.high || text_is_utf8((text){s->at, s->size});
    decode(s->at, s->size, is_utf8, &s->decoded);
    if (s->at != s->decoded.at || s->size != s->decoded.size) {
        s->at = s->decoded.at;
        s->size = s->decoded.size;
        whole = index_lines(s, arena);
    }
    if (s->decoded.stray_at != SIZE_MAX)
        diag_add(diag, WARNING, "stray-mark", csv_place_of(s, s->decoded.stray_at), "", (word){0},
                 "a UTF-16 byte-order mark (FE FF) stands before text that is not UTF-16; it is "
                 "left out");
    if (s->decoded.odd_at != SIZE_MAX) {
        struct place at = csv_place_of(s, s->decoded.odd_at);
        if (s->decoded.encoding == ENCODING_WINDOWS_1252)
            diag_add(diag, WARNING, "windows-1252", at, "", (word){0},
                     "is not UTF-8 from here on, so the file is read as Windows-1252 (save it as "
                     "\"CSV UTF-8\" to be sure of its letters)");
        else
            diag_add(diag, WARNING, "mixed-encoding", at, "", (word){0},
                     "%s not fit %s, this the first; each is read as one letter (save "
                     "the file again as \"CSV UTF-8\")",
                     how_many(arena, (long long)s->decoded.odd_count, "byte does", "bytes do"),
                     encoding_name(s->decoded.encoding));
    }
    if (whole.nul)
        csv_refuse(s, diag, "nul-bytes",
                   csv_place_of(s, (size_t)((const char *)memchr(s->at, '\0', s->size) - s->at)),
                   "a NUL byte stands here, so the file is not text (save it again as \"CSV "
                   "UTF-8\")");
    else if (whole.backslash)
        take_escapes(s, diag);
}

static void take_dialect(struct csv_source *s, struct arena *arena, struct diag *diag)
{
    recognise_dialect((text){s->at, s->size}, &s->dialect);
    if (s->dialect.mixed_at == SIZE_MAX)
        return;
    csv_refuse(s, diag, "mixed-delimiters", csv_place_of(s, s->dialect.mixed_at),
               arena_format(arena, "the %s separates the cells of this row, the %s those of other "
                            "rows (use one of them in the whole file)",
                            delimiter_name(s->dialect.mixed_with),
                            delimiter_name(s->dialect.delimiter)));
}

static struct csv_source *open_lines(struct arena *arena, struct words *words, struct diag *diag,
                                     const char *path, size_t most)
{
    struct csv_source *s = arena_alloc(arena, 1, sizeof *s);
    s->path = words_put_string(words, path);
    s->at = "";
    const char *fault = os_open_file(path, &s->file);
    if (fault)
        stop_machine("%s cannot be read: %s", path, fault);
    s->dialect.delimiter = ',';
    fault = not_text(s->file.at, s->file.size);
    if (fault) {
        csv_refuse(s, diag, "not-text", whole_file(s), fault);
    } else if (s->file.size >= UINT32_MAX) {
        refuse_size(s, diag);
    } else {
        take_text(s, arena, diag, most);
        if (!s->refused)
            take_dialect(s, arena, diag);
    }
    if (!s->refused)
        csv_rewind(s);
    return s;
}

struct csv_source *csv_open(struct arena *arena, struct words *words, struct diag *diag,
                            const char *path)
{
    return open_lines(arena, words, diag, path, SIZE_MAX);
}

struct csv_source *csv_open_beginning(struct arena *arena, struct words *words, struct diag *diag,
                                      const char *path)
{
    return open_lines(arena, words, diag, path, (size_t)1 << 20);
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
    free(s->decoded.owned);
    free(s->rejoined);
    s->rejoined = NULL;
    s->rejoined_count = 0;
    s->cells = NULL;
    s->bytes = s->decoded.owned = NULL;
    os_close_file(&s->file);
}

word csv_file(const struct csv_source *s)
{
    return s->path;
}
enum encoding csv_encoding(const struct csv_source *s)
{
    return s->decoded.encoding;
}
struct line_ends csv_line_ends(const struct csv_source *s)
{
    return s->ends;
}
char csv_delimiter(const struct csv_source *s)
{
    return s->dialect.delimiter;
}
size_t csv_bytes(const struct csv_source *s)
{
    return s->file.size;
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
    for (size_t at = 0; at < s->file.size; at += RELEASED) {
        size_t length = s->file.size - at < RELEASED ? s->file.size - at : RELEASED;
        sha256_update(&context, length, (const uint8_t *)s->file.at + at);
        os_done_with(&s->file, at);
    }
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

/* ---- walking ---------------------------------------------------------------------------------- */

void csv_rewind(struct csv_source *s)
{
    if (s->parsing)
        csv_free(&s->parser);
    if (csv_init(&s->parser, CSV_APPEND_NULL))
        stop_machine("out of memory");
    csv_set_delim(&s->parser, (unsigned char)s->dialect.delimiter);
    csv_set_blk_size(&s->parser, 4096);
    s->parsing = true;
    s->next = s->dialect.declared ? 5 : 0; /* behind "sep=;" */
    s->blank = s->blank_before = s->released = s->explaining = 0;
    s->explained = false;
}

/* Where the physical line at `from` ends: behind its LF, CRLF or CR.  A long line ends in pieces,
 * so that what is no table is noticed before all of it is looked at; `*piece` says so. */
static size_t line_end(const struct csv_source *s, size_t from, bool *piece)
{
    size_t limit = s->size - from > PIECE ? from + PIECE : s->size, at = from;
    *piece = false;
    if (!s->ends.cr || !(s->ends.lf + s->ends.crlf)) {
        const char *found = memchr(s->at + from, s->ends.cr ? '\r' : '\n', limit - from);
        if (found)
            return (size_t)(found - s->at) + 1;
        at = limit;
    }
    while (at < limit && s->at[at] != '\n' && s->at[at] != '\r')
        at++;
    if (at < limit || limit == s->size) {
        if (at + 1 < s->size && s->at[at] == '\r' && s->at[at + 1] == '\n')
            at++;
        return at < s->size ? at + 1 : at;
    }
    *piece = true;
    return s->at[limit - 1] == '\r' ? limit + 1 : limit; /* not between CR and LF */
}

/* libcsv hands over one cell: its bytes go behind those of the row's other cells.  Cells keep
 * offsets until the row is complete, since the bytes may still move. */
static void take_cell(void *cell, size_t length, void *context)
{
    struct csv_source *s = context;
    size_t begin = s->byte_count, end = begin + length;
    while (end >= s->byte_capacity) {
        s->byte_capacity = s->byte_capacity ? 2 * s->byte_capacity : 4096;
        s->bytes = memory_grow(s->bytes, s->byte_capacity, 1);
    }
    PLANNER_APPEND(s->cells, s->cell_count, s->cell_capacity)->length = length;
    s->byte_count = end + 1;
    if (length)
        memcpy(s->bytes + begin, cell, length);
    s->bytes[end] = '\0';
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
    *row = (struct csv_row){s->cells, s->cell_count, (uint32_t)begin, s->byte_count,
                            s->blank > s->blank_before};
    s->blank_before = s->blank;
}

static bool too_wide(struct csv_source *s, struct diag *diag, size_t begin)
{
    if (s->cell_count <= CSV_COLUMNS_MAX)
        return false;
    csv_refuse(s, diag, "row-too-wide", csv_place(s, (uint32_t)begin, 0),
               "a row of more than 16,384 cells begins here, so this is not a table "
               "(is the file's delimiter or line end damaged?)");
    return true;
}

/* Hands a physical line to libcsv, a long one in pieces so that a cell without end is noticed
 * while it is still small. */
static bool feed(struct csv_source *s, struct diag *diag, size_t begin, size_t end)
{
    while (s->next < end) {
        size_t length = end - s->next < PIECE ? end - s->next : PIECE;
        if (csv_parse(&s->parser, s->at + s->next, length, take_cell, take_row, s) != length)
            stop_machine("out of memory");
        s->next += length;
        if (s->parser.entry_pos > CSV_CELL_MAX) {
            csv_refuse(s, diag, "cell-too-long", csv_place(s, (uint32_t)begin, s->cell_count),
                       "a cell of more than a million characters begins here, so this is not a "
                       "table (is a quote never closed?)");
            return false;
        }
        if (too_wide(s, diag, begin))
            return false;
    }
    return true;
}

static void report_open_quote(struct csv_source *s, struct diag *diag, size_t begin)
{
    struct place at = csv_place(s, (uint32_t)begin, s->cell_count);
    s->cut_short = true;
    diag_add(diag, ERROR, "open-quote", at, "", (word){0},
             "a quote that opens here is never closed (close it, or double it: \"\")");
}

/* A row whose cells are all empty is a blank line with delimiters. */
static bool nothing_in_row(const struct csv_source *s)
{
    return s->byte_count == s->cell_count;
}

/* The system may take back the pages before `upto`, which is where the work on the file has come:
 * a reader that goes back brings some in again, and lets them go again. */
static void let_go(struct csv_source *s, size_t upto)
{
    if (upto < s->released)
        s->released = 0;
    if (s->decoded.at == s->file.at && upto - s->released > RELEASED)
        os_done_with(&s->file, s->released = upto);
}

static bool next_filled(struct csv_source *s, struct diag *diag, struct csv_row *row)
{
    size_t begin = s->next;
    s->cell_count = s->byte_count = 0;
    s->complete = false;
    while (s->next < s->size) {
        bool piece;
        if (!feed(s, diag, begin, line_end(s, s->next, &piece)))
            return false;
        if (s->complete && !nothing_in_row(s)) {
            let_go(s, begin);
            return lay_out(s, begin, row), true;
        }
        if (s->complete || (!piece && !s->cell_count && !s->parser.pstate)) {
            s->blank++;
            begin = s->next;
            s->cell_count = s->byte_count = 0;
            s->complete = false;
        }
    }
    if (s->refused)
        return false;
    /* libcsv looks for an open quote only when it is strict, which it should not be before */
    csv_set_opts(&s->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    if (csv_fini(&s->parser, take_cell, take_row, s))
        return report_open_quote(s, diag, begin), csv_rewind(s), s->next = s->size, false;
    if (too_wide(s, diag, begin)) /* by its last cell, which no line end closed */
        return false;
    if (s->complete && !nothing_in_row(s))
        return lay_out(s, begin, row), true;
    s->blank += s->complete;
    return false;
}

/* "# asset_tag *: property number", alone in its row (a spreadsheet may have put delimiters behind
 * it). A header may begin so too, "# Ports,Name": it has other names beside. */
static bool explains(const struct csv_row *row)
{
    return !strncmp(row->cells[0].at, "# ", 2) &&
           row->bytes == row->cells[0].length + row->count;
}

bool csv_next(struct csv_source *s, struct diag *diag, struct csv_row *row)
{
    while (next_filled(s, diag, row)) {
        s->explained = s->explained || !explains(row);
        if (s->explained)
            return true;
        s->explaining++;
    }
    return false;
}

size_t csv_explaining_rows(const struct csv_source *s)
{
    return s->explaining;
}

static size_t row_end(const struct csv_source *s, size_t at)
{
    size_t next;
    row_width((text){s->at, s->size}, at, s->dialect.delimiter, &next);
    while (next > at && (s->at[next - 1] == '\n' || s->at[next - 1] == '\r'))
        next--;
    return next;
}

bool csv_same_row(const struct csv_source *s, uint32_t a, uint32_t b)
{
    size_t length = row_end(s, a) - a;
    return length == row_end(s, b) - b && !memcmp(s->at + a, s->at + b, length);
}

/* ---- places ----------------------------------------------------------------------------------- */

static bool ends_line(const struct csv_source *s, size_t at)
{
    return s->at[at] == '\n' || (s->at[at] == '\r' && (at + 1 == s->size || s->at[at + 1] != '\n'));
}

/* Places are mostly asked for in the order of the file: counting goes on from the last one where
 * that is nearer than the beginning of the block. */
static uint32_t line_of(struct csv_source *s, size_t offset)
{
    size_t block = offset / BLOCK, from = block * BLOCK;
    uint32_t line = s->lines_before[block] + 1;
    if (s->placed > from && s->placed <= offset) {
        from = s->placed;
        line = s->placed_line;
    }
    for (size_t at = from; at < offset; at++)
        line += ends_line(s, at);
    s->placed = offset;
    s->placed_line = line;
    let_go(s, offset);
    return line;
}

struct place csv_place_of(struct csv_source *s, size_t offset)
{
    size_t begin = offset;
    while (begin > 0 && !ends_line(s, begin - 1))
        begin--;
    size_t column = text_characters((text){s->at + begin, offset - begin}) + 1;
    return (struct place){s->path, line_of(s, offset), (uint32_t)column};
}

text csv_text_at(const struct csv_source *s, uint32_t offset)
{
    return (text){s->at + offset, s->size - offset};
}

void csv_rejoin(struct csv_source *s, uint32_t offset, size_t cell, size_t extra)
{
    size_t n = s->rejoined_count;
    if (n && s->rejoined[n - 1].offset >= offset)
        return; /* known from an earlier walk */
    *PLANNER_APPEND(s->rejoined, s->rejoined_count, s->rejoined_capacity) =
        (struct rejoined){offset, (uint16_t)cell, (uint16_t)extra};
}

/* The cell as it was cut, before others were joined. */
static size_t cell_as_cut(const struct csv_source *s, uint32_t offset, size_t cell)
{
    size_t low = 0, high = s->rejoined_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->rejoined[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    bool joined = low < s->rejoined_count && s->rejoined[low].offset == offset;
    return joined && cell > s->rejoined[low].cell ? cell + s->rejoined[low].extra : cell;
}

/* Doubled quotes are one. */
static text undoubled(struct arena *arena, text from)
{
    char *out = arena_alloc(arena, from.length + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < from.length; i++) {
        out[n++] = from.at[i];
        i += from.at[i] == '"' && i + 1 < from.length && from.at[i + 1] == '"';
    }
    return (text){out, n};
}

text csv_cell(const struct csv_source *s, struct arena *arena, uint32_t offset, size_t cell)
{
    text whole = {s->at, s->size};
    struct raw_cell raw;
    raw_cell_at(whole, offset, s->dialect.delimiter, &raw);
    cell = cell_as_cut(s, offset, cell);
    for (size_t seen = 0; seen < cell; seen++) {
        if (raw.end >= s->size || s->at[raw.end] != s->dialect.delimiter)
            return TEXT("");
        raw_cell_at(whole, raw.end + 1, s->dialect.delimiter, &raw);
    }
    return raw.quoted ? undoubled(arena, raw.inside) : raw.inside;
}

struct place csv_place(struct csv_source *s, uint32_t offset, size_t cell)
{
    text whole = {s->at, s->size};
    size_t at = offset;
    struct raw_cell raw;
    cell = cell_as_cut(s, offset, cell);
    for (size_t seen = 0; seen < cell && at < s->size; seen++) {
        raw_cell_at(whole, at, s->dialect.delimiter, &raw);
        if (raw.end >= s->size || s->at[raw.end] != s->dialect.delimiter)
            break; /* the row is shorter: where its last cell begins */
        at = raw.end + 1;
    }
    return csv_place_of(s, at);
}
