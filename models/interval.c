/* Intervals from errors on held-back history, and sums of periods from their joint distribution.

   The team is run from each of the last ORIGINS places in the history, without refitting, and its
   errors at 1, 2, ... steps are kept on the scale of a Box-Cox power, where they are near symmetric
   and cannot lead below zero. Their size is smoothed over the steps as sd(h) = sd(1) * h^growth,
   and widened for what refitting would have cost (WIDEN). */
#include "planner/method.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

static const size_t ORIGINS = 24;
static const double GROWTH = 0.6, GROWTH_WEIGHT = 6;
static const double WIDEN = 1.1, WIDEN_SHORT = 6;
static const double PRIOR_SD = 0.1, PRIOR_WEIGHT = 1;
#define DRAWS 2000

void team_run(const struct team *team, const struct history *history, size_t horizon, double *work,
              double *mean)
{
    memset(mean, 0, horizon * sizeof *mean);
    for (size_t i = 0; i < team->choice.parts; i++) {
        team->choice.part[i]->run(&team->fit[i], history, horizon, work);
        for (size_t h = 0; h < horizon; h++)
            mean[h] += team->choice.weight[i] * work[h];
    }
}

bool interval_find(const struct team *team, const struct history *history, bool nonnegative,
                   struct forecast *forecast)
{
    size_t n = history->n, horizon = forecast->horizon;
    struct forecast_spread *spread = &forecast->spread;
    double least = HUGE_VAL;
    for (size_t t = 0; t < n; t++)
        least = fmin(least, history->y[t]);
    spread->power = least > 1e-3 ? boxcox_power(history->y, n) : 1;
    spread->scale = 1;
    spread->nonnegative = nonnegative;
    spread->periods = horizon;

    double *work = malloc(4 * horizon * sizeof *work);
    spread->sd = malloc(horizon * sizeof *spread->sd);
    spread->middle = malloc(horizon * sizeof *spread->middle);
    if (!work || !spread->sd || !spread->middle) {
        free(work);
        return false;
    }
    double *path = work + horizon, *squares = work + 2 * horizon, *count = work + 3 * horizon;
    memset(squares, 0, 2 * horizon * sizeof *squares);
    size_t least_n = n / 3 > 3 ? n / 3 : 3;
    size_t from = n > ORIGINS + least_n ? n - ORIGINS : least_n;
    for (size_t t = from; t < n; t++) {
        struct history head = {history->y, t, history->m};
        size_t steps = n - t < horizon ? n - t : horizon;
        team_run(team, &head, steps, work, path);
        for (size_t h = 0; h < steps; h++) {
            double e = boxcox(history->y[t + h], spread->power) -
                       boxcox(fmax(path[h], spread->power == 1 ? -HUGE_VAL : 1e-3), spread->power);
            if (isfinite(e)) {
                squares[h] += e * e;
                count[h]++;
            }
        }
    }
    /* log squares / count against log step, through the first step */
    double v1 = 0, weights = 0, across = GROWTH * GROWTH_WEIGHT, along = GROWTH_WEIGHT;
    double prior = PRIOR_SD * PRIOR_SD;
    v1 = (squares[0] + PRIOR_WEIGHT * prior) / (count[0] + PRIOR_WEIGHT);
    for (size_t h = 1; h < horizon; h++)
        if (count[h] > 2 && squares[h] > 0) {
            double step = log((double)(h + 1));
            double w = count[h] / (double)(h + 1);
            across += w * step * 0.5 * log(squares[h] / count[h] / v1);
            along += w * step * step;
            weights += w;
        }
    double growth = fmin(fmax(across / along, 0), 1.2);
    double sd1 = sqrt(v1) * WIDEN * (1 + WIDEN_SHORT / ((double)n + 1));
    double z = gsl_cdf_gaussian_Pinv(0.5 + forecast->level / 2, 1);
    for (size_t h = 0; h < horizon; h++) {
        double sd = sd1 * pow((double)(h + 1), growth);
        double mean = forecast->mean[h];
        double middle = boxcox(spread->power == 1 ? mean : fmax(mean, 1e-6), spread->power);
        spread->sd[h] = sd;
        spread->middle[h] = middle;
        forecast->lower[h] = fmin(mean, boxcox_back(middle - z * sd, spread->power));
        forecast->upper[h] = fmax(mean, boxcox_back(middle + z * sd, spread->power));
    }
    free(work);
    return true;
}

bool interval_intermittent(const struct history *history, struct forecast *forecast)
{
    (void)history;
    (void)forecast;
    return false;
}
