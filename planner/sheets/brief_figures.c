/* Brief figures: every figure of the brief by its name, and where it comes from; of this run. */
#include "planner/brief.h"
#include "planner/plan_book.h"

enum { PART, FIGURE, AMOUNT, COUNT, DAY, SHEET, HOW, COLUMNS };

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Part of the brief", 31}, {"Figure", 41}, {"Dollars", 15}, {"Count", 9}, {"Day", 13},
        {"Sheet", 16}, {"How it comes from there", 45}};
    const struct plan_book *b = subject;
    struct brief brief;
    write_brief(b->plan, &brief);
    int row = sheet_table(page, "BriefFigures", SHEET_HEADER, headings, COLUMNS, brief.figure_count,
                          false);
    for (size_t k = 0; k < brief.figure_count; k++, row++) {
        const struct brief_figure *f = &brief.figures[k];
        page_text(page, row, PART, LOOK_TEXT, brief.headings[f->part]);
        page_text(page, row, FIGURE, LOOK_WRAP, f->name);
        page_money(page, row, AMOUNT, LOOK_MONEY, f->amount);
        if (f->count >= 0)
            page_number(page, row, COUNT, LOOK_COUNT, (double)f->count);
        page_date(page, row, DAY, LOOK_DATE, f->day);
        page_text(page, row, SHEET, LOOK_TEXT, f->sheet);
        page_text(page, row, HOW, LOOK_WRAP, f->how[0] ? f->how : "as it stands there");
    }
}

const struct sheet sheet_brief_figures = {
    .setup = {.name = "Brief figures", .freeze_rows = SHEET_HEADER + 1, .workings = true},
    .answers = "Where does each figure of the brief come from?",
    .fill = fill,
};
