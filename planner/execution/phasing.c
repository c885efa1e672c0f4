#include "planner/phasing.h"

#include <math.h>
#include <stdlib.h>

#include "planner/split.h"
#include "planner/stock.h"

/* Amounts of gross lines by quarter, [gross * years + year]. */
typedef money quarters[4];

static quarters *at_year(const struct plan *plan, quarters *of, size_t line, int year)
{
    int y = year_index(plan, year);
    return y < 0 || line == NOWHERE ? NULL : &of[line * (size_t)plan->years + (size_t)y];
}

/* The quarter of the day within the fiscal year that pays; days outside count as its edge. */
static int quarter_within(date on, int year)
{
    if (date_compare(on, fiscal_start(year)) < 0)
        return 0;
    return fiscal_year(on) > year ? 3 : fiscal_quarter(on) - 1;
}

static void add(quarters *to, int quarter, money amount)
{
    if (to)
        (*to)[quarter] = money_add((*to)[quarter], amount);
}

/* By weights; evenly when they say nothing. */
static void add_split(quarters *to, money amount, const int64_t weights[4])
{
    static const int64_t even[4] = {1, 1, 1, 1};
    money shares[4];
    if (!to)
        return;
    if (weights[0] + weights[1] + weights[2] + weights[3] == 0 ||
        !split_largest_remainder(amount, 4, weights, shares))
        split_largest_remainder(amount, 4, even, shares);
    for (int q = 0; q < 4; q++)
        add(to, q, shares[q]);
}

static void phase_purchases(const struct plan *plan, quarters *gross)
{
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        int64_t quantity = asset_quantity(plan, p->asset);
        if (!money_given(p->amount) || a->payer != PAYER_POST)
            continue;
        for (int k = 0; k < PARTS; k++)
            if (a->gross[k] >= 0)
                add(at_year(plan, gross, (size_t)a->gross[k], p->fiscal_year),
                    quarter_within(p->order_by, p->fiscal_year),
                    money_times(price_of(plan, p->asset, p->fiscal_year, (enum price_part)k),
                                quantity));
    }
}

/* What is short is ordered now. */
static void phase_spares(const struct plan *plan, quarters *gross)
{
    for (size_t i = 0; plan->stock && i < plan->stock->count; i++) {
        const struct stock_position *p = &plan->stock->positions[i];
        for (int k = 0; k < PARTS; k++)
            if (p->gross[k] >= 0)
                add(at_year(plan, gross, (size_t)p->gross[k], plan->first_year),
                    quarter_within(plan->settings->as_of, plan->first_year),
                    money_times(p->unit[k], p->to_buy));
    }
}

static void days_by_quarter(const struct staff_rows *t, size_t row, int year, int64_t days[4])
{
    date from = fiscal_start(year);
    for (int q = 0; q < 4; q++) {
        date end = fiscal_quarter_end(year, q + 1);
        date begins = date_given(t->start[row]) ? date_later(from, t->start[row]) : from;
        date ends = date_given(t->end[row]) ? date_earlier(end, t->end[row]) : end;
        days[q] = date_days_between(begins, ends) + 1;
        days[q] = days[q] > 0 ? days[q] : 0;
        from = date_add_days(end, 1);
    }
}

static void phase_costs(const struct plan *plan, quarters *gross)
{
    const struct project_rows *projects = &plan->post->projects;
    for (size_t n = 0; n < plan->cost_count; n++) {
        const struct cost *cost = &plan->costs[n];
        quarters *to = at_year(plan, gross, cost->gross, cost->fiscal_year);
        int64_t weights[4] = {0};
        if (cost->kind == LINE_PERSONNEL)
            days_by_quarter(&plan->post->staff, cost->row, cost->fiscal_year, weights);
        else if (cost->kind == LINE_LICENSE)
            weights[quarter_within(cost->on, cost->fiscal_year)] = 1;
        else if (whole_given(projects->quarter[cost->row]))
            weights[projects->quarter[cost->row] - 1] = 1;
        add_split(to, cost->amount, weights);
    }
}

/* ---- services --------------------------------------------------------------------------------- */

/* Bills and commitments of the month, in cents; false when there are none. */
static bool known_in(const struct plan *plan, const struct service *s, int month, double *cents)
{
    const struct service_rows *t = &plan->post->services;
    bool known = false;
    *cents = 0;
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(plan->service_rows, row)) {
        period p = t->period[row];
        if (month < p.first || month >= p.first + p.months)
            continue;
        *cents += (double)t->amount[row].cents / p.months;
        known = true;
    }
    return known;
}

/* What the months of each quarter come to; a quarter of credits takes nothing. */
static void months_by_quarter(const struct plan *plan, const struct service *s, int year,
                              int64_t weights[4])
{
    int first = date_month_number(fiscal_start(year));
    for (int q = 0; q < 4; q++) {
        double sum = 0, cents;
        for (int m = first + 3 * q; m < first + 3 * q + 3; m++)
            sum += known_in(plan, s, m, &cents) ? cents : 100 * service_month(s, m);
        weights[q] = sum > 0 && sum < (double)MONEY_LIMIT ? llround(sum) : 0;
    }
}

/* obligate=start: the whole contract year when it starts. */
static int start_quarter(const struct plan *plan, const struct service *s)
{
    const struct service_rows *t = &plan->post->services;
    date start = s->contract_start;
    return fiscal_quarter(date_given(start) ? start : period_start(t->period[s->first_row])) - 1;
}

static void phase_services(const struct plan *plan, quarters *gross)
{
    for (size_t i = 0; i < plan->service_count; i++) {
        const struct service *s = &plan->services[i];
        for (int y = 0; s->gross != NOWHERE && y < plan->years; y++) {
            int64_t weights[4] = {0};
            if (s->at_start)
                weights[start_quarter(plan, s)] = 1;
            else
                months_by_quarter(plan, s, plan->first_year + y, weights);
            add_split(at_year(plan, gross, s->gross, plan->first_year + y), s->amount[y], weights);
        }
    }
}

/* ---- from gross lines to those shown ------------------------------------------------------------ */

static void take_over(const struct plan *plan, quarters *gross, quarters *net)
{
    size_t years = (size_t)plan->years;
    for (size_t g = 0; g < plan->gross_count; g++)
        for (size_t y = 0; plan->gross[g].group != NOWHERE && y < years; y++)
            for (int q = 0; q < 4; q++)
                add(&net[plan->gross[g].group * years + y], q, gross[g * years + y][q]);
    for (size_t n = 0; n < plan->part_count; n++) {
        const struct line_part *part = &plan->parts[n];
        for (size_t y = 0; y < years; y++) {
            int64_t weights[4];
            for (int q = 0; q < 4; q++)
                weights[q] = gross[part->gross * years + y][q].cents;
            add_split(&net[part->net * years + y], part->amount[y], weights);
        }
    }
}

struct phasing *phase_lines(const struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    size_t years = (size_t)plan->years;
    struct phasing *phasing = arena_alloc(arena, 1, sizeof *phasing);
    quarters *gross = memory_array(plan->gross_count * years, sizeof *gross);
    phasing->plan = plan;
    phasing->quarter = arena_alloc(arena, plan->line_count * years + 1, sizeof(quarters));
    phase_purchases(plan, gross);
    phase_costs(plan, gross);
    phase_services(plan, gross);
    phase_spares(plan, gross);
    take_over(plan, gross, phasing->quarter);
    free(gross);
    return phasing;
}

money phased(const struct phasing *phasing, size_t line, int year, int quarter)
{
    quarters *at = at_year(phasing->plan, phasing->quarter, line, year);
    return at ? (*at)[quarter - 1] : MONEY_ZERO;
}
