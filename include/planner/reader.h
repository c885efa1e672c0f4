/* CSV files as rows of cells, each with its place.  The only source that knows libcsv.
 *
 * A file is read once into memory (mapped where the system can), its encoding, line ends and
 * delimiter are recognised, and libcsv is fed one physical line at a time; so a row knows where
 * it begins, and a cell's line and column are worked out only when a message needs them. */
#ifndef PLANNER_READER_H
#define PLANNER_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/diag.h"
#include "planner/text.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF8_MARK, ENCODING_UTF16_LE, ENCODING_UTF16_BE,
                ENCODING_WINDOWS_1252 };
enum line_ending { LINE_LF, LINE_CRLF, LINE_CR };

struct csv_source;

/* Opens a file and recognises its dialect.  Faults of the whole file (not there, a ZIP file, NUL
 * bytes) are reported and NULL is returned. The source lives in the arena; close it when no
 * message can need its places any more. */
struct csv_source *csv_open(struct arena *arena, struct words *words, struct diag *diag,
                            const char *path);
void csv_close(struct csv_source *source);

word csv_file(const struct csv_source *source); /* the path as given */
enum encoding csv_encoding(const struct csv_source *source);
enum line_ending csv_line_ending(const struct csv_source *source);
char csv_delimiter(const struct csv_source *source);
size_t csv_bytes(const struct csv_source *source); /* of the file on disk */
/* Physical lines, at most: room for that many rows is enough. */
size_t csv_lines(const struct csv_source *source);
/* SHA-256 of the file's bytes, in hexadecimal. */
void csv_sha256(const struct csv_source *source, char hex[65]);

struct csv_row {
    const text *cells; /* valid until the next row; blanks outside quotes are trimmed */
    size_t count;
    uint32_t offset; /* for csv_place */
};
void csv_rewind(struct csv_source *source);
/* The next row that is not blank; false at the end.  A quote that is never closed is reported
 * at the quote and ends the file. */
bool csv_next(struct csv_source *source, struct diag *diag, struct csv_row *row);
size_t csv_blank_lines(const struct csv_source *source); /* skipped so far */

/* The place of cell `cell` (from 0) of the row that begins at `offset`. */
struct place csv_place(struct csv_source *source, uint32_t offset, size_t cell);

#endif
