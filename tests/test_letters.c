#include "planner/letters.h"

#include "testing.h"

static void near_to(double is, double expected)
{
    assert_true(is - expected < 1e-9 && expected - is < 1e-9);
}

/* Helvetica.afm of Adobe's core fonts: C 65 ; WX 667, C 105 ; WX 222, C 32 ; WX 278, C 126 ; WX 584,
 * digits WX 556. */
static void text_is_as_wide_as_the_metrics_of_its_font_say(void **state)
{
    (void)state;
    near_to(letters_across(TEXT("")), 0);
    near_to(letters_across(TEXT("A")), 0.667);
    near_to(letters_across(TEXT("ii ~")), 0.222 + 0.222 + 0.278 + 0.584);
    near_to(letters_across(TEXT("2027")), 4 * 0.556);
}

/* U+00E9 is one letter of two bytes, U+4E2D one sign of three. */
static void letters_beyond_ascii_are_not_taken_for_narrower_than_they_are(void **state)
{
    (void)state;
    assert_true(letters_across(TEXT("\xC3\xA9")) >= 0.556);
    assert_true(letters_across(TEXT("\xC3\xA9")) < 1);
    near_to(letters_across(TEXT("\xE4\xB8\xAD")), 1);
}

static void lines_break_at_blanks(void **state)
{
    (void)state;
    assert_int_equal(letters_lines(TEXT(""), 10), 1);
    /* "2027 2028": 8 * 0.556 + 0.278 = 4.726 */
    assert_int_equal(letters_lines(TEXT("2027 2028"), 4.73), 1);
    assert_int_equal(letters_lines(TEXT("2027 2028"), 4.72), 2);
    assert_int_equal(letters_lines(TEXT("2027\n2028"), 100), 2);
    assert_int_equal(letters_lines(TEXT("2027\n\n2028"), 100), 3);
    /* a word of 5.56 on lines of 2 breaks twice */
    assert_int_equal(letters_lines(TEXT("2027202820"), 2), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_as_wide_as_the_metrics_of_its_font_say),
        cmocka_unit_test(letters_beyond_ascii_are_not_taken_for_narrower_than_they_are),
        cmocka_unit_test(lines_break_at_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
