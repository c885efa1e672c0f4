/* Schedule: one row per active asset, counting its replacements by year.  One row per replacement
 * could not follow a changed cycle.
 *
 * With m the month number of the first replacement (less the lead when the order's year pays), a
 * year from..to sees max(0, int((to - m) / cycle) + 1) - max(0, int((from - 1 - m) / cycle) + 1)
 * replacements.  Clamping a day to its month's end never changes a fiscal year, so months
 * suffice. */
#include "planner/plan_book.h"

#include <string.h>

/* ---- dates -------------------------------------------------------------------------------- */

struct cells { /* addresses of one row */
    const char *base, *cycle, *support, *decision, *due, *first, *month, *quantity;
};

static struct cells cells_of(const struct plan_book *b, int row)
{
    return (struct cells){
        .base = here(b, row, schedule_behind(b, SCHEDULE_BASE)),         .cycle = here(b, row, SCHEDULE_CYCLE),
        .support = here(b, row, schedule_behind(b, SCHEDULE_SUPPORT)),   .decision = here(b, row, schedule_behind(b, SCHEDULE_DECISION)),
        .due = here(b, row, SCHEDULE_DUE),           .first = here(b, row, SCHEDULE_FIRST),
        .month = here(b, row, schedule_month(b)),       .quantity = here(b, row, SCHEDULE_QUANTITY),
    };
}

/* The rules' date without a decision, and which rule won. */
static const char *rules_date(const struct plan_book *b, size_t i, const struct cells *c,
                              const char **trigger)
{
    const struct plan *plan = b->plan;
    const char *by_cycle = say(b, "EDATE(%s,%s)", c->base, c->cycle);
    *trigger = "\"cycle\"";
    if (!date_given(plan->assets[i].end_of_support) || plan->rules.due == DUE_CYCLE)
        return by_cycle;
    bool earliest = plan->rules.due == DUE_EARLIEST;
    *trigger = say(b, "IF(%s%s%s,\"end_of_support\",\"cycle\")", c->support, earliest ? "<" : ">",
                   by_cycle);
    return say(b, "%s(%s,%s)", earliest ? "MIN" : "MAX", by_cycle, c->support);
}

static void put_due(const struct plan_book *b, struct page *page, int row, size_t i,
                    const struct cells *c)
{
    const struct plan *plan = b->plan;
    const struct asset_plan *a = &plan->assets[i];
    const char *trigger, *due = rules_date(b, i, c, &trigger);
    if (date_given(plan->post->assets.replace_by[i])) {
        bool hold = plan->post->assets.decision[i] == DECISION_HOLD;
        trigger = hold ? say(b, "IF(%s>%s,\"hold\",%s)", c->decision, due, trigger)
                       : "\"decision\"";
        due = hold ? say(b, "MAX(%s,%s)", due, c->decision) : say(b, "%s+0", c->decision);
    }
    page_formula_date(page, row, SCHEDULE_DUE, LOOK_DATE, a->due, due);
    page_formula_text(page, row, SCHEDULE_TRIGGER, LOOK_TEXT,
                      trigger_name((enum trigger)a->trigger), trigger);
}

static const char *later_cycle(const struct plan_book *b, size_t i, const struct cells *c)
{
    const struct asset_plan *a = &b->plan->assets[i];
    const struct post *post = b->plan->post;
    size_t model = model_row(b->plan->catalog, post->assets.model[i]);
    bool replaced = word_given(post->assets.replace_with[i]) ||
                    (model != NOWHERE && word_given(post->models.replace_with[model]));
    return replaced ? ref_cycle(b, a->bought) : c->cycle;
}

static void put_first(const struct plan_book *b, struct page *page, int row, size_t i,
                      const struct cells *c)
{
    const struct asset_plan *a = &b->plan->assets[i];
    const char *first_buy = ref_first_buy(b), *lead = ref_lead(b, a->bought);
    date order = date_later(date_add_months(a->first, -a->lead), b->plan->rules.first_buy);
    const char *from = c->due;
    if (a->covered_through)
        from = say(b, "EDATE(DATE(%d,10,1),%s)", a->covered_through - 1, later_cycle(b, i, c));
    page_formula_date(page, row, SCHEDULE_FIRST, LOOK_DATE, a->first,
                      say(b, "MAX(%s,%s)", from, first_buy));
    page_formula_date(page, row, SCHEDULE_ORDER, LOOK_DATE, order,
                      say(b, "MAX(EDATE(%s,-%s),%s)", c->first, lead, first_buy));
}

static void put_month(const struct plan_book *b, struct page *page, int row, size_t i,
                      const struct cells *c)
{
    const struct asset_plan *a = &b->plan->assets[i];
    bool on_order = b->plan->rules.budget_on_order;
    int month = date_month_number(a->first) - (on_order ? a->lead : 0);
    const char *formula = say(b, "YEAR(%s)*12+MONTH(%s)%s%s", c->first, c->first,
                              on_order ? "-" : "", on_order ? ref_lead(b, a->bought) : "");
    page_formula_number(page, row, schedule_month(b), LOOK_NUMBER | LOOK_WORK, month, formula);
}

/* ---- years ---------------------------------------------------------------------------------- */

/* Units bought in a year: "" when the rules leave none whatever the cycle. */
static const char *units_formula(const struct plan_book *b, size_t i, int year,
                                 const struct cells *c, const char *cycle)
{
    const struct plan *plan = b->plan;
    int first_able = fiscal_year(plan->rules.first_buy);
    bool on_order = plan->rules.budget_on_order;
    if (year <= plan->assets[i].covered_through || year < first_able)
        return NULL;
    int from = on_order && year == first_able ? 0 : (year - 1) * 12 + 10, to = year * 12 + 9;
    return say(b, "%s*(MAX(0,INT((%d-%s)/%s)+1)-MAX(0,INT((%d-%s)/%s)+1))", c->quantity, to,
               c->month, cycle, from - 1, c->month, cycle);
}

static const char *amount_formula(const struct plan_book *b, size_t i, int y, int row,
                                  const char *units)
{
    const struct plan *plan = b->plan;
    const struct asset_plan *a = &plan->assets[i];
    int year = plan->first_year + y;
    if (a->price == NO_PRICE)
        return say(b, "IF(%s=0,0,\"%s\")", units,
                   a->payer == PAYER_POST ? "price missing" : "cost unknown");
    if (a->price == OWN_COST) {
        size_t currency = currency_find(plan->catalog, plan->post->assets.currency[i]);
        const char *cents = say(b, "ROUND(ROUND(%s*100,0)*%s,0)", here(b, row, schedule_behind(b, SCHEDULE_COST)),
                                ref_factor(b, plan->catalog->categories[a->bought].escalation_class,
                                           fiscal_year(plan->post->assets.acquired[i]), year));
        return say(b, "ROUND(%s*%s,2)", units, in_dollars(b, cents, currency, year));
    }
    const char *unit = ref_unit(b, (size_t)a->price, PART_PRICE, y);
    for (int k = PART_FREIGHT; k < PARTS; k++)
        if (b->unit_row[(size_t)a->price * PARTS + (size_t)k] >= 0)
            unit = say(b, "%s+%s", unit, ref_unit(b, (size_t)a->price, (enum price_part)k, y));
    return say(b, "ROUND(%s*(%s),2)", units, unit);
}

/* Units and amounts of the asset by plan year; returns the purchase behind the asset's last. */
static size_t tally(const struct plan_book *b, size_t i, size_t next, int64_t units[],
                    money amounts[], bool *unknown)
{
    const struct plan *plan = b->plan;
    for (int y = 0; y < b->years; y++) {
        units[y] = 0;
        amounts[y] = MONEY_ZERO;
    }
    *unknown = false;
    for (; next < plan->purchase_count && plan->purchases[next].asset == i; next++) {
        const struct purchase *p = &plan->purchases[next];
        int y = year_index(plan, p->fiscal_year);
        units[y] += asset_quantity(plan, i);
        if (money_given(p->amount))
            amounts[y] = money_add(amounts[y], p->amount);
        else
            *unknown = true;
    }
    return next;
}

static void put_amount(const struct plan_book *b, struct page *page, int row, size_t i, int y,
                       bool known, money amount)
{
    int column = schedule_dollars(y);
    if (!b->live) {
        if (known)
            page_money(page, row, column, LOOK_MONEY, amount);
        else
            page_text(page, row, column, LOOK_TEXT, "cost unknown");
        return;
    }
    const char *formula = amount_formula(b, i, y, row, here(b, row, schedule_units(b, y)));
    if (known)
        page_formula_money(page, row, column, LOOK_MONEY, amount, formula);
    else
        page_formula_text(page, row, column, LOOK_TEXT, "cost unknown", formula);
}

static void put_years(const struct plan_book *b, struct page *page, int row, size_t i,
                      const struct cells *c, const int64_t units[], const money amounts[])
{
    bool known = b->plan->assets[i].price != NO_PRICE;
    const char *cycle = b->live ? later_cycle(b, i, c) : NULL;
    for (int y = 0; y < b->years; y++) {
        int year = b->plan->first_year + y;
        const char *formula = b->live ? units_formula(b, i, year, c, cycle) : NULL;
        if (formula)
            page_formula_number(page, row, schedule_units(b, y), LOOK_COUNT, (double)units[y],
                                formula);
        else
            page_number(page, row, schedule_units(b, y), LOOK_COUNT | LOOK_MUTED, (double)units[y]);
    }
    for (int y = 0; y < b->years; y++)
        put_amount(b, page, row, i, y, known || !units[y], amounts[y]);
}

/* ---- the row ---------------------------------------------------------------------------------- */

static const char *price_basis(const struct plan_book *b, size_t i)
{
    const struct asset_plan *a = &b->plan->assets[i];
    if (a->price == NO_PRICE)
        return "cost unknown";
    if (a->price == OWN_COST)
        return say(b, "own cost of FY%d, %s", fiscal_year(b->plan->post->assets.acquired[i]),
                   post_string(b->plan->post, b->plan->catalog
                                                  ->currencies[currency_find(
                                                      b->plan->catalog,
                                                      b->plan->post->assets.currency[i])]
                                                  .name));
    return say(b, "price list, row %d", b->price_row[a->price] - b->price_header);
}

static void put_facts(const struct plan_book *b, struct page *page, int row, size_t i)
{
    const struct plan *plan = b->plan;
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[i];
    const struct catalog *c = plan->catalog;
    unsigned input = b->live ? LOOK_INPUT : 0;
    word what = word_given(t->description[i]) ? t->description[i] : t->model[i];
    page_text(page, row, SCHEDULE_TAG, LOOK_TEXT, post_string(plan->post, t->asset_tag[i]));
    page_text(page, row, SCHEDULE_WHAT, LOOK_TEXT, post_string(plan->post, what));
    page_text(page, row, schedule_behind(b, SCHEDULE_HELD), LOOK_TEXT,
              post_string(plan->post, c->categories[a->held].name));
    page_text(page, row, schedule_behind(b, SCHEDULE_BOUGHT), LOOK_TEXT,
              post_string(plan->post, c->categories[a->bought].name));
    page_text(page, row, schedule_behind(b, SCHEDULE_NETWORK), LOOK_TEXT, network_name(a->network));
    page_text(page, row, SCHEDULE_FUNDING, LOOK_TEXT,
              post_string(plan->post, c->fundings[a->funding].name));
    page_text(page, row, schedule_behind(b, SCHEDULE_PAYER), LOOK_TEXT, payer_name(a->payer));
    page_number(page, row, SCHEDULE_QUANTITY, LOOK_COUNT, asset_quantity(plan, i));
    page_date(page, row, schedule_behind(b, SCHEDULE_BASE), LOOK_DATE, a->base);
    if (a->cycle_from == CYCLE_OF_CATEGORY && b->live)
        page_formula_number(page, row, SCHEDULE_CYCLE, LOOK_COUNT, a->cycle, ref_cycle(b, a->held));
    else
        page_number(page, row, SCHEDULE_CYCLE, LOOK_COUNT | input, a->cycle);
    page_date(page, row, schedule_behind(b, SCHEDULE_SUPPORT), LOOK_DATE, a->end_of_support);
    page_date(page, row, schedule_behind(b, SCHEDULE_DECISION), LOOK_DATE, t->replace_by[i]);
    if (a->price == OWN_COST)
        page_money(page, row, schedule_behind(b, SCHEDULE_COST), LOOK_MONEY | input, t->unit_cost[i]);
    page_text(page, row, schedule_behind(b, SCHEDULE_BASIS), LOOK_TEXT, price_basis(b, i));
}

static void put_dates(const struct plan_book *b, struct page *page, int row, size_t i,
                      const struct cells *c)
{
    const struct asset_plan *a = &b->plan->assets[i];
    if (b->live) {
        put_due(b, page, row, i, c);
        put_first(b, page, row, i, c);
        return;
    }
    page_date(page, row, SCHEDULE_DUE, LOOK_DATE | (a->backlog ? LOOK_ALERT : 0), a->due);
    page_text(page, row, SCHEDULE_TRIGGER, LOOK_TEXT, trigger_name((enum trigger)a->trigger));
    page_date(page, row, SCHEDULE_FIRST, LOOK_DATE, a->first);
    page_date(page, row, SCHEDULE_ORDER, LOOK_DATE,
              date_later(date_add_months(a->first, -a->lead), b->plan->rules.first_buy));
}

enum { MOST_COLUMNS = SCHEDULE_DOLLARS + SCHEDULE_UNITS + 66 };

static void put_headings(const struct plan_book *b, struct heading *headings)
{
    static const struct heading behind[SCHEDULE_UNITS] = {
        {"In use since", 11}, {"Look at", 62}, {"Category", 14}, {"Bought", 14}, {"Network", 9}, {"Paid by", 8},
        {"End of support", 11}, {"Decision date", 11}, {"Own unit cost", 11}, {"Price from", 22}};
    for (int k = 0; k < SCHEDULE_UNITS; k++)
        headings[schedule_behind(b, (enum schedule_behind)k)] = behind[k];
    for (int y = 0; y < b->years; y++) {
        int year = b->plan->first_year + y;
        headings[schedule_dollars(y)] = (struct heading){say(b, "FY%d dollars", year), 9.7};
        headings[schedule_units(b, y)] = (struct heading){say(b, "FY%d units", year), 8};
    }
    headings[schedule_month(b)] = (struct heading){"Month no.", 9};
    headings[schedule_group(b)] = (struct heading){"Group", 7};
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct heading headings[MOST_COLUMNS] = {
        {"Asset tag", 10.3}, {"What", 18.3}, {"Funding source", 16}, {"Units", 6},
        {"Cycle (months)", 7.5}, {"Due", 12.9}, {"Because of", 12.9},
        {"Replace first", 11}, {"Order by", 11}};
    put_headings(b, headings);
    page_paper(page, schedule_dollars(b->years));
    sheet_table(page, "Schedule", SHEET_HEADER, headings, (size_t)schedule_group(b) + 1,
                b->scheduled, false);
    if (b->live && b->scheduled) /* a rule, so that the mark follows a changed cycle */
        page_overdue(page, SHEET_HEADER + 1, SCHEDULE_DUE, SHEET_HEADER + (int)b->scheduled,
                     SCHEDULE_DUE, plan->settings->as_of);
    int64_t units[64];
    money amounts[64];
    size_t next = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        struct arena_mark mark = arena_mark(b->arena);
        bool unknown;
        int row = b->asset_row[i];
        size_t first = next;
        next = tally(b, i, next, units, amounts, &unknown);
        if (row < 0)
            continue;
        struct cells c = b->live ? cells_of(b, row) : (struct cells){0};
        put_facts(b, page, row, i);
        put_dates(b, page, row, i, &c);
        if (first < next)
            page_text(page, row, schedule_behind(b, SCHEDULE_FLAGS), LOOK_TEXT,
                      flags_text(b->arena, plan, &plan->purchases[first]));
        if (b->live)
            put_month(b, page, row, i, &c);
        if (b->asset_group[i] >= 0)
            page_number(page, row, schedule_group(b), LOOK_NUMBER | LOOK_WORK, b->asset_group[i] + 1);
        put_years(b, page, row, i, &c, units, amounts);
        arena_release(b->arena, mark);
    }
}

const struct sheet sheet_schedule = {
    .setup = {.name = SHEET_SCHEDULE, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .compact = true},
    .title = "Replacement schedule",
    .answers = "When is each asset replaced, why then, and at what price? A due date with ! is overdue.",
    .fill = fill,
};
