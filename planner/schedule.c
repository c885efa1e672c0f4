/* The replacement schedule: when each asset is replaced and what that costs.  The rules for one
 * asset are in models/lifecycle.c; here they meet the inventory. */
#include "planner/plan.h"

#include <stdio.h>
#include <string.h>

static uint8_t flags_of(const struct plan *plan, size_t i, const struct replacement *r)
{
    const struct asset_plan *a = &plan->assets[i];
    const struct funding *f = &plan->catalog->fundings[a->funding];
    uint8_t flags = 0;
    if (r->sequence == 1 && a->backlog)
        flags |= FLAG_OVERDUE;
    if (r->sequence == 1 && date_compare(a->due, r->on) < 0 && a->covered_through == 0)
        flags |= FLAG_MOVED;
    if (date_compare(date_add_months(r->on, -a->lead), r->order_by) < 0)
        flags |= FLAG_LATE;
    if (date_compare(r->order_by, fiscal_start(r->fiscal_year)) < 0)
        flags |= FLAG_PRIOR_YEAR;
    if (date_given(f->last_obligation_date) &&
        date_compare(r->order_by, f->last_obligation_date) > 0)
        flags |= FLAG_FUND_EXPIRED;
    return flags;
}

static void report_missing_price(struct plan *plan, size_t i)
{
    struct post *post = plan->post;
    const struct asset_plan *a = &plan->assets[i];
    const struct category *c = &plan->catalog->categories[a->bought];
    struct arena_mark mark = arena_mark(post->arena); /* a million assets may lack a price */
    const char *help = c->price_faulty ? "correct its row in prices.csv"
                                       : arena_format(post->arena, "add a row to prices.csv: category "
                                                      "%s, unit_price, price_year %d",
                                                      post_string(post, c->name), plan->first_year);
    /* grouped by category: the found text is the category bought */
    rows_report(post->diag, &post->assets.rows, i,
                a->bought == a->held ? "unit_cost" : "replace_with", plan->unpriced ? WARNING : ERROR,
                "price-missing",
                c->name, "has no price, and the post pays for its replacement (%s)", help);
    arena_release(post->arena, mark);
    note_folder(plan);
}

static void add_purchase(struct plan *plan, size_t i, const struct replacement *r)
{
    money unit = unit_price_of(plan, i, r->fiscal_year);
    money amount = money_given(unit) ? money_times(unit, asset_quantity(plan, i)) : MONEY_NONE;
    if (money_given(amount) && (amount.cents > MONEY_LIMIT || amount.cents < -MONEY_LIMIT)) {
        rows_report(plan->post->diag, &plan->post->assets.rows, i, "quantity", ERROR, "too-large",
                    (word){0}, "times the unit price is larger than any amount planner works "
                    "with (ten trillion)");
        return;
    }
    *PLANNER_APPEND(plan->purchases, plan->purchase_count, plan->purchase_capacity) =
        (struct purchase){.asset = (uint32_t)i, .sequence = r->sequence,
                          .fiscal_year = (int16_t)r->fiscal_year, .flags = flags_of(plan, i, r),
                          .on = r->on, .order_by = r->order_by, .unit_price = unit,
                          .amount = amount};
}

static bool is_frozen(const struct plan *plan, size_t i, int year)
{
    int y = year_index(plan, year);
    return plan->variant && plan->variant->frozen && y >= 0 &&
           (plan->variant->frozen[i] >> y & 1);
}

/* What may not be bought in its year waits for the first that may, and so do its successors. */
static bool thaw(const struct plan *plan, size_t i, struct lifecycle_walk *walk,
                 struct replacement *r)
{
    const struct asset_plan *a = &plan->assets[i];
    if (!is_frozen(plan, i, r->fiscal_year))
        return true;
    while (is_frozen(plan, i, r->fiscal_year))
        r->fiscal_year++;
    r->on = fiscal_start(r->fiscal_year);
    r->order_by = date_later(date_add_months(r->on, -a->lead), plan->rules.first_buy);
    if (plan->rules.budget_on_order) {
        r->order_by = date_later(r->on, plan->rules.first_buy);
        r->on = date_add_months(r->order_by, a->lead);
    }
    walk->next = date_add_months(r->on, a->later_cycle);
    return r->fiscal_year <= plan->rules.last_year;
}

/* Walks one active asset through the plan years. Returns the number of its purchases. */
static size_t schedule_asset(struct plan *plan, size_t i)
{
    struct asset_plan *a = &plan->assets[i];
    struct lifecycle asset = asset_lifecycle(plan, i);
    struct lifecycle_walk walk = lifecycle_walk(&asset, &plan->rules);
    struct replacement r;
    size_t n = 0;
    a->first = lifecycle_first(&asset, &plan->rules);
    for (; lifecycle_next(&walk, &r) && thaw(plan, i, &walk, &r); n++) {
        if (!n && a->price == NO_PRICE && a->payer == PAYER_POST) {
            report_missing_price(plan, i);
            if (!plan->unpriced)
                return 0;
        }
        add_purchase(plan, i, &r);
    }
    return n;
}

static void count_backlog(struct plan *plan, size_t i, size_t first_purchase)
{
    plan->backlog++;
    plan->backlog_units += (size_t)asset_quantity(plan, i);
    if (first_purchase < plan->purchase_count && plan->assets[i].payer == PAYER_POST &&
        money_given(plan->purchases[first_purchase].amount))
        plan->backlog_amount =
            money_add(plan->backlog_amount, plan->purchases[first_purchase].amount);
}

void schedule_replacements(struct plan *plan)
{
    const struct post *post = plan->post;
    for (size_t i = 0; i < post->assets.rows.count; i++) {
        struct asset_plan *a = &plan->assets[i];
        if (post->assets.rows.bad[i]) /* a fault of another file's making */
            a->valid = a->active = false;
        if (!a->valid)
            continue;
        struct lifecycle asset = asset_lifecycle(plan, i);
        struct due due = lifecycle_due(&asset, plan->rules.due);
        a->due = due.on;
        a->trigger = (uint8_t)due.trigger;
        a->price = find_price(plan, i);
        if (a->price < 0)
            a->assumed |= ASSUMED_PRICE;
        a->first = DATE_NONE;
        if (!a->active)
            continue;
        plan->active++;
        a->backlog = date_compare(a->due, plan->settings->as_of) < 0;
        size_t before = plan->purchase_count;
        if (!schedule_asset(plan, i))
            a->reason = a->covered_through ? REASON_COVERED : REASON_LATER;
        if (a->backlog && !post->assets.rows.bad[i])
            count_backlog(plan, i, before);
    }
}

const char *reason_text(const struct plan *plan, size_t i)
{
    const struct asset_plan *a = &plan->assets[i];
    struct arena *arena = plan->post->arena;
    switch ((enum reason)a->reason) {
    case REASON_NONE:
        return "";
    case REASON_STATUS:
        return arena_format(arena, "status is %s", status_name(plan->post->assets.status[i]));
    case REASON_SPARE:
        return "spare; spares are not replaced on schedule (replace_spares=no)";
    case REASON_RETIRE:
        return "decided: not to be replaced (decision=retire)";
    case REASON_FUTURE:
        return "acquired after the as-of date";
    case REASON_COVERED:
        return "covered by project";
    case REASON_LATER:
        return arena_format(arena, "next replacement in FY%d, after the plan years",
                            fiscal_year(a->first));
    case REASON_SKIPPED:
        return "row skipped because of an error in it";
    }
    return "";
}

static int months_late(const struct plan *plan, const struct purchase *p)
{
    date planned = date_add_months(p->order_by, plan->assets[p->asset].lead);
    int months = date_month_number(planned) - date_month_number(p->on);
    return months > 0 ? months : 1;
}

const char *flags_text(struct arena *arena, const struct plan *plan, const struct purchase *p)
{
    int months = months_late(plan, p);
    const char *late = p->flags & FLAG_LATE
                           ? arena_format(arena, "order now, arrives %s late",
                                          how_many(arena, months, "month", "months"))
                           : "";
    const char *const texts[] = {
        p->flags & FLAG_OVERDUE ? "overdue" : "",
        p->flags & FLAG_MOVED ? "moved to the first year that can buy" : "",
        late,
        p->flags & FLAG_PRIOR_YEAR ? "needs prior-year money" : "",
        p->flags & FLAG_FUND_EXPIRED ? "after the fund's last obligation date" : "",
    };
    char *out = arena_copy(arena, "", 0);
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (texts[k][0])
            out = arena_format(arena, "%s%s%s", out, out[0] ? "; " : "", texts[k]);
    return out;
}
