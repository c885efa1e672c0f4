/* The only reader of argv and the clock. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/input.h"
#include "planner/os.h"
#include "planner/parse.h"
#include "planner/run.h"

#define COMMAND(name) extern const struct command command_##name;
#include "planner/commands.def"
#undef COMMAND

#define COMMAND(name) &command_##name,
const struct command *const commands[] = {
#include "planner/commands.def"
    NULL,
};
#undef COMMAND

enum { OPTION_CSV = 256, OPTION_JSON, OPTION_AS_OF, OPTION_BUDGET_YEAR, OPTION_YEARS,
       OPTION_PREVIOUS, OPTION_SKIP, OPTION_MAP, OPTION_SET, OPTION_SEED, OPTION_DRAWS,
       OPTION_THREADS, OPTION_QUIET, OPTION_NO_PROGRESS, OPTION_QUARTER, OPTION_AS,
       OPTION_HORIZON, OPTION_LEVEL, OPTION_EARLY, OPTION_LATE, OPTION_ZERO_BACKLOG };

static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"csv", required_argument, NULL, OPTION_CSV},
    {"json", no_argument, NULL, OPTION_JSON},
    {"as-of", required_argument, NULL, OPTION_AS_OF},
    {"budget-year", required_argument, NULL, OPTION_BUDGET_YEAR},
    {"years", required_argument, NULL, OPTION_YEARS},
    {"previous", required_argument, NULL, OPTION_PREVIOUS},
    {"skip-bad-rows", no_argument, NULL, OPTION_SKIP},
    {"map", required_argument, NULL, OPTION_MAP},
    {"set", required_argument, NULL, OPTION_SET},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"draws", required_argument, NULL, OPTION_DRAWS},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"quiet", no_argument, NULL, OPTION_QUIET},
    {"no-progress", no_argument, NULL, OPTION_NO_PROGRESS},
    {"quarter", required_argument, NULL, OPTION_QUARTER},
    {"as", required_argument, NULL, OPTION_AS},
    {"horizon", required_argument, NULL, OPTION_HORIZON},
    {"level", required_argument, NULL, OPTION_LEVEL},
    {"early", required_argument, NULL, OPTION_EARLY},
    {"late", required_argument, NULL, OPTION_LATE},
    {"zero-backlog", required_argument, NULL, OPTION_ZERO_BACKLOG},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static bool wrong_usage(const char *what, const char *why)
{
    fprintf(stderr, "planner: %s %s\n", what, why);
    return false;
}

static void add_set(struct options *options, const char *key, const char *value)
{
    if (options->set_count < sizeof options->set / sizeof *options->set)
        options->set[options->set_count++] = (struct override){key, value};
}

static void add_figure(struct run *run, const char *option, const char *value)
{
    run->options.figures = arena_format(run->arena, "%s%s%s%s%s", run->options.figures,
                                        run->options.figures[0] ? " " : "", option,
                                        value ? " " : "", value ? value : "");
}

static bool take_number(const char *option, const char *value, long long least, long long *out)
{
    char *end;
    *out = strtoll(value, &end, 10);
    if (*end || end == value || *out < least)
        return wrong_usage(option, "needs a whole number");
    return true;
}

static bool take_set(struct run *run, char *pair)
{
    char *equals = strchr(pair, '=');
    if (!equals)
        return wrong_usage("--set", "needs KEY=VALUE");
    add_figure(run, "--set", pair);
    add_set(&run->options, arena_copy(run->arena, pair, (size_t)(equals - pair)), equals + 1);
    return true;
}

static bool take_option(struct run *run, int option, char *value)
{
    struct options *o = &run->options;
    long long number;
    char *end;
    switch (option) {
    case 'o':
        return o->output = value, true;
    case OPTION_CSV:
        return o->csv = value, true;
    case OPTION_JSON:
        return o->json = true;
    case OPTION_AS_OF:
        return add_set(o, "as_of", value), add_figure(run, "--as-of", value), true;
    case OPTION_BUDGET_YEAR:
        return add_set(o, "budget_year", value), add_figure(run, "--budget-year", value), true;
    case OPTION_YEARS:
        return add_set(o, "years", value), add_figure(run, "--years", value), true;
    case OPTION_PREVIOUS:
        return o->previous = value, add_figure(run, "--previous", value), true;
    case OPTION_SKIP:
        return add_figure(run, "--skip-bad-rows", NULL), o->skip_bad_rows = true;
    case OPTION_MAP:
        return o->map = value, add_figure(run, "--map", value), true;
    case OPTION_SET:
        return take_set(run, value);
    case OPTION_SEED:
        return add_figure(run, "--seed", value), take_number("--seed", value, 0, &o->seed);
    case OPTION_DRAWS:
        return add_figure(run, "--draws", value), take_number("--draws", value, 1, &o->draws);
    case OPTION_HORIZON:
        return add_figure(run, "--horizon", value), take_number("--horizon", value, 1, &o->horizon);
    case OPTION_THREADS:
        if (!take_number("--threads", value, 1, &number))
            return false;
        return o->threads = (unsigned)(number > 1024 ? 1024 : number), true;
    case OPTION_LEVEL:
        o->level = strtod(value, &end);
        if (*end || !(o->level > 0))
            return wrong_usage("--level", "needs a number such as 95");
        return add_figure(run, "--level", value), true;
    case OPTION_EARLY:
        return add_figure(run, "--early", value), take_number("--early", value, 0, &o->early);
    case OPTION_LATE:
        return add_figure(run, "--late", value), take_number("--late", value, 0, &o->late);
    case OPTION_ZERO_BACKLOG:
        if (parse_fiscal_year(text_of(value), &o->zero_backlog))
            return wrong_usage("--zero-backlog", "needs a fiscal year such as 2030");
        return add_figure(run, "--zero-backlog", value), true;
    case OPTION_QUIET:
        return o->quiet = true;
    case OPTION_NO_PROGRESS:
        return o->no_progress = true;
    case OPTION_QUARTER:
        return o->quarter = value, add_figure(run, "--quarter", value), true;
    case OPTION_AS:
        return o->as = value, true;
    default:
        return false;
    }
}

static void print_orientation(FILE *to)
{
    fputs("planner makes a post's IT budget plan from its inventory and costs.\n\n", to);
    for (size_t i = 0; commands[i]; i++)
        fprintf(to, "  planner %-10s %-10s %s\n", commands[i]->name, commands[i]->arguments,
                commands[i]->about);
    fputs("\nINPUT is a post folder, or one inventory CSV.\n"
          "Start:  planner init mypost   makes a folder to fill in\n"
          "        planner plan mypost   makes its workbook\n"
          "Help:   planner help COMMAND\n", to);
}

static void print_help(const struct command *command)
{
    printf("planner %s %s\n%s\n\n%s", command->name, command->arguments, command->about,
           command->help);
}

static const struct command *find_command(const char *name)
{
    const char *names[64];
    size_t n = 0;
    for (; commands[n]; n++) {
        if (!strcmp(commands[n]->name, name))
            return commands[n];
        names[n] = commands[n]->name;
    }
    const char *near = text_nearest(text_of(name), names, n);
    fprintf(stderr, "planner: there is no command '%s'%s%s%s\n", name,
            near ? "; did you mean planner " : " (planner alone lists them)", near ? near : "",
            near ? "?" : "");
    return NULL;
}

/* An option that getopt does not know, with the nearest that it does. */
static void report_option(const char *given)
{
    const char *names[64];
    size_t n = 0;
    char word_only[64];
    for (; long_options[n].name; n++)
        names[n] = long_options[n].name;
    snprintf(word_only, sizeof word_only, "%.*s", (int)strcspn(given, "="), given);
    const char *near = !strncmp(given, "--", 2)
                           ? text_nearest(text_of(word_only + 2), names, n)
                           : NULL;
    fprintf(stderr, "planner: option %s is not known%s%s%s\n", given,
            near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
}

static enum exit_status run_command(struct run *run, const struct command *command)
{
    if (run->options.argument_count < command->least ||
        (command->most >= 0 && run->options.argument_count > command->most)) {
        fprintf(stderr, "planner: usage: planner %s %s [options] (planner help %s says more)\n",
                command->name, command->arguments, command->name);
        return WRONG_USAGE;
    }
    return command->run(run);
}

static enum exit_status dispatch(struct run *run, int argc, char **argv)
{
    bool help = argc < 2, version = false;
    int option;
    run->options.figures = "";
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":o:hV", long_options, NULL)) != -1) {
        if (option == 'h')
            help = true;
        else if (option == 'V')
            version = true;
        else if (option == ':')
            return wrong_usage(argv[optind - 1], "needs a value"), WRONG_USAGE;
        else if (option == '?')
            return report_option(argv[optind - 1]), WRONG_USAGE;
        else if (!take_option(run, option, optarg))
            return WRONG_USAGE;
    }
    if (version)
        return printf("planner %s\n", PLANNER_VERSION), DONE;
    if (optind < argc && !strcmp(argv[optind], "help")) {
        help = true;
        optind++;
    }
    if (optind == argc)
        return print_orientation(help ? stdout : stderr), help ? DONE : WRONG_USAGE;
    const struct command *command = find_command(argv[optind]);
    if (!command)
        return WRONG_USAGE;
    if (help)
        return print_help(command), DONE;
    run->options.arguments = (const char **)argv + optind + 1;
    run->options.argument_count = argc - optind - 1;
    return run_command(run, command);
}

int main(int argc, char **argv)
{
    /* Printing what was done must not fail for want of memory when it is done. */
    static char printed[1 << 16];
    setvbuf(stdout, printed, os_is_terminal(stdout) ? _IOLBF : _IOFBF, sizeof printed);
    struct run run = {.arena = arena_new(), .words = words_new(), .today = os_today()};
    run.options.seed = 1;
    run.options.draws = 10000;
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
