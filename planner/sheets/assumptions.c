/* Assumptions: every input that a formula uses, with its source.  Changing a cell here changes
 * the plan. */
#include "planner/plan_book.h"

static void header(const struct plan_book *b, struct page *page, int row, const char *section,
                   const char *const titles[], size_t count)
{
    (void)b;
    page_text(page, row - 1, 0, LOOK_HEADING, section);
    for (size_t k = 0; k < count; k++)
        page_text(page, row, (int)k, LOOK_HEADER, titles[k]);
}

static void put_settings(const struct plan_book *b, struct page *page)
{
    static const char *const titles[] = {"Setting", "Value", "From"};
    static const char *const origins[] = {"default", "settings.csv", "command line"};
    const struct plan *plan = b->plan;
    header(b, page, SHEET_HEADER, "The plan (as of this run; not live)", titles, 3);
    int row = SHEET_HEADER + 1;
    for (size_t k = 0; k < setting_count(); k++, row++) {
        page_text(page, row, 0, LOOK_TEXT, setting_table[k].key);
        page_text(page, row, 1, LOOK_WRAP, setting_text(plan->post, plan->settings, k));
        page_text(page, row, 2, LOOK_TEXT, origins[plan->origin->from[k]]);
        page_block(page, row, 3, row, 7, LOOK_NOTE, setting_table[k].help);
    }
    page_text(page, row, 0, LOOK_TEXT, "first day that can buy");
    page_date(page, row, 1, LOOK_DATE, plan->rules.first_buy);
    page_text(page, row, 2, LOOK_TEXT, "worked out");
    page_block(page, row, 3, row, 7, LOOK_NOTE, "the later of as_of and 1 October of first_buy_year");
}

static const char *plan_category_shown(const struct category *c)
{
    return c->plan_category ? plan_category_name(c->plan_category) : "by network";
}

static void put_cycles(const struct plan_book *b, struct page *page)
{
    static const char *const titles[] = {"Category", "Cycle (months)", "Lead time (months)",
                                         "Escalation class", "Funding source", "Object class",
                                         "Plan category", "Name of the cycle cell", "Cycle from"};
    const struct plan *plan = b->plan;
    const struct catalog *c = plan->catalog;
    header(b, page, b->cycle_row_first - 1, "Replacement cycles", titles, 9);
    for (size_t i = 0; i < c->category_count; i++) {
        const struct category *k = &c->categories[i];
        int row = b->category_row[i];
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, k->name));
        page_number(page, row, 1, LOOK_COUNT | LOOK_INPUT, k->cycle_months);
        page_number(page, row, 2, LOOK_COUNT | LOOK_INPUT, k->lead_months);
        page_text(page, row, 3, LOOK_TEXT, post_string(plan->post, c->classes[k->escalation_class].name));
        page_text(page, row, 4, LOOK_TEXT, post_string(plan->post, k->funding_source));
        page_text(page, row, 5, LOOK_TEXT, post_string(plan->post, k->object_class));
        page_text(page, row, 6, LOOK_TEXT, plan_category_shown(k));
        page_text(page, row, 7, LOOK_TEXT | LOOK_MUTED, b->cycle_name[i]);
        page_text(page, row, 8, LOOK_TEXT | LOOK_MUTED,
                  k->built_in ? say(b, "built in: %s", k->source) : k->source);
        page_name(page, row, 1, b->cycle_name[i]);
    }
}

/* Whether the class has a figure of its own for the year, or carries the one before. */
static bool has_own_rate(const struct escalation_class *class, int year, int first_used)
{
    if (class->built_in && class->path.count == 1)
        return year == first_used;
    int i = year - class->path.first;
    if (i < 0 || (size_t)i >= class->path.count)
        return false;
    return class->built_in || class->given[i];
}

static void put_rates(const struct plan_book *b, struct page *page)
{
    const struct plan *plan = b->plan;
    const struct catalog *c = plan->catalog;
    /* a thousand years where a price or as-of is from the far end of what dates may be */
    const char **titles = arena_alloc(b->arena, 2 + (size_t)b->rate_years, sizeof *titles);
    titles[0] = "Escalation class";
    for (int y = 0; y < b->rate_years; y++)
        titles[1 + y] = fiscal_label(b, b->rate_first_year + y);
    titles[1 + b->rate_years] = "From";
    header(b, page, b->rate_row, "Price changes, percent into the year", titles,
           2 + (size_t)b->rate_years);
    for (size_t i = 0; i < c->class_count; i++) {
        const struct escalation_class *class = &c->classes[i];
        int row = b->class_row[i], from = b->class_from[i];
        if (row < 0)
            continue;
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, class->name));
        for (int year = from; year < b->rate_first_year + b->rate_years; year++) {
            int column = 1 + year - b->rate_first_year;
            double pct = rate_in(&class->path, year);
            if (year > from && !has_own_rate(class, year, from))
                page_formula_number(page, row, column, LOOK_RATE | LOOK_INPUT, pct,
                                    here(b, row, column - 1));
            else
                page_number(page, row, column, LOOK_RATE | LOOK_INPUT, pct);
            page_name(page, row, column, ref_rate(b, i, year));
        }
        page_text(page, row, 1 + b->rate_years, LOOK_TEXT | LOOK_MUTED, class->source);
    }
}

static void put_exchange(const struct plan_book *b, struct page *page)
{
    const struct plan *plan = b->plan;
    const struct catalog *c = plan->catalog;
    if (c->currency_count < 2)
        return;
    const char *titles[64] = {"Currency"};
    for (int y = 0; y < b->years; y++)
        titles[1 + y] = fiscal_label(b, plan->first_year + y);
    titles[1 + b->years] = "From";
    header(b, page, b->exchange_row, "Budget exchange rates, units per dollar", titles,
           2 + (size_t)b->years);
    for (size_t i = 1; i < c->currency_count; i++) {
        const struct currency *k = &c->currencies[i];
        int row = b->currency_row[i];
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, k->name));
        for (int y = 0; y < b->years; y++) {
            int year = plan->first_year + y;
            bool own = year >= k->first_year && year <= k->last_year && k->given[year - k->first_year];
            double rate = decimal_double(currency_rate(k, year));
            if (y && !own && year > k->first_year)
                page_formula_number(page, row, 1 + y, LOOK_EXCHANGE | LOOK_INPUT, rate,
                                    here(b, row, y));
            else
                page_number(page, row, 1 + y, LOOK_EXCHANGE | LOOK_INPUT, rate);
            page_name(page, row, 1 + y, ref_exchange(b, i, year));
        }
        struct place from = rows_place(&plan->post->exchange.rows, k->row, NULL);
        page_text(page, row, 1 + b->years, LOOK_TEXT | LOOK_MUTED,
                  post_file(plan->post, post_string(plan->post, from.file)));
    }
}

static void put_prices(const struct plan_book *b, struct page *page)
{
    static const char *const titles[] = {"Bought", "In place of model", "Network", "Replacement",
                                         "Price", "Freight", "Installation", "Currency",
                                         "Prices of", "From"};
    const struct plan *plan = b->plan;
    const struct price_rows *t = &plan->post->prices;
    if (!t->rows.count)
        return;
    header(b, page, b->price_header, "Price list, per unit", titles, 10);
    for (size_t i = 0; i < t->rows.count; i++) {
        int row = b->price_row[i];
        if (row < 0)
            continue;
        const money parts[PARTS] = {t->unit_price[i], t->freight[i], t->install[i]};
        size_t category = category_find(plan->catalog, t->category[i]);
        page_text(page, row, 0, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->categories[category].name));
        page_text(page, row, 1, LOOK_WRAP, post_string(plan->post, t->model[i]));
        page_text(page, row, 2, LOOK_TEXT, network_name(t->network[i]));
        page_text(page, row, 3, LOOK_WRAP, post_string(plan->post, t->replacement[i]));
        for (int k = 0; k < PARTS; k++)
            if (b->unit_row[i * PARTS + (size_t)k] >= 0)
                page_money(page, row, 4 + k, LOOK_MONEY | LOOK_INPUT, parts[k]);
        page_text(page, row, 7, LOOK_TEXT,
                  post_string(plan->post,
                              plan->catalog->currencies[currency_find(plan->catalog,
                                                                      t->currency[i])].name));
        page_number(page, row, 8, LOOK_FISCAL, t->price_year[i]);
        page_text(page, row, 9, LOOK_TEXT | LOOK_MUTED, price_place(plan, i));
    }
}

static void put_ceilings(const struct plan_book *b, struct page *page)
{
    static const char *const titles[] = {"Fiscal year", "Ceiling", "Funding source",
                                         "Plan category", "Through quarter"};
    const struct plan *plan = b->plan;
    const struct ceiling_rows *t = &plan->post->ceilings;
    if (!t->rows.count)
        return;
    header(b, page, b->ceiling_header, "Ceilings (control levels)", titles, 5);
    bool named[64] = {false};
    for (size_t i = 0; i < t->rows.count; i++) {
        int row = b->ceiling_header + 1 + (int)i;
        if (t->rows.bad[i])
            continue;
        page_number(page, row, 0, LOOK_FISCAL, t->fiscal_year[i]);
        page_money(page, row, 1, LOOK_MONEY | LOOK_INPUT, t->amount[i]);
        page_text(page, row, 2, LOOK_TEXT, post_string(plan->post, t->funding_source[i]));
        page_text(page, row, 3, LOOK_TEXT, plan_category_name(t->plan_category[i]));
        if (whole_given(t->quarter[i]))
            page_number(page, row, 4, LOOK_NUMBER, t->quarter[i]);
        int y = year_index(plan, t->fiscal_year[i]);
        if (y >= 0 && !named[y] && !word_given(t->funding_source[i]) && !t->plan_category[i] &&
            !whole_given(t->quarter[i])) {
            page_name(page, row, 1, say(b, "ceiling_FY%d", t->fiscal_year[i]));
            named[y] = true;
        }
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    page_width(page, 0, 0, 27);
    page_width(page, 1, 1, 21);
    page_width(page, 2, 2, 15);
    page_width(page, 3, 3, 27);
    page_width(page, 4, 4, 17);
    page_width(page, 5, 5, 12);
    page_width(page, 6, 6, 24);
    page_width(page, 7, 7, 24);
    page_width(page, 8, 8, 12);
    page_width(page, 9, 40, 10);
    if (b->rate_years > 8)
        page_width(page, 1 + b->rate_years, 1 + b->rate_years, 34); /* where the rates are from */
    put_settings(b, page);
    put_cycles(b, page);
    put_rates(b, page);
    put_exchange(b, page);
    put_prices(b, page);
    put_ceilings(b, page);
}

const struct sheet sheet_assumptions = {
    .setup = {.name = SHEET_ASSUMPTIONS, .freeze_columns = 1},
    .answers = "What does the plan rest on? Change a yellow, boxed cell and the plan follows.",
    .fill = fill,
};
