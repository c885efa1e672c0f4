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
    .help = "",
    .least = 1,
    .most = 1,
    .run = run_plan,
};
