/* Changes between two inventories, one row a fact. */
#include "planner/property_book.h"

static bool shown(const struct change *change)
{
    return change->kind <= CHANGE_REPRICED;
}

static void fill(struct page *page, const void *subject)
{
    const struct comparison_book *b = subject;
    const struct comparison *c = b->comparison;
    put_changes(page, SHEET_HEADER, b->arena, c->before->post, c->after->post, &c->changes, "Older",
                "Newer", shown);
}

const struct sheet sheet_comparison_changes = {
    .setup = {.name = "Changes", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .portrait = true, .compact = true},
    .answers = "Which assets came, went, moved, changed or cost something else?",
    .fill = fill,
};
