/* Damped trend: E. S. Gardner, E. McKenzie, Forecasting trends in time series, Management Science 31
   (1985) 1237-1246.

   R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential Smoothing,
   Springer 2008, table 2.1; fitted as smooth.c says. */
#include "planner/method.h"

static bool fit(const struct history *history, struct fit *fit)
{
    fit->smooth[0] = (struct smooth){.relative = false, .trend = TREND_DAMPED, .season = SEASON_NONE};
    return smooth_fit(history, &fit->smooth[0]);
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    smooth_run(&fit->smooth[0], history, horizon, mean);
}

const struct model model_damped = {
    .name = "damped",
    .describes = "level and a trend that dies away, both smoothed",
    .needs = 8,

    .fit = fit,
    .run = run,
};
