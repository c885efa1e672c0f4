/* What a replacement costs: SPEC 5.2.  The price row of what is bought, else what the asset
 * itself has cost. */
#include "planner/plan.h"

#include <string.h>

static word network_word(unsigned network)
{
    return (word){network};
}

/* Price rows by (category, model, network); the category is the catalog's, so that every word
 * for it finds the row. */
static void index_prices(struct plan *plan)
{
    struct post *post = plan->post;
    struct price_rows *t = &post->prices;
    plan->price_keys = index_new(post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i]) {
            size_t of = category_find(plan->catalog, t->category[i]);
            if (of != NOWHERE)
                plan->catalog->categories[of].price_faulty = true;
            else if (word_given(t->category[i]) && !category_known(plan->catalog, t->category[i]))
                report_category(plan, &t->rows, i, "category", t->category[i]);
            continue;
        }
        size_t category = category_use(plan->catalog, t->category[i]);
        if (category == NOWHERE) {
            report_category(plan, &t->rows, i, "category", t->category[i]);
            continue;
        }
        check_currency(plan, &t->rows, i, t->currency[i]);
        size_t first = index_add(plan->price_keys, i, plan->catalog->categories[category].name,
                                 t->model[i], network_word(t->network[i]));
        if (first != SIZE_MAX) {
            size_t finding = rows_report(post->diag, &t->rows, i, "category", ERROR, "price-twice",
                                         t->category[i], "has a second price for the same "
                                         "category, model and network (keep one)");
            diag_also(post->diag, finding, rows_place(&t->rows, first, "category"), "category",
                      "first price here");
        }
    }
}

int32_t find_price(const struct plan *plan, size_t asset)
{
    const struct asset_plan *a = &plan->assets[asset];
    const struct assets *t = &plan->post->assets;
    word category = plan->catalog->categories[a->bought].name, model = t->model[asset];
    word network = network_word(a->network), any = {0};
    const word tries[4][2] = {{model, network}, {model, any}, {any, network}, {any, any}};
    for (size_t k = word_given(model) ? 0 : 2; k < 4; k++) {
        size_t row = index_first(plan->price_keys, category, tries[k][0], tries[k][1]);
        if (row != SIZE_MAX)
            return (int32_t)row;
    }
    bool known = money_given(t->unit_cost[asset]) && t->unit_cost[asset].cents != 0;
    return a->bought == a->held && known ? OWN_COST : NO_PRICE;
}

const char *price_place(const struct plan *plan, size_t row)
{
    return post_place(plan->post, rows_place(&plan->post->prices.rows, row, NULL));
}

void price_all_rows(struct plan *plan)
{
    struct price_rows *t = &plan->post->prices;
    index_prices(plan);
    plan->unit_price = arena_alloc(plan->post->arena, t->rows.count * (size_t)plan->years + 1,
                                   sizeof *plan->unit_price);
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t category = category_find(plan->catalog, t->category[i]);
        size_t currency = currency_find(plan->catalog, t->currency[i]);
        if (t->rows.bad[i] || category == NOWHERE || currency == NOWHERE)
            continue;
        const money parts[PARTS] = {t->unit_price[i], t->freight[i], t->install[i]};
        for (int y = 0; y < plan->years; y++)
            for (int k = 0; k < PARTS; k++)
                plan->unit_price[i * (size_t)plan->years + (size_t)y][k] =
                    !money_given(parts[k])
                        ? MONEY_ZERO
                        : catalog_price(plan->catalog, parts[k], currency,
                                        plan->catalog->categories[category].escalation_class,
                                        t->price_year[i], plan->first_year + y);
    }
}

/* The price's part as a scenario has changed it, in its own currency and of its own price year. */
static money varied_price(const struct plan *plan, size_t asset, int fiscal_year_)
{
    const struct asset_plan *a = &plan->assets[asset];
    const struct price_rows *t = &plan->post->prices;
    bool own = a->price == OWN_COST;
    money price = variant_money(plan->variant->unit_price, asset, plan->years,
                                year_index(plan, fiscal_year_), MONEY_ZERO);
    return catalog_price(plan->catalog, price,
                         currency_find(plan->catalog, own ? plan->post->assets.currency[asset]
                                                          : t->currency[a->price]),
                         plan->catalog->categories[a->bought].escalation_class,
                         own ? fiscal_year(plan->post->assets.acquired[asset])
                             : t->price_year[a->price],
                         fiscal_year_);
}

money price_of(const struct plan *plan, size_t asset, int fiscal_year_, enum price_part part)
{
    const struct asset_plan *a = &plan->assets[asset];
    const struct assets *t = &plan->post->assets;
    if (a->price == NO_PRICE)
        return MONEY_NONE;
    if (part == PART_PRICE && plan->variant && plan->variant->unit_price)
        return varied_price(plan, asset, fiscal_year_);
    if (a->price >= 0)
        return plan->unit_price[(size_t)a->price * (size_t)plan->years +
                                (size_t)(fiscal_year_ - plan->first_year)][part];
    if (part != PART_PRICE)
        return MONEY_ZERO;
    return catalog_price(plan->catalog, t->unit_cost[asset],
                         currency_find(plan->catalog, t->currency[asset]),
                         plan->catalog->categories[a->bought].escalation_class,
                         fiscal_year(t->acquired[asset]), fiscal_year_);
}

money unit_price_of(const struct plan *plan, size_t asset, int fiscal_year_)
{
    money sum = MONEY_ZERO;
    for (int k = 0; k < PARTS; k++) {
        money part = price_of(plan, asset, fiscal_year_, (enum price_part)k);
        if (!money_given(part))
            return MONEY_NONE;
        sum = money_add(sum, part);
    }
    return sum;
}
