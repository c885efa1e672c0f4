/* planner plan: the budget plan workbook. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/result.h"

static void write_tables(struct run *run)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    for (const struct result *r = plan_results; r->file; r++)
        r->write(results_open(set, r->file), run->plan);
    results_commit(set);
}

static enum exit_status run_plan(struct run *run)
{
    bool fine = plan_post(run, run->options.arguments[0]);
    print_findings(run);
    if (!fine)
        return DATA_ERRORS;
    if (run->options.csv)
        write_tables(run);
    return DONE;
}

const struct command command_plan = {
    .name = "plan",
    .arguments = "INPUT",
    .about = "the budget plan workbook",
    .help = "INPUT is a post folder or one inventory CSV.  The workbook is written to the current\n"
            "folder as <post>-plan-FY<budget year>.xlsx; nothing is written when there are errors.\n"
            "\n"
            "  -o FILE            the workbook\n"
            "  --csv DIR          also write every result table as CSV\n"
            "  --as-of DATE       \"today\"; default: the clock\n"
            "  --budget-year FY   the year requested; default: the current one + 2\n"
            "  --years N          plan years from the current one; default: 6\n"
            "  --previous DIR     last year's post folder, for what has changed since\n"
            "  --map FILE         header mapping of the inventory: rows of field,column\n"
            "  --set KEY=VALUE    a setting (planner columns settings lists them)\n"
            "  --skip-bad-rows    leave out rows with errors, and say so\n"
            "  --quiet            no notes, no progress\n"
            "\n"
            "Example: planner plan mypost --csv tables\n",
    .least = 1,
    .most = 1,
    .run = run_plan,
};
