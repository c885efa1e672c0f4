/* Central refresh: replacements that the centre or another agency pays; never in a total of the
 * post.  The DT Chief still confirms this inventory. */
#include "planner/plan_book.h"

struct row_key {
    uint16_t funding, category;
    int64_t units, overdue, unknown;
};

enum { SOURCE, PAID_BY, CATEGORY, UNITS, OVERDUE, YEARS };

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
        keys[k].overdue += a->backlog ? asset_quantity(plan, i) : 0;
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
               here(b, row, SOURCE),
               ref_range(b, SHEET_SCHEDULE, first, schedule_behind(b, SCHEDULE_BOUGHT), last,
                         schedule_behind(b, SCHEDULE_BOUGHT)),
               here(b, row, CATEGORY));
}

static void put_row(const struct plan_book *b, struct page *page, const struct row_key *key, int row)
{
    const struct plan *plan = b->plan;
    const struct funding *f = &plan->catalog->fundings[key->funding];
    page_text(page, row, SOURCE, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, PAID_BY, LOOK_TEXT, payer_name(f->payer));
    page_text(page, row, CATEGORY, LOOK_TEXT,
              post_string(plan->post, plan->catalog->categories[key->category].name));
    page_number(page, row, UNITS, LOOK_COUNT, (double)key->units);
    page_number(page, row, OVERDUE, LOOK_COUNT | (key->overdue ? LOOK_ALERT : 0),
                (double)key->overdue);
    for (int y = 0; y < b->years; y++) {
        int64_t units;
        money sum;
        tally(plan, key, y, &units, &sum);
        if (b->live) {
            page_formula_number(page, row, YEARS + y, LOOK_COUNT, (double)units,
                                schedule_sum(b, row, schedule_units(b, y)));
            page_formula_money(page, row, YEARS + b->years + y, LOOK_MONEY, sum,
                               say(b, "ROUND(%s,2)",
                                   schedule_sum(b, row, schedule_dollars(y))));
        } else {
            page_number(page, row, YEARS + y, LOOK_COUNT, (double)units);
            page_money(page, row, YEARS + b->years + y, LOOK_MONEY, sum);
        }
    }
    if (key->unknown)
        page_text(page, row, YEARS + 2 * b->years, LOOK_TEXT | LOOK_ALERT,
                  say(b, "cost unknown for %lld", (long long)key->unknown));
    page_text(page, row, YEARS + 2 * b->years + 1, LOOK_TEXT | LOOK_INPUT, "");
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct row_key *keys = arena_alloc(b->arena, plan->catalog->funding_count *
                                                     plan->catalog->category_count + 1,
                                       sizeof *keys);
    size_t n = gather(plan, keys);
    struct heading headings[128] = {
        [SOURCE] = {"Funding source", 18}, [PAID_BY] = {"Paid by", 9}, [CATEGORY] = {"Category", 18},
        [UNITS] = {"Units in use", 8},     [OVERDUE] = {"Overdue", 9}};
    for (int y = 0; y < b->years; y++) {
        headings[YEARS + y] = (struct heading){say(b, "FY%d units", plan->first_year + y), 8};
        headings[YEARS + b->years + y] =
            (struct heading){say(b, "FY%d dollars", plan->first_year + y), 12};
    }
    headings[YEARS + 2 * b->years] = (struct heading){"Look at", 20};
    headings[YEARS + 2 * b->years + 1] = (struct heading){"Confirmed (initials, date)", 16};
    int row = sheet_table(page, "CentralRefresh", SHEET_HEADER, headings,
                          YEARS + 2 * (size_t)b->years + 2, n, false);
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
