/* Simple exponential smoothing.

   R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential Smoothing,
   Springer 2008, table 2.1; fitted as smooth.c says. */
#include "planner/method.h"

static bool fit(const struct history *history, struct fit *fit)
{
    fit->smooth[0] = (struct smooth){.relative = false, .trend = TREND_NONE, .season = SEASON_NONE};
    return smooth_fit(history, &fit->smooth[0]);
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    smooth_run(&fit->smooth[0], history, horizon, mean);
}

const struct model model_ses = {
    .name = "ses",
    .describes = "a level, smoothed",
    .needs = 5,

    .fit = fit,
    .run = run,
};
