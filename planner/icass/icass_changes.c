/* Block D: what moved each invoice, what was signed, what the committee may ask next, and what the
 * agencies should budget for.  Every comparison is a full computation, redistribution included, so
 * the reasons add up to the cent. */
#include "planner/icass.h"

#include <stdlib.h>
#include <string.h>

#include "planner/split.h"

static money *money_array(const struct icass *icass, size_t n)
{
    return arena_alloc(icass->plan->post->arena, n + 1, sizeof(money));
}

static const char *shown(const struct icass *icass, money m)
{
    char out[MONEY_TEXT];
    return arena_format(icass->plan->post->arena, "%s", money_pretty(m, out));
}

/* ---- change from the previous invoice, by reason ------------------------------------------------------ */

/* A year's budget, in its initial version only when asked. */
static bool costs_of(const struct icass *icass, int year, bool initial_only, money *cost)
{
    bool any = false;
    for (size_t c = 0; c < icass->center_count; c++) {
        word code = icass->centers[c].code;
        money target = icass_budget_of(icass->plan->post, year, code, COMPONENT_TARGET,
                                       initial_only, NULL);
        money washington = icass_budget_of(icass->plan->post, year, code, COMPONENT_WASHINGTON,
                                           initial_only, NULL);
        cost[c] = !money_given(target)       ? washington
                  : !money_given(washington) ? target
                                             : money_add(target, washington);
        any |= money_given(cost[c]);
    }
    return any;
}

/* The new counts with the modifiers of before; a cell that is new has its own.  What thousandths
 * cannot hold is cut: it only moves cents between the reasons. */
static void counts_before_modifiers(const struct icass *icass, size_t before, int64_t *count)
{
    for (size_t i = 0; i < icass_cells(icass); i++) {
        decimal n = workload_count(icass, icass->now, i);
        decimal modifier = workload_modifier(icass, before, i);
        count[i] = icass->years[icass->now].count[i];
        if (!decimal_given(n) || !decimal_given(modifier))
            continue;
        if (!modified_count(n, workload_weight(icass, icass->now, i), modifier, &count[i]))
            count[i] = (int64_t)(decimal_double(n) *
                                 decimal_double(workload_weight(icass, icass->now, i)) *
                                 decimal_double(modifier) * 1000);
    }
}

/* A center whose cost of before is still to be shared keeps its counts of before. */
static void keep_counts(const struct icass *icass, const money *cost, const int64_t *old,
                        int64_t *count)
{
    for (size_t c = 0; c < icass->center_count; c++) {
        size_t first = c * icass->agency_count;
        int64_t sum = 0;
        for (size_t a = 0; a < icass->agency_count; a++)
            sum += icass->agencies[a].icass ? 0 : count[first + a];
        if (!sum && money_given(cost[c]) && cost[c].cents)
            memcpy(&count[first], &old[first], icass->agency_count * sizeof *count);
    }
}

static money signed_amount(const struct icass *icass, int year, unsigned version, size_t agency,
                           bool *any)
{
    const struct icass_invoice_rows *t = &icass->plan->post->icass_invoices;
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == year && t->version[i] == version &&
            word_same(t->agency[i], icass->agencies[agency].agency)) {
            sum = money_add(sum, t->amount[i]);
            *any = true;
        }
    return sum;
}

static void assign_reasons(struct icass *icass, size_t before, const money *old_cost,
                           unsigned version)
{
    const struct icass_year *now = &icass->years[icass->now], *then = &icass->years[before];
    size_t cells = icass_cells(icass);
    int64_t *counts = memory_array(cells, sizeof *counts);
    int64_t *modified = memory_array(cells, sizeof *modified);
    struct charges first, by_count, by_modifier;
    bool any = false;
    counts_before_modifiers(icass, before, counts);
    memcpy(modified, now->count, cells * sizeof *modified);
    keep_counts(icass, old_cost, then->count, counts);
    keep_counts(icass, old_cost, then->count, modified);
    bool fine = icass_share(icass, old_cost, then->count, icass->method, &first) &&
                icass_share(icass, old_cost, counts, icass->method, &by_count) &&
                icass_share(icass, old_cost, modified, icass->method, &by_modifier);
    free(counts);
    free(modified);
    if (!fine)
        return;
    icass->changes.agency = arena_alloc(icass->plan->post->arena, icass->agency_count + 1,
                                        sizeof *icass->changes.agency);
    for (size_t a = 0; a < icass->agency_count; a++)
        signed_amount(icass, then->fiscal_year, version, a, &any);
    for (size_t a = 0; a < icass->agency_count; a++) {
        money previous = any && !icass->dt_only
                             ? signed_amount(icass, then->fiscal_year, version, a, &any)
                             : first.total[a];
        icass->changes.agency[a] = (struct invoice_change){
            .previous = previous, .now = now->charges.total[a],
            .signed_gap = money_sub(first.total[a], previous),
            .count = money_sub(by_count.total[a], first.total[a]),
            .modifier = money_sub(by_modifier.total[a], by_count.total[a]),
            .cost = money_sub(now->charges.total[a], by_modifier.total[a])};
    }
    icass->changes.previous = arena_format(icass->plan->post->arena, "FY%d %s, as %s",
                                           then->fiscal_year, version_name(version),
                                           any && !icass->dt_only ? "signed" : "computed here");
}

/* The invoice before a final one is the year's initial one; else the last of the year before. */
void icass_changes(struct icass *icass)
{
    struct icass_year *now = &icass->years[icass->now];
    money *old = memory_array(icass->center_count, sizeof *old);
    if (now->final && costs_of(icass, now->fiscal_year, true, old))
        assign_reasons(icass, icass->now, old, VERSION_INITIAL);
    else if (icass->before != NOWHERE && icass->years[icass->before].charged)
        assign_reasons(icass, icass->before, icass->years[icass->before].cost,
                       icass->years[icass->before].final ? VERSION_FINAL : VERSION_INITIAL);
    free(old);
}

/* ---- against what was signed ---------------------------------------------------------------------------- */

static int64_t apart(money a, money b)
{
    int64_t d = a.cents - b.cents;
    return d < 0 ? -d : d;
}

static void add_invoice(struct signed_invoice *to, const struct signed_invoice *one)
{
    to->signed_amount = money_add(to->signed_amount, one->signed_amount);
    to->r1 = money_add(to->r1, one->r1);
    to->r2 = money_add(to->r2, one->r2);
    to->method = money_add(to->method, one->method);
    to->cost = money_add(to->cost, one->cost);
    to->share = money_add(to->share, one->share);
}

/* signed - computed = the other method + a different total cost, spread as the invoices are + what
 * is left: counts, modifiers or arithmetic that differ. */
static void place_differences(const struct icass *icass, struct signed_invoices *v)
{
    size_t n = icass->agency_count;
    int64_t *weights = memory_array(n, sizeof *weights);
    money *spread = memory_array(n, sizeof *spread), all_signed = MONEY_ZERO, all = MONEY_ZERO;
    for (size_t a = 0; a < n; a++) {
        const struct signed_invoice *one = &v->agency[a];
        money nearer = v->nearer == REDISTRIBUTION_R1 ? one->r1 : one->r2;
        weights[a] = nearer.cents > 0 ? nearer.cents : 0;
        all = money_add(all, nearer);
        all_signed = money_add(all_signed, one->signed_amount);
    }
    money gap = money_sub(all_signed, all);
    if (!split_largest_remainder(gap, n, weights, spread))
        memset(spread, 0, n * sizeof *spread);
    for (size_t a = 0; a < n; a++) {
        struct signed_invoice *one = &v->agency[a];
        money mine = icass->method == REDISTRIBUTION_R1 ? one->r1 : one->r2;
        money nearer = v->nearer == REDISTRIBUTION_R1 ? one->r1 : one->r2;
        one->method = money_sub(nearer, mine);
        one->cost = spread[a];
        one->share = money_sub(money_sub(one->signed_amount, nearer), spread[a]);
        add_invoice(&v->total, one);
    }
    free(weights);
    free(spread);
}

/* Only the centers that the invoice names, when it names any. */
static bool invoice_names_centers(const struct icass *icass, int year, unsigned version)
{
    const struct icass_invoice_rows *t = &icass->plan->post->icass_invoices;
    for (size_t i = 0; i < t->rows.count; i++)
        if (t->fiscal_year[i] == year && t->version[i] == version && word_given(t->cost_center[i]))
            return true;
    return false;
}

static void compare_invoice(struct icass *icass, struct icass_year *year, unsigned version)
{
    struct charges r1, r2;
    money *cost = memory_array(icass->center_count, sizeof *cost);
    bool any = false;
    struct signed_invoices v = {.fiscal_year = year->fiscal_year, .version = version,
                                .by_center = invoice_names_centers(icass, year->fiscal_year,
                                                                   version)};
    v.agency = arena_alloc(icass->plan->post->arena, icass->agency_count + 1, sizeof *v.agency);
    for (size_t a = 0; a < icass->agency_count; a++)
        v.agency[a].signed_amount = signed_amount(icass, year->fiscal_year, version, a, &any);
    bool fine = any && costs_of(icass, year->fiscal_year, version == VERSION_INITIAL, cost) &&
                icass_share(icass, cost, year->count, REDISTRIBUTION_R1, &r1) &&
                icass_share(icass, cost, year->count, REDISTRIBUTION_R2, &r2);
    free(cost);
    if (!fine)
        return;
    for (size_t a = 0; a < icass->agency_count; a++) {
        v.agency[a].r1 = r1.total[a];
        v.agency[a].r2 = r2.total[a];
        v.away_r1.cents += apart(v.agency[a].signed_amount, r1.total[a]);
        v.away_r2.cents += apart(v.agency[a].signed_amount, r2.total[a]);
    }
    v.nearer = v.away_r2.cents < v.away_r1.cents ? REDISTRIBUTION_R2 : REDISTRIBUTION_R1;
    place_differences(icass, &v);
    icass->invoices[icass->invoice_count++] = v;
}

/* Invoices much larger than the cost centers here can only hold others too. */
static void see_missing_centers(struct icass *icass)
{
    const struct signed_invoices *v = &icass->invoices[0];
    money computed = v->total.r1;
    if (icass->dt_only || !icass->invoice_count || v->by_center ||
        v->total.signed_amount.cents - computed.cents <= computed.cents / 50)
        return;
    icass->dt_only = arena_format(icass->plan->post->arena,
                                  "the invoices signed for FY%d come to %s, the cost centers here "
                                  "to %s", v->fiscal_year, shown(icass, v->total.signed_amount),
                                  shown(icass, computed));
}

void icass_invoices(struct icass *icass)
{
    icass->invoices = arena_alloc(icass->plan->post->arena, 2 * icass->year_count + 1,
                                  sizeof *icass->invoices);
    for (size_t y = icass->year_count; y-- > 0;) /* the newest first */
        for (unsigned version = VERSION_FINAL; version >= VERSION_INITIAL; version--)
            compare_invoice(icass, &icass->years[y], version);
    see_missing_centers(icass);
}

/* ---- committee what-ifs ----------------------------------------------------------------------------------- */

struct altered {
    money *cost;
    int64_t *count; /* [center][agency] */
};

static struct altered copy_of_now(const struct icass *icass)
{
    const struct icass_year *now = &icass->years[icass->now];
    size_t cells = icass_cells(icass);
    struct altered to = {memory_array(icass->center_count, sizeof *to.cost),
                         memory_array(cells, sizeof *to.count)};
    memcpy(to.cost, now->cost, icass->center_count * sizeof *to.cost);
    memcpy(to.count, now->count, cells * sizeof *to.count);
    return to;
}

static void keep_what_if(struct icass *icass, struct altered *from, const char *name,
                         const char *sentence)
{
    struct charges charges;
    if (icass_share(icass, from->cost, from->count, icass->method, &charges)) {
        money cost = MONEY_ZERO;
        for (size_t c = 0; c < icass->center_count; c++)
            cost = money_given(from->cost[c]) ? money_add(cost, from->cost[c]) : cost;
        icass->what_ifs[icass->what_if_count++] =
            (struct what_if){name, sentence, charges.total, cost};
    }
    free(from->cost);
    free(from->count);
}

/* The customer (not the service provider) with the largest or the smallest invoice. */
static size_t customer(const struct icass *icass, bool largest)
{
    const money *total = icass->years[icass->now].charges.total;
    size_t best = NOWHERE;
    for (size_t a = 0; a < icass->agency_count; a++)
        if (!icass->agencies[a].icass && !icass->agencies[a].provider && total[a].cents > 0 &&
            (best == NOWHERE ||
             (largest ? total[a].cents > total[best].cents : total[a].cents < total[best].cents)))
            best = a;
    return best;
}

static void leaves(struct icass *icass, size_t agency)
{
    struct altered to = copy_of_now(icass);
    for (size_t c = 0; c < icass->center_count; c++)
        to.count[c * icass->agency_count + agency] = 0;
    const char *who = agency_title(icass, agency);
    money moves = icass->years[icass->now].charges.total[agency];
    keep_what_if(icass, &to, arena_format(icass->plan->post->arena, "%s leaves", who),
                 arena_format(icass->plan->post->arena, "If %s leaves, its %s does not fall away: "
                              "the total cost stays and moves to the others.", who,
                              shown(icass, moves)));
}

/* One more agency, with the counts of one that is here: its share is worked out as a second row of
 * the same counts at the end of the list. */
static void joins(struct icass *icass, size_t like)
{
    const struct icass_year *now = &icass->years[icass->now];
    struct icass more = *icass;
    size_t n = icass->agency_count, wide_n = n + 1;
    int64_t *count = memory_array(icass->center_count * wide_n, sizeof *count);
    struct charges charges;
    more.agency_count = wide_n;
    more.agencies = memory_array(wide_n, sizeof *more.agencies);
    memcpy(more.agencies, icass->agencies, n * sizeof *more.agencies);
    for (size_t c = 0; c < icass->center_count; c++) {
        memcpy(&count[c * wide_n], &now->count[c * n], n * sizeof *count);
        count[c * wide_n + n] = now->count[c * n + like];
    }
    const char *who = agency_title(icass, like);
    if (icass_share(&more, now->cost, count, icass->method, &charges))
        icass->what_ifs[icass->what_if_count++] = (struct what_if){
            arena_format(icass->plan->post->arena, "One like %s joins", who),
            arena_format(icass->plan->post->arena, "If an agency with the counts of %s joins, it "
                         "pays %s and the others pay that much less, as long as it can be served "
                         "with the present budget.", who, shown(icass, charges.total[n])),
            charges.total, icass_total(icass, now->charges.total)};
    free(count);
    free(more.agencies);
}

static size_t first_center(const struct icass *icass, bool fixed)
{
    for (size_t c = 0; c < icass->center_count; c++)
        if (icass->centers[c].fixed == fixed && money_given(icass->years[icass->now].cost[c]))
            return c;
    return NOWHERE;
}

/* The center of devices: 5458 where the post has it, else the first that cannot be modified. */
static size_t device_center(const struct icass *icass)
{
    for (size_t c = 0; c < icass->center_count; c++)
        if (!strcmp(center_code(icass, c), "5458") &&
            money_given(icass->years[icass->now].cost[c]))
            return c;
    return first_center(icass, true);
}

static void drops_devices(struct icass *icass, size_t agency, size_t center)
{
    enum { DROPPED = 20000 };
    struct altered to = copy_of_now(icass);
    int64_t *count = &to.count[center * icass->agency_count + agency];
    int64_t drop = *count > DROPPED ? DROPPED : *count / 2000 * 1000;
    *count -= drop;
    const char *who = agency_title(icass, agency), *code = center_code(icass, center);
    struct arena *arena = icass->plan->post->arena;
    keep_what_if(icass, &to, arena_format(arena, "%s drops %lld in %s", who,
                                          (long long)drop / 1000, code),
                 arena_format(arena, "If %s drops %lld of its devices and accounts in %s, the cost "
                              "of %s does not fall; it moves to the others until the service "
                              "itself is cut.", who, (long long)drop / 1000, code, code));
}

/* A modification to 0.6 is an illustration: which levels are allowed is the post's policy. */
static void gets_modification(struct icass *icass, size_t agency)
{
    size_t center = first_center(icass, false);
    struct altered to = copy_of_now(icass);
    struct arena *arena = icass->plan->post->arena;
    size_t cell = center == NOWHERE ? 0 : center * icass->agency_count + agency;
    if (center == NOWHERE || !to.count[cell]) {
        free(to.cost);
        free(to.count);
        return;
    }
    to.count[cell] = to.count[cell] * 6 / 10;
    const char *who = agency_title(icass, agency), *code = center_code(icass, center);
    keep_what_if(icass, &to, arena_format(arena, "%s at 0.6 in %s", who, code),
                 arena_format(arena, "If %s is modified to 0.6 in %s (an illustration: allowed "
                              "levels are the post's policy), the others take over what it no "
                              "longer pays.", who, code));
}

static void no_modifications(struct icass *icass)
{
    struct altered to = copy_of_now(icass);
    bool any = false;
    for (size_t i = 0; i < icass_cells(icass); i++) {
        decimal count = workload_count(icass, icass->now, i);
        int64_t was = to.count[i];
        if (decimal_given(count) &&
            modified_count(count, workload_weight(icass, icass->now, i), decimal_whole(1),
                           &to.count[i]))
            any |= to.count[i] != was;
    }
    if (any) {
        keep_what_if(icass, &to, "No modifications",
                     "Without any modification: what the modified agencies are relieved of is what "
                     "the others pay for them today.");
        return;
    }
    free(to.cost);
    free(to.count);
}

static void costs_more(struct icass *icass, size_t center)
{
    struct altered to = copy_of_now(icass);
    struct arena *arena = icass->plan->post->arena;
    const money more = {1500000};
    to.cost[center] = money_add(to.cost[center], more);
    const char *code = center_code(icass, center);
    keep_what_if(icass, &to, arena_format(arena, "%s costs $15,000 more", code),
                 arena_format(arena, "If a deferred replacement of $15,000.00 in %s is done, this "
                              "is what each agency pays of it.", code));
}

void icass_what_ifs(struct icass *icass)
{
    enum { MOST = 8 };
    size_t large = customer(icass, true), small = customer(icass, false);
    size_t devices = device_center(icass);
    icass->what_ifs = arena_alloc(icass->plan->post->arena, MOST, sizeof *icass->what_ifs);
    icass->device_center = devices;
    if (large != NOWHERE)
        leaves(icass, large);
    if (small != NOWHERE)
        joins(icass, small);
    if (large != NOWHERE && devices != NOWHERE)
        drops_devices(icass, large, devices);
    if (large != NOWHERE)
        gets_modification(icass, large);
    no_modifications(icass);
    if (devices != NOWHERE)
        costs_more(icass, devices);
}

/* ---- what agencies should budget ----------------------------------------------------------------------------- */

static money lines_of(const struct icass *icass, size_t center, int year)
{
    for (size_t i = 0; i < icass->bridge->count; i++)
        if (icass->bridge->rows[i].fiscal_year == year &&
            word_same(icass->bridge->rows[i].cost_center, icass->centers[center].code))
            return icass->bridge->rows[i].lines;
    return MONEY_ZERO;
}

/* A center's cost in a later year: its budget if there is one; else the plan's lines of that year,
 * and what they leave of this year's cost at the personnel rate, since that is mostly pay. */
static void estimate_center(struct icass *icass, struct estimate *e, size_t c)
{
    const struct icass_year *now = &icass->years[icass->now];
    struct icass_year *given = icass_year_of(icass, e->fiscal_year);
    struct plan *plan = icass->plan;
    e->cost[c] = now->cost[c];
    e->basis[c] = "";
    if (given && money_given(given->cost[c])) {
        e->cost[c] = given->cost[c];
        e->basis[c] = "its budget";
    } else if (money_given(now->cost[c])) {
        money lines = lines_of(icass, c, now->fiscal_year);
        money target = money_given(now->target[c]) ? now->target[c] : MONEY_ZERO;
        money rest = money_compare(lines, target) > 0 ? MONEY_ZERO : money_sub(target, lines);
        if (money_given(now->washington[c]))
            rest = money_add(rest, now->washington[c]);
        rest = catalog_price(plan->catalog, rest, 0, plan->catalog->personnel, now->fiscal_year,
                             e->fiscal_year);
        e->cost[c] = money_add(lines_of(icass, c, e->fiscal_year), rest);
        e->basis[c] = !lines.cents ? "this year's cost at the personnel rate"
                      : money_compare(lines, target) > 0
                          ? "the plan's lines (they pass this year's target), and Washington's part "
                            "if any at the personnel rate"
                          : "the plan's lines, and what they leave of this year's cost at the "
                            "personnel rate";
    }
}

/* The counts that hold in a year: the latest given by then, from the report's year on. */
static const int64_t *counts_in(const struct icass *icass, int year)
{
    const int64_t *count = icass->years[icass->now].count;
    for (size_t y = icass->now; y < icass->year_count; y++)
        for (size_t cell = 0; cell < icass_cells(icass); cell++)
            if (icass->years[y].fiscal_year <= year && icass->years[y].row[cell] != NOWHERE)
                count = icass->years[y].count;
    return count;
}

static void report_too_large(const struct icass *icass, size_t center, int year)
{
    struct post *post = icass->plan->post;
    diag_add(post->diag, WARNING, "no-estimate", rows_place(&post->icass_budget.rows, 0, "amount"),
             "cost_center", icass->centers[center].code, "will cost more in FY%d than any amount "
             "planner works with (ten trillion), so there is no estimate of that year", year);
}

static void add_estimate(struct icass *icass, int year)
{
    const struct icass_year *now = &icass->years[icass->now];
    struct estimate *e = &icass->estimates[icass->estimate_count];
    if (year_index(icass->plan, year) < 0 || year <= now->fiscal_year)
        return;
    e->fiscal_year = year;
    e->cost = money_array(icass, icass->center_count);
    e->basis = arena_alloc(icass->plan->post->arena, icass->center_count + 1, sizeof *e->basis);
    for (size_t c = 0; c < icass->center_count; c++) {
        estimate_center(icass, e, c);
        if (!money_fits(e->cost[c]))
            report_too_large(icass, c, year);
    }
    if (icass_share(icass, e->cost, counts_in(icass, year), icass->method, &e->charges))
        icass->estimate_count++;
}

money icass_lines(const struct icass *icass, int year)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < icass->bridge->count; i++)
        if (icass->bridge->rows[i].fiscal_year == year)
            sum = money_add(money_add(sum, icass->bridge->rows[i].lines),
                            icass->bridge->rows[i].over_target);
    return sum;
}

/* Positions that ICASS pays at the end of a year. */
static int positions_in(const struct icass *icass, int year)
{
    const struct plan *plan = icass->plan;
    const struct staff_rows *t = &plan->post->staff;
    int count = 0;
    for (size_t n = 0; n < plan->cost_count; n++) {
        const struct cost *cost = &plan->costs[n];
        bool stays = cost->kind == LINE_PERSONNEL && cost->fiscal_year == year && cost->days > 0 &&
                     (!date_given(t->end[cost->row]) ||
                      date_compare(t->end[cost->row], fiscal_end(year)) >= 0);
        if (stays && cost->gross != NOWHERE && plan->gross[cost->gross].group != NOWHERE &&
            paid_by_icass(plan, plan->gross[cost->gross].funding))
            count++;
    }
    return count;
}

static void see_whether_council(struct icass *icass)
{
    const struct plan *plan = icass->plan;
    int cy = plan->first_year, by = plan->budget_year;
    money now = icass_lines(icass, cy), then = icass_lines(icass, by);
    int posts_now = positions_in(icass, cy), posts_then = positions_in(icass, by);
    icass->council_needed = money_compare(then, now) > 0 || posts_then > posts_now;
    icass->council = arena_format(
        plan->post->arena, "%s (6 FAH-5 H-431.1): the lines paid by POST_ICASS come to %s in FY%d "
        "and to %s in FY%d; positions paid by it at year end: %d and %d.",
        icass->council_needed ? "The ICASS Council must be consulted before the MRR"
                              : "Nothing here asks for consulting the ICASS Council before the MRR",
        shown(icass, now), cy, shown(icass, then), by, posts_now,
        posts_then);
}

void icass_estimates(struct icass *icass)
{
    int next = icass->plan->first_year + 1, by = icass->plan->budget_year;
    add_estimate(icass, next);
    if (by != next)
        add_estimate(icass, by);
    see_whether_council(icass);
}
