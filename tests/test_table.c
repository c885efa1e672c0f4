#include "planner/table.h"

#include "testing.h"

struct things {
    struct rows rows;
    word *name;
    money *price;
};

static const struct column columns[] = {
    {.name = "name", .kind = KIND_TEXT, .flags = REQUIRED, .offset = offsetof(struct things, name)},
    {.name = "price", .kind = KIND_MONEY, .offset = offsetof(struct things, price)},
    {.name = NULL},
};

/* A reader for tests: line and column are told by the offset and the cell. */
static struct place locate(struct csv_source *csv, uint32_t offset, size_t cell)
{
    (void)csv;
    return (struct place){{0}, offset, (uint32_t)cell + 1};
}

static void columns_are_counted_up_to_the_end(void **state)
{
    (void)state;
    assert_int_equal(columns_count(columns), 2);
    assert_int_equal(kind_size(KIND_MONEY), sizeof(money));
    assert_int_equal(kind_size(KIND_CHOICE), 1);
    for (int kind = 0; kind < KINDS; kind++)
        assert_true(kind_size((enum kind)kind) > 0);
}

static void choice_words_are_numbered_from_one(void **state)
{
    (void)state;
    char out[16], small[4];
    const char *words = "post|central|other";
    assert_int_equal(choice_count(words), 3);
    assert_string_equal(choice_word(words, 1, out, sizeof out), "post");
    assert_string_equal(choice_word(words, 3, out, sizeof out), "other");
    assert_null(choice_word(words, 0, out, sizeof out));
    assert_null(choice_word(words, 4, out, sizeof out));
    assert_string_equal(choice_word(words, 2, small, sizeof small), "cen");
}

static void a_row_is_found_again_in_the_file_it_came_from(void **state)
{
    (void)state;
    struct source sources[] = {{.first_row = 0, .row_count = 2, .at = {0, 1}},
                               {.first_row = 2, .row_count = 0, .at = {0, -1}}, /* no rows */
                               {.first_row = 2, .row_count = 1, .at = {3, -1}}};
    uint32_t offset[] = {2, 3, 2};
    struct rows rows = {.count = 3, .offset = offset, .sources = sources, .source_count = 3,
                        .columns = columns, .locate = locate};
    assert_ptr_equal(rows_source(&rows, 1), &sources[0]);
    assert_ptr_equal(rows_source(&rows, 2), &sources[2]);
    struct place at = rows_place(&rows, 1, "price");
    assert_int_equal(at.line, 3);
    assert_int_equal(at.column, 2);
    at = rows_place(&rows, 2, "name"); /* the other file has it as its fourth cell */
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 4);
    at = rows_place(&rows, 2, "price"); /* and lacks this one: where the row begins */
    assert_int_equal(at.column, 1);
    at = rows_place(&rows, 2, NULL);
    assert_int_equal(at.column, 1);
    rows.source_count = 0;
    at = rows_place(&rows, 0, "name");
    assert_int_equal(at.line, 0);
}

static void an_error_flags_its_row_and_a_warning_does_not(void **state)
{
    (void)state;
    struct source source = {.first_row = 0, .row_count = 2, .at = {0, 1}};
    uint32_t offset[] = {2, 3};
    uint8_t bad[] = {0, 0};
    struct rows rows = {.count = 2, .offset = offset, .bad = bad, .sources = &source,
                        .source_count = 1, .columns = columns, .locate = locate};
    struct words *words = words_new();
    struct diag *diag = diag_new(words);
    rows_report(diag, &rows, 0, "price", WARNING, "odd", words_put_string(words, "0"), "is %s", "odd");
    rows_report(diag, &rows, 1, "price", ERROR, "wrong", (word){0}, "is wrong");
    assert_int_equal(bad[0], 0);
    assert_int_equal(bad[1], 1);
    assert_findings(diag, words, "warning: price: '0' is odd\nerror: price: is wrong\n");
    diag_forgive(diag); /* both are about rows */
    assert_int_equal(diag_errors(diag), 0);
    diag_free(diag);
    words_free(words);
}

static word w(uint32_t id)
{
    return (word){id};
}

static void rows_of_equal_keys_chain_in_row_order(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct index *index = index_new(arena, 5);
    assert_int_equal(index_add(index, 0, w(7), w(1), w(0)), SIZE_MAX);
    assert_int_equal(index_add(index, 1, w(1), w(7), w(0)), SIZE_MAX); /* the order counts */
    assert_int_equal(index_add(index, 2, w(7), w(1), w(0)), 0);
    assert_int_equal(index_add(index, 3, w(7), w(1), w(2)), SIZE_MAX);
    assert_int_equal(index_add(index, 4, w(7), w(1), w(0)), 0);
    assert_int_equal(index_first(index, w(7), w(1), w(0)), 0);
    assert_int_equal(index_next(index, 0), 2);
    assert_int_equal(index_next(index, 2), 4);
    assert_int_equal(index_next(index, 4), SIZE_MAX);
    assert_int_equal(index_first(index, w(7), w(0), w(1)), SIZE_MAX);
    arena_free(arena);
}

static void an_index_holds_as_many_rows_as_were_promised(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    struct arena *arena = arena_new();
    struct index *index = index_new(arena, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(index_add(index, i, w(i / 2), w(3), w(i % 2)), SIZE_MAX);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(index_first(index, w(i / 2), w(3), w(i % 2)), i);
    assert_int_equal(index_first(index_new(arena, 0), w(1), w(1), w(1)), SIZE_MAX);
    arena_free(arena);
}

RUN(cmocka_unit_test(columns_are_counted_up_to_the_end),
    cmocka_unit_test(choice_words_are_numbered_from_one),
    cmocka_unit_test(a_row_is_found_again_in_the_file_it_came_from),
    cmocka_unit_test(an_error_flags_its_row_and_a_warning_does_not),
    cmocka_unit_test(rows_of_equal_keys_chain_in_row_order),
    cmocka_unit_test(an_index_holds_as_many_rows_as_were_promised))
