/* The property record against a physical count: SPEC 5.7 and 14 FAH-1 H-611.
 *
 * A counted item is the recorded one with its tag, else with its serial.  What neither tag nor
 * serial settles stays missing or found; items of the same model at the same location are offered
 * as candidates and never taken for each other. */
#ifndef PLANNER_RECONCILE_H
#define PLANNER_RECONCILE_H

#include "planner/compare.h"

/* A found item that may be one of the missing. */
struct candidate {
    size_t counted; /* row of the count */
    size_t book;    /* asset of the record */
    size_t others;  /* further missing ones of the same model and place, not listed */
};
enum { CANDIDATES_SHOWN = 5 }; /* for one found item */

struct tally {
    size_t assets;
    int64_t units;
    money amount;
    size_t unknown; /* assets without a known cost: not in the dollars */
};

struct reconciliation {
    const struct plan *book;
    const struct post *count;
    struct matching match; /* book to count */
    struct changes changes;
    struct candidate *candidates;
    size_t candidate_count;
    struct tally expected;  /* on the record, due to be there */
    struct tally counted;   /* rows of the count */
    struct tally confirmed; /* of the expected, found by tag or serial */
    struct tally missing, wrong_place, wrong_quantity;
    struct tally found;       /* not on the record */
    struct tally early;       /* found, recorded as acquired after as-of: not yet delivered */
    struct tally written_off; /* found, recorded as disposed, retired, lost, stolen or on order */
    size_t by_serial, other_names, counted_twice;
    money shortage;  /* missing assets and missing units */
    money overage;   /* found units of recorded assets; found items have no recorded cost */
    money tolerated; /* shortage_tolerance x the value of what was expected */
    bool within;     /* shortage <= tolerated */
};

/* What is remarkable in the count itself (an item scanned twice, tags that have lost their leading
 * zeros) is reported to the count's findings. */
struct reconciliation *reconcile_count(struct arena *arena, const struct plan *book,
                                       const struct post *count);
void reconciliation_free(struct reconciliation *reconciliation);

#endif
