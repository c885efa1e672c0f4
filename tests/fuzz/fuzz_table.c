/* One file, as any table: encoding, delimiter, rows, the place of each cell, the survey of its
 * columns.  Places must lie in the file, and no cell may hold more than the file does. */
#include "fuzz.h"

#include "planner/flow.h"
#include "planner/input.h"
#include "planner/reader.h"

static void walk(struct run *run, const char *path, size_t size)
{
    struct csv_source *csv = csv_open(run->arena, run->words, run->diag, path);
    struct csv_row row;
    uint32_t last = 0, lines = 1;
    size_t bytes = 0;
    bool first = true;
    while (csv_next(csv, run->diag, &row)) {
        PROMISE(row.count > 0 && (first || row.offset > last));
        for (size_t k = 0; k < row.count; k++) {
            bytes += row.cells[k].length;
            PROMISE(row.cells[k].at[row.cells[k].length] == '\0');
        }
        struct place at = csv_place(csv, row.offset, row.count - 1);
        PROMISE(at.line >= lines && at.column >= 1);
        PROMISE(first || csv_same_row(csv, row.offset, row.offset));
        lines = at.line;
        last = row.offset;
        first = false;
    }
    PROMISE(bytes <= 3 * size); /* a byte of Windows-1252 becomes three at the most */
    csv_close(csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run = fuzz_run();
    const char *path = arena_format(run.arena, "%s/table.csv", fuzz_place());
    fuzz_save(path, data, size);
    walk(&run, path, size);
    open_post(&run);
    read_single(&run.post, NULL, path);
    free_post(&run.post);
    for (size_t i = 0; i < 3; i++) { /* and as what it is not */
        static const char *const names[] = {"inventory", "services", "icass_budget"};
        open_post(&run);
        read_single(&run.post, input_named(text_of(names[i])), path);
        free_post(&run.post);
    }
    fuzz_print_findings(&run);
    remove(path);
    diag_free(run.diag);
    words_free(run.words);
    arena_free(run.arena);
    return 0;
}
