/* The workbooks of the property officer: what changed, what the count found, what the mission's
 * posts come to. */
#ifndef PLANNER_PROPERTY_BOOK_H
#define PLANNER_PROPERTY_BOOK_H

#include "planner/compare.h"
#include "planner/plan_book.h"
#include "planner/reconcile.h"
#include "planner/result.h"
#include "planner/rollup.h"

struct comparison_book {
    struct arena *arena;
    const struct comparison *comparison;
    const struct manifest *manifest;
};
void draw_comparison(struct book *book, const struct comparison *comparison,
                     const struct manifest *manifest);

/* What was found and not looked for, in the words of the sheets that count it. */
extern const char found_not_recorded[], found_early[], found_written_off[];

struct reconciliation_book {
    struct arena *arena;
    const struct reconciliation *reconciliation;
    const struct manifest *manifest;
};
void draw_reconciliation(struct book *book, const struct reconciliation *reconciliation,
                         const struct manifest *manifest);

struct rollup_book {
    struct arena *arena;
    const struct rollup *rollup;
    const struct manifest *manifest;
    bool live; /* Mission has formulas: all of Lines stands on one sheet */
};
void draw_rollup(struct book *book, const struct rollup *rollup, const struct manifest *manifest);

/* The table of changes that two of the books share. Returns the row behind it. */
int put_changes(struct page *page, int row, struct arena *arena, const struct post *left,
                const struct post *right, const struct changes *changes, const char *left_title,
                const char *right_title, bool (*shown)(const struct change *change));

/* changes.csv. */
void write_changes(struct csv_out *out, const struct post *post, const struct changes *changes);

/* Headings in row `row`, from column 0, without a native table. */
void put_titles(struct page *page, int row, const char *const titles[], int count, int first_right);

#endif
