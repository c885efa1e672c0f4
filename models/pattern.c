/* The seasonal pattern of a history, drawn back towards none.

   [1] Classical decomposition: centred moving average, indices averaged per season, rescaled;
       Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 3.4.
   [2] D. M. Miller, D. Williams, Shrinkage estimators of time series seasonal factors and their
       effect on forecasting accuracy, Int. J. Forecasting 19 (2003) 669-684: raw indices overstate
       the pattern by the noise in them; shrink by the share of their variance that is noise.

   The share kept, strength = 1 - 1/F with F the variance ratio of indices to noise, is the test as
   well: below KEEP_LEAST nothing is kept. Unlike an autocorrelation test it can be had from two
   seasons. Below AVERAGE_FROM seasons a moving average would leave too few values, and the trend is
   the least squares line. From one season to two there is little to tell noise by: the deviations
   from the mean are kept by the correlation of the values that have another a season later, drawn
   to SINGLE_KEEP, half way between "all season" and "all noise", as by PAIRS more such pairs. */
#include "planner/method.h"

#include <math.h>
#include <string.h>

static const double KEEP_LEAST = 0.2;
static const double SINGLE_KEEP = 0.5;
static const double PAIRS = 2;
static const size_t AVERAGE_FROM = 3;

static double trend_at(const struct history *history, size_t t)
{
    size_t m = history->m, half = m / 2;
    double sum = 0;
    for (size_t i = t - half; i <= t + half; i++)
        sum += history->y[i];
    if (m % 2 == 0)
        sum -= (history->y[t - half] + history->y[t + half]) / 2;
    return sum / (double)m;
}

static double brief_keep(const struct history *history, double mean)
{
    double across = 0, before = 0, after = 0, pairs = (double)(history->n - history->m);
    for (size_t t = 0; t + history->m < history->n; t++) {
        double a = history->y[t] - mean, b = history->y[t + history->m] - mean;
        across += a * b;
        before += a * a;
        after += b * b;
    }
    double r = before > 0 && after > 0 ? fmax(across / sqrt(before * after), 0) : 0;
    return (PAIRS * SINGLE_KEEP + pairs * r) / (PAIRS + pairs);
}

void pattern_find(const struct history *history, struct pattern *pattern)
{
    size_t n = history->n, m = history->m, half = m / 2;
    double sum[SEASON_MAX] = {0}, squares = 0;
    size_t count[SEASON_MAX] = {0}, all = 0;

    memset(pattern, 0, sizeof *pattern);
    if (m < 2 || m > SEASON_MAX || n < m)
        return;
    bool factor = true;
    for (size_t t = 0; t < n; t++)
        if (history->y[t] <= 0)
            factor = false;
    bool brief = n < 2 * m;
    bool straight = n < AVERAGE_FROM * m;
    double intercept, slope = line_slope(history->y, n, &intercept);
    if (brief) {
        intercept += slope * ((double)n - 1) / 2;
        slope = 0;
    }
    size_t margin = straight ? 0 : half;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t t = margin; t + margin < n; t++) {
            double trend = straight ? intercept + slope * (double)t : trend_at(history, t);
            if (factor && trend <= 0)
                return;
            double part = factor ? history->y[t] / trend : history->y[t] - trend;
            if (pass == 0) {
                sum[t % m] += part;
                count[t % m]++;
                all++;
            } else {
                double off = part - sum[t % m];
                squares += off * off;
            }
        }
        if (pass == 0)
            for (size_t j = 0; j < m; j++) {
                if (count[j] == 0)
                    return;
                sum[j] /= (double)count[j];
            }
    }
    double mean = 0, spread = 0;
    for (size_t j = 0; j < m; j++)
        mean += sum[j] / (double)m;
    for (size_t j = 0; j < m; j++)
        spread += (sum[j] - mean) * (sum[j] - mean);
    spread /= (double)(m - 1);
    double keep = brief ? brief_keep(history, intercept) : 0;
    if (!brief) {
        double noise = all > m ? squares / (double)(all - m) : spread / 2;
        noise *= (double)m / (double)all;
        keep = spread > 0 ? 1 - noise / spread : 0;
        if (keep < KEEP_LEAST)
            return;
    }
    pattern->kind = factor ? PATTERN_FACTOR : PATTERN_ADDED;
    pattern->strength = keep;
    for (size_t j = 0; j < m; j++)
        pattern->index[j] = factor ? 1 + keep * (sum[j] / mean - 1) : keep * (sum[j] - mean);
}

void pattern_remove(const struct pattern *pattern, const struct history *history, double *out)
{
    for (size_t t = 0; t < history->n; t++) {
        double index = pattern->index[history->m > 1 ? t % history->m : 0];
        out[t] = pattern->kind == PATTERN_FACTOR  ? history->y[t] / index
                 : pattern->kind == PATTERN_ADDED ? history->y[t] - index
                                                  : history->y[t];
    }
}

void pattern_restore(const struct pattern *pattern, size_t m, size_t first, size_t count,
                     double *values)
{
    for (size_t i = 0; i < count; i++)
        if (pattern->kind == PATTERN_FACTOR)
            values[i] *= pattern->index[(first + i) % m];
        else if (pattern->kind == PATTERN_ADDED)
            values[i] += pattern->index[(first + i) % m];
}
