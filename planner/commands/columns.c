/* planner columns: the reference of the input files, from the tables that read them. */
#include <stdio.h>
#include <string.h>

#include "planner/builtin.h"
#include "planner/command.h"
#include "planner/input.h"
#include "planner/listing.h"
#include "planner/reference.h"
#include "planner/run.h"

static void print_files(struct run *run)
{
    struct listing list = listing_new(run->arena, 2, 2);
    fputs("The files of a post folder.  Only the inventory is needed; everything else has a "
          "default.\n\n", stdout);
    for (size_t i = 0; inputs[i]; i++)
        LISTING_ADD(&list, input_file_names(run->arena, inputs[i]), inputs[i]->about);
    listing_print(&list, stdout);
    fputs("\nplanner columns FILE   says what stands in one of them\n"
          "planner init DIR       makes a folder with all of them, filled with an example\n",
          stdout);
}

static void print_columns(struct run *run, const struct input *input)
{
    struct listing list = listing_new(run->arena, 4, 2);
    LISTING_ADD(&list, "column", "write", "example", "meaning");
    for (const struct column *c = input->columns; c->name; c++)
        LISTING_ADD(&list, arena_format(run->arena, "%s%s", c->name,
                                        c->flags & REQUIRED ? " *" : ""),
                    kind_words(run->arena, c->kind, c->min, c->max), c->example,
                    column_meaning(run->arena, c));
    printf("%s: %s\n\n", input_file_names(run->arena, input), input->about);
    listing_print(&list, stdout);
    fputs("\n* must be filled in; the other columns may be empty or left out, in any order\n",
          stdout);
    const char *keys = key_columns(run->arena, input);
    if (keys[0])
        printf("No two rows may have the same %s.\n", keys);
}

/* ---- what is built in ------------------------------------------------------------------------ */

static void print_settings(struct run *run)
{
    struct listing list = listing_new(run->arena, 4, 2);
    fputs("\nSettings (also on the command line: --set KEY=VALUE):\n\n", stdout);
    LISTING_ADD(&list, "key", "write", "default", "meaning");
    for (size_t i = 0; i < setting_count(); i++) {
        const struct setting *s = &setting_table[i];
        LISTING_ADD(&list, s->key, kind_words(run->arena, s->kind, s->min, s->max), s->standard,
                    with_choices(run->arena, s->help, s->words));
    }
    listing_print(&list, stdout);
}

static void print_builtin_categories(struct run *run)
{
    struct listing list = listing_new(run->arena, 6, 2);
    fputs("\nBuilt-in categories (a row of the file overrides its cells; an empty cell keeps "
          "them):\n\n", stdout);
    list.right = 1u << 2;
    LISTING_ADD(&list, "category", "other words", "months", "prices rise as", "paid by",
                "evidence for the cycle");
    for (size_t i = 0; i < builtin_category_count; i++) {
        const struct builtin_category *b = &builtin_categories[i];
        LISTING_ADD(&list, b->name, choices(run->arena, b->aliases),
                    arena_format(run->arena, "%d", b->cycle_months), b->escalation_class,
                    b->funding_source, b->source);
    }
    listing_print(&list, stdout);
    fputc('\n', stdout);
    print_wrapped(run->arena, stdout, 0, evidence_legend);
}

static void print_builtin_classes(struct run *run)
{
    struct listing list = listing_new(run->arena, 3, 2);
    fputs("\nBuilt-in classes (rows of the file for a class replace all of its rates):\n\n",
          stdout);
    LISTING_ADD(&list, "class", "percent a year", "source");
    for (size_t i = 0; i < builtin_class_count; i++)
        LISTING_ADD(&list, builtin_classes[i].name,
                    builtin_rates(run->arena, &builtin_classes[i]), builtin_classes[i].source);
    listing_print(&list, stdout);
}

static void print_builtin_fundings(struct run *run)
{
    struct listing list = listing_new(run->arena, 4, 2);
    fputs("\nBuilt-in funding sources (a row of the file overrides its cells):\n\n", stdout);
    LISTING_ADD(&list, "funding_source", "payer", "period", "name");
    for (size_t i = 0; i < builtin_funding_count; i++) {
        const struct builtin_funding *b = &builtin_fundings[i];
        LISTING_ADD(&list, b->name, b->payer, b->period, b->label);
    }
    listing_print(&list, stdout);
    fputs("\nOnly what the post pays is in the plan; central and other payers are shown apart.\n",
          stdout);
}

static void print_builtins(struct run *run, const char *file)
{
    static const struct {
        const char *file;
        void (*print)(struct run *run);
    } parts[] = {
        {"settings", print_settings},
        {"categories", print_builtin_categories},
        {"escalation", print_builtin_classes},
        {"funding", print_builtin_fundings},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(parts[i].file, file))
            parts[i].print(run);
}

/* ---- the command ----------------------------------------------------------------------------- */

static enum exit_status unknown_file(struct run *run, const char *given)
{
    const char *near = input_nearest(text_of(given));
    fprintf(stderr, "planner: there is no input file '%s'%s%s%s\n", visible(run->arena, given),
            near ? "; did you mean planner columns " : " (planner columns lists them)",
            near ? near : "", near ? "?" : "");
    return WRONG_USAGE;
}

static enum exit_status run_columns(struct run *run)
{
    if (!run->options.argument_count)
        return print_files(run), DONE;
    const struct input *input = input_of_file(text_of(run->options.arguments[0]));
    if (!input)
        return unknown_file(run, run->options.arguments[0]);
    print_columns(run, input);
    print_builtins(run, input->file);
    return DONE;
}

const struct command command_columns = {
    .name = "columns",
    .arguments = "[FILE]",
    .about = "reference of the input files",
    .text = "Without FILE it lists the files of a post folder.  With FILE (with or without .csv) it "
            "says for each column what to write, an example and what it means.\n",
    .takes = (const struct takes[]){{OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner columns inventory", "every column of the inventory"},
        {"planner columns settings", "also every setting with its default"},
        {"planner columns categories", "also the built-in categories and their words"},
        {"planner columns escalation", "also the built-in yearly price changes"},
        {"planner columns funding", "also the built-in funding sources"},
        {NULL, NULL}},
    .least = 0,
    .most = 1,
    .run = run_columns,
};
