/* Tables: what a CSV file becomes.
 *
 * A table is a struct whose first member is `struct rows` and whose other members are arrays,
 * one a column; element i is row i.  A list of `struct column` describes the arrays: it is the
 * whole of reading (parsing, messages) and of the reference that `planner columns` prints. */
#ifndef PLANNER_TABLE_H
#define PLANNER_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/date.h"
#include "planner/diag.h"
#include "planner/money.h"
#include "planner/text.h"

enum kind {
    KIND_TEXT,    /* word */
    KIND_ID,      /* word; as KIND_TEXT, and warned about when a spreadsheet has mangled it */
    KIND_MONEY,   /* money, MONEY_NONE when absent */
    KIND_DATE,    /* date, DATE_NONE */
    KIND_WHOLE,   /* int32_t, WHOLE_NONE; within min..max */
    KIND_YEAR,    /* int32_t fiscal year, WHOLE_NONE */
    KIND_QUARTER, /* int32_t, 1 to 4, WHOLE_NONE */
    KIND_DECIMAL, /* decimal, DECIMAL_NONE; within min..max */
    KIND_CHOICE,  /* uint8_t, 0 when absent, else 1 + index into `words` */
    KIND_PERIOD,  /* period, PERIOD_NONE */
    KIND_NUMBER,  /* double, NAN when absent: what is measured, not reckoned with */
    KINDS
};

#define WHOLE_NONE INT32_MIN

static inline bool whole_given(int32_t n)
{
    return n != WHOLE_NONE;
}

/* KEY: part of what names a row. WORTH: what the row stands for in money. NO_CREDIT: money that
 * is never below zero. OPEN_END: a day that may never come, 9999-12-31 in other programs.
 * IS_CLASS: an object class, see whole_class. */
enum { REQUIRED = 1, KEY = 2, WORTH = 4, NO_CREDIT = 8, OPEN_END = 16, IS_CLASS = 32 };

struct column {
    const char *name;
    enum kind kind;
    unsigned flags;
    size_t offset;       /* of the array's pointer in the table */
    const char *words;   /* KIND_CHOICE: "in_use|in_repair|spare" */
    int64_t min, max;    /* KIND_WHOLE and KIND_DECIMAL when min < max */
    const char *example; /* a cell as it might stand in the file, may be "" */
    const char *help;    /* what it means, one line */
};

enum { COLUMNS_MAX = 32 };

/* A file that rows were read from. */
struct csv_source;
struct source {
    struct csv_source *csv; /* its bytes and dialect, to find a cell again */
    size_t first_row, row_count;
    bool whole;              /* read to its end */
    bool example;            /* not the post's own: see mark_examples */
    int16_t at[COLUMNS_MAX]; /* which cell of a line holds the table's column, -1: none */
};

enum { ROW_STRAY = 2 };
struct rows {
    size_t count;
    uint32_t *offset; /* where the row begins in its file's text */
    uint8_t *bad;     /* 1: an error was found in the row; ROW_STRAY: that it is none of the table */
    struct source *sources;
    size_t source_count;
    const struct column *columns;
    const char *file; /* "inventory" */
    bool passing;     /* rows are looked at and not kept */
    /* Finds a cell again: given by the reader, since tables do not know files. */
    struct place (*locate)(struct csv_source *csv, uint32_t offset, size_t cell);
};

const struct source *rows_source(const struct rows *rows, size_t row);
/* Where the cell stands; `name` NULL or a column that the file lacks: where the row begins. */
struct place rows_place(const struct rows *rows, size_t row, const char *name);

/* Adds a finding at a cell.  An error flags the row as bad. The found text is the cell's when
 * `found` is empty and the column is of text; pass what should be shown otherwise. */
size_t rows_report(struct diag *diag, struct rows *rows, size_t row, const char *name,
                   enum severity severity, const char *rule, word found, const char *format, ...)
    PLANNER_PRINTF(8, 9);

size_t columns_count(const struct column *columns); /* up to the entry without a name */
size_t column_named(const struct column *columns, const char *name); /* their count: none */
size_t kind_size(enum kind kind);
/* The array of a column. */
char *column_array(const struct rows *rows, const struct column *column);
/* Room for this many rows in every array; what is read stays. */
void rows_make_room(struct rows *rows, size_t capacity);
/* The value of an absent cell, at `at` in an array of that kind. */
void cell_absent(enum kind kind, char *at);
/* The word of a choice value (1-based), NULL for 0 or beyond. */
const char *choice_word(const char *words, unsigned value, char *out, size_t size);
size_t choice_count(const char *words);
/* "replace, retire or hold" */
const char *choices_listed(struct arena *arena, const char *words);
/* What is wrong with a cell that is none of them, and the one that may be meant (or NULL). */
const char *unknown_choice(struct arena *arena, const char *words, text cell, const char **near);

/* Lookup of rows by up to three words; built once, read often.  Rows of equal keys chain in
 * row order. */
struct index;
struct index *index_new(struct arena *arena, size_t rows);
/* Returns the first earlier row with this key, or SIZE_MAX after adding this as the first. */
size_t index_add(struct index *index, size_t row, word a, word b, word c);
size_t index_first(const struct index *index, word a, word b, word c);
size_t index_next(const struct index *index, size_t row); /* the next with the same key */

#endif
