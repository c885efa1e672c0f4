/* What the tables that read the input files say to a person: for `planner columns` and for the
 * folder that `planner init` makes. */
#ifndef PLANNER_REFERENCE_H
#define PLANNER_REFERENCE_H

#include "planner/builtin.h"
#include "planner/input.h"
#include "planner/settings.h"

/* The input that a file belongs to: "inventory", "Inventory.csv", "inventory-radio.csv"; NULL
 * if none. */
const struct input *input_of_file(text name);
const char *input_nearest(text name); /* the name that may be meant, or NULL */

const char *input_file_names(struct arena *arena, const struct input *input);
/* "whole number, 1 to 5", "date": what to write into a cell. */
const char *kind_words(struct arena *arena, enum kind kind, int64_t min, int64_t max);
const char *choices(struct arena *arena, const char *words); /* "a|b" as "a, b" */
/* The help, and behind it the words to choose from, if any. */
const char *with_choices(struct arena *arena, const char *help, const char *words);
const char *column_meaning(struct arena *arena, const struct column *column);
const char *key_columns(struct arena *arena, const struct input *input); /* "a, b", "" if none */
/* What the letters mean with which the source of a built-in cycle begins. */
extern const char evidence_legend[];
const char *builtin_rates(struct arena *arena, const struct builtin_class *class);

#endif
