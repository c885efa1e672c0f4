/* How long the stages of a run took, for `planner ... --timings` and the benchmark: processor
 * time of all threads, and the clock on the wall. */
#ifndef PLANNER_TIMINGS_H
#define PLANNER_TIMINGS_H

#include <stdbool.h>

struct timings {
    bool wanted;
    double processor, wall; /* where the stage under way began */
};

void timings_begin(struct timings *timings, bool wanted);
/* The stage `name` ends here and the next begins: "time: read 0.412 s processor, 0.420 s wall" on
 * the standard error when wanted. */
void timings_stage(struct timings *timings, const char *name);

#endif
