/* Findings: everything that was found in the files, with its place. */
#include "planner/plan_book.h"

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {{"File", 28}, {"Line", 8}, {"Column", 8},
                                              {"Kind", 10}, {"Rows", 8}, {"Rule", 24},
                                              {"Field", 18}, {"What", 86}};
    static const char *const kinds[] = {"note", "warning", "error"};
    const struct plan_book *b = subject;
    const struct post *post = b->plan->post;
    size_t count;
    const struct finding *findings = diag_sorted(post->diag, &count);
    int row = sheet_table(page, "Findings", SHEET_HEADER, headings, 8, count, false);
    for (size_t i = 0; i < count; i++, row++) {
        const struct finding *f = &findings[i];
        const char *sentence = diag_sentence(b->arena, post->words, f);
        sheet_wrap(page, row, sentence, 90);
        page_text(page, row, 0, LOOK_TEXT, post_file(post, post_string(post, f->at.file)));
        page_number(page, row, 1, LOOK_COUNT, f->at.line);
        page_number(page, row, 2, LOOK_COUNT, f->at.column);
        page_text(page, row, 3, LOOK_TEXT | (f->severity == NOTE ? LOOK_MUTED : 0),
                  kinds[f->severity]);
        page_number(page, row, 4, LOOK_COUNT, f->count);
        page_text(page, row, 5, LOOK_TEXT, f->rule);
        page_text(page, row, 6, LOOK_TEXT, post_string(post, f->field));
        page_text(page, row, 7, LOOK_WRAP, sentence);
    }
}

const struct sheet sheet_findings = {
    .setup = {.name = "Findings", .freeze_rows = SHEET_HEADER + 1},
    .answers = "What was found in the files, and where?",
    .fill = fill,
};
