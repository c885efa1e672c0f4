/* Intermittent series that may be dying out.

   R. H. Teunter, A. A. Syntetos, M. Z. Babai, Intermittent demand: linking forecasting to inventory
   obsolescence, European J. Operational Research 214 (2011) 606-615: the probability of a demand
   is smoothed in every period, the size at each demand; the mean is their product.

   Both start from their means over the history, as smoothing starts from a fitted level. */
#include "planner/method.h"

static const double SIZES = 0.1, PROBABILITY = 0.05;

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    (void)fit;
    double size = 0, probability, count = 0;
    for (size_t t = 0; t < history->n; t++)
        if (history->y[t] != 0) {
            size += history->y[t];
            count++;
        }
    size = count > 0 ? size / count : 0;
    probability = count / (double)history->n;
    for (size_t t = 0; t < history->n; t++) {
        double here = history->y[t] != 0;
        probability += PROBABILITY * (here - probability);
        if (here > 0)
            size += SIZES * (history->y[t] - size);
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] = probability * size;
}

const struct model model_tsb = {
    .name = "tsb",
    .describes = "probability times size of what is seldom above zero (Teunter, Syntetos and Babai)",
    .needs = 1,
    .run = run,
};
