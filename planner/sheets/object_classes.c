/* Fund by object class: the request as the financial management officer enters it. */
#include "planner/builtin.h"
#include "planner/plan_book.h"

#include <string.h>

struct pair {
    word funding, object_class;
};

static size_t find_pairs(const struct plan_book *b, struct pair *pairs)
{
    const struct plan *plan = b->plan;
    size_t n = 0;
    for (size_t f = 0; f < plan->catalog->funding_count; f++)
        for (size_t i = 0; i < plan->line_count; i++) {
            const struct line *line = &plan->lines[i];
            size_t k = 0;
            if (line->funding != f)
                continue;
            while (k < n && !(word_same(pairs[k].funding, plan->catalog->fundings[f].name) &&
                              word_same(pairs[k].object_class, line->object_class)))
                k++;
            if (k == n)
                pairs[n++] = (struct pair){plan->catalog->fundings[f].name, line->object_class};
        }
    for (size_t i = 1; i < n; i++) /* by fund as found, then by class */
        for (size_t k = i; k > 0 && word_same(pairs[k - 1].funding, pairs[k].funding) &&
                           strcmp(post_string(plan->post, pairs[k - 1].object_class),
                                  post_string(plan->post, pairs[k].object_class)) > 0; k--) {
            struct pair swap = pairs[k];
            pairs[k] = pairs[k - 1];
            pairs[k - 1] = swap;
        }
    return n;
}

static money pair_total(const struct plan *plan, struct pair pair, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        if (word_same(plan->catalog->fundings[plan->lines[i].funding].name, pair.funding) &&
            word_same(plan->lines[i].object_class, pair.object_class))
            sum = money_add(sum, plan->lines[i].amount[y]);
    return sum;
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct pair *pairs = arena_alloc(b->arena, plan->line_count + 1, sizeof *pairs);
    size_t n = find_pairs(b, pairs);
    struct heading headings[64] = {{"Funding source", 15.5}, {"Fund symbol", 13},
                                   {"Object class", 8}, {"Title (A-11)", 42}};
    year_headings(b, headings, 4, 12.3);
    int row = sheet_table(page, "ObjectClasses", SHEET_HEADER, headings, 4 + (size_t)b->years, n,
                          true);
    int first = row;
    for (size_t i = 0; i < n; i++, row++) {
        const char *code = post_string(plan->post, pairs[i].object_class);
        const char *title = object_class_title(code);
        size_t f = funding_find(plan->catalog, pairs[i].funding);
        page_text(page, row, 0, LOOK_TEXT, post_string(plan->post, pairs[i].funding));
        page_text(page, row, 1, LOOK_TEXT,
                  post_string(plan->post, plan->catalog->fundings[f].fund_symbol));
        page_text(page, row, 2, LOOK_TEXT, code);
        page_text(page, row, 3, LOOK_TEXT, title ? title : "");
        for (int y = 0; y < b->years; y++)
            page_formula_money(page, row, 4 + y, LOOK_MONEY, pair_total(plan, pairs[i], y),
                               sum_of_lines(b, y, LINES_FUNDING, here(b, row, 0), lines_behind(b, LINES_CLASS),
                                            here(b, row, 2)));
    }
    row += n == 0;
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    for (int k = 1; k < 4; k++)
        page_blank(page, row, k, LOOK_TEXT | LOOK_TOTAL);
    for (int y = 0; y < b->years; y++)
        page_formula_money(page, row, 4 + y, LOOK_MONEY | LOOK_TOTAL, plan->total[y],
                           say(b, "ROUND(SUM(%s:%s),2)", here(b, first, 4 + y),
                               here(b, row - 1, 4 + y)));
}

const struct sheet sheet_object_classes = {
    .setup = {.name = "Fund by object class", .freeze_rows = SHEET_HEADER + 1},
    .answers = "How much of each fund goes to each object class?",
    .fill = fill,
};
