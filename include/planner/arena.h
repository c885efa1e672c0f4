/* Memory that lives as long as the run, or as long as a mark.
 *
 * Nothing handed out by an arena is freed by itself: the whole arena is released at once, or
 * everything since a mark.  Running out of memory ends the process with one line (exit 3), so
 * no caller has to check. */
#ifndef PLANNER_ARENA_H
#define PLANNER_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#if defined(__GNUC__)
#if defined(__MINGW32__) /* whose own printf is meant, not that of Windows */
#define PLANNER_PRINTF(where, first) __attribute__((format(gnu_printf, where, first)))
#else
#define PLANNER_PRINTF(where, first) __attribute__((format(printf, where, first)))
#endif
#define PLANNER_MUST_CHECK __attribute__((warn_unused_result))
#define PLANNER_NORETURN __attribute__((noreturn))
#else
#define PLANNER_PRINTF(where, first)
#define PLANNER_MUST_CHECK
#define PLANNER_NORETURN
#endif

struct arena;

struct arena_mark {
    void *block;
    size_t used;
};

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* `count` elements of `size` bytes, zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
/* A copy of `length` bytes with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *at, size_t length);
/* Formatted text, NUL-terminated. */
char *arena_format(struct arena *arena, const char *format, ...) PLANNER_PRINTF(2, 3);
/* "1 row is", "12 rows are": the number and the words that go with it. */
char *how_many(struct arena *arena, long long n, const char *one, const char *many);
char *arena_vformat(struct arena *arena, const char *format, va_list arguments);

/* Scratch work: release returns everything allocated since the mark. */
struct arena_mark arena_mark(const struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);

/* Arrays that must grow or be given back; they are the caller's to free(). */
void *memory_array(size_t count, size_t size);              /* zeroed */
void *memory_grow(void *old, size_t count, size_t size);    /* new part not zeroed */

/* How the process ends. */
enum exit_status { DONE = 0, DATA_ERRORS = 1, WRONG_USAGE = 2, MACHINE_FAILED = 3 };
/* The machine failed us (memory, disk): one line on stderr, exit status MACHINE_FAILED.  Files under
 * way are removed on the way out. */
void stop_machine(const char *format, ...) PLANNER_PRINTF(1, 2) PLANNER_NORETURN;
/* The command line does not fit what was read: the same with WRONG_USAGE. */
void stop_usage(const char *format, ...) PLANNER_PRINTF(1, 2) PLANNER_NORETURN;

/* The next free place of a growing array: `array` of `count` used out of `capacity`. */
#define PLANNER_APPEND(array, count, capacity)                                                     \
    ((count) == (capacity)                                                                         \
         ? ((capacity) = (capacity) ? 2 * (capacity) : 16,                                         \
            (array) = memory_grow((array), (capacity), sizeof *(array)), &(array)[(count)++])      \
         : &(array)[(count)++])

#endif
