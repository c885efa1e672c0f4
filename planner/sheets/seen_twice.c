/* The same asset in the inventories of two posts. */
#include <string.h>

#include "planner/property_book.h"

enum { PAIR, SAME, POST, TAG, SERIAL, STATUS, READ, COST, ASKED, COLUMNS };

/* The file within its post's folder: the post stands beside it. */
static const char *place_of(const struct rollup_book *b, const struct rollup_asset *a)
{
    const char *file = words_string(b->rollup->words, a->file), *name = strrchr(file, '/');
    return arena_format(b->arena, "%s:%u", name ? name + 1 : file, a->line);
}

static void put_asset(const struct rollup_book *b, struct page *page, int row, size_t pair,
                      const struct rollup_twice *t, const struct rollup_asset *a)
{
    const struct rollup *r = b->rollup;
    page_number(page, row, PAIR, LOOK_COUNT, (double)pair);
    page_text(page, row, SAME, LOOK_TEXT, t->by_serial ? "serial" : "tag");
    page_text(page, row, POST, LOOK_TEXT, words_string(r->words, r->posts[a->post].name));
    page_text(page, row, TAG, LOOK_TEXT, a->tag);
    page_text(page, row, SERIAL, LOOK_TEXT, rollup_serial(a));
    page_text(page, row, STATUS, LOOK_TEXT, status_name(a->status));
    page_text(page, row, READ, LOOK_TEXT, place_of(b, a));
    page_money(page, row, COST, LOOK_MONEY, a->value);
    page_money(page, row, ASKED, LOOK_MONEY, a->asked);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Pair", 6}, {"Same", 6.5}, {"Post", 26}, {"Tag", 12}, {"Serial", 15.4}, {"Status", 9},
        {"Read from", 23}, {"Cost", 11.8}, {"Asked for in the budget year", 12}};
    const struct rollup_book *b = subject;
    const struct rollup *r = b->rollup;
    int row = sheet_table(page, "SeenTwice", SHEET_HEADER, headings, COLUMNS, 2 * r->twice_count,
                          false);
    for (size_t i = 0; i < r->twice_count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        put_asset(b, page, row++, i + 1, &r->twice[i], r->twice[i].a);
        put_asset(b, page, row++, i + 1, &r->twice[i], r->twice[i].b);
        arena_release(b->arena, mark);
    }
    money again = rollup_asked_twice(r);
    if (money_given(again))
        sheet_note(page, row + 1, COST,
                   arena_format(b->arena, "Of what the mission asks for in FY%d, %s is asked for "
                                "twice: of each asset all that its posts ask for but the largest.",
                                r->posts[0].budget_year,
                                money_pretty(again, (char[MONEY_TEXT]){0})));
}

static bool wanted(const void *subject)
{
    return ((const struct rollup_book *)subject)->rollup->twice_count > 0;
}

const struct sheet sheet_seen_twice = {
    .setup = {.name = "Seen twice", .freeze_rows = SHEET_HEADER + 1, .portrait = true,
              .compact = true},
    .answers = "Which assets stand in the inventories of two posts, and so twice in the totals?",
    .wanted = wanted,
    .fill = fill,
};
