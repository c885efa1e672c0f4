/* What a cell says: amounts, numbers, dates, periods and choices, read digit by digit.
 *
 * Each function returns NULL and the value, or what is wrong in the words of a message ("is not
 * an amount (write 1200.50)"), which has static lifetime.  Blanks around are ignored; an empty
 * cell is the caller's business. */
#ifndef PLANNER_PARSE_H
#define PLANNER_PARSE_H

#include "planner/date.h"
#include "planner/money.h"
#include "planner/text.h"

/* How a column writes what can be written in two ways; decided once per column. */
enum date_order { ORDER_UNKNOWN, ORDER_MDY, ORDER_DMY };
struct notation {
    char mark; /* the decimal mark: '.' (thousands by ',') or ',' (thousands by '.') */
    enum date_order order;
};

/* A number as it was written, wider than a decimal: for sums that must not be rounded. */
struct number {
    wide units;
    uint8_t places;
};
/* What a cell says of how its column writes numbers.  One that reads under one mark only is
 * evidence; equal values under both are not, different ones are a question. */
struct number_look {
    bool dot, comma; /* it reads as a number with this decimal mark */
    struct number as_dot, as_comma;
};
bool look_at_number(text cell, struct number_look *out); /* false: under neither */

enum date_look { LOOKS_NO_DATE, LOOKS_DATE, LOOKS_DAY_FIRST, LOOKS_MONTH_FIRST, LOOKS_EITHER };
enum date_look look_at_date(text cell); /* without eight digits and Excel's day counts */
/* A day from 1980 to 2100 as Excel counts days, a tag or a code as well. */
bool is_day_count(text cell);

/* "N/A", "None", "-": how exports write that there is nothing. */
bool says_nothing(text cell);
/* 9999-12-31, in any order of its parts or as Excel counts days: how databases write that there is
 * no end. */
bool says_no_end(text cell);

/* The code of the currency that stands beside an amount: "EUR" for a euro sign and for
 * "EUR 12.50"; "" when several currencies have the sign ("kr"); NULL when none stands there, and for
 * "$", which is whatever is spent where it is written.  `code` is room for the answer. */
enum { CURRENCY_CODE = 4 };
const char *currency_named(text cell, char code[CURRENCY_CODE]);
bool is_currency_code(text cell); /* "EUR", of ISO 4217 */

/* "1234.5" "$1,234.50" "(123.45)" "-12" "USD 1 234,50" "1.234,56 EUR": at most 18 digits. */
const char *parse_decimal(text cell, struct notation notation, decimal *out);
const char *parse_money(text cell, struct notation notation, money *out);
/* As parse_money, and not below zero. */
const char *parse_price(text cell, struct notation notation, money *out);
/* As parse_decimal; also more digits than that holds, and "1.5e-7". Always finite. */
const char *parse_number(text cell, struct notation notation, double *out);
const char *parse_whole(text cell, struct notation notation, int32_t *out);
/* "2027" "FY2027" "FY 27" */
const char *parse_fiscal_year(text cell, int32_t *out);
/* "1" "Q1" */
const char *parse_quarter(text cell, int32_t *out);
/* ISO, M/D/YYYY or D/M/YYYY by the notation, 5-Jan-24, Jan 5, 2024, date-times, Excel serials. */
const char *parse_date(text cell, struct notation notation, date *out);
/* A day in the middle of a year, quarter or month: 2021-07-01 for "2021", 2021-03-16 for "Mar 2021"
 * and "3/2021".  Returns how many months the period has; 0: the cell names none. */
int middle_of_period(text cell, date *out);
/* "2026-03" "2026-Q1" "FY2026Q2" "FY2026" "2026" */
const char *parse_period(text cell, period *out);
/* An object class of OMB Circular A-11 (31.0) of which a spreadsheet has kept the number (31), as it
 * was; all else as it is.  `out` is room for the answer. */
enum { CLASS_TEXT = 4 };
text whole_class(text cell, char out[CLASS_TEXT]);
/* Index + 1 into "a|b|c", compared as keys; 0 when it is none of them. */
unsigned parse_choice(text cell, const char *words);

#endif
