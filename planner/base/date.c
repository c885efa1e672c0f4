#include "planner/date.h"

#include <assert.h>
#include <stdio.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && leap(year));
}

bool date_exists(int year, int month, int day)
{
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR && month >= 1 && month <= 12 &&
           day >= 1 && day <= days_in_month(year, month);
}

/* The proleptic Gregorian calendar counted in eras of 400 years (146,097 days), with the year
 * taken to begin in March so that the leap day comes last. */
static int32_t days_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

date date_of(int year, int month, int day)
{
    assert(month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month));
    return (date){days_from_civil(year, month, day)};
}

void date_civil(date d, int *year, int *month, int *day)
{
    int z = d.day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

date date_add_days(date d, int days)
{
    return (date){d.day + days};
}

date date_add_months(date d, int months)
{
    int year, month, day;
    date_civil(d, &year, &month, &day);
    int number = year * 12 + month - 1 + months;
    year = number / 12;
    month = number % 12 + 1;
    int last = days_in_month(year, month);
    return (date){days_from_civil(year, month, day < last ? day : last)};
}

int date_days_between(date from, date to)
{
    return to.day - from.day;
}

int date_month_number(date d)
{
    int year, month, day;
    date_civil(d, &year, &month, &day);
    return year * 12 + month;
}

date date_month_start(int number)
{
    return (date){days_from_civil((number - 1) / 12, (number - 1) % 12 + 1, 1)};
}

int fiscal_year(date d)
{
    return (date_month_number(d) + 2) / 12;
}

int fiscal_quarter(date d)
{
    return (date_month_number(d) + 2) % 12 / 3 + 1;
}

date fiscal_start(int year)
{
    return (date){days_from_civil(year - 1, 10, 1)};
}

date fiscal_end(int year)
{
    return (date){days_from_civil(year, 9, 30)};
}

date fiscal_quarter_end(int year, int quarter)
{
    return date_add_days(date_add_months(fiscal_start(year), quarter * 3), -1);
}

char *date_iso(date d, char out[DATE_TEXT])
{
    if (!date_given(d))
        return out[0] = '\0', out;
    int year, month, day;
    date_civil(d, &year, &month, &day);
    snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
             (unsigned)day % 100u);
    return out;
}

char *date_long(date d, char out[DATE_TEXT])
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (!date_given(d))
        return out[0] = '\0', out;
    int year, month, day;
    date_civil(d, &year, &month, &day);
    snprintf(out, DATE_TEXT, "%u %s %04u", (unsigned)day % 100u, months[month - 1],
             (unsigned)year % 10000u);
    return out;
}

date period_start(period p)
{
    return date_month_start(p.first);
}

date period_end(period p)
{
    return date_add_days(date_month_start(p.first + p.months), -1);
}

char *period_plain(period p, char out[PERIOD_TEXT])
{
    unsigned year = (unsigned)((p.first - 1) / 12) % 10000u;
    unsigned month = (unsigned)((p.first - 1) % 12 + 1) % 100u;
    unsigned fy = (unsigned)((p.first + 2) / 12) % 10000u;
    unsigned fq = (unsigned)((p.first + 2) % 12 / 3 + 1) % 10u;
    if (!period_given(p))
        out[0] = '\0';
    else if (p.months == 12)
        snprintf(out, PERIOD_TEXT, p.fiscal ? "FY%04u" : "%04u", p.fiscal ? fy : year);
    else if (p.months == 3 && p.fiscal)
        snprintf(out, PERIOD_TEXT, "FY%04uQ%u", fy, fq);
    else if (p.months == 3)
        snprintf(out, PERIOD_TEXT, "%04u-Q%u", year, ((month - 1) / 3 + 1) % 10u);
    else
        snprintf(out, PERIOD_TEXT, "%04u-%02u", year, month);
    return out;
}
