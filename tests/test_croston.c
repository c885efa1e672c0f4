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

/* Syntetos and Boylan 2005: (1 - 0.1 / 2) times Croston's. */
static void sba_is_croston_less_its_bias(void **state)
{
    (void)state;
    struct history history = {demand, LENGTH(demand), 1};
    double mean[1];
    model_sba.run(NULL, &history, 1, mean);
    assert_near(mean[0], 0.95 * 0.9674818477, 1e-9);
}

/* Values 0, 4: probability starts at 1/2, size at 4.
   After 0: 0.5 - 0.05 * 0.5 = 0.475; after 4: 0.475 + 0.05 * 0.525 = 0.50125, size 4. */
static void tsb_by_hand(void **state)
{
    (void)state;
    const double y[] = {0, 4};
    struct history history = {y, 2, 1};
    double mean[1];
    model_tsb.run(NULL, &history, 1, mean);
    assert_near(mean[0], 0.50125 * 4, 1e-12);
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
        cmocka_unit_test(sba_is_croston_less_its_bias),
        cmocka_unit_test(tsb_by_hand),
        cmocka_unit_test(tsb_lets_demand_die_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
