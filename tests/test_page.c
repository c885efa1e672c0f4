#define _GNU_SOURCE 1

#include "planner/page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "child.h"

static struct page *first_page(struct arena *arena)
{
    return book_page(book_of_text(arena, false), &(struct page_setup){.name = "Sheet"});
}

static void fill(struct book *book)
{
    static const char *const headers[] = {"Line", "Amount"};
    struct chart_series series = {.values = "'One'!$B$4:$B$5"};
    struct page *page = book_page(book, &(struct page_setup){.name = "One"});
    page_width(page, 0, 0, 20);
    page_height(page, 0, 30);
    page_text(page, 0, 0, LOOK_TITLE, "Title");
    page_block(page, 1, 0, 1, 5, LOOK_WRAP, "two\nlines");
    page_table(page, "Lines", 3, 0, 6, 1, headers, true);
    page_link(page, 4, 0, LOOK_TEXT, "L1", "'Two'!A1");
    page_chart(
        page, 4, 3,
        &(struct chart){
            .title = "Amounts", .series = &series, .series_count = 1, .width = 400, .height = 300});
    page_money(page, 4, 1, LOOK_MONEY, (money){123456});
    page_money(page, 5, 1, LOOK_MONEY, MONEY_NONE);
    page_text(page, 5, 0, LOOK_TEXT, "=1+1");
    page_text(page, 6, 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    page_formula_money(page, 6, 1, LOOK_MONEY | LOOK_TOTAL, (money){123456},
                       "SUBTOTAL(109,Lines[Amount])");
    page_name(page, 6, 1, "total_lines");
    page_condition(page, 4, 1, 5, 1, CONDITION_NEGATIVE);

    page = book_page(book, &(struct page_setup){.name = "Two"});
    page_date(page, 0, 2, LOOK_DATE, date_of(2026, 11, 21));
    page_number(page, 0, 1, LOOK_FISCAL, 2027);
    page_date(page, 0, 3, LOOK_DATE, DATE_NONE);
    page_blank(page, 0, 4, LOOK_TEXT);
    page_formula_number(page, 1, 0, LOOK_NUMBER, 0.25, "1/4");
    page_formula_date(page, 1, 1, LOOK_DATE, DATE_NONE, "\"\"");
    page_formula_text(page, 1, 2, LOOK_TEXT, "ok", "IF(1,\"ok\",\"\")");
}

static void a_page_reads_as_lines_of_cells(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct book *book = book_of_text(arena, false);
    fill(book);
    assert_string_equal(book_text(book), "== One ==\n"
                                         "Title\n"
                                         "two/lines\n"
                                         "Line | Amount\n"
                                         "L1 | 1234.56\n"
                                         "[chart: Amounts]\n"
                                         "=1+1 | \n"
                                         "Total | 1234.56\n"
                                         "\n== Two ==\n"
                                         " | FY2027 | 2026-11-21 |  | \n"
                                         "0.25 |  | ok\n");
    arena_free(arena);
}

static void formulas_are_shown_behind_their_values_when_asked_for(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct book *book = book_of_text(arena, true);
    fill(book);
    const char *text = book_text(book);
    assert_non_null(strstr(text, "Total | 1234.56 {=SUBTOTAL(109,Lines[Amount])}\n"));
    assert_non_null(strstr(text, "0.25 {=1/4} |  {=\"\"} | ok {=IF(1,\"ok\",\"\")}\n"));
    assert_false(book_streams(book));
    arena_free(arena);
}

static void addresses_are_written_as_excel_does(void **state)
{
    (void)state;
    char out[ADDRESS_TEXT];
    assert_string_equal(cell_address(0, 0, out), "A1");
    assert_string_equal(cell_address(6, 27, out), "AB7");
    assert_string_equal(cell_address(0, 25, out), "Z1");
    assert_string_equal(cell_address(0, 26, out), "AA1");
    assert_string_equal(cell_address(0, 701, out), "ZZ1");
    assert_string_equal(cell_address(0, 702, out), "AAA1");
    assert_string_equal(cell_fixed(1048575, 16383, out), "$XFD$1048576");
}

/* Everything that a workbook could not hold, one at a time. */
static struct book *a_book(struct arena *arena)
{
    return book_of_text(arena, false);
}

static void long_sheet_name(void *context)
{
    book_page(a_book(context), &(struct page_setup){.name = "more than thirty-one characters!"});
}
static void slash_in_sheet_name(void *context)
{
    book_page(a_book(context), &(struct page_setup){.name = "a/b"});
}
static void equal_sheet_names(void *context)
{
    struct book *book = a_book(context);
    book_page(book, &(struct page_setup){.name = "One"});
    book_page(book, &(struct page_setup){.name = "ONE"});
}
static void rows_out_of_order(void *context)
{
    struct page *page = first_page(context);
    page_text(page, 2, 0, LOOK_TEXT, "x");
    page_text(page, 1, 0, LOOK_TEXT, "x");
}
static void not_a_number(void *context)
{
    page_number(first_page(context), 0, 0, LOOK_NUMBER, NAN);
}
static void infinite_formula(void *context)
{
    page_formula_number(first_page(context), 0, 0, LOOK_NUMBER, INFINITY, "1/0");
}
static void amount_too_large(void *context)
{
    page_money(first_page(context), 0, 0, LOOK_MONEY, MONEY_TOO_LARGE);
}
static void formula_with_its_sign(void *context)
{
    page_formula_number(first_page(context), 0, 0, LOOK_NUMBER, 2, "=1+1");
}
static void beyond_the_last_row(void *context)
{
    page_text(first_page(context), 1048576, 0, LOOK_TEXT, "x");
}
static void equal_headers(void *context)
{
    page_table(first_page(context), "Lines", 0, 0, 2, 1, (const char *const[]){"a", "A"}, false);
}
static void empty_header(void *context)
{
    page_table(first_page(context), "Lines", 0, 0, 2, 1, (const char *const[]){"a", ""}, false);
}
static void table_called_like_a_name(void *context)
{
    struct page *page = first_page(context);
    page_name(page, 0, 0, "Lines");
    page_table(page, "lines", 0, 0, 2, 0, (const char *const[]){"a"}, false);
}
static void table_after_its_cells(void *context)
{
    struct page *page = first_page(context);
    page_text(page, 3, 0, LOOK_TEXT, "x");
    page_table(page, "Lines", 0, 0, 3, 0, (const char *const[]){"a"}, false);
}
static void chart_of_nothing(void *context)
{
    page_chart(first_page(context), 0, 0, &(struct chart){.width = 1, .height = 1});
}

static void what_no_workbook_can_hold_is_refused(void **state)
{
    (void)state;
    static const struct {
        void (*step)(void *context);
        const char *says;
    } faults[] = {
        {long_sheet_name, "1 to 31 characters"},
        {slash_in_sheet_name, "does not allow"},
        {equal_sheet_names, "used twice"},
        {rows_out_of_order, "row 2 is put after row 3"},
        {not_a_number, "not a number"},
        {infinite_formula, "not a number"},
        {amount_too_large, "too large"},
        {formula_with_its_sign, "begins with '='"},
        {beyond_the_last_row, "outside of a sheet"},
        {equal_headers, "two columns"},
        {empty_header, "empty"},
        {table_called_like_a_name, "used twice"},
        {table_after_its_cells, "after its cells"},
        {chart_of_nothing, "no series"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct arena *arena = arena_new();
        struct child child = run_child(faults[i].step, arena);
        assert_int_equal(child.status, 3);
        assert_non_null(strstr(child.said, faults[i].says));
        arena_free(arena);
    }
}

struct naming {
    struct arena *arena;
    const char *name;
};

static void give_name(void *context)
{
    struct naming *naming = context;
    page_name(first_page(naming->arena), 0, 0, naming->name);
}

static void names_that_excel_takes_for_cells_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"FY2027", "A1",  "xfd1048576", "R",   "c", "R1C1",
                                      "r12",    "1st", "a b",        "a-b", "",  "caf\xC3\xA9"};
    static const char *const good[] = {"rate_it_FY2027", "FY2027_total", "XFE1",
                                       "AAAA1",          "_A1",          "A1048577",
                                       "rate",           "cycle_laptop"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct child child = run_child(give_name, &(struct naming){arena, bad[i]});
        if (child.status != 3)
            fail_msg("'%s' was taken", bad[i]);
    }
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        give_name(&(struct naming){arena, good[i]});
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_reads_as_lines_of_cells),
        cmocka_unit_test(formulas_are_shown_behind_their_values_when_asked_for),
        cmocka_unit_test(addresses_are_written_as_excel_does),
        cmocka_unit_test(what_no_workbook_can_hold_is_refused),
        cmocka_unit_test(names_that_excel_takes_for_cells_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
