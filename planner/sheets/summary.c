/* Summary: one printable page.  Figures are live, sentences are of this run. */
#include "planner/brief.h"
#include "planner/plan_book.h"
#include "planner/target.h"

enum { LABEL, YEARS };
enum { CHART_HIGH_HERE = 200 };

static void put_headline(const struct plan_book *b, struct page *page, int row,
                         const struct brief *brief)
{
    const struct plan *plan = b->plan;
    int by = year_index(plan, plan->budget_year);
    const char *const labels[] = {say(b, "Request FY%d", plan->budget_year), "Life cycle in it",
                                  "Overdue assets", "Overdue, dollars"};
    const char *lifecycle = sum_of_lines(b, by, lines_behind(b, LINES_KIND), "\"lifecycle\"", 0, "");
    for (int k = 0; k < 4; k++)
        page_text(page, row, k == 0 ? 0 : k + (k > 1) * (k - 1), LOOK_NOTE, labels[k]);
    page_formula_money(page, row + 1, 0, LOOK_DOLLARS | LOOK_BIG, plan->total[by],
                       say(b, "total_FY%d", plan->budget_year));
    page_formula_money(page, row + 1, 1, LOOK_DOLLARS | LOOK_BIG, brief->lifecycle_budget_year,
                       lifecycle);
    page_number(page, row + 1, 3, LOOK_COUNT | LOOK_BIG | (plan->backlog ? LOOK_ALERT : 0),
                (double)plan->backlog);
    page_money(page, row + 1, 5, LOOK_DOLLARS | LOOK_BIG, plan->backlog_amount);
}

static int put_header(const struct plan_book *b, struct page *page, int row, const char *title)
{
    page_text(page, row, LABEL, LOOK_HEADER, title);
    for (int y = 0; y < b->years; y++)
        page_text(page, row, YEARS + y, LOOK_HEADER | LOOK_RIGHT,
                  fiscal_label(b, b->plan->first_year + y));
    return row + 1;
}

static money total_where(const struct plan *plan, unsigned category, size_t funding, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        if ((!category || plan->lines[i].plan_category == category) &&
            (funding == NOWHERE || plan->lines[i].funding == funding))
            sum = money_add(sum, plan->lines[i].amount[y]);
    return sum;
}

static unsigned emphasis(const struct plan_book *b, int y)
{
    return b->plan->first_year + y == b->plan->budget_year ? LOOK_BAND : 0;
}

static int put_categories(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    row = put_header(b, page, row, "By plan category (5 FAM 124.3), dollars");
    int first = row;
    for (unsigned c = 1; c <= PLAN_CATEGORIES; c++, row++) {
        page_text(page, row, LABEL, LOOK_TEXT, plan_category_name(c));
        for (int y = 0; y < b->years; y++)
            page_formula_money(page, row, YEARS + y, LOOK_DOLLARS | emphasis(b, y),
                               total_where(plan, c, NOWHERE, y),
                               sum_of_lines(b, y, LINES_CATEGORY, here(b, row, LABEL), 0, ""));
    }
    page_text(page, row, LABEL, LOOK_TEXT | LOOK_TOTAL, "Total");
    for (int y = 0; y < b->years; y++) {
        page_formula_money(page, row, YEARS + y, LOOK_DOLLARS | LOOK_TOTAL | emphasis(b, y),
                           plan->total[y],
                           say(b, "ROUND(SUM(%s:%s),2)", here(b, first, YEARS + y),
                               here(b, row - 1, YEARS + y)));
        page_name(page, row, YEARS + y, say(b, "total_FY%d", plan->first_year + y));
    }
    return row + 1;
}

static bool has_lines(const struct plan *plan, size_t funding)
{
    for (size_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].funding == funding && line_sum(plan, &plan->lines[i]).cents)
            return true;
    return false;
}

static int put_fundings(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    row = put_header(b, page, row, "By funding source, dollars");
    for (size_t f = 0; f < plan->catalog->funding_count; f++) {
        if (!has_lines(plan, f))
            continue;
        page_text(page, row, LABEL, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->fundings[f].name));
        for (int y = 0; y < b->years; y++)
            page_formula_money(page, row, YEARS + y, LOOK_DOLLARS | emphasis(b, y),
                               total_where(plan, 0, f, y),
                               sum_of_lines(b, y, LINES_FUNDING, here(b, row, LABEL), 0, ""));
        row++;
    }
    return row;
}

/* The control level of each year and what is left of it, where ceilings are given: if all that is
 * asked for were funded, and, where that is less, if only the target is. */
static size_t ceiling_row(const struct plan *plan, int year)
{
    const struct ceiling_rows *t = &plan->post->ceilings;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == year && !word_given(t->funding_source[i]) &&
            !t->plan_category[i] && !whole_given(t->quarter[i]))
            return i;
    return NOWHERE;
}

/* The split into target and over target is of the run. */
static int put_left_by_target(const struct plan_book *b, struct page *page, int row)
{
    const struct target *t = b->plan->target;
    bool any = false;
    for (int y = 0; t && y < b->years; y++)
        any |= money_given(t->ceiling[y]) && t->over[y].cents;
    if (!any)
        return row;
    page_text(page, row, LABEL, LOOK_TEXT, "Level less the target (see Unfunded)");
    for (int y = 0; y < b->years; y++)
        if (money_given(t->ceiling[y]))
            page_money(page, row, YEARS + y, LOOK_DOLLARS | emphasis(b, y),
                       money_sub(t->ceiling[y], t->target[y]));
    return row + 1;
}

static int put_ceilings(const struct plan_book *b, struct page *page, int row, int total_row)
{
    const struct plan *plan = b->plan;
    bool any = false;
    for (int y = 0; y < b->years; y++)
        any |= ceiling_row(plan, plan->first_year + y) != NOWHERE;
    if (!any)
        return row;
    page_text(page, row, LABEL, LOOK_TEXT, "Control level");
    for (int y = 0; y < b->years; y++) {
        size_t at = ceiling_row(plan, plan->first_year + y);
        if (at != NOWHERE)
            page_formula_money(page, row, YEARS + y, LOOK_DOLLARS | emphasis(b, y),
                               plan->post->ceilings.amount[at],
                               say(b, "ceiling_FY%d", plan->first_year + y));
    }
    row++;
    page_text(page, row, LABEL, LOOK_TEXT, "Level less the whole request");
    for (int y = 0; y < b->years; y++) {
        size_t at = ceiling_row(plan, plan->first_year + y);
        if (at != NOWHERE)
            page_formula_money(page, row, YEARS + y, LOOK_DOLLARS | emphasis(b, y),
                               money_sub(plan->post->ceilings.amount[at], plan->total[y]),
                               say(b, "ROUND(%s-%s,2)", here(b, row - 1, YEARS + y),
                                   here(b, total_row, YEARS + y)));
    }
    page_condition(page, row, YEARS, row, YEARS + b->years - 1, CONDITION_NEGATIVE);
    return put_left_by_target(b, page, row + 1);
}

static int put_sentences(const struct plan_book *b, struct page *page, int row, const char *heading,
                         const char *const lines[], size_t count, unsigned look)
{
    if (!count)
        return row;
    page_text(page, row++, LABEL, LOOK_HEADING, heading);
    for (size_t i = 0; i < count; i++, row++)
        page_block(page, row, LABEL, row, YEARS + b->years - 1, LOOK_WRAP | look, lines[i]);
    return row;
}

static void put_charts(const struct plan_book *b, struct page *page, int row, int category_row,
                       int ceiling_row_at)
{
    struct chart_series series[PLAN_CATEGORIES + 1];
    size_t n = 0;
    const char *years = ref_range(b, SHEET_SUMMARY, category_row - 1, YEARS, category_row - 1,
                                  YEARS + b->years - 1);
    for (int c = 0; c < PLAN_CATEGORIES; c++) {
        money sum = MONEY_ZERO;
        for (int y = 0; y < b->years; y++)
            sum = money_add(sum, total_where(b->plan, (unsigned)c + 1, NOWHERE, y));
        if (!sum.cents)
            continue;
        series[n++] = (struct chart_series){
            .name_cell = ref(b, SHEET_SUMMARY, category_row + c, LABEL), .categories = years,
            .values = ref_range(b, SHEET_SUMMARY, category_row + c, YEARS, category_row + c,
                                YEARS + b->years - 1)};
    }
    if (ceiling_row_at)
        series[n++] = (struct chart_series){
            .name = "Control level", .categories = years, .line = true,
            .values = ref_range(b, SHEET_SUMMARY, ceiling_row_at, YEARS, ceiling_row_at,
                                YEARS + b->years - 1)};
    if (!n)  /* nothing falls in the plan */
        return;
    struct chart chart = {.kind = CHART_COLUMN_STACKED, .title = "Plan by fiscal year and category",
                          .series = series, .series_count = n, .width = 830, .height = CHART_HIGH_HERE,
                          .description = "Stacked columns: the plan's total of each fiscal year by "
                                         "plan category, with the control level as a line."};
    page_chart(page, row, LABEL, &chart);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    struct brief brief;
    write_brief(b->plan, &brief);
    page_width(page, LABEL, LABEL, 37);
    page_width(page, YEARS, YEARS + b->years - 1, b->years > 6 ? 11 : 13);
    int row = SHEET_HEADER;
    if (brief.skipped)
        page_text(page, row++, LABEL, LOOK_TEXT | LOOK_ALERT, brief.skipped);
    put_headline(b, page, row, &brief);
    int category_row = row + 4;
    row = put_categories(b, page, row + 3);
    int total_row = row - 1, ceiling_at = row;
    row = put_ceilings(b, page, row, total_row);
    ceiling_at = row > ceiling_at ? ceiling_at : 0;
    row = put_fundings(b, page, row + 1);
    put_charts(b, page, row + 1, category_row, ceiling_at);
    row += page_chart_rows(CHART_HIGH_HERE);
    row = put_sentences(b, page, row, say(b, "%s (as of this run)", brief.headings[BRIEF_REQUEST]),
                        brief.request, brief.request_count, 0);
    row = put_sentences(b, page, row, brief.headings[BRIEF_BUYS], brief.drivers,
                        brief.driver_count, 0);
    row = put_sentences(b, page, row, brief.headings[BRIEF_WITHOUT], brief.without,
                        brief.without_count, 0);
    row = put_sentences(b, page, row, brief.headings[BRIEF_DECISIONS], brief.decisions,
                        brief.decision_count, 0);
    put_sentences(b, page, row, brief.headings[BRIEF_ASSUMPTIONS], brief.assumptions,
                  brief.assumption_count, 0);
}

const struct sheet sheet_summary = {
    .setup = {.name = SHEET_SUMMARY, .portrait = true, .pages_tall = 1},
    .title = "IT budget plan and resource request",
    .answers = "What is requested, what drives it, what must be decided?",
    .fill = fill,
};
