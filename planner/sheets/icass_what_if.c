/* What the committee may ask: an agency leaves, joins, drops devices, is modified. */
#include "planner/icass_book.h"

#include <stdlib.h>

enum { AGENCY, NOW, FIRST };

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->what_if_count > 0;
}

static int column_of(size_t i)
{
    return FIRST + 2 * (int)i;
}

static void put_header(const struct icass_book *b, struct page *page, int row)
{
    page_width(page, AGENCY, AGENCY, 18);
    page_width(page, NOW, NOW, 15);
    page_text(page, row, AGENCY, LOOK_HEADER, "Agency");
    page_text(page, row, NOW, LOOK_HEADER | LOOK_RIGHT, "Invoice now");
    page_height(page, row, 34);
    for (size_t i = 0; i < b->icass->what_if_count; i++) {
        page_width(page, column_of(i), column_of(i), 16);
        page_width(page, column_of(i) + 1, column_of(i) + 1, 14);
        page_text(page, row, column_of(i), LOOK_HEADER | LOOK_RIGHT, b->icass->what_ifs[i].name);
        page_text(page, row, column_of(i) + 1, LOOK_HEADER | LOOK_RIGHT, "Moves");
    }
}

static void put_row(const struct icass_book *b, struct page *page, int row, size_t a)
{
    const struct icass *icass = b->icass;
    const struct icass_year *now = &icass->years[icass->now];
    bool one_more = a == icass->agency_count;
    money today = one_more ? MONEY_ZERO : now->charges.total[a];
    page_text(page, row, AGENCY, LOOK_TEXT, one_more ? "One that joins" : agency_title(icass, a));
    page_money(page, row, NOW, LOOK_MONEY | LOOK_BAND, today);
    for (size_t i = 0; i < icass->what_if_count; i++) {
        money then = icass->what_ifs[i].total[a];
        page_money(page, row, column_of(i), LOOK_MONEY, then);
        page_formula_money(page, row, column_of(i) + 1, LOOK_MONEY | LOOK_MUTED,
                           money_sub(then, today),
                           words_of(b, "ROUND(%s-%s,2)", cell_here(b, row, column_of(i)),
                                    cell_here(b, row, NOW)));
    }
}

static void put_total(const struct icass_book *b, struct page *page, int row, int first)
{
    const struct icass *icass = b->icass;
    money now = icass_total(icass, icass->years[icass->now].charges.total);
    page_text(page, row, AGENCY, LOOK_TEXT | LOOK_TOTAL, "Total");
    page_formula_money(page, row, NOW, LOOK_MONEY | LOOK_TOTAL, now,
                       words_of(b, "ROUND(SUM(%s),2)", range_here(b, first, NOW, row - 1, NOW)));
    for (size_t i = 0; i < icass->what_if_count; i++)
        for (int k = 0; k < 2; k++)
            page_formula_money(page, row, column_of(i) + k, LOOK_MONEY | LOOK_TOTAL,
                               k ? money_sub(icass->what_ifs[i].cost, now) : icass->what_ifs[i].cost,
                               words_of(b, "ROUND(SUM(%s),2)",
                                        range_here(b, first, column_of(i) + k, row - 1,
                                                   column_of(i) + k)));
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    const struct icass *icass = b->icass;
    struct sentences said = {0};
    int row = SHEET_HEADER;
    put_warning(b, page);
    for (size_t i = 0; i < icass->what_if_count; i++)
        icass_say(&said, icass->what_ifs[i].sentence);
    icass_say(&said, "The total cost does not fall when counts fall; it moves. It falls when the "
                     "service costs less.");
    icass_say(&said, "To try another case, change the counts on Workload: Charges shows who pays "
                     "what then, beside this report.");
    put_bullets(b, page, &row, FIRST + 6, 125, &said);
    free(said.at);
    put_header(b, page, ++row);
    int first = row + 1;
    for (size_t a = 0; a <= icass->agency_count; a++)
        if (a == icass->agency_count || !icass->agencies[a].icass)
            put_row(b, page, ++row, a);
    put_total(b, page, row + 1, first);
}

const struct sheet sheet_icass_what_if = {
    .setup = {.name = "What if", .freeze_columns = 1},
    .answers = "Who pays what if an agency leaves or joins, drops devices, or is modified?",
    .wanted = wanted,
    .fill = fill,
};
