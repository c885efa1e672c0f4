/* planner check: every problem in the input, nothing written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/answer.h"
#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/mapping.h"
#include "planner/os.h"
#include "planner/proposals.h"
#include "planner/quality.h"
#include "planner/reader.h"
#include "planner/scenario.h"
#include "planner/sort.h"
#include "planner/survey.h"

/* A million rows are read in a moment; to plan them is another command's work. */
enum { PLANNED_BYTES = 48 << 20 };

/* ---- what a file is like ---------------------------------------------------------------------- */

/* "lf", "crlf", "cr", or those that occur, joined by plus signs. */
static const char *line_ending_name(struct line_ends ends)
{
    static const char *const names[] = {"", "lf", "crlf", "crlf+lf", "cr", "lf+cr", "crlf+cr",
                                        "crlf+lf+cr"};
    return names[(ends.lf > 0) | (ends.crlf > 0) << 1 | (ends.cr > 0) << 2];
}

/* A column's name for a key: a second of the same name, or one without, is numbered. */
static const char *key_name(struct arena *arena, const struct survey *s, size_t cell)
{
    size_t same = 1;
    const char *name = s->columns[cell].name;
    for (size_t k = 0; k < cell; k++)
        same += !strcmp(s->columns[k].name, name);
    if (!name[0])
        return arena_format(arena, "(column %zu)", cell + 1);
    return same == 1 ? name : arena_format(arena, "%s (%zu)", name, same);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

static json_t *json_count(size_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *columns_json(const struct read_file *file)
{
    json_t *list = json_array();
    for (size_t k = 0; k < columns_shown(file); k++) {
        const struct column *field = field_of(file, k);
        json_t *column = json_object();
        answer_set(column, "name", answer_text(file->survey->columns[k].name));
        answer_set(column, "field", field ? answer_text(field->name) : json_null());
        answer_set(column, "type", answer_text(column_type_name(file->survey->columns[k].type)));
        answer_append(list, column);
    }
    return list;
}

static json_t *sums_json(struct arena *arena, const struct read_file *file)
{
    json_t *sums = json_object();
    char plain[SUM_TEXT];
    for (size_t k = 0; k < columns_shown(file); k++) {
        const struct survey_column *c = &file->survey->columns[k];
        if (is_number_column(c) && !c->sum.overflow)
            answer_set(sums, key_name(arena, file->survey, k), answer_text(sum_plain(c->sum, plain)));
    }
    return sums;
}

static json_t *unparsable_json(struct arena *arena, const struct read_file *file)
{
    json_t *counts = json_object();
    for (size_t k = 0; k < columns_shown(file); k++)
        if (file->survey->columns[k].unparsable)
            answer_set(counts, key_name(arena, file->survey, k),
                json_count(file->survey->columns[k].unparsable));
    return counts;
}

static json_t *skipped_json(const struct read_file *file)
{
    json_t *skipped = json_object();
    const struct survey *s = file->survey;
    answer_set(skipped, "blank", json_count(file->blank_rows));
    answer_set(skipped, "totals", json_count(s ? s->totals : 0));
    answer_set(skipped, "repeated_header", json_count(s ? s->headers_again : 0));
    answer_set(skipped, "title", json_count(file->title_rows));
    answer_set(skipped, "remark", json_count(s ? s->notes : 0));
    return skipped;
}

static json_t *quality_json(const struct read_file *file)
{
    struct quality q = file->quality;
    json_t *quality = json_object();
    answer_set(quality, "score", json_count(q.score));
    answer_set(quality, "filled", json_count(q.filled));
    answer_set(quality, "valid", json_count(q.valid));
    answer_set(quality, "unique", json_count(q.unique));
    answer_set(quality, "shape", json_count(q.shaped));
    return quality;
}

static json_t *file_json(struct run *run, const struct read_file *file)
{
    char delimiter[2] = {csv_delimiter(file->csv), '\0'};
    json_t *object = json_object();
    answer_set(object, "file", answer_text(file->path));
    answer_set(object, "encoding", answer_text(encoding_name(csv_encoding(file->csv))));
    answer_set(object, "delimiter", answer_text(delimiter));
    answer_set(object, "line_ending", answer_text(line_ending_name(csv_line_ends(file->csv))));
    answer_set(object, "header_line",
               file->header_line ? json_count(file->header_line) : json_null());
    answer_set(object, "rows", json_count(file->rows));
    answer_set(object, "skipped", skipped_json(file));
    answer_set(object, "columns", columns_json(file));
    answer_set(object, "sums", sums_json(run->arena, file));
    answer_set(object, "unparsable", unparsable_json(run->arena, file));
    answer_set(object, "duplicates", json_count(file->survey ? file->survey->duplicates : 0));
    answer_set(object, "read_as", file->input ? answer_text(file->input->file) : json_null());
    answer_set(object, "refused", json_boolean(file->refused));
    answer_set(object, "quality", quality_json(file));
    return object;
}

static json_t *finding_json(struct run *run, const struct finding *f)
{
    static const char *const severities[] = {"note", "warning", "error"};
    char plain[MONEY_TEXT];
    json_t *object = json_object();
    answer_set(object, "file", answer_text(words_string(run->words, f->at.file)));
    answer_set(object, "line", json_count(f->at.line));
    answer_set(object, "column", json_count(f->at.column));
    answer_set(object, "severity", answer_text(severities[f->severity]));
    answer_set(object, "rule", answer_text(f->rule));
    answer_set(object, "field", answer_text(words_string(run->words, f->field)));
    answer_set(object, "found", answer_text(words_string(run->words, f->found)));
    answer_set(object, "message", answer_text(words_string(run->words, f->message)));
    answer_set(object, "asset_tag", answer_text(words_string(run->words, f->asset_tag)));
    answer_set(object, "amount", answer_text(money_plain(f->amount, plain)));
    answer_set(object, "count", json_count(f->count));
    answer_set(object, "suggestion",
               f->suggested ? answer_text(words_string(run->words, f->suggestion)) : json_null());
    return object;
}

static void print_json(struct run *run)
{
    json_t *root = json_object(), *files = json_array(), *list = json_array();
    size_t count;
    const struct finding *findings = diag_sorted(run->diag, &count);
    for (size_t i = 0; i < run->post.file_count; i++)
        answer_append(files, file_json(run, &run->post.files[i]));
    for (size_t i = 0; i < count; i++)
        answer_append(list, finding_json(run, &findings[i]));
    answer_set(root, "files", files);
    answer_set(root, "findings", list);
    answer_set(root, "errors", json_count(diag_errors(run->diag)));
    answer_set(root, "warnings", json_count(diag_warnings(run->diag)));
    answer_print(root, stdout);
}

/* ---- plain text ------------------------------------------------------------------------------- */

static void print_skipped(const struct read_file *file)
{
    const struct survey *s = file->survey;
    const struct {
        size_t count;
        const char *what;
    } kinds[] = {{file->title_rows, "above the header"}, {file->blank_rows, "blank"},
                 {s->totals, "totals"}, {s->headers_again, "repeated header"},
                 {s->notes, "remarks"}};
    const char *between = "  left out: ";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].count) {
            printf("%s%zu %s", between, kinds[i].count, kinds[i].what);
            between = ", ";
        }
    if (between[1] == ' ' && between[0] == ',')
        putchar('\n');
}

static void print_columns(struct run *run, const struct read_file *file)
{
    char plain[SUM_TEXT];
    for (size_t k = 0; k < columns_shown(file); k++) {
        const struct survey_column *c = &file->survey->columns[k];
        printf("    %-32s %-8s %8zu filled", visible(run->arena, c->name),
               column_type_name(c->type), c->filled);
        if (is_number_column(c) && !c->sum.overflow)
            printf("  sum %s", sum_plain(c->sum, plain));
        if (c->unparsable)
            printf("  %zu not readable", c->unparsable);
        putchar('\n');
    }
}

/* A file of a folder that waits for its rows. */
static bool is_empty(const struct run *run, const struct read_file *file)
{
    return run->post.folder && file->input && !file->refused && file->survey && !file->rows;
}

/* In one line, since a new folder has many. */
static void print_empty(struct run *run)
{
    const char *list = "";
    size_t count = 0;
    for (size_t i = 0; i < run->post.file_count; i++)
        if (is_empty(run, &run->post.files[i]))
            list = arena_format(run->arena, "%s%s%s", list, count++ ? ", " : "",
                                visible(run->arena, post_file(&run->post, run->post.files[i].path)));
    if (count)
        printf("without rows: %s\n", list);
}

static void print_file(struct run *run, const struct read_file *file)
{
    char delimiter = csv_delimiter(file->csv);
    printf("%s\n", visible(run->arena, file->path));
    if (file->refused || !file->survey) {
        puts("  not read: see the errors");
        return;
    }
    printf("  %s: %s, %s, header in line %u; %s, %s, line ends %s\n",
           file->input ? file->input->file : "a table that planner has no name for",
           how_many(run->arena, (long long)file->rows, "row", "rows"),
           how_many(run->arena, (long long)columns_shown(file), "column", "columns"),
           file->header_line, encoding_name(csv_encoding(file->csv)),
           delimiter_name(delimiter), line_ending_name(csv_line_ends(file->csv)));
    print_skipped(file);
    if (file->survey->duplicates)
        printf("  %s\n", how_many(run->arena, (long long)file->survey->duplicates,
                                  "row equals an earlier one", "rows equal earlier ones"));
    if (!file->input)
        print_columns(run, file);
    if (file->rows) {
        struct quality q = file->quality;
        printf("  quality %u of 100: filled %u, valid %u, unique %u, shape %u\n", q.score,
               q.filled, q.valid, q.unique, q.shaped);
    }
}

/* ---- what weighs most --------------------------------------------------------------------------- */

struct rule_sum {
    const char *rule;
    size_t rows;
    money amount;
};

static int by_weight(const void *left, const void *right)
{
    const struct rule_sum *a = left, *b = right;
    int64_t l = money_given(a->amount) ? a->amount.cents : -1;
    int64_t r = money_given(b->amount) ? b->amount.cents : -1;
    if (l != r)
        return l > r ? -1 : 1;
    return a->rows != b->rows ? (a->rows > b->rows ? -1 : 1) : strcmp(a->rule, b->rule);
}

static size_t sum_rules(struct run *run, struct rule_sum *sums)
{
    size_t count, n = 0, k;
    const struct finding *findings = diag_all(run->diag, &count);
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &findings[i];
        if (f->severity == NOTE)
            continue;
        for (k = 0; k < n && strcmp(sums[k].rule, f->rule); k++)
            ;
        if (k == n)
            sums[n++] = (struct rule_sum){f->rule, 0, MONEY_NONE};
        sums[k].rows += f->count;
        if (money_given(f->amount))
            sums[k].amount = money_given(sums[k].amount) ? money_add(sums[k].amount, f->amount)
                                                         : f->amount;
    }
    sort(sums, n, sizeof *sums, by_weight);
    return n;
}

static void print_rules(struct run *run)
{
    size_t count;
    diag_all(run->diag, &count);
    struct rule_sum *sums = memory_array(count, sizeof *sums);
    size_t n = sum_rules(run, sums);
    if (n)
        printf("what was found, by the dollars in its rows:\n  %-26s %8s %18s\n", "rule", "rows",
               "dollars");
    for (size_t k = 0; k < n; k++) {
        char plain[MONEY_TEXT];
        printf("  %-26s %8zu %18s\n", sums[k].rule, sums[k].rows,
               money_given(sums[k].amount) ? money_plain(sums[k].amount, plain) : "not known");
    }
    free(sums);
}

/* How the file was read that the command line names; corrections may have been read before it. */
static const struct read_file *file_given(const struct run *run, const char *path)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (!strcmp(run->post.files[i].path, path))
            return &run->post.files[i];
    return NULL;
}

/* The corrections just written: confirmed, and read by themselves where they are the folder's. */
static void print_confirm(struct run *run, const char *given, const char *check)
{
    const char *target = run->options.write_fixes;
    bool read = (run->post.folder &&
                 os_same_file(target, os_join(run->arena, given, "fixes.csv"))) ||
                (run->options.fixes && os_same_file(target, run->options.fixes));
    printf("next: in %s, fill in value and write yes or drop under accept, then\n%s%s%s\n",
           visible(run->arena, target),
           check, read ? "" : " --fixes ",
           read ? "" : visible(run->arena, os_pasted(run->arena, target)));
}

/* What the warnings ask for stands in other files of a folder, or in a list of corrections. */
static void print_folder_needed(struct run *run, const char *given, const char *path)
{
    printf("next: make a folder of it, and fill in what the warnings ask for: %s\n",
           make_folder(run, given));
    print_list_offer(run, given, stdout);
    printf("or leave those rows out: planner plan %s%s%s\n", path, run->options.again,
           run->options.skip_bad_rows ? "" : " --skip-bad-rows");
}

/* What to type next, at the end of the line; the options of this run are repeated, so that it reads
 * what this one read. */
static void print_next_step(struct run *run, const char *given, bool to_confirm)
{
    const char *path = visible(run->arena, os_pasted(run->arena, given)), *again = run->options.again;
    bool plannable = run->post.folder || run->post.forget || run->post.assets.rows.count;
    const struct read_file *file = file_given(run, given);
    const struct input *read_as = file ? file->input : NULL;
    if (to_confirm)
        print_confirm(run, given, check_again(run, given));
    else if (diag_errors(run->diag))
        print_correct(run, given, stdout);
    else if (diag_has_rule(run->diag, "no-folder")) /* an inventory alone */
        print_folder_needed(run, given, path);
    else if (plannable)
        printf("next: planner plan %s%s\n", path, again);
    else if (read_as && !read_as->alone)
        printf("next: put it into the folder of the post as %s.csv (planner init mypost makes one), "
               "then\nplanner plan mypost\n", read_as->file);
    else if (read_as)
        printf("next: planner forecast %s%s\n", path, again);
    else
        printf("next: planner columns lists planner's files; to read it as one of them, say an "
               "inventory:\nplanner check %s --as inventory%s\n", path, again);
}

/* ---- one file ---------------------------------------------------------------------------------- */

/* One CSV file: as the inventory that --map makes of it, as what its header says it is, or as a
 * table.  What only a post's other files can settle (categories, prices) is no fault of an export
 * of another program. */
static void check_file(struct run *run, const struct input *input, const char *path)
{
    open_post(run);
    if (!input)
        input = run->options.map ? input_named(TEXT("inventory"))
                                 : recognise_input(&run->post, path);
    if (!input || !input->several) {
        read_single(&run->post, input, path);
        return;
    }
    struct os_file whole;
    bool large = !os_open_file(path, &whole) && whole.size > PLANNED_BYTES;
    os_close_file(&whole);
    if (large) {
        run->post.forget = true;
        read_single(&run->post, input, path);
        diag_add(run->diag, NOTE, "not-planned",
                 (struct place){words_put_string(run->words, path), 0, 0}, "", (word){0},
                 "is large, so its rows are checked one by one only; planner plan finds what is "
                 "wrong between them and the post's other files");
        return;
    }
    size_t read = SIZE_MAX;
    plan_post_marking(run, path, &read);
    const struct read_file *file = file_given(run, path);
    if (file && file->mapping && !file->mapping->native)
        run->softened = diag_soften(run->diag, read);
}

/* ---- the command ------------------------------------------------------------------------------ */

/* How each file was read, and what was found. */
static void print_files(struct run *run)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (!is_empty(run, &run->post.files[i]))
            print_file(run, &run->post.files[i]);
    print_empty(run);
    print_rules(run);
    const char *stops = !run->softened ? ""
        : arena_format(run->arena, ", of which %zu %s a plan until settled", run->softened,
                       run->softened == 1 ? "stops" : "stop");
    printf("%s, %s%s\n",
           how_many(run->arena, (long long)diag_errors(run->diag), "error", "errors"),
           how_many(run->arena, (long long)diag_warnings(run->diag), "warning", "warnings"), stops);
}

static enum exit_status run_check(struct run *run)
{
    const char *path = run->options.arguments[0];
    run->survey = true;
    if (os_kind(path) == OS_FOLDER) {
        if (plan_post(run, path))
            account_for(run->plan);
        check_scenarios(run->plan, run->options.skip_bad_rows);
    } else if (os_kind(path) == OS_MISSING) {
        stop_missing(run->arena, path);
    } else {
        check_file(run, run->options.as, path);
    }
    print_findings(run);
    if (run->options.json)
        print_json(run);
    else
        print_files(run);
    enum exit_status status = diag_errors(run->diag) ? DATA_ERRORS : DONE;
    size_t to_confirm = 0;
    if (run->options.write_fixes) /* an output is only left where the run is said to be done */
        status = put_fixes(run, run->options.write_fixes, &to_confirm);
    if (!run->options.json && status != WRONG_USAGE)
        print_next_step(run, path, to_confirm > 0);
    return status;
}

const struct command command_check = {
    .name = "check",
    .arguments = "INPUT",
    .about = "every problem in the input, nothing written",
    .text = "INPUT is a post folder, an inventory CSV, or any other CSV file.  Says how each file was "
            "read, everything that is wrong and where, and what to do next.\n"
            "The quality of a file is a figure out of 100 made of four percentages: cells that are "
            "filled (3 parts of 10), numbers and dates that can be read (4), rows that record nothing "
            "a second time (2: no earlier row has their key, such as the asset tag; in a file "
            "without a key, no earlier row is equal), and rows as wide as the header (1).\n",
    .takes = (const struct takes[]){
        {OPTION_JSON, NULL}, {OPTION_AS, NULL}, {OPTION_WRITE_FIXES, NULL},
        {OPTION_FIXES, NULL}, {OPTION_MAP, NULL}, {OPTION_AS_OF, NULL}, {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL}, {OPTION_SET, NULL},
        {OPTION_SKIP_BAD_ROWS, NULL}, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner check mypost", NULL},
        {"planner check mypost --write-fixes mypost/fixes.csv", "corrections to confirm"},
        {"planner check export.csv --json", "any CSV: rows, columns, exact sums, for programs"},
        {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_check,
};
