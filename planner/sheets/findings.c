/* Findings: everything that was found in the files, with its place. */
#include "planner/plan_book.h"

static const char *suggestion_of(const struct post *post, const struct finding *f)
{
    return !f->suggested                ? ""
           : word_given(f->suggestion) ? post_string(post, f->suggestion)
                                       : "(leave it empty)";
}

static void fill(struct page *page, const void *subject)
{
    enum { KIND, FILE_, RULE, FIELD_, WHAT, SUGGESTED, LINE, COLUMN, ROWS, DOLLARS, COLUMNS };
    static const struct heading headings[COLUMNS] = {
        [KIND] = {"Kind", 8},    [FILE_] = {"File", 18},  [RULE] = {"Rule", 18},
        [FIELD_] = {"Field", 13}, [WHAT] = {"What", 58},  [SUGGESTED] = {"Suggested", 12},
        [LINE] = {"Line", 6},    [COLUMN] = {"Column", 7}, [ROWS] = {"Rows", 6},
        [DOLLARS] = {"Dollars in these rows", 11.3}};
    static const char *const kinds[] = {"note", "warning", "error"};
    const struct plan_book *b = subject;
    const struct post *post = b->plan->post;
    size_t count;
    const struct finding *findings = diag_sorted(post->diag, &count);
    int row = sheet_table(page, "Findings", SHEET_HEADER, headings, COLUMNS, count, false);
    for (size_t i = 0; i < count; i++, row++) {
        const struct finding *f = &findings[i];
        const char *sentence = diag_sentence(b->arena, post->words, f);
        page_text(page, row, FILE_, LOOK_TEXT, post_file(post, post_string(post, f->at.file)));
        page_number(page, row, LINE, LOOK_COUNT, f->at.line);
        page_number(page, row, COLUMN, LOOK_COUNT, f->at.column);
        page_text(page, row, KIND, LOOK_TEXT | (f->severity == NOTE ? LOOK_MUTED : 0),
                  kinds[f->severity]);
        page_number(page, row, ROWS, LOOK_COUNT, f->count);
        page_money(page, row, DOLLARS, LOOK_MONEY, f->amount);
        page_text(page, row, RULE, LOOK_TEXT, f->rule);
        page_text(page, row, FIELD_, LOOK_TEXT, post_string(post, f->field));
        page_text(page, row, WHAT, LOOK_WRAP, sentence);
        page_text(page, row, SUGGESTED, LOOK_TEXT, suggestion_of(post, f));
    }
}

const struct sheet sheet_findings = {
    .setup = {.name = "Findings", .freeze_rows = SHEET_HEADER + 1},
    .answers = "What was found in the files, and where?",
    .fill = fill,
};
