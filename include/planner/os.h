/* Everything that the C standard does not have and operating systems do differently.  Only its
 * sources may use POSIX (os.c) or Win32 (os_windows.c); paths are UTF-8. */
#ifndef PLANNER_OS_H
#define PLANNER_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "planner/arena.h"
#include "planner/date.h"
#include "planner/text.h"

/* The first thing in main.  From here on a reader of the output that has had enough ends the process
 * in silence (POSIX).  On Windows it turns the arguments into UTF-8, has the console show
 * UTF-8, and keeps a window that opened for this program alone until a key is pressed. */
void os_begin(int *argc, char ***argv);

/* Paths.  '/' separates everywhere, on Windows '\\' too. */
static inline bool os_is_separator(char c)
{
#ifdef _WIN32
    return c == '/' || c == '\\';
#else
    return c == '/';
#endif
}
const char *os_base_name(const char *path); /* behind the last separator */
/* The part before it: "." when there is none. */
char *os_folder_of(struct arena *arena, const char *path);
/* "post" for "post/"; a root is left as it is. */
char *os_without_end(struct arena *arena, const char *path);
char *os_join(struct arena *arena, const char *folder, const char *name);
/* A path as it can be pasted into a command line: in quotes where a shell would read it otherwise. */
const char *os_pasted(struct arena *arena, const char *path);

/* A file's bytes, read-only.  Mapped where that can be done, else read into memory. */
struct os_file {
    const char *at;
    size_t size;
    bool mapped;
};
/* NULL on success, else why not, in plain words ("no such file"). */
const char *os_open_file(const char *path, struct os_file *file);
void os_close_file(struct os_file *file);
/* This run has read that file, under whatever name.  No output may begin there. */
bool os_was_read(const char *path);
/* From now on an output may begin there: for a file that is written again with all it held. */
void os_forget_input(const char *path);
/* Bytes before `upto` will not be read soon: the system may take the memory back. */
void os_done_with(const struct os_file *file, size_t upto);

enum os_kind { OS_MISSING, OS_FOLDER, OS_FILE, OS_OTHER };
enum os_kind os_kind(const char *path);
/* The names in a folder, sorted by byte value so that no file system's order shows. NULL on
 * success, else why not. */
const char *os_list_folder(struct arena *arena, const char *path, const char *const **names,
                           size_t *count);
/* NULL on success; fine when it exists.  One that was made and is still empty when the process
 * ends is removed again. */
const char *os_make_folder(const char *path);
/* What a file or folder is, whatever path leads to it; false: there is none. */
struct os_identity {
    uint64_t device, file;
};
bool os_identify(const char *path, struct os_identity *out);
/* Both paths lead to one and the same existing file. */
bool os_same_file(const char *a, const char *b);

date os_today(void);
bool os_is_terminal(FILE *stream);
/* Hands everything printed to the system. NULL on success, else why something was lost. */
const char *os_flush(FILE *stream);
unsigned os_processors(void);
double os_seconds(void); /* a clock that only goes forward, for progress */

/* Output under way: a file beside `target` that becomes `target` when whole.  Until
 * os_output_commit the old target stays as it was; whatever is not committed is removed when
 * the process ends, also by stop_machine or Ctrl-C. */
struct os_output {
    char *target;    /* where it will be, symbolic links followed */
    char *temporary; /* where it is written now, in the same folder */
    FILE *stream;    /* open for writing, NULL after os_output_release */
    bool settled;    /* on the disk, under its temporary name */
};
/* NULL on success, else why not in plain words. */
const char *os_output_begin(struct arena *arena, const char *target, struct os_output *output);
/* Closes the stream and leaves the (empty) temporary file for a library that opens by name. */
void os_output_release(struct os_output *output);
/* Flushes to disk and closes: what can fail for want of room has failed then, before anything is
 * changed. NULL on success; on failure the temporary file is removed. */
const char *os_output_settle(struct os_output *output);
/* Settles, then renames, for which it needs no memory. NULL on success; on failure the temporary
 * file is removed. */
const char *os_output_commit(struct os_output *output);
void os_output_drop(struct os_output *output);
/* Bytes free to this user where `path` is (a file or folder, existing or not); UINT64_MAX when
 * the system does not say. */
uint64_t os_free_space(const char *path);
/* A new empty folder beside `near` for a library's temporary files, removed with everything in
 * it by os_remove_folder or when the process ends. NULL when it can't be made. */
char *os_temporary_folder(struct arena *arena, const char *near);
void os_remove_folder(const char *path);

/* While muted, lines that a library prints to the standard error by itself ("[ERROR] ...") are
 * held back; other lines come when it is unmuted or the process ends. */
void os_mute_library(void);
void os_unmute_library(void);

/* Called before exit(): from here on this thread alone speaks and ends the process; others that
 * come here wait for that.  A thread that comes a second time, because something failed on its way
 * out, ends the process at once with `status`. */
void os_end_alone(int status);

/* Runs work(context, i) for i = 0 .. count - 1 on up to `threads` threads; returns when all are
 * done.  threads <= 1 runs in order on this one. */
void os_parallel(unsigned threads, size_t count, void (*work)(void *context, size_t i),
                 void *context);

#endif
