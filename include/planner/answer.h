/* An answer as JSON: what jansson cannot do for want of memory or room ends the process (exit 3)
 * instead of leaving something out. */
#ifndef PLANNER_ANSWER_H
#define PLANNER_ANSWER_H

#include <stdio.h>

#include <jansson.h>

/* A string of the answer; "?" for bytes that are not UTF-8, as a file's name may be. */
json_t *answer_text(const char *from);
/* The value belongs to the object or array afterwards; NULL is one that could not be made. */
void answer_set(json_t *object, const char *key, json_t *value);
void answer_append(json_t *array, json_t *value);
/* Prints it with a line end behind, and frees it. */
void answer_print(json_t *root, FILE *to);

#endif
