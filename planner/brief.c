#include "planner/brief.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planner/look_back.h"
#include "planner/obligations.h"
#include "planner/sort.h"
#include "planner/target.h"

#define SAY(...) arena_format(plan->post->arena, __VA_ARGS__)
#define COUNT(n, one, many) how_many(plan->post->arena, (long long)(n), one, many)

static const char *dollars(const struct plan *plan, money m)
{
    char buffer[MONEY_TEXT];
    return SAY("%s", money_pretty(m, buffer));
}

static const char *day(const struct plan *plan, date d)
{
    char buffer[DATE_TEXT];
    return SAY("%s", date_long(d, buffer));
}

/* ---- figures: what a sentence says stands on a sheet ------------------------------------------- */

static struct brief_figure *figure(struct brief *b, enum brief_part part, const char *name,
                                   const char *sheet, const char *how)
{
    assert(b->figure_count < BRIEF_FIGURES);
    struct brief_figure *f = &b->figures[b->figure_count++];
    *f = (struct brief_figure){(uint8_t)part, name, MONEY_NONE, -1, DATE_NONE, sheet, how};
    return f;
}

static const char *told(const struct plan *plan, struct brief *b, enum brief_part part,
                        const char *name, const char *sheet, const char *how, money amount)
{
    figure(b, part, name, sheet, how)->amount = amount;
    return dollars(plan, amount);
}

static void counted(struct brief *b, enum brief_part part, const char *name, const char *sheet,
                    const char *how, int64_t count)
{
    figure(b, part, name, sheet, how)->count = count;
}

/* ---- the request ------------------------------------------------------------------------------ */

static money kind_total(const struct plan *plan, unsigned kind, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].kind == kind)
            sum = money_add(sum, plan->lines[i].amount[y]);
    return sum;
}

/* Overdue now, paid by the post, and planned to be bought before the budget year. */
static bool may_wait(const struct plan *plan, size_t asset)
{
    const struct asset_plan *a = &plan->assets[asset];
    return a->valid && a->backlog && a->payer == PAYER_POST && !a->covered_through &&
           a->price != NO_PRICE && fiscal_year(a->first) < plan->budget_year;
}

/* By how much the request grows when what may wait is bought in the budget year. Successors move
 * with it: of a short cycle, the one planned for that year is not bought as well. */
static money cost_of_waiting(const struct plan *plan)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        if (may_wait(plan, i))
            sum = money_add(sum, money_times(unit_price_of(plan, i, plan->budget_year),
                                             asset_quantity(plan, i)));
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        if (p->fiscal_year == plan->budget_year && may_wait(plan, p->asset))
            sum = money_sub(sum, p->amount);
    }
    return sum;
}

/* What the post itself marked over target; it did not compete for the control level. */
static money asked_over_target(const struct plan *plan, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].request == REQUEST_OVER_TARGET)
            sum = money_add(sum, plan->lines[i].amount[y]);
    return sum;
}

static money over_target(const struct plan *plan, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->line_count; i++)
        sum = money_add(sum, line_over(&plan->lines[i], y));
    return sum;
}

/* A sum over the rows of the budget year on Unfunded, and what it is. */
static const char *unfunded_sum(const struct plan *plan, struct brief *b, const char *why,
                                money amount)
{
    return told(plan, b, BRIEF_REQUEST, SAY("FY%d, %s", plan->budget_year, why), "Unfunded",
                SAY("the rows of FY%d that say so, summed", plan->budget_year), amount);
}

/* What of the request is over target: what the post asks for as such, and what does not fit. */
static const char *beyond_target(const struct plan *plan, struct brief *b, int by)
{
    money asked = asked_over_target(plan, by), left_out = money_sub(over_target(plan, by), asked);
    const char *marked = asked.cents ? SAY("%s is marked over target by the post",
                                           unfunded_sum(plan, b, "asked over target", asked))
                                     : "";
    const char *misfit = left_out.cents ? SAY("%s does not fit",
                                              unfunded_sum(plan, b, "does not fit", left_out))
                                        : "";
    return SAY("%s%s%s", marked, marked[0] && misfit[0] ? " and " : "", misfit);
}

/* The control level of the budget year, and what of the request passes it. */
static void say_control(const struct plan *plan, struct brief *b, int by)
{
    bool level = plan->target && money_given(plan->target->ceiling[by]);
    const char *beyond = beyond_target(plan, b, by);
    if (!level && beyond[0])
        b->request[b->request_count++] = SAY("Of this, %s.", beyond);
    if (!level)
        return;
    money control = plan->target->ceiling[by], unused = money_sub(control, plan->target->target[by]);
    const char *of = told(plan, b, BRIEF_REQUEST, SAY("Control level of FY%d", plan->budget_year),
                          "Summary", "", control);
    const char *rest = unused.cents > 0
                           ? told(plan, b, BRIEF_REQUEST,
                                  SAY("Unused of the control level of FY%d", plan->budget_year),
                                  "Unfunded", "the control level, less what is in the target", unused)
                           : "nothing";
    const char *outcome =
        !beyond[0] ? SAY("All of the request fits, with %s left", rest)
        : over_target(plan, by).cents > asked_over_target(plan, by).cents
            ? SAY("Of the request, %s; what is funded is funded whole, so %s of the level stays "
                  "unused", beyond, rest)
            : SAY("Of the request, %s; the target, which is the rest, fits with %s left", beyond, rest);
    b->request[b->request_count++] = SAY("The control level of FY%d is %s. %s.", plan->budget_year,
                                         of, outcome);
}

/* What was spent last year, and where this year stands. */
static void say_history(const struct plan *plan, struct brief *b)
{
    const struct obligations *o = plan->obligations;
    int cy = plan->first_year;
    if (!o || !o->count)
        return;
    const char *prior = told(plan, b, BRIEF_REQUEST, SAY("FY%d, obligated", cy - 1), "MRR lines",
                             "", o->total[PRIOR_YEAR]);
    const char *current = told(plan, b, BRIEF_REQUEST, SAY("FY%d, obligated so far", cy),
                               "MRR lines", "", o->total[CURRENT_YEAR]);
    const char *planned = told(plan, b, BRIEF_REQUEST, SAY("FY%d, planned", cy), "Summary", "",
                               plan->total[0]);
    b->request[b->request_count++] =
        SAY("FY%d: %s obligated. FY%d: %s obligated so far, of %s planned.", cy - 1, prior, cy,
            current, planned);
    if (plan->look_back)
        b->request[b->request_count++] =
            SAY("The last request was %s for FY%d; the sheet Bridge assigns the difference.",
                told(plan, b, BRIEF_REQUEST, "The last request", "Bridge", "",
                     plan->look_back->request.from),
                plan->look_back->request.from_year);
}

/* What stays as it is when the money does not come. */
static void say_without(const struct plan *plan, struct brief *b)
{
    int by = year_index(plan, plan->budget_year);
    money grows = cost_of_waiting(plan);
    if (plan->backlog) {
        counted(b, BRIEF_WITHOUT, "Overdue assets", "Summary", "", (int64_t)plan->backlog);
        counted(b, BRIEF_WITHOUT, "Overdue units", "Schedule",
                "units of the assets whose due date has passed", (int64_t)plan->backlog_units);
        b->without[b->without_count++] =
            SAY("Overdue today: %s (%s); what the post pays of it costs %s when it can first be "
                "bought.", COUNT(plan->backlog, "asset", "assets"),
                COUNT(plan->backlog_units, "unit", "units"),
                told(plan, b, BRIEF_WITHOUT, "Overdue, paid by the post", "Summary", "",
                     plan->backlog_amount));
    }
    if (grows.cents)
        b->without[b->without_count++] =
            SAY("If the backlog is not bought before FY%d, that year's request becomes %s.",
                plan->budget_year,
                told(plan, b, BRIEF_WITHOUT, SAY("FY%d with the backlog", plan->budget_year),
                     "Summary", SAY("the request, with each overdue asset bought once, at FY%d prices",
                                    plan->budget_year),
                     money_add(plan->total[by], grows)));
    const struct target *t = plan->target;
    for (size_t k = 0; t && k < t->unfunded_count && b->without_count < 5; k++)
        if (t->unfunded[k].fiscal_year == plan->budget_year)
            b->without[b->without_count++] =
                SAY("%s, %s: %s", t->unfunded[k].title,
                    told(plan, b, BRIEF_WITHOUT, t->unfunded[k].title, "Unfunded", "",
                         t->unfunded[k].amount),
                    t->unfunded[k].impact);
}

/* Of the assets that cost the post nothing in the plan years, so many for each reason. */
static const char *why_not(const struct plan *plan, struct brief *b)
{
    const char *const why[REASONS] = {
        [REASON_NONE] = "paid by others",
        [REASON_STATUS] = "not in use (excess, disposed, retired, lost, stolen or on order)",
        [REASON_SPARE] = "spare or in stock",
        [REASON_RETIRE] = "decided not to be replaced",
        [REASON_FUTURE] = "acquired after the as-of date",
        [REASON_COVERED] = "replaced by a project",
        [REASON_LATER] = SAY("due after FY%d", plan->first_year + plan->years - 1),
        [REASON_SKIPPED] = "left out for an error in their row"};
    size_t counts[REASONS] = {0};
    const char *list = "";
    for (size_t i = 0; i < plan->post->assets.rows.count; i++)
        counts[plan->assets[i].reason]++;
    for (int r = 0; r < REASONS; r++) {
        if (!counts[r])
            continue;
        list = SAY("%s%s%zu %s", list, list[0] ? ", " : "", counts[r], why[r]);
        counted(b, BRIEF_REQUEST, SAY("Assets, %s", why[r]),
                r == REASON_NONE ? "Central refresh" : "Excluded", "counted there",
                (int64_t)counts[r]);
    }
    return list;
}

/* A plan without replacements is right or the sign of a fault in the files: the reader is to see
 * which. */
static void say_why_nothing(const struct plan *plan, struct brief *b)
{
    for (int y = 0; y < plan->years; y++)
        if (kind_total(plan, LINE_LIFECYCLE, y).cents)
            return;
    b->request[b->request_count++] = SAY("The post replaces nothing in FY%d to FY%d: of its assets, "
                                         "%s.", plan->first_year,
                                         plan->first_year + plan->years - 1, why_not(plan, b));
}

/* The rows that a cost comes from. */
static const struct rows *rows_behind(const struct post *post, unsigned kind)
{
    return kind == LINE_PROJECT ? &post->projects.rows
           : kind == LINE_LICENSE ? &post->licenses.rows : &post->staff.rows;
}

static bool service_of_example(const struct plan *plan, const struct service *s)
{
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(plan->service_rows, row))
        if (!rows_source(&plan->post->services.rows, row)->example)
            return false;
    return true;
}

/* What the projects, licences, services and staff of the example come to in the lines of a year. */
static money example_sum(const struct plan *plan, int y)
{
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < plan->cost_count; i++) {
        const struct cost *c = &plan->costs[i];
        if (c->gross != NOWHERE && year_index(plan, c->fiscal_year) == y &&
            rows_source(rows_behind(plan->post, c->kind), c->row)->example)
            sum = money_add(sum, c->amount);
    }
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].gross != NOWHERE && service_of_example(plan, &plan->services[i]))
            sum = money_add(sum, plan->services[i].amount[y]);
    return sum;
}

/* Said before all else: these dollars are nobody's. */
static void say_example(const struct plan *plan, struct brief *b, int by)
{
    if (!plan->post->example_count)
        return;
    money sum = example_sum(plan, by);
    const char *amount = told(plan, b, BRIEF_REQUEST, SAY("FY%d, of the example", plan->budget_year),
                              "MRR lines",
                              SAY("what the projects, licences, services and staff of the example "
                                  "add to the lines in FY%d, summed", plan->budget_year), sum);
    b->request[b->request_count++] =
        SAY("%s of the request of FY%d is not the post's own: it is for the projects, licences, "
            "services and staff of the example of planner init. The example still stands in %s "
            "(replace its rows, or delete the %s).", amount, plan->budget_year,
            plan->post->example_files, plan->post->example_count == 1 ? "file" : "files");
}

static void say_request(const struct plan *plan, struct brief *b)
{
    static const char *const kinds[] = {"life-cycle replacement", "projects", "software licences",
                                        "services", "locally paid staff", "spares"};
    int by = year_index(plan, plan->budget_year);
    char *parts = SAY("%s", "");
    say_example(plan, b, by);
    const char *whole = told(plan, b, BRIEF_REQUEST, SAY("Request of FY%d", plan->budget_year),
                             "Summary", "", plan->total[by]);
    for (int k = 0; k < LINE_KINDS; k++) {
        money sum = kind_total(plan, (unsigned)k, by);
        if (sum.cents)
            parts = SAY("%s%s%s %s", parts, parts[0] ? ", " : "", kinds[k],
                        told(plan, b, BRIEF_REQUEST, SAY("FY%d, %s", plan->budget_year, kinds[k]),
                             "MRR lines", SAY("the lines of kind %s in FY%d, summed",
                                              line_kind_name((unsigned)k), plan->budget_year),
                             sum));
    }
    b->lifecycle_budget_year = kind_total(plan, LINE_LIFECYCLE, by);
    b->request[b->request_count++] = SAY("FY%d asks for %s: %s.", plan->budget_year, whole,
                                         parts[0] ? parts : "nothing falls in that year");
    say_why_nothing(plan, b);
    say_control(plan, b, by);
    say_history(plan, b);
    int peak = 0;
    for (int y = 1; y < plan->years; y++)
        if (money_compare(plan->total[y], plan->total[peak]) > 0)
            peak = y;
    if (plan->total[peak].cents)
        b->request[b->request_count++] =
            SAY("The largest year of the plan is FY%d: %s.", plan->first_year + peak,
                told(plan, b, BRIEF_REQUEST, "The largest year", "Summary", "", plan->total[peak]));
}

/* ---- drivers ---------------------------------------------------------------------------------- */

/* Freight and installation of the same units stand on lines of their own object classes. */
static const char *beside_the_price(const struct plan *plan, const struct line *line, int y)
{
    for (size_t i = 0; line->kind == LINE_LIFECYCLE && line->quantity[y] && i < plan->line_count; i++) {
        const struct line *l = &plan->lines[i];
        if (l->kind == LINE_LIFECYCLE && word_same(l->item, line->item) && !l->quantity[y] &&
            l->amount[y].cents && l->network == line->network && l->funding == line->funding &&
            word_same(l->cost_center, line->cost_center))
            return "; freight and installation are lines of their own";
    }
    return "";
}

static void say_drivers(const struct plan *plan, struct brief *b)
{
    int by = year_index(plan, plan->budget_year);
    bool *done = arena_alloc(plan->post->arena, plan->line_count + 1, sizeof *done);
    for (; b->driver_count < 3; b->driver_count++) {
        size_t best = NOWHERE;
        for (size_t i = 0; i < plan->line_count; i++)
            if (!done[i] && plan->lines[i].amount[by].cents > 0 &&
                (best == NOWHERE ||
                 money_compare(plan->lines[i].amount[by], plan->lines[best].amount[by]) > 0))
                best = i;
        if (best == NOWHERE)
            return;
        const struct line *line = &plan->lines[best];
        done[best] = true;
        if (line->quantity[by])
            counted(b, BRIEF_BUYS, SAY("%s, units", post_string(plan->post, line->title)),
                    "MRR lines", "", line->quantity[by]);
        b->drivers[b->driver_count] =
            SAY("%s (%s, %s): %s%s%s", post_string(plan->post, line->title),
                plan_category_name(line->plan_category),
                post_string(plan->post, plan->catalog->fundings[line->funding].name),
                told(plan, b, BRIEF_BUYS, post_string(plan->post, line->title), "MRR lines", "",
                     line->amount[by]),
                line->quantity[by] ? SAY(", %s", COUNT(line->quantity[by], "unit", "units")) : "",
                beside_the_price(plan, line, by));
    }
}

/* ---- decisions ---------------------------------------------------------------------------------- */

struct choice {
    date by;
    money amount;
    const char *what;
    const char *name, *sheet, *how; /* of the amount */
    const char *day_sheet, *day_how;
    int64_t units; /* 0: none are named */
    date due, arrival; /* of an order: the first overdue, and its arrival if ordered now */
};

/* Why an order is urgent: what is overdue can arrive no more on time; the rest could have. */
static const char *order_reason(const struct plan *plan, const struct choice *d)
{
    const char *overdue =
        date_given(d->due) ? SAY(" The first was due on %s and, ordered on %s, arrives on %s.",
                                 day(plan, d->due), day(plan, plan->rules.first_buy),
                                 day(plan, d->arrival)) : "";
    const char *rest =
        date_given(d->by) ? SAY(" To arrive on time, the first %shad to be ordered by %s.",
                                overdue[0] ? "of those not yet due " : "", day(plan, d->by)) : "";
    return SAY("%s%s", overdue, rest);
}

static void add_order(const struct plan *plan, struct choice *d, const struct purchase *p)
{
    const struct asset_plan *a = &plan->assets[p->asset];
    date ahead = date_add_months(p->on, -a->lead); /* when it had to be ordered */
    d->units += asset_quantity(plan, p->asset);
    d->amount = money_add(d->amount, p->amount);
    if (!(p->flags & FLAG_OVERDUE)) {
        d->by = date_given(d->by) ? date_earlier(d->by, ahead) : ahead;
        return;
    }
    d->due = date_given(d->due) ? date_earlier(d->due, a->due) : a->due;
    d->arrival = date_add_months(p->order_by, a->lead);
}

/* The first batch of each category that must be ordered; late ones are the most urgent. */
static size_t order_decisions(const struct plan *plan, struct choice *out)
{
    size_t n = 0, categories = plan->catalog->category_count;
    struct choice *batch = arena_alloc(plan->post->arena, categories + 1, sizeof *batch);
    for (size_t k = 0; k < categories; k++)
        batch[k].by = batch[k].due = DATE_NONE;
    for (size_t i = 0; i < plan->purchase_count; i++) {
        const struct purchase *p = &plan->purchases[i];
        const struct asset_plan *a = &plan->assets[p->asset];
        if (a->valid && a->payer == PAYER_POST && p->flags & FLAG_LATE)
            add_order(plan, &batch[a->bought], p);
    }
    for (size_t k = 0; k < categories; k++) {
        struct choice *d = &batch[k];
        if (!d->units)
            continue;
        d->name = post_string(plan->post, plan->catalog->categories[k].label);
        d->what = SAY("Order %s: %s, %s.%s Each month from here delays %s by a month.",
                      d->name, COUNT(d->units, "unit", "units"), dollars(plan, d->amount),
                      order_reason(plan, d), d->units == 1 ? "it" : "them");
        d->sheet = d->day_sheet = "Schedule";
        d->how = "orders that can no longer arrive on time, summed";
        d->day_how = "the earliest day of need among them, less the lead time";
        out[n++] = *d;
    }
    return n;
}

static size_t license_decisions(const struct plan *plan, struct choice *out)
{
    const struct license_rows *t = &plan->post->licenses;
    date horizon = date_add_days(plan->settings->as_of, 120);
    size_t n = 0;
    for (size_t i = 0; i < plan->cost_count; i++) {
        const struct cost *c = &plan->costs[i];
        if (c->kind != LINE_LICENSE || c->gross == NOWHERE || date_compare(c->on, horizon) > 0)
            continue;
        date last = date_add_days(c->on, -1);
        out[n++] = (struct choice){
            last, c->amount,
            SAY("Renew %s or let it lapse: %s; its term %s on %s.",
                post_string(plan->post, t->product[c->row]), dollars(plan, c->amount),
                date_compare(last, plan->settings->as_of) < 0 ? "ended" : "ends", day(plan, last)),
            post_string(plan->post, t->product[c->row]), "Licenses", "", "Licenses", "", 0, DATE_NONE,
            DATE_NONE};
    }
    return n;
}

static size_t approval_decisions(const struct plan *plan, struct choice *out)
{
    const struct project_rows *t = &plan->post->projects;
    size_t n = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || t->approval[i] != APPROVAL_PENDING)
            continue;
        date last = date_later(fiscal_start(t->fiscal_year[i]), plan->settings->as_of);
        out[n++] = (struct choice){
            last, t->amount[i],
            SAY("Approve or refuse %s%s%s%s: %s, money of FY%d; decide by %s.",
                post_string(plan->post, t->title[i]),
                word_given(t->requester[i]) ? " (asked by " : "",
                post_string(plan->post, t->requester[i]), word_given(t->requester[i]) ? ")" : "",
                dollars(plan, t->amount[i]), t->fiscal_year[i], day(plan, last)),
            post_string(plan->post, t->title[i]), "Approvals", "", "Approvals",
            "1 October of its year, or today", 0, DATE_NONE, DATE_NONE};
    }
    return n;
}

static void dated(const struct plan *plan, struct brief *b, const struct choice *c, const char *what,
                  const char *how, date day)
{
    figure(b, BRIEF_DECISIONS, SAY("%s, %s", c->name, what), c->day_sheet, how)->day = day;
}

static void decide(const struct plan *plan, struct brief *b, const struct choice *c)
{
    b->decisions[b->decision_count++] = c->what;
    if (c->units)
        counted(b, BRIEF_DECISIONS, SAY("%s, units", c->name), c->sheet, c->how, c->units);
    told(plan, b, BRIEF_DECISIONS, c->name, c->sheet, c->how, c->amount);
    if (date_given(c->by))
        dated(plan, b, c, "last day", c->day_how, c->by);
    if (!date_given(c->due))
        return;
    dated(plan, b, c, "first due", "the earliest due date of those overdue", c->due);
    dated(plan, b, c, "ordered", "the first day that can buy", plan->rules.first_buy);
    dated(plan, b, c, "arrival", "that day, and the lead time", c->arrival);
}

static int by_date_then_amount(const void *left, const void *right)
{
    const struct choice *a = left, *b = right;
    int order = date_compare(a->by, b->by);
    return order ? order : -money_compare(a->amount, b->amount);
}

static int by_amount(const void *left, const void *right)
{
    const struct choice *a = left, *b = right;
    int order = -money_compare(a->amount, b->amount);
    return order ? order : date_compare(a->by, b->by);
}

/* The dearest late order, the soonest licence and the soonest approval; where a kind has none,
 * the next of the others. */
static void say_decisions(const struct plan *plan, struct brief *b)
{
    size_t most = plan->catalog->category_count + plan->cost_count + plan->post->projects.rows.count;
    struct choice *kind[3];
    size_t count[3], taken[3] = {0};
    for (int k = 0; k < 3; k++)
        kind[k] = arena_alloc(plan->post->arena, most + 1, sizeof **kind);
    count[0] = order_decisions(plan, kind[0]);
    count[1] = license_decisions(plan, kind[1]);
    count[2] = approval_decisions(plan, kind[2]);
    sort(kind[0], count[0], sizeof **kind, by_amount);
    sort(kind[1], count[1], sizeof **kind, by_date_then_amount);
    sort(kind[2], count[2], sizeof **kind, by_date_then_amount);
    for (bool more = true; more && b->decision_count < 3;) {
        more = false;
        for (int k = 0; k < 3 && b->decision_count < 3; k++)
            if (taken[k] < count[k]) {
                decide(plan, b, &kind[k][taken[k]++]);
                more = true;
            }
    }
}

/* ---- assumptions ---------------------------------------------------------------------------------- */

static void assumed(struct brief *b, const char *name, const char *sheet, const char *how,
                    size_t count)
{
    if (count)
        counted(b, BRIEF_ASSUMPTIONS, name, sheet, how, (int64_t)count);
}

/* Rows that are not planned, and what they cost at least. */
struct unplanned {
    size_t rows, unpriced;
    money cost; /* of the others */
    const char *name, *unpriced_name, *cost_name; /* of the figures */
    const char *sheet, *how;                      /* where the cost stands */
    const char *unknown, *one_unknown;
};

/* ", bought for at least $900.00 (the cost of 1 row is not known)" */
static const char *bought_for(const struct plan *plan, struct brief *b, const struct unplanned *u)
{
    assumed(b, u->name, "Excluded", "counted there", u->rows);
    assumed(b, u->unpriced_name, "Excluded", "counted there", u->unpriced);
    if (u->rows == u->unpriced)
        return u->unknown;
    const char *cost = SAY(", bought for at least %s",
                           told(plan, b, BRIEF_ASSUMPTIONS, u->cost_name, u->sheet, u->how, u->cost));
    return !u->unpriced ? cost : SAY("%s (the cost of %s %s)", cost,
                                     COUNT(u->unpriced, "row", "rows"), u->one_unknown);
}

/* What a row that cannot be planned may be worth; a quantity that cannot be read counts as one. */
static void say_skipped(const struct plan *plan, struct brief *b)
{
    const struct unplanned u = {
        plan->skipped_rows, plan->skipped_unpriced, plan->skipped_cost, "Rows skipped",
        "Rows skipped whose cost cannot be read", "Cost of the rows skipped", "Inventory",
        "quantity times unit cost of those rows, in dollars, summed", ", at no cost that can be read",
        "cannot be read"};
    if (!u.rows)
        return;
    b->skipped = SAY("%s with errors left out%s: see Excluded.", COUNT(u.rows, "row", "rows"),
                     bought_for(plan, b, &u));
    b->assumptions[b->assumption_count++] = b->skipped;
}

/* All of their due dates follow from it. */
static void say_guessed_day(const struct plan *plan, struct brief *b)
{
    size_t rows = plan->post->days_for_all;
    assumed(b, "Assets with a day of purchase given for all that had none", "Findings",
            "counted there", rows);
    if (rows)
        b->assumptions[b->assumption_count++] =
            SAY("%s on one day of purchase, given for all that had none: when they are due is no "
                "better known than that.", COUNT(rows, "asset rests", "assets rest"));
}

static void say_left_out(const struct plan *plan, struct brief *b)
{
    struct unplanned u = {
        plan->post->left_out_count, 0, MONEY_ZERO, "Rows left out by corrections",
        "Rows left out whose cost is not known", "Cost of the rows left out", "Excluded",
        "what their reasons say, summed", ", at no cost that is known", "is not known"};
    for (size_t i = 0; i < u.rows; i++) {
        money cost = plan->post->left_out[i].cost;
        u.unpriced += !money_given(cost);
        u.cost = money_given(cost) ? money_add(u.cost, cost) : u.cost;
    }
    if (u.rows)
        b->assumptions[b->assumption_count++] =
            SAY("%s left out by corrections%s: see Excluded.", COUNT(u.rows, "row is", "rows are"),
                bought_for(plan, b, &u));
}

/* What somebody has said instead of the files: a guessed day of purchase is one of them. */
static void say_corrected(const struct plan *plan, struct brief *b)
{
    size_t count, corrected = 0;
    const struct finding *findings = diag_all(plan->post->diag, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(findings[i].rule, "fixed"))
            corrected += findings[i].count;
    assumed(b, "Corrections applied", "Findings", "counted there", corrected);
    if (corrected)
        b->assumptions[b->assumption_count++] =
            SAY("%s applied: Findings lists each.",
                COUNT(corrected, "correction is", "corrections are"));
}

static void say_assumptions(const struct plan *plan, struct brief *b)
{
    static const char *const what[] = {
        "a payer taken from the category", "a network taken to be NON-CAA",
        "own cost, brought forward, for want of a price list row"};
    const struct catalog *c = plan->catalog;
    say_guessed_day(plan, b);
    for (int k = 0; k < 3; k++)
        if (plan->assumed_assets[k]) {
            assumed(b, what[k], "Schedule", "assets in the plan that rest on it", plan->assumed_assets[k]);
            b->assumptions[b->assumption_count++] =
                SAY("%s, %s over the plan years, rest%s on %s.",
                    COUNT(plan->assumed_assets[k], "asset", "assets"),
                    told(plan, b, BRIEF_ASSUMPTIONS, what[k], "Schedule",
                         "their dollars over the plan years, summed", plan->assumed_amount[k]),
                    plan->assumed_assets[k] == 1 ? "s" : "", what[k]);
        }
    size_t carried = 0, built_in = 0;
    for (size_t i = 0; i < c->class_count; i++)
        carried += c->classes[i].carried && !c->classes[i].built_in;
    for (size_t i = 1; i < c->currency_count; i++)
        carried += c->currencies[i].carried;
    for (size_t i = 0; i < c->category_count; i++)
        built_in += c->categories[i].used && c->categories[i].built_in;
    assumed(b, "Rates carried past their last given year", "Assumptions", "counted there", carried);
    if (carried)
        b->assumptions[b->assumption_count++] =
            SAY("%s last given year.",
                COUNT(carried, "price or exchange rate is carried past its",
                      "price or exchange rates are carried past their"));
    assumed(b, "Categories with a built-in cycle", "Assumptions", "counted there", built_in);
    if (built_in)
        b->assumptions[b->assumption_count++] =
            SAY("%s a built-in cycle, for want of one in categories.csv.",
                COUNT(built_in, "category uses", "categories use"));
    say_corrected(plan, b);
    say_skipped(plan, b);
    say_left_out(plan, b);
}

/* As many lines as there are. */
static void write_headings(struct brief *b)
{
    static const char *const largest[] = {"The largest line", "The largest line",
                                          "The two largest lines", "The three largest lines"};
    b->headings[BRIEF_REQUEST] = "The request";
    b->headings[BRIEF_BUYS] = largest[b->driver_count];
    b->headings[BRIEF_WITHOUT] = "Without it";
    b->headings[BRIEF_DECISIONS] = "Decisions, with their last dates";
    b->headings[BRIEF_ASSUMPTIONS] = "What rests on assumptions";
}

void write_brief(const struct plan *plan, struct brief *brief)
{
    *brief = (struct brief){0};
    say_request(plan, brief);
    say_drivers(plan, brief);
    say_without(plan, brief);
    say_decisions(plan, brief);
    say_assumptions(plan, brief);
    write_headings(brief);
}
