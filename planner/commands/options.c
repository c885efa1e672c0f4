/* What stands behind each option, checked before anything is read. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "planner/command.h"
#include "planner/model.h"
#include "planner/os.h"
#include "planner/parse.h"
#include "planner/reference.h"

enum { HORIZON_MOST = 100000, MONTHS_MOST = 600 };

/* Every function returns NULL, or what is wrong, in words that stand behind the value. */

static const char *take_number(struct run *run, const char *value, long long least, long long most,
                               long long *out)
{
    char *end;
    errno = 0;
    *out = strtoll(value, &end, 10);
    if (!*end && end != value && !errno && *out >= least && *out <= most)
        return NULL;
    return most == LLONG_MAX
               ? arena_format(run->arena, "is not a whole number from %lld up (write 12)", least)
               : arena_format(run->arena, "is not a whole number from %lld to %lld (write 12)",
                              least, most);
}

static const char *take_threads(struct run *run, const char *value)
{
    enum { MOST = 1024 };
    long long number;
    const char *fault = take_number(run, value, 1, LLONG_MAX, &number);
    if (!fault)
        run->options.threads = (unsigned)(number > MOST ? MOST : number);
    return fault;
}

/* A setting; `option` is what to call it in a message: "--years", "--set years". */
static const char *take_setting(struct run *run, const char *option, const char *key,
                                const char *value)
{
    struct options *o = &run->options;
    const char *fault = setting_fault(run->arena, run->words, key, value);
    if (fault)
        return fault;
    if (o->set_count == sizeof o->set / sizeof *o->set)
        return arena_format(run->arena, "is one setting too many (at most %zu; settings.csv holds "
                                        "them all)", o->set_count);
    o->set[o->set_count++] = (struct override){key, value, option};
    return NULL;
}

static const char *take_set(struct run *run, const char *pair)
{
    const char *equals = strchr(pair, '=');
    if (!equals)
        return "is not KEY=VALUE (write years=8)";
    const char *key = arena_copy(run->arena, pair, (size_t)(equals - pair));
    return take_setting(run, arena_format(run->arena, "--set %s", key), key, equals + 1);
}

static const char *take_level(struct options *options, const char *value)
{
    const double least = 0.5, most = 0.999;
    char *end;
    double level = strtod(value, &end);
    options->level = level > 1 ? level / 100 : level;
    return !*end && options->level >= least && options->level <= most
               ? NULL
               : "is not a number from 50 to 99.9 (write 95)";
}

static const char *take_method(struct options *options, struct arena *arena, const char *value)
{
    const char *names[128];
    size_t n = 0;
    for (options->method = value; model_name(n) && n < sizeof names / sizeof *names; n++)
        if (!strcmp(value, names[n] = model_name(n)))
            return NULL;
    if (!strcmp(value, METHOD_LIST))
        return NULL;
    return arena_format(arena, "is not a method%s (--method " METHOD_LIST " lists them)",
                        did_you_mean(arena, text_nearest(text_of(value), names, n)));
}

static const char *take_quarter(struct options *options, const char *value)
{
    period *quarter = &options->quarter;
    if (!parse_period(text_of(value), quarter) && quarter->fiscal && quarter->months == 3 &&
        fiscal_year(period_start(*quarter)) > DATE_FIRST_YEAR)
        return NULL;
    return "is not a fiscal quarter (write FY2027Q2)";
}

static const char *take_as(struct options *options, struct arena *arena, const char *value)
{
    options->as = input_of_file(text_of(value));
    if (options->as)
        return NULL;
    return arena_format(arena, "is not one of planner's files%s (planner columns lists them)",
                        did_you_mean(arena, input_nearest(text_of(value))));
}

static const char *take_scenario(struct options *options, const char *name)
{
    if (options->scenario_count == sizeof options->scenario / sizeof *options->scenario)
        return "is one scenario too many (leave the option out: all are planned)";
    return options->scenario[options->scenario_count++] = name, NULL;
}

/* No ending at all is left as it is: "-o plan" names what it names. */
static const char *take_output(struct options *options, struct arena *arena, const char *path)
{
    const char *ending = strrchr(os_base_name(path), '.');
    options->output = path;
    if (!ending || text_ends_nocase(text_of(path), TEXT(".xlsx")))
        return NULL;
    return arena_format(arena, "is not the name of a workbook (write %.*s.xlsx)",
                        (int)(ending - path), path);
}

const char *take_option(struct run *run, enum option_id option, const char *value)
{
    struct options *o = &run->options;
    switch (option) {
    case OPTION_OUTPUT:
        return take_output(o, run->arena, value);
    case OPTION_CSV:
        return o->csv = value, NULL;
    case OPTION_JSON:
        return o->json = true, NULL;
    case OPTION_AS_OF:
        return take_setting(run, "--as-of", "as_of", value);
    case OPTION_BUDGET_YEAR:
        return take_setting(run, "--budget-year", "budget_year", value);
    case OPTION_YEARS:
        return take_setting(run, "--years", "years", value);
    case OPTION_PREVIOUS:
        return o->previous = value, NULL;
    case OPTION_SKIP_BAD_ROWS:
        return o->skip_bad_rows = true, NULL;
    case OPTION_MAP:
        return o->map = value, NULL;
    case OPTION_FIXES:
        return o->fixes = value, NULL;
    case OPTION_WRITE_FIXES:
        return o->write_fixes = value, NULL;
    case OPTION_SET:
        return take_set(run, value);
    case OPTION_SCENARIO:
        return take_scenario(o, value);
    case OPTION_SEED:
        return take_number(run, value, 0, LLONG_MAX, &o->seed);
    case OPTION_DRAWS:
        return take_number(run, value, 1, LLONG_MAX, &o->draws);
    case OPTION_HORIZON:
        return take_number(run, value, 1, HORIZON_MOST, &o->horizon);
    case OPTION_THREADS:
        return take_threads(run, value);
    case OPTION_LEVEL:
        return take_level(o, value);
    case OPTION_METHOD:
        return take_method(o, run->arena, value);
    case OPTION_EARLY:
        return take_number(run, value, 0, MONTHS_MOST, &o->early);
    case OPTION_LATE:
        return take_number(run, value, 0, MONTHS_MOST, &o->late);
    case OPTION_ZERO_BACKLOG:
        return parse_fiscal_year(text_of(value), &o->zero_backlog);
    case OPTION_QUIET:
        return o->quiet = true, NULL;
    case OPTION_TIMINGS:
        return o->timings = true, NULL;
    case OPTION_NO_PROGRESS:
        return o->no_progress = true, NULL;
    case OPTION_QUARTER:
        return take_quarter(o, value);
    case OPTION_AS:
        return take_as(o, run->arena, value);
    default:
        return NULL; /* help and version are the front's own */
    }
}
