/* Automatic exponential smoothing: every admissible model of the family is fitted, and their
   forecasts are averaged with Akaike weights instead of keeping one.

   [1] R. J. Hyndman, A. B. Koehler, R. D. Snyder, S. Grose, A state space framework for automatic
       forecasting using exponential smoothing methods, Int. J. Forecasting 18 (2002) 439-454:
       the family and the choice by AICc. Left out as there: multiplicative trends, and seasons
       that multiply with errors that add (unstable).
   [2] S. Kolassa, Combining exponential smoothing forecasts using Akaike weights,
       Int. J. Forecasting 27 (2011) 238-251: weights exp(-(AICc - least AICc) / 2). Departure: the
       divisor is TEMPER, so that the weights are more even.

   A history under SEASONS_LEAST seasons cannot carry a seasonal model; its pattern is removed
   first (pattern.c) and put back at the end. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>

static const double SEASONS_LEAST = 2.5;
static const double TEMPER = 8;

static const struct smooth family[] = {
    {.trend = TREND_NONE, .season = SEASON_NONE},
    {.relative = true, .trend = TREND_NONE, .season = SEASON_NONE},
    {.trend = TREND_FULL, .season = SEASON_NONE},
    {.relative = true, .trend = TREND_FULL, .season = SEASON_NONE},
    {.trend = TREND_DAMPED, .season = SEASON_NONE},
    {.relative = true, .trend = TREND_DAMPED, .season = SEASON_NONE},
    {.trend = TREND_NONE, .season = SEASON_ADDED},
    {.relative = true, .trend = TREND_NONE, .season = SEASON_ADDED},
    {.trend = TREND_FULL, .season = SEASON_ADDED},
    {.trend = TREND_DAMPED, .season = SEASON_ADDED},
    {.relative = true, .trend = TREND_NONE, .season = SEASON_FACTOR},
    {.relative = true, .trend = TREND_FULL, .season = SEASON_FACTOR},
    {.relative = true, .trend = TREND_DAMPED, .season = SEASON_FACTOR},
};

static bool fit(const struct history *history, struct fit *fit)
{
    double *plain = malloc(history->n * sizeof *plain);
    if (!plain)
        return false;
    struct history adjusted = *history;
    bool carries = history->m > 1 && (double)history->n >= SEASONS_LEAST * (double)history->m;
    fit->pattern.kind = PATTERN_NONE;
    if (history->m > 1)
        pattern_find(history, &fit->pattern);
    bool seasonal = carries && fit->pattern.kind != PATTERN_NONE;
    if (seasonal) {
        fit->pattern.kind = PATTERN_NONE;
    } else {
        pattern_remove(&fit->pattern, history, plain);
        adjusted.y = plain;
    }

    double best = HUGE_VAL, total = 0;
    fit->smooths = 0;
    for (size_t i = 0; i < sizeof family / sizeof *family; i++) {
        struct smooth model = family[i];
        if ((model.season != SEASON_NONE) != seasonal || !smooth_fit(&adjusted, &model))
            continue;
        best = fmin(best, model.aicc);
        fit->smooth[fit->smooths++] = model;
    }
    for (size_t i = 0; i < fit->smooths; i++) {
        fit->weight[i] = exp((best - fit->smooth[i].aicc) / TEMPER);
        total += fit->weight[i];
    }
    for (size_t i = 0; i < fit->smooths; i++)
        fit->weight[i] /= total;
    free(plain);
    return fit->smooths > 0 && isfinite(total);
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    double *plain = malloc((history->n + horizon) * sizeof *plain);
    if (!plain) {
        no_forecast(horizon, mean);
        return;
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] = 0;
    pattern_remove(&fit->pattern, history, plain);
    struct history adjusted = {plain, history->n, history->m};
    for (size_t i = 0; i < fit->smooths; i++) {
        if (fit->weight[i] < 1e-4)
            continue;
        smooth_run(&fit->smooth[i], &adjusted, horizon, plain + history->n);
        for (size_t h = 0; h < horizon; h++)
            mean[h] += fit->weight[i] * plain[history->n + h];
    }
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
    free(plain);
}

const struct model model_ets = {
    .name = "ets",
    .describes = "exponential smoothing models of every kind, averaged by how well they fit",
    .needs = 5,
    .fit = fit,
    .run = run,
};
