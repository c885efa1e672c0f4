/* planner whatif: scenarios side by side, ceilings, uncertainty. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/whatif.h"
#include "planner/workbook.h"

static void write_tables(struct run *run, const struct whatif *w)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    whatif_tables(w, set);
    results_commit(set);
}

static struct whatif_wish wish_of(const struct options *o)
{
    return (struct whatif_wish){
        .dice = {(uint64_t)o->seed, (size_t)o->draws, o->threads},
        .early = o->early > 600 ? 600 : (int)o->early,
        .late = o->late > 600 ? 600 : (int)o->late,
        .zero_backlog = o->zero_backlog, .rounds = 200};
}

static bool make(struct run *run, struct scenarios **scenarios, struct whatif *w)
{
    if (!plan_post(run, run->options.arguments[0]))
        return false;
    *scenarios = scenarios_parse(run->plan);
    return !diag_errors(run->diag) &&
           scenarios_run(*scenarios, run->plan, run->options.skip_bad_rows) &&
           whatif_work(w, *scenarios, wish_of(&run->options));
}

static enum exit_status run_whatif(struct run *run)
{
    struct scenarios *scenarios = NULL;
    struct whatif w = {0};
    bool fine = make(run, &scenarios, &w);
    print_findings(run);
    if (fine && run->options.csv)
        write_tables(run, &w);
    whatif_free(&w);
    scenarios_free(scenarios);
    return fine ? DONE : DATA_ERRORS;
}

const struct command command_whatif = {
    .name = "whatif",
    .arguments = "INPUT",
    .about = "scenarios side by side, ceilings, uncertainty",
    .help = "Reads scenarios.csv and ceilings.csv of the post folder.\n\n"
            "  --early M --late M   how far a replacement may move to level the years (12, 12)\n"
            "  --zero-backlog FY    what it takes to have no backlog by the end of that year\n"
            "  --seed N --draws N   of the uncertainty (1, 10000); --threads changes no figure\n"
            "  -o FILE --csv DIR    the workbook; all result tables as CSV too\n",
    .least = 1,
    .most = 1,
    .run = run_whatif,
};
