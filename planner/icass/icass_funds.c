/* Blocks A and B: what was approved, what is obligated, and where the year will end, judged
 * against when the money was to be spent and not against the days gone by: annual contracts
 * obligate in Q1, equipment in the quarter of its order. */
#include "planner/icass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"

/* ---- obligations by quarter ------------------------------------------------------------------------ */

struct key {
    word center, object_class;
    unsigned component;
};

static unsigned component_of_obligation(const struct obligation_rows *t, size_t i)
{
    return t->component[i] ? t->component[i] : COMPONENT_TARGET;
}

static bool is_icass(const struct post *post, size_t i)
{
    const char *source = post_string(post, post->obligations.funding_source[i]);
    return word_given(post->obligations.cost_center[i]) &&
           (!source[0] || !strcmp(source, "POST_ICASS"));
}

static bool of_key(const struct post *post, size_t i, const struct key *key)
{
    const struct obligation_rows *t = &post->obligations;
    return !t->rows.bad[i] && is_icass(post, i) && word_same(t->cost_center[i], key->center) &&
           word_same(t->object_class[i], key->object_class) &&
           component_of_obligation(t, i) == key->component;
}

/* Each quarter's own obligations of a year, whatever way the file gives them. */
static void obligated_in(const struct icass *icass, const struct key *key, int year, money own[4])
{
    const struct post *post = icass->plan->post;
    const struct obligation_rows *t = &post->obligations;
    bool given[4] = {false};
    for (int q = 0; q < 4; q++)
        own[q] = MONEY_ZERO;
    for (size_t i = 0; i < t->rows.count; i++)
        if (t->fiscal_year[i] == year && of_key(post, i, key)) {
            own[t->quarter[i] - 1] = money_add(own[t->quarter[i] - 1], t->amount[i]);
            given[t->quarter[i] - 1] = true;
        }
    if (icass->plan->settings->obligations_are != OBLIGATIONS_CUMULATIVE)
        return;
    money through = MONEY_ZERO;
    for (int q = 0; q < 4; q++) {
        money here = given[q] ? own[q] : through;
        own[q] = money_sub(here, through);
        through = here;
    }
}

static int first_obligation_year(const struct post *post)
{
    int first = INT32_MAX;
    for (size_t i = 0; i < post->obligations.rows.count; i++)
        if (is_icass(post, i) && post->obligations.fiscal_year[i] < first)
            first = post->obligations.fiscal_year[i];
    return first;
}

static money sum_through(const money own[4], int quarter)
{
    money sum = MONEY_ZERO;
    for (int q = 0; q < quarter; q++)
        sum = money_add(sum, own[q]);
    return sum;
}

/* ---- when it was to be spent -------------------------------------------------------------------------- */

/* Shares of the year's spend by the end of each of `quarters` whole quarters, and of `part` of the
 * next one. */
static double share_by(const double quarter[4], int quarters, double part)
{
    double sum = 0, year = 0;
    for (int q = 0; q < 4; q++) {
        year += quarter[q];
        sum += q < quarters ? quarter[q] : q == quarters ? part * quarter[q] : 0;
    }
    return year > 0 ? sum / year : NAN;
}

/* The plan's lines of the key; false when the plan has none in that year. */
static bool planned_quarters(const struct icass *icass, const struct phasing *phasing,
                             const struct key *key, int year, double quarter[4])
{
    const struct plan *plan = icass->plan;
    double sum = 0;
    memset(quarter, 0, 4 * sizeof *quarter);
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if (key->component != COMPONENT_TARGET || !paid_by_icass(plan, line->funding) ||
            line->request == REQUEST_OVER_TARGET || !word_same(line->cost_center, key->center) ||
            !word_same(line->object_class, key->object_class))
            continue;
        for (int q = 0; q < 4; q++)
            quarter[q] += money_dollars(phased(phasing, i, year, q + 1));
    }
    for (int q = 0; q < 4; q++)
        sum += quarter[q];
    return sum > 0;
}

/* The mean quarters of the years before, from the first with obligations. */
static bool past_quarters(const struct icass *icass, const struct key *key, int year,
                          double quarter[4])
{
    double sum = 0;
    memset(quarter, 0, 4 * sizeof *quarter);
    for (int y = first_obligation_year(icass->plan->post); y < year; y++) {
        money own[4];
        obligated_in(icass, key, y, own);
        for (int q = 0; q < 4; q++)
            quarter[q] += money_dollars(own[q]);
    }
    for (int q = 0; q < 4; q++)
        sum += quarter[q];
    return sum > 0;
}

/* ---- where it will end ---------------------------------------------------------------------------------- */

/* What the line spent in each past quarter beside what its target and the usual phasing would have
 * made it spend: 1 = as usual. */
enum { MOST_QUARTERS = 400 };
struct pace {
    double usual[4]; /* share of the year's spend, mean of the whole years before */
    double value[MOST_QUARTERS];
    size_t count;
    int years; /* whole years behind it */
};

static double target_of(const struct icass *icass, const struct key *key, int year)
{
    const struct post *post = icass->plan->post;
    const struct icass_budget_rows *t = &post->icass_budget;
    double sum = 0;
    size_t latest;
    if (!money_given(icass_budget_of(post, year, key->center, key->component, false, &latest)))
        return 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        unsigned component = t->component[i] ? t->component[i] : COMPONENT_TARGET;
        if (!t->rows.bad[i] && t->fiscal_year[i] == year && component == key->component &&
            word_same(t->cost_center[i], key->center) &&
            word_same(t->object_class[i], key->object_class) &&
            (t->version[i] == VERSION_FINAL) == (t->version[latest] == VERSION_FINAL))
            sum += money_dollars(t->amount[i]);
    }
    return sum;
}

static size_t known_count(const struct pace *pace)
{
    size_t n = 0;
    for (size_t i = 0; i < pace->count; i++)
        n += isnan(pace->value[i]) ? 0 : 1;
    return n;
}

static double mean_pace(const struct pace *pace)
{
    double sum = 0;
    size_t n = known_count(pace);
    for (size_t i = 0; i < pace->count; i++)
        sum += isnan(pace->value[i]) ? 0 : pace->value[i];
    return n ? sum / (double)n : 0;
}

/* A mean taken from the same few years lies too near to each of them: deviations are widened. */
static void widen(struct pace *pace)
{
    double mean = mean_pace(pace), by = sqrt((double)pace->years / (pace->years - 1));
    for (size_t i = 0; i < pace->count; i++)
        pace->value[i] = mean + (pace->value[i] - mean) * by;
}

static bool pace_of(const struct icass *icass, const struct key *key, int year, int whole,
                    struct pace *pace)
{
    int first = first_obligation_year(icass->plan->post);
    double sum = 0;
    *pace = (struct pace){.years = year - first};
    if (pace->years < 2 || !past_quarters(icass, key, year, pace->usual))
        return false;
    for (int q = 0; q < 4; q++)
        sum += pace->usual[q];
    for (int q = 0; q < 4; q++)
        pace->usual[q] /= sum;
    for (int y = first; y <= year && pace->count < MOST_QUARTERS - 4; y++) {
        money own[4];
        double target = target_of(icass, key, y);
        obligated_in(icass, key, y, own);
        for (int q = 0; q < (y == year ? whole : 4); q++) {
            double expected = target * pace->usual[q];
            pace->value[pace->count++] = expected > 0 ? money_dollars(own[q]) / expected : NAN;
        }
    }
    widen(pace);
    return true;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static money at_least(double dollars, money floor)
{
    money m = money_round(dollars * 100);
    return m.cents < floor.cents ? floor : m;
}

/* Never below what is obligated already, and the bounds never nearer than `least` for want of past
 * changes. */
static void set_end(struct fund_line *line, double mean, double lower, double upper, double least)
{
    mean = fmax(mean, money_dollars(line->obligated));
    line->projected = at_least(mean, line->obligated);
    line->lower = at_least(fmin(lower, mean - least), line->obligated);
    line->upper = at_least(fmax(upper, mean + least), line->obligated);
}

/* 97.5 % points of Student's t by degrees of freedom; 1.96 beyond the table. */
static double student(size_t freedom)
{
    static const double points[] = {0,     12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365,
                                    2.306, 2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131};
    return freedom < sizeof points / sizeof *points ? points[freedom] : 1.96 + 2.5 / (double)freedom;
}

/* What has been the same every year may yet change: each quarter to come by a tenth of a quarter of
 * the target, told by as many quarters as there are. */
static double least_half(const struct pace *pace, int whole, double target)
{
    const double share = 0.1;
    size_t n = known_count(pace);
    return n > 1 ? student(n - 1) * share * target / 4 * sqrt((4 - whole) / (double)n) : 0;
}

/* The quarters to come, each its usual share of the target at the forecast pace; the interval from
 * equally likely futures of the pace. */
static void end_from_pace(const struct forecast *forecast, const struct pace *pace, int whole,
                          double target, double known, struct fund_line *line)
{
    enum { DRAWS = 1000, TAIL = 25 };
    size_t horizon = forecast->horizon;
    double mean = known, sums[DRAWS];
    double *paths = memory_array(DRAWS * horizon, sizeof *paths);
    bool drawn = forecast_paths(forecast, DRAWS, paths);
    for (size_t h = 0; h < horizon; h++)
        mean += forecast->mean[h] * target * pace->usual[whole + (int)h];
    for (size_t d = 0; d < DRAWS; d++) {
        sums[d] = known;
        for (size_t h = 0; h < horizon && drawn; h++)
            sums[d] += paths[d * horizon + h] * target * pace->usual[whole + (int)h];
    }
    sort(sums, DRAWS, sizeof *sums, by_size);
    set_end(line, mean, drawn ? sums[TAIL] : mean, drawn ? sums[DRAWS - 1 - TAIL] : mean,
            least_half(pace, whole, target));
    free(paths);
}

/* With less than three years of quarters a forecasting method would chase noise: the mean pace,
 * and its interval for the quarters to come, each on its own. */
static void end_from_mean(const struct pace *pace, int whole, double target, double known,
                          struct fund_line *line)
{
    double mean = mean_pace(pace), squares = 0, rest = 0, weight = 0;
    size_t n = known_count(pace);
    for (size_t i = 0; i < pace->count; i++)
        squares += isnan(pace->value[i]) ? 0 : pow(pace->value[i] - mean, 2);
    for (int q = whole; q < 4; q++) {
        rest += pace->usual[q];
        weight += pow(pace->usual[q], 2) + pow(pace->usual[q], 2) / (n ? (double)n : 1);
    }
    double half = n > 1 ? student(n - 1) * sqrt(squares / (double)(n - 1) * weight) * target : 0;
    double end = known + mean * rest * target;
    set_end(line, end, end - half, end + half, least_half(pace, whole, target));
    if (n < 4) /* too few to say how far they scatter */
        line->lower = line->upper = MONEY_NONE;
}

static bool end_by_history(const struct icass *icass, const struct key *key, int year, int whole,
                           const money own[4], struct fund_line *line)
{
    struct pace pace;
    struct forecast forecast;
    double target = money_given(line->target) ? money_dollars(line->target) : 0;
    if (target <= 0 || !pace_of(icass, key, year, whole, &pace))
        return false;
    double known = money_dollars(sum_through(own, whole));
    if (pace.count < 12) {
        end_from_mean(&pace, whole, target, known, line);
        return true;
    }
    struct series series = {.value = pace.value, .length = pace.count, .season = 1};
    struct forecast_wish wish = {.horizon = (size_t)(4 - whole)};
    if (!model_forecast(NULL, &series, &wish, &forecast))
        return false;
    end_from_pace(&forecast, &pace, whole, target, known, line);
    forecast_free(&forecast);
    return true;
}

/* The phasing's rest of the year on top of what is obligated; no interval is known. */
static bool end_by_plan(const double quarter[4], double share, struct fund_line *line)
{
    double year = quarter[0] + quarter[1] + quarter[2] + quarter[3];
    if (!(year > 0) || isnan(share))
        return false;
    line->projected = money_round(money_dollars(line->obligated) * 100 + year * (1 - share) * 100);
    return true;
}

static const char *money_text(struct arena *arena, money m)
{
    char out[MONEY_TEXT];
    return arena_format(arena, "%s", money_pretty(m, out));
}

static const char *verdict_of(const struct icass *icass, const struct fund_line *line, bool ended,
                              bool unknown)
{
    struct arena *arena = icass->plan->post->arena;
    enum { NEAR = 5 }; /* points: less is not worth a word */
    if (unknown)
        return "obligations not known";
    if (!money_given(line->target))
        return line->obligated.cents ? "obligated without a budget" : "";
    if (!money_given(line->projected))
        return line->component == COMPONENT_WASHINGTON ? "spent in Washington" : "no history yet";
    if (ended)
        return line->variance.cents < 0
                   ? arena_format(arena, "over by %s",
                                  money_text(arena, money_sub(MONEY_ZERO, line->variance)))
                   : "closed within target";
    if (money_given(line->lower) && money_compare(line->lower, line->target) > 0)
        return arena_format(arena, "will pass the target by about %s",
                            money_text(arena, money_sub(MONEY_ZERO, line->variance)));
    if (money_given(line->upper) && money_compare(line->upper, line->target) < 0 &&
        line->variance.cents > 0)
        return arena_format(arena, "about %s will be left", money_text(arena, line->variance));
    double ahead = 100 * (line->pct_obligated - line->pct_planned);
    if (isnan(ahead))
        return "";
    return fabs(ahead) < NEAR ? "as planned"
           : ahead > 0        ? arena_format(arena, "%.0f points ahead of plan", ahead)
                              : arena_format(arena, "%.0f points behind plan", -ahead);
}

/* ---- lines ------------------------------------------------------------------------------------------------- */

struct moment { /* how far the year has gone */
    int whole;   /* quarters over */
    double part; /* of the next one */
};

static struct moment moment_of(const struct funds *funds)
{
    struct moment m = {0, 0};
    while (m.whole < 4 && date_compare(fiscal_quarter_end(funds->fiscal_year, m.whole + 1),
                                       funds->through) <= 0)
        m.whole++;
    if (m.whole < 4) {
        date start = m.whole ? date_add_days(fiscal_quarter_end(funds->fiscal_year, m.whole), 1)
                             : fiscal_start(funds->fiscal_year);
        date end = fiscal_quarter_end(funds->fiscal_year, m.whole + 1);
        int gone = date_days_between(start, funds->through) + 1;
        m.part = gone > 0 ? (double)gone / (date_days_between(start, end) + 1) : 0;
    }
    return m;
}

static void judge_line(const struct icass *icass, const struct phasing *phasing,
                       struct funds *funds, struct fund_line *line)
{
    struct key key = {icass->centers[line->center].code, line->object_class, line->component};
    struct moment m = moment_of(funds);
    money own[4];
    double quarter[4];
    obligated_in(icass, &key, funds->fiscal_year, own);
    line->obligated = sum_through(own, funds->quarter);
    line->in_quarter = own[funds->quarter - 1];
    line->projected = line->lower = line->upper = line->variance = MONEY_NONE;
    line->pct_obligated = money_given(line->target) && line->target.cents
                              ? money_dollars(line->obligated) / money_dollars(line->target)
                              : NAN;
    bool by_plan = planned_quarters(icass, phasing, &key, funds->fiscal_year, quarter);
    bool known = by_plan || past_quarters(icass, &key, funds->fiscal_year, quarter);
    line->pct_planned = known ? share_by(quarter, m.whole, m.part) : NAN;
    line->basis = by_plan ? "plan lines" : known ? "earlier years" : "";
    if (funds->unknown)
        ; /* nothing to project from */
    else if (m.whole == 4 && (line->obligated.cents || line->component != COMPONENT_WASHINGTON))
        line->projected = line->lower = line->upper = line->obligated;
    else if (m.whole < 4 && !end_by_history(icass, &key, funds->fiscal_year, m.whole, own, line) &&
             known)
        end_by_plan(quarter, line->pct_planned, line);
    if (line->component == COMPONENT_WASHINGTON && !line->obligated.cents)
        line->projected = line->lower = line->upper = MONEY_NONE;
    if (money_given(line->target) && money_given(line->projected))
        line->variance = money_sub(line->target, line->projected);
    line->verdict = verdict_of(icass, line, m.whole == 4, funds->unknown);
    if (line->component != COMPONENT_TARGET)
        return;
    for (int q = 0; q < funds->quarter; q++)
        funds->obligated[q] = money_add(funds->obligated[q], own[q]);
    double year = quarter[0] + quarter[1] + quarter[2] + quarter[3];
    for (int q = 0; q < 4 && known && money_given(line->target); q++)
        funds->planned[q] = money_add(funds->planned[q],
                                      money_round((double)line->target.cents * quarter[q] / year));
}

static size_t line_of(const struct funds *funds, size_t center, word object_class,
                      unsigned component)
{
    size_t i = 0;
    while (i < funds->count && !(funds->lines[i].center == center &&
                                 word_same(funds->lines[i].object_class, object_class) &&
                                 funds->lines[i].component == component))
        i++;
    return i;
}

static void open_line(struct funds *funds, size_t center, word object_class, unsigned component,
                      size_t budget_row)
{
    size_t i = line_of(funds, center, object_class, component);
    if (i < funds->count)
        return;
    funds->lines[funds->count++] = (struct fund_line){
        .center = center, .object_class = object_class, .component = (uint8_t)component,
        .budget_row = budget_row, .initial = MONEY_NONE, .target = MONEY_NONE};
}

static size_t center_at(const struct icass *icass, word code)
{
    size_t c = 0;
    while (c < icass->center_count && !word_same(icass->centers[c].code, code))
        c++;
    return c;
}

/* The budget's lines; a component's amounts are of its latest version only. */
static void add_budget(const struct icass *icass, struct funds *funds)
{
    const struct post *post = icass->plan->post;
    const struct icass_budget_rows *t = &post->icass_budget;
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t center = center_at(icass, t->cost_center[i]);
        unsigned component = t->component[i] ? t->component[i] : COMPONENT_TARGET;
        size_t latest;
        if (t->rows.bad[i] || t->fiscal_year[i] != funds->fiscal_year ||
            center == icass->center_count)
            continue;
        open_line(funds, center, t->object_class[i], component, i);
        struct fund_line *line = &funds->lines[line_of(funds, center, t->object_class[i],
                                                       component)];
        icass_budget_of(post, funds->fiscal_year, t->cost_center[i], component, false, &latest);
        bool final = t->version[i] == VERSION_FINAL;
        if (!final)
            line->initial = money_given(line->initial) ? money_add(line->initial, t->amount[i])
                                                       : t->amount[i];
        if (final == (t->version[latest] == VERSION_FINAL)) {
            line->target = money_given(line->target) ? money_add(line->target, t->amount[i])
                                                     : t->amount[i];
            line->budget_row = i;
        }
    }
}

static void add_obligations(const struct icass *icass, struct funds *funds)
{
    const struct obligation_rows *t = &icass->plan->post->obligations;
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t center = is_icass(icass->plan->post, i) ? center_at(icass, t->cost_center[i])
                                                       : icass->center_count;
        if (!t->rows.bad[i] && t->fiscal_year[i] == funds->fiscal_year &&
            center < icass->center_count)
            open_line(funds, center, t->object_class[i], component_of_obligation(t, i), NOWHERE);
    }
}

struct in_order {
    const struct icass *icass;
    struct fund_line line;
};

static int by_center(const void *left, const void *right)
{
    const struct in_order *l = left, *r = right;
    const struct fund_line *a = &l->line, *b = &r->line;
    if (a->center != b->center)
        return a->center < b->center ? -1 : 1;
    if (a->component != b->component)
        return (int)a->component - (int)b->component;
    return strcmp(post_string(l->icass->plan->post, a->object_class),
                  post_string(l->icass->plan->post, b->object_class));
}

static void sort_lines(const struct icass *icass, struct funds *funds)
{
    struct in_order *order = memory_array(funds->count, sizeof *order);
    for (size_t i = 0; i < funds->count; i++)
        order[i] = (struct in_order){icass, funds->lines[i]};
    sort(order, funds->count, sizeof *order, by_center);
    for (size_t i = 0; i < funds->count; i++)
        funds->lines[i] = order[i].line;
    free(order);
}

/* Sums of the target lines; the intervals are taken to be independent, so half-widths add by
 * their squares. */
static void foot(const struct icass *icass, struct funds *funds)
{
    struct fund_line *t = &funds->total;
    double below = 0, above = 0, planned = 0, planned_of = 0;
    bool interval = true;
    *t = (struct fund_line){.component = COMPONENT_TARGET, .budget_row = NOWHERE, .verdict = "",
                            .basis = ""};
    for (size_t i = 0; i < funds->count; i++) {
        const struct fund_line *l = &funds->lines[i];
        if (l->component != COMPONENT_TARGET)
            continue;
        money *const sums[] = {&t->initial, &t->target, &t->obligated, &t->in_quarter};
        const money of[] = {l->initial, l->target, l->obligated, l->in_quarter};
        for (size_t k = 0; k < 4; k++)
            *sums[k] = money_given(of[k]) ? money_add(*sums[k], of[k]) : *sums[k];
        money end = money_given(l->projected) ? l->projected : l->obligated;
        t->projected = money_add(t->projected, end);
        interval &= money_given(l->lower) && money_given(l->upper);
        if (money_given(l->lower) && money_given(l->upper)) {
            below += pow(money_dollars(l->projected) - money_dollars(l->lower), 2);
            above += pow(money_dollars(l->upper) - money_dollars(l->projected), 2);
        }
        if (money_given(l->target) && !isnan(l->pct_planned)) {
            planned += l->pct_planned * money_dollars(l->target);
            planned_of += money_dollars(l->target);
        }
    }
    t->lower = interval ? money_sub(t->projected, money_round(100 * sqrt(below))) : MONEY_NONE;
    t->upper = interval ? money_add(t->projected, money_round(100 * sqrt(above))) : MONEY_NONE;
    t->variance = money_sub(t->target, t->projected);
    if (funds->unknown)
        t->projected = t->lower = t->upper = t->variance = MONEY_NONE;
    t->pct_obligated = t->target.cents ? money_dollars(t->obligated) / money_dollars(t->target)
                                       : NAN;
    t->pct_planned = planned_of > 0 ? planned / planned_of : NAN;
    t->verdict = verdict_of(icass, t, moment_of(funds).whole == 4, funds->unknown);
}

static bool any_obligation(const struct post *post, int fiscal_year)
{
    const struct obligation_rows *t = &post->obligations;
    for (size_t i = 0; i < t->rows.count; i++)
        if (!t->rows.bad[i] && t->fiscal_year[i] == fiscal_year)
            return true;
    return false;
}

struct funds *icass_funds(struct icass *icass, int fiscal_year, int quarter)
{
    struct plan *plan = icass->plan;
    struct arena *arena = plan->post->arena;
    struct funds *funds = arena_alloc(arena, 1, sizeof *funds);
    funds->fiscal_year = fiscal_year;
    funds->quarter = quarter;
    funds->unknown = !any_obligation(plan->post, fiscal_year);
    funds->through = date_earlier(plan->settings->as_of,
                                  fiscal_quarter_end(fiscal_year, quarter));
    funds->lines = arena_alloc(arena, plan->post->icass_budget.rows.count +
                                          plan->post->obligations.rows.count + 1,
                               sizeof *funds->lines);
    add_budget(icass, funds);
    add_obligations(icass, funds);
    sort_lines(icass, funds);
    struct phasing *phasing = phase_lines(plan);
    for (size_t i = 0; i < funds->count; i++)
        judge_line(icass, phasing, funds, &funds->lines[i]);
    foot(icass, funds);
    return funds;
}
