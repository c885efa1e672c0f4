/* Lines for a person at a terminal: columns that line up, the last one wrapped under itself.
 * Characters that a terminal would act on are made visible. */
#ifndef PLANNER_LISTING_H
#define PLANNER_LISTING_H

#include <stdio.h>

#include "planner/arena.h"

enum { LISTING_WIDTH = 100, LISTING_COLUMNS = 12 };

struct listing {
    struct arena *arena;
    int columns, indent;
    unsigned right; /* bit k: column k is of figures, which stand at the right */
    const char **cells;
    size_t count, capacity; /* of cells */
};
struct listing listing_new(struct arena *arena, int columns, int indent);
/* One row: as many strings as there are columns; NULL is empty. */
void listing_add(struct listing *listing, const char *const cells[]);
#define LISTING_ADD(listing, ...) listing_add((listing), (const char *const[]){__VA_ARGS__})
/* Prints the rows and empties the listing. */
void listing_print(struct listing *listing, FILE *to);

/* A paragraph, wrapped, each line indented. */
void print_wrapped(struct arena *arena, FILE *to, int indent, const char *string);

#endif
