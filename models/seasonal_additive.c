/* Holt-Winters with additive seasons.

   R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential Smoothing,
   Springer 2008, table 2.1; fitted as smooth.c says. */
#include "planner/method.h"

static bool fit(const struct history *history, struct fit *fit)
{
    fit->smooth[0] = (struct smooth){.relative = false, .trend = TREND_FULL, .season = SEASON_ADDED};
    return smooth_fit(history, &fit->smooth[0]);
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    smooth_run(&fit->smooth[0], history, horizon, mean);
}

const struct model model_seasonal_additive = {
    .name = "seasonal_additive",
    .describes = "Holt-Winters: level, trend and seasons that add",
    .needs = 10,
    .seasonal = true,
    .fit = fit,
    .run = run,
};
