/* The budget plan workbook: its sheets, and where on them a live cell stands, so that a formula
 * on one sheet can point at a cell of another. */
#ifndef PLANNER_PLAN_BOOK_H
#define PLANNER_PLAN_BOOK_H

#include "planner/plan.h"
#include "planner/sheet.h"

struct manifest {
    const char *version;
    const char *figures; /* the options that change figures, as typed */
};

/* Draws the whole plan: what `planner plan` writes. */
void draw_plan(struct book *book, const struct plan *plan, const struct manifest *manifest);

#endif
