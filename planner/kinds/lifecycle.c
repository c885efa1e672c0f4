/* Life-cycle replacements as plan lines: price, freight and installation each on the line of its
 * own object class. */
#include "planner/plan.h"

static size_t line_of_part(struct plan *plan, size_t i, enum price_part part)
{
    const struct asset_plan *a = &plan->assets[i];
    const struct category *bought = &plan->catalog->categories[a->bought];
    word object_class = part == PART_FREIGHT   ? plan->settings->freight_object_class
                        : part == PART_INSTALL ? plan->settings->install_object_class
                                               : bought->object_class;
    struct line_key key = {.kind = LINE_LIFECYCLE,
                           .plan_category = (uint8_t)asset_plan_category(plan, i),
                           .network = a->network, .request = REQUEST_TARGET, .item = bought->name,
                           .title = bought->label, .funding = a->funding,
                           .object_class = object_class, .cost_center = a->cost_center};
    return gross_line(plan, &key);
}

static bool has_part(const struct plan *plan, size_t i, enum price_part part)
{
    const struct price_rows *t = &plan->post->prices;
    int32_t row = plan->assets[i].price;
    if (part == PART_PRICE)
        return true;
    money given = row < 0 ? MONEY_NONE : part == PART_FREIGHT ? t->freight[row] : t->install[row];
    return money_given(given) && given.cents != 0;
}

/* A line for every active asset that the post pays for, also where nothing falls in the plan, so
 * that a changed cycle has a line to land on. */
static void open_lines(struct plan *plan)
{
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        struct asset_plan *a = &plan->assets[i];
        if (!a->valid || !a->active || a->payer != PAYER_POST)
            continue;
        for (int k = 0; k < PARTS; k++)
            if (has_part(plan, i, (enum price_part)k))
                a->gross[k] = (int32_t)line_of_part(plan, i, (enum price_part)k);
    }
}

static void add_assumptions(struct plan *plan, const struct purchase *p, bool first)
{
    unsigned assumed = plan->assets[p->asset].assumed;
    for (int k = 0; k < 3; k++)
        if (assumed & 1u << k) {
            plan->assumed_assets[k] += first;
            plan->assumed_amount[k] = money_add(plan->assumed_amount[k], p->amount);
        }
}

void plan_lifecycle(struct plan *plan)
{
    open_lines(plan);
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        int64_t quantity = asset_quantity(plan, p->asset);
        if (!money_given(p->amount))
            continue;
        if (a->payer != PAYER_POST) {
            int y = year_index(plan, p->fiscal_year);
            plan->central_total[y] = money_add(plan->central_total[y], p->amount);
            continue;
        }
        add_assumptions(plan, p, n == 0 || plan->purchases[n - 1].asset != p->asset);
        for (int k = 0; k < PARTS; k++)
            if (a->gross[k] >= 0)
                add_to_line(plan, (size_t)a->gross[k], p->fiscal_year,
                            money_times(price_of(plan, p->asset, p->fiscal_year,
                                                 (enum price_part)k), quantity),
                            k == PART_PRICE ? quantity : 0);
    }
}
