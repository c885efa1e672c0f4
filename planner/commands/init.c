/* planner init: a new post folder, filled with an example that plans as it stands, or made from the
 * post's own inventory. */
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/fixes.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/listing.h"
#include "planner/os.h"
#include "planner/proposals.h"
#include "planner/reference.h"
#include "planner/result.h"
#include "planner/sample.h"

static const char readme[] = "README.txt", inventory_file[] = "inventory.csv";

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

/* ---- the post's own inventory --------------------------------------------------------------------- */

struct own {
    struct os_file inventory, map;
    size_t prices, rates; /* to be filled in */
};

static void open_copy(const char *path, struct os_file *file)
{
    const char *fault = os_open_file(path, file);
    if (fault)
        stop_machine("%s cannot be read: %s", path, fault);
}

static bool was_refused(const struct run *run)
{
    for (size_t i = 0; i < run->post.file_count; i++)
        if (run->post.files[i].refused)
            return true;
    return false;
}

/* Reads it as a plan would, to know what it lacks; what is wrong in it is for `check` to say. */
static enum exit_status take_own(struct run *run, const char *path, struct own *own)
{
    if (os_kind(path) == OS_FOLDER) {
        fprintf(stderr, "planner: %s is a folder (name the inventory CSV that the new folder is to "
                "hold)\n", visible(run->arena, path));
        return WRONG_USAGE;
    }
    plan_post(run, path);
    if (was_refused(run)) {
        print_errors(run, path);
        return DATA_ERRORS;
    }
    open_copy(path, &own->inventory);
    if (run->options.map)
        open_copy(run->options.map, &own->map);
    return DONE;
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

static void write_lacking(struct run *run, const struct input *input, const struct lacking *l,
                          word key, struct csv_out *out)
{
    for (const struct column *c = input->columns; c->name; c++)
        if (!strcmp(c->name, l->key))
            out_word(out, &run->post, key);
        else if (!strcmp(c->name, l->year))
            out_integer(out, fiscal_year(run->settings.as_of));
        else
            out_string(out, "");
    out_end(out);
}

/* A row for each category that only lacks a price, for each currency that lacks a rate: the figure is
 * left to be filled in. */
static void write_all_lacking(struct run *run, const struct input *input, struct csv_out *out,
                              struct own *own)
{
    size_t count;
    const struct finding *findings = diag_all(run->diag, &count);
    for (size_t i = 0; i < count; i++) {
        const struct lacking *l = lacking_for(findings[i].rule);
        if (!l || strcmp(l->file, input->file))
            continue;
        write_lacking(run, input, l, findings[i].found, out);
        *(l == lacking_rows ? &own->prices : &own->rates) += 1;
    }
}

/* Their names as a row of prices.csv needs them. */
static void explain_own_costs(struct run *run, struct csv_out *out)
{
    const struct plan *plan = run->plan;
    const struct catalog *c = plan->catalog;
    size_t *assets = arena_alloc(run->arena, c->category_count + 1, sizeof *assets);
    const char *list = "";
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (plan->assets[i].valid && plan->assets[i].active && plan->assets[i].price == OWN_COST)
            assets[plan->assets[i].bought]++;
    for (size_t k = 0; k < c->category_count; k++)
        if (assets[k])
            list = arena_format(run->arena, "%s%s%s", list, list[0] ? ", " : "",
                                words_string(run->words, c->categories[k].name));
    if (list[0])
        explain(run, out, arena_format(run->arena, "Without a row here, these are priced by what each "
                                       "asset once cost: %s", list));
}

static void write_input(struct run *run, struct result_set *set, const struct input *input,
                        struct own *own)
{
    struct csv_out *out =
        results_open(set, arena_format(run->arena, "%s.csv", input->file));
    const struct sample_row *rows =
        own ? NULL : sample_rows(run->arena, input, run->settings.as_of);
    write_explanation(run, out, input);
    if (own && !strcmp(input->file, "prices"))
        explain_own_costs(run, out);
    write_header(out, input);
    if (!strcmp(input->file, "settings"))
        write_settings(run, out, rows);
    else if (own)
        write_all_lacking(run, input, out, own);
    else
        write_rows(input, out, rows);
}

static void write_copy(struct result_set *set, const char *file, const struct os_file *from)
{
    struct csv_out *out = results_open(set, file);
    fwrite(from->at, 1, from->size, out->to); /* a fault shows when all is settled */
}

/* What a post has of its own: every file as it is, or as a header that waits for rows. */
static size_t write_inputs(struct run *run, struct result_set *set, struct own *own)
{
    size_t files = 0;
    for (size_t i = 0; inputs[i]; i++) {
        if (inputs[i]->alone)
            continue;
        if (own && inputs[i]->several)
            write_copy(set, inventory_file, &own->inventory);
        else if (run->options.fixes && !strcmp(inputs[i]->file, "fixes"))
            write_fixes_for(run, inventory_file, results_open(set, "fixes.csv")->to);
        else
            write_input(run, set, inputs[i], own);
        files++;
    }
    if (own && run->options.map)
        write_copy(set, "map.csv", &own->map);
    return files;
}

/* What a CSV file cannot say of itself: what it is for and what its columns mean. */
static void write_readme(struct run *run, FILE *to, const struct own *own)
{
    fputs(own ? "A post folder for planner, made from an inventory.\n\n"
                "The other files are empty: write into them what the post has, file by file.  One that\n"
                "stays empty takes its defaults.  planner init EXAMPLE makes a folder with an example\n"
                "in each.  "
              : "A post folder for planner, filled with an example post.\n\n"
                "Replace the example rows by your own, file by file.  Only inventory.csv is needed:\n"
                "a file that you delete takes its defaults.  ", to);
    fputs("Columns may stand in any order, and\n"
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

static void print_next_own(const char *shown, size_t files, const struct own *own, const char *from)
{
    printf("%s now holds %s as inventory.csv, %zu files for what else the post has, and\n"
           "%s, which explains them.\n\nNext:\n", shown, from, files - 1, readme);
    if (own->prices)
        puts("  in prices.csv, write what one costs under unit_price: each row is a category without it");
    if (own->rates)
        puts("  in exchange.csv, write under budget_rate how many of the currency a dollar costs");
    printf("  planner check %s   says what else is wrong, and what to write\n"
           "  planner plan %s    makes the workbook\n", shown, shown);
}

static void print_next_steps(struct run *run, const char *folder, size_t files,
                             const struct own *own)
{
    const char *shown = visible(run->arena, os_pasted(run->arena, folder));
    if (own) {
        print_next_own(shown, files, own, visible(run->arena, run->options.arguments[1]));
        return;
    }
    printf("%s now holds %zu files of an example post, and %s, which explains them.\n\n"
           "Next:\n"
           "  planner check %s   finds nothing wrong: the example is complete\n"
           "  planner plan %s    makes its workbook\n\n"
           "Then put your own assets into inventory.csv, and delete the files that you have no\n"
           "figures for: each of them has defaults.\n", shown, files, readme, shown, shown);
}

static enum exit_status open_example(struct run *run)
{
    run->post = (struct post){.arena = run->arena, .words = run->words, .diag = run->diag};
    resolve_settings(&run->post, run->options.set, run->options.set_count, run->today,
                     &run->settings, &run->origin);
    return DONE;
}

static enum exit_status run_init(struct run *run)
{
    const char *folder = run->options.arguments[0];
    struct own inventory = {.prices = 0}, *own = run->options.argument_count > 1 ? &inventory : NULL;
    if (!own && (run->options.map || run->options.fixes)) {
        fprintf(stderr, "planner: --map and --fixes belong to an inventory, and none is named (planner "
                "init DIR INVENTORY)\n");
        return WRONG_USAGE;
    }
    if (!may_be_filled(run, folder))
        return MACHINE_FAILED;
    enum exit_status status = own ? take_own(run, run->options.arguments[1], own) : open_example(run);
    if (status != DONE)
        return status;
    struct result_set *set = results_begin(run->arena, folder);
    size_t files = write_inputs(run, set, own);
    write_readme(run, results_open(set, readme)->to, own);
    results_commit(set);
    os_close_file(&inventory.inventory);
    os_close_file(&inventory.map);
    if (!run->options.quiet)
        print_next_steps(run, folder, files, own);
    return DONE;
}

const struct command command_init = {
    .name = "init",
    .arguments = "DIR [INVENTORY]",
    .about = "a new post folder: an example, or your inventory",
    .text = "Makes DIR, if need be, and puts into it every file that planner reads, each with its "
            "header and example rows that plan without an error, and a README.txt that explains "
            "the columns.  With INVENTORY, a CSV, the folder is made for it: it is copied there as "
            "inventory.csv (with --map as map.csv and --fixes as fixes.csv), prices.csv has a row for each category without "
            "a price, exchange.csv one for each currency without a rate, and the other files have "
            "their headers alone.  A folder that holds such "
            "files already is left as it is.\n",
    .takes = (const struct takes[]){
        {OPTION_AS_OF, "date the example for that day; default: today"},
        {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL},
        {OPTION_SET, "a setting to stand in settings.csv"},
        {OPTION_MAP, "header mapping of INVENTORY: rows of field,column"},
        {OPTION_FIXES, "confirmed corrections of INVENTORY, to be taken along"},
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner init mypost --set post=\"Port Amara\"", "to look at an example"},
        {"planner init mypost export.csv", "to begin with what the post has"}, {NULL, NULL}},
    .least = 1,
    .most = 2,
    .run = run_init,
};
