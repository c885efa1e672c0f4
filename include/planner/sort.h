/* Sorting whose result is the same on every system. */
#ifndef PLANNER_SORT_H
#define PLANNER_SORT_H

#include <stddef.h>

/* As qsort, but what compares equal stays in its order, which C leaves open and libraries do
 * differently.  Needs memory for half of the array; a count below 2 needs no array. */
void sort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *));

#endif
