/* Unit prices: each part of each price row in each plan year, in dollars. */
#include "planner/plan_book.h"

static const char *const parts[PARTS] = {"price", "freight", "installation"};

static void put_part(const struct plan_book *b, struct page *page, size_t i, enum price_part part)
{
    const struct plan *plan = b->plan;
    const struct price_rows *t = &plan->post->prices;
    size_t category = category_find(plan->catalog, t->category[i]);
    size_t class_index = plan->catalog->categories[category].escalation_class;
    size_t currency = currency_find(plan->catalog, t->currency[i]);
    int row = b->unit_row[i * PARTS + part];
    page_text(page, row, 0, LOOK_TEXT,
              post_string(plan->post, plan->catalog->categories[category].label));
    page_text(page, row, 1, LOOK_TEXT, post_string(plan->post, t->model[i]));
    page_text(page, row, 2, LOOK_TEXT, network_name(t->network[i]));
    page_text(page, row, 3, LOOK_TEXT, parts[part]);
    page_text(page, row, 4, LOOK_TEXT, post_string(plan->post, plan->catalog->currencies[currency].name));
    page_number(page, row, 5, LOOK_FISCAL, t->price_year[i]);
    for (int y = 0; y < b->years; y++) {
        int year = plan->first_year + y;
        money value = plan->unit_price[i * (size_t)plan->years + (size_t)y][part];
        const char *cents = say(b, "ROUND(ROUND(%s*100,0)*%s,0)", ref_price(b, i, part),
                                ref_factor(b, class_index, t->price_year[i], year));
        page_formula_money(page, row, 6 + y, LOOK_MONEY, value,
                           in_dollars(b, cents, currency, year));
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    struct heading headings[64] = {{"Bought", 27}, {"In place of model", 22}, {"Network", 11},
                                   {"Part", 13}, {"Currency", 10}, {"Prices of", 11}};
    year_headings(b, headings, 6, 12);
    sheet_table(page, "UnitPrices", SHEET_HEADER, headings, 6 + (size_t)b->years,
                (size_t)b->unit_rows, false);
    for (size_t i = 0; i < b->plan->post->prices.rows.count; i++)
        for (int k = 0; k < PARTS; k++)
            if (b->unit_row[i * PARTS + (size_t)k] >= 0)
                put_part(b, page, i, (enum price_part)k);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->unit_rows > 0;
}

const struct sheet sheet_unit_prices = {
    .setup = {.name = SHEET_UNIT_PRICES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 4,
              .workings = true},
    .answers = "What one unit costs in each year, in dollars, from the prices on Assumptions.",
    .wanted = wanted,
    .fill = fill,
};
