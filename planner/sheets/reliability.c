/* Reliability: how long each category lasts here, and what that rests on. */
#include "planner/failures.h"

#include <math.h>

#include "planner/plan_book.h"

enum { CATEGORY, UNITS, FAILED, REPEATED, SHAPE, SHAPE_LOW, SHAPE_HIGH, SCALE, SCALE_LOW,
       SCALE_HIGH, MEAN, YEAR, EXPECTED, ORIGIN, STANDARD_SHAPE, STANDARD_SCALE, COLUMNS };

static void put_end(struct page *page, int row, int column, double end)
{
    if (end > 0 && isfinite(end))
        page_number(page, row, column, LOOK_EXCHANGE, end);
    else
        page_text(page, row, column, LOOK_TEXT | LOOK_MUTED | LOOK_RIGHT, "open");
}

static void put_fit(struct page *page, int row, const struct category_life *life)
{
    if (life->origin == LIFE_FITTED) {
        put_end(page, row, SHAPE_LOW, life->fit.shape.low);
        put_end(page, row, SHAPE_HIGH, life->fit.shape.high);
    }
    if (life->origin == LIFE_FITTED || life->origin == LIFE_SHAPE_GIVEN) {
        put_end(page, row, SCALE_LOW, life->fit.scale.low);
        put_end(page, row, SCALE_HIGH, life->fit.scale.high);
    }
}

static void put_category(const struct plan_book *b, struct page *page, int row, size_t category)
{
    const struct category_life *life = &b->plan->lives->of[category];
    page_text(page, row, CATEGORY, LOOK_TEXT,
              post_string(b->plan->post, b->plan->catalog->categories[category].name));
    page_number(page, row, UNITS, LOOK_COUNT, (double)life->in_service);
    page_number(page, row, FAILED, LOOK_COUNT, (double)life->failures);
    page_number(page, row, REPEATED, LOOK_COUNT, (double)life->repeats);
    if (reliability_valid(life->life)) {
        page_number(page, row, SHAPE, LOOK_EXCHANGE, life->life.shape);
        page_number(page, row, SCALE, LOOK_EXCHANGE, life->life.scale);
        page_number(page, row, MEAN, LOOK_EXCHANGE, reliability_mean_life(life->life));
        page_number(page, row, YEAR, LOOK_PERCENT, reliability_failure(life->life, 0, 1));
        page_number(page, row, EXPECTED, LOOK_EXCHANGE, life->to_expect);
    }
    put_fit(page, row, life);
    if (reliability_valid(life->standard)) {
        page_number(page, row, STANDARD_SHAPE, LOOK_EXCHANGE, life->standard.shape);
        page_number(page, row, STANDARD_SCALE, LOOK_EXCHANGE, life->standard.scale);
    }
    page_text(page, row, ORIGIN, LOOK_TEXT | (life->origin == LIFE_UNKNOWN ? LOOK_ALERT : 0),
              life_origin_text(b->arena, life));
}

static bool has_units(const struct category_life *life)
{
    return life->in_service || life->failures;
}

static size_t count_categories(const struct plan *plan)
{
    size_t n = 0;
    for (size_t c = 0; c < plan->catalog->category_count; c++)
        n += has_units(&plan->lives->of[c]);
    return n;
}

static void put_notes(const struct plan_book *b, struct page *page, int row)
{
    const struct lives *lives = b->plan->lives;
    char day[DATE_TEXT];
    const char *const notes[] = {
        "Years. F(t) = 1 - exp(-(t / scale)^shape): shape below 1 early failures, 1 chance, above "
        "1 wear; 63.2 % have failed by the scale.",
        !lives->entries ? "failures.csv is empty or absent: everything here is a default."
        : !date_given(lives->log_start)
            ? say(b, "None of what failures.csv holds (%s) can be used.",
                  how_many(b->arena, (long long)lives->entries, "entry", "entries"))
            : say(b, "Maximum likelihood on first failures and the units still in use "
                  "(right-censored); the log is taken to begin on %s, older units enter at the age "
                  "they had then. Intervals at 95 %%.", date_long(lives->log_start, day)),
        say(b, "Both figures are fitted from %d failures on; with fewer the default's shape is "
            "kept.", LIFE_FAILURES_ENOUGH),
        "To expect: of the units in service, at their ages. Where it rests on the built-in table it "
        "says nothing of this post, and no text that is handed over repeats it.",
        "Spares go by these lives. Cycles, prices and the schedule do not change with them.",
        lives->unusable ? say(b, "%s left out; see Findings.",
                              how_many(b->arena, (long long)lives->unusable,
                                       "entry without a usable age is",
                                       "entries without a usable age are"))
                        : "",
    };
    for (size_t k = 0; k < sizeof notes / sizeof *notes; k++)
        if (notes[k][0])
            row = sheet_note(page, row, ORIGIN, notes[k]);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Category", 17}, {"Units in use without failure", 11}, {"First failures", 8},
        {"Repeated failures", 8.8}, {"Shape", 7.5}, {"Shape from", 7.5}, {"Shape to", 8},
        {"Scale", 8}, {"Scale from", 8}, {"Scale to", 10}, {"Mean life", 8},
        {"Fails in its first year", 9}, {"Failures to expect in 12 months", 11},
        {"Rests on", 42}, {"Default shape", 7.5}, {"Default scale", 8}};
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    page_paper(page, STANDARD_SHAPE);
    int row = sheet_table(page, "Reliability", SHEET_HEADER, headings, COLUMNS,
                          count_categories(plan), false);
    for (size_t c = 0; c < plan->catalog->category_count; c++)
        if (has_units(&plan->lives->of[c]))
            put_category(b, page, row++, c);
    put_notes(b, page, row + 1);
}

static bool wanted(const void *subject)
{
    return count_categories(((const struct plan_book *)subject)->plan) > 0;
}

const struct sheet sheet_reliability = {
    .setup = {.name = "Reliability", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 1},
    .answers = "How long do things last here, by the post's own failures, and how sure is that?",
    .wanted = wanted,
    .fill = fill,
};
