/* croston, sba, tsb. */
#include "testing.h"

#include "planner/method.h"

static const double demand[] = {0, 2, 0, 0, 3, 0, 0, 0, 1, 4, 0, 0, 2};

/* R 4.2.2, forecast 8.20: croston(demand, h = 1, alpha = 0.1) is 0.9674818477. It starts the interval
   at the first gap as we do. */
static void croston_matches_r(void **state)
{
    (void)state;
    struct history history = {demand, LENGTH(demand), 1};
    double mean[2];
    model_croston.run(NULL, &history, 2, mean);
    assert_near(mean[0], 0.9674818477, 1e-9);
    assert_near(mean[1], mean[0], 0);
}

/* tsintermittent 1.10: crost(demand, h = 1, w = 0.1, init = "naive", init.opt = FALSE, type = "sba"). */
static void sba_matches_tsintermittent(void **state)
{
    (void)state;
    struct history history = {demand, LENGTH(demand), 1};
    double mean[1];
    model_sba.run(NULL, &history, 1, mean);
    assert_near(mean[0], 0.919107755357, 1e-11);
}

/* tsintermittent 1.10: tsb(c(0, demand), h = 1, w = c(0.1, 0.05), init = c(12 / 5, 5 / 13),
   init.opt = FALSE); it does not smooth over its first value, so one is put before ours. */
static void tsb_matches_tsintermittent(void **state)
{
    (void)state;
    struct history history = {demand, LENGTH(demand), 1};
    double mean[1];
    model_tsb.run(NULL, &history, 1, mean);
    assert_near(mean[0], 0.945525292217, 1e-11);
}

/* A hundred periods without demand: 0.95^100 of what it was. Croston's does not fall. */
static void tsb_lets_demand_die_out(void **state)
{
    (void)state;
    double y[110] = {0}, mean[1], croston[1];
    for (size_t t = 0; t < 10; t++)
        y[t] = 1;
    struct history history = {y, 110, 1};
    model_tsb.run(NULL, &history, 1, mean);
    model_croston.run(NULL, &history, 1, croston);
    assert_true(mean[0] < 0.01);
    assert_near(croston[0], 1, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(croston_matches_r),
        cmocka_unit_test(sba_matches_tsintermittent),
        cmocka_unit_test(tsb_matches_tsintermittent),
        cmocka_unit_test(tsb_lets_demand_die_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
