/* Escalation compounds year by year from the price's own year, the base year being explicit
 * (OMB Circular A-11 asks for stated price assumptions; rates are data).  Conversion is exact
 * integer arithmetic, so that no cent depends on how a rate is held in binary. */
#include "planner/price.h"

double rate_in(const struct rate_path *path, int year)
{
    if (!path->count || year < path->first)
        return 0;
    size_t i = (size_t)(year - path->first);
    return path->pct[i < path->count ? i : path->count - 1];
}

double price_factor(const struct rate_path *path, int from, int to)
{
    double factor = 1;
    for (int year = from + 1; year <= to; year++)
        factor = factor * (1 + rate_in(path, year) / 100);
    return factor;
}

money price_escalate(money price, double factor)
{
    return money_round((double)price.cents * factor);
}

money price_convert(money local, decimal rate)
{
    wide numerator = local.cents;
    for (unsigned p = 0; p < rate.places; p++)
        numerator *= 10;
    return money_ratio(numerator, rate.units);
}
