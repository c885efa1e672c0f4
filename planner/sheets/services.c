/* Services: each recurring cost by year, with its interval and one sentence on what it rests on;
 * forecasts are of this run, only the exchange rates are live. */
#include "planner/plan_book.h"

#include <math.h>
#include <stdlib.h>

enum { LINE, NAME, VENDOR, CATEGORY, FUNDING, CURRENCY, GROWTH, CLASS_RATE, LOCAL };

static int dollars(const struct plan_book *b, int y)
{
    return LOCAL + b->years + y;
}

int service_year_column(const struct plan_book *b)
{
    return dollars(b, 0);
}

static void put_years(const struct plan_book *b, struct page *page, const struct service *s, int row)
{
    for (int y = 0; y < b->years; y++) {
        int year = b->plan->first_year + y;
        const char *local = here(b, row, LOCAL + y);
        page_money(page, row, LOCAL + y, LOOK_MONEY | LOOK_INPUT, s->local[y]);
        page_formula_money(page, row, dollars(b, y), LOOK_MONEY, s->amount[y],
                           in_dollars(b, say(b, "ROUND(%s*100,0)", local), s->currency, year));
        page_money(page, row, dollars(b, b->years + 2 * y), LOOK_MONEY | LOOK_MUTED, s->low[y]);
        page_money(page, row, dollars(b, b->years + 2 * y + 1), LOOK_MONEY | LOOK_MUTED, s->high[y]);
    }
}

static void put_service(const struct plan_book *b, struct page *page, const struct service *s, int row)
{
    const struct plan *plan = b->plan;
    const struct service_rows *t = &plan->post->services;
    sheet_wrap(page, row, s->sentence, 80);
    page_text(page, row, LINE, LOOK_TEXT, s->gross != NOWHERE ? gross_id(b, s->gross) : "");
    page_text(page, row, NAME, LOOK_TEXT, post_string(plan->post, s->name));
    page_text(page, row, VENDOR, LOOK_TEXT, post_string(plan->post, t->vendor[s->first_row]));
    page_text(page, row, CATEGORY, LOOK_TEXT,
              plan_category_name(t->plan_category[s->first_row] ? t->plan_category[s->first_row]
                                                                : PLAN_TELECOMMUNICATIONS));
    page_text(page, row, FUNDING, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[s->funding].name));
    page_text(page, row, CURRENCY, LOOK_TEXT,
              post_string(plan->post, plan->catalog->currencies[s->currency].name));
    if (isfinite(s->growth_pct))
        page_number(page, row, GROWTH, LOOK_RATE, round(s->growth_pct * 10) / 10);
    page_number(page, row, CLASS_RATE, LOOK_RATE,
                rate_in(&plan->catalog->classes[s->class_index].path, plan->budget_year));
    put_years(b, page, s, row);
    page_text(page, row, dollars(b, 3 * b->years), LOOK_WRAP, s->sentence);
}

/* The dearest in the current year first; equal ones in the order of the file. */
static int by_size(const void *left, const void *right)
{
    const struct service *a = *(const struct service *const *)left;
    const struct service *b = *(const struct service *const *)right;
    int order = money_compare(b->amount[0], a->amount[0]);
    return order ? order : (a->first_row > b->first_row) - (a->first_row < b->first_row);
}

size_t largest_services(const struct plan_book *b, size_t most, bool forecast_only,
                        const struct service **out)
{
    const struct plan *plan = b->plan;
    const struct service **all = arena_alloc(b->arena, plan->service_count + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].amount && (plan->services[i].forecast_made || !forecast_only))
            all[n++] = &plan->services[i];
    qsort(all, n, sizeof *all, by_size);
    n = n < most ? n : most;
    for (size_t i = 0; i < n; i++)
        out[i] = all[i];
    return n;
}

static void put_stack(const struct plan_book *b, struct page *page, int first, int at)
{
    enum { STACK = 10 };
    const struct service *largest[STACK];
    struct chart_series series[STACK];
    size_t n = largest_services(b, STACK, false, largest);
    for (size_t i = 0; i < n; i++) {
        int row = first + (int)(largest[i] - b->plan->services);
        series[i] = (struct chart_series){
            .name_cell = ref(b, SHEET_SERVICES, row, NAME),
            .categories = ref_range(b, SHEET_SERVICES, SHEET_HEADER, LOCAL, SHEET_HEADER,
                                    LOCAL + b->years - 1),
            .values = ref_range(b, SHEET_SERVICES, row, dollars(b, 0), row, dollars(b, b->years - 1))};
    }
    struct chart chart = {
        .kind = CHART_COLUMN_STACKED, .y_title = "Dollars", .series = series, .series_count = n,
        .title = b->plan->service_count > STACK ? "The ten largest services by fiscal year"
                                                : "Services by fiscal year",
        .width = 880, .height = 380,
        .description = "Stacked columns: the cost of each service in each fiscal year of the plan."};
    page_chart(page, at, VENDOR, &chart);
}

/* History and forecast of the largest services, two side by side; beside the frozen columns, which
 * stand on every printed page. */
static void put_fans(const struct plan_book *b, struct page *page, int at)
{
    const struct service *largest[SERVICE_CHARTS];
    size_t n = largest_services(b, SERVICE_CHARTS, true, largest);
    for (size_t i = 0; i < n; i++) {
        int first, count;
        service_chart_rows(b, i, &first, &count);
        const char *name = post_string(b->plan->post, largest[i]->name);
        const char *range[CHART_COLUMNS];
        for (int k = CHART_PERIOD; k < CHART_COLUMNS; k++)
            range[k] = ref_range(b, SHEET_SERVICE_CHARTS, first, k, first + count - 1, k);
        const struct chart_series series[] = {
            {.name = "lower bound", .categories = range[CHART_PERIOD], .invisible = true,
             .values = range[CHART_LOWER]},
            {.name = "95 % interval", .categories = range[CHART_PERIOD], .colour = 0xBDD7EE,
             .values = range[CHART_BAND]},
            {.name = "bills and commitments", .categories = range[CHART_PERIOD],
             .colour = 0x404040, .line = true, .values = range[CHART_KNOWN]},
            {.name = "forecast", .categories = range[CHART_PERIOD], .colour = 0x1F6FB2,
             .line = true, .values = range[CHART_MEAN]}};
        struct chart chart = {
            .kind = CHART_AREA_STACKED, .series = series, .series_count = 4, .width = 420,
            .height = 300, .number_format = "#,##0",
            .title = say(b, "%s, %s a %s", name,
                         post_string(b->plan->post,
                                     b->plan->catalog->currencies[largest[i]->currency].name),
                         largest[i]->season == 12  ? "month"
                         : largest[i]->season == 4 ? "quarter"
                                                   : "year"),
            .description = say(b, "%s: bills and commitments, then the forecast with the band that "
                               "holds 95 of 100 times.", name)};
        page_chart(page, at + (int)(i / 2) * 16, i % 2 ? GROWTH : VENDOR, &chart);
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct heading headings[LOCAL + 256] = {
        {"Line", 7}, {"Service", 30}, {"Vendor", 18}, {"Plan category", 22}, {"Funding source", 15},
        {"Currency", 9}, {"Growth %/year", 9}, {"Class rate %", 9}};
    for (int y = 0; y < b->years; y++) {
        int year = plan->first_year + y;
        headings[LOCAL + y] = (struct heading){say(b, "FY%d", year), 13};
        headings[dollars(b, y)] = (struct heading){say(b, "FY%d dollars", year), 13};
        headings[dollars(b, b->years + 2 * y)] = (struct heading){say(b, "FY%d low", year), 12};
        headings[dollars(b, b->years + 2 * y + 1)] = (struct heading){say(b, "FY%d high", year), 12};
    }
    headings[dollars(b, 3 * b->years)] = (struct heading){"What it rests on", 80};
    int row = sheet_table(page, "Services", SHEET_HEADER, headings,
                          (size_t)dollars(b, 3 * b->years) + 1, plan->service_count, false);
    int first = row;
    for (size_t s = 0; s < plan->service_count; s++, row++)
        if (plan->services[s].amount)
            put_service(b, page, &plan->services[s], row);
    if (plan->service_count) {
        const int space = 2, high = 20;
        put_stack(b, page, first, row + space);
        put_fans(b, page, row + space + high);
    }
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->service_count > 0;
}

const struct sheet sheet_services = {
    .setup = {.name = SHEET_SERVICES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "What will circuits, mobile, maintenance and supplies cost, and how sure is that? "
               "Forecasts are of this run; low and high hold 95 of 100 times.",
    .wanted = wanted,
    .fill = fill,
};
