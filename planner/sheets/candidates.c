/* Candidates: found items that may be missing ones.  Offered for a person to look at. */
#include "planner/property_book.h"

static void put_row(const struct reconciliation_book *b, struct page *page, int row,
                    const struct candidate *c)
{
    const struct reconciliation *r = b->reconciliation;
    const struct assets *counted = &r->count->assets, *book = &r->book->post->assets;
    page_text(page, row, 0, LOOK_TEXT, post_string(r->count, counted->asset_tag[c->counted]));
    page_text(page, row, 1, LOOK_TEXT, post_string(r->count, counted->serial[c->counted]));
    page_text(page, row, 2, LOOK_TEXT, post_string(r->count, counted->model[c->counted]));
    page_text(page, row, 3, LOOK_TEXT, post_string(r->count, counted->location[c->counted]));
    page_text(page, row, 4, LOOK_TEXT, post_string(r->book->post, book->asset_tag[c->book]));
    page_text(page, row, 5, LOOK_TEXT, post_string(r->book->post, book->serial[c->book]));
    page_money(page, row, 6, LOOK_MONEY, asset_value(r->book, c->book));
    page_text(page, row, 7, LOOK_TEXT,
              c->others ? arena_format(b->arena, "and %zu more like it are missing", c->others) : "");
    page_text(page, row, 8, LOOK_TEXT | LOOK_INPUT, "");
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {
        {"Found tag", 15}, {"Found serial", 16}, {"Model", 24}, {"Location", 26},
        {"May be the missing", 16}, {"Its recorded serial", 17}, {"Its cost", 13}, {"More", 28},
        {"Same item? (initials)", 18}};
    const struct reconciliation_book *b = subject;
    const struct reconciliation *r = b->reconciliation;
    int row = sheet_table(page, "Candidates", SHEET_HEADER, headings, 9, r->candidate_count, false);
    for (size_t i = 0; i < r->candidate_count; i++)
        put_row(b, page, row++, &r->candidates[i]);
}

static bool wanted(const void *subject)
{
    return ((const struct reconciliation_book *)subject)->reconciliation->candidate_count > 0;
}

const struct sheet sheet_candidates = {
    .setup = {.name = "Candidates", .freeze_rows = SHEET_HEADER + 1},
    .answers = "Which found items may be missing ones? Same model at the same location; nothing is "
               "assumed.",
    .wanted = wanted,
    .fill = fill,
};
