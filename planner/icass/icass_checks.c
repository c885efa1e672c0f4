/* What the ICASS files say together: faults found when a post is read, and what to look at before
 * the counts are entered. */
#include "planner/icass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

/* ---- when the post is read --------------------------------------------------------------------------- */

static decimal given_or_one(decimal d)
{
    return decimal_given(d) ? d : decimal_whole(1);
}

static void check_fineness(struct post *post)
{
    struct workload_rows *w = &post->workload;
    int64_t thousandths;
    for (size_t i = 0; i < w->rows.count; i++)
        if (!w->rows.bad[i] && !modified_count(w->count[i], given_or_one(w->weight[i]),
                                               given_or_one(w->modifier[i]), &thousandths))
            rows_report(post->diag, &w->rows, i, "count", ERROR, "count-too-fine", (word){0},
                        "times weight times modifier has more than three decimals (round the "
                        "count or the modifier)");
}

static size_t center_row(const struct post *post, word code, int32_t year)
{
    const struct cost_center_rows *t = &post->cost_centers;
    size_t any = NOWHERE;
    for (size_t i = 0; i < t->rows.count; i++)
        if (word_same(t->code[i], code)) {
            if (t->fiscal_year[i] == year)
                return i;
            any = whole_given(t->fiscal_year[i]) ? any : i;
        }
    return any;
}

static void check_modifiers(struct post *post)
{
    struct workload_rows *w = &post->workload;
    const decimal one = decimal_whole(1);
    for (size_t i = 0; i < w->rows.count; i++) {
        if (w->rows.bad[i] || !decimal_given(w->modifier[i]) ||
            !decimal_compare(w->modifier[i], one))
            continue;
        char shown[DECIMAL_TEXT];
        word found = words_put_string(post->words, decimal_plain(w->modifier[i], shown));
        size_t row = center_row(post, w->cost_center[i], w->fiscal_year[i]);
        if (row != NOWHERE && post->cost_centers.modifiable[row] == NO) {
            size_t finding = rows_report(post->diag, &w->rows, i, "modifier", WARNING,
                                         "not-modifiable", found, "is a modification, but cost "
                                         "center %s cannot be modified (write 1)",
                                         post_string(post, w->cost_center[i]));
            diag_also(post->diag, finding, rows_place(&post->cost_centers.rows, row, "modifiable"),
                      "modifiable", "it says no here");
        } else if (decimal_compare(w->modifier[i], one) > 0) {
            rows_report(post->diag, &w->rows, i, "modifier", WARNING, "modifier-raises", found,
                        "raises the count; a modification reduces it (write a number up to 1)");
        }
    }
}

/* First rows by (year, center): of counts above zero, or of an invoiced budget. */
static struct index *counted_centers(struct post *post)
{
    const struct workload_rows *w = &post->workload;
    struct index *index = index_new(post->arena, w->rows.count);
    for (size_t i = 0; i < w->rows.count; i++)
        if (w->count[i].units > 0)
            index_add(index, i, (word){(uint32_t)w->fiscal_year[i]}, w->cost_center[i], (word){0});
    return index;
}

static struct index *budgeted_centers(struct post *post)
{
    const struct icass_budget_rows *b = &post->icass_budget;
    struct index *index = index_new(post->arena, b->rows.count);
    for (size_t i = 0; i < b->rows.count; i++)
        if (b->component[i] != COMPONENT_OTHER)
            index_add(index, i, (word){(uint32_t)b->fiscal_year[i]}, b->cost_center[i], (word){0});
    return index;
}

static void check_costs(struct post *post, const struct index *counted)
{
    struct icass_budget_rows *b = &post->icass_budget;
    for (size_t i = 0; i < b->rows.count && post->workload.rows.count; i++) {
        if (b->rows.bad[i] || b->component[i] == COMPONENT_OTHER || b->amount[i].cents <= 0 ||
            index_first(counted, (word){(uint32_t)b->fiscal_year[i]}, b->cost_center[i],
                        (word){0}) != SIZE_MAX)
            continue;
        size_t finding = rows_report(post->diag, &b->rows, i, "cost_center", ERROR,
                                     "cost-without-workload", b->cost_center[i],
                                     "has a cost in FY%d but no workload counts, so nobody can be "
                                     "charged (add its counts to workload.csv)",
                                     b->fiscal_year[i]);
        diag_also(post->diag, finding, rows_place(&post->workload.rows, 0, "cost_center"),
                  "cost_center", "the counts stand in this file");
    }
}

static void check_counts(struct post *post, const struct index *budgeted)
{
    struct workload_rows *w = &post->workload;
    for (size_t i = 0; i < w->rows.count && post->icass_budget.rows.count; i++) {
        word year = {(uint32_t)w->fiscal_year[i]};
        if (w->rows.bad[i] || index_first(budgeted, year, w->cost_center[i], (word){0}) != SIZE_MAX)
            continue;
        size_t finding = rows_report(post->diag, &w->rows, i, "cost_center", WARNING,
                                     "workload-without-cost", w->cost_center[i],
                                     "has counts in FY%d but no budget, so nothing is charged (add "
                                     "its cost to icass_budget.csv)", w->fiscal_year[i]);
        diag_also(post->diag, finding, rows_place(&post->icass_budget.rows, 0, "cost_center"),
                  "cost_center", "the costs stand in this file");
    }
}

static void check_obligations(struct post *post)
{
    struct obligation_rows *o = &post->obligations;
    for (size_t i = 0; i < o->rows.count; i++)
        if (!o->rows.bad[i] && !word_given(o->cost_center[i]) &&
            !strcmp(post_string(post, o->funding_source[i]), "POST_ICASS"))
            rows_report(post->diag, &o->rows, i, "cost_center", ERROR, "missing-value", (word){0},
                        "is empty, but POST_ICASS obligations belong to a cost center (write "
                        "such as 5458)");
}

void check_icass(struct plan *plan)
{
    struct post *post = plan->post;
    check_fineness(post);
    check_modifiers(post);
    check_costs(post, counted_centers(post));
    check_counts(post, budgeted_centers(post));
    check_obligations(post);
}

/* ---- before the counts are entered ---------------------------------------------------------------------- */

static const char *number(const struct icass *icass, decimal d)
{
    char out[DECIMAL_TEXT];
    return arena_format(icass->plan->post->arena, "%s", decimal_plain(d, out));
}

/* Counts that moved by a quarter and by more than a few units. */
static void see_jumps(struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const struct workload_rows *w = &icass->plan->post->workload;
    for (size_t i = 0; i < icass_cells(icass) && icass->before != NOWHERE; i++) {
        size_t center = i / icass->agency_count, agency = i % icass->agency_count;
        decimal now = workload_count(icass, icass->now, i);
        decimal was = workload_count(icass, icass->before, i);
        if (!decimal_given(now) || !decimal_given(was))
            continue;
        double a = decimal_double(was), b = decimal_double(now), moved = fabs(b - a);
        if (moved < 5 || moved < 0.25 * a)
            continue;
        const char *reason = post_string(icass->plan->post,
                                         w->reason[icass->years[icass->now].row[i]]);
        icass_say(&icass->entry, arena_format(
            arena, "%s in %s: the count went from %s to %s (%+.0f). %s%s", agency_title(icass, agency),
            center_code(icass, center), number(icass, was), number(icass, now), b - a,
            reason[0] ? "The reason on file: " : "No reason is on file: ask before it is entered.",
            reason));
    }
}

/* What a help desk serves for each person: computers, printers, phones. */
static const char *const served[] = {"desktop", "laptop", "laptop-travel", "tablet", "printer",
                                     "mobile-phone"};

static bool is_served(const struct icass *icass, size_t category)
{
    const struct catalog *c = icass->plan->catalog;
    for (size_t k = 0; k < sizeof served / sizeof *served; k++)
        if (category_find(c, words_find(icass->plan->post->words, text_of(served[k]))) == category)
            return true;
    return false;
}

static int64_t devices_of(const struct icass *icass, word agency)
{
    const struct plan *plan = icass->plan;
    const struct assets *t = &plan->post->assets;
    int64_t devices = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        unsigned status = t->status[i] ? t->status[i] : STATUS_IN_USE;
        if (!plan->assets[i].valid || status > STATUS_IN_REPAIR ||
            plan->assets[i].payer == PAYER_CENTRAL ||
            !word_same(t->custodian_agency[i], agency) ||
            !is_served(icass, plan->assets[i].held))
            continue;
        devices += asset_quantity(plan, i);
    }
    return devices;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median_per_person(const struct icass *icass)
{
    double *value = memory_array(icass->device_count, sizeof *value), middle = NAN;
    size_t n = 0;
    for (size_t i = 0; i < icass->device_count; i++)
        if (!isnan(icass->devices[i].per_person))
            value[n++] = icass->devices[i].per_person;
    sort(value, n, sizeof *value, by_size);
    if (n)
        middle = n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
    free(value);
    return middle;
}

static size_t center_called(const struct icass *icass, const char *code)
{
    for (size_t c = 0; c < icass->center_count; c++)
        if (!strcmp(center_code(icass, c), code) && icass->centers[c].wanted)
            return c;
    return NOWHERE;
}

/* Devices of the ICASS staff stand in the inventory with the service provider, where none stand
 * with an agency of their own: its devices then answer for both counts. */
static double staff_counts(const struct icass *icass)
{
    double counts = 0;
    for (size_t i = 0; i < icass->device_count; i++)
        if (icass->agencies[icass->devices[i].agency].icass && !icass->devices[i].devices &&
            decimal_given(icass->devices[i].counted))
            counts += decimal_double(icass->devices[i].counted);
    return counts;
}

static void remark_on(struct icass *icass, struct device_count *d, double median)
{
    struct arena *arena = icass->plan->post->arena;
    const char *who = agency_title(icass, d->agency);
    double counted = decimal_given(d->counted) ? decimal_double(d->counted) : 0;
    counted += icass->agencies[d->agency].provider ? staff_counts(icass) : 0;
    d->remark = "";
    if ((double)d->devices > counted)
        d->remark = arena_format(arena, "%lld more in the inventory than counted",
                                 (long long)((double)d->devices - counted));
    else if (!isnan(d->per_person) && d->per_person > 1.75 * median)
        d->remark = arena_format(arena, "%.1f a person; half of the agencies have less than %.1f",
                                 d->per_person, median);
    else if (!isnan(d->per_person) && d->per_person < 0.5 * median)
        d->remark = arena_format(arena, "only %.1f a person; half of the agencies have more than "
                                 "%.1f", d->per_person, median);
    if (d->remark[0])
        icass_say(&icass->entry, arena_format(arena, "%s in %s: %s. The inventory has %s with it, "
                                        "the count is %s (devices and accounts).", who,
                                        center_code(icass, icass->device_center), d->remark,
                                        how_many(arena, (long long)d->devices, "device", "devices"),
                                        number(icass, d->counted)));
}

static void compare_devices(struct icass *icass)
{
    size_t n = icass->agency_count;
    icass->people_center = center_called(icass, "6150");
    icass->devices = arena_alloc(icass->plan->post->arena, n + 1, sizeof *icass->devices);
    for (size_t a = 0; a < n && icass->device_center != NOWHERE; a++) {
        size_t cell = icass->device_center * n + a;
        decimal people = icass->people_center == NOWHERE
                             ? DECIMAL_NONE
                             : workload_count(icass, icass->now, icass->people_center * n + a);
        struct device_count *d = &icass->devices[icass->device_count++];
        *d = (struct device_count){
            .agency = a, .devices = devices_of(icass, icass->agencies[a].agency),
            .counted = workload_count(icass, icass->now, cell),
            .before = workload_count(icass, icass->before, cell), .people = people,
            .per_person = NAN};
        if (decimal_given(people) && people.units > 0 && decimal_given(d->counted))
            d->per_person = decimal_double(d->counted) / decimal_double(people);
    }
    double median = median_per_person(icass);
    for (size_t i = 0; i < icass->device_count; i++)
        remark_on(icass, &icass->devices[i], median);
}

static void say_dates(struct icass *icass)
{
    const struct settings *s = icass->plan->settings;
    struct arena *arena = icass->plan->post->arena;
    char a[DATE_TEXT], b[DATE_TEXT], c[DATE_TEXT];
    icass_say(&icass->entry, arena_format(arena, "Next counts: taken on %s, to the agencies by %s (each "
                                    "has 30 calendar days), final by %s (settings icass_counts_on, "
                                    "icass_counts_out, icass_counts_final; 6 FAH-5 H-331.1, "
                                    "H-461.1).", date_long(s->icass_counts_on, a),
                                    date_long(s->icass_counts_out, b),
                                    date_long(s->icass_counts_final, c)));
}

void icass_before_entry(struct icass *icass)
{
    say_dates(icass);
    compare_devices(icass);
    see_jumps(icass);
}
