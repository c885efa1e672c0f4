#include "planner/obligations.h"

#include <stdlib.h>
#include <string.h>

#include "planner/split.h"

static bool is_history(const struct plan *plan, int32_t year, enum history *out)
{
    *out = year == plan->first_year ? CURRENT_YEAR : PRIOR_YEAR;
    return year == plan->first_year || year == plan->first_year - 1;
}

/* ---- groups ------------------------------------------------------------------------------------ */

static word source_of(const struct plan *plan, size_t row)
{
    const struct obligation_rows *t = &plan->post->obligations;
    if (word_given(t->funding_source[row]))
        return t->funding_source[row];
    return words_put_string(plan->post->words,
                            word_given(t->cost_center[row]) ? "POST_ICASS" : "POST_DP");
}

static struct obligation_group new_group(const struct plan *plan, size_t row)
{
    const struct obligation_rows *t = &plan->post->obligations;
    struct obligation_group group = {
        .source = source_of(plan, row), .plan_category = t->plan_category[row],
        .component = t->component[row] ? t->component[row] : COMPONENT_TARGET,
        .object_class = t->object_class[row], .cost_center = t->cost_center[row],
        .row = {NOWHERE, NOWHERE}};
    group.funding = funding_find(plan->catalog, group.source);
    return group;
}

static const char *component_note(unsigned component)
{
    return component == COMPONENT_WASHINGTON ? ", Washington"
           : component == COMPONENT_OTHER    ? ", other"
                                             : "";
}

const char *obligation_label(const struct plan *plan, const struct obligation_group *g)
{
    const struct post *post = plan->post;
    return arena_format(post->arena, "%s%s%s%s%s%s%s%s", post_string(post, g->source),
                        word_given(g->cost_center) ? " " : "", post_string(post, g->cost_center),
                        g->plan_category ? ", " : "",
                        g->plan_category ? plan_category_name(g->plan_category) : "",
                        word_given(g->object_class) ? ", " : "",
                        post_string(post, g->object_class), component_note(g->component));
}

static void gather(struct plan *plan, struct obligations *o)
{
    const struct obligation_rows *t = &plan->post->obligations;
    struct index *keys = index_new(plan->post->arena, t->rows.count);
    size_t *group_of = arena_alloc(plan->post->arena, t->rows.count + 1, sizeof *group_of);
    o->groups = arena_alloc(plan->post->arena, t->rows.count + 1, sizeof *o->groups);
    for (size_t i = 0; i < t->rows.count; i++) {
        enum history year;
        if (t->rows.bad[i] || !is_history(plan, t->fiscal_year[i], &year))
            continue;
        struct obligation_group group = new_group(plan, i);
        word rest = {(uint32_t)(group.plan_category * 8 + group.component) + 1};
        word where = words_put_string(plan->post->words,
                                      arena_format(plan->post->arena, "%u %u", group.object_class.id,
                                                   group.cost_center.id));
        size_t first = index_add(keys, i, group.source, where, rest);
        group_of[i] = first == SIZE_MAX ? o->count : group_of[first];
        if (first == SIZE_MAX)
            o->groups[o->count++] = group;
        struct obligation_group *g = &o->groups[group_of[i]];
        int q = t->quarter[i] - 1;
        g->quarter[year][q] = money_add(g->quarter[year][q], t->amount[i]);
        g->given[year][q] = true;
        if (g->row[year] == NOWHERE)
            g->row[year] = i;
    }
}

/* The row of the group's year that speaks of the quarter. */
static size_t row_of_quarter(const struct plan *plan, const struct obligation_group *g,
                             int fiscal_year, int quarter)
{
    const struct obligation_rows *t = &plan->post->obligations;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == fiscal_year && t->quarter[i] == quarter &&
            t->plan_category[i] == g->plan_category &&
            word_same(t->object_class[i], g->object_class) &&
            word_same(t->cost_center[i], g->cost_center) &&
            word_same(source_of(plan, i), g->source))
            return i;
    return NOWHERE;
}

/* Cumulative figures become those of each quarter; a quarter that is not given adds nothing. */
static void take_apart(struct plan *plan, struct obligation_group *g, enum history year)
{
    int fiscal_year = plan->first_year - (year == PRIOR_YEAR);
    money through = MONEY_ZERO;
    for (int q = 0; q < 4; q++) {
        money here = g->given[year][q] ? g->quarter[year][q] : through;
        g->quarter[year][q] = money_sub(here, through);
        if (money_compare(here, through) < 0) {
            char from[MONEY_TEXT], to[MONEY_TEXT], less[MONEY_TEXT];
            size_t row = row_of_quarter(plan, g, fiscal_year, q + 1);
            rows_report(plan->post->diag, &plan->post->obligations.rows, row, "amount", WARNING,
                        "cumulative-falls", (word){0},
                        "of %s through Q%d is less than the %s before it; obligations_are is "
                        "cumulative, so %s is understood as de-obligated",
                        money_pretty(here, to), q + 1, money_pretty(through, from),
                        money_pretty(money_sub(through, here), less));
        }
        through = here;
    }
}

money obligated_by_group(const struct obligation_group *g, enum history year)
{
    money sum = MONEY_ZERO;
    for (int q = 0; q < 4; q++)
        sum = money_add(sum, g->quarter[year][q]);
    return sum;
}

/* ---- groups to lines ---------------------------------------------------------------------------- */

static bool fits(const struct plan *plan, const struct obligation_group *g, size_t i)
{
    const struct line *line = &plan->lines[i];
    return g->component == COMPONENT_TARGET && g->funding == line->funding &&
           (g->plan_category || word_given(g->object_class)) &&
           (!g->plan_category || g->plan_category == line->plan_category) &&
           (!word_given(g->object_class) || word_same(g->object_class, line->object_class)) &&
           (!word_given(g->cost_center) || word_same(g->cost_center, line->cost_center));
}

/* What a line weighs when a group is divided: its plan of the year, else that of all years. */
static int64_t weigh(const struct plan *plan, const size_t *at, size_t n, int64_t *weights)
{
    int64_t sum = 0;
    for (int whole = 0; whole < 2 && !sum; whole++)
        for (size_t k = 0; k < n; k++) {
            const struct line *line = &plan->lines[at[k]];
            int64_t cents = whole ? line_sum(plan, line).cents : line->amount[0].cents;
            sum += weights[k] = cents > 0 ? cents : 0;
        }
    for (size_t k = 0; k < n && !sum; k++)
        weights[k] = 1;
    return sum;
}

static void divide(struct plan *plan, struct obligations *o, struct obligation_group *g)
{
    size_t *at = memory_array(plan->line_count + 1, sizeof *at);
    int64_t *weights = memory_array(plan->line_count + 1, sizeof *weights);
    money *shares = memory_array(plan->line_count + 1, sizeof *shares);
    for (size_t i = 0; i < plan->line_count; i++)
        if (fits(plan, g, i))
            at[g->lines++] = i;
    weigh(plan, at, g->lines, weights);
    for (int year = 0; year < HISTORY_YEARS && g->lines; year++)
        for (int q = 0; q < 4; q++) {
            if (!split_largest_remainder(g->quarter[year][q], g->lines, weights, shares))
                continue;
            for (size_t k = 0; k < g->lines; k++) {
                money *to = &o->quarter[at[k]][year][q];
                *to = money_add(*to, shares[k]);
            }
        }
    for (size_t k = 0; k < g->lines; k++)
        if (g->lines > o->divided[at[k]])
            o->divided[at[k]] = (uint32_t)g->lines;
    free(at);
    free(weights);
    free(shares);
}

money obligated_on_line(const struct plan *plan, size_t line, enum history year)
{
    money sum = MONEY_ZERO;
    for (int q = 0; q < 4; q++)
        sum = money_add(sum, plan->obligations->quarter[line][year][q]);
    return sum;
}

bool is_loose(const struct obligation_group *g)
{
    return g->lines == 0;
}

size_t loose_count(const struct plan *plan)
{
    size_t n = 0;
    for (size_t k = 0; plan->obligations && k < plan->obligations->count; k++)
        n += is_loose(&plan->obligations->groups[k]);
    return n;
}

/* ---- what does not fit --------------------------------------------------------------------------- */

static void report_loose(struct plan *plan, const struct obligation_group *g)
{
    char amount[MONEY_TEXT];
    if (!is_loose(g) || g->component != COMPONENT_TARGET || g->row[CURRENT_YEAR] == NOWHERE)
        return;
    const char *near = g->funding == NOWHERE ? funding_nearest(plan->catalog, g->source) : NULL;
    size_t finding = rows_report(
        plan->post->diag, &plan->post->obligations.rows, g->row[CURRENT_YEAR], "funding_source",
        WARNING, "obligation-without-line",
        words_put_string(plan->post->words, obligation_label(plan, g)),
        "is a line that this plan does not have; %s of FY%d stand as a row of their own on MRR "
        "lines%s", money_pretty(obligated_by_group(g, CURRENT_YEAR), amount), plan->first_year,
        did_you_mean(plan->post->arena, near));
    diag_about(plan->post->diag, finding, (word){0}, obligated_by_group(g, CURRENT_YEAR));
}

/* The last row of the year that a fund and category are obligated in. */
static size_t last_row(const struct plan *plan, size_t funding, unsigned category)
{
    const struct obligation_rows *t = &plan->post->obligations;
    size_t last = NOWHERE;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == plan->first_year &&
            (!t->plan_category[i] || t->plan_category[i] == category) &&
            funding_find(plan->catalog, source_of(plan, i)) == funding &&
            (last == NOWHERE || t->quarter[i] >= t->quarter[last]))
            last = i;
    return last;
}

static void report_excess(struct plan *plan, size_t funding, unsigned category)
{
    money planned = MONEY_ZERO, obligated = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if (line->funding != funding || line->plan_category != category)
            continue;
        planned = money_add(planned, line->amount[0]);
        obligated = money_add(obligated, obligated_on_line(plan, i, CURRENT_YEAR));
    }
    size_t row = last_row(plan, funding, category);
    if (money_compare(obligated, planned) <= 0 || row == NOWHERE)
        return;
    char is[MONEY_TEXT], was[MONEY_TEXT];
    size_t finding = rows_report(
        plan->post->diag, &plan->post->obligations.rows, row, "amount", WARNING,
        "more-than-available", (word){0},
        "brings %s, %s to %s obligated in FY%d, more than the %s that the plan has for it",
        post_string(plan->post, plan->catalog->fundings[funding].name),
        plan_category_name(category), money_pretty(obligated, is), plan->first_year,
        money_pretty(planned, was));
    diag_about(plan->post->diag, finding, (word){0}, money_sub(obligated, planned));
}

static void report_future(struct plan *plan)
{
    struct obligation_rows *t = &plan->post->obligations;
    char as_of[DATE_TEXT];
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || t->fiscal_year[i] < plan->first_year)
            continue;
        date begins = t->quarter[i] == 1
                          ? fiscal_start(t->fiscal_year[i])
                          : date_add_days(fiscal_quarter_end(t->fiscal_year[i], t->quarter[i] - 1), 1);
        if (date_compare(begins, plan->settings->as_of) > 0)
            rows_report(plan->post->diag, &t->rows, i, "quarter", WARNING, "obligated-in-future",
                        words_put_string(plan->post->words,
                                         arena_format(plan->post->arena, "FY%dQ%d",
                                                      t->fiscal_year[i], t->quarter[i])),
                        "begins after the as-of date %s; the amount is counted all the same",
                        date_iso(plan->settings->as_of, as_of));
    }
}

void match_obligations(struct plan *plan)
{
    struct arena *arena = plan->post->arena;
    struct obligations *o = plan->obligations = arena_alloc(arena, 1, sizeof *o);
    o->quarter = arena_alloc(arena, plan->line_count + 1, sizeof *o->quarter);
    o->divided = arena_alloc(arena, plan->line_count + 1, sizeof *o->divided);
    gather(plan, o);
    report_future(plan);
    for (size_t k = 0; k < o->count; k++) {
        for (int year = 0; year < HISTORY_YEARS; year++) {
            if (plan->settings->obligations_are == OBLIGATIONS_CUMULATIVE)
                take_apart(plan, &o->groups[k], (enum history)year);
            o->total[year] = money_add(o->total[year],
                                       obligated_by_group(&o->groups[k], (enum history)year));
        }
        divide(plan, o, &o->groups[k]);
        report_loose(plan, &o->groups[k]);
    }
    for (size_t f = 0; f < plan->catalog->funding_count; f++)
        for (unsigned c = 1; c <= PLAN_CATEGORIES; c++)
            report_excess(plan, f, c);
}
