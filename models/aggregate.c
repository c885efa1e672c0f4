/* Means over longer periods, forecast and averaged.

   [1] N. Kourentzes, F. Petropoulos, J. R. Trapero, Improving forecasting by estimating time series
       structural components across multiple frequencies, Int. J. Forecasting 30 (2014) 291-302:
       noise falls and trend stands out in sums over longer periods, so a series is forecast at
       every length that divides the season, and the forecasts are averaged.
   [2] at each length: the dynamic Theta model (dynamic_theta.c).

   Seasons are removed first and put back (pattern.c). Blocks end with the last value; every period
   of a coming block gets the block's mean. A length with fewer than BLOCKS blocks is left out. */
#include "planner/method.h"

#include <stdlib.h>
#include <string.h>

#define BLOCKS 5

/* number[3 * k ..]: the fit at the k-th divisor of the season above one; number[LEVELS + k]: used */
enum { LEVELS = 48 };

static void block_means(const double *x, size_t n, size_t length, double *means)
{
    size_t count = n / length;
    for (size_t i = 0; i < count; i++) {
        means[i] = 0;
        for (size_t j = 0; j < length; j++)
            means[i] += x[n - (count - i) * length + j] / (double)length;
    }
}

static bool fit(const struct history *history, struct fit *fit)
{
    size_t n = history->n, level = 0;
    double *plain = malloc(2 * n * sizeof *plain);
    bool any = false;
    if (!plain)
        return false;
    pattern_find(history, &fit->pattern);
    pattern_remove(&fit->pattern, history, plain);
    for (size_t length = 2; length <= history->m; length++) {
        if (history->m % length != 0)
            continue;
        bool used = n / length >= BLOCKS;
        if (used) {
            block_means(plain, n, length, plain + n);
            used = dynamic_theta_fit(plain + n, n / length, fit->number + 3 * level);
        }
        fit->number[LEVELS + level++] = used;
        any = any || used;
    }
    free(plain);
    return any;
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    size_t n = history->n, level = 0, used = 0;
    double *plain = malloc((2 * n + horizon) * sizeof *plain);
    if (!plain) {
        no_forecast(horizon, mean);
        return;
    }
    double *means = plain + n, *path = means + n;
    memset(mean, 0, horizon * sizeof *mean);
    pattern_remove(&fit->pattern, history, plain);
    for (size_t length = 2; length <= history->m; length++) {
        if (history->m % length != 0 || fit->number[LEVELS + level++] == 0 || n < length)
            continue;
        block_means(plain, n, length, means);
        dynamic_theta_run(fit->number + 3 * (level - 1), means, n / length,
                          (horizon + length - 1) / length, path);
        for (size_t h = 0; h < horizon; h++)
            mean[h] += path[h / length];
        used++;
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] = used > 0 ? mean[h] / (double)used : plain[n - 1];
    pattern_restore(&fit->pattern, history->m, n, horizon, mean);
    free(plain);
}

const struct model model_aggregate = {
    .name = "aggregate",
    .describes = "the dynamic Theta method on means over longer periods",
    .needs = 2 * BLOCKS,
    .seasonal = true,
    .fit = fit,
    .run = run,
};
