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

/* R 4.2.2: the power is that of MASS 7.3 boxcox(y ~ t, lambda = seq(0, 1, 0.05)), the forecast that
   of forecast 8.20, InvBoxCox(thetaf(BoxCox(y, power), h = 4)$mean, power). */
static void theta_boxcox_matches_thetaf_on_powers(void **state)
{
    (void)state;
    const double warm[] = {51.96872052, 51.98742760, 52.00613872, 52.02485388};
    struct fit fit = {.smooths = 0};
    struct history history = {nhtemp, LENGTH(nhtemp), 1};
    double mean[4];
    assert_near(boxcox_power(nhtemp, LENGTH(nhtemp)), 0.4, 1e-12);
    assert_near(boxcox_power(airline, LENGTH(airline)), 0.05, 1e-12);
    assert_near(boxcox_power(nile, LENGTH(nile)), 1, 1e-12);
    assert_true(model_theta_boxcox.fit(&history, &fit));
    model_theta_boxcox.run(&fit, &history, 4, mean);
    for (size_t h = 0; h < 4; h++)
        assert_near(mean[h], warm[h], 0.001);
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

/* The authors' own package, forecTheta 3.0: dotm(AirPassengers, h = 5, s_test = FALSE,
   estimation = FALSE), which takes half the first value, 0.5 and 2. */
static void dynamic_theta_matches_its_authors_package(void **state)
{
    (void)state;
    const double expected[] = {441.913209565, 443.233006649, 444.548391386, 445.859360762,
                               447.165913697};
    const double number[3] = {56, 0.5, 2};
    double mean[5];
    dynamic_theta_run(number, airline, LENGTH(airline), 5, mean);
    for (size_t h = 0; h < 5; h++)
        assert_near(mean[h], expected[h], 1e-8);
}

/* Errors of the forecasts one period ahead, squared, from the third value on. */
static double squares_ahead(const double number[3], const double *y, size_t n)
{
    double sum = 0, mean;
    for (size_t t = 2; t < n; t++) {
        dynamic_theta_run(number, y, t, 1, &mean);
        sum += (y[t] - mean) * (y[t] - mean);
    }
    return sum;
}

/* forecTheta 3.0: dotm(y, s_test = FALSE)$par.  It searches from one start, so ours may fit better. */
static void dynamic_theta_fits_no_worse_than_its_authors_package(void **state)
{
    (void)state;
    static const struct {
        const double *y;
        size_t n;
        double number[3];
    } cases[] = {
        {airline, LENGTH(airline), {61.758604853569, 0.989999991231, 1.526648703232}},
        {airline, TO_1954, {62.202031439370, 0.989999985343, 1.000007203207}},
        {nhtemp, LENGTH(nhtemp), {49.063487615426, 0.210255476073, 1.000000008491}},
        {nile, LENGTH(nile), {560.483479849674, 0.476680647874, 1.000000445268}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        double number[3];
        assert_true(dynamic_theta_fit(cases[i].y, cases[i].n, number));
        assert_true(squares_ahead(number, cases[i].y, cases[i].n) <
                    1.0001 * squares_ahead(cases[i].number, cases[i].y, cases[i].n));
    }
}

/* The same package and calls, $mean.  On the passengers ours fits a little better, with 163 221 squared
   against 163 370 and a first level that matters for three months, hence the 0.3 %. */
static void dynamic_theta_forecasts_match_its_authors_package(void **state)
{
    (void)state;
    const double passengers[] = {432.513056676, 433.425713660, 434.334410640, 435.239142920,
                                 436.139907837};
    double number[3], mean[5];
    assert_true(dynamic_theta_fit(airline, LENGTH(airline), number));
    dynamic_theta_run(number, airline, LENGTH(airline), 5, mean);
    for (size_t h = 0; h < 5; h++)
        assert_near(mean[h] / passengers[h], 1, 0.003);
    assert_true(dynamic_theta_fit(nhtemp, LENGTH(nhtemp), number));
    dynamic_theta_run(number, nhtemp, LENGTH(nhtemp), 5, mean);
    for (size_t h = 0; h < 5; h++)
        assert_near(mean[h], 51.9135012798, 0.001);
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

/* R 4.2.2, forecast 8.20, with x = BoxCox(Nile[1:35], 0.5), t = 1:35 and
   slope = ((x[35] - x[1]) / 34 + coef(lm(x ~ t))[2]) / 2, which is -0.3256285:
   InvBoxCox(ses(x - slope * t, initial = "optimal")$mean[1] + slope * 35 + slope * cumsum(0.9^(0:3)),
   0.5).  Its smoothing, 0.3569, is found by a search of its own, hence the tolerance. */
static void smoothed_drift_matches_ses_on_what_the_drift_leaves(void **state)
{
    (void)state;
    const double expected[] = {773.7442632, 765.6137440, 758.3329936, 751.8100590};
    struct fit fit = {.smooths = 0};
    struct history history = {nile, 35, 1};
    double mean[4];
    assert_true(model_smoothed_drift.fit(&history, &fit));
    model_smoothed_drift.run(&fit, &history, 4, mean);
    for (size_t h = 0; h < 4; h++)
        assert_near(mean[h], expected[h], 0.05);
}

/* Thirty years that show no season of four.  Blocks of two: all thirty; blocks of four: the last
   twenty-eight.  The fifth period ahead is the third block of two and the second of four. */
static void aggregate_is_the_mean_of_its_blocks_forecasts(void **state)
{
    (void)state;
    double two[15], four[7], of_two[3], of_four[2], number[3], mean[5];
    for (size_t i = 0; i < 15; i++)
        two[i] = (nhtemp[2 * i] + nhtemp[2 * i + 1]) / 100;
    for (size_t i = 0; i < 7; i++)
        four[i] = (nhtemp[4 * i + 2] + nhtemp[4 * i + 3] + nhtemp[4 * i + 4] + nhtemp[4 * i + 5]) / 200;
    assert_true(dynamic_theta_fit(two, 15, number));
    dynamic_theta_run(number, two, 15, 3, of_two);
    assert_true(dynamic_theta_fit(four, 7, number));
    dynamic_theta_run(number, four, 7, 2, of_four);

    double y[30];
    for (size_t t = 0; t < 30; t++)
        y[t] = nhtemp[t] / 50;
    struct fit fit = {.smooths = 0};
    struct history history = {y, 30, 4};
    assert_true(model_aggregate.fit(&history, &fit));
    assert_int_equal(fit.pattern.kind, PATTERN_NONE);
    model_aggregate.run(&fit, &history, 5, mean);
    for (size_t h = 0; h < 5; h++)
        assert_near(mean[h], (of_two[h / 2] + of_four[h / 4]) / 2, 1e-6);
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
        cmocka_unit_test(theta_boxcox_matches_thetaf_on_powers),
        cmocka_unit_test(the_power_of_exponential_growth_is_zero),
        cmocka_unit_test(dynamic_theta_of_one_is_simple_smoothing),
        cmocka_unit_test(dynamic_theta_matches_its_authors_package),
        cmocka_unit_test(dynamic_theta_fits_no_worse_than_its_authors_package),
        cmocka_unit_test(dynamic_theta_forecasts_match_its_authors_package),
        cmocka_unit_test(dynamic_theta_continues_a_line),
        cmocka_unit_test(smoothed_drift_dies_away),
        cmocka_unit_test(smoothed_drift_matches_ses_on_what_the_drift_leaves),
        cmocka_unit_test(aggregate_is_the_mean_of_its_blocks_forecasts),
        cmocka_unit_test(aggregate_keeps_the_pattern_of_a_steady_season),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
