/* Two inventories, or one post in two years: what changed, in assets and in dollars, and what
 * became of the replacements that the older one planned. */
#ifndef PLANNER_COMPARE_H
#define PLANNER_COMPARE_H

#include "planner/matching.h"
#include "planner/plan.h"

enum change_kind { CHANGE_NEW, CHANGE_GONE, CHANGE_MOVED, CHANGE_CHANGED, CHANGE_REPRICED,
                   CHANGE_DONE, CHANGE_NOT_DONE, CHANGE_MISSING, CHANGE_FOUND,
                   CHANGE_WRONG_PLACE, CHANGE_WRONG_QUANTITY, CHANGE_KINDS };
const char *change_name(enum change_kind kind); /* "re-priced", "wrong_place" */

/* One row of changes.csv. */
struct change {
    enum change_kind kind;
    word asset_tag;
    size_t left, right; /* assets, or NOWHERE */
    const char *field, *from, *to;
    money amount;       /* MONEY_NONE: no dollars in it, or not known */
};
struct changes {
    struct change *rows;
    size_t count, capacity;
};
void changes_free(struct changes *changes);
/* By kind, then tag, then field: the same for any order of the rows of the files. */
void changes_sort(struct changes *changes, const struct post *post);

/* What the post has paid for an asset, in dollars of the year it was acquired; MONEY_NONE when
 * unknown. */
money asset_value(const struct plan *plan, size_t asset);
money asset_unit_value(const struct plan *plan, size_t asset); /* of one of its units */
/* A cell as it would be written. */
const char *cell_text(struct arena *arena, const struct post *post, const struct rows *rows,
                      const struct column *column, size_t row);

/* What became of a replacement that the older plan had up to the newer one's as-of. */
enum outcome { OUTCOME_GONE, OUTCOME_RENEWED, OUTCOME_PARTLY, OUTCOME_OPEN, OUTCOMES };
/* Done is what is gone (no longer in the inventory, or out of use) or renewed (a later day in
 * service or of acquisition, or another serial number); of fewer units than planned the rest is
 * open.  A spare, or one that is not to be replaced any more, is still there: not done. */
enum outcome what_became_of(const struct plan *before, size_t left, const struct plan *after,
                            size_t right /* or NOWHERE */, int64_t *open_units);
struct followed {
    size_t left, right;        /* assets; right may be NOWHERE */
    date planned_on;
    unsigned payer;
    enum outcome outcome;
    const char *what;          /* "status is disposed", "new serial", "overdue" ... */
    int64_t units, open_units;
    money planned, open;       /* of all units, of those not done: at the older plan's price */
    money now;                 /* those not done, in the newer plan; MONEY_NONE: not in it */
};

struct comparison {
    const struct plan *before, *after;
    struct matching match;
    struct changes changes;
    struct followed *executions;
    size_t execution_count;
    size_t count[CHANGE_KINDS];        /* assets, not fields */
    money sum[CHANGE_KINDS];
    money done, open;                  /* at the older plan's prices */
    money open_before, open_now;       /* of those with a price in both */
    size_t open_dropped;               /* not done and no longer planned */
    int first_year, last_year;         /* of either plan */
    int price_year;                    /* at which prices are compared, 0: the plans share none */
};

/* Both plans' words come from one table (run_beside in flow.h).  Free with comparison_free. */
struct comparison *compare_plans(struct arena *arena, const struct plan *before,
                                 const struct plan *after);
void comparison_free(struct comparison *comparison);

/* A plan's total of a year and plan category (0: all); MONEY_NONE outside its years. */
money plan_total(const struct plan *plan, int fiscal_year, unsigned plan_category);

#endif
