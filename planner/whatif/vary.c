/* What a change does to a post: it edits a copy of the columns that it touches, as the post could
 * have done by hand; what no file can say (a price that differs by year) goes into the variant. */
#include "planner/scenario.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/parse.h"
#include "planner/sort.h"
#include "planner/split.h"

/* The change under way, and how many figures it has altered. */
struct work {
    struct state *next;
    const struct state *before;
    const struct scenario_change *change;
    struct plan *base;
    size_t altered;
};

static bool has(const struct work *w, enum scope_field field)
{
    return w->change->scope.fields >> field & 1;
}

static void refuse(const struct work *w, const char *message)
{
    struct scenario_rows *t = &w->base->post->scenarios;
    rows_report(w->base->post->diag, &t->rows, w->change->row, "value", ERROR, "bad-value",
                t->value[w->change->row], "%s", message);
}

static void *copy(struct arena *arena, const void *from, size_t count, size_t size)
{
    void *to = arena_alloc(arena, count + 1, size);
    if (count && from)
        memcpy(to, from, count * size);
    return to;
}
#define OWN(w, array, count)                                                                       \
    ((array) = copy((w)->base->post->arena, (array), (count), sizeof *(array)))

/* ---- arithmetic: half away from zero ------------------------------------------------------------- */

static wide power_of_ten(unsigned places)
{
    wide power = 1;
    while (places--)
        power *= 10;
    return power;
}

static int64_t times(int64_t n, decimal factor)
{
    return money_ratio((wide)n * factor.units, power_of_ten(factor.places)).cents;
}

static money changed_money(const struct scenario_change *c, money from)
{
    switch (c->operation) {
    case OPERATION_SET:
        return c->amount;
    case OPERATION_ADD:
        return money_add(from, c->amount);
    default:
        return (money){times(from.cents, c->number)};
    }
}

static int64_t changed_whole(const struct scenario_change *c, int64_t from)
{
    int64_t n = 0;
    if (c->operation == OPERATION_MULTIPLY)
        return times(from, c->number);
    (void)decimal_scaled(c->number, 0, &n);
    return c->operation == OPERATION_ADD ? from + n : n;
}

/* Exact where 15 digits suffice, which is as many as are read from a file. */
static decimal fitted(wide units, unsigned places)
{
    const wide most = INT64_C(999999999999999);
    while (places && (units > most || units < -most || units % 10 == 0)) {
        wide half = units < 0 ? -5 : 5;
        units = units % 10 == 0 ? units / 10 : (units + half) / 10;
        places--;
    }
    return (decimal){(int64_t)units, (uint8_t)places};
}

static decimal changed_decimal(const struct scenario_change *c, decimal from)
{
    if (c->operation == OPERATION_SET)
        return c->number;
    if (c->operation == OPERATION_MULTIPLY)
        return fitted((wide)from.units * c->number.units, (unsigned)from.places + c->number.places);
    unsigned places = from.places > c->number.places ? from.places : c->number.places;
    return fitted(from.units * power_of_ten(places - from.places) +
                      c->number.units * power_of_ten(places - c->number.places), places);
}

/* The decimal that a rate was read from. */
static decimal as_written(double rate)
{
    char buffer[64];
    decimal out = {0, 0};
    snprintf(buffer, sizeof buffer, "%.15f", rate);
    char *end = buffer + strlen(buffer);
    size_t digits = 0;
    for (char *c = buffer; *c; c++)
        digits += *c >= '0' && *c <= '9' && (digits || *c != '0');
    while (digits > 15 && end[-1] != '.') /* 15 digits are exact */
        *--end = '\0', digits--;
    while (end[-1] == '0' && strchr(buffer, '.'))
        *--end = '\0';
    if (end[-1] == '.')
        *--end = '\0';
    return parse_decimal(text_of(buffer), (struct notation){'.', ORDER_UNKNOWN}, &out)
               ? (decimal){(int64_t)llround(rate * 1e6), 6} : out;
}

/* Applies the change to one year's figure of a table by years. */
static void change_money(struct work *w, money *at)
{
    money to = changed_money(w->change, *at);
    if (to.cents < 0 || !money_fits(to) || to.cents > MONEY_LIMIT) {
        refuse(w, "makes an amount that is below zero or too large");
        return;
    }
    w->altered += to.cents != at->cents;
    *at = to;
}

static void change_years(struct work *w, money *by_year)
{
    const struct plan *base = w->base;
    for (int y = 0; y < base->years; y++) {
        int year = base->first_year + y;
        if (year >= w->change->from && year <= w->change->to)
            change_money(w, &by_year[y]);
    }
}

/* A table [row * years + year], begun from figures that hold for all years. */
static money *by_years(struct work *w, const money *so_far, size_t rows, const money *same)
{
    size_t years = (size_t)w->base->years;
    money *table = arena_alloc(w->base->post->arena, rows * years + 1, sizeof *table);
    for (size_t k = 0; k < rows * years; k++)
        table[k] = so_far ? so_far[k] : same[k / years];
    return table;
}

/* ---- what a scope covers ---------------------------------------------------------------------------- */

/* As asset_in_scope, by what is bought: a price and a class belong to that. */
static bool buys_in_scope(const struct work *w, size_t i)
{
    struct scope scope = w->change->scope;
    scope.fields &= ~(1u << SCOPE_CATEGORY);
    return w->before->plan->assets[i].valid &&
           (!has(w, SCOPE_CATEGORY) ||
            w->before->plan->assets[i].bought == w->change->scope.category) &&
           asset_in_scope(w->before->plan, &scope, i);
}

static bool holds_in_scope(const struct work *w, size_t i)
{
    return w->before->plan->assets[i].valid &&
           asset_in_scope(w->before->plan, &w->change->scope, i);
}

/* What a service, licence, project or position has of what a scope can name. */
struct about {
    enum scope_field named; /* SCOPE_SERVICE, SCOPE_PROJECT; SCOPE_FIELDS: none */
    word name, currency, funding_source;
    unsigned network, plan_category;
    size_t class_index;
};

static bool cost_in_scope(const struct work *w, const struct about *a)
{
    const struct scope *s = &w->change->scope;
    const struct catalog *c = w->before->plan->catalog;
    const unsigned of_assets = 1u << SCOPE_CATEGORY | 1u << SCOPE_POST | 1u << SCOPE_MODEL |
                               1u << SCOPE_CUSTODIAN_AGENCY | 1u << SCOPE_ASSET_TAG;
    const unsigned names = 1u << SCOPE_SERVICE | 1u << SCOPE_PROJECT;
    unsigned own = a->named == SCOPE_FIELDS ? 0 : 1u << a->named;
    if ((s->fields & of_assets) || (s->fields & names & ~own))
        return false;
    if ((s->fields & own) && !word_same(a->name, s->value[a->named]))
        return false;
    if (has(w, SCOPE_NETWORK) && a->network != s->network)
        return false;
    if (has(w, SCOPE_PLAN_CATEGORY) && a->plan_category != s->plan_category)
        return false;
    if (has(w, SCOPE_CLASS) && a->class_index != class_find(c, s->value[SCOPE_CLASS]))
        return false;
    if (has(w, SCOPE_CURRENCY) &&
        currency_find(c, a->currency) != currency_find(c, s->value[SCOPE_CURRENCY]))
        return false;
    word source = word_given(a->funding_source)
                      ? a->funding_source : words_put_string(w->base->post->words, "POST_DP");
    return !has(w, SCOPE_FUNDING_SOURCE) || word_same(source, s->value[SCOPE_FUNDING_SOURCE]);
}

static struct about about_service(const struct work *w, size_t service)
{
    const struct service_rows *t = &w->next->post.services;
    size_t row = w->base->services[service].first_row;
    return (struct about){SCOPE_SERVICE, t->service[row], t->currency[row], t->funding_source[row],
                          t->network[row],
                          t->plan_category[row] ? t->plan_category[row] : PLAN_TELECOMMUNICATIONS,
                          w->base->catalog->service};
}

static size_t class_or(const struct work *w, word name, size_t otherwise)
{
    size_t at = word_given(name) ? class_find(w->before->plan->catalog, name) : NOWHERE;
    return at == NOWHERE ? otherwise : at;
}

static struct about about_license(const struct work *w, size_t i)
{
    const struct license_rows *t = &w->next->post.licenses;
    return (struct about){SCOPE_FIELDS, {0}, t->currency[i], t->funding_source[i], 0, PLAN_SOFTWARE,
                          class_or(w, t->escalation_class[i], w->base->catalog->software)};
}

static struct about about_project(const struct work *w, size_t i)
{
    const struct project_rows *t = &w->next->post.projects;
    return (struct about){SCOPE_PROJECT, t->project[i], t->currency[i], t->funding_source[i], 0,
                          t->plan_category[i],
                          class_or(w, t->escalation_class[i], w->base->catalog->general)};
}

static struct about about_position(const struct work *w, size_t i)
{
    const struct staff_rows *t = &w->next->post.staff;
    return (struct about){SCOPE_FIELDS, {0}, t->currency[i], t->funding_source[i], 0,
                          PLAN_PERSONNEL, w->base->catalog->personnel};
}

static bool covers(const struct work *w, struct about a)
{
    return cost_in_scope(w, &a);
}

/* ---- cycles ------------------------------------------------------------------------------------------- */

static bool change_cycle(struct work *w, int32_t *at)
{
    int64_t to = changed_whole(w->change, *at);
    if (to < 1 || to > 1200) {
        refuse(w, "makes a cycle that is not 1 to 1200 months");
        return false;
    }
    bool differs = to != *at;
    *at = (int32_t)to;
    return differs;
}

/* The category's own cycle, whoever holds it. */
static void change_category_cycles(struct work *w)
{
    const struct catalog *c = w->before->plan->catalog;
    struct variant *v = &w->next->variant;
    size_t count = w->base->catalog->category_count;
    int32_t *cycle = arena_alloc(w->base->post->arena, count + 1, sizeof *cycle);
    for (size_t i = 0; i < count; i++) {
        const struct category *k = &c->categories[i];
        cycle[i] = k->cycle_months;
        if ((has(w, SCOPE_CATEGORY) && i != w->change->scope.category) ||
            (has(w, SCOPE_CLASS) &&
             k->escalation_class != class_find(c, w->change->scope.value[SCOPE_CLASS])))
            continue;
        w->altered += change_cycle(w, &cycle[i]) && k->used;
    }
    v->cycle = cycle;
}

/* Of some assets only: those without a cycle of their own, or with asset_tag or model all. */
static void change_asset_cycles(struct work *w)
{
    const struct plan *before = w->before->plan;
    struct assets *t = &w->next->post.assets;
    bool also_own = has(w, SCOPE_ASSET_TAG) || has(w, SCOPE_MODEL);
    OWN(w, t->cycle_months, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        int32_t cycle = before->assets[i].cycle;
        if (!holds_in_scope(w, i) ||
            (before->assets[i].cycle_from != CYCLE_OF_CATEGORY && !also_own))
            continue;
        if (change_cycle(w, &cycle))
            w->altered++, t->cycle_months[i] = cycle;
    }
}

static void vary_cycle(struct work *w)
{
    const unsigned of_category = 1u << SCOPE_CATEGORY | 1u << SCOPE_CLASS;
    if (w->change->scope.fields & ~of_category)
        change_asset_cycles(w);
    else
        change_category_cycles(w);
}

/* ---- prices and rates ---------------------------------------------------------------------------------- */

static money price_now(const struct plan *plan, size_t i)
{
    const struct asset_plan *a = &plan->assets[i];
    return a->price >= 0          ? plan->post->prices.unit_price[a->price]
           : a->price == OWN_COST ? plan->post->assets.unit_cost[i]
                                  : MONEY_ZERO;
}

static void vary_unit_price(struct work *w)
{
    const struct plan *before = w->before->plan;
    size_t count = w->next->post.assets.rows.count, years = (size_t)before->years;
    money *now = arena_alloc(w->base->post->arena, count + 1, sizeof *now);
    for (size_t i = 0; i < count; i++)
        now[i] = before->assets[i].valid ? price_now(before, i) : MONEY_ZERO;
    money *table = by_years(w, before->variant ? before->variant->unit_price : NULL, count, now);
    for (size_t i = 0; i < count; i++)
        if (before->assets[i].valid && before->assets[i].price != NO_PRICE && buys_in_scope(w, i))
            change_years(w, &table[i * years]);
    w->next->variant.unit_price = table;
}

static void vary_service_cost(struct work *w)
{
    const struct plan *before = w->before->plan;
    size_t years = (size_t)before->years;
    money *table = arena_alloc(w->base->post->arena, before->service_count * years + 1,
                               sizeof *table);
    for (size_t s = 0; s < before->service_count; s++) {
        if (!before->services[s].local)
            continue;
        memcpy(&table[s * years], before->services[s].local, years * sizeof *table);
        if (!before->services[s].ended && covers(w, about_service(w, s)))
            change_years(w, &table[s * years]);
    }
    w->next->variant.service_cost = table;
}

static void vary_license_cost(struct work *w)
{
    const struct license_rows *t = &w->next->post.licenses;
    money *table = by_years(w, w->next->variant.license_cost, t->rows.count, t->annual_cost);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && money_given(t->annual_cost[i]) && covers(w, about_license(w, i)))
            change_years(w, &table[i * (size_t)w->base->years]);
    w->next->variant.license_cost = table;
}

static void vary_personnel_cost(struct work *w)
{
    const struct staff_rows *t = &w->next->post.staff;
    money *table = by_years(w, w->next->variant.staff_cost, t->rows.count, t->annual_cost);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && covers(w, about_position(w, i)))
            change_years(w, &table[i * (size_t)w->base->years]);
    w->next->variant.staff_cost = table;
}

/* The rates of from..to; those behind stay what they were. */
static struct rate_path changed_path(struct work *w, const struct rate_path *from)
{
    int last_plan = w->base->first_year + w->base->years - 1;
    int last = from->count ? from->first + (int)from->count - 1 : from->first;
    int first = from->count && from->first < w->change->from ? from->first : w->change->from;
    last = last > last_plan ? last : last_plan;
    size_t count = (size_t)(last - first) + 1;
    double *pct = arena_alloc(w->base->post->arena, count, sizeof *pct);
    for (size_t k = 0; k < count; k++) {
        int year = first + (int)k;
        pct[k] = rate_in(from, year);
        if (year < w->change->from || year > w->change->to)
            continue;
        decimal rate = changed_decimal(w->change, as_written(pct[k]));
        if (decimal_compare(rate, decimal_whole(-100)) <= 0)
            refuse(w, "makes a rate of -100 % or less");
        double to = decimal_double(rate);
        w->altered += to < pct[k] || to > pct[k];
        pct[k] = to;
    }
    return (struct rate_path){first, count, pct};
}

static void vary_escalation(struct work *w)
{
    const struct catalog *c = w->before->plan->catalog;
    size_t wanted = has(w, SCOPE_CLASS) ? class_find(c, w->change->scope.value[SCOPE_CLASS])
                                        : NOWHERE;
    struct rate_path *rates = arena_alloc(w->base->post->arena, c->class_count + 1, sizeof *rates);
    for (size_t i = 0; i < c->class_count; i++)
        rates[i] = wanted == NOWHERE || wanted == i ? changed_path(w, &c->classes[i].path)
                                                    : c->classes[i].path;
    w->next->variant.rates = rates;
}

static struct currency changed_currency(struct work *w, const struct currency *from)
{
    struct currency made = *from;
    int last_plan = w->base->first_year + w->base->years - 1;
    made.first_year = from->first_year < w->change->from ? from->first_year : w->change->from;
    made.last_year = from->last_year > last_plan ? from->last_year : last_plan;
    size_t count = (size_t)(made.last_year - made.first_year) + 1;
    made.rate = arena_alloc(w->base->post->arena, count, sizeof *made.rate);
    made.given = arena_alloc(w->base->post->arena, count, sizeof *made.given);
    for (size_t k = 0; k < count; k++) {
        int year = made.first_year + (int)k;
        decimal rate = currency_rate(from, year), to = rate;
        if (year >= w->change->from && year <= w->change->to)
            to = changed_decimal(w->change, rate);
        if (to.units <= 0)
            refuse(w, "makes a rate that is not above zero"), to = rate;
        w->altered += decimal_compare(to, rate) != 0;
        made.rate[k] = to;
    }
    return made;
}

static void vary_exchange(struct work *w)
{
    const struct catalog *c = w->before->plan->catalog;
    size_t wanted = has(w, SCOPE_CURRENCY)
                        ? currency_find(c, w->change->scope.value[SCOPE_CURRENCY]) : NOWHERE;
    struct currency *made = arena_alloc(w->base->post->arena, c->currency_count + 1, sizeof *made);
    for (size_t i = 0; i < c->currency_count; i++)
        made[i] = i && (wanted == NOWHERE || wanted == i) ? changed_currency(w, &c->currencies[i])
                                                          : c->currencies[i];
    w->next->variant.currencies = made;
}

/* The plan years from..to, one bit each. */
static uint32_t years_between(const struct work *w, int from, int to)
{
    uint32_t bits = 0;
    for (int y = 0; y < w->base->years; y++)
        if (w->base->first_year + y >= from && w->base->first_year + y <= to)
            bits |= 1u << y;
    return bits;
}

/* ---- more units, more people ---------------------------------------------------------------------------- */

static void put_absent(void *at, enum kind kind)
{
    switch (kind) {
    case KIND_MONEY:
        *(money *)at = MONEY_NONE;
        break;
    case KIND_DATE:
        *(date *)at = DATE_NONE;
        break;
    case KIND_WHOLE:
    case KIND_YEAR:
    case KIND_QUARTER:
        *(int32_t *)at = WHOLE_NONE;
        break;
    case KIND_DECIMAL:
        *(decimal *)at = DECIMAL_NONE;
        break;
    default:
        break; /* zero is absent */
    }
}

/* One more row, all cells empty. */
static void grow_rows(struct work *w, struct rows *rows, void *table)
{
    struct arena *arena = w->base->post->arena;
    size_t n = rows->count;
    for (const struct column *c = rows->columns; c->name; c++) {
        void *column;
        memcpy(&column, (char *)table + c->offset, sizeof column);
        size_t size = kind_size(c->kind);
        column = copy(arena, column, n, size);
        put_absent((char *)column + n * size, c->kind);
        memcpy((char *)table + c->offset, &column, sizeof column);
    }
    rows->offset = copy(arena, rows->offset, n, sizeof *rows->offset);
    rows->bad = copy(arena, rows->bad, n, sizeof *rows->bad);
    rows->count++;
}

/* Tables by asset get a row more; a new unit costs what others of its price row cost. */
static void grow_variant(struct work *w, size_t category)
{
    struct variant *v = &w->next->variant;
    const struct plan *before = w->before->plan;
    size_t n = w->next->post.assets.rows.count - 1, years = (size_t)before->years;
    if (v->frozen)
        v->frozen = copy(w->base->post->arena, v->frozen, n, sizeof *v->frozen);
    if (!v->unit_price)
        return;
    v->unit_price = copy(w->base->post->arena, v->unit_price, (n + 1) * years,
                         sizeof *v->unit_price);
    for (size_t i = 0; i < before->post->assets.rows.count; i++)
        if (before->assets[i].valid && before->assets[i].bought == category &&
            before->assets[i].price >= 0) {
            memcpy(&v->unit_price[n * years], &v->unit_price[i * years], years * sizeof(money));
            return;
        }
}

/* The day on which what is new is first in use: its money is that of `year`. */
static date first_day(const struct work *w, size_t category, int year)
{
    const struct plan *before = w->before->plan;
    date order = date_later(fiscal_start(year), before->rules.first_buy);
    return before->rules.budget_on_order
               ? date_add_months(order, before->catalog->categories[category].lead_months) : order;
}

static void add_units(struct work *w, size_t category, int64_t units)
{
    struct assets *t = &w->next->post.assets;
    struct post *post = w->base->post;
    const struct scope *s = &w->change->scope;
    size_t i = t->rows.count;
    if (units <= 0)
        return;
    if (units > 1000000) {
        refuse(w, "makes more than a million units");
        return;
    }
    const char *name = post_string(post, w->before->plan->catalog->categories[category].name);
    grow_rows(w, &t->rows, t);
    t->asset_tag[i] = words_put_string(post->words, arena_format(post->arena, "new %s (%zu)", name,
                                                                 w->change->row + 1));
    t->category[i] = w->before->plan->catalog->categories[category].name;
    t->acquired[i] = w->base->settings->as_of;
    t->quantity[i] = (int32_t)units;
    t->network[i] = (uint8_t)s->network;
    t->model[i] = s->value[SCOPE_MODEL];
    t->post[i] = s->value[SCOPE_POST];
    t->custodian_agency[i] = s->value[SCOPE_CUSTODIAN_AGENCY];
    t->funding_source[i] = s->value[SCOPE_FUNDING_SOURCE];
    t->decision[i] = DECISION_REPLACE;
    t->replace_by[i] = first_day(w, category, w->change->from);
    grow_variant(w, category);
    w->altered++;
}

/* With a factor those in scope; people who are added may be in a place that has none yet. */
static int64_t units_held(const struct work *w, size_t category)
{
    bool all = w->change->operation == OPERATION_ADD && w->change->number.units > 0;
    const struct plan *before = w->before->plan;
    int64_t units = 0;
    for (size_t i = 0; i < before->post->assets.rows.count; i++) {
        if (before->assets[i].valid && before->assets[i].active &&
            before->assets[i].held == category && (all || holds_in_scope(w, i)))
            units += asset_quantity(before, i);
    }
    return units;
}

/* n x per person, or what the factor adds to those there are: rounded up, so a part of a unit is a
 * unit.  Below zero: so many fewer. */
static int64_t units_for_people(const struct work *w, decimal per_person, int64_t there)
{
    const struct scenario_change *c = w->change;
    wide numerator, denominator;
    if (c->operation == OPERATION_ADD) {
        numerator = (wide)c->number.units * per_person.units;
        denominator = power_of_ten((unsigned)c->number.places + per_person.places);
    } else {
        denominator = power_of_ten(c->number.places);
        numerator = (wide)there * (c->number.units - denominator);
    }
    return (int64_t)(numerator > 0 ? (numerator + denominator - 1) / denominator
                                   : numerator / denominator); /* towards zero is upwards here */
}

/* Whose units are no longer needed: those that fall due first from the year on. */
struct leaver {
    size_t asset;
    bool later; /* its next replacement comes before people leave */
    date on;
};

static int first_due(const void *left, const void *right)
{
    const struct leaver *a = left, *b = right;
    if (a->later != b->later)
        return a->later ? 1 : -1;
    int order = date_compare(a->on, b->on);
    return order ? order : (a->asset > b->asset) - (a->asset < b->asset);
}

static size_t find_leavers(const struct work *w, size_t category, struct leaver leavers[])
{
    const struct plan *before = w->before->plan;
    size_t count = 0;
    for (size_t i = 0; i < before->post->assets.rows.count; i++) {
        const struct asset_plan *a = &before->assets[i];
        if (!a->valid || !a->active || a->held != category || !holds_in_scope(w, i) ||
            !date_given(a->first))
            continue;
        leavers[count++] = (struct leaver){i, fiscal_year(a->first) < w->change->from, a->first};
    }
    if (count)
        sort(leavers, count, sizeof *leavers, first_due);
    return count;
}

/* Fewer people: units that fall due from the year on are turned in instead of replaced; where those
 * do not suffice, whole rows that were replaced before are not bought again. */
static void remove_units(struct work *w, size_t category, int64_t units)
{
    struct assets *t = &w->next->post.assets;
    struct variant *v = &w->next->variant;
    size_t n = t->rows.count;
    if (units <= 0)
        return;
    struct leaver *leavers = arena_alloc(w->base->post->arena, n + 1, sizeof *leavers);
    size_t count = find_leavers(w, category, leavers);
    OWN(w, t->quantity, n);
    OWN(w, t->decision, n);
    v->frozen = copy(w->base->post->arena, v->frozen, n, sizeof *v->frozen);
    for (size_t k = 0; k < count && units > 0; k++) {
        size_t i = leavers[k].asset;
        int64_t quantity = asset_quantity(w->before->plan, i);
        int64_t gone = quantity < units ? quantity : units;
        if (leavers[k].later && gone < quantity)
            continue;
        if (leavers[k].later)
            v->frozen[i] |= years_between(w, w->change->from, INT_MAX);
        else if (gone < quantity)
            t->quantity[i] = (int32_t)(quantity - gone);
        else
            t->decision[i] = DECISION_RETIRE;
        units -= gone;
        w->altered++;
    }
}

static void add_seats(struct work *w)
{
    const struct license_rows *t = &w->next->post.licenses;
    struct variant *v = &w->next->variant;
    money *table = by_years(w, v->license_cost, t->rows.count, t->annual_cost);
    for (size_t i = 0; i < t->rows.count; i++) {
        int32_t owned = t->qty_owned[i];
        if (t->rows.bad[i] || !money_given(t->annual_cost[i]) || !whole_given(owned) || owned < 1 ||
            !decimal_given(t->per_person[i]) || t->per_person[i].units <= 0)
            continue;
        int64_t seats = units_for_people(w, t->per_person[i], owned);
        seats = seats < -owned ? -owned : seats;
        for (int y = 0; y < w->base->years; y++) {
            money *at = &table[i * (size_t)w->base->years + (size_t)y];
            if (w->base->first_year + y < w->change->from)
                continue;
            money to = money_ratio((wide)at->cents * (owned + seats), owned);
            w->altered += to.cents != at->cents;
            *at = to;
        }
    }
    v->license_cost = table;
}

/* ---- head counts of the workload ---- */

/* A cost center that is shared by people: the basic package, general services of ICASS Lite, or one
 * whose factor in cost_centers.csv speaks of them. */
static bool shared_by_people(const struct work *w, word center)
{
    static const char *const said[] = {"people", "person", "headcount", "capita", "hire", "employee"};
    const struct post *post = &w->next->post;
    const struct cost_center_rows *t = &post->cost_centers;
    const char *code = words_string(post->words, center);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !word_same(t->code[i], center) || !word_given(t->factor[i]))
            continue;
        char key[128];
        text_key(words_text(post->words, t->factor[i]), key, sizeof key);
        for (size_t k = 0; k < sizeof said / sizeof *said; k++)
            if (strstr(key, said[k]))
                return true;
        return false;
    }
    return !strcmp(code, "6150") || !strcmp(code, "6145");
}

/* Counts hold until others are given: the year in which people come gets its own. */
static void begin_counts(struct work *w, int year)
{
    struct workload_rows *t = &w->next->post.workload;
    int latest = 0;
    size_t count = t->rows.count;
    for (size_t i = 0; i < count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] <= year && t->fiscal_year[i] > latest)
            latest = t->fiscal_year[i];
    for (size_t i = 0; i < count && latest && latest < year; i++) {
        if (t->rows.bad[i] || t->fiscal_year[i] != latest)
            continue;
        size_t to = t->rows.count;
        grow_rows(w, &t->rows, t);
        t->fiscal_year[to] = year;
        t->cost_center[to] = t->cost_center[i];
        t->agency[to] = t->agency[i];
        t->reason[to] = t->reason[i];
        t->count[to] = t->count[i];
        t->weight[to] = t->weight[i];
        t->modifier[to] = t->modifier[i];
    }
}

static bool counts_here(const struct work *w, size_t i)
{
    const struct workload_rows *t = &w->next->post.workload;
    return !t->rows.bad[i] && t->fiscal_year[i] >= w->change->from &&
           decimal_given(t->count[i]) && shared_by_people(w, t->cost_center[i]) &&
           (!has(w, SCOPE_CUSTODIAN_AGENCY) ||
            word_same(t->agency[i], w->change->scope.value[SCOPE_CUSTODIAN_AGENCY]));
}

static void set_count(struct work *w, size_t i, decimal to)
{
    decimal *at = &w->next->post.workload.count[i];
    to = to.units < 0 ? decimal_whole(0) : to;
    w->altered += decimal_compare(to, *at) != 0;
    *at = to;
}

static decimal rounded_up(decimal d)
{
    wide power = power_of_ten(d.places);
    return (decimal){(int64_t)(d.units > 0 ? (d.units + power - 1) / power : d.units / power), 0};
}

/* New people of an agency count with it; of nobody in particular, with all as they count today. */
static void spread_people(struct work *w, const size_t rows[], size_t count)
{
    const struct workload_rows *t = &w->next->post.workload;
    int64_t people = 0, *weights = memory_array(count, sizeof *weights);
    money *parts = memory_array(count, sizeof *parts);
    (void)decimal_scaled(w->change->number, 0, &people);
    for (size_t k = 0; k < count; k++)
        (void)decimal_scaled(rounded_up(t->count[rows[k]]), 0, &weights[k]);
    if (split_largest_remainder((money){people}, count, weights, parts))
        for (size_t k = 0; k < count; k++) {
            struct scenario_change one = *w->change;
            one.number = decimal_whole(parts[k].cents);
            set_count(w, rows[k], changed_decimal(&one, t->count[rows[k]]));
        }
    free(parts);
    free(weights);
}

static void count_people(struct work *w)
{
    struct workload_rows *t = &w->next->post.workload;
    begin_counts(w, w->change->from);
    OWN(w, t->count, t->rows.count);
    size_t *rows = memory_array(t->rows.count + 1, sizeof *rows);
    bool *done = memory_array(t->rows.count + 1, sizeof *done);
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t n = 0; /* the center's rows of the year */
        for (size_t k = i; k < t->rows.count; k++)
            if (!done[k] && counts_here(w, k) && t->fiscal_year[k] == t->fiscal_year[i] &&
                word_same(t->cost_center[k], t->cost_center[i]))
                done[rows[n++] = k] = true;
        if (w->change->operation == OPERATION_ADD)
            spread_people(w, rows, n);
        for (size_t k = 0; k < n && w->change->operation == OPERATION_MULTIPLY; k++)
            set_count(w, rows[k], rounded_up(changed_decimal(w->change, t->count[rows[k]])));
    }
    free(done);
    free(rows);
}

static void vary_headcount(struct work *w)
{
    const struct catalog *c = w->before->plan->catalog;
    for (size_t k = 0; k < w->base->catalog->category_count; k++) {
        decimal per_person = c->categories[k].per_person;
        int64_t there = units_held(w, k);
        if (!there || !decimal_given(per_person) || per_person.units <= 0 ||
            (has(w, SCOPE_CATEGORY) && k != w->change->scope.category))
            continue;
        int64_t units = units_for_people(w, per_person, there);
        add_units(w, k, units);
        remove_units(w, k, -units);
    }
    if (!(w->change->scope.fields & ~(1u << SCOPE_POST | 1u << SCOPE_CUSTODIAN_AGENCY))) {
        add_seats(w);
        count_people(w);
    }
}

static void vary_quantity(struct work *w)
{
    int64_t units = 0;
    if (decimal_scaled(w->change->number, 0, &units))
        add_units(w, w->change->scope.category, units);
}

/* ---- projects, support, funding -------------------------------------------------------------------------- */

static void delay_project(struct work *w, size_t i)
{
    struct project_rows *t = &w->next->post.projects;
    int64_t months = 0;
    (void)decimal_scaled(w->change->number, 0, &months);
    int quarter = whole_given(t->quarter[i]) ? t->quarter[i] : 1;
    int64_t start = (int64_t)t->fiscal_year[i] * 12 + (quarter - 1) * 3 + months;
    int32_t year = (int32_t)(start / 12), moved = year - t->fiscal_year[i];
    w->altered += moved != 0;
    t->fiscal_year[i] = year;
    if (whole_given(t->quarter[i]))
        t->quarter[i] = (int32_t)(start % 12 / 3) + 1;
    if (whole_given(t->recurring_until[i]))
        t->recurring_until[i] += moved;
}

static struct project_rows *own_projects(struct work *w)
{
    struct project_rows *t = &w->next->post.projects;
    size_t n = t->rows.count;
    OWN(w, t->fiscal_year, n);
    OWN(w, t->quarter, n);
    OWN(w, t->recurring_until, n);
    OWN(w, t->amount, n);
    OWN(w, t->rows.bad, n);
    return t;
}

static void vary_project(struct work *w)
{
    struct project_rows *t = own_projects(w);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !covers(w, about_project(w, i)))
            continue;
        if (w->change->operation == OPERATION_DROP)
            t->rows.bad[i] = 1, w->altered++;
        else if (w->change->operation == OPERATION_DELAY)
            delay_project(w, i);
        else
            change_money(w, &t->amount[i]);
    }
}

static void vary_end_of_support(struct work *w)
{
    struct assets *t = &w->next->post.assets;
    OWN(w, t->end_of_support, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++)
        if (holds_in_scope(w, i)) {
            w->altered += date_compare(w->before->plan->assets[i].end_of_support,
                                       w->change->day) != 0;
            t->end_of_support[i] = w->change->day;
        }
}

static void change_source(struct work *w, word *at)
{
    w->altered += !word_same(*at, w->change->name);
    *at = w->change->name;
}

static void vary_funding_source(struct work *w)
{
    struct post *p = &w->next->post;
    OWN(w, p->assets.funding_source, p->assets.rows.count);
    OWN(w, p->services.funding_source, p->services.rows.count);
    OWN(w, p->licenses.funding_source, p->licenses.rows.count);
    OWN(w, p->projects.funding_source, p->projects.rows.count);
    OWN(w, p->staff.funding_source, p->staff.rows.count);
    for (size_t i = 0; i < p->assets.rows.count; i++)
        if (holds_in_scope(w, i))
            change_source(w, &p->assets.funding_source[i]);
    for (size_t s = 0; s < w->base->service_count; s++)
        if (covers(w, about_service(w, s))) /* the first row speaks for all */
            change_source(w, &p->services.funding_source[w->base->services[s].first_row]);
    for (size_t i = 0; i < p->licenses.rows.count; i++)
        if (covers(w, about_license(w, i)))
            change_source(w, &p->licenses.funding_source[i]);
    for (size_t i = 0; i < p->projects.rows.count; i++)
        if (covers(w, about_project(w, i)))
            change_source(w, &p->projects.funding_source[i]);
    for (size_t i = 0; i < p->staff.rows.count; i++)
        if (covers(w, about_position(w, i)))
            change_source(w, &p->staff.funding_source[i]);
}

/* ---- freezes, ceilings, a continuing resolution ------------------------------------------------------------- */

/* A project waits as well, at the later year's price; one already under way goes on. */
static void freeze_projects(struct work *w, int from, int to)
{
    struct project_rows *t = own_projects(w);
    const struct catalog *c = w->before->plan->catalog;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct about a = about_project(w, i);
        if (t->rows.bad[i] || t->fiscal_year[i] < from || t->fiscal_year[i] > to ||
            !cost_in_scope(w, &a))
            continue;
        t->amount[i] = price_escalate(t->amount[i], price_factor(&c->classes[a.class_index].path,
                                                                 t->fiscal_year[i], to + 1));
        t->fiscal_year[i] = to + 1;
        if (whole_given(t->recurring_until[i]) && t->recurring_until[i] < to + 1)
            t->recurring_until[i] = to + 1;
        w->altered++;
    }
}

static void freeze_years(struct work *w, int from, int to)
{
    struct variant *v = &w->next->variant;
    size_t count = w->next->post.assets.rows.count;
    uint32_t bits = years_between(w, from, to);
    uint32_t *frozen = arena_alloc(w->base->post->arena, count + 1, sizeof *frozen);
    if (v->frozen)
        memcpy(frozen, v->frozen, count * sizeof *frozen);
    for (size_t i = 0; i < count; i++)
        if (buys_in_scope(w, i)) {
            w->altered += (frozen[i] | bits) != frozen[i];
            frozen[i] |= bits;
        }
    v->frozen = frozen;
    freeze_projects(w, from, to);
}

static bool ceiling_in_scope(const struct work *w, const struct ceiling_rows *t, size_t i)
{
    const struct scope *s = &w->change->scope;
    return t->fiscal_year[i] >= w->change->from && t->fiscal_year[i] <= w->change->to &&
           word_same(t->funding_source[i], s->value[SCOPE_FUNDING_SOURCE]) &&
           t->plan_category[i] == s->plan_category;
}

/* A ceiling that is set where there was none. */
static void new_ceilings(struct work *w)
{
    struct ceiling_rows *t = &w->next->post.ceilings;
    for (int year = w->change->from; year <= w->change->to; year++) {
        bool there = false;
        for (size_t i = 0; i < t->rows.count; i++)
            there |= ceiling_in_scope(w, t, i) && t->fiscal_year[i] == year &&
                     !whole_given(t->quarter[i]);
        if (there || year_index(w->base, year) < 0)
            continue;
        size_t i = t->rows.count;
        grow_rows(w, &t->rows, t);
        t->fiscal_year[i] = year;
        t->amount[i] = w->change->amount;
        t->funding_source[i] = w->change->scope.value[SCOPE_FUNDING_SOURCE];
        t->plan_category[i] = (uint8_t)w->change->scope.plan_category;
        w->altered++;
    }
}

static void vary_ceiling(struct work *w)
{
    struct ceiling_rows *t = &w->next->post.ceilings;
    bool set = w->change->operation == OPERATION_SET;
    OWN(w, t->amount, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && ceiling_in_scope(w, t, i) && !(set && whole_given(t->quarter[i])))
            change_money(w, &t->amount[i]);
    if (set)
        new_ceilings(w);
}

/* Years that lie wholly under the resolution buy nothing; within a year it is a matter of
 * quarters. */
static void vary_cr_until(struct work *w)
{
    const struct plan *plan = w->before->plan;
    w->altered += date_compare(w->next->settings.cr_until, w->change->day) != 0;
    w->next->settings.cr_until = w->change->day;
    int to = fiscal_year(date_add_days(w->change->day, 1)) - 1;
    if (to >= plan->first_year)
        freeze_years(w, plan->first_year, to);
}

size_t vary(struct state *next, const struct state *before, const struct scenario_change *change,
            struct plan *base)
{
    static void (*const how[TARGETS])(struct work *w) = {
        [TARGET_CYCLE] = vary_cycle,
        [TARGET_UNIT_PRICE] = vary_unit_price,
        [TARGET_SERVICE_COST] = vary_service_cost,
        [TARGET_LICENSE_COST] = vary_license_cost,
        [TARGET_PERSONNEL_COST] = vary_personnel_cost,
        [TARGET_ESCALATION] = vary_escalation,
        [TARGET_EXCHANGE] = vary_exchange,
        [TARGET_QUANTITY] = vary_quantity,
        [TARGET_HEADCOUNT] = vary_headcount,
        [TARGET_PROJECT] = vary_project,
        [TARGET_END_OF_SUPPORT] = vary_end_of_support,
        [TARGET_FUNDING_SOURCE] = vary_funding_source,
        [TARGET_CEILING] = vary_ceiling,
        [TARGET_CR_UNTIL] = vary_cr_until,
    };
    struct work w = {next, before, change, base, 0};
    if (change->target == TARGET_FREEZE)
        freeze_years(&w, change->from, change->to);
    else
        how[change->target](&w);
    return w.altered;
}
