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

struct icass_book {
    const struct icass *icass;
    const struct manifest *manifest;
    struct arena *arena;
    size_t *centers;      /* those with a cost or counts in the report's year */
    size_t center_count;
    int *budget_row;      /* [fund line]: on Status of funds, -1: not a budget cell */
    int last_budget_row;
    int *workload_row;    /* [cell]: on Workload, -1: no count */
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

const char *words_of(const struct icass_book *b, const char *format, ...) PLANNER_PRINTF(2, 3);
/* "'Charges'!$C$7", a range with the second pair; cells of the same sheet as B7, $B$7. */
const char *on_sheet(const struct icass_book *b, const char *sheet, int row, int column);
const char *on_sheet_range(const struct icass_book *b, const char *sheet, int row, int column,
                           int last_row, int last_column);
const char *cell_here(const struct icass_book *b, int row, int column);
const char *range_here(const struct icass_book *b, int row, int column, int last_row,
                       int last_column);
/* Letters, digits and _ of both parts: "count_5458_AG_B". */
const char *name_for(const struct icass_book *b, const char *what, const char *one,
                     const char *other);
const char *dollars_text(const struct icass_book *b, money m); /* "$1,234.50" */
const char *decimal_text(const struct icass_book *b, decimal d);
size_t agency_rows(const struct icass_book *b);

/* Charges: an agency's row; the column of the k-th wanted center; the columns behind them. */
int charges_first_row(void);
int charges_row(size_t agency);
int charges_column(size_t wanted);
int charges_before_column(const struct icass_book *b);
int charges_cost_row(const struct icass_book *b);
int method_row(void);
int workload_first_row(void);
enum { WORKLOAD_CENTER, WORKLOAD_AGENCY, WORKLOAD_BEFORE, WORKLOAD_COUNT, WORKLOAD_CHANGE,
       WORKLOAD_WEIGHT, WORKLOAD_MODIFIER, WORKLOAD_MODIFIED, WORKLOAD_SHARE, WORKLOAD_REASON,
       WORKLOAD_COLUMNS };
enum { FUNDS_CENTER, FUNDS_CLASS, FUNDS_COMPONENT, FUNDS_INITIAL, FUNDS_TARGET, FUNDS_OBLIGATED,
       FUNDS_QUARTER, FUNDS_PCT, FUNDS_PLANNED, FUNDS_PROJECTED, FUNDS_LOWER, FUNDS_UPPER,
       FUNDS_VARIANCE, FUNDS_VERDICT, FUNDS_COLUMNS };
/* Workings: a block of columns a center, one row an agency. */
int workings_first_row(void);
int workings_column(size_t wanted); /* n, floor, remainder, cents follow */
enum { WORK_COUNT, WORK_FLOOR, WORK_REMAINDER, WORK_CENTS, WORK_BLOCK };
int pool_column(const struct icass_book *b);

#endif
