/* An input that is a whole post folder, as text: its first line is a command, then for each file a
 * line "#### name.csv" and what stands in it. */
#ifndef PLANNER_TESTS_FUZZ_FOLDER_H
#define PLANNER_TESTS_FUZZ_FOLDER_H

#include "fuzz.h"

#include "planner/flow.h"
#include "planner/input.h"

enum { FILES = 40 };

struct folder {
    char *path[FILES];
    size_t count;
};

/* A name that stays in the folder. */
static inline const char *file_name(struct arena *arena, text line)
{
    char *name = arena_copy(arena, line.at, line.length < 40 ? line.length : 40);
    for (char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || *c == '_' || *c == '-' || *c == '.'))
            *c = '_';
    return name[0] == '.' || !name[0] ? "x" : name;
}

/* What stands up to the next line that begins with "#### "; `at` goes behind it. */
static inline text section(text all, size_t *at)
{
    size_t begin = *at, end = begin;
    while (end < all.length) {
        bool line = end == 0 || all.at[end - 1] == '\n';
        if (line && all.length - end >= 5 && !memcmp(all.at + end, "#### ", 5))
            break;
        end++;
    }
    *at = end + 5 < all.length ? end + 5 : all.length;
    return (text){all.at + begin, end - begin};
}

static inline void write_files(struct arena *arena, text all, size_t at, struct folder *out)
{
    while (at < all.length && out->count < FILES) {
        text whole = section(all, &at);
        const char *end = memchr(whole.at, '\n', whole.length);
        size_t name = end ? (size_t)(end - whole.at) : whole.length;
        char *path = arena_format(arena, "%s/%s", fuzz_place(),
                                  file_name(arena, (text){whole.at, name}));
        size_t skip = name < whole.length ? name + 1 : name;
        fuzz_save(path, (const uint8_t *)whole.at + skip, whole.length - skip);
        out->path[out->count++] = path;
    }
}

/* Plans the folder and hands it to `go`, with the first letter of the command. */
static inline int fuzz_folder_of(const uint8_t *data, size_t size,
                                 void (*go)(struct run *run, char command, struct book *book,
                                            const struct folder *folder))
{
    struct run run = fuzz_run();
    struct folder folder = {.count = 0};
    text all = {(const char *)data, size};
    size_t at = 0;
    text command = section(all, &at);
    write_files(run.arena, all, at, &folder);
    run.options.skip_bad_rows = command.length > 1 && command.at[command.length - 2] == '!';
    if (folder.count && plan_post(&run, fuzz_place()))
        go(&run, command.length ? command.at[0] : 'p', book_of_text(run.arena, true), &folder);
    fuzz_print_findings(&run);
    for (size_t i = 0; i < folder.count; i++)
        remove(folder.path[i]);
    run_close(&run);
    words_free(run.words);
    arena_free(run.arena);
    return 0;
}

#endif
