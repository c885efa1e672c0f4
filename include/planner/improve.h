/* Which files would make a plan rest on less: those that are not there, by the dollars over the
 * plan years that stand on a default in their place. */
#ifndef PLANNER_IMPROVE_H
#define PLANNER_IMPROVE_H

#include "planner/plan.h"

enum { IMPROVEMENTS_SHOWN = 3 };

struct improvement {
    const char *file; /* "prices" */
    const char *what; /* "prices that the post pays today, instead of what each asset once cost" */
    money amount;     /* over the plan years */
};
/* The largest first, at most IMPROVEMENTS_SHOWN; returns how many. */
size_t plan_improvements(const struct plan *plan,
                         struct improvement improvements[IMPROVEMENTS_SHOWN]);
/* The files of costs that are not there, so that the plan has no such lines: "licenses.csv,
 * services.csv"; "" when all are. */
const char *missing_costs(const struct plan *plan);

#endif
