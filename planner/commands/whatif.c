/* planner whatif: scenarios side by side, ceilings, uncertainty. */
#include <stdio.h>

#include "planner/flow.h"
#include "planner/ration.h"
#include "planner/result.h"
#include "planner/scenario.h"

static void write_comparison(struct csv_out *out, const struct scenarios *s)
{
    const struct post *post = s->list[0].post;
    out_header(out, "scenario,fiscal_year,plan_category,amount,difference");
    for (size_t k = 0; k < s->count; k++)
        for (int y = 0; y < s->years; y++)
            for (unsigned c = 1; c <= PLAN_CATEGORIES; c++) {
                money base = scenario_amount(s, 0, y, c), here = scenario_amount(s, k, y, c);
                out_word(out, post, s->list[k].name);
                out_integer(out, s->first_year + y);
                out_string(out, plan_category_name(c));
                out_money(out, here);
                out_money(out, money_sub(here, base));
                out_end(out);
            }
}

static void write_drivers(struct csv_out *out, const struct scenarios *s)
{
    const struct post *post = s->list[0].post;
    out_header(out, "scenario,change,fiscal_year,difference");
    for (size_t k = 1; k < s->count; k++)
        for (size_t c = 0; c < s->list[k].change_count; c++)
            for (int y = 0; y < s->years; y++) {
                out_word(out, post, s->list[k].name);
                out_string(out, s->list[k].changes[c].label);
                out_integer(out, s->first_year + y);
                out_money(out, s->list[k].driver[c * (size_t)s->years + (size_t)y]);
                out_end(out);
            }
}

static void write_tables(struct run *run, const struct scenarios *s)
{
    struct result_set *set = results_begin(run->arena, run->options.csv);
    write_comparison(results_open(set, "comparison.csv"), s);
    write_drivers(results_open(set, "drivers.csv"), s);
    results_commit(set);
}

static enum exit_status run_whatif(struct run *run)
{
    struct scenarios *s = NULL;
    bool fine = plan_post(run, run->options.arguments[0]);
    if (fine) {
        s = scenarios_parse(run->plan);
        fine = !diag_errors(run->diag) &&
               scenarios_run(s, run->plan, run->options.skip_bad_rows);
    }
    print_findings(run);
    if (fine && run->options.csv)
        write_tables(run, s);
    scenarios_free(s);
    return fine ? DONE : DATA_ERRORS;
}

const struct command command_whatif = {
    .name = "whatif",
    .arguments = "INPUT",
    .about = "scenarios side by side, ceilings, uncertainty",
    .help = "",
    .least = 1,
    .most = 1,
    .run = run_whatif,
};
