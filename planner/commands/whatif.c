/* planner whatif: scenarios side by side, ceilings, uncertainty. */
#include <stdio.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/os.h"
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
    struct book_size size = {.bytes = 300000};
    return begin_book(run, target,
                      arena_format(run->arena, "What if, FY%d", run->settings.budget_year),
                      "Scenarios, ceilings, uncertainty", &size);
}

/* What is said at the end: of each scenario its first answer; without scenarios, that of the plan as
 * it stands. */
static const char *headline(struct run *run, const char *target, const struct whatif *w)
{
    const char *said = arena_format(run->arena, "%s\n", visible(run->arena, target));
    for (size_t k = w->scenarios->count > 1; k < w->scenarios->count; k++) {
        const char *const *answers = whatif_answers(w, k);
        if (answers[0])
            said = arena_format(run->arena, "%s  %s: %s\n", said,
                                visible(run->arena, w->scenarios->list[k].title),
                                visible(run->arena, answers[0]));
    }
    return said;
}

static void write_all(struct run *run, const struct whatif *w, const char *target)
{
    struct workbook *workbook = begin_workbook(run, target);
    struct result_set *tables = run->options.csv ? write_tables(run, w) : NULL;
    draw_whatif(workbook_book(workbook), w);
    const char *said = headline(run, target, w);
    finish_outputs(run, workbook, tables, said);
}

static struct whatif_wish wish_of(const struct run *run)
{
    const struct options *o = &run->options;
    return (struct whatif_wish){
        .dice = {(uint64_t)o->seed, (size_t)o->draws, o->threads},
        .early = (int)o->early, .late = (int)o->late,
        .zero_backlog = o->zero_backlog, .rounds = 200, .progress = shows_progress(run)};
}

/* Keeps those that --scenario names; all, when it names none. */
static void keep_asked(struct run *run, struct scenarios *scenarios)
{
    if (!run->options.scenario_count)
        return;
    const char *unknown = scenarios_keep(scenarios, run->options.scenario,
                                         run->options.scenario_count);
    if (!unknown)
        return;
    const char **names = arena_alloc(run->arena, scenarios->count, sizeof *names);
    for (size_t i = 0; i < scenarios->count; i++)
        names[i] = scenarios->list[i].title;
    const char *near = text_nearest(text_of(unknown), names, scenarios->count);
    stop_usage("--scenario: '%s' is not in scenarios.csv%s (planner completion scenarios %s lists "
               "them)", visible(run->arena, unknown), visible(run->arena, did_you_mean(run->arena, near)),
               visible(run->arena, os_pasted(run->arena, run->options.arguments[0])));
}

static void check_zero_backlog(const struct run *run)
{
    int first = run->settings.current_year, last = first + run->settings.years - 1;
    int asked = run->options.zero_backlog;
    if (asked && (asked < first || asked > last))
        stop_usage("--zero-backlog: '%d' is outside the plan years FY%d to FY%d (raise years, or look "
                   "at as_of)", asked, first, last);
}

static enum exit_status make(struct run *run, struct scenarios **scenarios, struct whatif *w)
{
    if (!plan_post(run, run->options.arguments[0]))
        return DATA_ERRORS;
    *scenarios = scenarios_parse(run->plan);
    if (diag_errors(run->diag))
        return DATA_ERRORS;
    check_zero_backlog(run);
    keep_asked(run, *scenarios);
    bool fine = scenarios_run(*scenarios, run->plan, run->options.skip_bad_rows) &&
                whatif_work(w, *scenarios, wish_of(run));
    return fine ? DONE : DATA_ERRORS;
}

/* "<post>-whatif-FY2029.xlsx"; some scenarios only are a workbook of their own, beside that of all. */
static const char *target_of(struct run *run)
{
    const char *ending = arena_format(run->arena, "FY%d", run->settings.budget_year);
    for (size_t i = 0; i < run->options.scenario_count; i++)
        ending = arena_format(run->arena, "%s-%s", ending, run->options.scenario[i]);
    return period_output_name(run, "whatif", ending);
}

static enum exit_status run_whatif(struct run *run)
{
    struct scenarios *scenarios = NULL;
    struct whatif w = {0};
    enum exit_status status = make(run, &scenarios, &w);
    print_errors(run, run->options.arguments[0]);
    const char *target = target_of(run);
    if (status == DONE && wrong_targets(run, target))
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
    .text = "Reads scenarios.csv and ceilings.csv of the post folder: what each scenario changes, "
            "dollar by dollar, what can be bought under the ceilings and what waiting costs, how "
            "level the years can be made, how sure the figures are, and at which age replacing is "
            "cheapest.  The workbook is <post>-whatif-FY<budget year>.xlsx, with the names that "
            "--scenario gives behind the year.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, NULL}, {OPTION_CSV, NULL}, {OPTION_SCENARIO, NULL}, {OPTION_EARLY, NULL},
        {OPTION_LATE, NULL}, {OPTION_ZERO_BACKLOG, NULL}, {OPTION_SEED, NULL},
        {OPTION_DRAWS, NULL}, PLANNING_OPTIONS, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner whatif mypost --zero-backlog 2030", NULL},
        {"planner whatif mypost --scenario \"Laptops five years\"", NULL},
        {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_whatif,
};
