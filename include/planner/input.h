/* The input files: one line in inputs.def registers one, one file in planner/inputs/ describes
 * it.  Reading, messages, `planner columns` and `planner init` all come from that description. */
#ifndef PLANNER_INPUT_H
#define PLANNER_INPUT_H

#include "planner/post.h"

struct input {
    const char *file;  /* "inventory": inventory.csv */
    bool several;      /* also inventory-*.csv */
    bool alone;        /* not a file of a post folder: given by itself, under any name */
    const char *about; /* what the file is for, one line */
    const struct column *columns;
    size_t table; /* offset of the table in struct post */
    /* Rows of the example post that `planner init` makes: names of the columns used, then the
     * rows, as CSV; what stands in braces is worked out from the day (planner/sample.h). */
    const char *sample;
    /* What can be wrong in a row although each cell is right; rows flagged bad are skipped by
     * the check itself.  NULL: nothing. */
    void (*check)(struct post *post);
};

extern const struct input *const inputs[]; /* in the order of reading; NULL at the end */
const struct input *input_named(text file);

struct rows *input_rows(struct post *post, const struct input *input);

/* Reads one file into the table of `input`, or, for `check`, only looks at it (NULL). */
void load_file(struct post *post, const struct input *input, const char *path, const char *map);
/* The input whose columns the file at `path` has, or NULL. */
const struct input *recognise_input(struct post *post, const char *path);

/* The path to what has the nearest name in its folder, NULL when none is near. */
const char *nearest_path(struct arena *arena, const char *path);
/* Ends the process (exit 3) with the name that may be meant instead. */
void stop_missing(struct arena *arena, const char *path) PLANNER_NORETURN;

/* Reads every file of a post folder, or one inventory CSV.  All faults of all files are
 * reported; a path that can't be read ends the process (exit 3). */
void read_post(struct post *post, const char *path);
/* One file of a post, read as what it is: `input`, or any table when NULL. */
void read_single(struct post *post, const struct input *input, const char *path);
/* A physical count: an inventory file in which every column may be absent, but each row must name
 * its item by tag or serial (planner/inputs/count.c).  It stands in post->assets. */
extern const struct input input_count;
void read_count(struct post *post, const char *path);
void free_post(struct post *post);

/* For the descriptions: the name of a column is that of its array. */
#define FIELD(member, ...)         {.name = #member, .offset = offsetof(TABLE, member), __VA_ARGS__}
#define NAMED(name_, member, ...)  {.name = name_, .offset = offsetof(TABLE, member), __VA_ARGS__}
#define FIELDS_END                 {.name = NULL}
#define CHOICES(...)               .kind = KIND_CHOICE, .words = __VA_ARGS__
#define COST_FIELDS                                                                                \
    FIELD(currency, .kind = KIND_TEXT, .example = "USD",                                           \
          .help = "currency of the amount; empty: USD"),                                           \
    FIELD(funding_source, .kind = KIND_TEXT, .example = "POST_ICASS",                              \
          .help = "who pays: a name of funding.csv or shares.csv, or a built-in one"),             \
    FIELD(object_class, .kind = KIND_TEXT, .flags = IS_CLASS, .example = "",                       \
          .help = "OMB object class, such as 23.3; empty: the default of the kind of cost"),       \
    FIELD(cost_center, .kind = KIND_TEXT, .example = "",                                           \
          .help = "ICASS cost center, such as 5458")

#endif
