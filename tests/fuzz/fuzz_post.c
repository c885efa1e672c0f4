/* A whole post folder planned, reported for ICASS, or counted, down to the cells of its sheets. */
#include "fuzz_folder.h"

#include "planner/icass_book.h"
#include "planner/plan_book.h"
#include "planner/property_book.h"
#include "planner/result.h"

static void write_tables(const struct plan *plan)
{
    FILE *nowhere = fopen("/dev/null", "w");
    PROMISE(nowhere);
    struct csv_out out = {.to = nowhere};
    for (const struct result *r = plan_results; r->file; r++)
        r->write(&out, plan);
    fclose(nowhere);
}

static money plus(money sum, money amount)
{
    PROMISE(money_fits(sum) && money_fits(amount));
    return money_given(amount) ? money_add(sum, amount) : sum;
}

static bool of_schedule(const struct line *line)
{
    return line->kind == LINE_LIFECYCLE;
}

/* Of a year: what the post buys is its life-cycle lines; the lines before shared funding is divided
 * are those behind it; lines are the total. */
static void sums_of_year(const struct plan *plan, int y)
{
    money bought = {0}, scheduled = {0}, gross = {0}, net = {0};
    for (size_t i = 0; i < plan->purchase_count; i++) {
        const struct purchase *p = &plan->purchases[i];
        if (p->fiscal_year == plan->first_year + y &&
            plan->assets[p->asset].payer == PAYER_POST)
            bought = plus(bought, p->amount);
    }
    for (size_t i = 0; i < plan->gross_count; i++)
        gross = plus(gross, plan->gross[i].amount[y]);
    for (size_t i = 0; i < plan->line_count; i++) {
        net = plus(net, plan->lines[i].amount[y]);
        if (of_schedule(&plan->lines[i]))
            scheduled = plus(scheduled, plan->lines[i].amount[y]);
    }
    PROMISE(bought.cents == scheduled.cents);
    PROMISE(gross.cents == net.cents && net.cents == plan->total[y].cents);
}

/* Every asset has a replacement or a reason; purchases fall in the plan, in order. */
static void look_at_plan(const struct plan *plan)
{
    for (int y = 0; y < plan->years; y++)
        sums_of_year(plan, y);
    bool *bought = calloc(plan->post->assets.rows.count + 1, 1);
    PROMISE(bought);
    for (size_t i = 0; i < plan->purchase_count; i++) {
        const struct purchase *p = &plan->purchases[i];
        bought[p->asset] = true;
        PROMISE(p->fiscal_year >= plan->first_year);
        PROMISE(p->fiscal_year < plan->first_year + plan->years);
        PROMISE(fiscal_year(p->on) == p->fiscal_year || plan->settings->budget_on != 1 ||
                p->flags & FLAG_MOVED);
    }
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        PROMISE(bought[i] == (plan->assets[i].reason == REASON_NONE));
    free(bought);
}

/* Charges of a cost center add up to its cost, invoices to the costs. */
static void look_at_charges(const struct icass *icass)
{
    for (size_t k = 0; k < icass->year_count; k++) {
        const struct icass_year *year = &icass->years[k];
        money costs = {0}, invoices = {0};
        for (size_t c = 0; year->charged && c < icass->center_count; c++) {
            money sum = {0}, cost = money_given(year->cost[c]) ? year->cost[c] : (money){0};
            for (size_t a = 0; a < icass->agency_count; a++)
                sum = plus(sum, year->charges.charge[c * icass->agency_count + a]);
            PROMISE(sum.cents == cost.cents);
            costs = plus(costs, cost);
        }
        for (size_t a = 0; year->charged && a < icass->agency_count; a++)
            invoices = plus(invoices, year->charges.total[a]);
        PROMISE(invoices.cents == costs.cents);
    }
}

static const struct manifest manifest = {"0", ""};

static void draw_icass_of(struct run *run, struct book *book)
{
    struct icass *icass = icass_build(run->plan, 2027, 1);
    if (!diag_errors(run->diag)) {
        look_at_charges(icass);
        draw_icass(book, icass, &manifest);
        fuzz_went_through = true;
    }
    icass_free(icass);
}

/* The inventory is the record and the count at once. */
static void draw_count(struct run *run, struct book *book, const char *path)
{
    struct run *count = run_beside(run, run->settings.as_of);
    open_post(count);
    read_count(&count->post, path);
    if (!diag_errors(count->diag)) {
        struct reconciliation *r = reconcile_count(run->arena, run->plan, &count->post);
        draw_reconciliation(book, r, &manifest);
        fuzz_went_through = true;
        reconciliation_free(r);
    }
    run_close(count);
}

static void go(struct run *run, char command, struct book *book, const struct folder *folder)
{
    look_at_plan(run->plan);
    if (command == 'i') {
        draw_icass_of(run, book);
    } else if (command == 'c') {
        draw_count(run, book, folder->path[0]);
    } else {
        account_for(run->plan);
        draw_plan(book, run->plan, &manifest);
        write_tables(run->plan);
        fuzz_went_through = true;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_folder_of(data, size, go);
}
