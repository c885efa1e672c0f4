/* MRR lines: the request, one row a line, live from Line workings. */
#include "planner/plan_book.h"

#include <string.h>

static const char *work_column(const struct plan_book *b, int column)
{
    int first = work_header(b) + 1;
    size_t rows = b->plan->gross_count + b->plan->part_count;
    return ref_range(b, SHEET_WORKINGS, first, column, first + (int)(rows ? rows : 1) - 1, column);
}

static void put_line(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct line *line = &plan->lines[i];
    const struct funding *f = &plan->catalog->fundings[line->funding];
    page_text(page, row, LINES_ID, LOOK_TEXT, line_id(b->arena, i));
    page_text(page, row, LINES_CATEGORY, LOOK_TEXT, plan_category_name(line->plan_category));
    page_text(page, row, LINES_KIND, LOOK_TEXT, line_kind_name(line->kind));
    page_text(page, row, LINES_TITLE, LOOK_TEXT, post_string(plan->post, line->title));
    page_text(page, row, LINES_NETWORK, LOOK_TEXT, network_name(line->network));
    page_text(page, row, LINES_CLASS, LOOK_TEXT, post_string(plan->post, line->object_class));
    page_text(page, row, LINES_FUNDING, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, LINES_CENTER, LOOK_TEXT, post_string(plan->post, line->cost_center));
    page_text(page, row, LINES_REQUEST, LOOK_TEXT,
              line->request == REQUEST_OVER_TARGET ? "over target" : "target");
    if (line->priority)
        page_number(page, row, LINES_PRIORITY, LOOK_COUNT, line->priority);
    for (int y = 0; y < b->years; y++)
        page_formula_money(page, row, LINES_YEARS + y, LOOK_MONEY, line->amount[y],
                           say(b, "ROUND(SUMIFS(%s,%s,%s),2)", work_column(b, WORK_YEARS + y),
                               work_column(b, WORK_NET), here(b, row, LINES_ID)));
    int after = LINES_YEARS + b->years;
    page_formula_money(page, row, after, LOOK_MONEY | LOOK_BAND, line_sum(plan, line),
                       say(b, "SUM(%s:%s)", here(b, row, LINES_YEARS), here(b, row, after - 1)));
    int by = year_index(plan, plan->budget_year);
    if (line->quantity[by])
        page_number(page, row, after + 1, LOOK_COUNT, (double)line->quantity[by]);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct heading headings[LINES_YEARS + 64] = {
        {"Line", 6}, {"Plan category", 23}, {"Kind", 10}, {"What", 30}, {"Network", 9},
        {"Object class", 7}, {"Funding source", 14}, {"Cost center", 7}, {"Request", 10},
        {"Priority", 8}};
    year_headings(b, headings, LINES_YEARS, 12.5);
    size_t at = LINES_YEARS + (size_t)b->years;
    headings[at++] = (struct heading){"All years", 15};
    headings[at++] = (struct heading){say(b, "Units FY%d", plan->budget_year), 9};
    int row = sheet_table(page, "Lines", SHEET_HEADER, headings, at, plan->line_count, true);
    for (size_t i = 0; i < plan->line_count; i++)
        put_line(b, page, i, row++);
    row = last_line_row(b) + 1;
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    for (int k = 1; k < LINES_YEARS; k++)
        page_blank(page, row, k, LOOK_TEXT | LOOK_TOTAL);
    money all = MONEY_ZERO;
    for (int y = 0; y < b->years; y++) {
        all = money_add(all, plan->total[y]);
        page_formula_money(page, row, LINES_YEARS + y, LOOK_MONEY | LOOK_TOTAL, plan->total[y],
                           say(b, "ROUND(SUBTOTAL(109,%s:%s),2)",
                               here(b, first_line_row(), LINES_YEARS + y),
                               here(b, last_line_row(b), LINES_YEARS + y)));
    }
    page_formula_money(page, row, LINES_YEARS + b->years, LOOK_MONEY | LOOK_TOTAL, all,
                       say(b, "ROUND(SUBTOTAL(109,%s:%s),2)",
                           here(b, first_line_row(), LINES_YEARS + b->years),
                           here(b, last_line_row(b), LINES_YEARS + b->years)));
}

const struct sheet sheet_mrr_lines = {
    .setup = {.name = SHEET_LINES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 4},
    .title = "MRR lines",
    .answers = "What is requested, in which year, from whom? Each amount follows Assumptions.",
    .fill = fill,
};
