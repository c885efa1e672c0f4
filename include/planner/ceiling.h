/* Ceilings: what is bought in a year when the money does not suffice, and what waits.
 *
 * Rows are funded whole or not at all.  Decisions come first, by priority; then the choice that
 * avoids the most risk without passing any ceiling by a cent.  Ceilings may overlap (the year's,
 * a fund's, a category's); a row claims its part of each that it falls under.
 *
 * Ties are settled by the order of the rows, so the same input gives the same choice. */
#ifndef PLANNER_CEILING_H
#define PLANNER_CEILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/money.h"

/* A row's part of one ceiling.  At most one claim per row and ceiling. */
struct ceiling_claim {
    size_t ceiling;
    money amount; /* >= 0 */
};

struct ceiling_row {
    money cost;       /* what it costs in all, >= 0; only reported */
    double risk;      /* what funding it this year avoids, >= 0: chance of failure while waiting a
                         year x consequence */
    double chance;    /* expected failures while waiting a year, >= 0; only reported */
    bool decided;     /* must be funded, before all that are not */
    int64_t priority; /* of decided rows, the lowest first; ties by row */
    const struct ceiling_claim *claims; /* the caller's, read only */
    size_t claim_count;
};

struct ceiling_choice {
    size_t funded, waiting;    /* rows */
    money spent, waiting_cost; /* sums of cost */
    double risk_avoided;       /* of funded rows */
    double risk_borne;         /* of waiting rows */
    double chance_borne;
    double bound;           /* no choice that funds the same decided rows avoids more, not even one
                               that funds parts of rows */
    double whole;           /* no such choice of whole rows avoids more; <= bound */
    bool proven;            /* the choice is the best there is: whole = risk_avoided */
    size_t decided_waiting; /* decided rows that did not fit */
};

/* Fills funded[row] and spent[ceiling] (sum of claims of funded rows).  limit[ceiling] is
 * MONEY_NONE for no limit, else >= 0.  missing[ceiling]: by how much the claims of all decided rows
 * together pass the limit, else 0.  `bound` is the linear relaxation of the choice among the rows
 * that are not decided and that fit by themselves, worked out from the dual, so it is an upper
 * bound whatever the rounding of the solver (a single ceiling: Dantzig's fractional greedy, exact).
 * False, and nothing set, when a figure is out of range. */
bool ceiling_choose(size_t rows, const struct ceiling_row row[], size_t ceilings,
                    const money limit[], bool funded[], money spent[], money missing[],
                    struct ceiling_choice *choice);

/* --- Year after year --- */

enum { CEILING_YEARS = 60 };

/* What the caller knows of each asset.  All callbacks must depend on their arguments alone. */
struct ceiling_assets {
    size_t count;
    void *context;
    /* The year in which the asset first asks for money; >= years for never. */
    size_t (*first)(void *context, size_t asset);
    /* The asset in year `now` when its need first arose in year `due` (due <= now <= years): priced
     * at `now`, with the risk of waiting from then one year.  now = years asks for what the final
     * backlog will cost; only the cost matters then.  Claims must stay readable until the plan is
     * done. */
    void (*offer)(void *context, size_t asset, size_t due, size_t now, struct ceiling_row *row);
    /* When it asks again after the need of `due` was funded in `bought`; > bought; >= years: not in
     * this plan. */
    size_t (*next)(void *context, size_t asset, size_t due, size_t bought);
};

struct ceiling_need {
    size_t asset, due;
    size_t funded; /* the year; `years` when it is in the final backlog */
    money cost;    /* in the year funded, else at the end of the plan (now = years) */
    money waited;  /* cost less the cost in the year due: what waiting added; may be negative */
};

struct ceiling_year {
    struct ceiling_choice choice;
    size_t asked;           /* rows that competed: new ones and those that had waited */
    size_t carried_in;      /* of them, had waited */
    money paid_for_waiting; /* over funded rows: cost now less cost in the year due */
    money rise;             /* what the rows now waiting will cost more next year */
};

struct ceiling_plan {
    size_t need_count;
    struct ceiling_need
        *needs; /* by year due, then asset; the caller frees with ceiling_plan_free */
    struct ceiling_year *year; /* years of them */
    money *spent;              /* [year * ceilings + ceiling] */
    money *missing;            /* likewise */
    double risk_borne;         /* over all years */
    /* No plan under these ceilings bears less risk over all years (Lagrangian dual of the choice of
     * years, over all assets' possible courses); 0 when `rounds` was 0. */
    double least_risk_borne;
};

/* limit[year * ceilings + ceiling].  rounds: steps spent on the multi-year bound; 200 is plenty, 0
 * leaves it out.  False when a figure is out of range. */
bool ceiling_plan(const struct ceiling_assets *assets, size_t years, size_t ceilings,
                  const money limit[], size_t rounds, struct ceiling_plan *plan);
void ceiling_plan_free(struct ceiling_plan *plan);

#endif
