#include "planner/text.h"

#include "testing.h"

static void blanks_at_the_ends_are_trimmed(void **state)
{
    (void)state;
    assert_text(text_trim(TEXT(" \t laptop \r\n")), "laptop");
    /* U+00A0 and U+202F, as spreadsheets put them */
    assert_text(text_trim(TEXT("\xC2\xA0" "1 200\xE2\x80\xAF")), "1 200");
    assert_text(text_trim(TEXT("   ")), "");
    assert_text(text_trim(TEXT("")), "");
    /* the last byte of U+00E0 is that of U+00A0: a letter is no blank */
    assert_text(text_trim(TEXT("voil\xC3\xA0")), "voil\xC3\xA0");
}

static void equal_texts_are_the_same_without_case_on_request(void **state)
{
    (void)state;
    assert_true(text_same(TEXT("CAA"), TEXT("CAA")));
    assert_false(text_same(TEXT("CAA"), TEXT("caa")));
    assert_true(text_same_nocase(TEXT("CAA"), TEXT("caa")));
    assert_false(text_same_nocase(TEXT("CAA"), TEXT("CAAB")));
    assert_true(text_same(text_of(NULL), TEXT("")));
    /* only ASCII letters have a case here: E with acute is not e with acute */
    assert_false(text_same_nocase(TEXT("\xC3\x89"), TEXT("\xC3\xA9")));
    /* '[' and '{' stand 32 apart, as 'A' and 'a' do */
    assert_false(text_same_nocase(TEXT("["), TEXT("{")));
}

static void characters_are_counted_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(text_characters(TEXT("")), 0);
    assert_int_equal(text_characters(TEXT("Yaound\xC3\xA9")), 7);
    assert_int_equal(text_characters(TEXT("\xE4\xB8\xAD\xE6\x96\x87")), 2);     /* two of 3 bytes */
    assert_int_equal(text_characters(TEXT("\xF0\x9F\x98\x80!")), 2);            /* one of 4 bytes */
}

static void only_well_formed_utf8_is_utf8(void **state)
{
    (void)state;
    assert_true(text_is_utf8(TEXT("plain \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80")));
    assert_true(text_is_utf8(TEXT("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF")));
    static const char *const malformed[] = { /* The Unicode Standard, table 3-7 */
        "\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE2\x82", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xC3(",
    };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_false(text_is_utf8(text_of(malformed[i])));
}

static void distance_counts_single_letter_edits(void **state)
{
    (void)state;
    assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting")), 3); /* Levenshtein's example */
    assert_int_equal(text_distance(TEXT("laptop"), TEXT("LAPTOP")), 0);
    assert_int_equal(text_distance(TEXT(""), TEXT("ups")), 3);
    assert_int_equal(text_distance(TEXT("ups"), TEXT("")), 3);
    assert_int_equal(text_distance(TEXT("saturday"), TEXT("sunday")), 3);
}

static void the_nearest_name_is_offered_only_when_near(void **state)
{
    (void)state;
    static const char *const names[] = {"laptop", "desktop", "monitor", "printer"};
    assert_string_equal(text_nearest(TEXT("labtop"), names, 4), "laptop");
    assert_string_equal(text_nearest(TEXT("Moniter"), names, 4), "monitor");
    assert_null(text_nearest(TEXT("zebra"), names, 4));
    assert_null(text_nearest(TEXT("laptop"), names, 0));
    /* of two equally near the first */
    assert_string_equal(text_nearest(TEXT("cat"), (const char *const[]){"car", "bat"}, 2), "car");
}

static void a_plain_key_has_no_accents(void **state)
{
    (void)state;
    /* composed, with the accents behind their letters, and without any */
    const char *const same[] = {"S\xC3\xA3o Tom\xC3\xA9", "Sa\xCC\x83o Tome\xCC\x81", "SAO-TOME"};
    char key[16];
    for (size_t i = 0; i < 3; i++) {
        text_plain_key(text_of(same[i]), key, sizeof key);
        assert_string_equal(key, "saotome");
    }
    text_plain_key(TEXT("N\xC2\xBA"), key, sizeof key);
    assert_string_equal(key, "n");
}

static void a_key_is_lower_case_letters_and_digits(void **state)
{
    (void)state;
    char key[16], small[4];
    static const char *const same[] = {"Asset Tag", "asset_tag", "AssetTag", "ASSET-TAG", " asset.tag# "};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        text_key(text_of(same[i]), key, sizeof key);
        assert_string_equal(key, "assettag");
    }
    text_key(TEXT("Qt\xC3\xA9 2"), key, sizeof key); /* other alphabets stay */
    assert_string_equal(key, "qt\xC3\xA9" "2");
    text_key(TEXT("abcdef"), small, sizeof small); /* never beyond what there is room for */
    assert_string_equal(small, "abc");
    text_key(TEXT("--"), key, sizeof key);
    assert_string_equal(key, "");
}

static void equal_texts_are_one_word(void **state)
{
    (void)state;
    struct words *words = words_new();
    word empty = words_put(words, TEXT(""));
    word laptop = words_put_string(words, "laptop");
    assert_false(word_given(empty));
    assert_true(word_given(laptop));
    assert_true(word_same(laptop, words_put(words, (text){"laptops", 6})));
    assert_false(word_same(laptop, words_put_string(words, "Laptop")));
    assert_string_equal(words_string(words, laptop), "laptop");
    assert_text(words_text(words, laptop), "laptop");
    assert_true(word_same(words_find(words, TEXT("laptop")), laptop));
    assert_false(word_given(words_find(words, TEXT("lap")))); /* never met */
    assert_false(word_given(words_find(words, TEXT("laptop2"))));
    words_free(words);
}

static void words_keep_their_numbers_while_there_come_more(void **state)
{
    (void)state;
    enum { MANY = 50000 };
    struct words *words = words_new();
    word *met = malloc(MANY * sizeof *met);
    assert_non_null(met);
    char name[32];
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "PA-%u", i);
        met[i] = words_put_string(words, name);
    }
    const char *first = words_string(words, met[0]);
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "PA-%u", i);
        assert_true(word_same(words_put_string(words, name), met[i]));
        assert_string_equal(words_string(words, met[i]), name);
    }
    assert_ptr_equal(first, words_string(words, met[0])); /* never moved */
    assert_int_equal(words_count(words), MANY + 1);       /* and the empty one */
    free(met);
    words_free(words);
}

RUN(cmocka_unit_test(blanks_at_the_ends_are_trimmed),
    cmocka_unit_test(equal_texts_are_the_same_without_case_on_request),
    cmocka_unit_test(characters_are_counted_not_bytes),
    cmocka_unit_test(only_well_formed_utf8_is_utf8),
    cmocka_unit_test(distance_counts_single_letter_edits),
    cmocka_unit_test(the_nearest_name_is_offered_only_when_near),
    cmocka_unit_test(a_plain_key_has_no_accents),
    cmocka_unit_test(a_key_is_lower_case_letters_and_digits),
    cmocka_unit_test(equal_texts_are_one_word),
    cmocka_unit_test(words_keep_their_numbers_while_there_come_more))
