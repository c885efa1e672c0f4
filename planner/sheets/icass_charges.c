/* Block D: who pays what.  Live: counts and modifiers on Workload, the budget on Status of funds and
 * the method here may be changed; the charges follow to the cent. */
#include "planner/icass_book.h"

#include <math.h>

static const struct icass_year *now_of(const struct icass_book *b)
{
    return &b->icass->years[b->icass->now];
}

static int behind(const struct icass_book *b, int which)
{
    return charges_column(b->center_count) + which;
}

static int total_row(const struct icass_book *b)
{
    return charges_row(b->icass->agency_count);
}

static void put_method(const struct icass_book *b, struct page *page)
{
    page_text(page, SHEET_HEADER, 0, LOOK_TEXT, "Redistribution");
    page_text(page, SHEET_HEADER, 1, LOOK_TEXT | LOOK_INPUT,
              b->icass->method == REDISTRIBUTION_R2 ? "R2" : "R1");
    name_cell(b, page, SHEET_HEADER, 1, "redistribution", "", "");
    page_block(page, SHEET_HEADER, 2, SHEET_HEADER, behind(b, CHARGES_DIFFERENCE), LOOK_NOTE,
               redistribution_text(b->icass->method));
}

static void put_header(const struct icass_book *b, struct page *page)
{
    static const struct heading last[] = {
        {"Before", 12.3}, {"Redistribution", 13}, {"Invoice", 12.3}, {"Share", 8},
        {"As of the run", 12.3}, {"Moved since", 11}};
    int row = charges_row(0) - 1;
    page_width(page, 0, 0, 24);
    page_text(page, row, 0, LOOK_HEADER, "Agency");
    for (size_t k = 0; k < b->center_count; k++) {
        page_width(page, charges_column(k), charges_column(k), 12.3);
        page_text(page, row, charges_column(k), LOOK_HEADER | LOOK_RIGHT,
                  center_code(b->icass, b->centers[k]));
    }
    for (int w = 0; w < CHARGES_BEHIND; w++) {
        page_width(page, behind(b, w), behind(b, w), last[w].width);
        page_text(page, row, behind(b, w), LOOK_HEADER | LOOK_RIGHT, last[w].title);
    }
}

static void put_invoice(const struct icass_book *b, struct page *page, size_t a)
{
    const struct charges *charges = &now_of(b)->charges;
    const struct icass *icass = b->icass;
    int row = charges_row(a);
    const char *before = address_here(b->arena, row, behind(b, CHARGES_BEFORE));
    const char *passed = address_here(b->arena, row, behind(b, CHARGES_PASSED_ON));
    const char *total = address_here(b->arena, row, behind(b, CHARGES_TOTAL));
    unsigned muted = icass->agencies[a].icass ? LOOK_MUTED : 0;
    page_formula_money(page, row, behind(b, CHARGES_BEFORE), LOOK_MONEY | muted, charges->before[a],
                       say(b, "ROUND(SUM(%s),2)",
                           address_range(b->arena, row, 1, row, behind(b, CHARGES_BEFORE) - 1)));
    page_formula_money(
        page, row, behind(b, CHARGES_PASSED_ON), LOOK_MONEY | muted, charges->redistribution[a],
        icass->agencies[a].icass ? say(b, "-%s", before)
                                 : say(b, "%s/100",
                                       address_on(b->arena, ICASS_WORKINGS, WORK_FIRST + (int)a,
                                                  b->blocks[b->center_count].column + WORK_CENTS)));
    page_formula_money(page, row, behind(b, CHARGES_TOTAL), LOOK_MONEY | LOOK_BAND,
                       charges->total[a], say(b, "ROUND(%s+%s,2)", before, passed));
    name_cell(b, page, row, behind(b, CHARGES_TOTAL), "invoice", agency_title(icass, a), "");
    char all[ADDRESS_TEXT];
    cell_fixed(total_row(b), behind(b, CHARGES_TOTAL), all);
    money sum = icass_total(icass, charges->total);
    page_formula_number(page, row, behind(b, CHARGES_SHARE), LOOK_PERCENT | muted,
                        sum.cents ? (double)charges->total[a].cents / (double)sum.cents : 0,
                        say(b, "IF(%s=0,0,%s/%s)", all, total, all));
    page_money(page, row, behind(b, CHARGES_REPORTED), LOOK_MONEY | LOOK_MUTED, charges->total[a]);
    page_formula_money(
        page, row, behind(b, CHARGES_DIFFERENCE), LOOK_MONEY, MONEY_ZERO,
        say(b, "ROUND(%s-%s,2)", total, address_here(b->arena, row, behind(b, CHARGES_REPORTED))));
}

static void put_agency(const struct icass_book *b, struct page *page, size_t a)
{
    const struct icass *icass = b->icass;
    int row = charges_row(a);
    unsigned muted = icass->agencies[a].icass ? LOOK_MUTED : 0;
    page_text(page, row, 0, LOOK_TEXT | muted, agency_title(icass, a));
    for (size_t k = 0; k < b->center_count; k++)
        page_formula_money(page, row, charges_column(k), LOOK_MONEY | muted,
                           now_of(b)->charges.charge[b->centers[k] * icass->agency_count + a],
                           say(b, "%s/100",
                               address_on(b->arena, ICASS_WORKINGS, WORK_FIRST + (int)a,
                                          b->blocks[k].column + WORK_CENTS)));
    put_invoice(b, page, a);
}

static void put_sum(const struct icass_book *b, struct page *page, int column, money sum)
{
    page_formula_money(
        page, total_row(b), column, LOOK_MONEY | LOOK_TOTAL, sum,
        say(b, "ROUND(SUM(%s),2)",
            address_range(b->arena, charges_row(0), column, total_row(b) - 1, column)));
}

static money cost_or_zero(const struct icass_book *b, size_t k)
{
    money cost = now_of(b)->cost[b->centers[k]];
    return money_given(cost) ? cost : MONEY_ZERO;
}

static void put_totals(const struct icass_book *b, struct page *page)
{
    const struct charges *charges = &now_of(b)->charges;
    const struct icass *icass = b->icass;
    money all = icass_total(icass, charges->total);
    page_text(page, total_row(b), 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    for (size_t k = 0; k < b->center_count; k++)
        put_sum(b, page, charges_column(k), cost_or_zero(b, k));
    put_sum(b, page, behind(b, CHARGES_BEFORE), icass_total(icass, charges->before));
    put_sum(b, page, behind(b, CHARGES_PASSED_ON), icass_total(icass, charges->redistribution));
    put_sum(b, page, behind(b, CHARGES_TOTAL), all);
    page_formula_number(page, total_row(b), behind(b, CHARGES_SHARE), LOOK_PERCENT | LOOK_TOTAL,
                        all.cents ? 1 : 0,
                        say(b, "SUM(%s)",
                            address_range(b->arena, charges_row(0), behind(b, CHARGES_SHARE),
                                          total_row(b) - 1, behind(b, CHARGES_SHARE))));
    put_sum(b, page, behind(b, CHARGES_REPORTED), all);
    put_sum(b, page, behind(b, CHARGES_DIFFERENCE), MONEY_ZERO);
}

/* The center's rows on Status of funds stand together. */
static const char *cost_formula(const struct icass_book *b, size_t center)
{
    const struct funds *f = b->icass->funds;
    int first = -1, last = -1;
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].center == center && f->lines[i].component != COMPONENT_OTHER) {
            first = first < 0 ? b->budget_row[i] : first;
            last = b->budget_row[i];
        }
    return first < 0 ? "0"
                     : say(b, "ROUND(SUM(%s),2)",
                           address_range_on(b->arena, ICASS_FUNDS, first, FUNDS_TARGET, last,
                                            FUNDS_TARGET));
}

static double modified_total(const struct icass_book *b, size_t center)
{
    const struct icass *icass = b->icass;
    int64_t sum = 0;
    for (size_t a = 0; a < icass->agency_count; a++)
        if (icass->method != REDISTRIBUTION_R2 || !icass->agencies[a].icass)
            sum += now_of(b)->count[center * icass->agency_count + a];
    return (double)sum / 1000;
}

static void put_costs(const struct icass_book *b, struct page *page)
{
    int row = charges_cost_row(b);
    money all = MONEY_ZERO;
    page_text(page, row, 0, LOOK_TEXT, "Cost (target + Washington)");
    for (size_t k = 0; k < b->center_count; k++) {
        page_formula_money(page, row, charges_column(k), LOOK_MONEY, cost_or_zero(b, k),
                           cost_formula(b, b->centers[k]));
        all = money_add(all, cost_or_zero(b, k));
    }
    page_formula_money(
        page, row, behind(b, CHARGES_TOTAL), LOOK_MONEY, all,
        say(b, "ROUND(SUM(%s),2)",
            address_range(b->arena, row, 1, row, charges_column(b->center_count) - 1)));
}

static void put_unit_costs(const struct icass_book *b, struct page *page)
{
    int row = charges_cost_row(b) + 1;
    page_text(page, row, 0, LOOK_TEXT, "Unit cost, for display");
    for (size_t k = 0; k < b->center_count; k++) {
        double units = modified_total(b, b->centers[k]);
        const char *total = address_on(b->arena, ICASS_WORKINGS, WORK_TOTAL, b->blocks[k].column);
        page_formula_number(page, row, charges_column(k), LOOK_MONEY,
                            units > 0 ? money_dollars(cost_or_zero(b, k)) / units : 0,
                            say(b, "IF(%s=0,0,%s/(%s/1000))", total,
                                address_here(b->arena, row - 1, charges_column(k)), total));
    }
}

static void put_check(const struct icass_book *b, struct page *page)
{
    int row = charges_cost_row(b) + 2, costs = charges_cost_row(b);
    page_text(page, row, 0, LOOK_TEXT, "Total - cost");
    for (size_t k = 0; k <= b->center_count; k++) {
        int column = k < b->center_count ? charges_column(k) : behind(b, CHARGES_TOTAL);
        page_formula_money(page, row, column, LOOK_MONEY, MONEY_ZERO,
                           say(b, "ROUND(%s-%s,2)", address_here(b->arena, total_row(b), column),
                               address_here(b->arena, costs, column)));
    }
}

static void put_names(const struct icass_book *b, struct page *page)
{
    int row = charges_cost_row(b) + 4;
    for (size_t k = 0; k < b->center_count; k++, row++) {
        const struct icass_center *c = &b->icass->centers[b->centers[k]];
        page_text(page, row, 0, LOOK_NOTE, center_code(b->icass, b->centers[k]));
        page_block(page, row, 1, row, behind(b, CHARGES_DIFFERENCE), LOOK_NOTE,
                   say(b, "%s%s%s%s", c->name, c->factor[0] ? ": " : "", c->factor,
                       c->fixed ? " (not modifiable)" : ""));
    }
}

static void put_shares_chart(const struct icass_book *b, struct page *page)
{
    int first = charges_row(0), last = total_row(b) - 1;
    struct chart_series series = {
        .name = "Invoice",
        .categories = address_range_on(b->arena, ICASS_CHARGES, first, 0, last, 0),
        .values = address_range_on(b->arena, ICASS_CHARGES, first, behind(b, CHARGES_TOTAL), last,
                                   behind(b, CHARGES_TOTAL))};
    struct chart chart = {.kind = CHART_BAR, .title = "Invoice by agency", .series = &series,
                          .series_count = 1, .width = 760,
                          .height = 160 + 16 * (int)b->icass->agency_count,
                          .description = "Each agency's ICASS invoice in dollars"};
    page_chart(page, charges_cost_row(b) + 6 + (int)b->center_count, 0, &chart);
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    put_warning(b, page);
    put_method(b, page);
    put_header(b, page);
    for (size_t a = 0; a < b->icass->agency_count; a++)
        put_agency(b, page, a);
    put_totals(b, page);
    put_costs(b, page);
    put_unit_costs(b, page);
    put_check(b, page);
    page_condition(page, charges_cost_row(b) + 2, 1, charges_cost_row(b) + 2,
                   behind(b, CHARGES_TOTAL), CONDITION_NOT_ZERO);
    put_names(b, page);
    put_shares_chart(b, page);
}

const struct sheet sheet_icass_charges = {
    .setup = {.name = ICASS_CHARGES, .freeze_rows = SHEET_HEADER + 3, .freeze_columns = 1},
    .answers = "Who pays what? Change a count on Workload, a budget on Status of funds or the "
               "method here, and every charge follows to the cent.",
    .fill = fill,
};
