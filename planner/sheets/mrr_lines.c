/* MRR lines: the request, one row a line, live from Line workings. */
#include "planner/obligations.h"
#include "planner/orders.h"
#include "planner/plan_book.h"

#include <string.h>

static const char *work_column(const struct plan_book *b, int column)
{
    int first = work_header(b) + 1;
    size_t rows = b->plan->gross_count + b->plan->part_count;
    return ref_range(b, SHEET_WORKINGS, first, column, first + (int)(rows ? rows : 1) - 1, column);
}

/* What is summed over the plan years: the plan's columns, not what has been obligated. */
static const char *all_years(const struct plan_book *b, int row)
{
    const char *current = here(b, row, LINES_CURRENT);
    if (b->years == 1)
        return current;
    return say(b, "ROUND(%s+SUM(%s:%s),2)", current, here(b, row, LINES_NEXT),
               here(b, row, lines_year(b->years - 1)));
}

/* Where the history of a line comes from; nothing where there is none. */
static const char *history_note(const struct plan_book *b, size_t i)
{
    const struct obligations *o = b->plan->obligations;
    if (!obligated_on_line(b->plan, i, PRIOR_YEAR).cents &&
        !obligated_on_line(b->plan, i, CURRENT_YEAR).cents)
        return "";
    return o->divided[i] > 1 ? say(b, "share by plan, %u lines", o->divided[i]) : "its own";
}

/* Nothing where nothing was obligated. */
static void put_history(struct page *page, int row, money prior, money current)
{
    page_money(page, row, LINES_PRIOR, LOOK_MONEY | LOOK_MUTED, prior.cents ? prior : MONEY_NONE);
    page_money(page, row, LINES_OBLIGATED, LOOK_MONEY | LOOK_MUTED,
               current.cents ? current : MONEY_NONE);
}

static void put_strip(const struct plan_book *b, struct page *page, size_t funding, int row)
{
    if (funding == NOWHERE)
        return;
    const struct fiscal_strip strip = fiscal_strip(b->plan, funding);
    page_text(page, row, lines_behind(b, LINES_SYMBOL), LOOK_TEXT, strip.fund_symbol);
    page_text(page, row, lines_behind(b, LINES_ALLOTMENT), LOOK_TEXT, strip.allotment);
    page_text(page, row, lines_behind(b, LINES_ORGANIZATION), LOOK_TEXT, strip.organization);
    page_text(page, row, lines_behind(b, LINES_FUNCTION), LOOK_TEXT, strip.function);
}

/* Where and how the line is booked. */
static void put_booking(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct line *line = &plan->lines[i];
    page_text(page, row, LINES_FUNDING, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[line->funding].name));
    put_strip(b, page, line->funding, row);
    page_text(page, row, lines_behind(b, LINES_CLASS), LOOK_TEXT,
              post_string(plan->post, line->object_class));
    page_text(page, row, lines_behind(b, LINES_CENTER), LOOK_TEXT,
              post_string(plan->post, line->cost_center));
    page_text(page, row, lines_behind(b, LINES_KIND), LOOK_TEXT, line_kind_name(line->kind));
    page_text(page, row, lines_behind(b, LINES_NETWORK), LOOK_TEXT, network_name(line->network));
    int by = year_index(plan, plan->budget_year);
    page_text(page, row, lines_behind(b, LINES_REQUEST), LOOK_TEXT,
              line->request == REQUEST_OVER_TARGET ? "over target" : "target");
    if (line->priority)
        page_number(page, row, lines_behind(b, LINES_PRIORITY), LOOK_COUNT, line->priority);
    if (line->quantity[by])
        page_number(page, row, lines_behind(b, LINES_UNITS), LOOK_COUNT, (double)line->quantity[by]);
    page_text(page, row, lines_behind(b, LINES_HISTORY), LOOK_TEXT, history_note(b, i));
}

static void put_line(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct line *line = &plan->lines[i];
    page_text(page, row, LINES_ID, LOOK_TEXT, line_id(b->arena, i));
    page_text(page, row, LINES_TITLE, LOOK_WRAP, line_title(b->arena, plan, line));
    page_text(page, row, LINES_CATEGORY, LOOK_WRAP, plan_category_name(line->plan_category));
    put_history(page, row, obligated_on_line(plan, i, PRIOR_YEAR),
                obligated_on_line(plan, i, CURRENT_YEAR));
    for (int y = 0; y < b->years; y++)
        page_formula_money(page, row, lines_year(y), LOOK_MONEY, line->amount[y],
                           say(b, "ROUND(SUMIFS(%s,%s,%s),2)", work_column(b, WORK_YEARS + y),
                               work_column(b, WORK_NET), here(b, row, LINES_ID)));
    page_formula_money(page, row, lines_behind(b, LINES_SUM), LOOK_MONEY | LOOK_BAND,
                       line_sum(plan, line), all_years(b, row));
    put_booking(b, page, i, row);
}

/* Obligations that no line has, so that the history foots. */
static void put_loose(const struct plan_book *b, struct page *page,
                      const struct obligation_group *g, size_t number, int row)
{
    const struct post *post = b->plan->post;
    page_text(page, row, LINES_ID, LOOK_TEXT, say(b, "O%03zu", number));
    page_text(page, row, LINES_TITLE, LOOK_WRAP,
              g->component == COMPONENT_TARGET ? "Obligated, no line in this plan"
                                               : "Obligated, not of the post's target");
    page_text(page, row, LINES_CATEGORY, LOOK_WRAP,
              g->plan_category ? plan_category_name(g->plan_category) : "");
    put_history(page, row, obligated_by_group(g, PRIOR_YEAR), obligated_by_group(g, CURRENT_YEAR));
    page_text(page, row, LINES_FUNDING, LOOK_TEXT, post_string(post, g->source));
    put_strip(b, page, g->funding, row);
    page_text(page, row, lines_behind(b, LINES_CLASS), LOOK_TEXT, post_string(post, g->object_class));
    page_text(page, row, lines_behind(b, LINES_CENTER), LOOK_TEXT, post_string(post, g->cost_center));
    page_text(page, row, lines_behind(b, LINES_KIND), LOOK_TEXT, "obligation");
    page_text(page, row, lines_behind(b, LINES_HISTORY), LOOK_TEXT, "no line of this plan");
}

static void headings_of(const struct plan_book *b, struct heading *headings)
{
    static const struct heading behind[LINES_BEHIND] = {
        [LINES_SUM] = {"All years", 10.3},
        [LINES_SYMBOL] = {"Fund symbol", 13}, [LINES_ALLOTMENT] = {"Allotment", 10},
        [LINES_ORGANIZATION] = {"Organization", 11.5}, [LINES_FUNCTION] = {"Function", 9},
        [LINES_CLASS] = {"Object class", 8}, [LINES_CENTER] = {"Cost center", 8},
        [LINES_KIND] = {"Kind", 10}, [LINES_NETWORK] = {"Network", 9.5},
        [LINES_REQUEST] = {"Request", 10}, [LINES_PRIORITY] = {"Priority", 8}, [LINES_UNITS] = {NULL, 10},
        [LINES_HISTORY] = {"History", 21}};
    const struct plan *plan = b->plan;
    int cy = plan->first_year;
    headings[LINES_PRIOR] = (struct heading){say(b, "PY FY%d actual", cy - 1), 10.8};
    headings[LINES_CURRENT] = (struct heading){say(b, "CY FY%d plan", cy), 10.8};
    headings[LINES_OBLIGATED] = (struct heading){say(b, "CY FY%d obligated", cy), 10.8};
    for (int y = 1; y < b->years; y++)
        headings[lines_year(y)] = (struct heading){
            say(b, "%sFY%d", cy + y == plan->budget_year ? "BY " : "", cy + y), 10.3};
    for (int k = 0; k < LINES_BEHIND; k++)
        headings[lines_behind(b, (enum lines_behind)k)] = behind[k];
    headings[lines_behind(b, LINES_UNITS)].title = say(b, "Units FY%d", plan->budget_year);
}

static void put_total(const struct plan_book *b, struct page *page, int row, int column,
                      money value)
{
    page_formula_money(page, row, column, LOOK_MONEY | LOOK_TOTAL, value,
                       say(b, "ROUND(SUBTOTAL(109,%s:%s),2)", here(b, first_line_row(), column),
                           here(b, last_line_row(b), column)));
}

/* A share was not spent on the line: the reader is to know how it came there. */
static void put_shares_note(const struct plan_book *b, struct page *page, int row)
{
    size_t shared = 0;
    for (size_t i = 0; i < b->plan->line_count; i++)
        shared += !strncmp(history_note(b, i), "share", 5);
    if (shared)
        sheet_note(page, row, lines_behind(b, LINES_SUM),
                   say(b, "Where obligations.csv names no single line, what was obligated is divided "
                       "among the lines that its row fits, in proportion to their plan of FY%d (to "
                       "that of all years where none of them has any in FY%d). History marks these "
                       "%s: \"share by plan\".", b->plan->first_year, b->plan->first_year,
                       how_many(b->arena, (long long)shared, "line", "lines")));
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct heading headings[LINES_NEXT + 32 + LINES_BEHIND] = {
        {"Line", 5}, {"What", 26}, {"Plan category", 18},
        {"Funding source", 15.5}};
    size_t loose = 0;
    headings_of(b, headings);
    page_paper(page, lines_behind(b, LINES_SUM) + 1);
    int row = sheet_table(page, "Lines", SHEET_HEADER, headings,
                          (size_t)lines_behind(b, LINES_BEHIND),
                          plan->line_count + loose_count(plan), true);
    for (size_t i = 0; i < plan->line_count; i++)
        put_line(b, page, i, row++);
    for (size_t k = 0; k < plan->obligations->count; k++)
        if (is_loose(&plan->obligations->groups[k]))
            put_loose(b, page, &plan->obligations->groups[k], ++loose, row++);
    row = last_line_row(b) + 1;
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    for (int k = 1; k < LINES_PRIOR; k++)
        page_blank(page, row, k, LOOK_TEXT | LOOK_TOTAL);
    money all = MONEY_ZERO;
    put_total(b, page, row, LINES_PRIOR, plan->obligations->total[PRIOR_YEAR]);
    put_total(b, page, row, LINES_OBLIGATED, plan->obligations->total[CURRENT_YEAR]);
    for (int y = 0; y < b->years; y++) {
        all = money_add(all, plan->total[y]);
        put_total(b, page, row, lines_year(y), plan->total[y]);
    }
    put_total(b, page, row, lines_behind(b, LINES_SUM), all);
    put_shares_note(b, page, row + 2);
}

const struct sheet sheet_mrr_lines = {
    .setup = {.name = SHEET_LINES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .title = "MRR lines",
    .answers = "What is requested, in which year, under which fiscal strip, and what was spent on it "
               "before? Plan amounts follow Assumptions; obligations are those of obligations.csv, divided "
              "by plan where they name no single line (note below the table).",
    .fill = fill,
};
