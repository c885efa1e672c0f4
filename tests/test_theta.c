/* theta, theta_boxcox, dynamic_theta, smoothed_drift, aggregate. */
#include "testing.h"

#include "planner/method.h"

#include "published.h"

/* R 4.2.2, forecast 8.20: thetaf(nhtemp, h = 4), and thetaf(Nile[1:40], h = 4). Its smoothing is
   found by a search of its own, hence the tolerance of 0.01 %. */
static void theta_matches_thetaf(void **state)
{
    (void)state;
    const double warm[] = {51.9718900235, 51.9903507070, 52.0088113906, 52.0272720741};
    const double flow[] = {942.4032908, 939.0599512, 935.7166116, 932.3732720};
    struct fit fit = {.smooths = 0};
    struct history history = {nhtemp, LENGTH(nhtemp), 1};
    double mean[4];
    assert_true(model_theta.fit(&history, &fit));
    model_theta.run(&fit, &history, 4, mean);
    for (size_t h = 0; h < 4; h++)
        assert_near(mean[h], warm[h], 0.005);
    history = (struct history){nile, LENGTH(nile), 1};
    assert_true(model_theta.fit(&history, &fit));
    model_theta.run(&fit, &history, 4, mean);
    for (size_t h = 0; h < 4; h++)
        assert_near(mean[h], flow[h], 0.1);
}

/* R: ses(Nile[1:40], initial = "optimal") has alpha 0.3774, first level 1114.31 */
static void simple_smoothing_matches_ses(void **state)
{
    (void)state;
    double first, alpha = ses_fit(nile, LENGTH(nile), &first);
    assert_near(alpha, 0.3774, 5e-4);
    assert_near(first, 1114.2, 0.5);
    assert_near(ses_level(nile, LENGTH(nile), alpha, first), 951.263, 0.05);
}

/* R: BoxCox(10, 0.5) = 4.324555320337, BoxCox(10, 0) = log 10 */
static void boxcox_and_its_inverse(void **state)
{
    (void)state;
    assert_near(boxcox(10, 0.5), 4.324555320337, 1e-11);
    assert_near(boxcox(10, 0), 2.30258509299, 1e-11);
    for (int i = 0; i <= 10; i++)
        assert_near(boxcox_back(boxcox(7, i / 10.0), i / 10.0), 7, 1e-9);
}

/* A series that grows by the same factor is a straight line in logarithms. */
static void the_power_of_exponential_growth_is_zero(void **state)
{
    (void)state;
    double y[20];
    for (size_t t = 0; t < 20; t++)
        y[t] = exp(0.1 * (double)t) * (1 + 0.001 * (t % 2 ? 1 : -1));
    assert_near(boxcox_power(y, 20), 0, 0.05);
}

/* Fiorucci et al. 2016, 3: theta = 1 makes the model simple smoothing. */
static void dynamic_theta_of_one_is_simple_smoothing(void **state)
{
    (void)state;
    const double number[3] = {1114, 0.4, 1};
    double mean[3], level = ses_level(nile, LENGTH(nile), 0.4, 1114);
    dynamic_theta_run(number, nile, LENGTH(nile), 3, mean);
    for (size_t h = 0; h < 3; h++)
        assert_near(mean[h], level, 1e-9);
}

/* Values 2, 4, 7; alpha 0.5, theta 2, first level 2, by the recursions of Fiorucci et al. 2016:
     levels: 2, then 0.5*2 + 0.5*2 = 2, 0.5*4 + 0.5*2 = 3, 0.5*7 + 0.5*3 = 5
     means:  2, 3, 13/3
     B2 = (0*0 + 6/2 (4 - 2)) / 3 = 2,  B3 = (1*2 + 6/3 (7 - 3)) / 4 = 2.5, the least squares slope
     A3 = 13/3 - 4/2 * 2.5 = -2/3
   In the paper's form the weight of B at time t is (1 - (1-alpha)^t)/alpha and of A (1-alpha)^(t-1)
   with t = n + 1 = 4: A 0.125, B (1 - 0.0625)/0.5 = 1.875:
     5 + 0.5 (0.125 * -0.6666667 + 1.875 * 2.5) = 7.3020833 */
static void dynamic_theta_by_hand(void **state)
{
    (void)state;
    const double y[] = {2, 4, 7}, number[3] = {2, 0.5, 2};
    double mean[1];
    dynamic_theta_run(number, y, 3, 1, mean);
    assert_near(mean[0], 7.3020833333, 1e-9);
}

/* A straight line is its own forecast for every method that follows a full trend. */
static void dynamic_theta_continues_a_line(void **state)
{
    (void)state;
    double y[30], mean[5];
    for (size_t t = 0; t < 30; t++)
        y[t] = 1 + 0.1 * (double)t;
    struct fit fit = {.smooths = 0};
    struct history history = {y, 30, 1};
    assert_true(model_dynamic_theta.fit(&history, &fit));
    model_dynamic_theta.run(&fit, &history, 5, mean);
    for (size_t h = 0; h < 5; h++)
        assert_near(mean[h], 1 + 0.1 * (double)(30 + h), 0.02);
}

/* Without noise the level is the line: mean(h) = line(n) + slope (1 + 0.9 + ... + 0.9^(h-1)), on
   square roots: root = 1 + 0.1 t, Box-Cox 2 (root - 1). */
static void smoothed_drift_dies_away(void **state)
{
    (void)state;
    double y[20], mean[2];
    for (size_t t = 0; t < 20; t++)
        y[t] = pow(1 + 0.1 * (double)t, 2);
    struct fit fit = {.smooths = 0};
    struct history history = {y, 20, 1};
    assert_true(model_smoothed_drift.fit(&history, &fit));
    model_smoothed_drift.run(&fit, &history, 2, mean);
    assert_near(sqrt(mean[0]), 2.9 + 0.1, 1e-6);
    assert_near(sqrt(mean[1]), 2.9 + 0.19, 1e-6);
}

static void aggregate_keeps_the_pattern_of_a_steady_season(void **state)
{
    (void)state;
    double y[72], mean[12];
    for (size_t t = 0; t < 72; t++)
        y[t] = t % 12 < 6 ? 0.8 : 1.2;
    struct fit fit = {.smooths = 0};
    struct history history = {y, 72, 12};
    assert_true(model_aggregate.fit(&history, &fit));
    model_aggregate.run(&fit, &history, 12, mean);
    for (size_t h = 0; h < 12; h++)
        assert_near(mean[h], y[h], 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(theta_matches_thetaf),
        cmocka_unit_test(simple_smoothing_matches_ses),
        cmocka_unit_test(boxcox_and_its_inverse),
        cmocka_unit_test(the_power_of_exponential_growth_is_zero),
        cmocka_unit_test(dynamic_theta_of_one_is_simple_smoothing),
        cmocka_unit_test(dynamic_theta_by_hand),
        cmocka_unit_test(dynamic_theta_continues_a_line),
        cmocka_unit_test(smoothed_drift_dies_away),
        cmocka_unit_test(aggregate_keeps_the_pattern_of_a_steady_season),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
