/* cmocka and what it wants before it, and assertions in the project's own words. */
#ifndef PLANNER_TESTS_TESTING_H
#define PLANNER_TESTS_TESTING_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stdbool.h>
#include <cmocka.h>

#include "planner/date.h"
#include "planner/diag.h"
#include "planner/money.h"
#include "planner/text.h"

/* An amount or a date against how it is written: assert_money(total, "1312.40"). */
#define assert_money(got, written)   assert_string_equal(money_plain((got), (char[MONEY_TEXT]){0}), (written))
#define assert_date(got, written)    assert_string_equal(date_iso((got), (char[DATE_TEXT]){0}), (written))
#define assert_decimal(got, written) assert_string_equal(decimal_plain((got), (char[DECIMAL_TEXT]){0}), (written))
#define assert_period(got, written)  assert_string_equal(period_plain((got), (char[PERIOD_TEXT]){0}), (written))
/* text is not NUL-terminated */
#define assert_text(got, written)    assert_true(text_same((got), text_of(written)))

/* A whole group of tests without set-up: RUN(test, test, ...). */
#define RUN(...)                                                                                   \
    int main(void)                                                                                 \
    {                                                                                              \
        const struct CMUnitTest tests[] = {__VA_ARGS__};                                           \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

/* Every finding as it would be printed, one a line; free() it. */
static inline char *findings_printed(struct diag *diag, const struct words *words)
{
    char *out = NULL;
    size_t size, count;
    FILE *to = open_memstream(&out, &size);
    const struct finding *findings = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++)
        diag_print(to, words, &findings[i]);
    fclose(to);
    return out;
}

/* Exactly these findings and no other: a test fails on a finding it did not expect. */
#define assert_findings(diag, words, expected)                                                     \
    do {                                                                                           \
        char *printed_ = findings_printed((diag), (words));                                        \
        assert_string_equal(printed_, (expected));                                                 \
        free(printed_);                                                                            \
    } while (0)

/* Fails where it stands unless the two are within `allowed` of each other. */
#define assert_near(is, should, allowed)                                                           \
    do {                                                                                           \
        double is_ = (is), should_ = (should);                                                     \
        if (!(fabs(is_ - should_) <= (allowed))) {                                                 \
            print_error("%.10g is not within %g of %.10g\n", is_, (double)(allowed), should_);     \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

#define LENGTH(array) (sizeof(array) / sizeof *(array))

#endif
