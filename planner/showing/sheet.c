#include "planner/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "planner/text.h"

void draw_sheets(struct book *book, const struct sheet *const sheets[], const void *subject,
                 const char *caption)
{
    struct arena *scratch = arena_new();
    for (size_t i = 0; sheets[i]; i++) {
        const struct sheet *sheet = sheets[i];
        if (sheet->wanted && !sheet->wanted(subject))
            continue;
        struct page_setup setup = sheet->setup;
        setup.answers = sheet->answers;
        struct page *page = book_page(book, &setup);
        page_text(page, 0, 0, LOOK_TITLE, sheet->title ? sheet->title : sheet->setup.name);
        page_text(page, 1, 0, LOOK_ANSWERS,
                  arena_format(scratch, "%s  %s", sheet->answers, caption));
        sheet->fill(page, subject);
    }
    arena_free(scratch);
}

int sheet_table(struct page *page, const char *name, int row, const struct heading *headings,
                size_t count, size_t rows, bool totals)
{
    const char **titles = memory_array(count, sizeof *titles);
    for (size_t k = 0; k < count; k++) {
        titles[k] = headings[k].title;
        page_width(page, (int)k, (int)k, headings[k].width);
    }
    int last = row + (int)rows + (rows == 0) + totals;
    page_table(page, name, row, 0, last, (int)count - 1, titles, totals);
    free(titles);
    return row + 1;
}

int sheet_note(struct page *page, int row, int last_column, const char *note)
{
    page_block(page, row, 0, row, last_column, LOOK_NOTE, note);
    return row + 1;
}

void sheet_chart(struct page *page, size_t place, const struct chart *chart)
{
    enum { COLUMNS_WIDE = 10 };
    const double characters = 8; /* 61 pixels, said lest each program take its own default */
    if (place == 0)
        page_width(page, 0, 2 * COLUMNS_WIDE - 1, characters);
    int row = SHEET_HEADER + (int)(place / 2) * page_chart_rows(CHART_HIGH);
    page_chart(page, row, (int)(place % 2) * COLUMNS_WIDE, chart);
}
