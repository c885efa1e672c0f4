/* How many dollars rest on what was found in the files. */
#ifndef PLANNER_WORTH_H
#define PLANNER_WORTH_H

#include "planner/plan.h"

/* Gives each finding about rows the dollars of these rows: of an asset its recorded cost, or where
 * none is recorded its next replacement in the plan; else the row's amount.  At the current year's
 * rate; a row whose amount or rate is not known adds nothing.  `plan` may be NULL: then only
 * dollars count.  To call it again does no harm. */
void value_findings(struct post *post, const struct plan *plan);

/* What the row of an asset says that it cost, all its units, in dollars at the current year's rate;
 * MONEY_NONE where it gives no cost that can be read. */
money recorded_cost(const struct plan *plan, size_t asset);

#endif
