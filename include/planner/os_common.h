/* What os.c and os_windows.c share. */
#ifndef PLANNER_OS_COMMON_H
#define PLANNER_OS_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "planner/arena.h"

/* Why the system refused, in words that need no manual; `error` as in errno. */
const char *os_why(int error);
/* For os_was_read: this file was opened for reading. */
void os_remember_input(const char *path);

/* A new name beside `path` for a temporary file or folder of this process. */
char *os_temporary_name(struct arena *arena, const char *path, long process);
/* Whether a file of this name is one of those. */
bool os_is_temporary(const char *name);

/* The path of `name` in the folder that `path` is in. */
char *os_beside(struct arena *arena, const char *path, const char *name);

/* The names found in a folder, sorted by byte value; frees `found`. */
const char *const *os_sorted_names(struct arena *arena, const char **found, size_t count);

/* Passes on to the standard error what was held back, without the libraries' own lines. */
void os_pass_on(FILE *held);

#endif
