/* planner forecast: forecasts of any series. */
#include <stdio.h>
#include <string.h>

#include "planner/flow.h"
#include "planner/input.h"
#include "planner/outlook_book.h"
#include "planner/result.h"
#include "planner/workbook.h"

enum { HORIZON_MOST = 100000 };

static bool level_of(const struct options *options, double *level)
{
    const double least = 0.5, most = 0.999;
    *level = options->level > 1 ? options->level / 100 : options->level;
    if (!options->level)
        *level = 0.95;
    if (*level >= least && *level <= most)
        return true;
    fputs("planner: --level needs a number from 50 to 99.9, such as 95\n", stderr);
    return false;
}

static bool is_set(const struct options *options, const char *key)
{
    for (size_t i = 0; i < options->set_count; i++)
        if (!strcmp(options->set[i].key, key))
            return true;
    return false;
}

/* Everything up to the forecasts; false when there are errors. */
static bool make_outlook(struct run *run, struct outlook *outlook)
{
    open_post(run);
    read_single(&run->post, input_named(TEXT("series")), run->options.arguments[0]);
    resolve_settings(&run->post, run->options.set, run->options.set_count, run->today,
                     &run->settings, &run->origin);
    outlook->post = &run->post;
    outlook->as_of = run->settings.as_of;
    outlook->as_of_given = is_set(&run->options, "as_of");
    outlook->last_year = fiscal_year(run->settings.as_of) + run->settings.years - 1;
    outlook->horizon = (size_t)run->options.horizon;
    outlook_gather(outlook);
    if (run->options.skip_bad_rows)
        diag_forgive(run->diag);
    if (diag_errors(run->diag))
        return false;
    outlook_forecast(outlook, run->options.threads,
                     !run->options.quiet && !run->options.no_progress);
    return true;
}

static void write_forecast(struct csv_out *out, const struct outlook *outlook)
{
    char when[FORM_TEXT];
    out_header(out, "series_id,period,mean,lower,upper,method");
    for (size_t i = 0; i < outlook->count; i++) {
        const struct outlook_series *s = &outlook->series[i];
        const struct forecast *f = &s->forecast;
        int64_t first = s->first + (int64_t)(s->length - f->before);
        for (size_t h = 0; s->made && h < f->horizon; h++) {
            out_word(out, outlook->post, s->id);
            out_string(out, period_text(s->form, first + (int64_t)h, when));
            out_number(out, f->mean[h]);
            out_number(out, f->lower[h]);
            out_number(out, f->upper[h]);
            out_string(out, s->method);
            out_end(out);
        }
    }
}

/* "bills-forecast.xlsx" for folder/bills.csv. */
static const char *workbook_name(struct run *run)
{
    const char *path = run->options.arguments[0], *base = path;
    if (run->options.output)
        return run->options.output;
    for (const char *c = path; *c; c++)
        if (*c == '/' || *c == '\\')
            base = c + 1;
    size_t length = strlen(base);
    if (length > 4 && text_same_nocase(text_of(base + length - 4), TEXT(".csv")))
        length -= 4;
    return arena_format(run->arena, "%.*s-forecast.xlsx", (int)length, base);
}

static struct workbook *begin_workbook(struct run *run, const struct outlook *outlook,
                                       const char *target)
{
    const struct post *post = &run->post;
    struct workbook_properties properties = {
        .title = arena_format(run->arena, "Forecasts of %s", run->options.arguments[0]),
        .subject = "Forecasts with their accuracy",
        .author = post_string(post, run->settings.prepared_by),
        .marking = post_string(post, run->settings.marking),
        .footer = post_string(post, run->settings.post),
        .created = run->settings.as_of,
        .streams = outlook_streams(outlook),
        .expected_bytes = 200000 + post->series.rows.count * 100,
    };
    return workbook_begin(run->arena, target, &properties);
}

static enum exit_status write_outlook(struct run *run, const struct outlook *outlook)
{
    const char *folder = run->options.csv ? run->options.csv : ".";
    const char *table = arena_format(run->arena, "%s/forecast.csv", folder);
    const char *target = workbook_name(run);
    if (over_an_input(run, target) || over_an_input(run, table))
        return WRONG_USAGE;
    struct workbook *workbook = begin_workbook(run, outlook, target);
    struct result_set *tables = results_begin(run->arena, folder);
    write_forecast(results_open(tables, "forecast.csv"), outlook);
    draw_outlook(workbook_book(workbook), outlook);
    finish_outputs(workbook, tables);
    if (!run->options.quiet)
        printf("%s\n%s\n", visible(run->arena, target), visible(run->arena, table));
    return DONE;
}

static enum exit_status run_forecast(struct run *run)
{
    struct outlook outlook = {.post = NULL};
    if (!level_of(&run->options, &outlook.level))
        return WRONG_USAGE;
    if (run->options.horizon > HORIZON_MOST) {
        fputs("planner: --horizon needs at most 100000 periods\n", stderr);
        return WRONG_USAGE;
    }
    bool fine = make_outlook(run, &outlook);
    print_findings(run);
    enum exit_status status = fine ? write_outlook(run, &outlook) : DATA_ERRORS;
    outlook_free(&outlook);
    return status;
}

const struct command command_forecast = {
    .name = "forecast",
    .arguments = "SERIES.csv",
    .about = "forecasts of any series",
    .help = "SERIES.csv has the columns series_id, period, value: any number of series, monthly,\n"
            "quarterly or yearly, in any order (planner columns series says more).  Written to the\n"
            "current folder: forecast.csv with mean, lower and upper bound of each period, and\n"
            "<series file>-forecast.xlsx with accuracy, charts and what each forecast rests on.\n"
            "\n"
            "  --horizon N        periods ahead; default: to the end of the plan, five fiscal years\n"
            "                     after the current one\n"
            "  --level P          how often the interval holds, in percent; default: 95\n"
            "  -o FILE            the workbook\n"
            "  --csv DIR          folder of forecast.csv; default: the current one\n"
            "  --as-of DATE       \"today\"; a last period that is not over on that day is left out\n"
            "  --skip-bad-rows    leave out rows with errors, and say so\n"
            "  --threads N        default: as many as there are processors; the result is the same\n"
            "  --quiet            no notes, no progress\n"
            "  --no-progress      no progress\n"
            "\n"
            "Example: planner forecast bills.csv --horizon 24\n",
    .least = 1,
    .most = 1,
    .run = run_forecast,
};
