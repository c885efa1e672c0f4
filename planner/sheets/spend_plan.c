/* Spend plan: by quarter and fund, planned beside obligated; of this run. */
#include "planner/obligations.h"
#include "planner/plan_book.h"
#include "planner/spending.h"

enum { YEAR, QUARTER, FUND, CATEGORY, PHASED, PLANNED, OBLIGATED, CUMULATIVE, TO_DATE, AVAILABLE,
       COLUMNS };
enum { PACE_HIGH = 300 };

static size_t shown(const struct plan *plan)
{
    size_t n = 0;
    while (n < plan->spending->count &&
           plan->spending->rows[n].fiscal_year <= plan->budget_year)
        n++;
    return n;
}

/* The quarters of the current year over all funds, from the rows of the table below. */
static int put_quarters(const struct plan_book *b, struct page *page, int row, int first, int last)
{
    static const char *const titles[] = {"Quarter", "Planned", "Obligated", "Planned to date",
                                         "Obligated to date", "Available"};
    const struct plan *plan = b->plan;
    money planned = MONEY_ZERO, obligated = MONEY_ZERO;
    page_text(page, row++, 0, LOOK_HEADING, say(b, "FY%d, all funds", plan->first_year));
    page_text(page, row, 0, LOOK_HEADER, titles[0]);
    for (int k = 1; k < PHASED; k++)
        page_blank(page, row, k, LOOK_HEADER);
    for (int k = 1; k < 6; k++)
        page_text(page, row, PHASED - 1 + k, LOOK_HEADER | LOOK_RIGHT, titles[k]);
    int top = ++row;
    for (int q = 1; q <= 4; q++, row++) {
        money due = MONEY_ZERO, done = MONEY_ZERO;
        for (size_t i = 0; i < plan->spending->count; i++) {
            const struct spend_row *r = &plan->spending->rows[i];
            if (r->fiscal_year != plan->first_year || r->quarter != q)
                continue;
            due = money_add(due, r->planned);
            done = money_add(done, r->obligated);
        }
        planned = money_add(planned, due);
        obligated = money_add(obligated, done);
        page_text(page, row, 0, LOOK_TEXT, say(b, "FY%dQ%d", plan->first_year, q));
        const money values[] = {due, done, planned, obligated, money_sub(planned, obligated)};
        const char *sum = say(b, "%s,%d,%s,\"Q%d\"", ref_range(b, "Spend plan", first, YEAR, last, YEAR),
                              plan->first_year,
                              ref_range(b, "Spend plan", first, QUARTER, last, QUARTER), q);
        const char *const formulas[] = {
            say(b, "ROUND(SUMIFS(%s,%s),2)",
                ref_range(b, "Spend plan", first, PLANNED, last, PLANNED), sum),
            say(b, "ROUND(SUMIFS(%s,%s),2)",
                ref_range(b, "Spend plan", first, OBLIGATED, last, OBLIGATED), sum),
            say(b, "ROUND(SUM(%s:%s),2)", here(b, top, PHASED), here(b, row, PHASED)),
            say(b, "ROUND(SUM(%s:%s),2)", here(b, top, PLANNED), here(b, row, PLANNED)),
            say(b, "ROUND(%s-%s,2)", here(b, row, OBLIGATED), here(b, row, CUMULATIVE))};
        for (int k = 0; k < 5; k++)
            page_formula_money(page, row, PHASED + k, LOOK_MONEY, values[k], formulas[k]);
    }
    page_condition(page, top, PHASED + 4, row - 1, PHASED + 4, CONDITION_NEGATIVE);
    return row;
}

static void put_chart(const struct plan_book *b, struct page *page, int row, int top)
{
    const char *quarters = ref_range(b, "Spend plan", top, 0, top + 3, 0);
    const struct chart_series series[] = {
        {.name = "Planned", .categories = quarters,
         .values = ref_range(b, "Spend plan", top, PHASED, top + 3, PHASED)},
        {.name = "Obligated", .categories = quarters,
         .values = ref_range(b, "Spend plan", top, PHASED + 1, top + 3, PHASED + 1)},
        {.name = "Planned to date", .categories = quarters, .line = true,
         .values = ref_range(b, "Spend plan", top, PHASED + 2, top + 3, PHASED + 2)},
        {.name = "Obligated to date", .categories = quarters, .line = true,
         .values = ref_range(b, "Spend plan", top, PHASED + 3, top + 3, PHASED + 3)}};
    struct chart chart = {
        .kind = CHART_COLUMN, .title = say(b, "FY%d: planned against obligated", b->plan->first_year),
        .series = series, .series_count = 4, .width = 760, .height = PACE_HIGH,
        .description = "Columns of each quarter's planned and obligated dollars, with lines of "
                       "both to date."};
    page_chart(page, row, 0, &chart);
}

static int put_stranded(const struct plan_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"Year", "Line", "Fund", "What", "Amount", "", "Why"};
    const struct plan *plan = b->plan;
    const struct spending *s = plan->spending;
    if (!s->stranded_count)
        return row;
    page_text(page, row++, 0, LOOK_HEADING, "Cannot be ordered by 30 September of its year");
    for (int k = 0; k < 7; k++)
        if (titles[k][0])
            page_text(page, row, k, LOOK_HEADER, titles[k]);
    row++;
    for (size_t k = 0; k < s->stranded_count; k++, row++) {
        const struct stranded *lost = &s->stranded[k];
        const struct line *line = &plan->lines[lost->line];
        page_number(page, row, 0, LOOK_FISCAL, lost->fiscal_year);
        page_text(page, row, 1, LOOK_TEXT, line_id(b->arena, lost->line));
        page_text(page, row, 2, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->fundings[line->funding].name));
        page_text(page, row, 3, LOOK_TEXT, line_title(b->arena, plan, line));
        page_money(page, row, 4, LOOK_MONEY, lost->amount);
        page_text(page, row, 6, LOOK_TEXT | (lost->lapses ? LOOK_ALERT : 0),
                  say(b, "%s%s", lost->why, lost->lapses ? "; one-year money: it lapses" : ""));
    }
    return row + 1;
}

static void put_row(const struct plan_book *b, struct page *page, int row, const struct spend_row *r)
{
    const money values[] = {r->phased, r->planned, r->obligated, r->cumulative,
                            r->obligated_to_date, r->available};
    page_number(page, row, YEAR, LOOK_FISCAL, r->fiscal_year);
    page_text(page, row, QUARTER, LOOK_TEXT, say(b, "Q%d", r->quarter));
    page_text(page, row, FUND, LOOK_TEXT, post_string(b->plan->post, r->source));
    page_text(page, row, CATEGORY, LOOK_TEXT,
              r->plan_category ? plan_category_name(r->plan_category) : "not said");
    for (int k = 0; k < COLUMNS - PHASED; k++)
        page_money(page, row, PHASED + k, LOOK_MONEY, values[k]);
}

static void put_rules(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan;
    char until[DATE_TEXT];
    const char *resolution =
        date_given(plan->settings->cr_until)
            ? say(b, "Until %s only staff, services and licences in force are obligated (cr_until). ",
                  date_long(plan->settings->cr_until, until))
            : "";
    page_block(page, row, 0, row, COLUMNS - 1, LOOK_WRAP | LOOK_MUTED,
               say(b, "%sPhased: replacements in the quarter of their order, licences at renewal, "
                      "staff and services by month, projects in their quarter. Planned: the same "
                      "after what a continuing resolution or a quarterly ceiling moves. Available: "
                      "planned to date less obligated to date. As of this run.", resolution));
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Year", 8}, {"Quarter", 7.5}, {"Fund", 14.4}, {"Plan category", 24}, {"Phased", 12.3},
        {"Planned", 12.3}, {"Obligated", 12.3}, {"Planned to date", 12.3}, {"Obligated to date", 12.3},
        {"Available", 12.3}};
    const struct plan_book *b = subject;
    size_t rows = shown(b->plan), lost = b->plan->spending->stranded_count;
    int top = SHEET_HEADER + 2; /* heading, note, heading */
    int first = top + 6 + page_chart_rows(PACE_HIGH) + (lost ? (int)lost + 3 : 0) + 1;
    page_height(page, SHEET_HEADER, 30);
    put_rules(b, page, SHEET_HEADER);
    int row = put_quarters(b, page, SHEET_HEADER + 1, first, first + (int)(rows ? rows : 1) - 1);
    put_chart(b, page, row + 1, SHEET_HEADER + 3);
    row = put_stranded(b, page, row + 1 + page_chart_rows(PACE_HIGH));
    sheet_table(page, "SpendPlan", first - 1, headings, COLUMNS, rows, false);
    for (size_t i = 0; i < rows; i++)
        put_row(b, page, first + (int)i, &b->plan->spending->rows[i]);
    if (rows)
        page_condition(page, first, AVAILABLE, first + (int)rows - 1, AVAILABLE, CONDITION_NEGATIVE);
    (void)row;
}

const struct sheet sheet_spend_plan = {
    .setup = {.name = "Spend plan"},
    .answers = "When is the money spent, and is the year on pace?",
    .fill = fill,
};
