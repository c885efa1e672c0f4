/* planner plan: the budget plan workbook. */
#include <stdio.h>

#include "planner/brief.h"
#include "planner/command.h"
#include "planner/flow.h"
#include "planner/improve.h"
#include "planner/listing.h"
#include "planner/plan_book.h"
#include "planner/result.h"
#include "planner/workbook.h"

/* All tables beside their targets; they become them with results_commit. */
static struct result_set *write_tables(struct run *run)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    for (const struct result *r = plan_results; r->file; r++)
        r->write(results_open(set, r->file), run->plan);
    return set;
}

static struct workbook *begin_workbook(struct run *run, const char *target)
{
    /* Streamed, all sheets lie on the disk at once, the largest twice, before they are packed. */
    bool streams = plan_streams(run->plan);
    struct book_size size = {streams, 200000 + run->post.assets.rows.count * (streams ? 5000 : 1500)};
    return begin_book(run, target,
                      arena_format(run->arena, "IT budget plan FY%d", run->settings.budget_year),
                      "Mission Resource Request, IT component", &size);
}

static const char *add_lines(struct run *run, const char *said, const char *const *lines,
                             size_t count)
{
    for (size_t i = 0; i < count; i++)
        said = arena_format(run->arena, "%s  %s\n", said, lines[i]);
    return said;
}

/* What is said at the end: where the workbook is, what it says, and which defaults it rests on. */
static const char *headline(struct run *run, const char *target, const struct brief *brief)
{
    const char *said = arena_format(run->arena, "%s\n", visible(run->arena, target));
    said = add_lines(run, said, brief->request, brief->request_count);
    said = add_lines(run, said, brief->without, brief->without_count);
    return add_lines(run, said, brief->assumptions, brief->assumption_count);
}

/* After a first plan from an inventory alone: what would make it a better one.  Made before anything
 * is changed, as what is said. */
struct hints {
    struct listing files;
    const char *missing, *make_folder;
};

static struct hints make_hints(struct run *run)
{
    struct improvement list[IMPROVEMENTS_SHOWN];
    struct hints hints = {listing_new(run->arena, 3, 2), missing_costs(run->plan),
                          make_folder(run, run->options.arguments[0])};
    char buffer[MONEY_TEXT];
    size_t count = plan_improvements(run->plan, list);
    for (size_t i = 0; i < count; i++)
        LISTING_ADD(&hints.files, arena_format(run->arena, "%s.csv", list[i].file),
                    arena_format(run->arena, "%s", money_pretty(list[i].amount, buffer)),
                    list[i].what);
    hints.files.right = 1u << 1;
    return hints;
}

static void print_hints(struct hints *hints)
{
    if (hints->files.count)
        puts("\nThis is planned from an inventory alone.  What would improve it most, by the dollars "
             "over\nthe plan years that now rest on a default:");
    listing_print(&hints->files, stdout);
    if (hints->missing[0])
        printf("Not in the plan at all, until they are there: %s.\n", hints->missing);
    printf("A folder with each of these files, to be filled in: %s\n", hints->make_folder);
}

static enum exit_status write_plan(struct run *run)
{
    const char *target = output_name(run, "plan");
    if (wrong_targets(run, target))
        return WRONG_USAGE;
    /* Nothing changes before all stands: the workbook is the likelier to fail. */
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct workbook *workbook = begin_workbook(run, target);
    struct result_set *tables = run->options.csv ? write_tables(run) : NULL;
    draw_plan(workbook_book(workbook), run->plan, &manifest);
    timings_stage(&run->timings, "draw");
    struct brief brief;
    write_brief(run->plan, &brief);
    const char *said = headline(run, target, &brief);
    bool alone = !run->options.quiet && !run->post.folder;
    struct hints hints = {.missing = ""};
    if (alone)
        hints = make_hints(run);
    finish_outputs(run, workbook, tables, said);
    timings_stage(&run->timings, "pack");
    if (alone)
        print_hints(&hints);
    return DONE;
}

static enum exit_status run_plan(struct run *run)
{
    struct run previous = {.arena = NULL};
    bool fine = plan_post(run, run->options.arguments[0]), fits = true;
    if (fine)
        account_for(run->plan);
    timings_stage(&run->timings, "plan");
    if (fine && run->options.previous)
        fits = plan_previous(run, &previous);
    print_errors(run, run->options.arguments[0]);
    if (!fits)
        print_errors(&previous, run->options.previous);
    enum exit_status status = fine && fits ? write_plan(run) : DATA_ERRORS;
    free_previous(&previous);
    return status;
}

const struct command command_plan = {
    .name = "plan",
    .arguments = "INPUT",
    .about = "the budget plan workbook",
    .text = "INPUT is a post folder or one inventory CSV.  The workbook is written to the current "
            "folder as <post>-plan-FY<budget year>.xlsx; nothing is written when there are errors.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, NULL}, {OPTION_CSV, NULL}, {OPTION_PREVIOUS, NULL}, PLANNING_OPTIONS,
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner plan inventory.csv", "a first plan; what is not given takes its default"},
        {"planner plan mypost --csv tables", "the workbook, and its tables for other programs"},
        {"planner plan mypost --previous lastyear", "with what has changed since the last request"},
        {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_plan,
};
