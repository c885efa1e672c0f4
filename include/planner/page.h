/* Sheets described as cells, without knowing who draws them.
 *
 * A sheet puts text, amounts, dates, counts and formulas at rows and columns (both from 0) and
 * says what they mean; a book's driver turns that into an Excel workbook (workbook.h) or into
 * plain text (for tests).  Every formula carries the program's value.  Rows of one page are put
 * in ascending order, so that a driver may write them as they come; cells of one row in any
 * order.  All strings are UTF-8; text is never taken for a formula. */
#ifndef PLANNER_PAGE_H
#define PLANNER_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/arena.h"
#include "planner/date.h"
#include "planner/money.h"

/* What a cell is, which decides number format and alignment ... */
enum look {
    LOOK_TEXT,
    LOOK_WRAP,      /* text that may take several lines, top-aligned */
    LOOK_TITLE,     /* the sheet's title */
    LOOK_ANSWERS,   /* the line under it: what the sheet answers */
    LOOK_HEADING,   /* of a section */
    LOOK_HEADER,    /* of a column */
    LOOK_NOTE,      /* small grey explanation */
    LOOK_MONEY,     /* dollars and cents: #,##0.00 */
    LOOK_DOLLARS,   /* whole dollars shown: #,##0 (the cents are still in the cell) */
    LOOK_COUNT,     /* #,##0 */
    LOOK_FIGURE,    /* #,##0.00, also of zero: a bound or a measured value of 0 is not absent */
    LOOK_NUMBER,    /* a number as it is */
    LOOK_RATE,      /* percent figure as typed: 2.5 for 2.5 % */
    LOOK_PERCENT,   /* a share: 0.25 shown as 25.0% */
    LOOK_EXCHANGE,  /* units per dollar, four decimals */
    LOOK_DATE,      /* 21 Nov 2026 */
    LOOK_FISCAL,    /* 2027 shown as FY2027 */
    LOOK_KINDS
};
/* ... and what it says, added to it. */
enum {
    LOOK_INPUT = 1 << 8,   /* the reader may change this cell and the plan follows: boxed, yellow */
    LOOK_TOTAL = 1 << 9,   /* a total: bold, a line above */
    LOOK_ALERT = 1 << 10,  /* needs attention: red and bold, "! " before a figure or date */
    LOOK_GOOD = 1 << 11,   /* in order: green */
    LOOK_MUTED = 1 << 12,  /* grey: shown for completeness */
    LOOK_BIG = 1 << 13,    /* a headline figure, at the left */
    LOOK_BAND = 1 << 14,   /* light background, for headline rows and sub-totals */
    LOOK_WORK = 1 << 15,   /* workings: light grey italics */
    LOOK_RIGHT = 1 << 16,  /* text at the right, e.g. the header over a column of figures */
};

struct book;
struct page;

/* Landscape or portrait, fitted to one page wide; no chart and no table of up to 25 rows is
 * cut by the end of a page.  A sheet with frozen columns that would then be too small to read goes
 * on pages side by side, its frozen columns on each, and what it answers in the header of each
 * page.  The header of the table stands on every page. */
struct page_setup {
    const char *name;    /* at most 31 characters, none of []:*?/\ */
    const char *answers; /* NULL: nothing; one sentence, also under the sheet's title */
    bool portrait;
    int pages_tall;      /* 0: as many as needed; Summary has 1 */
    bool compact;        /* a list to look things up in: when long, on few pages */
    int freeze_rows;     /* rows kept in sight, the table's header the last of them */
    int freeze_columns;  /* columns kept in sight */
    bool workings;       /* a sheet of workings: at the end, grey tab */
};
struct page *book_page(struct book *book, const struct page_setup *setup);

/* A book in which tables and whole-book formulas make no sense because it is streamed (too many
 * rows): sheets then give values and page_table only marks a filter. */
bool book_streams(const struct book *book);
/* Rows that a sheet can hold: 1,048,576, in tests fewer. */
int book_rows(const struct book *book);
void book_limit_rows(struct book *book, int rows);
/* How far a long sheet is written may be shown. */
void book_show_progress(struct book *book);
void book_end_progress(struct book *book); /* the last sheet is written */

/* Only the first so many columns go on paper, on one page if they can be read there; the foot of
 * the page says so. */
void page_paper(struct page *page, int columns);
void page_width(struct page *page, int first_column, int last_column, double characters);
void page_height(struct page *page, int row, double points); /* before the row's cells; the most counts */

void page_text(struct page *page, int row, int column, unsigned look, const char *string);
/* One cell over several columns (and rows), text wrapped. */
void page_block(struct page *page, int row, int column, int last_row, int last_column,
                unsigned look, const char *string);
void page_money(struct page *page, int row, int column, unsigned look, money amount); /* absent: empty */
void page_number(struct page *page, int row, int column, unsigned look, double number);
void page_date(struct page *page, int row, int column, unsigned look, date day); /* absent: empty */
void page_blank(struct page *page, int row, int column, unsigned look); /* a formatted empty cell */
/* A link inside the book: `place` is "'MRR lines'!A7". */
void page_link(struct page *page, int row, int column, unsigned look, const char *string,
               const char *place);

/* Formulas, without the leading "=", with the value that the program has for them. */
void page_formula_number(struct page *page, int row, int column, unsigned look, double value,
                         const char *formula);
void page_formula_money(struct page *page, int row, int column, unsigned look, money value,
                        const char *formula);
void page_formula_date(struct page *page, int row, int column, unsigned look, date value,
                       const char *formula);
void page_formula_text(struct page *page, int row, int column, unsigned look, const char *value,
                       const char *formula);

/* A workbook-wide name for one cell. Must be a valid Excel name; the driver refuses others. */
void page_name(struct page *page, int row, int column, const char *name);
/* The rows as a native table with filter: the header is at (first_row, first_column); headers
 * are unique, and the driver puts them.  Put the table before its cells. `totals`: the last row
 * is a row of totals whose cells are put like any other; it stands under the table's data and
 * is not part of Tab[column].  Without rows of data there is a header and no table.  In a book
 * that streams, rows beyond the sheet's last go to a next sheet ("Inventory 2") under the header
 * again; row numbers go on as if there were one. */
void page_table(struct page *page, const char *name, int first_row, int first_column,
                int last_row, int last_column, const char *const headers[], bool totals);

/* Whether the row stands on the sheet under way, so that formulas can speak of the rows up to it. */
bool page_holds(const struct page *page, int last_row);

/* Draws attention by a rule rather than by a value: cells of the range turn red when they are
 * not `equal to zero` / less than zero / text other than "ok". */
enum condition { CONDITION_NOT_ZERO, CONDITION_NEGATIVE, CONDITION_NOT_OK, CONDITION_DATA_BAR,
                 CONDITION_OVERDUE };
void page_condition(struct page *page, int first_row, int first_column, int last_row,
                    int last_column, enum condition condition);
/* Dates before `day` become red and bold, with a sign before them, as LOOK_ALERT has it. */
void page_overdue(struct page *page, int first_row, int first_column, int last_row,
                  int last_column, date day);

/* Charts read their figures from cells. */
/* What a series stands for, where the palette's next colour would say nothing: more and less stay
 * apart for every eye and in grey. */
enum tone { TONE_NEXT, TONE_WHOLE, TONE_MORE, TONE_LESS, TONE_KNOWN, TONE_FORECAST, TONE_INTERVAL,
            TONE_USUAL, TONE_SELDOM, TONE_RARE, TONES };
struct chart_series {
    const char *name;      /* shown in the legend; or */
    const char *name_cell; /* "='Summary'!$B$7" (without the "=") */
    const char *categories, *values; /* "'Summary'!$C$6:$H$6" */
    enum tone tone;
    bool line;             /* a line over the columns or areas, in a combined chart */
    bool invisible;        /* the foot of a waterfall or of an interval band */
};
enum chart_kind { CHART_COLUMN_STACKED, CHART_COLUMN, CHART_BAR, CHART_LINE, CHART_AREA_STACKED,
                  CHART_DOUGHNUT };
struct chart {
    enum chart_kind kind;
    const char *title, *x_title, *y_title;
    const char *description; /* alternative text: what a reader who cannot see it should know */
    const struct chart_series *series;
    size_t series_count;
    int width, height; /* pixels */
    const char *number_format; /* of the value axis, NULL: $#,##0 */
    unsigned letters; /* of the longest label below the chart, 0: of a month, 2026-11 */
    double axis_from; /* where the value axis begins, 0: the program that draws it decides */
};
enum { ROW_PIXELS = 17 }; /* of a row without a height of its own: 12.75 points */
/* Returns a row below it, where all rows it stands on are of that height or higher. */
int page_chart(struct page *page, int row, int column, const struct chart *chart);
int page_chart_rows(int pixels); /* that such a chart takes, with one below it */

/* "AB7", "$AB$7": the address of a cell, NUL-terminated, in out[ADDRESS_TEXT]. */
enum { ADDRESS_TEXT = 24 };
char *cell_address(int row, int column, char out[ADDRESS_TEXT]);
char *cell_fixed(int row, int column, char out[ADDRESS_TEXT]);
/* The same as formulas write them, in the arena: "AB7", "$AB$7:$AC$9", and on another sheet
 * "'MRR lines'!$AB$7", "'MRR lines'!$AB$7:$AC$9". */
char *address_here(struct arena *arena, int row, int column);
char *address_range(struct arena *arena, int row, int column, int last_row, int last_column);
char *address_on(struct arena *arena, const char *sheet, int row, int column);
char *address_range_on(struct arena *arena, const char *sheet, int row, int column, int last_row,
                       int last_column);
/* Words for a cell, in the arena of what is drawn. */
#define say(drawn, ...) arena_format((drawn)->arena, __VA_ARGS__)
/* The number that a workbook keeps for a day: 1 January 1970 is 25569. */
static inline int32_t excel_day(date day)
{
    return day.day + 25569;
}

/* What a driver implements; the functions above check and pass on. `state` is the driver's. */
enum cell_kind { CELL_BLANK, CELL_TEXT, CELL_NUMBER, CELL_MONEY, CELL_DATE, CELL_LINK };
struct cell {
    enum cell_kind kind;
    unsigned look;
    const char *string; /* CELL_TEXT, CELL_LINK */
    double number;      /* CELL_NUMBER */
    money amount;       /* CELL_MONEY */
    date day;           /* CELL_DATE */
    const char *formula; /* NULL, or the formula behind the value */
    const char *place;   /* CELL_LINK */
};
struct book_driver {
    void *(*page)(void *state, const struct page_setup *setup);
    void (*width)(void *page, int first, int last, double characters);
    void (*height)(void *page, int row, double points);
    void (*paper)(void *page, int columns);
    void (*put)(void *page, int row, int column, const struct cell *cell);
    void (*block)(void *page, int row, int column, int last_row, int last_column,
                  const struct cell *cell);
    void (*name)(void *page, int row, int column, const char *name);
    void (*table)(void *page, const char *name, int first_row, int first_column, int last_row,
                  int last_column, const char *const headers[], bool totals);
    void (*condition)(void *page, int first_row, int first_column, int last_row, int last_column,
                      enum condition condition, date day);
    void (*chart)(void *page, int row, int column, const struct chart *chart);
};
struct book *book_new(struct arena *arena, const struct book_driver *driver, void *state,
                      bool streams);

/* The driver that writes plain text, for tests: one line a cell row, cells separated by " | ",
 * formulas shown behind their value as "{=...}" when `formulas`. */
struct book *book_of_text(struct arena *arena, bool formulas);
const char *book_text(struct book *book); /* everything put so far */

#endif
