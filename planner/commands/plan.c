/* planner plan: the budget plan workbook. */
#include <stdio.h>

#include "planner/brief.h"
#include "planner/flow.h"
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
    const struct post *post = &run->post;
    const char *name = words_string(run->words, run->settings.post);
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "IT budget plan FY%d%s%s", run->settings.budget_year,
                              name[0] ? ", " : "", name),
        .subject = "Mission Resource Request, IT component",
        .author = post_string(post, run->settings.prepared_by),
        .marking = post_string(post, run->settings.marking),
        .footer = name,
        .created = run->settings.as_of,
        .streams = plan_streams(run->plan),
        .expected_bytes = 200000 + post->assets.rows.count * 1500,
    };
    return workbook_begin(run->arena, target, &properties);
}

/* Where the workbook is, what it says, and which defaults it rests on. */
static void print_headline(struct run *run, const char *target)
{
    struct brief brief;
    write_brief(run->plan, &brief);
    printf("%s\n", visible(run->arena, target));
    for (size_t i = 0; i < brief.request_count; i++)
        printf("  %s\n", brief.request[i]);
    for (size_t i = 0; i < brief.without_count; i++)
        printf("  %s\n", brief.without[i]);
    for (size_t i = 0; i < brief.assumption_count; i++)
        printf("  %s\n", brief.assumptions[i]);
    if (!run->post.folder)
        printf("  Only an inventory was given: settings, prices, funds and rates are defaults "
               "(planner init DIR makes the files that say otherwise).\n");
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
    finish_outputs(workbook, tables);
    if (!run->options.quiet)
        print_headline(run, target);
    return DONE;
}

static enum exit_status run_plan(struct run *run)
{
    struct run previous = {.arena = NULL};
    bool fine = plan_post(run, run->options.arguments[0]), fits = true;
    if (fine)
        account_for(run->plan);
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
