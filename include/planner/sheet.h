/* A sheet: what it is called, what it answers, and how it is filled from the results it is given.
 * It speaks of text, money, dates and formulas; it does not know Excel.
 *
 * Every sheet begins alike: row 0 its title, row 1 what it answers (with the post and the as-of
 * date), row 2 empty, row SHEET_HEADER the header of its table or its first section. */
#ifndef PLANNER_SHEET_H
#define PLANNER_SHEET_H

#include "planner/page.h"
#include "planner/post.h"

enum { SHEET_HEADER = 3 };

struct sheet {
    struct page_setup setup; /* the name stands here */
    const char *title;       /* NULL: the name */
    const char *answers;     /* one sentence: the question that the sheet answers */
    /* NULL: always. A sheet without anything to say is left out. */
    bool (*wanted)(const void *subject);
    /* `subject` is the struct that the book's sheets share (struct plan_book, ...). */
    void (*fill)(struct page *page, const void *subject);
};

/* Draws the wanted ones of `sheets` (NULL at the end) in their order. `caption` follows what each
 * sheet answers: the post and the as-of date. */
void draw_sheets(struct book *book, const struct sheet *const sheets[], const void *subject,
                 const char *caption);

/* A column of a plain table. */
struct heading {
    const char *title;
    double width; /* characters */
};
/* Widths and the native table with its header at `row`; `rows` data rows follow.  Returns the
 * first data row. */
int sheet_table(struct page *page, const char *name, int row, const struct heading *headings,
                size_t count, size_t rows, bool totals);

/* A grey note over the columns up to `last_column`. Returns the row below. */
int sheet_note(struct page *page, int row, int last_column, const char *note);

/* Charts of a sheet of charts: two beside each other.  `place` counts from 0, row by row, and rises
 * from call to call; a chart that is CHART_ROW_WIDE takes two places. */
enum { CHART_WIDE = 590, CHART_ROW_WIDE = 1200, CHART_HIGH = 320 };
void sheet_chart(struct page *page, size_t place, const struct chart *chart);

#endif
