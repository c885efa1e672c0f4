/* The replacement schedule of one asset: SPEC 5.1.  Cycles are data (the Department publishes
 * none that could be read; see the built-in table of categories for the evidence). */
#include "planner/lifecycle.h"

struct due lifecycle_due(const struct lifecycle *asset, enum due_rule rule)
{
    struct due due = {date_add_months(asset->base, asset->cycle), BY_CYCLE, DATE_NONE};
    due.by_cycle = due.on;
    if (date_given(asset->end_of_support) && rule != DUE_CYCLE) {
        int order = date_compare(asset->end_of_support, due.on);
        if (rule == DUE_EARLIEST ? order < 0 : order > 0)
            due = (struct due){asset->end_of_support, BY_END_OF_SUPPORT, due.by_cycle};
    }
    if (!date_given(asset->replace_by))
        return due;
    if (!asset->hold)
        return (struct due){asset->replace_by, BY_DECISION, due.by_cycle};
    if (date_compare(asset->replace_by, due.on) > 0)
        return (struct due){asset->replace_by, BY_HOLD, due.by_cycle};
    return due;
}

date lifecycle_first(const struct lifecycle *asset, const struct lifecycle_rules *rules)
{
    date on = asset->covered_through
                  ? date_add_months(fiscal_start(asset->covered_through), asset->later_cycle)
                  : lifecycle_due(asset, rules->due).on;
    return date_later(on, rules->first_buy);
}

struct lifecycle_walk lifecycle_walk(const struct lifecycle *asset,
                                     const struct lifecycle_rules *rules)
{
    return (struct lifecycle_walk){asset, rules, lifecycle_first(asset, rules), 1};
}

bool lifecycle_next(struct lifecycle_walk *walk, struct replacement *out)
{
    const struct lifecycle_rules *rules = walk->rules;
    const struct lifecycle *asset = walk->asset;
    for (;;) {
        date order_by = date_later(date_add_months(walk->next, -asset->lead), rules->first_buy);
        *out = (struct replacement){walk->sequence, 0, walk->next, order_by};
        out->fiscal_year = fiscal_year(rules->budget_on_order ? order_by : walk->next);
        if (out->fiscal_year > rules->last_year)
            return false;
        walk->next = date_add_months(walk->next, asset->later_cycle);
        walk->sequence++;
        if (out->fiscal_year >= rules->first_year && out->fiscal_year > asset->covered_through)
            return true;
    }
}

const char *trigger_name(enum trigger trigger)
{
    static const char *const names[] = {"cycle", "end_of_support", "decision", "hold"};
    return names[trigger];
}
