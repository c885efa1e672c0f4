#include "planner/parse.h"

#include "planner/table.h"

#include "testing.h"

static const struct notation POINT = {'.', ORDER_UNKNOWN}, COMMA = {',', ORDER_UNKNOWN};
static const struct notation MDY = {'.', ORDER_MDY}, DMY = {'.', ORDER_DMY};

static void amount_is(const char *cell, struct notation notation, const char *expected)
{
    money m = MONEY_NONE;
    const char *fault = parse_money(text_of(cell), notation, &m);
    if (fault)
        fail_msg("'%s' %s", cell, fault);
    assert_money(m, expected);
}

static void no_amount(const char *cell, struct notation notation, const char *why)
{
    money m;
    const char *fault = parse_money(text_of(cell), notation, &m);
    if (!fault)
        fail_msg("'%s' was read as an amount", cell);
    assert_non_null(strstr(fault, why));
}

static void amounts_are_read_in_every_form_of_the_spec(void **state)
{
    (void)state;
    amount_is("1234.5", POINT, "1234.50");
    amount_is("$1,234.50", POINT, "1234.50");
    amount_is("(123.45)", POINT, "-123.45");
    amount_is("-12", POINT, "-12.00");
    amount_is("USD 1 234,50", COMMA, "1234.50");
    amount_is("1.234,56 \xE2\x82\xAC", COMMA, "1234.56"); /* the euro sign */
}

static void amounts_come_with_signs_codes_and_blanks(void **state)
{
    (void)state;
    amount_is("  7 ", POINT, "7.00");
    amount_is("+7.25", POINT, "7.25");
    amount_is("-$1,000", POINT, "-1000.00");
    amount_is("$-1,000", POINT, "-1000.00");
    amount_is("($1,000.10)", POINT, "-1000.10");
    amount_is("12.50-", POINT, "-12.50"); /* as ledgers print */
    amount_is("1200 KES", POINT, "1200.00");
    amount_is("\xC2\xA3 12.00", POINT, "12.00"); /* pound sterling */
    amount_is("1\xC2\xA0" "234\xC2\xA0" "567.89", POINT, "1234567.89");
    amount_is("1'234.50", POINT, "1234.50");
    amount_is("0", POINT, "0.00");
    amount_is(".5", POINT, "0.50");
    amount_is("5.", POINT, "5.00");
    amount_is("1,234,567", POINT, "1234567.00");
    amount_is("1.234.567", COMMA, "1234567.00");
    amount_is("1234.50000", POINT, "1234.50"); /* nothing is lost */
}

static void amounts_are_exact_where_a_double_is_not(void **state)
{
    (void)state;
    amount_is("1.10", POINT, "1.10");
    amount_is("9007199254740.93", POINT, "9007199254740.93");
    amount_is("10000000000000", POINT, "10000000000000.00");   /* ten trillion: the most */
}

static void what_is_no_amount_is_refused(void **state)
{
    (void)state;
    static const char *const cells[] = {"", "abc", "$", "-", "1.2.3", "12a", "1,23", "1,2345", "12,345,67",
                                        "1e5", "(12", "--5", "(-5)", "1.5%", "1 2", "=1+1", "\xE2\x82\xAC"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        no_amount(cells[i], POINT, "is not an amount");
    no_amount("1.005", POINT, "parts of a cent");
    no_amount("10000000000000.01", POINT, "larger than any amount");
    no_amount("123456789012345678901", POINT, "more digits");
    no_amount("1234.56", COMMA, "is not an amount"); /* 1234 with a separator and 56 */
}

static void numbers_keep_their_decimals(void **state)
{
    (void)state;
    decimal d;
    assert_null(parse_decimal(TEXT("130.2500"), POINT, &d));
    assert_decimal(d, "130.2500");
    assert_null(parse_decimal(TEXT("-3.1"), POINT, &d));
    assert_decimal(d, "-3.1");
    assert_null(parse_decimal(TEXT("0,92"), COMMA, &d));
    assert_decimal(d, "0.92");
    assert_non_null(parse_decimal(TEXT("three"), POINT, &d));
}

static void a_number_of_endless_decimals_is_refused_not_cut(void **state)
{
    (void)state;
    decimal d;
    char cell[300] = "0.";
    memset(cell + 2, '0', 256); /* 257 places would look like one in a byte */
    strcpy(cell + 258, "5");
    assert_non_null(parse_decimal(text_of(cell), POINT, &d));
}

static void whole_numbers_are_whole(void **state)
{
    (void)state;
    int32_t n;
    assert_null(parse_whole(TEXT(" 48 "), POINT, &n));
    assert_int_equal(n, 48);
    assert_null(parse_whole(TEXT("1,200"), POINT, &n));
    assert_int_equal(n, 1200);
    assert_null(parse_whole(TEXT("48.0"), POINT, &n));
    assert_int_equal(n, 48);
    assert_null(parse_whole(TEXT("2147483647"), POINT, &n));
    assert_int_equal(n, INT32_MAX);
    assert_string_equal(parse_whole(TEXT("1.5"), POINT, &n), "is not a whole number (write 12)");
    assert_string_equal(parse_whole(TEXT("two"), POINT, &n), "is not a whole number (write 12)");
    assert_non_null(strstr(parse_whole(TEXT("2147483648"), POINT, &n), "too large"));
    /* the mark of an absent number is not a number that can be written */
    assert_non_null(parse_whole(TEXT("-2147483648"), POINT, &n));
}

/* OMB Circular A-11, section 83: a class is two digits, a point and one more. */
static void an_object_class_whose_zero_a_spreadsheet_dropped_is_whole_again(void **state)
{
    (void)state;
    static const char *const classes[][2] = {{"31", "31.0"}, {" 22 ", "22.0"}, {"31.0", "31.0"},
                                             {"25.2", "25.2"}, {"", ""}, {"3", "3"}, {"310", "310"},
                                             {"A1", "A1"}};
    char room[CLASS_TEXT];
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        text whole = whole_class(text_of(classes[i][0]), room);
        assert_int_equal(whole.length, strlen(classes[i][1]));
        assert_memory_equal(whole.at, classes[i][1], whole.length);
    }
}

static void fiscal_years_and_quarters(void **state)
{
    (void)state;
    static const char *const years[] = {"2027", "FY2027", "fy 2027", "FY27", "27", "FY'27"};
    int32_t n;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        assert_null(parse_fiscal_year(text_of(years[i]), &n));
        assert_int_equal(n, 2027);
    }
    static const char *const not_years[] = {"", "FY", "202", "20277", "1899", "3000", "2027-28", "FY2027Q1", "-27"};
    for (size_t i = 0; i < sizeof not_years / sizeof *not_years; i++)
        assert_non_null(parse_fiscal_year(text_of(not_years[i]), &n));
    assert_null(parse_quarter(TEXT("3"), &n));
    assert_int_equal(n, 3);
    assert_null(parse_quarter(TEXT("q4"), &n));
    assert_int_equal(n, 4);
    assert_non_null(parse_quarter(TEXT("0"), &n));
    assert_non_null(parse_quarter(TEXT("5"), &n));
    assert_non_null(parse_quarter(TEXT("Q"), &n));
    assert_non_null(parse_quarter(TEXT("Q12"), &n));
}

static void date_is(const char *cell, struct notation notation, const char *expected)
{
    date d = DATE_NONE;
    const char *fault = parse_date(text_of(cell), notation, &d);
    if (fault)
        fail_msg("'%s' %s", cell, fault);
    assert_date(d, expected);
}

static void no_date(const char *cell, struct notation notation, const char *why)
{
    date d;
    const char *fault = parse_date(text_of(cell), notation, &d);
    if (!fault)
        fail_msg("'%s' was read as a date", cell);
    if (!strstr(fault, why))
        fail_msg("'%s' %s", cell, fault);
}

static void dates_are_read_in_every_form_of_the_spec(void **state)
{
    (void)state;
    date_is("2024-01-05", POINT, "2024-01-05");
    date_is("1/5/2024", MDY, "2024-01-05");
    date_is("1/5/2024", DMY, "2024-05-01");
    date_is("5-Jan-24", POINT, "2024-01-05");
    date_is("Jan 5, 2024", POINT, "2024-01-05");
    date_is("2024-01-05 14:30:00", POINT, "2024-01-05"); /* the time is dropped */
    date_is("2024-01-05T14:30:00Z", POINT, "2024-01-05");
    date_is("45296", POINT, "2024-01-05");               /* Excel's serial number of that day */
    date_is("45296.604", POINT, "2024-01-05");
}

static void a_bare_number_is_a_day_from_1980_to_2100(void **state)
{
    (void)state;
    date_is("29221", POINT, "1980-01-01"); /* as Excel shows these numbers under a date format */
    date_is("73415", POINT, "2100-12-31");
    no_date("29220", POINT, "bare number");
    no_date("73416", POINT, "bare number");
    no_date("10100", POINT, "bare number"); /* 1927-08-26: rather a tag or a cost center */
    assert_true(is_day_count(text_of("45296.604")));
    assert_false(is_day_count(text_of("10100")));
    assert_false(is_day_count(text_of("4529")));
}

static void dates_come_with_other_separators_and_long_names(void **state)
{
    (void)state;
    date_is(" 2024/1/5 ", POINT, "2024-01-05");
    date_is("5.1.2024", DMY, "2024-01-05");
    date_is("20240105", POINT, "2024-01-05");
    date_is("5 January 2024", POINT, "2024-01-05");
    date_is("January 5 2024", POINT, "2024-01-05");
    date_is("05-SEP-2024", POINT, "2024-09-05");
    date_is("5 Sept 2024", POINT, "2024-09-05");
    date_is("1/5/2024 2:30 PM", MDY, "2024-01-05");
    date_is("1/5/69", MDY, "2069-01-05");
    date_is("1/5/70", MDY, "1970-01-05");
    date_is("2024-02-29", POINT, "2024-02-29");
}

static void a_day_beyond_twelve_decides_by_itself(void **state)
{
    (void)state;
    date_is("25/12/2024", POINT, "2024-12-25");
    date_is("12/25/2024", POINT, "2024-12-25");
    date_is("5/5/2024", POINT, "2024-05-05"); /* the same either way */
    no_date("3/4/2024", POINT, "date_order");
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const cells[] = {"", "soon", "2024", "2024-01", "1/5", "5-Foo-24", "Jan 2024", "//",
                                        "1-5/2024", "2024-01-05x", "12345678901", "1234", "5 Janua 2024",
                                        "2024-01-05 noon"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        no_date(cells[i], MDY, "is not a date");
    no_date("2026-02-29", POINT, "does not exist");
    no_date("31-Apr-2026", POINT, "does not exist");
    no_date("13/13/2026", MDY, "does not exist");
    no_date("1850-01-01", POINT, "1901 to 2999");
    no_date("30000101", POINT, "1901 to 2999");
}

static void period_is(const char *cell, const char *expected, const char *start, const char *end)
{
    period p = PERIOD_NONE;
    const char *fault = parse_period(text_of(cell), &p);
    if (fault)
        fail_msg("'%s' %s", cell, fault);
    assert_period(p, expected);
    assert_date(period_start(p), start);
    assert_date(period_end(p), end);
}

static void periods_are_read_in_every_form_of_the_spec(void **state)
{
    (void)state;
    period_is("2026-03", "2026-03", "2026-03-01", "2026-03-31");
    period_is("2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31");
    period_is("FY2026Q2", "FY2026Q2", "2026-01-01", "2026-03-31");
    period_is("FY2026", "FY2026", "2025-10-01", "2026-09-30");
    period_is("2026", "2026", "2026-01-01", "2026-12-31");
}

static void periods_come_in_near_forms(void **state)
{
    (void)state;
    period_is("2026-3", "2026-03", "2026-03-01", "2026-03-31");
    period_is("Mar-26", "2026-03", "2026-03-01", "2026-03-31"); /* 2026-03 as Excel saves it */
    period_is("mars 2026", "2026-03", "2026-03-01", "2026-03-31");
    period_is("3/2026", "2026-03", "2026-03-01", "2026-03-31");
    period_is("2026Q4", "2026-Q4", "2026-10-01", "2026-12-31");
    period_is("FY2026Q1", "FY2026Q1", "2025-10-01", "2025-12-31");
    period_is("FY2026-Q4", "FY2026Q4", "2026-07-01", "2026-09-30");
    period_is("fy26", "FY2026", "2025-10-01", "2026-09-30");
    period_is("2026-03-15", "2026-03", "2026-03-01", "2026-03-31"); /* a day stands for its month */
    period_is("2025-12", "2025-12", "2025-12-01", "2025-12-31");
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const cells[] = {"", "March", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "FY2026-03", "FY",
                                        "26", "Q1", "FY2026Q", "2026-Q", "1850-01"};
    period p;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (!parse_period(text_of(cells[i]), &p))
            fail_msg("'%s' was read as a period", cells[i]);
}

static void middle(const char *cell, int months, const char *expected)
{
    date d = DATE_NONE;
    assert_int_equal(middle_of_period(text_of(cell), &d), months);
    if (months)
        assert_date(d, expected);
}

/* July is the seventh of twelve months, April that of a fiscal year, August the middle of Q3. */
static void what_names_no_day_has_one_in_its_middle(void **state)
{
    (void)state;
    middle("2021", 12, "2021-07-01");
    middle("FY2021", 12, "2021-04-01");
    middle("2021-Q3", 3, "2021-08-16");
    middle("2021-02", 1, "2021-02-16");
    middle("Mar-21", 1, "2021-03-16");
    middle("December 2020", 1, "2020-12-16");
    middle("12/2020", 1, "2020-12-16");
    middle("13/2020", 0, "");
    middle("12/20", 0, ""); /* as well the twelfth day of a month, or a day in December */
    middle("lost", 0, "");
    middle("March", 0, "");
}

static void choices_are_compared_as_keys(void **state)
{
    (void)state;
    const char *words = "in_use|in_repair|spare";
    assert_int_equal(parse_choice(TEXT("in_use"), words), 1);
    assert_int_equal(parse_choice(TEXT("In Repair"), words), 2);
    assert_int_equal(parse_choice(TEXT("SPARE"), words), 3);
    assert_int_equal(parse_choice(TEXT("in"), words), 0);
    assert_int_equal(parse_choice(TEXT("spares"), words), 0);
    assert_int_equal(parse_choice(TEXT(""), words), 0);
    assert_int_equal(parse_choice(TEXT("--"), words), 0);
}

RUN(cmocka_unit_test(amounts_are_read_in_every_form_of_the_spec),
    cmocka_unit_test(an_object_class_whose_zero_a_spreadsheet_dropped_is_whole_again),
    cmocka_unit_test(amounts_come_with_signs_codes_and_blanks),
    cmocka_unit_test(amounts_are_exact_where_a_double_is_not),
    cmocka_unit_test(what_is_no_amount_is_refused), cmocka_unit_test(numbers_keep_their_decimals),
    cmocka_unit_test(a_number_of_endless_decimals_is_refused_not_cut),
    cmocka_unit_test(whole_numbers_are_whole), cmocka_unit_test(fiscal_years_and_quarters),
    cmocka_unit_test(dates_are_read_in_every_form_of_the_spec),
    cmocka_unit_test(a_bare_number_is_a_day_from_1980_to_2100),
    cmocka_unit_test(dates_come_with_other_separators_and_long_names),
    cmocka_unit_test(a_day_beyond_twelve_decides_by_itself),
    cmocka_unit_test(what_is_no_date_is_refused),
    cmocka_unit_test(periods_are_read_in_every_form_of_the_spec),
    cmocka_unit_test(periods_come_in_near_forms), cmocka_unit_test(what_is_no_period_is_refused),
    cmocka_unit_test(what_names_no_day_has_one_in_its_middle),
    cmocka_unit_test(choices_are_compared_as_keys))
