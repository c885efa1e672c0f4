/* How sure the plan is: many possible futures of lives, prices, inflation, exchange rates and bills;
 * and the best age to replace, by category.  What is assumed stands in one table. */
#ifndef PLANNER_UNCERTAIN_H
#define PLANNER_UNCERTAIN_H

#include "planner/bestage.h"
#include "planner/limits.h"
#include "planner/simulate.h"

enum driver_kind { DRIVER_LIFE, DRIVER_PRICE, DRIVER_INFLATION, DRIVER_EXCHANGE, DRIVER_SERVICE,
                   DRIVERS };
const char *driver_name(unsigned driver);

/* Every spread that no file gives, with where it comes from; printed on Assumptions. */
struct spread {
    const char *name;
    double value;       /* standard deviation, as a share; or what `about` says */
    const char *about;
};
enum { SPREAD_PRICE, SPREAD_INFLATION, SPREAD_EXCHANGE, SPREAD_REPLACE, SPREAD_REPAIR,
       SPREAD_DISCOUNT, SPREAD_FAILURE, SPREADS };
extern const struct spread spreads[SPREADS];

enum { SHARES = 5 }; /* P10 P50 P80 P90 P95 */
extern const double uncertain_shares[SHARES];

struct year_spread {
    struct simulate_figure mean, at[SHARES];
    struct simulate_chance within; /* of staying under the year's ceiling */
    money ceiling;                 /* MONEY_NONE: none */
};
struct uncertainty {
    bool possible;
    size_t years, rows;           /* rows: total, then the seven plan categories */
    struct year_spread *spread;   /* [row * years + year] */
    struct simulate_swing tornado[DRIVERS]; /* of the budget year's total, widest first */
    size_t draws, tornado_draws;
};
struct dice {
    uint64_t seed;
    size_t draws;
    unsigned threads;
};
/* Results depend on seed and draws, never on threads. In the plan's arena. */
struct uncertainty uncertain_plan(const struct plan *plan, struct dice dice);

/* --- Best age --- */

struct best_age {
    size_t category;
    int64_t units;
    money price;                  /* of one, in the current year: mean over the units */
    int cycle;                    /* today's */
    bool assumed;                 /* the life is a default, not the post's own */
    struct bestage_ages ages;
    struct bestage_point *points; /* by age */
    struct bestage result;
    money yearly;                 /* what the difference costs this post a year */
};
enum { BEST_FIRST = 12, BEST_LAST = 144, BEST_STEP = 6 };
/* One for each category that the post replaces; returns their number. */
size_t best_ages(const struct plan *plan, struct best_age **out);

#endif
