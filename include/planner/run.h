/* One run of the program: its options, its memory, and the post in hand. */
#ifndef PLANNER_RUN_H
#define PLANNER_RUN_H

#include "planner/plan.h"
#include "planner/timings.h"

struct options {
    const char *output;   /* -o */
    const char *folder;   /* where the workbook goes without -o; NULL: the current folder */
    const char *csv;      /* --csv */
    bool json, quiet, no_progress, skip_bad_rows, timings;
    const char *previous; /* --previous */
    const char *map;      /* --map */
    const char *fixes;    /* --fixes */
    const char *write_fixes; /* --write-fixes */
    period quarter;       /* --quarter */
    const struct input *as; /* --as */
    const char *method;   /* --method */
    const char *scenario[64]; /* --scenario: only these */
    size_t scenario_count;
    struct override set[64]; /* --set, --as-of, --budget-year, --years: in the order given */
    size_t set_count;
    long long seed, draws, horizon, early, late;
    int32_t zero_backlog; /* fiscal year, 0: not asked */
    unsigned threads;
    double level;         /* --level as a share, 0.95 */
    const char **arguments; /* what is not an option */
    int argument_count;
    const char *figures;    /* the options that change figures, as typed, for the manifest */
    const char *again;      /* the same as they can be pasted behind a command, each after a blank */
};

struct run {
    struct options options;
    struct arena *arena;
    struct words *words;
    struct diag *diag;
    bool unpriced; /* `compare`: what has no price is compared all the same */
    size_t softened; /* `check`: errors of a plan that are no fault of the file looked at */
    bool survey; /* `check`: every file's columns are looked at, not only read */
    struct post post;
    struct settings settings;
    struct settings_origin origin;
    struct catalog *catalog;
    struct plan *plan;
    date today; /* the clock's, read once */
    struct timings timings;
};

#endif
