/* Unfunded: what passes the target, ranked; of this run. */
#include "planner/plan_book.h"
#include "planner/target.h"

enum { RANK, LINE, TITLE, AMOUNT, OF_YEAR, CUMULATIVE, YEAR, NEEDED, FUND, WHY, IMPACT, COLUMNS };
enum { TITLE_WIDTH = 28, IMPACT_WIDTH = 34 };

#define SPARE "short spare, beside the plan" /* what tells the two kinds of rows apart */

static const char *why(const struct unfunded *u)
{
    return u->spare        ? SPARE
           : u->asked_over ? "asked over target"
           : u->decided    ? "decided, does not fit"
                           : "does not fit";
}

static void put_item(const struct plan_book *b, struct page *page, int row, int first,
                     const struct unfunded *u)
{
    const struct plan *plan = b->plan;
    page_number(page, row, RANK, LOOK_COUNT, u->rank);
    page_text(page, row, LINE, LOOK_TEXT, unfunded_id(plan, u));
    page_text(page, row, TITLE, LOOK_WRAP, u->title);
    page_text(page, row, FUND, LOOK_TEXT,
              post_string(plan->post, unfunded_source(plan, u)));
    page_text(page, row, WHY, LOOK_WRAP | (u->decided ? LOOK_ALERT : 0), why(u));
    page_text(page, row, IMPACT, LOOK_WRAP, u->impact);
    page_number(page, row, YEAR, LOOK_FISCAL, u->fiscal_year);
    page_money(page, row, AMOUNT, LOOK_MONEY, u->amount);
    const char *years = say(b, "%s:%s", here(b, first, YEAR), here(b, row, YEAR));
    const char *amounts = say(b, "%s:%s", here(b, first, AMOUNT), here(b, row, AMOUNT));
    page_formula_money(page, row, OF_YEAR, LOOK_MONEY, u->cumulative_year,
                       say(b, "ROUND(SUMIFS(%s,%s,%s),2)", amounts, years, here(b, row, YEAR)));
    page_formula_money(page, row, CUMULATIVE, LOOK_MONEY, u->cumulative,
                       say(b, "ROUND(SUM(%s),2)", amounts));
    if (date_given(u->needed_by))
        page_date(page, row, NEEDED, LOOK_DATE, u->needed_by);
    else
        page_text(page, row, NEEDED, LOOK_TEXT, u->spare ? "now" : "no due date");
}

static money spares_of(const struct target *t, int year)
{
    money sum = MONEY_ZERO;
    for (size_t i = t->unfunded_lines; i < t->unfunded_count; i++)
        if (t->unfunded[i].fiscal_year == year)
            sum = money_add(sum, t->unfunded[i].amount);
    return sum;
}

/* The rows of a year below, lines or spares, summed wherever sorting puts them. */
static const char *rows_summed(const struct plan_book *b, int first, int year, const char *which)
{
    int last = first + (int)b->plan->target->unfunded_count - 1;
    return say(b, "ROUND(SUMIFS(%s,%s,%d,%s,\"%s" SPARE "\"),2)",
               ref_range(b, "Unfunded", first, AMOUNT, last, AMOUNT),
               ref_range(b, "Unfunded", first, YEAR, last, YEAR), year,
               ref_range(b, "Unfunded", first, WHY, last, WHY), which);
}

/* By year: the control level, what fits and what does not, and what spares are short besides. */
static void put_years(const struct plan_book *b, struct page *page, int row, int first)
{
    static const char *const titles[] = {"Year", "Control level", "In the target", "Over target",
                                         "Short spares, beside it"};
    const struct plan *plan = b->plan;
    const struct target *t = plan->target;
    for (int k = 0; k < 5; k++)
        page_text(page, row, LINE + k, LOOK_HEADER | (k ? LOOK_RIGHT : 0), titles[k]);
    row++;
    for (int y = 0; y < b->years; y++, row++) {
        int year = plan->first_year + y;
        page_text(page, row, LINE, LOOK_TEXT, fiscal_label(b, year));
        if (money_given(t->ceiling[y]))
            page_money(page, row, TITLE, LOOK_MONEY, t->ceiling[y]);
        else
            page_text(page, row, TITLE, LOOK_TEXT | LOOK_RIGHT, "none given");
        page_money(page, row, AMOUNT, LOOK_MONEY, t->target[y]);
        page_formula_money(page, row, OF_YEAR, LOOK_MONEY, t->over[y],
                           rows_summed(b, first, year, "<>"));
        page_formula_money(page, row, CUMULATIVE, LOOK_MONEY, spares_of(t, year),
                           rows_summed(b, first, year, ""));
    }
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Rank", 5.5}, {"Line", 9.5}, {"What", TITLE_WIDTH}, {"Amount", 10.8}, {"Cumulative of the year", 11.3},
        {"Cumulative", 11.3}, {"Year", 7}, {"Order by", 11.2}, {"Fund", 14.4}, {"Why", 12.5},
        {"Impact if not funded", IMPACT_WIDTH}};
    const struct plan_book *b = subject;
    const struct target *t = b->plan->target;
    int first = SHEET_HEADER + b->years + 3, count = (int)t->unfunded_count;
    put_years(b, page, SHEET_HEADER, first);
    sheet_table(page, "Unfunded", first - 1, headings, COLUMNS, t->unfunded_count, false);
    for (int i = 0; i < count; i++)
        put_item(b, page, first + i, first, &t->unfunded[i]);
}

static bool wanted(const void *subject)
{
    const struct target *t = ((const struct plan_book *)subject)->plan->target;
    return t && t->unfunded_count;
}

const struct sheet sheet_unfunded = {
    .setup = {.name = "Unfunded"},
    .answers = "What is asked for beyond the target, then which spares are short, and what follows if "
               "that is not funded? Ranked in this run.",
    .wanted = wanted,
    .fill = fill,
};
