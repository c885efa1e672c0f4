#include "planner/compare.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

const char *change_name(enum change_kind kind)
{
    static const char *const names[CHANGE_KINDS] = {
        "new", "gone", "moved", "changed", "re-priced", "done", "not_done", "missing", "found",
        "wrong_place", "wrong_quantity"};
    return names[kind];
}

/* ---- cells ------------------------------------------------------------------------------------------- */

const char *cell_text(struct arena *arena, const struct post *post, const struct rows *rows,
                      const struct column *c, size_t row)
{
    const char *at = column_array(rows, c) + row * kind_size(c->kind);
    char buffer[DECIMAL_TEXT] = "";
    union {
        word w;
        money m;
        date d;
        int32_t n;
        decimal x;
        period p;
        uint8_t u;
        double f;
    } v;
    memcpy(&v, at, kind_size(c->kind));
    switch (c->kind) {
    case KIND_TEXT:
    case KIND_ID:
        return post_string(post, v.w);
    case KIND_MONEY:
        money_plain(v.m, buffer);
        break;
    case KIND_DATE:
        date_iso(v.d, buffer);
        break;
    case KIND_WHOLE:
    case KIND_YEAR:
    case KIND_QUARTER:
        return whole_given(v.n) ? arena_format(arena, "%d", v.n) : "";
    case KIND_DECIMAL:
        decimal_plain(v.x, buffer);
        break;
    case KIND_CHOICE:
        if (v.u)
            choice_word(c->words, v.u, buffer, sizeof buffer);
        break;
    case KIND_PERIOD:
        period_plain(v.p, buffer);
        break;
    case KIND_NUMBER:
        return arena_format(arena, "%.15g", v.f);
    case KINDS:
        break;
    }
    return buffer[0] ? arena_copy(arena, buffer, strlen(buffer)) : "";
}

/* A cell with the default that stands for an empty one. */
static const char *understood(struct arena *arena, const struct plan *plan, const struct column *c,
                              size_t i)
{
    const struct assets *t = &plan->post->assets;
    const struct asset_plan *a = &plan->assets[i];
    char day[DATE_TEXT];
    if (!strcmp(c->name, "category") && a->valid)
        return post_string(plan->post, plan->catalog->categories[a->held].name);
    if (!strcmp(c->name, "network") && a->valid)
        return network_name(a->network);
    if (!strcmp(c->name, "status"))
        return status_name(t->status[i]);
    if (!strcmp(c->name, "quantity"))
        return arena_format(arena, "%d", asset_quantity(plan, i));
    if (!strcmp(c->name, "in_service") && !date_given(t->in_service[i]))
        return arena_format(arena, "%s", date_iso(t->acquired[i], day));
    if (!strcmp(c->name, "currency") && !word_given(t->currency[i]))
        return "USD";
    return cell_text(arena, plan->post, &t->rows, c, i);
}

/* A file without the column says nothing about it. */
static bool has_column(const struct rows *rows, size_t row, size_t column)
{
    return rows_source(rows, row)->at[column] >= 0;
}

money asset_value(const struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    size_t currency = currency_find(plan->catalog, t->currency[i]);
    if (!money_given(t->unit_cost[i]) || !t->unit_cost[i].cents || currency == NOWHERE ||
        !date_given(t->acquired[i]))
        return MONEY_NONE;
    int year = fiscal_year(t->acquired[i]);
    return money_times(catalog_price(plan->catalog, t->unit_cost[i], currency,
                                     plan->catalog->general, year, year),
                       asset_quantity(plan, i));
}

money asset_unit_value(const struct plan *plan, size_t i)
{
    money value = asset_value(plan, i); /* a whole number of units' costs */
    return money_given(value) ? (money){value.cents / asset_quantity(plan, i)} : value;
}

static money negative(money m)
{
    return money_given(m) ? money_sub(MONEY_ZERO, m) : m;
}

/* ---- rows of changes ----------------------------------------------------------------------------------- */

void changes_free(struct changes *changes)
{
    free(changes->rows);
}

struct ordered_change {
    struct change change;
    const struct post *post;
};

static int in_order(const void *left, const void *right)
{
    const struct ordered_change *l = left, *r = right;
    const struct change *a = &l->change, *b = &r->change;
    int order = (int)a->kind - (int)b->kind;
    if (!order)
        order = strcmp(post_string(l->post, a->asset_tag), post_string(l->post, b->asset_tag));
    if (!order)
        order = strcmp(a->field, b->field);
    if (!order)
        order = strcmp(a->from, b->from);
    return order ? order : strcmp(a->to, b->to);
}

void changes_sort(struct changes *changes, const struct post *post)
{
    struct ordered_change *order = memory_array(changes->count, sizeof *order);
    for (size_t i = 0; i < changes->count; i++)
        order[i] = (struct ordered_change){changes->rows[i], post};
    sort(order, changes->count, sizeof *order, in_order);
    for (size_t i = 0; i < changes->count; i++)
        changes->rows[i] = order[i].change;
    free(order);
}

static void add(struct comparison *c, struct change change)
{
    *PLANNER_APPEND(c->changes.rows, c->changes.count, c->changes.capacity) = change;
    if (money_given(change.amount))
        c->sum[change.kind] = money_add(c->sum[change.kind], change.amount);
}

/* ---- what changed ----------------------------------------------------------------------------------------- */

static enum change_kind kind_of_field(const char *field)
{
    if (!strcmp(field, "location") || !strcmp(field, "post"))
        return CHANGE_MOVED;
    return !strcmp(field, "unit_cost") || !strcmp(field, "currency") ? CHANGE_REPRICED
                                                                     : CHANGE_CHANGED;
}

/* What a changed cell does to the value of the asset: units at the old cost, then the cost of all
 * units of now, so that an asset's changes add up to its difference. */
static money value_change(const struct comparison *c, size_t left, size_t right, const char *field)
{
    const struct assets *ours = &c->before->post->assets, *theirs = &c->after->post->assets;
    bool same_cost = !money_compare(ours->unit_cost[left], theirs->unit_cost[right]);
    money from = asset_unit_value(c->before, left), to = asset_unit_value(c->after, right);
    int32_t units = asset_quantity(c->after, right);
    if (!money_given(from) || !money_given(to))
        return MONEY_NONE;
    if (!strcmp(field, "quantity"))
        return money_times(from, units - asset_quantity(c->before, left));
    if (!strcmp(field, "unit_cost") || (!strcmp(field, "currency") && same_cost))
        return money_times(money_sub(to, from), units);
    return MONEY_NONE;
}

/* A place or model that is the same in another spelling: nothing was moved or changed. */
static bool respelt(const struct comparison *c, const struct column *column, size_t left,
                    size_t right)
{
    static const char *const names[] = {"location", "post", "model"};
    const struct post *ours = c->before->post, *theirs = c->after->post;
    bool name = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        name |= !strcmp(column->name, names[i]);
    if (!name)
        return false;
    word from, to;
    memcpy(&from, column_array(&ours->assets.rows, column) + left * sizeof from, sizeof from);
    memcpy(&to, column_array(&theirs->assets.rows, column) + right * sizeof to, sizeof to);
    return same_name(ours, from, theirs, to);
}

/* Every cell of an asset that is in both; says which kinds of change there were. */
static void compare_cells(struct comparison *c, struct arena *arena, size_t left, size_t right,
                          bool kinds[CHANGE_KINDS])
{
    const struct rows *ours = &c->before->post->assets.rows, *theirs = &c->after->post->assets.rows;
    for (size_t k = 0; ours->columns[k].name; k++) {
        const struct column *column = &ours->columns[k];
        if (!has_column(ours, left, k) || !has_column(theirs, right, k))
            continue;
        const char *from = understood(arena, c->before, column, left);
        const char *to = understood(arena, c->after, column, right);
        if (!strcmp(from, to) || respelt(c, column, left, right))
            continue;
        enum change_kind kind = kind_of_field(column->name);
        kinds[kind] = true;
        add(c, (struct change){kind, c->after->post->assets.asset_tag[right], left, right,
                               column->name, from, to,
                               value_change(c, left, right, column->name)});
    }
}

/* The same replacement at another price: the price list, the rates, the category bought. */
static void compare_price(struct comparison *c, struct arena *arena, size_t left, size_t right,
                          bool kinds[CHANGE_KINDS])
{
    const struct asset_plan *a = &c->before->assets[left], *b = &c->after->assets[right];
    char from[MONEY_TEXT], to[MONEY_TEXT];
    if (!c->price_year || !a->valid || !b->valid || !a->active || !b->active ||
        (a->price == OWN_COST && b->price == OWN_COST && kinds[CHANGE_REPRICED]))
        return;
    money old = unit_price_of(c->before, left, c->price_year);
    money new = unit_price_of(c->after, right, c->price_year);
    if (!money_given(old) || !money_given(new) || !money_compare(old, new))
        return;
    kinds[CHANGE_REPRICED] = true;
    add(c, (struct change){CHANGE_REPRICED, c->after->post->assets.asset_tag[right], left, right,
                           arena_format(arena, "price_FY%d", c->price_year),
                           arena_format(arena, "%s", money_plain(old, from)),
                           arena_format(arena, "%s", money_plain(new, to)),
                           money_times(money_sub(new, old), asset_quantity(c->after, right))});
}

static const char *describe(const struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    return post_string(plan->post, word_given(t->model[i])         ? t->model[i]
                                   : word_given(t->description[i]) ? t->description[i]
                                                                   : t->category[i]);
}

static void compare_all(struct comparison *c, struct arena *arena)
{
    const struct assets *ours = &c->before->post->assets, *theirs = &c->after->post->assets;
    for (size_t i = 0; i < ours->rows.count; i++) {
        bool kinds[CHANGE_KINDS] = {false};
        if (c->match.to[i] == NOWHERE) {
            kinds[CHANGE_GONE] = true;
            add(c, (struct change){CHANGE_GONE, ours->asset_tag[i], i, NOWHERE, "",
                                   describe(c->before, i), "",
                                   negative(asset_value(c->before, i))});
        } else {
            compare_cells(c, arena, i, c->match.to[i], kinds);
            compare_price(c, arena, i, c->match.to[i], kinds);
        }
        for (int k = 0; k < CHANGE_KINDS; k++)
            c->count[k] += kinds[k];
    }
    for (size_t i = 0; i < theirs->rows.count; i++)
        if (c->match.from[i] == NOWHERE) {
            c->count[CHANGE_NEW]++;
            add(c, (struct change){CHANGE_NEW, theirs->asset_tag[i], NOWHERE, i, "", "",
                                   describe(c->after, i), asset_value(c->after, i)});
        }
}

/* ---- what became of the plan --------------------------------------------------------------------------------- */

static bool later(date from, date to)
{
    return date_given(from) && date_given(to) && date_compare(to, from) > 0;
}

static date base_of(const struct plan *plan, size_t i)
{
    const struct assets *t = &plan->post->assets;
    return date_given(t->in_service[i]) ? t->in_service[i] : t->acquired[i];
}

static bool new_serial(const struct plan *before, size_t left, const struct plan *after,
                       size_t right)
{
    word a = name_key(before->post, before->post->assets.serial[left]);
    word b = name_key(after->post, after->post->assets.serial[right]);
    return word_given(a) && word_given(b) && !word_same(a, b);
}

enum outcome what_became_of(const struct plan *before, size_t left, const struct plan *after,
                            size_t right, int64_t *open_units)
{
    *open_units = 0;
    if (right == NOWHERE || after->post->assets.status[right] >= STATUS_EXCESS)
        return OUTCOME_GONE;
    if (later(base_of(before, left), base_of(after, right)) ||
        later(before->post->assets.acquired[left], after->post->assets.acquired[right]) ||
        new_serial(before, left, after, right))
        return OUTCOME_RENEWED;
    int64_t had = asset_quantity(before, left), has = asset_quantity(after, right);
    *open_units = has < had ? has : had;
    return has < had ? OUTCOME_PARTLY : OUTCOME_OPEN;
}

/* Why it stands where it stood. */
static const char *why_open(struct arena *arena, const struct comparison *c, size_t right)
{
    const struct asset_plan *a = &c->after->assets[right];
    if (!a->valid || a->reason != REASON_NONE)
        return reason_text(c->after, right);
    if (a->trigger == BY_HOLD)
        return arena_format(arena, "held; now planned for FY%d", fiscal_year(a->first));
    return arena_format(arena, "still in service%s; now planned for FY%d",
                        a->backlog ? ", overdue" : "", fiscal_year(a->first));
}

/* What it was told by: that it is gone, or of which day or number the new one is. */
static const char *why_done(struct arena *arena, const struct comparison *c, const struct followed *e)
{
    size_t right = e->right;
    char day[DATE_TEXT];
    if (right == NOWHERE)
        return "no longer in the inventory";
    if (e->outcome == OUTCOME_GONE)
        return arena_format(arena, "status is %s",
                            status_name(c->after->post->assets.status[right]));
    if (later(base_of(c->before, e->left), base_of(c->after, right)) ||
        later(c->before->post->assets.acquired[e->left], c->after->post->assets.acquired[right]))
        return arena_format(arena, "renewed, in service %s",
                            date_iso(base_of(c->after, right), day));
    return "renewed, new serial";
}

static void judge(struct arena *arena, const struct comparison *c, struct followed *e)
{
    e->outcome = what_became_of(c->before, e->left, c->after, e->right, &e->open_units);
    e->what = e->open_units ? why_open(arena, c, e->right) : why_done(arena, c, e);
}

static money first_price(const struct plan *plan, const size_t *first, size_t asset)
{
    return first[asset] == NOWHERE ? MONEY_NONE : plan->purchases[first[asset]].unit_price;
}

static void weigh(struct comparison *c, struct followed *e, const size_t *first, money unit)
{
    bool priced = money_given(unit);
    e->planned = priced ? money_times(unit, e->units) : MONEY_NONE;
    e->open = priced ? money_times(unit, e->open_units) : MONEY_NONE;
    e->now = MONEY_NONE;
    c->count[e->open_units ? CHANGE_NOT_DONE : CHANGE_DONE]++;
    if (priced) {
        c->done = money_add(c->done, money_sub(e->planned, e->open));
        c->open = money_add(c->open, e->open);
    }
    if (!e->open_units)
        return;
    money now = first_price(c->after, first, e->right);
    if (first[e->right] == NOWHERE)
        c->open_dropped++;
    if (money_given(now))
        e->now = money_times(now, e->open_units);
    if (money_given(now) && priced) {
        c->open_before = money_add(c->open_before, e->open);
        c->open_now = money_add(c->open_now, e->now);
    }
}

static void report_execution(struct comparison *c, struct arena *arena, const struct followed *e)
{
    char day[DATE_TEXT];
    bool open = e->open_units > 0;
    add(c, (struct change){open ? CHANGE_NOT_DONE : CHANGE_DONE,
                           c->before->post->assets.asset_tag[e->left], e->left, e->right,
                           "replacement", arena_format(arena, "%s", date_iso(e->planned_on, day)),
                           e->what, open ? e->open : e->planned});
}

/* The first purchase of each asset in a plan. */
static size_t *first_purchases(const struct plan *plan)
{
    size_t *first = memory_array(plan->post->assets.rows.count, sizeof *first);
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        first[i] = NOWHERE;
    for (size_t n = plan->purchase_count; n-- > 0;)
        first[plan->purchases[n].asset] = n;
    return first;
}

static int by_tag(const void *left, const void *right)
{
    const struct ordered_change *a = left, *b = right;
    return strcmp(post_string(a->post, a->change.asset_tag), post_string(b->post, b->change.asset_tag));
}

/* Executions in the order of the tags. */
static void order_executions(struct comparison *c)
{
    size_t n = c->execution_count;
    struct ordered_change *order = memory_array(n, sizeof *order);
    struct followed *sorted = memory_array(n, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct ordered_change){
            {.asset_tag = c->before->post->assets.asset_tag[c->executions[i].left], .left = i},
            c->before->post};
    sort(order, n, sizeof *order, by_tag);
    for (size_t i = 0; i < n; i++)
        sorted[i] = c->executions[order[i].change.left];
    free(c->executions);
    free(order);
    c->executions = sorted;
}

static void follow_plan(struct comparison *c, struct arena *arena)
{
    size_t *planned = first_purchases(c->before), *first = first_purchases(c->after), capacity = 0;
    for (size_t i = 0; i < c->before->post->assets.rows.count; i++) {
        const struct asset_plan *a = &c->before->assets[i];
        if (planned[i] == NOWHERE || !a->valid)
            continue;
        const struct purchase *p = &c->before->purchases[planned[i]];
        if (date_compare(p->on, c->after->settings->as_of) > 0)
            continue;
        struct followed *e = PLANNER_APPEND(c->executions, c->execution_count, capacity);
        *e = (struct followed){.left = i, .right = c->match.to[i], .planned_on = p->on,
                                .payer = a->payer, .units = asset_quantity(c->before, i)};
        judge(arena, c, e);
        weigh(c, e, first, p->unit_price);
        report_execution(c, arena, e);
    }
    free(planned);
    free(first);
    order_executions(c);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static bool in_plan(const struct plan *plan, int year)
{
    return year_index(plan, year) >= 0;
}

/* The newer plan's budget year, else the latest year that both plans have. */
static int common_price_year(const struct plan *before, const struct plan *after)
{
    if (in_plan(before, after->budget_year))
        return after->budget_year;
    for (int year = before->first_year + before->years - 1; year >= before->first_year; year--)
        if (in_plan(after, year))
            return year;
    return 0;
}

struct comparison *compare_plans(struct arena *arena, const struct plan *before,
                                 const struct plan *after)
{
    struct comparison *c = arena_alloc(arena, 1, sizeof *c);
    int old_last = before->first_year + before->years - 1;
    int new_last = after->first_year + after->years - 1;
    *c = (struct comparison){
        .before = before, .after = after,
        .match = match_assets(arena, before->post, after->post),
        .first_year = before->first_year < after->first_year ? before->first_year
                                                             : after->first_year,
        .last_year = old_last > new_last ? old_last : new_last,
        .price_year = common_price_year(before, after)};
    report_lost_zeros(after->post->diag, &c->match, (struct side){before->post, "OLD"},
                      (struct side){after->post, "NEW"}, "compare");
    compare_all(c, arena);
    follow_plan(c, arena);
    changes_sort(&c->changes, after->post);
    return c;
}

void comparison_free(struct comparison *c)
{
    changes_free(&c->changes);
    free(c->executions);
}

money plan_total(const struct plan *plan, int year, unsigned plan_category)
{
    int y = year_index(plan, year);
    money sum = MONEY_ZERO;
    if (y < 0)
        return MONEY_NONE;
    for (size_t i = 0; i < plan->line_count; i++)
        if (!plan_category || plan->lines[i].plan_category == plan_category)
            sum = money_add(sum, plan->lines[i].amount[y]);
    return sum;
}
