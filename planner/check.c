/* What no single file can know: SPEC 4, the errors and warnings that span rows and files. */
#include "planner/icass.h"
#include "planner/plan.h"

/* Some file of the table has all its required columns, and was read to its end. */
static bool header_understood(const struct rows *rows)
{
    for (size_t i = 0; i < rows->source_count; i++) {
        bool all = rows->sources[i].whole;
        for (size_t k = 0; rows->columns[k].name; k++)
            all &= !(rows->columns[k].flags & REQUIRED) || rows->sources[i].at[k] >= 0;
        if (all)
            return true;
    }
    return false;
}

static void check_inventory(struct plan *plan)
{
    struct post *post = plan->post;
    struct rows *rows = &post->assets.rows;
    if (rows->count)
        return;
    word file = words_put_string(post->words, post->path);
    if (header_understood(rows))
        diag_add(post->diag, ERROR, "no-assets", rows_place(rows, 0, NULL), "", (word){0},
                 "the inventory has no assets (add a row for each, below the header)");
    else if (!rows->source_count && !diag_errors(post->diag))
        diag_add(post->diag, ERROR, "no-inventory", (struct place){file, 0, 0}, "", (word){0},
                 "holds no inventory.csv (planner init DIR makes one to start from)");
}

static void check_serials(struct plan *plan)
{
    struct post *post = plan->post;
    struct assets *t = &post->assets;
    struct arena_mark mark = arena_mark(post->arena);
    struct index *index = index_new(post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !word_given(t->serial[i]))
            continue;
        size_t first = index_add(index, i, t->serial[i], (word){0}, (word){0});
        if (first == SIZE_MAX)
            continue;
        size_t finding = rows_report(post->diag, &t->rows, i, "serial", WARNING, "serial-twice",
                                     t->serial[i], "is the serial number of %s too (count one of "
                                     "them out, or correct it)",
                                     post_string(post, t->asset_tag[first]));
        diag_about(post->diag, finding, t->asset_tag[i], MONEY_NONE);
        diag_also(post->diag, finding, rows_place(&t->rows, first, "serial"), "serial",
                  "first used here");
    }
    arena_release(post->arena, mark);
}

static void check_prices_used(struct plan *plan)
{
    struct post *post = plan->post;
    struct price_rows *t = &post->prices;
    bool *used = arena_alloc(post->arena, t->rows.count + 1, sizeof *used);
    for (size_t i = 0; i < post->assets.rows.count; i++) {
        int32_t row = plan->assets[i].valid ? find_price(plan, i) : NO_PRICE;
        if (row >= 0)
            used[row] = true;
    }
    for (size_t i = 0; i < t->rows.count; i++)
        if (!used[i] && !t->rows.bad[i])
            rows_report(post->diag, &t->rows, i, "category", WARNING, "price-unused",
                        t->category[i], "has a price here that no asset uses (check model and "
                        "network)");
}

/* ---- agencies and cost centers -------------------------------------------------------------- */

static bool stands_in(const word *column, const struct rows *rows, word wanted)
{
    for (size_t i = 0; i < rows->count; i++)
        if (word_same(column[i], wanted))
            return true;
    return false;
}

static const char *nearest_of(struct plan *plan, const word *column, const struct rows *rows,
                              word wanted)
{
    const char **names = arena_alloc(plan->post->arena, rows->count + 1, sizeof *names);
    for (size_t i = 0; i < rows->count; i++)
        names[i] = post_string(plan->post, column[i]);
    return text_nearest(words_text(plan->post->words, wanted), names, rows->count);
}

/* Every value of `column` must stand in the key column of another file, if there is that file. */
static void check_reference(struct plan *plan, struct rows *rows, const char *name,
                            const word *column, const word *keys, const struct rows *key_rows,
                            const char *rule, enum severity severity)
{
    word last = {0};
    bool fine = true;
    for (size_t i = 0; i < rows->count && key_rows->count; i++) {
        if (!word_given(column[i]))
            continue;
        if (!word_same(column[i], last))
            fine = stands_in(keys, key_rows, last = column[i]);
        if (fine)
            continue;
        const char *near = nearest_of(plan, keys, key_rows, column[i]);
        size_t finding =
            rows_report(plan->post->diag, rows, i, name, severity, rule, column[i],
                        "is not in %s.csv%s (add a row for it there)", key_rows->file,
                        did_you_mean(plan->post->arena, near));
        if (near)
            diag_suggest(plan->post->diag, finding, words_put_string(plan->post->words, near));
    }
}

static void check_references(struct plan *plan)
{
    struct post *p = plan->post;
    const struct rows *agencies = &p->agencies.rows, *centers = &p->cost_centers.rows;
    const word *agency = p->agencies.agency, *code = p->cost_centers.code;
    check_reference(plan, &p->workload.rows, "agency", p->workload.agency, agency, agencies,
                    "unknown-agency", ERROR);
    check_reference(plan, &p->icass_invoices.rows, "agency", p->icass_invoices.agency, agency,
                    agencies, "unknown-agency", ERROR);
    check_reference(plan, &p->assets.rows, "custodian_agency", p->assets.custodian_agency, agency,
                    agencies, "unknown-agency", WARNING);
    struct {
        struct rows *rows;
        const word *column;
    } const with_center[] = {
        {&p->categories.rows, p->categories.cost_center},
        {&p->shares.rows, p->shares.cost_center},
        {&p->assets.rows, p->assets.cost_center},
        {&p->services.rows, p->services.cost_center},
        {&p->licenses.rows, p->licenses.cost_center},
        {&p->projects.rows, p->projects.cost_center},
        {&p->staff.rows, p->staff.cost_center},
        {&p->workload.rows, p->workload.cost_center},
        {&p->icass_budget.rows, p->icass_budget.cost_center},
        {&p->icass_invoices.rows, p->icass_invoices.cost_center},
        {&p->obligations.rows, p->obligations.cost_center},
        {&p->standards.rows, p->standards.cost_center},
    };
    for (size_t k = 0; k < sizeof with_center / sizeof *with_center; k++)
        check_reference(plan, with_center[k].rows, "cost_center", with_center[k].column, code,
                        centers, "unknown-cost-center", ERROR);
}

/* Its renewals are planned all the same: SPEC 5.3 begins with the day after `end`. */
static void check_licenses(struct plan *plan)
{
    struct license_rows *t = &plan->post->licenses;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && date_given(t->end[i]) && money_given(t->annual_cost[i]) &&
            date_compare(t->end[i], plan->settings->as_of) < 0)
            rows_report(plan->post->diag, &t->rows, i, "end", WARNING, "license-ended", (word){0},
                        "is before the as-of date, and the licence is planned as renewed (write its "
                        "new end, or take the row out if it was let go)");
}

void check_post(struct plan *plan)
{
    check_licenses(plan);
    check_inventory(plan);
    check_serials(plan);
    check_prices_used(plan);
    check_references(plan);
    check_icass(plan);
}

/* The row of a class for a year: where years before or behind it are to be added. */
static struct place place_of_class(const struct post *post, const struct escalation_class *class,
                                   int year)
{
    const struct escalation_rows *t = &post->escalation;
    for (size_t i = 0; i < t->rows.count && !class->built_in; i++)
        if (word_same(t->class_name[i], class->name) && t->fiscal_year[i] == year)
            return rows_place(&t->rows, i, "class");
    return (struct place){{0}, 0, 0};
}

static struct place place_of_currency(const struct catalog *c, size_t currency)
{
    const struct exchange_rows *t = &c->post->exchange;
    for (size_t i = 0; i < t->rows.count; i++)
        if (currency_find(c, t->currency[i]) == currency &&
            t->fiscal_year[i] == c->currencies[currency].last_year)
            return rows_place(&t->rows, i, "currency");
    return (struct place){{0}, 0, 0};
}

void report_carried_rates(struct plan *plan)
{
    struct post *post = plan->post;
    struct catalog *c = plan->catalog;
    for (size_t i = 0; i < c->class_count; i++) {
        const struct escalation_class *class = &c->classes[i];
        if (class->carried && !class->built_in)
            diag_add(post->diag, WARNING, "rate-carried",
                     place_of_class(post, class, class->last_given), "class", class->name,
                     "has no rate after FY%d; that year's rate is carried on (add rows for the "
                     "later years)", class->last_given);
        if (class->before)
            diag_add(post->diag, NOTE, "rate-before",
                     place_of_class(post, class, class->path.first), "class", class->name,
                     "has no rate before FY%d; prices are taken not to have changed before",
                     class->path.first);
    }
    for (size_t i = 1; i < c->currency_count; i++)
        if (c->currencies[i].carried)
            diag_add(post->diag, WARNING, "exchange-carried",
                     place_of_currency(c, i), "currency",
                     c->currencies[i].name, "has no budget rate after FY%d; that year's rate is "
                     "carried on (add rows for the later years)", c->currencies[i].last_year);
}
