/* The plan in sentences, written from its figures: for the Summary sheet and brief.txt. */
#ifndef PLANNER_BRIEF_H
#define PLANNER_BRIEF_H

#include "planner/plan.h"

enum { BRIEF_LINES = 12 };
enum brief_part { BRIEF_REQUEST, BRIEF_BUYS, BRIEF_WITHOUT, BRIEF_DECISIONS, BRIEF_ASSUMPTIONS,
                  BRIEF_PARTS };
extern const char *const brief_headings[BRIEF_PARTS];

struct brief {
    const char *request[BRIEF_LINES];   /* what is asked, beside what was spent */
    size_t request_count;
    const char *drivers[3];
    size_t driver_count;
    const char *without[BRIEF_LINES];   /* what happens without it */
    size_t without_count;
    const char *decisions[3];           /* each with its last date */
    size_t decision_count;
    const char *assumptions[BRIEF_LINES];
    size_t assumption_count;
    money backlog_in_budget_year;       /* what is overdue now, at the budget year's prices */
    money lifecycle_budget_year;
    size_t skipped;
};

void write_brief(const struct plan *plan, struct brief *brief);

#endif
