/* What every model must do, and what the door does for all of them. */
#include "testing.h"

#include "planner/model.h"

#include "published.h"

static const struct forecast_wish year = {.horizon = 12, .level = 0.95};

static void assert_ordered(const struct forecast *forecast)
{
    for (size_t h = 0; h < forecast->horizon; h++) {
        assert_true(isfinite(forecast->lower[h]) && isfinite(forecast->upper[h]));
        assert_true(forecast->lower[h] <= forecast->mean[h]);
        assert_true(forecast->mean[h] <= forecast->upper[h]);
        /* nothing is certain, but that what comes less often than the level lets pass is not awaited */
        assert_true(forecast->lower[h] < forecast->upper[h] ||
                    (forecast->notes & FORECAST_INTERMITTENT && forecast->mean[h] == 0));
    }
}

static void a_constant_history_stays_constant(void **state)
{
    (void)state;
    double y[36];
    for (size_t t = 0; t < 36; t++)
        y[t] = 1200.5;
    for (size_t i = 0; model_name(i); i++)
        for (size_t season = 1; season <= 12; season += 11) {
            struct series series = {.value = y, .length = 36, .season = season};
            struct forecast forecast;
            assert_true(model_forecast(model_name(i), &series, &year, &forecast));
            assert_true(forecast.notes & FORECAST_CONSTANT);
            assert_ordered(&forecast);
            bool biased = strcmp(model_name(i), "sba") == 0;
            for (size_t h = 0; h < 12; h++)
                assert_near(forecast.mean[h], biased ? 0.95 * 1200.5 : 1200.5, 0.5);
            forecast_free(&forecast);
        }
}

static void any_length_suffices(void **state)
{
    (void)state;
    for (size_t i = 0; model_name(i); i++)
        for (size_t n = 1; n <= TO_1954; n++)
            for (size_t season = 1; season <= 12; season += n > 30 ? 11 : 3) {
                struct series series = {.value = airline, .length = n, .season = season};
                struct forecast forecast;
                assert_true(model_forecast(model_name(i), &series, &year, &forecast));
                assert_ordered(&forecast);
                forecast_free(&forecast);
            }
}

static void the_same_call_gives_the_same_bytes(void **state)
{
    (void)state;
    struct series series = {.value = airline, .length = TO_1954, .season = 12};
    for (size_t i = 0; model_name(i); i++) {
        struct forecast one, two;
        double mean[2], lower[2], upper[2];
        assert_true(model_forecast(model_name(i), &series, &year, &one));
        assert_true(model_forecast(model_name(i), &series, &year, &two));
        assert_memory_equal(one.mean, two.mean, 12 * sizeof *one.mean);
        assert_memory_equal(one.lower, two.lower, 12 * sizeof *one.lower);
        assert_true(forecast_total(&one, 0, 12, 0, &mean[0], &lower[0], &upper[0]));
        assert_true(forecast_total(&two, 0, 12, 0, &mean[1], &lower[1], &upper[1]));
        assert_memory_equal(&lower[0], &lower[1], sizeof *lower);
        assert_memory_equal(&upper[0], &upper[1], sizeof *upper);
        forecast_free(&one);
        forecast_free(&two);
    }
}

/* A power of two changes no digit of a number, so it must change none of the result. */
static void the_unit_of_the_values_does_not_matter(void **state)
{
    (void)state;
    double y[TO_1954];
    for (size_t t = 0; t < LENGTH(y); t++)
        y[t] = airline[t] * 0x1p40;
    struct series series = {.value = airline, .length = TO_1954, .season = 12};
    struct series large = {.value = y, .length = LENGTH(y), .season = 12};
    struct forecast one, two;
    assert_true(model_forecast(NULL, &series, &year, &one));
    assert_true(model_forecast(NULL, &large, &year, &two));
    for (size_t h = 0; h < 12; h++)
        assert_near(two.mean[h] / 0x1p40, one.mean[h], 1e-9);
    forecast_free(&one);
    forecast_free(&two);
}

static void what_cannot_be_forecast_is_refused(void **state)
{
    (void)state;
    const double none[] = {NAN, NAN}, endless[] = {1, INFINITY, 2}, good[] = {1, 2, 3};
    struct series series = {.value = good, .length = 3, .season = 1};
    struct forecast forecast;
    struct forecast_wish wish = year;
    assert_false(model_forecast("no such method", &series, &year, &forecast));
    wish.horizon = 0;
    assert_false(model_forecast(NULL, &series, &wish, &forecast));
    wish = (struct forecast_wish){.horizon = 3, .level = 1};
    assert_false(model_forecast(NULL, &series, &wish, &forecast));
    series.value = none;
    series.length = 2;
    assert_false(model_forecast(NULL, &series, &year, &forecast));
    series.value = endless;
    series.length = 3;
    assert_false(model_forecast(NULL, &series, &year, &forecast));
    series.length = 0;
    assert_false(model_forecast(NULL, &series, &year, &forecast));
}

static double random_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / 16777216.0;
}

/* Kinds of dirt: 0 plain, 1 zeros, 2 signs, 3 huge, 4 tiny, 5 gaps, 6 spikes, 7 all zero,
   8 nearly constant, 9 exponential, 10 a step, 11 the largest doubles, 12 down to zero, 13 below
   zero, 14 gaps at both ends, 15 a step at the end, 16 one value that is not zero, 17 the same
   seasons every year. */
enum { KINDS = 18 };
static double dirty(int kind, size_t t, size_t n, uint32_t *seed)
{
    double u = random_number(seed), v = random_number(seed);
    switch (kind) {
    case 1: return u < 0.6 ? 0 : v;
    case 2: return u - 0.5;
    case 3: return (u + 0.01) * 1e250;
    case 4: return (u + 0.01) * 1e-250;
    case 5: return u < 0.3 ? NAN : v;
    case 6: return u < 0.05 ? 1e9 * v : 1 + v;
    case 7: return 0;
    case 8: return t == n / 2 ? 1.0000001 : 1;
    case 9: return exp(0.5 * (double)t) * (1 + u);
    case 10: return (t < n / 2 ? 1 : 1e6) * (1 + 0.01 * u);
    case 11: return (u < 0.5 ? -1 : 1) * 1.7e308 * v;
    case 12: return (double)(n - 1 - t);
    case 13: return -1 - u;
    case 14: return t < n / 4 || t > n - n / 4 ? NAN : 1 + u;
    case 15: return (t + 4 < n ? 1 : 3) + 0.01 * u;
    case 16: return t == n / 2 ? 100 : 0;
    case 17: return 10 + (double)(t % 12);
    default: return 1 + u;
    }
}

/* Kinds whose numbers may be too large for a sum of them, or that may have no value at all. */
static bool may_be_refused(int kind) { return kind == 3 || kind == 5 || kind == 9 || kind == 11; }

static void forecast_dirty(const char *name, int kind, size_t n, size_t season, uint32_t *seed)
{
    double y[140], mean, lower, upper;
    bool below = kind == 13;
    for (size_t t = 0; t < n; t++)
        y[t] = dirty(kind, t, n, seed);
    struct series series = {.value = y, .length = n, .season = season,
                            .last_share = n % 3 ? 0 : 0.4};
    struct forecast_wish wish = {.horizon = 15, .level = 0.9, .nonnegative = !below};
    struct forecast forecast;
    if (!model_forecast(name, &series, &wish, &forecast)) {
        assert_true(may_be_refused(kind));
        return;
    }
    assert_ordered(&forecast);
    for (size_t h = 0; h < forecast.horizon; h++)
        assert_true(below || forecast.lower[h] >= 0);
    if (forecast_total(&forecast, 0, 12, 0, &mean, &lower, &upper))
        assert_true((below || lower >= 0) && lower <= mean && mean <= upper && isfinite(upper) &&
                    (lower < upper || mean == 0));
    forecast_free(&forecast);
}

/* Always finite and ordered, or refused, and never below zero where that is asked. */
static void dirty_series_give_ordered_intervals(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t n = 1; n < 140; n += 1 + n / 7)
            for (size_t season = 1; season <= 12; season += season == 1 ? 3 : 8)
                forecast_dirty(NULL, kind, n, season, &seed);
}

static void every_model_bears_dirty_series(void **state)
{
    (void)state;
    uint32_t seed = 2;
    for (size_t i = 0; model_name(i); i++)
        for (int kind = 0; kind < KINDS; kind++)
            for (size_t n = 2; n < 150; n *= 4)
                for (size_t season = 1; season <= 12; season += 11)
                    forecast_dirty(model_name(i), kind, n, season, &seed);
}

/* 1000, 960, ... 40, 0: the line goes on below zero. */
static void a_cost_that_falls_to_zero_is_not_sure_to_stay_there(void **state)
{
    (void)state;
    double y[26];
    for (size_t t = 0; t < 26; t++)
        y[t] = 1000 - 40 * (double)t;
    struct series series = {.value = y, .length = 26, .season = 12};
    struct forecast_wish wish = {.horizon = 12, .nonnegative = true};
    struct forecast forecast;
    double mean, lower, upper;
    assert_true(model_forecast(NULL, &series, &wish, &forecast));
    assert_ordered(&forecast);
    assert_true(forecast.notes & FORECAST_FLOOR);
    assert_near(forecast.mean[11], 0, 1);
    assert_true(forecast.upper[11] > 40 && forecast.upper[11] < 1000);
    assert_true(forecast_total(&forecast, 0, 12, 0, &mean, &lower, &upper));
    assert_true(lower <= mean && mean < upper);
    forecast_free(&forecast);
}

/* Five years ahead is less sure than one, however steady the past was. */
static void a_steady_history_is_less_sure_the_further_it_is_carried(void **state)
{
    (void)state;
    double y[36], mean, lower[2], upper[2];
    uint32_t seed = 9;
    for (double noise = 0; noise < 0.02; noise += 0.009) {
        for (size_t t = 0; t < 36; t++)
            y[t] = 500 * (1 + noise * (random_number(&seed) - 0.5));
        struct series series = {.value = y, .length = 36, .season = 12};
        struct forecast_wish wish = {.horizon = 60, .nonnegative = true};
        struct forecast forecast;
        assert_true(model_forecast(NULL, &series, &wish, &forecast));
        assert_true(forecast_total(&forecast, 0, 12, 0, &mean, &lower[0], &upper[0]));
        assert_true(forecast_total(&forecast, 48, 60, 0, &mean, &lower[1], &upper[1]));
        assert_true(upper[1] - lower[1] > 1.25 * (upper[0] - lower[0]));
        assert_true(upper[1] - lower[1] < 0.5 * mean);
        forecast_free(&forecast);
    }
}

/* What comes once in years is no slip, and is not set back. */
static void one_bill_among_zeros_is_kept(void **state)
{
    (void)state;
    double y[36] = {[30] = 500};
    struct forecast forecast;
    for (size_t season = 1; season <= 12; season += season == 1 ? 3 : 8) {
        struct series series = {.value = y, .length = 36, .season = season};
        assert_true(model_forecast(NULL, &series, &year, &forecast));
        assert_int_equal(forecast.changes, 0);
        assert_near(forecast.upper[0], 500, 1e-9);
        forecast_free(&forecast);
    }
}

static void the_combination_is_the_weighted_mean_of_its_parts(void **state)
{
    (void)state;
    for (size_t season = 1; season <= 12; season += season == 1 ? 3 : 8) {
        struct series series = {.value = airline, .length = TO_1954, .season = season};
        struct forecast whole, part;
        double mean[12] = {0}, weights = 0;
        assert_true(model_forecast("combination", &series, &year, &whole));
        for (size_t i = 0; i < whole.parts; i++) {
            weights += whole.part[i].weight;
            assert_true(model_forecast(whole.part[i].name, &series, &year, &part));
            for (size_t h = 0; h < 12; h++)
                mean[h] += whole.part[i].weight * part.mean[h];
            forecast_free(&part);
        }
        assert_near(weights, 1, 1e-12);
        for (size_t h = 0; h < 12; h++)
            assert_near(whole.mean[h], mean[h], 1e-9);
        forecast_free(&whole);
    }
}

static void ten_thousand_values_are_forecast(void **state)
{
    (void)state;
    static double y[10000];
    uint32_t seed = 3;
    for (size_t t = 0; t < LENGTH(y); t++)
        y[t] = 100 + random_number(&seed) + (double)(t % 12);
    struct series series = {.value = y, .length = LENGTH(y), .season = 12};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    assert_ordered(&forecast);
    /* the value at place 10011 is 100.5 + 10011 % 12 on average */
    assert_near(forecast.mean[11], 103.5, 0.5);
    forecast_free(&forecast);
}

static void gaps_are_filled_and_reported(void **state)
{
    (void)state;
    double y[TO_1954];
    memcpy(y, airline, sizeof y);
    y[20] = NAN;
    struct series series = {.value = y, .length = LENGTH(y), .season = 12};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    assert_true(forecast.notes & FORECAST_GAPS);
    assert_int_equal(forecast.changes, 1);
    assert_int_equal(forecast.change[0].at, 20);
    assert_true(isnan(forecast.change[0].was));
    /* the mean of the Septembers before and after: 136 and 184 */
    assert_near(forecast.change[0].now, 160, 1e-9);
    forecast_free(&forecast);
}

static void an_outlier_is_set_back_and_reported(void **state)
{
    (void)state;
    double y[LENGTH(nile)];
    memcpy(y, nile, sizeof y);
    y[25] = 12200;
    struct series series = {.value = y, .length = LENGTH(y), .season = 1};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    assert_true(forecast.notes & FORECAST_OUTLIERS);
    assert_int_equal(forecast.changes, 1);
    assert_int_equal(forecast.change[0].at, 25);
    assert_near(forecast.change[0].was, 12200, 1e-6);
    assert_true(forecast.change[0].now < 1300);
    forecast_free(&forecast);
}

static void a_new_level_is_found_and_forecast(void **state)
{
    (void)state;
    double y[36];
    uint32_t seed = 5;
    for (size_t t = 0; t < 36; t++)
        y[t] = (t < 20 ? 500 : 800) + 10 * random_number(&seed);
    struct series series = {.value = y, .length = 36, .season = 12};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    assert_true(forecast.notes & FORECAST_SHIFT);
    assert_int_equal(forecast.shift_at, 20);
    assert_near(forecast.shift_by, 300, 10);
    for (size_t h = 0; h < 12; h++)
        assert_near(forecast.mean[h], 805, 15);
    forecast_free(&forecast);
}

/* Five months of a year and trailing gaps are not history; their periods come first. */
static void a_partial_last_period_is_left_out_and_forecast(void **state)
{
    (void)state;
    const double y[] = {100, 102, 101, 99, 100, 101, 103, 40};
    struct series series = {.value = y, .length = LENGTH(y), .season = 1, .last_share = 0.4};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    assert_true(forecast.notes & FORECAST_PARTIAL);
    assert_int_equal(forecast.before, 1);
    assert_int_equal(forecast.horizon, 13);
    assert_near(forecast.mean[0], 101.5, 3);
    forecast_free(&forecast);
}

static void many_zeros_are_forecast_as_chance_and_size(void **state)
{
    (void)state;
    const double y[] = {0, 0, 50, 0, 0, 0, 60, 0, 0, 0, 0, 40, 0, 0, 0, 55, 0, 0, 0, 0, 45, 0, 0, 0};
    struct series series = {.value = y, .length = LENGTH(y), .season = 12};
    struct forecast_wish wish = {.horizon = 12, .nonnegative = true};
    struct forecast forecast;
    double mean, lower, upper;
    assert_true(model_forecast(NULL, &series, &wish, &forecast));
    assert_true(forecast.notes & FORECAST_INTERMITTENT);
    assert_int_equal(forecast.parts, 2);
    assert_near(forecast.lower[0], 0, 0);
    assert_true(forecast.upper[0] > 50 && forecast.upper[0] <= 60);
    /* 250 in two years: about 125 a year */
    assert_true(forecast_total(&forecast, 0, 12, 0, &mean, &lower, &upper));
    assert_near(mean, 125, 25);
    assert_true(lower < 60 && upper > 200 && upper < 400);
    forecast_free(&forecast);
}

/* The bounds of a sum lie within the sum of the bounds, and beyond those of independent periods. */
static void a_total_comes_from_the_joint_distribution(void **state)
{
    (void)state;
    struct series series = {.value = airline, .length = TO_1954, .season = 12};
    struct forecast forecast;
    double mean, lower, upper, all = 0, below = 0, above = 0, squares = 0;
    assert_true(model_forecast(NULL, &series, &year, &forecast));
    for (size_t h = 0; h < 12; h++) {
        all += forecast.mean[h];
        below += forecast.lower[h];
        above += forecast.upper[h];
        squares += pow(forecast.upper[h] - forecast.mean[h], 2);
    }
    assert_true(forecast_total(&forecast, 0, 12, 1000, &mean, &lower, &upper));
    assert_near(mean, all + 1000, 1e-6);
    assert_true(lower > below + 1000 && upper < above + 1000);
    assert_true(upper - mean > sqrt(squares));
    assert_true(forecast_total(&forecast, 3, 4, 0, &mean, &lower, &upper));
    assert_near(lower, forecast.lower[3], 0);
    assert_false(forecast_total(&forecast, 3, 3, 0, &mean, &lower, &upper));
    assert_false(forecast_total(&forecast, 3, 13, 0, &mean, &lower, &upper));
    forecast_free(&forecast);
}

static void paths_agree_with_the_bounds(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    struct series series = {.value = nile, .length = LENGTH(nile), .season = 1};
    struct forecast_wish wish = {.horizon = 6, .level = 0.8};
    struct forecast forecast;
    assert_true(model_forecast(NULL, &series, &wish, &forecast));
    double *path = malloc(DRAWS * 6 * sizeof *path);
    assert_non_null(path);
    assert_true(forecast_paths(&forecast, DRAWS, path));
    for (size_t h = 0; h < 6; h++) {
        size_t inside = 0;
        for (size_t i = 0; i < DRAWS; i++)
            inside += path[i * 6 + h] >= forecast.lower[h] && path[i * 6 + h] <= forecast.upper[h];
        /* 0.8 with standard error 0.0063 */
        assert_near((double)inside / DRAWS, 0.8, 0.025);
    }
    free(path);
    forecast_free(&forecast);
}

static void held_back_errors_stand_beside_the_naive_ones(void **state)
{
    (void)state;
    struct series series = {.value = airline, .length = TO_1954, .season = 12};
    struct forecast forecast;
    assert_true(model_forecast("naive", &series, &year, &forecast));
    assert_near(forecast.error, forecast.naive_error, 1e-9);
    assert_true(forecast.notes & FORECAST_NO_BETTER);
    forecast_free(&forecast);
    assert_true(model_forecast("automatic", &series, &year, &forecast));
    assert_true(forecast.error < forecast.naive_error);
    assert_int_equal(forecast.origins, 12);
    assert_int_equal(forecast.compared, 12 * 13 / 2);
    forecast_free(&forecast);
}

static void each_note_has_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < FORECAST_NOTES; i++)
        assert_true(strlen(forecast_note(1u << i)) > 10);
    assert_string_equal(forecast_note(0), "");
    for (size_t i = 0; model_name(i); i++)
        assert_true(strlen(model_describes(i)) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_history_stays_constant),
        cmocka_unit_test(any_length_suffices),
        cmocka_unit_test(the_same_call_gives_the_same_bytes),
        cmocka_unit_test(the_unit_of_the_values_does_not_matter),
        cmocka_unit_test(what_cannot_be_forecast_is_refused),
        cmocka_unit_test(dirty_series_give_ordered_intervals),
        cmocka_unit_test(every_model_bears_dirty_series),
        cmocka_unit_test(a_cost_that_falls_to_zero_is_not_sure_to_stay_there),
        cmocka_unit_test(a_steady_history_is_less_sure_the_further_it_is_carried),
        cmocka_unit_test(one_bill_among_zeros_is_kept),
        cmocka_unit_test(the_combination_is_the_weighted_mean_of_its_parts),
        cmocka_unit_test(ten_thousand_values_are_forecast),
        cmocka_unit_test(gaps_are_filled_and_reported),
        cmocka_unit_test(an_outlier_is_set_back_and_reported),
        cmocka_unit_test(a_new_level_is_found_and_forecast),
        cmocka_unit_test(a_partial_last_period_is_left_out_and_forecast),
        cmocka_unit_test(many_zeros_are_forecast_as_chance_and_size),
        cmocka_unit_test(a_total_comes_from_the_joint_distribution),
        cmocka_unit_test(paths_agree_with_the_bounds),
        cmocka_unit_test(held_back_errors_stand_beside_the_naive_ones),
        cmocka_unit_test(each_note_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
