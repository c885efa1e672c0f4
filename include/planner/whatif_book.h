/* The what-if workbook: answers first, then each question's sheet, proofs last. */
#ifndef PLANNER_WHATIF_BOOK_H
#define PLANNER_WHATIF_BOOK_H

#include "planner/sheet.h"
#include "planner/whatif.h"

/* What a sheet is drawn from; `scenario` is that of a scenario's own sheet. */
struct whatif_view {
    const struct whatif *w;
    struct arena *arena;
    size_t scenario;
    const char **sheet_name; /* [scenario]: its sheet */
};

void draw_whatif(struct book *book, const struct whatif *whatif);

extern const struct sheet sheet_whatif_answers, sheet_whatif_comparison, sheet_whatif_ceiling,
    sheet_whatif_level, sheet_whatif_fan, sheet_whatif_tornado, sheet_whatif_best_age,
    sheet_whatif_assumptions, sheet_whatif_annex;
/* A scenario's own sheet: only its name differs. */
extern const struct sheet sheet_whatif_scenario;

/* ---- for the sheets: a table of years, first column a label, last a total ------------------------ */

int view_years(const struct whatif_view *v);
/* Header and native table; returns the first data row. */
int year_table(const struct whatif_view *v, struct page *page, int row, const char *name,
               const char *label, size_t rows);
/* One row of amounts by year, and their total as a formula. */
void year_row(const struct whatif_view *v, struct page *page, int row, unsigned look,
              const char *label, const money amount[]);
/* The same where each cell is row `minuend` less row `subtrahend`. */
void difference_row(const struct whatif_view *v, struct page *page, int row, const char *label,
                    const money amount[], int minuend, int subtrahend);
void page_heading(struct page *page, int row, const char *string);
/* A sentence over the width of the year table; returns the next row. */
int page_sentence(const struct whatif_view *v, struct page *page, int row, unsigned look,
                  const char *string);

#endif
