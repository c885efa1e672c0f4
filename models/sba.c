/* Croston's method without its upward bias.

   A. A. Syntetos, J. E. Boylan, The accuracy of intermittent demand estimates, Int. J. Forecasting
   21 (2005) 303-314: Croston's ratio times 1 - alpha / 2. */
#include "planner/method.h"

static const double SMOOTHING = 0.1;

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    model_croston.run(fit, history, horizon, mean);
    for (size_t h = 0; h < horizon; h++)
        mean[h] *= 1 - SMOOTHING / 2;
}

const struct model model_sba = {
    .name = "sba",
    .describes = "Croston's method less its bias (Syntetos and Boylan)",
    .needs = 1,
    .run = run,
};
