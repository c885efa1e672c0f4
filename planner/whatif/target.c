#include "planner/target.h"

#include <stdlib.h>
#include <string.h>

#include "planner/limits.h"
#include "planner/sort.h"
#include "planner/stock.h"

/* Something that competes for a year's money. */
struct bid {
    enum { BID_LINE, BID_PURCHASE, BID_PROJECT } kind;
    size_t at;      /* net line; purchase; cost */
    money amount;
    double chance;  /* expected failures while waiting */
};

/* A year under its ceilings. */
struct year_work {
    struct plan *plan;
    const struct limits *limits;
    int year; /* index */
    struct bid *bids;
    struct ceiling_row *rows;
    size_t count, capacity, row_capacity;
};

static void add_bid(struct year_work *w, struct bid bid, struct ceiling_row row, size_t funding,
                    unsigned category)
{
    struct ceiling_claim *claims = arena_alloc(w->plan->post->arena, w->limits->count,
                                               sizeof *claims);
    row.cost = bid.amount;
    row.chance = bid.chance;
    row.claims = claims;
    row.claim_count = limits_claims(w->limits, w->plan, funding, category, bid.amount, claims);
    size_t rows = w->count;
    *PLANNER_APPEND(w->bids, w->count, w->capacity) = bid;
    *PLANNER_APPEND(w->rows, rows, w->row_capacity) = row;
}

static void bid_for_lines(struct year_work *w)
{
    const struct plan *plan = w->plan;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *l = &plan->lines[i];
        money amount = in_force_amount(plan, i, w->year);
        if (amount.cents > 0)
            add_bid(w, (struct bid){BID_LINE, i, amount, 0},
                    (struct ceiling_row){.decided = true, .priority = in_force_rank(plan, i)},
                    l->funding, l->plan_category);
    }
}

static void bid_for_purchases(struct year_work *w)
{
    const struct plan *plan = w->plan;
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (p->fiscal_year != plan->first_year + w->year || !a->valid || a->payer != PAYER_POST ||
            !money_given(p->amount) || p->amount.cents <= 0)
            continue;
        int priority = asset_priority(plan, p->asset);
        double chance = waiting_chance(plan, p->asset, p->sequence, p->on, 0) *
                        asset_quantity(plan, p->asset);
        add_bid(w, (struct bid){BID_PURCHASE, n, p->amount, chance},
                (struct ceiling_row){.risk = chance * consequence_of(plan, priority),
                                     .decided = p->sequence == 1 && a->trigger == BY_DECISION,
                                     .priority = 10 + priority},
                a->funding, asset_plan_category(plan, p->asset));
    }
}

static void bid_for_projects(struct year_work *w)
{
    const struct plan *plan = w->plan;
    const struct project_rows *t = &plan->post->projects;
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *c = &plan->costs[k];
        if (c->kind != LINE_PROJECT || c->gross == NOWHERE || c->amount.cents <= 0 ||
            c->fiscal_year != plan->first_year + w->year ||
            c->fiscal_year != t->fiscal_year[c->row] || t->request[c->row] == REQUEST_OVER_TARGET)
            continue;
        const struct line *l = &plan->gross[c->gross];
        add_bid(w, (struct bid){BID_PROJECT, k, c->amount, 0},
                (struct ceiling_row){.risk = project_risk(plan, c->row, c->amount)}, l->funding,
                l->plan_category);
    }
}

/* ---- from bids back to lines ------------------------------------------------------------------------- */

/* What is gathered on one net line and year. */
struct excess {
    money amount;
    int64_t units;
    double risk, chance;
    date needed_by;
    bool decided, not_logged;
};

/* The year's choice in lines: of gross lines what a purchase or project leaves behind, of net lines
 * what is in force and does not fit; at the end all of it is on net lines. */
struct cells {
    struct excess *gross, *net; /* [line * years + year] */
};

static void merge(struct excess *e, money amount, const struct excess *about, double share)
{
    e->amount = money_add(e->amount, amount);
    e->risk += about->risk * share;
    e->chance += about->chance * share;
    e->decided |= about->decided;
    e->not_logged |= about->not_logged;
    if (date_given(about->needed_by))
        e->needed_by = date_given(e->needed_by) ? date_earlier(e->needed_by, about->needed_by)
                                                : about->needed_by;
}

/* What stays in the target of a part of a shared line: its share, rounded down, so that no source's
 * ceiling is passed; the rest of the part is over. */
static money part_over(const struct plan *plan, const struct line_part *part, int year,
                       money target)
{
    const struct funding *f = &plan->catalog->fundings[plan->gross[part->gross].funding];
    wide whole = 0;
    for (size_t s = 0; s < f->share_count; s++)
        whole += plan->catalog->shares[f->first_share + s].weight;
    money stays = {whole > 0 ? (int64_t)((wide)target.cents *
                                         plan->catalog->shares[part->share].weight / whole)
                             : 0};
    if (money_compare(stays, part->amount[year]) > 0)
        stays = part->amount[year];
    return money_sub(part->amount[year], stays);
}

static void land(struct plan *plan, struct cells *cells, size_t gross, int year)
{
    const struct line *g = &plan->gross[gross];
    size_t years = (size_t)plan->years;
    const struct excess *about = &cells->gross[gross * years + (size_t)year];
    if (about->amount.cents <= 0)
        return;
    if (g->group != NOWHERE) {
        struct excess *e = &cells->net[g->group * years + (size_t)year];
        merge(e, about->amount, about, 1);
        e->units += about->units;
        return;
    }
    bool first = true;
    for (size_t k = 0; k < plan->part_count; k++) {
        const struct line_part *part = &plan->parts[k];
        if (part->gross != gross)
            continue;
        struct excess *e = &cells->net[part->net * years + (size_t)year];
        money over = part_over(plan, part, year, money_sub(g->amount[year], about->amount));
        merge(e, over, about, (double)over.cents / (double)about->amount.cents);
        e->units += first ? about->units : 0; /* as in the lines: with the first source */
        first = false;
    }
}

static void waive_purchase(struct year_work *w, struct cells *cells, const struct bid *bid,
                           const struct ceiling_row *row)
{
    const struct plan *plan = w->plan;
    const struct purchase *p = &plan->purchases[bid->at];
    const struct asset_plan *a = &plan->assets[p->asset];
    int64_t quantity = asset_quantity(plan, p->asset);
    const struct excess about = {.risk = row->risk, .chance = bid->chance,
                                 .needed_by = p->order_by, .decided = row->decided,
                                 .not_logged = !category_life_logged(
                                     plan, p->sequence == 1 ? a->held : a->bought)};
    for (int k = 0; k < PARTS; k++) {
        if (a->gross[k] < 0)
            continue;
        struct excess *e = &cells->gross[(size_t)a->gross[k] * (size_t)plan->years +
                                         (size_t)w->year];
        money part = money_times(price_of(plan, p->asset, p->fiscal_year, (enum price_part)k),
                                 quantity);
        merge(e, part, &about, (double)part.cents / (double)bid->amount.cents);
        e->units += k == PART_PRICE ? quantity : 0;
    }
}

static void waive(struct year_work *w, struct cells *cells, size_t i)
{
    const struct bid *bid = &w->bids[i];
    size_t years = (size_t)w->plan->years, year = (size_t)w->year;
    struct excess about = {.risk = w->rows[i].risk, .needed_by = DATE_NONE};
    if (bid->kind == BID_PURCHASE) {
        waive_purchase(w, cells, bid, &w->rows[i]);
    } else if (bid->kind == BID_PROJECT) {
        size_t gross = w->plan->costs[bid->at].gross;
        merge(&cells->gross[gross * years + year], bid->amount, &about, 1);
    } else {
        about.decided = true;
        merge(&cells->net[bid->at * years + year], bid->amount, &about, 1);
    }
}

static void report_missing(struct plan *plan, const struct limits *limits, size_t limit, int year,
                           money missing)
{
    const struct ceiling_rows *t = &plan->post->ceilings;
    char amount[MONEY_TEXT];
    size_t row = 0;
    while (row < t->rows.count &&
           !(t->fiscal_year[row] == plan->first_year + year && !t->rows.bad[row] &&
             t->plan_category[row] == limits->list[limit].plan_category &&
             word_same(t->funding_source[row], limits->list[limit].funding)))
        row++;
    if (row < t->rows.count)
        rows_report(plan->post->diag, &plan->post->ceilings.rows, row, "amount", WARNING,
                    "ceiling-too-low", (word){0}, "is %s less than staff, services and licences in "
                    "force and what has been decided come to in FY%d; they are funded by priority "
                    "as far as it goes", money_pretty(missing, amount), plan->first_year + year);
}

static void choose_year(struct year_work *w, struct cells *cells, struct target *target)
{
    size_t limits = w->limits->count;
    bool *funded = memory_array(w->count, sizeof *funded);
    money *spent = memory_array(limits, sizeof *spent);
    money *missing = memory_array(limits, sizeof *missing);
    struct ceiling_choice choice;
    if (ceiling_choose(w->count, w->rows, limits, &w->limits->amount[(size_t)w->year * limits],
                       funded, spent, missing, &choice)) {
        for (size_t i = 0; i < w->count; i++)
            if (!funded[i])
                waive(w, cells, i);
        for (size_t k = 0; k < limits; k++)
            if (missing[k].cents > 0) {
                report_missing(w->plan, w->limits, k, w->year, missing[k]);
                if (money_compare(missing[k], target->missing[w->year]) > 0)
                    target->missing[w->year] = missing[k];
            }
    }
    free(funded);
    free(spent);
    free(missing);
}

static void split_year(struct plan *plan, const struct limits *limits, int year,
                       struct cells *cells)
{
    struct year_work w = {.plan = plan, .limits = limits, .year = year};
    if (!limits_hold(limits, year))
        return;
    bid_for_lines(&w);
    bid_for_purchases(&w);
    bid_for_projects(&w);
    choose_year(&w, cells, plan->target);
    for (size_t g = 0; g < plan->gross_count; g++)
        land(plan, cells, g, year);
    free(w.bids);
    free(w.rows);
}

static void put_over(struct plan *plan, const struct excess *cells)
{
    size_t years = (size_t)plan->years;
    for (size_t i = 0; i < plan->line_count; i++) {
        struct line *l = &plan->lines[i];
        for (size_t y = 0; y < years; y++) {
            const struct excess *e = &cells[i * years + y];
            if (e->amount.cents <= 0 || l->request == REQUEST_OVER_TARGET)
                continue;
            if (!l->over) {
                l->over = arena_alloc(plan->post->arena, years, sizeof *l->over);
                l->over_quantity = arena_alloc(plan->post->arena, years, sizeof *l->over_quantity);
            }
            l->over[y] = e->amount;
            l->over_quantity[y] = e->units;
        }
    }
}

money line_over(const struct line *line, int year)
{
    return line->request == REQUEST_OVER_TARGET ? line->amount[year]
           : line->over                         ? line->over[year]
                                                : MONEY_ZERO;
}

money line_target(const struct line *line, int year)
{
    return money_sub(line->amount[year], line_over(line, year));
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static const char *project_text(const struct plan *plan, const struct line *l, bool impact)
{
    const struct project_rows *t = &plan->post->projects;
    for (size_t i = 0; l->kind == LINE_PROJECT && i < t->rows.count; i++)
        if (word_same(t->project[i], l->item))
            return post_string(plan->post, impact ? t->impact[i] : t->title[i]);
    return "";
}

static const char *impact_of(const struct plan *plan, const struct line *l,
                             const struct unfunded *u)
{
    struct arena *arena = plan->post->arena;
    const char *own = project_text(plan, l, true);
    if (own[0])
        return own;
    if (l->kind == LINE_PROJECT)
        return "the project waits";
    if (l->kind != LINE_LIFECYCLE)
        return "in force, but the ceiling does not cover it";
    if (!u->units)
        return "waits with the units it belongs to";
    const char *waits = arena_format(arena, "%s a year past the due date",
                                     how_many(arena, u->units, "unit waits", "units wait"));
    return u->not_logged ? waits
                         : arena_format(arena, "%s; %.1f failures expected meanwhile, by the post's "
                                        "log", waits, u->failures);
}

static bool bought_together(const struct plan *plan, const struct unfunded *a,
                            const struct unfunded *b)
{
    const struct line *one = &plan->lines[a->line], *other = &plan->lines[b->line];
    return a->fiscal_year == b->fiscal_year && one->kind == LINE_LIFECYCLE &&
           other->kind == LINE_LIFECYCLE && word_same(one->item, other->item) &&
           one->network == other->network && one->plan_category == other->plan_category;
}

/* Units, their freight and their installation, over all who pay for them, are worth what they are
 * worth together: none of them is of use alone. */
static void weigh(const struct plan *plan, struct unfunded *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double risk = 0, dollars = 0;
        list[i].group = list[i].line;
        for (size_t k = 0; k < count; k++) {
            if (k != i && !bought_together(plan, &list[i], &list[k]))
                continue;
            risk += list[k].risk;
            dollars += money_dollars(list[k].amount);
            list[i].decided |= list[k].decided;
            list[i].group = list[k].line < list[i].group ? list[k].line : list[i].group;
        }
        list[i].worth = risk / dollars;
    }
}

static int by_worth(const void *left, const void *right)
{
    const struct unfunded *a = left, *b = right;
    if (a->fiscal_year != b->fiscal_year)
        return a->fiscal_year < b->fiscal_year ? -1 : 1;
    if (a->asked_over != b->asked_over)
        return a->asked_over ? 1 : -1;
    if (a->decided != b->decided)
        return a->decided ? -1 : 1;
    if (a->worth < b->worth || a->worth > b->worth)
        return a->worth > b->worth ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (!a->units != !b->units) /* first the line that counts them */
        return a->units ? -1 : 1;
    if (a->accompanies != b->accompanies)
        return a->accompanies ? 1 : -1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Behind all that the plan asks for: they are beside it. */
static void list_spares(struct plan *plan, size_t *capacity)
{
    struct target *t = plan->target;
    for (size_t k = 0; k < plan->stock->request_count; k++) {
        const struct stock_request *r = &plan->stock->requests[k];
        struct unfunded *u = PLANNER_APPEND(t->unfunded, t->unfunded_count, *capacity);
        *u = (struct unfunded){.line = NOWHERE, .spare = r->position,
                               .fiscal_year = plan->first_year, .amount = r->amount,
                               .units = r->position->to_buy, .asked_over = true,
                               .needed_by = DATE_NONE, .title = stock_title(plan, r->position),
                               .impact = stock_impact(plan, r->position)};
    }
}

const char *unfunded_id(const struct plan *plan, const struct unfunded *u)
{
    return u->spare                   ? stock_id(plan, u->spare)
           : plan->lines[u->line].over ? over_line_id(plan->post->arena, u->line)
                                      : line_id(plan->post->arena, u->line);
}

word unfunded_source(const struct plan *plan, const struct unfunded *u)
{
    return plan->catalog->fundings[u->spare ? u->spare->funding : plan->lines[u->line].funding].name;
}

static void list_unfunded(struct plan *plan, const struct excess *cells)
{
    struct target *t = plan->target;
    size_t years = (size_t)plan->years, capacity = 0;
    for (size_t i = 0; i < plan->line_count; i++)
        for (size_t y = 0; y < years; y++) {
            const struct line *l = &plan->lines[i];
            const struct excess *e = &cells[i * years + y];
            bool asked = l->request == REQUEST_OVER_TARGET;
            money amount = line_over(l, (int)y);
            if (amount.cents <= 0)
                continue;
            struct unfunded *u = PLANNER_APPEND(t->unfunded, t->unfunded_count, capacity);
            *u = (struct unfunded){.line = i, .fiscal_year = plan->first_year + (int)y,
                                   .amount = amount, .risk = e->risk, .failures = e->chance,
                                   .not_logged = e->not_logged,
                                   .units = e->units, .asked_over = asked, .decided = e->decided,
                                   .needed_by = e->units || e->chance > 0 ? e->needed_by
                                                                          : DATE_NONE};
            u->accompanies = line_accompanies(plan, l);
            u->title = line_title(plan->post->arena, plan, l);
            u->impact = impact_of(plan, l, u);
        }
    weigh(plan, t->unfunded, t->unfunded_count);
    if (t->unfunded_count)
        sort(t->unfunded, t->unfunded_count, sizeof *t->unfunded, by_worth);
    t->unfunded_lines = t->unfunded_count;
    list_spares(plan, &capacity);
    money sum = MONEY_ZERO, *of_year = arena_alloc(plan->post->arena, years, sizeof *of_year);
    for (size_t k = 0; k < t->unfunded_count; k++) {
        struct unfunded *u = &t->unfunded[k];
        money *year = &of_year[u->fiscal_year - plan->first_year];
        u->rank = (int)k + 1;
        u->cumulative = sum = money_add(sum, u->amount);
        u->cumulative_year = *year = money_add(*year, u->amount);
    }
}

static void add_up(struct plan *plan, const struct limits *limits)
{
    struct target *t = plan->target;
    for (int y = 0; y < plan->years; y++) {
        t->ceiling[y] = limits->amount[(size_t)y * limits->count];
        for (size_t i = 0; i < plan->line_count; i++) {
            t->target[y] = money_add(t->target[y], line_target(&plan->lines[i], y));
            t->over[y] = money_add(t->over[y], line_over(&plan->lines[i], y));
        }
    }
}

static struct excess *excess_cells(size_t count)
{
    struct excess *cells = memory_array(count, sizeof *cells);
    for (size_t k = 0; k < count; k++)
        cells[k].needed_by = DATE_NONE;
    return cells;
}

void set_target(struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    size_t years = (size_t)plan->years;
    const struct limits *limits = limits_read(plan);
    struct target *t = plan->target = arena_alloc(arena, 1, sizeof *t);
    t->given = limits->given;
    t->ceiling = arena_alloc(arena, years, sizeof(money));
    t->target = arena_alloc(arena, years, sizeof(money));
    t->over = arena_alloc(arena, years, sizeof(money));
    t->missing = arena_alloc(arena, years, sizeof(money));
    struct cells cells = {excess_cells(plan->gross_count * years),
                          excess_cells(plan->line_count * years)};
    for (int y = 0; y < plan->years; y++)
        split_year(plan, limits, y, &cells);
    put_over(plan, cells.net);
    list_unfunded(plan, cells.net);
    add_up(plan, limits);
    free(cells.gross);
    free(cells.net);
}
