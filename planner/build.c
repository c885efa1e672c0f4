/* The stages of the plan in their order, over one post as it stands; the what-if runs them over
 * changed copies. */
#include "planner/limits.h"
#include "planner/stock.h"
#include "planner/target.h"
#include "planner/worth.h"

/* Rows with an error are left out and the errors become what the plan says of them. */
static void skip_bad_rows(struct plan *plan)
{
    const struct rows *rows = &plan->post->assets.rows;
    diag_forgive(plan->post->diag);
    for (size_t i = 0; i < rows->count; i++) {
        struct asset_plan *a = &plan->assets[i];
        if (!rows->bad[i])
            continue;
        money cost = recorded_cost(plan, i);
        plan->skipped_rows++;
        plan->skipped_unpriced += !money_given(cost);
        if (money_given(cost))
            plan->skipped_cost = money_add(plan->skipped_cost, cost);
        plan->active -= a->valid && a->active;
        a->valid = a->active = a->backlog = false;
        a->reason = REASON_SKIPPED;
    }
}

bool plan_build(struct plan *plan, bool skip)
{
    resolve_assets(plan);
    price_all_rows(plan);
    if (!plan->variant)
        check_post(plan);
    if (plan->timings)
        timings_stage(plan->timings, "check");
    schedule_replacements(plan);
    plan_projects(plan);
    plan_licenses(plan);
    plan_services(plan);
    plan_staff(plan);
    if (!plan->variant) {
        check_ceilings(plan); /* after all that names a funding source */
        report_carried_rates(plan);
    }
    if (!skip && diag_errors(plan->post->diag))
        return false;
    if (skip)
        skip_bad_rows(plan);
    plan_lifecycle(plan);
    if (!plan->variant || plan->settings->fund_spares == 2) {
        plan->lives = plan->variant ? plan->variant->base->lives : fit_lives(plan);
        plan_spares(plan);
    }
    foot_lines(plan);
    if (!plan->variant)
        set_target(plan);
    return !diag_errors(plan->post->diag);
}

bool plan_assets(struct plan *plan, bool skip)
{
    resolve_assets(plan);
    if (skip)
        skip_bad_rows(plan);
    return !diag_errors(plan->post->diag);
}
