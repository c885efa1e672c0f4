#include "planner/explain.h"

#include <string.h>

#include "planner/builtin.h"

const char *origin_name(enum origin_kind kind)
{
    static const char *const names[] = {
        [ORIGIN_NONE] = "none",         [ORIGIN_ASSET] = "asset",
        [ORIGIN_MODEL] = "model",       [ORIGIN_LOCATION] = "location",
        [ORIGIN_CATEGORY] = "category", [ORIGIN_FUNDING] = "funding",
        [ORIGIN_SHARES] = "shares",     [ORIGIN_PRICE] = "price",
        [ORIGIN_SETTING] = "setting",   [ORIGIN_COMMAND_LINE] = "command_line",
        [ORIGIN_BUILT_IN] = "built_in", [ORIGIN_ASSUMED] = "assumed",
    };
    return names[kind];
}

static struct origin nowhere(enum origin_kind kind, const char *detail)
{
    return (struct origin){kind, {{0}, 0, 0}, detail};
}

static struct origin cell(enum origin_kind kind, const struct rows *rows, size_t row,
                          const char *column)
{
    return (struct origin){kind, rows_place(rows, row, column), column};
}

static struct origin asset_cell(const struct explanation *e, const char *column)
{
    const struct rows *rows = &e->plan->post->assets.rows;
    const struct post *post = e->plan->post;
    struct place by = {{0}, 0, 0};
    if (post->correction_of)
        by = post->correction_of(post, rows, e->asset, column);
    return by.line ? (struct origin){ORIGIN_ASSET, by, "value"}
                   : cell(ORIGIN_ASSET, rows, e->asset, column);
}

static size_t model_of(const struct explanation *e)
{
    return model_row(e->plan->catalog, e->plan->post->assets.model[e->asset]);
}

static struct origin model_cell(const struct explanation *e, const char *column)
{
    return cell(ORIGIN_MODEL, &e->plan->post->models.rows, model_of(e), column);
}

/* ---- when ------------------------------------------------------------------------------------ */

static struct origin category_cycle(const struct explanation *e, size_t category)
{
    const struct category *c = &e->plan->catalog->categories[category];
    if (c->built_in)
        return nowhere(ORIGIN_BUILT_IN, c->source);
    struct origin from = cell(ORIGIN_CATEGORY, &e->plan->post->categories.rows, c->row,
                              "cycle_months");
    from.detail = c->source;
    return from;
}

static struct origin cycle_origin(const struct explanation *e)
{
    const struct asset_plan *a = &e->plan->assets[e->asset];
    switch ((enum cycle_from)a->cycle_from) {
    case CYCLE_OF_ASSET:
        return asset_cell(e, "cycle_months");
    case CYCLE_OF_MODEL:
        return model_cell(e, "cycle_months");
    case CYCLE_OF_CATEGORY:
        break;
    }
    return category_cycle(e, a->held);
}

static struct origin replacement_origin(const struct explanation *e)
{
    const struct post *post = e->plan->post;
    size_t model = model_of(e);
    if (word_given(post->assets.replace_with[e->asset]))
        return asset_cell(e, "replace_with");
    if (model != NOWHERE && word_given(post->models.replace_with[model]))
        return model_cell(e, "replace_with");
    return nowhere(ORIGIN_NONE, "");
}

static struct origin first_buy_origin(const struct plan *plan)
{
    size_t k = 0;
    while (strcmp(setting_table[k].key, "first_buy_year") != 0)
        k++;
    switch (plan->origin->from[k]) {
    case FROM_FILE:
        return cell(ORIGIN_SETTING, &plan->post->settings.rows, plan->origin->row[k], "value");
    case FROM_COMMAND_LINE:
        return nowhere(ORIGIN_COMMAND_LINE, "");
    case FROM_DEFAULT:
        break;
    }
    return nowhere(ORIGIN_BUILT_IN, plan->settings->first_buy_year > plan->first_year
                                        ? "from 1 July on, the next fiscal year"
                                        : "the current fiscal year");
}

static void explain_dates(struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[e->asset];
    struct lifecycle asset = asset_lifecycle(plan, e->asset);
    e->due = lifecycle_due(&asset, plan->rules.due);
    e->category = word_given(t->category[e->asset]) ? asset_cell(e, "category")
                                                    : model_cell(e, "category");
    e->base = asset_cell(e, date_given(t->in_service[e->asset]) ? "in_service" : "acquired");
    e->cycle = cycle_origin(e);
    e->replacement = replacement_origin(e);
    e->later_cycle = e->replacement.kind == ORIGIN_NONE ? e->cycle : category_cycle(e, a->bought);
    e->end_of_support = !date_given(a->end_of_support)            ? nowhere(ORIGIN_NONE, "")
                        : date_given(t->end_of_support[e->asset]) ? asset_cell(e, "end_of_support")
                                                                  : model_cell(e, "end_of_support");
    e->first_buy = first_buy_origin(plan);
}

/* ---- who pays -------------------------------------------------------------------------------- */

static struct origin network_origin(const struct explanation *e)
{
    const struct post *post = e->plan->post;
    size_t row = location_row(e->plan->catalog, post->assets.location[e->asset]);
    if (post->assets.network[e->asset])
        return asset_cell(e, "network");
    if (row == NOWHERE || !post->locations.network[row])
        return nowhere(ORIGIN_ASSUMED, "neither the asset nor its location says");
    struct origin from = cell(ORIGIN_LOCATION, &post->locations.rows, row, "network");
    from.detail = post_string(post, post->locations.location[row]);
    return from;
}

static struct origin funding_origin(const struct explanation *e)
{
    const struct post *post = e->plan->post;
    const struct category *bought =
        &e->plan->catalog->categories[e->plan->assets[e->asset].bought];
    if (word_given(post->assets.funding_source[e->asset]))
        return asset_cell(e, "funding_source");
    if (bought->row != NOWHERE && word_given(post->categories.funding_source[bought->row]))
        return cell(ORIGIN_CATEGORY, &post->categories.rows, bought->row, "funding_source");
    return nowhere(ORIGIN_BUILT_IN, "default of the category bought");
}

static struct origin payer_origin(const struct plan *plan, const struct funding *f)
{
    const struct post *post = plan->post;
    for (size_t i = 0; i < post->funding.rows.count; i++)
        if (word_same(post->funding.funding_source[i], f->name) && post->funding.payer[i])
            return cell(ORIGIN_FUNDING, &post->funding.rows, i, "payer");
    for (size_t i = 0; f->shared && i < post->shares.rows.count; i++)
        if (word_same(post->shares.funding_source[i], f->name))
            return cell(ORIGIN_SHARES, &post->shares.rows, i, "funding_source");
    for (size_t i = 0; i < builtin_funding_count; i++)
        if (!strcmp(builtin_fundings[i].name, post_string(post, f->name)))
            return nowhere(ORIGIN_BUILT_IN, "");
    return nowhere(ORIGIN_ASSUMED, "nothing says who pays for this source");
}

/* ---- what it costs --------------------------------------------------------------------------- */

static const char *match_of(const struct price_rows *t, size_t row)
{
    bool model = word_given(t->model[row]), network = t->network[row] != 0;
    return model && network ? "category, model and network"
           : model          ? "category and model"
           : network        ? "category and network"
                            : "category";
}

static void explain_price(struct explanation *e)
{
    const struct plan *plan = e->plan;
    const struct post *post = plan->post;
    const struct asset_plan *a = &plan->assets[e->asset];
    e->class_index = plan->catalog->categories[a->bought].escalation_class;
    e->price_match = "";
    if (a->price >= 0) {
        size_t row = (size_t)a->price;
        e->price = cell(ORIGIN_PRICE, &post->prices.rows, row, "unit_price");
        e->price_match = match_of(&post->prices, row);
        e->price_year = post->prices.price_year[row];
        e->currency = currency_find(plan->catalog, post->prices.currency[row]);
    } else if (a->price == OWN_COST) {
        e->price = asset_cell(e, "unit_cost");
        e->price_year = fiscal_year(post->assets.acquired[e->asset]);
        e->currency = currency_find(plan->catalog, post->assets.currency[e->asset]);
    } else {
        e->price = nowhere(ORIGIN_NONE, "");
    }
}

/* Price, freight or installation of one, as it stands in the file; absent when it is not there
 * or zero (the price itself may be). */
static money price_in_file(const struct explanation *e, enum price_part part)
{
    const struct price_rows *t = &e->plan->post->prices;
    int32_t row = e->plan->assets[e->asset].price;
    if (row < 0)
        return part == PART_PRICE ? e->plan->post->assets.unit_cost[e->asset] : MONEY_NONE;
    if (part == PART_PRICE)
        return t->unit_price[row];
    money given = part == PART_FREIGHT ? t->freight[row] : t->install[row];
    return money_given(given) && given.cents ? given : MONEY_NONE;
}

static int rate_of_year(const struct escalation_class *class, int year)
{
    int first = class->path.first, last = first + (int)class->path.count - 1;
    if (class->built_in && class->path.count == 1)
        return year; /* the one rate holds for every year */
    if (year < first)
        return 0;
    int of = year > last ? last : year;
    while (class->given && of > first && !class->given[of - first])
        of--;
    return of;
}

static void explain_rates(const struct explanation *e, struct explained_purchase *p)
{
    const struct escalation_class *class = &e->plan->catalog->classes[e->class_index];
    int count = p->fiscal_year - e->price_year;
    p->factor = price_factor(&class->path, e->price_year, p->fiscal_year);
    if (count <= 0)
        return;
    struct explained_rate *rates = arena_alloc(e->plan->post->arena, (size_t)count, sizeof *rates);
    for (int k = 0; k < count; k++) {
        int year = e->price_year + 1 + k;
        rates[k] = (struct explained_rate){year, rate_in(&class->path, year),
                                           rate_of_year(class, year)};
    }
    p->rates = rates;
    p->rate_count = (size_t)count;
}

static void explain_exchange(const struct explanation *e, struct explained_purchase *p)
{
    const struct currency *currency = &e->plan->catalog->currencies[e->currency];
    p->exchange = currency_rate(currency, p->fiscal_year);
    if (!e->currency)
        return;
    int first = currency->first_year, last = currency->last_year;
    int of = p->fiscal_year < first ? first : p->fiscal_year > last ? last : p->fiscal_year;
    while (of > first && !currency->given[of - first])
        of--;
    p->exchange_year = of;
}

static void explain_parts(const struct explanation *e, struct explained_purchase *p)
{
    const struct asset_plan *a = &e->plan->assets[e->asset];
    p->unit_price = MONEY_ZERO;
    for (int k = 0; k < PARTS; k++) {
        enum price_part part = (enum price_part)k;
        money price = price_in_file(e, part);
        if (!money_given(price))
            continue;
        money dollars = price_of(e->plan, e->asset, p->fiscal_year, part);
        p->parts[p->part_count++] = (struct explained_part){
            .part = part, .price = price, .local = price_escalate(price, p->factor),
            .dollars = dollars, .amount = money_times(dollars, e->quantity),
            .gross = a->gross[k] >= 0 ? (size_t)a->gross[k] : NOWHERE};
        p->unit_price = money_add(p->unit_price, dollars);
    }
    p->amount = money_times(p->unit_price, e->quantity);
}

static void explain_purchase(const struct explanation *e, struct explained_purchase *p)
{
    p->unit_price = p->amount = MONEY_NONE;
    if (e->plan->assets[e->asset].price == NO_PRICE)
        return;
    explain_rates(e, p);
    explain_exchange(e, p);
    explain_parts(e, p);
}

/* The asset's replacements in the plan, or what it would cost in the budget year. */
static void explain_purchases(struct explanation *e)
{
    const struct plan *plan = e->plan;
    size_t count = 0;
    for (size_t n = 0; n < plan->purchase_count; n++)
        count += plan->purchases[n].asset == e->asset;
    e->in_plan = count > 0;
    e->purchases = arena_alloc(plan->post->arena, count + 1, sizeof *e->purchases);
    for (size_t n = 0; n < plan->purchase_count; n++)
        if (plan->purchases[n].asset == e->asset)
            e->purchases[e->purchase_count++] = (struct explained_purchase){
                .purchase = &plan->purchases[n], .fiscal_year = plan->purchases[n].fiscal_year};
    if (!count)
        e->purchases[e->purchase_count++].fiscal_year = plan->budget_year;
    for (size_t n = 0; n < e->purchase_count; n++)
        explain_purchase(e, &e->purchases[n]);
}

struct explanation explain_asset(const struct plan *plan, size_t asset)
{
    struct explanation e = {.plan = plan, .asset = asset,
                            .quantity = asset_quantity(plan, asset)};
    explain_dates(&e);
    e.network = network_origin(&e);
    e.funding = funding_origin(&e);
    e.payer = payer_origin(plan, &plan->catalog->fundings[plan->assets[asset].funding]);
    explain_price(&e);
    explain_purchases(&e);
    return e;
}

size_t explain_shares(const struct plan *plan, size_t gross, int year,
                      const struct explained_share **out)
{
    const struct line *line = &plan->gross[gross];
    size_t count = 0, y = (size_t)year_index(plan, year);
    struct explained_share *shares =
        arena_alloc(plan->post->arena, plan->part_count + 1, sizeof *shares);
    *out = shares;
    if (line->group != NOWHERE) {
        shares[0] = (struct explained_share){line->group, DECIMAL_NONE, line->amount[y]};
        return 1;
    }
    for (size_t i = 0; i < plan->part_count; i++)
        if (plan->parts[i].gross == gross)
            shares[count++] = (struct explained_share){
                plan->parts[i].net, plan->catalog->shares[plan->parts[i].share].pct,
                plan->parts[i].amount[y]};
    return count;
}
