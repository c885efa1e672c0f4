/* Unit cost over the years: cost, modified counts, and one divided by the other. */
#include "planner/icass_book.h"

#include <math.h>

static size_t years_of(const struct icass_book *b)
{
    return b->icass->now + 1; /* up to the report's year */
}

static int64_t count_of(const struct icass_book *b, size_t year, size_t center)
{
    const struct icass *icass = b->icass;
    int64_t sum = 0;
    for (size_t a = 0; a < icass->agency_count; a++)
        sum += icass->years[year].count[center * icass->agency_count + a];
    return sum;
}

static void put_section_head(const struct icass_book *b, struct page *page, int row,
                             const char *title)
{
    page_text(page, row, 0, LOOK_HEADER, title);
    page_text(page, row, 1, LOOK_HEADER, "Name");
    for (size_t y = 0; y < years_of(b); y++)
        page_text(page, row, 2 + (int)y, LOOK_HEADER | LOOK_RIGHT,
                  say(b, "FY%d", b->icass->years[y].fiscal_year));
    page_text(page, row, 2 + (int)years_of(b), LOOK_HEADER | LOOK_RIGHT, "Change");
}

static void put_center(const struct icass_book *b, struct page *page, int row, size_t k)
{
    page_text(page, row, 0, LOOK_TEXT, center_code(b->icass, b->centers[k]));
    page_text(page, row, 1, LOOK_TEXT, b->icass->centers[b->centers[k]].name);
}

/* Change of the last year shown on the one before. */
static void put_change(const struct icass_book *b, struct page *page, int row, double last,
                       double before)
{
    int column = 2 + (int)years_of(b);
    if (years_of(b) < 2 || !(before > 0) || isnan(last)) {
        page_blank(page, row, column, LOOK_PERCENT);
        return;
    }
    const char *from = address_here(b->arena, row, column - 2),
               *to = address_here(b->arena, row, column - 1);
    page_formula_number(page, row, column, LOOK_PERCENT, last / before - 1,
                        say(b, "IF(%s=0,0,%s/%s-1)", from, to, from));
}

static double cost_of(const struct icass_book *b, size_t y, size_t k)
{
    money cost = b->icass->years[y].cost[b->centers[k]];
    return money_given(cost) ? money_dollars(cost) : NAN;
}

static double unit_of(const struct icass_book *b, size_t y, size_t k)
{
    int64_t count = count_of(b, y, b->centers[k]);
    return count ? cost_of(b, y, k) / ((double)count / 1000) : NAN;
}

static void put_costs(const struct icass_book *b, struct page *page, int row)
{
    size_t n = years_of(b);
    put_section_head(b, page, row++, "Cost");
    for (size_t k = 0; k < b->center_count; k++, row++) {
        put_center(b, page, row, k);
        for (size_t y = 0; y < n; y++)
            page_money(page, row, 2 + (int)y, LOOK_MONEY, b->icass->years[y].cost[b->centers[k]]);
        put_change(b, page, row, cost_of(b, n - 1, k), n > 1 ? cost_of(b, n - 2, k) : 0);
    }
}

static void put_counts(const struct icass_book *b, struct page *page, int row)
{
    size_t n = years_of(b);
    put_section_head(b, page, row++, "Modified counts");
    for (size_t k = 0; k < b->center_count; k++, row++) {
        put_center(b, page, row, k);
        for (size_t y = 0; y < n; y++)
            page_number(page, row, 2 + (int)y, LOOK_NUMBER,
                        (double)count_of(b, y, b->centers[k]) / 1000);
        put_change(b, page, row, (double)count_of(b, n - 1, b->centers[k]),
                   n > 1 ? (double)count_of(b, n - 2, b->centers[k]) : 0);
    }
}

static void put_units(const struct icass_book *b, struct page *page, int row, int costs, int counts)
{
    size_t n = years_of(b);
    put_section_head(b, page, row++, "Unit cost");
    for (size_t k = 0; k < b->center_count; k++, row++) {
        put_center(b, page, row, k);
        for (size_t y = 0; y < n; y++) {
            const char *count = address_here(b->arena, counts + 1 + (int)k, 2 + (int)y);
            double unit = unit_of(b, y, k);
            if (isnan(unit))
                page_blank(page, row, 2 + (int)y, LOOK_MONEY);
            else
                page_formula_number(page, row, 2 + (int)y, LOOK_MONEY, unit,
                                    say(b, "IF(%s=0,0,%s/%s)", count,
                                        address_here(b->arena, costs + 1 + (int)k, 2 + (int)y),
                                        count));
        }
        put_change(b, page, row, unit_of(b, n - 1, k), n > 1 ? unit_of(b, n - 2, k) : 0);
    }
}

static void put_chart(const struct icass_book *b, struct page *page, int costs, int row)
{
    enum { MOST = 8 };
    struct chart_series series[MOST];
    size_t n = b->center_count < MOST ? b->center_count : MOST;
    int last = 1 + (int)years_of(b);
    for (size_t k = 0; k < n; k++)
        series[k] = (struct chart_series){
            .name = center_code(b->icass, b->centers[k]),
            .categories = address_range_on(b->arena, "Unit cost", costs, 2, costs, last),
            .values = address_range_on(b->arena, "Unit cost", costs + 1 + (int)k, 2,
                                       costs + 1 + (int)k, last)};
    struct chart chart = {.kind = CHART_COLUMN_STACKED, .title = "Cost by center", .series = series,
                          .series_count = n, .width = 720, .height = 300,
                          .description = "What each cost center costs, year by year"};
    page_chart(page, row, 0, &chart);
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    int height = (int)b->center_count + 2, costs = SHEET_HEADER;
    put_warning(b, page);
    page_width(page, 0, 0, 18);
    page_width(page, 1, 1, 48);
    page_width(page, 2, 2 + (int)years_of(b), 15);
    put_costs(b, page, costs);
    put_counts(b, page, costs + height);
    put_units(b, page, costs + 2 * height, costs, costs + height);
    put_note(page, costs + 3 * height, 3 + (int)years_of(b), 120,
              "Cost over all modified counts, the ICASS row included. A unit cost compares years; "
              "charges never come from it.");
    put_chart(b, page, costs, costs + 3 * height + 2);
}

const struct sheet sheet_icass_unit_cost = {
    .setup = {.name = "Unit cost", .freeze_columns = 1, .pages_tall = 1},
    .answers = "What does one unit of each service cost, and how has that moved over the years?",
    .fill = fill,
};
