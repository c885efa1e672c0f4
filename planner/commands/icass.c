/* planner icass: the quarterly ICASS workbook. */
#include <stdio.h>
#include <string.h>

#include "planner/flow.h"
#include "planner/icass_book.h"
#include "planner/plan_book.h"
#include "planner/result.h"
#include "planner/workbook.h"

/* "FY2027Q2"; the quarter of as-of when nothing is said. */
static bool take_quarter(const struct run *run, int *year, int *quarter)
{
    const char *given = run->options.quarter;
    int used = 0;
    if (!given) {
        *year = fiscal_year(run->settings.as_of);
        *quarter = fiscal_quarter(run->settings.as_of);
        return true;
    }
    return sscanf(given, "%*1[Ff]%*1[Yy]%4d%*1[Qq]%1d%n", year, quarter, &used) == 2 &&
           !given[used] && used == 8 && *year > DATE_FIRST_YEAR && *quarter >= 1 && *quarter <= 4;
}

static void write_tables(struct run *run, const struct icass *icass)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    write_charges(results_open(set, "charges.csv"), icass);
    write_invoices(results_open(set, "invoices.csv"), icass);
    write_status(results_open(set, "status.csv"), icass);
    results_commit(set);
}

static void write_book(struct run *run, const struct icass *icass, const char *target)
{
    const struct post *post = &run->post;
    const char *name = post_string(post, run->settings.post);
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "ICASS report FY%dQ%d", icass->fiscal_year,
                              icass->quarter),
        .subject = "Quarterly ICASS report for DT services",
        .author = post_string(post, run->settings.prepared_by),
        .marking = post_string(post, run->settings.marking), .footer = name,
        .created = run->settings.as_of};
    struct workbook *workbook = workbook_begin(run->arena, target, &properties);
    draw_icass(workbook_book(workbook), icass,
               &(struct manifest){PLANNER_VERSION, run->options.figures});
    workbook_finish(workbook);
}

static enum exit_status run_icass(struct run *run)
{
    int year = 0, quarter = 0;
    if (run->options.quarter && !take_quarter(run, &year, &quarter)) {
        fprintf(stderr, "planner: --quarter %s is not a fiscal quarter (write such as FY2027Q2)\n",
                run->options.quarter);
        return WRONG_USAGE;
    }
    bool fine = plan_post(run, run->options.arguments[0]);
    take_quarter(run, &year, &quarter);
    struct icass *icass = fine ? icass_build(run->plan, year, quarter) : NULL;
    if (icass)
        report_bridge(run->plan, icass->bridge);
    fine = fine && !diag_errors(run->diag);
    print_findings(run);
    if (fine) {
        if (run->options.csv)
            write_tables(run, icass);
        write_book(run, icass, period_output_name(run, "icass", arena_format(run->arena, "FY%dQ%d",
                                                                              year, quarter)));
    }
    icass_free(icass);
    return fine ? DONE : DATA_ERRORS;
}

const struct command command_icass = {
    .name = "icass",
    .arguments = "INPUT",
    .about = "the quarterly ICASS workbook",
    .help = "  --quarter FY2027Q2  the quarter reported; default: that of as-of\n"
            "  -o FILE             the workbook; default <post>-icass-FY2027Q2.xlsx\n"
            "  --csv DIR           also charges.csv, invoices.csv, status.csv\n"
            "  --set redistribution=R2  how the ICASS row is passed on\n",
    .least = 1,
    .most = 1,
    .run = run_icass,
};
