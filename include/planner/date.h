/* Dates are day counts; the fiscal year runs from 1 October to 30 September and is named by the
 * calendar year in which it ends. */
#ifndef PLANNER_DATE_H
#define PLANNER_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int32_t day; /* days since 1970-01-01 */
} date;

#define DATE_NONE ((date){INT32_MIN})

/* Dates that the program works with.  Spreadsheets count days correctly from March 1900. */
enum { DATE_FIRST_YEAR = 1901, DATE_LAST_YEAR = 2999 };

static inline bool date_given(date d)
{
    return d.day != INT32_MIN;
}
static inline int date_compare(date a, date b)
{
    return (a.day > b.day) - (a.day < b.day);
}
static inline date date_later(date a, date b)
{
    return a.day >= b.day ? a : b;
}
static inline date date_earlier(date a, date b)
{
    return a.day <= b.day ? a : b;
}

bool date_exists(int year, int month, int day);
date date_of(int year, int month, int day); /* must exist */
void date_civil(date d, int *year, int *month, int *day);
date date_add_days(date d, int days);
/* Keeps the day of the month, clamped to the month's last day (as EDATE does). */
date date_add_months(date d, int months);
int date_days_between(date from, date to); /* to - from */
int date_month_number(date d);             /* 12 * year + month, month 1..12 */
date date_month_start(int month_number);

int fiscal_year(date d);
int fiscal_quarter(date d); /* 1..4, Q1 = October to December */
date fiscal_start(int fiscal_year);
date fiscal_end(int fiscal_year); /* 30 September */
date fiscal_quarter_end(int fiscal_year, int quarter);

enum { DATE_TEXT = 16 };
char *date_iso(date d, char out[DATE_TEXT]);  /* "2026-11-21", "" when absent */
char *date_long(date d, char out[DATE_TEXT]); /* "21 Nov 2026" */

/* A stretch of whole months: a month, a quarter, a fiscal or a calendar year. */
typedef struct {
    int32_t first;  /* month number of its first month; 0 = absent */
    int16_t months; /* 1, 3 or 12 */
    int16_t fiscal; /* 1: written in fiscal form (FY2026, FY2026Q2) */
} period;

#define PERIOD_NONE ((period){0, 0, 0})

static inline bool period_given(period p)
{
    return p.months != 0;
}
date period_start(period p);
date period_end(period p);                        /* its last day */
enum { PERIOD_TEXT = 16 };
char *period_plain(period p, char out[PERIOD_TEXT]); /* in the form it was written in */

#endif
