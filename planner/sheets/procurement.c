/* Procurement calendar: what must be ordered by when, by month and channel; as of this run. */
#include "planner/orders.h"
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

enum { BY, ON, AMOUNT, FUND, CHANNEL, ID, WHAT, QUANTITY, NOTES, YEAR, LEAD, NETWORK, STRIP, COLUMNS };
#define SHEET_CALENDAR "Procurement calendar"

static bool shown(const struct plan *plan, const struct order *o)
{
    return o->fiscal_year <= plan->budget_year;
}

static int month_of(const struct order *o)
{
    return date_month_number(o->by);
}

static size_t count_months(const struct plan *plan, const struct order *orders, size_t count)
{
    size_t months = 0;
    int last = 0;
    for (size_t i = 0; i < count; i++) {
        if (!shown(plan, &orders[i]) || month_of(&orders[i]) == last)
            continue;
        last = month_of(&orders[i]);
        months++;
    }
    return months;
}

static money sum_of(const struct plan *plan, const struct order *orders, size_t count, int month,
                    int channel)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < count; i++)
        if (shown(plan, &orders[i]) && (!month || month_of(&orders[i]) == month) &&
            orders[i].channel == channel)
            sum = money_add(sum, order_amount(&orders[i]));
    return sum;
}

/* From the rows of the table below, where they stand on this sheet. */
static void put_sum(const struct plan_book *b, struct page *page, int row, int column, money sum,
                    int month, int channel, int first, int last)
{
    if (!page_holds(page, last)) {
        page_money(page, row, column, LOOK_DOLLARS, sum);
        return;
    }
    page_formula_money(page, row, column, LOOK_DOLLARS, sum,
                       say(b, "ROUND(SUMIFS(%s,%s,\">=%d\",%s,\"<%d\",%s,\"%s\"),2)",
                           ref_range(b, SHEET_CALENDAR, first, AMOUNT, last, AMOUNT),
                           ref_range(b, SHEET_CALENDAR, first, BY, last, BY),
                           excel_day(date_month_start(month)),
                           ref_range(b, SHEET_CALENDAR, first, BY, last, BY),
                           excel_day(date_month_start(month + 1)),
                           ref_range(b, SHEET_CALENDAR, first, CHANNEL, last, CHANNEL),
                           channel_name((enum channel)channel)));
}

/* Dollars to order by month and channel. */
static int put_months(const struct plan_book *b, struct page *page, int row,
                      const struct order *orders, size_t count, int first, int last)
{
    const struct plan *plan = b->plan;
    int seen = 0;
    page_text(page, row, 0, LOOK_HEADER, "Order in");
    for (int c = 0; c < CHANNELS; c++)
        page_text(page, row, 1 + c, LOOK_HEADER | LOOK_RIGHT, channel_name((enum channel)c));
    row++;
    for (size_t i = 0; i < count; i++) {
        int month = month_of(&orders[i]);
        if (!shown(plan, &orders[i]) || month == seen)
            continue;
        seen = month;
        char day[DATE_TEXT];
        date_long(date_month_start(month), day);
        page_text(page, row, 0, LOOK_TEXT, say(b, "%s", day + 2));
        for (int c = 0; c < CHANNELS; c++)
            put_sum(b, page, row, 1 + c, sum_of(plan, orders, count, month, c), month, c, first,
                    last);
        row++;
    }
    return row + 1;
}

static int put_rules(struct page *page, int row)
{
    for (int c = 0; c < CHANNELS; c++, row++) {
        page_text(page, row, 0, LOOK_TEXT, channel_name((enum channel)c));
        page_block(page, row, 2, row, NOTES, LOOK_NOTE, channel_rule((enum channel)c));
    }
    return row + 1;
}

static void put_order(const struct plan_book *b, struct page *page, int row, const struct order *o)
{
    const struct plan *plan = b->plan;
    const struct line *line = order_line(plan, o);
    const char *strip = fiscal_strip_text(b->arena, plan, line);
    const char *notes = order_notes(b->arena, plan, o);
    bool now = o->purchase && notes[0] && date_compare(o->by, plan->settings->as_of) <= 0;
    page_date(page, row, BY, LOOK_DATE | (now ? LOOK_ALERT : 0), o->by);
    page_date(page, row, ON, LOOK_DATE, o->on);
    page_money(page, row, AMOUNT, LOOK_MONEY, order_amount(o));
    page_text(page, row, FUND, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[line->funding].name));
    page_text(page, row, CHANNEL, LOOK_WRAP, channel_name((enum channel)o->channel));
    page_text(page, row, ID, LOOK_TEXT, order_id(plan, o));
    page_text(page, row, WHAT, LOOK_TEXT, order_title(plan, o));
    page_text(page, row, NETWORK, LOOK_TEXT, network_name(order_network(plan, o)));
    page_number(page, row, QUANTITY, LOOK_COUNT, order_quantity(plan, o));
    page_number(page, row, YEAR, LOOK_FISCAL, o->fiscal_year);
    page_number(page, row, LEAD, LOOK_COUNT, o->lead);
    page_text(page, row, STRIP, LOOK_TEXT, strip);
    page_text(page, row, NOTES, LOOK_WRAP, notes);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Order by", 12.9}, {"Needed on", 11.2}, {"Amount", 10.8}, {"Funding source", 14.4},
        {"Channel", 14.8}, {"Asset or license", 11.2}, {"What", 19.5}, {"Units", 6}, {"Look at", 67.5},
        {"Budget year", 8}, {"Lead months", 8}, {"Network", 9.5}, {fiscal_strip_heading, 60}};
    const struct plan_book *b = subject;
    size_t count, rows = 0;
    struct order *orders = list_orders(b->plan, &count);
    for (size_t i = 0; i < count; i++)
        rows += shown(b->plan, &orders[i]);
    int months = (int)count_months(b->plan, orders, count);
    int first = SHEET_HEADER + 1 + months + 1 + CHANNELS + 1 + 1;
    int row = put_months(b, page, SHEET_HEADER, orders, count, first,
                         first + (int)(rows ? rows : 1) - 1);
    put_rules(page, row);
    page_paper(page, YEAR);
    row = sheet_table(page, "Procurement", first - 1, headings, COLUMNS, rows, false);
    for (size_t i = 0; i < count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        if (shown(b->plan, &orders[i]))
            put_order(b, page, row++, &orders[i]);
        arena_release(b->arena, mark);
    }
    free(orders);
}

const struct sheet sheet_procurement = {
    .setup = {.name = SHEET_CALENDAR, .compact = true},
    .answers = "What must be ordered by when, up to the budget year? A date with ! is now. Dates are "
               "of this run.",
    .fill = fill,
};
