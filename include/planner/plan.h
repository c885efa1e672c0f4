/* The budget plan: what a post's files come to.  Built stage by stage, each from the ones above
 * it; every amount of a line leads back to the rows that made it. */
#ifndef PLANNER_PLAN_H
#define PLANNER_PLAN_H

#include "planner/catalog.h"
#include "planner/lifecycle.h"
#include "planner/model.h"
#include "planner/post.h"
#include "planner/settings.h"
#include "planner/timings.h"
#include "planner/variant.h"

/* Why an asset has no replacement in the plan. */
enum reason {
    REASON_NONE,        /* it has one */
    REASON_STATUS,      /* excess, disposed, retired, lost, stolen, on_order */
    REASON_SPARE,       /* a spare, and spares are not replaced */
    REASON_RETIRE,      /* in use, decided not to be replaced */
    REASON_FUTURE,      /* acquired after as-of */
    REASON_COVERED,     /* a project replaces it */
    REASON_LATER,       /* falls due behind the plan years */
    REASON_SKIPPED,     /* its row has an error (--skip-bad-rows) */
};
enum { REASONS = REASON_SKIPPED + 1 };

enum price_part { PART_PRICE, PART_FREIGHT, PART_INSTALL, PARTS };

#define NO_PRICE (-1)  /* nothing says what it costs */
#define OWN_COST (-2)  /* the asset's own unit_cost, escalated from the year it was acquired */
#define NO_PROJECT (-1)

struct asset_plan {
    date base, due, first;
    uint16_t held, bought; /* categories */
    uint16_t funding;
    uint8_t network, payer, trigger, reason;
    bool active, backlog;
    bool valid; /* its row is without error, and it has a day of purchase to reckon from */
    int16_t cycle, later_cycle, lead, covered_through;
    date end_of_support;
    word cost_center;
    int32_t price; /* row of prices.csv, NO_PRICE or OWN_COST */
    int32_t project; /* row of projects.csv that replaces it, NO_PROJECT */
    int32_t gross[PARTS]; /* the gross line of each part, -1: none */
    uint8_t assumed; /* ASSUMED_ bits */
    uint8_t cycle_from; /* enum cycle_from */
};
enum { ASSUMED_PAYER = 1, ASSUMED_NETWORK = 2, ASSUMED_PRICE = 4 };
enum cycle_from { CYCLE_OF_CATEGORY, CYCLE_OF_MODEL, CYCLE_OF_ASSET };

/* One replacement in the plan years. */
struct purchase {
    uint32_t asset;
    int32_t sequence;
    int16_t fiscal_year;
    uint8_t flags; /* FLAG_ bits */
    date on, order_by;
    money unit_price, amount; /* MONEY_NONE: cost unknown (then never paid by the post) */
};
enum { FLAG_OVERDUE = 1, FLAG_MOVED = 2, FLAG_LATE = 4, FLAG_PRIOR_YEAR = 8, FLAG_FUND_EXPIRED = 16 };

enum line_kind { LINE_LIFECYCLE, LINE_PROJECT, LINE_LICENSE, LINE_SERVICE, LINE_PERSONNEL,
                 LINE_SPARES, /* with fund_spares=yes: short spares, beside the schedule */
                 LINE_KINDS };

/* A plan line: before (gross) or after (net) shared funding is divided. */
struct line {
    uint8_t kind, plan_category, network, request, part;
    uint8_t priority;      /* 0: none */
    word item;             /* category, project, licence, service or position */
    word title;
    uint16_t funding;
    word object_class, cost_center;
    money *amount;         /* [year] */
    int64_t *quantity;     /* [year] */
    size_t group;          /* gross: the net line it lands on when not shared, else NOWHERE */
    money *over;           /* net: [year] the part over target, NULL: nothing; see target.h */
    int64_t *over_quantity;
};
/* One part of a shared gross line. */
struct line_part {
    size_t gross, net;
    size_t share;  /* of the catalog */
    money *amount; /* [year] */
};

/* A licence's renewal, a position's year, a project's year: what stands behind a line. */
struct cost {
    uint8_t kind;
    size_t row;         /* in its input table */
    int16_t fiscal_year;
    int16_t price_year; /* from which it is escalated; = fiscal_year when it is not */
    date on;            /* the day of a renewal, or DATE_NONE */
    size_t currency, class_index;
    money local;        /* in its own currency, escalated and rounded */
    money amount;       /* in dollars */
    int32_t days;       /* personnel: days employed in the year */
    size_t gross;       /* the gross line, NOWHERE when the post does not pay */
};

/* A service over the years. */
struct service {
    word name;
    size_t first_row;       /* of services.csv: what is constant for a service stands there */
    size_t currency, funding, class_index;
    period last;            /* last period with an actual */
    bool ended;             /* no row in the twelve months before as-of */
    bool at_start;          /* obligate=start */
    date contract_start;    /* the latest given, or DATE_NONE */
    struct forecast forecast; /* of its own currency, monthly or coarser */
    bool forecast_made;
    int season;             /* periods a year: 12, 4 or 1 */
    double *history;        /* what it rests on: passed periods and the commitments that follow */
    size_t history_length;  /* NAN: a gap */
    int history_end;        /* month number behind the last of them */
    money *actual, *committed, *forecasted, *local; /* [year], own currency; local = their sum */
    money *amount;          /* [year], dollars */
    money *low, *high;      /* [year], dollars: the interval of the year's total */
    double growth_pct;      /* implied yearly growth over the plan years; NAN when unknown */
    money *low_local, *high_local; /* [year], own currency */
    const char *sentence;   /* what the forecast rests on */
    size_t gross;
};

struct year_total {
    int fiscal_year;
    uint8_t plan_category;
    uint16_t funding;
    money amount;
};

struct plan {
    struct post *post;
    const struct settings *settings;
    const struct settings_origin *origin;
    struct catalog *catalog;
    const struct variant *variant; /* of a scenario, NULL: the plan itself */
    struct lifecycle_rules rules;
    int first_year, years, budget_year; /* CY, their number, BY */
    struct asset_plan *assets;          /* [post->assets.rows.count] */
    struct purchase *purchases;
    size_t purchase_count, purchase_capacity;
    money (*unit_price)[PARTS];         /* [price row * years + year]; see price_of */
    struct line *gross;
    size_t gross_count, gross_capacity;
    struct line *lines; /* net, in the order in which they are shown */
    size_t line_count, line_capacity;
    struct line_part *parts;
    size_t part_count, part_capacity;
    struct cost *costs; /* renewals, positions, projects */
    size_t cost_count, cost_capacity;
    struct service *services;
    size_t service_count;
    struct index *service_rows; /* rows of services.csv by name, chained */
    struct index *price_keys;
    struct lives *lives; /* failures.h: how long each category lasts here */
    struct stock *stock; /* stock.h: spares needed, on hand, to buy */
    bool unpriced; /* a missing price is a warning, and the amount is not known */
    size_t skipped_rows;     /* with --skip-bad-rows */
    size_t skipped_unpriced; /* of these, whose cost could not be read */
    money skipped_cost;      /* what the others cost when they were bought */
    unsigned threads;    /* at most so many are used; no figure depends on it */
    struct timings *timings; /* or NULL */
    struct target *target; /* what the ceilings leave in and out; target.h */
    struct obligations *obligations; /* what has been obligated, by line; obligations.h */
    struct spending *spending;       /* by quarter; spending.h */
    struct yearend *yearend;         /* what money found late in the year buys; yearend.h */
    struct look_back *look_back;     /* NULL: no previous request was given; look_back.h */
    /* headline figures */
    money *total;         /* [year]: every line, target and over target */
    money *central_total; /* [year]: life cycle paid by others */
    size_t active, backlog, backlog_units;
    money backlog_amount; /* at the price of the year in which they are replaced */
    size_t assumed_assets[3];
    money assumed_amount[3]; /* payer, network, price: over the plan years */
};

/* All stages over a new plan; false when there are errors (--skip-bad-rows: other than in rows of
 * assets). */
bool plan_build(struct plan *plan, bool skip_bad_rows);
/* Only what the post holds, not planned. False when there are errors. */
bool plan_assets(struct plan *plan, bool skip_bad_rows);

/* The stages, in order. Each reports what it finds wrong; the flow stops between them. */
struct plan *plan_new(struct post *post, const struct settings *settings,
                      const struct settings_origin *origin, struct catalog *catalog);
void resolve_assets(struct plan *plan);
void check_post(struct plan *plan);
void schedule_replacements(struct plan *plan);
void plan_lifecycle(struct plan *plan);
void plan_projects(struct plan *plan);
void plan_licenses(struct plan *plan);
void plan_services(struct plan *plan); /* on plan->threads */
/* The forecast of a month (date_month_number), in units of the service's currency; 0 up to its last
 * bill.  Known months are not told apart. */
double service_month(const struct service *s, int month);
void plan_staff(struct plan *plan);
void foot_lines(struct plan *plan); /* divides shared lines, orders, totals */
void report_carried_rates(struct plan *plan); /* after everything is priced */
void plan_free(struct plan *plan);

/* What one unit costs in a plan year, part by part, in dollars; MONEY_NONE when unknown. */
money price_of(const struct plan *plan, size_t asset, int fiscal_year, enum price_part part);
money unit_price_of(const struct plan *plan, size_t asset, int fiscal_year);
/* The price row for what is bought in place of the asset, or OWN_COST or NO_PRICE. */
int32_t find_price(const struct plan *plan, size_t asset);
void price_all_rows(struct plan *plan);
/* "prices.csv line 7", in the post's arena. */
const char *price_place(const struct plan *plan, size_t row);

/* The gross line of a key, made on first use with zero amounts. */
struct line_key {
    uint8_t kind, plan_category, network, request, priority;
    word item, title;
    size_t funding;
    word object_class, cost_center;
};
size_t gross_line(struct plan *plan, const struct line_key *key);
void add_to_line(struct plan *plan, size_t gross, int fiscal_year, money amount, int64_t quantity);

/* Where the files are that a message says to add to, for who has an inventory alone. */
void note_folder(struct plan *plan);
/* That a category in a row is none; the first such message lists those that are. */
void report_category(struct plan *plan, struct rows *rows, size_t row, const char *column,
                     word name);
/* Returns whether the currency of a row has a rate; that it has none is reported there. */
bool check_currency(struct plan *plan, struct rows *rows, size_t row, word currency);

/* Who pays a cost and in what money; faults are reported at its row.  Returns false when the
 * currency is unknown. */
struct payment {
    size_t currency, funding;
    word object_class, cost_center;
    bool by_post;
};
bool resolve_payment(struct plan *plan, struct rows *rows, size_t row, word currency,
                     word funding_source, word object_class, word cost_center,
                     const char *object_class_default, struct payment *out);

struct scope;
/* Whether an asset is in a scope; its category is what is held. */
bool asset_in_scope(const struct plan *plan, const struct scope *scope, size_t asset);
unsigned asset_plan_category(const struct plan *plan, size_t asset);
struct lifecycle asset_lifecycle(const struct plan *plan, size_t asset);
const char *network_name(unsigned network);
const char *status_name(unsigned status);
const char *payer_name(unsigned payer);
const char *line_kind_name(unsigned kind);
const char *reason_text(const struct plan *plan, size_t asset);
const char *flags_text(struct arena *arena, const struct plan *plan, const struct purchase *p);
const char *line_id(struct arena *arena, size_t line);
const char *over_line_id(struct arena *arena, size_t line); /* of its part over target */
/* What the line is for, told apart from others of the same name: "Server (CAA), freight",
 * "System administrator (P-07)". */
const char *line_title(struct arena *arena, const struct plan *plan, const struct line *line);
/* Freight or installation of units on another line. */
bool line_accompanies(const struct plan *plan, const struct line *line);
money line_sum(const struct plan *plan, const struct line *line); /* over the plan years */
int32_t asset_quantity(const struct plan *plan, size_t asset); /* 1 where none is given */
/* Why a line is asked for, in the figures that a reviewer checks: at most 3,500 characters. */
const char *justification(struct arena *arena, const struct plan *plan, size_t line);
int year_index(const struct plan *plan, int fiscal_year); /* -1 outside the plan */

#endif
