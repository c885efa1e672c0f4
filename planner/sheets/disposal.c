/* Disposal: what is to leave the post, and what the next replacements will set free. */
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

enum { WHY, TAG, CATEGORY, WHAT, PLACE, STATUS, PAYER, UNITS, ACQUIRED, COST, WHEN, COLUMNS };
enum why { EXCESS, TO_RETIRE, REPLACED, GONE, WHYS };

static const char *const reasons[WHYS] = {
    [EXCESS] = "excess: to be disposed of", [TO_RETIRE] = "decided not to be replaced",
    [REPLACED] = "set free by its replacement", [GONE] = "disposed of: take off the record"};

struct entry {
    const struct plan *plan;
    size_t asset;
    enum why why;
    date when;
};

static int in_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->why != b->why)
        return a->why < b->why ? -1 : 1;
    int order = date_compare(a->when, b->when);
    const struct assets *t = &a->plan->post->assets;
    return order ? order
                 : strcmp(post_string(a->plan->post, t->asset_tag[a->asset]),
                          post_string(a->plan->post, t->asset_tag[b->asset]));
}

/* Replacements of the current year: what can be prepared now. */
static void add_replaced(const struct plan *plan, struct entry *entries, size_t *count)
{
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        if (p->sequence == 1 && plan->assets[p->asset].valid && p->fiscal_year == plan->first_year)
            entries[(*count)++] = (struct entry){plan, p->asset, REPLACED, p->on};
    }
}

static struct entry *gather(const struct plan *plan, size_t *count)
{
    const struct assets *t = &plan->post->assets;
    struct entry *entries = memory_array(t->rows.count + plan->purchase_count, sizeof *entries);
    *count = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!plan->assets[i].valid)
            continue;
        if (t->status[i] == STATUS_EXCESS)
            entries[(*count)++] = (struct entry){plan, i, EXCESS, DATE_NONE};
        else if (t->status[i] == STATUS_DISPOSED || t->status[i] == STATUS_RETIRED)
            entries[(*count)++] = (struct entry){plan, i, GONE, DATE_NONE};
        else if (plan->assets[i].reason == REASON_RETIRE)
            entries[(*count)++] = (struct entry){plan, i, TO_RETIRE, t->replace_by[i]};
    }
    add_replaced(plan, entries, count);
    sort(entries, *count, sizeof *entries, in_order);
    return entries;
}

static void put_entry(const struct plan_book *b, struct page *page, int row, const struct entry *e)
{
    const struct plan *plan = b->plan;
    const struct post *post = plan->post;
    const struct assets *t = &post->assets;
    const struct asset_plan *a = &plan->assets[e->asset];
    size_t i = e->asset;
    page_text(page, row, WHY, LOOK_TEXT, reasons[e->why]);
    page_text(page, row, TAG, LOOK_TEXT, post_string(post, t->asset_tag[i]));
    page_text(page, row, CATEGORY, LOOK_TEXT, post_string(post, plan->catalog->categories[a->held].name));
    page_text(page, row, WHAT, LOOK_TEXT,
              post_string(post, word_given(t->model[i]) ? t->model[i] : t->description[i]));
    page_text(page, row, PLACE, LOOK_TEXT, post_string(post, t->location[i]));
    page_text(page, row, STATUS, LOOK_TEXT, status_name(t->status[i]));
    page_number(page, row, UNITS, LOOK_COUNT, asset_quantity(plan, i));
    page_date(page, row, ACQUIRED, LOOK_DATE, t->acquired[i]);
    if (money_given(t->unit_cost[i]) && currency_find(plan->catalog, t->currency[i]) == 0)
        page_money(page, row, COST, LOOK_MONEY,
                   money_times(t->unit_cost[i], asset_quantity(plan, i)));
    page_text(page, row, PAYER, LOOK_TEXT,
              post_string(post, plan->catalog->fundings[a->funding].name));
    page_date(page, row, WHEN, LOOK_DATE, e->when);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Why", 25}, {"Asset tag", 11}, {"Category", 15}, {"What", 22}, {"Location", 29},
        {"Status", 9}, {"Paid by", 16}, {"Units", 6}, {"Acquired", 11.5}, {"Acquisition cost", 11.5},
        {"From", 11.5}};
    const struct plan_book *b = subject;
    size_t count;
    struct entry *entries = gather(b->plan, &count);
    int row = sheet_table(page, "Disposal", SHEET_HEADER, headings, COLUMNS, count, false);
    for (size_t i = 0; i < count; i++)
        put_entry(b, page, row++, &entries[i]);
    sheet_note(page, row + (count == 0) + 1, WHEN,
               "Transfer or reuse first, then exchange or sale, donation, destruction (14 FAM 417, "
              "41 CFR 102); storage media and classified units by approved destruction. Units set "
              "free: of the current fiscal year. Nothing is netted in the plan for proceeds.");
    free(entries);
}

static bool wanted(const void *subject)
{
    size_t count;
    free(gather(((const struct plan_book *)subject)->plan, &count));
    return count > 0;
}

const struct sheet sheet_disposal = {
    .setup = {.name = "Disposal", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .compact = true},
    .answers = "What is to leave the post, and what do this year's replacements set free?",
    .wanted = wanted,
    .fill = fill,
};
