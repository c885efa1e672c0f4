/* What the report says in words: what changed since last quarter, and the notes for the Budget
 * Committee.  Every sentence is made from figures that stand on the sheets. */
#include "planner/icass.h"

#include <math.h>
#include <string.h>

static const char *shown(const struct icass *icass, money m)
{
    char out[MONEY_TEXT];
    return arena_format(icass->plan->post->arena, "%s", money_pretty(m, out));
}

/* Whole dollars, for sentences: "$1,234". */
static const char *dollars(const struct icass *icass, money m)
{
    char out[MONEY_TEXT];
    money whole = {(m.cents + (m.cents < 0 ? -50 : 50)) / 100 * 100};
    money_pretty(whole, out);
    out[strlen(out) - 3] = '\0';
    return arena_format(icass->plan->post->arena, "%s", out);
}

static const char *number(const struct icass *icass, decimal d)
{
    char out[DECIMAL_TEXT];
    return arena_format(icass->plan->post->arena, "%s", decimal_plain(d, out));
}

static money size_of(money m)
{
    return (money){m.cents < 0 ? -m.cents : m.cents};
}

/* ---- since last quarter ---------------------------------------------------------------------------------- */

/* ", against $12 in Q4 of FY2026 ($9 in Q1 of that year)"; nothing of what is not known. */
static const char *quarters_before(const struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const struct funds *last = icass->last_funds, *ago = icass->year_ago;
    if (last->unknown)
        return "";
    const char *than = !ago->total.in_quarter.cents ? ""
                       : ago->fiscal_year != last->fiscal_year
                           ? arena_format(arena, " and %s in Q%d of FY%d",
                                          dollars(icass, ago->total.in_quarter), ago->quarter,
                                          ago->fiscal_year)
                           : arena_format(arena, " (%s in Q%d of that year)",
                                          dollars(icass, ago->total.in_quarter), ago->quarter);
    return arena_format(arena, ", against %s in Q%d of FY%d%s",
                        dollars(icass, last->total.in_quarter), last->quarter, last->fiscal_year,
                        than);
}

/* "target of $1,200". */
static const char *target_text(const struct icass *icass, const struct fund_line *total)
{
    return arena_format(icass->plan->post->arena, "target of %s", dollars(icass, total->target));
}

static void say_obligations(struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const struct funds *now = icass->funds;
    const struct fund_line *t = &now->total;
    char day[DATE_TEXT];
    if (now->unknown) {
        icass_say(&icass->changed, arena_format(
            arena, "There are no obligations of FY%d in obligations.csv: what has been obligated is "
            "not known, and no year end is projected.", now->fiscal_year));
        return;
    }
    if (!t->obligated.cents && !icass->last_funds->total.in_quarter.cents)
        return;
    bool running = date_compare(now->through, fiscal_quarter_end(now->fiscal_year,
                                                                 now->quarter)) < 0;
    icass_say(&icass->changed, arena_format(
        arena, "Obligated in Q%d%s%s: %s%s. For the year that is %s%s.", now->quarter,
        running ? " up to " : "", running ? date_long(now->through, day) : "",
        dollars(icass, t->in_quarter), quarters_before(icass), dollars(icass, t->obligated),
        isnan(t->pct_obligated)
            ? "; no target is known"
            : arena_format(arena, ", %.1f%% of the %s", 100 * t->pct_obligated,
                           target_text(icass, t))));
    if (!isnan(t->pct_planned))
        icass_say(&icass->changed, arena_format(
            arena, "By the phasing of the spend, %.1f%% should have been obligated by now: %s.",
            100 * t->pct_planned, t->verdict[0] ? t->verdict : "as planned"));
}

/* How the year before closed, where that is known. */
static const char *close_of_last_year(const struct icass *icass)
{
    const struct funds *last = icass->last_funds;
    if (last->unknown)
        return "";
    return arena_format(icass->plan->post->arena, " FY%d closed at %s%s.", last->fiscal_year,
                        dollars(icass, last->total.obligated),
                        last->total.target.cents
                            ? arena_format(icass->plan->post->arena, " of a %s",
                                           target_text(icass, &last->total))
                            : "; its target is not known");
}

static void say_year_end(struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const struct fund_line *now = &icass->funds->total, *last = &icass->last_funds->total;
    if (icass->funds->unknown || !now->projected.cents)
        return;
    const char *beside =
        now->target.cents ? arena_format(arena, "%s %s the %s", dollars(icass, size_of(now->variance)),
                                         now->variance.cents < 0 ? "above" : "below",
                                         target_text(icass, now))
                          : "no target is known";
    const char *end = arena_format(
        arena, "Projected year end FY%d: %s%s, %s.", icass->fiscal_year,
        dollars(icass, now->projected),
        money_given(now->lower) && now->lower.cents != now->upper.cents
            ? arena_format(arena, " (between %s and %s)", dollars(icass, now->lower),
                           dollars(icass, now->upper))
            : "",
        beside);
    icass_say(&icass->changed,
              icass->last_funds->fiscal_year == icass->fiscal_year
                  ? arena_format(arena, "%s At the end of last quarter it was %s.", end,
                                 dollars(icass, last->projected))
                  : arena_format(arena, "%s%s", end, close_of_last_year(icass)));
}

/* The agency whose invoice rose or fell most. */
static size_t most_moved(const struct icass *icass, bool up)
{
    size_t best = NOWHERE;
    int64_t most = 0;
    for (size_t a = 0; a < icass->agency_count; a++) {
        const struct invoice_change *c = &icass->changes.agency[a];
        int64_t by = (up ? 1 : -1) * (c->now.cents - c->previous.cents);
        if (!icass->agencies[a].icass && by > most) {
            most = by;
            best = a;
        }
    }
    return best;
}

static const char *main_reason(const struct invoice_change *c)
{
    int64_t count = size_of(c->count).cents, cost = size_of(c->cost).cents;
    int64_t modifier = size_of(c->modifier).cents;
    return count >= cost && count >= modifier ? "counts" : modifier > cost ? "modifications" : "cost";
}

static void say_mover(struct icass *icass, size_t a)
{
    const struct invoice_change *c = &icass->changes.agency[a];
    money by = money_sub(c->now, c->previous);
    icass_say(&icass->changed, arena_format(
        icass->plan->post->arena, "%s pays %s %s than on the previous invoice (%s), mostly because "
        "of %s: counts %s, modifications %s, cost %s.", agency_title(icass, a),
        dollars(icass, size_of(by)), by.cents < 0 ? "less" : "more", icass->changes.previous,
        main_reason(c), dollars(icass, c->count), dollars(icass, c->modifier),
        dollars(icass, c->cost)));
}

static void say_invoices(struct icass *icass)
{
    struct arena *arena = icass->plan->post->arena;
    const struct icass_year *now = &icass->years[icass->now];
    if (!icass->changes.previous) {
        icass_say(&icass->changed, "The folder has no earlier invoice to compare the charges with.");
        return;
    }
    money was = MONEY_ZERO, is = icass_total(icass, now->charges.total);
    for (size_t a = 0; a < icass->agency_count; a++)
        was = money_add(was, icass->changes.agency[a].previous);
    money by = money_sub(is, was);
    icass_say(&icass->changed, arena_format(arena, "All invoices come to %s, %s %s than before (%s).",
                                      dollars(icass, is), dollars(icass, size_of(by)),
                                      by.cents < 0 ? "less" : "more", icass->changes.previous));
    size_t up = most_moved(icass, true), down = most_moved(icass, false);
    if (up != NOWHERE)
        say_mover(icass, up);
    if (down != NOWHERE)
        say_mover(icass, down);
}

static void say_standards(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct standard_rows *t = &post->standards;
    size_t unmeasured = 0;
    for (size_t i = 0; i < icass->standard_count; i++) {
        const struct standard_line *s = &icass->standards[i];
        bool now = t->fiscal_year[s->row] == icass->fiscal_year &&
                   t->quarter[s->row] == icass->quarter;
        unmeasured += s->met < 0;
        if (s->met < 0 || !decimal_given(s->last) || !now)
            continue;
        int over = decimal_compare(s->last, t->target[s->row]);
        bool was_met = s->lower_is_better ? over <= 0 : over >= 0;
        if (was_met != (s->met == 1))
            icass_say(&icass->changed, arena_format(
                post->arena, "%s %s: \"%s\" measured %s against a target of %s (before: %s).",
                post_string(post, t->cost_center[s->row]),
                s->met ? "meets its standard again" : "no longer meets its standard",
                post_string(post, t->standard[s->row]), number(icass, s->now),
                number(icass, t->target[s->row]), number(icass, s->last)));
    }
    if (unmeasured)
        icass_say(&icass->changed, arena_format(post->arena, "%zu of %zu service standards are not "
                                          "measured yet this quarter.", unmeasured,
                                          icass->standard_count));
}

static date quarter_start(int year, int quarter)
{
    return quarter == 1 ? fiscal_start(year)
                        : date_add_days(fiscal_quarter_end(year, quarter - 1), 1);
}

static void say_positions(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct staff_rows *t = &post->staff;
    date from = quarter_start(icass->fiscal_year, icass->quarter);
    date to = fiscal_quarter_end(icass->fiscal_year, icass->quarter);
    for (size_t i = 0; i < icass->position_count; i++) {
        size_t row = icass->positions[i].row;
        bool starts = date_given(t->start[row]) && date_compare(t->start[row], from) >= 0 &&
                      date_compare(t->start[row], to) <= 0;
        bool ends = date_given(t->end[row]) && date_compare(t->end[row], from) >= 0 &&
                    date_compare(t->end[row], to) <= 0;
        char day[DATE_TEXT];
        if (starts || ends)
            icass_say(&icass->changed, arena_format(post->arena, "Position %s (%s) %s on %s.",
                                              post_string(post, t->position[row]),
                                              post_string(post, t->title[row]),
                                              starts ? "starts" : "ends",
                                              date_long(starts ? t->start[row] : t->end[row], day)));
    }
}

/* ---- for the committee ------------------------------------------------------------------------------------ */

static void note_funds(struct icass *icass)
{
    const struct funds *f = icass->funds;
    struct arena *arena = icass->plan->post->arena;
    for (size_t i = 0; i < f->count; i++) {
        const struct fund_line *l = &f->lines[i];
        if (l->component != COMPONENT_TARGET || !money_given(l->variance) ||
            size_of(l->variance).cents < l->target.cents / 10 || size_of(l->variance).cents < 500000)
            continue;
        icass_say(&icass->notes, arena_format(
            arena, "Funds: %s, object class %s, is projected to end FY%d at %s, %s %s its target of "
            "%s (%s).", center_code(icass, l->center),
            post_string(icass->plan->post, l->object_class), f->fiscal_year,
            dollars(icass, l->projected), dollars(icass, size_of(l->variance)),
            l->variance.cents < 0 ? "above" : "below", dollars(icass, l->target), l->verdict));
    }
}

static void note_bridge(struct icass *icass)
{
    const struct icass_bridge *b = icass->bridge;
    for (size_t i = 0; i < b->count; i++) {
        const struct bridge_row *r = &b->rows[i];
        if (r->fiscal_year == icass->fiscal_year && money_given(r->not_itemised) &&
            r->not_itemised.cents < 0)
            icass_say(&icass->notes, arena_format(
                icass->plan->post->arena, "Budget: the plan has lines of %s for %s in FY%d, %s more "
                "than its target. The target is too low, or lines belong to another source.",
                dollars(icass, r->lines), post_string(icass->plan->post, r->cost_center),
                r->fiscal_year, dollars(icass, size_of(r->not_itemised))));
    }
}

/* How the three sums of the year that a reader meets hang together. */
static void note_sums(struct icass *icass)
{
    const struct icass_year *now = &icass->years[icass->now];
    money invoices = icass_total(icass, now->charges.total), target = icass->funds->total.target;
    money lines = icass_lines(icass, icass->fiscal_year), left = money_sub(target, lines);
    money washington = MONEY_ZERO;
    for (size_t c = 0; c < icass->center_count; c++)
        if (money_given(now->washington[c]))
            washington = money_add(washington, now->washington[c]);
    if (!lines.cents || money_compare(invoices, money_add(target, washington)))
        return; /* centers that nobody is charged for, or no budget: the sums do not hang together */
    icass_say(&icass->notes, arena_format(
        icass->plan->post->arena, "Sums of FY%d: the invoices, %s, are the target at post, %s, and "
        "%s that is spent in Washington; the plan's lines paid by POST_ICASS, %s, are what the post "
        "wants to buy from that target, %s %s.", icass->fiscal_year, dollars(icass, invoices),
        dollars(icass, target), dollars(icass, washington), dollars(icass, lines),
        dollars(icass, size_of(left)), left.cents < 0 ? "more than it holds" : "less than it holds"));
}

static void note_service(struct icass *icass)
{
    const struct post *post = icass->plan->post;
    const struct standard_rows *t = &post->standards;
    for (size_t i = 0; i < icass->standard_count; i++) {
        const struct standard_line *s = &icass->standards[i];
        if (s->met == 0)
            icass_say(&icass->notes, arena_format(
                post->arena, "Service: %s, \"%s\", stands at %s %s; the target is %s.",
                post_string(post, t->cost_center[s->row]), post_string(post, t->standard[s->row]),
                number(icass, s->now), post_string(post, t->unit[s->row]),
                number(icass, t->target[s->row])));
    }
}

static void note_equipment(struct icass *icass)
{
    int64_t due = 0, deferred = 0;
    money due_cost = MONEY_ZERO, deferred_cost = MONEY_ZERO;
    for (size_t i = 0; i < icass->equipment_count; i++) {
        const struct equipment_line *e = &icass->equipment[i];
        due += e->due;
        deferred += e->deferred;
        due_cost = money_add(due_cost, e->due_cost);
        deferred_cost = money_add(deferred_cost, e->deferred_cost);
    }
    if (due || deferred)
        icass_say(&icass->notes, arena_format(
            icass->plan->post->arena, "Equipment: %s due in FY%d (%s); %s been due since before, and "
            "deferred (%s).", how_many(icass->plan->post->arena, due, "unit that ICASS owns falls",
                                       "units that ICASS owns fall"),
            icass->fiscal_year, dollars(icass, due_cost),
            how_many(icass->plan->post->arena, deferred, "more has", "more have"),
            dollars(icass, deferred_cost)));
}

static void note_new_requests(struct icass *icass)
{
    const struct plan *plan = icass->plan;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *l = &plan->lines[i];
        int y = year_index(plan, plan->budget_year);
        if (l->kind == LINE_PROJECT && paid_by_icass(plan, l->funding) && y >= 0 &&
            l->amount[y].cents)
            icass_say(&icass->notes, arena_format(
                plan->post->arena, "Request: %s, %s in FY%d, cost center %s.",
                post_string(plan->post, l->title), dollars(icass, l->amount[y]), plan->budget_year,
                post_string(plan->post, l->cost_center)));
    }
}

static void note_invoices(struct icass *icass)
{
    if (!icass->invoice_count)
        return;
    const struct signed_invoices *v = &icass->invoices[0];
    money away = v->nearer == REDISTRIBUTION_R1 ? v->away_r1 : v->away_r2;
    icass_say(&icass->notes, arena_format(
        icass->plan->post->arena, "Signed invoices: those of FY%d (%s) come to %s; computed here "
        "they come to %s. R%d comes nearer: %s.", v->fiscal_year, version_name(v->version),
        shown(icass, v->total.signed_amount),
        shown(icass, v->nearer == REDISTRIBUTION_R1 ? v->total.r1 : v->total.r2), (int)v->nearer,
        away.cents ? arena_format(icass->plan->post->arena, "%s between the two in all",
                                  shown(icass, away))
                   : "every invoice agrees to the cent"));
}

void icass_notes(struct icass *icass)
{
    say_obligations(icass);
    say_year_end(icass);
    say_invoices(icass);
    say_standards(icass);
    say_positions(icass);
    if (icass->council_needed)
        icass_say(&icass->notes, icass->council);
    note_invoices(icass);
    note_funds(icass);
    note_sums(icass);
    note_bridge(icass);
    note_service(icass);
    note_equipment(icass);
    note_new_requests(icass);
    icass_say(&icass->notes, "When one agency drops devices or leaves, the total cost does not fall; it "
                       "moves to the others until the service itself costs less.");
}
