/* How a text lays out its rows: line ends, delimiter, where a cell begins.
 *
 * The walk over cells follows libcsv's reading of quotes, so that places found later are those
 * of the cells that it handed over. */
#ifndef PLANNER_DIALECT_H
#define PLANNER_DIALECT_H

#include "planner/text.h"

/* Line ends by kind; a CR before LF counts with it and not for itself. */
struct line_ends {
    size_t lf, crlf, cr;
};

/* One cell of a row. */
struct raw_cell {
    text inside; /* without blanks and quotes around it; doubled quotes as they stand */
    size_t end;  /* the delimiter or line end behind it, or the size */
    bool quoted;
    bool open; /* its quote is never closed */
};
void raw_cell_at(text from, size_t at, char delimiter, struct raw_cell *out);

struct dialect {
    char delimiter;
    bool declared;   /* by a first line "sep=;" */
    size_t width;    /* cells in most rows of the beginning */
    /* A row that uses another delimiter than most; SIZE_MAX: none. */
    size_t mixed_at;
    char mixed_with;
};
/* Judges by the beginning of the text. */
void recognise_dialect(text from, struct dialect *out);

/* Does the text write a quote inside quotes as \" where others double it?  Some database tools
 * do.  `\"` before a letter shows it, and nothing doubled may speak against it. */
bool escapes_quotes(text from);
/* Writes "" for \" all over, which are as long: places stay. */
void double_quotes(char *at, size_t size);

/* Cells in the row at `at` under a delimiter; `*next` is where the row after it begins. */
size_t row_width(text from, size_t at, char delimiter, size_t *next);

const char *delimiter_name(char delimiter); /* "comma" */

#endif
