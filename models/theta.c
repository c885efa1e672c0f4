/* The Theta method.

   [1] V. Assimakopoulos, K. Nikolopoulos, The theta model: a decomposition approach to
       forecasting, Int. J. Forecasting 16 (2000) 521-530.
   [2] R. J. Hyndman, B. Billah, Unmasking the Theta method, Int. J. Forecasting 19 (2003) 287-290,
       equation (6): simple smoothing with a drift of half the slope of the straight line,
       mean(h) = level + slope / 2 * (h - 1 + (1 - (1 - alpha)^n) / alpha).

   Seasons are removed first and put back (pattern.c). */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>

enum { ALPHA, FIRST, SLOPE };

static bool fit(const struct history *history, struct fit *fit)
{
    double *plain = malloc(history->n * sizeof *plain), intercept;
    if (!plain)
        return false;
    pattern_find(history, &fit->pattern);
    pattern_remove(&fit->pattern, history, plain);
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
    double alpha = fit->number[ALPHA];
    pattern_remove(&fit->pattern, history, plain);
    double level = ses_level(plain, history->n, alpha, fit->number[FIRST]);
    double start = (1 - pow(1 - alpha, (double)history->n)) / alpha;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = level + fit->number[SLOPE] / 2 * ((double)h + start);
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
    free(plain);
}

const struct model model_theta = {
    .name = "theta",
    .describes = "a smoothed level that drifts by half the straight line's slope (Theta)",
    .needs = 3,
    .fit = fit,
    .run = run,
};
