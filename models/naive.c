/* The last value again. Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 5.2. */
#include "planner/method.h"

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    (void)fit;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = history->y[history->n - 1];
}

const struct model model_naive = {
    .name = "naive",
    .describes = "the last value again",
    .needs = 1,
    .run = run,
};
