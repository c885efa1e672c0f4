/* An explanation for people (planner/explain_views.c) and for programs
 * (planner/commands/explain_json.c): the same facts twice. */
#ifndef PLANNER_EXPLAIN_VIEWS_H
#define PLANNER_EXPLAIN_VIEWS_H

#include <stdio.h>

#include "planner/explain.h"

void explain_as_text(const struct explanation *explanation, FILE *to);
/* Amounts and rates as they would stand in a file, dates as 2026-11-21; what is not known is
 * null.  Ends with a line end. */
void explain_as_json(const struct explanation *explanation, FILE *to);
/* An asset whose row was left out because of an error: its tag and the reason. */
void explain_skipped(const struct plan *plan, size_t asset, bool json, FILE *to);

#endif
