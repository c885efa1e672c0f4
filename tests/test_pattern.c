/* The seasonal pattern. */
#include "testing.h"

#include "planner/method.h"

#include "published.h"

/* R 4.2.2: decompose(AirPassengers to 1954, "multiplicative")$figure. Ours is drawn back by the noise
   in it, which is little here: the strength tells how much. */
static void indices_match_decompose(void **state)
{
    (void)state;
    const double figure[] = {0.9095594506, 0.9157284334, 1.0520170448, 0.9933712865,
                             0.9830276395, 1.0892304498, 1.1768757325, 1.1862731001,
                             1.0594287506, 0.9231226155, 0.8017121340, 0.9096533626};
    struct history history = {airline, TO_1954, 12};
    struct pattern pattern;
    pattern_find(&history, &pattern);
    assert_int_equal(pattern.kind, PATTERN_FACTOR);
    assert_true(pattern.strength > 0.95 && pattern.strength < 1);
    for (size_t j = 0; j < 12; j++)
        assert_near((pattern.index[j] - 1) / pattern.strength, figure[j] - 1, 1e-6);
}

static double noise(uint32_t *seed)
{
    double sum = 0;
    for (int i = 0; i < 12; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        sum += (double)(*seed >> 8) / 16777216.0;
    }
    return sum - 6;
}

/* With 24 and with 36 months: noise alone keeps next to nothing, a season of twice the noise most. */
static void two_and_three_years_tell_season_from_noise(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (size_t n = 24; n <= 36; n += 12) {
        double plain = 0, seasonal = 0;
        for (int run = 0; run < 200; run++) {
            double y[36], z[36];
            for (size_t t = 0; t < n; t++) {
                y[t] = 10 + noise(&seed);
                z[t] = y[t] + (t % 12 < 3 ? 4 : -4.0 / 3);
            }
            struct pattern pattern;
            struct history history = {y, n, 12};
            pattern_find(&history, &pattern);
            plain += pattern.strength / 200;
            history.y = z;
            pattern_find(&history, &pattern);
            seasonal += pattern.strength / 200;
        }
        assert_true(plain < 0.35);
        assert_true(seasonal > 0.7);
    }
}

static void removed_and_restored_is_unchanged(void **state)
{
    (void)state;
    struct history history = {airline, TO_1954, 12};
    struct pattern pattern;
    double plain[TO_1954];
    pattern_find(&history, &pattern);
    pattern_remove(&pattern, &history, plain);
    pattern_restore(&pattern, 12, 0, TO_1954, plain);
    for (size_t t = 0; t < TO_1954; t++)
        assert_near(plain[t], airline[t], 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indices_match_decompose),
        cmocka_unit_test(two_and_three_years_tell_season_from_noise),
        cmocka_unit_test(removed_and_restored_is_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
