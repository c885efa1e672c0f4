#include "planner/progress.h"

#include <stdio.h>

#include "planner/os.h"

static const double PATIENCE = 1; /* seconds until work is long */
static const double PAUSE = 0.1;  /* seconds between two pictures */

enum { BAR = 30 };

void progress_begin(struct progress *progress, bool wanted, const char *stage, size_t whole)
{
    progress->wanted = wanted && whole && os_is_terminal(stderr);
    progress->stage = stage;
    progress->whole = whole;
    progress->begun = progress->drawn = progress->wanted ? os_seconds() : 0;
    progress->visible = false;
    atomic_init(&progress->done, 0);
    atomic_flag_clear(&progress->drawing);
}

void progress_stage(struct progress *progress, bool wanted, const char *stage)
{
    progress_begin(progress, wanted, stage, 1);
    if (!progress->wanted)
        return;
    fprintf(stderr, "\r%s ...", stage);
    fflush(stderr);
    progress->visible = true;
}

static void draw(struct progress *progress, size_t done)
{
    char bar[BAR + 1];
    double share = done < progress->whole ? (double)done / (double)progress->whole : 1;
    for (int i = 0; i < BAR; i++)
        bar[i] = (i + 1) <= share * BAR ? '#' : '.';
    bar[BAR] = '\0';
    fprintf(stderr, "\r%s [%s] %3d %%", progress->stage, bar, (int)(share * 100));
    fflush(stderr);
    progress->visible = true;
}

void progress_add(struct progress *progress, size_t more)
{
    if (!progress || !progress->wanted)
        return;
    size_t done = atomic_fetch_add(&progress->done, more) + more;
    if (atomic_flag_test_and_set(&progress->drawing))
        return; /* another thread is at it */
    double now = os_seconds();
    if (now - progress->begun >= PATIENCE && now - progress->drawn >= PAUSE) {
        draw(progress, done);
        progress->drawn = now;
    }
    atomic_flag_clear(&progress->drawing);
}

void progress_hide(struct progress *progress)
{
    if (progress->visible) {
        fputs("\r\x1B[K", stderr);
        fflush(stderr);
    }
    progress->visible = false;
}

void progress_end(struct progress *progress)
{
    progress_hide(progress);
    progress->wanted = false;
}
