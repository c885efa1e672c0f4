/* The progress bar, on a pseudo terminal and off it. */
#define _GNU_SOURCE 1
#include "testing.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "planner/progress.h"

static int terminal = -1, kept = -1; /* the far end of the pseudo terminal; stderr as it was */

/* What has come out at the far end since the last look. */
static const char *shown(void)
{
    static char got[4096];
    fflush(stderr);
    ssize_t size = read(terminal, got, sizeof got - 1);
    got[size > 0 ? size : 0] = '\0';
    return got;
}

static void wait_for(double seconds)
{
    struct timespec pause = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&pause, NULL);
}

static void long_work_shows_how_far_it_is_and_leaves_nothing(void **state)
{
    (void)state;
    struct progress bar;
    progress_begin(&bar, true, "Forecasting", 40);
    progress_add(&bar, 10);
    assert_string_equal(shown(), ""); /* not long yet */
    wait_for(1.1);
    progress_add(&bar, 10);
    assert_non_null(strstr(shown(), "\rForecasting [###############...............]  50 %"));
    progress_add(&bar, 10);
    assert_string_equal(shown(), ""); /* no picture so soon after the last */
    progress_end(&bar);
    assert_string_equal(shown(), "\r\x1B[K");
}

static void short_work_shows_nothing(void **state)
{
    (void)state;
    struct progress bar;
    progress_begin(&bar, true, "Forecasting", 40);
    progress_add(&bar, 40);
    progress_end(&bar);
    assert_string_equal(shown(), "");
}

static void quiet_work_shows_nothing(void **state)
{
    (void)state;
    struct progress bar;
    progress_begin(&bar, false, "Forecasting", 40);
    bar.begun -= 60; /* as if it had taken a minute */
    progress_add(&bar, 40);
    progress_end(&bar);
    assert_string_equal(shown(), "");
}

static void a_stage_of_unknown_length_shows_its_name_and_leaves_nothing(void **state)
{
    (void)state;
    struct progress bar;
    progress_stage(&bar, true, "Packing");
    assert_string_equal(shown(), "\rPacking ...");
    progress_end(&bar);
    assert_string_equal(shown(), "\r\x1B[K");
    progress_stage(&bar, false, "Packing");
    progress_end(&bar);
    assert_string_equal(shown(), "");
}

static void a_log_is_left_alone(void **state)
{
    (void)state;
    FILE *log = tmpfile();
    struct progress bar;
    int before = dup(STDERR_FILENO);
    assert_non_null(log);
    dup2(fileno(log), STDERR_FILENO);
    progress_begin(&bar, true, "Forecasting", 40);
    bar.begun -= 60;
    progress_add(&bar, 20);
    progress_end(&bar);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    fseek(log, 0, SEEK_END);
    assert_int_equal(ftell(log), 0);
    fclose(log);
}

static int begin(void **state)
{
    (void)state;
    terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || grantpt(terminal) || unlockpt(terminal))
        return -1;
    int near = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    kept = dup(STDERR_FILENO);
    return near < 0 || dup2(near, STDERR_FILENO) < 0 || close(near) ||
           fcntl(terminal, F_SETFL, O_NONBLOCK);
}

static int end(void **state)
{
    (void)state;
    dup2(kept, STDERR_FILENO);
    close(kept);
    return close(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(long_work_shows_how_far_it_is_and_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(short_work_shows_nothing, begin, end),
        cmocka_unit_test_setup_teardown(quiet_work_shows_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_stage_of_unknown_length_shows_its_name_and_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_log_is_left_alone, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
