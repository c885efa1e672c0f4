/* Year-end list: what money found late in the year buys, in this order; of this run. */
#include "planner/orders.h"
#include "planner/plan_book.h"
#include "planner/yearend.h"

enum { RANK, LINE, TITLE, UNITS, AMOUNT, CUMULATIVE, CUT, NEEDED, NEED, FUND, CHANNEL, IMPACT,
       COLUMNS };
enum { TITLE_WIDTH = 28, IMPACT_WIDTH = 34 };

static const char *cut_label(const struct plan_book *b, money cumulative)
{
    for (int c = 0; c < CUTS; c++)
        if (money_compare(cumulative, yearend_cuts[c]) <= 0)
            return say(b, "$%lldk", (long long)(yearend_cuts[c].cents / 100000));
    return "more";
}

/* How much of the list each sum buys: whole rows in their order, then units of the next. */
static int put_cuts(const struct plan_book *b, struct page *page, int row, int first, int last)
{
    static const char *const titles[] = {"Cut line", "Rows", "They cost", "Left for the next row"};
    const struct yearend *y = b->plan->yearend;
    const char *sums = ref_range(b, "Year-end list", first, CUMULATIVE, last, CUMULATIVE);
    for (int k = 0; k < 4; k++)
        page_text(page, row, TITLE + k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (int c = 0; c < CUTS; c++, row++) {
        long long cut = (long long)(yearend_cuts[c].cents / 100);
        page_text(page, row, TITLE, LOOK_TEXT, say(b, "$%lld,000", cut / 1000));
        page_formula_number(page, row, TITLE + 1, LOOK_COUNT, (double)y->within[c],
                            say(b, "COUNTIF(%s,\"<=%lld\")", sums, cut));
        page_formula_money(page, row, TITLE + 2, LOOK_MONEY, y->within_amount[c],
                           say(b, "ROUND(SUMIFS(%s,%s,\"<=%lld\"),2)",
                               ref_range(b, "Year-end list", first, AMOUNT, last, AMOUNT), sums,
                               cut));
        page_formula_money(page, row, TITLE + 3, LOOK_MONEY,
                           money_sub(yearend_cuts[c], y->within_amount[c]),
                           say(b, "ROUND(%lld-%s,2)", cut, here(b, row, TITLE + 2)));
    }
    return row + 1;
}

static void put_item(const struct plan_book *b, struct page *page, int row, int first,
                     const struct yearend_item *item)
{
    const struct plan *plan = b->plan;
    bool local = item->channel == CHANNEL_LOCAL || item->channel == CHANNEL_RENEWAL;
    page_number(page, row, RANK, LOOK_COUNT, item->rank);
    page_text(page, row, LINE, LOOK_TEXT, yearend_id(plan, item));
    page_text(page, row, TITLE, LOOK_WRAP, item->title);
    page_text(page, row, NEED, LOOK_TEXT | (item->need == NEED_OVERDUE ? LOOK_ALERT : 0),
              need_name((enum need)item->need));
    page_text(page, row, FUND, LOOK_TEXT,
              post_string(plan->post, yearend_source(plan, item)));
    if (item->units)
        page_number(page, row, UNITS, LOOK_COUNT, (double)item->units);
    page_money(page, row, AMOUNT, LOOK_MONEY, item->amount);
    page_formula_money(page, row, CUMULATIVE, LOOK_MONEY, item->cumulative,
                       say(b, "ROUND(SUM(%s:%s),2)", here(b, first, AMOUNT), here(b, row, AMOUNT)));
    page_text(page, row, CUT, LOOK_TEXT, cut_label(b, item->cumulative));
    page_date(page, row, NEEDED, LOOK_DATE, item->needed_by);
    page_text(page, row, CHANNEL, LOOK_WRAP | (local ? 0 : LOOK_ALERT),
              channel_name((enum channel)item->channel));
    page_text(page, row, IMPACT, LOOK_WRAP, item->impact);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Rank", 5.5}, {"Line", 8}, {"What", TITLE_WIDTH}, {"Units", 6}, {"Amount", 10.8},
        {"Cumulative", 11.3}, {"Fits in", 6.5}, {"Order by", 11.2}, {"Need", 9.5}, {"Fund", 14.4},
        {"Channel", 12.5}, {"If it is not bought", IMPACT_WIDTH}};
    const struct plan_book *b = subject;
    const struct yearend *y = b->plan->yearend;
    int first = SHEET_HEADER + 9;
    page_block(page, SHEET_HEADER, 0, SHEET_HEADER, COLUMNS - 1, LOOK_WRAP | LOOK_MUTED,
               say(b, "Needs of FY%d only: overdue and due by 30 September, short spares, "
                      "renewals and projects of this year; at FY%d prices with freight and installation, whether the plan buys them or not. "
                      "In bold red: channels that take longer than a local purchase. A cut line buys the rows in "
                      "their order and stops at the first that does not fit; what is left may buy a "
                      "smaller one further down.",
                   b->plan->first_year, b->plan->first_year));
    put_cuts(b, page, SHEET_HEADER + 1, first, first + (int)(y->count ? y->count : 1) - 1);
    sheet_table(page, "YearEnd", first - 1, headings, COLUMNS, y->count, false);
    for (size_t i = 0; i < y->count; i++)
        put_item(b, page, first + (int)i, first, &y->items[i]);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->yearend->count > 0;
}

const struct sheet sheet_yearend = {
    .setup = {.name = "Year-end list"},
    .answers = "What can be bought by 30 September, and in which order?",
    .wanted = wanted,
    .fill = fill,
};
