/* Block G: equipment that ICASS owns: due, replaced, deferred. */
#include "planner/icass_book.h"

enum { CATEGORY, UNITS, DUE, DUE_COST, REPLACED, REPLACED_COST, DEFERRED, DEFERRED_COST, COLUMNS };

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->equipment_count > 0;
}

static void put_row(const struct icass_book *b, struct page *page, int row,
                    const struct equipment_line *e)
{
    const struct plan *plan = b->icass->plan;
    page_text(page, row, CATEGORY, LOOK_TEXT,
              post_string(plan->post, plan->catalog->categories[e->category].label));
    page_number(page, row, UNITS, LOOK_COUNT, (double)e->units);
    page_number(page, row, DUE, LOOK_COUNT, (double)e->due);
    page_money(page, row, DUE_COST, LOOK_MONEY, e->due_cost);
    page_number(page, row, REPLACED, LOOK_COUNT, (double)e->replaced);
    page_money(page, row, REPLACED_COST, LOOK_MONEY, e->replaced_cost);
    page_number(page, row, DEFERRED, LOOK_COUNT, (double)e->deferred);
    page_money(page, row, DEFERRED_COST, LOOK_MONEY, e->deferred_cost);
}

static void put_total(const struct icass_book *b, struct page *page, int row, int first)
{
    const struct icass *icass = b->icass;
    int64_t units[4] = {0};
    money cost[3] = {{0}, {0}, {0}};
    for (size_t i = 0; i < icass->equipment_count; i++) {
        const struct equipment_line *e = &icass->equipment[i];
        const int64_t counts[] = {e->units, e->due, e->replaced, e->deferred};
        const money costs[] = {e->due_cost, e->replaced_cost, e->deferred_cost};
        for (int k = 0; k < 4; k++)
            units[k] += counts[k];
        for (int k = 0; k < 3; k++)
            cost[k] = money_add(cost[k], costs[k]);
    }
    const int count_at[] = {UNITS, DUE, REPLACED, DEFERRED};
    const int cost_at[] = {DUE_COST, REPLACED_COST, DEFERRED_COST};
    page_text(page, row, CATEGORY, LOOK_TEXT | LOOK_TOTAL, "All");
    for (int k = 0; k < 4; k++)
        page_formula_number(
            page, row, count_at[k], LOOK_COUNT | LOOK_TOTAL, (double)units[k],
            say(b, "SUM(%s)", address_range(b->arena, first, count_at[k], row - 1, count_at[k])));
    for (int k = 0; k < 3; k++)
        page_formula_money(page, row, cost_at[k], LOOK_MONEY | LOOK_TOTAL, cost[k],
                           say(b, "ROUND(SUM(%s),2)",
                               address_range(b->arena, first, cost_at[k], row - 1, cost_at[k])));
}

static void put_reserve(const struct icass_book *b, struct page *page, int row)
{
    const struct funds *f = b->icass->funds;
    money balance = MONEY_ZERO;
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].component == COMPONENT_OTHER && money_given(f->lines[i].target))
            balance = money_add(balance, money_sub(f->lines[i].target, f->lines[i].obligated));
    put_note(page, row, COLUMNS, 150,
             say(b,
                 "Reserve: other ICASS funds not yet obligated come to %s (Status of funds). "
                 "Depreciation is not an invoice line; costs are those of replacement, for "
                 "the fund's part of shared equipment.",
                 dollars_text(b, balance)));
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    size_t n = b->icass->equipment_count;
    int year = b->icass->fiscal_year;
    const struct heading headings[COLUMNS] = {{"Equipment", 28},
                                              {"In use", 10},
                                              {say(b, "Due in FY%d", year), 13},
                                              {"Cost of due", 15},
                                              {say(b, "Bought in FY%d", year), 15},
                                              {"Cost of bought", 15},
                                              {say(b, "Deferred from before FY%d", year), 16},
                                              {"Cost of deferred", 16}};
    put_warning(b, page);
    int row = sheet_table(page, "IcassEquipment", SHEET_HEADER, headings, COLUMNS, n, true);
    for (size_t i = 0; i < n; i++)
        put_row(b, page, row + (int)i, &b->icass->equipment[i]);
    put_total(b, page, row + (int)n, row);
    put_reserve(b, page, row + (int)n + 2);
}

const struct sheet sheet_icass_equipment = {
    .setup = {.name = "Equipment", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 1,
              .pages_tall = 1},
    .answers = "What equipment does ICASS own here, and what of it falls due, was replaced, or is "
               "deferred?",
    .wanted = wanted,
    .fill = fill,
};
