/* The last value and the mean change. Hyndman & Athanasopoulos, Forecasting: Principles and
   Practice, 5.2. */
#include "planner/method.h"

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    (void)fit;
    double last = history->y[history->n - 1];
    double change = history->n > 1 ? (last - history->y[0]) / (double)(history->n - 1) : 0;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = last + change * (double)(h + 1);
}

const struct model model_drift = {
    .name = "drift",
    .describes = "the last value and the mean change so far",
    .needs = 2,
    .run = run,
};
