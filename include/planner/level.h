/* Levelling: each row gets a year within its window so that the highest year is as low as possible.
 *
 * The bound is proven: no choice of years, not even one that splits rows, has a lower highest year.
 * The result is within the dearest row's amount of it. */
#ifndef PLANNER_LEVEL_H
#define PLANNER_LEVEL_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/money.h"

enum { LEVEL_YEARS = 60 };

struct level_row {
    size_t first, last; /* its window, both ends included; first <= last < years */
    size_t wanted;      /* the year it has now: kept where that costs nothing; may lie outside */
    const money
        *amount; /* amount[year]: what it costs in that year, >= 0, read within the window */
};

struct level_result {
    money highest; /* the highest year, fixed amounts included */
    money bound;   /* rounded up to the cent: no choice of years goes below it */
    money dearest; /* the largest amount that any row may cost in its window */
    size_t moved;  /* rows whose year is not the one wanted */
};

/* Fills chosen[row] and total[year].  fixed[year] is what the year holds already (>= 0); NULL:
 * none. Ties are settled by the order of rows and years.  False, and nothing set, when a figure is
 * out of its range. */
bool level_years(size_t rows, const struct level_row row[], size_t years, const money fixed[],
                 size_t chosen[], money total[], struct level_result *result);

#endif
