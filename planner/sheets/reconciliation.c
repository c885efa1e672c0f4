/* Reconciliation: the count against the record, in assets, units and dollars. */
#include "planner/property_book.h"

static int put_tally(struct page *page, int row, const char *what, const struct tally *t,
                     unsigned look)
{
    page_text(page, row, 0, LOOK_TEXT | look, what);
    page_number(page, row, 1, LOOK_COUNT | look, (double)t->assets);
    page_number(page, row, 2, LOOK_COUNT | look, (double)t->units);
    page_money(page, row, 3, LOOK_MONEY | look, t->amount);
    page_number(page, row, 4, LOOK_COUNT | look, (double)t->unknown);
    return row + 1;
}

static int put_amount(struct page *page, int row, const char *what, money amount, unsigned look)
{
    page_text(page, row, 0, LOOK_TEXT | look, what);
    page_money(page, row, 3, LOOK_MONEY | look, amount);
    return row + 1;
}

/* The share of the settings in percent, exact: 0.01 is 1, 0.005 is 0.5. */
static decimal tolerance_percent(const struct reconciliation *r)
{
    decimal d = r->book->settings->shortage_tolerance;
    d.units *= d.places == 0 ? 100 : d.places == 1 ? 10 : 1;
    d.places = d.places > 2 ? d.places - 2 : 0;
    return d;
}

static int put_result(const struct reconciliation_book *b, struct page *page, int row)
{
    const struct reconciliation *r = b->reconciliation;
    double share = r->expected.amount.cents
                       ? (double)r->shortage.cents / (double)r->expected.amount.cents
                       : 0;
    unsigned look = r->within ? LOOK_GOOD : LOOK_ALERT;
    char percent[DECIMAL_TEXT];
    page_text(page, row++, 0, LOOK_HEADING, "Shortage");
    row = put_amount(page, row, "Missing assets and missing units", r->shortage, LOOK_BAND);
    page_text(page, row, 0, LOOK_TEXT, "  share of the recorded value");
    page_number(page, row++, 3, LOOK_PERCENT, share);
    row = put_amount(page, row,
                     arena_format(b->arena, "Tolerated: %s %% of the recorded value",
                                  decimal_plain(tolerance_percent(r), percent)),
                     r->tolerated, 0);
    page_text(page, row, 0, LOOK_TEXT, "Within tolerance");
    page_text(page, row++, 3, LOOK_TEXT | LOOK_RIGHT | look,
              r->within ? "yes" : "no: property survey or explanation needed");
    return put_amount(page, row, "Overage, shown apart and not netted", r->overage, 0) + 1;
}

static void put_notes(const struct reconciliation_book *b, struct page *page, int row)
{
    const struct reconciliation *r = b->reconciliation;
    const char *const notes[] = {
        arena_format(b->arena, "%zu matched by serial because the tag differed or was not legible; "
                     "%s on the record to be corrected.", r->by_serial,
                     how_many(b->arena, (long long)r->other_names, "tag or serial is",
                              "tags or serials are")),
        arena_format(b->arena, "%s an item a second time; its units are taken together.",
                     how_many(b->arena, (long long)r->counted_twice, "row of the count names",
                              "rows of the count name")),
        "Dollars are acquisition cost (unit_cost x quantity). Assets without a known cost are in "
        "the last column and in no sum of dollars.",
        "Not looked for: assets recorded as disposed, retired, lost, stolen or on order, and those "
        "acquired "
        "after the as-of date, which are not yet delivered. A count without a quantity confirms the item, not its number.",
        arena_format(b->arena, "Record: %s. Count: %s. planner %s. %s", post_source_name(r->book->post),
                     post_source_name(r->count), b->manifest->version, b->manifest->figures),
    };
    for (size_t k = 0; k < sizeof notes / sizeof *notes; k++)
        row = sheet_note(page, row, 4, notes[k]);
}

static void fill(struct page *page, const void *subject)
{
    static const char *const titles[] = {"Count against record", "Assets", "Units", "Dollars",
                                         "Cost not known"};
    const struct reconciliation_book *b = subject;
    const struct reconciliation *r = b->reconciliation;
    page_width(page, 0, 0, 52);
    page_width(page, 1, 2, 11);
    page_width(page, 3, 3, 18);
    page_width(page, 4, 4, 15);
    int row = SHEET_HEADER;
    put_titles(page, row++, titles, 5, 1);
    row = put_tally(page, row, "On the record, due to be there", &r->expected, LOOK_BAND);
    row = put_tally(page, row, "Confirmed by tag or serial", &r->confirmed, 0);
    row = put_tally(page, row, "Missing", &r->missing, r->missing.assets ? LOOK_ALERT : 0);
    row = put_tally(page, row, "In the wrong place", &r->wrong_place, 0);
    row = put_tally(page, row, "In the wrong quantity (difference)", &r->wrong_quantity, 0);
    row = put_tally(page, row, found_not_recorded, &r->found, 0);
    row = put_tally(page, row, found_early, &r->early, 0);
    row = put_tally(page, row, found_written_off, &r->written_off, 0);
    row = put_result(b, page, row + 1);
    put_notes(b, page, row);
}

const struct sheet sheet_reconciliation = {
    .setup = {.name = "Reconciliation", .portrait = true},
    .answers = "Does the count agree with the record, and is the shortage within tolerance?",
    .fill = fill,
};
