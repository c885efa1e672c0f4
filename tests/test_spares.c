/* Spares.  Poisson chances are checked against the plain sum of the series and against the values
 * that can be worked out by hand: mean 2, P(N <= 4) = e^-2 (1 + 2 + 2 + 4/3 + 2/3) = 7 e^-2. */
#include "planner/spares.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static double by_hand(int64_t most, double mean)
{
    double term = exp(-mean), sum = 0;
    for (int64_t k = 0; k <= most; k++) {
        sum += term;
        term *= mean / (double)(k + 1);
    }
    return sum;
}

static void poisson_chances_are_the_sums_of_the_series(void **state)
{
    (void)state;
    near(reliability_poisson(4, 2), exp(-2) * 7, 1e-15);
    for (double mean = 0.01; mean < 400; mean *= 1.7)
        for (int64_t most = 0; most < 600; most += 7)
            near(reliability_poisson(most, mean), by_hand(most, mean), 1e-12);
}

static void no_demand_needs_no_spare_but_a_telephone_item_needs_one(void **state)
{
    (void)state;
    assert_int_equal(spares_stock(0, 0.95, false), 0);
    assert_int_equal(spares_stock(0, 0.95, true), 1);
    assert_int_equal(spares_stock(0.05, 0.95, false), 0); /* e^-0.05 = 0.9512 */
    assert_int_equal(spares_stock(0.06, 0.95, false), 1); /* e^-0.06 = 0.9418 */
    assert_int_equal(spares_stock(5, 0.95, true), spares_stock(5, 0.95, false));
}

static void the_stock_meets_the_level_and_one_less_does_not(void **state)
{
    (void)state;
    const double levels[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.999999};
    for (double mean = 0.003; mean < 1e6; mean *= 1.31)
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
            int64_t s = spares_stock(mean, levels[i], false);
            assert_true(spares_service(mean, s) >= levels[i]);
            assert_true(s == 0 || spares_service(mean, s - 1) < levels[i]);
        }
}

static void demand_is_the_sum_of_the_chances_over_the_lead_time(void **state)
{
    (void)state;
    /* Shape 1, scale 10: a yearly chance of 1 - e^-0.1 at every age. */
    struct spares_unit units[] = {{{1, 10}, 0, 30}, {{1, 10}, 7, 10}};
    near(spares_demand(2, units, 6), 40 * (1 - exp(-0.1)) / 2, 1e-12);
    near(spares_demand(0, NULL, 6), 0, 0);
}

static void shortfall_is_the_mean_of_what_is_missing(void **state)
{
    (void)state;
    for (int64_t stock = 0; stock < 12; stock++) {
        double expected = 0, term = exp(-3.7);
        for (int64_t k = 0; k < 100; k++) {
            if (k > stock)
                expected += (double)(k - stock) * term;
            term *= 3.7 / (double)(k + 1);
        }
        near(spares_shortfall(3.7, stock), expected, 1e-12);
    }
}

static void a_position_is_short_or_has_excess_never_both(void **state)
{
    (void)state;
    struct spares_position lacking = spares_position(2, 0.95, false, 3, (money){12550});
    assert_int_equal(lacking.needed, 5); /* P(N<=4) = 0.947, P(N<=5) = 0.983 */
    assert_int_equal(lacking.lacking, 2);
    assert_int_equal(lacking.excess, 0);
    assert_int_equal(lacking.cost.cents, 25100);
    near(lacking.service_now, exp(-2) * (1 + 2 + 2 + 4.0 / 3), 1e-15);
    struct spares_position excess = spares_position(2, 0.95, false, 9, MONEY_NONE);
    assert_int_equal(excess.lacking, 0);
    assert_int_equal(excess.excess, 4);
    assert_false(money_given(excess.cost));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(poisson_chances_are_the_sums_of_the_series),
        cmocka_unit_test(no_demand_needs_no_spare_but_a_telephone_item_needs_one),
        cmocka_unit_test(the_stock_meets_the_level_and_one_less_does_not),
        cmocka_unit_test(demand_is_the_sum_of_the_chances_over_the_lead_time),
        cmocka_unit_test(shortfall_is_the_mean_of_what_is_missing),
        cmocka_unit_test(a_position_is_short_or_has_excess_never_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
