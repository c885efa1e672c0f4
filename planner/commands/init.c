/* planner init: a new post folder, filled with an example that plans as it stands. */
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/listing.h"
#include "planner/os.h"
#include "planner/reference.h"
#include "planner/result.h"
#include "planner/sample.h"

static const char readme[] = "README.txt";

/* ---- what is there already -------------------------------------------------------------------- */

static bool is_ours(const char *name)
{
    return text_same_nocase(text_of(name), text_of(readme)) ||
           (text_ends_nocase(text_of(name), TEXT(".csv")) && input_of_file(text_of(name)));
}

/* The files of the folder that would be written over, or read beside the example; "" if none. */
static const char *in_the_way(struct run *run, const char *folder)
{
    const char *const *names;
    size_t count;
    char *list = arena_copy(run->arena, "", 0);
    const char *fault = os_list_folder(run->arena, folder, &names, &count);
    if (fault)
        stop_machine("%s cannot be read: %s", folder, fault);
    for (size_t i = 0; i < count; i++)
        if (is_ours(names[i]))
            list = arena_format(run->arena, "%s%s%s", list, list[0] ? ", " : "", names[i]);
    return visible(run->arena, list);
}

static bool may_be_filled(struct run *run, const char *folder)
{
    if (os_kind(folder) != OS_FOLDER)
        return true; /* made, or refused with a reason, when it is opened */
    const char *there = in_the_way(run, folder);
    if (there[0])
        fprintf(stderr, "planner: %s already holds %s; nothing was written (name another folder, "
                "or move these files away)\n", visible(run->arena, folder), there);
    return !there[0];
}

/* ---- the files ---------------------------------------------------------------------------------- */

/* What the file is for and what its columns mean, in rows above the header: they are valid CSV, a
 * spreadsheet shows them, and a reader of ours passes them over. */
static void explain(struct run *run, struct csv_out *out, const char *meaning)
{
    enum { WIDE = 88 }; /* letters: a spreadsheet makes the first column as wide as the longest */
    const char *mark = "# ";
    for (text rest = text_of(meaning); rest.length; mark = "#    ") {
        size_t end = rest.length;
        if (end > WIDE)
            for (end = WIDE; end > 1 && rest.at[end] != ' '; end--)
                continue;
        out_string(out, arena_format(run->arena, "%s%.*s", mark, (int)end, rest.at));
        out_end(out);
        rest = text_trim((text){rest.at + end, rest.length - end});
    }
}

static void write_explanation(struct run *run, struct csv_out *out, const struct input *input)
{
    explain(run, out, arena_format(run->arena, "%s.csv: %s. Rows that begin with # only explain; "
                                   "columns with a * must be filled in.", input->file, input->about));
    for (const struct column *c = input->columns; c->name; c++)
        explain(run, out, arena_format(run->arena, "%s%s: %s", c->name,
                                       c->flags & REQUIRED ? " *" : "",
                                       column_meaning(run->arena, c)));
}

static void write_header(struct csv_out *out, const struct input *input)
{
    for (const struct column *c = input->columns; c->name; c++)
        out_string(out, c->name);
    out_end(out);
}

static void write_setting(struct csv_out *out, const char *key, const char *value)
{
    out_string(out, key);
    out_string(out, value);
    out_end(out);
}

static bool on_command_line(const struct run *run, const char *key)
{
    for (size_t k = 0; k < setting_count(); k++)
        if (!strcmp(setting_table[k].key, key))
            return run->origin.from[k] == FROM_COMMAND_LINE;
    return false;
}

/* The example's settings, and in their place those of the command line. */
static void write_settings(struct run *run, struct csv_out *out, const struct sample_row *rows)
{
    for (const struct sample_row *row = rows; row; row = row->next)
        if (!on_command_line(run, row->cells[0]))
            write_setting(out, row->cells[0], row->cells[1]);
    for (size_t k = 0; k < setting_count(); k++)
        if (run->origin.from[k] == FROM_COMMAND_LINE)
            write_setting(out, setting_table[k].key, setting_text(&run->post, &run->settings, k));
}

static void write_rows(const struct input *input, struct csv_out *out,
                       const struct sample_row *rows)
{
    for (const struct sample_row *row = rows; row; row = row->next) {
        for (size_t k = 0; k < columns_count(input->columns); k++)
            out_string(out, row->cells[k]);
        out_end(out);
    }
}

static void write_input(struct run *run, struct result_set *set, const struct input *input)
{
    struct csv_out *out =
        results_open(set, arena_format(run->arena, "%s.csv", input->file));
    const struct sample_row *rows = sample_rows(run->arena, input, run->settings.as_of);
    write_explanation(run, out, input);
    write_header(out, input);
    if (!strcmp(input->file, "settings"))
        write_settings(run, out, rows);
    else
        write_rows(input, out, rows);
}

/* What a CSV file cannot say of itself: what it is for and what its columns mean. */
static void write_readme(struct run *run, FILE *to)
{
    fputs("A post folder for planner, filled with an example post.\n\n"
          "Replace the example rows by your own, file by file.  Only inventory.csv is needed:\n"
          "a file that you delete takes its defaults.  Columns may stand in any order, and\n"
          "those without a * may be empty or left out.  Several inventory files are read:\n"
          "inventory.csv and any inventory-NAME.csv.\n\n"
          "  planner check DIR      says what is wrong in this folder\n"
          "  planner plan DIR       makes the budget plan workbook\n"
          "  planner columns FILE   says more of a file's columns\n", to);
    for (size_t i = 0; inputs[i]; i++) {
        if (inputs[i]->alone)
            continue;
        struct listing list = listing_new(run->arena, 2, 2);
        fprintf(to, "\n\n%s: %s\n\n", input_file_names(run->arena, inputs[i]), inputs[i]->about);
        for (const struct column *c = inputs[i]->columns; c->name; c++)
            LISTING_ADD(&list, arena_format(run->arena, "%s%s", c->name,
                                            c->flags & REQUIRED ? " *" : ""),
                        column_meaning(run->arena, c));
        listing_print(&list, to);
    }
}

static void print_next_steps(struct run *run, const char *folder, size_t files)
{
    const char *shown = visible(run->arena, folder);
    if (strchr(shown, ' '))
        shown = arena_format(run->arena, "\"%s\"", shown);
    printf("%s now holds %zu files of an example post, and %s, which explains them.\n\n"
           "Next:\n"
           "  planner check %s   finds nothing wrong: the example is complete\n"
           "  planner plan %s    makes its workbook\n\n"
           "Then put your own assets into inventory.csv, and delete the files that you have no\n"
           "figures for: each of them has defaults.\n", shown, files, readme, shown, shown);
}

static enum exit_status run_init(struct run *run)
{
    const char *folder = run->options.arguments[0];
    size_t files = 0;
    run->post = (struct post){.arena = run->arena, .words = run->words, .diag = run->diag};
    resolve_settings(&run->post, run->options.set, run->options.set_count, run->today,
                     &run->settings, &run->origin);
    if (!may_be_filled(run, folder))
        return MACHINE_FAILED;
    struct result_set *set = results_begin(run->arena, folder);
    for (size_t i = 0; inputs[i]; i++)
        if (!inputs[i]->alone) {
            write_input(run, set, inputs[i]);
            files++;
        }
    write_readme(run, results_open(set, readme)->to);
    results_commit(set);
    print_next_steps(run, folder, files);
    return DONE;
}

const struct command command_init = {
    .name = "init",
    .arguments = "DIR",
    .about = "a new post folder, filled with an example",
    .text = "Makes DIR, if need be, and puts into it every file that planner reads, each with its "
            "header and example rows that plan without an error, and a README.txt that explains "
            "the columns.  A folder that holds such files already is left as it is.\n",
    .takes = (const struct takes[]){
        {OPTION_AS_OF, "date the example for that day; default: today"},
        {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL},
        {OPTION_SET, "a setting to stand in settings.csv"}, {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner init mypost --set post=\"Port Amara\"", NULL}, {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_init,
};
