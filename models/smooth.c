/* Exponential smoothing in state space form, fitted by maximum likelihood.

   [1] R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential
       Smoothing: The State Space Approach, Springer 2008: models in tables 2.2 and 2.3,
       likelihood in 5.1, starting values in 2.6.1, parameter ranges in 10.2.
   [2] R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, ch. 8: the
       restricted ranges 0 < beta < alpha, 0 < gamma < 1 - alpha, 0.8 <= phi <= 0.98 and AICc.

   The level, slope and seasonal states before the first value are parameters like the others.
   Their derivatives are carried through the recursion, so that the likelihood has an exact
   gradient and the fit (BFGS) takes some dozens of passes even with twelve seasons.

   Departure: the smoothing parameters are drawn to usual values, CENTRE, by PULL times the square
   of the distance on the logistic scale, beside minus twice the log likelihood; on short series
   the likelihood is nearly flat and would run to the edges. */
#include "planner/method.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include <gsl/gsl_multimin.h>

#define PLACES (6 + SEASON_MAX)
#define ROUNDS 60
#define BAD 1e10

static const double PULL = 1;
/* alpha 0.4, beta / alpha 0.05, phi 0.91, gamma / (1 - alpha) 0.1, as logits */
static const double CENTRE[4] = {-0.405, -2.944, 0.5, -2.197};
static const double PHI_LOW = 0.8, PHI_HIGH = 0.98;

/* Where each parameter stands in the vector; -1: not in this model. */
struct places {
    int alpha, beta, phi, gamma, level, slope, index;
    size_t count;
};

struct problem {
    const struct history *history;
    struct smooth model;
    struct places at;
    /* The search asks for the value and for the gradient of one place apart. */
    bool known;
    double z[PLACES], value, gradient[PLACES];
};

static struct places lay_out(const struct smooth *model, size_t m)
{
    struct places at = {-1, -1, -1, -1, -1, -1, -1, 0};
    int next = 0;
    at.alpha = next++;
    if (model->trend != TREND_NONE)
        at.beta = next++;
    if (model->trend == TREND_DAMPED)
        at.phi = next++;
    if (model->season != SEASON_NONE)
        at.gamma = next++;
    at.level = next++;
    if (model->trend != TREND_NONE)
        at.slope = next++;
    if (model->season != SEASON_NONE) {
        at.index = next;
        next += (int)m - 1;
    }
    at.count = (size_t)next;
    return at;
}

static double squash(double z) { return 1 / (1 + exp(-z)); }

static void take(struct problem *problem, const double *z)
{
    struct smooth *model = &problem->model;
    const struct places *at = &problem->at;
    model->alpha = 1e-4 + (1 - 2e-4) * squash(z[at->alpha]);
    model->beta = at->beta < 0 ? 0 : model->alpha * squash(z[at->beta]);
    model->phi = at->phi < 0 ? 1 : PHI_LOW + (PHI_HIGH - PHI_LOW) * squash(z[at->phi]);
    model->gamma = at->gamma < 0 ? 0 : (1 - model->alpha) * squash(z[at->gamma]);
    model->level = z[at->level];
    model->slope = at->slope < 0 ? 0 : z[at->slope];
    if (at->index >= 0) {
        size_t m = problem->history->m;
        double rest = model->season == SEASON_FACTOR ? (double)m : 0;
        for (size_t j = 0; j + 1 < m; j++) {
            model->index[j] = z[(size_t)at->index + j];
            rest -= model->index[j];
        }
        model->index[m - 1] = rest;
    }
}

/* Everything that changes from value to value, and its derivative by each parameter. */
struct state {
    double level, slope, season[SEASON_MAX];
    double dlevel[PLACES], dslope[PLACES], dseason[SEASON_MAX][PLACES];
    double squares, logs, dsquares[PLACES], dlogs[PLACES];
};

static void begin(const struct problem *problem, struct state *s)
{
    const struct smooth *model = &problem->model;
    const struct places *at = &problem->at;
    size_t m = problem->history->m, rows = at->index >= 0 ? m : 1;
    memset(s, 0, offsetof(struct state, dseason));
    memset(s->dseason, 0, rows * sizeof *s->dseason);
    s->squares = s->logs = 0;
    memset(s->dsquares, 0, sizeof s->dsquares);
    memset(s->dlogs, 0, sizeof s->dlogs);
    s->level = model->level;
    s->slope = model->slope;
    s->dlevel[at->level] = 1;
    if (at->slope >= 0)
        s->dslope[at->slope] = 1;
    if (at->index < 0)
        return;
    memcpy(s->season, model->index, m * sizeof *s->season);
    for (size_t j = 0; j + 1 < m; j++) {
        s->dseason[j][(size_t)at->index + j] = 1;
        s->dseason[m - 1][(size_t)at->index + j] = -1;
    }
}

/* One value at place j of the season; false where the model cannot go on.  The loops have no
   branches, so that they run on several parameters at a time. */
static bool follow(const struct problem *problem, double y, size_t j, struct state *s)
{
    const struct smooth *model = &problem->model;
    const struct places *at = &problem->at;
    bool seasonal = at->index >= 0, factor = model->season == SEASON_FACTOR;
    double alpha = model->alpha, beta = model->beta, phi = model->phi, gamma = model->gamma;
    double base = s->level + phi * s->slope, index = seasonal ? s->season[j] : 0;
    double mu = factor ? base * index : base + index;
    if (!isfinite(mu) || (model->relative && mu < 1e-6) ||
        (factor && (fabs(base) < 1e-6 || fabs(index) < 1e-3)))
        return false;
    double r = y - mu, e = model->relative ? r / mu : r;
    double to_level = factor ? r / index : r, to_season = factor ? r / base : r;
    s->squares += e * e;
    if (model->relative)
        s->logs += log(mu);

    /* how much of dbase and dindex is in dmu, and of dmu, dindex and dbase in the corrections */
    double mu_base = factor ? index : 1, mu_index = factor ? base : 1;
    double level_mu = factor ? -1 / index : -1, level_index = factor ? -to_level / index : 0;
    double season_mu = factor ? -1 / base : -1, season_base = factor ? -to_season / base : 0;
    double by_mu = model->relative ? -e * y / (mu * mu) : -e, log_mu = model->relative ? 1 / mu : 0;
    size_t k = at->count;
    double *dindex = s->dseason[seasonal ? j : 0], dbase[PLACES] = {0}, dmu[PLACES];
    for (size_t i = 0; i < k; i++)
        dbase[i] = s->dlevel[i] + phi * s->dslope[i];
    if (at->phi >= 0)
        dbase[at->phi] += s->slope;
    for (size_t i = 0; i < k; i++) {
        dmu[i] = mu_base * dbase[i] + mu_index * dindex[i];
        s->dsquares[i] += by_mu * dmu[i];
        s->dlogs[i] += log_mu * dmu[i];
        double dto_level = level_mu * dmu[i] + level_index * dindex[i];
        s->dlevel[i] = dbase[i] + alpha * dto_level;
        s->dslope[i] = phi * s->dslope[i] + beta * dto_level;
    }
    s->dlevel[at->alpha] += to_level;
    if (at->beta >= 0)
        s->dslope[at->beta] += to_level;
    if (at->phi >= 0)
        s->dslope[at->phi] += s->slope;
    s->level = base + alpha * to_level;
    s->slope = phi * s->slope + beta * to_level;
    if (!seasonal)
        return true;
    for (size_t i = 0; i < k; i++)
        dindex[i] += gamma * (season_mu * dmu[i] + season_base * dbase[i]);
    dindex[at->gamma] += to_season;
    s->season[j] = index + gamma * to_season;
    return true;
}

/* From the natural parameters to z; beta and gamma lean on alpha. */
static void chain(const struct problem *problem, const double *z, const double *natural,
                  double *gradient)
{
    const struct places *at = &problem->at;
    double alpha = problem->model.alpha, by_alpha = natural[at->alpha];
    memcpy(gradient, natural, at->count * sizeof *gradient);
    if (at->beta >= 0) {
        double p = squash(z[at->beta]);
        by_alpha += natural[at->beta] * p;
        gradient[at->beta] = natural[at->beta] * alpha * p * (1 - p);
    }
    if (at->gamma >= 0) {
        double p = squash(z[at->gamma]);
        by_alpha -= natural[at->gamma] * p;
        gradient[at->gamma] = natural[at->gamma] * (1 - alpha) * p * (1 - p);
    }
    double p = squash(z[at->alpha]);
    gradient[at->alpha] = by_alpha * (1 - 2e-4) * p * (1 - p);
    if (at->phi >= 0) {
        p = squash(z[at->phi]);
        gradient[at->phi] = natural[at->phi] * (PHI_HIGH - PHI_LOW) * p * (1 - p);
    }
}

/* Minus twice the log likelihood of [1] 5.1, constants left out, and its gradient in z. */
static double likelihood(struct problem *problem, const double *z, double *gradient)
{
    struct state s;
    const struct history *history = problem->history;
    size_t n = history->n, m = history->m;
    double natural[PLACES];
    take(problem, z);
    begin(problem, &s);
    for (size_t t = 0, j = 0; t < n; t++, j = j + 1 == m ? 0 : j + 1)
        if (!follow(problem, history->y[t], j, &s))
            return BAD;
    s.squares += 1e-12 * (double)n;
    double value = (double)n * log(s.squares) + 2 * s.logs;
    if (!isfinite(value))
        return BAD;
    for (size_t i = 0; i < problem->at.count; i++)
        natural[i] = 2 * (double)n * s.dsquares[i] / s.squares + 2 * s.dlogs[i];
    chain(problem, z, natural, gradient);
    return value;
}

static double pulled(struct problem *problem, const double *z, double *gradient)
{
    double value = likelihood(problem, z, gradient);
    if (value >= BAD) {
        memset(gradient, 0, problem->at.count * sizeof *gradient);
        return value;
    }
    const int place[4] = {problem->at.alpha, problem->at.beta, problem->at.phi, problem->at.gamma};
    for (size_t i = 0; i < 4; i++)
        if (place[i] >= 0) {
            double off = z[place[i]] - CENTRE[i];
            value += PULL * off * off;
            gradient[place[i]] += 2 * PULL * off;
        }
    return value;
}

static void both(const gsl_vector *z, void *with, double *value, gsl_vector *gradient)
{
    struct problem *problem = with;
    double at[PLACES];
    size_t count = problem->at.count;
    for (size_t i = 0; i < count; i++)
        at[i] = gsl_vector_get(z, i);
    if (!problem->known || memcmp(at, problem->z, count * sizeof *at) != 0) {
        problem->value = pulled(problem, at, problem->gradient);
        memcpy(problem->z, at, count * sizeof *at);
        problem->known = true;
    }
    *value = problem->value;
    for (size_t i = 0; gradient && i < count; i++)
        gsl_vector_set(gradient, i, problem->gradient[i]);
}

static double value_only(const gsl_vector *z, void *with)
{
    double value;
    both(z, with, &value, NULL);
    return value;
}

static void gradient_only(const gsl_vector *z, void *with, gsl_vector *gradient)
{
    double value;
    both(z, with, &value, gradient);
}

static void start_at(struct problem *problem, double *z)
{
    const struct history *history = problem->history;
    const struct places *at = &problem->at;
    struct smooth *model = &problem->model;
    size_t m = history->m, n = history->n;
    struct pattern pattern = {.kind = PATTERN_NONE};
    double adjusted[64];
    size_t first = n < 10 ? n : 10;

    if (at->index >= 0) {
        pattern_find(history, &pattern);
        if (first < 2 * m)
            first = 2 * m < n ? 2 * m : n;
    }
    if (first > sizeof adjusted / sizeof *adjusted)
        first = sizeof adjusted / sizeof *adjusted;
    struct history head = {history->y, first, m};
    pattern_remove(&pattern, &head, adjusted);
    double intercept, slope = line_slope(adjusted, first, &intercept);

    z[at->alpha] = CENTRE[0];
    z[at->level] = at->slope >= 0 ? intercept : intercept + slope * (double)first / 4;
    if (at->beta >= 0)
        z[at->beta] = CENTRE[1];
    if (at->phi >= 0)
        z[at->phi] = CENTRE[2];
    if (at->gamma >= 0)
        z[at->gamma] = CENTRE[3];
    if (at->slope >= 0)
        z[at->slope] = slope;
    if (at->index >= 0)
        for (size_t j = 0; j + 1 < m; j++) {
            double index = model->season == SEASON_FACTOR ? 1 : 0;
            if (pattern.kind == PATTERN_FACTOR)
                index = model->season == SEASON_FACTOR ? pattern.index[j]
                                                       : (pattern.index[j] - 1) * intercept;
            else if (pattern.kind == PATTERN_ADDED)
                index = model->season == SEASON_FACTOR ? 1 : pattern.index[j];
            z[(size_t)at->index + j] = index;
        }
}

bool smooth_fit(const struct history *history, struct smooth *model)
{
    struct problem problem = {.history = history, .model = *model};
    problem.at = lay_out(model, history->m);
    size_t count = problem.at.count;
    double n = (double)history->n, parameters = (double)count + 1;
    double z[PLACES];

    if (history->m > SEASON_MAX || history->n < count + 3)
        return false;
    if (model->relative || model->season == SEASON_FACTOR)
        for (size_t t = 0; t < history->n; t++)
            if (history->y[t] <= 0)
                return false;
    start_at(&problem, z);

    gsl_vector *start = gsl_vector_alloc(count);
    gsl_multimin_fdfminimizer *search =
        gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, count);
    bool good = start && search;
    if (good) {
        gsl_multimin_function_fdf function = {value_only, gradient_only, both, count, &problem};
        for (size_t i = 0; i < count; i++)
            gsl_vector_set(start, i, z[i]);
        gsl_multimin_fdfminimizer_set(search, &function, start, 0.1, 0.1);
        double before = search->f;
        for (int round = 0; round < ROUNDS; round++) {
            if (gsl_multimin_fdfminimizer_iterate(search) ||
                gsl_multimin_test_gradient(search->gradient, 1e-2) == GSL_SUCCESS)
                break;
            if (round % 5 == 4) {
                if (before - search->f < 1e-3)
                    break;
                before = search->f;
            }
        }
        double gradient[PLACES];
        for (size_t i = 0; i < count; i++)
            z[i] = gsl_vector_get(search->x, i);
        double value = likelihood(&problem, z, gradient);
        good = value < BAD && isfinite(value);
        *model = problem.model;
        model->aicc = value - n * log(n) + 2 * parameters * n / (n - parameters - 1);
    }
    gsl_multimin_fdfminimizer_free(search);
    gsl_vector_free(start);
    return good;
}

void smooth_run(const struct smooth *model, const struct history *history, size_t horizon,
                double *mean)
{
    size_t m = history->m;
    double level = model->level, slope = model->slope, season[SEASON_MAX] = {0};
    bool seasonal = model->season != SEASON_NONE, factor = model->season == SEASON_FACTOR;

    if (seasonal)
        memcpy(season, model->index, m * sizeof *season);
    for (size_t t = 0; t < history->n; t++) {
        double base = level + model->phi * slope, s = seasonal ? season[t % m] : 0;
        double r = history->y[t] - (factor ? base * s : base + s);
        level = base + model->alpha * (factor ? r / s : r);
        slope = model->phi * slope + model->beta * (factor ? r / s : r);
        if (seasonal)
            season[t % m] = s + model->gamma * (factor ? r / base : r);
    }
    double far = 0, damp = 1;
    for (size_t h = 0; h < horizon; h++) {
        damp *= model->phi;
        far += damp;
        double s = seasonal ? season[(history->n + h) % m] : 0, base = level + far * slope;
        mean[h] = factor ? base * s : base + s;
    }
}
