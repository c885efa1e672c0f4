#include "planner/money.h"

#include <math.h>

#include "testing.h"

static money cents(int64_t n)
{
    return (money){n};
}

static void rounding_is_half_away_from_zero(void **state)
{
    (void)state;
    assert_money(money_round(50.5), "0.51"); /* not to even, which would be 50 */
    assert_money(money_round(-50.5), "-0.51");
    assert_money(money_round(51.5), "0.52");
    assert_money(money_round(50.49), "0.50");
    assert_money(money_round(-0.4), "0.00");
}

static void a_ratio_is_exact_and_half_away_from_zero(void **state)
{
    (void)state;
    assert_money(money_ratio(1, 2), "0.01");   /* 0.5 cents */
    assert_money(money_ratio(-1, 2), "-0.01");
    assert_money(money_ratio(1, 3), "0.00");
    assert_money(money_ratio(2, 3), "0.01");
    assert_money(money_ratio(-5, 2), "-0.03"); /* -2.5 */
    assert_money(money_ratio(100, 1), "1.00");
    /* (10^15 - 1) / 2 = 499999999999999.5 */
    assert_money(money_ratio(999999999999999, 2), "5000000000000.00");
    /* the same with 128 bits: (10^15 - 1) * 10^12 / (2 * 10^12) */
    assert_money(money_ratio((wide)999999999999999 * 1000000000000, (wide)2 * 1000000000000),
                 "5000000000000.00");
}

static void what_does_not_fit_says_so_in_every_later_sum(void **state)
{
    (void)state;
    money most = cents(INT64_MAX - 1);
    assert_false(money_fits(money_add(most, cents(1))));
    assert_false(money_fits(money_add(most, most)));
    assert_false(money_fits(money_add(MONEY_TOO_LARGE, cents(-5))));
    assert_false(money_fits(money_sub(cents(0), MONEY_TOO_LARGE)));
    assert_false(money_fits(money_sub(cents(-INT64_MAX + 1), cents(5))));
    assert_false(money_fits(money_times(cents(INT64_MAX / 2), 3)));
    assert_false(money_fits(money_times(MONEY_TOO_LARGE, 0)));
    assert_false(money_fits(money_round((double)MONEY_LIMIT * 2)));
    assert_false(money_fits(money_round(NAN)));
    assert_false(money_fits(money_round(-INFINITY)));
    assert_false(money_fits(money_ratio((wide)MONEY_LIMIT + 1, 1)));
    assert_true(money_fits(money_ratio(MONEY_LIMIT, 1)));
    assert_true(money_fits(money_round((double)MONEY_LIMIT)));
}

static void sums_are_plain_arithmetic(void **state)
{
    (void)state;
    assert_money(money_add(cents(150), cents(-250)), "-1.00");
    assert_money(money_sub(cents(150), cents(-250)), "4.00");
    assert_money(money_times(cents(131240), 3), "3937.20"); /* 3 x 1312.40 */
    assert_true(money_compare(cents(-1), cents(0)) < 0);
    assert_true(money_compare(cents(5), cents(5)) == 0);
    assert_true(money_compare(cents(7), cents(5)) > 0);
    assert_true(fabs(money_dollars(cents(131240)) - 1312.40) < 1e-12);
}

static void unknown_is_not_zero(void **state)
{
    (void)state;
    assert_false(money_given(MONEY_NONE));
    assert_true(money_given(MONEY_ZERO));
    assert_money(MONEY_NONE, "");
    assert_money(MONEY_ZERO, "0.00");
}

static void amounts_are_written_with_two_decimals(void **state)
{
    (void)state;
    char out[MONEY_TEXT];
    assert_money(cents(-123450), "-1234.50");
    assert_money(cents(-5), "-0.05");
    assert_money(cents(INT64_MAX), "92233720368547758.07");
    assert_string_equal(money_pretty(cents(-123450), out), "-$1,234.50");
    assert_string_equal(money_pretty(cents(99999), out), "$999.99");
    assert_string_equal(money_pretty(cents(100000), out), "$1,000.00");
    assert_string_equal(money_pretty(cents(123456789012), out), "$1,234,567,890.12");
    assert_string_equal(money_pretty(MONEY_NONE, out), "");
}

static void a_decimal_is_as_it_was_written(void **state)
{
    (void)state;
    assert_decimal(((decimal){12500, 3}), "12.500");
    assert_decimal(((decimal){-5, 2}), "-0.05");
    assert_decimal(((decimal){7, 0}), "7");
    assert_decimal(DECIMAL_NONE, "");
    assert_false(decimal_given(DECIMAL_NONE));
    assert_true(decimal_double((decimal){31, 1}) == 3.1); /* the double nearest to 3.1 */
    assert_true(decimal_double((decimal){-95, 2}) == -0.95);
}

static void decimals_compare_by_value(void **state)
{
    (void)state;
    assert_int_equal(decimal_compare((decimal){10, 1}, (decimal){1, 0}), 0);
    assert_true(decimal_compare((decimal){999, 3}, (decimal){1, 0}) < 0);
    assert_true(decimal_compare((decimal){-1, 0}, (decimal){-11, 1}) > 0);
    /* 10^17 against 0.000000000000000001: aligned they need 36 digits */
    assert_true(decimal_compare(decimal_whole(INT64_C(100000000000000000)), (decimal){1, 18}) > 0);
}

static void a_decimal_is_scaled_only_without_loss(void **state)
{
    (void)state;
    int64_t units = -1;
    assert_true(decimal_scaled((decimal){125, 1}, 3, &units));
    assert_int_equal(units, 12500);
    assert_true(decimal_scaled((decimal){12500, 3}, 1, &units));
    assert_int_equal(units, 125);
    assert_false(decimal_scaled((decimal){12501, 3}, 1, &units));
    assert_false(decimal_scaled(decimal_whole(INT64_MAX / 5), 1, &units));
}

RUN(cmocka_unit_test(rounding_is_half_away_from_zero),
    cmocka_unit_test(a_ratio_is_exact_and_half_away_from_zero),
    cmocka_unit_test(what_does_not_fit_says_so_in_every_later_sum),
    cmocka_unit_test(sums_are_plain_arithmetic),
    cmocka_unit_test(unknown_is_not_zero),
    cmocka_unit_test(amounts_are_written_with_two_decimals),
    cmocka_unit_test(a_decimal_is_as_it_was_written),
    cmocka_unit_test(decimals_compare_by_value),
    cmocka_unit_test(a_decimal_is_scaled_only_without_loss))
