/* Which asset of one inventory is which of another: two years of a post, or record and count.  One
 * rule for `compare`, `reconcile` and the bridge from the last request. */
#ifndef PLANNER_MATCHING_H
#define PLANNER_MATCHING_H

#include "planner/plan.h"

/* A tag or serial as it is compared: letters and digits, without case.  Empty stays empty. */
word name_key(const struct post *post, word name);
/* A place or model as it is compared: without case, accents, punctuation and blanks; a name of
 * nothing else stays as it is. */
word plain_key(const struct post *post, word name);

/* Two places or models are the same, however they are spelt. */
bool same_name(const struct post *left, word a, const struct post *right, word b);

/* Assets of one table found in another: by tag as written, by tag without regard to case and
 * punctuation, then by serial; each only where one unmatched asset on each side has the name. */
struct matching {
    size_t *to;       /* [left asset]: the right one, or NOWHERE */
    size_t *from;     /* [right asset]: the left one, or NOWHERE */
    bool *by_serial;  /* [left asset]: not by its tag */
};
struct matching match_assets(struct arena *arena, const struct post *left,
                             const struct post *right);

/* One of the two inventories, as a message calls it: "the book". */
struct side {
    const struct post *post;
    const char *whose;
};
/* Warns, once for each side, of tags that are tags of the other side but for leading zeros, which
 * spreadsheets take away.  They are not matched: a tag is what the property record identifies an
 * item by, and another item may have that number; so the user restores them, and runs `command`
 * again. */
void report_lost_zeros(struct diag *diag, const struct matching *m, struct side left,
                       struct side right, const char *command);

#endif
