/* Contingency communications: what the contingency plan and EAP Annex A count on. */
#include "planner/plan_book.h"

#include <stdlib.h>
#include <string.h>

#include "planner/matching.h"
#include "planner/sort.h"
#include "planner/stock.h"

enum { GROUP, TAG, WHAT, PLACE, SITE, STATUS, LOOK_AT, UNITS, AGE, DUE, SUPPORT, TESTED, SPARES, PAYER,
       COLUMNS };

/* In the order in which they are read out. */
static const struct {
    const char *category, *group;
} kinds[] = {
    {"hf-radio", "HF radio"},          {"satellite", "Satellite"},
    {"radio", "Radio"},                {"radio-mobile", "Radio"},
    {"radio-battery", "Radio battery"}, {"ups", "UPS"},
    {"ups-battery", "UPS battery"},    {"pbx", "Telephone core"},
};
enum { KINDS_OF = sizeof kinds / sizeof *kinds };

static int kind_of(const struct plan *plan, size_t i)
{
    for (int k = 0; k < KINDS_OF && plan->assets[i].valid; k++)
        if (category_kind_is(plan->catalog, plan->assets[i].held, kinds[k].category))
            return k;
    return -1;
}

struct entry {
    const struct plan *plan;
    size_t asset;
    int kind;
};

static int in_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    const struct assets *t = &a->plan->post->assets;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return strcmp(post_string(a->plan->post, t->asset_tag[a->asset]),
                  post_string(a->plan->post, t->asset_tag[b->asset]));
}

static bool listed(const struct plan *plan, size_t i)
{
    unsigned status = plan->post->assets.status[i];
    return status < STATUS_EXCESS && plan->assets[i].reason != REASON_FUTURE &&
           kind_of(plan, i) >= 0;
}

static struct entry *gather(const struct plan *plan, size_t *count)
{
    struct entry *entries = memory_array(plan->post->assets.rows.count, sizeof *entries);
    *count = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (listed(plan, i))
            entries[(*count)++] = (struct entry){plan, i, kind_of(plan, i)};
    sort(entries, *count, sizeof *entries, in_order);
    return entries;
}

static int64_t spares_of(const struct plan *plan, size_t i)
{
    int64_t units = 0;
    word item = plain_key(plan->post, plan->post->assets.model[i]);
    for (size_t k = 0; k < plan->stock->count; k++) {
        const struct stock_position *p = &plan->stock->positions[k];
        if (p->category == plan->assets[i].held && word_same(p->item, item))
            units += p->at.on_hand;
    }
    return units;
}

/* Tests are due yearly (5 FAH-2 H-811). */
static const char *look_at(const struct plan_book *b, size_t i)
{
    const struct plan *plan = b->plan;
    const struct asset_plan *a = &plan->assets[i];
    date as_of = plan->settings->as_of, tested = plan->post->assets.tested_on[i];
    const char *const remarks[] = {
        plan->post->assets.status[i] == STATUS_IN_REPAIR ? "in repair" : "",
        date_given(a->end_of_support) && date_compare(a->end_of_support, as_of) < 0
            ? "no longer supported" : "",
        date_compare(a->due, as_of) < 0 ? "past its cycle" : "",
        !date_given(tested)                                            ? "no test on record"
        : date_compare(tested, date_add_months(as_of, -12)) < 0 ? "not tested for a year"
                                                                       : "",
    };
    const char *out = "";
    for (size_t k = 0; k < sizeof remarks / sizeof *remarks; k++)
        if (remarks[k][0])
            out = say(b, "%s%s%s", out, out[0] ? "; " : "", remarks[k]);
    return out;
}

static void put_entry(const struct plan_book *b, struct page *page, int row, const struct entry *e)
{
    const struct plan *plan = b->plan;
    const struct post *post = plan->post;
    const struct assets *t = &post->assets;
    const struct asset_plan *a = &plan->assets[e->asset];
    size_t i = e->asset;
    const char *remark = look_at(b, i);
    bool unsupported = date_given(a->end_of_support) &&
                       date_compare(a->end_of_support, plan->settings->as_of) < 0;
    page_text(page, row, GROUP, LOOK_TEXT, kinds[e->kind].group);
    page_text(page, row, TAG, LOOK_TEXT, post_string(post, t->asset_tag[i]));
    page_text(page, row, WHAT, LOOK_TEXT,
              post_string(post, word_given(t->model[i]) ? t->model[i] : t->description[i]));
    page_text(page, row, PLACE, LOOK_TEXT, post_string(post, t->location[i]));
    page_text(page, row, SITE, LOOK_TEXT, post_string(post, asset_site(plan, i)));
    page_text(page, row, STATUS, LOOK_TEXT, status_name(t->status[i]));
    page_number(page, row, UNITS, LOOK_COUNT, asset_quantity(plan, i));
    page_number(page, row, AGE, LOOK_NUMBER,
                (int)(date_days_between(a->base, plan->settings->as_of) / 36.525) / 10.0);
    page_date(page, row, DUE, LOOK_DATE, a->due);
    page_date(page, row, SUPPORT, LOOK_DATE | (unsupported ? LOOK_ALERT : 0), a->end_of_support);
    page_date(page, row, TESTED, LOOK_DATE, t->tested_on[i]);
    page_number(page, row, SPARES, LOOK_COUNT, (double)spares_of(plan, i));
    page_text(page, row, PAYER, LOOK_TEXT,
              post_string(post, plan->catalog->fundings[a->funding].name));
    page_text(page, row, LOOK_AT, LOOK_TEXT | (remark[0] ? LOOK_ALERT : 0), remark);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        {"Group", 11}, {"Asset tag", 11}, {"What", 17}, {"Location", 23}, {"Site", 11.5},
        {"Status", 8.5}, {"Look at", 31.2}, {"Units", 5.5}, {"Age, years", 6}, {"Cycle ends", 11},
        {"Support ends", 12.9}, {"Last test", 11}, {"Spares on hand", 6.5}, {"Paid by", 15.5}};
    const struct plan_book *b = subject;
    size_t count;
    struct entry *entries = gather(b->plan, &count);
    page_paper(page, PAYER);
    int row = sheet_table(page, "Contingency", SHEET_HEADER, headings, COLUMNS, count, false);
    for (size_t i = 0; i < count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        put_entry(b, page, row++, &entries[i]);
        arena_release(b->arena, mark);
    }
    free(entries);
}

static bool wanted(const void *subject)
{
    const struct plan *plan = ((const struct plan_book *)subject)->plan;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (listed(plan, i))
            return true;
    return false;
}

const struct sheet sheet_contingency = {
    .setup = {.name = "Contingency", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .compact = true},
    .answers = "What can the post count on when the networks are down? For the contingency plan "
               "and EAP Annex A.",
    .wanted = wanted,
    .fill = fill,
};
