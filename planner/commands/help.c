/* The orientation, the help of each command, and the manual page. */
#include <ctype.h>
#include <string.h>

#include "planner/command.h"
#include "planner/input.h"
#include "planner/listing.h"
#include "planner/reference.h"

static const char purpose[] = "makes a post's IT budget plan from its inventory and costs";
static const char input_is[] = "INPUT is a post folder, or one inventory CSV.";

/* ---- at a terminal ---------------------------------------------------------------------------- */

void print_orientation(struct run *run, FILE *to)
{
    struct listing list = listing_new(run->arena, 2, 2);
    fprintf(to, "planner %s.\n\n", purpose);
    for (size_t i = 0; commands[i]; i++)
        LISTING_ADD(&list, arena_format(run->arena, "planner %s %s", commands[i]->name,
                                        commands[i]->arguments), commands[i]->about);
    listing_print(&list, to);
    fprintf(to, "\n%s\n"
            "Start:  planner plan export.csv          a first plan, from an inventory alone\n"
            "        planner init mypost export.csv   a folder made of it, to fill in\n"
            "        planner plan mypost   makes its workbook\n"
            "Help:   planner help COMMAND\n", input_is);
}

/* "-o, --output FILE" */
static const char *option_words(struct run *run, enum option_id option)
{
    const struct option_form *form = &option_forms[option];
    const char *letter = form->letter ? arena_format(run->arena, "-%c, ", form->letter) : "";
    return arena_format(run->arena, "%s--%s%s%s", letter, form->name, form->argument ? " " : "",
                        form->argument ? form->argument : "");
}

/* Calls `put` with each paragraph. */
static void each_paragraph(struct run *run, const char *from, FILE *to,
                           void (*put)(struct run *run, FILE *to, const char *paragraph))
{
    while (*from) {
        size_t n = strcspn(from, "\n");
        put(run, to, arena_copy(run->arena, from, n));
        from += n + (from[n] == '\n');
    }
}

static void print_paragraph(struct run *run, FILE *to, const char *paragraph)
{
    print_wrapped(run->arena, to, 0, paragraph);
}

static void print_options(struct run *run, const struct command *command, FILE *to)
{
    struct listing list = listing_new(run->arena, 2, 2);
    for (const struct takes *t = command->takes; t->option; t++)
        LISTING_ADD(&list, option_words(run, t->option), option_about(t));
    for (enum option_id o = OPTION_NONE + 1; o < OPTION_HELP; o++)
        if (option_is_general(o))
            LISTING_ADD(&list, option_words(run, o), option_forms[o].about);
    fputs("\nOptions:\n", to);
    listing_print(&list, to);
}

static void print_examples(struct run *run, const struct command *command, FILE *to)
{
    struct listing list = listing_new(run->arena, 2, 2);
    for (const struct example *e = command->examples; e->typed; e++)
        LISTING_ADD(&list, e->typed, e->about);
    fprintf(to, "\nFor example:\n");
    listing_print(&list, to);
}

void print_help(struct run *run, const struct command *command, FILE *to)
{
    fprintf(to, "planner %s %s: %s\n\n", command->name, command->arguments, command->about);
    each_paragraph(run, command->text, to, print_paragraph);
    print_options(run, command, to);
    print_examples(run, command, to);
}

/* ---- the manual page: roff with the man macros -------------------------------------------------- */

/* Text as roff wants it: its own characters escaped, no line that begins like a request. */
static const char *roff(struct run *run, const char *from)
{
    size_t n = strlen(from), used = 0;
    char *out = arena_alloc(run->arena, 6 * n + 3, 1);
    if (*from == '.' || *from == '\'')
        used += (size_t)sprintf(out, "\\&");
    for (; *from; from++) {
        switch (*from) {
        case '\\': used += (size_t)sprintf(out + used, "\\e"); break;
        case '-':  used += (size_t)sprintf(out + used, "\\-"); break;
        case '\'': used += (size_t)sprintf(out + used, "\\(aq"); break;
        default:   out[used++] = *from;
        }
    }
    out[used] = '\0';
    return out;
}

static void manual_paragraph(struct run *run, FILE *to, const char *paragraph)
{
    fprintf(to, ".PP\n%s\n", roff(run, paragraph));
}

static void manual_item(struct run *run, FILE *to, const char *term, const char *meaning)
{
    fprintf(to, ".TP\n.B %s\n%s\n", roff(run, term), roff(run, meaning));
}

static void manual_command(struct run *run, const struct command *command, FILE *to)
{
    fprintf(to, ".SS planner %s %s\n%c%s.\n", roff(run, command->name),
            roff(run, command->arguments), toupper((unsigned char)command->about[0]),
            roff(run, command->about + 1));
    each_paragraph(run, command->text, to, manual_paragraph);
    for (const struct takes *t = command->takes; t->option; t++)
        manual_item(run, to, option_words(run, t->option), option_about(t));
    for (const struct example *e = command->examples; e->typed; e++)
        fprintf(to, ".PP\n.RS\n.nf\n%s\n.fi\n.RE\n%s\n", roff(run, e->typed),
                e->about ? roff(run, e->about) : "");
}

static void manual_files(struct run *run, FILE *to)
{
    fprintf(to, ".SH FILES\nA post folder holds these CSV files; only the inventory is needed.\n"
                ".B planner columns\n.I FILE\nsays what stands in one of them.\n");
    for (size_t i = 0; inputs[i]; i++)
        manual_item(run, to, input_file_names(run->arena, inputs[i]), inputs[i]->about);
}

void print_manual(struct run *run, FILE *to)
{
    static const struct { const char *status, *meaning; } statuses[] = {
        {"0", "done; there may be warnings"},
        {"1", "errors in the data"},
        {"2", "wrong usage"},
        {"3", "something cannot be read or written"},
    };
    fprintf(to, ".TH PLANNER 1 \"\" \"planner %s\" \"User Commands\"\n"
                ".SH NAME\nplanner \\- %s\n"
                ".SH SYNOPSIS\n.B planner\n.I COMMAND\n.RI [ OPTION ...]\n.I INPUT ...\n.br\n"
                ".B planner help\n.RI [ COMMAND ]\n.SH DESCRIPTION\n%s\n.SH COMMANDS\n",
            PLANNER_VERSION, roff(run, purpose), roff(run, input_is));
    for (size_t i = 0; commands[i]; i++)
        manual_command(run, commands[i], to);
    fputs(".SH OPTIONS OF EVERY COMMAND\n", to);
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
        if (option_is_general(o))
            manual_item(run, to, option_words(run, o), option_forms[o].about);
    manual_files(run, to);
    fputs(".SH EXIT STATUS\nOn 1, 2 and 3 no output file is made or changed.\n", to);
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        manual_item(run, to, statuses[i].status, statuses[i].meaning);
}
