/* Levelling: unrelated parallel machines whose jobs are the rows and whose machines are the years.
 *
 * [1] J. K. Lenstra, D. B. Shmoys and E. Tardos, Approximation Algorithms for Scheduling Unrelated
 *     Parallel Machines, Mathematical Programming 46, 1990, pp. 259-271: a vertex of the linear
 *     relaxation splits so few rows that each year need take only one of them whole; hence the
 *     highest year passes the bound by at most one row.
 * [2] J. E. Kelley, The Cutting-Plane Method for Solving Convex Programs, Journal of the SIAM 8(4),
 *     1960, pp. 703-712.
 *
 * The relaxation is not solved row by row.  For weights w >= 0 of the years that add up to 1, no
 * choice has a highest year below
 *
 *     sum over years of w fixed + sum over rows of the least w amount in the window
 *
 * (a mean of the years is not above their highest), and the best weights reach the relaxation. They
 * are found by cutting planes [2] in as many unknowns as there are years; the weights of the cuts
 * in the last master problem mix the rows' years into an optimal split. */
#include "planner/level.h"

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/arena.h"

enum { CUTS = 1500 };

struct levelling {
    size_t rows, years;
    const struct level_row *row;
    double *fixed; /* per year, cents */
    double *part;  /* [row * years + year]: how much of the row the year takes, 0..1 */
    size_t *chosen;
    double *load; /* per year, of the chosen years */
    double bound;
};

static double cost(const struct levelling *l, size_t r, size_t year)
{
    return (double)l->row[r].amount[year].cents;
}

/* --- The bound --- */

/* The bound at the given weights; load[year] becomes that of the choice that attains it. */
static double bound_at(const struct levelling *l, const double weight[], unsigned char pick[],
                       double load[])
{
    double bound = 0;
    for (size_t y = 0; y < l->years; y++) {
        load[y] = l->fixed[y];
        bound += weight[y] * l->fixed[y];
    }
    for (size_t r = 0; r < l->rows; r++) {
        size_t best = l->row[r].first;
        double least = weight[best] * cost(l, r, best);
        for (size_t y = best + 1; y <= l->row[r].last; y++) {
            double priced = weight[y] * cost(l, r, y);
            if (priced < least) {
                least = priced;
                best = y;
            }
        }
        pick[r] = (unsigned char)best;
        load[best] += cost(l, r, best);
        bound += least;
    }
    return bound;
}

/* The master problem: the highest z with z <= w . load for every cut, w on the simplex. */
struct master {
    glp_prob *lp;
    size_t years, cuts;
    double unit;          /* loads are divided by it */
    unsigned char **pick; /* per cut */
};

static void start_master(struct master *m, size_t years, double unit)
{
    *m = (struct master){.years = years, .unit = unit};
    m->pick = memory_array(CUTS, sizeof *m->pick);
    m->lp = glp_create_prob();
    glp_term_out(GLP_OFF);
    glp_set_obj_dir(m->lp, GLP_MAX);
    glp_add_cols(m->lp, (int)years + 1);
    int index[LEVEL_YEARS + 2];
    double value[LEVEL_YEARS + 2];
    for (int y = 1; y <= (int)years; y++) {
        glp_set_col_bnds(m->lp, y, GLP_LO, 0, 0);
        index[y] = y;
        value[y] = 1;
    }
    glp_set_col_bnds(m->lp, (int)years + 1, GLP_FR, 0, 0);
    glp_set_obj_coef(m->lp, (int)years + 1, 1);
    glp_add_rows(m->lp, 1);
    glp_set_row_bnds(m->lp, 1, GLP_FX, 1, 1);
    glp_set_mat_row(m->lp, 1, (int)years, index, value);
}

static void add_cut(struct master *m, const double load[], unsigned char *pick)
{
    int index[LEVEL_YEARS + 2];
    double value[LEVEL_YEARS + 2];
    for (int y = 1; y <= (int)m->years; y++) {
        index[y] = y;
        value[y] = -load[y - 1] / m->unit;
    }
    index[m->years + 1] = (int)m->years + 1;
    value[m->years + 1] = 1;
    int row = glp_add_rows(m->lp, 1);
    glp_set_row_bnds(m->lp, row, GLP_UP, 0, 0);
    glp_set_mat_row(m->lp, row, (int)m->years + 1, index, value);
    m->pick[m->cuts++] = pick;
}

/* Weights from the master, put back exactly on the simplex; false when the solver gave up. */
static bool solve_master(struct master *m, double weight[])
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.it_lim = 5000; /* it may walk in circles on badly scaled amounts: any weights bound */
    how.msg_lev = GLP_MSG_OFF;
    how.tol_bnd = how.tol_dj = 1e-10;
    if (glp_simplex(m->lp, &how) != 0 || glp_get_status(m->lp) != GLP_OPT)
        return false;
    double sum = 0;
    for (size_t y = 0; y < m->years; y++)
        sum += weight[y] = fmax(0, glp_get_col_prim(m->lp, (int)y + 1));
    for (size_t y = 0; y < m->years; y++)
        weight[y] /= sum;
    return sum > 0;
}

/* Mixes the cuts' choices by their dual values: an optimal choice when rows may be split. */
static void mix_cuts(struct levelling *l, const struct master *m)
{
    double sum = 0;
    for (size_t k = 0; k < m->cuts; k++)
        sum += fmax(0, glp_get_row_dual(m->lp, (int)k + 2));
    for (size_t k = 0; k < m->cuts; k++) {
        double share =
            sum > 0 ? fmax(0, glp_get_row_dual(m->lp, (int)k + 2)) / sum : k + 1 == m->cuts;
        for (size_t r = 0; r < l->rows && share > 0; r++)
            l->part[r * l->years + m->pick[k][r]] += share;
    }
}

static void find_bound(struct levelling *l)
{
    double weight[LEVEL_YEARS], load[LEVEL_YEARS], unit = 1;
    for (size_t y = 0; y < l->years; y++)
        weight[y] = 1.0 / (double)l->years;
    unsigned char *pick = memory_array(l->rows, 1);
    l->bound = bound_at(l, weight, pick, load);
    for (size_t y = 0; y < l->years; y++)
        unit = fmax(unit, load[y]);
    struct master m;
    start_master(&m, l->years, unit);
    add_cut(&m, load, pick);
    while (m.cuts < CUTS && solve_master(&m, weight)) {
        double most = glp_get_obj_val(m.lp) * unit;
        if (most - l->bound <= 0.01 + 1e-10 * l->bound)
            break;
        pick = memory_array(l->rows, 1);
        l->bound = fmax(l->bound, bound_at(l, weight, pick, load));
        add_cut(&m, load, pick);
    }
    mix_cuts(l, &m);
    glp_delete_prob(m.lp);
    for (size_t k = 0; k < m.cuts; k++)
        free(m.pick[k]);
    free(m.pick);
}

/* --- From split rows to whole ones --- */

/* A freedom: some of a row moved from its home year to another changes two loads. */
struct freedom {
    size_t row, home, to;
    double change[LEVEL_YEARS]; /* of the loads, per unit moved */
};

static size_t home_of(const struct levelling *l, size_t r)
{
    const double *part = &l->part[r * l->years];
    size_t home = l->row[r].first;
    for (size_t y = home; y <= l->row[r].last; y++)
        if (part[y] > part[home])
            home = y;
    return home;
}

/* A combination of `count` freedoms, the last with factor 1, that leaves every load as it is; false
 * when there is none: they are independent.  Elimination with the largest pivot. */
static bool balance(size_t years, size_t count, const struct freedom freedoms[], double factor[])
{
    static const double small = 1e-11;
    double a[LEVEL_YEARS][LEVEL_YEARS + 2];
    size_t unknowns = count - 1;
    double scale = 0;
    for (size_t y = 0; y < years; y++)
        for (size_t j = 0; j < count; j++) {
            a[y][j] = j < unknowns ? freedoms[j].change[y] : -freedoms[j].change[y];
            scale = fmax(scale, fabs(a[y][j]));
        }
    size_t done = 0;
    size_t pivot_row[LEVEL_YEARS + 1];
    for (size_t j = 0; j < unknowns; j++) {
        size_t best = done;
        for (size_t y = done; y < years; y++)
            if (fabs(a[y][j]) > fabs(a[best][j]))
                best = y;
        if (done >= years || fabs(a[best][j]) <= small * scale)
            return false;
        for (size_t i = 0; i < count; i++) {
            double swap = a[done][i];
            a[done][i] = a[best][i];
            a[best][i] = swap;
        }
        for (size_t y = 0; y < years; y++) {
            double by = y == done ? 0 : a[y][j] / a[done][j];
            for (size_t i = j; i < count && by != 0; i++)
                a[y][i] -= by * a[done][i];
        }
        pivot_row[j] = done++;
    }
    for (size_t y = done; y < years; y++)
        if (fabs(a[y][unknowns]) > 1e-9 * scale)
            return false;
    for (size_t j = 0; j < unknowns; j++)
        factor[j] = a[pivot_row[j]][unknowns] / a[pivot_row[j]][j];
    factor[unknowns] = 1;
    return true;
}

/* Moves along a balance until a part is used up, in whichever sense is nearer. */
static void use_up(struct levelling *l, size_t count, const struct freedom freedoms[],
                   const double factor[])
{
    /* Freedoms of one row share its home: what leaves there is the sum over them. */
    double reach[2] = {HUGE_VAL, HUGE_VAL};
    for (size_t j = 0; j < count; j++) {
        double home = 0;
        for (size_t i = 0; i < count; i++)
            if (freedoms[i].row == freedoms[j].row)
                home -= factor[i];
        double moves[2] = {factor[j], home};
        size_t years[2] = {freedoms[j].to, freedoms[j].home};
        for (int k = 0; k < 2; k++) {
            double part = l->part[freedoms[j].row * l->years + years[k]];
            if (moves[k] < 0)
                reach[0] = fmin(reach[0], part / -moves[k]);
            else if (moves[k] > 0)
                reach[1] = fmin(reach[1], part / moves[k]);
        }
    }
    double step = reach[0] <= reach[1] ? reach[0] : -reach[1];
    for (size_t j = 0; j < count; j++) {
        double *part = &l->part[freedoms[j].row * l->years];
        part[freedoms[j].to] += step * factor[j];
        part[freedoms[j].home] -= step * factor[j];
    }
    for (size_t j = 0; j < count; j++) {
        double *part = &l->part[freedoms[j].row * l->years];
        if (part[freedoms[j].to] < 1e-9)
            part[freedoms[j].to] = 0;
        if (part[freedoms[j].home] < 1e-9)
            part[freedoms[j].home] = 0;
    }
}

static void add_freedoms(const struct levelling *l, size_t r, struct freedom freedoms[],
                         size_t *count)
{
    size_t home = home_of(l, r);
    for (size_t y = l->row[r].first; y <= l->row[r].last; y++) {
        if (y == home || !(l->part[r * l->years + y] > 0))
            continue;
        struct freedom *f = &freedoms[(*count)++];
        *f = (struct freedom){.row = r, .home = home, .to = y};
        f->change[y] = cost(l, r, y);
        f->change[home] = -cost(l, r, home);
    }
}

static void keep_whole(struct levelling *l, size_t r)
{
    size_t home = home_of(l, r);
    for (size_t y = 0; y < l->years; y++)
        l->part[r * l->years + y] = y == home;
}

/* Brings the split choice to a vertex: as long as some combination of split rows can be shifted
 * without changing any load, it is, until one more part is gone.  Rows are taken in one by one, so
 * that there are never more freedoms at hand than years and one row's. */
static void unsplit(struct levelling *l)
{
    struct freedom *freedoms = memory_array(3 * l->years, sizeof *freedoms);
    size_t *split = memory_array(3 * l->years, sizeof *split); /* rows at hand */
    double factor[3 * LEVEL_YEARS];
    size_t split_count = 0;
    for (size_t r = 0; r < l->rows; r++) {
        split[split_count++] = r;
        for (;;) {
            size_t count = 0, kept = 0;
            for (size_t i = 0; i < split_count; i++) {
                size_t before = count;
                add_freedoms(l, split[i], freedoms, &count);
                if (count > before)
                    split[kept++] = split[i];
            }
            split_count = kept;
            size_t tried = 1;
            while (tried <= count && tried <= l->years + 1 &&
                   !balance(l->years, tried, freedoms, factor))
                tried++;
            if (tried <= count && tried <= l->years + 1)
                use_up(l, tried, freedoms, factor);
            else if (count > l->years)
                keep_whole(l, r); /* only rounding can bring it here */
            else
                break;
        }
    }
    free(split);
    free(freedoms);
}

/* Gives each split row one of the years it has a part in, no year to two rows [1]: augmenting
 * paths, row by row. */
static bool assign(const struct levelling *l, size_t r, size_t owner[], bool seen[])
{
    for (size_t y = l->row[r].first; y <= l->row[r].last; y++) {
        if (seen[y] || !(l->part[r * l->years + y] > 0))
            continue;
        seen[y] = true;
        if (owner[y] == l->rows || assign(l, owner[y], owner, seen)) {
            owner[y] = r;
            return true;
        }
    }
    return false;
}

static void round_up(struct levelling *l)
{
    size_t owner[LEVEL_YEARS];
    for (size_t y = 0; y < l->years; y++)
        owner[y] = l->rows;
    for (size_t r = 0; r < l->rows; r++) {
        l->chosen[r] = home_of(l, r);
        bool seen[LEVEL_YEARS] = {false};
        if (l->part[r * l->years + l->chosen[r]] < 1 - 1e-6)
            assign(l, r, owner, seen);
    }
    for (size_t y = 0; y < l->years; y++)
        if (owner[y] < l->rows)
            l->chosen[owner[y]] = y;
}

/* --- Improvement on whole rows --- */

static void add_loads(struct levelling *l)
{
    memcpy(l->load, l->fixed, l->years * sizeof *l->load);
    for (size_t r = 0; r < l->rows; r++)
        l->load[l->chosen[r]] += cost(l, r, l->chosen[r]);
}

static size_t highest_year(const struct levelling *l)
{
    size_t high = 0;
    for (size_t y = 1; y < l->years; y++)
        if (l->load[y] > l->load[high])
            high = y;
    return high;
}

static bool may(const struct levelling *l, size_t r, size_t year)
{
    return l->row[r].first <= year && year <= l->row[r].last;
}

static void move(struct levelling *l, size_t r, size_t year)
{
    l->load[l->chosen[r]] -= cost(l, r, l->chosen[r]);
    l->load[year] += cost(l, r, year);
    l->chosen[r] = year;
}

/* The best single move out of the highest year. */
static bool improve_by_move(struct levelling *l, size_t high)
{
    double best = l->load[high] - 0.5;
    size_t row = l->rows, to = 0;
    for (size_t r = 0; r < l->rows; r++)
        for (size_t y = l->row[r].first; l->chosen[r] == high && y <= l->row[r].last; y++) {
            double after = fmax(l->load[y] + cost(l, r, y), l->load[high] - cost(l, r, high));
            if (y != high && after < best) {
                best = after;
                row = r;
                to = y;
            }
        }
    if (row < l->rows)
        move(l, row, to);
    return row < l->rows;
}

/* The first exchange of a row of the highest year with one of another year that lowers both ends
 * below it.  `budget` bounds the pairs looked at over the whole run. */
static bool improve_by_swap(struct levelling *l, size_t high, long *budget)
{
    double peak = l->load[high] - 0.5;
    for (size_t a = 0; a < l->rows; a++) {
        if (l->chosen[a] != high)
            continue;
        for (size_t b = 0; b<l->rows && * budget> 0; b++) {
            size_t y = l->chosen[b];
            --*budget;
            if (y == high || !may(l, a, y) || !may(l, b, high))
                continue;
            if (l->load[high] - cost(l, a, high) + cost(l, b, high) < peak &&
                l->load[y] - cost(l, b, y) + cost(l, a, y) < peak) {
                move(l, a, y);
                move(l, b, high);
                return true;
            }
        }
    }
    return false;
}

static void improve(struct levelling *l)
{
    long budget = 20000000;
    for (int step = 0; step < 20000; step++) {
        size_t high = highest_year(l);
        if (l->load[high] <= l->bound + 1 + l->bound * 1e-6)
            return;
        if (!improve_by_move(l, high) && !improve_by_swap(l, high, &budget))
            return;
    }
}

/* Rows go back to the year they had wherever that does not raise the highest one. */
static void put_back(struct levelling *l)
{
    double peak = l->load[highest_year(l)];
    for (size_t r = 0; r < l->rows; r++) {
        size_t year = l->row[r].wanted;
        if (year != l->chosen[r] && may(l, r, year) && l->load[year] + cost(l, r, year) <= peak)
            move(l, r, year);
    }
}

static bool amount(money m)
{
    return m.cents >= 0 && m.cents <= MONEY_LIMIT;
}

static bool sensible(size_t rows, const struct level_row row[], size_t years, const money fixed[])
{
    if (years < 1 || years > LEVEL_YEARS)
        return false;
    for (size_t y = 0; y < years && fixed; y++)
        if (!amount(fixed[y]))
            return false;
    for (size_t r = 0; r < rows; r++) {
        if (row[r].first > row[r].last || row[r].last >= years)
            return false;
        for (size_t y = row[r].first; y <= row[r].last; y++)
            if (!amount(row[r].amount[y]))
                return false;
    }
    return true;
}

static void report(const struct levelling *l, const money fixed[], money total[],
                   struct level_result *result)
{
    *result = (struct level_result){.highest = MONEY_ZERO, .dearest = MONEY_ZERO};
    for (size_t y = 0; y < l->years; y++)
        total[y] = fixed ? fixed[y] : MONEY_ZERO;
    for (size_t r = 0; r < l->rows; r++) {
        size_t year = l->chosen[r];
        total[year] = money_add(total[year], l->row[r].amount[year]);
        result->moved += year != l->row[r].wanted;
        for (size_t y = l->row[r].first; y <= l->row[r].last; y++)
            if (money_compare(l->row[r].amount[y], result->dearest) > 0)
                result->dearest = l->row[r].amount[y];
    }
    for (size_t y = 0; y < l->years; y++)
        if (money_compare(total[y], result->highest) > 0)
            result->highest = total[y];
    /* Whole rows cost whole cents, so a bound of 10.2 means 11; what rounding may have added to the
     * sums is taken off first. */
    double safe = ceil(l->bound - 0.001 - l->bound * 1e-12);
    result->bound = money_round(fmax(0, safe));
}

bool level_years(size_t rows, const struct level_row row[], size_t years, const money fixed[],
                 size_t chosen[], money total[], struct level_result *result)
{
    if (!sensible(rows, row, years, fixed))
        return false;
    struct levelling l = {.rows = rows, .years = years, .row = row, .chosen = chosen};
    l.fixed = memory_array(years, sizeof *l.fixed);
    l.load = memory_array(years, sizeof *l.load);
    l.part = memory_array(rows * years, sizeof *l.part);
    for (size_t y = 0; y < years && fixed; y++)
        l.fixed[y] = (double)fixed[y].cents;
    find_bound(&l);
    unsplit(&l);
    round_up(&l);
    add_loads(&l);
    improve(&l);
    put_back(&l);
    report(&l, fixed, total, result);
    free(l.part);
    free(l.load);
    free(l.fixed);
    return true;
}
