/* The stages in their order. */
#ifndef PLANNER_FLOW_H
#define PLANNER_FLOW_H

#include "planner/run.h"
#include "planner/workbook.h"

/* Reads, checks and plans the post at `path`: everything up to the plan in run->plan.  Returns
 * false when there are errors; all of them have been found, none has been printed. */
bool plan_post(struct run *run, const char *path);

/* A second post in the same run: options, memory and words are shared, so that words of the two
 * posts are the same words; findings are its own.  `today` is its as-of where its settings.csv
 * has none: --as-of is the date of the post in hand.  Close it with run_close. */
struct run *run_beside(struct run *run, date today);
void run_close(struct run *run);

/* Reads a post up to its assets, without planning it: enough to say what it holds. */
bool take_stock(struct run *run, const char *path);

/* The workbook of a command, with the post's marking and names; see workbook_begin. */
struct workbook *begin_book(const struct run *run, const char *target, const char *title,
                            const char *subject, size_t rows);

/* Prints the findings on stderr (warnings and errors; notes with --quiet off), then a closing
 * line when there are errors. */
void print_findings(struct run *run);

/* "<post>-plan-FY2029.xlsx" in the current folder, or what -o says. */
const char *output_name(struct run *run, const char *command);

/* Says so when writing `target` would destroy an input file. */
bool over_an_input(const struct run *run, const char *target);

#endif
