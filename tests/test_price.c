#include "planner/price.h"

#include <math.h>

#include "testing.h"

static void a_year_without_a_rate_uses_the_latest_earlier_one(void **state)
{
    (void)state;
    const double pct[] = {3.1, 2.4};
    const struct rate_path path = {2026, 2, pct};
    assert_true(rate_in(&path, 2025) == 0); /* before the first: 0 */
    assert_true(rate_in(&path, 2026) == 3.1);
    assert_true(rate_in(&path, 2027) == 2.4);
    assert_true(rate_in(&path, 2050) == 2.4);
    assert_true(rate_in(&(struct rate_path){2026, 0, pct}, 2026) == 0);
}

static void factors_compound_from_the_year_after_the_price(void **state)
{
    (void)state;
    const double pct[] = {10, 20, 50};
    const struct rate_path path = {2027, 3, pct};
    assert_true(price_factor(&path, 2027, 2027) == 1);
    assert_true(price_factor(&path, 2029, 2027) == 1); /* to an earlier year: unchanged */
    assert_true(fabs(price_factor(&path, 2027, 2028) - 1.2) < 1e-15);
    assert_true(fabs(price_factor(&path, 2026, 2029) - 1.1 * 1.2 * 1.5) < 1e-15);
    /* the price's own year is not applied, the rate of 2029 is carried to 2030 */
    assert_true(fabs(price_factor(&path, 2027, 2030) - 1.2 * 1.5 * 1.5) < 1e-14);
}

static void factors_multiply_in_the_order_of_the_years(void **state)
{
    (void)state;
    const double pct[] = {3.1, 2.4, 2.0, 2.0};
    const struct rate_path path = {2025, 4, pct};
    double expected = 1;
    expected = expected * (1 + 3.1 / 100);
    expected = expected * (1 + 2.4 / 100);
    expected = expected * (1 + 2.0 / 100);
    assert_true(price_factor(&path, 2024, 2027) == expected); /* to the last bit */
}

static void escalated_prices_are_rounded_half_away_from_zero(void **state)
{
    (void)state;
    assert_money(price_escalate((money){131240}, 1.02), "1338.65"); /* 1312.40 x 1.02 = 1338.648 */
    assert_money(price_escalate((money){50}, 1.01), "0.51");        /* 50.5 cents */
    assert_money(price_escalate((money){-50}, 1.01), "-0.51");
    assert_money(price_escalate((money){0}, 9), "0.00");
    assert_false(money_fits(price_escalate((money){MONEY_LIMIT}, 1.02)));
    assert_false(money_fits(price_escalate((money){100}, INFINITY)));
}

static void conversion_is_exact_and_half_away_from_zero(void **state)
{
    (void)state;
    assert_money(price_convert((money){10000}, (decimal){92, 2}), "108.70");    /* 100 / 0.92 = 108.6956 */
    assert_money(price_convert((money){10000}, (decimal){1300, 1}), "0.77");    /* 100 / 130.0 = 0.7692 */
    assert_money(price_convert((money){1}, (decimal){2, 0}), "0.01");           /* half a cent */
    assert_money(price_convert((money){-1}, (decimal){2, 0}), "-0.01");
    assert_money(price_convert((money){1}, (decimal){20001, 4}), "0.00");       /* 1 / 2.0001: below half */
    /* 1.15 / 0.2 = 5.75 cents exactly 575; and 10.25 cents: 2.05 / 0.2 = 10.25 */
    assert_money(price_convert((money){115}, (decimal){2, 1}), "5.75");
    /* 0.29 / 0.4 = 0.725: as doubles 0.29 * 100 / 0.4 gives 72.49999999999999 */
    assert_money(price_convert((money){29}, (decimal){4, 1}), "0.73");
    /* the rate as written: 0.4, 0.40 and 0.400000000000000 are one */
    assert_money(price_convert((money){29}, (decimal){INT64_C(400000000000000), 15}), "0.73");
}

RUN(cmocka_unit_test(a_year_without_a_rate_uses_the_latest_earlier_one),
    cmocka_unit_test(factors_compound_from_the_year_after_the_price),
    cmocka_unit_test(factors_multiply_in_the_order_of_the_years),
    cmocka_unit_test(escalated_prices_are_rounded_half_away_from_zero),
    cmocka_unit_test(conversion_is_exact_and_half_away_from_zero))
