/* When the money of a plan year is spent: each line by quarter.  Replacements in the quarter of
 * their order, licences at renewal, staff and services by month, projects in their quarter.  What
 * is judged against a plan is judged against this, not against elapsed time. */
#ifndef PLANNER_PHASING_H
#define PLANNER_PHASING_H

#include "planner/plan.h"

struct phasing {
    const struct plan *plan;
    money (*quarter)[4]; /* [net line * years + year]; the four add up to the line's amount */
};

/* From a footed plan; lives in the post's arena. */
struct phasing *phase_lines(const struct plan *plan);
money phased(const struct phasing *phasing, size_t line, int fiscal_year, int quarter);

#endif
