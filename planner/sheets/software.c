/* Software: lapsing, counted right, and ending together. */
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

enum { ID, PRODUCT, PUBLISHER, TYPE, COUNT_STATE, STATE, TOGETHER, RENEWS, OWNED, USED, DIFFERENCE, END,
       NOTICE, COST, CURRENCY, COLUMNS };

static bool same_text(const struct post *post, word a, word b)
{
    return text_same_nocase(words_text(post->words, a), words_text(post->words, b));
}

static const char *count_state(const struct license_rows *t, size_t i, unsigned *look)
{
    if (!whole_given(t->qty_owned[i]) || !whole_given(t->qty_used[i]))
        return "not counted";
    if (t->qty_used[i] > t->qty_owned[i])
        return *look |= LOOK_ALERT, "under-licensed";
    /* a tenth in hand is prudent, more is paid for nothing */
    return (int64_t)t->qty_used[i] * 10 < (int64_t)t->qty_owned[i] * 9 ? "over-licensed" : "in order";
}

static date notice_day(const struct license_rows *t, size_t i)
{
    return date_given(t->end[i]) && whole_given(t->notice_days[i])
               ? date_add_days(t->end[i], -t->notice_days[i])
               : DATE_NONE;
}

static const char *state_of(const struct plan *plan, size_t i, unsigned *look)
{
    const struct license_rows *t = &plan->post->licenses;
    date as_of = plan->settings->as_of, notice = notice_day(t, i);
    bool renews = t->auto_renew[i] == YES;
    if (!date_given(t->end[i]))
        return "no end";
    if (date_compare(t->end[i], as_of) < 0)
        return *look |= LOOK_ALERT, "lapsed";
    if (date_compare(t->end[i], date_add_days(as_of, 90)) <= 0)
        return *look |= LOOK_ALERT, renews ? "ends within 90 days; renews by itself"
                                           : "lapses within 90 days";
    if (date_given(notice) && date_compare(notice, as_of) < 0)
        return *look |= LOOK_ALERT, renews ? "notice day passed: renews by itself"
                                           : "notice day passed";
    if (date_compare(t->end[i], date_add_months(as_of, 12)) <= 0)
        return "ends within 12 months";
    return "";
}

/* Licences of one publisher, in one money, whose terms end on different days within a year: the
 * day on which all could end is the latest of them. */
static const char *together_with(const struct plan_book *b, size_t i)
{
    const struct post *post = b->plan->post;
    const struct license_rows *t = &post->licenses;
    date last = t->end[i];
    const char *others = "";
    char day[DATE_TEXT];
    if (t->rows.bad[i] || !word_given(t->publisher[i]) || !date_given(t->end[i]))
        return "";
    for (size_t k = 0; k < t->rows.count; k++) {
        if (k == i || t->rows.bad[k] || !date_given(t->end[k]) ||
            !same_text(post, t->publisher[k], t->publisher[i]) ||
            !same_text(post, t->currency[k], t->currency[i]) ||
            !date_compare(t->end[k], t->end[i]) ||
            abs(date_days_between(t->end[i], t->end[k])) > 366)
            continue;
        others = say(b, "%s%s%s", others, others[0] ? ", " : "", post_string(post, t->license_id[k]));
        last = date_later(last, t->end[k]);
    }
    return others[0] ? say(b, "with %s: all to %s", others, date_long(last, day)) : "";
}

static void put_license(const struct plan_book *b, struct page *page, int row, size_t i)
{
    static const char *const types[] = {"subscription", "perpetual", "subscription", "maintenance"};
    const struct plan *plan = b->plan;
    const struct post *post = plan->post;
    const struct license_rows *t = &post->licenses;
    unsigned count_look = LOOK_TEXT, look = LOOK_TEXT;
    const char *count = count_state(t, i, &count_look), *state = state_of(plan, i, &look);
    page_text(page, row, ID, LOOK_TEXT, post_string(post, t->license_id[i]));
    page_text(page, row, PRODUCT, LOOK_TEXT, post_string(post, t->product[i]));
    page_text(page, row, PUBLISHER, LOOK_TEXT, post_string(post, t->publisher[i]));
    page_text(page, row, TYPE, LOOK_TEXT, types[t->type[i]]);
    if (whole_given(t->qty_owned[i]))
        page_number(page, row, OWNED, LOOK_COUNT, t->qty_owned[i]);
    if (whole_given(t->qty_used[i]))
        page_number(page, row, USED, LOOK_COUNT, t->qty_used[i]);
    if (whole_given(t->qty_owned[i]) && whole_given(t->qty_used[i]))
        page_number(page, row, DIFFERENCE, LOOK_COUNT, (double)t->qty_owned[i] - t->qty_used[i]);
    page_text(page, row, COUNT_STATE, count_look, count);
    page_date(page, row, END, LOOK_DATE, t->end[i]);
    page_date(page, row, NOTICE, LOOK_DATE, notice_day(t, i));
    page_text(page, row, RENEWS, LOOK_TEXT, t->auto_renew[i] == YES ? "yes" : "");
    page_text(page, row, STATE, look, state);
    page_money(page, row, COST, LOOK_MONEY, t->annual_cost[i]);
    page_text(page, row, CURRENCY, LOOK_TEXT,
              word_given(t->currency[i]) ? post_string(post, t->currency[i]) : "USD");
    page_text(page, row, TOGETHER, LOOK_TEXT, together_with(b, i));
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"License", 9}, {"Product", 28}, {"Publisher", 16}, {"Type", 12}, {"Count", 14},
        {"State", 30}, {"Could end together", 34}, {"Renews itself", 8}, {"Owned", 9}, {"Used", 7},
        {"Left", 7}, {"Term ends", 12}, {"Notice by", 12}, {"Annual cost", 12}, {"Currency", 9}};
    const struct plan_book *b = subject;
    const struct license_rows *t = &b->plan->post->licenses;
    int row = sheet_table(page, "Software", SHEET_HEADER, headings, COLUMNS, t->rows.count, false);
    for (size_t i = 0; i < t->rows.count; i++, row++)
        if (!t->rows.bad[i])
            put_license(b, page, row, i);
    page_block(page, row + 1, PUBLISHER, row + 1, TOGETHER, LOOK_NOTE, /* on the first of the pages */
               "Over-licensed: less than nine tenths in use. Could end together: same publisher and "
               "currency, terms within a year of each other; the first renewal is then prorated.");
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->post->licenses.rows.count > 0;
}

const struct sheet sheet_software = {
    .setup = {.name = "Software", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "What lapses, what is under- or over-licensed, and what could end on one day?",
    .wanted = wanted,
    .fill = fill,
};
