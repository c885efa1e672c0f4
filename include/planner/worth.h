/* How many dollars rest on what was found in the files. */
#ifndef PLANNER_WORTH_H
#define PLANNER_WORTH_H

#include "planner/plan.h"

/* Gives each finding about rows the dollars of these rows: of an asset its recorded cost, or where
 * none is recorded its next replacement in the plan; else the row's amount.  At the current year's
 * rate; a row whose amount or rate is not known adds nothing.  `plan` may be NULL: then only
 * dollars count.  To call it again does no harm. */
void value_findings(struct post *post, const struct plan *plan);

#endif
