#include "planner/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/fixes.h"
#include "planner/os.h"
#include "planner/quality.h"
#include "planner/reader.h"
#include "planner/survey.h"

#define INPUT(name) extern const struct input input_##name;
#include "planner/inputs.def"
#undef INPUT

#define INPUT(name) &input_##name,
const struct input *const inputs[] = {
#include "planner/inputs.def"
    NULL,
};
#undef INPUT

const char plan_category_words[] =
    "Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
    "Pouch and mail operations|Personnel costs|ICASS services";

const char *plan_category_name(unsigned plan_category)
{
    static const char *const names[] = {"",
                                        "Telecommunications",
                                        "CAA equipment",
                                        "Non-CAA equipment",
                                        "Software licenses",
                                        "Pouch and mail operations",
                                        "Personnel costs",
                                        "ICASS services"};
    return names[plan_category <= PLAN_CATEGORIES ? plan_category : 0];
}

struct rows *input_rows(struct post *post, const struct input *input)
{
    return (struct rows *)((char *)post + input->table);
}

const struct input *input_named(text file)
{
    for (size_t i = 0; inputs[i]; i++)
        if (text_same_nocase(file, text_of(inputs[i]->file)))
            return inputs[i];
    return NULL;
}

static void report_twice(struct post *post, struct rows *rows, const struct column *const keys[3],
                         size_t n, size_t row, size_t other)
{
    for (size_t i = 0; i < post->file_count; i++)
        if (post->files[i].survey && post->files[i].csv == rows_source(rows, row)->csv)
            post->files[i].survey->repeated++;
    bool shown = keys[0]->kind == KIND_TEXT || keys[0]->kind == KIND_ID;
    word key = {0};
    if (shown)
        memcpy(&key, column_array(rows, keys[0]) + row * sizeof key, sizeof key);
    size_t finding = rows_report(post->diag, rows, row, keys[0]->name, ERROR, "used-twice", key,
                                 n > 1 ? "stands twice with the same %s%s%s" : "is used twice",
                                 n > 1 ? keys[1]->name : "", n > 2 ? " and " : "",
                                 n > 2 ? keys[2]->name : "");
    diag_also(post->diag, finding, rows_place(rows, other, keys[0]->name), keys[0]->name,
              other < row ? "first used here" : "used again here");
}

/* The same key in two rows is an error with both places. */
static void check_keys(struct post *post, const struct input *input)
{
    struct rows *rows = input_rows(post, input);
    const struct column *keys[3] = {NULL};
    size_t n = 0;
    for (const struct column *c = input->columns; c->name; c++)
        if ((c->flags & KEY) && n < 3)
            keys[n++] = c;
    if (!n || !rows->count)
        return;
    struct arena_mark mark = arena_mark(post->arena);
    struct index *index = index_new(post->arena, rows->count);
    uint8_t *bad = arena_alloc(post->arena, rows->count, sizeof *bad);
    memcpy(bad, rows->bad, rows->count * sizeof *bad);
    /* a row with a fault elsewhere takes its key from no good one, wherever that stands */
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < rows->count; i++) {
            word key[3] = {{0}};
            for (size_t k = 0; k < n; k++)
                memcpy(&key[k], column_array(rows, keys[k]) + i * kind_size(keys[k]->kind),
                       sizeof(word));
            if (bad[i] != turn || (bad[i] && (n > 1 || !word_given(key[0]))))
                continue;
            size_t first = index_add(index, i, key[0], key[1], key[2]);
            if (first != SIZE_MAX)
                report_twice(post, rows, keys, n, i, first);
        }
    arena_release(post->arena, mark);
}

/* "inventory" for inventory.csv, and for inventory-radio.csv where several are allowed. */
static bool belongs_to(const struct input *input, const char *name)
{
    size_t n = strlen(input->file), length = strlen(name);
    if (input->alone || length < n + 4 || !text_same_nocase((text){name, n}, text_of(input->file)) ||
        !text_ends_nocase(text_of(name), TEXT(".csv")))
        return false;
    return length == n + 4 || (input->several && name[n] == '-');
}

static void report_stranger(struct post *post, const char *path, const char *name)
{
    const char *known[64];
    size_t count = 0;
    struct arena *scratch = arena_new();
    for (size_t i = 0; inputs[i]; i++)
        if (!inputs[i]->alone)
            known[count++] = arena_format(scratch, "%s.csv", inputs[i]->file);
    const char *near = text_nearest(text_of(name), known, count);
    diag_add(post->diag, WARNING, "unknown-file",
             (struct place){words_put_string(post->words, path), 0, 0}, "", (word){0},
             "is not a file that planner knows, so it is not read%s%s%s",
             near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
    arena_free(scratch);
}

static bool is_map(const char *name)
{
    return !strncmp(name, "map-", 4) || !strcmp(name, "map.csv");
}

/* The map that belongs to a file: map-radio.csv to inventory-radio.csv, map-inventory.csv or
 * map.csv to inventory.csv; --map serves the inventory files that have none. */
static const char *map_of(const struct post *post, const struct input *input, const char *folder,
                          const char *const *names, size_t count, const char *name)
{
    const char *part = strchr(name, '-');
    const char *own = input->several && part ? arena_format(post->arena, "map%s", part)
                                             : arena_format(post->arena, "map-%s.csv", input->file);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], own) ||
            (input->several && !part && !strcmp(names[i], "map.csv")))
            return os_join(post->arena, folder, names[i]);
    return input->several ? post->map : NULL;
}

static void read_fixes(struct post *post)
{
    if (!post->fixes_path)
        return;
    load_file(post, &input_fixes, post->fixes_path, NULL);
}

static void read_folder(struct post *post, const char *path)
{
    const char *const *names;
    size_t count;
    const char *fault = os_list_folder(post->arena, path, &names, &count);
    if (fault)
        stop_machine("%s cannot be read: %s", path, fault);
    bool *known = arena_alloc(post->arena, count + 1, sizeof *known);
    read_fixes(post);
    for (size_t i = 0; inputs[i]; i++) {
        for (size_t k = 0; k < count; k++)
            if (belongs_to(inputs[i], names[k])) {
                known[k] = true;
                load_file(post, inputs[i], os_join(post->arena, path, names[k]),
                          map_of(post, inputs[i], path, names, count, names[k]));
            }
        if (inputs[i] == &input_fixes)
            fixes_prepare(post);
    }
    for (size_t k = 0; k < count; k++)
        if (!known[k] && text_ends_nocase(text_of(names[k]), TEXT(".csv")) && !is_map(names[k]))
            report_stranger(post, os_join(post->arena, path, names[k]), names[k]);
}

const char *nearest_path(struct arena *arena, const char *path)
{
    const char *whole = os_without_end(arena, path), *name = os_base_name(whole);
    const char *const *there;
    size_t count;
    if (os_list_folder(arena, os_folder_of(arena, whole), &there, &count))
        return NULL;
    const char *near = text_nearest(text_of(name), there, count);
    return near ? arena_format(arena, "%.*s%s", (int)(name - whole), whole, near) : NULL;
}

void stop_missing(struct arena *arena, const char *path)
{
    stop_machine("%s cannot be read: no such file or folder%s", visible(arena, path),
                 visible(arena, did_you_mean(arena, nearest_path(arena, path))));
}

/* What the command line names is looked for before anything is read. */
static void prepare_tables(struct post *post, const char *path)
{
    const char *const named[] = {path, post->map, post->fixes_path};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i] && os_kind(named[i]) == OS_MISSING)
            stop_missing(post->arena, named[i]);
    post->path = path;
    for (size_t i = 0; inputs[i]; i++) {
        input_rows(post, inputs[i])->columns = inputs[i]->columns;
        input_rows(post, inputs[i])->file = inputs[i]->file;
        input_rows(post, inputs[i])->locate = csv_place;
    }
}

/* "rooms/map-count.csv" for "rooms/count.csv", where there is one. */
static const char *map_beside(struct post *post, const char *path)
{
    const char *name = strrchr(path, '/');
    size_t folder = name ? (size_t)(name + 1 - path) : 0;
    const char *map = arena_format(post->arena, "%.*smap-%s", (int)folder, path, path + folder);
    return os_kind(map) == OS_FILE ? map : NULL;
}

void read_count(struct post *post, const char *path)
{
    prepare_tables(post, path);
    post->assets.rows.columns = input_count.columns;
    load_file(post, &input_count, path, map_beside(post, path));
    input_count.check(post);
}

static void check_rows(struct post *post)
{
    fixes_add_rows(post);
    for (size_t i = 0; inputs[i]; i++) {
        check_keys(post, inputs[i]);
        if (inputs[i]->check)
            inputs[i]->check(post);
    }
    for (size_t i = 0; i < post->file_count; i++)
        post->files[i].quality = quality_of(&post->files[i]); /* now that repeated keys are known */
    fixes_report_rest(post);
}

/* Files of ours in the folder of a lone inventory are not read: said, since they are missed. */
static void report_unread(struct post *post, const char *path)
{
    const char *const *names, *own = os_base_name(path), *list = "";
    size_t folder = (size_t)(own - path), count, unread = 0;
    if (os_list_folder(post->arena, folder ? arena_copy(post->arena, path, folder) : ".", &names,
                       &count))
        return;
    for (size_t i = 0; inputs[i]; i++)
        for (size_t k = 0; k < count; k++)
            if (!inputs[i]->several && belongs_to(inputs[i], names[k]) && strcmp(names[k], own) &&
                !os_was_read(folder ? os_join(post->arena, arena_copy(post->arena, path, folder),
                                              names[k]) : names[k]))
                list = arena_format(post->arena, "%s%s%s", list, unread++ ? ", " : "", names[k]);
    if (unread)
        diag_add(post->diag, NOTE, "files-beside",
                 (struct place){words_put_string(post->words, path), 1, 1}, "", (word){0},
                 "is read alone, without what lies beside it: %s (to use %s, plan the folder: "
                 "planner plan %s, with this file named inventory.csv or inventory-NAME.csv)",
                 list, unread == 1 ? "it" : "them",
                 os_pasted(post->arena, folder > 1 ? arena_copy(post->arena, path, folder - 1)
                                 : folder   ? "/" : "."));
}

void read_post(struct post *post, const char *path)
{
    prepare_tables(post, path);
    post->folder = os_kind(path) == OS_FOLDER;
    if (post->folder) {
        read_folder(post, path);
    } else {
        read_fixes(post);
        fixes_prepare(post);
        load_file(post, input_named(TEXT("inventory")), path, post->map);
        report_unread(post, path);
    }
    check_rows(post);
}

void read_single(struct post *post, const struct input *input, const char *path)
{
    prepare_tables(post, path);
    read_fixes(post);
    fixes_prepare(post);
    load_file(post, input, path, post->map);
    check_rows(post);
}

void free_post(struct post *post)
{
    for (size_t i = 0; inputs[i]; i++) {
        struct rows *rows = input_rows(post, inputs[i]);
        if (!rows->columns)
            continue;
        for (const struct column *c = rows->columns; c->name; c++)
            free(column_array(rows, c));
        free(rows->offset);
        free(rows->bad);
        free(rows->sources);
    }
    for (size_t i = 0; i < post->file_count; i++) {
        survey_free(post->files[i].survey);
        csv_close(post->files[i].csv);
    }
    free(post->files);
    free(post->left_out);
}
