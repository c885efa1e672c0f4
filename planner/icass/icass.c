#include "planner/icass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names -------------------------------------------------------------------------------------- */

const char *component_name(unsigned component)
{
    return component == COMPONENT_WASHINGTON ? "washington"
           : component == COMPONENT_OTHER    ? "other"
                                             : "target";
}

const char *version_name(unsigned version)
{
    return version == VERSION_FINAL ? "final" : "initial";
}

const char *redistribution_text(enum redistribution method)
{
    return method == REDISTRIBUTION_R2
               ? "R2: the ICASS row is left out of each cost center, so the other agencies share "
                 "its use there"
               : "R1: the charges of the ICASS row are one pool, shared by each agency's charges "
                 "before redistribution";
}

const char *agency_title(const struct icass *icass, size_t agency)
{
    return post_string(icass->plan->post, icass->agencies[agency].agency);
}

const char *center_code(const struct icass *icass, size_t center)
{
    return post_string(icass->plan->post, icass->centers[center].code);
}

size_t icass_cells(const struct icass *icass)
{
    return icass->center_count * icass->agency_count;
}

void icass_say(struct sentences *to, const char *sentence)
{
    *PLANNER_APPEND(to->at, to->count, to->capacity) = sentence;
}

money icass_total(const struct icass *icass, const money *of_agency)
{
    money sum = MONEY_ZERO;
    for (size_t a = 0; a < icass->agency_count; a++)
        sum = money_add(sum, of_agency[a]);
    return sum;
}

struct icass_year *icass_year_of(struct icass *icass, int fiscal_year)
{
    for (size_t y = 0; y < icass->year_count; y++)
        if (icass->years[y].fiscal_year == fiscal_year)
            return &icass->years[y];
    return NULL;
}

/* ---- agencies and centers: as listed, else as met -------------------------------------------------- */

static size_t agency_of(const struct icass *icass, word agency)
{
    for (size_t a = 0; a < icass->agency_count; a++)
        if (word_same(icass->agencies[a].agency, agency))
            return a;
    return NOWHERE;
}

static size_t center_of(const struct icass *icass, word code)
{
    for (size_t c = 0; c < icass->center_count; c++)
        if (word_same(icass->centers[c].code, code))
            return c;
    return NOWHERE;
}

static void list_agencies(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct agency_rows *listed = &post->agencies;
    const struct workload_rows *w = &post->workload;
    icass->agencies = arena_alloc(post->arena, listed->rows.count + w->rows.count + 1,
                                  sizeof *icass->agencies);
    for (size_t i = 0; i < listed->rows.count; i++) {
        const char *name = post_string(post, listed->name[i]);
        icass->agencies[icass->agency_count++] = (struct icass_agency){
            listed->agency[i], name[0] ? name : post_string(post, listed->agency[i]),
            listed->kind[i] == AGENCY_ICASS, listed->kind[i] == AGENCY_PROVIDER};
    }
    for (size_t i = 0; i < w->rows.count && !listed->rows.count; i++) {
        const char *name = post_string(post, w->agency[i]);
        if (agency_of(icass, w->agency[i]) == NOWHERE)
            icass->agencies[icass->agency_count++] =
                (struct icass_agency){w->agency[i], name, !strcmp(name, "ICASS"), false};
    }
}

/* The row that describes a center in a year: of that year, else for any, else the last one. */
static size_t describing_row(const struct cost_center_rows *t, word code, int year)
{
    size_t best = NOWHERE;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!word_same(t->code[i], code))
            continue;
        if (t->fiscal_year[i] == year)
            return i;
        if (best == NOWHERE || !whole_given(t->fiscal_year[i]) ||
            whole_given(t->fiscal_year[best]))
            best = i;
    }
    return best;
}

static void add_center(struct icass *icass, word code)
{
    const struct post *post = icass->plan->post;
    const struct cost_center_rows *t = &post->cost_centers;
    if (center_of(icass, code) != NOWHERE)
        return;
    size_t row = describing_row(t, code, icass->fiscal_year);
    bool listed = row != NOWHERE;
    icass->centers[icass->center_count++] = (struct icass_center){
        .code = code, .name = listed ? post_string(post, t->name[row]) : "",
        .factor = listed ? post_string(post, t->factor[row]) : "",
        .fixed = listed && t->modifiable[row] == NO,
        .cumulative = listed && t->period[row] == 2};
}

static bool has_figures(const struct post *post, word code)
{
    const struct icass_budget_rows *b = &post->icass_budget;
    const struct workload_rows *w = &post->workload;
    for (size_t i = 0; i < b->rows.count; i++)
        if (word_same(b->cost_center[i], code))
            return true;
    for (size_t i = 0; i < w->rows.count; i++)
        if (word_same(w->cost_center[i], code))
            return true;
    return false;
}

static void list_centers(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct cost_center_rows *t = &post->cost_centers;
    const struct icass_budget_rows *b = &post->icass_budget;
    const struct workload_rows *w = &post->workload;
    icass->centers = arena_alloc(post->arena, t->rows.count + b->rows.count + w->rows.count + 1,
                                 sizeof *icass->centers);
    for (size_t i = 0; i < t->rows.count; i++)
        if (has_figures(post, t->code[i]))
            add_center(icass, t->code[i]);
    for (size_t i = 0; i < b->rows.count; i++)
        add_center(icass, b->cost_center[i]);
    for (size_t i = 0; i < w->rows.count; i++)
        add_center(icass, w->cost_center[i]);
}

/* ---- years ---------------------------------------------------------------------------------------- */

static void add_year(struct icass *icass, int year)
{
    size_t at = 0;
    while (at < icass->year_count && icass->years[at].fiscal_year < year)
        at++;
    if (at < icass->year_count && icass->years[at].fiscal_year == year)
        return;
    icass->years = memory_grow(icass->years, icass->year_count + 1, sizeof *icass->years);
    memmove(&icass->years[at + 1], &icass->years[at],
            (icass->year_count++ - at) * sizeof *icass->years);
    icass->years[at] = (struct icass_year){.fiscal_year = year};
}

static money sum_given(money a, money b)
{
    return !money_given(a) ? b : !money_given(b) ? a : money_add(a, b);
}

static void fill_costs(struct icass *icass, struct icass_year *year)
{
    const struct post *post = icass->plan->post;
    const struct icass_budget_rows *t = &post->icass_budget;
    money **const columns[] = {&year->target, &year->washington, &year->other, &year->cost};
    for (size_t k = 0; k < 4; k++)
        *columns[k] = arena_alloc(post->arena, icass->center_count + 1, sizeof(money));
    for (size_t c = 0; c < icass->center_count; c++) {
        for (unsigned k = 0; k < 3; k++)
            (*columns[k])[c] = icass_budget_of(post, year->fiscal_year, icass->centers[c].code,
                                               k + COMPONENT_TARGET, false, NULL);
        year->cost[c] = sum_given(year->target[c], year->washington[c]);
    }
    for (size_t i = 0; i < t->rows.count; i++)
        year->final |= t->fiscal_year[i] == year->fiscal_year && t->version[i] == VERSION_FINAL;
}

static decimal given_or_one(decimal d)
{
    return decimal_given(d) ? d : decimal_whole(1);
}

static void fill_counts(struct icass *icass, struct icass_year *year)
{
    const struct workload_rows *w = &icass->plan->post->workload;
    size_t cells = icass_cells(icass);
    year->count = arena_alloc(icass->plan->post->arena, cells + 1, sizeof *year->count);
    year->row = arena_alloc(icass->plan->post->arena, cells + 1, sizeof *year->row);
    for (size_t i = 0; i < cells; i++)
        year->row[i] = NOWHERE;
    for (size_t i = 0; i < w->rows.count; i++) {
        size_t agency = agency_of(icass, w->agency[i]), center = center_of(icass, w->cost_center[i]);
        if (w->rows.bad[i] || w->fiscal_year[i] != year->fiscal_year || agency == NOWHERE ||
            center == NOWHERE)
            continue;
        size_t cell = center * icass->agency_count + agency;
        year->row[cell] = i;
        if (!modified_count(w->count[i], given_or_one(w->weight[i]), given_or_one(w->modifier[i]),
                            &year->count[cell]))
            year->row[cell] = NOWHERE; /* reported by check_icass */
    }
}

static struct charges new_charges(const struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    size_t n = icass->agency_count + 1;
    return (struct charges){arena_alloc(arena, icass_cells(icass) + 1, sizeof(money)),
                            arena_alloc(arena, n, sizeof(money)),
                            arena_alloc(arena, n, sizeof(money)),
                            arena_alloc(arena, n, sizeof(money))};
}

static enum sharing_fault share(const struct icass *icass, const money *cost, const int64_t *count,
                                enum redistribution method, struct charges *out, size_t *center)
{
    size_t n = icass->center_count;
    money *known = memory_array(n, sizeof *known);
    bool *own = memory_array(icass->agency_count, sizeof *own);
    for (size_t c = 0; c < n; c++)
        known[c] = money_given(cost[c]) ? cost[c] : MONEY_ZERO;
    for (size_t a = 0; a < icass->agency_count; a++)
        own[a] = icass->agencies[a].icass;
    struct sharing sharing = {n, icass->agency_count, known, count, own, method};
    *out = new_charges(icass);
    enum sharing_fault fault = share_costs(&sharing, out, center);
    free(known);
    free(own);
    return fault;
}

bool icass_share(const struct icass *icass, const money *cost, const int64_t *count,
                 enum redistribution method, struct charges *out)
{
    size_t center;
    return share(icass, cost, count, method, out, &center) == SHARING_FINE;
}

/* Costs without any counts are found by check_icass already, where there are counts at all. */
static void report_fault(struct icass *icass, const struct icass_year *year,
                         enum sharing_fault fault, size_t center)
{
    struct post *post = icass->plan->post;
    static const char *const what[] = {
        "", "has a cost in FY%d, but there are no workload counts (write workload.csv)",
        "has a cost in FY%d, but only the ICASS row has counts, so nobody can be charged (add the "
        "counts of the agencies that pay)",
        "has charges below zero in FY%d, by which R1 cannot share (set redistribution to R2, or "
        "correct the budget)",
        "has counts or costs in FY%d that are larger than planner works with"};
    if (fault == SHARING_FINE || (fault == SHARING_NO_COUNTS && post->workload.rows.count))
        return;
    size_t row = 0;
    word code = {0};
    if (center < icass->center_count) {
        code = icass->centers[center].code;
        icass_budget_of(post, year->fiscal_year, code,
                        money_given(year->target[center]) ? COMPONENT_TARGET
                                                          : COMPONENT_WASHINGTON, false, &row);
    }
    char *message = arena_format(post->arena, what[fault], year->fiscal_year);
    rows_report(post->diag, &post->icass_budget.rows, row, "cost_center", ERROR, "cannot-charge",
                code, "%s", message);
}

static void charge_year(struct icass *icass, struct icass_year *year)
{
    bool cost = false, counts = false;
    for (size_t c = 0; c < icass->center_count; c++)
        cost |= money_given(year->cost[c]);
    for (size_t i = 0; i < icass_cells(icass); i++)
        counts |= year->row[i] != NOWHERE;
    year->charges = new_charges(icass);
    if (!cost)
        return;
    size_t center = icass->center_count;
    enum sharing_fault fault = share(icass, year->cost, year->count, icass->method,
                                     &year->charges, &center);
    report_fault(icass, year, fault, center);
    year->charged = counts && fault == SHARING_FINE;
}

decimal workload_count(const struct icass *icass, size_t year, size_t cell)
{
    size_t row = year == NOWHERE ? NOWHERE : icass->years[year].row[cell];
    return row == NOWHERE ? DECIMAL_NONE : icass->plan->post->workload.count[row];
}

decimal workload_weight(const struct icass *icass, size_t year, size_t cell)
{
    size_t row = year == NOWHERE ? NOWHERE : icass->years[year].row[cell];
    return row == NOWHERE ? DECIMAL_NONE
                          : given_or_one(icass->plan->post->workload.weight[row]);
}

decimal workload_modifier(const struct icass *icass, size_t year, size_t cell)
{
    size_t row = year == NOWHERE ? NOWHERE : icass->years[year].row[cell];
    return row == NOWHERE ? DECIMAL_NONE
                          : given_or_one(icass->plan->post->workload.modifier[row]);
}

/* ---- are these all of the post's cost centers? ------------------------------------------------------- */

static bool has_cost(const struct icass *icass, word code)
{
    size_t center = center_of(icass, code);
    return center != NOWHERE && money_given(icass->years[icass->now].cost[center]);
}

/* Centers that the post has but the folder has no budget for: listed or invoiced ones. */
static const char *missing_centers(const struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct cost_center_rows *t = &post->cost_centers;
    const struct icass_invoice_rows *v = &post->icass_invoices;
    const char *list = "";
    for (size_t i = 0; i < t->rows.count + v->rows.count; i++) {
        bool invoiced = i >= t->rows.count;
        word code = invoiced ? v->cost_center[i - t->rows.count] : t->code[i];
        bool this_year = invoiced ? v->fiscal_year[i - t->rows.count] == icass->fiscal_year
                                  : !whole_given(t->fiscal_year[i]) ||
                                        t->fiscal_year[i] == icass->fiscal_year;
        if (!word_given(code) || !this_year || has_cost(icass, code) ||
            strstr(list, post_string(post, code)))
            continue;
        list = arena_format(post->arena, "%s%s%s", list, list[0] ? ", " : "",
                            post_string(post, code));
    }
    return list;
}

/* Cost centers that every agency must take (6 FAH-5 H-340; distribution factor sheet of FY14). */
static const char *const mandatory[] = {"6150", "6443", "5624", "5880"};

static const char *missing_mandatory(const struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const char *list = "";
    for (size_t k = 0; k < sizeof mandatory / sizeof *mandatory; k++)
        if (!has_cost(icass, words_find(post->words, text_of(mandatory[k]))))
            list = arena_format(post->arena, "%s%s%s", list, list[0] ? ", " : "", mandatory[k]);
    return list;
}

static void see_whether_all_are_here(struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const char *listed = missing_centers(icass), *needed = missing_mandatory(icass);
    if (listed[0])
        icass->dt_only = arena_format(arena, "no budget here for cost center %s, which the post has",
                                      listed);
    else if (needed[0] && !icass->plan->post->icass_invoices.rows.count)
        icass->dt_only = arena_format(arena, "no budget here for cost center %s, mandatory for "
                                      "every agency, and no signed invoices to compare with",
                                      needed);
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

void icass_years(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    for (size_t i = 0; i < post->icass_budget.rows.count; i++)
        if (!post->icass_budget.rows.bad[i])
            add_year(icass, post->icass_budget.fiscal_year[i]);
    for (size_t i = 0; i < post->workload.rows.count; i++)
        if (!post->workload.rows.bad[i])
            add_year(icass, post->workload.fiscal_year[i]);
    icass->now = icass->before = NOWHERE;
    for (size_t y = 0; y < icass->year_count; y++) {
        struct icass_year *year = &icass->years[y];
        fill_costs(icass, year);
        fill_counts(icass, year);
        charge_year(icass, year);
        if (year->fiscal_year == icass->fiscal_year)
            icass->now = y;
        if (year->fiscal_year == icass->fiscal_year - 1)
            icass->before = y;
    }
}

static void mark_wanted(struct icass *icass)
{
    const struct icass_year *now = &icass->years[icass->now];
    for (size_t c = 0; c < icass->center_count; c++) {
        icass->centers[c].wanted = money_given(now->cost[c]) || money_given(now->other[c]);
        for (size_t a = 0; a < icass->agency_count; a++)
            icass->centers[c].wanted |= now->row[c * icass->agency_count + a] != NOWHERE;
    }
}

static void report_no_year(struct icass *icass)
{
    struct post *post = icass->plan->post;
    char shown[16];
    snprintf(shown, sizeof shown, "FY%d", icass->fiscal_year);
    diag_add(post->diag, ERROR, "no-icass-budget",
             post->icass_budget.rows.count ? rows_place(&post->icass_budget.rows, 0, "fiscal_year")
                                           : (struct place){words_put_string(post->words, post->path), 0, 0},
             "fiscal_year", words_put_string(post->words, shown),
             "has no budget and counts to charge (add its rows to icass_budget.csv and "
             "workload.csv)");
}

static struct icass *begin(struct plan *plan, int fiscal_year, int quarter)
{
    struct icass *icass = arena_alloc(plan->post->arena, 1, sizeof *icass);
    *icass = (struct icass){.plan = plan, .fiscal_year = fiscal_year, .quarter = quarter,
                            .method = plan->settings->redistribution};
    list_agencies(icass);
    list_centers(icass);
    icass_years(icass);
    return icass;
}

struct icass *icass_outlook(struct plan *plan)
{
    struct icass *icass = begin(plan, plan->first_year, 4);
    if (icass->now != NOWHERE && icass->years[icass->now].charged) {
        icass->bridge = bridge_build(plan);
        icass_estimates(icass);
    }
    return icass;
}

struct icass *icass_build(struct plan *plan, int fiscal_year, int quarter)
{
    struct icass *icass = begin(plan, fiscal_year, quarter);
    if (diag_errors(plan->post->diag))
        return icass;
    if (icass->now == NOWHERE || !icass->years[icass->now].charged) {
        report_no_year(icass);
        return icass;
    }
    mark_wanted(icass);
    see_whether_all_are_here(icass);
    icass->bridge = bridge_build(plan);
    icass->funds = icass_funds(icass, fiscal_year, quarter);
    icass->last_funds = quarter > 1 ? icass_funds(icass, fiscal_year, quarter - 1)
                                    : icass_funds(icass, fiscal_year - 1, 4);
    icass->year_ago = icass_funds(icass, fiscal_year - 1, quarter);
    icass_changes(icass);
    icass_invoices(icass);
    icass_what_ifs(icass);
    icass_estimates(icass);
    icass_before_entry(icass);
    icass_service(icass);
    icass_notes(icass);
    return icass;
}

void icass_free(struct icass *icass)
{
    if (!icass)
        return;
    free(icass->years);
    free(icass->entry.at);
    free(icass->changed.at);
    free(icass->notes.at);
}
