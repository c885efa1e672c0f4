/* The bridge from ICASS targets to this plan's lines: nothing is counted twice. */
#include "planner/bridge_sheet.h"
#include "planner/plan_book.h"

static bool wanted(const void *subject)
{
    const struct plan_book *b = subject;
    return b->plan->post->icass_budget.rows.count > 0;
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    fill_bridge(page, b->arena, b->plan, bridge_build(b->plan));
}

const struct sheet sheet_icass_targets = {
    .setup = {.name = "ICASS bridge", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "How much of each ICASS target do the lines of this plan account for?",
    .wanted = wanted,
    .fill = fill,
};
