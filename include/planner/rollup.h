/* Constituent posts as one mission: each post's plan is added and then let go of, so that one
 * post at a time is in memory; what is kept are lines, and the names of assets.  The result does
 * not depend on the order in which posts were added. */
#ifndef PLANNER_ROLLUP_H
#define PLANNER_ROLLUP_H

#include "planner/plan.h"

struct rollup_post {
    word name, path, mission, marking;
    uint8_t paper; /* enum paper */
    date as_of;
    int first_year, years, budget_year;
    size_t assets, active, backlog, skipped;
    money backlog_amount;
    size_t seen; /* the order in which it was added, until rollup_finish */
    size_t first_line, lines_end; /* its lines stand together, after rollup_finish */
};

/* A line of a post's plan. */
struct rollup_line {
    size_t post; /* index into posts */
    word id, title, network, object_class, funding, cost_center;
    uint8_t kind, plan_category, request, priority;
    int first_year, years;
    money *amount;     /* [year] */
    int64_t *quantity;
};

/* One asset at one post. */
struct rollup_asset {
    size_t post;
    word tag, serial; /* as written */
    word tag_key, serial_key;
    uint8_t status;
    word file;
    uint32_t line, tag_column, serial_column;
    money value;
};

/* The same asset at two posts. */
struct rollup_twice {
    bool by_serial;
    const struct rollup_asset *a, *b; /* in the order of the posts */
};

struct rollup {
    struct arena *arena;
    struct words *words;
    struct rollup_post *posts; /* by name after rollup_finish */
    size_t post_count, post_capacity;
    struct rollup_line *lines;
    size_t line_count, line_capacity;
    struct rollup_asset *assets;
    size_t asset_count, asset_capacity;
    struct rollup_twice *twice;
    size_t twice_count, twice_capacity;
    int first_year, last_year;
    bool same_day;  /* all posts have one as-of */
    word mission;   /* of all posts, or empty */
};

struct rollup *rollup_new(struct arena *arena, struct words *words);
void rollup_add(struct rollup *rollup, const struct plan *plan);
void rollup_finish(struct rollup *rollup);
void rollup_free(struct rollup *rollup);

/* A line's amount in a year; 0 outside its post's plan. */
money rollup_amount(const struct rollup_line *line, int fiscal_year);
/* Sums of a year; SIZE_MAX, 0 and the empty word stand for all. */
money rollup_total(const struct rollup *rollup, int fiscal_year, size_t post,
                   unsigned plan_category, word funding);

#endif
