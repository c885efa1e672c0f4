#ifndef PLANNER_LOADING_H
#define PLANNER_LOADING_H

/* What load.c, which reads a file, and cells.c, which reads its rows, know together. */
#include "planner/equipment.h"
#include "planner/fixes.h"
#include "planner/input.h"
#include "planner/mapping.h"
#include "planner/mend.h"
#include "planner/parse.h"
#include "planner/progress.h"
#include "planner/reader.h"
#include "planner/survey.h"

enum { REMEMBERED = 64 };

struct loading {
    struct post *post;
    const struct input *input; /* NULL: any table */
    struct rows *rows;
    size_t source;             /* of rows->sources */
    struct csv_source *csv;
    struct sample sample;
    size_t header;             /* row of the sample */
    struct mapping mapping;
    struct survey *survey;
    struct survey *as_it_stands; /* of the rows before corrections; NULL: there are none */
    struct mend mend;
    struct file_fixes *fixes;  /* NULL: none */
    size_t dropped;            /* rows that a correction leaves out */
    size_t left_out_before;    /* of post->left_out, those of other files */
    struct notation notation[COLUMNS_MAX];
    bool fine[COLUMNS_MAX];      /* amounts with three decimals stand in the column */
    word open_date[COLUMNS_MAX]; /* the first cell that could be month/day or day/month */
    struct remembered {          /* cells of words met lately and what they meant; the row's category */
        char cell[40];
        size_t length;
        uint8_t value;
        word meaning;
        const struct general_word *general; /* of a category that leaves its kind open */
        word told;                          /* the one kind's name in a category nobody knows */
    } *category_met, remembered[COLUMNS_MAX][REMEMBERED];
    struct array {               /* of each column, so that a cell is one copy away */
        char *at;
        size_t size;
    } arrays[COLUMNS_MAX];
    bool has_synonyms[COLUMNS_MAX];
    struct chosen {              /* of the input's columns ... */
        uint8_t k[COLUMNS_MAX];
        size_t count;
    } read, amounts;             /* ... those that a row is read into; those of money in the file */
    struct signs {               /* of currencies, in the amounts met so far */
        char header[CURRENCY_CODE]; /* of the column's name, "" when it names none */
        char first[CURRENCY_CODE];
        bool several, without;   /* ... another as well; none at all */
        bool mixed;              /* the column is known to hold more than one currency */
    } signs[COLUMNS_MAX];
    size_t currency;             /* of the input's columns; the one behind the last: it has none */
    size_t category;             /* the column, of a foreign inventory; else COLUMNS_MAX */
    struct kind_names *kinds;    /* once a category leaves its kind open */
    const struct column *key;    /* NULL: none, or of two parts, which is not looked at */
    size_t capacity;
    struct fingerprints *keys; /* of rows that are not kept */
    enum date_order order; /* of the settings */
    struct progress bar;
    struct arena *scratch;
    struct arena_mark scratch_begin;
};

/* Reads the row behind those already in the table; what is wrong with its cells is reported there.
 * The survey has seen it. */
void read_row(struct loading *l, const struct csv_row *line);
/* Cells behind the header's last, which have no name. */
void report_beyond(struct loading *l, const struct csv_row *line, enum severity severity);
/* The row's key will be looked up soon. */
void expect_key(const struct loading *l, const struct csv_row *line);
/* Behind all rows: which columns hold several currencies.  Returns whether one was found to that
 * was not known to. */
bool take_mixed(struct loading *l);

#endif
