/* Licences: renewed on the day after the term's end, then every term; SPEC 5.3. */
#include "planner/plan.h"

/* The year whose money pays a renewal: its own, or with charge_before, for one that falls on
 * 1 October, the year before. */
static int charged_year(const struct license_rows *t, size_t i, date on)
{
    int year = fiscal_year(on);
    return t->charge_before[i] == YES && on.day == fiscal_start(year).day ? year - 1 : year;
}

/* annual cost x term / 12, of the running term's year, in the year's prices: one rounding. */
static money renewal_price(struct plan *plan, const struct license_rows *t, size_t i, int term,
                           size_t class_index, int from, int year)
{
    struct escalation_class *class = &plan->catalog->classes[class_index];
    if (year > from) {
        class->carried |= year > class->last_given;
        class->before |= from + 1 < class->path.first;
    }
    money annual = variant_money(plan->variant ? plan->variant->license_cost : NULL, i, plan->years,
                                 year_index(plan, year), t->annual_cost[i]);
    double cents = (double)(annual.cents * term) / 12;
    return money_round(cents * price_factor(&class->path, from, year));
}

static void renew(struct plan *plan, size_t i, const struct payment *pay, size_t gross)
{
    struct license_rows *t = &plan->post->licenses;
    int term = whole_given(t->term_months[i]) ? t->term_months[i] : 12;
    date on = date_add_days(t->end[i], 1);
    date running = date_given(t->start[i]) ? t->start[i] : date_add_months(on, -term);
    size_t class_index = class_given(plan->catalog, &t->rows, i, t->escalation_class[i],
                                         plan->catalog->software);
    int last = plan->first_year + plan->years - 1;
    for (; charged_year(t, i, on) <= last; on = date_add_months(on, term)) {
        int year = charged_year(t, i, on);
        if (year_index(plan, year) < 0)
            continue;
        struct cost cost = {.kind = LINE_LICENSE, .row = i, .fiscal_year = (int16_t)year,
                            .price_year = (int16_t)fiscal_year(running), .on = on,
                            .currency = pay->currency, .class_index = class_index, .gross = gross};
        cost.local = renewal_price(plan, t, i, term, class_index, fiscal_year(running), year);
        cost.amount = catalog_price(plan->catalog, cost.local, pay->currency, class_index, year,
                                    year);
        *PLANNER_APPEND(plan->costs, plan->cost_count, plan->cost_capacity) = cost;
        add_to_line(plan, gross, year, cost.amount, 0);
    }
}

void plan_licenses(struct plan *plan)
{
    struct license_rows *t = &plan->post->licenses;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct payment pay;
        if (!resolve_payment(plan, &t->rows, i, t->currency[i], t->funding_source[i],
                             t->object_class[i], t->cost_center[i], "25.7", &pay))
            continue;
        if (!date_given(t->end[i]) || !money_given(t->annual_cost[i]))
            continue; /* perpetual without maintenance costs nothing more */
        struct line_key key = {.kind = LINE_LICENSE, .plan_category = PLAN_SOFTWARE,
                               .request = REQUEST_TARGET, .item = t->license_id[i],
                               .title = t->product[i], .funding = pay.funding,
                               .object_class = pay.object_class, .cost_center = pay.cost_center};
        renew(plan, i, &pay, pay.by_post ? gross_line(plan, &key) : NOWHERE);
    }
}
