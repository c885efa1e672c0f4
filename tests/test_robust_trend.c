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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_odd_value_does_not_move_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
