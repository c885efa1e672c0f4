#include "planner/date.h"

#include "testing.h"

static date on(int year, int month, int day)
{
    return date_of(year, month, day);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(on(1970, 1, 1).day, 0);
    assert_int_equal(on(2000, 3, 1).day, 11017);                  /* RFC 3339 tables; 30 years and 7 leap days + 60 */
    assert_int_equal(on(2026, 11, 21).day, 20778);                /* 1795219200 s of Unix time / 86400 */
    assert_int_equal(date_days_between(on(1899, 12, 30), on(2024, 1, 5)), 45296); /* Excel's serial */
}

static void every_day_comes_back(void **state)
{
    (void)state;
    int year, month, day, before_month = 12;
    for (date d = on(1901, 1, 1); d.day <= on(2999, 12, 31).day; d = date_add_days(d, 1)) {
        date_civil(d, &year, &month, &day);
        assert_true(date_exists(year, month, day));
        assert_int_equal(on(year, month, day).day, d.day);
        assert_true(day > 1 || month == before_month % 12 + 1);
        before_month = month;
    }
}

static void leap_years_are_the_gregorian_ones(void **state)
{
    (void)state;
    assert_true(date_exists(2024, 2, 29));
    assert_true(date_exists(2000, 2, 29));
    assert_false(date_exists(2100, 2, 29));
    assert_false(date_exists(2026, 2, 29));
    assert_false(date_exists(2026, 4, 31));
    assert_false(date_exists(2026, 13, 1));
    assert_false(date_exists(2026, 0, 1));
    assert_false(date_exists(2026, 1, 0));
    assert_false(date_exists(1900, 1, 1));
    assert_false(date_exists(3000, 1, 1));
}

static void adding_months_keeps_the_day_clamped_as_edate_does(void **state)
{
    (void)state;
    assert_date(date_add_months(on(2026, 1, 31), 1), "2026-02-28");
    assert_date(date_add_months(on(2024, 1, 31), 1), "2024-02-29");
    assert_date(date_add_months(on(2024, 2, 29), 12), "2025-02-28");
    assert_date(date_add_months(on(2024, 2, 29), 48), "2028-02-29");
    assert_date(date_add_months(on(2026, 10, 15), 48), "2030-10-15");
    assert_date(date_add_months(on(2026, 3, 31), -1), "2026-02-28");
    assert_date(date_add_months(on(2026, 1, 15), -1), "2025-12-15");
    assert_date(date_add_months(on(2026, 1, 15), -13), "2024-12-15");
    assert_date(date_add_months(on(2026, 12, 31), 0), "2026-12-31");
    /* each date is reckoned from the one before: a clamp stays */
    assert_date(date_add_months(date_add_months(on(2026, 1, 31), 1), 1), "2026-03-28");
}

static void the_fiscal_year_opens_on_the_first_of_october(void **state)
{
    (void)state;
    assert_int_equal(fiscal_year(on(2026, 9, 30)), 2026);
    assert_int_equal(fiscal_year(on(2026, 10, 1)), 2027);
    assert_int_equal(fiscal_year(on(2026, 12, 31)), 2027);
    assert_int_equal(fiscal_year(on(2027, 1, 1)), 2027);
    assert_date(fiscal_start(2027), "2026-10-01");
    assert_date(fiscal_end(2027), "2027-09-30");
}

static void the_first_quarter_is_october_to_december(void **state)
{
    (void)state;
    static const int quarter_of[] = {2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 1, 1};
    for (int month = 1; month <= 12; month++)
        assert_int_equal(fiscal_quarter(on(2026, month, 1)), quarter_of[month - 1]);
    assert_date(fiscal_quarter_end(2027, 1), "2026-12-31");
    assert_date(fiscal_quarter_end(2027, 2), "2027-03-31");
    assert_date(fiscal_quarter_end(2027, 4), "2027-09-30");
}

static void dates_are_written_two_ways(void **state)
{
    (void)state;
    char out[DATE_TEXT];
    assert_string_equal(date_iso(on(2026, 11, 2), out), "2026-11-02");
    assert_string_equal(date_long(on(2026, 11, 2), out), "2 Nov 2026");
    assert_string_equal(date_iso(DATE_NONE, out), "");
    assert_string_equal(date_long(DATE_NONE, out), "");
}

static void periods_begin_and_end_with_their_months(void **state)
{
    (void)state;
    const period month = {2026 * 12 + 2, 1, 0}, quarter = {2026 * 12 + 1, 3, 0};
    const period fiscal_q = {2026 * 12 + 1, 3, 1}, fiscal = {2025 * 12 + 10, 12, 1};
    const period calendar = {2026 * 12 + 1, 12, 0};
    assert_date(period_start(month), "2026-02-01");
    assert_date(period_end(month), "2026-02-28");
    assert_date(period_end(quarter), "2026-03-31");
    assert_date(period_start(fiscal), "2025-10-01");
    assert_date(period_end(fiscal), "2026-09-30");
    assert_date(period_end(calendar), "2026-12-31");
    assert_period(month, "2026-02");
    assert_period(quarter, "2026-Q1");
    assert_period(fiscal_q, "FY2026Q2"); /* January to March is the second fiscal quarter */
    assert_period(fiscal, "FY2026");
    assert_period(calendar, "2026");
    assert_period(PERIOD_NONE, "");
    assert_period(((period){2025 * 12 + 12, 1, 0}), "2025-12");
    assert_period(((period){2025 * 12 + 10, 3, 1}), "FY2026Q1");
    assert_period(((period){2025 * 12 + 10, 3, 0}), "2025-Q4");
}

RUN(cmocka_unit_test(days_are_counted_from_1970), cmocka_unit_test(every_day_comes_back),
    cmocka_unit_test(leap_years_are_the_gregorian_ones),
    cmocka_unit_test(adding_months_keeps_the_day_clamped_as_edate_does),
    cmocka_unit_test(the_fiscal_year_opens_on_the_first_of_october),
    cmocka_unit_test(the_first_quarter_is_october_to_december),
    cmocka_unit_test(dates_are_written_two_ways),
    cmocka_unit_test(periods_begin_and_end_with_their_months))
