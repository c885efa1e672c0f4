/* The first sheet: what changed since last quarter, where the year stands, what the committee should
 * know. */
#include "planner/icass_book.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 8 };

static void put_figure(struct page *page, int row, int column, const char *label)
{
    page_block(page, row, column, row, column + 1, LOOK_NOTE | LOOK_BAND, label);
}

/* Whole dollars. */
static const char *short_text(const struct icass_book *b, money m)
{
    const char *all = dollars_text(b, (money){(m.cents + (m.cents < 0 ? -50 : 50)) / 100 * 100});
    return say(b, "%.*s", (int)strlen(all) - 3, all);
}

/* Dollars from Status of funds, where obligations.csv says anything of the year. */
static void put_progress(const struct icass_book *b, struct page *page, int row, int column,
                         money amount, int total_row, int total_column)
{
    if (b->icass->funds->unknown)
        page_text(page, row, column, LOOK_TEXT | LOOK_BIG | LOOK_BAND, "not known");
    else
        page_formula_money(page, row, column, LOOK_DOLLARS | LOOK_BIG | LOOK_BAND, amount,
                           address_on(b->arena, ICASS_FUNDS, total_row, total_column));
}

/* Four headline figures in a band: label above, figure below. */
static void put_headlines(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    const struct fund_line *t = &icass->funds->total;
    int total_row = SHEET_HEADER + 1;
    for (size_t i = 0; i < icass->funds->count; i++)
        if (icass->funds->lines[i].component != COMPONENT_OTHER)
            total_row = b->budget_row[i] + 1;
    money all = icass_total(icass, icass->years[icass->now].charges.total);
    put_figure(page, row, 0, say(b, "All invoices FY%d", icass->fiscal_year));
    put_figure(page, row, 2, "Target at post");
    put_figure(page, row, 4, "Obligated to date");
    put_figure(page, row, 6, "Projected year end");
    page_height(page, row + 1, 26);
    page_formula_money(page, row + 1, 0, LOOK_DOLLARS | LOOK_BIG | LOOK_BAND, all,
                       address_on(b->arena, ICASS_CHARGES, charges_row(icass->agency_count),
                                  charges_column(b->center_count) + CHARGES_TOTAL));
    page_formula_money(page, row + 1, 2, LOOK_DOLLARS | LOOK_BIG | LOOK_BAND, t->target,
                       address_on(b->arena, ICASS_FUNDS, total_row, FUNDS_TARGET));
    put_progress(b, page, row + 1, 4, t->obligated, total_row, FUNDS_OBLIGATED);
    put_progress(b, page, row + 1, 6, t->projected, total_row, FUNDS_PROJECTED);
    for (int k = 1; k < COLUMNS; k += 2)
        page_blank(page, row + 1, k, LOOK_TEXT | LOOK_BAND);
    page_block(page, row + 2, 0, row + 2, 1, LOOK_NOTE,
               say(b, "method %s", icass->method == REDISTRIBUTION_R2 ? "R2" : "R1"));
    page_block(page, row + 2, 2, row + 2, 3, LOOK_NOTE,
              icass->years[icass->now].final ? "final budget" : "initial budget");
    if (icass->funds->unknown)
        page_block(page, row + 2, 4, row + 2, 7, LOOK_NOTE,
                   say(b, "no obligations of FY%d in obligations.csv", icass->fiscal_year));
    else if (!isnan(t->pct_obligated))
        page_block(page, row + 2, 4, row + 2, 5, LOOK_NOTE,
                   isnan(t->pct_planned) ? say(b, "%.1f%% of the target", 100 * t->pct_obligated)
                                         : say(b, "%.1f%% of target; planned %.1f%%",
                                               100 * t->pct_obligated, 100 * t->pct_planned));
    if (money_given(t->lower) && money_given(t->upper))
        page_block(
            page, row + 2, 6, row + 2, 7, LOOK_NOTE,
            say(b, "95 %% interval: %s to %s", short_text(b, t->lower), short_text(b, t->upper)));
}

static int put_charts(const struct icass_book *b, struct page *page, int row)
{
    int first = charges_row(0), last = charges_row(b->icass->agency_count) - 1;
    int total = charges_column(b->center_count) + CHARGES_TOTAL;
    int quarter = b->quarters_row + 1;
    struct chart_series share = {
        .name = "Invoice",
        .categories = address_range_on(b->arena, ICASS_CHARGES, first, 0, last, 0),
        .values = address_range_on(b->arena, ICASS_CHARGES, first, total, last, total)};
    struct chart shares = {.kind = CHART_BAR, .title = "Invoice by agency", .series = &share,
                           .series_count = 1, .width = 378, .height = 260,
                           .description = "Each agency's ICASS invoice in dollars"};
    const char *quarters = address_range_on(b->arena, ICASS_FUNDS, quarter, 0, quarter + 3, 0);
    const struct chart_series pace[] = {
        {.name = "Obligated to date",
         .categories = quarters,
         .values = address_range_on(b->arena, ICASS_FUNDS, quarter, 7, quarter + 3, 7)},
        {.name = "Planned to date",
         .categories = quarters,
         .line = true,
         .values = address_range_on(b->arena, ICASS_FUNDS, quarter, 6, quarter + 3, 6)}};
    struct chart against = {.kind = CHART_COLUMN, .title = "Obligations against plan",
                            .series = pace, .series_count = 2, .width = 378, .height = 260,
                            .description = "Cumulative obligations by quarter beside the plan"};
    page_chart(page, row, 0, &shares);
    return page_chart(page, row, 4, &against);
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    int row = SHEET_HEADER;
    put_warning(b, page);
    page_width(page, 0, COLUMNS - 1, 13);
    page_text(page, row++, 0, LOOK_HEADING, "What changed since last quarter");
    put_bullets(b, page, &row, COLUMNS, 140, &b->icass->changed);
    put_headlines(b, page, row + 1);
    row = put_charts(b, page, row + 5);
    page_text(page, row++, 0, LOOK_HEADING, "Notes for the Budget Committee");
    put_bullets(b, page, &row, COLUMNS, 140, &b->icass->notes);
}

const struct sheet sheet_icass_report = {
    .setup = {.name = "Report", .portrait = true},
    .title = "Quarterly ICASS report, DT services",
    .answers = "What changed, where does the year stand, and what should the committee know?",
    .fill = fill,
};
