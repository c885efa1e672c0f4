/* When an asset falls due, when it is replaced, and what year pays: SPEC 5.1, rules 2 to 5 and
 * 7, for one asset.  Knows dates and months only. */
#ifndef PLANNER_LIFECYCLE_H
#define PLANNER_LIFECYCLE_H

#include <stdbool.h>

#include "planner/date.h"

enum due_rule { DUE_EARLIEST, DUE_CYCLE, DUE_LATEST };
enum trigger { BY_CYCLE, BY_END_OF_SUPPORT, BY_DECISION, BY_HOLD };

/* What is true of all assets of a run. */
struct lifecycle_rules {
    enum due_rule due;
    bool budget_on_order; /* the money is that of the order's year */
    date as_of;
    date first_buy;       /* the later of as_of and 1 October of the first year that can buy */
    int first_year, last_year; /* fiscal years of the plan */
};

/* What is true of one. */
struct lifecycle {
    date base;           /* in service, else acquired */
    int cycle;           /* months, >= 1, of what is held */
    int later_cycle;     /* months, >= 1, of what is bought: from the first replacement on */
    int lead;            /* months from order to use, >= 0 */
    date end_of_support; /* or DATE_NONE */
    date replace_by;     /* the decision's day, or DATE_NONE */
    bool hold;           /* the decision only puts off */
    int covered_through; /* fiscal year of the project that replaces it, 0: none */
};

struct due {
    date on;
    enum trigger trigger;
    date by_cycle; /* the candidate from the cycle */
};
struct due lifecycle_due(const struct lifecycle *asset, enum due_rule rule);

struct replacement {
    int sequence; /* from 1 at the first */
    int fiscal_year; /* whose budget pays */
    date on, order_by;
};

/* Walks the replacements whose budget year is in the plan, in order. */
struct lifecycle_walk {
    const struct lifecycle *asset;
    const struct lifecycle_rules *rules;
    date next;
    int sequence;
};
/* The first replacement: the latest of due, as-of and the first day that can buy; for a covered
 * asset one cycle after the first day of the project's year. */
date lifecycle_first(const struct lifecycle *asset, const struct lifecycle_rules *rules);
struct lifecycle_walk lifecycle_walk(const struct lifecycle *asset,
                                     const struct lifecycle_rules *rules);
bool lifecycle_next(struct lifecycle_walk *walk, struct replacement *out);

const char *trigger_name(enum trigger trigger); /* "cycle", "end_of_support" ... */

#endif
