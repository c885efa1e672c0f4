#include "planner/ration.h"

#include <stdlib.h>
#include <string.h>

/* An asset's replacements of one year: a short cycle may have several. */
struct need {
    size_t year, units; /* plan year from 0; quantity x number */
    const struct purchase *first;
};

struct fleet {
    const struct plan *plan;
    const struct limits *limits;
    size_t years;
    struct need *needs;   /* by asset, then year */
    size_t *from;         /* [asset]: its first need; [assets]: the end */
    size_t assets;
    size_t *projects;     /* costs that are a project's first year */
    size_t project_count;
    size_t *who;          /* [player]: asset, or assets + project */
    size_t players;
    struct ceiling_claim **claims; /* [player * pairs + pair of (due, now)] */
    size_t *claim_count;
    struct arena *arena;
};

static bool competes(const struct plan *plan, const struct purchase *p)
{
    const struct asset_plan *a = &plan->assets[p->asset];
    return a->valid && a->payer == PAYER_POST && money_given(p->amount) && p->amount.cents > 0;
}

/* Purchases stand by asset, then sequence. */
static void gather_needs(struct fleet *f)
{
    const struct plan *plan = f->plan;
    size_t n = 0, k = 0;
    f->needs = memory_array(plan->purchase_count + 1, sizeof *f->needs);
    f->from = memory_array(f->assets + 1, sizeof *f->from);
    for (size_t i = 0; i < f->assets; i++) {
        f->from[i] = n;
        for (; k < plan->purchase_count && plan->purchases[k].asset == i; k++) {
            const struct purchase *p = &plan->purchases[k];
            size_t year = (size_t)year_index(plan, p->fiscal_year);
            if (!competes(plan, p))
                continue;
            if (n > f->from[i] && f->needs[n - 1].year == year)
                f->needs[n - 1].units += (size_t)asset_quantity(plan, i);
            else
                f->needs[n++] = (struct need){year, (size_t)asset_quantity(plan, i), p};
        }
    }
    f->from[f->assets] = n;
}

static void gather_projects(struct fleet *f)
{
    const struct plan *plan = f->plan;
    const struct project_rows *t = &plan->post->projects;
    f->projects = memory_array(plan->cost_count + 1, sizeof *f->projects);
    for (size_t k = 0; k < plan->cost_count; k++) {
        const struct cost *c = &plan->costs[k];
        if (c->kind == LINE_PROJECT && c->gross != NOWHERE && c->amount.cents > 0 &&
            c->fiscal_year == t->fiscal_year[c->row] && t->request[c->row] != REQUEST_OVER_TARGET)
            f->projects[f->project_count++] = k;
    }
}

static struct fleet gather(const struct plan *plan, const struct limits *limits)
{
    struct fleet f = {.plan = plan, .limits = limits, .years = (size_t)plan->years,
                      .assets = plan->post->assets.rows.count, .arena = arena_new()};
    gather_needs(&f);
    gather_projects(&f);
    f.who = memory_array(f.assets + f.project_count + 1, sizeof *f.who);
    for (size_t i = 0; i < f.assets; i++)
        if (f.from[i + 1] > f.from[i])
            f.who[f.players++] = i;
    for (size_t k = 0; k < f.project_count; k++)
        f.who[f.players++] = f.assets + k;
    size_t pairs = f.years * (f.years + 1);
    f.claims = memory_array(f.players * pairs + 1, sizeof *f.claims);
    f.claim_count = memory_array(f.players * pairs + 1, sizeof *f.claim_count);
    return f;
}

static void dismiss(struct fleet *f)
{
    free(f->needs);
    free(f->from);
    free(f->projects);
    free(f->who);
    free(f->claims);
    free(f->claim_count);
    arena_free(f->arena);
}

/* The need that one of year `due` stands for: after a delay the schedule's own years no longer
 * fit, so the latest one that is not later. */
static const struct need *need_of(const struct fleet *f, size_t asset, size_t due)
{
    size_t k = f->from[asset];
    while (k + 1 < f->from[asset + 1] && f->needs[k + 1].year <= due)
        k++;
    return &f->needs[k];
}

static size_t first_year(void *context, size_t player)
{
    const struct fleet *f = context;
    size_t who = f->who[player];
    if (who < f->assets)
        return f->needs[f->from[who]].year;
    return (size_t)year_index(f->plan, f->plan->costs[f->projects[who - f->assets]].fiscal_year);
}

static void claim(struct fleet *f, size_t player, size_t due, size_t now, size_t funding,
                  unsigned category, money amount, struct ceiling_row *row)
{
    size_t at = player * f->years * (f->years + 1) + due * (f->years + 1) + now;
    if (!f->claims[at]) {
        f->claims[at] = arena_alloc(f->arena, f->limits->count, sizeof **f->claims);
        f->claim_count[at] = limits_claims(f->limits, f->plan, funding, category, amount,
                                           f->claims[at]);
    }
    row->cost = amount;
    row->claims = f->claims[at];
    row->claim_count = f->claim_count[at];
}

static void offer_project(struct fleet *f, size_t player, size_t due, size_t now,
                          struct ceiling_row *row)
{
    const struct plan *plan = f->plan;
    const struct cost *c = &plan->costs[f->projects[f->who[player] - f->assets]];
    const struct line *line = &plan->gross[c->gross];
    int year = plan->first_year + (int)now;
    money local = catalog_price(plan->catalog, c->local, 0, c->class_index, c->fiscal_year, year);
    money amount = catalog_price(plan->catalog, local, c->currency, c->class_index, year, year);
    row->risk = project_risk(plan, c->row, amount);
    row->priority = project_priority(plan, c->row);
    claim(f, player, due, now, line->funding, line->plan_category, amount, row);
}

static void offer(void *context, size_t player, size_t due, size_t now, struct ceiling_row *row)
{
    struct fleet *f = context;
    const struct plan *plan = f->plan;
    size_t asset = f->who[player];
    *row = (struct ceiling_row){.cost = MONEY_ZERO};
    if (asset >= f->assets) {
        offer_project(f, player, due, now, row);
        return;
    }
    const struct need *n = need_of(f, asset, due);
    const struct asset_plan *a = &plan->assets[asset];
    int priority = asset_priority(plan, asset);
    money unit = unit_price_beyond(plan, asset, plan->first_year + (int)now);
    row->chance = waiting_chance(plan, asset, n->first->sequence, n->first->on,
                                 (int)(now - due)) * (double)n->units;
    row->risk = row->chance * consequence_of(plan, priority);
    row->decided = n->first->sequence == 1 && a->trigger == BY_DECISION;
    row->priority = priority;
    claim(f, player, due, now, a->funding, asset_plan_category(plan, asset),
          money_times(unit, (int64_t)n->units), row);
}

/* Successors move as much as what they follow. */
static size_t next_year(void *context, size_t player, size_t due, size_t bought)
{
    const struct fleet *f = context;
    size_t asset = f->who[player];
    if (asset >= f->assets)
        return f->years;
    size_t k = (size_t)(need_of(f, asset, due) - f->needs);
    if (k + 1 >= f->from[asset + 1])
        return f->years;
    return bought + f->needs[k + 1].year - f->needs[k].year;
}

/* ---- what is in force comes first ----------------------------------------------------------------------- */

/* Takes lines in force out of the limits, whole ones by rank as far as they fit. */
static void take_in_force(const struct fleet *f, size_t year, money left[], struct ration_year *out)
{
    const struct plan *plan = f->plan;
    size_t n = 0, limits = f->limits->count;
    struct arena *scratch = arena_new();
    struct ceiling_row *rows = arena_alloc(scratch, plan->line_count + 1, sizeof *rows);
    for (size_t i = 0; i < plan->line_count; i++) {
        money amount = in_force_amount(plan, i, (int)year);
        if (amount.cents <= 0)
            continue;
        struct ceiling_claim *claims = arena_alloc(scratch, limits, sizeof *claims);
        rows[n] = (struct ceiling_row){.cost = amount, .decided = true,
                                       .priority = in_force_rank(plan, i), .claims = claims};
        rows[n++].claim_count = limits_claims(f->limits, plan, plan->lines[i].funding,
                                              plan->lines[i].plan_category, amount, claims);
    }
    bool *funded = arena_alloc(scratch, n + 1, sizeof *funded);
    money *spent = arena_alloc(scratch, limits, sizeof *spent);
    money *missing = arena_alloc(scratch, limits, sizeof *missing);
    struct ceiling_choice choice;
    out->in_force = out->missing = MONEY_ZERO;
    if (ceiling_choose(n, rows, limits, left, funded, spent, missing, &choice)) {
        out->in_force = choice.spent;
        for (size_t k = 0; k < limits; k++) {
            if (money_given(left[k]))
                left[k] = money_sub(left[k], spent[k]);
            if (money_compare(missing[k], out->missing) > 0)
                out->missing = missing[k];
        }
    }
    arena_free(scratch);
}

/* ---- the report -------------------------------------------------------------------------------------------- */

static void count_waiting(struct fleet *f, struct ration *out, size_t player, size_t due,
                          size_t bought)
{
    for (size_t y = due; y < bought && y < f->years; y++) {
        struct ceiling_row row;
        struct ration_year *at = &out->year[y];
        offer(f, player, due, y, &row);
        if (f->who[player] >= f->assets) {
            at->projects_waiting = money_add(at->projects_waiting, row.cost);
            continue;
        }
        at->backlog_assets++;
        at->backlog_amount = money_add(at->backlog_amount, row.cost);
        at->failures += row.chance;
        out->failures += row.chance;
    }
}

static void report_needs(struct fleet *f, const struct ceiling_plan *made, struct ration *out)
{
    out->list = memory_array(made->need_count + 1, sizeof *out->list);
    for (size_t k = 0; k < made->need_count; k++) {
        const struct ceiling_need *n = &made->needs[k];
        count_waiting(f, out, n->asset, n->due, n->funded);
        if (f->who[n->asset] >= f->assets)
            continue;
        struct ceiling_row row;
        size_t when = n->funded < f->years ? n->funded : f->years - 1;
        offer(f, n->asset, n->due, when, &row);
        out->list[out->count++] = (struct rationed){f->who[n->asset], n->due, n->funded, n->cost,
                                                    row.risk};
    }
}

static void report_years(const struct fleet *f, const struct ceiling_plan *made, struct ration *out)
{
    size_t limits = f->limits->count;
    for (size_t y = 0; y < f->years; y++) {
        struct ration_year *at = &out->year[y];
        const struct ceiling_year *from = &made->year[y];
        at->ceiling = f->limits->amount[y * limits];
        at->funded = money_add(at->in_force, from->choice.spent);
        at->risk = from->choice.risk_avoided;
        at->bound = from->choice.bound;
        at->whole = from->choice.whole;
        at->proven = from->choice.proven;
        at->paid_for_waiting = from->paid_for_waiting;
        out->paid_for_waiting = money_add(out->paid_for_waiting, from->paid_for_waiting);
        for (size_t k = 0; k < limits; k++)
            if (money_compare(made->missing[y * limits + k], MONEY_ZERO) > 0)
                at->missing = money_add(at->missing, made->missing[y * limits + k]);
    }
    out->risk_borne = made->risk_borne;
    out->least_risk_borne = made->least_risk_borne;
}

bool ration_plan(const struct plan *plan, size_t rounds, struct ration *out)
{
    const struct limits *limits = limits_read(plan);
    struct fleet f = gather(plan, limits);
    *out = (struct ration){.given = limits->given, .paid_for_waiting = MONEY_ZERO};
    out->year = memory_array(f.years, sizeof *out->year);
    money *left = memory_array(f.years * limits->count, sizeof *left);
    memcpy(left, limits->amount, f.years * limits->count * sizeof *left);
    for (size_t y = 0; y < f.years; y++)
        take_in_force(&f, y, &left[y * limits->count], &out->year[y]);
    const struct ceiling_assets players = {f.players, &f, first_year, offer, next_year};
    struct ceiling_plan made;
    bool fine = ceiling_plan(&players, f.years, limits->count, left, limits->given ? rounds : 0,
                             &made);
    if (fine) {
        report_needs(&f, &made, out);
        report_years(&f, &made, out);
        ceiling_plan_free(&made);
    }
    free(left);
    dismiss(&f);
    return fine;
}

void ration_free(struct ration *ration)
{
    free(ration->year);
    free(ration->list);
}

/* ---- level and zero backlog --------------------------------------------------------------------------------- */

struct windows {
    const struct plan *plan;
    struct level_row *rows;
    money *amounts; /* [row * years + year] */
    size_t count;
    struct leveled *out;
};

static void price_window(struct windows *w, const struct purchase *p)
{
    const struct plan *plan = w->plan;
    money *amount = &w->amounts[w->count * (size_t)plan->years];
    for (int y = 0; y < plan->years; y++)
        amount[y] = money_times(unit_price_of(plan, p->asset, plan->first_year + y),
                                asset_quantity(plan, p->asset));
}

static int year_of(const struct plan *plan, const struct purchase *p, int months)
{
    date on = date_later(date_add_months(p->on, months), plan->rules.first_buy);
    date order = date_later(date_add_months(on, -plan->assets[p->asset].lead),
                            plan->rules.first_buy);
    return fiscal_year(plan->rules.budget_on_order ? order : on);
}

/* The last year whose order can still use the fund, or the last of the plan. */
static int last_year_of(const struct plan *plan, const struct purchase *p)
{
    const struct asset_plan *a = &plan->assets[p->asset];
    date expires = plan->catalog->fundings[a->funding].last_obligation_date;
    int last = plan->first_year + plan->years - 1;
    if (!date_given(expires) || date_compare(p->order_by, expires) > 0)
        return last;
    int by = fiscal_year(expires);
    return by < last ? by : last;
}

static void add_window(struct windows *w, const struct purchase *p, int from, int to)
{
    const struct plan *plan = w->plan;
    int last = last_year_of(plan, p), first_buy = fiscal_year(plan->rules.first_buy);
    from = from < first_buy ? first_buy : from;
    from = from < plan->first_year ? plan->first_year : from;
    to = to > last ? last : to;
    from = from > to ? to : from;
    price_window(w, p);
    w->rows[w->count] = (struct level_row){(size_t)(from - plan->first_year),
                                           (size_t)(to - plan->first_year),
                                           (size_t)year_index(plan, p->fiscal_year),
                                           &w->amounts[w->count * (size_t)plan->years]};
    w->count++;
    money *before = &w->out->before[year_index(plan, p->fiscal_year)];
    *before = money_add(*before, p->amount);
}

static struct windows open_windows(const struct plan *plan, struct leveled *out)
{
    struct windows w = {.plan = plan, .out = out};
    size_t years = (size_t)plan->years;
    w.rows = memory_array(plan->purchase_count + 1, sizeof *w.rows);
    w.amounts = memory_array((plan->purchase_count + 1) * years, sizeof *w.amounts);
    out->before = arena_alloc(plan->post->arena, years, sizeof(money));
    out->after = arena_alloc(plan->post->arena, years, sizeof(money));
    return w;
}

static void close_windows(struct windows *w)
{
    size_t *chosen = memory_array(w->count + 1, sizeof *chosen);
    w->out->rows = w->count;
    w->out->possible = level_years(w->count, w->rows, (size_t)w->plan->years, NULL, chosen,
                                   w->out->after, &w->out->result);
    free(chosen);
    free(w->rows);
    free(w->amounts);
}

struct leveled level_plan(const struct plan *plan, int early, int late)
{
    struct leveled out = {.early = early, .late = late};
    struct windows w = open_windows(plan, &out);
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        if (competes(plan, p))
            add_window(&w, p, year_of(plan, p, -early), year_of(plan, p, late));
    }
    close_windows(&w);
    return out;
}

struct leveled zero_backlog(const struct plan *plan, int goal)
{
    struct leveled out = {.early = 0, .late = 0};
    struct windows w = open_windows(plan, &out);
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        if (competes(plan, p))
            add_window(&w, p, p->fiscal_year, p->fiscal_year > goal ? p->fiscal_year : goal);
    }
    close_windows(&w);
    return out;
}
