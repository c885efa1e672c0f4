/* How long things last: the Weibull life, and fitting it to a failure log.
 *
 *     F(t) = 1 - exp(-(t / scale)^shape)
 *
 * Ages and scales are in one unit of the caller's choice, usually years.  Every function is pure:
 * no state, nothing allocated that outlives the call, safe on any number of threads. */
#ifndef PLANNER_RELIABILITY_H
#define PLANNER_RELIABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct weibull {
    double shape; /* > 0: below 1 early failures, 1 chance alone, above 1 wear */
    double scale; /* > 0: the age by which 63.2 % have failed */
};

/* Both parameters finite and above zero. */
bool reliability_valid(struct weibull life);

/* (age / scale)^shape: the expected number of failures by `age` of a unit that is repaired each
 * time without being renewed.  0 for age <= 0. */
double reliability_hazard(struct weibull life, double age);

/* Chance to be alive at `age`; 1 for age <= 0. */
double reliability_survival(struct weibull life, double age);

/* Chance that a unit alive at `age` fails within the `span` that follows; 0 for span <= 0.
 * Exact also where the chance is tiny. */
double reliability_failure(struct weibull life, double age, double span);

/* scale * Gamma(1 + 1 / shape). */
double reliability_mean_life(struct weibull life);

/* The age by which a share `failed` of new units has failed; 0 <= failed < 1. */
double reliability_age_at(struct weibull life, double failed);

/* One unit, or `count` like it.  A unit that is still in service, or that was taken out of
 * service for another reason than failure, is right-censored: failed = false, age reached.
 * `entered` is the age at which it came under observation (0 = watched since new): a unit that
 * was five years old when the log began could not have shown a failure before (left truncation;
 * without it, a log shorter than the life of the units makes them look better than they are). */
struct lifetime {
    double age;     /* > 0 when failed, else >= entered */
    double entered; /* >= 0, below age */
    int64_t count;  /* >= 1 */
    bool failed;
};

struct interval {
    double low, high;
};

enum reliability_status {
    RELIABILITY_FITTED,      /* shape and scale both from the log */
    RELIABILITY_SHAPE_GIVEN, /* too few failures: scale from the log, shape as given */
    RELIABILITY_TOO_FEW,     /* no failure at all: life is the default; `scale.low` still holds */
    RELIABILITY_INVALID,     /* an age, a count or the level makes no sense; nothing else is set */
};

/* What to do with little evidence. */
struct reliability_rules {
    struct weibull life; /* the default; its shape is the one that is kept when failures are few */
    int64_t enough;      /* failures needed to fit the shape too; at least 2 is used */
    double level;        /* of the intervals, e.g. 0.95; above 0, below 1 */
};

struct reliability_fit {
    enum reliability_status status;
    struct weibull life;
    /* FITTED: profile likelihood.  SHAPE_GIVEN: chi-square on the transformed ages, shape interval
     * empty (both ends the given shape).  TOO_FEW: scale is at least `low` at the level, high is
     * HUGE_VAL.  An end that the log does not settle is 0 or HUGE_VAL. */
    struct interval shape, scale;
    /* Standard errors of ln(shape) and ln(scale) from the observed information; 0 where that
     * parameter was not fitted. */
    double error_log_shape, error_log_scale;
    double log_likelihood; /* of the failures' density; 0 when TOO_FEW */
    int64_t failures, units;
    bool same_age; /* all failures at one age: no shape can be told, so it was taken as given */
};

/* Maximum likelihood on right-censored (and left-truncated) lives.  Sources in the .c file. */
struct reliability_fit reliability_fit(size_t count, const struct lifetime lives[],
                                       struct reliability_rules rules);

/* P(N <= most) for a Poisson number N of the given mean >= 0; 0 for most < 0. */
double reliability_poisson(int64_t most, double mean);

#endif
