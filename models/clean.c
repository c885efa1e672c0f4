/* A series made fit to be forecast: complete, without single odd values, on one level.

   Every change is reported; bounds and errors are reckoned from the cleaned history.

   All thresholds are high on purpose: what is set right here is beyond doubt, and what is in doubt
   is left for the methods to average. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double OUTLIER = 8;       /* robust standard deviations from the neighbours */
static const double OUTLIER_LEAST = 0.1; /* and at least this, in units of the mean */
static const double OUTLIER_SHARE = 0.1; /* more than this is not odd but the nature of it */
static const double SHIFT = 6;           /* robust standard deviations between the levels */
static const double SHIFT_LEAST = 0.15;  /* in units of the mean */
static const double SHIFT_AT_ONCE = 0.7; /* share of the shift that happens in one step */
enum { SHIFT_SIDE = 6 };                 /* values that must stand on either level */

static void note_change(struct cleaning *out, size_t at, double was, double now)
{
    out->change[out->changes++] = (struct forecast_change){out->first + at, was, now};
}

/* A gap takes the mean of the same season in the years beside it, else the line between its
   neighbours. */
static void fill_gaps(struct cleaning *out, size_t m)
{
    double *y = out->y;
    size_t n = out->n, known = 0;
    double *was = malloc(n * sizeof *was);
    if (!was)
        return;
    memcpy(was, y, n * sizeof *was);
    for (size_t t = 0; t < n; t++) {
        if (!isnan(was[t])) {
            known = t;
            continue;
        }
        size_t next = t;
        while (isnan(was[next]))
            next++;
        double share = (double)(t - known) / (double)(next - known);
        double between = was[known] + share * (was[next] - was[known]);
        bool before = m > 1 && t >= m && !isnan(y[t - m]);
        bool after = m > 1 && t + m < n && !isnan(was[t + m]);
        y[t] = before && after ? (y[t - m] + was[t + m]) / 2 : between;
        note_change(out, t, NAN, y[t]);
        out->notes |= FORECAST_GAPS;
    }
    free(was);
}

/* A filled gap that is odd stays one change: a gap, filled with what it is set back to.  Changes up to
   `gaps` are those of gaps, in their order. */
static void note_odd(struct cleaning *out, size_t gaps, size_t at, double now)
{
    size_t low = 0, high = gaps;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (out->change[middle].at < out->first + at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < gaps && out->change[low].at == out->first + at)
        out->change[low].now = now;
    else
        note_change(out, at, out->y[at], now);
}

/* A value is odd when it stands apart from the median of its five neighbours, seasons removed, by
   OUTLIER times what is usual there. Where many values are zero, the others are what counts. */
static void set_back_outliers(struct cleaning *out, size_t m)
{
    size_t n = out->n, odd = 0, gaps = out->changes;
    if (n < 8)
        return;
    struct history history = {out->y, n, m};
    if (is_intermittent(&history))
        return;
    struct pattern pattern;
    double *plain = malloc(n * sizeof *plain), *off = malloc(n * sizeof *off);
    double *sorted = malloc(n * sizeof *sorted);
    if (plain && off && sorted) {
        pattern_find(&history, &pattern);
        pattern_remove(&pattern, &history, plain);
        for (size_t t = 0; t < n; t++) {
            double near[5];
            size_t from = t < 2 ? 0 : t > n - 3 ? n - 5 : t - 2;
            memcpy(near, plain + from, sizeof near);
            off[t] = plain[t] - median_of(near, 5);
            sorted[t] = fabs(off[t]);
        }
        double usual = 0;
        median_of(sorted, n);
        /* a fifth to a half of the values are their own median: the middle of the upper half */
        usual = sorted[n * 3 / 4] / 1.15;
        for (size_t t = 1; t + 1 < n; t++)
            odd += fabs(off[t]) > fmax(OUTLIER * usual, OUTLIER_LEAST);
        if (usual > 0 && odd > 0 && (double)odd <= fmax(1, OUTLIER_SHARE * (double)n))
            for (size_t t = 1; t + 1 < n; t++)
                if (fabs(off[t]) > fmax(OUTLIER * usual, OUTLIER_LEAST)) {
                    double now = plain[t] - off[t];
                    pattern_restore(&pattern, m, t, 1, &now);
                    note_odd(out, gaps, t, now);
                    out->y[t] = now;
                    out->notes |= FORECAST_OUTLIERS;
                }
    }
    free(sorted);
    free(off);
    free(plain);
}

/* One step from one level to another, with SHIFT_SIDE values on each side that stay near their
   median; the earlier values are moved by the difference, or by the ratio where all are positive. */
static void level(struct cleaning *out, size_t m)
{
    size_t n = out->n, at = 0;
    double best = 0, low = 0, high = 0;
    if (n < 2 * SHIFT_SIDE)
        return;
    struct history history = {out->y, n, m};
    struct pattern pattern;
    double *plain = malloc(n * sizeof *plain);
    if (!plain)
        return;
    pattern_find(&history, &pattern);
    pattern_remove(&pattern, &history, plain);
    for (size_t k = SHIFT_SIDE; k + SHIFT_SIDE <= n; k++) {
        double before[SHIFT_SIDE], after[SHIFT_SIDE], off[2 * SHIFT_SIDE];
        memcpy(before, plain + k - SHIFT_SIDE, SHIFT_SIDE * sizeof *before);
        memcpy(after, plain + k, SHIFT_SIDE * sizeof *after);
        double a = median_of(before, SHIFT_SIDE), b = median_of(after, SHIFT_SIDE);
        for (size_t i = 0; i < SHIFT_SIDE; i++) {
            off[i] = fabs(before[i] - a);
            off[SHIFT_SIDE + i] = fabs(after[i] - b);
        }
        double usual = median_of(off, 2 * SHIFT_SIDE) * 1.4826;
        double most = off[2 * SHIFT_SIDE - 1], shift = fabs(b - a);
        if (shift > SHIFT * usual && shift > 2 * most && shift > SHIFT_LEAST &&
            (plain[k] - plain[k - 1]) / (b - a) > SHIFT_AT_ONCE && shift > best) {
            best = shift;
            at = k;
            low = a;
            high = b;
        }
    }
    free(plain);
    if (best == 0)
        return;
    bool positive = true;
    for (size_t t = 0; t < n; t++)
        positive = positive && out->y[t] > 0;
    for (size_t t = 0; t < at; t++)
        out->y[t] = positive ? out->y[t] * high / low : out->y[t] + high - low;
    out->shift_at = out->first + at;
    out->shift_by = (high - low) * out->scale;
    out->notes |= FORECAST_SHIFT;
}

bool clean(const struct series *series, struct cleaning *out)
{
    size_t n = series->length, first = 0;
    double most = 0, sum = 0;

    memset(out, 0, sizeof *out);
    if (n > 1 && series->last_share > 0 && series->last_share < 1) {
        n--;
        out->notes |= FORECAST_PARTIAL;
    }
    while (n > 0 && isnan(series->value[n - 1]))
        n--;
    while (first < n && isnan(series->value[first]))
        first++;
    if (first == n)
        return false;
    for (size_t t = first; t < n; t++) {
        if (isinf(series->value[t]))
            return false;
        if (!isnan(series->value[t]))
            most = fmax(most, fabs(series->value[t]));
    }
    out->first = first;
    out->n = n - first;
    out->y = malloc(out->n * sizeof *out->y);
    out->change = malloc(out->n * sizeof *out->change);
    if (!out->y || !out->change) {
        clean_free(out);
        return false;
    }
    for (size_t t = first; t < n; t++)
        if (!isnan(series->value[t]) && most > 0)
            sum += fabs(series->value[t] / most) / (double)out->n;
    out->scale = most > 0 ? most * sum : 1;
    if (out->scale <= 0 || !isfinite(1 / out->scale))
        out->scale = most > 0 ? most : 1;
    for (size_t t = 0; t < out->n; t++)
        out->y[t] = series->value[first + t] / out->scale;
    size_t season = series->season > 1 && series->season <= SEASON_MAX ? series->season : 1;
    fill_gaps(out, season);
    set_back_outliers(out, season);
    level(out, season);
    for (size_t i = 0; i < out->changes; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.*): level() has filled all it counted */
        out->change[i].was *= out->scale;
        out->change[i].now *= out->scale;
    }
    return true;
}

void clean_free(struct cleaning *cleaning)
{
    free(cleaning->y);
    free(cleaning->change);
    memset(cleaning, 0, sizeof *cleaning);
}
