/* Croston's method for a series that is zero in most periods.

   J. D. Croston, Forecasting and Stock Control for Intermittent Demands, Operational Research
   Quarterly 23 (1972) 289-303: sizes and intervals are smoothed apart, at each demand; the mean
   per period is size / interval. Smoothing 0.1 for both; the first size and interval start it. */
#include "planner/method.h"

static const double SMOOTHING = 0.1;

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    (void)fit;
    double size = 0, interval = 0, since = 1;
    for (size_t t = 0; t < history->n; t++, since++) {
        if (history->y[t] == 0)
            continue;
        if (interval == 0) {
            size = history->y[t];
            interval = since;
        } else {
            size += SMOOTHING * (history->y[t] - size);
            interval += SMOOTHING * (since - interval);
        }
        since = 0;
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] = interval > 0 ? size / interval : 0;
}

const struct model model_croston = {
    .name = "croston",
    .describes = "size over interval of what is seldom above zero (Croston)",
    .needs = 1,
    .run = run,
};
