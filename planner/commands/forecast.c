/* planner forecast: forecasts of any series. */
#include <stdio.h>
#include <string.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/listing.h"
#include "planner/os.h"
#include "planner/outlook_book.h"
#include "planner/result.h"
#include "planner/workbook.h"

static enum exit_status list_methods(struct run *run)
{
    struct listing list = listing_new(run->arena, 2, 2);
    for (size_t i = 0; model_name(i); i++)
        LISTING_ADD(&list, model_name(i), model_describes(i));
    listing_print(&list, stdout);
    return DONE;
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
                     shows_progress(run));
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
    if (run->options.output)
        return run->options.output;
    return arena_format(run->arena, "%s-forecast.xlsx",
                        name_of_input(run->arena, run->options.arguments[0]));
}

static struct workbook *begin_workbook(struct run *run, const struct outlook *outlook,
                                       const char *target)
{
    struct book_size size = {outlook_streams(outlook),
                             200000 + run->post.series.rows.count * 100};
    return begin_book(run, target,
                      arena_format(run->arena, "Forecasts of %s",
                                    os_base_name(run->options.arguments[0])),
                      "Forecasts with their accuracy", &size);
}

static enum exit_status write_outlook(struct run *run, const struct outlook *outlook)
{
    const char *folder = run->options.csv ? run->options.csv : ".";
    const char *table = arena_format(run->arena, "%s/forecast.csv", folder);
    const char *target = workbook_name(run);
    if (wrong_targets(run, target) || over_an_input(run, table))
        return WRONG_USAGE;
    struct workbook *workbook = begin_workbook(run, outlook, target);
    struct result_set *tables = results_begin(run->arena, folder);
    write_forecast(results_open(tables, "forecast.csv"), outlook);
    draw_outlook(workbook_book(workbook), outlook);
    const char *said = arena_format(
        run->arena, "%s\n%s\n  %zu of %zu series are forecast; Ranking says how well.\n",
        visible(run->arena, target), visible(run->arena, table), outlook->made, outlook->count);
    finish_outputs(run, workbook, tables, said);
    return DONE;
}

static enum exit_status run_forecast(struct run *run)
{
    struct outlook outlook = {.method = run->options.method, .level = run->options.level};
    if (outlook.method && !strcmp(outlook.method, METHOD_LIST))
        return list_methods(run);
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
    .text = "SERIES.csv has the columns series_id, period, value: any number of series, monthly, "
            "quarterly or yearly, in any order (planner columns series says more).  Written to the "
            "current folder: forecast.csv with mean, lower and upper bound of each period, and "
            "<series file>-forecast.xlsx with accuracy, charts and what each forecast rests on.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, NULL}, {OPTION_CSV, "folder of forecast.csv; default: the current one"},
        {OPTION_HORIZON, NULL}, {OPTION_LEVEL, NULL},
        {OPTION_METHOD, NULL},
        {OPTION_AS_OF, "\"today\"; a last period that is not over on that day is left out"},
        {OPTION_YEARS, NULL}, {OPTION_SET, NULL}, {OPTION_SKIP_BAD_ROWS, NULL},
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner forecast bills.csv --horizon 24", NULL}, {NULL, NULL}},
    .least = 1,
    .most = 1,
    .run = run_forecast,
};
