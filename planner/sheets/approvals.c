/* Approvals: purchases of other sections and agencies that the DT Chief approves; outside all
 * totals. */
#include "planner/plan_book.h"

static bool is_for_approval(const struct plan *plan, size_t i)
{
    const struct project_rows *t = &plan->post->projects;
    if (t->rows.bad[i])
        return false;
    size_t f = word_given(t->funding_source[i]) ? funding_find(plan->catalog, t->funding_source[i])
                                                : NOWHERE;
    bool other = f != NOWHERE && plan->catalog->fundings[f].payer != PAYER_POST;
    return other || t->approval[i];
}

static size_t count(const struct plan *plan)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->post->projects.rows.count; i++)
        n += is_for_approval(plan, i);
    return n;
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[] = {{"Project", 10}, {"Title", 36}, {"Asked by", 18},
                                              {"Paid by", 10}, {"Funding source", 18},
                                              {"Year", 8}, {"Amount", 14}, {"Currency", 9},
                                              {"State", 11}, {"Mandate", 24}};
    static const char *const states[] = {"to decide", "pending", "approved", "denied"};
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    const struct project_rows *t = &plan->post->projects;
    int row = sheet_table(page, "Approvals", SHEET_HEADER, headings, 10, count(plan), false);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!is_for_approval(plan, i))
            continue;
        word name = word_given(t->funding_source[i]) ? t->funding_source[i]
                                                     : words_put_string(plan->post->words, "POST_DP");
        const struct funding *f = &plan->catalog->fundings[funding_use(plan->catalog, name)];
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, t->project[i]));
        page_text(page, row, 1, LOOK_TEXT, post_string(plan->post, t->title[i]));
        page_text(page, row, 2, LOOK_TEXT, post_string(plan->post, t->requester[i]));
        page_text(page, row, 3, LOOK_TEXT, payer_name(f->payer));
        page_text(page, row, 4, LOOK_TEXT, post_string(plan->post, f->name));
        page_number(page, row, 5, LOOK_FISCAL, t->fiscal_year[i]);
        page_money(page, row, 6, LOOK_MONEY, t->amount[i]);
        page_text(page, row, 7, LOOK_TEXT,
                  word_given(t->currency[i]) ? post_string(plan->post, t->currency[i]) : "USD");
        page_text(page, row, 8, LOOK_TEXT | (t->approval[i] <= APPROVAL_PENDING ? LOOK_ALERT : 0),
                  states[t->approval[i]]);
        page_text(page, row, 9, LOOK_TEXT, post_string(plan->post, t->mandate[i]));
        row++;
    }
}

static bool wanted(const void *subject)
{
    return count(((const struct plan_book *)subject)->plan) > 0;
}

const struct sheet sheet_approvals = {
    .setup = {.name = "Approvals", .freeze_rows = SHEET_HEADER + 1},
    .answers = "Whose IT purchases does the DT Chief approve? None of these is in a total unless "
               "the post pays.",
    .wanted = wanted,
    .fill = fill,
};
