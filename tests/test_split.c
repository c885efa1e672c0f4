#include "planner/split.h"

#include "testing.h"

/* Divides and compares with what is expected, written as "33.34 33.33 33.33". */
static void divided(int64_t cents, size_t count, const int64_t weights[], const char *expected)
{
    money shares[16];
    char got[256] = "", one[MONEY_TEXT];
    int64_t sum = 0;
    assert_true(split_largest_remainder((money){cents}, count, weights, shares));
    for (size_t i = 0; i < count; i++) {
        sum += shares[i].cents;
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? " " : "",
                 money_plain(shares[i], one));
    }
    assert_int_equal(sum, cents);
    assert_string_equal(got, expected);
}

static void a_hundred_over_three_equal_counts(void **state)
{
    (void)state;
    divided(10000, 3, (const int64_t[]){1, 1, 1}, "33.34 33.33 33.33");
}

/* A year of four cost centers over STATE, AG-B, AG-C and ICASS; modified counts in tenths.  The
 * shares are worked out by integer division, the remainders in brackets. */
static void cost_centers_over_agencies_as_worked_out_by_hand(void **state)
{
    (void)state;
    /* 318742.19 over 273.0: floors 166960.19 [1300] 71220.78 [650] 19848.41 [1300]
     * 60712.79 [2210]; two cents: to ICASS, and of the tie to STATE, which stands first */
    divided(31874219, 4, (const int64_t[]){1430, 610, 170, 520},
            "166960.20 71220.78 19848.41 60712.80");
    /* 212500.07 over 65.7: [277] [517] [630] [547], three cents */
    divided(21250007, 4, (const int64_t[]){380, 140, 27, 110},
            "122907.19 45281.60 8732.88 35578.40");
    /* 46813.50 over 60.1: [479] [302] [140] [281], two cents */
    divided(4681350, 4, (const int64_t[]){380, 84, 27, 110}, "29599.22 6542.99 2103.10 8568.19");
    /* 59900.81 over 123.0: [40] [550] [0] [640], one cent; who counts 0 pays nothing */
    divided(5990081, 4, (const int64_t[]){710, 230, 0, 290}, "34576.89 11200.96 0.00 14122.96");
}

static void ties_go_to_the_part_listed_first(void **state)
{
    (void)state;
    /* 0.01 over two halves of a cent */
    divided(1, 2, (const int64_t[]){1, 1}, "0.01 0.00");
    /* 100.01 at 50/25/25: 50.005, 25.0025, 25.0025; the cent goes to the largest remainder */
    divided(10001, 3, (const int64_t[]){50, 25, 25}, "50.01 25.00 25.00");
    /* 0.02 over four quarters: remainders of half a cent each; the first two get it */
    divided(2, 4, (const int64_t[]){1, 1, 1, 1}, "0.01 0.01 0.00 0.00");
}

static void cents_left_over_go_to_the_largest_remainders(void **state)
{
    (void)state;
    /* 10.00 at 1:2:4 of 7: 142.857, 285.714, 571.428 cents; 142 + 285 + 571 = 998, two left over,
     * to .857 and .714 */
    divided(1000, 3, (const int64_t[]){1, 2, 4}, "1.43 2.86 5.71");
    /* 70/30 of 1234.57: 864.199 and 370.371; the cent left over goes to .9 rather than to .1 */
    divided(123457, 2, (const int64_t[]){70, 30}, "864.20 370.37");
}

static void nobody_without_weight_gets_a_cent(void **state)
{
    (void)state;
    divided(10000, 4, (const int64_t[]){0, 1, 0, 2}, "0.00 33.33 0.00 66.67");
    divided(0, 2, (const int64_t[]){0, 0}, "0.00 0.00");
}

static void a_credit_is_divided_by_the_same_rule(void **state)
{
    (void)state;
    /* -1.00 over three: floors of -33.33 cents are -34 each, 2 cents too many; back to the first */
    divided(-100, 3, (const int64_t[]){1, 1, 1}, "-0.33 -0.33 -0.34");
}

static void weights_may_be_large(void **state)
{
    (void)state;
    /* ten trillion dollars over weights of 10^17: the products pass 64 bits */
    const int64_t w = INT64_C(100000000000000000);
    divided(MONEY_LIMIT, 3, (const int64_t[]){w, w, 2 * w},
            "2500000000000.00 2500000000000.00 5000000000000.00");
}

static void what_cannot_be_divided_is_refused_and_left_alone(void **state)
{
    (void)state;
    money shares[2] = {{7}, {8}};
    assert_false(split_largest_remainder((money){1}, 2, (const int64_t[]){0, 0}, shares));
    assert_false(split_largest_remainder((money){1}, 2, (const int64_t[]){2, -1}, shares));
    assert_false(split_largest_remainder((money){1}, 2, (const int64_t[]){INT64_MAX, 1}, shares));
    assert_int_equal(shares[0].cents, 7);
    assert_int_equal(shares[1].cents, 8);
}

RUN(cmocka_unit_test(a_hundred_over_three_equal_counts),
    cmocka_unit_test(cost_centers_over_agencies_as_worked_out_by_hand),
    cmocka_unit_test(ties_go_to_the_part_listed_first),
    cmocka_unit_test(cents_left_over_go_to_the_largest_remainders),
    cmocka_unit_test(nobody_without_weight_gets_a_cent),
    cmocka_unit_test(a_credit_is_divided_by_the_same_rule), cmocka_unit_test(weights_may_be_large),
    cmocka_unit_test(what_cannot_be_divided_is_refused_and_left_alone))
