/* Block F: service standards, met or not; the survey against its target. */
#include "planner/icass_book.h"

enum { CENTER, STANDARD, WHEN, MET, UNIT, TARGET, MEASURED, LAST, COLUMNS };

static const struct heading headings[COLUMNS] = {
    {"Cost center", 12}, {"Standard", 54}, {"Quarter", 12}, {"Result", 18}, {"Unit", 14},
    {"Target", 10}, {"Measured", 11}, {"Before", 10}};

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->standard_count > 0;
}

static void put_row(const struct icass_book *b, struct page *page, int row,
                    const struct standard_line *s)
{
    const struct post *post = b->icass->plan->post;
    const struct standard_rows *t = &post->standards;
    page_text(page, row, CENTER, LOOK_TEXT, post_string(post, t->cost_center[s->row]));
    page_text(page, row, STANDARD, LOOK_TEXT, post_string(post, t->standard[s->row]));
    page_text(page, row, UNIT, LOOK_TEXT, post_string(post, t->unit[s->row]));
    put_decimal(page, row, TARGET, LOOK_NUMBER, t->target[s->row]);
    put_decimal(page, row, MEASURED, LOOK_NUMBER, s->now);
    put_decimal(page, row, LAST, LOOK_NUMBER | LOOK_MUTED, s->last);
    if (s->met < 0) {
        page_text(page, row, MET, LOOK_TEXT | LOOK_MUTED, "not measured yet");
    } else {
        const char *now = address_here(b->arena, row, MEASURED),
                   *target = address_here(b->arena, row, TARGET);
        page_formula_text(page, row, MET, LOOK_TEXT | (s->met ? LOOK_GOOD : LOOK_ALERT),
                          s->met ? "met" : "not met",
                          say(b, "IF(%s%s%s,\"met\",\"not met\")", now,
                              s->lower_is_better ? "<=" : ">=", target));
    }
    page_text(page, row, WHEN, LOOK_TEXT,
              say(b, "FY%d Q%d", t->fiscal_year[s->row], t->quarter[s->row]));
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    size_t n = b->icass->standard_count;
    put_warning(b, page);
    int row = sheet_table(page, "Standards", SHEET_HEADER, headings, COLUMNS, n, false);
    for (size_t i = 0; i < n; i++)
        put_row(b, page, row++, &b->icass->standards[i]);
    put_note(page, row + 1, COLUMNS, 150,
              "Times (hours, days, minutes) are met at or below their target, all else at or above. "
              "The survey's target is 4.0 of 5. Each standard stands with its latest quarter of the "
              "last four.");
}

const struct sheet sheet_icass_standards = {
    .setup = {.name = "Service standards", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "Was the service as good as was promised?",
    .wanted = wanted,
    .fill = fill,
};
