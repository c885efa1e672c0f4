#include "planner/uncertain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"

const struct spread spreads[SPREADS] = {
    [SPREAD_PRICE] = {"Equipment prices", 0.05,
                      "one step for all equipment: the next quotation against the price list; "
                      "assumption, no source seen"},
    [SPREAD_INFLATION] = {"Inflation", 0.01,
                          "a year, adding up over the years; one path for equipment, licences and "
                          "pay; about the spread of one-year-ahead forecasts; assumption"},
    [SPREAD_EXCHANGE] = {"Exchange rates", 0.07,
                         "a year, adding up; each currency its own path; assumption, near the "
                         "yearly movement of a floating currency"},
    [SPREAD_REPLACE] = {"Failures beyond repair", 0.35,
                        "share, where categories.csv and the built-in table say nothing"},
    [SPREAD_REPAIR] = {"Repair", 0.20, "share of the price, where nothing else is said"},
    [SPREAD_DISCOUNT] = {"Discount rate", 0.04, "a year, nominal, for the best age; assumption"},
    [SPREAD_FAILURE] = {"Cost of a failure besides repair", 0.25,
                        "share of the price (lost work, rush freight), for the best age; assumption"},
};
const double uncertain_shares[SHARES] = {0.10, 0.50, 0.80, 0.90, 0.95};

const char *driver_name(unsigned driver)
{
    static const char *const names[DRIVERS] = {"lives of equipment", "equipment prices",
                                               "inflation", "exchange rates", "service bills"};
    return names[driver];
}

/* ---- the fleet as the simulation wants it ---------------------------------------------------------- */

/* Rows of factors: kinds of cost by currency, then one for each service. */
enum cost_kind { COST_EQUIPMENT, COST_LICENSE, COST_STAFF, COST_PROJECT, COST_KINDS };

struct world {
    const struct plan *plan;
    struct arena *arena;
    size_t years, currencies;
    struct simulate_input input;
    struct simulate_cell *cells;
    size_t *cell_of;   /* [kind or service row][plan category]: index + 1 */
    size_t factors;
    double *service_spread; /* [service * years + year]: as a share */
    uint64_t seed;
    unsigned drivers;  /* bit: the driver moves */
    double *edges;
};

static double months_from(date from, date to)
{
    int y, m, day_from, day_to;
    date_civil(from, &y, &m, &day_from);
    date_civil(to, &y, &m, &day_to);
    return date_month_number(to) - date_month_number(from) + (day_to - day_from) / 31.0;
}

static size_t cell_at(struct world *w, size_t factor, unsigned category)
{
    size_t *known = &w->cell_of[factor * (PLAN_CATEGORIES + 1) + category];
    if (!*known) {
        w->cells[w->input.cells] = (struct simulate_cell){
            category - 1, factor, arena_alloc(w->arena, w->years, sizeof(money))};
        *known = ++w->input.cells;
    }
    return *known - 1;
}

static void add_fixed(struct world *w, size_t factor, unsigned category, int year, money amount)
{
    int y = year_index(w->plan, year);
    if (y < 0)
        return;
    struct simulate_cell *cell = &w->cells[cell_at(w, factor, category)];
    money *sum = &((money *)cell->fixed)[y];
    *sum = money_add(*sum, amount);
}

static void add_costs(struct world *w)
{
    const struct plan *plan = w->plan;
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *c = &plan->costs[k];
        if (c->gross == NOWHERE)
            continue;
        size_t kind = c->kind == LINE_LICENSE     ? COST_LICENSE
                      : c->kind == LINE_PERSONNEL ? COST_STAFF
                                                  : COST_PROJECT;
        add_fixed(w, kind * w->currencies + c->currency, plan->gross[c->gross].plan_category,
                  c->fiscal_year, c->amount);
    }
}

static void add_services(struct world *w)
{
    const struct plan *plan = w->plan;
    for (size_t s = 0; s < plan->service_count; s++) {
        const struct service *v = &plan->services[s];
        if (v->gross == NOWHERE)
            continue;
        for (size_t y = 0; y < w->years; y++) {
            double amount = money_dollars(v->amount[y]);
            double half = (money_dollars(v->high[y]) - money_dollars(v->low[y])) / 2;
            double level = v->forecast.level > 0 && v->forecast.level < 1 ? v->forecast.level : 0.95;
            double sigmas = level > 0.9 ? 1.96 : level > 0.79 ? 1.28 : 1;
            if (amount > 0 && half > 0)
                w->service_spread[s * w->years + y] = half / sigmas / amount;
            add_fixed(w, COST_KINDS * w->currencies + s, plan->gross[v->gross].plan_category,
                      plan->first_year + (int)y, v->amount[y]);
        }
    }
}

static double share_or(decimal given, size_t otherwise)
{
    return decimal_given(given) ? decimal_double(given) : spreads[otherwise].value;
}

static struct weibull in_years(struct weibull months)
{
    return (struct weibull){months.shape, months.scale / 12};
}

static size_t currency_of(const struct plan *plan, size_t asset)
{
    int32_t price = plan->assets[asset].price;
    return currency_find(plan->catalog, price >= 0 ? plan->post->prices.currency[price]
                                                   : plan->post->assets.currency[asset]);
}

static void add_unit(struct world *w, struct simulate_unit *unit, size_t i, date first)
{
    const struct plan *plan = w->plan;
    const struct asset_plan *a = &plan->assets[i];
    const struct category *bought = &plan->catalog->categories[a->bought];
    date as_of = plan->settings->as_of;
    double age = months_from(a->base, as_of), planned = months_from(as_of, first);
    money *price = arena_alloc(w->arena, w->years, sizeof *price);
    for (size_t y = 0; y < w->years; y++)
        price[y] = unit_price_of(plan, i, plan->first_year + (int)y);
    *unit = (struct simulate_unit){
        .life = in_years(category_life(plan, a->held)),
        .next = in_years(category_life(plan, a->bought)),
        .age = age > 0 ? age : 0, .planned = planned > 0 ? planned : 0, .cycle = a->later_cycle,
        .replace_fraction = share_or(bought->replace_fraction, SPREAD_REPLACE),
        .repair_share = share_or(bought->repair_share, SPREAD_REPAIR), .price = price,
        .cell = cell_at(w, COST_EQUIPMENT * w->currencies + currency_of(plan, i),
                        asset_plan_category(plan, i)),
        .count = asset_quantity(plan, i)};
}

static void add_units(struct world *w)
{
    const struct plan *plan = w->plan;
    size_t count = plan->post->assets.rows.count, k = 0;
    struct simulate_unit *units = arena_alloc(w->arena, count + 1, sizeof *units);
    for (size_t i = 0; i < count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        while (k < plan->purchase_count && plan->purchases[k].asset < i)
            k++;
        bool planned = k < plan->purchase_count && plan->purchases[k].asset == i;
        if (!a->valid || !a->active || a->payer != PAYER_POST || a->price == NO_PRICE ||
            a->covered_through || (!planned && !date_given(a->first)) ||
            currency_of(plan, i) == NOWHERE) /* its price's row is left out: there is no amount */
            continue;
        /* with budget_on=order the money is that of the order's day */
        date first = !planned                         ? a->first
                     : plan->rules.budget_on_order ? plan->purchases[k].order_by
                                                   : plan->purchases[k].on;
        add_unit(w, &units[w->input.units++], i, first);
    }
    w->input.unit = units;
}

/* What projects replace is bought again as planned: no fate of its own. */
static void add_covered(struct world *w)
{
    const struct plan *plan = w->plan;
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (a->valid && a->payer == PAYER_POST && a->covered_through && money_given(p->amount))
            add_fixed(w, COST_EQUIPMENT * w->currencies + currency_of(plan, p->asset),
                      asset_plan_category(plan, p->asset), p->fiscal_year, p->amount);
    }
}

static void fill(void *context, uint64_t draw, double factor[]);

static struct world *world_new(const struct plan *plan, uint64_t seed)
{
    struct arena *arena = plan->post->arena;
    struct world *w = arena_alloc(arena, 1, sizeof *w);
    *w = (struct world){.plan = plan, .arena = arena, .years = (size_t)plan->years, .seed = seed,
                        .currencies = plan->catalog->currency_count,
                        .drivers = (1u << DRIVERS) - 1};
    w->factors = COST_KINDS * w->currencies + plan->service_count;
    w->cell_of = arena_alloc(arena, w->factors * (PLAN_CATEGORIES + 1), sizeof *w->cell_of);
    w->cells = arena_alloc(arena, w->factors * (PLAN_CATEGORIES + 1), sizeof *w->cells);
    w->service_spread = arena_alloc(arena, plan->service_count * w->years + 1, sizeof(double));
    w->edges = arena_alloc(arena, w->years + 1, sizeof *w->edges);
    for (size_t y = 0; y <= w->years; y++)
        w->edges[y] = months_from(plan->settings->as_of, fiscal_start(plan->first_year + (int)y));
    add_costs(w);
    add_services(w);
    add_units(w);
    add_covered(w);
    w->input.seed = seed;
    w->input.years = w->years;
    w->input.edges = w->edges;
    w->input.groups = PLAN_CATEGORIES;
    w->input.factors = w->factors;
    w->input.cell = w->cells;
    w->input.fill = fill;
    w->input.context = w;
    return w;
}

/* ---- what is common to all units ---------------------------------------------------------------------- */

enum { STREAM_PRICE = 1, STREAM_INFLATION, STREAM_SERVICE = 1000, STREAM_EXCHANGE = 1000000 };

static bool moves(const struct world *w, enum driver_kind driver)
{
    return w->drivers >> driver & 1;
}

/* A factor of mean 1. */
static double step(double deviation, double normal, double years)
{
    return exp(deviation * normal - deviation * deviation * years / 2);
}

/* exp of a random walk: the years' deviations add up. */
static void walk(const struct world *w, uint64_t stream, uint64_t draw, double deviation,
                 bool moving, double path[])
{
    double sum = 0;
    for (size_t y = 0; y < w->years; y++) {
        if (moving && y)
            sum += simulate_normal(w->seed, stream, draw * SIMULATE_YEARS + y);
        path[y] = moving ? step(deviation, sum, (double)y) : 1;
    }
}

static void fill_services(const struct world *w, uint64_t draw, const double fx[], double factor[])
{
    const struct plan *plan = w->plan;
    for (size_t s = 0; s < plan->service_count; s++) {
        double normal = moves(w, DRIVER_SERVICE)
                            ? simulate_normal(w->seed, STREAM_SERVICE + s, draw) : 0;
        double *row = &factor[(COST_KINDS * w->currencies + s) * w->years];
        for (size_t y = 0; y < w->years; y++) {
            double error = 1 + normal * w->service_spread[s * w->years + y];
            row[y] = (error > 0 ? error : 0) * fx[plan->services[s].currency * w->years + y];
        }
    }
}

static void fill(void *context, uint64_t draw, double factor[])
{
    const struct world *w = context;
    double inflation[SIMULATE_YEARS], fx[64 * SIMULATE_YEARS];
    size_t currencies = w->currencies < 64 ? w->currencies : 64;
    double price = moves(w, DRIVER_PRICE)
                       ? step(spreads[SPREAD_PRICE].value,
                              simulate_normal(w->seed, STREAM_PRICE, draw), 1) : 1;
    walk(w, STREAM_INFLATION, draw, spreads[SPREAD_INFLATION].value, moves(w, DRIVER_INFLATION),
         inflation);
    for (size_t c = 0; c < currencies; c++)
        walk(w, STREAM_EXCHANGE + c, draw, spreads[SPREAD_EXCHANGE].value,
             c && moves(w, DRIVER_EXCHANGE), &fx[c * w->years]);
    for (size_t kind = 0; kind < COST_KINDS; kind++)
        for (size_t c = 0; c < w->currencies; c++)
            for (size_t y = 0; y < w->years; y++)
                factor[(kind * w->currencies + c) * w->years + y] =
                    (kind == COST_PROJECT ? 1 : inflation[y]) * (kind == COST_EQUIPMENT ? price : 1) *
                    fx[(c < currencies ? c : 0) * w->years + y];
    fill_services(w, draw, fx, factor);
}

/* ---- draws ------------------------------------------------------------------------------------------------ */

struct throws {
    const struct simulation *simulation;
    enum simulate_lives lives;
    size_t draws, block, width;
    double *out;
};

static void throw_block(void *context, size_t i)
{
    const struct throws *t = context;
    size_t first = i * t->block;
    size_t count = first + t->block < t->draws ? t->block : t->draws - first;
    simulate_run(t->simulation, first, count, t->lives, &t->out[first * t->width]);
}

static double *draw_all(const struct simulation *simulation, size_t years, size_t draws,
                        enum simulate_lives lives, unsigned threads)
{
    size_t width = simulate_rows(simulation) * years;
    struct throws t = {simulation, lives, draws, 256, width,
                       memory_array(draws * width, sizeof(double))};
    os_parallel(threads, (draws + t.block - 1) / t.block, throw_block, &t);
    return t.out;
}

static void summarize(const struct world *w, struct uncertainty *u, const double *drawn)
{
    const struct limits *limits = limits_read(w->plan);
    size_t width = u->rows * u->years;
    u->spread = arena_alloc(w->arena, width, sizeof *u->spread);
    for (size_t row = 0; row < u->rows; row++)
        for (size_t y = 0; y < u->years; y++) {
            struct year_spread *s = &u->spread[row * u->years + y];
            const double *values = &drawn[row * u->years + y];
            s->mean = simulate_mean(u->draws, values, width);
            simulate_percentiles(u->draws, values, width, SHARES, uncertain_shares, s->at);
            s->ceiling = row ? MONEY_NONE : limits->amount[y * limits->count];
            if (money_given(s->ceiling))
                s->within = simulate_within(u->draws, values, width, s->ceiling);
        }
}

/* Each driver by itself, the others as expected. */
static void draw_tornado(struct world *w, struct simulation *simulation, struct uncertainty *u,
                         unsigned threads)
{
    const double ends[2] = {0.10, 0.90};
    size_t width = u->rows * u->years;
    size_t by = (size_t)(w->plan->budget_year - w->plan->first_year);
    for (unsigned d = 0; d < DRIVERS; d++) {
        struct simulate_figure at[2];
        w->drivers = d == DRIVER_LIFE ? 0 : 1u << d;
        double *drawn = draw_all(simulation, u->years, u->tornado_draws,
                                 d == DRIVER_LIFE ? SIMULATE_LIVES_DRAWN : SIMULATE_LIVES_EXPECTED,
                                 threads);
        simulate_percentiles(u->tornado_draws, &drawn[by], width, 2, ends, at);
        u->tornado[d] = (struct simulate_swing){d, at[0].value, at[1].value};
        free(drawn);
    }
    simulate_tornado(DRIVERS, u->tornado);
}

struct uncertainty uncertain_plan(const struct plan *plan, struct dice dice)
{
    struct uncertainty u = {.years = (size_t)plan->years, .draws = dice.draws};
    if (u.years > SIMULATE_YEARS)
        return u;
    struct world *w = world_new(plan, dice.seed);
    struct simulation *simulation = simulate_prepare(w->arena, &w->input);
    if (!simulation)
        return u;
    u.possible = true;
    u.rows = simulate_rows(simulation);
    u.tornado_draws = dice.draws < 2000 ? dice.draws : 2000;
    double *drawn = draw_all(simulation, u.years, u.draws, SIMULATE_LIVES_DRAWN, dice.threads);
    summarize(w, &u, drawn);
    free(drawn);
    draw_tornado(w, simulation, &u, dice.threads);
    return u;
}

/* ---- best age ---------------------------------------------------------------------------------------------- */

static bool sum_category(const struct plan *plan, size_t category, struct best_age *b)
{
    double cents = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        int64_t quantity = asset_quantity(plan, i);
        money unit = a->valid && a->active && a->payer == PAYER_POST && a->bought == category
                         ? unit_price_of(plan, i, plan->first_year) : MONEY_NONE;
        if (!money_given(unit))
            continue;
        b->units += quantity;
        cents += (double)unit.cents * (double)quantity;
    }
    b->price = b->units ? money_round(cents / (double)b->units) : MONEY_ZERO;
    return b->units > 0 && b->price.cents > 0 && b->price.cents < MONEY_LIMIT;
}

static bool find_best(const struct plan *plan, size_t category, struct best_age *b)
{
    const struct category *k = &plan->catalog->categories[category];
    const struct escalation_class *class = &plan->catalog->classes[k->escalation_class];
    *b = (struct best_age){.category = category, .cycle = k->cycle_months,
                           .ages = {BEST_FIRST, BEST_LAST, BEST_STEP},
                           .assumed = category_life_assumed(plan, category)};
    if (!sum_category(plan, category, b))
        return false;
    struct bestage_unit unit = {
        .price = b->price, .life = in_years(category_life(plan, category)),
        .replace_fraction = share_or(k->replace_fraction, SPREAD_REPLACE),
        .repair_share = share_or(k->repair_share, SPREAD_REPAIR),
        .failure_cost = money_round((double)b->price.cents * spreads[SPREAD_FAILURE].value),
        .discount = spreads[SPREAD_DISCOUNT].value,
        .escalation = rate_in(&class->path, plan->budget_year) / 100};
    b->points = arena_alloc(plan->post->arena, bestage_count(b->ages), sizeof *b->points);
    if (!bestage_curve(&unit, b->ages, b->cycle, 0.02, b->points, &b->result))
        return false;
    b->yearly = money_times(b->result.extra, b->units);
    return true;
}

size_t best_ages(const struct plan *plan, struct best_age **out)
{
    size_t n = 0;
    *out = arena_alloc(plan->post->arena, plan->catalog->category_count + 1, sizeof **out);
    for (size_t k = 0; k < plan->catalog->category_count; k++)
        n += find_best(plan, k, &(*out)[n]);
    return n;
}
