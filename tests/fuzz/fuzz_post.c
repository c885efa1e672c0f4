/* A whole post folder planned, reported for ICASS, or counted, down to the cells of its sheets. */
#include "fuzz_folder.h"

#include "planner/icass_book.h"
#include "planner/plan_book.h"
#include "planner/property_book.h"
#include "planner/result.h"

static void write_tables(const struct plan *plan)
{
    FILE *nowhere = fopen("/dev/null", "w");
    PROMISE(nowhere);
    struct csv_out out = {.to = nowhere};
    for (const struct result *r = plan_results; r->file; r++)
        r->write(&out, plan);
    fclose(nowhere);
}

static const struct manifest manifest = {"0", ""};

static void draw_icass_of(struct run *run, struct book *book)
{
    struct icass *icass = icass_build(run->plan, 2027, 1);
    if (!diag_errors(run->diag))
        draw_icass(book, icass, &manifest);
    icass_free(icass);
}

/* The inventory is the record and the count at once. */
static void draw_count(struct run *run, struct book *book, const char *path)
{
    struct run *count = run_beside(run, run->settings.as_of);
    open_post(count);
    read_count(&count->post, path);
    if (!diag_errors(count->diag)) {
        struct reconciliation *r = reconcile_count(run->arena, run->plan, &count->post);
        draw_reconciliation(book, r, &manifest);
        reconciliation_free(r);
    }
    run_close(count);
}

static void go(struct run *run, char command, struct book *book, const struct folder *folder)
{
    if (command == 'i') {
        draw_icass_of(run, book);
    } else if (command == 'c') {
        draw_count(run, book, folder->path[0]);
    } else {
        account_for(run->plan);
        draw_plan(book, run->plan, &manifest);
        write_tables(run->plan);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_folder_of(data, size, go);
}
