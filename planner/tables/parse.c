#include "planner/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOT_AN_AMOUNT "is not an amount (write 1200.50)"
#define NOT_A_NUMBER  "is not a number (write 12.5)"
#define WRITE_A_DATE  "write a date such as 2023-05-14)"
#define NOT_A_DATE    "is not a date (" WRITE_A_DATE
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

/* ---- numbers ---------------------------------------------------------------------------------- */

/* Currency codes of ISO 4217 that circulate. */
static const char codes[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ";

/* Other signs that stand before or behind amounts, with the currency that they name; "": several
 * have it, NULL: whatever is spent there. */
#define SIGN(sign, code) {sign, code, sizeof(sign) - 1, sizeof(sign) - 1}
static const struct sign {
    const char *sign, *code;
    uint8_t compared, length; /* bytes given here; bytes in all */
} signs[] = {
    SIGN("US$", "USD"), SIGN("R$", "BRL"), SIGN("A$", "AUD"), SIGN("C$", "CAD"), SIGN("$", NULL),
    SIGN("\xC2\xA3", "GBP"), SIGN("\xE2\x82\xAC", "EUR"), SIGN("\xC2\xA5", "JPY"),
    SIGN("\xC2\xA2", NULL), SIGN("\xC2\xA4", ""), SIGN("\xE0\xB8\xBF", "THB"), SIGN("kr.", ""),
    SIGN("kr", ""), SIGN("Kr.", ""), SIGN("Kr", ""), SIGN("Rs.", ""), SIGN("Rs", ""),
    SIGN("Fr.", ""), SIGN("Fr", ""), SIGN("z\xC5\x82", "PLN"), SIGN("K\xC4\x8D", "CZK"),
    SIGN("Ft", "HUF"), SIGN("Euro", "EUR"), SIGN("euro", "EUR"), SIGN("TL", "TRY"),
    SIGN("\xE2\x82\xB9", "INR"), SIGN("\xE2\x82\xA6", "NGN"), SIGN("\xE2\x82\xA9", "KRW"),
    SIGN("\xE2\x82\xAA", "ILS"), SIGN("\xE2\x82\xAB", "VND"), SIGN("\xE2\x82\xB1", "PHP"),
    SIGN("\xE2\x82\xB4", "UAH"), SIGN("\xE2\x82\xB8", "KZT"), SIGN("\xE2\x82\xBA", "TRY"),
    SIGN("\xE2\x82\xBD", "RUB"),
    {"\xE2\x82", "", 2, 3},    /* the others from U+2080 to U+20BF */
    SIGN("\xEF\xBF\xBD", ""), /* what a sign becomes when a program has lost it */
};

static bool is_code(const char *at)
{
    size_t low = 0, high = sizeof codes / 4;
    for (int i = 0; i < 3; i++)
        if (at[i] < 'A' || at[i] > 'Z')
            return false;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(at, codes + 4 * middle, 3);
        if (!order)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static bool has_sign(const char *at, const struct sign *sign)
{
    return at[0] == sign->sign[0] && !memcmp(at, sign->sign, sign->compared);
}

/* Bytes of the currency at one end of the text. */
static size_t currency_ahead(text t)
{
    if (!t.length || digit(t.at[0]) || t.at[0] == '-' || t.at[0] == '.' || t.at[0] == ',')
        return 0;
    if (t.length > 3 && is_code(t.at))
        return 3;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (t.length > signs[i].length && has_sign(t.at, &signs[i]))
            return signs[i].length;
    return 0;
}

static size_t currency_behind(text t)
{
    if (!t.length || digit(t.at[t.length - 1]) || t.at[t.length - 1] == '-')
        return 0;
    if (t.length > 3 && is_code(t.at + t.length - 3))
        return 3;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = signs[i].length;
        if (t.length > n && has_sign(t.at + t.length - n, &signs[i]))
            return n;
    }
    return 0;
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

const char *currency_named(text cell, char code[CURRENCY_CODE])
{
    text t = text_trim(cell);
    while (t.length && strchr("(-+` ", t.at[0]))
        t = from(t, 1);
    while (t.length && strchr(")-% ", t.at[t.length - 1]))
        t.length--;
    size_t n = currency_ahead(t);
    const char *sign = t.at;
    if (!n && (n = currency_behind(t)) != 0)
        sign = t.at + t.length - n;
    if (n == 3 && is_code(sign))
        return memcpy(code, sign, 3), code[3] = '\0', code;
    for (size_t i = 0; n && i < sizeof signs / sizeof *signs; i++)
        if (signs[i].length == n && has_sign(sign, &signs[i]))
            return signs[i].code;
    return NULL;
}

bool is_currency_code(text cell)
{
    return cell.length == 3 && is_code(cell.at);
}

/* A minus sign ahead, also as typesetters write it. */
static bool take_minus(text *t)
{
    if (t->length && t->at[0] == '-')
        return *t = text_trim(from(*t, 1)), true;
    if (t->length > 3 && !memcmp(t->at, "\xE2\x88\x92", 3))
        return *t = text_trim(from(*t, 3)), true;
    return false;
}

/* "12,-" and "12.--": no cents. */
static text without_empty_cents(text t)
{
    size_t n = t.length;
    while (n && t.at[n - 1] == '-')
        n--;
    return n < t.length && n > 1 && (t.at[n - 1] == ',' || t.at[n - 1] == '.') ? (text){t.at, n - 1}
                                                                               : t;
}

/* What is left of a number without its sign, currency and percent sign. */
static text bare_number(text cell, bool *negative)
{
    text t = text_trim(cell);
    *negative = false;
    if (t.length > 1 && t.at[0] == '`') /* how Snipe-IT keeps "-12" from being a formula */
        t = from(t, 1);
    t = without_currency(t);
    if (t.length >= 2 && t.at[0] == '(' && t.at[t.length - 1] == ')') {
        *negative = true;
        t = text_trim((text){t.at + 1, t.length - 2});
    }
    for (int pass = 0; pass < 2; pass++) {
        if (!*negative && take_minus(&t))
            *negative = true;
        else if (!pass && t.length && t.at[0] == '+')
            t = text_trim(from(t, 1));
        if (t.length && t.at[t.length - 1] == '%')
            t = text_trim((text){t.at, t.length - 1});
        t = without_currency(t);
    }
    t = without_empty_cents(t);
    if (!*negative && t.length > 1 && t.at[t.length - 1] == '-') { /* "12.50-", as ledgers print */
        *negative = true;
        t = text_trim((text){t.at, t.length - 1});
    }
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
    if (t.length - at >= 3 &&
        (!memcmp(t.at + at, "\xE2\x80\xAF", 3) || !memcmp(t.at + at, "\xE2\x80\x99", 3) ||
         !memcmp(t.at + at, "\xE2\x80\x89", 3)))
        return 3;
    return 0;
}

/* Groups of digits between separators: threes, or India's twos before a last three. */
struct groups {
    unsigned now; /* digits since the last separator */
    unsigned inner; /* 2 or 3 once a group stood between two separators */
    bool any;
    char separator; /* its first byte; a number does not mix them */
};

static bool close_group(struct groups *g, text t, size_t at)
{
    if (g->any ? (g->now != 2 && g->now != 3) || (g->inner && g->inner != g->now) ||
                     g->separator != t.at[at]
               : g->now > 3 || t.at[0] == '0')
        return false;
    if (g->any)
        g->inner = g->now;
    g->any = true;
    g->separator = t.at[at];
    g->now = 0;
    return true;
}

/* "E+05" behind the digits: how spreadsheets write what is long.  Needs the sign, so that an id
 * such as 12E45 is none. */
static bool take_exponent(text t, size_t at, int *places)
{
    int exponent;
    if (at + 2 >= t.length || (t.at[at] != 'E' && t.at[at] != 'e') ||
        (t.at[at + 1] != '+' && t.at[at + 1] != '-') || t.length - at > 5)
        return false;
    exponent = 0;
    for (size_t i = at + 2; i < t.length; i++) {
        if (!digit(t.at[i]))
            return false;
        exponent = exponent * 10 + (t.at[i] - '0');
    }
    *places += t.at[at + 1] == '-' ? exponent : -exponent;
    return true;
}

enum { DIGITS_MAX = 30 }; /* of a number; a hundred million of them add up in 128 bits */

/* Digits with separators of thousands and a decimal mark; nothing else may stand there. */
static bool read_digits(text t, char mark, struct number *out, bool *long_number)
{
    wide units = 0;
    unsigned digits = 0, significant = 0;
    int places = 0;
    struct groups groups = {0};
    bool fraction = false;
    for (size_t i = 0, separator; i < t.length;) {
        if (digit(t.at[i])) {
            significant += significant || t.at[i] != '0';
            if (significant > DIGITS_MAX)
                return *long_number = true, false;
            units = units * 10 + (t.at[i++] - '0');
            digits++;
            groups.now++;
            places += fraction;
        } else if (t.at[i] == mark && !fraction) {
            if (groups.any && groups.now != 3)
                return false;
            fraction = true;
            i++;
        } else if (digits && take_exponent(t, i, &places)) {
            break;
        } else if (!fraction && digits && (separator = thousands(t, i, mark)) != 0) {
            if (!close_group(&groups, t, i))
                return false;
            i += separator;
        } else {
            return false;
        }
    }
    if (!digits || (groups.any && !fraction && groups.now != 3))
        return false;
    for (; places < 0 && significant <= DIGITS_MAX; places++, significant++)
        units *= 10;
    while (places > 0 && units % 10 == 0 && (significant > 15 || places > DIGITS_MAX)) {
        units /= 10;
        significant--;
        places--;
    }
    if (significant > DIGITS_MAX || places > DIGITS_MAX)
        return *long_number = true, false;
    *out = (struct number){units, (uint8_t)places};
    return true;
}

/* Most numbers by far: digits, perhaps a point among them. */
struct simple {
    int64_t units;
    size_t before, behind; /* digits on either side of the point */
    bool point;
};

static bool simple_number(text t, struct simple *out)
{
    int64_t units = 0;
    size_t i = 0;
    if (t.length > 18 || !t.length)
        return false;
    for (; i < t.length && digit(t.at[i]); i++)
        units = units * 10 + (t.at[i] - '0');
    out->before = i;
    out->point = i < t.length && t.at[i] == '.';
    if (!i || (i < t.length && !out->point))
        return false;
    for (i += out->point; i < t.length && digit(t.at[i]); i++)
        units = units * 10 + (t.at[i] - '0');
    out->units = units;
    out->behind = t.length - out->before - out->point;
    return i == t.length;
}

/* SVC-001 is an id, though SVC is a currency too. */
static bool names_item(text t)
{
    size_t i = 4;
    while (i < t.length && digit(t.at[i]))
        i++;
    return t.at[3] == '-' && i == t.length;
}

/* Text that begins with letters is a number only behind a currency: a code, or a short sign. */
static bool too_wordy(text t)
{
    size_t n = 0;
    while (n < t.length && n < 5 && letter(t.at[n]))
        n++;
    if (n == 3 && t.length > 3)
        return !is_code(t.at) || names_item(t);
    if (n >= 4 || n == t.length)
        return n != 4 || !text_same_nocase((text){t.at, 4}, TEXT("euro"));
    if (n == 1)
        return t.at[1] != '$' && (unsigned char)t.at[1] < 0x80;
    return t.at[n] != '$' && memcmp(t.at, "kr", 2) && memcmp(t.at, "Kr", 2) &&
           memcmp(t.at, "Rs", 2) && memcmp(t.at, "Fr", 2) && memcmp(t.at, "Ft", 2) &&
           memcmp(t.at, "TL", 2);
}

/* Letters between digits: an id. */
static bool digits_behind_letters(text t)
{
    size_t i = 0;
    while (i < t.length && !letter(t.at[i]))
        i++;
    if (i + 1 < t.length && (t.at[i + 1] == '+' || t.at[i + 1] == '-'))
        return false; /* 1.2E+05 */
    while (i < t.length && !digit(t.at[i]))
        i++;
    return i < t.length;
}

bool look_at_number(text cell, struct number_look *out)
{
    bool negative = false, long_number = false;
    text t = cell;
    struct simple simple;
    if (simple_number(t, &simple)) {
        /* a point before three digits could part thousands */
        bool open = simple.point && simple.behind == 3 && simple.before <= 3 && t.at[0] != '0';
        out->dot = true;
        out->comma = !simple.point || open;
        out->as_dot = (struct number){simple.units, (uint8_t)simple.behind};
        out->as_comma = (struct number){simple.units, 0};
        return true;
    }
    if (!t.length || (letter(t.at[0]) ? too_wordy(t) : digits_behind_letters(t)))
        return false;
    if (!t.length || !digit(t.at[0]))
        t = bare_number(cell, &negative);
    else if (!digit(t.at[t.length - 1]) || t.at[t.length - 1] == '.')
        t = bare_number(cell, &negative);
    if (!t.length || (!digit(t.at[0]) && t.at[0] != '.' && t.at[0] != ','))
        return false;
    out->dot = read_digits(t, '.', &out->as_dot, &long_number);
    out->comma = read_digits(t, ',', &out->as_comma, &long_number);
    if (negative) {
        out->as_dot.units = -out->as_dot.units;
        out->as_comma.units = -out->as_comma.units;
    }
    return out->dot || out->comma;
}

const char *parse_decimal(text cell, struct notation notation, decimal *out)
{
    bool negative, long_number = false;
    struct number n;
    struct simple simple;
    if (notation.mark == '.' && simple_number(cell, &simple)) {
        *out = (decimal){simple.units, (uint8_t)simple.behind};
        return NULL;
    }
    text t = bare_number(cell, &negative);
    bool fine = read_digits(t, notation.mark, &n, &long_number);
    if (long_number || (fine && (n.units > INT64_C(999999999999999999) || n.places > 18)))
        return "has more digits than planner works with (at most 18)";
    if (!fine)
        return NOT_A_NUMBER;
    *out = (decimal){(int64_t)(negative ? -n.units : n.units), n.places};
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

/* The first characters of what says nothing: n or N, and signs. */
static bool may_say_nothing(char c)
{
    return c == 'n' || c == 'N' || c == '-' || c == '#' || c == '$' || c == '(' || c < 0;
}

bool says_nothing(text cell)
{
    static const char *const words[] = {"n/a", "na", "none", "null", "nil", "nan", "#n/a", "-",
                                        "--", "\xE2\x80\x93", "\xE2\x80\x94", "---", "$-", "$ -",
                                        "\xC2\xA3-", "\xC2\xA3 -", "\xE2\x82\xAC-",
                                        "\xE2\x82\xAC -", "n.a.", "(null)", "#value!",
                                        "#ref!", "#div/0!", "- \xE2\x82\xAC"};
    if (!cell.length || cell.length > 9 || !may_say_nothing(cell.at[0]))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same_nocase(cell, text_of(words[i])))
            return true;
    return cell.length > 2 && cell.at[0] == '$' && cell.at[cell.length - 1] == '-' &&
           !text_trim((text){cell.at + 1, cell.length - 2}).length;
}

const char *parse_money(text cell, struct notation notation, money *out)
{
    decimal d;
    const char *fault = memchr(cell.at, '%', cell.length) ? NOT_A_NUMBER
                                                           : parse_decimal(cell, notation, &d);
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

const char *parse_price(text cell, struct notation notation, money *out)
{
    const char *fault = parse_money(cell, notation, out);
    return fault || out->cents >= 0 ? fault : "is below zero (write what one cost)";
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

text whole_class(text cell, char out[CLASS_TEXT])
{
    text t = text_trim(cell);
    if (t.length != 2 || !digit(t.at[0]) || !digit(t.at[1]))
        return cell;
    out[0] = t.at[0];
    out[1] = t.at[1];
    out[2] = '.';
    out[3] = '0';
    return (text){out, CLASS_TEXT};
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

/* ---- dates ------------------------------------------------------------------------------------ */

/* Names of months and their short forms, in the languages that exports are met in. */
#define NAMED_MONTH(name, month) {name, sizeof name - 1, month}
static const struct month_name {
    const char *name;
    uint8_t length, month;
} month_names[] = {
    NAMED_MONTH("january", 1), NAMED_MONTH("jan", 1), NAMED_MONTH("januar", 1),
    NAMED_MONTH("janvier", 1), NAMED_MONTH("janv", 1), NAMED_MONTH("enero", 1),
    NAMED_MONTH("ene", 1), NAMED_MONTH("gennaio", 1), NAMED_MONTH("gen", 1),
    NAMED_MONTH("janeiro", 1), NAMED_MONTH("januari", 1), NAMED_MONTH("j\xC3\xA4nner", 1),
    NAMED_MONTH("february", 2), NAMED_MONTH("feb", 2), NAMED_MONTH("februar", 2),
    NAMED_MONTH("f\xC3\xA9vrier", 2), NAMED_MONTH("f\xC3\xA9vr", 2), NAMED_MONTH("f\xC3\xA9v", 2),
    NAMED_MONTH("fevrier", 2), NAMED_MONTH("fevr", 2), NAMED_MONTH("fev", 2),
    NAMED_MONTH("febrero", 2), NAMED_MONTH("febbraio", 2), NAMED_MONTH("fevereiro", 2),
    NAMED_MONTH("februari", 2),
    NAMED_MONTH("march", 3), NAMED_MONTH("mar", 3), NAMED_MONTH("m\xC3\xA4rz", 3),
    NAMED_MONTH("m\xC3\xA4r", 3), NAMED_MONTH("maerz", 3), NAMED_MONTH("mrz", 3),
    NAMED_MONTH("mars", 3), NAMED_MONTH("marzo", 3), NAMED_MONTH("mar\xC3\xA7o", 3),
    NAMED_MONTH("marco", 3), NAMED_MONTH("maart", 3), NAMED_MONTH("mrt", 3),
    NAMED_MONTH("april", 4), NAMED_MONTH("apr", 4), NAMED_MONTH("avril", 4),
    NAMED_MONTH("avr", 4), NAMED_MONTH("abril", 4), NAMED_MONTH("abr", 4),
    NAMED_MONTH("aprile", 4),
    NAMED_MONTH("may", 5), NAMED_MONTH("mai", 5), NAMED_MONTH("mayo", 5),
    NAMED_MONTH("maggio", 5), NAMED_MONTH("mag", 5), NAMED_MONTH("maio", 5),
    NAMED_MONTH("mei", 5),
    NAMED_MONTH("june", 6), NAMED_MONTH("jun", 6), NAMED_MONTH("juni", 6), NAMED_MONTH("juin", 6),
    NAMED_MONTH("junio", 6), NAMED_MONTH("giugno", 6), NAMED_MONTH("giu", 6),
    NAMED_MONTH("junho", 6),
    NAMED_MONTH("july", 7), NAMED_MONTH("jul", 7), NAMED_MONTH("juli", 7),
    NAMED_MONTH("juillet", 7), NAMED_MONTH("juil", 7), NAMED_MONTH("julio", 7),
    NAMED_MONTH("luglio", 7), NAMED_MONTH("lug", 7), NAMED_MONTH("julho", 7),
    NAMED_MONTH("august", 8), NAMED_MONTH("aug", 8), NAMED_MONTH("ao\xC3\xBBt", 8),
    NAMED_MONTH("aout", 8), NAMED_MONTH("agosto", 8), NAMED_MONTH("ago", 8),
    NAMED_MONTH("augustus", 8),
    NAMED_MONTH("september", 9), NAMED_MONTH("sep", 9), NAMED_MONTH("sept", 9),
    NAMED_MONTH("septembre", 9), NAMED_MONTH("septiembre", 9), NAMED_MONTH("settembre", 9),
    NAMED_MONTH("set", 9), NAMED_MONTH("setembro", 9),
    NAMED_MONTH("october", 10), NAMED_MONTH("oct", 10), NAMED_MONTH("oktober", 10),
    NAMED_MONTH("okt", 10), NAMED_MONTH("octobre", 10), NAMED_MONTH("octubre", 10),
    NAMED_MONTH("ottobre", 10), NAMED_MONTH("ott", 10), NAMED_MONTH("outubro", 10),
    NAMED_MONTH("out", 10),
    NAMED_MONTH("november", 11), NAMED_MONTH("nov", 11), NAMED_MONTH("novembre", 11),
    NAMED_MONTH("noviembre", 11), NAMED_MONTH("novembro", 11),
    NAMED_MONTH("december", 12), NAMED_MONTH("dec", 12), NAMED_MONTH("dezember", 12),
    NAMED_MONTH("dez", 12), NAMED_MONTH("d\xC3\xA9" "cembre", 12),
    NAMED_MONTH("d\xC3\xA9" "c", 12), NAMED_MONTH("decembre", 12), NAMED_MONTH("diciembre", 12),
    NAMED_MONTH("dic", 12), NAMED_MONTH("dicembre", 12), NAMED_MONTH("dezembro", 12),
};

/* Which of "a|b|c" the text is, from 1; without case. */
static unsigned one_of(text t, const char *words)
{
    for (unsigned k = 1;; k++) {
        size_t length = strcspn(words, "|");
        if (text_same_nocase(t, (text){words, length}))
            return k;
        if (!words[length])
            return 0;
        words += length + 1;
    }
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static int month_named(text t, size_t at, size_t *length)
{
    size_t n = 0;
    while (at + n < t.length && (letter(t.at[at + n]) || (unsigned char)t.at[at + n] >= 0x80))
        n++;
    *length = n + (at + n < t.length && n && t.at[at + n] == '.');
    char first = n >= 3 ? lower(t.at[at]) : '\0';
    for (size_t i = 0; first && i < sizeof month_names / sizeof *month_names; i++)
        if (month_names[i].length == n && month_names[i].name[0] == first &&
            text_same_nocase((text){t.at + at, n}, (text){month_names[i].name, n}))
            return month_names[i].month;
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
                   ? "is a date that does not exist (" WRITE_A_DATE
                   : "is a date outside 1901 to 2999 (" WRITE_A_DATE;
    *out = date_of(year, month, day);
    return NULL;
}

static bool date_separator(char c)
{
    return c == '/' || c == '-' || c == '.' || c == ' ';
}

/* Three numbers with two equal separators. */
struct three {
    int first, second, third;
    size_t first_digits, third_digits;
};

static bool three_numbers(text t, struct three *out)
{
    size_t n = number_at(t, 0, 4, &out->first), at = n;
    if (!n || at >= t.length || !date_separator(t.at[at]))
        return false;
    char separator = t.at[at++];
    size_t m = number_at(t, at, 2, &out->second);
    at += m;
    if (!m || at >= t.length || t.at[at++] != separator)
        return false;
    size_t k = number_at(t, at, 4, &out->third);
    *out = (struct three){out->first, out->second, out->third, n, k};
    bool year_first = n == 4 && (k == 1 || k == 2), year_last = n <= 2 && (k == 2 || k == 4);
    return (year_first || year_last) && time_follows(t, at + k);
}

bool says_no_end(text cell)
{
    struct three d;
    text t = text_trim(cell);
    if (t.length >= 10 && t.at[4] == '-') /* most dates by far */
        return !memcmp(t.at, "9999", 4);
    return (three_numbers(t, &d) && (d.first == 9999 || d.third == 9999)) ||
           text_same_nocase(t, TEXT("99991231")) || text_same_nocase(t, TEXT("2958465"));
}

/* Y-M-D, or M/D/Y or D/M/Y by the notation: the column's order holds for each of its cells. */
static const char *numeric_date(text t, struct notation notation, date *out)
{
    struct three d;
    if (!three_numbers(t, &d))
        return NOT_A_DATE;
    if (d.first_digits == 4)
        return made(d.first, d.second, d.third, out);
    int year = full_year(d.third, d.third_digits);
    bool decides = d.first > 12 || d.second > 12 || d.first == d.second;
    if (notation.order == ORDER_UNKNOWN && !decides)
        return "could be month/day or day/month (give --set date_order=MDY or DMY, or set it in "
               "settings.csv, or " WRITE_A_DATE;
    bool day_first = notation.order == ORDER_DMY || (!notation.order && d.first > 12);
    int day = day_first ? d.first : d.second, month = day_first ? d.second : d.first;
    if (month > 12 && day <= 12 && date_exists(year, day, month))
        return day_first ? "is not day/month/year, as the rest of its column is (" WRITE_A_DATE
                         : "is not month/day/year, as the rest of its column is (" WRITE_A_DATE;
    return made(year, month, day, out);
}

/* Words that stand between the parts of a date: "5th", "de". */
static size_t skip_between(text t, size_t at)
{
    for (size_t before = SIZE_MAX; before != at;) {
        before = at;
        while (at < t.length && (date_separator(t.at[at]) || t.at[at] == ','))
            at++;
        if (at + 3 <= t.length && t.at[at + 2] == ' ' &&
            one_of((text){t.at + at, 2}, "de|of|st|nd|rd|th"))
            at += 2;
    }
    return at;
}

/* The "th" of "5th": no more letters than these two, which most text shows at a glance. */
static size_t ordinal_at(text t, size_t at)
{
    return at + 2 < t.length && letter(t.at[at]) && letter(t.at[at + 1]) &&
                   !letter(t.at[at + 2]) && one_of((text){t.at + at, 2}, "st|nd|rd|th")
               ? 2 : 0;
}

/* 5-Jan-24, 5 January 2024, Jan 5, 2024, Thursday, January 5, 2024, 5 de enero de 2024. */
static const char *named_date(text t, date *out)
{
    int day = 0, year = 0, month = 0;
    size_t at = 0, length, n = 0;
    while (n < t.length && letter(t.at[n]))
        n++;
    if (n >= 3 && t.at[n - 1] == (n == 3 ? t.at[2] : 'y') &&
        one_of((text){t.at, n}, "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|"
                                "wed|thu|fri|sat|sun"))
        at = skip_between(t, n);
    if (at < t.length && digit(t.at[at])) {
        at += number_at(t, at, 2, &day);
        at = skip_between(t, at + ordinal_at(t, at));
        month = month_named(t, at, &length);
        at += length;
    } else {
        month = month_named(t, at, &length);
        at = skip_between(t, at + length);
        at += number_at(t, at, 2, &day);
        at += ordinal_at(t, at);
    }
    if (!month)
        return NOT_A_DATE;
    if (at < t.length && digit(t.at[at])) /* "Jan 2024": 20 is no day before a year 24 */
        return NOT_A_DATE;
    at = skip_between(t, at);
    n = number_at(t, at, 4, &year);
    if (!day || (n != 4 && n != 2) || !time_follows(t, at + n))
        return NOT_A_DATE;
    return made(full_year(year, n), month, day, out);
}

/* Excel counts days from 1899-12-30 (from March 1900 on); a fraction is the time of day. */
static bool count_of_days(text t, int *serial)
{
    size_t n = number_at(t, 0, 6, serial);
    if (n < t.length && (t.at[n] == '.' || t.at[n] == ','))
        for (n++; n < t.length && digit(t.at[n]);)
            n++;
    return t.length >= 5 && n == t.length && *serial >= 10000 && *serial <= 99999;
}

/* From 1980-01-01 to 2100-12-31; what lies outside is rather a number of something else. */
static bool likely_count(int serial)
{
    return serial >= 29221 && serial <= 73415;
}

bool is_day_count(text cell)
{
    int serial;
    return count_of_days(cell, &serial) && likely_count(serial);
}

static const char *serial_date(text t, date *out)
{
    int serial;
    if (!count_of_days(t, &serial))
        return NOT_A_DATE;
    if (!likely_count(serial))
        return "is a bare number, and as Excel counts days none from 1980 to 2100 (" WRITE_A_DATE;
    *out = date_add_days(date_of(1899, 12, 30), serial);
    return NULL;
}

/* Letters in a date are a month's, but for the T before a time. */
static bool has_name(text t)
{
    for (size_t i = 0; i < t.length && i < 12; i++)
        if (letter(t.at[i]) && !((t.at[i] == 'T' || t.at[i] == 't') && i >= 8))
            return true;
    return false;
}

/* Two digits, or -1. */
static int two_digits(const char *at)
{
    return digit(at[0]) && digit(at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

/* "2024-01-05" */
static bool iso_date(text t, int *year, int *month, int *day)
{
    if (t.length != 10 || t.at[4] != '-' || t.at[7] != '-')
        return false;
    int century = two_digits(t.at), of_century = two_digits(t.at + 2);
    *year = century * 100 + of_century;
    *month = two_digits(t.at + 5);
    *day = two_digits(t.at + 8);
    return (century | of_century | *month | *day) >= 0;
}

const char *parse_date(text cell, struct notation notation, date *out)
{
    text t = text_trim(cell);
    int year, month, day, eight;
    if (!t.length)
        return NOT_A_DATE;
    if (iso_date(t, &year, &month, &day))
        return made(year, month, day, out);
    if (t.length == 8 && number_at(t, 0, 8, &eight) == 8)
        return made(eight / 10000, eight / 100 % 100, eight % 100, out);
    size_t n = 0;
    while (n < t.length && digit(t.at[n]))
        n++;
    if (n >= 5)
        return serial_date(t, out);
    return has_name(t) ? named_date(t, out) : numeric_date(t, notation, out);
}

/* Names of months and weekdays begin with one of these pairs of letters; most text does not. */
static bool may_be_named(text t)
{
    static const char *const seconds[26] = {
        ['a' - 'a'] = "pvbuog", ['d' - 'a'] = "ei", ['e' - 'a'] = "n",   ['f' - 'a'] = "er",
        ['g' - 'a'] = "ei",     ['j' - 'a'] = "au", ['l' - 'a'] = "u",   ['m' - 'a'] = "areio",
        ['n' - 'a'] = "o",      ['o' - 'a'] = "ctku", ['s' - 'a'] = "eau", ['t' - 'a'] = "uh",
        ['w' - 'a'] = "e",
    };
    char first = lower(t.at[0]), second = lower(t.at[1]);
    if (first < 'a' || first > 'z' || !seconds[first - 'a'])
        return false;
    if (second >= 0 && !strchr(seconds[first - 'a'], second))
        return false;
    size_t digits = 0;
    for (size_t i = 2; i < t.length; i++)
        digits += digit(t.at[i]);
    return digits >= 3; /* a day and a year */
}

/* Its first digits stand before a separator, as in 5-Jan-24; 5CG1234 is none. */
static bool may_begin_date(text t)
{
    size_t n = 0;
    while (n < t.length && digit(t.at[n]))
        n++;
    return n < t.length && n <= 4 && (date_separator(t.at[n]) || letter(t.at[n]));
}

enum date_look look_at_date(text cell)
{
    struct three d;
    date found;
    int year, month, day;
    if (cell.length < 6 || cell.length > 40)
        return LOOKS_NO_DATE;
    if (iso_date(cell, &year, &month, &day))
        return date_exists(year, month, day) ? LOOKS_DATE : LOOKS_NO_DATE;
    if (!digit(cell.at[0]))
        return may_be_named(cell) && !named_date(cell, &found) ? LOOKS_DATE : LOOKS_NO_DATE;
    if (!may_begin_date(cell))
        return LOOKS_NO_DATE;
    if (has_name(cell))
        return named_date(cell, &found) ? LOOKS_NO_DATE : LOOKS_DATE;
    if (!three_numbers(cell, &d))
        return LOOKS_NO_DATE;
    if (d.first_digits == 4)
        return date_exists(d.first, d.second, d.third) ? LOOKS_DATE : LOOKS_NO_DATE;
    year = full_year(d.third, d.third_digits);
    bool day_first = date_exists(year, d.second, d.first);
    bool month_first = date_exists(year, d.first, d.second);
    if (day_first && month_first)
        return d.first == d.second ? LOOKS_DATE : LOOKS_EITHER;
    return day_first ? LOOKS_DAY_FIRST : month_first ? LOOKS_MONTH_FIRST : LOOKS_NO_DATE;
}

static period months_from(int year, int month, int months, bool fiscal)
{
    return (period){year * 12 + month, (int16_t)months, fiscal};
}

/* "Mar 2021", "March-21", "3/2021": "2021-03" becomes "Mar-21" where a spreadsheet has saved it. */
static bool named_month(text t, period *out)
{
    int month, year;
    size_t at = number_at(t, 0, 2, &month);
    if (!at)
        month = month_named(t, 0, &at);
    size_t gap = at;
    while (gap < t.length && (date_separator(t.at[gap]) || t.at[gap] == ','))
        gap++;
    size_t digits = number_at(t, gap, 4, &year);
    bool whole = digits == 4 || (digits == 2 && letter(t.at[0]));
    if (month < 1 || month > 12 || gap == at || !whole || gap + digits != t.length)
        return false;
    *out = months_from(full_year(year, digits), month, 1, false);
    return out->first >= DATE_FIRST_YEAR * 12 && out->first < (DATE_LAST_YEAR + 1) * 12;
}

const char *parse_period(text cell, period *out)
{
    text t = text_trim(cell);
    if (named_month(t, out))
        return NULL;
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

int middle_of_period(text cell, date *out)
{
    text t = text_trim(cell);
    period p;
    if (!t.length || parse_period(t, &p))
        return 0;
    int month = p.first + p.months / 2 - 1; /* from 0 */
    *out = date_of(month / 12, month % 12 + 1, p.months % 2 ? 16 : 1);
    return p.months;
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
