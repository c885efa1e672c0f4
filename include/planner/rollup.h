/* Constituent posts as one mission: each post's plan is added and then let go of, so that few
 * posts at a time are in memory; what is kept are lines, and of each asset its names and its place
 * (48 bytes and the two names).  The result does not depend on the order in which posts were
 * added. */
#ifndef PLANNER_ROLLUP_H
#define PLANNER_ROLLUP_H

#include <string.h>

#include "planner/plan.h"

struct rollup_post {
    word name, path, mission, marking;
    uint8_t paper; /* enum paper */
    date as_of;
    int first_year, years, budget_year;
    int32_t live_rows; /* the setting */
    size_t assets, active, backlog, skipped;
    money backlog_amount;
    size_t seen; /* the order in which it was added, until rollup_finish */
    size_t first_line, lines_end; /* its lines stand together */
    struct rollup_asset *inventory; /* [assets] */
};

/* A line of a post's plan. */
struct rollup_line {
    size_t post; /* index into posts */
    word id, title, network, object_class, funding, cost_center;
    uint8_t kind, plan_category, request, priority;
    uint32_t fund; /* the place of its funding source in its post's catalog */
    int first_year, years;
    money *amount;     /* [year] */
    int64_t *quantity;
};

/* One asset at one post.  There is one of it for every asset of the mission: it stays small. */
struct rollup_asset {
    const char *tag; /* as written; behind its NUL the serial, see rollup_serial */
    money value, asked; /* asked: for its replacement in its post's budget year, paid by the post */
    word file;
    uint32_t post, line, tag_column, serial_column;
    uint8_t status;
};

static inline const char *rollup_serial(const struct rollup_asset *asset)
{
    return asset->tag + strlen(asset->tag) + 1;
}

/* The same asset at two posts. */
struct rollup_twice {
    bool by_serial;
    const struct rollup_asset *a, *b; /* in the order of the posts */
    money again; /* what is asked for here and already at another post: the smaller of the two */
};

/* What the lines of a post (or of all), a plan category (or all) and a fund (or all) come to. */
struct rollup_sum {
    size_t first_line; /* the first of them */
    money *amount;     /* [years of the mission] */
};

struct rollup {
    struct arena *arena;
    struct words *words;
    struct rollup_post *posts; /* by name after rollup_finish */
    size_t post_count, post_capacity;
    struct rollup_line *lines;
    size_t line_count, line_capacity;
    struct rollup_twice *twice;
    size_t twice_count, twice_capacity;
    struct rollup_sum *sums; /* by `sum_index`, after rollup_finish */
    size_t sum_count, sum_capacity;
    struct index *sum_index;
    int first_year, last_year;
    bool same_day;  /* all posts have one as-of */
    bool same_budget_year;
    word mission;   /* of all posts, or empty */
};

struct rollup *rollup_new(struct arena *arena, struct words *words);
void rollup_add(struct rollup *rollup, const struct plan *plan);
void rollup_finish(struct rollup *rollup);
void rollup_free(struct rollup *rollup);

/* What is asked for twice in the budget year of all posts, because an asset is seen at two of them;
 * MONEY_NONE when the posts have not one budget year. */
money rollup_asked_twice(const struct rollup *rollup);
/* A line's amount in a year; 0 outside its post's plan. */
money rollup_amount(const struct rollup_line *line, int fiscal_year);
/* Sums of a year; SIZE_MAX, 0 and the empty word stand for all. */
money rollup_total(const struct rollup *rollup, int fiscal_year, size_t post,
                   unsigned plan_category, word funding);
/* Whether no line above this one is of its post, plan category and fund. */
bool rollup_is_first(const struct rollup *rollup, size_t line);

#endif
