/* Corrections of cells that the user has confirmed: fixes.csv of a post's folder, or --fixes FILE.
 *
 * A correction names the file, the row by its key (which survives a new export; its line does
 * not), the column and what the cell held when it was made.  It is applied while the file is
 * read, before anything is concluded from the cell, and each one is told: applied, done in the
 * file by now, or not applied and why. */
#ifndef PLANNER_FIXES_H
#define PLANNER_FIXES_H

#include "planner/input.h"
#include "planner/reader.h"

/* Call when fixes.csv has been read and before any other file is. */
void fixes_prepare(struct post *post);

/* Does a correction of the whole file give every row this field, which its columns lack? */
bool fixes_give_column(const struct post *post, const char *path, const char *field);

/* The corrections of one file; NULL: none.  Lives in `arena`. */
struct file_fixes;
struct file_fixes *fixes_of_file(struct post *post, const struct input *input, const char *path,
                                 struct arena *arena);
/* The file's columns are known: at[k] is the cell of the input's column k, -1: none. */
void fixes_take_header(struct file_fixes *fixes, const int16_t *at);
/* The file is read again from its first row: what was told of it before does not count. */
void fixes_restart(struct file_fixes *fixes);

/* The row as it is to be read: itself, or a corrected one that lives until the next row.  False:
 * it is to be left out. */
bool fixes_apply(struct file_fixes *fixes, struct csv_source *csv, struct csv_row *row);
/* Which correction left the last row out. */
struct place fixes_left_out_by(const struct file_fixes *fixes);
/* The value given to a column that the file does not have, for the row applied last. */
text fixes_given(const struct file_fixes *fixes, size_t column);

void fixes_close(struct file_fixes *fixes); /* what is not in the arena; NULL too */

/* What a post may be asked for that is no cell of its files: a row of a reference file that one word
 * names and whose one value is today's, such as the price of a category. */
struct lacking {
    const char *rule;            /* of the finding that asks for it */
    const char *file;            /* "prices" */
    const char *key, *year, *value; /* columns */
    const char *says;            /* "is the price of one", in front of the word */
};
extern const struct lacking lacking_rows[]; /* NULL rule at the end */
const struct lacking *lacking_for(const char *rule); /* NULL: none */

/* Adds the confirmed ones to their tables, with a year of WHOLE_NONE.  Call behind all files. */
void fixes_add_rows(struct post *post);
/* Then, when it is known: the fiscal year that they are of. */
void fixes_set_year(struct post *post, int year);

/* Reports the confirmed corrections that were not applied; once, behind the last file. */
void fixes_report_rest(struct post *post);

#endif
