/* planner reconcile: the property record against a physical count. */
#include <stdio.h>

#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/property_book.h"
#include "planner/result.h"

/* Found, and written off in the book: to be taken back into it. */
static const char *found_again(struct run *run, const struct tally *t)
{
    char cost[MONEY_TEXT];
    if (!t->assets)
        return "";
    const char *known = t->unknown == t->assets
                            ? "cost not known"
                            : arena_format(run->arena, "%s%s", money_pretty(t->amount, cost),
                                           t->unknown ? " and some of unknown cost" : "");
    return arena_format(run->arena, "  %s by the book disposed, retired, lost, stolen or on order "
                        "(%s): correct the book.\n",
                        how_many(run->arena, (long long)t->assets, "item found is",
                                 "items found are"), known);
}

/* What is said at the end. */
static const char *headline(struct run *run, const char *target, const struct reconciliation *r)
{
    char missing[MONEY_TEXT], tolerated[MONEY_TEXT];
    return arena_format(
        run->arena,
        "%s\n  Of %s due to be there, %zu confirmed, %zu missing, %zu in another place, %zu in "
        "another number.\n  %s not in the book.\n%s  The shortage is %s; up to %s is tolerated: %s.\n",
        visible(run->arena, target),
        how_many(run->arena, (long long)r->expected.assets, "asset", "assets"),
        r->confirmed.assets, r->missing.assets, r->wrong_place.assets, r->wrong_quantity.assets,
        how_many(run->arena, (long long)r->found.assets, "item found is", "items found are"),
        found_again(run, &r->written_off), money_pretty(r->shortage, missing),
        money_pretty(r->tolerated, tolerated),
        r->within ? "within tolerance" : "a property survey or an explanation is needed");
}

static enum exit_status write_reconciliation(struct run *run, const struct reconciliation *r)
{
    const char *target = output_name(run, "reconcile");
    if (wrong_targets(run, target))
        return WRONG_USAGE;
    struct manifest manifest = {PLANNER_VERSION, run->options.figures};
    struct book_size size = size_of_rows(run, r->changes.count);
    struct workbook *workbook = begin_book(run, target, "Physical inventory",
                                           "Reconciliation of count and record", &size);
    struct result_set *tables = NULL;
    if (run->options.csv) {
        tables = results_begin(run->arena, run->options.csv);
        write_changes(results_open(tables, "changes.csv"), &run->post, &r->changes);
    }
    draw_reconciliation(workbook_book(workbook), r, &manifest);
    const char *said = headline(run, target, r);
    finish_outputs(run, workbook, tables, said);
    return DONE;
}

static enum exit_status run_reconcile(struct run *run)
{
    bool fine = take_stock(run, run->options.arguments[0]);
    struct run *count = run_beside(run, run->settings.as_of);
    count->post = (struct post){.arena = run->arena, .words = run->words, .diag = count->diag};
    read_count(&count->post, run->options.arguments[1]);
    if (run->options.skip_bad_rows)
        diag_forgive(count->diag);
    fine &= !diag_errors(count->diag);
    struct reconciliation *r = fine ? reconcile_count(run->arena, run->plan, &count->post) : NULL;
    print_findings(run);
    print_findings(count);
    enum exit_status status = r ? write_reconciliation(run, r) : DATA_ERRORS;
    if (r)
        reconciliation_free(r);
    run_close(count);
    return status;
}

const struct command command_reconcile = {
    .name = "reconcile",
    .arguments = "BOOK COUNT",
    .about = "property record against physical count",
    .text = "BOOK is a post folder or an inventory CSV; COUNT an inventory CSV in which only "
            "asset_tag or serial is required.  Items are matched by tag, then by serial; others of "
            "the same model at the same location are offered, never assumed.  A header mapping of COUNT "
            "lies beside it: map-count.csv for count.csv.\n",
    .takes = (const struct takes[]){
        {OPTION_OUTPUT, NULL}, {OPTION_CSV, "also changes.csv"}, {OPTION_AS_OF, NULL},
        {OPTION_BUDGET_YEAR, NULL}, {OPTION_YEARS, NULL},
        {OPTION_MAP, "header mapping of BOOK where it is a file; that of COUNT lies beside it: "
                     "map-count.csv for count.csv"},
        {OPTION_FIXES, NULL}, {OPTION_SET, NULL}, {OPTION_SKIP_BAD_ROWS, NULL},
        {OPTION_NONE, NULL}},
    .examples = (const struct example[]){
        {"planner reconcile mypost count.csv --csv tables", NULL},
        {"planner reconcile mypost count.csv --set shortage_tolerance=0.02",
         "up to 2 % of the recorded value may be missing"},
        {NULL, NULL}},
    .least = 2,
    .most = 2,
    .run = run_reconcile,
};
