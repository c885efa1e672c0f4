/* Equivalent annual cost by replacement age.
 *
 * [1] R. E. Barlow and L. C. Hunter, Optimum Preventive Maintenance Policies, Operations Research
 *     8(1), 1960, pp. 90-100: replacement at an age with minimal repair between.
 * [2] T. Nakagawa, Maintenance Theory of Reliability, 2005, chapters 3 and 4, with discounting. */
#include "planner/bestage.h"

#include <math.h>

enum { LONGEST_MONTHS = 600 };

/* What accumulates from age 0, discounted where money is meant. */
struct owning {
    double alive;    /* integral of discount x alive */
    double failures; /* of discount x alive x hazard */
    double upkeep;   /* of discount x alive x upkeep, cents */
    double years;    /* of alive: the mean age at replacement */
    double events;   /* of alive x hazard */
};

static double upkeep_at(const struct bestage_unit *unit, int month)
{
    if (!unit->upkeep_years)
        return 0;
    size_t year = (size_t)month / 12;
    if (year >= unit->upkeep_years)
        year = unit->upkeep_years - 1;
    return (double)unit->upkeep[year].cents;
}

/* One month's contribution by three-point Gauss-Legendre.  The failures are integrated over the
 * cumulative hazard, not over time: below shape 1 the hazard has no bound at age 0. */
static void add_month(const struct bestage_unit *unit, double force, int month, struct owning *sum)
{
    static const double node[] = {-0.7745966692414834, 0, 0.7745966692414834};
    static const double weight[] = {5.0 / 18, 8.0 / 18, 5.0 / 18};
    double from = month / 12.0, to = (month + 1) / 12.0;
    double hazard_from = reliability_hazard(unit->life, from);
    double hazard_span = reliability_hazard(unit->life, to) - hazard_from;
    double upkeep = upkeep_at(unit, month);
    for (int i = 0; i < 3; i++) {
        double part = (1 + node[i]) / 2;
        double t = from + part / 12;
        double alive = exp(-unit->replace_fraction * reliability_hazard(unit->life, t));
        double present = exp(-force * t) * alive * weight[i] / 12;
        sum->alive += present;
        sum->years += alive * weight[i] / 12;
        sum->upkeep += present * upkeep;
        double h = hazard_from + part * hazard_span;
        double failing = exp(-unit->replace_fraction * h) * hazard_span * weight[i];
        sum->events += failing;
        sum->failures += exp(-force * unit->life.scale * pow(h, 1 / unit->life.shape)) * failing;
    }
}

static struct bestage_point point_at(const struct bestage_unit *unit, int months,
                                     const struct owning *sum)
{
    double price = (double)unit->price.cents;
    double repair = (1 - unit->replace_fraction) * unit->repair_share * price;
    struct bestage_point point = {.months = months};
    point.capital = money_round(price / sum->alive);
    point.repairs = money_round(repair * sum->failures / sum->alive);
    point.failures = money_round((double)unit->failure_cost.cents * sum->failures / sum->alive);
    point.upkeep = money_round(sum->upkeep / sum->alive);
    point.cost =
        money_add(money_add(point.capital, point.repairs), money_add(point.failures, point.upkeep));
    point.failing = sum->events / sum->years;
    point.mean_age = sum->years;
    return point;
}

static bool amount(money m)
{
    return m.cents >= 0 && m.cents <= MONEY_LIMIT;
}

static bool sensible(const struct bestage_unit *unit, struct bestage_ages ages, int cycle,
                     double flat)
{
    for (size_t i = 0; i < unit->upkeep_years; i++)
        if (!amount(unit->upkeep[i]))
            return false;
    return amount(unit->price) && amount(unit->failure_cost) && reliability_valid(unit->life) &&
           unit->replace_fraction >= 0 && unit->replace_fraction <= 1 && unit->repair_share >= 0 &&
           isfinite(unit->repair_share) && unit->discount > -1 && isfinite(unit->discount) &&
           unit->escalation > -1 && isfinite(unit->escalation) && flat >= 0 &&
           bestage_count(ages) > 0 && cycle >= 1 && cycle <= LONGEST_MONTHS;
}

size_t bestage_count(struct bestage_ages ages)
{
    if (ages.first_months < 1 || ages.step_months < 1 || ages.last_months < ages.first_months ||
        ages.last_months > LONGEST_MONTHS)
        return 0;
    return (size_t)((ages.last_months - ages.first_months) / ages.step_months) + 1;
}

static void find_flat(const struct bestage_point points[], double flat, struct bestage *result)
{
    double most = (double)points[result->best].cost.cents * (1 + flat);
    result->flat_first = result->flat_last = result->best;
    while (result->flat_first > 0 && (double)points[result->flat_first - 1].cost.cents <= most)
        result->flat_first--;
    while (result->flat_last + 1 < result->count &&
           (double)points[result->flat_last + 1].cost.cents <= most)
        result->flat_last++;
}

bool bestage_curve(const struct bestage_unit *unit, struct bestage_ages ages, int cycle_months,
                   double flat, struct bestage_point points[], struct bestage *result)
{
    if (!sensible(unit, ages, cycle_months, flat))
        return false;
    /* Prices that rise while money is discounted: only the difference matters. */
    double force = log1p(unit->discount) - log1p(unit->escalation);
    struct owning sum = {0, 0, 0, 0, 0};
    *result = (struct bestage){.count = 0};
    int next = ages.first_months;
    int last = ages.last_months > cycle_months ? ages.last_months : cycle_months;
    for (int month = 0; month < last; month++) {
        add_month(unit, force, month, &sum);
        int age = month + 1;
        if (age == cycle_months)
            result->today = point_at(unit, age, &sum);
        if (age != next || age > ages.last_months)
            continue;
        next += ages.step_months;
        points[result->count] = point_at(unit, age, &sum);
        if (money_compare(points[result->count].cost, points[result->best].cost) <= 0)
            result->best = result->count;
        result->count++;
    }
    result->open_ended = result->best + 1 == result->count;
    result->extra = money_sub(result->today.cost, points[result->best].cost);
    find_flat(points, flat, result);
    return true;
}
