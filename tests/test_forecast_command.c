/* planner forecast as a whole: what it reads, refuses and writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "planner/arena.h"
#include "planner/os.h"

static struct arena *arena;
static char *folder;
static char said[1 << 16];

/* Runs planner in the folder; returns its exit status. */
static int planner(const char *arguments)
{
    char *command = arena_format(arena, "cd '%s' && '%s' %s 2>&1", folder, PLANNER_PROGRAM,
                                 arguments);
    FILE *from = popen(command, "r");
    assert_non_null(from);
    said[fread(said, 1, sizeof said - 1, from)] = '\0';
    int status = pclose(from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define assert_said(words) assert_non_null(strstr(said, (words)))

static FILE *create(const char *name)
{
    FILE *file = fopen(arena_format(arena, "%s/%s", folder, name), "w");
    assert_non_null(file);
    fputs("series_id,period,value\n", file);
    return file;
}

static char *content_of(const char *name)
{
    struct os_file file;
    assert_null(os_open_file(arena_format(arena, "%s/%s", folder, name), &file));
    char *copy = arena_copy(arena, file.at, file.size);
    os_close_file(&file);
    return copy;
}

static void write_file(const char *name, const char *rows)
{
    FILE *file = create(name);
    fputs(rows, file);
    fclose(file);
}

/* Rows of forecast.csv of that series; each finite, the bounds apart, on either side of the mean. */
static size_t sound_rows(const char *series)
{
    char *line = content_of("forecast.csv");
    size_t rows = 0, length = strlen(series);
    while ((line = strchr(line, '\n')) && *++line) {
        char when[32];
        double mean, lower, upper;
        if (strncmp(line, series, length) || line[length] != ',')
            continue;
        assert_int_equal(sscanf(line + length, ",%31[^,],%lf,%lf,%lf", when, &mean, &lower,
                                &upper), 4);
        assert_true(isfinite(lower) && isfinite(mean) && isfinite(upper));
        assert_true(lower <= mean && mean <= upper && lower < upper);
        rows++;
    }
    return rows;
}

/* ---- odd series ------------------------------------------------------------------------------ */

static double constant(int t) { return t < 0 ? 0 : 250; }
static double zero(int t) { return 0 * t; }
static double tiny(int t) { return 1e-300 * (1 + t % 7); }
static double huge(int t) { return 1e300 * (1 + t % 7); }
static double alternating(int t) { return t % 2 ? -100 : 100; }
static double jump(int t) { return t == 20 ? 1e12 : 1; }
static double rare(int t) { return t % 9 == 4 ? 300 : 0; }
static double falling(int t) { return 1000 - 40 * t; }

static const struct {
    const char *name;
    double (*value)(int t);
    int length;
} odd[] = {
    {"constant", constant, 30}, {"one", constant, 1}, {"two", falling, 2}, {"zero", zero, 40},
    {"tiny", tiny, 50}, {"huge", huge, 50}, {"alternating", alternating, 48}, {"jump", jump, 60},
    {"rare", rare, 60}, {"falling", falling, 25}, {"long", rare, 10000}};

static void write_odd(const char *form)
{
    FILE *file = create("odd.csv");
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int t = 0; t < odd[i].length; t++) {
            fprintf(file, "%s,", odd[i].name);
            if (!strcmp(form, "month"))
                fprintf(file, "%d-%02d", 1910 + t / 12, t % 12 + 1);
            else if (!strcmp(form, "quarter"))
                fprintf(file, "FY%dQ%d", 1910 + t / 4, t % 4 + 1);
            else
                fprintf(file, "%d", t + 1);
            fprintf(file, ",%.17g\n", odd[i].value(t));
            if (strcmp(form, "number") && t == 1000)
                break; /* calendars end */
        }
    fclose(file);
}

static void every_odd_series_has_finite_ordered_intervals(void **state)
{
    static const char *const forms[] = {"month", "quarter", "number"};
    (void)state;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        write_odd(forms[f]);
        assert_int_equal(planner("forecast odd.csv --horizon 18 --as-of 2026-11-20"), 0);
        for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
            if (sound_rows(odd[i].name) != 18)
                fail_msg("%s by %s", odd[i].name, forms[f]);
    }
}

static void the_number_of_threads_changes_nothing(void **state)
{
    (void)state;
    write_odd("month");
    assert_int_equal(planner("forecast odd.csv --horizon 18 --as-of 2026-11-20 --threads 1 "
                             "-o one.xlsx"), 0);
    const char *one = content_of("forecast.csv");
    assert_int_equal(planner("forecast odd.csv --horizon 18 --as-of 2026-11-20 --threads 4 "
                             "-o four.xlsx"), 0);
    assert_string_equal(content_of("forecast.csv"), one);
    struct os_file a, b;
    assert_null(os_open_file(arena_format(arena, "%s/one.xlsx", folder), &a));
    assert_null(os_open_file(arena_format(arena, "%s/four.xlsx", folder), &b));
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.at, b.at, a.size);
    os_close_file(&a);
    os_close_file(&b);
}

/* ---- what is read ---------------------------------------------------------------------------- */

static void each_series_goes_on_in_its_own_form(void **state)
{
    (void)state;
    write_file("forms.csv", "m,2026-03,1\nq,2026-Q1,1\nf,FY2026Q2,1\ny,FY2026,1\nc,2025,1\nn,7,1\n"
                            "m,2026-02,2\nq,2025-Q4,2\nf,FY2026Q1,2\ny,FY2025,2\nc,2024,2\nn,6,2\n");
    assert_int_equal(planner("forecast forms.csv --horizon 1 --as-of 2026-11-20"), 0);
    const char *rows = content_of("forecast.csv");
    assert_non_null(strstr(rows, "m,2026-04,"));
    assert_non_null(strstr(rows, "q,2026-Q2,"));
    assert_non_null(strstr(rows, "f,FY2026Q3,"));
    assert_non_null(strstr(rows, "y,FY2027,"));
    assert_non_null(strstr(rows, "c,2026,"));
    assert_non_null(strstr(rows, "n,8,"));
}

static void forecasts_reach_to_the_end_of_the_plan(void **state)
{
    (void)state;
    write_file("end.csv", "m,2026-08,1\nm,2026-09,1\ny,FY2025,1\ny,FY2026,2\n");
    assert_int_equal(planner("forecast end.csv --as-of 2026-11-20"), 0);
    assert_int_equal(sound_rows("m"), 72); /* October 2026 to September 2032 */
    assert_int_equal(sound_rows("y"), 6);
}

static void an_empty_value_is_a_gap_and_a_missing_row_too(void **state)
{
    (void)state;
    write_file("gaps.csv", "m,2025-01,5\nm,2025-02,\nm,2025-04,5\nm,2025-05,6\nm,2025-06,\n");
    assert_int_equal(planner("forecast gaps.csv --horizon 2 --as-of 2026-11-20"), 0);
    assert_int_equal(sound_rows("m"), 3); /* the gap at the end is forecast too */
    assert_non_null(strstr(content_of("forecast.csv"), "m,2025-06,"));
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void faults_stand_at_their_place_and_nothing_is_written(void **state)
{
    (void)state;
    write_file("faults.csv", "m,2025-01,5\nm,2025-02,NaN\nm,2025-01,6\nm,2025-Q3,6\nm,soon,7\n"
                             "m,2025-03,1e999\n");
    remove(arena_format(arena, "%s/forecast.csv", folder));
    assert_int_equal(planner("forecast faults.csv"), 1);
    assert_said("faults.csv:3:11: error: value: 'NaN' is not a number");
    assert_said("faults.csv:4:3: error: period: '2025-01' stands twice");
    assert_said("faults.csv:2:3: note: period: first row here");
    assert_said("faults.csv:5:3: error: period: '2025-Q3' is another kind of period");
    assert_said("faults.csv:6:3: error: period: 'soon' is not a period");
    assert_said("faults.csv:7:11: error: value: '1e999' is not a number");
    assert_int_equal(os_kind(arena_format(arena, "%s/forecast.csv", folder)), OS_MISSING);
    assert_int_equal(os_kind(arena_format(arena, "%s/faults-forecast.xlsx", folder)), OS_MISSING);
}

static void a_series_far_away_from_itself_is_refused(void **state)
{
    (void)state;
    write_file("far.csv", "n,1,5\nn,9000000,5\n");
    assert_int_equal(planner("forecast far.csv"), 1);
    assert_said("far.csv:3:3: error: period: '9000000' is more than 100,000 periods away");
}

static void levels_are_percent_or_shares(void **state)
{
    (void)state;
    write_file("level.csv", "m,2025-01,5\nm,2025-02,7\nm,2025-03,6\n");
    assert_int_equal(planner("forecast level.csv --horizon 3 --level 80 --as-of 2026-11-20"), 0);
    const char *percent = content_of("forecast.csv");
    assert_int_equal(planner("forecast level.csv --horizon 3 --level 0.8 --as-of 2026-11-20"), 0);
    assert_string_equal(content_of("forecast.csv"), percent);
    assert_int_equal(planner("forecast level.csv --level 20"), 2);
    assert_said("is not a number from 50 to 99.9 (write 95)");
}

/* The last value is 6; between 5 and 6 in two steps it rose by half a unit a step. */
static void one_method_can_be_asked_for(void **state)
{
    (void)state;
    write_file("method.csv", "m,2025-01,5\nm,2025-02,7\nm,2025-03,6\n");
    assert_int_equal(planner("forecast method.csv --horizon 2 --method drift --as-of 2026-11-20"), 0);
    const char *rows = content_of("forecast.csv");
    assert_non_null(strstr(rows, "m,2025-04,6.5,"));
    assert_non_null(strstr(rows, "m,2025-05,7,"));
    assert_non_null(strstr(rows, ",drift\n"));
    assert_int_equal(planner("forecast method.csv --method holtt"), 2);
    assert_said("--method: 'holtt' is not a method; did you mean holt?");
}

static void the_input_is_not_written_over(void **state)
{
    (void)state;
    write_file("forecast.csv", "m,2025-01,5\nm,2025-02,7\n");
    assert_int_equal(planner("forecast forecast.csv"), 2);
    assert_said("is one of the input files");
}

static int begin(void **state)
{
    (void)state;
    char name[] = "/tmp/planner-forecast-XXXXXX";
    arena = arena_new();
    folder = mkdtemp(name) ? arena_copy(arena, name, strlen(name)) : NULL;
    return folder ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    int failed = system(arena_format(arena, "rm -rf '%s'", folder));
    arena_free(arena);
    return failed;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_odd_series_has_finite_ordered_intervals),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
        cmocka_unit_test(each_series_goes_on_in_its_own_form),
        cmocka_unit_test(forecasts_reach_to_the_end_of_the_plan),
        cmocka_unit_test(an_empty_value_is_a_gap_and_a_missing_row_too),
        cmocka_unit_test(faults_stand_at_their_place_and_nothing_is_written),
        cmocka_unit_test(a_series_far_away_from_itself_is_refused),
        cmocka_unit_test(levels_are_percent_or_shares),
        cmocka_unit_test(one_method_can_be_asked_for),
        cmocka_unit_test(the_input_is_not_written_over),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
