/* Excluded: every asset without a replacement in the plan, with the reason and the dollars. */
#include "planner/plan_book.h"

static bool is_excluded(const struct plan *plan, size_t i)
{
    return plan->assets[i].reason != REASON_NONE;
}

/* What its replacement would cost in the budget year, where that is known. */
static money worth(const struct plan *plan, size_t i)
{
    if (!plan->assets[i].valid)
        return MONEY_NONE;
    money unit = unit_price_of(plan, i, plan->budget_year);
    return money_given(unit) ? money_times(unit, asset_quantity(plan, i)) : MONEY_NONE;
}

static const char *fault_of(const struct plan_book *b, size_t i)
{
    const struct plan *plan = b->plan;
    struct place at = rows_place(&plan->post->assets.rows, i, NULL);
    size_t count;
    const struct finding *findings = diag_sorted(plan->post->diag, &count);
    for (size_t k = 0; k < count; k++)
        if (word_same(findings[k].at.file, at.file) && findings[k].at.line == at.line &&
            findings[k].severity != NOTE)
            return diag_sentence(b->arena, plan->post->words, &findings[k]);
    return "see Findings";
}

static size_t count_excluded(const struct plan *plan)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        n += is_excluded(plan, i);
    return n;
}

static bool wanted(const void *subject)
{
    const struct plan_book *b = subject;
    return count_excluded(b->plan) + b->plan->post->left_out_count > 0;
}

static void put_left_out(const struct plan_book *b, struct page *page, int row,
                         const struct left_out *left)
{
    char cost[MONEY_TEXT];
    page_text(page, row, 0, LOOK_TEXT, post_string(b->plan->post, left->tag));
    page_text(page, row, 1, LOOK_TEXT, post_string(b->plan->post, left->category));
    page_text(page, row, 2, LOOK_TEXT, post_string(b->plan->post, left->what));
    page_text(page, row, 8, LOOK_TEXT | LOOK_ALERT,
              say(b, "left out, as %s says: %s, bought for %s", post_place(b->plan->post, left->by),
                  post_place(b->plan->post, left->at),
                  money_given(left->cost) ? money_pretty(left->cost, cost)
                                          : "what cannot be said in dollars"));
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {
        {"Asset tag", 12}, {"Category", 14}, {"What", 24}, {"Status", 10}, {"Quantity", 8},
        {"Due", 11.2}, {"Paid by", 8}, {"Price in the budget year", 11.3}, {"Reason", 56}};
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    const struct assets *t = &plan->post->assets;
    int row = sheet_table(page, "Excluded", SHEET_HEADER, headings, 9,
                          count_excluded(plan) + plan->post->left_out_count, false);
    for (size_t i = 0; i < t->rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        if (!is_excluded(plan, i))
            continue;
        struct arena_mark mark = arena_mark(b->arena);
        word what = word_given(t->description[i]) ? t->description[i] : t->model[i];
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, t->asset_tag[i]));
        page_text(page, row, 1, LOOK_TEXT,
                  a->valid ? post_string(plan->post, plan->catalog->categories[a->held].name)
                           : post_string(plan->post, t->category[i]));
        page_text(page, row, 2, LOOK_TEXT, post_string(plan->post, what));
        page_text(page, row, 3, LOOK_TEXT, status_name(t->status[i]));
        page_number(page, row, 4, LOOK_COUNT, asset_quantity(plan, i));
        page_date(page, row, 5, LOOK_DATE, a->valid ? a->due : DATE_NONE);
        page_text(page, row, 6, LOOK_TEXT, a->valid ? payer_name(a->payer) : "");
        page_money(page, row, 7, LOOK_MONEY, worth(plan, i));
        bool faulty = a->reason == REASON_SKIPPED;
        page_text(page, row, 8, LOOK_TEXT | (faulty ? LOOK_ALERT : 0),
                  faulty ? say(b, "%s: %s", reason_text(plan, i), fault_of(b, i))
                         : reason_text(plan, i));
        row++;
        arena_release(b->arena, mark);
    }
    for (size_t i = 0; i < plan->post->left_out_count; i++)
        put_left_out(b, page, row++, &plan->post->left_out[i]);
}

const struct sheet sheet_excluded = {
    .setup = {.name = "Excluded", .freeze_rows = SHEET_HEADER + 1},
    .answers = "Which assets have no replacement in the plan, and why?",
    .wanted = wanted,
    .fill = fill,
};
