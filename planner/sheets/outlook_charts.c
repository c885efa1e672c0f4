/* Charts: history, forecast and interval of each series, and the sheet of figures behind them. */
#include "planner/outlook_book.h"

#include <math.h>

static const char *column_of(const struct outlook_book *b, int first, int count, int column)
{
    return address_range_on(b->arena, SHEET_CHART_DATA, first, column, first + count - 1, column);
}

static void put_chart(const struct outlook_book *b, struct page *page, size_t i, size_t place)
{
    const struct outlook *outlook = b->outlook;
    const struct outlook_series *s = &outlook->series[i];
    int first, count;
    chart_rows(outlook, i, &first, &count);
    const char *name = post_string(outlook->post, s->id);
    const char *periods = column_of(b, first, count, DATA_PERIOD);
    const struct chart_series series[] = {
        {.name = "lower bound", .categories = periods, .invisible = true,
         .values = column_of(b, first, count, DATA_LOWER)},
        {.name = arena_format(b->arena, "%g %% interval", outlook->level * 100),
         .categories = periods, .tone = TONE_INTERVAL,
         .values = column_of(b, first, count, DATA_BAND)},
        {.name = "history", .categories = periods, .tone = TONE_KNOWN, .line = true,
         .values = column_of(b, first, count, DATA_VALUE)},
        {.name = "forecast", .categories = periods, .tone = TONE_FORECAST, .line = true,
         .values = column_of(b, first, count, DATA_MEAN)}};
    struct chart chart = {
        .kind = CHART_AREA_STACKED, .title = name, .series = series, .series_count = 4,
        .width = CHART_WIDE, .height = CHART_HIGH, .number_format = figure_format(s),
        .description = arena_format(b->arena, "%s: history, and the forecast with the band that "
                                    "holds %g of 100 times.", name, outlook->level * 100)};
    sheet_chart(page, place, &chart);
}

static void fill(struct page *page, const void *subject)
{
    const struct outlook_book *b = subject;
    size_t place = 0;
    if (b->outlook->made > CHARTS_MOST)
        page_text(page, 2, 0, LOOK_NOTE,
                  arena_format(b->arena, "The first %d of %zu series.", CHARTS_MOST,
                               b->outlook->made));
    for (size_t i = 0; i < b->outlook->count && place < CHARTS_MOST; i++)
        if (b->outlook->series[i].made)
            put_chart(b, page, i, place++);
}

static bool wanted(const void *subject)
{
    return ((const struct outlook_book *)subject)->outlook->made > 0;
}

const struct sheet sheet_outlook_charts = {
    .setup = {.name = "Charts"},
    .answers = "How does each forecast follow from its history?",
    .wanted = wanted,
    .fill = fill,
};

/* ---- figures --------------------------------------------------------------------------------- */

static void put_point(const struct outlook_book *b, struct page *page, int row,
                      const struct outlook_series *s, int64_t at)
{
    char when[FORM_TEXT];
    page_text(page, row, DATA_SERIES, LOOK_TEXT, post_string(b->outlook->post, s->id));
    page_text(page, row, DATA_PERIOD, LOOK_TEXT, period_text(s->form, at, when));
}

/* The band has a foot below the history too, of no height, so that it opens where that ends. */
static void put_band(struct page *page, int row, unsigned look, double lower, double upper)
{
    page_number(page, row, DATA_LOWER, look, lower);
    page_number(page, row, DATA_BAND, look, upper - lower);
}

static int put_history(const struct outlook_book *b, struct page *page,
                       const struct outlook_series *s, int row)
{
    const struct forecast *f = &s->forecast;
    unsigned look = figure_look(s);
    double foot = NAN;
    for (size_t i = s->length - chart_history(s); i < s->length; i++, row++) {
        bool ahead = i + f->before >= s->length;
        size_t h = ahead ? i + f->before - s->length : 0;
        foot = isnan(s->value[i]) ? foot : s->value[i];
        put_point(b, page, row, s, s->first + (int64_t)i);
        if (!isnan(s->value[i]))
            page_number(page, row, DATA_VALUE, look, s->value[i]);
        if (ahead)
            page_number(page, row, DATA_MEAN, look, f->mean[h]);
        else if (i + f->before + 1 == s->length && !isnan(foot))
            page_number(page, row, DATA_MEAN, look, foot); /* where the forecast sets out */
        if (ahead)
            put_band(page, row, look, f->lower[h], f->upper[h]);
        else
            put_band(page, row, look, isnan(foot) ? f->mean[0] : foot, isnan(foot) ? f->mean[0] : foot);
    }
    return row;
}

static int put_forecast(const struct outlook_book *b, struct page *page,
                        const struct outlook_series *s, int row)
{
    const struct forecast *f = &s->forecast;
    unsigned look = figure_look(s);
    for (size_t h = f->before; h < f->horizon; h++, row++) {
        put_point(b, page, row, s, s->first + (int64_t)(s->length + h - f->before));
        page_number(page, row, DATA_MEAN, look, f->mean[h]);
        put_band(page, row, look, f->lower[h], f->upper[h]);
    }
    return row;
}

static void fill_data(struct page *page, const void *subject)
{
    static const struct heading headings[DATA_COLUMNS] = {
        {"Series", 26}, {"Period", 11}, {"Value", 15}, {"Forecast", 15}, {"Lower", 15},
        {"Upper less lower", 15}};
    const struct outlook_book *b = subject;
    int first, count;
    size_t rows = 0;
    for (size_t i = 0; i < b->outlook->count; i++)
        if (chart_rows(b->outlook, i, &first, &count))
            rows = (size_t)(first + count - SHEET_HEADER - 1);
    sheet_table(page, "ChartData", SHEET_HEADER, headings, DATA_COLUMNS, rows, false);
    for (size_t i = 0; i < b->outlook->count; i++)
        if (chart_rows(b->outlook, i, &first, &count)) {
            int row = put_history(b, page, &b->outlook->series[i], first);
            put_forecast(b, page, &b->outlook->series[i], row);
        }
}

const struct sheet sheet_outlook_chart_data = {
    .setup = {.name = SHEET_CHART_DATA, .freeze_rows = SHEET_HEADER + 1, .portrait = true, .compact = true, .workings = true},
    .answers = "The figures that the charts are drawn from.",
    .wanted = wanted,
    .fill = fill_data,
};
