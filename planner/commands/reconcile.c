/* planner reconcile: the property record against a physical count. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/input.h"
#include "planner/property_book.h"
#include "planner/result.h"

static enum exit_status write_reconciliation(struct run *run, const struct run *count)
{
    const char *target = output_name(run, "reconcile");
    if (over_an_input(run, target))
        return WRONG_USAGE;
    struct reconciliation *r = reconcile_count(run->arena, run->plan, &count->post);
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct workbook *workbook = begin_book(run, target, "Physical inventory",
                                           "Reconciliation of count and record", r->changes.count);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_changes(results_open(tables, "changes.csv"), &run->post, &r->changes);
    }
    draw_reconciliation(workbook_book(workbook), r, &manifest);
    finish_outputs(workbook, tables);
    if (!run->options.quiet)
        fprintf(stdout, "%s\n", visible(run->arena, target));
    reconciliation_free(r);
    return DONE;
}

static enum exit_status run_reconcile(struct run *run)
{
    bool fine = take_stock(run, run->options.arguments[0]);
    struct run *count = run_beside(run, run->settings.as_of);
    count->post = (struct post){.arena = run->arena, .words = run->words, .diag = count->diag};
    read_count(&count->post, run->options.arguments[1]);
    if (run->options.skip_bad_rows)
        diag_forgive(count->diag);
    fine &= !diag_errors(count->diag);
    print_findings(run);
    print_findings(count);
    enum exit_status status = fine ? write_reconciliation(run, count) : DATA_ERRORS;
    run_close(count);
    return status;
}

const struct command command_reconcile = {
    .name = "reconcile",
    .arguments = "BOOK COUNT",
    .about = "property record against physical count",
    .help = "BOOK is a post folder or an inventory CSV; COUNT an inventory CSV in which only\n"
            "asset_tag or serial is required.  Items are matched by tag, then by serial; others of\n"
            "the same model at the same location are offered, never assumed.\n"
            "\n"
            "  -o FILE            the workbook; default <post>-reconcile-FY<budget year>.xlsx\n"
            "  --csv DIR          also changes.csv\n"
            "  --set shortage_tolerance=0.01\n"
            "                     share of the recorded value that may be missing\n"
            "  --skip-bad-rows    leave out rows with errors\n"
            "\n"
            "Example: planner reconcile mypost count.csv --csv tables\n",
    .least = 2,
    .most = 2,
    .run = run_reconcile,
};
