/* This request beside the last one: what changed and why, to the cent, and what became of last
 * year's plan.
 *
 * The two plans share one pool of words, so that names are compared as words. */
#ifndef PLANNER_LOOK_BACK_H
#define PLANNER_LOOK_BACK_H

#include "planner/plan.h"

enum cause { CAUSE_NEW, CAUSE_GONE, CAUSE_TIMING, CAUSE_PRICE, CAUSE_EXCHANGE, CAUSE_SERVICES,
             CAUSE_STAFF, CAUSE_PROJECTS, CAUSES };

/* What one cause did to one thing: a category, licence, service, position or project. */
struct bridge_item {
    uint8_t cause, kind; /* kind: enum line_kind */
    word what;
    size_t count; /* assets; 1 for other kinds */
    money amount;
};

struct bridge {
    int from_year, to_year; /* the year of the last plan and of this one */
    money from, to;         /* what they ask for */
    money cause[CAUSES];    /* adds up to `to` less `from` */
    struct bridge_item *items; /* adds up to each cause */
    size_t count;
};

/* Replacements that the last plan had up to today, by category. */
struct execution_row {
    word what;
    size_t planned, done;        /* assets */
    int64_t planned_units, done_units;
    money planned_amount, done_amount, undone_amount, undone_now;
};
struct execution {
    struct execution_row *rows;
    size_t count;
    struct execution_row total;
};

struct look_back {
    const struct plan *last;
    struct bridge request; /* last budget year to this one */
    struct bridge same;    /* the last budget year, then and now; from_year 0: out of the plan */
    struct execution execution;
};

/* Fills plan->look_back; reports a previous folder that does not fit. */
void look_back(struct plan *plan, const struct plan *last);
const char *cause_name(enum cause cause);    /* "new", as in bridge.csv */
const char *cause_meaning(enum cause cause); /* one sentence */

#endif
