/* Services: what each recurring cost comes to in each fiscal year: months that have passed, months
 * that are committed, and a forecast of the rest; SPEC 5.3.  In their own currency up to the
 * year's total, converted once at the year's rate. */
#include "planner/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
        if (in_twelve_months_before(plan, t->period[row]) ||
            date_compare(period_start(t->period[row]), plan->settings->as_of) > 0)
            s->ended = false;
    }
    return m;
}

/* ---- the forecast ---------------------------------------------------------------------------- */

/* The history as the forecasting methods want it: one value a period of the service's own season,
 * in units of its currency. A period of which a month is missing is a gap. */
static size_t history(const struct service *s, const struct months *m, double **values)
{
    int step = 12 / s->season;
    int end = s->last.first + s->last.months - m->first; /* months up to the last that has passed */
    size_t n = (size_t)(end / step);
    int begin = end - (int)n * step;
    *values = memory_array(n, sizeof **values);
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (int k = 0; k < step; k++) {
            int at = begin + (int)i * step + k;
            sum += m->known[at] == 1 ? money_dollars(m->amount[at]) : NAN;
        }
        (*values)[i] = sum;
    }
    return n;
}

static void make_forecast(struct plan *plan, struct service *s, const struct months *m)
{
    double *values;
    size_t n = history(s, m, &values);
    int step = 12 / s->season;
    int behind = m->count - (s->last.first + s->last.months - m->first);
    bool nonnegative = true;
    for (size_t i = 0; i < n; i++)
        nonnegative &= !(values[i] < 0);
    struct series series = {.value = values, .length = n, .season = (size_t)s->season};
    struct forecast_wish wish = {.horizon = (size_t)((behind + step - 1) / step),
                                 .nonnegative = nonnegative};
    s->forecast_made = n && wish.horizon &&
                       model_forecast(NULL, &series, &wish, &s->forecast);
    free(values);
    (void)plan;
}

/* The forecast of one month, in units of the currency. */
static double month_mean(const struct service *s, int month)
{
    int step = 12 / s->season;
    int ahead = month - (s->last.first + s->last.months);
    size_t row = s->forecast.before + (size_t)(ahead / step);
    if (!s->forecast_made || ahead < 0 || row >= s->forecast.horizon)
        return 0;
    return s->forecast.mean[row] / step;
}

/* ---- fiscal years ---------------------------------------------------------------------------- */

/* The months that a fiscal year pays for: its own, or with obligate=start the twelve of the
 * contract that starts in it. */
static int first_paid_month(const struct plan *plan, const struct service *s, int year)
{
    int first = date_month_number(fiscal_start(year));
    if (!s->at_start)
        return first;
    const struct service_rows *t = &plan->post->services;
    date start = t->contract_start[s->first_row];
    int month = date_given(start) ? date_month_number(start) : t->period[s->first_row].first;
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
static void scattered_interval(const struct service *s, const bool *taken, double known,
                               double *low, double *high)
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
    qsort(sums, DRAWS, sizeof *sums, by_size);
    size_t tail = (size_t)((1 - s->forecast.level) / 2 * DRAWS);
    *low = known + sums[tail];
    *high = known + sums[DRAWS - 1 - tail];
    free(paths);
    free(sums);
}

/* The interval of a year's total, from the joint distribution of its forecast periods. */
static void year_interval(const struct service *s, const struct months *m, int from, double known,
                          double *low, double *high)
{
    int step = 12 / s->season, base = s->last.first + s->last.months;
    size_t horizon = s->forecast.horizon, first = horizon, last = 0, count = 0;
    bool *taken = memory_array(horizon + 1, sizeof *taken);
    for (int month = from; month < from + 12; month++) {
        int at = month - m->first;
        if (month < base || at >= m->count || m->known[at])
            continue;
        size_t h = s->forecast.before + (size_t)((month - base) / step);
        if (h >= horizon || taken[h])
            continue;
        taken[h] = true;
        count++;
        first = h < first ? h : first;
        last = h;
    }
    double mean;
    *low = *high = known;
    if (count && last - first + 1 == count) {
        if (!forecast_total(&s->forecast, first, last + 1, known, &mean, low, high))
            *low = *high = known;
    } else if (count) {
        scattered_interval(s, taken, known, low, high);
    }
    free(taken);
}

static void measure_year(struct plan *plan, struct service *s, const struct months *m, int y)
{
    int year = plan->first_year + y, from = first_paid_month(plan, s, year);
    double forecast = 0, low = 0, high = 0;
    money actual = MONEY_ZERO, committed = MONEY_ZERO;
    for (int month = from; month < from + 12; month++) {
        int at = month - m->first;
        if (at >= 0 && at < m->count && m->known[at] == 1)
            actual = money_add(actual, m->amount[at]);
        else if (at >= 0 && at < m->count && m->known[at] == 2)
            committed = money_add(committed, m->amount[at]);
        else if (!s->ended)
            forecast += month_mean(s, month);
    }
    s->actual[y] = actual;
    s->committed[y] = committed;
    s->forecasted[y] = money_round(forecast * 100);
    s->local[y] = money_add(money_add(actual, committed), s->forecasted[y]);
    double known = money_dollars(actual) + money_dollars(committed);
    low = high = known;
    if (s->forecast_made && !s->ended)
        year_interval(s, m, from, known, &low, &high);
    s->low_local[y] = money_round(low * 100);
    s->high_local[y] = money_round(high * 100);
}

static const char *sentence_of(struct plan *plan, const struct service *s, const struct months *m)
{
    struct arena *arena = plan->post->arena;
    char last[PERIOD_TEXT];
    if (s->ended)
        return arena_format(arena, "Ended: no bill in the twelve months before as-of (last: %s). "
                            "Not forecast.", period_plain(s->last, last));
    if (!s->forecast_made)
        return "No bill has been paid yet: only what is committed is planned.";
    int months = s->last.first + s->last.months - m->first;
    char *said = arena_format(arena, "Forecast from %d %s to %s by %s.", months / (12 / s->season),
                              s->season == 12  ? "months"
                              : s->season == 4 ? "quarters"
                                               : "years",
                              period_plain(s->last, last), s->forecast.describes);
    if (isfinite(s->forecast.error) && isfinite(s->forecast.naive_error))
        said = arena_format(arena, "%s Mean error on held-back bills %.2f a period; repeating the "
                            "last bill: %.2f.", said, s->forecast.error, s->forecast.naive_error);
    for (unsigned bit = 1; bit < 1u << FORECAST_NOTES; bit <<= 1)
        if ((s->forecast.notes & bit) && forecast_note(bit))
            said = arena_format(arena, "%s Note: %s.", said, forecast_note(bit));
    return said;
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

/* What the bills and the contract say of each year, in the service's own currency. */
static void measure(struct plan *plan, struct service *s)
{
    struct service_rows *t = &plan->post->services;
    size_t row = s->first_row;
    s->at_start = t->obligate[row] == OBLIGATE_START;
    if (s->at_start && !date_given(t->contract_start[row]))
        rows_report(plan->post->diag, &t->rows, row, "contract_start", WARNING, "missing-value",
                    (word){0}, "is empty, but obligate is start; the first bill's month is taken "
                    "as the contract's start");
    make_room(plan, s);
    struct months m = lay_out(plan, s);
    if (!s->ended && period_given(s->last))
        make_forecast(plan, s, &m);
    for (int y = 0; y < plan->years; y++)
        measure_year(plan, s, &m, y);
    s->sentence = sentence_of(plan, s, &m);
    s->growth_pct = growth_of(plan, s);
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

static money in_dollars(struct plan *plan, const struct service *s, money local, int y)
{
    int year = plan->first_year + y;
    return catalog_price(plan->catalog, local, s->currency, s->class_index, year, year);
}

static void plan_service(struct plan *plan, struct service *s)
{
    struct service_rows *t = &plan->post->services;
    size_t row = s->first_row;
    struct payment pay;
    if (!resolve_payment(plan, &t->rows, row, t->currency[row], t->funding_source[row],
                         t->object_class[row], t->cost_center[row], "23.3", &pay))
        return;
    s->currency = pay.currency;
    s->funding = pay.funding;
    s->class_index = plan->catalog->service;
    if (plan->variant)
        take_over(plan, s);
    else
        measure(plan, s);
    struct line_key key = {
        .kind = LINE_SERVICE, .network = t->network[row], .request = REQUEST_TARGET,
        .plan_category = t->plan_category[row] ? t->plan_category[row] : PLAN_TELECOMMUNICATIONS,
        .item = s->name, .title = s->name, .funding = pay.funding,
        .object_class = pay.object_class, .cost_center = pay.cost_center};
    bool any = false;
    for (int y = 0; y < plan->years; y++) {
        s->amount[y] = in_dollars(plan, s, s->local[y], y);
        s->low[y] = in_dollars(plan, s, s->low_local[y], y);
        s->high[y] = in_dollars(plan, s, s->high_local[y], y);
        any |= s->local[y].cents != 0;
    }
    s->gross = NOWHERE;
    if (!pay.by_post || (s->ended && !any))
        return;
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
    for (size_t i = 0; i < plan->service_count; i++)
        plan_service(plan, &plan->services[i]);
}
