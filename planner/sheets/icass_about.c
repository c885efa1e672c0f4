/* How the figures come about, from which files, and what was found in them. */
#include "planner/icass_book.h"
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

static int put_rules(const struct icass_book *b, struct page *page, int row)
{
    struct sentences rules = {0};
    icass_say(&rules, "Modified count = count x weight x modifier, exact to the thousandth.");
    icass_say(&rules, "Each cost center's cost (target + Washington, latest version) is shared by "
                      "modified counts in whole cents: every agency gets the floor of its exact "
                      "share, and the cents left go to the largest remainders; equal remainders to "
                      "the agency listed first.");
    icass_say(&rules, say(b,
                          "Redistribution: %s. That the ICASS software passes the ICASS row "
                          "on in this way is not documented; compare with signed invoices.",
                          redistribution_text(b->icass->method)));
    icass_say(&rules, "Charges equal costs (6 FAH-5 H-010); cost follows counts after modification "
                      "(H-331, H-320). Weights and modifier levels come from the post's files.");
    icass_say(&rules, "Projected year end: what is obligated in whole quarters, and for the rest the "
                      "target by its usual quarters (earlier years) at the pace so far; with three "
                      "years of quarters and more a forecasting method sets the pace. Planned %: by "
                      "the plan's lines where it has them, else by earlier years.");
    icass_say(&rules, "This workbook prepares and checks what goes into the ICASS software; it does "
                      "not replace it.");
    put_bullets(b, page, &row, 6, 165, &rules);
    free(rules.at);
    return row + 1;
}

static int put_files(const struct icass_book *b, struct page *page, int row)
{
    const struct post *post = b->icass->plan->post;
    page_text(page, row++, 0, LOOK_HEADING,
              say(b, "Files read by planner %s%s%s", b->manifest->version,
                  b->manifest->figures[0] ? ", with " : "", b->manifest->figures));
    page_text(page, row, 0, LOOK_HEADER, "File");
    page_text(page, row, 1, LOOK_HEADER, "SHA-256");
    page_text(page, row, 2, LOOK_HEADER | LOOK_RIGHT, "Rows");
    page_text(page, row++, 3, LOOK_HEADER | LOOK_RIGHT, "Bytes");
    for (size_t i = 0; i < post->file_count; i++, row++) {
        page_text(page, row, 0, LOOK_TEXT, post->files[i].path);
        page_text(page, row, 1, LOOK_TEXT, post->files[i].sha256);
        page_number(page, row, 2, LOOK_COUNT, (double)post->files[i].rows);
        page_number(page, row, 3, LOOK_COUNT, (double)post->files[i].bytes);
    }
    return row + 1;
}

/* Of the files that this report rests on. */
static bool concerns(const struct post *post, const struct finding *f)
{
    static const char *const files[] = {"workload", "icass", "cost_centers", "agencies",
                                        "obligations", "standards", "staff"};
    const char *path = post_string(post, f->at.file);
    for (size_t k = 0; k < sizeof files / sizeof *files; k++)
        if (strstr(path, files[k]))
            return true;
    return !path[0] && !strncmp(f->rule, "icass", 5);
}

static void put_findings(const struct icass_book *b, struct page *page, int row)
{
    const struct post *post = b->icass->plan->post;
    size_t count, shown = 0;
    const struct finding *findings = diag_sorted(post->diag, &count);
    page_text(page, row++, 0, LOOK_HEADING, "Findings in the files of this report");
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &findings[i];
        if (!concerns(post, f))
            continue;
        page_block(page, row, 0, row, 5, LOOK_WRAP | (f->severity == NOTE ? LOOK_MUTED : 0),
                   say(b, "%s:%u: %s", post_string(post, f->at.file), f->at.line,
                       diag_sentence(b->arena, post->words, f)));
        page_height(page, row++, 30);
        shown++;
    }
    if (!shown)
        page_text(page, row, 0, LOOK_TEXT | LOOK_GOOD, "None.");
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    static const double widths[] = {44, 70, 12, 14, 4, 4};
    put_warning(b, page);
    for (int k = 0; k < 6; k++)
        page_width(page, k, k, widths[k]);
    int row = put_rules(b, page, SHEET_HEADER);
    row = put_files(b, page, row);
    put_findings(b, page, row);
}

const struct sheet sheet_icass_about = {
    .setup = {.name = "About"},
    .answers = "How do these figures come about, and what do they rest on?",
    .fill = fill,
};
