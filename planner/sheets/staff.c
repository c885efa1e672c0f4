/* Staff: a year's cost of each position by the days employed. */
#include "planner/plan_book.h"

enum { LINE, POSITION, TITLE, TYPE, FUNDING, FROM, TO, COST, CURRENCY, COST_YEAR, SHARE, YEARS };

int staff_year_column(void)
{
    return YEARS;
}

static const char *type_name(unsigned type)
{
    static const char *const names[] = {"LE", "LE", "EFM", "contract", "USDH"};
    return names[type];
}

static void put_year(const struct plan_book *b, struct page *page, const struct cost *c, int row)
{
    int year = c->fiscal_year;
    int of_year = date_days_between(fiscal_start(year), fiscal_end(year)) + 1;
    const char *cents = say(b, "ROUND(ROUND(%s*100,0)*%s*%s/100*%d/%d,0)", here(b, row, COST),
                            ref_factor(b, c->class_index, c->price_year, year),
                            here(b, row, SHARE), c->days, of_year);
    page_formula_money(page, row, YEARS + year - b->plan->first_year, LOOK_MONEY, c->amount,
                       in_dollars(b, cents, c->currency, year));
}

static void put_position(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct staff_rows *t = &plan->post->staff;
    const struct cost *first = NULL;
    for (size_t k = 0; k < plan->cost_count; k++)
        if (plan->costs[k].kind == LINE_PERSONNEL && plan->costs[k].row == i) {
            first = first ? first : &plan->costs[k];
            put_year(b, page, &plan->costs[k], row);
        }
    page_text(page, row, LINE, LOOK_TEXT,
              first && first->gross != NOWHERE ? gross_id(b, first->gross) : "");
    page_text(page, row, POSITION, LOOK_TEXT, post_string(plan->post, t->position[i]));
    page_text(page, row, TITLE, LOOK_TEXT, post_string(plan->post, t->title[i]));
    page_text(page, row, TYPE, LOOK_TEXT, type_name(t->type[i]));
    page_text(page, row, FUNDING, LOOK_TEXT,
              word_given(t->funding_source[i]) ? post_string(plan->post, t->funding_source[i])
                                               : "POST_DP");
    page_date(page, row, FROM, LOOK_DATE, t->start[i]);
    page_date(page, row, TO, LOOK_DATE, t->end[i]);
    page_money(page, row, COST, LOOK_MONEY | LOOK_INPUT, t->annual_cost[i]);
    page_text(page, row, CURRENCY, LOOK_TEXT,
              word_given(t->currency[i]) ? post_string(plan->post, t->currency[i]) : "USD");
    page_number(page, row, COST_YEAR, LOOK_FISCAL,
                whole_given(t->cost_year[i]) ? t->cost_year[i] : plan->first_year);
    page_number(page, row, SHARE, LOOK_RATE | LOOK_INPUT,
                decimal_given(t->share_pct[i]) ? decimal_double(t->share_pct[i]) : 100);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct staff_rows *t = &b->plan->post->staff;
    struct heading headings[YEARS + 64] = {
        {"Line", 7}, {"Position", 12}, {"Title", 30}, {"Type", 10}, {"Funding source", 16},
        {"From", 12}, {"Until", 12}, {"Annual cost", 14}, {"Currency", 9}, {"Prices of", 9},
        {"Share %", 9}};
    year_headings(b, headings, YEARS, 14);
    int row = sheet_table(page, "Staff", SHEET_HEADER, headings, YEARS + (size_t)b->years,
                          t->rows.count, false);
    for (size_t i = 0; i < t->rows.count; i++, row++)
        if (!t->rows.bad[i])
            put_position(b, page, i, row);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->post->staff.rows.count > 0;
}

const struct sheet sheet_staff = {
    .setup = {.name = SHEET_STAFF, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "What do the section's positions cost? US direct-hire salaries are shown and never "
               "requested, so they have no line.",
    .wanted = wanted,
    .fill = fill,
};
