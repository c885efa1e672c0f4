#include "planner/allocation.h"

#include <stdlib.h>

#include "planner/arena.h"
#include "planner/split.h"

bool modified_count(decimal count, decimal weight, decimal modifier, int64_t *thousandths)
{
    wide units = (wide)count.units * weight.units;
    int places = count.places + weight.places + modifier.places;
    if (units > INT64_MAX || units < 0 || modifier.units < 0)
        return false;
    units *= modifier.units;
    for (; places > 3; places--, units /= 10)
        if (units % 10)
            return false;
    for (; places < 3 && units <= INT64_MAX; places++)
        units *= 10;
    if (units > INT64_MAX)
        return false;
    *thousandths = (int64_t)units;
    return true;
}

static int64_t total_of(size_t n, const int64_t counts[])
{
    int64_t total = 0;
    for (size_t i = 0; i < n; i++)
        if (counts[i] < 0 || __builtin_add_overflow(total, counts[i], &total))
            return -1;
    return total;
}

static enum sharing_fault share_center(const struct sharing *s, size_t center, int64_t counts[],
                                       money charges[])
{
    if (!money_fits(s->cost[center]))
        return SHARING_TOO_LARGE;
    for (size_t a = 0; a < s->agencies; a++)
        counts[a] = s->count[center * s->agencies + a];
    int64_t all = total_of(s->agencies, counts);
    for (size_t a = 0; a < s->agencies && s->method == REDISTRIBUTION_R2; a++)
        if (s->icass[a])
            counts[a] = 0;
    int64_t paying = total_of(s->agencies, counts);
    if (all < 0 || paying < 0)
        return SHARING_TOO_LARGE;
    if (s->cost[center].cents && !paying)
        return all ? SHARING_NOBODY_PAYS : SHARING_NO_COUNTS;
    return split_largest_remainder(s->cost[center], s->agencies, counts, charges)
               ? SHARING_FINE
               : SHARING_TOO_LARGE;
}

/* The ICASS rows' charges, shared by what the others are charged before it.  Under R2 those rows
 * have no charge, and nothing is left to pass on. */
static enum sharing_fault pass_on(const struct sharing *s, struct charges *charges,
                                  int64_t weights[])
{
    money pool = MONEY_ZERO;
    for (size_t a = 0; a < s->agencies; a++) {
        weights[a] = s->icass[a] ? 0 : charges->before[a].cents;
        pool = s->icass[a] ? money_add(pool, charges->before[a]) : pool;
        charges->redistribution[a] = MONEY_ZERO;
        if (!money_fits(charges->before[a]))
            return SHARING_TOO_LARGE;
    }
    if (!pool.cents)
        return SHARING_FINE;
    for (size_t a = 0; a < s->agencies; a++)
        if (weights[a] < 0)
            return SHARING_NEGATIVE;
    if (!total_of(s->agencies, weights))
        return SHARING_NOBODY_PAYS;
    if (!split_largest_remainder(pool, s->agencies, weights, charges->redistribution))
        return SHARING_TOO_LARGE;
    for (size_t a = 0; a < s->agencies; a++)
        if (s->icass[a])
            charges->redistribution[a] = money_sub(MONEY_ZERO, charges->before[a]);
    return SHARING_FINE;
}

enum sharing_fault share_costs(const struct sharing *s, struct charges *charges, size_t *center)
{
    int64_t *scratch = memory_array(s->agencies, sizeof *scratch);
    enum sharing_fault fault = SHARING_FINE;
    for (size_t a = 0; a < s->agencies; a++)
        charges->before[a] = MONEY_ZERO;
    for (*center = 0; *center < s->centers; ++*center) {
        money *row = &charges->charge[*center * s->agencies];
        fault = share_center(s, *center, scratch, row);
        if (fault)
            break;
        for (size_t a = 0; a < s->agencies; a++)
            charges->before[a] = money_add(charges->before[a], row[a]);
    }
    if (!fault)
        fault = pass_on(s, charges, scratch);
    for (size_t a = 0; !fault && a < s->agencies; a++)
        charges->total[a] = money_add(charges->before[a], charges->redistribution[a]);
    free(scratch);
    return fault;
}
