/* Poisson spares: see the header for the sources. */
#include "planner/spares.h"

#include <math.h>

double spares_demand(size_t count, const struct spares_unit units[], double lead_months)
{
    double yearly = 0;
    for (size_t i = 0; i < count; i++)
        yearly += (double)units[i].count * reliability_failure(units[i].life, units[i].age, 1);
    return yearly * lead_months / 12;
}

int64_t spares_stock(double mean, double service_level, bool at_least_one)
{
    int64_t low = at_least_one ? 1 : 0;
    if (reliability_poisson(low, mean) >= service_level)
        return low;
    /* low fails the level, high meets it. */
    int64_t step = 1 + (int64_t)sqrt(mean), high = (int64_t)mean + step;
    if (high <= low)
        high = low + 1;
    while (reliability_poisson(high, mean) < service_level) {
        low = high;
        high += step;
        step *= 2;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (reliability_poisson(middle, mean) >= service_level)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double spares_service(double mean, int64_t stock)
{
    return reliability_poisson(stock, mean);
}

/* E max(0, N - s) = mean P(N >= s) - s P(N >= s + 1), from k P(N = k) = mean P(N = k - 1). */
double spares_shortfall(double mean, int64_t stock)
{
    if (stock <= 0)
        return mean - (double)stock;
    double short_by = mean * (1 - reliability_poisson(stock - 1, mean)) -
                      (double)stock * (1 - reliability_poisson(stock, mean));
    return short_by > 0 ? short_by : 0;
}

struct spares_position spares_position(double mean, double service_level, bool at_least_one,
                                       int64_t on_hand, money price)
{
    struct spares_position at = {.mean = mean, .on_hand = on_hand, .cost = MONEY_NONE};
    at.needed = spares_stock(mean, service_level, at_least_one);
    at.lacking = at.needed > on_hand ? at.needed - on_hand : 0;
    at.excess = on_hand > at.needed ? on_hand - at.needed : 0;
    at.service_now = spares_service(mean, on_hand);
    at.service_needed = spares_service(mean, at.needed);
    if (money_given(price))
        at.cost = money_times(price, at.lacking);
    return at;
}
