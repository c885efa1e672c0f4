#include "planner/flow.h"

#include <stdio.h>
#include <string.h>

#include "planner/bridge.h"
#include "planner/fixes.h"
#include "planner/input.h"
#include "planner/look_back.h"
#include "planner/obligations.h"
#include "planner/os.h"
#include "planner/proposals.h"
#include "planner/reader.h"
#include "planner/result.h"
#include "planner/sample.h"
#include "planner/spending.h"
#include "planner/worth.h"
#include "planner/yearend.h"

bool shows_progress(const struct run *run)
{
    return !run->options.quiet && !run->options.no_progress;
}

void open_post(struct run *run)
{
    run->post = (struct post){.arena = run->arena, .words = run->words, .diag = run->diag,
                              .map = run->options.map, .fixes_path = run->options.fixes,
                              .survey = run->survey,
                              .progress = shows_progress(run)};
    for (size_t i = 0; i < run->options.set_count; i++)
        if (!strcmp(run->options.set[i].key, "date_order"))
            run->post.date_order = run->options.set[i].value;
}

void account_for(struct plan *plan)
{
    match_obligations(plan);
    plan_spending(plan);
    list_yearend(plan);
}

static const struct source *first_example(struct post *post, const struct rows **rows)
{
    for (size_t i = 0; inputs[i]; i++) {
        *rows = input_rows(post, inputs[i]);
        for (size_t s = 0; s < (*rows)->source_count; s++)
            if ((*rows)->sources[s].example)
                return &(*rows)->sources[s];
    }
    return NULL;
}

/* One warning that names them all, at the first. */
static void report_examples(struct post *post)
{
    const struct rows *rows;
    const struct source *first = first_example(post, &rows);
    bool alone = post->example_count == 1;
    if (first)
        diag_add(post->diag, WARNING, "still-example", rows_place(rows, first->first_row, NULL), "",
                 (word){0},
                 "%s the example of planner init%s, and the plan counts it as the post's own "
                 "(replace the rows, or delete the %s)",
                 alone ? "still holds" : arena_format(post->arena,
                                                      "is the first of %zu files that still hold",
                                                      post->example_count),
                 alone ? "" : arena_format(post->arena, " (%s)", post->example_files),
                 alone ? "file" : "files");
}

static struct plan *open_plan(struct run *run, const char *path, size_t *read)
{
    struct post *post = &run->post;
    open_post(run);
    read_post(post, path);
    mark_examples(post);
    report_examples(post);
    *read = diag_mark(run->diag);
    timings_stage(&run->timings, "read");
    resolve_settings(post, run->options.set, run->options.set_count, run->today, &run->settings,
                     &run->origin);
    fixes_set_year(post, fiscal_year(run->settings.as_of));
    run->catalog = catalog_build(post, &run->settings);
    run->plan = plan_new(post, &run->settings, &run->origin, run->catalog);
    run->plan->threads = run->options.threads;
    run->plan->unpriced = run->unpriced;
    run->plan->timings = &run->timings;
    return run->plan;
}

bool plan_post(struct run *run, const char *path)
{
    size_t read;
    return plan_post_marking(run, path, &read);
}

bool plan_post_marking(struct run *run, const char *path, size_t *read)
{
    struct plan *plan = open_plan(run, path, read);
    if (!plan_build(plan, run->options.skip_bad_rows))
        return false;
    report_bridge(plan, bridge_build(plan));
    return !diag_errors(run->diag);
}

bool take_stock(struct run *run, const char *path)
{
    size_t read;
    return plan_assets(open_plan(run, path, &read), run->options.skip_bad_rows);
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
    beside->unpriced = run->unpriced;
    return beside;
}

void run_close(struct run *run)
{
    plan_free(run->plan);
    free_post(&run->post);
    diag_free(run->diag);
}

struct book_size size_of_rows(const struct run *run, size_t rows)
{
    return (struct book_size){rows > (size_t)run->settings.live_rows, 100000 + rows * 300};
}

struct workbook *begin_book(const struct run *run, const char *target, const char *title,
                            const char *subject, const struct book_size *size)
{
    const char *name = words_string(run->words, run->settings.post);
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "%s%s%s", title, name[0] ? ", " : "", name),
        .subject = subject,
        .author = words_string(run->words, run->settings.prepared_by),
        .marking = words_string(run->words, run->settings.marking),
        .footer = name,
        .created = run->settings.as_of,
        .a4 = run->settings.paper == PAPER_A4,
        .streams = size->streams,
        .progress = shows_progress(run),
        .expected_bytes = size->bytes,
    };
    return workbook_begin(run->arena, target, &properties);
}

void finish_outputs(const struct run *run, struct workbook *workbook, struct result_set *tables,
                    const char *said)
{
    if (tables)
        results_settle(tables);
    workbook_settle(workbook);
    workbook_commit(workbook);
    if (tables)
        results_commit(tables);
    if (!run->options.quiet)
        fputs(said, stdout);
}

/* The last as-of date where the folder does not give one: a year before this one. */
static void date_previous(struct run *run, const struct run *previous)
{
    char as_of[DATE_TEXT];
    for (size_t k = 0; k < setting_count(); k++)
        if (!strcmp(setting_table[k].key, "as_of") && previous->origin.from[k] == FROM_DEFAULT)
            diag_add(run->diag, WARNING, "previous-undated",
                     (struct place){words_put_string(run->words, previous->post.path), 0, 0},
                     "as_of", (word){0}, "is not in its settings.csv; it is taken as %s, a year "
                     "before this plan", date_iso(previous->settings.as_of, as_of));
}

bool plan_previous(struct run *run, struct run *previous)
{
    /* One pool of words, so that the two plans' names compare as words; findings apart, since
     * last year's warnings are no news. Its settings are its own. */
    *previous = (struct run){.arena = arena_new(), .words = run->words,
                             .diag = diag_new(run->words),
                             .today = date_add_months(run->settings.as_of, -12)};
    previous->options.figures = previous->options.again = "";
    previous->options.skip_bad_rows = run->options.skip_bad_rows;
    bool fine = plan_post(previous, run->options.previous);
    if (fine) {
        date_previous(run, previous);
        look_back(run->plan, previous->plan);
    }
    return fine;
}

void free_previous(struct run *previous)
{
    if (!previous->arena)
        return;
    plan_free(previous->plan);
    free_post(&previous->post);
    diag_free(previous->diag);
    arena_free(previous->arena);
}

void print_findings(struct run *run)
{
    size_t count;
    if (run->post.diag) /* the run of several posts has none of its own */
        value_findings(&run->post, run->plan);
    const struct finding *findings = diag_sorted(run->diag, &count);
    size_t corrected = 0;
    bool each = run->survey || diag_errors(run->diag); /* a correction may be the cause */
    for (size_t i = 0; i < count; i++)
        if (!each && !strcmp(findings[i].rule, "fixed"))
            corrected += findings[i].count;
        else if (findings[i].severity != NOTE || findings[i].owner || !run->options.quiet)
            diag_print(stderr, run->words, &findings[i]);
    if (corrected && !run->options.quiet)
        fprintf(stderr, "note: %s applied (planner check lists each)\n",
                how_many(run->arena, (long long)corrected, "correction is", "corrections are"));
}

/* What a plan has read the file as, where `check` would not know it by its header; or NULL. */
static const struct input *read_unlike_itself(struct run *run, const char *given)
{
    for (size_t i = 0; i < run->post.file_count && !run->post.folder; i++) {
        const struct read_file *file = &run->post.files[i];
        if (!file->input || strcmp(file->path, given))
            continue;
        bool known = run->options.map || csv_refused(file->csv) ||
                     recognise_input(&run->post, given) == file->input;
        return known ? NULL : file->input;
    }
    return NULL;
}

const char *check_again(struct run *run, const char *given)
{
    const struct input *as = run->options.as ? run->options.as : read_unlike_itself(run, given);
    return arena_format(run->arena, "planner check %s%s%s%s",
                        visible(run->arena, os_pasted(run->arena, given)), as ? " --as " : "",
                        as ? as->file : "", run->options.again);
}

/* "--map FILE" behind a command, or nothing. */
static const char *with_file(struct run *run, const char *option, const char *file)
{
    return file ? arena_format(run->arena, " --%s %s", option,
                               visible(run->arena, os_pasted(run->arena, file)))
                : "";
}

const char *make_folder(struct run *run, const char *inventory)
{
    return arena_format(run->arena, "planner init mypost %s%s%s",
                        visible(run->arena, os_pasted(run->arena, inventory)),
                        with_file(run, "map", run->options.map),
                        with_file(run, "fixes", run->options.fixes));
}

void print_list_offer(struct run *run, const char *given, FILE *to)
{
    const char *fixes = run->options.fixes;
    const char *target = fixes              ? fixes
                         : run->post.folder ? os_join(run->arena, given, "fixes.csv")
                                            : "fixes.csv";
    if (anything_proposed(run))
        fprintf(to, "or fill in and confirm a list of them: %s --write-fixes %s\n",
                check_again(run, given), visible(run->arena, os_pasted(run->arena, target)));
}

void print_correct(struct run *run, const char *given, FILE *to)
{
    fprintf(to, "next: correct the errors above, then %s\n", check_again(run, given));
    print_list_offer(run, given, to);
}

void print_errors(struct run *run, const char *given)
{
    print_findings(run);
    if (diag_errors(run->diag) && !run->options.quiet)
        print_correct(run, given, stderr);
}

bool over_an_input(const struct run *run, const char *target)
{
    if (!os_was_read(target))
        return false;
    fprintf(stderr, "planner: %s%s is one of the input files (give another name)\n",
            run->options.output == target ? "-o " : "", visible(run->arena, target));
    return true;
}

/* What is in a post's folder is read with it: tables there would be taken for inputs. */
static bool among_the_inputs(const struct run *run)
{
    const char *folder = run->options.csv;
    for (int i = 0; folder && i < run->options.argument_count; i++) {
        const char *input = run->options.arguments[i];
        if (os_kind(input) != OS_FOLDER || !os_same_file(input, folder))
            continue;
        fprintf(stderr, "planner: --csv %s is the folder of the input, whose files the tables would "
                "stand among (name another folder, such as %s)\n", visible(run->arena, folder),
                visible(run->arena, os_join(run->arena, folder, "tables")));
        return true;
    }
    return false;
}

bool wrong_targets(const struct run *run, const char *workbook)
{
    return over_an_input(run, workbook) || among_the_inputs(run);
}

const char *name_of_input(struct arena *arena, const char *path)
{
    static const text ending = {".csv", 4};
    const char *name = os_base_name(os_without_end(arena, path));
    size_t length = strlen(name);
    if (length > ending.length && text_ends_nocase(text_of(name), ending))
        length -= ending.length;
    return strspn(name, ".") == length || os_is_separator(name[0])
               ? "post" : arena_copy(arena, name, length);
}

const char *period_output_name(struct run *run, const char *command, const char *ending)
{
    if (run->options.output)
        return run->options.output;
    const char *post = words_string(run->words, run->settings.post);
    if (!post[0])
        post = name_of_input(run->arena, run->post.path);
    char *name = arena_format(run->arena, "%s-%s-%s.xlsx", post, command, ending);
    for (char *c = name; *c; c++) /* what a file name may not hold anywhere */
        if (strchr("/\\:*?\"<>|", *c) || (unsigned char)*c < 0x20)
            *c = '_';
    return run->options.folder ? os_join(run->arena, run->options.folder, name) : name;
}

const char *output_name(struct run *run, const char *command)
{
    return period_output_name(run, command,
                              arena_format(run->arena, "FY%d", run->settings.budget_year));
}
