/* Bridge: from the last request to this one by cause, and what became of last year's plan. */
#include "planner/look_back.h"

#include <math.h>

#include "planner/obligations.h"
#include "planner/plan_book.h"

enum { STEP, AMOUNT, RUNNING, FOOT, MORE, LESS, WHOLE, MEANING = 8 };
enum { BRIDGE_HIGH = 330, STEPS = CAUSES + 3, MEANING_WIDTH = 42 };
#define SHEET_BRIDGE "Bridge"

/* ---- the waterfall --------------------------------------------------------------------------------- */

static void put_workings(const struct plan_book *b, struct page *page, int row, bool total,
                         money before, money after)
{
    money rise = money_sub(after, before);
    const char *was = here(b, row - 1, RUNNING), *is = here(b, row, RUNNING);
    unsigned look = LOOK_MONEY | LOOK_WORK;
    if (total) {
        page_formula_money(page, row, WHOLE, look, after, is);
        return;
    }
    page_formula_money(page, row, FOOT, look, rise.cents < 0 ? after : before,
                       say(b, "MIN(%s,%s)", was, is));
    page_formula_money(page, row, MORE, look, rise.cents > 0 ? rise : MONEY_ZERO,
                       say(b, "ROUND(MAX(%s-%s,0),2)", is, was));
    page_formula_money(page, row, LESS, look,
                       rise.cents < 0 ? money_sub(MONEY_ZERO, rise) : MONEY_ZERO,
                       say(b, "ROUND(MAX(%s-%s,0),2)", was, is));
}

static void put_step(const struct plan_book *b, struct page *page, int row, const char *name,
                     const char *meaning, money amount, money *running)
{
    money before = *running;
    *running = money_add(before, amount);
    page_text(page, row, STEP, LOOK_TEXT, name);
    page_money(page, row, AMOUNT, LOOK_MONEY, amount);
    page_formula_money(page, row, RUNNING, LOOK_MONEY, *running,
                       say(b, "ROUND(%s+%s,2)", here(b, row - 1, RUNNING), here(b, row, AMOUNT)));
    put_workings(b, page, row, false, before, *running);
    page_text(page, row, MEANING, LOOK_NOTE, meaning);
}

static int put_steps(const struct plan_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"Step", "Dollars", "Running total", "Foot", "More", "Less",
                                         "Request", "", "What it is"};
    const struct bridge *bridge = &b->plan->look_back->request;
    for (int k = 0; k <= MEANING; k++)
        page_text(page, row, k, LOOK_HEADER | (k && k < MEANING ? LOOK_RIGHT : 0), titles[k]);
    int top = ++row;
    money running = bridge->from;
    page_text(page, row, STEP, LOOK_TEXT | LOOK_BAND, say(b, "Last request, FY%d", bridge->from_year));
    page_money(page, row, AMOUNT, LOOK_MONEY | LOOK_BAND, bridge->from);
    page_formula_money(page, row, RUNNING, LOOK_MONEY | LOOK_BAND, bridge->from,
                       here(b, row, AMOUNT));
    put_workings(b, page, row++, true, MONEY_ZERO, bridge->from);
    for (int c = 0; c < CAUSES; c++)
        put_step(b, page, row++, cause_name((enum cause)c), cause_meaning((enum cause)c),
                 bridge->cause[c], &running);
    const char *total = say(b, "total_FY%d", bridge->to_year);
    page_text(page, row, STEP, LOOK_TEXT, "changed since this run");
    page_formula_money(page, row, AMOUNT, LOOK_MONEY, MONEY_ZERO,
                       say(b, "ROUND(%s-SUM(%s:%s),2)", total, here(b, top, AMOUNT),
                           here(b, row - 1, AMOUNT)));
    page_formula_money(page, row, RUNNING, LOOK_MONEY, running,
                       say(b, "ROUND(%s+%s,2)", here(b, row - 1, RUNNING), here(b, row, AMOUNT)));
    put_workings(b, page, row, false, running, running);
    page_text(page, row++, MEANING, LOOK_NOTE, "changes on Assumptions; 0 as written");
    page_text(page, row, STEP, LOOK_TEXT | LOOK_TOTAL, say(b, "This request, FY%d", bridge->to_year));
    page_formula_money(page, row, AMOUNT, LOOK_MONEY | LOOK_TOTAL, bridge->to, total);
    page_formula_money(page, row, RUNNING, LOOK_MONEY | LOOK_TOTAL, bridge->to, total);
    put_workings(b, page, row, true, MONEY_ZERO, bridge->to);
    return row + 1;
}

/* The lowest level of the waterfall, less a margin, in round figures. */
static double axis_floor(const struct bridge *bridge)
{
    double level = money_dollars(bridge->from), low = level, high = level;
    for (int c = 0; c < CAUSES; c++) {
        level += money_dollars(bridge->cause[c]);
        low = fmin(low, level);
        high = fmax(high, level);
    }
    double step = pow(10, floor(log10(fmax(high - low, 1))));
    double from = floor((low - (high - low) / 2) / step) * step;
    return from > 0 && high > low ? from : 0;
}

static void put_waterfall(const struct plan_book *b, struct page *page, int row, int top)
{
    const struct bridge *bridge = &b->plan->look_back->request;
    int last = top + STEPS - 1;
    const char *steps = ref_range(b, SHEET_BRIDGE, top, STEP, last, STEP);
    static const struct {
        const char *name;
        int column;
        enum tone tone;
        bool hidden;
    } parts[] = {{"Foot", FOOT, TONE_NEXT, true}, {"Request", WHOLE, TONE_WHOLE, false},
                 {"More", MORE, TONE_MORE, false}, {"Less", LESS, TONE_LESS, false}};
    struct chart_series series[4];
    for (int k = 0; k < 4; k++)
        series[k] = (struct chart_series){
            .name = parts[k].name, .categories = steps, .tone = parts[k].tone,
            .invisible = parts[k].hidden,
            .values = ref_range(b, SHEET_BRIDGE, top, parts[k].column, last, parts[k].column)};
    double floor_at = axis_floor(bridge);
    struct chart chart = {
        .kind = CHART_COLUMN_STACKED, .series = series, .series_count = 4, .width = 900,
        .height = BRIDGE_HIGH, .axis_from = floor_at,
        .title = say(b, "From the FY%d request to the FY%d request%s", bridge->from_year,
                     bridge->to_year, floor_at > 0 ? " (axis does not begin at 0)" : ""),
        .description = "Waterfall from the last request by cause to this request."};
    page_chart(page, row, 0, &chart);
}

/* ---- what stands behind each cause -------------------------------------------------------------------- */

static void put_items(const struct plan_book *b, struct page *page, int row,
                      const struct bridge *bridge)
{
    static const char *const titles[] = {"Cause", "Dollars", "Items", "", "Kind", "What", "", ""};
    page_text(page, row++, 0, LOOK_HEADING, "Behind each cause");
    for (int k = 0; k < 8; k++)
        page_text(page, row, k, LOOK_HEADER | (k == 1 || k == 2 ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (size_t k = 0; k < bridge->count; k++, row++) {
        const struct bridge_item *item = &bridge->items[k];
        page_text(page, row, 0, LOOK_TEXT, cause_name((enum cause)item->cause));
        page_money(page, row, 1, LOOK_MONEY, item->amount);
        page_number(page, row, 2, LOOK_COUNT, (double)item->count);
        page_text(page, row, 4, LOOK_TEXT, line_kind_name(item->kind));
        page_text(page, row, 5, LOOK_TEXT, post_string(b->plan->post, item->what));
    }
    if (!bridge->count)
        return;
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "All");
    page_formula_money(page, row, 1, LOOK_MONEY | LOOK_TOTAL, money_sub(bridge->to, bridge->from),
                       say(b, "ROUND(SUM(%s:%s),2)", here(b, row - (int)bridge->count, 1),
                           here(b, row - 1, 1)));
}

/* The same fiscal year, as asked for last year and as planned now. */
static int put_same_year(const struct plan_book *b, struct page *page, int row)
{
    const struct bridge *bridge = &b->plan->look_back->same;
    if (!bridge->from_year)
        return row;
    page_text(page, row++, 0, LOOK_HEADING,
              say(b, "FY%d then and now", bridge->from_year));
    page_text(page, row, 0, LOOK_TEXT | LOOK_BAND, "As requested last year");
    page_money(page, row, 1, LOOK_MONEY | LOOK_BAND, bridge->from);
    int top = row++;
    for (int c = 0; c < CAUSES; c++, row++) {
        page_text(page, row, 0, LOOK_TEXT, cause_name((enum cause)c));
        page_money(page, row, 1, LOOK_MONEY, bridge->cause[c]);
    }
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "As planned in this run");
    page_formula_money(page, row, 1, LOOK_MONEY | LOOK_TOTAL, bridge->to,
                       say(b, "ROUND(SUM(%s:%s),2)", here(b, top, 1), here(b, row - 1, 1)));
    return row + 2;
}

/* ---- plan against execution ----------------------------------------------------------------------------- */

static void put_execution_row(struct page *page, int row, const struct execution_row *e,
                              const char *what, unsigned look)
{
    page_text(page, row, 0, LOOK_TEXT | look, what);
    page_number(page, row, 1, LOOK_COUNT | look, (double)e->planned);
    page_money(page, row, 2, LOOK_MONEY | look, e->planned_amount);
    page_number(page, row, 3, LOOK_COUNT | look, (double)e->done);
    page_money(page, row, 4, LOOK_MONEY | look, e->done_amount);
    page_number(page, row, 5, LOOK_COUNT | look, (double)(e->planned - e->done));
    page_money(page, row, 6, LOOK_MONEY | look, e->undone_amount);
    page_money(page, row, 7, LOOK_MONEY | look, e->undone_now);
}

static int put_execution(const struct plan_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"Category", "Assets planned", "Dollars planned",
                                         "Assets done", "Dollars done", "Assets not done",
                                         "Planned for them", "They cost now"};
    const struct execution *e = &b->plan->look_back->execution;
    char as_of[DATE_TEXT];
    if (!e->count)
        return row;
    page_text(page, row++, 0, LOOK_HEADING,
              say(b, "Plan against execution: replacements that the last plan had up to %s",
                  date_long(b->plan->settings->as_of, as_of)));
    for (int k = 0; k < 8; k++)
        page_text(page, row, k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (size_t k = 0; k < e->count; k++)
        put_execution_row(page, row++, &e->rows[k], post_string(b->plan->post, e->rows[k].what), 0);
    put_execution_row(page, row, &e->total, "All", LOOK_TOTAL);
    return row + 2;
}

/* The prior year as it was planned and as it was obligated, by category. */
static void put_prior_year(const struct plan_book *b, struct page *page, int row)
{
    const struct plan *plan = b->plan, *last = plan->look_back->last;
    int y = year_index(last, plan->first_year - 1);
    if (y < 0)
        return;
    page_text(page, row++, 0, LOOK_HEADING, say(b, "FY%d, planned then and obligated",
                                                plan->first_year - 1));
    page_text(page, row, 0, LOOK_HEADER, "Plan category");
    page_text(page, row, 1, LOOK_HEADER | LOOK_RIGHT, "Planned");
    page_text(page, row, 2, LOOK_HEADER | LOOK_RIGHT, "Obligated");
    page_text(page, row++, 3, LOOK_HEADER | LOOK_RIGHT, "Not obligated");
    int top = row;
    money sums[2] = {MONEY_ZERO, MONEY_ZERO};
    for (unsigned c = 0; c <= PLAN_CATEGORIES + 1; c++, row++) {
        bool all = c > PLAN_CATEGORIES;
        unsigned look = LOOK_MONEY | (all ? LOOK_TOTAL : 0);
        money planned = MONEY_ZERO, done = MONEY_ZERO;
        for (size_t i = 0; i < last->line_count; i++)
            if (last->lines[i].plan_category == c)
                planned = money_add(planned, last->lines[i].amount[y]);
        for (size_t k = 0; k < plan->obligations->count; k++)
            if (plan->obligations->groups[k].plan_category == c)
                done = money_add(done, obligated_by_group(&plan->obligations->groups[k], PRIOR_YEAR));
        sums[0] = money_add(sums[0], planned);
        sums[1] = money_add(sums[1], done);
        page_text(page, row, 0, LOOK_TEXT | (all ? LOOK_TOTAL : 0),
                  all ? "All" : c ? plan_category_name(c) : "Category not said");
        for (int k = 1; k <= 2; k++)
            if (all)
                page_formula_money(page, row, k, look, sums[k - 1],
                                   say(b, "ROUND(SUM(%s:%s),2)", here(b, top, k),
                                       here(b, row - 1, k)));
            else
                page_money(page, row, k, look, k == 1 ? planned : done);
        page_formula_money(page, row, 3, look,
                           all ? money_sub(sums[0], sums[1]) : money_sub(planned, done),
                           say(b, "ROUND(%s-%s,2)", here(b, row, 1), here(b, row, 2)));
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct look_back *l = b->plan->look_back;
    page_width(page, STEP, STEP, 34); /* the longest built-in category */
    page_width(page, AMOUNT, MEANING - 1, 12.3);
    page_width(page, MEANING, MEANING, MEANING_WIDTH);
    int top = SHEET_HEADER + 1, row = put_steps(b, page, SHEET_HEADER);
    put_waterfall(b, page, row + 1, top);
    row = put_same_year(b, page, row + 1 + page_chart_rows(BRIDGE_HIGH));
    row = put_execution(b, page, row);
    put_prior_year(b, page, row);
    row += year_index(l->last, b->plan->first_year - 1) >= 0 ? PLAN_CATEGORIES + 6 : 0;
    put_items(b, page, row, &l->request);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->look_back != NULL;
}

const struct sheet sheet_bridge = {
    .setup = {.name = SHEET_BRIDGE, .compact = true},
    .answers = "What changed since the last request, and what became of last year's plan? Causes "
               "are of this run.",
    .wanted = wanted,
    .fill = fill,
};
