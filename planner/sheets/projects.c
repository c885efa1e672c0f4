/* Projects: named requests with their years; those that the post does not pay are for approval. */
#include "planner/plan_book.h"

enum { LINE, ID, TITLE, CATEGORY, REQUESTER, STATE, REQUEST, PRIORITY, FUNDING, YEAR, UNTIL,
       AMOUNT, CURRENCY, YEARS };

int project_year_column(void)
{
    return YEARS;
}

static const char *approval_name(unsigned approval)
{
    static const char *const names[] = {"", "pending", "approved", "denied"};
    return names[approval];
}

static void put_years(const struct plan_book *b, struct page *page, size_t i, int row, size_t *gross)
{
    const struct plan *plan = b->plan;
    *gross = NOWHERE;
    for (int y = 0; y < b->years; y++) {
        const struct cost *found = NULL;
        int year = plan->first_year + y;
        for (size_t k = 0; k < plan->cost_count && !found; k++)
            if (plan->costs[k].kind == LINE_PROJECT && plan->costs[k].row == i &&
                plan->costs[k].fiscal_year == year)
                found = &plan->costs[k];
        if (!found) {
            page_money(page, row, YEARS + y, LOOK_MONEY | LOOK_MUTED, MONEY_ZERO);
            continue;
        }
        *gross = found->gross;
        const char *cents = say(b, "ROUND(ROUND(%s*100,0)*%s,0)", here(b, row, AMOUNT),
                                ref_factor(b, found->class_index, found->price_year, year));
        page_formula_money(page, row, YEARS + y, LOOK_MONEY, found->amount,
                           in_dollars(b, cents, found->currency, year));
    }
}

static void put_project(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct project_rows *t = &plan->post->projects;
    size_t gross;
    put_years(b, page, i, row, &gross);
    page_text(page, row, LINE, LOOK_TEXT, gross != NOWHERE ? gross_id(b, gross) : "");
    page_text(page, row, ID, LOOK_TEXT, post_string(plan->post, t->project[i]));
    page_text(page, row, TITLE, LOOK_TEXT, post_string(plan->post, t->title[i]));
    page_text(page, row, CATEGORY, LOOK_TEXT, plan_category_name(t->plan_category[i]));
    page_text(page, row, REQUESTER, LOOK_TEXT, post_string(plan->post, t->requester[i]));
    page_text(page, row, STATE, LOOK_TEXT, approval_name(t->approval[i]));
    page_text(page, row, REQUEST, LOOK_TEXT,
              t->request[i] == REQUEST_OVER_TARGET ? "over target" : "target");
    if (whole_given(t->priority[i]))
        page_number(page, row, PRIORITY, LOOK_COUNT, t->priority[i]);
    page_text(page, row, FUNDING, LOOK_TEXT,
              word_given(t->funding_source[i]) ? post_string(plan->post, t->funding_source[i])
                                               : "POST_DP");
    page_number(page, row, YEAR, LOOK_FISCAL, t->fiscal_year[i]);
    if (whole_given(t->recurring_until[i]))
        page_number(page, row, UNTIL, LOOK_FISCAL, t->recurring_until[i]);
    page_money(page, row, AMOUNT, LOOK_MONEY | LOOK_INPUT, t->amount[i]);
    page_text(page, row, CURRENCY, LOOK_TEXT,
              word_given(t->currency[i]) ? post_string(plan->post, t->currency[i]) : "USD");
    page_text(page, row, YEARS + b->years, LOOK_WRAP, post_string(plan->post, t->impact[i]));
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct project_rows *t = &b->plan->post->projects;
    struct heading headings[YEARS + 64] = {
        {"Line", 5}, {"Project", 8}, {"Title", 30}, {"Plan category", 18}, {"Asked by", 11},
        {"Approval", 9}, {"Request", 10}, {"Priority", 8}, {"Funding source", 15.5}, {"Year", 7},
        {"Recurs until", 7}, {"Amount", 10.8}, {"Currency", 8}};
    year_headings(b, headings, YEARS, 10.8);
    headings[YEARS + b->years] = (struct heading){"If not funded", 50};
    int row = sheet_table(page, "Projects", SHEET_HEADER, headings, YEARS + (size_t)b->years + 1,
                          t->rows.count, false);
    for (size_t i = 0; i < t->rows.count; i++, row++)
        if (!t->rows.bad[i])
            put_project(b, page, i, row);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->post->projects.rows.count > 0;
}

const struct sheet sheet_projects = {
    .setup = {.name = SHEET_PROJECTS, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "Which projects are asked for, in which year? One without a line is not paid by the "
               "post, or denied.",
    .wanted = wanted,
    .fill = fill,
};
