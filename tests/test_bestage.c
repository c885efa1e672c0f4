/* The best age.  Expected values are closed forms, worked out in the comments. */
#include "planner/bestage.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static const struct bestage_ages yearly = {12, 240, 12};

static void without_failures_and_interest_it_is_price_over_age(void **state)
{
    (void)state;
    struct bestage_unit unit = {.price = {120000}, .life = {2, 1e9}, .replace_fraction = 1};
    struct bestage_point points[20];
    struct bestage best;
    assert_int_equal(bestage_count(yearly), 20);
    assert_true(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    for (size_t i = 0; i < best.count; i++) {
        assert_int_equal(points[i].months, 12 * (int)(i + 1));
        assert_int_equal(points[i].cost.cents, llround(120000.0 / (double)(i + 1)));
    }
    assert_int_equal(best.best, 19);
    assert_true(best.open_ended);
    assert_int_equal(best.today.cost.cents, 30000);
    assert_int_equal(best.extra.cents, 24000);
}

static void with_interest_it_is_the_capital_recovery_factor(void **state)
{
    (void)state;
    /* Continuous payment: price x force / (1 - e^(-force n)); 8 % against 3 % escalation. */
    struct bestage_unit unit = {.price = {1000000},
                                .life = {2, 1e9},
                                .replace_fraction = 1,
                                .discount = 0.08,
                                .escalation = 0.03};
    struct bestage_point points[20];
    struct bestage best;
    assert_true(bestage_curve(&unit, yearly, 12, 0.02, points, &best));
    double force = log(1.08 / 1.03);
    for (size_t i = 0; i < best.count; i++)
        near((double)points[i].cost.cents, 1e6 * force / (1 - exp(-force * (double)(i + 1))), 0.51);
}

static void minimal_repair_has_the_optimum_of_barlow_and_hunter(void **state)
{
    (void)state;
    /* All failures repaired at c = 0.5 of the price, shape 2, scale 8, no interest: cost(n) =
     * (1 + c (n/8)^2) / n is least at n = 8 / sqrt(c (2 - 1)) = 11.3137 years, where it is
     * 2 / n = 0.176777 of the price. */
    struct bestage_unit unit = {.price = {10000000}, .life = {2, 8}, .repair_share = 0.5};
    struct bestage_ages monthly = {1, 240, 1};
    struct bestage_point points[240];
    struct bestage best;
    assert_true(bestage_curve(&unit, monthly, 48, 0.02, points, &best));
    assert_int_equal(points[best.best].months, 136); /* 11.33 years */
    near((double)points[best.best].cost.cents, 1767767, 20);
    assert_false(best.open_ended);
    for (size_t i = 0; i < best.count; i++) {
        double n = (double)points[i].months / 12;
        near((double)points[i].cost.cents, 1e7 * (1 + 0.5 * n * n / 64) / n, 2);
        near(points[i].failing, n / 64, 1e-9);
    }
    /* Within 2 %: (x + 1/x) / 2 <= 1.02 for x = n / 11.3137 in 0.8190 .. 1.2210: 9.27 .. 13.81. */
    assert_int_equal(points[best.flat_first].months, 112);
    assert_int_equal(points[best.flat_last].months, 165);
    assert_int_equal(best.extra.cents, best.today.cost.cents - points[best.best].cost.cents);
}

static void a_constant_hazard_gives_no_reason_to_replace(void **state)
{
    (void)state;
    /* Shape 1, all failures fatal: the mean age at n is scale (1 - e^(-n/scale)), and the cost
     * price / mean age falls for ever towards price / scale. */
    struct bestage_unit unit = {
        .price = {500000}, .life = {1, 10}, .replace_fraction = 1, .failure_cost = {20000}};
    struct bestage_point points[20];
    struct bestage best;
    assert_true(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    assert_true(best.open_ended);
    for (size_t i = 0; i < best.count; i++) {
        double n = (double)(i + 1), mean = 10 * (1 - exp(-n / 10));
        near(points[i].mean_age, mean, 1e-9);
        near(points[i].failing, 0.1, 1e-9);
        near((double)points[i].cost.cents, 500000 / mean + 2000, 1.01);
    }
}

static void early_failures_are_integrated_through_age_zero(void **state)
{
    (void)state;
    /* Shape 0.5: the hazard is infinite at 0, expected failures within n years are (n/4)^0.5. */
    struct bestage_unit unit = {.price = {100000}, .life = {0.5, 4}, .repair_share = 1};
    struct bestage_point points[20];
    struct bestage best;
    assert_true(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    for (size_t i = 0; i < best.count; i++) {
        double n = (double)(i + 1);
        near(points[i].failing, sqrt(n / 4) / n, 1e-9);
    }
}

static void upkeep_is_paid_by_age_and_its_last_year_goes_on(void **state)
{
    (void)state;
    const money upkeep[] = {{0}, {0}, {0}, {30000}};
    struct bestage_unit unit = {.price = {120000},
                                .life = {2, 1e9},
                                .replace_fraction = 1,
                                .upkeep = upkeep,
                                .upkeep_years = 4};
    struct bestage_point points[20];
    struct bestage best;
    assert_true(bestage_curve(&unit, yearly, 60, 0.02, points, &best));
    assert_int_equal(points[2].upkeep.cents, 0);
    assert_int_equal(points[3].upkeep.cents, 7500);  /* 30000 / 4 */
    assert_int_equal(points[5].upkeep.cents, 15000); /* 3 x 30000 / 6 */
    assert_int_equal(points[5].cost.cents, 35000);
}

static void parts_add_up_to_the_cost(void **state)
{
    (void)state;
    const money upkeep[] = {{1234}, {9999}};
    struct bestage_unit unit = {{99900}, {1.36, 8.9}, 0.35, 0.2, {7777}, upkeep, 2, 0.041, 0.023};
    struct bestage_point points[240];
    struct bestage best;
    assert_true(bestage_curve(&unit, (struct bestage_ages){1, 240, 1}, 48, 0.02, points, &best));
    for (size_t i = 0; i < best.count; i++) {
        assert_int_equal(points[i].cost.cents, points[i].capital.cents + points[i].repairs.cents +
                                                   points[i].failures.cents +
                                                   points[i].upkeep.cents);
        assert_true(points[i].cost.cents >= points[best.best].cost.cents);
    }
    assert_int_equal(best.today.cost.cents, points[47].cost.cents);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    struct bestage_unit fine = {.price = {100}, .life = {2, 5}}, unit;
    struct bestage_point points[20];
    struct bestage best;
    assert_true(bestage_curve(&fine, yearly, 48, 0.02, points, &best));
    unit = fine, unit.replace_fraction = 1.5;
    assert_false(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    unit = fine, unit.price = MONEY_NONE;
    assert_false(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    unit = fine, unit.discount = -1;
    assert_false(bestage_curve(&unit, yearly, 48, 0.02, points, &best));
    assert_false(bestage_curve(&fine, yearly, 0, 0.02, points, &best));
    assert_false(bestage_curve(&fine, (struct bestage_ages){0, 12, 1}, 48, 0.02, points, &best));
    assert_int_equal(bestage_count((struct bestage_ages){12, 700, 1}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_failures_and_interest_it_is_price_over_age),
        cmocka_unit_test(with_interest_it_is_the_capital_recovery_factor),
        cmocka_unit_test(minimal_repair_has_the_optimum_of_barlow_and_hunter),
        cmocka_unit_test(a_constant_hazard_gives_no_reason_to_replace),
        cmocka_unit_test(early_failures_are_integrated_through_age_zero),
        cmocka_unit_test(upkeep_is_paid_by_age_and_its_last_year_goes_on),
        cmocka_unit_test(parts_add_up_to_the_cost),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
