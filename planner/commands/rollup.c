/* planner rollup: constituent posts into one mission workbook. */
#include <stdio.h>
#include <stdlib.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/os.h"
#include "planner/progress.h"
#include "planner/property_book.h"
#include "planner/result.h"
#include "planner/sort.h"

/* So many posts a thread are in memory at once: enough that none waits long for a large one. */
enum { POSTS_A_THREAD = 4 };

/* Posts that are planned at the same time, each in memory of its own. */
struct batch {
    struct run *posts;
    bool *fine;
    const char **paths;
    struct progress *progress;
};

static void plan_one(void *context, size_t i)
{
    struct batch *batch = context;
    batch->fine[i] = plan_post(&batch->posts[i], batch->paths[i]);
    progress_add(batch->progress, 1);
}

/* Takes a planned post over into the mission, and lets go of it. */
static void add_post(struct run *run, struct rollup *rollup, struct run *post)
{
    rollup_add(rollup, post->plan);
    if (post->settings.budget_year > run->settings.budget_year)
        run->settings.budget_year = post->settings.budget_year;
    if (!date_given(run->settings.as_of) ||
        date_compare(post->settings.as_of, run->settings.as_of) > 0)
        run->settings.as_of = post->settings.as_of;
}

static bool add_batch(struct run *run, struct rollup *rollup, struct batch *batch, size_t count)
{
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        batch->posts[i] = (struct run){.options = run->options, .arena = arena_new(),
                                       .words = words_new(), .today = run->today};
        batch->posts[i].diag = diag_new(batch->posts[i].words);
        batch->posts[i].options.no_progress = true; /* the mission's own is shown */
        if (count > 1)
            batch->posts[i].options.threads = 1; /* the posts have them all */
    }
    os_parallel(run->options.threads, count, plan_one, batch);
    progress_hide(batch->progress);
    for (size_t i = 0; i < count; i++) {
        struct run *post = &batch->posts[i];
        print_errors(post, batch->paths[i]);
        if (batch->fine[i])
            add_post(run, rollup, post);
        fine &= batch->fine[i];
        run_close(post);
        words_free(post->words);
        arena_free(post->arena);
    }
    return fine;
}

/* All posts, on all processors; what is said of them and what they come to is in the order in
 * which they were given, whichever was planned first. */
static bool add_posts(struct run *run, struct rollup *rollup)
{
    size_t count = (size_t)run->options.argument_count, most = run->options.threads * POSTS_A_THREAD;
    struct progress progress;
    struct batch batch = {.posts = memory_array(most, sizeof *batch.posts),
                          .fine = memory_array(most, sizeof *batch.fine), .progress = &progress};
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        if (os_kind(run->options.arguments[i]) == OS_MISSING)
            stop_missing(run->arena, run->options.arguments[i]);
    progress_begin(&progress, shows_progress(run), "Planning posts",
                   count);
    for (size_t first = 0; first < count; first += most) {
        batch.paths = run->options.arguments + first;
        fine &= add_batch(run, rollup, &batch, count - first < most ? count - first : most);
    }
    progress_end(&progress);
    free(batch.posts);
    free(batch.fine);
    return fine;
}

/* An argument, for finding those that lead to the same post. */
struct named {
    struct os_identity is;
    int order;
};

static int by_identity(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    if (a->is.device != b->is.device)
        return a->is.device < b->is.device ? -1 : 1;
    if (a->is.file != b->is.file)
        return a->is.file < b->is.file ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* A post given twice, also by another path, would be asked for twice. */
static bool each_once(struct run *run)
{
    size_t count = (size_t)run->options.argument_count, known = 0;
    const char *const *paths = run->options.arguments;
    struct named *named = memory_array(count, sizeof *named);
    bool once = true;
    for (size_t i = 0; i < count; i++)
        if (os_identify(paths[i], &named[known].is))
            named[known++].order = (int)i;
    sort(named, known, sizeof *named, by_identity);
    for (size_t i = 1; i < known; i++) {
        const struct named *a = &named[i - 1], *b = &named[i];
        if (a->is.device != b->is.device || a->is.file != b->is.file)
            continue;
        fprintf(stderr, "planner: %s is the same post as %s, and would be counted twice (leave one "
                "of them out)\n", visible(run->arena, paths[b->order]),
                visible(run->arena, paths[a->order]));
        once = false;
    }
    free(named);
    return once;
}

static struct place place_of(const struct rollup_asset *a, bool serial)
{
    return (struct place){a->file, a->line, serial ? a->serial_column : a->tag_column};
}

static void report_twice(struct run *run, const struct rollup *r)
{
    for (size_t i = 0; i < r->twice_count; i++) {
        const struct rollup_twice *t = &r->twice[i];
        size_t finding = diag_add(
            run->diag, WARNING, t->by_serial ? "serial-at-two-posts" : "tag-at-two-posts",
            place_of(t->b, t->by_serial), t->by_serial ? "serial" : "asset_tag",
            words_put_string(r->words, t->by_serial ? rollup_serial(t->b) : t->b->tag),
            "stands in the inventory of %s too (count it at one post)",
            words_string(r->words, r->posts[t->a->post].name));
        diag_also(run->diag, finding, place_of(t->a, t->by_serial),
                  t->by_serial ? "serial" : "asset_tag", "first seen here");
        diag_about(run->diag, finding, words_put_string(r->words, t->b->tag), t->b->value);
    }
}

static void write_lines(struct csv_out *out, const struct rollup *r)
{
    out_header(out, "post,line_id,kind,plan_category,title,network,object_class,funding_source,"
                    "cost_center,request,priority,fiscal_year,quantity,amount");
    for (size_t i = 0; i < r->line_count; i++) {
        const struct rollup_line *line = &r->lines[i];
        for (int y = 0; y < line->years; y++) {
            const char *const cells[] = {
                words_string(r->words, r->posts[line->post].name), words_string(r->words, line->id),
                line_kind_name(line->kind), plan_category_name(line->plan_category),
                words_string(r->words, line->title), words_string(r->words, line->network),
                words_string(r->words, line->object_class), words_string(r->words, line->funding),
                words_string(r->words, line->cost_center),
                line->request == REQUEST_OVER_TARGET ? "over_target" : "target"};
            for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
                out_string(out, cells[k]);
            if (line->priority)
                out_integer(out, line->priority);
            else
                out_string(out, "");
            out_integer(out, line->first_year + y);
            out_integer(out, line->quantity[y]);
            out_money(out, line->amount[y]);
            out_end(out);
        }
    }
}

static int by_category_and_fund(const void *left, const void *right)
{
    const struct rollup_line *a = *(const struct rollup_line *const *)left;
    const struct rollup_line *b = *(const struct rollup_line *const *)right;
    return a->plan_category != b->plan_category ? a->plan_category - b->plan_category
                                                : (a->fund > b->fund) - (a->fund < b->fund);
}

static void write_totals_of(struct csv_out *out, const struct rollup *r, size_t p)
{
    const struct rollup_post *post = &r->posts[p];
    const struct rollup_line **sums = memory_array(post->lines_end - post->first_line, sizeof *sums);
    size_t n = 0;
    for (size_t i = post->first_line; i < post->lines_end; i++)
        if (rollup_is_first(r, i))
            sums[n++] = &r->lines[i];
    sort(sums, n, sizeof *sums, by_category_and_fund);
    for (int year = post->first_year; year < post->first_year + post->years; year++)
        for (size_t k = 0; k < n; k++) {
            out_string(out, words_string(r->words, post->name));
            out_integer(out, year);
            out_string(out, plan_category_name(sums[k]->plan_category));
            out_string(out, words_string(r->words, sums[k]->funding));
            out_money(out, rollup_total(r, year, p, sums[k]->plan_category, sums[k]->funding));
            out_end(out);
        }
    free(sums);
}

/* Each post's rows are those of its own totals.csv, so that posts planned one by one can be put
 * together to the same table. */
static void write_totals(struct csv_out *out, const struct rollup *r)
{
    out_header(out, "post,fiscal_year,plan_category,funding_source,amount");
    for (size_t p = 0; p < r->post_count; p++)
        write_totals_of(out, r, p);
}

static const char *seen_twice(struct run *run, const struct rollup *r)
{
    char dollars[MONEY_TEXT];
    money again = rollup_asked_twice(r);
    if (!r->twice_count)
        return "";
    return arena_format(run->arena, "  %s at two posts%s%s%s: see Seen twice.\n",
                        how_many(run->arena, (long long)r->twice_count, "asset is seen",
                                 "assets are seen"),
                        !money_given(again) ? "" : r->twice_count == 1 ? "; for it " : "; for them ",
                        money_given(again) ? money_pretty(again, dollars) : "",
                        money_given(again) ? " is asked for twice" : "");
}

/* What is said at the end. */
static const char *headline(struct run *run, const char *target, const struct rollup *r)
{
    char total[MONEY_TEXT];
    int year = run->settings.budget_year;
    money_pretty(rollup_total(r, year, SIZE_MAX, 0, (word){0}), total);
    return arena_format(run->arena, "%s\n  %s for %s in FY%d.\n%s",
                        visible(run->arena, target),
                        how_many(run->arena, (long long)r->post_count, "post asks", "posts ask"),
                        total, year, seen_twice(run, r));
}

static enum exit_status write_rollup(struct run *run, struct rollup *r)
{
    run->settings.post = word_given(r->mission) ? r->mission
                                                : words_put_string(run->words, "mission");
    run->settings.marking = r->posts[0].marking;
    run->settings.paper = r->posts[0].paper;
    run->settings.live_rows = r->posts[0].live_rows;
    const char *target = output_name(run, "rollup");
    if (wrong_targets(run, target))
        return WRONG_USAGE;
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    size_t pairs = 2 * r->twice_count;
    struct book_size size = size_of_rows(run, r->line_count > pairs ? r->line_count : pairs);
    struct workbook *workbook = begin_book(run, target, "IT budget plan of the mission",
                                           "Mission Resource Request, IT component", &size);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_totals(results_open(tables, "totals.csv"), r);
        write_lines(results_open(tables, "lines.csv"), r);
    }
    draw_rollup(workbook_book(workbook), r, &manifest);
    const char *said = headline(run, target, r);
    finish_outputs(run, workbook, tables, said);
    timings_stage(&run->timings, "write");
    return DONE;
}

static enum exit_status run_rollup(struct run *run)
{
    if (!each_once(run))
        return WRONG_USAGE;
    struct rollup *rollup = rollup_new(run->arena, run->words);
    enum exit_status status = DATA_ERRORS;
    run->settings.as_of = DATE_NONE;
    bool fine = add_posts(run, rollup);
    timings_stage(&run->timings, "posts");
    if (fine) {
        rollup_finish(rollup);
        report_twice(run, rollup);
        print_findings(run);
        status = write_rollup(run, rollup);
    }
    rollup_free(rollup);
    return status;
}

const struct command command_rollup = {
    .name = "rollup",
    .arguments = "INPUT...",
    .about = "constituent posts into one mission workbook",
    .text = "Each INPUT is a post folder or an inventory CSV.  The workbook shows each post's totals "
            "and the mission's; the same asset (tag or serial) at two posts is reported with both "
            "places.  The order of the inputs does not matter.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, "the workbook; default: <mission>-rollup-FY<budget year>.xlsx"},
        {OPTION_CSV, "also totals.csv and lines.csv, with the post first"},
        {OPTION_AS_OF, "one date for all posts"}, {OPTION_BUDGET_YEAR, NULL},
        {OPTION_YEARS, NULL}, {OPTION_MAP, NULL}, {OPTION_SET, "a setting of all posts"},
        {OPTION_SKIP_BAD_ROWS, NULL}, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner rollup embassy consulate-north consulate-south --as-of 2026-11-21", NULL},
        {NULL, NULL}},
    .least = 1,
    .most = -1,
    .run = run_rollup,
};
