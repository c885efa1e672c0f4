/* Inventory: every row read, as it was understood. */
#include "planner/plan_book.h"

enum { PRINTED = 13 /* columns: who pays stands on Schedule */ };

static void put_asset(const struct plan_book *b, struct page *page, size_t i, int row)
{
    const struct plan *plan = b->plan;
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[i];
    const struct catalog *c = plan->catalog;
    bool known = a->valid;
    page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, t->asset_tag[i]));
    page_text(page, row, 1, LOOK_TEXT,
              known ? post_string(plan->post, c->categories[a->held].name)
                    : post_string(plan->post, t->category[i]));
    page_text(page, row, 2, LOOK_TEXT, post_string(plan->post, t->model[i]));
    page_text(page, row, 3, LOOK_TEXT, post_string(plan->post, t->description[i]));
    page_text(page, row, 4, LOOK_TEXT, post_string(plan->post, t->serial[i]));
    page_text(page, row, 5, LOOK_TEXT, post_string(plan->post, t->location[i]));
    page_text(page, row, 6, LOOK_TEXT, known ? network_name(a->network) : "");
    page_text(page, row, 7, LOOK_TEXT, post_string(plan->post, t->custodian_agency[i]));
    page_text(page, row, 8, LOOK_TEXT, status_name(t->status[i]));
    page_number(page, row, 9, LOOK_COUNT, asset_quantity(plan, i));
    page_date(page, row, 10, LOOK_DATE, t->acquired[i]);
    page_money(page, row, 11, LOOK_MONEY, t->unit_cost[i]);
    page_text(page, row, 12, LOOK_TEXT,
              word_given(t->currency[i]) ? post_string(plan->post, t->currency[i]) : "USD");
    page_text(page, row, 13, LOOK_TEXT,
              known ? post_string(plan->post, c->fundings[a->funding].name) : "");
    page_text(page, row, 14, LOOK_TEXT, known ? payer_name(a->payer) : "");
    page_date(page, row, 15, LOOK_DATE, t->warranty_end[i]);
    page_text(page, row, 16, LOOK_TEXT, known && a->active ? "yes" : "no");
    page_text(page, row, 17, LOOK_TEXT,
              say(b, "%s:%u", t->rows.file, rows_place(&t->rows, i, NULL).line));
    page_text(page, row, 18, LOOK_TEXT, post_string(plan->post, t->note[i]));
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {
        {"Asset tag", 10.3}, {"Category", 14}, {"Model", 19}, {"Description", 19}, {"Serial", 15.2},
        {"Location", 24.2}, {"Network", 9}, {"Custodian", 9.2}, {"Status", 8.5}, {"Quantity", 8.2},
        {"Acquired", 11.2}, {"Unit cost", 10}, {"Currency", 8.6}, {"Funding source", 15.5},
        {"Paid by", 9}, {"Warranty end", 12}, {"In the plan", 8}, {"Read from", 16}, {"Note", 60}};
    const struct plan_book *b = subject;
    size_t count = b->plan->post->assets.rows.count;
    page_paper(page, PRINTED);
    int row = sheet_table(page, "Inventory", SHEET_HEADER, headings, 19, count, false);
    for (size_t i = 0; i < count; i++, row++) {
        struct arena_mark mark = arena_mark(b->arena);
        put_asset(b, page, i, row);
        arena_release(b->arena, mark);
    }
}

const struct sheet sheet_inventory = {
    .setup = {.name = "Inventory", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 1,
              .compact = true},
    .answers = "What does the post hold, as it was read?",
    .fill = fill,
};
