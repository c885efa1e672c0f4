/* naive, seasonal_naive and drift. */
#include "testing.h"

#include "planner/method.h"

#include "published.h"

static void naive_repeats_the_last_value(void **state)
{
    (void)state;
    double mean[3];
    struct history history = {nile, LENGTH(nile), 1};
    model_naive.run(NULL, &history, 3, mean);
    for (size_t h = 0; h < 3; h++)
        assert_near(mean[h], 969, 0);
}

static void seasonal_naive_repeats_the_last_year(void **state)
{
    (void)state;
    double mean[14];
    struct history history = {airline, TO_1954, 12};
    model_seasonal_naive.run(NULL, &history, 14, mean);
    assert_near(mean[0], 204, 0);
    assert_near(mean[11], 229, 0);
    assert_near(mean[13], 188, 0);
}

/* R 4.2.2, forecast 8.20: rwf(Nile[1:40], drift = TRUE, h = 3) */
static void drift_matches_rwf(void **state)
{
    (void)state;
    const double expected[] = {965.1282051, 961.2564103, 957.3846154};
    double mean[3];
    struct history history = {nile, LENGTH(nile), 1};
    model_drift.run(NULL, &history, 3, mean);
    for (size_t h = 0; h < 3; h++)
        assert_near(mean[h], expected[h], 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naive_repeats_the_last_value),
        cmocka_unit_test(seasonal_naive_repeats_the_last_year),
        cmocka_unit_test(drift_matches_rwf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
