/* Levelling: small cases against every choice of years, large ones against the proven bound.  Seeds
 * are printed. */
#include "planner/level.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

static uint64_t seed = 20261121;

static int64_t between(int64_t low, int64_t high)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int64_t)((seed >> 33) % (uint64_t)(high - low + 1));
}

enum { MOST = 20000, YEARS = 12 };
static struct level_row row[MOST];
static money amounts[MOST][YEARS];
static money fixed[YEARS], total[YEARS];
static size_t chosen[MOST];

/* kind 0: the same cost in every year; 1: rising prices; 2: any. */
static void random_rows(size_t rows, size_t years, int64_t dearest, int kind)
{
    for (size_t y = 0; y < years; y++)
        fixed[y] =
            (money){between(0, 2) ? between(0, dearest * (int64_t)rows / (int64_t)years / 3) : 0};
    for (size_t r = 0; r < rows; r++) {
        size_t first = (size_t)between(0, (int64_t)years - 1);
        size_t last = first + (size_t)between(0, 3);
        int64_t base = between(0, dearest);
        double rate = 1 + 0.01 * (double)between(0, 5);
        for (size_t y = 0; y < years; y++)
            amounts[r][y] = kind == 0   ? (money){base}
                            : kind == 1 ? money_round((double)base * pow(rate, (double)y))
                                        : (money){between(0, dearest)};
        row[r] = (struct level_row){first, last < years ? last : years - 1, first, amounts[r]};
    }
}

static void check(size_t rows, size_t years, const struct level_result *result)
{
    int64_t sum[YEARS] = {0}, highest = 0;
    size_t moved = 0;
    for (size_t y = 0; y < years; y++)
        sum[y] = fixed[y].cents;
    for (size_t r = 0; r < rows; r++) {
        assert_in_range(chosen[r], row[r].first, row[r].last);
        sum[chosen[r]] += amounts[r][chosen[r]].cents;
        moved += chosen[r] != row[r].wanted;
    }
    for (size_t y = 0; y < years; y++) {
        assert_int_equal(sum[y], total[y].cents);
        highest = sum[y] > highest ? sum[y] : highest;
    }
    assert_int_equal(highest, result->highest.cents);
    assert_int_equal(moved, result->moved);
    assert_true(result->bound.cents <= result->highest.cents);
    assert_true(result->highest.cents <= result->bound.cents + result->dearest.cents);
}

static int64_t best_of_all(size_t rows, size_t years, size_t r, int64_t load[])
{
    if (r == rows) {
        int64_t highest = 0;
        for (size_t y = 0; y < years; y++)
            highest = load[y] > highest ? load[y] : highest;
        return highest;
    }
    int64_t best = INT64_MAX;
    for (size_t y = row[r].first; y <= row[r].last; y++) {
        load[y] += amounts[r][y].cents;
        int64_t found = best_of_all(rows, years, r + 1, load);
        best = found < best ? found : best;
        load[y] -= amounts[r][y].cents;
    }
    return best;
}

static void small_cases_lie_between_the_bound_and_one_row_above(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    int best_found = 0, cases = 1200;
    for (int run = 0; run < cases; run++) {
        size_t rows = (size_t)between(0, 9), years = (size_t)between(1, 5);
        random_rows(rows, years, 1000, run % 3);
        struct level_result result;
        assert_true(level_years(rows, row, years, fixed, chosen, total, &result));
        check(rows, years, &result);
        int64_t load[YEARS];
        for (size_t y = 0; y < years; y++)
            load[y] = fixed[y].cents;
        int64_t best = best_of_all(rows, years, 0, load);
        assert_true(result.bound.cents <= best);
        assert_true(result.highest.cents >= best);
        best_found += result.highest.cents == best;
    }
    print_message("%d of %d are the best there is\n", best_found, cases);
}

static void the_bound_is_the_relaxation_where_that_is_known(void **state)
{
    (void)state;
    /* 90 rows of 100 over three years, any year: 3,000 each.  With 3,600 fixed in the first year
     * the others hold (3,600 + 9,000) / 3 = 4,200 as well. */
    for (size_t r = 0; r < 90; r++) {
        for (size_t y = 0; y < 3; y++)
            amounts[r][y] = (money){100};
        row[r] = (struct level_row){0, 2, 0, amounts[r]};
    }
    struct level_result result;
    assert_true(level_years(90, row, 3, NULL, chosen, total, &result));
    assert_int_equal(result.bound.cents, 3000);
    assert_int_equal(result.highest.cents, 3000);
    fixed[0] = (money){3600};
    fixed[1] = fixed[2] = MONEY_ZERO;
    assert_true(level_years(90, row, 3, fixed, chosen, total, &result));
    assert_int_equal(result.bound.cents, 4200);
    assert_int_equal(result.highest.cents, 4200);
    /* Windows: sixty rows can only go to the first two years. */
    for (size_t r = 0; r < 60; r++)
        row[r].last = 1;
    assert_true(level_years(90, row, 3, NULL, chosen, total, &result));
    assert_int_equal(result.bound.cents, 3000);
    for (size_t r = 60; r < 80; r++)
        row[r].last = 1; /* eighty, so 4,000 in each of two */
    assert_true(level_years(90, row, 3, NULL, chosen, total, &result));
    assert_int_equal(result.bound.cents, 4000);
    assert_int_equal(result.highest.cents, 4000);
    /* Half the price a year later: x now and (100 - x) / 2 then are equal at 33.33 of 100. */
    amounts[0][0] = (money){10000};
    amounts[0][1] = (money){5000};
    row[0] = (struct level_row){0, 1, 0, amounts[0]};
    assert_true(level_years(1, row, 2, NULL, chosen, total, &result));
    assert_int_equal(result.bound.cents, 3334); /* rounded up */
    assert_int_equal(result.highest.cents, 5000);
}

static void rows_stay_where_moving_does_not_help(void **state)
{
    (void)state;
    for (size_t r = 0; r < 30; r++) {
        for (size_t y = 0; y < 3; y++)
            amounts[r][y] = (money){100};
        row[r] = (struct level_row){0, 2, 1, amounts[r]};
    }
    fixed[0] = (money){5000};
    fixed[1] = fixed[2] = MONEY_ZERO;
    struct level_result result;
    assert_true(level_years(30, row, 3, fixed, chosen, total, &result));
    assert_int_equal(result.highest.cents, 5000);
    assert_int_equal(result.moved, 0);
}

static void thousands_of_rows_come_close_to_the_bound(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    const size_t sizes[] = {30, 300, 5000, 20000};
    for (size_t i = 0; i < 4; i++)
        for (int kind = 0; kind < 3; kind++) {
            size_t years = i % 2 ? 7 : YEARS;
            random_rows(sizes[i], years, 400000, kind);
            struct level_result result;
            clock_t start = clock();
            assert_true(level_years(sizes[i], row, years, fixed, chosen, total, &result));
            check(sizes[i], years, &result);
            print_message(
                "%5zu rows, kind %d: %.6f %% above the bound, %.3f of the dearest, %.2f s\n",
                sizes[i], kind,
                100 * ((double)result.highest.cents / (double)result.bound.cents - 1),
                (double)(result.highest.cents - result.bound.cents) / (double)result.dearest.cents,
                (double)(clock() - start) / CLOCKS_PER_SEC);
        }
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    struct level_result result;
    random_rows(3, 3, 100, 0);
    assert_true(level_years(3, row, 3, NULL, chosen, total, &result));
    assert_false(level_years(3, row, 0, NULL, chosen, total, &result));
    row[1].last = 3;
    assert_false(level_years(3, row, 3, NULL, chosen, total, &result));
    random_rows(3, 3, 100, 0);
    amounts[2][row[2].first] = (money){-1};
    assert_false(level_years(3, row, 3, NULL, chosen, total, &result));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_cases_lie_between_the_bound_and_one_row_above),
        cmocka_unit_test(the_bound_is_the_relaxation_where_that_is_known),
        cmocka_unit_test(rows_stay_where_moving_does_not_help),
        cmocka_unit_test(thousands_of_rows_come_close_to_the_bound),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
