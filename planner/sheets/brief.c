/* Brief: the text of Summary on one page, for the memo; of this run. */
#include "planner/brief.h"
#include "planner/plan_book.h"

enum { WIDTH = 94 };

static int put_part(struct page *page, int row, const char *heading, const char *const lines[],
                    size_t count)
{
    if (!count)
        return row;
    page_text(page, row++, 0, LOOK_HEADING, heading);
    for (size_t i = 0; i < count; i++, row++) {
        page_text(page, row, 0, LOOK_WRAP, lines[i]);
    }
    return row + 1;
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    struct brief brief;
    write_brief(b->plan, &brief);
    page_width(page, 0, 0, WIDTH);
    int row = put_part(page, SHEET_HEADER, brief.headings[BRIEF_REQUEST], brief.request,
                       brief.request_count);
    row = put_part(page, row, brief.headings[BRIEF_BUYS], brief.drivers, brief.driver_count);
    row = put_part(page, row, brief.headings[BRIEF_WITHOUT], brief.without, brief.without_count);
    row = put_part(page, row, brief.headings[BRIEF_DECISIONS], brief.decisions,
                   brief.decision_count);
    put_part(page, row, brief.headings[BRIEF_ASSUMPTIONS], brief.assumptions,
             brief.assumption_count);
}

const struct sheet sheet_brief = {
    .setup = {.name = "Brief", .portrait = true, .pages_tall = 1},
    .answers = "The plan on one page, for the memo.",
    .fill = fill,
};
