/* Result tables as CSV: SPEC 7.  RFC 4180, UTF-8, LF, ISO dates, amounts with two decimals and
 * no separators; text that a spreadsheet would take for a formula gets a leading apostrophe. */
#ifndef PLANNER_RESULT_H
#define PLANNER_RESULT_H

#include "planner/os.h"
#include "planner/plan.h"

struct csv_out {
    FILE *to;
    bool begun; /* a cell of this row stands */
};
void out_header(struct csv_out *out, const char *comma_separated);
void out_string(struct csv_out *out, const char *string);
void out_word(struct csv_out *out, const struct post *post, word w);
void out_money(struct csv_out *out, money m); /* absent: empty */
void out_date(struct csv_out *out, date d);
void out_integer(struct csv_out *out, int64_t n);
void out_decimal(struct csv_out *out, decimal d);
void out_number(struct csv_out *out, double number); /* twelve digits; not finite: empty */
void out_end(struct csv_out *out);

/* One result table, or a text such as brief.txt. */
struct result {
    const char *file; /* "assets.csv" */
    void (*write)(struct csv_out *out, const struct plan *plan);
};
extern const struct result plan_results[]; /* file NULL at the end */

/* Writes all tables into the folder: each beside its target, all renamed at the end.  `write`
 * gets `context`.  Ends the process (exit 3) when one can't be written. */
struct result_set;
struct result_set *results_begin(struct arena *arena, const char *folder);
struct csv_out *results_open(struct result_set *set, const char *file);
/* All that can fail for want of room, before anything is changed. */
void results_settle(struct result_set *set);
void results_commit(struct result_set *set);

#endif
