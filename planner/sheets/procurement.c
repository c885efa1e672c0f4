/* Procurement calendar: what must be ordered by when; as of this run. */
#include "planner/plan_book.h"

#include <stdlib.h>

/* One order: a purchase, or a licence to renew. */
struct order {
    date by, on;
    const struct purchase *purchase;
    const struct cost *renewal;
    size_t at; /* for a stable order */
};

static int by_date(const void *left, const void *right)
{
    const struct order *a = left, *b = right;
    int order = date_compare(a->by, b->by);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static date renewal_notice(const struct plan *plan, const struct cost *c)
{
    int32_t days = plan->post->licenses.notice_days[c->row];
    date by = whole_given(days) ? date_add_days(c->on, -1 - days) : date_add_days(c->on, -60);
    return date_later(by, plan->settings->as_of);
}

/* Orders of the first two plan years and the budget year: what someone can still act on. */
static struct order *gather(const struct plan *plan, size_t *count)
{
    struct order *orders = memory_array(plan->purchase_count + plan->cost_count, sizeof *orders);
    size_t n = 0;
    for (size_t i = 0; i < plan->purchase_count; i++) {
        const struct purchase *p = &plan->purchases[i];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (a->valid && a->payer == PAYER_POST && p->fiscal_year <= plan->budget_year)
            orders[n] = (struct order){p->order_by, p->on, p, NULL, n}, n++;
    }
    for (size_t i = 0; i < plan->cost_count; i++) {
        const struct cost *c = &plan->costs[i];
        if (c->kind == LINE_LICENSE && c->gross != NOWHERE && c->fiscal_year <= plan->budget_year)
            orders[n] = (struct order){renewal_notice(plan, c), c->on, NULL, c, n}, n++;
    }
    qsort(orders, n, sizeof *orders, by_date);
    *count = n;
    return orders;
}

static void put_purchase(const struct plan_book *b, struct page *page, int row,
                         const struct purchase *p)
{
    const struct plan *plan = b->plan;
    const struct asset_plan *a = &plan->assets[p->asset];
    const struct funding *f = &plan->catalog->fundings[a->funding];
    money threshold = plan->settings->acquisition_plan_threshold;
    bool above = money_given(threshold) && money_compare(p->amount, threshold) > 0;
    const char *flags = flags_text(b->arena, plan, p);
    page_text(page, row, 3, LOOK_TEXT, post_string(plan->post, plan->post->assets.asset_tag[p->asset]));
    page_text(page, row, 4, LOOK_TEXT,
              post_string(plan->post, plan->catalog->categories[a->bought].label));
    page_text(page, row, 5, LOOK_TEXT, network_name(a->network));
    page_text(page, row, 6, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, 7, LOOK_TEXT, post_string(plan->post, f->fund_symbol));
    page_number(page, row, 8, LOOK_COUNT, asset_quantity(plan, p->asset));
    page_money(page, row, 9, LOOK_MONEY, p->amount);
    page_text(page, row, 10, LOOK_TEXT | (flags[0] ? LOOK_ALERT : 0),
              above ? say(b, "%s%sacquisition plan needed", flags, flags[0] ? "; " : "") : flags);
}

static void put_renewal(const struct plan_book *b, struct page *page, int row, const struct cost *c)
{
    const struct plan *plan = b->plan;
    const struct license_rows *t = &plan->post->licenses;
    const struct line *line = &plan->gross[c->gross];
    const struct funding *f = &plan->catalog->fundings[line->funding];
    page_text(page, row, 3, LOOK_TEXT, post_string(plan->post, t->license_id[c->row]));
    page_text(page, row, 4, LOOK_TEXT,
              say(b, "Renew: %s", post_string(plan->post, t->product[c->row])));
    page_text(page, row, 5, LOOK_TEXT, "");
    page_text(page, row, 6, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, 7, LOOK_TEXT, post_string(plan->post, f->fund_symbol));
    page_number(page, row, 8, LOOK_COUNT, 1);
    page_money(page, row, 9, LOOK_MONEY, c->amount);
    page_text(page, row, 10, LOOK_TEXT, "");
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {
        {"Order by", 13}, {"Needed on", 13}, {"Budget year", 9}, {"Asset or license", 16},
        {"What", 32}, {"Network", 10}, {"Funding source", 16}, {"Fund symbol", 13},
        {"Quantity", 9}, {"Amount", 14}, {"Look at", 56}};
    const struct plan_book *b = subject;
    size_t count;
    struct order *orders = gather(b->plan, &count);
    int row = sheet_table(page, "Procurement", SHEET_HEADER, headings, 11, count, false);
    for (size_t i = 0; i < count; i++, row++) {
        struct arena_mark mark = arena_mark(b->arena);
        page_date(page, row, 0, LOOK_DATE, orders[i].by);
        page_date(page, row, 1, LOOK_DATE, orders[i].on);
        page_number(page, row, 2, LOOK_FISCAL,
                    orders[i].purchase ? orders[i].purchase->fiscal_year
                                       : orders[i].renewal->fiscal_year);
        if (orders[i].purchase)
            put_purchase(b, page, row, orders[i].purchase);
        else
            put_renewal(b, page, row, orders[i].renewal);
        arena_release(b->arena, mark);
    }
    free(orders);
}

const struct sheet sheet_procurement = {
    .setup = {.name = "Procurement calendar", .freeze_rows = SHEET_HEADER + 1},
    .answers = "What must be ordered by when, up to the budget year? Dates are of this run.",
    .fill = fill,
};
