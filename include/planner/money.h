/* Money is whole cents of some currency, in 64 bits, and cannot be mistaken for a number.
 *
 * An absent amount is MONEY_NONE: unknown is not zero.  A sum that does not fit is
 * MONEY_TOO_LARGE and stays so in every later sum, so it is enough to look at the total. */
#ifndef PLANNER_MONEY_H
#define PLANNER_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t cents;
} money;

#define MONEY_NONE      ((money){INT64_MIN})
#define MONEY_ZERO      ((money){0})
#define MONEY_TOO_LARGE ((money){INT64_MAX})

/* The largest amount read from a file or made by a rule: ten trillion.  Every such amount is a
 * whole number of cents that a spreadsheet's floating point holds exactly. */
#define MONEY_LIMIT INT64_C(1000000000000000)

/* Products of cents with counts and weights, which pass 64 bits. */
__extension__ typedef __int128 wide;

static inline bool money_given(money m)
{
    return m.cents != INT64_MIN;
}
static inline bool money_fits(money m)
{
    return m.cents != INT64_MAX;
}

money money_add(money a, money b); /* neither absent */
money money_sub(money a, money b);
money money_times(money each, int64_t count);
int money_compare(money a, money b);

/* The one way back from floating point: `cents` rounded half away from zero;
 * MONEY_TOO_LARGE beyond MONEY_LIMIT or when not finite. */
money money_round(double cents);

/* numerator / denominator cents, exact, rounded half away from zero. denominator > 0. */
money money_ratio(wide numerator, wide denominator);

double money_dollars(money m);

/* "-1234.50": two decimals, no separators; "" when absent.  Returns `out`. */
enum { MONEY_TEXT = 32 };
char *money_plain(money m, char out[MONEY_TEXT]);
/* "-$1,234.50", as people read it. */
char *money_pretty(money m, char out[MONEY_TEXT]);

/* A number as it was written in decimal: units / 10^places.  Exact where a double is not. */
typedef struct {
    int64_t units;
    uint8_t places;
} decimal;

#define DECIMAL_NONE ((decimal){0, UINT8_MAX})

static inline bool decimal_given(decimal d)
{
    return d.places != UINT8_MAX;
}
decimal decimal_whole(int64_t units);
/* The double nearest to the decimal (exact rounding: at most 15 digits are read). */
double decimal_double(decimal d);
int decimal_compare(decimal a, decimal b);
/* units at `places` decimals; false when that would lose digits or not fit. */
bool decimal_scaled(decimal d, uint8_t places, int64_t *units);
enum { DECIMAL_TEXT = 320 };
char *decimal_plain(decimal d, char out[DECIMAL_TEXT]);

#endif
