/* The Theta method on a power of the values.

   [1] V. Assimakopoulos, K. Nikolopoulos, Int. J. Forecasting 16 (2000) 521-530; theta.c.
   [2] N. Z. Legaki, K. Koutsouri, entry 260 of the M4 competition, 2018: a Box-Cox power from 0 to
       1 by profile likelihood, after the seasons are removed. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>

enum { ALPHA, FIRST, SLOPE, POWER };

static bool fit(const struct history *history, struct fit *fit)
{
    double *plain = malloc(history->n * sizeof *plain), intercept;
    if (!plain)
        return false;
    pattern_find(history, &fit->pattern);
    pattern_remove(&fit->pattern, history, plain);
    double power = fit->number[POWER] = boxcox_power(plain, history->n);
    for (size_t t = 0; t < history->n; t++)
        plain[t] = boxcox(plain[t], power);
    fit->number[SLOPE] = line_slope(plain, history->n, &intercept);
    fit->number[ALPHA] = ses_fit(plain, history->n, &fit->number[FIRST]);
    free(plain);
    return true;
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    double *plain = malloc(history->n * sizeof *plain);
    if (!plain) {
        no_forecast(horizon, mean);
        return;
    }
    double alpha = fit->number[ALPHA], power = fit->number[POWER];
    pattern_remove(&fit->pattern, history, plain);
    for (size_t t = 0; t < history->n; t++)
        plain[t] = boxcox(plain[t], power);
    double level = ses_level(plain, history->n, alpha, fit->number[FIRST]);
    double start = (1 - pow(1 - alpha, (double)history->n)) / alpha;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = boxcox_back(level + fit->number[SLOPE] / 2 * ((double)h + start), power);
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
    free(plain);
}

const struct model model_theta_boxcox = {
    .name = "theta_boxcox",
    .describes = "the Theta method on a power of the values",
    .needs = 3,
    .positive = true,
    .fit = fit,
    .run = run,
};
