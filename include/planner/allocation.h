/* ICASS charges: the cost of each cost center shared by workload counts, and the charge of the
 * ICASS row passed on to the agencies that pay.  Whole numbers only: cents, and counts in
 * thousandths; a product of the two is worked out in 128 bits.
 *
 * The principles (cost by modified count, charges equal costs) are 6 FAH-5 H-331, H-320, H-010;
 * the arithmetic (largest remainder, R1, R2) is this program's and is named in every report. */
#ifndef PLANNER_ALLOCATION_H
#define PLANNER_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/money.h"

/* How the service provider's own use (the ICASS row) reaches the agencies that pay. */
enum redistribution {
    REDISTRIBUTION_R1 = 1, /* one pool, shared by the charges before it */
    REDISTRIBUTION_R2,     /* cost center by cost center: the row is left out of the counts */
};

/* count x weight x modifier in thousandths, exact.  False when it has more than three decimals
 * or does not fit; the count is then not touched. */
bool modified_count(decimal count, decimal weight, decimal modifier, int64_t *thousandths);

/* What is shared, and by whom.  Cell (center, agency) is at center * agencies + agency. */
struct sharing {
    size_t centers, agencies;
    const money *cost;    /* [center] */
    const int64_t *count; /* [center][agency], thousandths, none negative */
    const bool *icass;    /* [agency]: the service provider's own row */
    enum redistribution method;
};

/* Who is charged what; the arrays are the caller's. */
struct charges {
    money *charge;         /* [center][agency]; each center's add up to its cost */
    money *before;         /* [agency]: over all centers */
    money *redistribution; /* [agency]: what is passed on; the ICASS rows' are negative */
    money *total;          /* [agency]: the invoice; they add up to the costs */
};

enum sharing_fault {
    SHARING_FINE,
    SHARING_NO_COUNTS,   /* a center has a cost and no counts */
    SHARING_NOBODY_PAYS, /* only the ICASS row has counts */
    SHARING_NEGATIVE,    /* R1 cannot share a pool by charges below zero */
    SHARING_TOO_LARGE,
};

/* `center` is where the fault is (`centers` when it is in the pool); the charges are then
 * undefined.  Cents go to the largest remainders, equal ones to the agency listed first. */
enum sharing_fault share_costs(const struct sharing *sharing, struct charges *charges,
                               size_t *center);

#endif
