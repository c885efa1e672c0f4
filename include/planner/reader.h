/* CSV files as rows of cells, each with its place.  The only source that knows libcsv.
 *
 * A file is mapped where the system can, its encoding, line ends and delimiter are recognised,
 * and libcsv is fed one physical line at a time; so a row knows where it begins, and a cell's
 * line and column are worked out only when a message needs them. */
#ifndef PLANNER_READER_H
#define PLANNER_READER_H

#include "planner/diag.h"
#include "planner/dialect.h"
#include "planner/encoding.h"
#include "planner/text.h"

/* What a spreadsheet can hold; more is not a table that anybody made. */
enum { CSV_COLUMNS_MAX = 16384, CSV_CELL_MAX = 1 << 20 };

struct csv_source;

/* Opens a file and recognises its dialect.  Faults of the whole file (a ZIP file, NUL bytes,
 * mixed delimiters) are reported; csv_refused then says so and there are no rows. NULL never:
 * what cannot be read at all ends the process (exit 3). The source lives in the arena; close it
 * when no message can need its places any more. */
struct csv_source *csv_open(struct arena *arena, struct words *words, struct diag *diag,
                            const char *path);
/* The same of the lines in the file's first megabyte, which tell what it is. */
struct csv_source *csv_open_beginning(struct arena *arena, struct words *words, struct diag *diag,
                                      const char *path);
void csv_close(struct csv_source *source);
bool csv_refused(const struct csv_source *source);
bool csv_whole(const struct csv_source *source); /* neither refused nor ended by an open quote */
/* A fault found while reading that makes the rest worthless: reported, and no row follows. */
void csv_refuse(struct csv_source *source, struct diag *diag, const char *rule, struct place at,
                const char *message);

word csv_file(const struct csv_source *source); /* the path as given */
enum encoding csv_encoding(const struct csv_source *source);
struct line_ends csv_line_ends(const struct csv_source *source);
char csv_delimiter(const struct csv_source *source);
size_t csv_bytes(const struct csv_source *source); /* of the file on disk */
/* SHA-256 of the file's bytes, in hexadecimal. */
void csv_sha256(const struct csv_source *source, char hex[65]);

struct csv_row {
    const text *cells; /* valid until the next row; blanks outside quotes are trimmed */
    size_t count;
    uint32_t offset;   /* for csv_place */
    size_t bytes;      /* of all cells, each with a NUL behind it; they lie in one piece */
    bool after_blank;  /* a blank line stands above it */
};
void csv_rewind(struct csv_source *source);
/* The next row that is not blank; false at the end.  A quote that is never closed is reported
 * at the quote and ends the file.  Rows at the top that explain, as those of `planner init` ("# "
 * begins the only cell that is filled), are passed over. */
bool csv_next(struct csv_source *source, struct diag *diag, struct csv_row *row);
size_t csv_blank_lines(const struct csv_source *source); /* skipped so far, empty rows too */
size_t csv_explaining_rows(const struct csv_source *source); /* passed over so far */

/* Two rows that are written alike, letter by letter. */
bool csv_same_row(const struct csv_source *source, uint32_t a, uint32_t b);

/* The text from a row on, as it is written. */
text csv_text_at(const struct csv_source *source, uint32_t offset);

/* Cell `cell` of the row at `offset` is read as one with the `extra` cells behind it. */
void csv_rejoin(struct csv_source *source, uint32_t offset, size_t cell, size_t extra);

/* Cell `cell` of the row that begins at `offset`, without blanks and quotes around it; empty where
 * the row is shorter.  Lives in `arena` or as long as the source. */
text csv_cell(const struct csv_source *source, struct arena *arena, uint32_t offset, size_t cell);

/* The place of cell `cell` (from 0) of the row that begins at `offset`. */
struct place csv_place(struct csv_source *source, uint32_t offset, size_t cell);
/* The place of a byte of the text. */
struct place csv_place_of(struct csv_source *source, size_t offset);

#endif
