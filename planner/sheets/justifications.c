/* Justifications: why each line is asked for, with its fiscal strip; of this run. */
#include "planner/orders.h"
#include "planner/plan_book.h"

enum { WHY = 80, STRIP = 24 };

static void put_line(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct line *line = &plan->lines[i];
    const struct funding *f = &plan->catalog->fundings[line->funding];
    const char *why = justification(b->arena, plan, i);
    int by = year_index(plan, plan->budget_year);
    page_text(page, row, 0, LOOK_TEXT, line_id(b->arena, i));
    page_text(page, row, 1, LOOK_WRAP, line_title(b->arena, plan, line));
    page_text(page, row, 2, LOOK_TEXT, post_string(plan->post, f->name));
    page_text(page, row, 3, LOOK_WRAP, fiscal_strip_text(b->arena, plan, line));
    page_formula_money(page, row, 4, LOOK_MONEY, line->amount[by],
                       ref(b, SHEET_LINES, first_line_row() + (int)i, lines_year(by)));
    page_text(page, row, 5, LOOK_WRAP, why);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    struct heading headings[] = {{"Line", 5}, {"What", 26}, {"Funding source", 15.5},
                                 {fiscal_strip_heading, STRIP},
                                 {fiscal_label(b, b->plan->budget_year), 10.8},
                                 {"Why", WHY}};
    int row = sheet_table(page, "Justifications", SHEET_HEADER, headings, 6, b->plan->line_count,
                          false);
    for (size_t i = 0; i < b->plan->line_count; i++)
        put_line(b, page, i, row++);
}

const struct sheet sheet_justifications = {
    .setup = {.name = "Justifications", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "Why is each line asked for, and under which fiscal strip? The texts are of this run.",
    .fill = fill,
};
