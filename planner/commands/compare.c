/* planner compare: two inventories or post folders. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/property_book.h"
#include "planner/result.h"

static enum exit_status write_comparison(struct run *run, const struct run *before)
{
    const char *target = output_name(run, "compare");
    if (over_an_input(run, target))
        return WRONG_USAGE;
    struct comparison *c = compare_plans(run->arena, before->plan, run->plan);
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct workbook *workbook = begin_book(run, target, "What changed", "Comparison of inventories",
                                           c->changes.count + c->execution_count);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_changes(results_open(tables, "changes.csv"), &run->post, &c->changes);
    }
    draw_comparison(workbook_book(workbook), c, &manifest);
    finish_outputs(workbook, tables);
    if (!run->options.quiet)
        fprintf(stdout, "%s\n", visible(run->arena, target));
    comparison_free(c);
    return DONE;
}

static enum exit_status run_compare(struct run *run)
{
    run->unpriced = true;
    bool fine = plan_post(run, run->options.arguments[1]);
    struct run *before = run_beside(run, run->settings.as_of);
    fine &= plan_post(before, run->options.arguments[0]);
    print_findings(before);
    print_findings(run);
    enum exit_status status = fine ? write_comparison(run, before) : DATA_ERRORS;
    run_close(before);
    return status;
}

const struct command command_compare = {
    .name = "compare",
    .arguments = "OLD NEW",
    .about = "two inventories or post folders: what changed, in assets and in dollars",
    .help = "Says which assets are new, gone, moved, changed or re-priced, how the plan differs in\n"
            "dollars, and which of the replacements that OLD planned up to NEW's date are done.\n"
            "Assets are matched by tag, then by serial.  OLD's date is that of its settings.csv,\n"
            "else NEW's.\n"
            "\n"
            "  -o FILE            the workbook; default <post>-compare-FY<budget year>.xlsx\n"
            "  --csv DIR          also changes.csv\n"
            "  --as-of DATE       the date of NEW\n"
            "  --set KEY=VALUE    a setting of both\n"
            "  --skip-bad-rows    leave out rows with errors\n"
            "\n"
            "Example: planner compare post-fy2026 post --csv tables\n",
    .least = 2,
    .most = 2,
    .run = run_compare,
};
