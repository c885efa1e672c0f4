/* Uncertainty: many possible futures of a fleet, and what each year then costs.
 *
 * A unit lives by its Weibull given the age it has reached.  A failure is beyond repair with chance
 * replace_fraction: the unit is replaced at once, and its cycle starts anew; otherwise it is
 * repaired at repair_share of the price and stays as old as it was.  It is replaced at the earlier
 * of such a failure and the planned date.  Each unit's possible courses (in which years replaced,
 * in which repaired) are worked out once, with their chances; a draw picks one.
 *
 * What is common to all units (inflation, exchange rates) comes from the caller as factors per draw
 * and year, so whatever is correlated there stays correlated here.
 *
 * Draw n is the same for the same seed, however the draws are divided over calls and threads: every
 * random number is a function of (seed, stream, index) alone. */
#ifndef PLANNER_SIMULATE_H
#define PLANNER_SIMULATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/arena.h"
#include "planner/money.h"
#include "planner/reliability.h"

enum { SIMULATE_YEARS = 24 };

/* Times are months after the start; a day within a month may be a fraction.  Counted in months a
 * cycle of whole months keeps its place against 1 October, as in the schedule. */
struct simulate_unit {
    struct weibull life;     /* years */
    struct weibull next;     /* of what replaces it; years */
    double age;              /* months at the start, >= 0 */
    double planned;          /* when it is to be replaced, >= 0; HUGE_VAL: never */
    double cycle;            /* months from one replacement to the next, >= 1; HUGE_VAL: never */
    double replace_fraction; /* 0..1 */
    double repair_share;     /* >= 0 */
    const money *price;      /* price[year] of one replacement, each >= 0 */
    size_t cell;
    /* Units alike but each with its own fate, >= 0.  Of very many units in all, a draw follows those
     * that weigh most and stretches their deviation: means and covariances stay those of all. */
    int64_t count;
};

/* What is summed together before the factors are applied. */
struct simulate_cell {
    size_t group;       /* which result row it belongs to, below `groups` */
    size_t factor;      /* which row of factors multiplies it, below `factors` */
    const money *fixed; /* fixed[year]: what does not depend on any life; NULL: nothing */
};

struct simulate_input {
    uint64_t seed;
    size_t years;        /* 1..SIMULATE_YEARS */
    const double *edges; /* years + 1 rising times: year y is edges[y] <= t < edges[y + 1].  What
                            happens before edges[0] or before the start is not counted */
    size_t units, cells, groups, factors;
    const struct simulate_unit *unit;
    const struct simulate_cell *cell;
    /* Fills factor[row * years + year] for a draw; must depend on `draw` and `context` alone and be
     * safe on any number of threads.  NULL: all factors are 1. */
    void (*fill)(void *context, uint64_t draw, double factor[]);
    void *context;
};

struct simulation;

/* Works out the courses.  The input and all it points to must live as long as the simulation, which
 * lives in the arena.  NULL when a figure is out of its range. */
struct simulation *simulate_prepare(struct arena *arena, const struct simulate_input *input);

/* Result rows: row 0 is the total, row 1 + g is group g. */
size_t simulate_rows(const struct simulation *simulation);

enum simulate_lives {
    SIMULATE_LIVES_DRAWN,
    SIMULATE_LIVES_EXPECTED, /* each unit costs its mean: shows what the factors alone do */
};

/* Draws first .. first + count - 1, in cents:
 *     out[((draw - first) * rows + row) * years + year].
 * Reads the simulation only, so calls may run side by side. */
void simulate_run(const struct simulation *simulation, uint64_t first, size_t count,
                  enum simulate_lives lives, double out[]);

/* Exact means, out[row * years + year] in cents, for given factors [row of factors * years + year]
 * (NULL: 1). */
void simulate_expected(const struct simulation *simulation, const double factor[], double out[]);

/* --- Results.  `values` holds one figure per draw, every `stride`-th double. --- */

struct simulate_figure {
    money value;
    money error; /* standard error from the number of draws */
};

struct simulate_figure simulate_mean(size_t draws, const double values[], size_t stride);

/* For each share (0 < share < 1): the smallest drawn value that at least that share of the draws
 * does not exceed (P10 is share 0.1).  Error: half the distance between the values one binomial
 * standard deviation to each side, which assumes no distribution.  Sorts a copy once. */
void simulate_percentiles(size_t draws, const double values[], size_t stride, size_t shares,
                          const double share[], struct simulate_figure out[]);

struct simulate_chance {
    double chance, error;
};

/* Chance of not passing the ceiling; draws are rounded to the cent first. */
struct simulate_chance simulate_within(size_t draws, const double values[], size_t stride,
                                       money ceiling);

/* One bar of a tornado: where a driver by itself takes a figure. */
struct simulate_swing {
    size_t driver;
    money low, high; /* in the order of the driver's own low and high, or as P10 and P90 */
};

/* Widest first; equal ones in the order of drivers. */
void simulate_tornado(size_t count, struct simulate_swing swings[]);

/* --- Random numbers for factors: the same for the same three numbers, on any thread. --- */

uint64_t simulate_bits(uint64_t seed, uint64_t stream, uint64_t index);
double simulate_uniform(uint64_t seed, uint64_t stream, uint64_t index); /* 0 < u < 1 */
double simulate_normal(uint64_t seed, uint64_t stream, uint64_t index);  /* mean 0, deviation 1 */

/* Streams from here on are the units' own. */
#define SIMULATE_OWN_STREAMS (UINT64_C(1) << 63)

#endif
