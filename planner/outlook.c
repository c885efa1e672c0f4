#include "planner/outlook.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/os.h"
#include "planner/parse.h"
#include "planner/progress.h"
#include "planner/sort.h"

static const int64_t SPAN_MOST = 100000;  /* periods from a series' first to its last */
static const size_t NUMBERS_AHEAD = 12;   /* where numbers of observations have no calendar */

/* ---- periods --------------------------------------------------------------------------------- */

size_t form_season(enum period_form form)
{
    static const size_t seasons[] = {
        [FORM_MONTH] = 12, [FORM_QUARTER] = 4, [FORM_FISCAL_QUARTER] = 4, [FORM_FISCAL_YEAR] = 1,
        [FORM_NUMBER] = 1};
    return seasons[form];
}

const char *form_name(enum period_form form)
{
    static const char *const names[] = {
        [FORM_MONTH] = "months", [FORM_QUARTER] = "quarters",
        [FORM_FISCAL_QUARTER] = "fiscal quarters", [FORM_FISCAL_YEAR] = "fiscal years",
        [FORM_NUMBER] = "years or numbers"};
    return names[form];
}

char *period_text(enum period_form form, int64_t at, char out[FORM_TEXT])
{
    int n = (int)at;
    switch (form) {
    case FORM_MONTH:
        snprintf(out, FORM_TEXT, "%04d-%02d", (n - 1) / 12, (n - 1) % 12 + 1);
        break;
    case FORM_QUARTER:
        snprintf(out, FORM_TEXT, "%04d-Q%d", n / 4, n % 4 + 1);
        break;
    case FORM_FISCAL_QUARTER:
        snprintf(out, FORM_TEXT, "FY%04dQ%d", n / 4, n % 4 + 1);
        break;
    case FORM_FISCAL_YEAR:
        snprintf(out, FORM_TEXT, "FY%04d", n);
        break;
    case FORM_NUMBER:
        snprintf(out, FORM_TEXT, "%d", n);
        break;
    }
    return out;
}

/* The period in which a month lies; see date_month_number. */
static int32_t period_of_month(enum period_form form, int32_t month)
{
    switch (form) {
    case FORM_QUARTER:
        return (month - 1) / 3;
    case FORM_FISCAL_QUARTER:
        return (month + 2) / 3;
    case FORM_FISCAL_YEAR:
        return (month + 2) / 12;
    case FORM_NUMBER:
        return (month - 1) / 12;
    case FORM_MONTH:
        break;
    }
    return month;
}

static bool all_digits(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.at[i] < '0' || t.at[i] > '9')
            return false;
    return t.length > 0;
}

/* "202603" and "20260301" are months; other whole numbers are years or numbers of observations. */
static const char *read_period(text cell, enum period_form *form, int32_t *at)
{
    enum { DIGITS = 9, YEAR_AND_MONTH = 6, WHOLE_DATE = 8 };
    text t = text_trim(cell);
    period p;
    if (all_digits(t) && t.length <= DIGITS && t.length != YEAR_AND_MONTH &&
        t.length != WHOLE_DATE) {
        *form = FORM_NUMBER;
        *at = 0;
        for (size_t i = 0; i < t.length; i++)
            *at = *at * 10 + (t.at[i] - '0');
        return NULL;
    }
    const char *fault = parse_period(t, &p);
    if (fault)
        return fault;
    *form = p.months == 1    ? FORM_MONTH
            : p.months == 12 ? (p.fiscal ? FORM_FISCAL_YEAR : FORM_NUMBER)
            : p.fiscal       ? FORM_FISCAL_QUARTER
                             : FORM_QUARTER;
    *at = period_of_month(*form, p.first);
    return NULL;
}

/* ---- gathering ------------------------------------------------------------------------------- */

/* Where each row stands; worked out once. */
struct standing {
    enum period_form form;
    int32_t at;
};

static bool read_standing(struct outlook *outlook, size_t row, struct standing *standing)
{
    struct series_rows *t = &outlook->post->series;
    const char *fault = read_period(words_text(outlook->post->words, t->period[row]),
                                    &standing->form, &standing->at);
    if (fault)
        rows_report(outlook->post->diag, &t->rows, row, "period", ERROR, "not-a-period",
                    t->period[row], "%s", fault);
    return !fault;
}

static void report_second(struct outlook *outlook, size_t row, size_t first, const char *rule,
                          const char *message)
{
    struct series_rows *t = &outlook->post->series;
    size_t finding = rows_report(outlook->post->diag, &t->rows, row, "period", ERROR, rule,
                                 t->period[row], "%s", message);
    diag_also(outlook->post->diag, finding, rows_place(&t->rows, first, "period"), "period",
              "first row here");
}

/* First and last period; rows in another form than the first are reported. */
static void find_span(struct outlook *outlook, struct outlook_series *s,
                      const struct standing *standing)
{
    int64_t first = standing[s->first_row].at, last = first;
    s->form = standing[s->first_row].form;
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(outlook->by_id, row)) {
        if (standing[row].form != s->form) {
            report_second(outlook, row, s->first_row, "period-form",
                          "is another kind of period than the series' first (write all alike)");
            continue;
        }
        int64_t low = standing[row].at < first ? standing[row].at : first;
        int64_t high = standing[row].at > last ? standing[row].at : last;
        if (high - low >= SPAN_MOST) {
            report_second(outlook, row, s->first_row, "period-far",
                          "is more than 100,000 periods away from the series' other ones");
            continue;
        }
        first = low;
        last = high;
    }
    s->first = (int32_t)first;
    s->length = (size_t)(last - first) + 1;
    s->value = arena_alloc(outlook->post->arena, s->length, sizeof *s->value);
    for (size_t i = 0; i < s->length; i++)
        s->value[i] = NAN;
}

static void put_values(struct outlook *outlook, struct outlook_series *s,
                       const struct standing *standing)
{
    struct series_rows *t = &outlook->post->series;
    uint32_t *taken = memory_array(s->length, sizeof *taken); /* row + 1 */
    for (size_t row = s->first_row; row != SIZE_MAX; row = index_next(outlook->by_id, row)) {
        if (t->rows.bad[row])
            continue;
        size_t i = (size_t)(standing[row].at - s->first);
        if (taken[i]) {
            report_second(outlook, row, taken[i] - 1, "used-twice",
                          "stands twice in its series (keep one row, or add them up)");
            continue;
        }
        taken[i] = (uint32_t)row + 1;
        s->value[i] = t->value[row];
        s->given += isnan(t->value[row]) ? 0 : 1;
    }
    free(taken);
}

/* How much of the period is over on as-of; 1 when it lies behind or ahead of it. */
static double share_over(const struct outlook *outlook, const struct outlook_series *s)
{
    static const int months[] = {[FORM_MONTH] = 1, [FORM_QUARTER] = 3, [FORM_FISCAL_QUARTER] = 3,
                                 [FORM_FISCAL_YEAR] = 12, [FORM_NUMBER] = 12};
    int32_t at = s->first + (int32_t)s->length - 1, month = date_month_number(outlook->as_of);
    if (period_of_month(s->form, month) != at)
        return 1;
    int32_t begin = month;
    while (period_of_month(s->form, begin - 1) == at)
        begin--;
    period p = {begin, (int16_t)months[s->form], 0};
    double over = date_days_between(period_start(p), outlook->as_of) + 1;
    return over / (date_days_between(period_start(p), period_end(p)) + 1);
}

static void look_at_last(struct outlook *outlook, struct outlook_series *s)
{
    char last[FORM_TEXT];
    struct series_rows *t = &outlook->post->series;
    s->last_share = share_over(outlook, s);
    if (s->last_share < 1 && !outlook->as_of_given) {
        s->last_share = 1;
        period_text(s->form, s->first + (int64_t)s->length - 1, last);
        rows_report(outlook->post->diag, &t->rows, s->first_row, "series_id", NOTE,
                    "period-not-over", (word){0},
                    "%s is not over yet and taken as if it were (--as-of leaves it out)", last);
    }
    if (!s->given)
        rows_report(outlook->post->diag, &t->rows, s->first_row, "series_id", WARNING,
                    "nothing-to-forecast", t->series_id[s->first_row],
                    "has no value, so there is no forecast");
}

void outlook_gather(struct outlook *outlook)
{
    struct series_rows *t = &outlook->post->series;
    struct standing *standing = memory_array(t->rows.count + 1, sizeof *standing);
    size_t capacity = 0;
    outlook->by_id = index_new(outlook->post->arena, t->rows.count);
    for (size_t i = 0; i < t->rows.count; i++) {
        if (t->rows.bad[i] || !read_standing(outlook, i, &standing[i]))
            continue;
        if (index_add(outlook->by_id, i, t->series_id[i], (word){0}, (word){0}) == SIZE_MAX)
            *PLANNER_APPEND(outlook->series, outlook->count, capacity) =
                (struct outlook_series){.id = t->series_id[i], .first_row = i};
    }
    for (size_t i = 0; i < outlook->count; i++) {
        find_span(outlook, &outlook->series[i], standing);
        put_values(outlook, &outlook->series[i], standing);
        look_at_last(outlook, &outlook->series[i]);
    }
    free(standing);
}

/* ---- forecasting ----------------------------------------------------------------------------- */

static size_t horizon_of(const struct outlook *outlook, const struct outlook_series *s)
{
    int32_t last = s->first + (int32_t)s->length - 1;
    if (outlook->horizon)
        return outlook->horizon;
    if (s->form == FORM_NUMBER && (last < DATE_FIRST_YEAR || last > DATE_LAST_YEAR))
        return NUMBERS_AHEAD;
    int32_t to = period_of_month(s->form, date_month_number(fiscal_end(outlook->last_year)));
    return to > last ? (size_t)(to - last) : 1;
}

static void forecast_one(const struct outlook *outlook, struct outlook_series *s)
{
    struct series series = {.value = s->value, .length = s->length,
                            .season = form_season(s->form), .last_share = s->last_share};
    struct forecast_wish wish = {.horizon = horizon_of(outlook, s), .level = outlook->level,
                                 .nonnegative = true};
    for (size_t i = 0; i < s->length; i++)
        wish.nonnegative &= !(s->value[i] < 0);
    s->against_naive = s->year_mean = s->year_lower = s->year_upper = NAN;
    s->made = s->given && model_forecast(outlook->method, &series, &wish, &s->forecast);
    if (!s->made)
        return;
    const struct forecast *f = &s->forecast;
    size_t from = f->before, to = from + series.season;
    if (!forecast_total(f, from, to, 0, &s->year_mean, &s->year_lower, &s->year_upper))
        s->year_mean = s->year_lower = s->year_upper = NAN;
    if (f->naive_error > 0)
        s->against_naive = f->error / f->naive_error;
}

struct job {
    struct outlook *outlook;
    struct progress *progress;
};

static void forecast_next(void *context, size_t i)
{
    struct job *job = context;
    struct outlook_series *s = &job->outlook->series[i];
    forecast_one(job->outlook, s);
    progress_add(job->progress, s->length);
}

/* Least error beside naive's first; where that is unknown last; else in the order of the file. */
static int by_rank(const void *left, const void *right)
{
    const struct outlook_series *a = *(const struct outlook_series *const *)left;
    const struct outlook_series *b = *(const struct outlook_series *const *)right;
    double x = isnan(a->against_naive) ? HUGE_VAL : a->against_naive;
    double y = isnan(b->against_naive) ? HUGE_VAL : b->against_naive;
    if (x != y)
        return x > y ? 1 : -1;
    return (a->first_row > b->first_row) - (a->first_row < b->first_row);
}

static void rank(struct outlook *outlook)
{
    struct outlook_series **order = arena_alloc(outlook->post->arena, outlook->count + 1,
                                                sizeof *order);
    for (size_t i = 0; i < outlook->count; i++)
        if (outlook->series[i].made)
            order[outlook->made++] = &outlook->series[i];
    sort(order, outlook->made, sizeof *order, by_rank);
    outlook->ranked = arena_alloc(outlook->post->arena, outlook->made + 1,
                                  sizeof *outlook->ranked);
    for (size_t i = 0; i < outlook->made; i++) {
        order[i]->rank = i + 1;
        outlook->ranked[i] = order[i];
    }
}

static void say_how(struct outlook *outlook)
{
    for (size_t i = 0; i < outlook->count; i++) {
        struct outlook_series *s = &outlook->series[i];
        if (!s->made && s->given)
            rows_report(outlook->post->diag, &outlook->post->series.rows, s->first_row, "series_id",
                        WARNING, "nothing-to-forecast", s->id,
                        "has values too large to reckon with, so there is no forecast");
        if (!s->made)
            continue;
        s->method = forecast_method(outlook->post->arena, &s->forecast);
        s->sentence = forecast_sentence(outlook->post->arena, &s->forecast, true);
    }
}

static size_t work_of(const struct outlook *outlook)
{
    size_t whole = 0;
    for (size_t i = 0; i < outlook->count; i++)
        whole += outlook->series[i].length;
    return whole;
}

void outlook_forecast(struct outlook *outlook, unsigned threads, bool progress)
{
    struct progress bar;
    struct job job = {outlook, &bar};
    progress_begin(&bar, progress, "Forecasting", work_of(outlook));
    os_parallel(threads, outlook->count, forecast_next, &job);
    progress_end(&bar);
    say_how(outlook);
    rank(outlook);
}

void outlook_free(struct outlook *outlook)
{
    for (size_t i = 0; i < outlook->count; i++)
        if (outlook->series[i].made)
            forecast_free(&outlook->series[i].forecast);
    free(outlook->series);
    *outlook = (struct outlook){.post = NULL};
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *forecast_method(struct arena *arena, const struct forecast *forecast)
{
    if (!forecast->parts)
        return forecast->method;
    const char *said = forecast->part[0].name;
    for (size_t i = 1; i < forecast->parts; i++)
        said = arena_format(arena, "%s+%s", said, forecast->part[i].name);
    return said;
}

/* The names that --method takes; with the methods in words where `whole`. */
static const char *made_of(struct arena *arena, const struct forecast *forecast, bool whole)
{
    const char *said = "";
    if (!forecast->parts)
        return forecast->describes;
    for (size_t i = 0; i < forecast->parts; i++) {
        const char *name = forecast->part[i].name;
        said = whole ? arena_format(arena, "%s%s%s (%s)", said, i ? "; " : "",
                                    model_describes_name(name), name)
                     : arena_format(arena, "%s%s%s", said, i ? ", " : "", name);
    }
    return forecast->parts == 1 ? said
                                : arena_format(arena, "the mean of %zu methods: %s", forecast->parts,
                                               said);
}

/* "75 % less than by repeating the last value" */
static const char *beside(struct arena *arena, double error, double other, const char *what)
{
    double better = 100 * (1 - error / other);
    return arena_format(arena, "%.0f %% %s than by repeating the last %s", fabs(better),
                        better >= 0 ? "less" : "more", what);
}

static const char *beside_naive(struct arena *arena, const struct forecast *f)
{
    if (!f->compared)
        return "Its error cannot be measured on so short a history";
    if (!(f->naive_error > 0))
        return "On held-back history the last value was right throughout: nothing could do better";
    const char *said = arena_format(arena, "On held-back history its error is %s",
                                    beside(arena, f->error, f->naive_error, "value"));
    if (!(f->seasonal_naive_error > 0) || f->seasonal_naive_error == f->naive_error)
        return said;
    bool turns = (f->error < f->naive_error) != (f->error < f->seasonal_naive_error);
    return arena_format(arena, "%s%s %s", said, turns ? ", but" : " and",
                        beside(arena, f->error, f->seasonal_naive_error, "season"));
}

/* FORECAST_NO_BETTER is said by the figures. */
const char *forecast_sentence(struct arena *arena, const struct forecast *forecast, bool whole)
{
    unsigned notes = forecast->notes & ~(unsigned)FORECAST_NO_BETTER;
    const char *said = arena_format(arena, "Forecast: %s. %s", made_of(arena, forecast, whole),
                                    beside_naive(arena, forecast));
    for (unsigned bit = 1; bit < 1u << FORECAST_NOTES; bit <<= 1)
        if ((notes & bit) && forecast_note(bit)[0])
            said = arena_format(arena, "%s; %s", said, forecast_note(bit));
    return arena_format(arena, "%s.", said);
}
