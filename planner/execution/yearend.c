#include "planner/yearend.h"

#include <stdlib.h>

#include "planner/orders.h"
#include "planner/sort.h"
#include "planner/split.h"
#include "planner/stock.h"

const money yearend_cuts[CUTS] = {{1000000}, {2500000}, {5000000}, {10000000}};

/* What is needed of one gross line. */
struct batch {
    uint8_t need, channel, priority;
    size_t gross;
    int64_t units;
    money amount;
    date due, needed_by;
    int unsupported;
};

struct batches {
    struct batch *at;
    size_t count, capacity;
};

const char *need_name(enum need need)
{
    static const char *const names[] = {"overdue", "due", "spares", "renewal", "project"};
    return names[need];
}

static struct batch *batch_of(struct batches *b, size_t gross, enum need need)
{
    for (size_t k = 0; k < b->count; k++)
        if (b->at[k].gross == gross && b->at[k].need == need)
            return &b->at[k];
    struct batch *made = PLANNER_APPEND(b->at, b->count, b->capacity);
    *made = (struct batch){.need = (uint8_t)need, .gross = gross, .priority = 5, .due = DATE_NONE,
                           .needed_by = DATE_NONE};
    return made;
}

/* The last day on which the fund can be obligated this year; before as-of: no longer. */
static date last_day(const struct plan *plan, size_t funding)
{
    date end = fiscal_end(plan->first_year);
    date last = plan->catalog->fundings[funding].last_obligation_date;
    return date_given(last) ? date_earlier(last, end) : end;
}

static bool can_be_obligated(const struct plan *plan, size_t funding)
{
    const struct funding *f = &plan->catalog->fundings[funding];
    for (size_t k = 0; k < f->share_count; k++)
        if (date_compare(last_day(plan, plan->catalog->shares[f->first_share + k].to),
                         plan->settings->as_of) < 0)
            return false;
    return date_compare(last_day(plan, funding), plan->settings->as_of) >= 0;
}

/* ---- needs ------------------------------------------------------------------------------------------ */

static date earlier(date a, date b)
{
    return date_given(a) ? date_earlier(a, b) : b;
}

static void need_asset(const struct plan *plan, struct batches *b, size_t i)
{
    const struct asset_plan *a = &plan->assets[i];
    const struct assets *t = &plan->post->assets;
    int year = plan->first_year;
    int priority = whole_given(t->priority[i]) ? t->priority[i] : 3;
    date order = date_later(date_add_months(a->due, -a->lead), plan->settings->as_of);
    struct batch *batch = batch_of(b, (size_t)a->gross[PART_PRICE],
                                   a->backlog ? NEED_OVERDUE : NEED_DUE);
    batch->amount = money_add(batch->amount,
                              money_times(unit_price_of(plan, i, year), asset_quantity(plan, i)));
    batch->channel = (uint8_t)channel_of(plan, a->bought, a->network);
    batch->units += asset_quantity(plan, i);
    batch->due = earlier(batch->due, a->due);
    batch->needed_by = earlier(batch->needed_by, order);
    batch->priority = (uint8_t)(priority < batch->priority ? priority : batch->priority);
    batch->unsupported += date_given(a->end_of_support) &&
                          date_compare(a->end_of_support, plan->settings->as_of) < 0;
}

static void need_assets(const struct plan *plan, struct batches *b)
{
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        if (a->valid && a->active && a->payer == PAYER_POST && !a->covered_through &&
            a->price != NO_PRICE && a->gross[PART_PRICE] >= 0 &&
            date_compare(a->due, fiscal_end(plan->first_year)) <= 0 &&
            can_be_obligated(plan, a->funding))
            need_asset(plan, b, i);
    }
}

static void need_costs(const struct plan *plan, struct batches *b)
{
    const struct project_rows *t = &plan->post->projects;
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *c = &plan->costs[k];
        bool renewal = c->kind == LINE_LICENSE && date_given(c->on) &&
                       date_compare(c->on, plan->settings->as_of) > 0;
        bool project = c->kind == LINE_PROJECT && t->fiscal_year[c->row] == plan->first_year;
        if (c->gross == NOWHERE || c->fiscal_year != plan->first_year || !(renewal || project) ||
            c->amount.cents <= 0 || !can_be_obligated(plan, plan->gross[c->gross].funding))
            continue;
        struct batch *batch = batch_of(b, c->gross, renewal ? NEED_RENEWAL : NEED_PROJECT);
        date last = renewal ? date_add_days(c->on, -1)
                            : last_day(plan, plan->gross[c->gross].funding);
        batch->amount = money_add(batch->amount, c->amount);
        batch->channel = renewal ? CHANNEL_RENEWAL : CHANNEL_US;
        batch->priority = plan->gross[c->gross].priority ? plan->gross[c->gross].priority : 3;
        batch->due = batch->needed_by = earlier(batch->needed_by, last);
    }
}

/* ---- from batches to the list ------------------------------------------------------------------------- */

static const char *title_of(const struct plan *plan, const struct batch *b)
{
    const struct line *g = &plan->gross[b->gross];
    const char *title = post_string(plan->post, g->title);
    return g->kind == LINE_LIFECYCLE && g->network == NETWORK_CAA
               ? arena_format(plan->post->arena, "%s (CAA)", title)
               : title;
}

static const char *project_impact(const struct plan *plan, word project)
{
    const struct project_rows *t = &plan->post->projects;
    for (size_t i = 0; i < t->rows.count; i++)
        if (word_same(t->project[i], project) && word_given(t->impact[i]))
            return post_string(plan->post, t->impact[i]);
    return "the project waits for the next year's money";
}

static const char *impact_of(const struct plan *plan, const struct batch *b)
{
    char day[DATE_TEXT];
    struct arena *arena = plan->post->arena;
    if (b->need == NEED_PROJECT)
        return project_impact(plan, plan->gross[b->gross].item);
    if (b->need == NEED_RENEWAL)
        return arena_format(arena, "lapses after %s", date_long(b->needed_by, day));
    const char *support = b->unsupported
                              ? arena_format(arena, "; %d without the maker's support", b->unsupported)
                              : "";
    bool one = b->units == 1;
    if (b->need == NEED_OVERDUE)
        return arena_format(arena, "%lld unit%s stay%s in use past the due date%s %s%s",
                            (long long)b->units, one ? "" : "s", one ? "s" : "",
                            one ? "," : ", the oldest since", date_long(b->due, day), support);
    return arena_format(arena, "%lld unit%s fall%s due by 30 September%s %s%s", (long long)b->units,
                        one ? "" : "s", one ? "s" : "", one ? ", on" : ", the first on",
                        date_long(b->due, day), support);
}

static void add_item(struct plan *plan, const struct batch *b, size_t line, money amount)
{
    if (amount.cents > 0)
        plan->yearend->items[plan->yearend->count++] = (struct yearend_item){
            .line = line, .need = b->need, .channel = b->channel, .priority = b->priority,
            .units = b->units, .amount = amount, .due = b->due, .needed_by = b->needed_by,
            .title = title_of(plan, b), .impact = impact_of(plan, b)};
}

/* A shared line's batch on each of its sources. */
static void divide_batch(struct plan *plan, const struct batch *b)
{
    const struct funding *f = &plan->catalog->fundings[plan->gross[b->gross].funding];
    size_t n = f->share_count, k = 0;
    int64_t *weights = memory_array(n + 1, sizeof *weights);
    money *shares = memory_array(n + 1, sizeof *shares);
    for (size_t s = 0; s < n; s++)
        weights[s] = plan->catalog->shares[f->first_share + s].weight;
    bool divided = split_largest_remainder(b->amount, n, weights, shares);
    for (size_t p = 0; p < plan->part_count && divided; p++)
        if (plan->parts[p].gross == b->gross && k < n)
            add_item(plan, b, plan->parts[p].net, shares[k++]);
    free(weights);
    free(shares);
}

const char *yearend_id(const struct plan *plan, const struct yearend_item *item)
{
    return item->spare ? stock_id(plan, item->spare) : line_id(plan->post->arena, item->line);
}

word yearend_source(const struct plan *plan, const struct yearend_item *item)
{
    size_t funding = item->spare ? item->spare->funding : plan->lines[item->line].funding;
    return plan->catalog->fundings[funding].name;
}

/* Whether or not the plan buys them (fund_spares): by worth, as their rows stand. */
static void add_spares(struct plan *plan)
{
    for (size_t i = 0; i < plan->stock->count; i++) {
        const struct stock_position *p = &plan->stock->positions[i];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (!stock_asked_for(p) || !can_be_obligated(plan, p->funding) || p->cost.cents <= 0)
            continue;
        plan->yearend->items[plan->yearend->count++] = (struct yearend_item){
            .line = NOWHERE, .spare = p, .need = NEED_SPARES, .priority = 3, .units = p->to_buy,
            .channel = (uint8_t)channel_of(plan, a->bought, a->network), .amount = p->cost,
            .due = plan->settings->as_of, .needed_by = last_day(plan, p->funding),
            .title = stock_title(plan, p), .impact = stock_impact(plan, p)};
    }
}

static int in_rank(const void *left, const void *right)
{
    const struct yearend_item *a = left, *b = right;
    if (a->need != b->need)
        return a->need < b->need ? -1 : 1;
    if (a->priority != b->priority)
        return a->priority < b->priority ? -1 : 1;
    if (a->spare && b->spare && a->spare->worth != b->spare->worth)
        return a->spare->worth > b->spare->worth ? -1 : 1;
    if (a->spare && b->spare)
        return (a->spare > b->spare) - (a->spare < b->spare);
    int order = date_compare(a->due, b->due);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static void rank_items(struct yearend *y)
{
    sort(y->items, y->count, sizeof *y->items, in_rank);
    for (size_t i = 0; i < y->count; i++) {
        struct yearend_item *item = &y->items[i];
        item->rank = (int)i + 1;
        item->cumulative = y->total = money_add(y->total, item->amount);
        for (int c = 0; c < CUTS; c++)
            if (money_compare(item->cumulative, yearend_cuts[c]) <= 0) {
                y->within[c] = i + 1;
                y->within_amount[c] = item->cumulative;
            }
    }
}

void list_yearend(struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    struct batches b = {0};
    struct yearend *y = plan->yearend = arena_alloc(arena, 1, sizeof *y);
    need_assets(plan, &b);
    need_costs(plan, &b);
    size_t most = b.count * (plan->catalog->share_count + 1) + plan->stock->count + 1;
    y->items = arena_alloc(arena, most, sizeof *y->items);
    for (size_t k = 0; k < b.count; k++)
        if (plan->gross[b.at[k].gross].group != NOWHERE)
            add_item(plan, &b.at[k], plan->gross[b.at[k].gross].group, b.at[k].amount);
        else
            divide_batch(plan, &b.at[k]);
    add_spares(plan);
    rank_items(y);
    free(b.at);
}
