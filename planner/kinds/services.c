/* Services: what each recurring cost comes to in each fiscal year: months that have passed, months
 * that are committed, and a forecast of the rest; SPEC 5.3.  In their own currency up to the
 * year's total, converted once at the year's rate. */
#include "planner/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"
#include "planner/outlook.h"
#include "planner/sort.h"
#include "planner/split.h"

/* One service on a grid of months: where an amount is known, and what it is.  Longer periods are
 * spread evenly over their months. */
struct months {
    int first, count;   /* month number of the first, number of months */
    money *amount;      /* known amounts, summed */
    uint8_t *known;     /* 0: not, 1: passed, 2: committed */
};

static bool in_twelve_months_before(const struct plan *plan, period p)
{
    date from = date_add_months(plan->settings->as_of, -12);
    return date_compare(period_end(p), from) > 0 &&
           date_compare(period_start(p), plan->settings->as_of) <= 0;
}

static bool has_passed(const struct plan *plan, period p)
{
    return date_compare(period_end(p), plan->settings->as_of) <= 0;
}

/* ---- gathering the rows of each service ---------------------------------------------------- */

static void report_change(struct plan *plan, size_t row, size_t first, const char *column,
                          word found)
{
    struct rows *rows = &plan->post->services.rows;
    size_t finding = rows_report(plan->post->diag, rows, row, column, ERROR, "service-changes",
                                 found, "differs from the service's other rows (write the same "
                                 "in all, or give the service another name)");
    diag_also(plan->post->diag, finding, rows_place(rows, first, column), column, "first row here");
}

static void check_sameness(struct plan *plan, size_t row, size_t first)
{
    const struct service_rows *t = &plan->post->services;
    size_t here = currency_find(plan->catalog, t->currency[row]);
    if (here != currency_find(plan->catalog, t->currency[first]))
        report_change(plan, row, first, "currency", t->currency[row]);
    if (!word_same(t->funding_source[row], t->funding_source[first]))
        report_change(plan, row, first, "funding_source", t->funding_source[row]);
    if (t->plan_category[row] != t->plan_category[first])
        report_change(plan, row, first, "plan_category", (word){0});
}

/* Services in the order of their first rows; the rows of one chain in the index of names. */
static void gather(struct plan *plan)
{
    struct service_rows *t = &plan->post->services;
    plan->service_rows = index_new(plan->post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i])
            continue;
        size_t first = index_add(plan->service_rows, i, t->service[i], (word){0}, (word){0});
        if (first != SIZE_MAX) {
            check_sameness(plan, i, first);
            continue;
        }
        plan->services = memory_grow(plan->services, plan->service_count + 1,
                                     sizeof *plan->services);
        plan->services[plan->service_count++] = (struct service){
            .name = t->service[i], .first_row = i, .last = PERIOD_NONE, .growth_pct = NAN,
            .contract_start = DATE_NONE,
            .gross = NOWHERE, .sentence = ""};
    }
}

/* ---- the grid of months ---------------------------------------------------------------------- */

static void spread(struct months *m, period p, money amount, uint8_t known)
{
    int64_t weights[12];
    money shares[12];
    for (int k = 0; k < p.months; k++)
        weights[k] = 1;
    if (!split_largest_remainder(amount, (size_t)p.months, weights, shares))
        return;
    for (int k = 0; k < p.months; k++) {
        int at = p.first + k - m->first;
        m->amount[at] = money_add(m->amount[at], shares[k]);
        m->known[at] = known;
    }
}

/* The months from the service's first to a year behind the plan, since a contract that starts in
 * the last plan year is obligated for twelve months. */
static struct months lay_out(struct plan *plan, struct service *s)
{
    const struct service_rows *t = &plan->post->services;
    struct months m = {INT32_MAX, 0, NULL, NULL};
    int last = date_month_number(fiscal_end(plan->first_year + plan->years));
    s->season = 1;
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(plan->service_rows, row)) {
        period p = t->period[row];
        m.first = p.first < m.first ? p.first : m.first;
        last = p.first + p.months - 1 > last ? p.first + p.months - 1 : last;
        if (12 / p.months > s->season)
            s->season = 12 / p.months;
        s->contract_start = date_later(s->contract_start, t->contract_start[row]);
        if (has_passed(plan, p) && (!period_given(s->last) ||
                                    p.first + p.months > s->last.first + s->last.months))
            s->last = p;
    }
    m.count = last - m.first + 1;
    m.amount = arena_alloc(plan->post->arena, (size_t)m.count, sizeof *m.amount);
    m.known = arena_alloc(plan->post->arena, (size_t)m.count, sizeof *m.known);
    s->ended = true;
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(plan->service_rows, row)) {
        spread(&m, t->period[row], t->amount[row], has_passed(plan, t->period[row]) ? 1 : 2);
        if (in_twelve_months_before(plan, t->period[row]))
            s->ended = false;
    }
    return m;
}

/* ---- the forecast ---------------------------------------------------------------------------- */

/* The month behind the history: commitments that follow the last bill belong to it, since a known
 * contract price says more of what comes than the bills before it; up to a season's quarter may be
 * missing between them, as the month of as-of often is. */
static int end_of_history(const struct service *s, const struct months *m)
{
    const int bridge = 3, step = 12 / s->season;
    int end = s->last.first + s->last.months - m->first, gap = 0;
    for (int at = end; at < m->count && gap <= (step > bridge ? step : bridge); at++) {
        gap = m->known[at] ? 0 : gap + 1;
        end = m->known[at] ? at + 1 : end;
    }
    return end;
}

/* The history as the forecasting methods want it: one value a period of the service's own season,
 * in units of its currency. A period of which a month is missing is a gap. */
static void take_history(struct plan *plan, struct service *s, const struct months *m)
{
    int step = 12 / s->season, end = end_of_history(s, m);
    s->history_end = m->first + end;
    s->history_length = (size_t)(end / step);
    s->history = arena_alloc(plan->post->arena, s->history_length + 1, sizeof *s->history);
    int begin = end - (int)s->history_length * step;
    for (size_t i = 0; i < s->history_length; i++)
        for (int k = 0; k < step; k++) {
            int at = begin + (int)i * step + k;
            s->history[i] += m->known[at] ? money_dollars(m->amount[at]) : NAN;
        }
}

static void make_forecast(struct service *s, const struct months *m)
{
    int step = 12 / s->season, behind = m->count - (s->history_end - m->first);
    struct series series = {.value = s->history, .length = s->history_length,
                            .season = (size_t)s->season};
    struct forecast_wish wish = {.horizon = (size_t)((behind + step - 1) / step),
                                 .nonnegative = true};
    for (size_t i = 0; i < series.length; i++)
        wish.nonnegative &= !(s->history[i] < 0);
    s->forecast_made = series.length && behind > 0 &&
                       model_forecast(NULL, &series, &wish, &s->forecast);
}

/* What a gap in the history was taken for, in units of the currency. */
static double filled_in(const struct service *s, size_t place)
{
    for (size_t i = 0; i < s->forecast.changes; i++)
        if (s->forecast.change[i].at == place)
            return s->forecast.change[i].now;
    return 0;
}

double service_month(const struct service *s, int month)
{
    int step = 12 / s->season, ahead = month - s->history_end;
    if (!s->forecast_made || month < s->last.first + s->last.months)
        return 0;
    if (ahead < 0) {
        size_t back = (size_t)((-ahead - 1) / step) + 1;
        return back <= s->history_length ? filled_in(s, s->history_length - back) / step : 0;
    }
    size_t row = s->forecast.before + (size_t)(ahead / step);
    return row < s->forecast.horizon ? s->forecast.mean[row] / step : 0;
}

/* ---- fiscal years ---------------------------------------------------------------------------- */

/* The months that a fiscal year pays for: its own, or with obligate=start the twelve of the
 * contract that starts in it. */
static int first_paid_month(const struct plan *plan, const struct service *s, int year)
{
    int first = date_month_number(fiscal_start(year));
    if (!s->at_start)
        return first;
    int month = date_given(s->contract_start)
                    ? date_month_number(s->contract_start)
                    : plan->post->services.period[s->first_row].first;
    int later = (month - first) % 12;
    return first + (later < 0 ? later + 12 : later);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The interval of a sum of forecast periods that do not follow one another, from equally likely
 * futures of them all. */
static void scattered_interval(const struct service *s, const bool *taken, double *low, double *high)
{
    enum { DRAWS = 2000 };
    size_t horizon = s->forecast.horizon;
    double *paths = memory_array(DRAWS * horizon, sizeof *paths);
    double *sums = memory_array(DRAWS, sizeof *sums);
    if (!forecast_paths(&s->forecast, DRAWS, paths))
        memset(paths, 0, DRAWS * horizon * sizeof *paths);
    for (size_t d = 0; d < DRAWS; d++)
        for (size_t h = 0; h < horizon; h++)
            sums[d] += taken[h] ? paths[d * horizon + h] : 0;
    sort(sums, DRAWS, sizeof *sums, by_size);
    size_t tail = (size_t)((1 - s->forecast.level) / 2 * DRAWS);
    *low = sums[tail];
    *high = sums[DRAWS - 1 - tail];
    free(paths);
    free(sums);
}

/* What a fiscal year comes to, in units of the service's currency. */
struct year_sums {
    money actual, committed;
    double forecast, low, high;
};

/* Widens low and high by the joint distribution of the year's forecast periods; of a period that
 * lies in the year in part, by as much of it. */
static void year_interval(const struct service *s, const struct months *m, int from,
                          struct year_sums *sums)
{
    int step = 12 / s->season, months = 0;
    double mean = 0, low = 0, high = 0;
    size_t horizon = s->forecast.horizon, first = horizon, last = 0, count = 0;
    bool *taken = memory_array(horizon + 1, sizeof *taken);
    for (int month = from; month < from + 12; month++) {
        int at = month - m->first;
        if (month < s->history_end || at >= m->count || m->known[at])
            continue;
        size_t h = s->forecast.before + (size_t)((month - s->history_end) / step);
        if (h >= horizon)
            continue;
        months++;
        if (taken[h])
            continue;
        taken[h] = true;
        count++;
        mean += s->forecast.mean[h];
        first = h < first ? h : first;
        last = h;
    }
    if (count && last - first + 1 == count) {
        if (!forecast_total(&s->forecast, first, last + 1, 0, &mean, &low, &high))
            low = high = mean;
    } else if (count) {
        scattered_interval(s, taken, &low, &high);
    }
    free(taken);
    double share = count ? months / ((double)count * step) : 0;
    sums->low -= fmax(mean - low, 0) * share;
    sums->high += fmax(high - mean, 0) * share;
}

static void sum_year(const struct plan *plan, const struct service *s, const struct months *m,
                     int y, struct year_sums *sums)
{
    int from = first_paid_month(plan, s, plan->first_year + y);
    *sums = (struct year_sums){MONEY_ZERO, MONEY_ZERO, 0, 0, 0};
    for (int month = from; month < from + 12; month++) {
        int at = month - m->first;
        unsigned known = at >= 0 && at < m->count ? m->known[at] : 0;
        if (known == 1)
            sums->actual = money_add(sums->actual, m->amount[at]);
        else if (known == 2)
            sums->committed = money_add(sums->committed, m->amount[at]);
        else
            sums->forecast += service_month(s, month);
    }
    sums->low = sums->high = money_dollars(sums->actual) + money_dollars(sums->committed) +
                             sums->forecast;
    if (s->forecast_made)
        year_interval(s, m, from, sums);
}

static bool any_committed(const struct plan *plan, const struct service *s)
{
    for (int y = 0; y < plan->years; y++)
        if (s->committed[y].cents != 0)
            return true;
    return false;
}

static const char *sentence_of(struct plan *plan, const struct service *s)
{
    struct arena *arena = plan->post->arena;
    char last[PERIOD_TEXT];
    bool committed = any_committed(plan, s);
    if (!period_given(s->last))
        return "No bill has been paid yet: only what is committed is planned.";
    period_plain(s->last, last);
    if (s->ended)
        return arena_format(arena, "Ended: no bill in the twelve months before as-of (last: %s). "
                            "Not forecast%s.", last, committed ? "; what is committed is planned"
                                                               : "");
    const char *said = arena_format(arena, "%zu %s, the last bill for %s%s.", s->history_length,
                                    s->season == 12  ? "months"
                                    : s->season == 4 ? "quarters"
                                                     : "years",
                                    last, committed ? "; committed months replace the forecast"
                                                    : "");
    return s->forecast_made
               ? arena_format(arena, "%s %s", said, forecast_sentence(arena, &s->forecast, false))
               : said;
}

/* Yearly growth from the first to the last plan year; the forecast's own, to hold beside the
 * class's rate. */
static double growth_of(const struct plan *plan, const struct service *s)
{
    double first = money_dollars(s->local[plan->years > 1 ? 1 : 0]);
    double last = money_dollars(s->local[plan->years - 1]);
    int steps = plan->years - 2;
    return steps > 0 && first > 0 && last > 0 ? 100 * (pow(last / first, 1.0 / steps) - 1) : NAN;
}

static void make_room(struct plan *plan, struct service *s)
{
    money **const arrays[] = {&s->actual, &s->committed, &s->forecasted, &s->local, &s->amount,
                              &s->low, &s->high, &s->low_local, &s->high_local};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        *arrays[k] = arena_alloc(plan->post->arena, (size_t)plan->years, sizeof(money));
}

/* A scenario does not forecast anew: it takes over the plan's years, at its own cost. */
static void take_over(struct plan *plan, struct service *s)
{
    const struct service *from = s;
    struct service made = *from;
    size_t at = (size_t)(s - plan->services);
    made.forecast_made = false; /* the forecast stays the plan's */
    make_room(plan, &made);
    for (int y = 0; y < plan->years; y++) {
        made.actual[y] = from->actual[y];
        made.committed[y] = from->committed[y];
        made.forecasted[y] = from->forecasted[y];
        made.local[y] = variant_money(plan->variant->service_cost, at, plan->years, y,
                                      from->local[y]);
        double share = from->local[y].cents
                           ? (double)made.local[y].cents / (double)from->local[y].cents : 1;
        made.low_local[y] = money_round((double)from->low_local[y].cents * share);
        made.high_local[y] = money_round((double)from->high_local[y].cents * share);
    }
    *s = made;
}

/* One service's way from rows to lines.  What finds faults or makes lines runs in the order of the
 * file; the reckoning between runs on any thread. */
struct work {
    struct plan *plan;
    struct service *service;
    struct payment pay;
    bool planned;           /* its payment is clear */
    struct months months;
    struct year_sums *sums; /* [year]; NULL where nothing is to be reckoned */
};

/* What the bills and the contract say. */
static void look_at_bills(struct work *work)
{
    struct plan *plan = work->plan;
    struct service *s = work->service;
    struct service_rows *t = &plan->post->services;
    size_t row = s->first_row;
    s->at_start = t->obligate[row] == OBLIGATE_START;
    if (s->at_start && !date_given(t->contract_start[row]))
        rows_report(plan->post->diag, &t->rows, row, "contract_start", WARNING, "missing-value",
                    (word){0}, "is empty, but obligate is start; the first bill's month is taken "
                    "as the contract's start");
    make_room(plan, s);
    work->sums = arena_alloc(plan->post->arena, (size_t)plan->years, sizeof *work->sums);
    work->months = lay_out(plan, s);
    if (!s->ended && period_given(s->last))
        take_history(plan, s, &work->months);
}

static void prepare(struct work *work)
{
    struct plan *plan = work->plan;
    struct service *s = work->service;
    struct service_rows *t = &plan->post->services;
    size_t row = s->first_row;
    work->planned = resolve_payment(plan, &t->rows, row, t->currency[row], t->funding_source[row],
                                    t->object_class[row], t->cost_center[row], "23.3", &work->pay);
    if (!work->planned)
        return;
    s->currency = work->pay.currency;
    s->funding = work->pay.funding;
    s->class_index = plan->catalog->service;
    if (plan->variant)
        take_over(plan, s);
    else
        look_at_bills(work);
}

static void reckon(void *context, size_t i)
{
    struct work *work = (struct work *)context + i;
    if (!work->sums)
        return;
    if (work->service->history_length)
        make_forecast(work->service, &work->months);
    for (int y = 0; y < work->plan->years; y++)
        sum_year(work->plan, work->service, &work->months, y, &work->sums[y]);
}

static void take_sums(struct work *work)
{
    struct service *s = work->service;
    for (int y = 0; y < work->plan->years; y++) {
        const struct year_sums *sums = &work->sums[y];
        s->actual[y] = sums->actual;
        s->committed[y] = sums->committed;
        s->forecasted[y] = money_round(sums->forecast * 100);
        s->local[y] = money_add(money_add(s->actual[y], s->committed[y]), s->forecasted[y]);
        s->low_local[y] = money_round(sums->low * 100);
        s->high_local[y] = money_round(sums->high * 100);
    }
    s->sentence = sentence_of(work->plan, s);
    s->growth_pct = growth_of(work->plan, s);
}

static money in_dollars(const struct plan *plan, const struct service *s, money local, int y)
{
    int year = plan->first_year + y;
    return catalog_price(plan->catalog, local, s->currency, s->class_index, year, year);
}

static void add_lines(struct work *work)
{
    struct plan *plan = work->plan;
    struct service *s = work->service;
    const struct service_rows *t = &plan->post->services;
    size_t row = s->first_row;
    bool any = false;
    for (int y = 0; y < plan->years; y++) {
        s->amount[y] = in_dollars(plan, s, s->local[y], y);
        s->low[y] = in_dollars(plan, s, s->low_local[y], y);
        s->high[y] = in_dollars(plan, s, s->high_local[y], y);
        any |= s->local[y].cents != 0;
    }
    s->gross = NOWHERE;
    if (!work->pay.by_post || (s->ended && !any))
        return;
    struct line_key key = {
        .kind = LINE_SERVICE, .network = t->network[row], .request = REQUEST_TARGET,
        .plan_category = t->plan_category[row] ? t->plan_category[row] : PLAN_TELECOMMUNICATIONS,
        .item = s->name, .title = s->name, .funding = work->pay.funding,
        .object_class = work->pay.object_class, .cost_center = work->pay.cost_center};
    s->gross = gross_line(plan, &key);
    for (int y = 0; y < plan->years; y++)
        add_to_line(plan, s->gross, plan->first_year + y, s->amount[y], 0);
}

/* The services of the plan that a scenario changes, with their forecasts. */
static void borrow(struct plan *plan)
{
    const struct plan *base = plan->variant->base;
    plan->service_rows = base->service_rows;
    plan->service_count = base->service_count;
    plan->services = memory_array(base->service_count, sizeof *plan->services);
    if (base->service_count)
        memcpy(plan->services, base->services, base->service_count * sizeof *plan->services);
}

void plan_services(struct plan *plan)
{
    if (plan->variant)
        borrow(plan);
    else
        gather(plan);
    struct work *work = memory_array(plan->service_count + 1, sizeof *work);
    for (size_t i = 0; i < plan->service_count; i++) {
        work[i] = (struct work){.plan = plan, .service = &plan->services[i]};
        prepare(&work[i]);
    }
    os_parallel(plan->threads, plan->service_count, reckon, work);
    for (size_t i = 0; i < plan->service_count; i++) {
        if (work[i].sums)
            take_sums(&work[i]);
        if (work[i].planned)
            add_lines(&work[i]);
    }
    free(work);
}
