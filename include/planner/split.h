/* Dividing an amount so that the parts add up to it: the largest remainder method (Hamilton).
 * Each part gets the floor of its exact share; the cents left over go to the largest
 * remainders; ties go to the part listed first. */
#ifndef PLANNER_SPLIT_H
#define PLANNER_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/money.h"

/* Divides `whole` over `count` weights (each >= 0) into shares[].  Arithmetic is exact, in 128
 * bits; a negative whole is divided as its floor, so the rule is the same on both sides of
 * zero.  Returns false when the weights add up to zero and the whole does not, or when they do
 * not fit; shares are then not touched. */
bool split_largest_remainder(money whole, size_t count, const int64_t weights[], money shares[]);

#endif
