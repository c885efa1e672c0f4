/* planner compare: two inventories or post folders. */
#include <stdio.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/property_book.h"
#include "planner/result.h"

/* What is said at the end. */
static const char *headline(struct run *run, const char *target, const struct comparison *c)
{
    char done[MONEY_TEXT], open[MONEY_TEXT];
    const char *said = arena_format(run->arena, "%s\n ", visible(run->arena, target));
    for (int kind = 0; kind < CHANGE_DONE; kind++)
        if (c->count[kind])
            said = arena_format(run->arena, "%s %s %zu;", said, change_name((enum change_kind)kind),
                                c->count[kind]);
    return arena_format(run->arena,
                        "%s assets in all now: %zu.\n  Of the replacements planned up to now, %s are "
                        "done and %s are not.\n", said, c->after->post->assets.rows.count,
                        money_pretty(c->done, done), money_pretty(c->open, open));
}

static enum exit_status write_comparison(struct run *run, const struct comparison *c)
{
    const char *target = output_name(run, "compare");
    if (wrong_targets(run, target))
        return WRONG_USAGE;
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct book_size size = size_of_rows(run, c->changes.count + c->execution_count);
    struct workbook *workbook = begin_book(run, target, "What changed", "Comparison of inventories",
                                           &size);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_changes(results_open(tables, "changes.csv"), &run->post, &c->changes);
    }
    draw_comparison(workbook_book(workbook), c, &manifest);
    const char *said = headline(run, target, c);
    finish_outputs(run, workbook, tables, said);
    return DONE;
}

static enum exit_status run_compare(struct run *run)
{
    run->unpriced = true;
    bool fine = plan_post(run, run->options.arguments[1]);
    struct run *before = run_beside(run, run->settings.as_of);
    fine &= plan_post(before, run->options.arguments[0]);
    struct comparison *c = fine ? compare_plans(run->arena, before->plan, run->plan) : NULL;
    print_findings(before);
    print_findings(run);
    enum exit_status status = c ? write_comparison(run, c) : DATA_ERRORS;
    if (c)
        comparison_free(c);
    run_close(before);
    return status;
}

const struct command command_compare = {
    .name = "compare",
    .arguments = "OLD NEW",
    .about = "what changed between two inventories",
    .text = "Says which assets are new, gone, moved, changed or re-priced, how the plan differs in "
            "dollars, and which of the replacements that OLD planned up to NEW's date are done.\n"
            "Assets are matched by tag, then by serial.  OLD's date is that of its settings.csv, "
            "else NEW's.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, NULL}, {OPTION_CSV, "also changes.csv"},
        {OPTION_AS_OF, "the date of NEW"}, {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL},
        {OPTION_MAP, NULL}, {OPTION_SET, "a setting of both"}, {OPTION_SKIP_BAD_ROWS, NULL},
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner compare post-fy2026 post --csv tables", NULL}, {NULL, NULL}},
    .least = 2,
    .most = 2,
    .run = run_compare,
};
