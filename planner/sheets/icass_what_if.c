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
    return FIRST + (int)i;
}

static void put_header(const struct icass_book *b, struct page *page, int row, const char *first)
{
    page_text(page, row, AGENCY, LOOK_HEADER, "Agency");
    page_text(page, row, NOW, LOOK_HEADER | LOOK_RIGHT, first);
    page_height(page, row, 34);
    for (size_t i = 0; i < b->icass->what_if_count; i++)
        page_text(page, row, column_of(i), LOOK_HEADER | LOOK_RIGHT, b->icass->what_ifs[i].name);
}

static money today_of(const struct icass *icass, size_t a)
{
    return a == icass->agency_count ? MONEY_ZERO : icass->years[icass->now].charges.total[a];
}

static const char *who(const struct icass *icass, size_t a)
{
    return a == icass->agency_count ? "One that joins" : agency_title(icass, a);
}

static void put_row(const struct icass_book *b, struct page *page, int row, size_t a)
{
    const struct icass *icass = b->icass;
    page_text(page, row, AGENCY, LOOK_TEXT, who(icass, a));
    page_money(page, row, NOW, LOOK_MONEY | LOOK_BAND, today_of(icass, a));
    for (size_t i = 0; i < icass->what_if_count; i++)
        page_money(page, row, column_of(i), LOOK_MONEY, icass->what_ifs[i].total[a]);
}

static void put_moves(const struct icass_book *b, struct page *page, int row, int from, size_t a)
{
    const struct icass *icass = b->icass;
    page_text(page, row, AGENCY, LOOK_TEXT, who(icass, a));
    page_blank(page, row, NOW, LOOK_MONEY);
    for (size_t i = 0; i < icass->what_if_count; i++)
        page_formula_money(page, row, column_of(i), LOOK_MONEY,
                           money_sub(icass->what_ifs[i].total[a], today_of(icass, a)),
                           say(b, "ROUND(%s-%s,2)", address_here(b->arena, from, column_of(i)),
                               address_here(b->arena, from, NOW)));
}

static void put_total(const struct icass_book *b, struct page *page, int row, int first, bool moves)
{
    const struct icass *icass = b->icass;
    money now = icass_total(icass, icass->years[icass->now].charges.total);
    page_text(page, row, AGENCY, LOOK_TEXT | LOOK_TOTAL, "Total");
    page_formula_money(
        page, row, NOW, LOOK_MONEY | LOOK_TOTAL, moves ? MONEY_ZERO : now,
        say(b, "ROUND(SUM(%s),2)", address_range(b->arena, first, NOW, row - 1, NOW)));
    for (size_t i = 0; i < icass->what_if_count; i++)
        page_formula_money(
            page, row, column_of(i), LOOK_MONEY | LOOK_TOTAL,
            moves ? money_sub(icass->what_ifs[i].cost, now) : icass->what_ifs[i].cost,
            say(b, "ROUND(SUM(%s),2)",
                address_range(b->arena, first, column_of(i), row - 1, column_of(i))));
}

static int put_tables(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    int first = row + 1;
    put_header(b, page, row, "Invoice now");
    for (size_t a = 0; a <= icass->agency_count; a++)
        if (a == icass->agency_count || !icass->agencies[a].icass)
            put_row(b, page, ++row, a);
    put_total(b, page, ++row, first, false);
    int apart = row - first + 3, from = first;
    put_header(b, page, row + 2, "What moves:");
    row += 2;
    for (size_t a = 0; a <= icass->agency_count; a++)
        if (a == icass->agency_count || !icass->agencies[a].icass)
            put_moves(b, page, ++row, from++, a);
    put_total(b, page, row + 1, first + apart, true);
    return row + 2;
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
    page_width(page, AGENCY, AGENCY, 18);
    page_width(page, NOW, FIRST + (int)icass->what_if_count - 1, 16);
    put_bullets(b, page, &row, FIRST + (int)icass->what_if_count, 145, &said);
    free(said.at);
    put_tables(b, page, row + 1);
}

const struct sheet sheet_icass_what_if = {
    .setup = {.name = "What if", .freeze_columns = 1},
    .answers = "Who pays what if an agency leaves or joins, drops devices, or is modified?",
    .wanted = wanted,
    .fill = fill,
};
