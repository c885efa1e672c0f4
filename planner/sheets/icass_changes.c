/* Block D: change from the previous invoice, with the reason for every dollar. */
#include "planner/icass_book.h"

enum { AGENCY, PREVIOUS, GAP, COUNT, MODIFIER, COST, NOW, CHANGE, PERCENT, COLUMNS };

static const struct heading headings[COLUMNS] = {
    {"Agency", 18}, {"Previous invoice", 17}, {"Not as computed", 15}, {"Counts", 15},
    {"Modifications", 15}, {"Cost", 15}, {"This invoice", 17}, {"Change", 15}, {"Change %", 11}};

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->changes.agency != NULL;
}

static void put_row(const struct icass_book *b, struct page *page, int row, size_t a)
{
    const struct invoice_change *c = &b->icass->changes.agency[a];
    const money parts[] = {c->previous, c->signed_gap, c->count, c->modifier, c->cost};
    const char *change = address_here(b->arena, row, CHANGE),
               *previous = address_here(b->arena, row, PREVIOUS);
    page_text(page, row, AGENCY, LOOK_TEXT, agency_title(b->icass, a));
    for (int k = 0; k < 5; k++)
        page_money(page, row, PREVIOUS + k, LOOK_MONEY, parts[k]);
    page_formula_money(
        page, row, NOW, LOOK_MONEY | LOOK_BAND, c->now,
        say(b, "ROUND(SUM(%s),2)", address_range(b->arena, row, PREVIOUS, row, COST)));
    page_formula_money(page, row, CHANGE, LOOK_MONEY, money_sub(c->now, c->previous),
                       say(b, "ROUND(%s-%s,2)", address_here(b->arena, row, NOW), previous));
    if (c->previous.cents)
        page_formula_number(page, row, PERCENT, LOOK_PERCENT,
                            (double)(c->now.cents - c->previous.cents) / (double)c->previous.cents,
                            say(b, "IF(%s=0,0,%s/%s)", previous, change, previous));
    else
        page_blank(page, row, PERCENT, LOOK_PERCENT);
}

static void put_totals(const struct icass_book *b, struct page *page, int row, int first)
{
    money sums[CHANGE + 1] = {{0}};
    for (size_t a = 0; a < b->icass->agency_count; a++) {
        const struct invoice_change *c = &b->icass->changes.agency[a];
        const money parts[] = {MONEY_ZERO, c->previous, c->signed_gap, c->count, c->modifier,
                               c->cost, c->now, money_sub(c->now, c->previous)};
        for (int k = PREVIOUS; k <= CHANGE; k++)
            sums[k] = money_add(sums[k], parts[k]);
    }
    page_text(page, row, AGENCY, LOOK_TEXT | LOOK_TOTAL, "All");
    for (int k = PREVIOUS; k <= CHANGE; k++)
        page_formula_money(
            page, row, k, LOOK_MONEY | LOOK_TOTAL, sums[k],
            say(b, "ROUND(SUM(%s),2)", address_range(b->arena, first, k, row - 1, k)));
    const char *previous = address_here(b->arena, row, PREVIOUS);
    page_formula_number(
        page, row, PERCENT, LOOK_PERCENT | LOOK_TOTAL,
        sums[PREVIOUS].cents ? (double)sums[CHANGE].cents / (double)sums[PREVIOUS].cents : 0,
        say(b, "IF(%s=0,0,%s/%s)", previous, address_here(b->arena, row, CHANGE), previous));
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    size_t n = b->icass->agency_count;
    put_warning(b, page);
    int row = sheet_table(page, "InvoiceChanges", SHEET_HEADER, headings, COLUMNS, n, true);
    for (size_t a = 0; a < n; a++)
        put_row(b, page, row + (int)a, a);
    put_totals(b, page, row + (int)n, row);
    put_note(page, row + (int)n + 2, COLUMNS, 165,
             say(b, "Previous invoice: %s.", b->icass->changes.previous));
    put_note(page, row + (int)n + 3, COLUMNS, 165, "Each step is a full computation, redistribution included: first the new counts, then "
              "the new modifiers, then the new cost. The parts add up to the change to the cent.");
    put_note(page, row + (int)n + 4, COLUMNS, 165, "Not as computed: where the invoice that was signed differs from what its counts and "
              "costs come to here.");
}

const struct sheet sheet_icass_changes = {
    .setup = {.name = "What changed", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 1},
    .answers = "Why does each agency pay more or less than on the previous invoice?",
    .wanted = wanted,
    .fill = fill,
};
