/* Licenses: what renews when, at what price, and what lapses. */
#include "planner/plan_book.h"

enum { LINE, ID, PRODUCT, PUBLISHER, TYPE, FUNDING, OWNED, USED, COUNT_STATE, END, NOTICE, TERM,
       COST, CURRENCY, CLASS, PRICES_OF, YEARS };

int license_year_column(void)
{
    return YEARS;
}

static const char *type_name(unsigned type)
{
    static const char *const names[] = {"subscription", "perpetual", "subscription", "maintenance"};
    return names[type];
}

/* Owned against used: what a reviewer asks first. */
static const char *count_state(const struct license_rows *t, size_t i, unsigned *look)
{
    if (!whole_given(t->qty_owned[i]) || !whole_given(t->qty_used[i]))
        return "";
    if (t->qty_used[i] > t->qty_owned[i])
        return *look |= LOOK_ALERT, "more used than owned";
    return t->qty_used[i] * 5 < t->qty_owned[i] * 4 ? "more owned than used" : "in order";
}

static void put_year(const struct plan_book *b, struct page *page, size_t i, int row, int y)
{
    const struct plan *plan = b->plan;
    int year = plan->first_year + y, renewals = 0;
    const struct cost *one = NULL;
    money sum = MONEY_ZERO;
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *c = &plan->costs[k];
        if (c->kind != LINE_LICENSE || c->row != i || c->fiscal_year != year)
            continue;
        renewals++;
        one = c;
        sum = money_add(sum, c->amount);
    }
    if (!one) {
        page_money(page, row, YEARS + y, LOOK_MONEY | LOOK_MUTED, MONEY_ZERO);
        return;
    }
    const char *cents = say(b, "ROUND(ROUND(%s*100,0)*%s/12*%s,0)", here(b, row, COST),
                            here(b, row, TERM),
                            ref_factor(b, one->class_index, one->price_year, year));
    page_formula_money(page, row, YEARS + y, LOOK_MONEY, sum,
                       say(b, "%d*%s", renewals, in_dollars(b, cents, one->currency, year)));
}

/* The line, the class and the year of prices of a licence's renewals. */
static const struct cost *first_renewal(const struct plan *plan, size_t i)
{
    for (size_t k = 0; k < plan->cost_count; k++)
        if (plan->costs[k].kind == LINE_LICENSE && plan->costs[k].row == i)
            return &plan->costs[k];
    return NULL;
}

static void put_license(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct license_rows *t = &plan->post->licenses;
    const struct cost *first = first_renewal(plan, i);
    unsigned look = LOOK_TEXT, urgent = 0;
    const char *state = count_state(t, i, &look);
    date notice = date_given(t->end[i]) && whole_given(t->notice_days[i])
                      ? date_add_days(t->end[i], -t->notice_days[i])
                      : DATE_NONE;
    if (date_given(t->end[i]) &&
        date_compare(t->end[i], date_add_days(plan->settings->as_of, 90)) < 0)
        urgent = LOOK_ALERT;
    page_text(page, row, LINE, LOOK_TEXT,
              first && first->gross != NOWHERE ? gross_id(b, first->gross) : "");
    page_text(page, row, ID, LOOK_TEXT, post_string(plan->post, t->license_id[i]));
    page_text(page, row, PRODUCT, LOOK_TEXT, post_string(plan->post, t->product[i]));
    page_text(page, row, PUBLISHER, LOOK_TEXT, post_string(plan->post, t->publisher[i]));
    page_text(page, row, TYPE, LOOK_TEXT, type_name(t->type[i]));
    page_text(page, row, FUNDING, LOOK_TEXT,
              word_given(t->funding_source[i]) ? post_string(plan->post, t->funding_source[i])
                                               : "POST_DP");
    if (whole_given(t->qty_owned[i]))
        page_number(page, row, OWNED, LOOK_COUNT, t->qty_owned[i]);
    if (whole_given(t->qty_used[i]))
        page_number(page, row, USED, LOOK_COUNT, t->qty_used[i]);
    page_text(page, row, COUNT_STATE, look, state);
    page_date(page, row, END, LOOK_DATE | urgent, t->end[i]);
    page_date(page, row, NOTICE,
              LOOK_DATE | (date_given(notice) && date_compare(notice, plan->settings->as_of) < 0
                               ? LOOK_ALERT : 0), notice);
    page_number(page, row, TERM, LOOK_COUNT, whole_given(t->term_months[i]) ? t->term_months[i] : 12);
    page_money(page, row, COST, LOOK_MONEY | LOOK_INPUT, t->annual_cost[i]);
    page_text(page, row, CURRENCY, LOOK_TEXT,
              word_given(t->currency[i]) ? post_string(plan->post, t->currency[i]) : "USD");
    if (first) {
        page_text(page, row, CLASS, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->classes[first->class_index].name));
        page_number(page, row, PRICES_OF, LOOK_FISCAL, first->price_year);
    }
    for (int y = 0; y < b->years; y++)
        put_year(b, page, i, row, y);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct license_rows *t = &b->plan->post->licenses;
    struct heading headings[YEARS + 64] = {
        {"Line", 5}, {"License", 8}, {"Product", 28}, {"Publisher", 14}, {"Type", 11},
        {"Funding source", 15.5}, {"Owned", 6.5}, {"Used", 6}, {"Count", 15}, {"Term ends", 12.9},
        {"Notice by", 12.9}, {"Term (months)", 8}, {"Annual cost", 10.8}, {"Currency", 8},
        {"Escalation class", 10}, {"Prices of", 7}};
    year_headings(b, headings, YEARS, 10.8);
    int row = sheet_table(page, "Licenses", SHEET_HEADER, headings, YEARS + (size_t)b->years,
                          t->rows.count, false);
    for (size_t i = 0; i < t->rows.count; i++, row++)
        if (!t->rows.bad[i])
            put_license(b, page, i, row);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->post->licenses.rows.count > 0;
}

const struct sheet sheet_licenses = {
    .setup = {.name = SHEET_LICENSES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "What renews when, at what price, and what is about to lapse? A date with ! is "
               "within 90 days, or a notice already due.",
    .wanted = wanted,
    .fill = fill,
};
