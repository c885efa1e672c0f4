/* Projects: dollars of their own year; a recurring tail escalates from there by its class. */
#include "planner/plan.h"

/* Who asks: a request of another section or agency is for approval only when another pays. */
static size_t project_line(struct plan *plan, size_t i, const struct payment *pay)
{
    const struct project_rows *t = &plan->post->projects;
    if (!pay->by_post || t->approval[i] == APPROVAL_DENIED)
        return NOWHERE;
    struct line_key key = {
        .kind = LINE_PROJECT, .plan_category = t->plan_category[i],
        .request = t->request[i] ? t->request[i] : REQUEST_TARGET,
        .priority = (uint8_t)(whole_given(t->priority[i]) ? t->priority[i] : 0),
        .item = t->project[i], .title = t->title[i], .funding = pay->funding,
        .object_class = pay->object_class, .cost_center = pay->cost_center};
    return gross_line(plan, &key);
}

void plan_projects(struct plan *plan)
{
    struct project_rows *t = &plan->post->projects;
    for (size_t i = 0; i < t->rows.count; i++) {
        struct payment pay;
        if (!resolve_payment(plan, &t->rows, i, t->currency[i], t->funding_source[i],
                             t->object_class[i], t->cost_center[i], "31.0", &pay))
            continue;
        size_t class_index = class_given(plan->catalog, &t->rows, i, t->escalation_class[i],
                                         plan->catalog->general);
        int last = whole_given(t->recurring_until[i]) ? t->recurring_until[i] : t->fiscal_year[i];
        if (last < t->fiscal_year[i])
            rows_report(plan->post->diag, &t->rows, i, "recurring_until", ERROR,
                        "end-before-start", (word){0}, "is before fiscal_year");
        size_t gross = project_line(plan, i, &pay);
        for (int year = t->fiscal_year[i]; year <= last; year++) {
            if (year_index(plan, year) < 0)
                continue;
            struct cost cost = {.kind = LINE_PROJECT, .row = i, .fiscal_year = (int16_t)year,
                                .price_year = (int16_t)t->fiscal_year[i], .on = DATE_NONE,
                                .currency = pay.currency, .class_index = class_index,
                                .gross = gross};
            cost.local = catalog_price(plan->catalog, t->amount[i], 0, class_index,
                                       t->fiscal_year[i], year);
            cost.amount = catalog_price(plan->catalog, cost.local, pay.currency, class_index, year,
                                        year);
            *PLANNER_APPEND(plan->costs, plan->cost_count, plan->cost_capacity) = cost;
            add_to_line(plan, gross, year, cost.amount, 0);
        }
    }
}
