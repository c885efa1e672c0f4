/* The dynamic optimised Theta model.

   J. A. Fiorucci, T. R. Pellegrini, F. Louzada, F. Petropoulos, A. B. Koehler, Models for
   optimising the theta method and their relationship to state space models, Int. J. Forecasting 32
   (2016) 1151-1161, equations (19) to (24): the straight line is followed as values come in, so
   that its intercept A and slope B change; level, alpha and theta are fitted by least squares of
   one-step errors, from the third value on. Forecasts beyond one step take forecasts for values.

   Limits as in the authors' own package: alpha 0.1 to 0.99, theta at least 1. Seasons are removed
   first and put back (pattern.c). */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST, ALPHA, THETA };

static const double ALPHA_LOW = 0.1, ALPHA_HIGH = 0.99;
static const double THETA_HIGH = 1e4;

/* What is known before a value: the line so far, and the level. */
struct state {
    double mean, a, b, level, power;
};

static double ahead(const struct state *s, double alpha, double theta)
{
    double keep = 1 - 1 / theta;
    return s->level + keep * (s->power * s->a + (1 - s->power * (1 - alpha)) / alpha * s->b);
}

/* t counts from 1 */
static void step(struct state *s, double y, size_t t, double alpha)
{
    double count = (double)t, before = s->mean;
    s->mean = ((count - 1) * s->mean + y) / count;
    s->b = t == 1 ? 0 : ((count - 2) * s->b + 6 / count * (y - before)) / (count + 1);
    s->a = s->mean - (count + 1) / 2 * s->b;
    s->level = alpha * y + (1 - alpha) * s->level;
    s->power *= 1 - alpha;
}

struct target {
    const double *y;
    size_t n;
};

static void read(const double x[], double number[])
{
    number[FIRST] = x[0];
    number[ALPHA] = ALPHA_LOW + (ALPHA_HIGH - ALPHA_LOW) / (1 + exp(-x[1]));
    number[THETA] = 1 + fmin(exp(fmin(x[2], 50)), THETA_HIGH);
}

static double errors(const double x[], void *with)
{
    const struct target *target = with;
    double number[3], squares = 0;
    read(x, number);
    struct state s = {0, 0, 0, number[FIRST], 1};
    for (size_t t = 1; t <= target->n; t++) {
        double e = target->y[t - 1] - ahead(&s, number[ALPHA], number[THETA]);
        if (t > 2)
            squares += e * e;
        step(&s, target->y[t - 1], t, number[ALPHA]);
    }
    return squares;
}

bool dynamic_theta_fit(const double *y, size_t n, double number[3])
{
    struct target target = {y, n};
    const double starts[][3] = {{y[0] / 2, 0, 0}, {y[0], 1.5, 2}, {y[0], -1.5, -1}};
    double best = HUGE_VAL;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        double x[3];
        memcpy(x, starts[i], sizeof x);
        double value = lowest(3, x, 0.5, 200, errors, &target);
        if (value < best) {
            best = value;
            read(x, number);
        }
    }
    return best < HUGE_VAL;
}

void dynamic_theta_run(const double number[3], const double *y, size_t n, size_t horizon,
                       double *mean)
{
    double alpha = number[ALPHA], theta = number[THETA];
    struct state s = {0, 0, 0, number[FIRST], 1};
    for (size_t t = 1; t <= n; t++)
        step(&s, y[t - 1], t, alpha);
    for (size_t h = 0; h < horizon; h++) {
        mean[h] = ahead(&s, alpha, theta);
        step(&s, mean[h], n + h + 1, alpha);
    }
}

static bool fit(const struct history *history, struct fit *fit)
{
    double *plain = malloc(history->n * sizeof *plain);
    if (!plain)
        return false;
    pattern_find(history, &fit->pattern);
    pattern_remove(&fit->pattern, history, plain);
    bool good = dynamic_theta_fit(plain, history->n, fit->number);
    free(plain);
    return good;
}

static void run(const struct fit *fit, const struct history *history, size_t horizon, double *mean)
{
    double *plain = malloc(history->n * sizeof *plain);
    if (!plain) {
        no_forecast(horizon, mean);
        return;
    }
    pattern_remove(&fit->pattern, history, plain);
    dynamic_theta_run(fit->number, plain, history->n, horizon, mean);
    pattern_restore(&fit->pattern, history->m, history->n, horizon, mean);
    free(plain);
}

const struct model model_dynamic_theta = {
    .name = "dynamic_theta",
    .describes = "a smoothed level with a fitted share of a trend that is followed (Theta, dynamic)",
    .needs = 6,
    .fit = fit,
    .run = run,
};
