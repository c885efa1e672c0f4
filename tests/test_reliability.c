/* The Weibull life and its fit.  Published figures:
 *  - shock absorbers: Meeker and Escobar 1998, data table C.2 (both failure modes together),
 *    estimates and 95 % intervals in table 8.1: mu 10.23, sigma 0.3164, standard errors 0.1099 and
 *    0.07316, scale 27,719 km;
 *  - diesel generator fans: Nelson 1982, p. 318, as used in the manual of SAS PROC RELIABILITY:
 *    shape 1.0584, scale 26.297 (thousands of hours);
 *  - ovarian cancer: R, package survival, survreg(Surv(futime, fustat) ~ 1, ovarian): intercept
 *    7.111 (0.293), log(scale) -0.103 (0.254), log likelihood -98; scale = 1: 7.169 (0.289).
 * mu = ln(scale), sigma = 1 / shape.  Elsewhere the expected value is worked out in the comment. */
#include "planner/reliability.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))
#define COUNT(array)       (sizeof(array) / sizeof *(array))

static const struct reliability_rules usual = {{1.36, 8.9}, 5, 0.95};

static void survival_and_failure_agree_with_the_table_of_the_domain_facts(void **state)
{
    (void)state;
    /* Domain facts 7.2: laptop 1.3585, 8.9028: F(1) = .05, F(3) = .204, F(5) = .367; yearly
     * hazard .050 .077 .092 .103 .113. */
    struct weibull laptop = {1.3585, 8.9028};
    near(1 - reliability_survival(laptop, 1), 0.05, 5e-5);
    near(1 - reliability_survival(laptop, 3), 0.204, 5e-5);
    near(1 - reliability_survival(laptop, 5), 0.367, 5e-4);
    const double yearly[] = {.050, .077, .092, .103, .113};
    for (int age = 0; age < 5; age++)
        near(reliability_failure(laptop, age, 1), yearly[age], 6e-4);
    struct weibull battery = {4.4, 5.0};
    near(1 - reliability_survival(battery, 5), 0.632, 5e-4);
    near(1 - reliability_survival(battery, 3), 0.10, 2e-3);
}

static void chances_stay_exact_when_they_are_tiny(void **state)
{
    (void)state;
    struct weibull life = {1, 1e12};
    near(reliability_failure(life, 5, 1) / 1e-12, 1, 1e-3);
    /* (0.002^3 - 0.001^3) / 10^3 = 7e-12 */
    near(reliability_failure((struct weibull){3, 10}, 1e-3, 1e-3) / 7e-12, 1, 1e-9);
    near(reliability_survival(life, -1), 1, 0);
    near(reliability_failure(life, 3, 0), 0, 0);
}

static void mean_life_and_quantiles_are_the_closed_forms(void **state)
{
    (void)state;
    near(reliability_mean_life((struct weibull){1, 7}), 7, 1e-12);
    near(reliability_mean_life((struct weibull){2, 2.7}), 2.7 * sqrt(acos(-1)) / 2, 1e-12);
    struct weibull life = {2.4, 6};
    for (double p = 0; p < 1; p += 0.09)
        near(1 - reliability_survival(life, reliability_age_at(life, p)), p, 1e-14);
}

static void an_exponential_life_fits_in_closed_form(void **state)
{
    (void)state;
    /* Shape given as 1: scale = total time on test / failures = (2 + 5 + 7 + 4 x 10) / 3 = 18, and
     * the interval is 2 T / chi-square: chi-square(8) 0.975 = 17.5345, chi-square(6) 0.025 = 1.2373
     * (any table): 108 / 17.5345 = 6.1593, 108 / 1.2373 = 87.28. */
    const struct lifetime lives[] = {
        {2, 0, 1, true}, {5, 0, 1, true}, {7, 0, 1, true}, {10, 0, 4, false}};
    struct reliability_rules rules = {{1, 9}, 5, 0.95};
    struct reliability_fit fit = reliability_fit(COUNT(lives), lives, rules);
    assert_int_equal(fit.status, RELIABILITY_SHAPE_GIVEN);
    assert_int_equal(fit.failures, 3);
    assert_int_equal(fit.units, 7);
    near(fit.life.shape, 1, 0);
    near(fit.life.scale, 18, 1e-12);
    near(fit.scale.low, 6.1593, 1e-3);
    near(fit.scale.high, 87.28, 2e-2);
    near(fit.error_log_scale, 1 / sqrt(3), 1e-12);
    near(fit.log_likelihood, -3 * log(18) - 3, 1e-12);
}

static void watching_from_a_later_age_counts_only_the_time_watched(void **state)
{
    (void)state;
    /* Same as before, each unit four years older and watched from four on. */
    const struct lifetime lives[] = {
        {6, 4, 1, true}, {9, 4, 1, true}, {11, 4, 1, true}, {14, 4, 4, false}};
    struct reliability_rules rules = {{1, 9}, 5, 0.95};
    near(reliability_fit(COUNT(lives), lives, rules).life.scale, 18, 1e-12);
}

static void the_shock_absorbers_of_meeker_and_escobar_are_matched(void **state)
{
    (void)state;
    static const double failed[] = {6700,  9120,  12200, 13150, 14300, 17520,
                                    20100, 20900, 22700, 26510, 27490};
    static const double running[] = {6950,  7820,  8790,  9660,  9820,  11310, 11690, 11850, 11880,
                                     12140, 12870, 13330, 13470, 14040, 17540, 17890, 18450, 18960,
                                     18980, 19410, 20100, 20150, 20320, 23490, 27410, 27890, 28100};
    struct lifetime lives[COUNT(failed) + COUNT(running)];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(failed); i++)
        lives[n++] = (struct lifetime){failed[i], 0, 1, true};
    for (size_t i = 0; i < COUNT(running); i++)
        lives[n++] = (struct lifetime){running[i], 0, 1, false};
    assert_int_equal(n, 38);
    struct reliability_fit fit = reliability_fit(n, lives, usual);
    print_message("shock absorbers: mu %.5f (%.5f) [%.4f, %.4f], sigma %.5f (%.5f) [%.4f, %.4f]\n",
                  log(fit.life.scale), fit.error_log_scale, log(fit.scale.low), log(fit.scale.high),
                  1 / fit.life.shape, fit.error_log_shape / fit.life.shape, 1 / fit.shape.high,
                  1 / fit.shape.low);
    assert_int_equal(fit.status, RELIABILITY_FITTED);
    near(log(fit.life.scale), 10.23, 0.005);
    near(1 / fit.life.shape, 0.3164, 0.00005);
    near(fit.life.scale, 27719, 1);
    near(fit.error_log_scale, 0.1099, 0.00005);
    near(fit.error_log_shape / fit.life.shape, 0.07316, 0.00002);
    near(log(fit.scale.low), 10.06, 0.005);
    near(log(fit.scale.high), 10.54, 0.005);
    near(1 / fit.shape.high, 0.210, 0.0005);
    near(1 / fit.shape.low, 0.527, 0.0005);
}

static void the_fans_of_nelson_are_matched(void **state)
{
    (void)state;
    static const double failed[] = {0.45, 1.15, 1.15, 1.60, 2.07, 2.07,
                                    2.08, 3.10, 3.45, 4.60, 6.10, 8.75};
    static const struct lifetime running[] = {
        {0.46, 0, 1, false}, {1.56, 0, 1, false},  {1.66, 0, 1, false}, {1.85, 0, 5, false},
        {2.03, 0, 3, false}, {2.20, 0, 1, false},  {3.00, 0, 4, false}, {3.20, 0, 1, false},
        {3.75, 0, 2, false}, {4.15, 0, 4, false},  {4.30, 0, 4, false}, {4.85, 0, 4, false},
        {5.00, 0, 3, false}, {6.10, 0, 3, false},  {6.30, 0, 1, false}, {6.45, 0, 2, false},
        {6.70, 0, 1, false}, {7.45, 0, 1, false},  {7.80, 0, 2, false}, {8.10, 0, 2, false},
        {8.20, 0, 1, false}, {8.50, 0, 3, false},  {8.75, 0, 2, false}, {9.40, 0, 1, false},
        {9.90, 0, 1, false}, {10.10, 0, 3, false}, {11.50, 0, 1, false}};
    struct lifetime lives[COUNT(failed) + COUNT(running)];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(failed); i++)
        lives[n++] = (struct lifetime){failed[i], 0, 1, true};
    for (size_t i = 0; i < COUNT(running); i++)
        lives[n++] = running[i];
    struct reliability_fit fit = reliability_fit(n, lives, usual);
    print_message("fans: shape %.5f [%.4f, %.4f], scale %.5f [%.3f, %.3f]\n", fit.life.shape,
                  fit.shape.low, fit.shape.high, fit.life.scale, fit.scale.low, fit.scale.high);
    assert_int_equal(fit.units, 70);
    assert_int_equal(fit.failures, 12);
    near(fit.life.shape, 1.0584, 0.00005);
    near(fit.life.scale, 26.297, 0.0005);
}

/* R's ovarian data, futime and fustat. */
static size_t ovarian(struct lifetime lives[26])
{
    static const double days[] = {59,   115,  156,  421, 431, 448, 464, 475,  477,
                                  563,  638,  744,  769, 770, 803, 855, 1040, 1106,
                                  1129, 1206, 1227, 268, 329, 353, 365, 377};
    static const int died[] = {1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0,
                               0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0};
    for (size_t i = 0; i < 26; i++)
        lives[i] = (struct lifetime){days[i], 0, 1, died[i] == 1};
    return 26;
}

static void survreg_of_r_is_matched_on_the_ovarian_data(void **state)
{
    (void)state;
    struct lifetime lives[26];
    size_t n = ovarian(lives);
    struct reliability_fit fit = reliability_fit(n, lives, usual);
    near(log(fit.life.scale), 7.111, 0.0005);
    near(fit.error_log_scale, 0.293, 0.0005);
    near(log(1 / fit.life.shape), -0.103, 0.0005);
    near(fit.error_log_shape, 0.254, 0.0005);
    near(fit.log_likelihood, -98.0, 0.05);
    struct reliability_rules fixed = {{1, 1000}, 1000, 0.95};
    fit = reliability_fit(n, lives, fixed);
    near(log(fit.life.scale), 7.169, 0.0005);
    near(fit.error_log_scale, 0.289, 0.0005);
    near(fit.log_likelihood, -98.0, 0.05);
}

static void the_unit_of_age_changes_nothing_but_the_scale(void **state)
{
    (void)state;
    struct lifetime lives[26];
    size_t n = ovarian(lives);
    struct reliability_fit days = reliability_fit(n, lives, usual);
    for (size_t i = 0; i < n; i++)
        lives[i].age /= 365.25;
    struct reliability_fit years = reliability_fit(n, lives, usual);
    near(years.life.shape, days.life.shape, 1e-9);
    near(years.life.scale * 365.25 / days.life.scale, 1, 1e-9);
    near(years.scale.low * 365.25 / days.scale.low, 1, 1e-9);
    near(years.shape.high, days.shape.high, 1e-8);
}

static void a_count_is_the_same_as_repeated_rows(void **state)
{
    (void)state;
    const struct lifetime one[] = {
        {1, 0, 1, true}, {2, 0, 3, true}, {4, 0, 2, true}, {5, 0, 9, false}};
    struct lifetime many[15];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(one); i++)
        for (int64_t k = 0; k < one[i].count; k++) {
            many[n] = one[i];
            many[n++].count = 1;
        }
    struct reliability_fit a = reliability_fit(COUNT(one), one, usual);
    struct reliability_fit b = reliability_fit(n, many, usual);
    assert_int_equal(a.status, RELIABILITY_FITTED);
    near(a.life.shape, b.life.shape, 1e-9);
    near(a.life.scale, b.life.scale, 1e-9);
}

static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 11) + 0.5) / 9007199254740992.0;
}

static void intervals_hold_the_truth_about_as_often_as_they_say(void **state)
{
    (void)state;
    uint64_t seed = 20261121;
    print_message("seed %llu\n", (unsigned long long)seed);
    struct weibull truth = {1.8, 6};
    int runs = 400, shape_held = 0, scale_held = 0;
    for (int run = 0; run < runs; run++) {
        struct lifetime lives[80];
        for (size_t i = 0; i < 80; i++) {
            /* Some bought before the log began, all watched four years: truncated and censored. */
            double entered = fmax(0, 6 * uniform(&seed) - 1);
            double age = reliability_age_at(truth, 1 - uniform(&seed) *
                                                           reliability_survival(truth, entered));
            double end = entered + 4;
            lives[i] = (struct lifetime){fmin(age, end), entered, 1, age < end};
        }
        struct reliability_fit fit = reliability_fit(80, lives, usual);
        assert_int_equal(fit.status, RELIABILITY_FITTED);
        assert_true(fit.shape.low < fit.life.shape && fit.life.shape < fit.shape.high);
        assert_true(fit.scale.low < fit.life.scale && fit.life.scale < fit.scale.high);
        shape_held += fit.shape.low <= truth.shape && truth.shape <= fit.shape.high;
        scale_held += fit.scale.low <= truth.scale && truth.scale <= fit.scale.high;
    }
    print_message("95 %% intervals held shape %d, scale %d times of %d\n", shape_held, scale_held,
                  runs);
    /* 400 trials at 0.95: 380 expected, four standard deviations are 17. */
    assert_in_range(shape_held, 362, 400);
    assert_in_range(scale_held, 362, 400);
}

static void little_evidence_is_said_and_not_hidden(void **state)
{
    (void)state;
    const struct lifetime none[] = {{3, 0, 40, false}};
    struct reliability_rules rules = {{2, 10}, 5, 0.95};
    struct reliability_fit fit = reliability_fit(1, none, rules);
    assert_int_equal(fit.status, RELIABILITY_TOO_FEW);
    near(fit.life.scale, 10, 0);
    /* exp(-40 (3 / low)^2) = 0.05 */
    near(fit.scale.low, 3 * sqrt(40 / -log(0.05)), 1e-9);
    assert_true(isinf(fit.scale.high));
    fit = reliability_fit(0, NULL, rules);
    assert_int_equal(fit.status, RELIABILITY_TOO_FEW);
    near(fit.scale.low, 0, 0);
    const struct lifetime same[] = {{3, 0, 8, true}, {3, 0, 9, false}};
    fit = reliability_fit(2, same, rules);
    assert_int_equal(fit.status, RELIABILITY_SHAPE_GIVEN);
    assert_true(fit.same_age);
    near(fit.life.scale, 3 * sqrt(17.0 / 8), 1e-9);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    const struct lifetime wrong[] = {{0, 0, 1, true},   {-1, 0, 1, false},      {3, 4, 1, false},
                                     {3, 3, 1, true},   {3, 0, 0, false},       {NAN, 0, 1, true},
                                     {3, -1, 1, false}, {INFINITY, 0, 1, false}};
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_int_equal(reliability_fit(1, &wrong[i], usual).status, RELIABILITY_INVALID);
    const struct lifetime fine = {3, 0, 1, true};
    struct reliability_rules rules = usual;
    rules.level = 1;
    assert_int_equal(reliability_fit(1, &fine, rules).status, RELIABILITY_INVALID);
    rules = usual;
    rules.life.shape = 0;
    assert_int_equal(reliability_fit(1, &fine, rules).status, RELIABILITY_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survival_and_failure_agree_with_the_table_of_the_domain_facts),
        cmocka_unit_test(chances_stay_exact_when_they_are_tiny),
        cmocka_unit_test(mean_life_and_quantiles_are_the_closed_forms),
        cmocka_unit_test(an_exponential_life_fits_in_closed_form),
        cmocka_unit_test(watching_from_a_later_age_counts_only_the_time_watched),
        cmocka_unit_test(the_shock_absorbers_of_meeker_and_escobar_are_matched),
        cmocka_unit_test(the_fans_of_nelson_are_matched),
        cmocka_unit_test(survreg_of_r_is_matched_on_the_ovarian_data),
        cmocka_unit_test(the_unit_of_age_changes_nothing_but_the_scale),
        cmocka_unit_test(a_count_is_the_same_as_repeated_rows),
        cmocka_unit_test(intervals_hold_the_truth_about_as_often_as_they_say),
        cmocka_unit_test(little_evidence_is_said_and_not_hidden),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
