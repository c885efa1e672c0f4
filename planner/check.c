/* What no single file can know: SPEC 4, the errors and warnings that span rows and files. */
#include <math.h>

#include "planner/icass.h"
#include "planner/parse.h"
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

/* The models of the inventory, each once; `held` says of each word whether it is one. */
static word *distinct_models(struct arena *arena, const struct post *post, bool *held,
                             size_t *count)
{
    const struct assets *t = &post->assets;
    word *models = arena_alloc(arena, t->rows.count + 1, sizeof *models);
    *count = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!held[t->model[i].id])
            models[(*count)++] = t->model[i];
        held[t->model[i].id] = true;
    }
    return models;
}

static void report_price_unused(struct plan *plan, size_t i, const bool *held, const word *models,
                                size_t count)
{
    struct post *post = plan->post;
    struct price_rows *t = &post->prices;
    bool stranger = word_given(t->model[i]) && !held[t->model[i].id];
    const char *near = stranger ? word_nearest(post, t->model[i], models, count) : NULL;
    rows_report(post->diag, &t->rows, i, "category", WARNING, "price-unused", t->category[i],
                "has a price here that no asset uses%s (check model and network)",
                did_you_mean(post->arena, near));
}

/* Assets that a price row is for, and those that cost so much more that it can hardly be. */
struct price_use {
    size_t assets, dearer, dearest;
};

/* In one currency: tenfold is more than inflation explains. */
static bool much_dearer(const struct post *post, size_t asset, size_t price)
{
    enum { TIMES = 10 };
    money cost = post->assets.unit_cost[asset], bought = post->prices.unit_price[price];
    return money_given(cost) && money_given(bought) && bought.cents > 0 &&
           word_same(post->assets.currency[asset], post->prices.currency[price]) &&
           cost.cents / TIMES > bought.cents;
}

static void count_price_use(const struct plan *plan, struct price_use *use)
{
    const struct post *post = plan->post;
    const money *cost = post->assets.unit_cost;
    for (size_t i = 0; i < post->assets.rows.count; i++) {
        int32_t row = plan->assets[i].valid ? find_price(plan, i) : NO_PRICE;
        if (row < 0)
            continue;
        struct price_use *u = &use[row];
        u->assets++;
        if (plan->assets[i].bought != plan->assets[i].held || !much_dearer(post, i, (size_t)row))
            continue;
        if (!u->dearer++ || money_compare(cost[i], cost[u->dearest]) > 0)
            u->dearest = i;
    }
}

static void report_price_far_below(struct plan *plan, size_t i, const struct price_use *use)
{
    struct post *post = plan->post;
    char price[MONEY_TEXT], cost[MONEY_TEXT];
    rows_report(post->diag, &post->prices.rows, i, "unit_price", WARNING, "price-far-below-cost",
                words_put_string(post->words, money_plain(post->prices.unit_price[i], price)),
                "is less than a tenth of what %s cost, up to %s for %s (a row with their model "
                "prices them apart)",
                how_many(post->arena, (long long)use->dearer, "asset", "assets"),
                money_plain(post->assets.unit_cost[use->dearest], cost),
                post_string(post, post->assets.asset_tag[use->dearest]));
}

static void check_prices_used(struct plan *plan)
{
    struct post *post = plan->post;
    struct price_rows *t = &post->prices;
    struct arena *scratch = arena_new();
    struct price_use *use = arena_alloc(scratch, t->rows.count + 1, sizeof *use);
    bool *held = arena_alloc(scratch, words_count(post->words) + 1, sizeof *held);
    size_t count;
    const word *models = distinct_models(scratch, post, held, &count);
    count_price_use(plan, use);
    for (size_t i = 0; i < t->rows.count; i++)
        if (!use[i].assets && !t->rows.bad[i])
            report_price_unused(plan, i, held, models, count);
        else if (use[i].dearer)
            report_price_far_below(plan, i, &use[i]);
    arena_free(scratch);
}

/* ---- agencies and cost centers -------------------------------------------------------------- */

static bool stands_in(const word *column, const struct rows *rows, word wanted)
{
    for (size_t i = 0; i < rows->count; i++)
        if (word_same(column[i], wanted))
            return true;
    return false;
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
        const char *near = word_nearest(plan->post, column[i], keys, key_rows->count);
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

/* ---- exchange rates written the wrong way round ------------------------------------------------ */

/* Of a currency's rates: those below one and those above, and on which side the first is. */
struct sides {
    size_t count[2];
    double log_sum[2];
    bool first;
};

static void tally_rate(struct sides *s, decimal rate)
{
    double units = decimal_given(rate) ? decimal_double(rate) : 0;
    bool above = units > 1;
    if (units <= 0)
        return;
    if (!s->count[0] && !s->count[1])
        s->first = above;
    s->count[above]++;
    s->log_sum[above] += log(units);
}

/* Whether the rate is about one divided by most others of its currency; of as many on each side,
 * the first is believed. */
static bool against_the_others(const struct sides *s, double units)
{
    bool above = units > 1;
    size_t here = s->count[above], others = s->count[!above];
    if (!others || here > others || (here == others && above == s->first))
        return false;
    double usual = s->log_sum[!above] / (double)others, own = log(units);
    double apart = fabs(own - usual), turned = fabs(own + usual);
    return apart > 0.1 && turned < apart / 5;
}

/* Since 1985 a unit of the first has always cost more than a dollar, a euro or franc sometimes; no
 * other currency in circulation has cost two (Federal Reserve, release H.10; Treasury Reporting
 * Rates of Exchange). */
static bool turned_round(const struct sides *s, text code, double units)
{
    if (parse_choice(code, "BHD|FKP|GBP|GIP|JOD|KWD|KYD|OMR|SHP"))
        return units > 1;
    if (is_currency_code(code) && !parse_choice(code, "EUR|CHF"))
        return units < 0.5;
    return against_the_others(s, units);
}

static void check_rate(struct plan *plan, const struct sides *s, size_t row, const char *column,
                       decimal rate, word currency)
{
    struct post *post = plan->post;
    double units = decimal_given(rate) ? decimal_double(rate) : 0;
    char written[DECIMAL_TEXT];
    const char *code = post_string(post, currency);
    if (units <= 0 || !turned_round(s, text_of(code), units))
        return;
    const char *other = arena_format(post->arena, "%.6g", 1 / units);
    size_t finding = rows_report(post->diag, &post->exchange.rows, row, column, WARNING,
                                 "rate-turned-round",
                                 words_put_string(post->words, decimal_plain(rate, written)),
                                 "looks like dollars for one %s, but here stands how many %s one "
                                 "dollar buys (if it is dollars, write %s)", code, code, other);
    diag_suggest(post->diag, finding, words_put_string(post->words, other));
}

static void check_rates(struct plan *plan)
{
    const struct exchange_rows *t = &plan->post->exchange;
    struct arena *scratch = arena_new();
    struct sides *of = arena_alloc(scratch, plan->catalog->currency_count + 1, sizeof *of);
    size_t *currency = arena_alloc(scratch, t->rows.count + 1, sizeof *currency);
    for (size_t i = 0; i < t->rows.count; i++) {
        currency[i] = t->rows.bad[i] ? NOWHERE : currency_find(plan->catalog, t->currency[i]);
        if (currency[i] == NOWHERE)
            continue;
        tally_rate(&of[currency[i]], t->budget_rate[i]);
        tally_rate(&of[currency[i]], t->actual_rate[i]);
    }
    for (size_t i = 0; i < t->rows.count; i++) {
        if (currency[i] == NOWHERE)
            continue;
        word code = plan->catalog->currencies[currency[i]].name;
        check_rate(plan, &of[currency[i]], i, "budget_rate", t->budget_rate[i], code);
        check_rate(plan, &of[currency[i]], i, "actual_rate", t->actual_rate[i], code);
    }
    arena_free(scratch);
}

void check_post(struct plan *plan)
{
    check_rates(plan);
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
