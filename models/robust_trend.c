/* A straight line that single odd values do not move.

   [1] H. Theil, A rank-invariant method of linear and polynomial regression analysis, Proc. Kon.
       Ned. Akad. v. Wetensch. A 53 (1950); P. K. Sen, Estimates of the regression coefficient
       based on Kendall's tau, J. American Statistical Association 63 (1968) 1379-1389:
       the slope is the median of the slopes of all pairs.
   [2] M. Hollander, D. A. Wolfe, E. Chicken, Nonparametric Statistical Methods, 3rd ed., Wiley 2014,
       9.4: the intercept is the median of what is left.

   Seasons are removed first and put back. Only the last WINDOW values are used. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>

enum { INTERCEPT, SLOPE };
#define WINDOW 200

static bool fit(const struct history *history, struct fit *fit)
{
    size_t n = history->n, from = n > WINDOW ? n - WINDOW : 0, pairs = 0;
    double *plain = malloc(n * sizeof *plain);
    double *slope = malloc((n - from) * (n - from) / 2 * sizeof *slope + sizeof *slope);
    if (plain && slope) {
        pattern_find(history, &fit->pattern);
        pattern_remove(&fit->pattern, history, plain);
        for (size_t i = from; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                slope[pairs++] = (plain[j] - plain[i]) / (double)(j - i);
        fit->number[SLOPE] = median_of(slope, pairs);
        for (size_t t = from; t < n; t++)
            plain[t] -= fit->number[SLOPE] * (double)t;
        fit->number[INTERCEPT] = median_of(plain + from, n - from);
    }
    bool good = plain && slope;
    free(slope);
    free(plain);
    return good;
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    for (size_t h = 0; h < horizon; h++)
        mean[h] = fit->number[INTERCEPT] + fit->number[SLOPE] * (double)(history->n + h);
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
}

const struct model model_robust_trend = {
    .name = "robust_trend",
    .describes = "a straight line with the median slope",
    .needs = 3,
    .fit = fit,
    .run = run,
};
