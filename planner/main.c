/* The only reader of argv and the clock. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/input.h"
#include "planner/os.h"
#include "planner/proposals.h"

_Static_assert(OPTIONS < ':', "getopt's answers, letters and ids, must not meet");

/* ---- options ------------------------------------------------------------------------------------ */

static bool wrong_usage(const char *what, const char *why)
{
    fprintf(stderr, "planner: %s %s\n", what, why);
    return false;
}

/* An option's value that is wrong, and what would be right. */
static bool wrong_value(struct run *run, enum option_id option, const char *value,
                        const char *fault)
{
    fprintf(stderr, "planner: %s: '%s' %s\n", option_shown(run->arena, option),
            visible(run->arena, value), visible(run->arena, fault));
    return false;
}

/* The options that can change a figure: as typed for the manifest; and those that planner check, the
 * next command, takes. */
static void note_figure(struct run *run, enum option_id option, const char *value)
{
    struct options *o = &run->options;
    const struct option_form *form = &option_forms[option];
    if (!form->figures)
        return;
    o->figures = arena_format(run->arena, "%s%s--%s%s%s", o->figures, o->figures[0] ? " " : "",
                              form->name, value ? " " : "", value ? value : "");
    if (!command_takes(command_named("check"), option))
        return;
    o->again = arena_format(run->arena, "%s --%s%s%s", o->again, form->name, value ? " " : "",
                            value ? visible(run->arena, os_pasted(run->arena, value)) : "");
}

/* ---- what was meant ----------------------------------------------------------------------------- */

/* The command of which `name` is the beginning, NULL if there is none or more than one. */
static const char *only_beginning(const char *name)
{
    const char *found = NULL;
    for (size_t i = 0; commands[i]; i++) {
        if (strncmp(commands[i]->name, name, strlen(name)))
            continue;
        if (found)
            return NULL;
        found = commands[i]->name;
    }
    return found;
}

/* The nearest of what can stand behind "planner". */
static const char *nearest_command(const char *name)
{
    const char *names[64] = {"--version"}, *beginning = only_beginning(name);
    size_t n = 1;
    for (; commands[n - 1]; n++)
        names[n] = commands[n - 1]->name;
    return beginning ? beginning : text_nearest(text_of(name), names, n);
}

static bool is_path(const char *name)
{
    enum os_kind kind = os_kind(name);
    return kind == OS_FOLDER || kind == OS_FILE;
}

/* No command has a dot or a separator in its name: a file or folder is meant that is not there. */
static bool is_missing_path(const char *name)
{
    return (strchr(name, '.') || os_base_name(name) != name) && os_kind(name) == OS_MISSING;
}

static const struct command *find_command(struct run *run, const char *name)
{
    const struct command *found = command_named(name);
    if (found)
        return found;
    if (is_path(name)) {
        fprintf(stderr, "planner: '%s' is no command, and only one file or folder can be planned at "
                        "once (put several inventories into one folder as inventory-NAME.csv: "
                        "planner init mypost makes one; planner alone lists the commands)\n",
                visible(run->arena, name));
        return NULL;
    }
    const char *near = nearest_command(name);
    if (!near)
        near = nearest_path(run->arena, name);
    const char *said = near ? did_you_mean(run->arena, arena_format(run->arena, "planner %s", near))
                            : " (planner alone lists them)";
    fprintf(stderr, "planner: there is no command '%s'%s\n", visible(run->arena, name),
            visible(run->arena, said));
    return NULL;
}

/* An option that getopt does not know, with the nearest that it does. */
static bool report_option(struct run *run, const char *given)
{
    const char *names[OPTIONS];
    size_t n = 0;
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
        names[n++] = option_forms[o].name;
    const char *word_only = arena_copy(run->arena, given, strcspn(given, "="));
    const char *near = !strncmp(given, "--", 2)
                           ? text_nearest(text_of(word_only + 2), names, n)
                           : NULL;
    fprintf(stderr, "planner: option %s is not known%s%s%s\n", visible(run->arena, given),
            near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
    return false;
}

/* A path and nothing else, as when it is dropped on the program: its plan is made beside it. */
static bool is_path_alone(int argc, char **argv)
{
    return optind == argc - 1 && !command_named(argv[optind]) && is_path(argv[optind]);
}

static const char *folder_above(struct arena *arena, const char *path)
{
    return os_folder_of(arena, os_without_end(arena, path));
}

/* Corrections of an inventory lie beside it, so that it can be dropped again. */
static const char *corrections_of(struct run *run, const char *path)
{
    return os_join(run->arena, os_kind(path) == OS_FOLDER ? path : run->options.folder, "fixes.csv");
}

static void take_path_alone(struct run *run, const char *path)
{
    run->options.folder = folder_above(run->arena, path);
    const char *fixes = corrections_of(run, path);
    if (os_kind(path) == OS_FILE && os_kind(fixes) == OS_FILE && !run->options.fixes)
        run->options.fixes = fixes;
}

/* Who drops a path has no command line to type the next step on. */
static enum exit_status offer_corrections(struct run *run, const char *path)
{
    const char *target = corrections_of(run, path);
    size_t count;
    char answer[16];
    if (run->options.quiet || !anything_to_correct(run) || !os_is_terminal(stdin) ||
        !os_is_terminal(stderr))
        return DATA_ERRORS;
    fprintf(stderr, "\nShall planner list what is missing or wrong in %s, for you to fill in?\n"
            "Type y and Enter, or Enter alone: ", visible(run->arena, target));
    if (!fgets(answer, sizeof answer, stdin) || (answer[0] != 'y' && answer[0] != 'Y'))
        return DATA_ERRORS;
    enum exit_status status = put_fixes(run, target, &count);
    if (status == DONE)
        puts("Open it in Excel, fill in value, write yes under accept (or drop, to leave the row out),\n"
             "save it as CSV, and plan again in the same way.");
    return status;
}

/* "planner check and planner explain take it"; where it can be typed as it stands, with one command
 * that takes as many names, "write planner whatif mypost --scenario x". */
static const char *who_takes(struct run *run, enum option_id option, const char *value)
{
    struct arena *arena = run->arena;
    const struct command *last = NULL;
    const char *list = "";
    size_t count = 0;
    for (size_t i = 0; commands[i]; i++)
        if (command_takes(commands[i], option)) {
            list = last ? arena_format(arena, "%s%splanner %s", list, count > 1 ? ", " : "",
                                       last->name) : list;
            last = commands[i];
            count++;
        }
    if (!last)
        return "no command takes it";
    if (count > 1)
        return arena_format(arena, "%s and planner %s take it", list, last->name);
    int names = run->options.argument_count;
    if (names < last->least || (last->most >= 0 && names > last->most))
        return arena_format(arena, "planner %s takes it", last->name);
    const char *typed = arena_format(arena, "write planner %s", last->name);
    for (int i = 0; i < names; i++)
        typed = arena_format(arena, "%s %s", typed, os_pasted(arena, run->options.arguments[i]));
    return arena_format(arena, "%s --%s%s%s", typed, option_forms[option].name, *value ? " " : "",
                        *value ? os_pasted(arena, value) : "");
}

/* Options that the command has no use for: nothing that is typed is passed over in silence, and no
 * answer is given to another question than the one asked. */
static bool refuses(struct run *run, const struct command *command,
                    const char *const given[OPTIONS])
{
    bool refused = false;
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++) {
        if (!given[o] || command_takes(command, o))
            continue;
        if (!option_forms[o].shared) {
            fprintf(stderr, "planner: %s takes no --%s (%s)\n", command->name, option_forms[o].name,
                    visible(run->arena, who_takes(run, o, given[o])));
            refused = true;
        } else if (!run->options.quiet) {
            fprintf(stderr, "planner: note: %s makes no use of --%s (planner help %s says what it "
                            "takes)\n", command->name, option_forms[o].name, command->name);
        }
    }
    return refused;
}

/* "--csv ''" is a variable that was empty in a script, say. */
static bool empty_value(enum option_id option)
{
    fprintf(stderr, "planner: the value of --%s is empty (write it behind the option)\n",
            option_forms[option].name);
    return false;
}

static bool names_given(const struct run *run, const struct command *command)
{
    for (int i = 0; i < run->options.argument_count; i++)
        if (!run->options.arguments[i][0]) {
            fprintf(stderr, "planner: a name behind planner %s is empty (usage: planner %s %s)\n",
                    command->name, command->name, command->arguments);
            return false;
        }
    return true;
}

/* ---- the run -------------------------------------------------------------------------------------- */

static enum exit_status run_command(struct run *run, const struct command *command)
{
    if (run->options.argument_count < command->least ||
        (command->most >= 0 && run->options.argument_count > command->most)) {
        fprintf(stderr, "planner: usage: planner %s %s [options] (planner help %s says more)\n",
                command->name, command->arguments, command->name);
        return WRONG_USAGE;
    }
    if (!names_given(run, command))
        return WRONG_USAGE;
    return command->run(run);
}

/* False: wrong usage, and everything that is wrong has been said. */
static bool read_options(struct run *run, int argc, char **argv,
                         const char *given[OPTIONS])
{
    struct option known[OPTIONS] = {{NULL, 0, NULL, 0}}; /* [OPTION_NONE] makes room for the end */
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
        known[o - 1] = (struct option){option_forms[o].name,
                                       option_forms[o].argument ? required_argument : no_argument,
                                       NULL, (int)o};
    int found;
    bool fine = true;
    run->options.figures = run->options.again = "";
    opterr = 0;
    while ((found = getopt_long(argc, argv, ":o:hV", known, NULL)) != -1) {
        enum option_id option = (enum option_id)found;
        if (found == ':')
            return wrong_usage(argv[optind - 1], "needs a value");
        if (found == '?') {
            fine = report_option(run, argv[optind - 1]);
            continue;
        }
        for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++)
            if (option_forms[o].letter == found)
                option = o;
        if (optarg && !optarg[0])
            return empty_value(option);
        const char *fault = take_option(run, option, optarg);
        if (fault)
            fine = wrong_value(run, option, optarg, fault);
        const char *value = option_forms[option].argument ? optarg : NULL;
        note_figure(run, option, value);
        given[option] = value ? value : "";
    }
    return fine;
}

static enum exit_status dispatch(struct run *run, int argc, char **argv)
{
    const char *given[OPTIONS] = {NULL};
    if (!read_options(run, argc, argv, given))
        return WRONG_USAGE;
    if (given[OPTION_VERSION])
        return printf("planner %s\n", PLANNER_VERSION), DONE;
    bool help = argc < 2 || given[OPTION_HELP];
    if (optind < argc && !strcmp(argv[optind], "help")) {
        help = true;
        optind++;
    }
    if (optind == argc)
        return print_orientation(run, help ? stdout : stderr), help ? DONE : WRONG_USAGE;
    if (help && !strcmp(argv[optind], "manual"))
        return print_manual(run, stdout), DONE;
    if (!help && is_missing_path(argv[optind]))
        stop_missing(run->arena, argv[optind]);
    bool alone = !help && is_path_alone(argc, argv);
    const struct command *command = alone ? command_named("plan") : find_command(run, argv[optind]);
    if (!command)
        return WRONG_USAGE;
    if (help)
        return print_help(run, command, stdout), DONE;
    if (alone)
        take_path_alone(run, argv[optind]);
    else
        optind++;
    timings_begin(&run->timings, run->options.timings);
    run->options.arguments = (const char **)argv + optind;
    run->options.argument_count = argc - optind;
    if (refuses(run, command, given))
        return WRONG_USAGE;
    enum exit_status status = run_command(run, command);
    return alone && status == DATA_ERRORS ? offer_corrections(run, argv[optind]) : status;
}

int main(int argc, char **argv)
{
    os_begin(&argc, &argv);
    struct run run = {.arena = arena_new(), .words = words_new(), .today = os_today()};
    run.options.seed = 1;
    run.options.draws = 10000;
    run.options.level = 0.95;
    run.options.early = run.options.late = 12;
    run.options.threads = os_processors();
    run.diag = diag_new(run.words);
    enum exit_status status = dispatch(&run, argc, argv);
    const char *lost = os_flush(stdout);
    if (lost)
        stop_machine("cannot write to the standard output: %s", lost);
    plan_free(run.plan);
    free_post(&run.post);
    diag_free(run.diag);
    words_free(run.words);
    arena_free(run.arena);
    return (int)status;
}
