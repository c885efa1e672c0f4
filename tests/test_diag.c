#include "planner/diag.h"

#include "testing.h"

struct told {
    struct words *words;
    struct diag *diag;
};

static int begin(void **state)
{
    static struct told told;
    told.words = words_new();
    told.diag = diag_new(told.words);
    *state = &told;
    return 0;
}

static int end(void **state)
{
    struct told *t = *state;
    diag_free(t->diag);
    words_free(t->words);
    return 0;
}

static word put(struct told *t, const char *string)
{
    return words_put_string(t->words, string);
}

static struct place at(struct told *t, const char *file, unsigned line, unsigned column)
{
    return (struct place){put(t, file), line, column};
}

static void a_finding_is_one_line_in_the_fixed_form(void **state)
{
    struct told *t = *state;
    diag_add(t->diag, ERROR, "unknown-category", at(t, "post/inventory.csv", 12, 7), "category",
             put(t, "labtop"), "is not a known category (write %s)", "laptop");
    diag_add(t->diag, WARNING, "thin", at(t, "", 0, 0), "", put(t, ""), "nothing stands anywhere");
    assert_findings(t->diag, t->words,
                    "warning: nothing stands anywhere\n"
                    "post/inventory.csv:12:7: error: category: 'labtop' is not a known category "
                    "(write laptop)\n");
}

static void a_thousand_rows_with_the_same_fault_are_one_message(void **state)
{
    struct told *t = *state;
    for (unsigned line = 2; line < 1002; line++)
        diag_add(t->diag, ERROR, "not-a-date", at(t, "a.csv", line, 3), "acquired", put(t, "soon"),
                 "is not a date");
    assert_findings(t->diag, t->words,
                    "a.csv:2:3: error: acquired: 'soon' is not a date [the first of 1000 rows]\n");
    assert_int_equal(diag_errors(t->diag), 1000);
}

static void what_differs_is_not_grouped(void **state)
{
    struct told *t = *state;
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 2, 1), "x", put(t, "1"), "is wrong");
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 3, 1), "x", put(t, "2"), "is wrong");
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 4, 1), "y", put(t, "1"), "is wrong");
    diag_add(t->diag, ERROR, "r", at(t, "b.csv", 2, 1), "x", put(t, "1"), "is wrong");
    diag_add(t->diag, WARNING, "r", at(t, "a.csv", 5, 1), "x", put(t, "1"), "is wrong");
    assert_int_equal(diag_errors(t->diag), 4);
    assert_int_equal(diag_warnings(t->diag), 1);
    assert_findings(t->diag, t->words,
                    "a.csv:2:1: error: x: '1' is wrong\n"
                    "a.csv:3:1: error: x: '2' is wrong\n"
                    "a.csv:4:1: error: y: '1' is wrong\n"
                    "a.csv:5:1: warning: x: '1' is wrong\n"
                    "b.csv:2:1: error: x: '1' is wrong\n");
}

static void findings_stand_in_the_order_of_files_lines_and_columns(void **state)
{
    struct told *t = *state;
    put(t, "first.csv");
    put(t, "second.csv");
    diag_add(t->diag, ERROR, "r", at(t, "second.csv", 2, 1), "", put(t, ""), "D");
    diag_add(t->diag, ERROR, "r", at(t, "first.csv", 10, 1), "", put(t, ""), "C");
    diag_add(t->diag, WARNING, "r", at(t, "first.csv", 9, 8), "", put(t, ""), "B");
    diag_add(t->diag, NOTE, "r", at(t, "first.csv", 9, 2), "", put(t, ""), "A");
    assert_findings(t->diag, t->words,
                    "first.csv:9:2: note: A\nfirst.csv:9:8: warning: B\n"
                    "first.csv:10:1: error: C\nsecond.csv:2:1: error: D\n");
}

static void a_note_follows_its_finding_wherever_its_place_is(void **state)
{
    struct told *t = *state;
    put(t, "a.csv"); /* read first */
    size_t twice = diag_add(t->diag, ERROR, "used-twice", at(t, "z.csv", 9, 1), "tag", put(t, "T1"),
                            "is used twice");
    diag_also(t->diag, twice, at(t, "a.csv", 2, 1), "tag", "first used %s", "here");
    diag_add(t->diag, ERROR, "r", at(t, "z.csv", 10, 1), "", put(t, ""), "later");
    assert_findings(t->diag, t->words,
                    "z.csv:9:1: error: tag: 'T1' is used twice\n"
                    "a.csv:2:1: note: tag: first used here\n"
                    "z.csv:10:1: error: later\n");
    assert_int_equal(diag_errors(t->diag), 2);
}

static void a_grouped_finding_keeps_its_first_note_only(void **state)
{
    struct told *t = *state;
    for (unsigned line = 3; line < 6; line++) {
        size_t twice = diag_add(t->diag, ERROR, "used-twice", at(t, "a.csv", line, 1), "tag",
                                put(t, "T1"), "is used twice");
        diag_also(t->diag, twice, at(t, "a.csv", 2, 1), "tag", "first used here");
    }
    assert_findings(t->diag, t->words,
                    "a.csv:3:1: error: tag: 'T1' is used twice [the first of 3 rows]\n"
                    "a.csv:2:1: note: tag: first used here\n");
}

static void control_and_direction_characters_are_made_visible(void **state)
{
    struct told *t = *state;
    /* escape, bell, delete, U+009B (another escape), U+202E and U+2066 (turned writing) */
    diag_add(t->diag, ERROR, "r", at(t, "a\x1B.csv", 1, 1), "x",
             put(t, "\x1B[31m\a\x7F\xC2\x9B\xE2\x80\xAE\xE2\x81\xA6"), "is wrong");
    assert_findings(t->diag, t->words,
                    "a\\x1B.csv:1:1: error: x: '\\x1B[31m\\x07\\x7F\\xC2\\x9B\\xE2\\x80\\xAE"
                    "\\xE2\\x81\\xA6' is wrong\n");
}

static void letters_of_any_alphabet_stay_as_they_are(void **state)
{
    struct told *t = *state;
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 1, 1), "x",
             put(t, "Yaound\xC3\xA9 \xE4\xB8\xAD \xE2\x82\xAC"), "is wrong");
    assert_findings(t->diag, t->words,
                    "a.csv:1:1: error: x: 'Yaound\xC3\xA9 \xE4\xB8\xAD \xE2\x82\xAC' is wrong\n");
}

static void a_long_cell_is_cut_at_a_character(void **state)
{
    struct told *t = *state;
    char cell[201] = "";
    for (int i = 0; i < 100; i++)
        strcat(cell, "\xC3\xA9");
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 1, 1), "x", put(t, cell), "is wrong");
    char *printed = findings_printed(t->diag, t->words);
    assert_int_equal(text_characters(text_of(printed)),
                     strlen("a.csv:1:1: error: x: '...' is wrong\n") + 60);
    assert_true(text_is_utf8(text_of(printed)));
    free(printed);
}

static void skipping_bad_rows_forgives_faults_of_rows_only(void **state)
{
    struct told *t = *state;
    size_t row = diag_add(t->diag, ERROR, "r", at(t, "a.csv", 2, 1), "x", put(t, "1"), "of a row");
    diag_of_row(t->diag, row);
    diag_add(t->diag, ERROR, "r", at(t, "a.csv", 0, 0), "", put(t, ""), "of the file");
    diag_forgive(t->diag);
    assert_int_equal(diag_errors(t->diag), 1);
    assert_int_equal(diag_warnings(t->diag), 1);
}

static void dollars_of_grouped_findings_add_up(void **state)
{
    struct told *t = *state;
    size_t count, one = 0;
    for (unsigned line = 2; line < 4; line++) {
        one = diag_add(t->diag, WARNING, "r", at(t, "a.csv", line, 1), "x", put(t, "1"), "is odd");
        diag_about(t->diag, one, put(t, line == 2 ? "T1" : "T2"), (money){100 * (int64_t)line});
    }
    const struct finding *f = diag_sorted(t->diag, &count);
    assert_int_equal(count, 1);
    assert_money(f->amount, "5.00"); /* 2.00 + 3.00 */
    assert_string_equal(words_string(t->words, f->asset_tag), "T1");
}

#define TOLD(test) cmocka_unit_test_setup_teardown(test, begin, end)
RUN(TOLD(a_finding_is_one_line_in_the_fixed_form),
    TOLD(a_thousand_rows_with_the_same_fault_are_one_message), TOLD(what_differs_is_not_grouped),
    TOLD(findings_stand_in_the_order_of_files_lines_and_columns),
    TOLD(a_note_follows_its_finding_wherever_its_place_is),
    TOLD(a_grouped_finding_keeps_its_first_note_only),
    TOLD(control_and_direction_characters_are_made_visible),
    TOLD(letters_of_any_alphabet_stay_as_they_are), TOLD(a_long_cell_is_cut_at_a_character),
    TOLD(skipping_bad_rows_forgives_faults_of_rows_only), TOLD(dollars_of_grouped_findings_add_up))
