/* Service charts: the figures behind the charts of the largest services, in their own currency and
 * the periods in which they are billed. */
#include "planner/plan_book.h"

#include <math.h>

enum { YEARS_SHOWN = 5, LEAST_SHOWN = 12 };

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

void service_chart_rows(const struct plan_book *b, size_t place, int *first, int *count)
{
    const struct service *largest[SERVICE_CHARTS];
    largest_services(b, SERVICE_CHARTS, true, largest);
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

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[CHART_COLUMNS] = {
        {"Service", 30}, {"Period", 11}, {"Billed or committed", 14}, {"Forecast", 14},
        {"Low", 14}, {"High less low", 14}};
    const struct plan_book *b = subject;
    const struct service *largest[SERVICE_CHARTS];
    size_t n = largest_services(b, SERVICE_CHARTS, true, largest);
    int first, count;
    service_chart_rows(b, n - 1, &first, &count);
    int row = sheet_table(page, "ServiceCharts", SHEET_HEADER, headings, CHART_COLUMNS,
                          (size_t)(first + count - SHEET_HEADER - 1), false);
    for (size_t i = 0; i < n; i++)
        row = put_service(b, page, largest[i], row);
}

static bool wanted(const void *subject)
{
    const struct plan *plan = ((const struct plan_book *)subject)->plan;
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].forecast_made)
            return true;
    return false;
}

const struct sheet sheet_service_charts = {
    .setup = {.name = SHEET_SERVICE_CHARTS, .freeze_rows = SHEET_HEADER + 1, .workings = true},
    .answers = "The figures that the charts of the largest services are drawn from; of this run.",
    .wanted = wanted,
    .fill = fill,
};
