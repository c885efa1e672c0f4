/* What the fuzz targets share.  Each is one LLVMFuzzerTestOneInput: libFuzzer calls it with inputs
 * of its own making (PLANNER_FUZZ), and run_files.c with those of a folder, in every build. */
#ifndef PLANNER_TESTS_FUZZ_H
#define PLANNER_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planner/date.h"
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

static inline void fuzz_print_findings(struct run *run)
{
    size_t count;
    FILE *nowhere = fopen("/dev/null", "w");
    const struct finding *findings = diag_sorted(run->diag, &count);
    for (size_t i = 0; nowhere && i < count; i++)
        diag_print(nowhere, run->words, &findings[i]);
    if (nowhere)
        fclose(nowhere);
}

#endif
