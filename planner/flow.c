#include "planner/flow.h"

#include <stdio.h>
#include <string.h>

#include "planner/input.h"
#include "planner/os.h"
#include "planner/stock.h"

/* Rows with an error are left out and the errors become what the plan says of them. */
static void skip_bad_rows(struct run *run)
{
    diag_forgive(run->diag);
    struct plan *plan = run->plan;
    for (size_t i = 0; i < run->post.assets.rows.count; i++) {
        struct asset_plan *a = &plan->assets[i];
        if (!run->post.assets.rows.bad[i])
            continue;
        plan->skipped_rows++;
        plan->active -= a->valid && a->active;
        a->valid = a->active = a->backlog = false;
        a->reason = REASON_SKIPPED;
    }
}

static bool fit_to_go_on(struct run *run)
{
    return run->options.skip_bad_rows || !diag_errors(run->diag);
}

static struct plan *resolve_post(struct run *run, const char *path)
{
    struct post *post = &run->post;
    *post = (struct post){.arena = run->arena, .words = run->words, .diag = run->diag};
    read_post(post, path);
    resolve_settings(post, run->options.set, run->options.set_count, run->today, &run->settings,
                     &run->origin);
    run->catalog = catalog_build(post, &run->settings);
    run->plan = plan_new(post, &run->settings, &run->origin, run->catalog);
    resolve_assets(run->plan);
    return run->plan;
}

bool take_stock(struct run *run, const char *path)
{
    resolve_post(run, path);
    if (!fit_to_go_on(run))
        return false;
    if (run->options.skip_bad_rows)
        skip_bad_rows(run);
    return !diag_errors(run->diag);
}

struct run *run_beside(struct run *run, date today)
{
    struct run *beside = arena_alloc(run->arena, 1, sizeof *beside);
    beside->options = run->options;
    beside->options.set_count = 0;
    for (size_t i = 0; i < run->options.set_count; i++)
        if (strcmp(run->options.set[i].key, "as_of") &&
            strcmp(run->options.set[i].key, "budget_year"))
            beside->options.set[beside->options.set_count++] = run->options.set[i];
    beside->arena = run->arena;
    beside->words = run->words;
    beside->diag = diag_new(run->words);
    beside->today = today;
    return beside;
}

void run_close(struct run *run)
{
    plan_free(run->plan);
    free_post(&run->post);
    diag_free(run->diag);
}

struct workbook *begin_book(const struct run *run, const char *target, const char *title,
                            const char *subject, size_t rows)
{
    const char *name = words_string(run->words, run->settings.post);
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "%s%s%s", title, name[0] ? ", " : "", name),
        .subject = subject,
        .author = words_string(run->words, run->settings.prepared_by),
        .marking = words_string(run->words, run->settings.marking),
        .footer = name,
        .created = run->settings.as_of,
        .streams = rows > (size_t)run->settings.live_rows,
        .expected_bytes = 100000 + rows * 300,
    };
    return workbook_begin(run->arena, target, &properties);
}

bool plan_post(struct run *run, const char *path)
{
    struct plan *plan = resolve_post(run, path);
    price_all_rows(plan);
    check_post(plan);
    schedule_replacements(plan);
    plan_projects(plan);
    plan_licenses(plan);
    plan_services(plan);
    plan_staff(plan);
    report_carried_rates(plan);
    if (!fit_to_go_on(run))
        return false;
    if (run->options.skip_bad_rows)
        skip_bad_rows(run);
    plan_lifecycle(plan);
    plan->lives = fit_lives(plan);
    plan_spares(plan);
    foot_lines(plan);
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

const char *output_name(struct run *run, const char *command)
{
    if (run->options.output)
        return run->options.output;
    const char *post = words_string(run->words, run->settings.post);
    char *name = arena_format(run->arena, "%s-%s-FY%d.xlsx", post[0] ? post : "post", command,
                              run->settings.budget_year);
    for (char *c = name; *c; c++) /* what a file name may not hold anywhere */
        if (strchr("/\\:*?\"<>|", *c) || (unsigned char)*c < 0x20)
            *c = '_';
    return name;
}
