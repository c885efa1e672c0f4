/* Ceiling, Level and zero backlog. */
#include "planner/whatif_book.h"

/* ---- Ceiling ------------------------------------------------------------------------------------------- */

static bool any_ceiling(const void *subject)
{
    const struct whatif_view *v = subject;
    for (size_t k = 0; k < v->w->scenarios->count; k++)
        if (v->w->ration[k].given)
            return true;
    return false;
}

enum { YEAR, CEILING, FUNDED, FREE, IN_FORCE, ASSETS, BACKLOG, PROJECTS, FAILURES, LATE, MISSING,
       CEILING_COLUMNS };

static int put_scenario(const struct whatif_view *v, struct page *page, int row, size_t k)
{
    static const struct heading headings[CEILING_COLUMNS] = {
        {"Year", 22}, {"Ceiling", 12}, {"Bought", 12}, {"Left", 12}, {"of it in force", 12},
        {"Assets waiting", 9}, {"their price", 12}, {"Projects waiting", 12},
        {"Failures expected from waiting", 17}, {"Paid for having waited", 13},
        {"Missing for what must be", 14}};
    const struct ration *r = &v->w->ration[k];
    page_heading(page, row++, v->w->scenarios->list[k].title);
    int at = sheet_table(page, say(v, "ceiling_%zu", k), row, headings, CEILING_COLUMNS,
                         (size_t)view_years(v), false);
    for (int y = 0; y < view_years(v); y++, at++) {
        const struct ration_year *here = &r->year[y];
        page_text(page, at, YEAR, LOOK_TEXT, say(v, "FY%d", v->w->plan->first_year + y));
        page_money(page, at, CEILING, LOOK_DOLLARS, here->ceiling);
        page_money(page, at, FUNDED, LOOK_DOLLARS, here->funded);
        if (money_given(here->ceiling))
            page_formula_money(page, at, FREE, LOOK_DOLLARS, money_sub(here->ceiling, here->funded),
                               say(v, "ROUND(%s-%s,2)", address_here(v->arena, at, CEILING),
                                   address_here(v->arena, at, FUNDED)));
        page_money(page, at, IN_FORCE, LOOK_DOLLARS, here->in_force);
        page_number(page, at, ASSETS, LOOK_COUNT, (double)here->backlog_assets);
        page_money(page, at, BACKLOG, LOOK_DOLLARS, here->backlog_amount);
        page_money(page, at, PROJECTS, LOOK_DOLLARS, here->projects_waiting);
        page_number(page, at, FAILURES, LOOK_EXCHANGE, here->failures);
        page_money(page, at, LATE, LOOK_DOLLARS, here->paid_for_waiting);
        page_money(page, at, MISSING, LOOK_DOLLARS | (here->missing.cents > 0 ? LOOK_ALERT : 0),
                   here->missing);
    }
    return at + 1;
}

static int chart_ceiling(const struct whatif_view *v, struct page *page, int row, int first)
{
    int last = first + view_years(v) - 1;
    const char *years = address_range_on(v->arena, "Ceiling", first, YEAR, last, YEAR);
    const struct chart_series series[] = {
        {.name = "bought",
         .categories = years,
         .values = address_range_on(v->arena, "Ceiling", first, FUNDED, last, FUNDED)},
        {.name = "waiting at the year's end",
         .categories = years,
         .tone = TONE_MORE,
         .values = address_range_on(v->arena, "Ceiling", first, BACKLOG, last, BACKLOG)},
        {.name = "ceiling",
         .categories = years,
         .line = true,
         .values = address_range_on(v->arena, "Ceiling", first, CEILING, last, CEILING)}};
    return page_chart(page, row, 0, &(struct chart){
        .kind = CHART_COLUMN_STACKED, .title = "The plan under its ceilings", .series = series,
        .series_count = 3, .width = 1000, .height = 340,
        .description = "What is bought each year, what waits, and the ceiling as a line."});
}

static bool differs(const struct whatif_view *v, size_t k)
{
    const struct ration *a = &v->w->ration[0], *b = &v->w->ration[k];
    for (int y = 0; y < view_years(v); y++)
        if (a->year[y].ceiling.cents != b->year[y].ceiling.cents ||
            a->year[y].funded.cents != b->year[y].funded.cents ||
            a->year[y].backlog_assets != b->year[y].backlog_assets)
            return true;
    return false;
}

static void fill_ceiling(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = page_sentence(v, page, SHEET_HEADER, 0,
                            "What is in force comes first, then what has been decided, then what "
                            "avoids most risk for the money: the chance to fail while waiting a year "
                            "x the consequence by priority. What does not fit waits a year, is priced "
                            "again, and competes again; its successors move as much.");
    int first = row + 3;
    row = put_scenario(v, page, row + 1, 0);
    row = chart_ceiling(v, page, row, first);
    for (size_t k = 1; k < v->w->scenarios->count; k++)
        if (differs(v, k))
            row = put_scenario(v, page, row, k);
}

const struct sheet sheet_whatif_ceiling = {
    .setup = {.name = "Ceiling"},
    .answers = "What can be bought under the ceilings, what waits, and what does waiting cost?",
    .wanted = any_ceiling,
    .fill = fill_ceiling,
};

/* ---- Level --------------------------------------------------------------------------------------------- */

static bool can_level(const void *subject)
{
    const struct whatif_view *v = subject;
    return v->w->level.possible;
}

static int chart_level(const struct whatif_view *v, struct page *page, int row, int first)
{
    int years = view_years(v);
    const char *labels = address_range_on(v->arena, "Level", first - 1, 1, first - 1, years);
    const struct chart_series series[] = {
        {.name = "as planned",
         .categories = labels,
         .values = address_range_on(v->arena, "Level", first, 1, first, years)},
        {.name = "levelled",
         .categories = labels,
         .values = address_range_on(v->arena, "Level", first + 1, 1, first + 1, years)},
        {.name = "no lower highest year is possible",
         .categories = labels,
         .line = true,
         .values = address_range_on(v->arena, "Level", first + 2, 1, first + 2, years)}};
    return page_chart(page, row, 0, &(struct chart){
        .kind = CHART_COLUMN, .title = "Equipment by year", .series = series, .series_count = 3,
        .width = 810, .height = 340,
        .description = "Equipment as planned and levelled, beside the proven lower bound."});
}

static int put_zero(const struct whatif_view *v, struct page *page, int row)
{
    const struct leveled *z = &v->w->zero;
    if (!v->w->wish.zero_backlog || !z->possible)
        return row;
    page_heading(
        page, row++,
        say(v, "No backlog by the end of FY%d: the money for equipment", v->w->wish.zero_backlog));
    int first = year_table(v, page, row, "zero_backlog", "Equipment", 2);
    year_row(v, page, first, 0, "as planned", z->before);
    year_row(v, page, first + 1, 0, "needed each year", z->after);
    return first + 3;
}

static void fill_level(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    const struct leveled *l = &v->w->level;
    char highest[MONEY_TEXT], bound[MONEY_TEXT], dearest[MONEY_TEXT];
    int years = view_years(v);
    money *bounds = arena_alloc(v->arena, (size_t)years, sizeof *bounds);
    for (int y = 0; y < years; y++)
        bounds[y] = l->result.bound;
    int row = page_sentence(
        v, page, SHEET_HEADER, 0,
        say(v,
            "Each replacement may come up to %d months earlier or %d later, not before the first "
            "year that can buy and not after its fund's last obligation date. %zu of %zu move. "
            "Highest year: %s; proven bound: %s; the two can differ by the dearest single "
            "amount, %s.",
            l->early, l->late, l->result.moved, l->rows, money_pretty(l->result.highest, highest),
            money_pretty(l->result.bound, bound), money_pretty(l->result.dearest, dearest)));
    int first = year_table(v, page, row + 1, "level", "Equipment", 3);
    year_row(v, page, first, 0, "as planned", l->before);
    year_row(v, page, first + 1, 0, "levelled", l->after);
    page_text(page, first + 2, 0, LOOK_TEXT | LOOK_MUTED, "lower bound of the highest year");
    for (int y = 0; y < years; y++)
        page_money(page, first + 2, y + 1, LOOK_DOLLARS | LOOK_MUTED, bounds[y]);
    page_blank(page, first + 2, years + 1, LOOK_TEXT);
    put_zero(v, page, chart_level(v, page, first + 4, first));
}

const struct sheet sheet_whatif_level = {
    .setup = {.name = "Level", .portrait = true},
    .answers = "How even can the years be made by moving replacements within their windows?",
    .wanted = can_level,
    .fill = fill_level,
};
