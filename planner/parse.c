#include "planner/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOT_AN_AMOUNT "is not an amount (write 1200.50)"
#define NOT_A_NUMBER  "is not a number (write 12.5)"
#define NOT_A_DATE    "is not a date (write 2026-11-21)"
#define NOT_A_PERIOD  "is not a period (write 2026-03, 2026-Q1, FY2026Q2, FY2026 or 2026)"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static text from(text t, size_t skip)
{
    return (text){t.at + skip, t.length - skip};
}

/* Bytes of a currency sign at one end: "$", a character beyond ASCII, or a code of three
 * capitals ("USD"). */
static size_t currency_ahead(text t)
{
    if (!t.length)
        return 0;
    if (t.at[0] == '$' || (unsigned char)t.at[0] >= 0x80)
        return 1;
    size_t n = 0;
    while (n < t.length && t.at[n] >= 'A' && t.at[n] <= 'Z')
        n++;
    return n == 3 ? 3 : 0;
}

static size_t currency_behind(text t)
{
    if (!t.length)
        return 0;
    if (t.at[t.length - 1] == '$' || (unsigned char)t.at[t.length - 1] >= 0x80)
        return 1;
    size_t n = 0;
    while (n < t.length && t.at[t.length - 1 - n] >= 'A' && t.at[t.length - 1 - n] <= 'Z')
        n++;
    return n == 3 ? 3 : 0;
}

static text without_currency(text t)
{
    size_t n;
    t = text_trim(t);
    while ((n = currency_ahead(t)) != 0)
        t = text_trim(from(t, n));
    while ((n = currency_behind(t)) != 0)
        t = text_trim((text){t.at, t.length - n});
    return t;
}

/* The width of a separator of thousands at `at`, 0 if there is none: a blank, an apostrophe or
 * the mark that is not the decimal mark. */
static size_t thousands(text t, size_t at, char mark)
{
    char c = t.at[at];
    if (c == ' ' || c == '\'' || c == (mark == ',' ? '.' : ','))
        return 1;
    if (t.length - at >= 2 && !memcmp(t.at + at, "\xC2\xA0", 2))
        return 2;
    if (t.length - at >= 3 && (!memcmp(t.at + at, "\xE2\x80\xAF", 3) ||
                               !memcmp(t.at + at, "\xE2\x80\x99", 3)))
        return 3;
    return 0;
}

/* Digits with separators of thousands and a decimal mark; nothing else may stand there. */
static bool read_digits(text t, char mark, decimal *out, bool *long_number)
{
    uint64_t units = 0;
    unsigned digits = 0, significant = 0, places = 0, group = 0;
    bool fraction = false, grouped = false;
    for (size_t i = 0; i < t.length;) {
        size_t separator;
        if (digit(t.at[i])) {
            if (significant || t.at[i] != '0')
                significant++;
            places += fraction;
            if (significant > 18 || places > 18)
                return *long_number = true, false;
            units = units * 10 + (uint64_t)(t.at[i++] - '0');
            digits++;
            group++;
        } else if (t.at[i] == mark && !fraction) {
            if (grouped && group != 3)
                return false;
            fraction = true;
            i++;
        } else if (!fraction && digits && (separator = thousands(t, i, mark)) != 0) {
            if (grouped ? group != 3 : group > 3)
                return false;
            grouped = true;
            group = 0;
            i += separator;
        } else {
            return false;
        }
    }
    if (!digits || (grouped && !fraction && group != 3))
        return false;
    while (places > 0 && units % 10 == 0 && significant > 15) {
        units /= 10;
        places--;
    }
    *out = (decimal){(int64_t)units, (uint8_t)places};
    return true;
}

const char *parse_decimal(text cell, struct notation notation, decimal *out)
{
    text t = text_trim(cell);
    bool negative = false, long_number = false;
    if (t.length >= 2 && t.at[0] == '(' && t.at[t.length - 1] == ')') {
        negative = true;
        t = text_trim((text){t.at + 1, t.length - 2});
    }
    for (int pass = 0; pass < 2; pass++) {
        if (!negative && t.length && (t.at[0] == '-' || t.at[0] == '+')) {
            negative = t.at[0] == '-';
            t = text_trim(from(t, 1));
        }
        t = without_currency(t);
    }
    if (!negative && t.length && t.at[t.length - 1] == '-') { /* "12.50-", as ledgers print */
        negative = true;
        t = text_trim((text){t.at, t.length - 1});
    }
    if (!read_digits(t, notation.mark, out, &long_number))
        return long_number ? "has more digits than planner works with (at most 18)"
                           : NOT_A_NUMBER;
    if (negative)
        out->units = -out->units;
    return NULL;
}

/* Digits, one decimal mark and an exponent, as programs print what no decimal holds. */
static bool read_floating(text t, char mark, double *out)
{
    char buffer[400], *end;
    if (!t.length || t.length >= sizeof buffer)
        return false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.at[i] == mark ? '.' : t.at[i];
        if (!digit(c) && !strchr("+-.eE", c))
            return false;
        buffer[i] = c;
    }
    buffer[t.length] = '\0';
    *out = strtod(buffer, &end);
    return !*end && isfinite(*out);
}

const char *parse_number(text cell, struct notation notation, double *out)
{
    decimal d;
    const char *fault = parse_decimal(cell, notation, &d);
    if (!fault)
        return *out = decimal_double(d), NULL;
    return read_floating(text_trim(cell), notation.mark, out) ? NULL : fault;
}

const char *parse_money(text cell, struct notation notation, money *out)
{
    decimal d;
    const char *fault = parse_decimal(cell, notation, &d);
    if (fault)
        return !strcmp(fault, NOT_A_NUMBER) ? NOT_AN_AMOUNT : fault;
    int64_t cents;
    if (!decimal_scaled(d, 2, &cents))
        return d.places > 2 ? "has parts of a cent (write at most two decimals)"
                            : "is larger than any amount planner works with "
                              "(ten trillion)";
    if (cents > MONEY_LIMIT || cents < -MONEY_LIMIT)
        return "is larger than any amount planner works with (ten trillion)";
    *out = (money){cents};
    return NULL;
}

const char *parse_whole(text cell, struct notation notation, int32_t *out)
{
    decimal d;
    int64_t units;
    if (parse_decimal(cell, notation, &d))
        return "is not a whole number (write 12)";
    if (!decimal_scaled(d, 0, &units))
        return "is not a whole number (write 12)";
    if (units > INT32_MAX || units <= INT32_MIN)
        return "is too large (at most 2147483647)";
    *out = (int32_t)units;
    return NULL;
}

/* Reads up to `most` digits; returns how many. */
static size_t number_at(text t, size_t at, size_t most, int *out)
{
    size_t n = 0;
    for (*out = 0; n < most && at + n < t.length && digit(t.at[at + n]); n++)
        *out = *out * 10 + (t.at[at + n] - '0');
    return n;
}

const char *parse_fiscal_year(text cell, int32_t *out)
{
    text t = text_trim(cell);
    if (t.length > 2 && text_same_nocase((text){t.at, 2}, TEXT("FY")))
        t = text_trim(from(t, 2));
    if (t.length && t.at[0] == '\'')
        t = from(t, 1);
    int year;
    size_t n = number_at(t, 0, 4, &year);
    if (n == 2)
        year += 2000;
    if (n != t.length || (n != 2 && n != 4) || year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR)
        return "is not a fiscal year (write 2027)";
    *out = year;
    return NULL;
}

const char *parse_quarter(text cell, int32_t *out)
{
    text t = text_trim(cell);
    if (t.length == 2 && (t.at[0] == 'Q' || t.at[0] == 'q'))
        t = from(t, 1);
    if (t.length != 1 || t.at[0] < '1' || t.at[0] > '4')
        return "is not a quarter (write 1, 2, 3 or 4)";
    *out = t.at[0] - '0';
    return NULL;
}

static int month_named(text t, size_t at, size_t *length)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june",
                                        "july", "august", "september", "october", "november",
                                        "december"};
    size_t n = 0;
    while (at + n < t.length && letter(t.at[at + n]))
        n++;
    *length = n;
    for (int m = 0; m < 12; m++) {
        size_t full = strlen(names[m]);
        if ((n == 3 || n == full || (m == 8 && n == 4)) &&
            text_same_nocase((text){t.at + at, n}, (text){names[m], n}))
            return m + 1;
    }
    return 0;
}

/* What may follow a date: nothing, or a time of day, which is dropped. */
static bool time_follows(text t, size_t at)
{
    if (at == t.length)
        return true;
    if (t.at[at] != ' ' && t.at[at] != 'T' && t.at[at] != ',')
        return false;
    int hour;
    for (at++; at < t.length && t.at[at] == ' ';)
        at++;
    size_t n = number_at(t, at, 2, &hour);
    return n && at + n < t.length && t.at[at + n] == ':';
}

static int full_year(int year, size_t digits)
{
    return digits == 4 ? year : year + (year < 70 ? 2000 : 1900);
}

static const char *made(int year, int month, int day, date *out)
{
    if (!date_exists(year, month, day))
        return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR
                   ? "is a date that does not exist (write 2026-11-21)"
                   : "is a date outside 1901 to 2999 (write 2026-11-21)";
    *out = date_of(year, month, day);
    return NULL;
}

static bool date_separator(char c)
{
    return c == '/' || c == '-' || c == '.' || c == ' ';
}

/* Three numbers with two equal separators: Y-M-D, or M/D/Y or D/M/Y by the notation. */
static const char *numeric_date(text t, struct notation notation, date *out)
{
    int a, b, c;
    size_t n = number_at(t, 0, 4, &a), at = n;
    if (!n || at >= t.length || !date_separator(t.at[at]))
        return NOT_A_DATE;
    char separator = t.at[at++];
    size_t m = number_at(t, at, 2, &b);
    at += m;
    if (!m || at >= t.length || t.at[at++] != separator)
        return NOT_A_DATE;
    size_t k = number_at(t, at, 4, &c);
    at += k;
    if (!time_follows(t, at))
        return NOT_A_DATE;
    if (n == 4 && k >= 1 && k <= 2)
        return made(a, b, c, out);
    if (n > 2 || (k != 4 && k != 2))
        return NOT_A_DATE;
    int year = full_year(c, k);
    bool day_first = a > 12 || (b <= 12 && notation.order == ORDER_DMY);
    if (a <= 12 && b <= 12 && a != b && notation.order == ORDER_UNKNOWN)
        return "could be month/day or day/month (set date_order to MDY or DMY in settings.csv, "
               "or write 2026-11-21)";
    return day_first ? made(year, b, a, out) : made(year, a, b, out);
}

/* 5-Jan-24, 5 January 2024, Jan 5, 2024, January 5 2024. */
static const char *named_date(text t, date *out)
{
    int day = 0, year = 0, month = 0;
    size_t at = 0, length, n;
    if (digit(t.at[0])) {
        at = number_at(t, 0, 2, &day);
        while (at < t.length && date_separator(t.at[at]))
            at++;
        month = month_named(t, at, &length);
        at += length;
    } else {
        month = month_named(t, at, &length);
        at += length;
        while (at < t.length && (date_separator(t.at[at])))
            at++;
        at += number_at(t, at, 2, &day);
    }
    size_t behind = at;
    while (at < t.length && (date_separator(t.at[at]) || t.at[at] == ','))
        at++;
    n = at > behind ? number_at(t, at, 4, &year) : 0; /* "Jan 2024" has no day */
    if (!month || !day || (n != 4 && n != 2) || !time_follows(t, at + n))
        return NOT_A_DATE;
    return made(full_year(year, n), month, day, out);
}

/* Excel counts days from 1899-12-30 (from March 1900 on); a fraction is the time of day. */
static const char *serial_date(text t, date *out)
{
    int serial;
    size_t n = number_at(t, 0, 6, &serial);
    if (n < t.length && (t.at[n] == '.' || t.at[n] == ','))
        for (n++; n < t.length && digit(t.at[n]);)
            n++;
    if (n < t.length || serial < 10000 || serial > 99999)
        return NOT_A_DATE;
    *out = date_add_days(date_of(1899, 12, 30), serial);
    return NULL;
}

const char *parse_date(text cell, struct notation notation, date *out)
{
    text t = text_trim(cell);
    if (!t.length)
        return NOT_A_DATE;
    int eight;
    if (t.length == 8 && number_at(t, 0, 8, &eight) == 8)
        return made(eight / 10000, eight / 100 % 100, eight % 100, out);
    size_t n = 0;
    while (n < t.length && digit(t.at[n]))
        n++;
    if (n >= 5)
        return serial_date(t, out);
    const char *fault = numeric_date(t, notation, out);
    return fault && !strcmp(fault, NOT_A_DATE) ? named_date(t, out) : fault;
}

static period months_from(int year, int month, int months, bool fiscal)
{
    return (period){year * 12 + month, (int16_t)months, fiscal};
}

const char *parse_period(text cell, period *out)
{
    text t = text_trim(cell);
    bool fiscal = t.length > 2 && text_same_nocase((text){t.at, 2}, TEXT("FY"));
    if (fiscal)
        t = text_trim(from(t, 2));
    int year, part;
    size_t n = number_at(t, 0, 4, &year);
    if (fiscal && n == 2)
        year += 2000;
    else if (n != 4)
        return NOT_A_PERIOD;
    if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR)
        return NOT_A_PERIOD;
    t = from(t, n);
    if (!t.length) {
        *out = fiscal ? months_from(year - 1, 10, 12, true) : months_from(year, 1, 12, false);
        return NULL;
    }
    while (t.length && (t.at[0] == '-' || t.at[0] == ' ' || t.at[0] == '/'))
        t = from(t, 1);
    bool quarter = t.length && (t.at[0] == 'Q' || t.at[0] == 'q');
    n = number_at(t, quarter, 2, &part);
    if (!n || n + quarter != t.length) {
        date day; /* a whole date stands for its month */
        if (fiscal || quarter || parse_date(cell, (struct notation){'.', ORDER_UNKNOWN}, &day))
            return NOT_A_PERIOD;
        *out = (period){date_month_number(day), 1, 0};
        return NULL;
    }
    if (quarter ? part < 1 || part > 4 : fiscal || part < 1 || part > 12)
        return NOT_A_PERIOD;
    if (quarter && fiscal)
        *out = part == 1 ? months_from(year - 1, 10, 3, true)
                         : months_from(year, 3 * part - 5, 3, true);
    else if (quarter)
        *out = months_from(year, 3 * part - 2, 3, false);
    else
        *out = months_from(year, part, 1, false);
    return NULL;
}

unsigned parse_choice(text cell, const char *words)
{
    char key[64], candidate[64];
    text_key(cell, key, sizeof key);
    unsigned value = 1;
    for (const char *at = words; key[0]; value++) {
        size_t length = strcspn(at, "|");
        text_key((text){at, length}, candidate, sizeof candidate);
        if (!strcmp(key, candidate))
            return value;
        if (!at[length])
            break;
        at += length + 1;
    }
    return 0;
}
