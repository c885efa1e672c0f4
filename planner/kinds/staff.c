/* Positions: a year's cost by the days employed in it.  US direct-hire salaries are paid
 * centrally (4 FAH-3 H-121.1): shown, never requested. */
#include "planner/plan.h"

static const char *default_object_class(unsigned type)
{
    static const char *const classes[] = {"11.1", "11.1", "11.3", "11.8", "11.1"};
    return classes[type];
}

/* Days of the fiscal year, both ends included, on which the position is filled. */
static int days_employed(const struct staff_rows *t, size_t i, int year)
{
    date from = fiscal_start(year), to = fiscal_end(year);
    if (date_given(t->start[i]))
        from = date_later(from, t->start[i]);
    if (date_given(t->end[i]))
        to = date_earlier(to, t->end[i]);
    int days = date_days_between(from, to) + 1;
    return days > 0 ? days : 0;
}

static void add_year(struct plan *plan, size_t i, const struct payment *pay, size_t gross, int year)
{
    const struct staff_rows *t = &plan->post->staff;
    struct escalation_class *class = &plan->catalog->classes[plan->catalog->personnel];
    int from = whole_given(t->cost_year[i]) ? t->cost_year[i] : plan->first_year;
    int of_year = date_days_between(fiscal_start(year), fiscal_end(year)) + 1;
    int days = days_employed(t, i, year);
    double share = decimal_given(t->share_pct[i]) ? decimal_double(t->share_pct[i]) : 100;
    if (year > from && days) {
        class->carried |= year > class->last_given;
        class->before |= from + 1 < class->path.first;
    }
    struct cost cost = {.kind = LINE_PERSONNEL, .row = i, .fiscal_year = (int16_t)year,
                        .price_year = (int16_t)from, .on = DATE_NONE, .currency = pay->currency,
                        .class_index = plan->catalog->personnel, .days = days, .gross = gross};
    money annual = variant_money(plan->variant ? plan->variant->staff_cost : NULL, i, plan->years,
                                 year_index(plan, year), t->annual_cost[i]);
    cost.local = money_round((double)annual.cents *
                             price_factor(&class->path, from, year) * share / 100 * days / of_year);
    cost.amount = catalog_price(plan->catalog, cost.local, pay->currency, cost.class_index, year,
                                year);
    *PLANNER_APPEND(plan->costs, plan->cost_count, plan->cost_capacity) = cost;
    add_to_line(plan, gross, year, cost.amount, 0);
}

void plan_staff(struct plan *plan)
{
    struct staff_rows *t = &plan->post->staff;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct payment pay;
        unsigned type = t->type[i] ? t->type[i] : STAFF_LE;
        if (!resolve_payment(plan, &t->rows, i, t->currency[i], t->funding_source[i],
                             t->object_class[i], t->cost_center[i], default_object_class(type),
                             &pay))
            continue;
        struct line_key key = {.kind = LINE_PERSONNEL, .plan_category = PLAN_PERSONNEL,
                               .request = REQUEST_TARGET, .item = t->position[i],
                               .title = word_given(t->title[i]) ? t->title[i] : t->position[i],
                               .funding = pay.funding, .object_class = pay.object_class,
                               .cost_center = pay.cost_center};
        size_t gross = pay.by_post && type != STAFF_USDH ? gross_line(plan, &key) : NOWHERE;
        for (int y = 0; y < plan->years; y++)
            add_year(plan, i, &pay, gross, plan->first_year + y);
    }
}
