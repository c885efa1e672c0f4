/* One file, as any table, and as tables that it is not: its header, the survey of its columns, every
 * cell. */
#include "fuzz.h"

#include "planner/flow.h"
#include "planner/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run = fuzz_run();
    const char *path = arena_format(run.arena, "%s/table.csv", fuzz_place());
    fuzz_save(path, data, size);
    open_post(&run);
    read_single(&run.post, NULL, path);
    free_post(&run.post);
    for (size_t i = 0; i < 3; i++) { /* and as what it is not */
        static const char *const names[] = {"inventory", "services", "icass_budget"};
        open_post(&run);
        read_single(&run.post, input_named(text_of(names[i])), path);
        free_post(&run.post);
    }
    fuzz_end(&run);
    remove(path);
    return 0;
}
