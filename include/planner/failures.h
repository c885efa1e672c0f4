/* How long things last at this post: the Weibull life of each category, fitted to the post's own
 * log of failures and the units still in service, or the catalog's where the log is too thin.
 * The catalog stays as it is: who wants the fitted life asks here. */
#ifndef PLANNER_FAILURES_H
#define PLANNER_FAILURES_H

#include "planner/plan.h"
#include "planner/reliability.h"

enum life_origin {
    LIFE_UNKNOWN,      /* neither a default nor failures enough */
    LIFE_STANDARD,     /* no failure in the log: the catalog's */
    LIFE_SHAPE_GIVEN,  /* few failures: the scale from the log, the shape of the catalog */
    LIFE_FITTED,       /* both from the log */
};

/* Failures that it takes to fit the shape too. */
enum { LIFE_FAILURES_ENOUGH = 5 };

struct category_life {
    enum life_origin origin;
    struct weibull life;        /* years: what spares go by */
    struct weibull standard;    /* years: the catalog's; scale 0 where it has none */
    bool post_standard;         /* that is from categories.csv */
    struct reliability_fit fit; /* its intervals where origin is SHAPE_GIVEN or FITTED */
    int64_t failures;           /* units with a first failure */
    int64_t in_service;         /* units without one: right-censored at as-of */
    double to_expect;           /* failures of all units in service: see failures_to_expect */
    int64_t repeats;            /* further failures of a unit, not its first */
};

struct lives {
    const struct category_life *of; /* [category of the catalog] */
    date log_start;                 /* first day of the month of the first entry, or DATE_NONE */
    size_t entries, unusable;       /* rows of failures.csv; those without a usable age */
};

/* Reads failures.csv against the inventory; warns of entries that cannot be used. */
struct lives *fit_lives(struct plan *plan);

/* Neither the post's log nor its categories.csv says anything of it. */
bool life_is_built_in(const struct category_life *life);
/* At least its scale is fitted to the post's log. */
bool life_is_of_log(const struct category_life *life);
/* Of an asset's units, in the twelve months from as-of on: the chance that a unit of its age fails,
 * given that it has come to that age, times the units.  A unit counts once: that its replacement
 * fails in the same months too is left out.  0 where the life is not known. */
double failures_to_expect(const struct plan *plan, struct weibull life, size_t asset);
/* "fitted to 24 failures", for people. */
const char *life_origin_text(struct arena *arena, const struct category_life *life);

#endif
