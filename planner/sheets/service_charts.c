/* Service charts: all services by year, and the largest with their history and forecast in their own
 * currency and the periods in which they are billed; and the sheet of figures behind them. */
#include "planner/plan_book.h"

#include <math.h>
#include <stdlib.h>

#include "planner/sort.h"

#define SHEET_FIGURES "Service chart data"

enum { YEARS_SHOWN = 5, LEAST_SHOWN = 12 };
enum { CHARTS = 6 }; /* of single services */
enum { CHART_SERVICE, CHART_PERIOD, CHART_KNOWN, CHART_MEAN, CHART_LOWER, CHART_BAND,
       CHART_COLUMNS };

/* The dearest in the current year first; equal ones in the order of the file. */
static int by_size(const void *left, const void *right)
{
    const struct service *a = *(const struct service *const *)left;
    const struct service *b = *(const struct service *const *)right;
    int order = money_compare(b->amount[0], a->amount[0]);
    return order ? order : (a->first_row > b->first_row) - (a->first_row < b->first_row);
}

static size_t largest_services(const struct plan_book *b, size_t most, bool forecast_only,
                               const struct service **out)
{
    const struct plan *plan = b->plan;
    const struct service **all = arena_alloc(b->arena, plan->service_count + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].amount && (plan->services[i].forecast_made || !forecast_only))
            all[n++] = &plan->services[i];
    sort(all, n, sizeof *all, by_size);
    n = n < most ? n : most;
    for (size_t i = 0; i < n; i++)
        out[i] = all[i];
    return n;
}

/* ---- figures --------------------------------------------------------------------------------- */

static size_t shown(const struct service *s)
{
    size_t most = (size_t)(YEARS_SHOWN * s->season);
    most = most < LEAST_SHOWN ? LEAST_SHOWN : most;
    return most < s->history_length ? most : s->history_length;
}

/* Periods up to the end of the plan; the forecast may reach further. */
static size_t ahead(const struct plan_book *b, const struct service *s)
{
    int months = date_month_number(fiscal_end(b->plan->first_year + b->years - 1)) + 1 -
                 s->history_end;
    size_t periods = months > 0 ? (size_t)(months * s->season / 12) : 0;
    size_t most = s->forecast.horizon - s->forecast.before;
    return periods < most ? periods : most;
}

/* Where the figures of the place-th largest forecast service stand. */
static void chart_rows(const struct plan_book *b, size_t place, int *first, int *count)
{
    const struct service *largest[CHARTS];
    largest_services(b, CHARTS, true, largest);
    *first = SHEET_HEADER + 1;
    *count = 0;
    for (size_t i = 0; i <= place; i++) {
        *first += *count;
        *count = (int)(shown(largest[i]) + ahead(b, largest[i]));
    }
}

static const char *period_label(const struct plan_book *b, const struct service *s, int month)
{
    char out[PERIOD_TEXT];
    period p = {month, (int16_t)(12 / s->season), 0};
    if (s->season == 1 && (month - 1) % 12 == 9) /* from October on: a fiscal year */
        p.fiscal = 1;
    if (s->season == 4 && (month - 1) % 3 != 0)
        p.months = 1;
    return say(b, "%s", period_plain(p, out));
}

static void put_band(struct page *page, int row, double mean, double lower, double upper)
{
    page_number(page, row, CHART_MEAN, LOOK_MONEY, mean);
    page_number(page, row, CHART_LOWER, LOOK_MONEY, lower);
    page_number(page, row, CHART_BAND, LOOK_MONEY, upper - lower);
}

/* Below the history the band has no height, so that it opens where that ends. */
static int put_service(const struct plan_book *b, struct page *page, const struct service *s, int row)
{
    int step = 12 / s->season;
    size_t from = s->history_length - shown(s);
    double foot = s->forecast.mean[0];
    for (size_t i = from; i < s->history_length + ahead(b, s); i++, row++) {
        int month = s->history_end + ((int)i - (int)s->history_length) * step;
        page_text(page, row, CHART_SERVICE, LOOK_TEXT, post_string(b->plan->post, s->name));
        page_text(page, row, CHART_PERIOD, LOOK_TEXT, period_label(b, s, month));
        if (i >= s->history_length) {
            size_t h = s->forecast.before + i - s->history_length;
            put_band(page, row, s->forecast.mean[h], s->forecast.lower[h], s->forecast.upper[h]);
            continue;
        }
        foot = isnan(s->history[i]) ? foot : s->history[i];
        if (!isnan(s->history[i]))
            page_number(page, row, CHART_KNOWN, LOOK_MONEY, s->history[i]);
        if (i + 1 == s->history_length)
            page_number(page, row, CHART_MEAN, LOOK_MONEY, foot);
        page_number(page, row, CHART_LOWER, LOOK_MONEY, foot);
        page_number(page, row, CHART_BAND, LOOK_MONEY, 0);
    }
    return row;
}

static void fill_figures(struct page *page, const void *subject)
{
    static const struct heading headings[CHART_COLUMNS] = {
        {"Service", 30}, {"Period", 11}, {"Billed or committed", 14}, {"Forecast", 14},
        {"Low", 14}, {"High less low", 14}};
    const struct plan_book *b = subject;
    const struct service *largest[CHARTS];
    size_t n = largest_services(b, CHARTS, true, largest);
    int first, count;
    chart_rows(b, n - 1, &first, &count);
    int row = sheet_table(page, "ServiceCharts", SHEET_HEADER, headings, CHART_COLUMNS,
                          (size_t)(first + count - SHEET_HEADER - 1), false);
    for (size_t i = 0; i < n; i++)
        row = put_service(b, page, largest[i], row);
}

static bool any_forecast(const void *subject)
{
    const struct plan *plan = ((const struct plan_book *)subject)->plan;
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].forecast_made)
            return true;
    return false;
}

const struct sheet sheet_service_chart_data = {
    .setup = {.name = SHEET_FIGURES, .freeze_rows = SHEET_HEADER + 1, .portrait = true, .compact = true, .workings = true},
    .answers = "The figures that the charts of the largest services are drawn from; of this run.",
    .wanted = any_forecast,
    .fill = fill_figures,
};

/* ---- charts ---------------------------------------------------------------------------------- */

static void put_stack(const struct plan_book *b, struct page *page)
{
    enum { STACK = 8 }; /* colours told apart */
    int local = service_year_column(b) - b->years, last = b->years - 1;
    const struct service *largest[STACK];
    struct chart_series series[STACK];
    size_t n = largest_services(b, STACK, false, largest);
    for (size_t i = 0; i < n; i++) {
        int row = SHEET_HEADER + 1 + (int)(largest[i] - b->plan->services);
        series[i] = (struct chart_series){
            .name_cell = ref(b, SHEET_SERVICES, row, service_name_column()),
            .categories = ref_range(b, SHEET_SERVICES, SHEET_HEADER, local, SHEET_HEADER,
                                    local + last),
            .values = ref_range(b, SHEET_SERVICES, row, local + b->years, row,
                                local + b->years + last)};
    }
    struct chart chart = {
        .kind = CHART_COLUMN_STACKED, .y_title = "Dollars", .series = series, .series_count = n,
        .title = b->plan->service_count > STACK ? "The eight largest services by fiscal year"
                                                : "Services by fiscal year",
        .width = CHART_ROW_WIDE, .height = CHART_HIGH,
        .description = "Stacked columns: the cost of each service in each fiscal year of the plan."};
    sheet_chart(page, 0, &chart);
}

/* History and forecast of the largest services, two side by side. */
static void put_fans(const struct plan_book *b, struct page *page)
{
    const struct service *largest[CHARTS];
    size_t n = largest_services(b, CHARTS, true, largest);
    for (size_t i = 0; i < n; i++) {
        int first, count;
        chart_rows(b, i, &first, &count);
        const char *name = post_string(b->plan->post, largest[i]->name);
        const char *range[CHART_COLUMNS];
        for (int k = CHART_PERIOD; k < CHART_COLUMNS; k++)
            range[k] = ref_range(b, SHEET_FIGURES, first, k, first + count - 1, k);
        const struct chart_series series[] = {
            {.name = "lower bound", .categories = range[CHART_PERIOD], .invisible = true,
             .values = range[CHART_LOWER]},
            {.name = "95 % interval", .categories = range[CHART_PERIOD], .tone = TONE_INTERVAL,
             .values = range[CHART_BAND]},
            {.name = "bills and commitments", .categories = range[CHART_PERIOD],
             .tone = TONE_KNOWN, .line = true, .values = range[CHART_KNOWN]},
            {.name = "forecast", .categories = range[CHART_PERIOD], .tone = TONE_FORECAST,
             .line = true, .values = range[CHART_MEAN]}};
        struct chart chart = {
            .kind = CHART_AREA_STACKED, .series = series, .series_count = 4, .width = CHART_WIDE,
            .height = CHART_HIGH, .number_format = "#,##0",
            .title = say(b, "%s, %s a %s", name,
                         post_string(b->plan->post,
                                     b->plan->catalog->currencies[largest[i]->currency].name),
                         largest[i]->season == 12  ? "month"
                         : largest[i]->season == 4 ? "quarter"
                                                   : "year"),
            .description = say(b, "%s: bills and commitments, then the forecast with the band that "
                               "holds 95 of 100 times.", name)};
        sheet_chart(page, i + 2, &chart); /* below the chart of all */
    }
}

static void fill(struct page *page, const void *subject)
{
    put_stack(subject, page);
    put_fans(subject, page);
}

static bool wanted(const void *subject)
{
    const struct service *largest[1];
    return largest_services(subject, 1, false, largest) > 0;
}

const struct sheet sheet_service_charts = {
    .setup = {.name = "Service charts"},
    .answers = "What do services come to, and how does each forecast follow from its bills?",
    .wanted = wanted,
    .fill = fill,
};
