/* Spares: enough on the shelf to last until the next delivery.
 *
 * Demand over the lead time is a Poisson number, as it is for many units that each fail rarely and
 * by themselves (domain facts, section 7.2, note e; [1] C. C. Sherbrooke, Optimal Inventory
 * Modeling of Systems, 2nd edition, 2004, chapter 2). */
#ifndef PLANNER_SPARES_H
#define PLANNER_SPARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/money.h"
#include "planner/reliability.h"

/* `count` units of one age (years) and one life. */
struct spares_unit {
    struct weibull life; /* scale in years */
    double age;          /* >= 0 */
    int64_t count;       /* >= 0 */
};

/* Mean number of failures during a lead time: for each unit the chance to fail within the next
 * twelve months, given its age, x lead / 12.  lead_months >= 0. */
double spares_demand(size_t count, const struct spares_unit units[], double lead_months);

/* The smallest s with P(N <= s) >= service_level.  mean >= 0 and finite, 0 < service_level < 1;
 * at_least_one: never below 1, the rule for each telephone item (5 FAH-2 H-621). */
int64_t spares_stock(double mean, double service_level, bool at_least_one);

/* Chance that `stock` lasts through the lead time: the service level that it really gives. */
double spares_service(double mean, int64_t stock);

/* Units expected to be asked for in vain: the mean of max(0, N - stock). */
double spares_shortfall(double mean, int64_t stock);

struct spares_position {
    double mean; /* expected demand over the lead time */
    int64_t needed, on_hand;
    int64_t lacking, excess; /* one of them is 0 */
    double service_now;      /* with what is on hand */
    double service_needed;   /* with what is needed */
    money cost;              /* of what is lacking; MONEY_NONE when the price is */
};

struct spares_position spares_position(double mean, double service_level, bool at_least_one,
                                       int64_t on_hand, money price);

#endif
