#include "planner/limits.h"

#include <math.h>
#include <string.h>

#include "planner/failures.h"

/* ---- the limits ---------------------------------------------------------------------------------- */

static size_t limit_named(struct limit *list, size_t *count, word funding, unsigned category)
{
    size_t i = 0;
    while (i < *count && !(word_same(list[i].funding, funding) && list[i].plan_category == category))
        i++;
    if (i == *count)
        list[(*count)++] = (struct limit){funding, category};
    return i;
}

/* The row that says a year's limit: the one without a quarter, else the fourth's. */
static bool says_year(const struct ceiling_rows *t, size_t i)
{
    if (!whole_given(t->quarter[i]))
        return true;
    if (t->quarter[i] != 4)
        return false;
    for (size_t k = 0; k < t->rows.count; k++)
        if (!t->rows.bad[k] && !whole_given(t->quarter[k]) &&
            t->fiscal_year[k] == t->fiscal_year[i] && t->plan_category[k] == t->plan_category[i] &&
            word_same(t->funding_source[k], t->funding_source[i]))
            return false;
    return true;
}

struct limits *limits_read(const struct plan *plan)
{
    const struct ceiling_rows *t = &plan->post->ceilings;
    struct arena *arena = plan->post->arena;
    struct limits *made = arena_alloc(arena, 1, sizeof *made);
    struct limit *list = arena_alloc(arena, t->rows.count + 1, sizeof *list);
    size_t count = 0;
    limit_named(list, &count, (word){0}, 0);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && year_index(plan, t->fiscal_year[i]) >= 0 && says_year(t, i))
            limit_named(list, &count, t->funding_source[i], t->plan_category[i]);
    *made = (struct limits){.list = list, .count = count};
    made->amount = arena_alloc(arena, (size_t)plan->years * count, sizeof *made->amount);
    for (size_t k = 0; k < (size_t)plan->years * count; k++)
        made->amount[k] = MONEY_NONE;
    for (size_t i = 0; i < t->rows.count; i++) {
        int y = year_index(plan, t->fiscal_year[i]);
        if (t->rows.bad[i] || y < 0 || !says_year(t, i))
            continue;
        size_t k = limit_named(list, &count, t->funding_source[i], t->plan_category[i]);
        made->amount[(size_t)y * made->count + k] = t->amount[i];
        made->given = true;
    }
    return made;
}

bool limits_hold(const struct limits *limits, int year)
{
    for (size_t k = 0; k < limits->count; k++)
        if (money_given(limits->amount[(size_t)year * limits->count + k]))
            return true;
    return false;
}

static void report_source(struct plan *plan, size_t i)
{
    struct ceiling_rows *t = &plan->post->ceilings;
    struct post *post = plan->post;
    const char *near = funding_nearest(plan->catalog, t->funding_source[i]);
    size_t finding = rows_report(post->diag, &t->rows, i, "funding_source", ERROR, "unknown-funding",
                                 t->funding_source[i],
                                 "is not a funding source%s (add it to funding.csv)",
                                 did_you_mean(post->arena, near));
    if (near)
        diag_suggest(post->diag, finding, words_put_string(post->words, near));
}

static void check_ceiling(struct plan *plan, size_t i)
{
    struct ceiling_rows *t = &plan->post->ceilings;
    struct diag *diag = plan->post->diag;
    if (t->amount[i].cents < 0)
        rows_report(diag, &t->rows, i, "amount", ERROR, "below-zero", (word){0},
                    "is below zero (write the most that may be planned)");
    if (word_given(t->funding_source[i])) {
        size_t f = funding_find(plan->catalog, t->funding_source[i]);
        if (f == NOWHERE)
            report_source(plan, i);
        else if (plan->catalog->fundings[f].shared)
            rows_report(diag, &t->rows, i, "funding_source", ERROR, "ceiling-on-split",
                        t->funding_source[i], "is a split (write ceilings for its sources)");
    }
    for (size_t k = 0; k < i; k++)
        if (!t->rows.bad[k] && t->fiscal_year[k] == t->fiscal_year[i] &&
            t->quarter[k] == t->quarter[i] && t->plan_category[k] == t->plan_category[i] &&
            word_same(t->funding_source[k], t->funding_source[i])) {
            size_t finding = rows_report(diag, &t->rows, i, "fiscal_year", ERROR, "used-twice",
                                         (word){0}, "has a second ceiling for the same source, "
                                         "category and quarter (keep one)");
            diag_also(diag, finding, rows_place(&t->rows, k, "fiscal_year"), "fiscal_year",
                      "first used here");
        }
}

void check_ceilings(struct plan *plan)
{
    struct ceiling_rows *t = &plan->post->ceilings;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i])
            check_ceiling(plan, i);
}

/* ---- claims ---------------------------------------------------------------------------------------- */

static money share_of(const struct catalog *c, const struct funding *f, size_t share, money amount)
{
    wide whole = 0;
    for (size_t k = 0; k < f->share_count; k++)
        whole += c->shares[f->first_share + k].weight;
    wide exact = (wide)amount.cents * c->shares[f->first_share + share].weight;
    return whole > 0 ? (money){(int64_t)((exact + whole - 1) / whole)} : MONEY_ZERO;
}

size_t limits_claims(const struct limits *limits, const struct plan *plan, size_t funding,
                     unsigned category, money amount, struct ceiling_claim claims[])
{
    const struct catalog *c = plan->catalog;
    const struct funding *f = &c->fundings[funding];
    size_t n = 0;
    for (size_t k = 0; k < limits->count; k++) {
        const struct limit *l = &limits->list[k];
        money claim = MONEY_ZERO;
        if (l->plan_category && l->plan_category != category)
            continue;
        if (!word_given(l->funding) || word_same(l->funding, f->name))
            claim = amount;
        else if (f->shared)
            for (size_t s = 0; s < f->share_count; s++)
                if (word_same(l->funding, c->fundings[c->shares[f->first_share + s].to].name))
                    claim = money_add(claim, share_of(c, f, s, amount));
        if (claim.cents > 0)
            claims[n++] = (struct ceiling_claim){k, claim};
    }
    return n;
}

/* ---- risk ------------------------------------------------------------------------------------------ */

/* A scenario does not change how long things last: its lives are the base's. */
static const struct category_life *known_life(const struct plan *plan, size_t category)
{
    const struct lives *lives = plan->variant ? plan->variant->base->lives : plan->lives;
    const struct category_life *life = lives ? &lives->of[category] : NULL;
    return life && life->origin != LIFE_UNKNOWN && reliability_valid(life->life) ? life : NULL;
}

/* Without a word on it: wear, and two in five failed by twice the cycle. */
struct weibull category_life(const struct plan *plan, size_t category)
{
    const struct category_life *known = known_life(plan, category);
    const struct catalog *c = plan->variant ? plan->variant->base->catalog : plan->catalog;
    return known ? (struct weibull){known->life.shape, 12 * known->life.scale}
                 : (struct weibull){1.5, 3.0 * c->categories[category].cycle_months};
}

bool category_life_assumed(const struct plan *plan, size_t category)
{
    const struct category_life *known = known_life(plan, category);
    return !known || life_is_built_in(known);
}

bool category_life_logged(const struct plan *plan, size_t category)
{
    const struct category_life *known = known_life(plan, category);
    return known && life_is_of_log(known);
}

const char *category_life_text(const struct plan *plan, size_t category)
{
    const struct category_life *known = known_life(plan, category);
    return known ? life_origin_text(plan->post->arena, known) : "assumed: 3 x the cycle";
}

static int priority_of(int32_t given)
{
    return whole_given(given) && given >= 1 && given <= PRIORITIES ? given : PRIORITY_DEFAULT;
}

int asset_priority(const struct plan *plan, size_t asset)
{
    return priority_of(plan->post->assets.priority[asset]);
}

int project_priority(const struct plan *plan, size_t row)
{
    return priority_of(plan->post->projects.priority[row]);
}

double consequence_of(const struct plan *plan, int priority)
{
    return decimal_double(plan->settings->consequence[priority - 1]);
}

double waiting_chance(const struct plan *plan, size_t asset, int sequence, date on, int waited)
{
    const struct asset_plan *a = &plan->assets[asset];
    size_t category = sequence == 1 ? a->held : a->bought;
    double age = sequence == 1 ? date_days_between(a->base, on) * 12 / 365.25 : a->later_cycle;
    return reliability_failure(category_life(plan, category), age + 12.0 * waited, 12);
}

double project_risk(const struct plan *plan, size_t row, money amount)
{
    return consequence_of(plan, project_priority(plan, row)) * PROJECT_CHANCE *
           money_dollars(amount) / PROJECT_DOLLARS;
}

/* ---- what is in force ------------------------------------------------------------------------------ */

int in_force_rank(const struct plan *plan, size_t line)
{
    const struct line *l = &plan->lines[line];
    if (l->request == REQUEST_OVER_TARGET)
        return 0;
    return l->kind == LINE_PERSONNEL  ? 1
           : l->kind == LINE_SERVICE  ? 2
           : l->kind == LINE_LICENSE  ? 3
           : l->kind == LINE_PROJECT  ? 4
           : l->kind == LINE_SPARES   ? 5 /* decided with fund_spares=yes */
                                      : 0;
}

static bool project_begins(const struct plan *plan, word project, int year)
{
    const struct project_rows *t = &plan->post->projects;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && word_same(t->project[i], project))
            return t->fiscal_year[i] == year;
    return false;
}

money in_force_amount(const struct plan *plan, size_t line, int year)
{
    const struct line *l = &plan->lines[line];
    if (!in_force_rank(plan, line) ||
        (l->kind == LINE_PROJECT && project_begins(plan, l->item, plan->first_year + year)))
        return MONEY_ZERO;
    return l->amount[year];
}

money unit_price_beyond(const struct plan *plan, size_t asset, int year)
{
    const struct asset_plan *a = &plan->assets[asset];
    const struct price_rows *t = &plan->post->prices;
    int last = plan->first_year + plan->years - 1;
    if (year <= last)
        return unit_price_of(plan, asset, year);
    size_t class_index = plan->catalog->categories[a->bought].escalation_class;
    if (a->price == NO_PRICE)
        return MONEY_NONE;
    bool own = a->price == OWN_COST;
    size_t currency = currency_find(plan->catalog, own ? plan->post->assets.currency[asset]
                                                       : t->currency[a->price]);
    int from = own ? fiscal_year(plan->post->assets.acquired[asset]) : t->price_year[a->price];
    money price = own ? plan->post->assets.unit_cost[asset] : t->unit_price[a->price];
    if (plan->variant)
        price = variant_money(plan->variant->unit_price, asset, plan->years, plan->years - 1, price);
    const money parts[PARTS] = {price, own ? MONEY_NONE : t->freight[a->price],
                                own ? MONEY_NONE : t->install[a->price]};
    money sum = MONEY_ZERO;
    for (int k = 0; k < PARTS; k++)
        if (money_given(parts[k]))
            sum = money_add(sum, catalog_price(plan->catalog, parts[k], currency, class_index, from,
                                               year));
    return sum;
}
