/* One cell, as everything that a cell can be: amounts, numbers, dates, periods.  What was read and
 * is written again in the program's own form must read as the same. */
#include "planner/parse.h"

#include <math.h>

#include "fuzz.h"

static const struct notation plain = {'.', ORDER_MDY};

/* Digits, and a point with digits on both sides. */
static bool is_plain(text cell)
{
    size_t points = 0;
    for (size_t i = 0; i < cell.length; i++) {
        bool inside = i > 0 && i + 1 < cell.length;
        points += cell.at[i] == '.';
        if (cell.at[i] == '.' ? !inside || points > 1 : cell.at[i] < '0' || cell.at[i] > '9')
            return false;
    }
    return cell.length > 0;
}

/* A plain number is printed as it was written, but for zeros in front and behind the point. */
static void same_digits(text cell, decimal d)
{
    char printed[DECIMAL_TEXT];
    text again = text_of(decimal_plain(d, printed));
    bool point = memchr(cell.at, '.', cell.length), left = memchr(again.at, '.', again.length);
    while (cell.length > 1 && cell.at[0] == '0' && cell.at[1] != '.')
        cell.at++, cell.length--;
    while (point && cell.at[cell.length - 1] == '0')
        cell.length--;
    while (left && again.at[again.length - 1] == '0')
        again.length--;
    if (cell.at[cell.length - 1] == '.')
        cell.length--;
    if (again.at[again.length - 1] == '.')
        again.length--;
    PROMISE(cell.length == again.length && !memcmp(cell.at, again.at, cell.length));
}

static void amounts(text cell, struct notation notation)
{
    char printed[MONEY_TEXT], digits[DECIMAL_TEXT];
    money m, again;
    decimal d, same;
    double number;
    if (!parse_money(cell, notation, &m)) {
        PROMISE(m.cents <= MONEY_LIMIT && m.cents >= -MONEY_LIMIT);
        PROMISE(!parse_money(text_of(money_plain(m, printed)), plain, &again));
        PROMISE(again.cents == m.cents);
    }
    if (!parse_decimal(cell, notation, &d)) {
        PROMISE(decimal_given(d));
        PROMISE(!parse_decimal(text_of(decimal_plain(d, digits)), plain, &same));
        PROMISE(decimal_compare(d, same) == 0);
        if (notation.mark == '.' && is_plain(cell))
            same_digits(cell, d);
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
        PROMISE(d.day >= date_of(DATE_FIRST_YEAR, 1, 1).day);
        PROMISE(d.day <= date_of(DATE_LAST_YEAR, 12, 31).day);
        PROMISE(!parse_date(text_of(date_iso(d, printed)), plain, &again));
        PROMISE(!date_compare(d, again));
    }
    if (!parse_period(cell, &p))
        PROMISE(period_given(p) && p.first >= 12 * (DATE_FIRST_YEAR - 1) + 10 &&
                p.first <= 12 * DATE_LAST_YEAR + 12);
}

/* What a column is summed by is what its cells are read as, where both can. */
static void same_number(text cell, char mark, bool reads, struct number n)
{
    static const wide most = (wide)1000000000000000 * 1000000000000000; /* 30 digits */
    decimal d;
    if (!reads)
        return;
    PROMISE(n.units < most && n.units > -most && n.places <= 30);
    if (n.units < INT64_MAX && n.units > -INT64_MAX &&
        !parse_decimal(cell, (struct notation){mark, ORDER_MDY}, &d))
        PROMISE(!decimal_compare(d, (decimal){(int64_t)n.units, n.places}));
}

/* What is read as whole is that decimal. */
static bool same_whole(text cell, struct notation notation, int32_t n)
{
    decimal d;
    return !parse_decimal(cell, notation, &d) && !decimal_compare(d, decimal_whole(n));
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
            PROMISE(n > INT32_MIN && same_whole(cell, notation, n));
    }
    if (look_at_number(cell, &look)) {
        same_number(cell, '.', look.dot, look.as_dot);
        same_number(cell, ',', look.comma, look.as_comma);
    }
    (void)look_at_date(cell);
    (void)says_nothing(cell);
    if (!parse_fiscal_year(cell, &n))
        PROMISE(n >= 1900 && n < 10000);
    if (!parse_quarter(cell, &n))
        PROMISE(n >= 1 && n <= 4);
    (void)parse_choice(cell, "replace|retire|hold");
    return 0;
}
