/* What if: scenarios.csv as small differences to the plan, and the same flow over each.
 *
 * A scenario's changes are applied in file order, each to what the ones before have left, and the
 * plan is built again after each; so every dollar of difference has the change that made it, and
 * the differences add up exactly. */
#ifndef PLANNER_SCENARIO_H
#define PLANNER_SCENARIO_H

#include "planner/plan.h"
#include "planner/scope.h"

enum change_target {
    TARGET_CYCLE, TARGET_UNIT_PRICE, TARGET_SERVICE_COST, TARGET_LICENSE_COST,
    TARGET_PERSONNEL_COST, TARGET_ESCALATION, TARGET_EXCHANGE, TARGET_QUANTITY, TARGET_HEADCOUNT,
    TARGET_PROJECT, TARGET_END_OF_SUPPORT, TARGET_FUNDING_SOURCE, TARGET_FREEZE, TARGET_CEILING,
    TARGET_CR_UNTIL, TARGETS
};
/* In the order of the words in planner/inputs/scenarios.c. */
enum operation { OPERATION_SET = 1, OPERATION_ADD, OPERATION_MULTIPLY, OPERATION_DROP,
                 OPERATION_DELAY };

/* One row of scenarios.csv, understood. */
struct scenario_change {
    size_t row;
    enum change_target target;
    enum operation operation;
    struct scope scope; /* fields 0: everything */
    decimal number;     /* factor, months, rate, count */
    money amount;       /* set and add of a price or an amount */
    date day;
    word name;          /* funding source */
    int from, to;       /* plan years */
    const char *label;  /* "cycle_months set 60, category=laptop" */
};

struct scenario {
    word name;
    const char *title; /* "base", or the name */
    struct scenario_change *changes;
    size_t change_count;
    struct plan *plan;  /* with all changes */
    money *amount;      /* [year * (PLAN_CATEGORIES + 1) + plan category], every line */
    money *driver;      /* [change * years + year]: the difference that it made */
    struct post *post;  /* the changed copy */
};

struct scenarios {
    struct scenario *list; /* [0] is the base: the plan itself, without changes */
    size_t count;
    int first_year, years;
};

/* Reads scenarios.csv into changes; every fault is reported at its place, and the rows that have
 * one are marked bad.  A note when there are none. */
struct scenarios *scenarios_parse(struct plan *base);
/* Leaves out every scenario but the base and those named.  Returns a name that is none of them, or
 * NULL. */
const char *scenarios_keep(struct scenarios *scenarios, const char *const names[], size_t count);
/* Builds the plan of each scenario; faults that a change leads to are reported at its row.  False
 * when there are any. */
bool scenarios_run(struct scenarios *scenarios, struct plan *base, bool skip_bad_rows);
void scenarios_free(struct scenarios *scenarios);
/* Reports what is wrong with them; they are built only when nothing else is wrong. */
void check_scenarios(struct plan *base, bool skip_bad_rows);

money scenario_amount(const struct scenarios *s, size_t scenario, int year, unsigned category);
money scenario_total(const struct scenarios *s, size_t scenario, int year);

const char *target_name(enum change_target target);

/* --- One change at a time; planner/whatif/vary.c. --- */

/* A post as a scenario has changed it so far, and the plan made of it. */
struct state {
    struct post post;
    struct settings settings;
    struct variant variant;
    struct plan *plan;
};
/* Applies the change to `next`, which begins as a copy of `before`; returns how many figures
 * differ then.  A result that makes no sense is reported at the change's row in `base`. */
size_t vary(struct state *next, const struct state *before, const struct scenario_change *change,
            struct plan *base);

#endif
