/* How far a long job has come, on the standard error: its name and the share that is done.
 *
 * Nothing is shown unless it is a terminal, wanted, and the work has taken a second already; what
 * was shown is erased at the end.  Results never depend on it. */
#ifndef PLANNER_PROGRESS_H
#define PLANNER_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct progress {
    bool wanted;
    const char *stage;
    double begun;
    size_t whole;
    atomic_size_t done;
    atomic_flag drawing;
    /* private to the thread that holds `drawing` */
    double drawn;
    bool visible;
};

/* `wanted`: neither --quiet nor --no-progress. `whole`: all the work, in any unit. */
void progress_begin(struct progress *progress, bool wanted, const char *stage, size_t whole);
/* A stage of which no share can be told, and which is known to be long: its name is shown at once. */
void progress_stage(struct progress *progress, bool wanted, const char *stage);
void progress_add(struct progress *progress, size_t done); /* from any thread; NULL is fine */
/* Erases it before something else is said, while no thread works; it comes again by itself. */
void progress_hide(struct progress *progress);
void progress_end(struct progress *progress);

#endif
