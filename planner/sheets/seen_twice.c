/* The same asset in the inventories of two posts. */
#include "planner/property_book.h"

static const char *place_of(const struct rollup_book *b, const struct rollup_asset *a)
{
    return arena_format(b->arena, "%s:%u", words_string(b->rollup->words, a->file), a->line);
}

static void put_row(const struct rollup_book *b, struct page *page, int row,
                    const struct rollup_twice *t)
{
    const struct rollup *r = b->rollup;
    const struct rollup_asset *const assets[2] = {t->a, t->b};
    page_text(page, row, 0, LOOK_TEXT, t->by_serial ? "serial" : "tag");
    for (int k = 0; k < 2; k++) {
        const struct rollup_asset *a = assets[k];
        int at = 1 + 6 * k;
        page_text(page, row, at, LOOK_TEXT, words_string(r->words, r->posts[a->post].name));
        page_text(page, row, at + 1, LOOK_TEXT, words_string(r->words, a->tag));
        page_text(page, row, at + 2, LOOK_TEXT, words_string(r->words, a->serial));
        page_text(page, row, at + 3, LOOK_TEXT, status_name(a->status));
        page_text(page, row, at + 4, LOOK_TEXT, place_of(b, a));
        page_money(page, row, at + 5, LOOK_MONEY, a->value);
    }
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {
        {"Same", 8}, {"Post", 26}, {"Tag", 14}, {"Serial", 16}, {"Status", 11}, {"Read from", 52},
        {"Cost", 13}, {"Other post", 26}, {"Its tag", 14}, {"Its serial", 16}, {"Its status", 11},
        {"Its read from", 52}, {"Its cost", 13}};
    const struct rollup_book *b = subject;
    const struct rollup *r = b->rollup;
    int row = sheet_table(page, "SeenTwice", SHEET_HEADER, headings, 13, r->twice_count, false);
    for (size_t i = 0; i < r->twice_count; i++)
        put_row(b, page, row++, &r->twice[i]);
}

static bool wanted(const void *subject)
{
    return ((const struct rollup_book *)subject)->rollup->twice_count > 0;
}

const struct sheet sheet_seen_twice = {
    .setup = {.name = "Seen twice", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 3},
    .answers = "Which assets stand in the inventories of two posts, and so twice in the totals?",
    .wanted = wanted,
    .fill = fill,
};
