/* The quarterly ICASS workbook: its sheets, where its live cells stand, and its result tables.
 *
 * How it calculates.  Workload holds counts, weights and modifiers, Status of funds the budget:
 * the reader may change both.  Workings shares each center's cost in whole cents, Charges shows
 * it in dollars; redistribution is the cell that says R1 or R2. */
#ifndef PLANNER_ICASS_BOOK_H
#define PLANNER_ICASS_BOOK_H

#include "planner/icass.h"
#include "planner/result.h"
#include "planner/sheet.h"

struct manifest;

/* Where one sharing of cents stands on Workings: the columns of its block. */
struct work_block {
    int column;
    bool stepwise;   /* products would pass what a spreadsheet holds: divided digit by digit */
    int64_t whole;   /* cents to share */
    int64_t *weight; /* [agency] */
    int64_t total;   /* of the weights */
};

struct icass_book {
    const struct icass *icass;
    const struct manifest *manifest;
    struct arena *arena;
    size_t *centers;      /* those with a cost or counts in the report's year */
    size_t center_count;
    int *budget_row;      /* [fund line]: on Status of funds */
    int other_row;        /* header of the other funds there */
    int quarters_row;     /* header of the quarters there */
    int *workload_row;    /* [cell]: on Workload, -1: no count */
    struct work_block *blocks; /* [wanted center], then the pool's */
    struct sentences *names; /* of cells, given so far */
};

void draw_icass(struct book *book, const struct icass *icass, const struct manifest *manifest);

/* charges.csv, invoices.csv, status.csv: SPEC 7. */
void write_charges(struct csv_out *out, const struct icass *icass);
void write_invoices(struct csv_out *out, const struct icass *icass);
void write_status(struct csv_out *out, const struct icass *icass);

/* ---- for the sheets ------------------------------------------------------------------------------ */

#define ICASS_FUNDS    "Status of funds"
#define ICASS_WORKLOAD "Workload"
#define ICASS_CHARGES  "Charges"
#define ICASS_WORKINGS "Workings"

/* Names a cell by letters, digits and _: "count_5458_AG_B"; a second equal one gets _2. */
void name_cell(const struct icass_book *b, struct page *page, int row, int column, const char *what,
               const char *one, const char *other);
const char *dollars_text(const struct icass_book *b, money m); /* "$1,234.50" */
const char *decimal_text(const struct icass_book *b, decimal d);
void put_decimal(struct page *page, int row, int column, unsigned look, decimal d);
/* Row 2 of every sheet: that these are not all cost centers, where that is so. */
void put_warning(const struct icass_book *b, struct page *page);
/* A small explanation over `columns`, about `characters` wide. */
void put_note(struct page *page, int row, int columns, double characters, const char *note);
/* Plain column headings at `row` over columns from 0, with their widths. */
void put_headings(struct page *page, int row, const struct heading *headings, size_t count);
void put_bullets(const struct icass_book *b, struct page *page, int *row, int columns,
                 double characters, const struct sentences *sentences);

/* Charges. */
int charges_row(size_t agency);
int charges_cost_row(const struct icass_book *b); /* also of the unit costs, one below */
int charges_column(size_t wanted);
enum { CHARGES_BEFORE, CHARGES_PASSED_ON, CHARGES_TOTAL, CHARGES_SHARE, CHARGES_REPORTED,
       CHARGES_DIFFERENCE, CHARGES_BEHIND }; /* behind the centers */
const char *method_cell(const struct icass_book *b);

enum { WORKLOAD_CENTER, WORKLOAD_AGENCY, WORKLOAD_REASON, WORKLOAD_BEFORE, WORKLOAD_COUNT,
       WORKLOAD_CHANGE, WORKLOAD_WEIGHT, WORKLOAD_MODIFIER, WORKLOAD_MODIFIED, WORKLOAD_SHARE,
       WORKLOAD_COLUMNS };
enum { FUNDS_CENTER, FUNDS_CLASS, FUNDS_COMPONENT, FUNDS_VERDICT, FUNDS_INITIAL, FUNDS_TARGET,
       FUNDS_QUARTER, FUNDS_OBLIGATED, FUNDS_PCT, FUNDS_PLANNED, FUNDS_PROJECTED, FUNDS_LOWER,
       FUNDS_UPPER, FUNDS_VARIANCE, FUNDS_COLUMNS };

/* Workings: one row an agency; blocks of columns. */
enum { WORK_LABELS = SHEET_HEADER, WORK_WHOLE, WORK_TOTAL, WORK_EACH, WORK_REST, WORK_LEFT,
       WORK_HEADER, WORK_FIRST };
enum { WORK_COUNT, WORK_FLOOR, WORK_REMAINDER, WORK_CENTS, WORK_PLAIN, WORK_STEPS = 6,
       WORK_STEPWISE = WORK_PLAIN + WORK_STEPS };

#endif
