/* Comparison: what changed between two inventories and what that does to the plan. */
#include "planner/property_book.h"

static const char *const meanings[] = {
    [CHANGE_NEW] = "in the newer one only",
    [CHANGE_GONE] = "in the older one only",
    [CHANGE_MOVED] = "at another location or post",
    [CHANGE_CHANGED] = "another fact differs; which one stands on Changes",
    [CHANGE_REPRICED] = "another cost, or its replacement has another price",
};

static int put_counts(const struct comparison_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"What changed", "Assets", "Dollars"};
    const struct comparison *c = b->comparison;
    put_titles(page, row++, titles, 3, 1);
    page_block(page, row - 1, 3, row - 1, 6, LOOK_HEADER, "Meaning");
    for (int k = 0; k <= CHANGE_REPRICED; k++, row++) {
        page_text(page, row, 0, LOOK_TEXT, change_name((enum change_kind)k));
        page_number(page, row, 1, LOOK_COUNT, (double)c->count[k]);
        page_money(page, row, 2, LOOK_MONEY, c->sum[k]);
        page_text(page, row, 3, LOOK_TEXT | LOOK_MUTED, meanings[k]);
    }
    row = sheet_note(page, row, 6,
                     "New and gone at acquisition cost; changed: by quantity; re-priced: difference in "
              "cost, or in the price of the replacement.");
    return row + 1;
}

static void put_execution_row(struct page *page, int row, const char *what, double assets,
                              money amount, unsigned look)
{
    page_text(page, row, 0, LOOK_TEXT | look, what);
    page_number(page, row, 1, LOOK_COUNT | look, assets);
    page_money(page, row, 2, LOOK_MONEY | look, amount);
}

static int put_execution(const struct comparison_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"What was done of the older plan", "Assets", "Dollars"};
    const struct comparison *c = b->comparison;
    char day[DATE_TEXT];
    put_titles(page, row++, titles, 3, 1);
    page_block(page, row - 1, 3, row - 1, 6, LOOK_HEADER,
               arena_format(b->arena, "Replacements planned up to %s",
                            date_long(c->after->settings->as_of, day)));
    put_execution_row(page, row, "Done: gone or renewed", (double)c->count[CHANGE_DONE], c->done, 0);
    put_execution_row(page, row + 1, "Not done", (double)c->count[CHANGE_NOT_DONE], c->open,
                      c->count[CHANGE_NOT_DONE] ? LOOK_ALERT : 0);
    put_execution_row(page, row + 2, "  of these no longer in the plan", (double)c->open_dropped,
                      MONEY_NONE, 0);
    row += 3;
    page_text(page, row, 0, LOOK_TEXT, "What the undone ones cost more now");
    page_formula_money(page, row, 2, LOOK_MONEY, money_sub(c->open_now, c->open_before),
                       arena_format(b->arena, "%.2f-%.2f", money_dollars(c->open_now),
                                    money_dollars(c->open_before)));
    page_text(page, row, 3, LOOK_TEXT | LOOK_MUTED, "of those priced in both plans: now minus then");
    return row + 2;
}

static void put_total(const struct comparison_book *b, struct page *page, int row,
                      const char *label, const struct plan *plan)
{
    const struct comparison *c = b->comparison;
    page_text(page, row, 0, LOOK_TEXT, label);
    for (int year = c->first_year; year <= c->last_year; year++)
        page_money(page, row, 1 + year - c->first_year, LOOK_DOLLARS, plan_total(plan, year, 0));
}

/* Newer minus older; empty where only one plan has the year. */
static void put_difference(const struct comparison_book *b, struct page *page, int row,
                           unsigned category)
{
    const struct comparison *c = b->comparison;
    page_text(page, row, 0, LOOK_TEXT, plan_category_name(category));
    for (int year = c->first_year; year <= c->last_year; year++) {
        money old = plan_total(c->before, year, category);
        money new = plan_total(c->after, year, category);
        bool both = money_given(old) && money_given(new);
        page_money(page, row, 1 + year - c->first_year, LOOK_DOLLARS,
                   both ? money_sub(new, old) : MONEY_NONE);
    }
}

static void put_sum(const struct comparison_book *b, struct page *page, int first, int row)
{
    const struct comparison *c = b->comparison;
    char top[ADDRESS_TEXT], bottom[ADDRESS_TEXT];
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "Newer minus older");
    for (int year = c->first_year; year <= c->last_year; year++) {
        int at = 1 + year - c->first_year;
        money old = plan_total(c->before, year, 0), new = plan_total(c->after, year, 0);
        if (!money_given(old) || !money_given(new))
            page_text(page, row, at, LOOK_TEXT | LOOK_TOTAL | LOOK_RIGHT, "one plan only");
        else
            page_formula_money(page, row, at, LOOK_DOLLARS | LOOK_TOTAL, money_sub(new, old),
                               arena_format(b->arena, "ROUND(SUM(%s:%s),2)",
                                            cell_address(first, at, top),
                                            cell_address(row - 1, at, bottom)));
    }
}

static int put_plans(const struct comparison_book *b, struct page *page, int row)
{
    const struct comparison *c = b->comparison;
    page_text(page, row, 0, LOOK_HEADER, "The plan's difference in dollars");
    for (int year = c->first_year; year <= c->last_year; year++)
        page_text(page, row, 1 + year - c->first_year, LOOK_HEADER | LOOK_RIGHT,
                  arena_format(b->arena, "FY%d", year));
    put_total(b, page, ++row, "Older plan", c->before);
    put_total(b, page, ++row, "Newer plan", c->after);
    int first = ++row;
    for (unsigned k = 1; k <= PLAN_CATEGORIES; k++, row++)
        put_difference(b, page, row, k);
    put_sum(b, page, first, row);
    return row + 2;
}

static void put_sources(const struct comparison_book *b, struct page *page, int row)
{
    static const char *const names[] = {"Older", "Newer"};
    const struct plan *plans[] = {b->comparison->before, b->comparison->after};
    char day[DATE_TEXT];
    for (int k = 0; k < 2; k++)
        row = sheet_note(page, row, 6,
                     arena_format(b->arena, "%s: %s, as of %s, %s.", names[k],
                               post_source_name(plans[k]->post), date_long(plans[k]->settings->as_of, day),
                               how_many(b->arena, (long long)plans[k]->post->assets.rows.count,
                                        "asset", "assets")));
    if (!date_compare(plans[0]->settings->as_of, plans[1]->settings->as_of))
        row = sheet_note(page, row, 6,
                     "Both have one date: only what was overdue then can be done or not done.");
    sheet_note(page, row, 6,
              arena_format(b->arena, "planner %s. %s", b->manifest->version, b->manifest->figures));
}

static void fill(struct page *page, const void *subject)
{
    const struct comparison_book *b = subject;
    const struct comparison *c = b->comparison;
    page_width(page, 0, 0, 36);
    page_width(page, 1, c->last_year - c->first_year + 1 > 6 ? c->last_year - c->first_year + 1 : 6,
               15);
    int row = put_counts(b, page, SHEET_HEADER);
    row = put_execution(b, page, row);
    row = put_plans(b, page, row);
    put_sources(b, page, row);
}

const struct sheet sheet_comparison = {
    .setup = {.name = "Comparison"},
    .answers = "What changed, in assets and in dollars, and what was done of what was planned?",
    .fill = fill,
};
