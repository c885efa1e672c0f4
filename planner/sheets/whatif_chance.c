/* Fan chart, Tornado, Best age. */
#include "planner/whatif_book.h"

static bool simulated(const void *subject)
{
    const struct whatif_view *v = subject;
    return v->w->uncertain[0].possible;
}

enum { FAN_HIGH = 380 }; /* pixels */

static const char *const share_names[SHARES] = {"P10", "P50", "P80", "P90", "P95"};

/* ---- Fan chart ------------------------------------------------------------------------------------------ */

static const money *figures(const struct whatif_view *v, size_t scenario, size_t row, int share)
{
    const struct uncertainty *u = &v->w->uncertain[scenario];
    money *out = arena_alloc(v->arena, u->years, sizeof *out);
    for (size_t y = 0; y < u->years; y++) {
        const struct year_spread *s = &u->spread[row * u->years + y];
        out[y] = share < 0 ? s->mean.value : s->at[share].value;
    }
    return out;
}

static int put_spread(const struct whatif_view *v, struct page *page, int row)
{
    const struct uncertainty *u = &v->w->uncertain[0];
    int years = view_years(v);
    page_heading(page, row++, "The plan as it stands, all categories");
    int at = year_table(v, page, row, "spread", "Total of the year", SHARES + 3);
    year_row(v, page, at++, LOOK_BAND, "as planned", v->w->plan->total);
    year_row(v, page, at++, 0, "mean", figures(v, 0, 0, -1));
    for (int p = 0; p < SHARES; p++)
        year_row(v, page, at++, 0,
                 say(v, "%s: %s of 100 futures cost less", share_names[p], share_names[p] + 1),
                 figures(v, 0, 0, p));
    page_text(page, at, 0, LOOK_TEXT, "chance to stay under the ceiling");
    for (int y = 0; y < years; y++)
        if (money_given(u->spread[y].ceiling))
            page_number(page, at, y + 1, LOOK_PERCENT, u->spread[y].within.chance);
    return at + 2;
}

/* The steps between percentiles, which the bands of the chart are stacked from. */
static int put_bands(const struct whatif_view *v, struct page *page, int row, int figures_row)
{
    static const char *const names[] = {"up to P10", "P10 to P50", "P50 to P80", "P80 to P90",
                                        "P90 to P95"};
    page_heading(page, row++, "Bands of the chart");
    int at = year_table(v, page, row, "bands", "Band", SHARES);
    for (int p = 0; p < SHARES; p++, at++) {
        const money *high = figures(v, 0, 0, p), *low = p ? figures(v, 0, 0, p - 1) : NULL;
        money *band = arena_alloc(v->arena, (size_t)view_years(v), sizeof *band);
        for (int y = 0; y < view_years(v); y++)
            band[y] = low ? money_sub(high[y], low[y]) : high[y];
        if (p)
            difference_row(v, page, at, names[p], band, figures_row + p, figures_row + p - 1);
        else
            year_row(v, page, at, 0, names[p], band);
    }
    return at + 1;
}

static void chart_fan(const struct whatif_view *v, struct page *page, int row, int bands, int plan)
{
    static const enum tone tones[SHARES] = {TONE_NEXT, TONE_INTERVAL, TONE_USUAL, TONE_SELDOM,
                                            TONE_RARE};
    static const char *const names[] = {"foot", "P10 to P50", "P50 to P80", "P80 to P90",
                                        "P90 to P95"};
    struct chart_series series[SHARES + 1];
    int years = view_years(v);
    const char *labels = address_range_on(v->arena, "Fan chart", plan - 1, 1, plan - 1, years);
    for (int p = 0; p < SHARES; p++)
        series[p] = (struct chart_series){
            .name = names[p],
            .categories = labels,
            .tone = tones[p],
            .invisible = p == 0,
            .values = address_range_on(v->arena, "Fan chart", bands + p, 1, bands + p, years)};
    series[SHARES] = (struct chart_series){
        .name = "as planned",
        .categories = labels,
        .line = true,
        .values = address_range_on(v->arena, "Fan chart", plan, 1, plan, years)};
    page_chart(page, row, 0, &(struct chart){
        .kind = CHART_AREA_STACKED, .title = "What the years may cost", .series = series,
        .series_count = SHARES + 1, .width = 810, .height = FAN_HIGH,
        .description = "Bands between percentiles of the simulated yearly cost; the plan as a line."});
}

static int put_by_category(const struct whatif_view *v, struct page *page, int row)
{
    const int shown[] = {0, 1, 2, 3, 4};
    const struct uncertainty *u = &v->w->uncertain[0];
    page_heading(page, row++, "By plan category");
    int at = year_table(v, page, row, "spread_categories", "Plan category",
                        (u->rows - 1) * (SHARES + 1));
    for (size_t c = 1; c < u->rows; c++) {
        const char *name = plan_category_name((unsigned)c);
        year_row(v, page, at++, LOOK_BAND, say(v, "%s, mean", name), figures(v, 0, c, -1));
        for (int p = 0; p < SHARES; p++)
            year_row(v, page, at++, 0, say(v, "%s, %s", name, share_names[shown[p]]),
                     figures(v, 0, c, shown[p]));
    }
    return at + 1;
}

static int put_by_scenario(const struct whatif_view *v, struct page *page, int row)
{
    const struct scenarios *s = v->w->scenarios;
    page_heading(page, row++, "By scenario: mean, P90 (90 of 100 futures cost less), chance to stay under the ceiling");
    int at = year_table(v, page, row, "spread_scenarios", "Scenario", 3 * s->count);
    for (size_t k = 0; k < s->count; k++) {
        const struct uncertainty *u = &v->w->uncertain[k];
        if (!u->possible)
            continue;
        year_row(v, page, at++, 0, say(v, "%s, mean", s->list[k].title), figures(v, k, 0, -1));
        year_row(v, page, at++, 0, say(v, "%s, P90", s->list[k].title), figures(v, k, 0, 3));
        page_text(page, at, 0, LOOK_TEXT, say(v, "%s, under ceiling", s->list[k].title));
        for (int y = 0; y < view_years(v); y++)
            if (money_given(u->spread[y].ceiling))
                page_number(page, at, y + 1, LOOK_PERCENT, u->spread[y].within.chance);
        at++;
    }
    return at + 1;
}

static void fill_fan(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = page_sentence(v, page, SHEET_HEADER, 0,
                            say(v,
                                "%zu possible futures: each unit lives by its Weibull life given "
                                "the age it has reached, prices, inflation, exchange rates and "
                                "bills move together where they are one thing. Units may fail "
                                "before their date, so the mean lies above the plan. Rests on "
                                "default Weibull values where the post has given none.",
                                v->w->uncertain[0].draws));
    int plan = row + 3;
    row = put_spread(v, page, row + 1);
    int bands = row + page_chart_rows(FAN_HIGH);
    chart_fan(v, page, row, bands + 2, plan);
    row = put_bands(v, page, bands, plan + 2);
    row = put_by_scenario(v, page, row);
    put_by_category(v, page, row);
}

const struct sheet sheet_whatif_fan = {
    .setup = {.name = "Fan chart", .portrait = true},
    .answers = "How sure is the total of each year?",
    .wanted = simulated,
    .fill = fill_fan,
};

/* ---- Tornado -------------------------------------------------------------------------------------------- */

enum { DRIVER, LOW, HIGH, SWING, BELOW, ABOVE, TORNADO_COLUMNS };

static int put_tornado(const struct whatif_view *v, struct page *page, int row, size_t k)
{
    static const struct heading headings[TORNADO_COLUMNS] = {
        {"Driver", 46}, {"Low (P10)", 14}, {"High (P90)", 14}, {"Swing", 14}, {"Below the middle", 16},
        {"Above the middle", 16}};
    const struct uncertainty *u = &v->w->uncertain[k];
    size_t by = (size_t)(v->w->plan->budget_year - v->w->plan->first_year);
    money middle = u->spread[by].at[1].value;
    int at =
        sheet_table(page, say(v, "tornado_%zu", k), row, headings, TORNADO_COLUMNS, DRIVERS, false);
    for (int d = 0; d < DRIVERS; d++, at++) {
        const struct simulate_swing *s = &u->tornado[d];
        money center = {(s->low.cents + s->high.cents) / 2};
        middle = k || d ? middle : center;
        page_text(page, at, DRIVER, LOOK_TEXT, driver_name((unsigned)s->driver));
        page_money(page, at, LOW, LOOK_DOLLARS, s->low);
        page_money(page, at, HIGH, LOOK_DOLLARS, s->high);
        page_formula_money(page, at, SWING, LOOK_DOLLARS, money_sub(s->high, s->low),
                           say(v, "ROUND(%s-%s,2)", address_here(v->arena, at, HIGH),
                               address_here(v->arena, at, LOW)));
        page_money(page, at, BELOW, LOOK_DOLLARS, money_sub(s->low, center));
        page_money(page, at, ABOVE, LOOK_DOLLARS, money_sub(s->high, center));
    }
    return at + 1;
}

static int chart_tornado(const struct whatif_view *v, struct page *page, int row, int first)
{
    int last = first + DRIVERS - 1;
    const char *labels = address_range_on(v->arena, "Tornado", first, DRIVER, last, DRIVER);
    const struct chart_series series[] = {
        {.name = "down to the low end (P10)",
         .categories = labels,
         .tone = TONE_LESS,
         .values = address_range_on(v->arena, "Tornado", first, BELOW, last, BELOW)},
        {.name = "up to the high end (P90)",
         .categories = labels,
         .tone = TONE_MORE,
         .values = address_range_on(v->arena, "Tornado", first, ABOVE, last, ABOVE)}};
    return page_chart(
        page, row, 0,
        &(struct chart){
            .kind = CHART_BAR,
            .series = series,
            .series_count = 2,
            .width = 1000,
            .height = 320,
            .title = say(v, "What moves the total of FY%d", v->w->plan->budget_year),
            .description =
                "One bar a driver, widest first: how far it takes the year's total by itself."});
}

static void fill_tornado(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = page_sentence(v, page, SHEET_HEADER, 0,
                            say(v,
                                "Each driver by itself, the others as expected: between these "
                                "amounts lies the total of FY%d in 80 of 100 futures.",
                                v->w->plan->budget_year));
    page_heading(page, row + 1, v->w->scenarios->list[0].title);
    int first = row + 3;
    row = put_tornado(v, page, row + 2, 0);
    row = chart_tornado(v, page, row, first);
    for (size_t k = 1; k < v->w->scenarios->count; k++) {
        if (!v->w->uncertain[k].possible)
            continue;
        page_heading(page, row, v->w->scenarios->list[k].title);
        row = put_tornado(v, page, row + 1, k);
    }
}

const struct sheet sheet_whatif_tornado = {
    .setup = {.name = "Tornado"},
    .answers = "Which uncertainty matters most for the budget year?",
    .wanted = simulated,
    .fill = fill_tornado,
};

/* ---- Best age ------------------------------------------------------------------------------------------- */

static bool has_best(const void *subject)
{
    const struct whatif_view *v = subject;
    return v->w->best_count > 0;
}

enum { CATEGORY, UNITS, PRICE, TODAY, TODAY_COST, BEST, BEST_COST, YEARLY, FLAT_FROM, FLAT_TO, REMARK,
       AGE_COLUMNS };

static const char *remark(const struct best_age *b)
{
    if (b->result.open_ended)
        return b->assumed ? "no cheapest age in sight: support must decide; default life"
                          : "no cheapest age in sight: support must decide";
    return b->assumed ? "default life" : "the post's own life";
}

static const char *label_of(const struct whatif_view *v, const struct best_age *b)
{
    return post_string(v->w->plan->post, v->w->plan->catalog->categories[b->category].label);
}

static int put_ages(const struct whatif_view *v, struct page *page, int row)
{
    static const struct heading headings[AGE_COLUMNS] = {
        {"Category", 28}, {"Units", 7}, {"Price of one", 11}, {"Cycle today, months", 9},
        {"A year, today", 11}, {"Cheapest age, months", 10}, {"A year, cheapest", 11},
        {"Difference a year, all units", 12}, {"Within 2 % from", 9}, {"Within 2 % to", 9},
        {"Remark", 42}};
    int at = sheet_table(page, "best_age", row, headings, AGE_COLUMNS, v->w->best_count, false);
    for (size_t k = 0; k < v->w->best_count; k++, at++) {
        const struct best_age *b = &v->w->best[k];
        page_text(page, at, CATEGORY, LOOK_TEXT, label_of(v, b));
        page_number(page, at, UNITS, LOOK_COUNT, (double)b->units);
        page_money(page, at, PRICE, LOOK_DOLLARS, b->price);
        page_number(page, at, TODAY, LOOK_COUNT, b->cycle);
        page_money(page, at, TODAY_COST, LOOK_MONEY, b->result.today.cost);
        page_number(page, at, BEST, LOOK_COUNT, b->points[b->result.best].months);
        page_money(page, at, BEST_COST, LOOK_MONEY, b->points[b->result.best].cost);
        page_money(page, at, YEARLY, LOOK_DOLLARS, b->yearly);
        page_number(page, at, FLAT_FROM, LOOK_COUNT, b->points[b->result.flat_first].months);
        page_number(page, at, FLAT_TO, LOOK_COUNT, b->points[b->result.flat_last].months);
        page_text(page, at, REMARK, LOOK_TEXT, remark(b));
    }
    return at + 1;
}

/* The categories whose curves are drawn: those with most money in them. */
static size_t dearest(const struct whatif_view *v, const struct best_age *out[], size_t most)
{
    size_t n = 0;
    for (size_t k = 0; k < v->w->best_count; k++) {
        const struct best_age *b = &v->w->best[k];
        size_t at = n < most ? n++ : most;
        double worth = money_dollars(b->price) * (double)b->units;
        for (; at && money_dollars(out[at - 1]->price) * (double)out[at - 1]->units < worth; at--)
            if (at < most)
                out[at] = out[at - 1];
        if (at < most)
            out[at] = b;
    }
    return n;
}

/* Cost relative to the cheapest age, so that a laptop and a telephone core share one picture. */
static void put_curves(const struct whatif_view *v, struct page *page, int row, int chart_row)
{
    enum { MOST = 6 };
    const struct best_age *shown[MOST];
    struct chart_series series[MOST];
    const char *titles[MOST + 1] = {"Age, months"};
    size_t n = dearest(v, shown, MOST), points = n ? shown[0]->result.count : 0;
    for (size_t k = 0; k < n; k++)
        titles[k + 1] = say(v, "%s (%zu)", label_of(v, shown[k]), k + 1);
    page_table(page, "best_age_curves", row, 0, row + (int)points, (int)n, titles, false);
    for (size_t i = 0; i < points; i++) {
        page_number(page, row + 1 + (int)i, 0, LOOK_COUNT, shown[0]->points[i].months);
        for (size_t k = 0; k < n; k++) {
            double best = money_dollars(shown[k]->points[shown[k]->result.best].cost);
            page_number(page, row + 1 + (int)i, (int)k + 1, LOOK_PERCENT,
                        best > 0 ? money_dollars(shown[k]->points[i].cost) / best : 0);
        }
    }
    for (size_t k = 0; k < n; k++)
        series[k] = (struct chart_series){
            .name = label_of(v, shown[k]),
            .categories = address_range_on(v->arena, "Best age", row + 1, 0, row + (int)points, 0),
            .values = address_range_on(v->arena, "Best age", row + 1, (int)k + 1, row + (int)points,
                                       (int)k + 1)};
    page_chart(page, chart_row, 0, &(struct chart){
        .kind = CHART_LINE, .series = series, .series_count = n, .width = 1000, .height = FAN_HIGH,
        .title = "Cost a year by age at replacement, against the cheapest age", .number_format = "0%",
        .x_title = "age at replacement, months", .letters = 3,
        .description = "One curve a category: the yearly cost as a share of that at the cheapest age."});
}

static void fill_best_age(struct page *page, const void *subject)
{
    const struct whatif_view *v = subject;
    int row = page_sentence(v, page, SHEET_HEADER, 0,
                            "The level yearly cost of owning one unit for ever, by the age at which it "
                            "is replaced: price, repairs and failures. Where the curve is flat, age "
                            "costs little and support dates should decide. The lives are defaults "
                            "unless the post has given its own: enter failures.csv or "
                            "weibull columns before a cycle is changed on this ground.");
    row = put_ages(v, page, row + 1);
    int curves = row + page_chart_rows(FAN_HIGH);
    page_heading(page, curves, "Curves: cost a year as a share of that at the cheapest age");
    put_curves(v, page, curves + 1, row);
}

const struct sheet sheet_whatif_best_age = {
    .setup = {.name = "Best age"},
    .answers = "At which age is replacing cheapest, and what does today's cycle cost instead?",
    .wanted = has_best,
    .fill = fill_best_age,
};
