/* What a price becomes in a later year and in dollars: SPEC 5, "Escalation" and "Conversion". */
#ifndef PLANNER_PRICE_H
#define PLANNER_PRICE_H

#include <stddef.h>

#include "planner/money.h"

/* Yearly changes of a class in percent, pct[i] being the change into year first + i.  Before
 * `first` prices do not change; behind the last year the last rate holds. */
struct rate_path {
    int first;
    size_t count;
    const double *pct;
};
double rate_in(const struct rate_path *path, int year);

/* factor = 1; for y = from + 1 .. to: factor *= 1 + rate(y) / 100, in double precision and in
 * that order (a quotient of two factors differs in the last bit).  1 when to <= from. */
double price_factor(const struct rate_path *path, int from, int to);

/* llround((double)cents * factor). */
money price_escalate(money price, double factor);

/* cents / rate, the rate exactly as written in decimal (> 0), half away from zero. */
money price_convert(money local, decimal units_per_dollar);

#endif
