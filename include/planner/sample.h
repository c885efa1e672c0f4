/* The example post: rows that stand with the descriptions of the input files, dated so that they
 * make sense on the day on which they are written.
 *
 * In a row, braces hold what depends on the day: {FY+1} a fiscal year; {first FY}, {last FY+1}
 * the days on which it begins and ends; {day -14} the day some months away; {month -3} the month
 * some months away, as 2026-08. */
#ifndef PLANNER_SAMPLE_H
#define PLANNER_SAMPLE_H

#include "planner/input.h"

struct sample_row {
    const char **cells; /* one a column of the input, "" where the example says nothing */
    struct sample_row *next;
};
/* The rows of an input's example as of a day, NULL when it has none; as of DATE_NONE with the
 * braces. */
struct sample_row *sample_rows(struct arena *arena, const struct input *input, date as_of);
/* Marks the files that are the example still, of whatever day, beside an inventory of the user's own:
 * their people, telephones and licences would be asked for as if they were the post's. */
void mark_examples(struct post *post);

#endif
