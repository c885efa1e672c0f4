/* The stages in their order. */
#ifndef PLANNER_FLOW_H
#define PLANNER_FLOW_H

#include "planner/result.h"
#include "planner/run.h"
#include "planner/workbook.h"

bool shows_progress(const struct run *run); /* neither --quiet nor --no-progress */
/* An empty post with what the options say of reading. */
void open_post(struct run *run);

/* Reads, checks and plans the post at `path`: everything up to the plan in run->plan.  Returns
 * false when there are errors; all of them have been found, none has been printed. */
bool plan_post(struct run *run, const char *path);
/* The same; `*read` is the mark of the findings behind those of reading. */
bool plan_post_marking(struct run *run, const char *path, size_t *read);

/* What the officer asks of a footed plan: what was spent of it, and when and on what the rest will
 * be.  Obligations and ceilings that do not fit the plan's lines are reported. */
void account_for(struct plan *plan);

/* Plans the post at options.previous as it was planned then, and looks back from run->plan on it;
 * what does not fit is reported with the run.  False when it has errors: then print its findings.
 * run->plan refers to it until free_previous. */
bool plan_previous(struct run *run, struct run *previous);
void free_previous(struct run *previous);

/* A second post in the same run: options, memory and words are shared, so that words of the two
 * posts are the same words; findings are its own.  `today` is its as-of where its settings.csv
 * has none: --as-of is the date of the post in hand.  Close it with run_close. */
struct run *run_beside(struct run *run, date today);
void run_close(struct run *run);

/* Reads a post up to its assets, without planning it: enough to say what it holds. */
bool take_stock(struct run *run, const char *path);

struct book_size {
    bool streams;   /* more rows than are written as tables of formulas */
    uint64_t bytes; /* about, for the space that it needs */
};
struct book_size size_of_rows(const struct run *run, size_t rows); /* of plain lists */
/* The workbook of a command, with the post's name behind the title, and what its settings say of
 * every page; see workbook_begin. */
struct workbook *begin_book(const struct run *run, const char *target, const char *title,
                            const char *subject, const struct book_size *size);

/* The workbook and the tables that go with it (NULL: none) become files, then `said` is printed
 * unless --quiet: nothing is changed before everything is on the disk under a temporary name, and
 * from the first change on nothing needs memory. */
void finish_outputs(const struct run *run, struct workbook *workbook, struct result_set *tables,
                    const char *said);

/* Prints the findings on stderr (warnings and errors; notes with --quiet off), then a closing
 * line when there are errors. */
void print_findings(struct run *run);

/* "planner check mypost" with the options of this run, so that it reads what this one has read. */
const char *check_again(struct run *run, const char *given);
/* "planner init mypost FILE" with the map and corrections of this run: a folder of an inventory that
 * was planned alone. */
const char *make_folder(struct run *run, const char *inventory);
/* The command that lists what can be filled in or confirmed, where there is anything. */
void print_list_offer(struct run *run, const char *given, FILE *to);
/* What to do about the errors of the post at `given`, as its next command. */
void print_correct(struct run *run, const char *given, FILE *to);
/* The findings, and what to do about errors among them (not with --quiet). */
void print_errors(struct run *run, const char *given);

/* What a folder or CSV file is called: "mypost" for posts/mypost/ and for mypost.csv; "post" where
 * the path does not tell, as "." does not. */
const char *name_of_input(struct arena *arena, const char *path);
/* "<post>-plan-FY2029.xlsx" in the current folder, or what -o says; a post without a name is called
 * as its folder or file is. */
const char *output_name(struct run *run, const char *command);
/* The same for a period: "<post>-icass-FY2027Q2.xlsx". */
const char *period_output_name(struct run *run, const char *command, const char *ending);

/* Says so when writing `target` would destroy a file that this run has read. */
bool over_an_input(const struct run *run, const char *target);
/* The same for a workbook and the folder of --csv, and where what is written would be read as an
 * input by the next run. */
bool wrong_targets(const struct run *run, const char *workbook);

#endif
