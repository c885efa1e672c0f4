/* The what-if as a whole: scenarios, each under its ceilings and under uncertainty; levelling, zero
 * backlog and best age for the plan itself.  What the result tables and the workbook show. */
#ifndef PLANNER_WHATIF_H
#define PLANNER_WHATIF_H

#include "planner/icass.h"
#include "planner/ration.h"
#include "planner/result.h"
#include "planner/scenario.h"
#include "planner/uncertain.h"

struct whatif_wish {
    struct dice dice;
    int early, late;    /* months */
    int zero_backlog;   /* fiscal year, 0: none */
    size_t rounds;      /* for the multi-year bound */
    bool progress;      /* how far it has come may be shown */
};

struct whatif {
    const struct plan *plan;
    struct arena *arena;
    struct scenarios *scenarios;
    struct ration *ration;         /* [scenario] */
    struct uncertainty *uncertain; /* [scenario] */
    struct icass **icass;          /* [scenario]: what agencies would pay, estimates */
    struct leveled level, zero;
    struct best_age *best;
    size_t best_count;
    struct whatif_wish wish;
};
/* False when figures are out of range (one message says so). */
bool whatif_work(struct whatif *whatif, struct scenarios *scenarios, struct whatif_wish wish);
void whatif_free(struct whatif *whatif);

void whatif_tables(const struct whatif *whatif, struct result_set *set);

/* What an agency would pay in an estimate's year, and what of it the scenario makes. */
money whatif_charge(const struct whatif *whatif, size_t scenario, size_t estimate, size_t agency);
money whatif_charge_moves(const struct whatif *whatif, size_t scenario, size_t estimate,
                          size_t agency);

/* ---- what the sheets and the first page say ---- */

/* Sentences that answer, most important first; NULL at the end. */
const char *const *whatif_answers(const struct whatif *whatif, size_t scenario);
/* Of a scenario: expected failures of a year that its later replacements add to the base's. */
double whatif_failures(const struct whatif *whatif, size_t scenario, int year);

#endif
