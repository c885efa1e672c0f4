/* One cell, as everything that a cell can be: amounts, numbers, dates, periods.  What was read and
 * is written again in the program's own form must read as the same. */
#include "planner/parse.h"

#include <math.h>

#include "fuzz.h"

static const struct notation plain = {'.', ORDER_MDY};

static void amounts(text cell, struct notation notation)
{
    char printed[MONEY_TEXT], digits[DECIMAL_TEXT];
    money m, again;
    decimal d, same;
    double number;
    if (!parse_money(cell, notation, &m)) {
        PROMISE(money_given(m) && money_fits(m));
        PROMISE(!parse_money(text_of(money_plain(m, printed)), plain, &again));
        PROMISE(again.cents == m.cents);
    }
    if (!parse_decimal(cell, notation, &d)) {
        PROMISE(decimal_given(d));
        PROMISE(!parse_decimal(text_of(decimal_plain(d, digits)), plain, &same));
        PROMISE(decimal_compare(d, same) == 0);
    }
    if (!parse_number(cell, notation, &number))
        PROMISE(isfinite(number));
}

static void days(text cell, struct notation notation)
{
    char printed[DATE_TEXT];
    date d, again;
    period p;
    if (!parse_date(cell, notation, &d)) {
        PROMISE(date_given(d));
        PROMISE(!parse_date(text_of(date_iso(d, printed)), plain, &again));
        PROMISE(!date_compare(d, again));
    }
    if (!parse_period(cell, &p))
        PROMISE(period_given(p) && date_given(period_start(p)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t n;
    struct number_look look;
    text cell = {(const char *)data, size};
    for (int k = 0; k < 6; k++) {
        struct notation notation = {k & 1 ? ',' : '.', (enum date_order)(k / 2)};
        amounts(cell, notation);
        days(cell, notation);
        if (!parse_whole(cell, notation, &n))
            PROMISE(whole_given(n));
    }
    (void)look_at_number(cell, &look);
    (void)look_at_date(cell);
    (void)says_nothing(cell);
    if (!parse_fiscal_year(cell, &n))
        PROMISE(n >= 1900 && n < 10000);
    if (!parse_quarter(cell, &n))
        PROMISE(n >= 1 && n <= 4);
    (void)parse_choice(cell, "replace|retire|hold");
    return 0;
}
