/* Choosing under ceilings: a knapsack with several, overlapping limits.
 *
 * [1] S. Martello and P. Toth, Knapsack Problems, 1990: 2.2, the fractional greedy and its bound
 * (G. B. Dantzig, Operations Research 5, 1957); 2.2.3, fixing rows by the gap. [2] H. Kellerer, U.
 * Pferschy and D. Pisinger, Knapsack Problems, 2004: chapter 9, several limits; 5.4, the search is
 * left to the few rows near the margin. [3] M. L. Fisher, The Lagrangian Relaxation Method, Management Science 27(1), 1981, pp.
 * 1-18: any prices >= 0 on the ceilings give a bound; the step rule of the multi-year bound. */
#include "planner/ceiling.h"

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/arena.h"
#include "planner/sort.h"

enum {
    NODES = 500,     /* that the search may visit, */
    NODES_FULL = 200, /* with so many doubtful rows; with more, fewer */
    ROUNDS = 2,       /* each begins nearer to the bound and so has fewer doubtful rows */
};
#define NEAR_ENOUGH 1e-4 /* with more: a gap that the search need not close */
#define TOLERANCE 1e-6 /* of the solver, in its objective */

/* One year's choice among the rows that are not decided and fit by themselves. */
struct choice {
    const struct ceiling_row *row;
    size_t ceilings, count;
    size_t *at;      /* candidate -> row */
    int64_t *left;   /* per ceiling, cents; INT64_MAX: no limit */
    double *price;   /* per ceiling: risk that a cent of it is worth */
    double *reduced; /* per candidate: risk less the price of its claims */
    bool *taken;     /* per candidate */
    int64_t *room;   /* per ceiling: what the taken ones leave */
    double value;    /* risk of the taken ones */
    double bound; /* no choice avoids more, not even of parts of rows */
    double whole; /* no choice of whole rows */
    bool proven;
};

static bool fits(const struct ceiling_row *row, const int64_t room[])
{
    for (size_t k = 0; k < row->claim_count; k++)
        if (row->claims[k].amount.cents > room[row->claims[k].ceiling])
            return false;
    return true;
}

static void take(const struct ceiling_row *row, int64_t room[], int sign)
{
    for (size_t k = 0; k < row->claim_count; k++)
        if (room[row->claims[k].ceiling] != INT64_MAX)
            room[row->claims[k].ceiling] -= sign * row->claims[k].amount.cents;
}

static const struct ceiling_row *candidate(const struct choice *c, size_t j)
{
    return &c->row[c->at[j]];
}

static double claims_price(const struct ceiling_row *row, const double price[])
{
    double sum = 0;
    for (size_t k = 0; k < row->claim_count; k++)
        sum += price[row->claims[k].ceiling] * (double)row->claims[k].amount.cents;
    return sum;
}

/* --- Prices of the ceilings --- */

struct ranked {
    double score;
    size_t at;
};

static int best_first(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Risk per price, for ordering; free rows first, worthless ones last. */
static double worth(double risk, double price)
{
    return risk <= 0 ? 0 : price > 0 ? risk / price : HUGE_VAL;
}

/* Which ceilings could bind: those that these candidates together would pass. */
static size_t find_tight(const struct choice *c, size_t n, const size_t which[],
                         const int64_t room[], size_t tight[])
{
    wide *all = memory_array(c->ceilings, sizeof *all);
    for (size_t j = 0; j < n; j++) {
        const struct ceiling_row *row = candidate(c, which[j]);
        for (size_t k = 0; k < row->claim_count; k++)
            all[row->claims[k].ceiling] += row->claims[k].amount.cents;
    }
    size_t count = 0;
    for (size_t i = 0; i < c->ceilings; i++)
        if (room[i] != INT64_MAX && all[i] > room[i])
            tight[count++] = i;
    free(all);
    return count;
}

static int64_t claim_on(const struct ceiling_row *row, size_t ceiling)
{
    for (size_t k = 0; k < row->claim_count; k++)
        if (row->claims[k].ceiling == ceiling)
            return row->claims[k].amount.cents;
    return 0;
}

/* One limit: the price is the risk per cent of the row that breaks the greedy order [1]. */
static void price_single(struct choice *c, size_t ceiling)
{
    struct ranked *order = memory_array(c->count, sizeof *order);
    for (size_t j = 0; j < c->count; j++)
        order[j] = (struct ranked){
            worth(candidate(c, j)->risk, (double)claim_on(candidate(c, j), ceiling)), j};
    sort(order, c->count, sizeof *order, best_first);
    wide used = 0;
    for (size_t j = 0; j < c->count; j++) {
        used += claim_on(candidate(c, order[j].at), ceiling);
        if (used > c->left[ceiling]) {
            c->price[ceiling] = order[j].score;
            break;
        }
    }
    free(order);
}

/* The choice among some candidates as a program for the solver: a column for each, a row for each
 * tight ceiling.  Amounts are shares of the room and risks shares of `most`, for its tolerances. */
static glp_prob *program_of(const struct choice *c, size_t n, const size_t which[],
                            const int64_t room[], size_t count, const size_t tight[], double most)
{
    glp_prob *lp = glp_create_prob();
    int *index = memory_array(c->ceilings, sizeof *index);
    int *rows = memory_array(c->ceilings + 1, sizeof *rows);
    double *shares = memory_array(c->ceilings + 1, sizeof *shares);
    glp_term_out(GLP_OFF);
    glp_set_obj_dir(lp, GLP_MAX);
    if (count)
        glp_add_rows(lp, (int)count);
    glp_add_cols(lp, (int)n);
    for (size_t i = 0; i < count; i++) {
        index[tight[i]] = (int)i + 1;
        glp_set_row_bnds(lp, (int)i + 1, GLP_UP, 0, room[tight[i]] > 0);
    }
    for (size_t j = 0; j < n; j++) {
        const struct ceiling_row *row = candidate(c, which[j]);
        int length = 0;
        for (size_t k = 0; k < row->claim_count; k++) {
            size_t ceiling = row->claims[k].ceiling;
            if (!index[ceiling] || !row->claims[k].amount.cents)
                continue;
            rows[++length] = index[ceiling];
            shares[length] = (double)row->claims[k].amount.cents / fmax(1, (double)room[ceiling]);
        }
        glp_set_mat_col(lp, (int)j + 1, length, rows, shares);
        glp_set_col_bnds(lp, (int)j + 1, GLP_DB, 0, 1);
        glp_set_obj_coef(lp, (int)j + 1, row->risk / most);
    }
    free(shares);
    free(rows);
    free(index);
    return lp;
}

static double largest_risk(const struct choice *c)
{
    double most = 0;
    for (size_t j = 0; j < c->count; j++)
        most = fmax(most, candidate(c, j)->risk);
    return most > 0 ? most : 1;
}

/* Several limits: prices from the dual of the linear relaxation.  All rows start funded, which is
 * feasible for the dual, and the dual simplex with long steps then needs few pivots.  The solver
 * only proposes the prices: the bound is worked out from them here. */
static void price_several(struct choice *c, const size_t all[], size_t count, const size_t tight[])
{
    double most = largest_risk(c);
    glp_prob *lp = program_of(c, c->count, all, c->left, count, tight, most);
    glp_std_basis(lp);
    for (size_t j = 0; j < c->count; j++)
        glp_set_col_stat(lp, (int)j + 1, GLP_NU);
    glp_smcp how;
    glp_init_smcp(&how);
    how.it_lim = 50000; /* it may walk in circles; any prices bound */
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUALP;
    how.r_test = GLP_RT_FLIP;
    if (glp_simplex(lp, &how) == 0)
        for (size_t i = 0; i < count; i++)
            c->price[tight[i]] =
                fmax(0, glp_get_row_dual(lp, (int)i + 1)) * most / (double)c->left[tight[i]];
    glp_delete_prob(lp);
}

/* Prices of the ceilings that bind; returns how many do. */
static size_t set_prices(struct choice *c)
{
    size_t *tight = memory_array(c->ceilings, sizeof *tight);
    size_t *all = memory_array(c->count, sizeof *all);
    for (size_t j = 0; j < c->count; j++)
        all[j] = j;
    size_t count = find_tight(c, c->count, all, c->left, tight);
    if (count == 1)
        price_single(c, tight[0]);
    else if (count > 1)
        price_several(c, all, count, tight);
    free(all);
    free(tight);
    return count;
}

/* Weak duality [3]: whatever the prices, nothing avoids more than the value of all room plus what
 * rows are worth above their price.  A little is added for the rounding of the sums. */
static void set_bound(struct choice *c)
{
    double bound = 0, size = 0;
    for (size_t i = 0; i < c->ceilings; i++)
        if (c->price[i] > 0)
            bound += c->price[i] * (double)c->left[i];
    for (size_t j = 0; j < c->count; j++) {
        c->reduced[j] = candidate(c, j)->risk - claims_price(candidate(c, j), c->price);
        if (c->reduced[j] > 0)
            bound += c->reduced[j];
        size += candidate(c, j)->risk;
    }
    c->bound = bound + (bound + size) * DBL_EPSILON * 8;
}

/* --- The choice --- */

static void start_empty(struct choice *c)
{
    memcpy(c->room, c->left, c->ceilings * sizeof *c->room);
    memset(c->taken, 0, c->count * sizeof *c->taken);
    c->value = 0;
}

static void take_candidate(struct choice *c, size_t j)
{
    take(candidate(c, j), c->room, 1);
    c->taken[j] = true;
    c->value += candidate(c, j)->risk;
}

/* Takes what fits, best first: by risk per priced claims, or per share of the limits claimed. */
static void greedy(struct choice *c, bool by_price)
{
    struct ranked *order = memory_array(c->count, sizeof *order);
    for (size_t j = 0; j < c->count; j++) {
        const struct ceiling_row *row = candidate(c, j);
        double price = 0;
        if (by_price)
            price = claims_price(row, c->price);
        else
            for (size_t k = 0; k < row->claim_count; k++)
                if (c->left[row->claims[k].ceiling] != INT64_MAX)
                    price += (double)row->claims[k].amount.cents /
                             (1.0 + (double)c->left[row->claims[k].ceiling]);
        order[j] = (struct ranked){worth(row->risk, price), j};
    }
    sort(order, c->count, sizeof *order, best_first);
    for (size_t i = 0; i < c->count; i++)
        if (!c->taken[order[i].at] && fits(candidate(c, order[i].at), c->room))
            take_candidate(c, order[i].at);
    free(order);
}

/* The search under way.  It is ended by nodes, so that the same rows give the same choice on any
 * machine. */
struct watch {
    const struct choice *c;
    size_t n;
    const size_t *doubtful;
    struct ranked *order;
    int64_t *room;
    double *rounded; /* from 1, as the solver counts */
    int nodes, most;
    double bound; /* of the best node left */
};

/* A whole choice near a node's relaxation: what it has most of comes first, as far as it fits. */
static void round_off(glp_tree *tree, struct watch *w)
{
    const struct choice *c = w->c;
    glp_prob *lp = glp_ios_get_prob(tree);
    for (size_t j = 0; j < w->n; j++) {
        double above = c->reduced[w->doubtful[j]];
        w->order[j] = (struct ranked){
            glp_get_col_prim(lp, (int)j + 1) + 1e-3 * above / (1 + fabs(above)), j};
    }
    sort(w->order, w->n, sizeof *w->order, best_first);
    memcpy(w->room, c->room, c->ceilings * sizeof *w->room);
    for (size_t k = 0; k < w->n; k++) {
        size_t j = w->order[k].at;
        const struct ceiling_row *row = candidate(c, w->doubtful[j]);
        bool with = fits(row, w->room);
        if (with)
            take(row, w->room, 1);
        w->rounded[j + 1] = with;
    }
    (void)glp_ios_heur_sol(tree, w->rounded); /* kept when it is better */
}

static void look(glp_tree *tree, void *context)
{
    struct watch *w = context;
    int best = glp_ios_best_node(tree);
    switch (glp_ios_reason(tree)) {
    case GLP_ISELECT:
        if (best)
            w->bound = glp_ios_node_bound(tree, best);
        if (w->nodes++ >= w->most)
            glp_ios_terminate(tree);
        break;
    case GLP_IHEUR:
        round_off(tree, w);
        break;
    default:
        break;
    }
}

/* Solves for whole rows; true when the best choice was found, else watch.bound says what is left. */
static bool solve_whole(glp_prob *lp, size_t columns, struct watch *watch)
{
    glp_smcp relaxation;
    glp_iocp whole;
    glp_init_smcp(&relaxation);
    relaxation.msg_lev = GLP_MSG_OFF;
    for (size_t j = 0; j < columns; j++)
        glp_set_col_kind(lp, (int)j + 1, GLP_BV);
    if (glp_simplex(lp, &relaxation) != 0 || glp_get_status(lp) != GLP_OPT)
        return false;
    watch->bound = glp_get_obj_val(lp);
    glp_init_iocp(&whole);
    whole.msg_lev = GLP_MSG_OFF;
    whole.br_tech = GLP_BR_PCH;
    whole.cov_cuts = whole.mir_cuts = GLP_ON;
    whole.mip_gap = columns > NODES_FULL ? NEAR_ENOUGH : 0;
    whole.cb_func = look;
    whole.cb_info = watch;
    return glp_intopt(lp, &whole) == 0 && glp_mip_status(lp) == GLP_OPT;
}

/* Branch and bound among the doubtful rows, into what the others leave.  What the solver chose is
 * taken to the cent: a row that passes a ceiling within its tolerances stays out. */
static void choose_doubtful(struct choice *c, size_t n, const size_t doubtful[])
{
    size_t *tight = memory_array(c->ceilings, sizeof *tight);
    size_t count = find_tight(c, n, doubtful, c->room, tight);
    double most = largest_risk(c), settled = c->value;
    glp_prob *lp = program_of(c, n, doubtful, c->room, count, tight, most);
    struct watch watch = {.c = c, .n = n, .doubtful = doubtful, .most = NODES, .bound = HUGE_VAL};
    watch.order = memory_array(n, sizeof *watch.order);
    watch.room = memory_array(c->ceilings, sizeof *watch.room);
    watch.rounded = memory_array(n + 1, sizeof *watch.rounded);
    if (n > NODES_FULL)
        watch.most = (int)(NODES * NODES_FULL / n) + 1;
    bool solved = solve_whole(lp, n, &watch), exact = true;
    int status = glp_mip_status(lp);
    for (size_t j = 0; j < n && (status == GLP_OPT || status == GLP_FEAS); j++) {
        if (glp_mip_col_val(lp, (int)j + 1) < 0.5)
            continue;
        if (fits(candidate(c, doubtful[j]), c->room))
            take_candidate(c, doubtful[j]);
        else
            exact = false;
    }
    c->proven = solved && exact;
    double left = solved ? glp_mip_obj_val(lp) : watch.bound;
    c->whole = fmin(c->whole, settled + left * most * (1 + TOLERANCE));
    glp_delete_prob(lp);
    free(watch.rounded);
    free(watch.room);
    free(watch.order);
    free(tight);
}

/* Looks for the best choice.  One that is better than the one known misses the bound by less than
 * that does, so every row whose |reduced| risk is as large as the gap goes by its sign [1], and
 * only the others are open. */
static void search(struct choice *c)
{
    double gap = c->bound - c->value;
    c->proven = gap <= c->bound * 1e-12;
    if (c->proven)
        return;
    size_t *doubtful = memory_array(c->count, sizeof *doubtful), n = 0;
    bool possible = true;
    start_empty(c);
    for (size_t j = 0; j < c->count && possible; j++) {
        if (fabs(c->reduced[j]) < gap) {
            doubtful[n++] = j;
        } else if (c->reduced[j] > 0) {
            possible = fits(candidate(c, j), c->room);
            if (possible)
                take_candidate(c, j);
        }
    }
    if (possible)
        choose_doubtful(c, n, doubtful);
    c->proven |= !possible; /* what a better one must have does not fit */
    free(doubtful);
}

static void keep_better(struct choice *c, bool other[], double *other_value)
{
    if (*other_value > c->value) {
        start_empty(c);
        for (size_t j = 0; j < c->count; j++)
            if (other[j])
                take_candidate(c, j);
    }
    memcpy(other, c->taken, c->count * sizeof *other);
    *other_value = c->value;
}

static void choose(struct choice *c)
{
    bool limited = set_prices(c) > 0;
    set_bound(c);
    bool *other = memory_array(c->count, sizeof *other);
    double other_value = 0;
    start_empty(c);
    greedy(c, false);
    keep_better(c, other, &other_value);
    start_empty(c);
    greedy(c, true);
    keep_better(c, other, &other_value);
    c->whole = c->bound;
    for (int round = 0; round < ROUNDS && !c->proven; round++) {
        double before = other_value;
        search(c);
        greedy(c, true); /* rows without risk too, where there is room */
        keep_better(c, other, &other_value);
        if (!(other_value > before) || c->whole - other_value < NEAR_ENOUGH * c->whole)
            break;
    }
    c->proven = c->proven || !limited;
    c->whole = c->proven ? c->value : fmax(c->whole, c->value);
    free(other);
}

/* --- The call --- */

static bool amount(money m)
{
    return m.cents >= 0 && m.cents <= MONEY_LIMIT;
}

static bool sensible(size_t rows, const struct ceiling_row row[], size_t ceilings,
                     const money limit[])
{
    for (size_t i = 0; i < ceilings; i++)
        if (money_given(limit[i]) && !amount(limit[i]))
            return false;
    for (size_t r = 0; r < rows; r++) {
        if (!amount(row[r].cost) || !(row[r].risk >= 0) || !isfinite(row[r].risk) ||
            !(row[r].chance >= 0) || !isfinite(row[r].chance))
            return false;
        for (size_t k = 0; k < row[r].claim_count; k++)
            if (row[r].claims[k].ceiling >= ceilings || !amount(row[r].claims[k].amount))
                return false;
    }
    return true;
}

struct decision {
    int64_t priority;
    size_t row;
};

static int by_priority(const void *left, const void *right)
{
    const struct decision *a = left, *b = right;
    if (a->priority != b->priority)
        return a->priority < b->priority ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void fund_decided(size_t rows, const struct ceiling_row row[], size_t ceilings,
                         int64_t left[], bool funded[], money missing[])
{
    struct decision *decisions = memory_array(rows, sizeof *decisions);
    size_t count = 0;
    wide *asked = memory_array(ceilings, sizeof *asked);
    for (size_t r = 0; r < rows; r++) {
        if (!row[r].decided)
            continue;
        decisions[count++] = (struct decision){row[r].priority, r};
        for (size_t k = 0; k < row[r].claim_count; k++)
            asked[row[r].claims[k].ceiling] += row[r].claims[k].amount.cents;
    }
    for (size_t i = 0; i < ceilings; i++) {
        wide over = left[i] == INT64_MAX ? 0 : asked[i] - left[i];
        missing[i] = over <= 0            ? MONEY_ZERO
                     : over > MONEY_LIMIT ? MONEY_TOO_LARGE
                                          : (money){(int64_t)over};
    }
    sort(decisions, count, sizeof *decisions, by_priority);
    for (size_t i = 0; i < count; i++) {
        size_t r = decisions[i].row;
        funded[r] = fits(&row[r], left);
        if (funded[r])
            take(&row[r], left, 1);
    }
    free(asked);
    free(decisions);
}

static void sum_up(size_t rows, const struct ceiling_row row[], size_t ceilings,
                   const bool funded[], money spent[], struct ceiling_choice *choice)
{
    for (size_t i = 0; i < ceilings; i++)
        spent[i] = MONEY_ZERO;
    for (size_t r = 0; r < rows; r++) {
        if (!funded[r]) {
            choice->waiting++;
            choice->waiting_cost = money_add(choice->waiting_cost, row[r].cost);
            choice->risk_borne += row[r].risk;
            choice->chance_borne += row[r].chance;
            choice->decided_waiting += row[r].decided;
            continue;
        }
        choice->funded++;
        choice->spent = money_add(choice->spent, row[r].cost);
        choice->risk_avoided += row[r].risk;
        for (size_t k = 0; k < row[r].claim_count; k++) {
            money *sum = &spent[row[r].claims[k].ceiling];
            *sum = money_add(*sum, row[r].claims[k].amount);
        }
    }
}

bool ceiling_choose(size_t rows, const struct ceiling_row row[], size_t ceilings,
                    const money limit[], bool funded[], money spent[], money missing[],
                    struct ceiling_choice *choice)
{
    if (!sensible(rows, row, ceilings, limit))
        return false;
    struct choice c = {.row = row, .ceilings = ceilings};
    c.left = memory_array(ceilings, sizeof *c.left);
    c.room = memory_array(ceilings, sizeof *c.room);
    c.price = memory_array(ceilings, sizeof *c.price);
    c.at = memory_array(rows, sizeof *c.at);
    c.reduced = memory_array(rows, sizeof *c.reduced);
    c.taken = memory_array(rows, sizeof *c.taken);
    for (size_t i = 0; i < ceilings; i++)
        c.left[i] = money_given(limit[i]) ? limit[i].cents : INT64_MAX;
    for (size_t r = 0; r < rows; r++)
        funded[r] = false;
    fund_decided(rows, row, ceilings, c.left, funded, missing);
    for (size_t r = 0; r < rows; r++)
        if (!row[r].decided && fits(&row[r], c.left))
            c.at[c.count++] = r;
    choose(&c);
    for (size_t j = 0; j < c.count; j++)
        funded[c.at[j]] = c.taken[j];
    *choice = (struct ceiling_choice){.spent = MONEY_ZERO, .waiting_cost = MONEY_ZERO};
    sum_up(rows, row, ceilings, funded, spent, choice);
    double decided = 0;
    for (size_t r = 0; r < rows; r++)
        if (row[r].decided && funded[r])
            decided += row[r].risk;
    choice->bound = fmax(decided + c.bound, choice->risk_avoided);
    choice->whole = c.proven ? choice->risk_avoided
                             : fmin(choice->bound, fmax(decided + c.whole, choice->risk_avoided));
    choice->proven = c.proven;
    free(c.taken);
    free(c.reduced);
    free(c.at);
    free(c.price);
    free(c.room);
    free(c.left);
    return true;
}

/* --- Year after year --- */

struct driver {
    const struct ceiling_assets *assets;
    size_t years, ceilings;
    const money *limit;
    size_t *due;     /* per asset: the year its open need arose, or will arise; years: none */
    money *cost_due; /* per asset: the cost in that year */
    size_t *open;    /* the assets that compete this year */
    struct ceiling_row *row; /* beside open */
    bool *funded;
    size_t capacity; /* of plan->needs */
};

static void close_need(struct driver *d, struct ceiling_plan *plan, size_t asset, size_t year,
                       money cost)
{
    *PLANNER_APPEND(plan->needs, plan->need_count, d->capacity) = (struct ceiling_need){
        asset, d->due[asset], year, cost, money_sub(cost, d->cost_due[asset])};
}

static bool run_year(struct driver *d, struct ceiling_plan *plan, size_t year)
{
    const struct ceiling_assets *assets = d->assets;
    struct ceiling_year *report = &plan->year[year];
    size_t open = 0;
    for (size_t a = 0; a < assets->count; a++) {
        if (d->due[a] > year)
            continue;
        d->row[open] = (struct ceiling_row){.cost = MONEY_ZERO};
        assets->offer(assets->context, a, d->due[a], year, &d->row[open]);
        if (d->due[a] == year)
            d->cost_due[a] = d->row[open].cost;
        else
            report->carried_in++;
        d->open[open++] = a;
    }
    report->asked = open;
    report->paid_for_waiting = report->rise = MONEY_ZERO;
    if (!ceiling_choose(open, d->row, d->ceilings, &d->limit[year * d->ceilings], d->funded,
                        &plan->spent[year * d->ceilings], &plan->missing[year * d->ceilings],
                        &report->choice))
        return false;
    plan->risk_borne += report->choice.risk_borne;
    for (size_t i = 0; i < open; i++) {
        size_t a = d->open[i];
        if (d->funded[i]) {
            report->paid_for_waiting =
                money_add(report->paid_for_waiting, money_sub(d->row[i].cost, d->cost_due[a]));
            close_need(d, plan, a, year, d->row[i].cost);
            size_t next = assets->next(assets->context, a, d->due[a], year);
            d->due[a] = next > year ? next : year + 1;
            continue;
        }
        struct ceiling_row later = {.cost = MONEY_ZERO};
        assets->offer(assets->context, a, d->due[a], year + 1, &later);
        if (!amount(later.cost))
            return false;
        report->rise = money_add(report->rise, money_sub(later.cost, d->row[i].cost));
        if (year + 1 == d->years)
            close_need(d, plan, a, d->years, later.cost);
    }
    return true;
}

static int by_due(const void *left, const void *right)
{
    const struct ceiling_need *a = left, *b = right;
    if (a->due != b->due)
        return a->due < b->due ? -1 : 1;
    return (a->asset > b->asset) - (a->asset < b->asset);
}

/* A need of `due` looked at in year `now`, kept for the bound. */
struct offer {
    double risk;
    const struct ceiling_claim *claims;
    uint32_t claim_count;
    uint16_t next;
    bool possible; /* no claim passes its ceiling by itself */
};

struct relaxation {
    size_t count, years, ceilings, pairs;
    size_t *first;
    struct offer *offer; /* [asset * pairs + due .. now] */
    const money *limit;
    double *price; /* [year * ceilings + ceiling], risk for the whole limit */
    double *used;  /* share of the limit used at these prices */
};

static size_t pair(const struct relaxation *x, size_t due, size_t now)
{
    return due * x->years - due * (due + 1) / 2 + now;
}

static bool within_limits(const struct relaxation *x, const struct offer *offer, size_t year)
{
    for (uint32_t k = 0; k < offer->claim_count; k++) {
        money limit = x->limit[year * x->ceilings + offer->claims[k].ceiling];
        if (money_given(limit) && offer->claims[k].amount.cents > limit.cents)
            return false;
    }
    return true;
}

static void collect_offers(struct relaxation *x, const struct ceiling_assets *assets)
{
    for (size_t a = 0; a < x->count; a++) {
        x->first[a] = assets->first(assets->context, a);
        bool reached[UINT8_MAX] = {false};
        if (x->first[a] < x->years)
            reached[x->first[a]] = true;
        for (size_t due = 0; due < x->years; due++)
            for (size_t now = due; now < x->years && reached[due]; now++) {
                struct ceiling_row row = {.cost = MONEY_ZERO};
                assets->offer(assets->context, a, due, now, &row);
                size_t next = assets->next(assets->context, a, due, now);
                next = next <= now ? now + 1 : next < x->years ? next : x->years;
                struct offer *offer = &x->offer[a * x->pairs + pair(x, due, now)];
                *offer = (struct offer){row.risk, row.claims, (uint32_t)row.claim_count,
                                        (uint16_t)next, true};
                offer->possible = within_limits(x, offer, now);
                if (next < x->years)
                    reached[next] = true;
            }
    }
}

/* One asset's cheapest course at the prices: risk borne plus what its claims cost.  Worked from the
 * last year back; then followed forward to add up the claims. */
static double cheapest_course(struct relaxation *x, size_t asset)
{
    double best[UINT8_MAX + 1];
    uint16_t bought[UINT8_MAX + 1];
    const struct offer *offers = &x->offer[asset * x->pairs];
    best[x->years] = 0;
    for (size_t due = x->years; due-- > x->first[asset];) {
        double borne = 0;
        best[due] = HUGE_VAL;
        for (size_t now = due; now < x->years; now++) {
            const struct offer *offer = &offers[pair(x, due, now)];
            if (offer->next > now && offer->possible) {
                double cost = borne + best[offer->next];
                for (uint32_t k = 0; k < offer->claim_count; k++) {
                    size_t at = now * x->ceilings + offer->claims[k].ceiling;
                    if (x->price[at] > 0)
                        cost += x->price[at] * (double)offer->claims[k].amount.cents /
                                (double)x->limit[at].cents;
                }
                if (cost < best[due]) {
                    best[due] = cost;
                    bought[due] = (uint16_t)now;
                }
            }
            borne += offer->risk;
        }
        if (borne < best[due]) {
            best[due] = borne;
            bought[due] = (uint16_t)x->years;
        }
    }
    for (size_t due = x->first[asset]; due < x->years && bought[due] < x->years;) {
        const struct offer *offer = &offers[pair(x, due, bought[due])];
        for (uint32_t k = 0; k < offer->claim_count; k++) {
            size_t at = bought[due] * x->ceilings + offer->claims[k].ceiling;
            if (money_given(x->limit[at]) && x->limit[at].cents > 0)
                x->used[at] += (double)offer->claims[k].amount.cents / (double)x->limit[at].cents;
        }
        due = offer->next;
    }
    return best[x->first[asset]];
}

/* Prices move along the overuse of each ceiling, by Polyak's step towards the risk that the plan
 * found bears ([3], equation 3.3); halved when nothing is gained for a while. */
static double climb(struct relaxation *x, size_t rounds, double target)
{
    size_t prices = x->years * x->ceilings;
    double best = 0, reach = 1;
    int idle = 0;
    for (size_t round = 0; round < rounds; round++) {
        double dual = 0, size = 0, length = 0;
        for (size_t i = 0; i < prices; i++)
            x->used[i] = 0;
        for (size_t a = 0; a < x->count; a++)
            if (x->first[a] < x->years)
                dual += cheapest_course(x, a);
        for (size_t i = 0; i < prices; i++) {
            dual -= x->price[i];
            size += x->price[i];
            double over = x->used[i] - 1;
            if (money_given(x->limit[i]) && x->limit[i].cents > 0 && (over > 0 || x->price[i] > 0))
                length += over * over;
        }
        dual -= (fabs(dual) + size) * 1e-12; /* rounding of the sums */
        idle = dual > best * (1 + 1e-6) ? 0 : idle + 1;
        best = fmax(best, dual);
        if (idle >= 10) {
            reach /= 2;
            idle = 0;
        }
        if (!(length > 0) || !(target > best))
            break;
        for (size_t i = 0; i < prices; i++)
            if (money_given(x->limit[i]) && x->limit[i].cents > 0)
                x->price[i] =
                    fmax(0, x->price[i] + reach * (target - dual) / length * (x->used[i] - 1));
    }
    return fmin(best, target);
}

static double least_risk(const struct ceiling_assets *assets, size_t years, size_t ceilings,
                         const money limit[], size_t rounds, double target)
{
    struct relaxation x = {.count = assets->count, .years = years, .ceilings = ceilings};
    x.pairs = years * (years + 1) / 2;
    x.limit = limit;
    x.first = memory_array(x.count, sizeof *x.first);
    x.offer = memory_array(x.count * x.pairs, sizeof *x.offer);
    x.price = memory_array(years * ceilings, sizeof *x.price);
    x.used = memory_array(years * ceilings, sizeof *x.used);
    collect_offers(&x, assets);
    double bound = climb(&x, rounds, target);
    free(x.used);
    free(x.price);
    free(x.offer);
    free(x.first);
    return bound;
}

bool ceiling_plan(const struct ceiling_assets *assets, size_t years, size_t ceilings,
                  const money limit[], size_t rounds, struct ceiling_plan *plan)
{
    *plan = (struct ceiling_plan){.need_count = 0};
    if (years < 1 || years > CEILING_YEARS)
        return false;
    struct driver d = {.assets = assets, .years = years, .ceilings = ceilings, .limit = limit};
    d.due = memory_array(assets->count, sizeof *d.due);
    d.cost_due = memory_array(assets->count, sizeof *d.cost_due);
    d.open = memory_array(assets->count, sizeof *d.open);
    d.row = memory_array(assets->count, sizeof *d.row);
    d.funded = memory_array(assets->count, sizeof *d.funded);
    plan->year = memory_array(years, sizeof *plan->year);
    plan->spent = memory_array(years * ceilings, sizeof *plan->spent);
    plan->missing = memory_array(years * ceilings, sizeof *plan->missing);
    for (size_t a = 0; a < assets->count; a++)
        d.due[a] = assets->first(assets->context, a);
    bool done = true;
    for (size_t year = 0; year < years && done; year++)
        done = run_year(&d, plan, year);
    free(d.funded);
    free(d.row);
    free(d.open);
    free(d.cost_due);
    free(d.due);
    if (!done) {
        ceiling_plan_free(plan);
        return false;
    }
    if (plan->need_count)
        sort(plan->needs, plan->need_count, sizeof *plan->needs, by_due);
    if (rounds && plan->risk_borne > 0)
        plan->least_risk_borne =
            least_risk(assets, years, ceilings, limit, rounds, plan->risk_borne);
    return true;
}

void ceiling_plan_free(struct ceiling_plan *plan)
{
    free(plan->needs);
    free(plan->year);
    free(plan->spent);
    free(plan->missing);
    *plan = (struct ceiling_plan){.need_count = 0};
}
