#include "planner/whatif.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/progress.h"

/* The plans' warnings about ICASS have been given; a scenario's would repeat them. */
static struct icass *agencies_of(struct plan *plan)
{
    struct diag *said = plan->post->diag;
    plan->post->diag = diag_new(plan->post->words);
    struct icass *icass = icass_outlook(plan);
    diag_free(plan->post->diag);
    plan->post->diag = said;
    return icass;
}

money whatif_charge(const struct whatif *w, size_t scenario, size_t estimate, size_t agency)
{
    return w->icass[scenario]->estimates[estimate].charges.total[agency];
}

money whatif_charge_moves(const struct whatif *w, size_t scenario, size_t estimate, size_t agency)
{
    return money_sub(whatif_charge(w, scenario, estimate, agency),
                     whatif_charge(w, 0, estimate, agency));
}

bool whatif_work(struct whatif *w, struct scenarios *scenarios, struct whatif_wish wish)
{
    struct plan *base = scenarios->list[0].plan;
    bool fine = true;
    *w = (struct whatif){.plan = base, .arena = base->post->arena, .scenarios = scenarios,
                         .wish = wish};
    w->ration = arena_alloc(w->arena, scenarios->count, sizeof *w->ration);
    w->uncertain = arena_alloc(w->arena, scenarios->count, sizeof *w->uncertain);
    w->icass = arena_alloc(w->arena, scenarios->count, sizeof *w->icass);
    struct progress bar;
    progress_begin(&bar, wish.progress, "Weighing scenarios", 2 * scenarios->count);
    for (size_t k = 0; k < scenarios->count; k++) {
        w->icass[k] = agencies_of(scenarios->list[k].plan);
        fine &= ration_plan(scenarios->list[k].plan, wish.rounds, &w->ration[k]);
        progress_add(&bar, 1);
        w->uncertain[k] = uncertain_plan(scenarios->list[k].plan, wish.dice);
        progress_add(&bar, 1);
    }
    progress_end(&bar);
    w->level = level_plan(base, wish.early, wish.late);
    if (wish.zero_backlog)
        w->zero = zero_backlog(base, wish.zero_backlog);
    w->best_count = best_ages(base, &w->best);
    if (!fine)
        diag_add(base->post->diag, ERROR, "too-large", (struct place){{0}, 0, 0}, "", (word){0},
                 "amounts are too large to be weighed under ceilings");
    return fine;
}

void whatif_free(struct whatif *w)
{
    if (!w->scenarios)
        return;
    for (size_t k = 0; k < w->scenarios->count; k++)
        ration_free(&w->ration[k]);
    for (size_t k = 0; w->icass && k < w->scenarios->count; k++)
        icass_free(w->icass[k]);
}

/* ---- what a scenario changes in words ---------------------------------------------------------------- */

/* Expected failures in a fiscal year of what the post holds, as this plan replaces it: of each
 * unit the hazard that it runs through in that year. */
static double failures_in(const struct plan *plan, int year)
{
    date from = fiscal_start(year), to = date_add_days(fiscal_end(year), 1);
    double sum = 0;
    size_t k = 0;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++) {
        const struct asset_plan *a = &plan->assets[i];
        date born = a->base, at = date_later(from, plan->settings->as_of);
        struct weibull life = category_life(plan, a->held);
        double hazard = 0;
        while (k < plan->purchase_count && plan->purchases[k].asset < i)
            k++;
        size_t first = k;
        if (!a->valid || !a->active || a->payer != PAYER_POST || a->covered_through)
            continue;
        for (; k < plan->purchase_count && plan->purchases[k].asset == i; k++) {
            date on = plan->purchases[k].on;
            if (date_compare(on, at) > 0) {
                date end = date_earlier(on, to);
                if (date_compare(end, at) > 0)
                    hazard += reliability_hazard(life, date_days_between(born, end) * 12 / 365.25) -
                              reliability_hazard(life, date_days_between(born, at) * 12 / 365.25);
                at = end;
            }
            born = on;
            life = category_life(plan, a->bought);
        }
        if (date_compare(to, at) > 0)
            hazard += reliability_hazard(life, date_days_between(born, to) * 12 / 365.25) -
                      reliability_hazard(life, date_days_between(born, at) * 12 / 365.25);
        sum += hazard * asset_quantity(plan, i);
        k = first;
    }
    return sum;
}

double whatif_failures(const struct whatif *w, size_t scenario, int year)
{
    return failures_in(w->scenarios->list[scenario].plan, year) -
           failures_in(w->scenarios->list[0].plan, year);
}

struct answers {
    const struct whatif *w;
    const char **list;
    size_t count;
};

static void say(struct answers *s, const char *sentence)
{
    s->list[s->count++] = sentence;
}

static const char *dollars(const struct whatif *w, money m)
{
    char buffer[MONEY_TEXT];
    money whole = {llround((double)m.cents / 100) * 100};
    char *shown = arena_format(w->arena, "%s", money_pretty(whole, buffer));
    char *point = strrchr(shown, '.');
    if (point)
        *point = '\0';
    return shown;
}

static char *capital(char *sentence)
{
    if (*sentence >= 'a' && *sentence <= 'z')
        *sentence = (char)(*sentence - 'a' + 'A');
    return sentence;
}

/* "saves $x in FY2029" for the years of largest difference, one each way. */
static void say_difference(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    const struct scenarios *all = w->scenarios;
    int least = -1, most = -1, changed = 0;
    money sum = MONEY_ZERO;
    for (int y = 0; y < all->years; y++) {
        money d = money_sub(scenario_total(all, scenario, y), scenario_total(all, 0, y));
        sum = money_add(sum, d);
        changed += d.cents != 0;
        if (d.cents < 0 && (least < 0 || d.cents < scenario_total(all, scenario, least).cents -
                                                      scenario_total(all, 0, least).cents))
            least = y;
        if (d.cents > 0 && (most < 0 || d.cents > scenario_total(all, scenario, most).cents -
                                                    scenario_total(all, 0, most).cents))
            most = y;
    }
    const char *saves = "", *costs = "", *others = "", *net = "changes nothing";
    if (least >= 0)
        saves = arena_format(w->arena, "saves %s in FY%d",
                             dollars(w, money_sub(scenario_total(all, 0, least),
                                                  scenario_total(all, scenario, least))),
                             all->first_year + least);
    if (most >= 0)
        costs = arena_format(w->arena, "%scosts %s more in FY%d", least >= 0 ? ", " : "",
                             dollars(w, money_sub(scenario_total(all, scenario, most),
                                                  scenario_total(all, 0, most))),
                             all->first_year + most);
    if (changed > (least >= 0) + (most >= 0)) /* or the years named would seem to be all */
        others = ", and smaller amounts in other years";
    if (sum.cents)
        net = arena_format(w->arena, "%s %s", sum.cents < 0 ? "saves" : "costs",
                           dollars(w, (money){sum.cents < 0 ? -sum.cents : sum.cents}));
    if (least < 0 && most < 0)
        say(s, "Asks for the same money in every year; what changes is when it can be spent.");
    else
        say(s, capital(arena_format(w->arena, "%s%s%s; over FY%d to FY%d it %s.", saves, costs,
                                    others, all->first_year, all->first_year + all->years - 1,
                                    net)));
}

/* What the year of the request comes to. */
static void say_request(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    int year = w->plan->budget_year, y = year - w->scenarios->first_year;
    money asked = scenario_total(w->scenarios, scenario, y);
    money more = money_sub(asked, scenario_total(w->scenarios, 0, y));
    const char *beside = "as the plan does now";
    if (more.cents)
        beside = arena_format(w->arena, "%s %s than the plan as it stands",
                              dollars(w, (money){llabs(more.cents)}), more.cents > 0 ? "more" : "less");
    say(s, arena_format(w->arena, "FY%d, the year of the request: it asks for %s%s%s.", year,
                        dollars(w, asked), scenario ? ", " : "", scenario ? beside : ""));
}

static void say_failures(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    double sum = 0, worst = 0;
    int when = 0;
    for (int y = 0; y < w->scenarios->years; y++) {
        double d = whatif_failures(w, scenario, w->scenarios->first_year + y);
        sum += d;
        if (fabs(d) > fabs(worst))
            worst = d, when = w->scenarios->first_year + y;
    }
    if (fabs(sum) < 0.05 && fabs(worst) < 0.05)
        return;
    say(s, arena_format(w->arena, "It %s %.1f expected failures over the plan years (most in FY%d: "
                        "%+.1f).", sum >= 0 ? "adds" : "avoids", fabs(sum), when, worst));
}

/* Who pays more, when a scenario moves the agencies' shares: the one that it moves most. */
static void say_agencies(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    const struct icass *icass = w->icass[scenario];
    size_t e = icass->estimate_count, most = NOWHERE;
    if (!e || w->icass[0]->estimate_count != e)
        return;
    e--;
    for (size_t a = 0; a < icass->agency_count; a++)
        if (!icass->agencies[a].icass &&
            (most == NOWHERE || llabs(whatif_charge_moves(w, scenario, e, a).cents) >
                                    llabs(whatif_charge_moves(w, scenario, e, most).cents)))
            most = a;
    money moved = most == NOWHERE ? MONEY_ZERO : whatif_charge_moves(w, scenario, e, most);
    if (llabs(moved.cents) < 50)
        return;
    say(s, arena_format(w->arena, "ICASS invoices for these services move most for %s: about %s %s in "
                        "FY%d.", agency_title(icass, most),
                        dollars(w, (money){llabs(moved.cents)}), moved.cents > 0 ? "more" : "less",
                        icass->estimates[e].fiscal_year));
}

static bool same_ration(const struct ration *a, const struct ration *b, int years)
{
    for (int y = 0; y < years; y++)
        if (a->year[y].ceiling.cents != b->year[y].ceiling.cents ||
            a->year[y].funded.cents != b->year[y].funded.cents)
            return false;
    return true;
}

static const char *waiting(const struct whatif *w, size_t assets)
{
    return assets ? how_many(w->arena, (long long)assets, "waits", "wait") : "none waits";
}

static void say_ceiling(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    const struct ration *r = &w->ration[scenario];
    int worst = -1, last = w->scenarios->years - 1;
    if (!r->given || (scenario && same_ration(r, &w->ration[0], w->scenarios->years)))
        return;
    for (int y = 0; y <= last; y++)
        if (r->year[y].backlog_assets &&
            (worst < 0 || r->year[y].backlog_amount.cents > r->year[worst].backlog_amount.cents))
            worst = y;
    const char *lead = scenario ? "If no more than its ceilings is spent,"
                                : "If no more than the ceilings is spent,";
    if (worst < 0)
        say(s, arena_format(w->arena, "%s everything due is bought in its year.", lead));
    else
        say(s, arena_format(w->arena, "%s the backlog is largest in FY%d: %s, %s; at the end of "
                            "FY%d %s. Waiting adds %.1f expected failures and %s to the "
                            "price of what is bought late.", lead,
                            w->scenarios->first_year + worst,
                            how_many(w->arena, (long long)r->year[worst].backlog_assets, "asset",
                                     "assets"),
                            dollars(w, r->year[worst].backlog_amount),
                            w->scenarios->first_year + last,
                            waiting(w, r->year[last].backlog_assets), r->failures,
                            dollars(w, r->paid_for_waiting)));
    for (int y = 0; y <= last; y++)
        if (r->year[y].missing.cents > 0) {
            say(s, arena_format(w->arena, "FY%d: the ceiling is %s too low for what is in force and "
                                "decided.", w->scenarios->first_year + y,
                                dollars(w, r->year[y].missing)));
            break;
        }
}

/* "; in 26 of 100 that is within its ceiling of $1,960,000" */
static const char *within_ceiling(const struct whatif *w, const struct year_spread *v)
{
    if (!money_given(v->ceiling))
        return "";
    double of_100 = round(100 * v->within.chance);
    const char *about = of_100 < 1 ? "less than " : of_100 > 99 ? "more than " : "";
    return arena_format(w->arena, "; in %s%.0f of 100 that is within its ceiling of %s", about,
                        fmin(fmax(of_100, 1), 99), dollars(w, v->ceiling));
}

/* Why the request itself is no likely outcome: what fails is bought when it fails. */
static const char *request_outside(const struct year_spread *v, money asked)
{
    if (money_compare(asked, v->at[3].value) > 0)
        return " That is less than the request, mainly because part of it fails, and is bought, in "
               "the years before.";
    if (money_compare(asked, v->at[0].value) < 0)
        return " That is more than the request, mainly because part of what later years ask for "
               "fails by then.";
    return "";
}

/* Of a year without a limit on spending; say_ceiling is about one with it. */
static void say_chance(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    const struct uncertainty *u = &w->uncertain[scenario];
    size_t by = (size_t)(w->plan->budget_year - w->plan->first_year);
    if (!u->possible)
        return;
    const struct year_spread *v = &u->spread[by];
    say(s, arena_format(w->arena, "If everything is bought when it falls due or fails, FY%d costs between "
                        "%s and %s in 80 of 100 possible futures of lives, prices and rates%s.%s",
                        w->plan->budget_year, dollars(w, v->at[0].value), dollars(w, v->at[3].value),
                        within_ceiling(w, v),
                        request_outside(v, scenario_total(w->scenarios, scenario, (int)by))));
}

/* A continuing resolution within a year moves orders, not the year's money. */
static void say_resolution(struct answers *s, size_t scenario)
{
    const struct whatif *w = s->w;
    const struct plan *plan = w->scenarios->list[scenario].plan;
    date until = plan->settings->cr_until;
    money sum = MONEY_ZERO;
    size_t count = 0;
    double failures = 0;
    char day[DATE_TEXT];
    if (!date_given(until) || (scenario && date_compare(until, w->plan->settings->cr_until) == 0))
        return;
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        const struct asset_plan *a = &plan->assets[p->asset];
        date order = date_later(p->order_by, fiscal_start(p->fiscal_year));
        if (!a->valid || a->payer != PAYER_POST || !money_given(p->amount) ||
            date_compare(order, until) > 0)
            continue;
        sum = money_add(sum, p->amount);
        count++;
        double years = date_days_between(order, until) / 365.25;
        failures += years * asset_quantity(plan, p->asset) *
                    waiting_chance(plan, p->asset, p->sequence, p->on, 0);
    }
    say(s, arena_format(w->arena, "Until %s only staff, services and licences in force may be "
                        "obligated: orders for %s, %s, wait until then; about %.1f failures are expected "
                        "meanwhile.", date_long(until, day),
                        how_many(w->arena, (long long)count, "asset", "assets"), dollars(w, sum),
                        failures));
}

static void say_level(struct answers *s)
{
    const struct whatif *w = s->w;
    const struct leveled *l = &w->level;
    money highest = MONEY_ZERO;
    for (int y = 0; l->possible && y < w->plan->years; y++)
        if (money_compare(l->before[y], highest) > 0)
            highest = l->before[y];
    if (!l->possible || !highest.cents)
        return;
    say(s, arena_format(w->arena, "Moving replacements by up to %s earlier or %d later brings "
                        "the dearest year of equipment from %s to %s; no schedule within these windows "
                        "can go below %s.", how_many(w->arena, l->early, "month", "months"), l->late, dollars(w, highest),
                        dollars(w, l->result.highest), dollars(w, l->result.bound)));
}

static void say_zero(struct answers *s)
{
    const struct whatif *w = s->w;
    if (w->wish.zero_backlog && w->zero.possible)
        say(s, arena_format(w->arena, "To have no backlog by the end of FY%d, equipment needs at most "
                            "%s in any year.", w->wish.zero_backlog,
                            dollars(w, w->zero.result.highest)));
}

static void say_best(struct answers *s)
{
    const struct whatif *w = s->w;
    const struct best_age *best = NULL;
    size_t open = 0;
    for (size_t k = 0; k < w->best_count; k++)
        if (w->best[k].result.open_ended)
            open++;
        else if (!best || w->best[k].yearly.cents > best->yearly.cents)
            best = &w->best[k];
    if (open)
        say(s, arena_format(w->arena, "Best age: for %zu of %zu categories cost alone gives no age to "
                            "replace within %d years; the end of support must decide.", open,
                            w->best_count, BEST_LAST / 12));
    if (best && best->yearly.cents > 0)
        say(s, arena_format(w->arena, "Best age: %s costs least a year when replaced at %s, "
                            "against %d today; the difference is %s a year for this post%s.",
                            post_string(w->plan->post, w->plan->catalog->categories[best->category].label),
                            how_many(w->arena, best->points[best->result.best].months, "month",
                                     "months"), best->cycle,
                            dollars(w, best->yearly),
                            best->assumed ? " (on default reliability figures)" : ""));
}

const char *const *whatif_answers(const struct whatif *w, size_t scenario)
{
    struct answers s = {w, arena_alloc(w->arena, 16, sizeof *s.list), 0};
    if (scenario) {
        say_difference(&s, scenario);
        say_request(&s, scenario);
        say_failures(&s, scenario);
        say_agencies(&s, scenario);
    }
    if (!scenario)
        say_request(&s, scenario);
    say_resolution(&s, scenario);
    say_ceiling(&s, scenario);
    say_chance(&s, scenario);
    if (!scenario) {
        say_level(&s);
        say_zero(&s);
        say_best(&s);
    }
    return s.list;
}
