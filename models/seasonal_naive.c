/* The same season a year before. Hyndman & Athanasopoulos, Forecasting: Principles and
   Practice, 5.2. */
#include "planner/method.h"

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    (void)fit;
    size_t back = history->m < history->n ? history->m : history->n;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = history->y[history->n - back + h % back];
}

const struct model model_seasonal_naive = {
    .name = "seasonal_naive",
    .describes = "the same season a year before",
    .needs = 1,
    .run = run,
};
