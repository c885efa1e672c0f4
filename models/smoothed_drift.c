/* A smoothed level with a drift that dies away slowly, on the square root of the values.

   [1] R. J. Hyndman, B. Billah, Unmasking the Theta method, Int. J. Forecasting 19 (2003) 287-290:
       simple smoothing with drift.
   [2] E. S. Gardner, E. McKenzie, Forecasting trends in time series, Management Science 31 (1985)
       1237-1246: a trend that is damped by PHI each period.

   The drift is the middle between the mean change, last less first, and the slope of the straight
   line: the one follows the ends, the other the bulk. Square roots (Box-Cox power POWER) where every
   value is above zero. Seasons are removed first and put back (pattern.c). */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>

enum { ALPHA, FIRST, SLOPE, ROOT };

static const double PHI = 0.9;
static const double POWER = 0.5;

static void prepare(const struct fit *fit, const struct history *history, double *plain)
{
    pattern_remove(&fit->pattern, history, plain);
    for (size_t t = 0; t < history->n; t++)
        plain[t] = boxcox(plain[t], fit->number[ROOT]) - fit->number[SLOPE] * (double)t;
}

static bool fit(const struct history *history, struct fit *fit)
{
    size_t n = history->n;
    double *plain = malloc(n * sizeof *plain), intercept;
    if (!plain)
        return false;
    pattern_find(history, &fit->pattern);
    fit->number[ROOT] = POWER;
    for (size_t t = 0; t < n; t++)
        if (history->y[t] <= 0)
            fit->number[ROOT] = 1;
    fit->number[SLOPE] = 0;
    prepare(fit, history, plain);
    double ends = (plain[n - 1] - plain[0]) / (double)(n - 1);
    fit->number[SLOPE] = (ends + line_slope(plain, n, &intercept)) / 2;
    prepare(fit, history, plain);
    fit->number[ALPHA] = ses_fit(plain, n, &fit->number[FIRST]);
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
    prepare(fit, history, plain);
    double level = ses_level(plain, history->n, fit->number[ALPHA], fit->number[FIRST]);
    level += fit->number[SLOPE] * (double)(history->n - 1);
    double far = 0, damp = 1;
    for (size_t h = 0; h < horizon; h++) {
        far += damp;
        damp *= PHI;
        mean[h] = boxcox_back(level + fit->number[SLOPE] * far, fit->number[ROOT]);
    }
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
    free(plain);
}

const struct model model_smoothed_drift = {
    .name = "smoothed_drift",
    .describes = "a smoothed level and a mean change that dies away slowly",
    .needs = 4,
    .fit = fit,
    .run = run,
};
