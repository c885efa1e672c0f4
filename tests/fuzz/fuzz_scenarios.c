/* A whole post folder under its scenarios and ceilings. */
#include "fuzz_folder.h"

#include "planner/whatif_book.h"

static void go(struct run *run, char command, struct book *book, const struct folder *folder)
{
    struct whatif w = {0};
    struct whatif_wish wish = {.dice = {1, 20, 1}, .early = 12, .late = 12, .rounds = 5};
    struct scenarios *scenarios = scenarios_parse(run->plan);
    (void)command;
    (void)folder;
    if (!diag_errors(run->diag) && scenarios_run(scenarios, run->plan, false) &&
        whatif_work(&w, scenarios, wish))
        draw_whatif(book, &w);
    whatif_free(&w);
    scenarios_free(scenarios);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_folder_of(data, size, go);
}
