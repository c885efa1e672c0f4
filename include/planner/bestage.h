/* The best age to replace: what owning one unit costs a year, by the age at which it is replaced.
 *
 * The unit is bought, repaired when it fails (a repair leaves it as old as it was), replaced early
 * when a failure is beyond repair, and replaced at the planned age otherwise; then the same again,
 * for ever.  The equivalent annual cost is the level yearly amount, in today's dollars, with the
 * same present value as that chain:
 *
 *     price + repair part + failure part + upkeep          each integral over 0..age of
 *     -----------------------------------------            discount(t) x alive(t) x ... dt
 *            integral of discount(t) x alive(t) dt
 *
 * alive(t) = exp(-replace_fraction x (t / scale)^shape).  It is the renewal argument behind [1] and
 * [2]; without failures it is the capital recovery formula (the method of the thesis named in the
 * domain facts, section 2.1). */
#ifndef PLANNER_BESTAGE_H
#define PLANNER_BESTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/money.h"
#include "planner/reliability.h"

struct bestage_unit {
    money price;             /* of a new one, delivered and installed; >= 0 */
    struct weibull life;     /* years */
    double replace_fraction; /* share of failures beyond repair, 0..1 */
    double repair_share;     /* a repair's cost as a share of the price, >= 0 */
    money failure_cost;      /* what any failure costs besides (downtime, rush freight), >= 0 */
    /* Upkeep by year of age: upkeep[0] is paid over the first year, and so on; the last one goes on
     * for ever.  NULL with 0: none. */
    const money *upkeep;
    size_t upkeep_years;
    double discount;   /* nominal, a year: 0.04; above -1 */
    double escalation; /* of all the prices above, a year: 0.02; above -1 */
};

/* Shape of the answer: ages first_months, + step_months, ... up to last_months. */
struct bestage_ages {
    int first_months; /* >= 1 */
    int last_months;  /* >= first_months, at most 600 */
    int step_months;  /* >= 1 */
};

struct bestage_point {
    int months;
    money cost;    /* equivalent annual cost */
    money capital; /* its parts; they add up to `cost` */
    money repairs;
    money failures;
    money upkeep;
    double failing;  /* expected failures a year, by planned age, undiscounted */
    double mean_age; /* expected age at replacement, years: below the planned one */
};

struct bestage {
    size_t count; /* points worked out, by age */
    size_t best;  /* the cheapest point; the older of equal ones */
    /* Ages around the cheapest that cost at most (1 + flat) times as much: the first and the last
     * without a gap. */
    size_t flat_first, flat_last;
    /* The cheapest is the last age asked for: this life does not wear out soon enough (as with any
     * shape <= 1), and support dates, not cost, must decide. */
    bool open_ended;
    struct bestage_point today; /* at today's cycle */
    money extra;                /* today's cost less the cheapest, a unit and year; >= 0 unless the
                                   cycle lies between or outside the ages asked for */
};

/* How many points the ages give; the size of the array that bestage_curve fills. */
size_t bestage_count(struct bestage_ages ages);

/* False, and nothing touched, when a figure is out of its range.  `flat` is e.g. 0.02. */
bool bestage_curve(const struct bestage_unit *unit, struct bestage_ages ages, int cycle_months,
                   double flat, struct bestage_point points[], struct bestage *result);

#endif
