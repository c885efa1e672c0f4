/* Answers, Comparison, and a sheet for each scenario. */
#include <string.h>

#include "planner/whatif_book.h"

/* ---- Answers ----------------------------------------------------------------------------------------- */

/* What the scenario is, in the words of scenarios.csv. */
static int note_of_scenario(const struct whatif_view *v, struct page *page, int row, size_t k)
{
    const struct scenario *s = &v->w->scenarios->list[k];
    const struct scenario_rows *t = &v->w->plan->post->scenarios;
    const char *notes = "";
    for (size_t c = 0; c < s->change_count; c++)
        if (word_given(t->note[s->changes[c].row]))
            notes = say(v, "%s%s%s.", notes, notes[0] ? " " : "",
                        post_string(v->w->plan->post, t->note[s->changes[c].row]));
    return notes[0] ? page_sentence(v, page, row, LOOK_MUTED, notes) : row;
}

static int answer(const struct whatif_view *v, struct page *page, int row, size_t scenario,
                  const char *heading)
{
    const char *const *said = whatif_answers(v->w, scenario);
    page_heading(page, row++, heading);
    row = note_of_scenario(v, page, row, scenario);
    for (; *said; said++)
        row = page_sentence(v, page, row, 0, *said);
    return row + 1;
}

static void fill_answers(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = SHEET_HEADER;
    page_width(page, 0, 0, 36);
    page_width(page, 1, view_years(v), 11);
    page_width(page, view_years(v) + 1, view_years(v) + 1, 12);
    row = answer(v, page, row, 0, "The plan as it stands (base)");
    for (size_t k = 1; k < v->w->scenarios->count; k++)
        row = answer(v, page, row, k, v->w->scenarios->list[k].title);
    page_sentence(v, page, row, LOOK_MUTED,
                  "Chances and failures rest on default reliability figures where the post has given "
                  "none; Assumptions lists them, Annex has the proofs and the errors of simulation.");
}

const struct sheet sheet_whatif_answers = {
    .setup = {.name = "Answers", .portrait = true},
    .answers = "What does each change do to the money, and to the mission?",
    .fill = fill_answers,
};

/* ---- Comparison ---------------------------------------------------------------------------------------- */

static const money *totals_of(const struct whatif_view *v, size_t scenario)
{
    return v->w->scenarios->list[scenario].plan->total;
}

static const money *minus_base(const struct whatif_view *v, size_t scenario)
{
    money *out = arena_alloc(v->arena, (size_t)view_years(v), sizeof *out);
    for (int y = 0; y < view_years(v); y++)
        out[y] = money_sub(totals_of(v, scenario)[y], totals_of(v, 0)[y]);
    return out;
}

static bool moves_money(const struct whatif_view *v)
{
    const money *d = minus_base(v, v->scenario);
    bool any = false;
    for (int y = 0; y < view_years(v); y++)
        any |= d[y].cents != 0;
    return any;
}

static int put_totals(const struct whatif_view *v, struct page *page, int row)
{
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "The request by year, dollars");
    int first = year_table(v, page, row, "scenario_totals", "Scenario", s->count);
    for (size_t k = 0; k < s->count; k++)
        year_row(v, page, first + (int)k, k ? 0 : LOOK_BAND, s->list[k].title, totals_of(v, k));
    row = first + (int)s->count + 1;
    if (s->count < 2)
        return row;
    page_heading(page, row++, "Difference from the plan as it stands");
    int next = year_table(v, page, row, "scenario_differences", "Scenario", s->count - 1);
    for (size_t k = 1; k < s->count; k++)
        difference_row(v, page, next + (int)k - 1, s->list[k].title, minus_base(v, k),
                       first + (int)k, first);
    return next + (int)s->count;
}

/* Of the scenarios that move money, the first dozen. */
static int chart_differences(const struct whatif_view *v, struct page *page, int row, int first)
{
    enum { MOST = 12 };
    const struct scenarios *s = v->w->scenarios;
    struct chart_series series[MOST];
    size_t n = 0;
    int years = view_years(v);
    for (size_t k = 1; k < s->count && n < MOST; k++) {
        struct whatif_view one = *v;
        one.scenario = k;
        if (moves_money(&one))
            series[n++] = (struct chart_series){
                .name = s->list[k].title,
                .categories =
                    address_range_on(v->arena, "Comparison", first - 1, 1, first - 1, years),
                .values = address_range_on(v->arena, "Comparison", first + (int)k - 1, 1,
                                           first + (int)k - 1, years)};
    }
    return !n ? row : page_chart(page, row, 0, &(struct chart){
            .kind = CHART_COLUMN, .title = "Difference from the plan as it stands",
            .series = series, .series_count = n, .width = 810, .height = 380,
            .description = "A column for each scenario and year; figures in the table above."});
}

static int put_categories(const struct whatif_view *v, struct page *page, int row)
{
    const struct scenarios *s = v->w->scenarios;
    size_t rows = s->count * PLAN_CATEGORIES;
    page_heading(page, row++, "By plan category");
    int at = year_table(v, page, row, "scenario_categories", "Scenario and plan category", rows);
    for (size_t k = 0; k < s->count; k++)
        for (unsigned c = 1; c <= PLAN_CATEGORIES; c++) {
            money *amount = arena_alloc(v->arena, (size_t)s->years, sizeof *amount);
            for (int y = 0; y < s->years; y++)
                amount[y] = scenario_amount(s, k, y, c);
            year_row(v, page, at++, 0, say(v, "%s: %s", s->list[k].title, plan_category_name(c)),
                     amount);
        }
    return at + 1;
}

static void fill_comparison(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int count = (int)v->w->scenarios->count;
    int row = put_totals(v, page, SHEET_HEADER);
    row = chart_differences(v, page, row, SHEET_HEADER + 2 + count + 3);
    put_categories(v, page, row);
}

const struct sheet sheet_whatif_comparison = {
    .setup = {.name = "Comparison", .portrait = true},
    .answers = "What would be asked for in each year under each scenario?",
    .fill = fill_comparison,
};

/* ---- a scenario's own sheet ---------------------------------------------------------------------------- */

enum { WATERFALL_FOOT = 1, WATERFALL_PLAN, WATERFALL_LESS, WATERFALL_MORE };

/* A step of the waterfall: from the lower end of the bar upwards. */
static void put_step(struct page *page, int row, const char *label, money before, money after,
                     bool whole)
{
    money low = money_compare(before, after) < 0 ? before : after;
    money size = money_sub(money_compare(before, after) < 0 ? after : before, low);
    bool less = money_compare(after, before) < 0;
    page_text(page, row, 0, LOOK_TEXT, label);
    page_money(page, row, WATERFALL_FOOT, LOOK_DOLLARS, whole ? MONEY_ZERO : low);
    page_money(page, row, WATERFALL_PLAN, LOOK_DOLLARS, whole ? after : MONEY_ZERO);
    page_money(page, row, WATERFALL_LESS, LOOK_DOLLARS, !whole && less ? size : MONEY_ZERO);
    page_money(page, row, WATERFALL_MORE, LOOK_DOLLARS, !whole && !less ? size : MONEY_ZERO);
}

/* The year in which the scenario differs most; the budget year when they are alike. */
static int telling_year(const struct whatif_view *v)
{
    int best = v->w->plan->budget_year - v->w->plan->first_year;
    const money *d = minus_base(v, v->scenario);
    for (int y = 0; y < view_years(v); y++) {
        int64_t here = d[y].cents < 0 ? -d[y].cents : d[y].cents;
        int64_t most = d[best].cents < 0 ? -d[best].cents : d[best].cents;
        if (here > most)
            best = y;
    }
    return best;
}

static int chart_waterfall(const struct whatif_view *v, struct page *page, int row, int first,
                            int last, int year)
{
    const char *sheet = v->sheet_name[v->scenario];
    const char *labels = address_range_on(v->arena, sheet, first, 0, last, 0);
    static const char *const names[] = {"", "foot", "plan", "saved", "added"};
    static const enum tone tones[] = {TONE_NEXT, TONE_NEXT, TONE_WHOLE, TONE_LESS, TONE_MORE};
    struct chart_series series[4];
    for (int k = 0; k < 4; k++)
        series[k] = (struct chart_series){
            .name = names[k + 1],
            .categories = labels,
            .tone = tones[k + 1],
            .values = address_range_on(v->arena, sheet, first, k + 1, last, k + 1),
            .invisible = k == 0};
    return page_chart(
        page, row, 0,
        &(struct chart){
            .kind = CHART_COLUMN_STACKED,
            .series = series,
            .series_count = 4,
            .width = 810,
            .height = 300,
            .title = say(v, "FY%d: from the plan to the scenario", v->w->plan->first_year + year),
            .description =
                "A waterfall from the plan's total to the scenario's, one step a change."});
}

static int put_waterfall(const struct whatif_view *v, struct page *page, int row)
{
    static const char *const titles[] = {"Step", "Foot", "Plan", "Saved", "Added"};
    const struct scenario *s = &v->w->scenarios->list[v->scenario];
    int year = telling_year(v), years = view_years(v);
    page_heading(
        page, row++,
        say(v, "FY%d step by step, the year that differs most", v->w->plan->first_year + year));
    page_table(page, say(v, "steps_%zu", v->scenario), row, 0, row + (int)s->change_count + 2, 4,
               titles, false);
    int first = ++row;
    money at = totals_of(v, 0)[year];
    put_step(page, row++, "the plan as it stands", at, at, true);
    for (size_t c = 0; c < s->change_count; c++) {
        money next = money_add(at, s->driver[c * (size_t)years + (size_t)year]);
        put_step(page, row++, s->changes[c].label, at, next, false);
        at = next;
    }
    put_step(page, row, s->title, at, at, true);
    return chart_waterfall(v, page, row + 2, first, row, year);
}

static int put_drivers(const struct whatif_view *v, struct page *page, int row)
{
    const struct scenario *s = &v->w->scenarios->list[v->scenario];
    int years = view_years(v);
    page_heading(page, row++, "Which change made which dollar, in the order of scenarios.csv");
    int first =
        year_table(v, page, row, say(v, "drivers_%zu", v->scenario), "Change", s->change_count + 2);
    year_row(v, page, first, LOOK_BAND, "the plan as it stands", totals_of(v, 0));
    for (size_t c = 0; c < s->change_count; c++)
        year_row(v, page, first + 1 + (int)c, 0, s->changes[c].label,
                 &s->driver[c * (size_t)years]);
    int last = first + 1 + (int)s->change_count;
    page_text(page, last, 0, LOOK_TEXT | LOOK_TOTAL, s->title);
    for (int y = 0; y <= years; y++) {
        money sum = MONEY_ZERO;
        for (int k = 0; k < years && y == years; k++)
            sum = money_add(sum, totals_of(v, v->scenario)[k]);
        page_formula_money(page, last, y + 1, LOOK_DOLLARS | LOOK_TOTAL,
                           y < years ? totals_of(v, v->scenario)[y] : sum,
                           say(v, "SUM(%s:%s)", address_here(v->arena, first, y + 1),
                               address_here(v->arena, last - 1, y + 1)));
    }
    return last + 2;
}

static int put_difference(const struct whatif_view *v, struct page *page, int row)
{
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "Difference by plan category");
    int at = year_table(v, page, row, say(v, "categories_%zu", v->scenario), "Plan category",
                        PLAN_CATEGORIES);
    for (unsigned c = 1; c <= PLAN_CATEGORIES; c++) {
        money *amount = arena_alloc(v->arena, (size_t)s->years, sizeof *amount);
        for (int y = 0; y < s->years; y++)
            amount[y] = money_sub(scenario_amount(s, v->scenario, y, c),
                                  scenario_amount(s, 0, y, c));
        year_row(v, page, at++, 0, plan_category_name(c), amount);
    }
    return at + 1;
}

static bool moves_agencies(const struct whatif_view *v, size_t estimate)
{
    for (size_t a = 0; a < v->w->icass[0]->agency_count; a++)
        if (whatif_charge_moves(v->w, v->scenario, estimate, a).cents)
            return true;
    return false;
}

/* What each agency would pay of the post's ICASS cost centers, where the scenario moves it. */
static int put_agencies(const struct whatif_view *v, struct page *page, int row)
{
    const struct icass *base = v->w->icass[0], *icass = v->w->icass[v->scenario];
    for (size_t e = 0; e < icass->estimate_count && e < base->estimate_count; e++) {
        if (!moves_agencies(v, e))
            continue;
        const struct heading headings[] = {
            {"Agency", 36}, {"as it stands", 11}, {"scenario", 11}, {"difference", 11}};
        size_t shown = 0;
        for (size_t a = 0; a < icass->agency_count; a++)
            shown += !icass->agencies[a].icass;
        page_heading(page, row++,
                     say(v, "ICASS invoices in FY%d, estimated", icass->estimates[e].fiscal_year));
        int at = sheet_table(page, say(v, "agencies_%zu_%zu", v->scenario, e), row, headings, 4,
                             shown, false);
        for (size_t a = 0; a < icass->agency_count; a++) {
            if (icass->agencies[a].icass)
                continue;
            page_text(page, at, 0, LOOK_TEXT, agency_title(icass, a));
            page_money(page, at, 1, LOOK_DOLLARS, whatif_charge(v->w, 0, e, a));
            page_money(page, at, 2, LOOK_DOLLARS, whatif_charge(v->w, v->scenario, e, a));
            page_formula_money(page, at, 3, LOOK_DOLLARS,
                               whatif_charge_moves(v->w, v->scenario, e, a),
                               say(v, "ROUND(%s-%s,2)", address_here(v->arena, at, 2),
                                   address_here(v->arena, at, 1)));
            at++;
        }
        row = at + 1;
    }
    return row;
}

static void fill_scenario(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    const char *const *said = whatif_answers(v->w, v->scenario);
    int row = SHEET_HEADER;
    for (; *said; said++)
        row = page_sentence(v, page, row, 0, *said);
    row = put_drivers(v, page, row + 1);
    row = put_difference(v, page, row);
    if (moves_money(v))
        row = put_waterfall(v, page, row);
    put_agencies(v, page, row);
}

const struct sheet sheet_whatif_scenario = {
    .setup = {.name = "Scenario", .portrait = true},
    .answers = "What does this scenario change, and which of its changes made which dollar?",
    .fill = fill_scenario,
};
