#include "planner/look_back.h"

#include <stdlib.h>
#include <string.h>

#include "planner/compare.h"
#include "planner/matching.h"
#include "planner/sort.h"

static const struct {
    const char *name, *meaning;
} causes[CAUSES] = {
    [CAUSE_NEW] = {"new", "assets, units and licences that the last plan did not have"},
    [CAUSE_GONE] = {"gone", "assets, units and licences no longer held, or paid by others now"},
    [CAUSE_TIMING] = {"timing", "the same assets and licences, due in another year"},
    [CAUSE_PRICE] = {"price", "the same purchase at another price"},
    [CAUSE_EXCHANGE] = {"exchange", "the same local amount at another rate"},
    [CAUSE_SERVICES] = {"services", "recurring services, in their own currency"},
    [CAUSE_STAFF] = {"staff", "positions and pay"},
    [CAUSE_PROJECTS] = {"projects", "projects begun, ended, moved or re-estimated, and assets that "
                                    "a project covers"},
};

const char *cause_name(enum cause cause)
{
    return causes[cause].name;
}

const char *cause_meaning(enum cause cause)
{
    return causes[cause].meaning;
}

/* One bridge under way. */
struct work {
    const struct plan *last, *now;
    const struct matching *match; /* last to now */
    int from, to; /* years of the two plans */
    struct bridge *bridge;
    size_t capacity;
};

static void assign(struct work *w, enum cause cause, unsigned kind, word what, money amount)
{
    struct bridge *b = w->bridge;
    if (!amount.cents)
        return;
    b->cause[cause] = money_add(b->cause[cause], amount);
    for (size_t k = 0; k < b->count; k++) {
        struct bridge_item *item = &b->items[k];
        if (item->cause == cause && item->kind == kind && word_same(item->what, what)) {
            item->amount = money_add(item->amount, amount);
            item->count++;
            return;
        }
    }
    *PLANNER_APPEND(b->items, b->count, w->capacity) =
        (struct bridge_item){(uint8_t)cause, (uint8_t)kind, what, 1, amount};
}

/* A local amount in dollars at the rate that the last plan had for its year; `now` where it did
 * not know the currency. */
static money at_last_rate(const struct work *w, money local, size_t currency, money now)
{
    const struct catalog *c = w->last->catalog;
    size_t then = currency_find(c, w->now->catalog->currencies[currency].name);
    if (!currency || then == NOWHERE)
        return now;
    return price_convert(local, currency_rate(&c->currencies[then], w->from));
}

/* ---- assets ---------------------------------------------------------------------------------------- */

/* What the post pays for each asset in the year; purchases of the same year are one. */
static money *asset_amounts(const struct plan *plan, int year)
{
    money *amounts = memory_array(plan->post->assets.rows.count + 1, sizeof *amounts);
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (p->fiscal_year == year && a->valid && a->payer == PAYER_POST && money_given(p->amount))
            amounts[p->asset] = money_add(amounts[p->asset], p->amount);
    }
    return amounts;
}

/* The asset that another plan's is matched with, unless it was left out. */
static size_t valid_match(const struct plan *plan, size_t at)
{
    return at != NOWHERE && plan->assets[at].valid ? at : NOWHERE;
}

static bool asks_for(const struct plan *plan, size_t i)
{
    return plan->assets[i].valid && plan->assets[i].active && plan->assets[i].payer == PAYER_POST;
}

static word label_of(const struct plan *plan, size_t i)
{
    return plan->catalog->categories[plan->assets[i].bought].label;
}

/* One unit in this plan's year, at the rate of the last plan's. */
static money unit_at_last_rate(const struct work *w, size_t i)
{
    const struct plan *plan = w->now;
    const struct asset_plan *a = &plan->assets[i];
    const struct price_rows *t = &plan->post->prices;
    bool own = a->price == OWN_COST;
    size_t currency = currency_find(plan->catalog, own ? plan->post->assets.currency[i]
                                                       : t->currency[a->price]);
    size_t class_index = plan->catalog->categories[a->bought].escalation_class;
    int from = own ? fiscal_year(plan->post->assets.acquired[i]) : t->price_year[a->price];
    const money parts[PARTS] = {own ? plan->post->assets.unit_cost[i] : t->unit_price[a->price],
                                own ? MONEY_NONE : t->freight[a->price],
                                own ? MONEY_NONE : t->install[a->price]};
    money sum = MONEY_ZERO;
    for (int k = 0; k < PARTS; k++) {
        money part = price_of(plan, i, w->to, (enum price_part)k);
        if (!money_given(part) || !money_given(parts[k]))
            continue;
        money local = catalog_price(plan->catalog, parts[k], 0, class_index, from, w->to);
        sum = money_add(sum, at_last_rate(w, local, currency, part));
    }
    return sum;
}

/* How often it is bought in the year: more than once when its cycle is shorter. */
static int64_t times_bought(const struct plan *plan, size_t i, int year, money amount)
{
    money once = money_times(unit_price_of(plan, i, year), asset_quantity(plan, i));
    return once.cents ? amount.cents / once.cents : 1;
}

/* In both requests: how often, how many units, then the rate, and what is left is the price. */
static void compare_purchases(struct work *w, size_t before, size_t now, money was, money is)
{
    word what = label_of(w->now, now);
    int64_t had = asset_quantity(w->last, before), has = asset_quantity(w->now, now);
    int64_t then = times_bought(w->last, before, w->from, was);
    int64_t times = times_bought(w->now, now, w->to, is);
    money unit_was = {was.cents / then / had}, unit = unit_price_of(w->now, now, w->to);
    money timing = money_times(unit_was, had * (times - then));
    money units = money_times(unit_was, (has - had) * times);
    money rate = money_times(money_sub(unit, unit_at_last_rate(w, now)), has * times);
    assign(w, CAUSE_TIMING, LINE_LIFECYCLE, what, timing);
    assign(w, units.cents > 0 ? CAUSE_NEW : CAUSE_GONE, LINE_LIFECYCLE, what, units);
    assign(w, CAUSE_EXCHANGE, LINE_LIFECYCLE, what, rate);
    assign(w, CAUSE_PRICE, LINE_LIFECYCLE, what,
           money_sub(money_sub(money_sub(money_sub(is, was), timing), units), rate));
}

static void compare_assets(struct work *w)
{
    money *was = asset_amounts(w->last, w->from), *is = asset_amounts(w->now, w->to);
    const struct assets *old = &w->last->post->assets, *new = &w->now->post->assets;
    for (size_t i = 0; i < old->rows.count; i++) {
        size_t at = valid_match(w->now, w->match->to[i]);
        if (!was[i].cents || (at != NOWHERE && is[at].cents))
            continue;
        enum cause cause = at == NOWHERE || !asks_for(w->now, at)        ? CAUSE_GONE
                           : w->now->assets[at].project != NO_PROJECT ? CAUSE_PROJECTS
                                                                      : CAUSE_TIMING;
        assign(w, cause, LINE_LIFECYCLE, label_of(w->last, i), money_sub(MONEY_ZERO, was[i]));
    }
    for (size_t i = 0; i < new->rows.count; i++) {
        size_t at = valid_match(w->last, w->match->from[i]);
        if (!is[i].cents)
            continue;
        if (at != NOWHERE && was[at].cents)
            compare_purchases(w, at, i, was[at], is[i]);
        else
            assign(w, at == NOWHERE || !asks_for(w->last, at)          ? CAUSE_NEW
                      : w->last->assets[at].project != NO_PROJECT ? CAUSE_PROJECTS
                                                                   : CAUSE_TIMING,
                   LINE_LIFECYCLE, label_of(w->now, i), is[i]);
    }
    free(was);
    free(is);
}

/* ---- costs: licences, positions, projects; services ------------------------------------------------ */

/* A thing by its name, in one of the plans. */
struct named {
    word name, title;
    money amount;
    money at_rate; /* this plan's at the last rate */
    bool held;     /* the post's, whether or not it costs something this year */
};

struct names {
    struct named *at;
    size_t count, capacity;
};

static struct named *named(struct names *names, word name, word title)
{
    for (size_t k = 0; k < names->count; k++)
        if (word_same(names->at[k].name, name))
            return &names->at[k];
    struct named *made = PLANNER_APPEND(names->at, names->count, names->capacity);
    *made = (struct named){.name = name, .title = title};
    return made;
}

static word cost_name(const struct plan *plan, const struct cost *c, word *title)
{
    const struct post *post = plan->post;
    *title = c->kind == LINE_LICENSE   ? post->licenses.product[c->row]
             : c->kind == LINE_PROJECT ? post->projects.title[c->row]
             : word_given(post->staff.title[c->row]) ? post->staff.title[c->row]
                                                     : post->staff.position[c->row];
    return c->kind == LINE_LICENSE   ? post->licenses.license_id[c->row]
           : c->kind == LINE_PROJECT ? post->projects.project[c->row]
                                     : post->staff.position[c->row];
}

static struct names names_of(const struct work *w, const struct plan *plan, unsigned kind, int year)
{
    struct names names = {0};
    for (size_t k = 0; k < plan->cost_count && kind != LINE_SERVICE; k++) {
        const struct cost *c = &plan->costs[k];
        if (c->kind != kind || c->gross == NOWHERE)
            continue;
        word title, name = cost_name(plan, c, &title);
        struct named *n = named(&names, name, title);
        n->held = true;
        if (c->fiscal_year != year)
            continue;
        n->amount = money_add(n->amount, c->amount);
        if (plan == w->now)
            n->at_rate = money_add(n->at_rate, at_last_rate(w, c->local, c->currency, c->amount));
    }
    for (size_t k = 0; k < plan->service_count && kind == LINE_SERVICE; k++) {
        const struct service *s = &plan->services[k];
        if (s->gross == NOWHERE)
            continue;
        struct named *n = named(&names, s->name, s->name);
        int y = year - plan->first_year;
        n->held = true;
        n->amount = s->amount[y];
        n->at_rate = plan == w->now ? at_last_rate(w, s->local[y], s->currency, s->amount[y])
                                    : s->amount[y];
    }
    return names;
}

static enum cause cause_of(unsigned kind, bool held_before, bool held_now, bool both)
{
    if (kind != LINE_LICENSE)
        return kind == LINE_SERVICE     ? CAUSE_SERVICES
               : kind == LINE_PERSONNEL ? CAUSE_STAFF
                                        : CAUSE_PROJECTS;
    return !held_before ? CAUSE_NEW : !held_now ? CAUSE_GONE : both ? CAUSE_PRICE : CAUSE_TIMING;
}

static void compare_costs(struct work *w, unsigned kind)
{
    struct names was = names_of(w, w->last, kind, w->from);
    struct names is = names_of(w, w->now, kind, w->to);
    for (size_t k = 0; k < is.count; k++)
        named(&was, is.at[k].name, is.at[k].title);
    for (size_t k = 0; k < was.count; k++) {
        const struct named *b = &was.at[k];
        const struct named *n = named(&is, b->name, b->title);
        bool both = b->amount.cents && n->amount.cents;
        money rate = both ? money_sub(n->amount, n->at_rate) : MONEY_ZERO;
        assign(w, CAUSE_EXCHANGE, kind, n->title, rate);
        assign(w, cause_of(kind, b->held, n->held, both), kind, n->title,
               money_sub(money_sub(n->amount, b->amount), rate));
    }
    free(was.at);
    free(is.at);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static int by_cause_and_size(const void *left, const void *right)
{
    const struct bridge_item *a = left, *b = right;
    int64_t larger = llabs(a->amount.cents), smaller = llabs(b->amount.cents);
    if (a->cause != b->cause)
        return a->cause < b->cause ? -1 : 1;
    if (larger != smaller)
        return larger > smaller ? -1 : 1;
    return a->what.id != b->what.id ? (a->what.id < b->what.id ? -1 : 1)
                                    : (int)a->kind - (int)b->kind;
}

/* Whatever another kind of line adds: no dollar goes without a cause. */
static void assign_rest(struct work *w)
{
    money rest = money_sub(w->bridge->to, w->bridge->from);
    for (int c = 0; c < CAUSES; c++)
        rest = money_sub(rest, w->bridge->cause[c]);
    assign(w, rest.cents > 0 ? CAUSE_NEW : CAUSE_GONE, LINE_LIFECYCLE,
           words_put_string(w->now->post->words, "Other lines"), rest);
}

static void build_bridge(struct plan *plan, const struct plan *last, const struct matching *match,
                         int from, int to, struct bridge *bridge)
{
    struct work w = {.last = last, .now = plan, .match = match, .from = from, .to = to, .bridge = bridge};
    *bridge = (struct bridge){.from_year = from, .to_year = to,
                              .from = last->total[year_index(last, from)],
                              .to = plan->total[year_index(plan, to)]};
    compare_assets(&w);
    compare_costs(&w, LINE_PROJECT);
    compare_costs(&w, LINE_LICENSE);
    compare_costs(&w, LINE_SERVICE);
    compare_costs(&w, LINE_PERSONNEL);
    assign_rest(&w);
    struct bridge_item *items = arena_alloc(plan->post->arena, bridge->count + 1, sizeof *items);
    if (bridge->count)
        memcpy(items, bridge->items, bridge->count * sizeof *items);
    free(bridge->items);
    bridge->items = items;
    sort(items, bridge->count, sizeof *items, by_cause_and_size);
}

/* ---- plan against execution ----------------------------------------------------------------------------- */

static struct execution_row *execution_row(struct execution *e, word what)
{
    for (size_t k = 0; k < e->count; k++)
        if (word_same(e->rows[k].what, what))
            return &e->rows[k];
    e->rows[e->count] = (struct execution_row){.what = what};
    return &e->rows[e->count++];
}

/* A replacement of which so many units are open; what those cost in this plan. */
struct follow {
    int64_t units, open;
    money planned, now;
};

static void count_planned(struct execution_row *row, const struct follow *f)
{
    money open = money_times((money){f->planned.cents / f->units}, f->open);
    row->planned++;
    row->done += !f->open;
    row->planned_units += f->units;
    row->done_units += f->units - f->open;
    row->planned_amount = money_add(row->planned_amount, f->planned);
    row->done_amount = money_add(row->done_amount, money_sub(f->planned, open));
    row->undone_amount = money_add(row->undone_amount, open);
    row->undone_now = money_add(row->undone_now, f->now);
}

/* What the open units cost in the year in which this plan replaces them; nothing where it does not
 * replace them any more. */
static money cost_now(const struct plan *plan, size_t at, int64_t open)
{
    if (!open || !plan->assets[at].active)
        return MONEY_ZERO;
    int year = fiscal_year(date_later(plan->assets[at].due, plan->settings->first_buy));
    int last = plan->first_year + plan->years - 1;
    money unit = unit_price_of(plan, at, year > last ? last : year);
    return money_given(unit) ? money_times(unit, open) : MONEY_ZERO;
}

static void follow_up(struct plan *plan, const struct plan *last, const struct matching *match,
                      struct execution *e)
{
    e->rows = arena_alloc(plan->post->arena, last->catalog->category_count + 1, sizeof *e->rows);
    for (size_t n = 0; n < last->purchase_count; n++) {
        const struct purchase *p = &last->purchases[n];
        size_t i = p->asset;
        if (p->sequence != 1 || !asks_for(last, i) || !money_given(p->amount) ||
            date_compare(p->on, plan->settings->as_of) > 0)
            continue;
        size_t at = valid_match(plan, match->to[i]);
        struct follow f = {.units = asset_quantity(last, i), .planned = p->amount};
        what_became_of(last, i, plan, at, &f.open);
        f.now = cost_now(plan, at, f.open);
        count_planned(execution_row(e, label_of(last, i)), &f);
        count_planned(&e->total, &f);
    }
}

/* ---- does the folder fit ------------------------------------------------------------------------------------ */

static size_t settings_row(const struct plan *plan, const char *key)
{
    const struct setting_rows *t = &plan->post->settings;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!strcmp(post_string(plan->post, t->key[i]), key))
            return i;
    return NOWHERE;
}

/* At the key in the previous folder's settings.csv, or at the folder. */
static struct place place_of(const struct plan *last, const char *key)
{
    size_t row = settings_row(last, key);
    if (row != NOWHERE)
        return rows_place(&last->post->settings.rows, row, "value");
    return (struct place){words_put_string(last->post->words, last->post->path), 0, 0};
}

static void check_previous(struct plan *plan, const struct plan *last)
{
    struct diag *diag = plan->post->diag;
    char as_of[DATE_TEXT];
    if (!word_same(plan->settings->post, last->settings->post))
        diag_add(diag, WARNING, "previous-post", place_of(last, "post"), "post",
                 last->settings->post, "is not this post, %s; the bridge compares the two all the "
                 "same", post_string(plan->post, plan->settings->post));
    if (date_compare(last->settings->as_of, plan->settings->as_of) >= 0)
        diag_add(diag, WARNING, "previous-not-earlier", place_of(last, "as_of"), "as_of",
                 words_put_string(plan->post->words, date_iso(last->settings->as_of, as_of)),
                 "is not before this plan's as-of date; look at --previous");
    if (last->budget_year != plan->budget_year - 1)
        diag_add(diag, WARNING, "previous-years", place_of(last, "budget_year"), "budget_year",
                 words_put_string(plan->post->words,
                                  arena_format(plan->post->arena, "%d", last->budget_year)),
                 "is not the year before this request's FY%d; the bridge goes from FY%d to FY%d",
                 plan->budget_year, last->budget_year, plan->budget_year);
}

void look_back(struct plan *plan, const struct plan *last)
{
    struct look_back *l = plan->look_back = arena_alloc(plan->post->arena, 1, sizeof *l);
    l->last = last;
    struct matching match = match_assets(plan->post->arena, last->post, plan->post);
    report_lost_zeros(plan->post->diag, &match, (struct side){last->post, "last year's post"},
                      (struct side){plan->post, "this year's"}, "plan");
    check_previous(plan, last);
    build_bridge(plan, last, &match, last->budget_year, plan->budget_year, &l->request);
    if (year_index(plan, last->budget_year) >= 0)
        build_bridge(plan, last, &match, last->budget_year, last->budget_year, &l->same);
    follow_up(plan, last, &match, &l->execution);
}
