/* Blocks E, F and G: who works for ICASS, how well it served, and what equipment it owns. */
#include "planner/icass.h"

#include <math.h>
#include <string.h>
#include <stdlib.h>

/* ---- E. positions -------------------------------------------------------------------------------------- */

/* Positions in staff.csv that the working capital fund pays, in whole or by shares. */
static void add_position(struct icass *icass, const struct cost *cost)
{
    const struct plan *plan = icass->plan;
    const struct staff_rows *t = &plan->post->staff;
    const struct line *gross = cost->gross == NOWHERE ? NULL : &plan->gross[cost->gross];
    double own = decimal_given(t->share_pct[cost->row])
                     ? decimal_double(t->share_pct[cost->row]) / 100
                     : 1;
    if (!gross)
        return;
    if (gross->group != NOWHERE) {
        if (paid_by_icass(plan, gross->funding))
            icass->positions[icass->position_count++] = (struct icass_position){
                cost->row, gross->cost_center, own, cost->amount, cost->days};
        return;
    }
    const struct funding *f = &plan->catalog->fundings[gross->funding];
    for (size_t k = f->first_share; k < f->first_share + f->share_count; k++) {
        const struct share *share = &plan->catalog->shares[k];
        double part = decimal_double(share->pct) / 100;
        if (paid_by_icass(plan, share->to))
            icass->positions[icass->position_count++] = (struct icass_position){
                cost->row, word_given(share->cost_center) ? share->cost_center : gross->cost_center,
                own * part, money_round((double)cost->amount.cents * part), cost->days};
    }
}

static void list_positions(struct icass *icass)
{
    const struct plan *plan = icass->plan;
    int year = icass->fiscal_year < plan->first_year ? plan->first_year : icass->fiscal_year;
    icass->positions = arena_alloc(plan->post->arena,
                                   plan->post->staff.rows.count * (plan->catalog->share_count + 1) +
                                       1,
                                   sizeof *icass->positions);
    for (size_t n = 0; n < plan->cost_count; n++)
        if (plan->costs[n].kind == LINE_PERSONNEL && plan->costs[n].fiscal_year == year &&
            plan->costs[n].days > 0)
            add_position(icass, &plan->costs[n]);
}

/* ---- F. standards ---------------------------------------------------------------------------------------- */

/* Waiting times are better when lower; shares, scores and counts when higher. */
static bool is_time(const char *unit)
{
    static const char *const words[] = {"hour", "day", "minute", "second", "week"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strstr(unit, words[k]))
            return true;
    return false;
}

static decimal measured_in(const struct post *post, size_t like, int year, int quarter)
{
    const struct standard_rows *t = &post->standards;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == year && t->quarter[i] == quarter &&
            word_same(t->cost_center[i], t->cost_center[like]) &&
            word_same(t->standard[i], t->standard[like]))
            return t->measured[i];
    return DECIMAL_NONE;
}

static decimal last_before(const struct post *post, size_t row)
{
    const struct standard_rows *t = &post->standards;
    int at = 4 * t->fiscal_year[row] + t->quarter[row];
    for (int back = 1; back <= 4; back++) {
        int then = at - back - 1;
        decimal d = measured_in(post, row, then / 4, then % 4 + 1);
        if (decimal_given(d))
            return d;
    }
    return DECIMAL_NONE;
}

/* The standards of this quarter, and those of the last four that are not measured every quarter
 * (the survey), with their latest value. */
static bool is_latest(const struct icass *icass, size_t row)
{
    const struct standard_rows *t = &icass->plan->post->standards;
    int at = 4 * t->fiscal_year[row] + t->quarter[row];
    int end = 4 * icass->fiscal_year + icass->quarter;
    if (t->rows.bad[row] || at > end || at <= end - 4)
        return false;
    for (size_t i = 0; i < t->rows.count; i++) {
        int then = 4 * t->fiscal_year[i] + t->quarter[i];
        if (then > at && then <= end && !t->rows.bad[i] &&
            word_same(t->cost_center[i], t->cost_center[row]) &&
            word_same(t->standard[i], t->standard[row]))
            return false;
    }
    return true;
}

static void list_standards(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct standard_rows *t = &post->standards;
    icass->standards = arena_alloc(post->arena, t->rows.count + 1, sizeof *icass->standards);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!is_latest(icass, i))
            continue;
        struct standard_line *s = &icass->standards[icass->standard_count++];
        *s = (struct standard_line){.row = i, .now = t->measured[i], .last = last_before(post, i),
                                    .lower_is_better = is_time(post_string(post, t->unit[i])),
                                    .met = -1};
        if (decimal_given(s->now)) {
            int over = decimal_compare(s->now, t->target[i]);
            s->met = s->lower_is_better ? over <= 0 : over >= 0;
        }
    }
}

/* ---- G. equipment ---------------------------------------------------------------------------------------- */

/* What part of an asset the fund owns: all, or its share of a split source. */
static double owned(const struct plan *plan, size_t asset)
{
    const struct funding *f = &plan->catalog->fundings[plan->assets[asset].funding];
    if (!f->shared)
        return paid_by_icass(plan, plan->assets[asset].funding);
    double part = 0;
    for (size_t k = f->first_share; k < f->first_share + f->share_count; k++)
        if (paid_by_icass(plan, plan->catalog->shares[k].to))
            part += decimal_double(plan->catalog->shares[k].pct) / 100;
    return part;
}

static struct equipment_line *equipment_of(struct icass *icass, size_t category)
{
    for (size_t i = 0; i < icass->equipment_count; i++)
        if (icass->equipment[i].category == category)
            return &icass->equipment[i];
    struct equipment_line *line = &icass->equipment[icass->equipment_count++];
    *line = (struct equipment_line){.category = category};
    return line;
}

static money part_of(money amount, double part)
{
    return money_given(amount) ? money_round((double)amount.cents * part) : MONEY_ZERO;
}

/* What replacing it costs in the report's year, or in the plan's first when that has gone. */
static money cost_of(const struct icass *icass, size_t asset, int64_t units, double part)
{
    const struct plan *plan = icass->plan;
    int year = icass->fiscal_year < plan->first_year ? plan->first_year : icass->fiscal_year;
    money unit = plan->assets[asset].price == NO_PRICE ? MONEY_NONE
                                                       : unit_price_of(plan, asset, year);
    return money_given(unit) ? part_of(money_times(unit, units), part) : MONEY_ZERO;
}

static void add_asset(struct icass *icass, size_t i, date through)
{
    const struct plan *plan = icass->plan;
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[i];
    double part = a->valid ? owned(plan, i) : 0;
    int64_t units = asset_quantity(plan, i);
    if (part <= 0 || !a->active)
        return;
    struct equipment_line *line = equipment_of(icass, a->held);
    line->units += units;
    if (fiscal_year(a->due) == icass->fiscal_year) {
        line->due += units;
        line->due_cost = money_add(line->due_cost, cost_of(icass, i, units, part));
    }
    if (fiscal_year(t->acquired[i]) == icass->fiscal_year &&
        date_compare(t->acquired[i], through) <= 0) {
        line->replaced += units;
        if (money_given(t->unit_cost[i]) && !word_given(t->currency[i]))
            line->replaced_cost = money_add(line->replaced_cost,
                                            part_of(money_times(t->unit_cost[i], units), part));
    }
    if (date_compare(a->due, fiscal_start(icass->fiscal_year)) < 0) {
        line->deferred += units;
        line->deferred_cost = money_add(line->deferred_cost, cost_of(icass, i, units, part));
    }
}

static void list_equipment(struct icass *icass)
{
    const struct plan *plan = icass->plan;
    icass->equipment = arena_alloc(plan->post->arena, plan->catalog->category_count + 1,
                                   sizeof *icass->equipment);
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        add_asset(icass, i, icass->funds->through);
}

void icass_service(struct icass *icass)
{
    list_positions(icass);
    list_standards(icass);
    list_equipment(icass);
}
