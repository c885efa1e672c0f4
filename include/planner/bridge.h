/* From the ICASS targets to the plan's lines, so that nothing is counted twice: per cost center
 * and year, target = lines paid by POST_ICASS + not itemised (SPEC 5.3).  Shown by the plan's
 * workbook and by the ICASS report. */
#ifndef PLANNER_BRIDGE_H
#define PLANNER_BRIDGE_H

#include "planner/plan.h"

struct bridge_row {
    word cost_center;      /* the empty word: lines without one */
    int fiscal_year;
    money target;          /* latest version; MONEY_NONE: no budget for this year */
    money kind[LINE_KINDS]; /* lines in the target, by kind */
    money lines;           /* their sum */
    money not_itemised;    /* target - lines; MONEY_NONE without a target */
    money over_target;     /* lines asked for beyond the target: not part of the sum */
    size_t budget_row;     /* of icass_budget.csv, the first of the target; NOWHERE */
};
struct icass_bridge {
    struct bridge_row *rows;
    size_t count;
};

/* From a footed plan; in the post's arena. */
struct icass_bridge *bridge_build(const struct plan *plan);
/* Lines beyond a target, and lines without a cost center, are findings. */
void report_bridge(const struct plan *plan, const struct icass_bridge *bridge);

/* The budget of a year, center and component in its latest version (final before initial), or in
 * the initial one only. MONEY_NONE without a row; `first_row` may be NULL. */
money icass_budget_of(const struct post *post, int fiscal_year, word cost_center,
                      unsigned component, bool initial_only, size_t *first_row);
bool paid_by_icass(const struct plan *plan, size_t funding); /* POST_ICASS */

#endif
