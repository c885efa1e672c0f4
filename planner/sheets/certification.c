/* Certification: the lines that the custodial and the accountable property officer sign. */
#include "planner/property_book.h"

static int put_blank(struct page *page, int row, const char *label)
{
    page_height(page, row, 26);
    page_text(page, row, 0, LOOK_TEXT, label);
    for (int k = 1; k < 3; k++)
        page_text(page, row, k, LOOK_TEXT | LOOK_INPUT, "");
    return row + 1;
}

static int put_signature(struct page *page, int row, const char *heading, const char *statement)
{
    page_text(page, row++, 0, LOOK_HEADING, heading);
    page_height(page, row, 48);
    page_block(page, row, 0, row, 2, LOOK_WRAP, statement);
    row = put_blank(page, row + 1, "Name and title");
    row = put_blank(page, row, "Signature");
    return put_blank(page, row, "Date") + 1;
}

static int put_figure(struct page *page, int row, const char *label, size_t count, money amount)
{
    page_text(page, row, 0, LOOK_TEXT, label);
    page_number(page, row, 1, LOOK_COUNT, (double)count);
    page_money(page, row, 2, LOOK_MONEY, amount);
    return row + 1;
}

/* Unknown is not zero. */
static money known(const struct tally *t)
{
    return t->unknown < t->assets ? t->amount : MONEY_NONE;
}

static void fill(struct page *page, const void *subject)
{
    static const char *const titles[] = {"Part A: result of the physical inventory", "Assets",
                                         "Dollars"};
    const struct reconciliation_book *b = subject;
    const struct reconciliation *r = b->reconciliation;
    page_width(page, 0, 0, 52);
    page_width(page, 1, 1, 14);
    page_width(page, 2, 2, 22);
    int row = SHEET_HEADER;
    put_titles(page, row++, titles, 3, 1);
    row = put_figure(page, row, "Recorded", r->expected.assets, r->expected.amount);
    row = put_figure(page, row, "Counted and confirmed", r->confirmed.assets, r->confirmed.amount);
    row = put_figure(page, row, "Missing", r->missing.assets, r->missing.amount);
    row = put_figure(page, row, found_not_recorded, r->found.assets, MONEY_NONE);
    row = put_figure(page, row, found_early, r->early.assets, known(&r->early));
    row = put_figure(page, row, found_written_off, r->written_off.assets,
                     known(&r->written_off));
    row = put_figure(page, row, "At another location than recorded", r->wrong_place.assets,
                     r->wrong_place.amount);
    row = put_figure(page, row, "In another quantity than recorded", r->wrong_quantity.assets,
                     r->wrong_quantity.amount);
    page_text(page, row, 0, LOOK_TEXT | LOOK_BAND, "Shortage");
    page_blank(page, row, 1, LOOK_TEXT | LOOK_BAND);
    page_money(page, row++, 2, LOOK_MONEY | LOOK_BAND, r->shortage);
    page_text(page, row, 0, LOOK_TEXT, "Tolerated");
    page_money(page, row++, 2, LOOK_MONEY, r->tolerated);
    row = put_blank(page, row, "Count began on / ended on") + 1;
    row = put_signature(page, row, "Custodial officer",
                        "I certify that a physical count of the property charged to me was made "
                        "and that the figures above and the sheet Differences are its result.");
    row = put_signature(page, row, "Accountable property officer",
                        r->within ? "I have reconciled the count with the property record. The "
                                    "shortage is within tolerance; the record is to be adjusted as "
                                    "listed on Differences."
                                  : "I have reconciled the count with the property record. The "
                                    "shortage passes the tolerance; a property survey or a written "
                                    "explanation is attached.");
    row = sheet_note(page, row, 2,
                     "After DS-1875 Part A (14 FAH-1 H-621): a worksheet for signing, not the form.");
    page_text(page, row, 0, LOOK_NOTE, arena_format(b->arena, "planner %s", b->manifest->version));
}

const struct sheet sheet_certification = {
    .setup = {.name = "Certification", .portrait = true, .pages_tall = 1},
    .answers = "Who certifies the count, and to which figures?",
    .fill = fill,
};
