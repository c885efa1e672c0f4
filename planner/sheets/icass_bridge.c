/* The bridge of SPEC 5.3 on the ICASS workbook. */
#include "planner/bridge_sheet.h"
#include "planner/icass_book.h"

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->bridge->count > 0;
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    put_warning(b, page);
    fill_bridge(page, b->arena, b->icass->plan, b->icass->bridge);
}

const struct sheet sheet_icass_bridge = {
    .setup = {.name = "Bridge to plan", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "How much of each ICASS target do the lines of the budget plan account for?",
    .wanted = wanted,
    .fill = fill,
};
