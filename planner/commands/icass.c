/* planner icass: the quarterly ICASS workbook. */
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/icass_book.h"
#include "planner/plan_book.h"
#include "planner/result.h"
#include "planner/workbook.h"

static struct result_set *write_tables(struct run *run, const struct icass *icass)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    write_charges(results_open(set, "charges.csv"), icass);
    write_invoices(results_open(set, "invoices.csv"), icass);
    write_status(results_open(set, "status.csv"), icass);
    return set;
}

static struct workbook *begin_workbook(struct run *run, const struct icass *icass,
                                       const char *target)
{
    struct book_size size = {.bytes = 500000};
    return begin_book(run, target,
                      arena_format(run->arena, "ICASS report FY%d Q%d", icass->fiscal_year,
                                   icass->quarter),
                      "Quarterly ICASS report for DT services", &size);
}

/* What is said at the end: what changed since the quarter before, the most important first. */
static const char *headline(struct run *run, const char *target, const struct icass *icass)
{
    enum { MOST = 4 };
    const char *said = arena_format(run->arena, "%s\n", visible(run->arena, target));
    for (size_t i = 0; i < icass->changed.count && i < MOST; i++)
        said = arena_format(run->arena, "%s  %s\n", said,
                            visible(run->arena, icass->changed.at[i]));
    return said;
}

/* Nothing changes before all stands: the workbook is the likelier to fail. */
static enum exit_status write_report(struct run *run, const struct icass *icass)
{
    const char *quarter = arena_format(run->arena, "FY%dQ%d", icass->fiscal_year, icass->quarter);
    const char *target = period_output_name(run, "icass", quarter);
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    if (wrong_targets(run, target))
        return WRONG_USAGE;
    struct workbook *workbook = begin_workbook(run, icass, target);
    struct result_set *tables = run->options.csv ? write_tables(run, icass) : NULL;
    draw_icass(workbook_book(workbook), icass, &manifest);
    const char *said = headline(run, target, icass);
    finish_outputs(run, workbook, tables, said);
    return DONE;
}

/* A day of the quarter reported. */
static date reported(const struct run *run)
{
    period asked = run->options.quarter;
    return period_given(asked) ? period_start(asked) : run->settings.as_of;
}

static enum exit_status run_icass(struct run *run)
{
    enum exit_status status = DATA_ERRORS;
    struct icass *icass = NULL;
    if (plan_post(run, run->options.arguments[0])) {
        date day = reported(run);
        icass = icass_build(run->plan, fiscal_year(day), fiscal_quarter(day));
    }
    print_errors(run, run->options.arguments[0]);
    if (icass && !diag_errors(run->diag))
        status = write_report(run, icass);
    icass_free(icass);
    return status;
}

const struct command command_icass = {
    .name = "icass",
    .arguments = "INPUT",
    .about = "the quarterly ICASS workbook",
    .text = "INPUT is a post folder.  Prepares and checks what goes into the ICASS software; it does "
            "not replace it.\n",
    .takes = (const struct takes[]){
        {OPTION_QUARTER, NULL},
        {OPTION_OUTPUT, "the workbook; default: <post>-icass-<quarter>.xlsx"},
        {OPTION_CSV, "also charges.csv, invoices.csv, status.csv"}, PLANNING_OPTIONS,
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner icass mypost --quarter FY2027Q1", NULL},
        {"planner icass mypost --set redistribution=R2", "the ICASS row passed on the other way"},
        {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_icass,
};
