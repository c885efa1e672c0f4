#include "planner/money.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

money money_add(money a, money b)
{
    int64_t sum;
    if (!money_fits(a) || !money_fits(b) || __builtin_add_overflow(a.cents, b.cents, &sum) ||
        sum == INT64_MIN)
        return MONEY_TOO_LARGE;
    return (money){sum};
}

money money_sub(money a, money b)
{
    return money_fits(b) ? money_add(a, (money){-b.cents}) : MONEY_TOO_LARGE;
}

money money_times(money each, int64_t count)
{
    int64_t product;
    if (!money_fits(each) || __builtin_mul_overflow(each.cents, count, &product) ||
        product == INT64_MIN)
        return MONEY_TOO_LARGE;
    return (money){product};
}

int money_compare(money a, money b)
{
    return (a.cents > b.cents) - (a.cents < b.cents);
}

money money_round(double cents)
{
    if (!(fabs(cents) <= (double)MONEY_LIMIT))
        return MONEY_TOO_LARGE;
    return (money){llround(cents)};
}

money money_ratio(wide numerator, wide denominator)
{
    bool negative = numerator < 0;
    wide size = negative ? -numerator : numerator;
    wide quotient = size / denominator;
    if ((size % denominator) * 2 >= denominator)
        quotient++;
    if (quotient > MONEY_LIMIT)
        return MONEY_TOO_LARGE;
    return (money){negative ? -(int64_t)quotient : (int64_t)quotient};
}

double money_dollars(money m)
{
    return (double)m.cents / 100;
}

char *money_plain(money m, char out[MONEY_TEXT])
{
    if (!money_given(m))
        return out[0] = '\0', out;
    uint64_t size = m.cents < 0 ? 0 - (uint64_t)m.cents : (uint64_t)m.cents;
    snprintf(out, MONEY_TEXT, "%s%llu.%02u", m.cents < 0 ? "-" : "",
             (unsigned long long)(size / 100), (unsigned)(size % 100));
    return out;
}

char *money_pretty(money m, char out[MONEY_TEXT])
{
    char plain[MONEY_TEXT];
    money_plain(m, plain);
    if (!plain[0])
        return out[0] = '\0', out;
    const char *digits = plain + (plain[0] == '-');
    size_t whole = strlen(digits) - 3;
    size_t n = 0;
    if (plain[0] == '-')
        out[n++] = '-';
    out[n++] = '$';
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            out[n++] = ',';
        out[n++] = digits[i];
    }
    memcpy(out + n, digits + whole, 4);
    return out;
}

decimal decimal_whole(int64_t units)
{
    return (decimal){units, 0};
}

static double power_of_ten(unsigned places)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    return places < 16 ? powers[places] : pow(10, places);
}

double decimal_double(decimal d)
{
    return (double)d.units / power_of_ten(d.places);
}

static wide scaled(decimal d, uint8_t places)
{
    wide units = d.units;
    for (uint8_t p = d.places; p < places; p++)
        units *= 10;
    return units;
}

int decimal_compare(decimal a, decimal b)
{
    uint8_t places = a.places > b.places ? a.places : b.places;
    wide x = scaled(a, places), y = scaled(b, places);
    return (x > y) - (x < y);
}

bool decimal_scaled(decimal d, uint8_t places, int64_t *units)
{
    int64_t value = d.units;
    for (uint8_t p = d.places; p > places; p--) {
        if (value % 10)
            return false;
        value /= 10;
    }
    for (uint8_t p = d.places; p < places; p++)
        if (__builtin_mul_overflow(value, 10, &value))
            return false;
    *units = value;
    return true;
}

char *decimal_plain(decimal d, char out[DECIMAL_TEXT])
{
    if (!decimal_given(d))
        return out[0] = '\0', out;
    uint64_t size = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units;
    char digits[300];
    snprintf(digits, sizeof digits, "%0*llu", d.places + 1, (unsigned long long)size);
    int whole = (int)strlen(digits) - d.places;
    snprintf(out, DECIMAL_TEXT, "%s%.*s%s%s", d.units < 0 ? "-" : "", whole, digits,
             d.places ? "." : "", digits + whole);
    return out;
}
