/* The budget plan workbook: its sheets, and where on them a live cell stands, so that a formula
 * on one sheet can point at a cell of another.
 *
 * How it calculates.  Assumptions holds the inputs (cycles, rates, exchange rates, prices), most
 * with a name.  Price factors compounds the rates, Unit prices prices one unit in each year,
 * Schedule counts each asset's replacements by year, Line workings gathers them by line and
 * divides shared funding, MRR lines shows the lines, and every total is a sum over those. */
#ifndef PLANNER_PLAN_BOOK_H
#define PLANNER_PLAN_BOOK_H

#include "planner/plan.h"
#include "planner/sheet.h"

struct manifest {
    const char *version;
    const char *figures; /* the options that change figures, as typed */
};

/* Assets that share lines and price: what they cost by year is units times one unit price. */
struct group {
    int32_t gross[PARTS];
    int32_t price; /* row of prices.csv, or OWN_COST */
};

/* A row of the sheet of price factors: from the prices of which year, of which class. */
struct factor_row {
    size_t class_index;
    int from;
};

struct plan_book {
    const struct plan *plan;
    const struct manifest *manifest;
    struct arena *arena;
    bool live; /* the schedule is formulas */
    int sheet_rows; /* that a sheet holds; a longer table goes on on the next */
    int years;

    /* Assumptions: rows and names of the input cells; -1 or NULL where there is none */
    int cycle_row_first;
    int *category_row;          /* [category] */
    const char **cycle_name;    /* [category] */
    int rate_row, rate_first_year, rate_years; /* header row; first year shown; columns */
    int *class_row;             /* [class] */
    int *class_from;            /* [class]: first year whose rate is used */
    const char **rate_name;     /* [class * rate_years + year] */
    int exchange_row;
    int *currency_row;          /* [currency] */
    const char **exchange_name; /* [currency * years + y] */
    int price_header;
    int *price_row;             /* [row of prices.csv] */
    int ceiling_header;

    struct factor_row *factors; /* sorted by class and year */
    size_t factor_count;
    int *unit_row;              /* [price row * PARTS + part]: row on Unit prices, -1 none */
    int unit_rows;
    struct group *groups;
    size_t group_count;
    int32_t *asset_group;       /* [asset], -1 none */
    int *asset_row;             /* [asset]: row on Schedule, -1 none */
    size_t scheduled;           /* rows on Schedule */
    struct taken *names;        /* workbook names given so far */
};

/* Draws the whole plan: what `planner plan` writes. */
void draw_plan(struct book *book, const struct plan *plan, const struct manifest *manifest);
/* Whether the plan is too large for live formulas and tables: the book is then streamed. */
bool plan_streams(const struct plan *plan);

/* ---- for the sheets ---------------------------------------------------------------------- */

#define SHEET_SUMMARY     "Summary"
#define SHEET_LINES       "MRR lines"
#define SHEET_SCHEDULE    "Schedule"
#define SHEET_ASSUMPTIONS "Assumptions"
#define SHEET_FACTORS     "Price factors"
#define SHEET_UNIT_PRICES "Unit prices"
#define SHEET_WORKINGS    "Line workings"
#define SHEET_LICENSES    "Licenses"
#define SHEET_PROJECTS    "Projects"
#define SHEET_SERVICES    "Services"
#define SHEET_STAFF       "Staff"
#define SHEET_SPARES      "Spares"

/* "'MRR lines'!$C$7"; a range with the second pair. All live in the book's arena. */
static inline const char *ref(const struct plan_book *b, const char *sheet, int row, int column)
{
    return address_on(b->arena, sheet, row, column);
}
static inline const char *ref_range(const struct plan_book *b, const char *sheet, int row,
                                    int column, int last_row, int last_column)
{
    return address_range_on(b->arena, sheet, row, column, last_row, last_column);
}
static inline const char *here(const struct plan_book *b, int row, int column) /* C7 */
{
    return address_here(b->arena, row, column);
}
const char *fiscal_label(const struct plan_book *b, int fiscal_year); /* FY2029 */

/* Input cells. */
const char *ref_cycle(const struct plan_book *b, size_t category);
const char *ref_lead(const struct plan_book *b, size_t category);
const char *ref_rate(const struct plan_book *b, size_t class_index, int fiscal_year);
const char *ref_exchange(const struct plan_book *b, size_t currency, int fiscal_year);
const char *ref_price(const struct plan_book *b, size_t price_row, enum price_part part);
const char *ref_first_buy(const struct plan_book *b);
const char *ref_factor(const struct plan_book *b, size_t class_index, int from, int fiscal_year);
/* A unit's price part in dollars in a year. */
const char *ref_unit(const struct plan_book *b, size_t price_row, enum price_part part, int y);

/* Dollars for an expression in cents of a currency: SPEC 5, "Conversion". */
const char *in_dollars(const struct plan_book *b, const char *cents, size_t currency,
                       int fiscal_year);

/* The figure as a formula where the book is live, else as a value. */
void put_live(const struct plan_book *b, struct page *page, int row, int column, unsigned look,
              money value, const char *formula);

/* Year columns: headers "FY2027", from `column` on. */
void year_headings(const struct plan_book *b, struct heading *headings, size_t at, double width);

/* Where things stand. */
enum { /* MRR lines: the request ... */
    LINES_ID, LINES_TITLE, LINES_CATEGORY, LINES_FUNDING, LINES_PRIOR /* PY actual */,
    LINES_CURRENT /* CY plan */, LINES_OBLIGATED /* CY */, LINES_NEXT /* CY + 1 and on */
};
enum lines_behind { /* ... and behind its years, how it is booked */
    LINES_SUM, LINES_SYMBOL, LINES_ALLOTMENT, LINES_ORGANIZATION, LINES_FUNCTION,
    LINES_CLASS, LINES_CENTER, LINES_KIND, LINES_NETWORK, LINES_REQUEST, LINES_PRIORITY,
    LINES_UNITS, LINES_HISTORY, LINES_BEHIND
};
int lines_year(int y); /* the column of plan year y */
int lines_behind(const struct plan_book *b, enum lines_behind column);
enum { /* Schedule: what is printed ... */
    SCHEDULE_TAG, SCHEDULE_WHAT, SCHEDULE_FUNDING, SCHEDULE_QUANTITY, SCHEDULE_CYCLE,
    SCHEDULE_DUE, SCHEDULE_TRIGGER, SCHEDULE_FIRST, SCHEDULE_ORDER,
    SCHEDULE_DOLLARS /* by year */
};
enum schedule_behind { /* ... and what is behind it, to look up */
    SCHEDULE_BASE, SCHEDULE_FLAGS, SCHEDULE_HELD, SCHEDULE_BOUGHT, SCHEDULE_NETWORK, SCHEDULE_PAYER,
    SCHEDULE_SUPPORT, SCHEDULE_DECISION, SCHEDULE_COST, SCHEDULE_BASIS,
    SCHEDULE_UNITS /* by year, then two columns of workings */
};
int schedule_dollars(int y); /* the column of plan year y */
int schedule_units(const struct plan_book *b, int y);
int schedule_behind(const struct plan_book *b, enum schedule_behind column);
int schedule_month(const struct plan_book *b);
int schedule_group(const struct plan_book *b);
enum { /* Line workings, groups */
    GROUPS_ID, GROUPS_WHAT, GROUPS_LINE, GROUPS_FREIGHT, GROUPS_INSTALL, GROUPS_YEARS
};
enum { /* Line workings, lines */
    WORK_ID, WORK_WHAT, WORK_FUNDING, WORK_NET, WORK_WEIGHT, WORK_YEARS
};
enum { ITEM_LINE = 0 }; /* first column of Licenses, Projects, Services, Staff: the gross line */
int first_line_row(void);                                   /* of MRR lines */
int last_line_row(const struct plan_book *b);
int first_schedule_row(void);
int last_schedule_row(const struct plan_book *b);
int group_header(void);
int work_header(const struct plan_book *b);
const char *gross_id(const struct plan_book *b, size_t gross); /* "G012" */
/* Sum over MRR lines of year y where the columns equal the cells given ("" = any). */
const char *sum_of_lines(const struct plan_book *b, int y, int column, const char *criterion,
                         int column2, const char *criterion2);
/* Year columns of the item sheets, where Line workings finds the amounts. */
int license_year_column(void);
int project_year_column(void);
int service_year_column(const struct plan_book *b); /* before it those in its own currency */
int service_name_column(void);
int staff_year_column(void);
/* Spares: the line and the amount of each price part of the current year (fund_spares=yes). */
int spares_line_column(int part);
int spares_amount_column(int part);
int spares_rows(const struct plan_book *b);
int item_rows(const struct plan_book *b, const char *sheet);

#endif
