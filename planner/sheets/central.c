/* Central refresh: replacements that the centre or another agency pays; never in a total of the
 * post.  The DT Chief still confirms this inventory. */
#include "planner/plan_book.h"

struct row_key {
    uint16_t funding, category;
    int64_t units, unknown;
};

static size_t gather(const struct plan *plan, struct row_key *keys)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        size_t k = 0;
        if (!a->valid || !a->active || a->payer == PAYER_POST)
            continue;
        while (k < n && !(keys[k].funding == a->funding && keys[k].category == a->bought))
            k++;
        if (k == n)
            keys[n++] = (struct row_key){.funding = a->funding, .category = a->bought};
        keys[k].units += asset_quantity(plan, i);
        keys[k].unknown += a->price == NO_PRICE ? asset_quantity(plan, i) : 0;
    }
    return n;
}

static bool wanted(const void *subject)
{
    const struct plan *plan = ((const struct plan_book *)subject)->plan;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (plan->assets[i].valid && plan->assets[i].active && plan->assets[i].payer != PAYER_POST)
            return true;
    return false;
}

static void tally(const struct plan *plan, const struct row_key *key, int y, int64_t *units, money *sum)
{
    *units = 0;
    *sum = MONEY_ZERO;
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (!a->valid || a->funding != key->funding || a->bought != key->category ||
            p->fiscal_year != plan->first_year + y)
            continue;
        *units += asset_quantity(plan, p->asset);
        if (money_given(p->amount))
            *sum = money_add(*sum, p->amount);
    }
}

static const char *schedule_sum(const struct plan_book *b, int row, int column)
{
    int first = first_schedule_row(), last = last_schedule_row(b);
    return say(b, "SUMIFS(%s,%s,%s,%s,%s)",
               ref_range(b, SHEET_SCHEDULE, first, column, last, column),
               ref_range(b, SHEET_SCHEDULE, first, SCHEDULE_FUNDING, last, SCHEDULE_FUNDING),
               here(b, row, 0),
               ref_range(b, SHEET_SCHEDULE, first, SCHEDULE_BOUGHT, last, SCHEDULE_BOUGHT),
               here(b, row, 2));
}

static void put_row(const struct plan_book *b, struct page *page, const struct row_key *key, int row)
{
    const struct plan *plan = b->plan;
    const struct funding *f = &plan->catalog->fundings[key->funding];
    page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, 1, LOOK_TEXT, payer_name(f->payer));
    page_text(page, row, 2, LOOK_TEXT,
              post_string(plan->post, plan->catalog->categories[key->category].name));
    page_number(page, row, 3, LOOK_COUNT, (double)key->units);
    for (int y = 0; y < b->years; y++) {
        int64_t units;
        money sum;
        tally(plan, key, y, &units, &sum);
        if (b->live) {
            page_formula_number(page, row, 4 + y, LOOK_COUNT, (double)units,
                                schedule_sum(b, row, SCHEDULE_YEARS + y));
            page_formula_money(page, row, 4 + b->years + y, LOOK_MONEY, sum,
                               say(b, "ROUND(%s,2)",
                                   schedule_sum(b, row, SCHEDULE_YEARS + b->years + y)));
        } else {
            page_number(page, row, 4 + y, LOOK_COUNT, (double)units);
            page_money(page, row, 4 + b->years + y, LOOK_MONEY, sum);
        }
    }
    if (key->unknown)
        page_text(page, row, 4 + 2 * b->years, LOOK_TEXT | LOOK_ALERT,
                  say(b, "cost unknown for %lld", (long long)key->unknown));
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct row_key *keys = arena_alloc(b->arena, plan->catalog->funding_count *
                                                     plan->catalog->category_count + 1,
                                       sizeof *keys);
    size_t n = gather(plan, keys);
    struct heading headings[128] = {{"Funding source", 18}, {"Paid by", 10}, {"Category", 20},
                                    {"Units in use", 10}};
    for (int y = 0; y < b->years; y++) {
        headings[4 + y] = (struct heading){say(b, "FY%d units", plan->first_year + y), 9};
        headings[4 + b->years + y] =
            (struct heading){say(b, "FY%d dollars", plan->first_year + y), 13};
    }
    headings[4 + 2 * b->years] = (struct heading){"Look at", 24};
    int row = sheet_table(page, "CentralRefresh", SHEET_HEADER, headings,
                          5 + 2 * (size_t)b->years, n, false);
    for (size_t k = 0; k < n; k++)
        put_row(b, page, &keys[k], row++);
}

const struct sheet sheet_central = {
    .setup = {.name = "Central refresh", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "What does the centre, or another agency, have to replace here? Confirmed by the "
               "post, never in its totals.",
    .wanted = wanted,
    .fill = fill,
};
