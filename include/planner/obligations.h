/* What has been obligated last year and this year, and against which lines.
 *
 * Rows of obligations.csv with the same source, plan category, object class, cost center and
 * component are one group.  A group goes to the lines that have what it says; where several do, it
 * is divided among them by their plan of the year, to the cent.  A group without a line stays a
 * row of its own: nothing is dropped. */
#ifndef PLANNER_OBLIGATIONS_H
#define PLANNER_OBLIGATIONS_H

#include "planner/plan.h"

enum history { PRIOR_YEAR, CURRENT_YEAR, HISTORY_YEARS };

struct obligation_group {
    word source;    /* as understood: an empty one is POST_ICASS with a cost center, else POST_DP */
    size_t funding; /* NOWHERE: not known */
    uint8_t plan_category, component;
    word object_class, cost_center;
    money quarter[HISTORY_YEARS][4];
    bool given[HISTORY_YEARS][4];
    size_t row[HISTORY_YEARS]; /* its first row of the year, NOWHERE */
    size_t lines;              /* how many it was divided among */
};

struct obligations {
    struct obligation_group *groups;
    size_t count;
    money (*quarter)[HISTORY_YEARS][4]; /* [net line] */
    uint32_t *divided; /* [net line]: lines that share its history by plan, 0 or 1: its own */
    money total[HISTORY_YEARS];
};

/* From a footed plan; reports what does not fit.  Lives in the post's arena. */
void match_obligations(struct plan *plan);

money obligated_on_line(const struct plan *plan, size_t line, enum history year);
money obligated_by_group(const struct obligation_group *group, enum history year);
/* A group that no line has: shown by itself. */
bool is_loose(const struct obligation_group *group);
size_t loose_count(const struct plan *plan);
/* "POST_ICASS 6150, ICASS services, 11.1" */
const char *obligation_label(const struct plan *plan, const struct obligation_group *group);

#endif
