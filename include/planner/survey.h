/* What a file's columns hold, as the rows go by: how they write numbers and dates, their exact
 * sums, and which rows are not data.
 *
 * The decimal mark and the order of dates belong to a column and are decided from all of its
 * cells; until the last row they are open, so sums are kept under both marks. */
#ifndef PLANNER_SURVEY_H
#define PLANNER_SURVEY_H

#include "planner/parse.h"
#include "planner/reader.h"

/* An exact sum: units / 10^places. */
struct sum {
    wide units;
    uint8_t places;
    bool overflow; /* beyond 128 bits: there is no sum */
};

enum column_type { TYPE_EMPTY, TYPE_TEXT, TYPE_CODE, TYPE_INTEGER, TYPE_DECIMAL, TYPE_DATE };

struct survey_column {
    const char *name; /* the header cell as written */
    size_t filled, nothing;        /* cells with something; of these those that say N/A */
    size_t plain, dot, comma, either; /* numbers: without marks, proving one, open */
    size_t fine;                   /* of those proving one: with three decimals or more */
    size_t padded;                 /* 00123 */
    size_t date, day_first, month_first, date_either, compact; /* compact: 20240115, 45306 */
    size_t last_filled;            /* row */
    uint32_t first_open_mark, first_open_date; /* offsets of rows, UINT32_MAX: none */
    struct sum of_plain, of_dot, of_comma; /* of cells that read so; those with marks by mark */
    struct sum plain_before, dot_before, comma_before; /* at the last totals row */
    size_t as_dot, as_comma; /* cells with marks that read under each */
    enum column_type expected; /* TYPE_TEXT, TYPE_INTEGER or TYPE_DATE when known beforehand */
    /* settled */
    enum column_type type;
    struct notation notation;
    bool mark_assumed, order_assumed; /* nothing proves it */
    size_t unparsable;
    struct sum sum;
};

enum row_kind { ROW_DATA, ROW_TOTAL, ROW_HEADER_AGAIN, ROW_NOTE };

struct survey {
    struct survey_column *columns;
    size_t count;
    size_t rows, totals, headers_again, notes, wide, narrow;
    size_t duplicates; /* rows equal to an earlier one, where they are looked for */
    size_t repeated;   /* rows whose key another row has, in this file or another of its table */
    struct place first_total, first_header_again, first_note;
    struct place first_duplicate;
    bool find_duplicates;
    /* Cells that no row of data can lack; a row that has them all is data whatever it looks
     * like.  None: every row may be more or less full. */
    const bool *required;
    /* private */
    struct cell_look *looks; /* of the row in hand; neighbours are often alike */
    struct last_cell {
        char text[24];
        uint8_t length;
    } *last;
    struct fingerprints *fingerprints;
    size_t header_length, header_filled;
    char *header_text;
    bool behind_table; /* the last row was a totals row or a note */
};

/* Texts met before, by two hashes of theirs: equal ones are found, and unequal ones are not taken
 * for equal once in many billion files. */
struct fingerprints;
struct fingerprints *fingerprints_new(struct arena *arena, size_t expected);
void fingerprints_free(struct fingerprints *prints); /* what is not in the arena */
/* UINT32_MAX when new, else the offset given with the first that is equal. */
/* `from` will be put soon: its place, likely far away in memory, is brought near meanwhile. */
void fingerprints_expect(const struct fingerprints *prints, text from);
uint32_t fingerprints_put(struct fingerprints *prints, text from, uint32_t offset);

struct survey *survey_new(struct arena *arena, const struct csv_row *header,
                          bool find_duplicates);
void survey_free(struct survey *survey); /* what is not in the arena */
enum row_kind survey_row(struct survey *survey, struct csv_source *source,
                         const struct csv_row *row);
/* The same in two steps: what the row looks like, and, behind it, that it is counted as `kind`. */
enum row_kind survey_kind(struct survey *survey, const struct csv_row *row);
void survey_count(struct survey *survey, struct csv_source *source, const struct csv_row *row,
                  enum row_kind kind);
/* Did the last row surveyed, which has this cell, hold a date there that is the same in every
 * order of day and month? */
bool survey_met_date(const struct survey *survey, size_t column);
/* Decides types, marks and orders. `order`: of dates where a column does not tell. */
void survey_settle(struct survey *survey, enum date_order order);

/* "Total", "Subtotal laptops", "Suma": how totals rows begin. */
bool totals_word(text cell);

enum { SUM_TEXT = 80 };
const char *sum_plain(struct sum sum, char out[SUM_TEXT]);
const char *column_type_name(enum column_type type);

/* Which of the first rows is the header of a table whose names nobody knows: the row of text
 * above columns of numbers and dates.  SIZE_MAX: none. */
struct sample {
    size_t count;
    struct csv_row rows[64];
    size_t blank_lines[64]; /* above each */
};
void take_sample(struct arena *arena, struct csv_source *source, struct words *words,
                 struct sample *out);
size_t header_of_sample(const struct sample *sample);

#endif
