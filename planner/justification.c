/* Why a line is asked for, written from the figures: count, ages, share past cycle, support
 * dates, failure exposure, cost of waiting a year, agencies served; SPEC 5.3. */
#include "planner/plan.h"

#include <math.h>
#include <string.h>

#include "planner/failures.h"
#include "planner/stock.h"

enum { LONGEST = 3500 };

struct evidence {
    int64_t units, past_cycle, unsupported;
    double age_sum, oldest; /* years */
    double failures;        /* expected in the year to come */
    int64_t not_logged;     /* units of whose kind the post has logged no failure */
    money budget_year, year_after;
    word agencies[8];
    size_t agency_count;
};

static bool lands_on(const struct plan *plan, int32_t gross, size_t line)
{
    if (gross < 0)
        return false;
    if (plan->gross[gross].group == line)
        return true;
    for (size_t k = 0; plan->gross[gross].group == NOWHERE && k < plan->part_count; k++)
        if (plan->parts[k].gross == (size_t)gross && plan->parts[k].net == line)
            return true;
    return false;
}

static void add_agency(struct evidence *e, word agency)
{
    for (size_t k = 0; k < e->agency_count; k++)
        if (word_same(e->agencies[k], agency))
            return;
    if (word_given(agency) && e->agency_count < 8)
        e->agencies[e->agency_count++] = agency;
}

/* Only what the post's own log of failures bears out: this text is handed over. */
static void add_failures(const struct plan *plan, size_t i, int64_t units, struct evidence *e)
{
    const struct category_life *life = &plan->lives->of[plan->assets[i].held];
    if (life_is_of_log(life))
        e->failures += failures_to_expect(plan, life->life, i);
    else
        e->not_logged += units;
}

static void add_asset(const struct plan *plan, size_t i, struct evidence *e)
{
    const struct asset_plan *a = &plan->assets[i];
    int64_t units = asset_quantity(plan, i);
    double age = date_days_between(a->base, plan->settings->as_of) / 365.25;
    e->units += units;
    e->past_cycle += a->backlog ? units : 0;
    e->unsupported += date_given(a->end_of_support) &&
                              date_compare(a->end_of_support, plan->settings->as_of) < 0
                          ? units
                          : 0;
    e->age_sum += age * (double)units;
    e->oldest = age > e->oldest ? age : e->oldest;
    add_failures(plan, i, units, e);
    add_agency(e, plan->post->assets.custodian_agency[i]);
    if (year_index(plan, plan->budget_year + 1) >= 0 && a->price != NO_PRICE) {
        e->budget_year = money_add(e->budget_year, unit_price_of(plan, i, plan->budget_year));
        e->year_after = money_add(e->year_after, unit_price_of(plan, i, plan->budget_year + 1));
    }
}

static const char *lifecycle_text(struct arena *arena, const struct plan *plan, size_t line)
{
    struct evidence e = {0};
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (plan->assets[i].valid && plan->assets[i].active &&
            lands_on(plan, plan->assets[i].gross[PART_PRICE], line))
            add_asset(plan, i, &e);
    if (!e.units)
        return "Freight and installation of the equipment replaced.";
    size_t category = category_find(plan->catalog, plan->lines[line].item);
    int cycle = plan->catalog->categories[category].cycle_months;
    char *out = arena_format(arena, "%lld in use, on average %.1f years old (oldest %.1f). Cycle %d "
                             "months: %lld past due (%.0f %%).", (long long)e.units,
                             e.age_sum / (double)e.units, e.oldest, cycle,
                             (long long)e.past_cycle,
                             100.0 * (double)e.past_cycle / (double)e.units);
    if (e.unsupported)
        out = arena_format(arena, "%s %lld no longer supported by the maker.", out,
                           (long long)e.unsupported);
    if (!e.not_logged)
        out = arena_format(arena, "%s About %s to expect in the next twelve months at these ages, "
                           "by the post's log of failures.", out,
                           how_many(arena, llround(e.failures), "failure", "failures"));
    if (e.budget_year.cents > 0 && e.year_after.cents != e.budget_year.cents)
        out = arena_format(arena, "%s Waiting from FY%d to FY%d changes prices by %+.1f %%.", out,
                           plan->budget_year, plan->budget_year + 1,
                           100 * ((double)e.year_after.cents / (double)e.budget_year.cents - 1));
    for (size_t k = 0; k < e.agency_count; k++)
        out = arena_format(arena, "%s%s%s%s", out, k ? ", " : " Serves ",
                           post_string(plan->post, e.agencies[k]),
                           k + 1 == e.agency_count ? "." : "");
    return out;
}

static bool is_on_line(const struct plan *plan, const struct stock_position *p, size_t line)
{
    for (int k = 0; k < PARTS; k++)
        if (lands_on(plan, p->gross[k], line))
            return true;
    return false;
}

static const char *spares_text(struct arena *arena, const struct plan *plan, size_t line)
{
    bool level = false, least = false, built_in = false;
    for (size_t i = 0; i < plan->stock->count; i++) {
        const struct stock_position *p = &plan->stock->positions[i];
        if (!is_on_line(plan, p, line))
            continue;
        level |= !p->at_least_one;
        least |= p->at_least_one;
        built_in |= !p->at_least_one && life_is_built_in(&plan->lives->of[p->category]);
    }
    return arena_format(arena, "Spares short of %s%s%s%s; see sheet Spares.",
                        level ? "what keeps the service level over the lead time" : "",
                        built_in ? " by the built-in failure rate" : "",
                        level && least ? " and of " : "",
                        least ? "at least one of each telephone item (5 FAH-2 H-621)" : "");
}

static const char *project_text(struct arena *arena, const struct plan *plan,
                                const struct line *line)
{
    const struct project_rows *t = &plan->post->projects;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (!word_same(t->project[i], line->item))
            continue;
        const char *why = post_string(plan->post, t->justification[i]);
        const char *impact = post_string(plan->post, t->impact[i]);
        const char *goal = post_string(plan->post, t->ics_objective[i]);
        return arena_format(arena, "%s%s%s%s%s%s%s", why, why[0] && impact[0] ? " " : "",
                            impact[0] ? "If not funded: " : "", impact,
                            goal[0] ? " Serves " : "", goal, goal[0] ? "." : "");
    }
    return "";
}

static const char *license_text(struct arena *arena, const struct plan *plan,
                                const struct line *line)
{
    const struct license_rows *t = &plan->post->licenses;
    char end[DATE_TEXT];
    for (size_t i = 0; i < t->rows.count; i++)
        if (word_same(t->license_id[i], line->item)) {
            char *out = arena_format(arena, "The term ends on %s.", date_long(t->end[i], end));
            if (whole_given(t->qty_owned[i]) && whole_given(t->qty_used[i]))
                out = arena_format(arena, "%s %d owned, %d in use.", out, t->qty_owned[i],
                                   t->qty_used[i]);
            return out;
        }
    return "";
}

static const char *service_text(const struct plan *plan, const struct line *line)
{
    for (size_t s = 0; s < plan->service_count; s++)
        if (word_same(plan->services[s].name, line->item))
            return plan->services[s].sentence;
    return "";
}

static const char *staff_text(struct arena *arena, const struct plan *plan,
                              const struct line *line)
{
    const struct staff_rows *t = &plan->post->staff;
    char start[DATE_TEXT], end[DATE_TEXT];
    for (size_t i = 0; i < t->rows.count; i++)
        if (word_same(t->position[i], line->item))
            return arena_format(arena, "Position %s%s%s%s%s.", post_string(plan->post, line->item),
                                date_given(t->start[i]) ? ", from " : "",
                                date_long(t->start[i], start),
                                date_given(t->end[i]) ? ", until " : "",
                                date_long(t->end[i], end));
    return "";
}

const char *justification(struct arena *arena, const struct plan *plan, size_t at)
{
    const struct line *line = &plan->lines[at];
    const char *out = "";
    switch ((enum line_kind)line->kind) {
    case LINE_LIFECYCLE:
        out = lifecycle_text(arena, plan, at);
        break;
    case LINE_PROJECT:
        out = project_text(arena, plan, line);
        break;
    case LINE_LICENSE:
        out = license_text(arena, plan, line);
        break;
    case LINE_SERVICE:
        out = service_text(plan, line);
        break;
    case LINE_PERSONNEL:
        out = staff_text(arena, plan, line);
        break;
    case LINE_SPARES:
        out = spares_text(arena, plan, at);
        break;
    case LINE_KINDS:
        break;
    }
    return strlen(out) > LONGEST ? arena_copy(arena, out, LONGEST) : out;
}
