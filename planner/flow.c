#include "planner/flow.h"

#include <stdio.h>
#include <string.h>

#include "planner/bridge.h"
#include "planner/input.h"
#include "planner/os.h"

void open_post(struct run *run)
{
    run->post = (struct post){.arena = run->arena, .words = run->words, .diag = run->diag,
                              .map = run->options.map, .survey = run->survey};
    for (size_t i = 0; i < run->options.set_count; i++)
        if (!strcmp(run->options.set[i].key, "date_order"))
            run->post.date_order = run->options.set[i].value;
}

bool plan_post(struct run *run, const char *path)
{
    size_t read;
    return plan_post_marking(run, path, &read);
}

bool plan_post_marking(struct run *run, const char *path, size_t *read)
{
    struct post *post = &run->post;
    open_post(run);
    read_post(post, path);
    *read = diag_mark(run->diag);
    resolve_settings(post, run->options.set, run->options.set_count, run->today, &run->settings,
                     &run->origin);
    run->catalog = catalog_build(post, &run->settings);
    struct plan *plan = run->plan = plan_new(post, &run->settings, &run->origin, run->catalog);
    if (!plan_build(plan, run->options.skip_bad_rows))
        return false;
    report_bridge(plan, bridge_build(plan));
    return !diag_errors(run->diag);
}

void print_findings(struct run *run)
{
    size_t count;
    const struct finding *findings = diag_sorted(run->diag, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].severity != NOTE || findings[i].owner || !run->options.quiet)
            diag_print(stderr, run->words, &findings[i]);
}

bool over_an_input(const struct run *run, const char *target)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (os_same_file(target, run->post.files[i].path)) {
            fprintf(stderr, "planner: -o %s is one of the input files (give another name)\n", target);
            return true;
        }
    return false;
}

const char *period_output_name(struct run *run, const char *command, const char *ending)
{
    if (run->options.output)
        return run->options.output;
    const char *post = words_string(run->words, run->settings.post);
    char *name = arena_format(run->arena, "%s-%s-%s.xlsx", post[0] ? post : "post", command,
                              ending);
    for (char *c = name; *c; c++) /* what a file name may not hold anywhere */
        if (strchr("/\\:*?\"<>|", *c) || (unsigned char)*c < 0x20)
            *c = '_';
    return name;
}

const char *output_name(struct run *run, const char *command)
{
    return period_output_name(run, command,
                              arena_format(run->arena, "FY%d", run->settings.budget_year));
}
