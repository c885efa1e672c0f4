/* fixes.csv as `planner check --write-fixes FILE` proposes it: a row for each fault of a cell,
 * with what the cell likely means, for the user to confirm. */
#ifndef PLANNER_PROPOSALS_H
#define PLANNER_PROPOSALS_H

#include <stdio.h>

#include "planner/run.h"

/* New rows: those with a value to accept, and those whose value the user has to write. */
struct proposal_count {
    size_t proposed, open;
};

/* Is a row of the post's files faulty, and no correction itself? */
bool anything_to_correct(const struct run *run);
/* Is there a cell whose likely meaning is known, or only a price, a rate or a column missing? */
bool anything_proposed(const struct run *run);
/* Writes the corrections that were read, as they stand, and behind them one for each cell that an
 * error or warning is about, or for a price or a rate that is missing.  The same text in many rows is one
 * where the text itself is wrong; where the row makes it wrong, each row has its own. */
struct proposal_count write_fixes(struct run *run, FILE *to);
/* The same into a file, which may be the fixes.csv that was read but no other input (WRONG_USAGE).
 * Says how many are new, which is their count. */
enum exit_status put_fixes(struct run *run, const char *target, size_t *count);
/* The corrections that were read with an inventory that is planned alone, for a folder in which it
 * is called `inventory`. */
void write_fixes_for(struct run *run, const char *inventory, FILE *to);

#endif
