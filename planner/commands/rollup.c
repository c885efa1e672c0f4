/* planner rollup: constituent posts into one mission workbook. */
#include <stdio.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/property_book.h"
#include "planner/result.h"

/* One post by itself, in memory of its own, and let go of. */
static bool add_post(struct run *run, struct rollup *rollup, const char *path, bool *over)
{
    struct run post = {.options = run->options, .arena = arena_new(), .words = words_new(),
                       .today = run->today};
    post.options.fixes = NULL; /* of which post? each folder has its own */
    post.diag = diag_new(post.words);
    bool fine = plan_post(&post, path);
    print_findings(&post);
    if (fine) {
        rollup_add(rollup, post.plan);
        if (post.settings.budget_year > run->settings.budget_year)
            run->settings.budget_year = post.settings.budget_year;
        if (!date_given(run->settings.as_of) ||
            date_compare(post.settings.as_of, run->settings.as_of) > 0)
            run->settings.as_of = post.settings.as_of;
        *over |= run->options.output && over_an_input(&post, run->options.output);
    }
    run_close(&post);
    words_free(post.words);
    arena_free(post.arena);
    return fine;
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
            t->by_serial ? t->b->serial : t->b->tag,
            "stands in the inventory of %s too (count it at one post)",
            words_string(r->words, r->posts[t->a->post].name));
        diag_also(run->diag, finding, place_of(t->a, t->by_serial),
                  t->by_serial ? "serial" : "asset_tag", "first seen here");
        diag_about(run->diag, finding, t->b->tag, t->b->value);
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

/* Sums by post, year, category and fund: each written where its first line stands. */
static bool first_of_key(const struct rollup *r, size_t at)
{
    const struct rollup_line *line = &r->lines[at];
    for (size_t i = 0; i < at; i++) {
        const struct rollup_line *o = &r->lines[i];
        if (o->post == line->post && o->plan_category == line->plan_category &&
            word_same(o->funding, line->funding))
            return false;
    }
    return true;
}

static money sum_of_key(const struct rollup *r, const struct rollup_line *line, int year)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].post == line->post && r->lines[i].plan_category == line->plan_category &&
            word_same(r->lines[i].funding, line->funding))
            sum = money_add(sum, rollup_amount(&r->lines[i], year));
    return sum;
}

static void write_totals(struct csv_out *out, const struct rollup *r)
{
    out_header(out, "post,fiscal_year,plan_category,funding_source,amount");
    for (size_t p = 0; p < r->post_count; p++)
        for (int y = 0; y < r->posts[p].years; y++)
            for (size_t i = 0; i < r->line_count; i++) {
                int year = r->posts[p].first_year + y;
                if (r->lines[i].post != p || !first_of_key(r, i))
                    continue;
                out_string(out, words_string(r->words, r->posts[p].name));
                out_integer(out, year);
                out_string(out, plan_category_name(r->lines[i].plan_category));
                out_string(out, words_string(r->words, r->lines[i].funding));
                out_money(out, sum_of_key(r, &r->lines[i], year));
                out_end(out);
            }
}

static enum exit_status write_rollup(struct run *run, struct rollup *r)
{
    run->settings.post = word_given(r->mission) ? r->mission
                                                : words_put_string(run->words, "mission");
    run->settings.marking = r->posts[0].marking;
    run->settings.paper = r->posts[0].paper;
    const char *target = output_name(run, "rollup");
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct book_size size = {.bytes = 100000 + r->line_count * 300};
    struct workbook *workbook = begin_book(run, target, "IT budget plan of the mission",
                                           "Mission Resource Request, IT component", &size);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_totals(results_open(tables, "totals.csv"), r);
        write_lines(results_open(tables, "lines.csv"), r);
    }
    draw_rollup(workbook_book(workbook), r, &manifest);
    workbook_finish(workbook);
    if (tables)
        results_commit(tables);
    if (!run->options.quiet)
        fprintf(stdout, "%s\n", target);
    return DONE;
}

static enum exit_status run_rollup(struct run *run)
{
    struct rollup *rollup = rollup_new(run->arena, run->words);
    bool fine = true, over = false;
    enum exit_status status = DATA_ERRORS;
    run->settings.as_of = DATE_NONE;
    for (int i = 0; i < run->options.argument_count; i++)
        fine &= add_post(run, rollup, run->options.arguments[i], &over);
    if (over)
        status = WRONG_USAGE;
    else if (fine) {
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
