/* Blocks A and B: status of funds by cost center and object class, and funds outside the year's
 * invoices.  Targets are the reader's to change; projections are as of the run. */
#include "planner/icass_book.h"

#include <math.h>

static void headings_of(const struct icass_book *b, struct heading out[FUNDS_COLUMNS])
{
    const struct funds *f = b->icass->funds;
    char day[DATE_TEXT];
    const char *through = date_long(f->through, day);
    const struct heading all[FUNDS_COLUMNS] = {{"Cost center", 8},
                                               {"Object class", 8},
                                               {"Component", 10},
                                               {"Judged", 21},
                                               {"Initial", 10.8},
                                               {"Target", 10.8},
                                               {say(b, "In Q%d", f->quarter), 10.3},
                                               {"Obligated", 10.8},
                                               {"Obligated %", 8},
                                               {say(b, "Planned %% by %s", through), 9},
                                               {"Projected year end", 10.8},
                                               {"From", 10.8},
                                               {"To", 10.8},
                                               {"Left or over", 10.8}};
    for (int k = 0; k < FUNDS_COLUMNS; k++)
        out[k] = all[k];
}

static void put_share(struct page *page, int row, int column, unsigned look, double share)
{
    if (isnan(share))
        page_blank(page, row, column, look);
    else
        page_number(page, row, column, look, share);
}

static void put_figures(const struct icass_book *b, struct page *page, int row,
                        const struct fund_line *l, unsigned look)
{
    const char *target = address_here(b->arena, row, FUNDS_TARGET);
    bool unknown = b->icass->funds->unknown;
    page_money(page, row, FUNDS_QUARTER, LOOK_MONEY | look, unknown ? MONEY_NONE : l->in_quarter);
    page_money(page, row, FUNDS_OBLIGATED, LOOK_MONEY | look, unknown ? MONEY_NONE : l->obligated);
    if (unknown || isnan(l->pct_obligated))
        page_blank(page, row, FUNDS_PCT, LOOK_PERCENT | look);
    else
        page_formula_number(page, row, FUNDS_PCT, LOOK_PERCENT | look, l->pct_obligated,
                            say(b, "IF(%s=0,0,%s/%s)", target,
                                address_here(b->arena, row, FUNDS_OBLIGATED), target));
    put_share(page, row, FUNDS_PLANNED, LOOK_PERCENT | look, l->pct_planned);
    page_money(page, row, FUNDS_PROJECTED, LOOK_MONEY | look, l->projected);
    page_money(page, row, FUNDS_LOWER, LOOK_MONEY | LOOK_MUTED | look, l->lower);
    page_money(page, row, FUNDS_UPPER, LOOK_MONEY | LOOK_MUTED | look, l->upper);
    if (money_given(l->variance))
        page_formula_money(
            page, row, FUNDS_VARIANCE, LOOK_MONEY | look, l->variance,
            say(b, "ROUND(%s-%s,2)", target, address_here(b->arena, row, FUNDS_PROJECTED)));
    else
        page_blank(page, row, FUNDS_VARIANCE, LOOK_MONEY | look);
    page_text(page, row, FUNDS_VERDICT, LOOK_TEXT | look, l->verdict);
}

static void put_line(const struct icass_book *b, struct page *page, size_t i)
{
    const struct fund_line *l = &b->icass->funds->lines[i];
    const struct post *post = b->icass->plan->post;
    int row = b->budget_row[i];
    page_text(page, row, FUNDS_CENTER, LOOK_TEXT, center_code(b->icass, l->center));
    page_text(page, row, FUNDS_CLASS, LOOK_TEXT, post_string(post, l->object_class));
    page_text(page, row, FUNDS_COMPONENT, LOOK_TEXT, component_name(l->component));
    page_money(page, row, FUNDS_INITIAL, LOOK_MONEY | LOOK_MUTED, l->initial);
    page_money(page, row, FUNDS_TARGET, LOOK_MONEY | LOOK_INPUT, l->target);
    name_cell(b, page, row, FUNDS_TARGET, component_name(l->component),
              center_code(b->icass, l->center), post_string(post, l->object_class));
    put_figures(b, page, row, l, 0);
}

/* Sums of one component over the table. */
static void put_sum(const struct icass_book *b, struct page *page, int row, int column, int last,
                    money sum)
{
    page_formula_money(
        page, row, column, LOOK_MONEY | LOOK_TOTAL, sum,
        say(b, "ROUND(SUMIFS(%s,%s,\"target\"),2)",
            address_range(b->arena, SHEET_HEADER + 1, column, last, column),
            address_range(b->arena, SHEET_HEADER + 1, FUNDS_COMPONENT, last, FUNDS_COMPONENT)));
}

static void put_total(const struct icass_book *b, struct page *page, int row)
{
    const struct fund_line *t = &b->icass->funds->total;
    const char *target = address_here(b->arena, row, FUNDS_TARGET);
    page_text(page, row, FUNDS_CENTER, LOOK_TEXT | LOOK_TOTAL, "Target");
    page_blank(page, row, FUNDS_CLASS, LOOK_TEXT | LOOK_TOTAL);
    page_text(page, row, FUNDS_COMPONENT, LOOK_TEXT | LOOK_TOTAL, "at post");
    put_sum(b, page, row, FUNDS_INITIAL, row - 1, t->initial);
    put_sum(b, page, row, FUNDS_TARGET, row - 1, t->target);
    if (b->icass->funds->unknown) {
        put_figures(b, page, row, t, LOOK_TOTAL);
        return;
    }
    put_sum(b, page, row, FUNDS_QUARTER, row - 1, t->in_quarter);
    put_sum(b, page, row, FUNDS_OBLIGATED, row - 1, t->obligated);
    page_formula_number(
        page, row, FUNDS_PCT, LOOK_PERCENT | LOOK_TOTAL,
        isnan(t->pct_obligated) ? 0 : t->pct_obligated,
        say(b, "IF(%s=0,0,%s/%s)", target, address_here(b->arena, row, FUNDS_OBLIGATED), target));
    put_share(page, row, FUNDS_PLANNED, LOOK_PERCENT | LOOK_TOTAL, t->pct_planned);
    page_money(page, row, FUNDS_PROJECTED, LOOK_MONEY | LOOK_TOTAL, t->projected);
    page_money(page, row, FUNDS_LOWER, LOOK_MONEY | LOOK_TOTAL, t->lower);
    page_money(page, row, FUNDS_UPPER, LOOK_MONEY | LOOK_TOTAL, t->upper);
    page_formula_money(
        page, row, FUNDS_VARIANCE, LOOK_MONEY | LOOK_TOTAL, t->variance,
        say(b, "ROUND(%s-%s,2)", target, address_here(b->arena, row, FUNDS_PROJECTED)));
    page_text(page, row, FUNDS_VERDICT, LOOK_TEXT | LOOK_TOTAL, t->verdict);
}

static void put_others(const struct icass_book *b, struct page *page)
{
    const struct funds *f = b->icass->funds;
    int row = b->other_row;
    bool any = false;
    page_text(page, row - 1, 0, LOOK_HEADING,
              "Other ICASS funds: in the operating allowance, not invoiced this year "
              "(6 FAH-5 H-451.1)");
    static const char *const titles[] = {"Cost center", "Object class", "Component", "", "Amount",
                                         "Obligated", "Balance"};
    for (int k = 0; k < 7; k++)
        page_text(page, row, k, LOOK_HEADER | (k > 3 ? LOOK_RIGHT : 0), titles[k]);
    for (size_t i = 0; i < f->count; i++) {
        const struct fund_line *l = &f->lines[i];
        if (l->component != COMPONENT_OTHER)
            continue;
        money amount = money_given(l->target) ? l->target : MONEY_ZERO;
        row = b->budget_row[i];
        page_text(page, row, FUNDS_CENTER, LOOK_TEXT, center_code(b->icass, l->center));
        page_text(page, row, FUNDS_CLASS, LOOK_TEXT,
                  post_string(b->icass->plan->post, l->object_class));
        page_text(page, row, FUNDS_COMPONENT, LOOK_TEXT, component_name(l->component));
        page_money(page, row, 4, LOOK_MONEY, amount);
        any = true;
        if (f->unknown)
            continue;
        page_money(page, row, 5, LOOK_MONEY, l->obligated);
        page_formula_money(page, row, 6, LOOK_MONEY, money_sub(amount, l->obligated),
                           say(b, "ROUND(%s-%s,2)", address_here(b->arena, row, 4),
                               address_here(b->arena, row, 5)));
    }
    if (!any)
        page_text(page, row + 1, 0, LOOK_NOTE, "None in the folder.");
}

/* Obligations against plan, quarter by quarter and in sum. */
static void put_quarters(const struct icass_book *b, struct page *page)
{
    const struct funds *f = b->icass->funds;
    int row = b->quarters_row;
    static const char *const titles[] = {"Quarter", "", "", "", "Planned", "Obligated",
                                         "Planned to date", "Obligated to date"};
    page_text(page, row - 1, 0, LOOK_HEADING,
              "Obligations against the phasing of the target (when the spend was to come, not "
              "elapsed time)");
    for (int k = 0; k < 8; k++)
        page_text(page, row, k, LOOK_HEADER | (k > 3 ? LOOK_RIGHT : 0), titles[k]);
    money planned = MONEY_ZERO, obligated = MONEY_ZERO;
    for (int q = 0; q < 4; q++) {
        int r = row + 1 + q;
        bool gone = q < f->quarter && !f->unknown;
        planned = money_add(planned, f->planned[q]);
        obligated = money_add(obligated, f->obligated[q]);
        page_text(page, r, 0, LOOK_TEXT, say(b, "FY%d Q%d", f->fiscal_year, q + 1));
        page_money(page, r, 4, LOOK_MONEY, f->planned[q]);
        page_money(page, r, 5, LOOK_MONEY, gone ? f->obligated[q] : MONEY_NONE);
        page_formula_money(page, r, 6, LOOK_MONEY, planned,
                           say(b, "ROUND(SUM(%s),2)", address_range(b->arena, row + 1, 4, r, 4)));
        if (gone)
            page_formula_money(
                page, r, 7, LOOK_MONEY, obligated,
                say(b, "ROUND(SUM(%s),2)", address_range(b->arena, row + 1, 5, r, 5)));
        else
            page_blank(page, r, 7, LOOK_MONEY);
    }
}

static void put_chart(const struct icass_book *b, struct page *page)
{
    int first = b->quarters_row + 1, last = first + 3;
    const char *quarters = address_range_on(b->arena, ICASS_FUNDS, first, 0, last, 0);
    const struct chart_series series[] = {
        {.name = "Obligated to date",
         .categories = quarters,
         .values = address_range_on(b->arena, ICASS_FUNDS, first, 7, last, 7)},
        {.name = "Planned to date",
         .categories = quarters,
         .line = true,
         .values = address_range_on(b->arena, ICASS_FUNDS, first, 6, last, 6)}};
    struct chart chart = {.kind = CHART_COLUMN, .title = "Obligations against plan",
                          .series = series, .series_count = 2, .width = 620, .height = 280,
                          .description = "Cumulative obligations by quarter beside the plan"};
    page_chart(page, last + 2, 0, &chart);
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    const struct funds *f = b->icass->funds;
    struct heading headings[FUNDS_COLUMNS];
    size_t rows = 0;
    put_warning(b, page);
    headings_of(b, headings);
    for (size_t i = 0; i < f->count; i++)
        rows += f->lines[i].component != COMPONENT_OTHER;
    sheet_table(page, "StatusOfFunds", SHEET_HEADER, headings, FUNDS_COLUMNS, rows, true);
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].component != COMPONENT_OTHER)
            put_line(b, page, i);
    put_total(b, page, SHEET_HEADER + 1 + (int)rows + (rows == 0));
    put_others(b, page);
    put_quarters(b, page);
    put_chart(b, page);
}

const struct sheet sheet_icass_funds = {
    .setup = {.name = ICASS_FUNDS, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "Where does the money stand, and where will the year end? Judged against when the "
               "spend was to come; projections are as of the run, with a 95 % interval.",
    .fill = fill,
};
