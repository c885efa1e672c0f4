/* Computed against what was signed, by both methods, with a place for every dollar between. */
#include "planner/icass_book.h"

enum { AGENCY, SIGNED, R1, R1_AWAY, R2, R2_AWAY, METHOD, COST, SHARE, COLUMNS };

static const struct heading headings[COLUMNS] = {
    {"Agency", 18}, {"Signed", 16}, {"Computed R1", 16}, {"Signed - R1", 14}, {"Computed R2", 16},
    {"Signed - R2", 14}, {"Other method", 14}, {"Total cost", 14}, {"Counts or rounding", 17}};

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->invoice_count > 0;
}

static void put_figures(const struct icass_book *b, struct page *page, int row,
                        const struct signed_invoice *v, const char *name, unsigned look)
{
    page_text(page, row, AGENCY, LOOK_TEXT | look, name);
    page_money(page, row, SIGNED, LOOK_MONEY | look, v->signed_amount);
    page_money(page, row, R1, LOOK_MONEY | look, v->r1);
    page_formula_money(page, row, R1_AWAY, LOOK_MONEY | look, money_sub(v->signed_amount, v->r1),
                       say(b, "ROUND(%s-%s,2)", address_here(b->arena, row, SIGNED),
                           address_here(b->arena, row, R1)));
    page_money(page, row, R2, LOOK_MONEY | look, v->r2);
    page_formula_money(page, row, R2_AWAY, LOOK_MONEY | look, money_sub(v->signed_amount, v->r2),
                       say(b, "ROUND(%s-%s,2)", address_here(b->arena, row, SIGNED),
                           address_here(b->arena, row, R2)));
    page_money(page, row, METHOD, LOOK_MONEY | look, v->method);
    page_money(page, row, COST, LOOK_MONEY | look, v->cost);
    page_money(page, row, SHARE, LOOK_MONEY | look, v->share);
}

static int put_invoice(const struct icass_book *b, struct page *page, int row,
                       const struct signed_invoices *v)
{
    const struct icass *icass = b->icass;
    money away = v->nearer == REDISTRIBUTION_R1 ? v->away_r1 : v->away_r2;
    page_text(page, row++, 0, LOOK_HEADING,
              say(b, "FY%d, %s: R%d comes nearer, %s apart in all (R%d: %s)", v->fiscal_year,
                  version_name(v->version), (int)v->nearer, dollars_text(b, away),
                  3 - (int)v->nearer,
                  dollars_text(b, v->nearer == REDISTRIBUTION_R1 ? v->away_r2 : v->away_r1)));
    const char *titles[COLUMNS];
    int agencies = 0;
    for (size_t a = 0; a < icass->agency_count; a++)
        agencies += !icass->agencies[a].icass;
    for (int k = 0; k < COLUMNS; k++)
        titles[k] = headings[k].title;
    page_table(page, say(b, "signed_FY%d_%s", v->fiscal_year, version_name(v->version)), row, 0,
               row + agencies + 1, COLUMNS - 1, titles, true);
    row++;
    for (size_t a = 0; a < icass->agency_count; a++)
        if (!icass->agencies[a].icass)
            put_figures(b, page, row++, &v->agency[a], agency_title(icass, a), 0);
    put_figures(b, page, row++, &v->total, "All", LOOK_TOTAL);
    return row + 1;
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    int row = SHEET_HEADER;
    put_warning(b, page);
    for (int k = 0; k < COLUMNS; k++)
        page_width(page, k, k, headings[k].width);
    for (size_t i = 0; i < b->icass->invoice_count; i++)
        row = put_invoice(b, page, row, &b->icass->invoices[i]);
    put_note(page, row++, COLUMNS, 165,
             say(b,
                 "Other method + total cost + counts or rounding = signed - computed by %s, "
                 "the method of this report.",
                 b->icass->method == REDISTRIBUTION_R2 ? "R2" : "R1"));
    put_note(page, row, COLUMNS, 165,
              "Total cost: the invoices come to another sum than the budget here; spread as the "
              "invoices are. Counts or rounding: what is left, zero in sum.");
}

const struct sheet sheet_icass_signed = {
    .setup = {.name = "Signed invoices", .freeze_rows = SHEET_HEADER, .freeze_columns = 1},
    .answers = "Do the charges here agree with the invoices that were signed, and by which method?",
    .wanted = wanted,
    .fill = fill,
};
