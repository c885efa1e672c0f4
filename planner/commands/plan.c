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

/* After a first plan from an inventory alone: what would make it a better one. */
static void print_improvements(struct run *run)
{
    struct improvement list[IMPROVEMENTS_SHOWN];
    struct listing table = listing_new(run->arena, 3, 2);
    char buffer[MONEY_TEXT];
    size_t count = plan_improvements(run->plan, list);
    const char *missing = missing_costs(run->plan);
    for (size_t i = 0; i < count; i++)
        LISTING_ADD(&table, arena_format(run->arena, "%s.csv", list[i].file),
                    arena_format(run->arena, "%s", money_pretty(list[i].amount, buffer)),
                    list[i].what);
    if (count)
        puts("\nThis is planned from an inventory alone.  What would improve it most, by the dollars "
             "over\nthe plan years that now rest on a default:");
    table.right = 1u << 1;
    listing_print(&table, stdout);
    if (missing[0])
        printf("Not in the plan at all, until they are there: %s.\n", missing);
    puts("planner init DIR makes a folder with each of these files and an example in it; put the\n"
         "inventory there too, and plan the folder.");
}

/* Where the workbook is, what it says, and which defaults it rests on. */
static void print_headline(struct run *run, const char *target, const struct brief *brief)
{
    printf("%s\n", target);
    for (size_t i = 0; i < brief->request_count; i++)
        printf("  %s\n", brief->request[i]);
    for (size_t i = 0; i < brief->without_count; i++)
        printf("  %s\n", brief->without[i]);
    for (size_t i = 0; i < brief->assumption_count; i++)
        printf("  %s\n", brief->assumptions[i]);
    if (!run->post.folder)
        print_improvements(run);
}

static enum exit_status write_plan(struct run *run)
{
    const char *target = output_name(run, "plan");
    if (over_an_input(run, target))
        return WRONG_USAGE;
    /* Nothing changes before all stands: the workbook is the likelier to fail. */
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct workbook *workbook = begin_workbook(run, target);
    struct result_set *tables = run->options.csv ? write_tables(run) : NULL;
    draw_plan(workbook_book(workbook), run->plan, &manifest);
    timings_stage(&run->timings, "draw");
    struct brief brief; /* made before anything is changed: afterwards nothing may fail */
    write_brief(run->plan, &brief);
    const char *shown = visible(run->arena, target);
    finish_outputs(workbook, tables);
    timings_stage(&run->timings, "pack");
    if (!run->options.quiet)
        print_headline(run, shown, &brief);
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
    print_findings(run);
    if (!fits)
        print_findings(&previous);
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
