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

/* "1234.5" "$1,234.50" "(123.45)" "-12" "USD 1 234,50" "1.234,56 EUR": at most 15 digits. */
const char *parse_decimal(text cell, struct notation notation, decimal *out);
const char *parse_money(text cell, struct notation notation, money *out);
/* As parse_decimal; also more digits than that holds, and "1.5e-7". Always finite. */
const char *parse_number(text cell, struct notation notation, double *out);
const char *parse_whole(text cell, struct notation notation, int32_t *out);
/* "2027" "FY2027" "FY 27" */
const char *parse_fiscal_year(text cell, int32_t *out);
/* "1" "Q1" */
const char *parse_quarter(text cell, int32_t *out);
/* ISO, M/D/YYYY or D/M/YYYY by the notation, 5-Jan-24, Jan 5, 2024, date-times, Excel serials. */
const char *parse_date(text cell, struct notation notation, date *out);
/* "2026-03" "2026-Q1" "FY2026Q2" "FY2026" "2026" */
const char *parse_period(text cell, period *out);
/* Index + 1 into "a|b|c", compared as keys; 0 when it is none of them. */
unsigned parse_choice(text cell, const char *words);

#endif
