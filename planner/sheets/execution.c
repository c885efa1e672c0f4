/* Execution: what became of each replacement that the older plan had up to the newer one's day. */
#include "planner/property_book.h"

enum { STATE, TAG, WHAT, PLANNED, PAYER, UNITS, DOLLARS, OPEN_UNITS, OPEN, NOW, MORE, FOUND, COLUMNS };

static const char *const states[OUTCOMES] = {
    [OUTCOME_GONE] = "done: gone", [OUTCOME_RENEWED] = "done: renewed",
    [OUTCOME_PARTLY] = "partly done", [OUTCOME_OPEN] = "not done"};

static void put_row(const struct comparison_book *b, struct page *page, int row,
                    const struct followed *e)
{
    const struct post *post = b->comparison->before->post;
    const struct assets *t = &post->assets;
    char now[ADDRESS_TEXT], then[ADDRESS_TEXT];
    page_text(page, row, STATE, LOOK_TEXT | (e->open_units ? LOOK_ALERT : LOOK_GOOD),
              states[e->outcome]);
    page_text(page, row, TAG, LOOK_TEXT, post_string(post, t->asset_tag[e->left]));
    page_text(page, row, WHAT, LOOK_TEXT,
              post_string(post, word_given(t->model[e->left]) ? t->model[e->left]
                                                              : t->category[e->left]));
    page_date(page, row, PLANNED, LOOK_DATE, e->planned_on);
    page_text(page, row, PAYER, LOOK_TEXT, payer_name(e->payer));
    page_number(page, row, UNITS, LOOK_COUNT, (double)e->units);
    page_money(page, row, DOLLARS, LOOK_MONEY, e->planned);
    page_number(page, row, OPEN_UNITS, LOOK_COUNT, (double)e->open_units);
    page_money(page, row, OPEN, LOOK_MONEY, e->open);
    page_money(page, row, NOW, LOOK_MONEY, e->now);
    if (e->open_units && money_given(e->now) && money_given(e->open))
        page_formula_money(page, row, MORE, LOOK_MONEY, money_sub(e->now, e->open),
                           arena_format(b->arena, "ROUND(%s-%s,2)", cell_address(row, NOW, now),
                                        cell_address(row, OPEN, then)));
    page_text(page, row, FOUND, LOOK_TEXT, e->what);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"State", 12.5}, {"Asset tag", 11}, {"What", 20}, {"Planned for", 11.5}, {"Paid by", 7.5},
        {"Units", 6}, {"Planned dollars", 11.5}, {"Units not done", 8}, {"Of these dollars", 11.5},
        {"They cost now", 11.5}, {"More now", 10.5}, {"What was found", 41}};
    const struct comparison_book *b = subject;
    const struct comparison *c = b->comparison;
    int row = sheet_table(page, "Execution", SHEET_HEADER, headings, COLUMNS, c->execution_count,
                          false);
    for (size_t i = 0; i < c->execution_count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        put_row(b, page, row++, &c->executions[i]);
        arena_release(b->arena, mark);
    }
}

const struct sheet sheet_execution = {
    .setup = {.name = "Execution", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .compact = true},
    .answers = "Which planned replacements were done, which were not, and what do those cost now?",
    .fill = fill,
};
