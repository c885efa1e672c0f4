/* planner whatif: scenarios side by side, ceilings, uncertainty. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/whatif_book.h"
#include "planner/workbook.h"

static struct result_set *write_tables(struct run *run, const struct whatif *w)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    whatif_tables(w, set);
    return set;
}

static struct workbook *begin_workbook(struct run *run, const char *target)
{
    const char *name = words_string(run->words, run->settings.post);
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "What if, FY%d%s%s", run->settings.budget_year,
                              name[0] ? ", " : "", name),
        .subject = "Scenarios, ceilings, uncertainty",
        .author = post_string(&run->post, run->settings.prepared_by),
        .marking = post_string(&run->post, run->settings.marking),
        .footer = name,
        .created = run->settings.as_of,
        .expected_bytes = 300000,
    };
    return workbook_begin(run->arena, target, &properties);
}

static void write_all(struct run *run, const struct whatif *w, const char *target)
{
    struct workbook *workbook = begin_workbook(run, target);
    struct result_set *tables = run->options.csv ? write_tables(run, w) : NULL;
    draw_whatif(workbook_book(workbook), w);
    finish_outputs(workbook, tables);
    if (!run->options.quiet)
        fprintf(stdout, "%s\n", visible(run->arena, target));
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
    enum exit_status status = fine ? DONE : DATA_ERRORS;
    const char *target = output_name(run, "whatif");
    if (fine && over_an_input(run, target))
        status = WRONG_USAGE;
    if (status == DONE)
        write_all(run, &w, target);
    whatif_free(&w);
    scenarios_free(scenarios);
    return status;
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
