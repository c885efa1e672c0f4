/* Warranty: what runs out within twelve months of as-of. */
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

enum { TAG, CATEGORY, MODEL, SERIAL, PLACE, PAYER, LOOK_AT, UNITS, END, REPLACED, COLUMNS };

struct entry {
    const struct plan *plan;
    size_t asset;
};

static int in_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    const struct assets *t = &a->plan->post->assets;
    int order = date_compare(t->warranty_end[a->asset], t->warranty_end[b->asset]);
    return order ? order
                 : strcmp(post_string(a->plan->post, t->asset_tag[a->asset]),
                          post_string(a->plan->post, t->asset_tag[b->asset]));
}

static bool ending(const struct plan *plan, size_t i)
{
    date end = plan->post->assets.warranty_end[i], as_of = plan->settings->as_of;
    return plan->assets[i].valid && plan->post->assets.status[i] < STATUS_EXCESS &&
           plan->assets[i].reason != REASON_FUTURE && date_given(end) &&
           date_compare(end, as_of) >= 0 && date_compare(end, date_add_months(as_of, 12)) <= 0;
}

static void put_entry(const struct plan *plan, struct page *page, int row, size_t i)
{
    const struct post *post = plan->post;
    const struct assets *t = &post->assets;
    const struct asset_plan *a = &plan->assets[i];
    bool soon = date_compare(t->warranty_end[i], date_add_days(plan->settings->as_of, 90)) <= 0;
    page_date(page, row, END, LOOK_DATE | (soon ? LOOK_ALERT : 0), t->warranty_end[i]);
    page_text(page, row, TAG, LOOK_TEXT, post_string(post, t->asset_tag[i]));
    page_text(page, row, CATEGORY, LOOK_TEXT, post_string(post, plan->catalog->categories[a->held].name));
    page_text(page, row, MODEL, LOOK_TEXT, post_string(post, t->model[i]));
    page_text(page, row, SERIAL, LOOK_TEXT, post_string(post, t->serial[i]));
    page_text(page, row, PLACE, LOOK_TEXT, post_string(post, t->location[i]));
    page_number(page, row, UNITS, LOOK_COUNT, asset_quantity(plan, i));
    page_date(page, row, REPLACED, LOOK_DATE, a->first);
    page_text(page, row, PAYER, LOOK_TEXT,
              post_string(post, plan->catalog->fundings[a->funding].name));
    page_text(page, row, LOOK_AT, LOOK_TEXT,
              date_given(a->first) && date_compare(a->first, t->warranty_end[i]) <= 0
                  ? "replaced before it ends" : "repairs are the post's from then on");
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Asset tag", 11}, {"Category", 14}, {"Model", 22}, {"Serial", 15}, {"Location", 27},
        {"Paid by", 15.5}, {"Look at", 31}, {"Units", 6}, {"Warranty ends", 12.9}, {"Replaced on", 11.2}};
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct entry *entries = memory_array(plan->post->assets.rows.count, sizeof *entries);
    size_t n = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (ending(plan, i))
            entries[n++] = (struct entry){plan, i};
    sort(entries, n, sizeof *entries, in_order);
    int row = sheet_table(page, "Warranty", SHEET_HEADER, headings, COLUMNS, n, false);
    for (size_t i = 0; i < n; i++)
        put_entry(plan, page, row++, entries[i].asset);
    free(entries);
}

static bool wanted(const void *subject)
{
    const struct plan *plan = ((const struct plan_book *)subject)->plan;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (ending(plan, i))
            return true;
    return false;
}

const struct sheet sheet_warranty = {
    .setup = {.name = "Warranty", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "Which warranties end within twelve months? A date with ! is within 90 days.",
    .wanted = wanted,
    .fill = fill,
};
