/* Simulated yearly cost against closed forms, and the random numbers against their distributions.
 * Seeds are printed; the critical values of Kolmogorov's test are the usual asymptotic ones:
 * 1.95 / sqrt(n) is passed once in a thousand. */
#include "planner/simulate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static const uint64_t seed = 20261121;
/* Six fiscal years; the first began before the start, nothing is past. */
static const double edges[] = {0, 11, 23, 35, 47, 59, 71};
enum { YEARS = 6 };
static const money flat_price[YEARS] = {{100000}, {100000}, {100000}, {100000}, {100000}, {100000}};

static struct simulate_unit unit_of(struct weibull life, double age, double planned, double cycle,
                                    double replace_fraction, double repair_share)
{
    return (struct simulate_unit){life,         life,       age, planned, cycle, replace_fraction,
                                  repair_share, flat_price, 0,   1};
}

static const struct simulate_cell one_cell = {0, 0, NULL};

static struct simulate_input input_of(size_t units, const struct simulate_unit unit[])
{
    return (struct simulate_input){.seed = seed,
                                   .years = YEARS,
                                   .edges = edges,
                                   .units = units,
                                   .cells = 1,
                                   .groups = 1,
                                   .factors = 1,
                                   .unit = unit,
                                   .cell = &one_cell};
}

static int rising(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double kolmogorov(size_t n, double values[], double (*distribution)(double))
{
    double worst = 0;
    qsort(values, n, sizeof *values, rising);
    for (size_t i = 0; i < n; i++) {
        double f = distribution(values[i]);
        worst = fmax(worst, fmax(f - (double)i / (double)n, (double)(i + 1) / (double)n - f));
    }
    return worst * sqrt((double)n);
}

static double uniform_cdf(double x)
{
    return x;
}
static double normal_cdf(double x)
{
    return erfc(-x / sqrt(2)) / 2;
}

static void random_numbers_follow_their_distributions(void **state)
{
    (void)state;
    enum { N = 100000 };
    double *values = malloc(N * sizeof *values);
    for (uint64_t stream = 0; stream < 3; stream++) {
        for (uint64_t i = 0; i < N; i++)
            values[i] = simulate_uniform(seed, stream, i);
        double along = kolmogorov(N, values, uniform_cdf);
        for (uint64_t i = 0; i < N; i++)
            values[i] = simulate_uniform(seed, i, stream); /* neighbouring streams */
        double across = kolmogorov(N, values, uniform_cdf);
        for (uint64_t i = 0; i < N; i++)
            values[i] = simulate_normal(seed, stream, i);
        double normal = kolmogorov(N, values, normal_cdf);
        print_message("seed %llu: Kolmogorov %.3f along, %.3f across streams, %.3f normal\n",
                      (unsigned long long)seed, along, across, normal);
        assert_true(along < 1.95 && across < 1.95 && normal < 1.95);
    }
    free(values);
}

static void neighbouring_streams_and_seeds_are_not_correlated(void **state)
{
    (void)state;
    double by_stream = 0, by_seed = 0, by_index = 0;
    int n = 100000;
    for (uint64_t i = 0; i < (uint64_t)n; i++) {
        double x = simulate_normal(seed, 1, i);
        by_stream += x * simulate_normal(seed, 2, i);
        by_seed += x * simulate_normal(seed + 1, 1, i);
        by_index += x * simulate_normal(seed, 1, i + 1);
    }
    /* A correlation of n pairs has standard deviation 1 / sqrt(n). */
    assert_true(fabs(by_stream) < 4 * sqrt(n));
    assert_true(fabs(by_seed) < 4 * sqrt(n));
    assert_true(fabs(by_index) < 4 * sqrt(n));
}

static void without_failures_the_cost_is_the_schedule(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    /* Planned at month 11, the first day of year 1, then every 24 months: years 1, 3 and 5. */
    struct simulate_unit unit = unit_of((struct weibull){2, 1e6}, 0, 11, 24, 1, 0);
    struct simulate_input input = input_of(1, &unit);
    struct simulation *s = simulate_prepare(arena, &input);
    double expected[2 * YEARS], out[10 * 2 * YEARS];
    simulate_expected(s, NULL, expected);
    simulate_run(s, 0, 10, SIMULATE_LIVES_DRAWN, out);
    for (int y = 0; y < YEARS; y++) {
        near(expected[y], y % 2 ? 100000 : 0, 0.01);
        near(expected[YEARS + y], y % 2 ? 100000 : 0, 0.01);
        near(out[9 * 2 * YEARS + y], y % 2 ? 100000 : 0, 1e-9);
    }
    arena_free(arena);
}

static void a_constant_hazard_without_a_plan_is_a_poisson_process(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    /* Shape 1, scale 8 years, every failure fatal, no planned date: 1/8 replacement a year,
     * whatever the age; the first year has 11 months. */
    struct simulate_unit unit = unit_of((struct weibull){1, 8}, 37, HUGE_VAL, HUGE_VAL, 1, 0);
    struct simulate_input input = input_of(1, &unit);
    struct simulation *s = simulate_prepare(arena, &input);
    double expected[2 * YEARS];
    simulate_expected(s, NULL, expected);
    for (int y = 0; y < YEARS; y++)
        near(expected[y] / 1e5 / ((edges[y + 1] - edges[y]) / 12 / 8), 1, 1e-3);
    arena_free(arena);
}

static void repairs_are_as_many_as_the_cumulative_hazard(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    /* Minimal repair: expected repairs from t to u are H(u) - H(t), here with shape 2, scale 5. */
    struct weibull life = {2, 5};
    struct simulate_unit unit = unit_of(life, 24, HUGE_VAL, HUGE_VAL, 0, 0.2);
    struct simulate_input input = input_of(1, &unit);
    struct simulation *s = simulate_prepare(arena, &input);
    double expected[2 * YEARS];
    simulate_expected(s, NULL, expected);
    for (int y = 0; y < YEARS; y++) {
        double repairs = reliability_hazard(life, (24 + edges[y + 1]) / 12) -
                         reliability_hazard(life, (24 + edges[y]) / 12);
        near(expected[y] / 2e4 / repairs, 1, 2e-3);
    }
    arena_free(arena);
}

static void a_unit_is_replaced_at_the_earlier_of_failure_and_plan(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    /* Planned in year 3 (month 40) and not again.  Thinned by f = 0.35, no failure of the first
     * life has come by t with chance S(t)^f, so year 0 has 1 - S(11)^f first replacements and,
     * second lives being negligible at this scale in the first year, that is the year's mean. */
    struct weibull life = {3, 30};
    struct simulate_unit unit = unit_of(life, 60, 40, HUGE_VAL, 0.35, 0);
    struct simulate_input input = input_of(1, &unit);
    struct simulation *s = simulate_prepare(arena, &input);
    double expected[2 * YEARS];
    simulate_expected(s, NULL, expected);
    double start = reliability_hazard(life, 5);
    double alive = exp(0.35 * (start - reliability_hazard(life, 5 + 11.0 / 12)));
    near(expected[0] / 1e5, 1 - alive, 1e-5);
    double to_plan = exp(0.35 * (start - reliability_hazard(life, 5 + 40.0 / 12)));
    double before = exp(0.35 * (start - reliability_hazard(life, 5 + 35.0 / 12)));
    near(expected[3] / 1e5, before - to_plan + to_plan, 1e-3);
    arena_free(arena);
}

static void simulated_means_are_the_expected_ones(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    enum { UNITS = 40, DRAWS = 20000 };
    struct simulate_unit units[UNITS];
    for (size_t i = 0; i < UNITS; i++) {
        units[i] = unit_of((struct weibull){1 + 0.1 * (double)(i % 20), 4 + (double)(i % 7)},
                           5.5 * (double)(i % 9), 3.0 * (double)(i % 17), 36, 0.35, 0.2);
        units[i].count = (int64_t)(i % 3) + 1;
    }
    struct simulate_input input = input_of(UNITS, units);
    struct simulation *s = simulate_prepare(arena, &input);
    double expected[2 * YEARS];
    double *out = malloc(DRAWS * 2 * YEARS * sizeof *out);
    simulate_expected(s, NULL, expected);
    simulate_run(s, 0, DRAWS, SIMULATE_LIVES_DRAWN, out);
    for (int y = 0; y < YEARS; y++) {
        struct simulate_figure mean = simulate_mean(DRAWS, &out[y], 2 * YEARS);
        near((double)mean.value.cents, expected[y], 4.5 * (double)mean.error.cents + 1);
    }
    free(out);
    arena_free(arena);
}

/* Replaced at every failure, never on plan, with a constant hazard of a fifth a year: a row of n
 * units costs n Poisson numbers of mean months / 60 in a year, so its variance is n x mean x price^2.
 * Following each of a million units would take minutes. */
static void a_million_units_alike_have_the_mean_and_the_variance_of_a_million(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    enum { DRAWS = 4000 };
    struct simulate_unit units[2];
    for (size_t i = 0; i < 2; i++) {
        units[i] = unit_of((struct weibull){1, 5}, 0, HUGE_VAL, HUGE_VAL, 1, 0);
        units[i].count = i ? 3000 : 1000000;
    }
    struct simulate_input input = input_of(2, units);
    clock_t start = clock();
    struct simulation *s = simulate_prepare(arena, &input);
    double *out = malloc(DRAWS * 2 * YEARS * sizeof *out);
    double mean[2 * YEARS];
    simulate_expected(s, NULL, mean);
    simulate_run(s, 0, DRAWS, SIMULATE_LIVES_DRAWN, out);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    for (int y = 0; y < YEARS; y++) {
        double expected = mean[y] / 100000, sum = 0, squares = 0;
        near(expected, 1003000 * (edges[y + 1] - edges[y]) / 60, 2e-3 * expected);
        for (size_t d = 0; d < DRAWS; d++) {
            double apart = out[d * 2 * YEARS + (size_t)y] / 100000 - expected;
            assert_true(apart + expected >= 0);
            sum += apart;
            squares += apart * apart;
        }
        near(sum / DRAWS, 0, 4.5 * sqrt(expected / DRAWS));
        near(squares / DRAWS / expected, 1, 4.5 * sqrt(2.0 / DRAWS));
    }
    free(out);
    arena_free(arena);
}

static double survival_of_draws(double x)
{
    return x;
}

static void the_year_of_the_first_failure_is_drawn_from_its_distribution(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    /* One unit with fatal failures: the draw's first year with a cost, against the exact chances,
     * by chi-square with 6 degrees of freedom (0.999: 22.46); then Kolmogorov on the same made
     * continuous: uniform between the chances at both edges of the year. */
    enum { DRAWS = 60000 };
    struct weibull life = {1.8, 5};
    struct simulate_unit unit = unit_of(life, 30, HUGE_VAL, HUGE_VAL, 1, 0);
    struct simulate_input input = input_of(1, &unit);
    struct simulation *s = simulate_prepare(arena, &input);
    double *out = malloc(DRAWS * 2 * YEARS * sizeof *out);
    double *placed = malloc(DRAWS * sizeof *placed);
    simulate_run(s, 0, DRAWS, SIMULATE_LIVES_DRAWN, out);
    double failed_by[YEARS + 2] = {0};
    for (int y = 0; y < YEARS; y++)
        failed_by[y + 1] = reliability_failure(life, 2.5, edges[y + 1] / 12);
    failed_by[YEARS + 1] = 1;
    double seen[YEARS + 1] = {0}, chi_square = 0;
    for (size_t d = 0; d < DRAWS; d++) {
        int y = 0;
        while (y < YEARS && out[d * 2 * YEARS + (size_t)y] <= 0)
            y++;
        seen[y]++;
        placed[d] = failed_by[y] + (failed_by[y + 1] - failed_by[y]) * simulate_uniform(seed, 7, d);
    }
    for (int y = 0; y <= YEARS; y++) {
        double expected = DRAWS * (failed_by[y + 1] - failed_by[y]);
        chi_square += (seen[y] - expected) * (seen[y] - expected) / expected;
    }
    double k = kolmogorov(DRAWS, placed, survival_of_draws);
    print_message("seed %llu: chi-square %.2f, Kolmogorov %.3f\n", (unsigned long long)seed,
                  chi_square, k);
    assert_true(chi_square < 22.46);
    assert_true(k < 1.95);
    free(placed);
    free(out);
    arena_free(arena);
}

static void inflate(void *context, uint64_t draw, double factor[])
{
    double sigma = *(double *)context, path = 1;
    for (size_t y = 0; y < YEARS; y++) {
        path *= exp(sigma * simulate_normal(seed, 3, draw * YEARS + y) - sigma * sigma / 2);
        factor[y] = path;
        factor[YEARS + y] = 1;
    }
}

static void draws_do_not_depend_on_how_they_are_divided(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct simulate_unit units[9];
    for (size_t i = 0; i < 9; i++)
        units[i] = unit_of((struct weibull){1.4, 6}, (double)i, 12 + (double)i, 48, 0.35, 0.2);
    double sigma = 0.02;
    struct simulate_input input = input_of(9, units);
    struct simulate_cell cells[] = {{0, 0, NULL}, {1, 1, flat_price}};
    input.cell = cells;
    input.cells = 2;
    input.groups = 2;
    input.factors = 2;
    input.fill = inflate;
    input.context = &sigma;
    struct simulation *s = simulate_prepare(arena, &input);
    enum { DRAWS = 1000, WIDTH = 3 * YEARS };
    assert_int_equal(simulate_rows(s) * YEARS, WIDTH);
    double *whole = malloc(DRAWS * WIDTH * sizeof *whole);
    double *parts = malloc(DRAWS * WIDTH * sizeof *parts);
    simulate_run(s, 0, DRAWS, SIMULATE_LIVES_DRAWN, whole);
    for (size_t at = 0, step = 1; at < DRAWS; at += step, step = step * 3 % 301 + 1) {
        size_t n = step < DRAWS - at ? step : DRAWS - at;
        simulate_run(s, at, n, SIMULATE_LIVES_DRAWN, &parts[at * WIDTH]);
    }
    assert_memory_equal(whole, parts, DRAWS * WIDTH * sizeof *whole);
    for (size_t d = 0; d < DRAWS; d++)
        for (size_t y = 0; y < YEARS; y++) {
            const double *row = &whole[d * WIDTH];
            near(row[2 * YEARS + y], 100000, 0); /* the fixed cell, factor 1 */
            near(row[y], row[YEARS + y] + row[2 * YEARS + y], 1e-6);
        }
    free(parts);
    free(whole);
    arena_free(arena);
}

static void with_expected_lives_only_the_factors_are_left(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct simulate_unit unit = unit_of((struct weibull){1.4, 6}, 20, 12, 48, 0.35, 0.2);
    double sigma = 0.05;
    struct simulate_input input = input_of(1, &unit);
    input.factors = 2;
    input.fill = inflate;
    input.context = &sigma;
    struct simulation *s = simulate_prepare(arena, &input);
    double out[50 * 2 * YEARS], expected[2 * YEARS], factor[2 * YEARS];
    simulate_run(s, 100, 50, SIMULATE_LIVES_EXPECTED, out);
    for (uint64_t d = 0; d < 50; d++) {
        inflate(&sigma, 100 + d, factor);
        simulate_expected(s, factor, expected);
        assert_memory_equal(expected, &out[d * 2 * YEARS], sizeof expected);
    }
    arena_free(arena);
}

static void percentiles_are_drawn_values_with_their_errors(void **state)
{
    (void)state;
    /* 1 .. 1000 shuffled: P10 is 100, P95 is 950; one standard deviation of the share 0.5 is
     * sqrt(0.25 / 1000) = 0.0158, that is 16 places. */
    double values[2000];
    for (size_t i = 0; i < 1000; i++)
        values[2 * i] = (double)(i * 7 % 1000 + 1);
    const double shares[] = {0.1, 0.5, 0.95, 0.999, 0.0001};
    struct simulate_figure out[5];
    simulate_percentiles(1000, values, 2, 5, shares, out);
    assert_int_equal(out[0].value.cents, 100);
    assert_int_equal(out[1].value.cents, 500);
    assert_int_equal(out[2].value.cents, 950);
    assert_int_equal(out[3].value.cents, 999);
    assert_int_equal(out[4].value.cents, 1);
    assert_in_range(out[1].error.cents, 15, 17);
    struct simulate_figure mean = simulate_mean(1000, values, 2);
    /* 500.5, rounded away from zero; deviation sqrt((1000^2 - 1) / 12 x 1000 / 999) = 288.8 */
    assert_int_equal(mean.value.cents, 501);
    assert_int_equal(mean.error.cents, 9);
    struct simulate_chance chance = simulate_within(1000, values, 2, (money){250});
    near(chance.chance, 0.25, 0);
    near(chance.error, sqrt(0.25 * 0.75 / 1000), 1e-15);
}

static void a_tornado_is_widest_first(void **state)
{
    (void)state;
    struct simulate_swing swings[] = {
        {0, {-5}, {5}}, {1, {100}, {-100}}, {2, {-5}, {5}}, {3, {0}, {11}}};
    simulate_tornado(4, swings);
    assert_int_equal(swings[0].driver, 1);
    assert_int_equal(swings[1].driver, 3);
    assert_int_equal(swings[2].driver, 0);
    assert_int_equal(swings[3].driver, 2);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct simulate_unit fine = unit_of((struct weibull){1.4, 6}, 20, 12, 48, 0.35, 0.2), unit;
    unit = fine;
    struct simulate_input input = input_of(1, &unit);
    assert_non_null(simulate_prepare(arena, &input));
    unit = fine, unit.cell = 1;
    assert_null(simulate_prepare(arena, &input));
    unit = fine, unit.cycle = 0;
    assert_null(simulate_prepare(arena, &input));
    unit = fine, unit.life.scale = 0;
    assert_null(simulate_prepare(arena, &input));
    unit = fine, unit.replace_fraction = -0.1;
    assert_null(simulate_prepare(arena, &input));
    unit = fine, input.years = SIMULATE_YEARS + 1;
    assert_null(simulate_prepare(arena, &input));
    arena_free(arena);
}

static void absurd_lives_end_too(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct simulate_unit units[] = {
        unit_of((struct weibull){0.3, 1e-6}, 0, 0, 1, 1, 0),
        unit_of((struct weibull){8, 0.05}, 400, 0, 1, 0.5, 1),
        unit_of((struct weibull){50, 1e9}, 0, HUGE_VAL, HUGE_VAL, 1, 1),
        unit_of((struct weibull){1, 0.2}, 0, HUGE_VAL, HUGE_VAL, 0, 1),
    };
    struct simulate_input input = input_of(4, units);
    struct simulation *s = simulate_prepare(arena, &input);
    assert_non_null(s);
    double expected[2 * YEARS];
    simulate_expected(s, NULL, expected);
    for (int y = 0; y < YEARS; y++)
        assert_true(isfinite(expected[y]));
    arena_free(arena);
}

static void five_thousand_assets_and_ten_thousand_draws_take_two_seconds(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    enum { UNITS = 5000, DRAWS = 10000 };
    struct simulate_unit *units = malloc(UNITS * sizeof *units);
    static const struct weibull lives[] = {{1.36, 8.9}, {1.44, 7.9}, {1.5, 20}, {1, 12},
                                           {4.4, 5},    {3, 10},     {2, 2.7},  {1.3, 12}};
    for (size_t i = 0; i < UNITS; i++) {
        double cycle = 12.0 * (double)(3 + i % 5), age = (double)(i * 37 % 61);
        units[i] = unit_of(lives[i % 8], age, fmax(0, cycle - age), cycle, 0.35, 0.2);
        units[i].cell = i * 30 / UNITS;
    }
    struct simulate_cell cells[30];
    for (size_t c = 0; c < 30; c++)
        cells[c] = (struct simulate_cell){c / 2, c % 2, NULL};
    double sigma = 0.02;
    struct simulate_input input = input_of(UNITS, units);
    input.cell = cells;
    input.cells = 30;
    input.groups = 15;
    input.factors = 2;
    input.fill = inflate;
    input.context = &sigma;
    double *out = malloc(sizeof *out * DRAWS * 16 * YEARS);
    clock_t start = clock();
    struct simulation *s = simulate_prepare(arena, &input);
    clock_t prepared = clock();
    simulate_run(s, 0, DRAWS, SIMULATE_LIVES_DRAWN, out);
    clock_t drawn = clock();
    const double shares[] = {0.1, 0.5, 0.8, 0.9, 0.95};
    struct simulate_figure figures[5];
    for (size_t i = 0; i < 16 * YEARS; i++)
        simulate_percentiles(DRAWS, &out[i], 16 * YEARS, 5, shares, figures);
    double second = CLOCKS_PER_SEC;
    double total = (double)(clock() - start) / second;
    print_message("prepare %.3f s, draw %.3f s, in all %.3f s\n",
                  (double)(prepared - start) / second, (double)(drawn - prepared) / second, total);
    /* How fast is a matter of the benchmark, which pairs it with a yardstick; a machine that is
     * busy with something else must not fail a test. */
    assert_true(total > 0);
    free(out);
    free(units);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_numbers_follow_their_distributions),
        cmocka_unit_test(neighbouring_streams_and_seeds_are_not_correlated),
        cmocka_unit_test(without_failures_the_cost_is_the_schedule),
        cmocka_unit_test(a_constant_hazard_without_a_plan_is_a_poisson_process),
        cmocka_unit_test(repairs_are_as_many_as_the_cumulative_hazard),
        cmocka_unit_test(a_unit_is_replaced_at_the_earlier_of_failure_and_plan),
        cmocka_unit_test(simulated_means_are_the_expected_ones),
        cmocka_unit_test(a_million_units_alike_have_the_mean_and_the_variance_of_a_million),
        cmocka_unit_test(the_year_of_the_first_failure_is_drawn_from_its_distribution),
        cmocka_unit_test(draws_do_not_depend_on_how_they_are_divided),
        cmocka_unit_test(with_expected_lives_only_the_factors_are_left),
        cmocka_unit_test(percentiles_are_drawn_values_with_their_errors),
        cmocka_unit_test(a_tornado_is_widest_first),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(absurd_lives_end_too),
        cmocka_unit_test(five_thousand_assets_and_ten_thousand_draws_take_two_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
