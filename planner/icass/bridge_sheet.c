#include "planner/bridge_sheet.h"

#include "planner/sheet.h"

enum { CENTER, YEAR, TARGET, KIND, LINES = KIND + LINE_KINDS, REST, OVER, COLUMNS };

static const struct heading headings[COLUMNS] = {
    {"Cost center", 8}, {"Year", 8}, {"Target", 12.3}, {"Life cycle", 12.3}, {"Projects", 12.3},
    {"Licences", 12.3}, {"Services", 12.3}, {"Personnel", 12.3}, {"Spares", 11},
    {"Lines in target", 12.3}, {"Not itemised", 12.3}, {"Over target", 12.3}};

static const char *range(struct arena *arena, int row, int column, int last_column)
{
    char first[ADDRESS_TEXT], last[ADDRESS_TEXT];
    return arena_format(arena, "%s:%s", cell_address(row, column, first),
                        cell_address(row, last_column, last));
}

static void put_row(struct page *page, struct arena *arena, const struct plan *plan, int row,
                    const struct bridge_row *r)
{
    char target[ADDRESS_TEXT], lines[ADDRESS_TEXT];
    cell_address(row, TARGET, target);
    cell_address(row, LINES, lines);
    page_text(page, row, CENTER, LOOK_TEXT,
              word_given(r->cost_center) ? post_string(plan->post, r->cost_center) : "(none)");
    page_number(page, row, YEAR, LOOK_FISCAL, r->fiscal_year);
    page_money(page, row, TARGET, LOOK_MONEY, r->target);
    for (int k = 0; k < LINE_KINDS; k++)
        page_money(page, row, KIND + k, LOOK_MONEY, r->kind[k]);
    page_formula_money(page, row, LINES, LOOK_MONEY | LOOK_BAND, r->lines,
                       arena_format(arena, "ROUND(SUM(%s),2)",
                                    range(arena, row, KIND, LINES - 1)));
    if (money_given(r->not_itemised))
        page_formula_money(page, row, REST, LOOK_MONEY, r->not_itemised,
                           arena_format(arena, "ROUND(%s-%s,2)", target, lines));
    else
        page_blank(page, row, REST, LOOK_MONEY);
    page_money(page, row, OVER, LOOK_MONEY | LOOK_MUTED, r->over_target);
}

void fill_bridge(struct page *page, struct arena *arena, const struct plan *plan,
                 const struct icass_bridge *bridge)
{
    int row = sheet_table(page, "IcassBridge", SHEET_HEADER, headings, COLUMNS, bridge->count,
                          false);
    for (size_t i = 0; i < bridge->count; i++)
        put_row(page, arena, plan, row + (int)i, &bridge->rows[i]);
    row += (int)bridge->count + (bridge->count == 0);
    page_condition(page, SHEET_HEADER + 1, REST, row - 1, REST, CONDITION_NEGATIVE);
    page_block(page, row + 1, 0, row + 1, COLUMNS - 1, LOOK_NOTE,
              "Target = lines paid by POST_ICASS + not itemised. Nothing is counted twice: the ICASS "
              "budget never adds to the plan. A negative remainder is a finding.");
    page_block(page, row + 2, 0, row + 2, COLUMNS - 1, LOOK_NOTE,
              "No target: the year has no budget in the folder yet. Over target: asked for beyond "
              "the target, not in the sum.");
}
