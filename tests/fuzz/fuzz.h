/* What the fuzz targets share.  Each is one LLVMFuzzerTestOneInput: libFuzzer calls it with inputs
 * of its own making (PLANNER_FUZZ), and run_files.c with those of a folder, in every build. */
#ifndef PLANNER_TESTS_FUZZ_H
#define PLANNER_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planner/date.h"
#include "planner/os.h"
#include "planner/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops where a promise is broken, which a fuzzer takes for a crash. */
#define PROMISE(true_always)                                                                       \
    do {                                                                                           \
        if (!(true_always)) {                                                                      \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #true_always);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Set by a target when it has gone all its way: neither refused the input nor found an error in it.
 * Seeds whose names begin with "whole_" must come so far, or most of the target would sleep. */
extern bool fuzz_went_through;

/* A folder in memory where there is one, the same in every round; removed at the end. */
static char fuzz_folder[64];

static inline void fuzz_remove_folder(void)
{
    rmdir(fuzz_folder);
}

static inline const char *fuzz_place(void)
{
    if (!fuzz_folder[0]) {
        snprintf(fuzz_folder, sizeof fuzz_folder, "%s/planner-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
        PROMISE(mkdtemp(fuzz_folder));
        atexit(fuzz_remove_folder);
    }
    return fuzz_folder;
}

static inline void fuzz_save(const char *path, const uint8_t *data, size_t size)
{
    FILE *to = fopen(path, "wb");
    PROMISE(to && fwrite(data, 1, size, to) == size && !fclose(to));
}

/* A run as main.c makes it, on 21 November 2026. */
static inline struct run fuzz_run(void)
{
    struct run run = {.arena = arena_new(), .words = words_new(), .today = date_of(2026, 11, 21)};
    run.diag = diag_new(run.words);
    run.options.threads = 1;
    run.options.figures = "";
    return run;
}

/* How far the places of a file can reach: physical lines, and characters in one. */
static inline void fuzz_extent(const char *path, uint32_t *lines, uint32_t *columns)
{
    FILE *from = fopen(path, "rb");
    *lines = *columns = 1;
    for (int c; from && (c = getc(from)) != EOF; ++*columns)
        *lines += c == '\n' || c == '\r';
    if (from)
        fclose(from);
}

/* A file that was read, as the message names it, has the place in it. */
static inline void fuzz_look_at_place(struct run *run, const struct finding *f)
{
    const char *path = words_string(run->words, f->at.file);
    uint32_t lines, columns;
    PROMISE(!f->at.column == !f->at.line);
    PROMISE(word_given(f->at.file) || !f->at.line);
    if (!f->at.line)
        return;
    fuzz_extent(path, &lines, &columns);
    PROMISE(f->at.line <= lines);
    PROMISE(f->at.column <= columns);
}

/* Every finding says something, in one line that a terminal shows as it is; every error says where,
 * but for sums that belong to no cell. */
static inline void fuzz_print_findings(struct run *run)
{
    char *printed = NULL;
    size_t count, size, lines = 0;
    FILE *to = open_memstream(&printed, &size);
    const struct finding *findings = diag_sorted(run->diag, &count);
    PROMISE(to);
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &findings[i];
        diag_print(to, run->words, f);
        fuzz_look_at_place(run, f);
        PROMISE(word_given(f->message));
        PROMISE(f->severity != ERROR || f->at.line || !strcmp(f->rule, "too-large") ||
                os_kind(words_string(run->words, f->at.file)) == OS_FOLDER);
    }
    PROMISE(!fclose(to));
    for (size_t i = 0; i < size; i++) {
        lines += printed[i] == '\n';
        PROMISE(printed[i] == '\n' || ((unsigned char)printed[i] >= ' ' && printed[i] != 0x7F));
    }
    PROMISE(lines == count);
    free(printed);
}

/* Files must still be there: findings are looked at. */
static inline void fuzz_end(struct run *run)
{
    fuzz_print_findings(run);
    diag_free(run->diag);
    words_free(run->words);
    arena_free(run->arena);
}

#endif
