/* robust_trend. */
#include "testing.h"

#include "planner/method.h"

/* By hand: 1 2 9 4 5 has the ten pairwise slopes 1 4 1 1 7 1 1 -5 -2 1, median 1; less the slope it
   is 1 1 7 1 1, median 1. So the line is 1 + t, and 6 and 7 come next. */
static void one_odd_value_does_not_move_the_line(void **state)
{
    (void)state;
    const double y[] = {1, 2, 9, 4, 5};
    struct history history = {y, LENGTH(y), 1};
    struct fit fit = {.smooths = 0};
    double mean[2];
    assert_true(model_robust_trend.fit(&history, &fit));
    model_robust_trend.run(&fit, &history, 2, mean);
    assert_near(mean[0], 6, 1e-12);
    assert_near(mean[1], 7, 1e-12);
}

/* Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed. 2014, example 9.1 (cloud
   seeding in years 1 to 5): the slope is the middle of ten, -0.05625, and the intercept the median of
   what is left, 1.31625, as their package NSM3 has it; years 6 and 7 come next. */
static void the_line_is_that_of_hollander_and_wolfe(void **state)
{
    (void)state;
    const double y[] = {1.26, 1.27, 1.12, 1.16, 1.03};
    struct history history = {y, LENGTH(y), 1};
    struct fit fit = {.smooths = 0};
    double mean[2];
    assert_true(model_robust_trend.fit(&history, &fit));
    model_robust_trend.run(&fit, &history, 2, mean);
    assert_near(mean[1] - mean[0], -0.05625, 1e-12);
    assert_near(mean[0] - 6 * (mean[1] - mean[0]), 1.31625, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_odd_value_does_not_move_the_line),
        cmocka_unit_test(the_line_is_that_of_hollander_and_wolfe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
