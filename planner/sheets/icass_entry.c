/* What to look at before the counts are entered in the ICASS software. */
#include "planner/icass_book.h"

#include <math.h>

enum { AGENCY, REMARK, INVENTORY, COUNTED, BEFORE, PEOPLE, PER_PERSON, COLUMNS };

static void put_device(const struct icass_book *b, struct page *page, int row,
                       const struct device_count *d)
{
    page_text(page, row, AGENCY, LOOK_TEXT, agency_title(b->icass, d->agency));
    page_number(page, row, INVENTORY, LOOK_COUNT, (double)d->devices);
    put_decimal(page, row, COUNTED, LOOK_NUMBER, d->counted);
    put_decimal(page, row, BEFORE, LOOK_NUMBER | LOOK_MUTED, d->before);
    put_decimal(page, row, PEOPLE, LOOK_NUMBER, d->people);
    if (isnan(d->per_person))
        page_blank(page, row, PER_PERSON, LOOK_MONEY);
    else
        page_formula_number(page, row, PER_PERSON, LOOK_MONEY, d->per_person,
                            say(b, "%s/%s", address_here(b->arena, row, COUNTED),
                                address_here(b->arena, row, PEOPLE)));
    page_text(page, row, REMARK, LOOK_TEXT | (d->remark[0] ? LOOK_ALERT : LOOK_MUTED),
              d->remark[0] ? d->remark : "in order");
}

static void put_devices(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    const struct heading headings[COLUMNS] = {
        {"Agency", 18},
        {"Remark", 62},
        {"In the inventory", 16},
        {say(b, "Counted in %s", center_code(icass, icass->device_center)), 16},
        {"Last count", 12},
        {"People (6150)", 14},
        {"Devices a person", 16}};
    page_text(page, row++, 0, LOOK_HEADING, "Devices: the post's own inventory beside the counts");
    put_headings(page, row++, headings, COLUMNS);
    for (size_t i = 0; i < icass->device_count; i++)
        put_device(b, page, row++, &icass->devices[i]);
    put_note(page, row, COLUMNS, 165,
              "In the inventory: computers, printers and phones in use, by custodian agency, without "
              "those that the centre pays. The count also has accounts, so it is normally higher.");
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    int row = SHEET_HEADER;
    static const double widths[COLUMNS] = {18, 62, 16, 16, 12, 14, 16};
    put_warning(b, page);
    for (int k = 0; k < COLUMNS; k++)
        page_width(page, k, k, widths[k]);
    put_bullets(b, page, &row, COLUMNS, 175, &b->icass->entry);
    if (b->icass->device_count)
        put_devices(b, page, row + 1);
}

const struct sheet sheet_icass_entry = {
    .setup = {.name = "Before entry", .freeze_columns = 1},
    .answers = "What should be looked at before counts and budgets go into the ICASS software?",
    .fill = fill,
};
