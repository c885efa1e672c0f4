/* Price factors: one row per class and year of price; each cell is its left neighbour times one
 * plus the year's rate, since a quotient of two factors would differ in the last bit. */
#include "planner/plan_book.h"

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    size_t columns = 2 + (size_t)b->rate_years;
    struct heading *headings = arena_alloc(b->arena, columns, sizeof *headings);
    headings[0] = (struct heading){"Class", 22};
    headings[1] = (struct heading){"Prices of", 11};
    for (int y = 0; y < b->rate_years; y++)
        headings[2 + y] = (struct heading){fiscal_label(b, b->rate_first_year + y), 11};
    int row = sheet_table(page, "PriceFactors", SHEET_HEADER, headings, columns, b->factor_count,
                          false);
    for (size_t i = 0; i < b->factor_count; i++, row++) {
        const struct factor_row *f = &b->factors[i];
        const struct escalation_class *class = &b->plan->catalog->classes[f->class_index];
        page_text(page, row, 0, LOOK_TEXT, post_string(b->plan->post, class->name));
        page_number(page, row, 1, LOOK_FISCAL, f->from);
        double factor = 1;
        for (int y = 0; y < b->rate_years; y++) {
            int year = b->rate_first_year + y;
            if (year <= f->from) {
                page_number(page, row, 2 + y, LOOK_NUMBER | LOOK_MUTED, 1);
                continue;
            }
            factor = factor * (1 + rate_in(&class->path, year) / 100);
            page_formula_number(page, row, 2 + y, LOOK_NUMBER, factor,
                                year == f->from + 1
                                    ? say(b, "1+%s/100", ref_rate(b, f->class_index, year))
                                    : say(b, "%s*(1+%s/100)", here(b, row, 1 + y),
                                          ref_rate(b, f->class_index, year)));
        }
    }
}

const struct sheet sheet_factors = {
    .setup = {.name = SHEET_FACTORS, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2, .compact = true,
              .workings = true},
    .answers = "By how much a price of a given year has changed by each later year.",
    .fill = fill,
};
