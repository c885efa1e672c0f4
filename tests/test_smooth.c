/* Exponential smoothing against R 4.2.2, package forecast 8.20, function ets. */
#include "testing.h"

#include "planner/method.h"

#include "published.h"

static struct history yearly(void) { return (struct history){nhtemp, LENGTH(nhtemp), 1}; }
static struct history monthly(void) { return (struct history){airline, TO_1954, 12}; }

/* R counts states backwards from the value before the first and leaves out the oldest. */
static void set_seasons(struct smooth *model, const double backwards[11], double sum)
{
    for (size_t i = 0; i < 11; i++) {
        model->index[11 - i] = backwards[i];
        sum -= backwards[i];
    }
    model->index[0] = sum;
}

/* ets(nhtemp, "ANN"): parameters and forecast */
static void ses_recursion_matches_ets(void **state)
{
    (void)state;
    struct smooth model = {.alpha = 0.18189318982962, .phi = 1, .level = 50.27620395676811};
    struct history history = yearly();
    double mean[2];
    smooth_run(&model, &history, 2, mean);
    assert_near(mean[0], 51.8703053475, 1e-8);
    assert_near(mean[1], 51.8703053475, 1e-8);
}

/* ets(nhtemp, "AAN", damped = FALSE) */
static void holt_recursion_matches_ets(void **state)
{
    (void)state;
    const double expected[] = {52.0311667813, 52.0588897198, 52.0866126583};
    struct smooth model = {.trend = TREND_FULL, .alpha = 0.19447671621721, .phi = 1,
                           .beta = 1.0000021303958e-04, .level = 50.340883944534,
                           .slope = 2.7722967502825e-02};
    struct history history = yearly();
    double mean[3];
    smooth_run(&model, &history, 3, mean);
    for (size_t h = 0; h < 3; h++)
        assert_near(mean[h], expected[h], 1e-8);
}

/* ets(nhtemp, "AAN", damped = TRUE) */
static void damped_recursion_matches_ets(void **state)
{
    (void)state;
    const double expected[] = {52.0474566435, 52.0570979972, 52.0663246546};
    struct smooth model = {.trend = TREND_DAMPED, .alpha = 1.0000279150888e-04,
                           .beta = 1.0000011529782e-04, .phi = 0.95698774439689,
                           .level = 48.951236436017, .slope = 0.14905428994508};
    struct history history = yearly();
    double mean[3];
    smooth_run(&model, &history, 3, mean);
    for (size_t h = 0; h < 3; h++)
        assert_near(mean[h], expected[h], 1e-8);
}

/* ets(AirPassengers to 1954, "AAA", damped = FALSE) */
static void additive_seasons_match_ets(void **state)
{
    (void)state;
    const double seasons[] = {-15.4261465585, -34.0658763332, -12.5683800456, 9.7081687414,
                              32.7293494379,  32.1990085242,  15.0984161056,  -2.52194404491,
                              -0.803404005971, 8.57747566525, -16.2044875354};
    struct smooth model = {.trend = TREND_FULL, .season = SEASON_ADDED, .alpha = 0.863020277707,
                           .beta = 0.000100024571076, .gamma = 0.000101151932404, .phi = 1,
                           .level = 125.767730046, .slope = 1.88937879885};
    struct history history = monthly();
    double mean[12];
    set_seasons(&model, seasons, 0);
    smooth_run(&model, &history, 12, mean);
    assert_near(mean[0], 228.9921472, 1e-4);
    assert_near(mean[6], 289.2374416, 1e-4);
    assert_near(mean[11], 251.0479703, 1e-4);
}

/* ets(AirPassengers to 1954, "MAM", damped = FALSE) */
static void multiplied_seasons_match_ets(void **state)
{
    (void)state;
    const double seasons[] = {9.1240053319414e-01, 8.1335162942154e-01, 9.2095087146311e-01,
                              1.0485619722382e+00, 1.1838190790339e+00, 1.1906132194336e+00,
                              1.0833044987315e+00, 9.7441624088915e-01, 9.9520658165653e-01,
                              1.0517409109733e+00, 9.2315993810510e-01};
    struct smooth model = {.relative = true, .trend = TREND_FULL, .season = SEASON_FACTOR,
                           .alpha = 3.1486965044181e-01, .beta = 3.8223713550153e-02,
                           .gamma = 1.0170653358319e-04, .phi = 1, .level = 1.2073764453280e+02,
                           .slope = 7.0493865353846e-02};
    struct history history = monthly();
    double mean[3];
    set_seasons(&model, seasons, 12);
    smooth_run(&model, &history, 3, mean);
    assert_near(mean[0], 229.519487811, 1e-5);
    assert_near(mean[1], 236.694867289, 1e-5);
    assert_near(mean[2], 271.846193541, 1e-5);
}

/* Our AICc leaves out n log n and is for values divided by `scale`; R's is for the values. The pull
   on the smoothing parameters (smooth.c) keeps ours from being much lower, and it must not be much
   higher than the maximum that R found. */
static double on_the_scale_of_r(const struct smooth *model, const struct history *history,
                                double scale)
{
    double n = (double)history->n;
    return model->aicc + n * log(n) + 2 * n * log(scale);
}

static void likelihood_comes_close_to_the_maximum(void **state)
{
    (void)state;
    const struct {
        struct smooth model;
        double aicc;
    } cases[] = {
        {{.trend = TREND_NONE}, 266.35841882},
        {{.trend = TREND_FULL}, 270.124532304},
        {{.trend = TREND_DAMPED}, 269.891550551},
    };
    double y[LENGTH(nhtemp)];
    for (size_t t = 0; t < LENGTH(y); t++)
        y[t] = nhtemp[t] / 50;
    struct history history = {y, LENGTH(y), 1};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct smooth model = cases[i].model;
        assert_true(smooth_fit(&history, &model));
        double aicc = on_the_scale_of_r(&model, &history, 50);
        assert_true(aicc > cases[i].aicc - 0.1);
        assert_true(aicc < cases[i].aicc + 5);
    }
}

static void seasonal_likelihood_comes_close_to_the_maximum(void **state)
{
    (void)state;
    double y[TO_1954];
    for (size_t t = 0; t < LENGTH(y); t++)
        y[t] = airline[t] / 200;
    struct history history = {y, LENGTH(y), 12};
    struct smooth model = {.relative = true, .trend = TREND_FULL, .season = SEASON_FACTOR};
    assert_true(smooth_fit(&history, &model));
    /* R: 627.67, at a local maximum; the damped model, which contains this one's neighbourhood,
       reaches ten less there, so lower is possible here */
    double aicc = on_the_scale_of_r(&model, &history, 200);
    assert_true(aicc < 627.67 + 4);
    assert_true(aicc > 627.67 - 20);
}

static void too_few_values_for_the_parameters_are_refused(void **state)
{
    (void)state;
    struct smooth model = {.trend = TREND_DAMPED};
    struct history history = {nhtemp, 7, 1};
    assert_false(smooth_fit(&history, &model));
}

static void values_at_zero_are_refused_where_errors_multiply(void **state)
{
    (void)state;
    const double y[] = {1, 0, 1, 2, 1, 2, 1, 2, 1};
    struct smooth model = {.relative = true};
    struct history history = {y, LENGTH(y), 1};
    assert_false(smooth_fit(&history, &model));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ses_recursion_matches_ets),
        cmocka_unit_test(holt_recursion_matches_ets),
        cmocka_unit_test(damped_recursion_matches_ets),
        cmocka_unit_test(additive_seasons_match_ets),
        cmocka_unit_test(multiplied_seasons_match_ets),
        cmocka_unit_test(likelihood_comes_close_to_the_maximum),
        cmocka_unit_test(seasonal_likelihood_comes_close_to_the_maximum),
        cmocka_unit_test(too_few_values_for_the_parameters_are_refused),
        cmocka_unit_test(values_at_zero_are_refused_where_errors_multiply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
