/* What the count found to differ from the record. */
#include "planner/property_book.h"

static bool shown(const struct change *change)
{
    (void)change;
    return true;
}

static void fill(struct page *page, const void *subject)
{
    const struct reconciliation_book *b = subject;
    const struct reconciliation *r = b->reconciliation;
    put_changes(page, SHEET_HEADER, b->arena, r->book->post, r->count, &r->changes, "Recorded",
                "Counted", shown);
}

const struct sheet sheet_count_changes = {
    .setup = {.name = "Differences", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "What is missing, found, in the wrong place or in the wrong quantity?",
    .fill = fill,
};
