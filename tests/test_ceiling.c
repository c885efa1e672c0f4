/* Ceilings: every small case against all its subsets, large ones against the bound, and the years
 * against their own accounts.  Seeds are printed. */
#include "planner/ceiling.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static uint64_t seed = 20261121;

static uint64_t bits(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return seed >> 33;
}
static int64_t between(int64_t low, int64_t high)
{
    return low + (int64_t)(bits() % (uint64_t)(high - low + 1));
}
static double uniform(void)
{
    return (double)bits() / 2147483648.0;
}

enum { CEILINGS = 7, MOST = 6000 };
static struct ceiling_row row[MOST];
static struct ceiling_claim claim[MOST][3];
static bool funded[MOST];
static money limit[CEILINGS], spent[CEILINGS], missing[CEILINGS];

/* Ceiling 0: the year's; 1..3: funds; 4..6: categories. */
static void random_rows(size_t rows, int64_t dearest, bool grouped)
{
    for (size_t r = 0; r < rows; r++) {
        int64_t cost = between(1, 12) == 1 ? 0 : between(1, dearest);
        claim[r][0] = (struct ceiling_claim){0, {cost}};
        claim[r][1] = (struct ceiling_claim){(size_t)between(1, 3), {cost}};
        claim[r][2] = (struct ceiling_claim){(size_t)between(4, 6), {cost}};
        row[r] = (struct ceiling_row){.cost = {cost},
                                      .risk = between(1, 10) == 1 ? 0 : uniform() * 10,
                                      .chance = uniform(),
                                      .decided = between(1, 8) == 1,
                                      .priority = between(1, 3),
                                      .claims = claim[r],
                                      .claim_count = grouped ? 3 : 1};
    }
}

static void random_limits(size_t rows, int64_t dearest, bool grouped)
{
    int64_t all = (int64_t)rows * dearest / 2;
    for (size_t i = 0; i < CEILINGS; i++)
        limit[i] = MONEY_NONE;
    limit[0] = (money){between(0, all)};
    for (size_t i = 1; grouped && i < CEILINGS; i++)
        if (between(0, 2))
            limit[i] = (money){between(0, all / 2)};
}

static bool subset_fits(size_t rows, uint32_t subset)
{
    int64_t sum[CEILINGS] = {0};
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < row[r].claim_count && (subset >> r & 1); k++)
            sum[row[r].claims[k].ceiling] += row[r].claims[k].amount.cents;
    for (size_t i = 0; i < CEILINGS; i++)
        if (money_given(limit[i]) && sum[i] > limit[i].cents)
            return false;
    return true;
}

static void check_sums(size_t rows, const struct ceiling_choice *choice)
{
    int64_t sum[CEILINGS] = {0}, cost = 0, waiting = 0;
    double avoided = 0;
    for (size_t r = 0; r < rows; r++) {
        cost += funded[r] ? row[r].cost.cents : 0;
        waiting += funded[r] ? 0 : row[r].cost.cents;
        avoided += funded[r] ? row[r].risk : 0;
        for (size_t k = 0; k < row[r].claim_count && funded[r]; k++)
            sum[row[r].claims[k].ceiling] += row[r].claims[k].amount.cents;
    }
    for (size_t i = 0; i < CEILINGS; i++) {
        assert_int_equal(sum[i], spent[i].cents);
        assert_true(!money_given(limit[i]) || sum[i] <= limit[i].cents);
    }
    assert_int_equal(cost, choice->spent.cents);
    assert_int_equal(waiting, choice->waiting_cost.cents);
    assert_int_equal(choice->funded + choice->waiting, rows);
    near(avoided, choice->risk_avoided, 1e-9 * (1 + avoided));
    assert_true(choice->risk_avoided <= choice->bound);
}

static void small_cases_are_the_best_of_all_subsets(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    int proven = 0, cases = 1500;
    for (int run = 0; run < cases; run++) {
        size_t rows = (size_t)between(1, 13);
        bool grouped = run % 2;
        random_rows(rows, 1000, grouped);
        random_limits(rows, 1000, grouped);
        struct ceiling_choice choice;
        assert_true(ceiling_choose(rows, row, CEILINGS, limit, funded, spent, missing, &choice));
        check_sums(rows, &choice);
        uint32_t decided = 0, mask = 0;
        for (size_t r = 0; r < rows; r++) {
            mask |= (uint32_t)row[r].decided << r;
            decided |= (uint32_t)(row[r].decided && funded[r]) << r;
        }
        double best = 0;
        for (uint32_t s = 0; s < 1u << rows; s++) {
            if ((s & mask) != decided || !subset_fits(rows, s))
                continue;
            double value = 0;
            for (size_t r = 0; r < rows; r++)
                value += s >> r & 1 ? row[r].risk : 0;
            best = fmax(best, value);
        }
        assert_true(best <= choice.bound + 1e-9);
        near(choice.risk_avoided, best, 1e-7 * (1 + best));
        proven += choice.proven;
    }
    print_message("%d of %d proven best\n", proven, cases);
    assert_int_equal(proven, cases);
}

static void the_bound_of_one_ceiling_is_the_fractional_greedy(void **state)
{
    (void)state;
    for (int run = 0; run < 300; run++) {
        size_t rows = (size_t)between(1, 60);
        random_rows(rows, 1000, false);
        random_limits(rows, 1000, false);
        double left = (double)limit[0].cents, bound = 0;
        bool used[60] = {false};
        for (size_t r = 0; r < rows; r++) {
            row[r].decided = false;
            used[r] = row[r].cost.cents > limit[0].cents; /* cannot be bought at all */
        }
        for (;;) {
            size_t best = rows;
            for (size_t r = 0; r < rows; r++)
                if (!used[r] && (best == rows || row[r].risk * (double)row[best].cost.cents >
                                                     row[best].risk * (double)row[r].cost.cents))
                    best = r;
            if (best == rows)
                break;
            used[best] = true;
            double cost = (double)row[best].cost.cents;
            bound += row[best].risk * (cost <= left ? 1 : left / cost);
            left = fmax(0, left - cost);
        }
        struct ceiling_choice choice;
        assert_true(ceiling_choose(rows, row, CEILINGS, limit, funded, spent, missing, &choice));
        near(choice.bound, bound, 1e-9 * (1 + bound));
    }
}

static void a_thousand_rows_and_more_come_within_one_percent(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    double worst = 0;
    clock_t start = clock();
    int runs = 0;
    for (size_t rows = 1000; rows <= 6000; rows += 1000)
        for (int kind = 0; kind < 6; kind++) {
            bool grouped = kind % 2;
            random_rows(rows, kind < 4 ? 300000 : 20000000, grouped);
            for (size_t i = 0; i < CEILINGS; i++)
                limit[i] = MONEY_NONE;
            int64_t all = 0;
            for (size_t r = 0; r < rows; r++) {
                /* Kinds 2 and 3: lots of equal rows, as a post buys them. */
                if (kind == 2 || kind == 3) {
                    row[r].risk = (double)(r % 7 + 1);
                    row[r].cost.cents = (int64_t)(r % 11 + 1) * 98765;
                    for (size_t k = 0; k < 3; k++)
                        claim[r][k].amount = row[r].cost;
                }
                all += row[r].cost.cents;
            }
            limit[0] = (money){all / 3};
            for (size_t i = 1; grouped && i < CEILINGS; i++)
                limit[i] = (money){all * (int64_t)i / 30};
            struct ceiling_choice choice;
            assert_true(
                ceiling_choose(rows, row, CEILINGS, limit, funded, spent, missing, &choice));
            check_sums(rows, &choice);
            double gap = 1 - choice.risk_avoided / choice.bound;
            worst = fmax(worst, gap);
            runs++;
        }
    print_message("worst gap %.5f %%, %.1f ms a choice\n", 100 * worst,
                  1000 * (double)(clock() - start) / CLOCKS_PER_SEC / runs);
    assert_true(worst < 0.01);
}

static void decisions_come_first_by_priority_as_far_as_it_goes(void **state)
{
    (void)state;
    static const struct ceiling_claim claims[] = {{0, {600}}, {0, {500}}, {0, {300}}, {0, {100}}};
    struct ceiling_row rows[] = {
        {{600}, 1, 0.1, true, 2, &claims[0], 1},
        {{500}, 1, 0.1, true, 1, &claims[1], 1},
        {{300}, 1, 0.1, true, 3, &claims[2], 1},
        {{100}, 9, 0.1, false, 0, &claims[3], 1},
    };
    struct ceiling_choice choice;
    limit[0] = (money){900};
    assert_true(ceiling_choose(4, rows, 1, limit, funded, spent, missing, &choice));
    assert_false(funded[0]); /* 500 are gone, 600 do not fit */
    assert_true(funded[1]);
    assert_true(funded[2]);
    assert_true(funded[3]);
    assert_int_equal(missing[0].cents, 500); /* 1,400 of decisions against 900 */
    assert_int_equal(choice.decided_waiting, 1);
    assert_int_equal(choice.waiting_cost.cents, 600);
}

static void without_limits_everything_is_funded(void **state)
{
    (void)state;
    random_rows(200, 1000, true);
    for (size_t i = 0; i < CEILINGS; i++)
        limit[i] = MONEY_NONE;
    struct ceiling_choice choice;
    assert_true(ceiling_choose(200, row, CEILINGS, limit, funded, spent, missing, &choice));
    assert_int_equal(choice.funded, 200);
    assert_true(choice.proven);
    assert_true(ceiling_choose(0, NULL, CEILINGS, limit, funded, spent, missing, &choice));
    assert_true(ceiling_choose(3, row, 0 + CEILINGS, limit, funded, spent, missing, &choice));
    limit[0] = (money){-1};
    assert_false(ceiling_choose(3, row, CEILINGS, limit, funded, spent, missing, &choice));
    limit[0] = MONEY_NONE;
    row[1].risk = NAN;
    assert_false(ceiling_choose(3, row, CEILINGS, limit, funded, spent, missing, &choice));
}

static void the_same_rows_give_the_same_choice(void **state)
{
    (void)state;
    static bool again[2000];
    random_rows(2000, 5, true); /* many ties */
    for (size_t r = 0; r < 2000; r++)
        row[r].risk = (double)(r % 3);
    random_limits(2000, 5, true);
    struct ceiling_choice choice;
    assert_true(ceiling_choose(2000, row, CEILINGS, limit, funded, spent, missing, &choice));
    assert_true(ceiling_choose(2000, row, CEILINGS, limit, again, spent, missing, &choice));
    assert_memory_equal(funded, again, sizeof again);
}

/* --- Years --- */

enum { YEARS = 6 };

struct fleet {
    size_t years;
    struct fleet_asset {
        size_t first, cycle;
        int64_t cost;
        double rise, risk;
        bool decided;
        struct ceiling_claim claims[YEARS + 1];
    } asset[4000];
};

static size_t fleet_first(void *context, size_t asset)
{
    return ((struct fleet *)context)->asset[asset].first;
}
static size_t fleet_next(void *context, size_t asset, size_t due, size_t bought)
{
    (void)due;
    return bought + ((struct fleet *)context)->asset[asset].cycle;
}
static void fleet_offer(void *context, size_t asset, size_t due, size_t now,
                        struct ceiling_row *out)
{
    struct fleet_asset *a = &((struct fleet *)context)->asset[asset];
    out->cost = a->claims[now].amount;
    out->risk = a->risk * (double)(1 + now - due);
    out->chance = 0.1 * (double)(1 + now - due);
    out->decided = a->decided;
    out->claims = &a->claims[now];
    out->claim_count = 1;
}

static void random_fleet(struct fleet *fleet, size_t count, size_t years)
{
    fleet->years = years;
    for (size_t i = 0; i < count; i++) {
        struct fleet_asset *a = &fleet->asset[i];
        *a = (struct fleet_asset){.first = (size_t)between(0, (int64_t)years),
                                  .cycle = (size_t)between(1, 5),
                                  .cost = between(100, 900),
                                  .rise = uniform() * 0.1 - 0.02,
                                  .risk = uniform() * 5,
                                  .decided = between(1, 20) == 1};
        for (size_t y = 0; y <= years; y++)
            a->claims[y] = (struct ceiling_claim){
                0, money_round((double)a->cost * pow(1 + a->rise, (double)y))};
    }
}

static void every_need_is_funded_once_or_left_in_the_backlog(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    static struct fleet fleet;
    for (int run = 0; run < 60; run++) {
        size_t count = (size_t)between(1, 300);
        random_fleet(&fleet, count, YEARS);
        struct ceiling_assets assets = {count, &fleet, fleet_first, fleet_offer, fleet_next};
        money limits[YEARS];
        for (size_t y = 0; y < YEARS; y++)
            limits[y] = between(0, 9) ? (money){between(0, (int64_t)count * 150)} : MONEY_NONE;
        struct ceiling_plan plan;
        assert_true(ceiling_plan(&assets, YEARS, 1, limits, 20, &plan));
        size_t at[300], need = 0, backlog = 0, carried = 0;
        int64_t in_year[YEARS + 1] = {0};
        double borne = 0;
        for (size_t a = 0; a < count; a++)
            at[a] = fleet.asset[a].first;
        for (; need < plan.need_count; need++) {
            const struct ceiling_need *n = &plan.needs[need];
            assert_int_equal(n->due, at[n->asset]); /* in order, none left out, none twice */
            assert_true(n->funded >= n->due);
            const struct ceiling_claim *claims = fleet.asset[n->asset].claims;
            assert_int_equal(n->cost.cents, claims[n->funded].amount.cents);
            assert_int_equal(n->waited.cents, n->cost.cents - claims[n->due].amount.cents);
            in_year[n->funded] += n->cost.cents;
            backlog += n->funded == YEARS;
            at[n->asset] = n->funded < YEARS ? n->funded + fleet.asset[n->asset].cycle : YEARS;
            for (size_t y = n->due; y < n->funded; y++)
                borne += fleet.asset[n->asset].risk * (double)(1 + y - n->due);
        }
        for (size_t a = 0; a < count; a++)
            assert_true(at[a] >= YEARS);
        for (size_t y = 0; y < YEARS; y++) {
            assert_int_equal(in_year[y], plan.year[y].choice.spent.cents);
            assert_int_equal(in_year[y], plan.spent[y].cents);
            assert_true(!money_given(limits[y]) || in_year[y] <= limits[y].cents);
            assert_int_equal(plan.year[y].carried_in, carried);
            carried = plan.year[y].choice.waiting;
        }
        assert_int_equal(backlog, carried);
        near(plan.risk_borne, borne, 1e-9 * (1 + borne));
        assert_true(plan.least_risk_borne <= plan.risk_borne);
        ceiling_plan_free(&plan);
    }
}

/* The least risk over all plans of a small fleet, by trying every one. */
static double least(const struct fleet *fleet, size_t count, size_t asset, size_t due,
                    int64_t left[])
{
    if (asset == count)
        return 0;
    if (due >= fleet->years)
        return least(fleet, count, asset + 1, asset + 1 < count ? fleet->asset[asset + 1].first : 0,
                     left);
    const struct fleet_asset *a = &fleet->asset[asset];
    double borne = 0, best = HUGE_VAL;
    for (size_t y = due; y <= fleet->years; y++) {
        if (y == fleet->years || a->claims[y].amount.cents <= left[y]) {
            if (y < fleet->years)
                left[y] -= a->claims[y].amount.cents;
            best = fmin(best, borne + least(fleet, count, asset,
                                            y < fleet->years ? y + a->cycle : y, left));
            if (y < fleet->years)
                left[y] += a->claims[y].amount.cents;
        }
        borne += a->risk * (double)(1 + y - due);
    }
    return best;
}

static void no_plan_bears_less_risk_than_the_bound_over_the_years(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    static struct fleet fleet;
    for (int run = 0; run < 150; run++) {
        size_t count = (size_t)between(1, 5), years = 3;
        random_fleet(&fleet, count, years);
        struct ceiling_assets assets = {count, &fleet, fleet_first, fleet_offer, fleet_next};
        money limits[3];
        int64_t left[3];
        for (size_t y = 0; y < years; y++)
            left[y] = between(0, (int64_t)count * 500), limits[y] = (money){left[y]};
        struct ceiling_plan plan;
        assert_true(ceiling_plan(&assets, years, 1, limits, 200, &plan));
        double best = least(&fleet, count, 0, fleet.asset[0].first, left);
        assert_true(plan.least_risk_borne <= best + 1e-9);
        assert_true(plan.risk_borne >= best - 1e-9);
        ceiling_plan_free(&plan);
    }
}

static void a_large_plan_is_near_its_bound_over_the_years(void **state)
{
    (void)state;
    static struct fleet fleet;
    size_t count = 4000;
    random_fleet(&fleet, count, YEARS);
    struct ceiling_assets assets = {count, &fleet, fleet_first, fleet_offer, fleet_next};
    money limits[YEARS];
    for (size_t y = 0; y < YEARS; y++)
        limits[y] = (money){300000};
    struct ceiling_plan plan;
    clock_t start = clock();
    assert_true(ceiling_plan(&assets, YEARS, 1, limits, 200, &plan));
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    for (size_t y = 0; y < YEARS; y++)
        assert_true(plan.year[y].choice.risk_avoided >= 0.99 * plan.year[y].choice.bound);
    print_message("risk borne %.1f, bound %.1f, %.2f s\n", plan.risk_borne, plan.least_risk_borne,
                  took);
    assert_true(plan.least_risk_borne > 0);
    assert_true(plan.least_risk_borne <= plan.risk_borne);
    ceiling_plan_free(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_cases_are_the_best_of_all_subsets),
        cmocka_unit_test(the_bound_of_one_ceiling_is_the_fractional_greedy),
        cmocka_unit_test(a_thousand_rows_and_more_come_within_one_percent),
        cmocka_unit_test(decisions_come_first_by_priority_as_far_as_it_goes),
        cmocka_unit_test(without_limits_everything_is_funded),
        cmocka_unit_test(the_same_rows_give_the_same_choice),
        cmocka_unit_test(every_need_is_funded_once_or_left_in_the_backlog),
        cmocka_unit_test(no_plan_bears_less_risk_than_the_bound_over_the_years),
        cmocka_unit_test(a_large_plan_is_near_its_bound_over_the_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
