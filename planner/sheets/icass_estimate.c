/* What agencies should budget: charges for CY + 1 and BY on present counts. */
#include "planner/icass_book.h"

#include <string.h>

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->estimate_count > 0;
}

static void put_council(const struct icass_book *b, struct page *page, int *row)
{
    page_height(page, *row, 50);
    page_block(page, *row, 0, *row, 5, LOOK_WRAP | (b->icass->council_needed ? LOOK_ALERT : 0),
               b->icass->council);
    *row += 2;
}

static void put_agencies(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    const struct icass_year *now = &icass->years[icass->now];
    page_text(page, row, 0, LOOK_HEADER, "Agency");
    page_text(page, row, 1, LOOK_HEADER | LOOK_RIGHT, say(b, "FY%d", now->fiscal_year));
    for (size_t e = 0; e < icass->estimate_count; e++) {
        page_text(page, row, 2 + 2 * (int)e, LOOK_HEADER | LOOK_RIGHT,
                  say(b, "FY%d estimate", icass->estimates[e].fiscal_year));
        page_text(page, row, 3 + 2 * (int)e, LOOK_HEADER | LOOK_RIGHT, "Change");
    }
    int first = row + 1;
    for (size_t a = 0; a <= icass->agency_count; a++) {
        bool all = a == icass->agency_count;
        unsigned look = all ? LOOK_TOTAL : 0;
        if (!all && icass->agencies[a].icass)
            continue;
        row++;
        money today = all ? icass_total(icass, now->charges.total) : now->charges.total[a];
        const char *today_cell = address_here(b->arena, row, 1);
        page_text(page, row, 0, LOOK_TEXT | look, all ? "Total" : agency_title(icass, a));
        if (all)
            page_formula_money(
                page, row, 1, LOOK_MONEY | look, today,
                say(b, "ROUND(SUM(%s),2)", address_range(b->arena, first, 1, row - 1, 1)));
        else
            page_money(page, row, 1, LOOK_MONEY, today);
        for (size_t e = 0; e < icass->estimate_count; e++) {
            const money *total = icass->estimates[e].charges.total;
            int column = 2 + 2 * (int)e;
            money then = all ? icass_total(icass, total) : total[a];
            if (all)
                page_formula_money(page, row, column, LOOK_MONEY | look, then,
                                   say(b, "ROUND(SUM(%s),2)",
                                       address_range(b->arena, first, column, row - 1, column)));
            else
                page_money(page, row, column, LOOK_MONEY | LOOK_BAND, then);
            page_formula_number(page, row, column + 1, LOOK_PERCENT | look,
                                today.cents ? (double)then.cents / (double)today.cents - 1 : 0,
                                say(b, "IF(%s=0,0,%s/%s-1)", today_cell,
                                    address_here(b->arena, row, column), today_cell));
        }
    }
}

static void put_basis(const struct icass_book *b, struct page *page, int *row, size_t center)
{
    const struct icass *icass = b->icass;
    for (size_t e = 0; e < icass->estimate_count; e++) {
        const char *basis = icass->estimates[e].basis[center];
        if (!basis[0] || (e && !strcmp(basis, icass->estimates[e - 1].basis[center])))
            continue;
        put_note(page, ++*row, 6, 130,
                 say(b, "%s from FY%d on: %s.", center_code(icass, center),
                     icass->estimates[e].fiscal_year, basis));
    }
}

static int put_centers(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    page_text(page, row++, 0, LOOK_HEADING, "Cost by center, and what it rests on");
    page_text(page, row, 0, LOOK_HEADER, "Cost center");
    page_text(page, row, 1, LOOK_HEADER | LOOK_RIGHT, say(b, "FY%d", icass->fiscal_year));
    for (size_t e = 0; e < icass->estimate_count; e++) {
        page_text(page, row, 2 + 2 * (int)e, LOOK_HEADER | LOOK_RIGHT,
                  say(b, "FY%d", icass->estimates[e].fiscal_year));
        page_text(page, row, 3 + 2 * (int)e, LOOK_HEADER | LOOK_RIGHT, "Change");
    }
    for (size_t k = 0; k < b->center_count; k++) {
        size_t c = b->centers[k];
        money now = icass->years[icass->now].cost[c];
        const char *from = address_here(b->arena, ++row, 1);
        page_text(page, row, 0, LOOK_TEXT, center_code(icass, c));
        page_money(page, row, 1, LOOK_MONEY, now);
        for (size_t e = 0; e < icass->estimate_count && money_given(now); e++) {
            money then = icass->estimates[e].cost[c];
            page_money(page, row, 2 + 2 * (int)e, LOOK_MONEY, then);
            page_formula_number(page, row, 3 + 2 * (int)e, LOOK_PERCENT,
                                now.cents ? (double)then.cents / (double)now.cents - 1 : 0,
                                say(b, "IF(%s=0,0,%s/%s-1)", from,
                                    address_here(b->arena, row, 2 + 2 * (int)e), from));
        }
    }
    for (size_t k = 0; k < b->center_count; k++)
        put_basis(b, page, &row, b->centers[k]);
    return row + 1;
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    int row = SHEET_HEADER;
    put_warning(b, page);
    page_width(page, 0, 0, 18);
    page_width(page, 1, 1, 16);
    for (int k = 2; k < 6; k += 2) {
        page_width(page, k, k, 17);
        page_width(page, k + 1, k + 1, 12);
    }
    put_council(b, page, &row);
    put_agencies(b, page, row);
    row = put_centers(b, page, row + (int)b->icass->agency_count + 3);
    put_note(page, row + 1, 6, 130,
             "On the counts of this year. An estimate for agencies' budgets, not an invoice.");
}

const struct sheet sheet_icass_estimate = {
    .setup = {.name = "Forward estimate", .portrait = true, .freeze_columns = 1},
    .answers = "What should each agency budget for the coming years, on present counts?",
    .wanted = wanted,
    .fill = fill,
};
