/* The one door to the forecasting methods. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

static const struct model *const models[] = {
#define MODEL(id) &model_##id,
#include "planner/models.def"
#undef MODEL
    NULL,
};
#define MODELS (sizeof models / sizeof *models - 1)

static const char *const notes[FORECAST_NOTES] = {
    "the history is too short to trust",
    "gaps were filled in",
    "single odd values were set back",
    "the level changed once, earlier values were moved to the new one",
    "the history never varied",
    "many values are zero",
    "the seasons differ",
    "the last value covers part of its period and was left out",
    "forecasts below zero were raised to zero",
    "on held-back history no better than the naive method",
    "the method asked for cannot serve this series, a simpler one did",
};

const char *forecast_note(unsigned bit)
{
    for (unsigned i = 0; i < FORECAST_NOTES; i++)
        if (bit == 1u << i)
            return notes[i];
    return "";
}

const char *model_name(size_t i) { return i < MODELS ? models[i]->name : NULL; }
const char *model_describes(size_t i) { return i < MODELS ? models[i]->describes : NULL; }

static const struct model *find(const char *name)
{
    if (!name)
        return &model_automatic;
    for (size_t i = 0; i < MODELS; i++)
        if (strcmp(models[i]->name, name) == 0)
            return models[i];
    return NULL;
}

bool model_serves(const struct model *model, const struct history *history)
{
    if (history->n < model->needs || (model->seasonal && history->m < 2) ||
        (model->seasonal && history->n < 2 * history->m))
        return false;
    if (model->positive)
        for (size_t t = 0; t < history->n; t++)
            if (history->y[t] <= 0)
                return false;
    return true;
}

/* Fits every part; those that cannot be fitted leave, and naive stands in for an empty team. */
static bool assemble(const struct model *model, const struct history *history, struct team *team,
                     unsigned *note)
{
    struct choice wanted = {.parts = 0};
    if (model->choose)
        model->choose(history, &wanted);
    else if (model_serves(model, history))
        wanted = (struct choice){{model}, {1}, 1};
    else
        *note |= FORECAST_FALLBACK;

    double total = 0;
    team->choice.parts = 0;
    team->fit = calloc(wanted.parts + 1, sizeof *team->fit);
    if (!team->fit)
        return false;
    for (size_t i = 0; i < wanted.parts; i++) {
        size_t to = team->choice.parts;
        memset(&team->fit[to], 0, sizeof team->fit[to]);
        if (wanted.part[i]->fit && !wanted.part[i]->fit(history, &team->fit[to]))
            continue;
        team->choice.part[to] = wanted.part[i];
        team->choice.weight[to] = wanted.weight[i];
        total += wanted.weight[i];
        team->choice.parts++;
    }
    if (team->choice.parts == 0) {
        *note |= model->choose ? 0u : (unsigned)FORECAST_FALLBACK;
        team->choice = (struct choice){{&model_naive}, {1}, 1};
        total = 1;
    }
    for (size_t i = 0; i < team->choice.parts; i++)
        team->choice.weight[i] /= total;
    return true;
}

static double *new_numbers(size_t count) { return malloc(count * sizeof(double)); }

bool model_forecast(const char *name, const struct series *series, const struct forecast_wish *wish,
                    struct forecast *out)
{
    const struct model *model = find(name);
    struct cleaning cleaning;
    struct team team = {.fit = NULL};
    double level = wish->level > 0 ? wish->level : 0.95;

    memset(out, 0, sizeof *out);
    if (!model || !series->value || series->length == 0 || wish->horizon == 0 ||
        wish->horizon > 100000 || !(level >= 0.5 && level <= 0.999) || !clean(series, &cleaning))
        return false;

    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    size_t ahead = series->length - cleaning.first - cleaning.n; /* periods without a value */
    size_t horizon = wish->horizon + ahead;
    struct history history = {cleaning.y, cleaning.n, series->season > 1 ? series->season : 1};
    if (history.m > SEASON_MAX)
        history.m = 1;
    out->horizon = horizon;
    out->level = level;
    out->notes = cleaning.notes;
    out->mean = new_numbers(horizon);
    out->lower = new_numbers(horizon);
    out->upper = new_numbers(horizon);
    double *work = new_numbers(horizon);
    bool good = out->mean && out->lower && out->upper && work &&
                assemble(model, &history, &team, &out->notes);
    if (good) {
        team_run(&team, &history, horizon, work, out->mean);
        good = interval_find(&team, &history, wish->nonnegative, out);
    }
    if (good) {
        out->method = model->name;
        out->describes = model->describes;
        for (size_t h = 0; h < horizon; h++) {
            out->mean[h] *= cleaning.scale;
            out->lower[h] *= cleaning.scale;
            out->upper[h] *= cleaning.scale;
            if (wish->nonnegative) {
                out->mean[h] = fmax(0, out->mean[h]);
                out->lower[h] = fmax(0, out->lower[h]);
                out->upper[h] = fmax(0, out->upper[h]);
            }
            good = good && isfinite(out->mean[h]) && isfinite(out->lower[h]) &&
                   isfinite(out->upper[h]);
        }
        out->spread.scale = cleaning.scale;
    }
    free(work);
    free(team.fit);
    clean_free(&cleaning);
    gsl_set_error_handler(handler);
    if (!good)
        forecast_free(out);
    return good;
}

void forecast_free(struct forecast *forecast)
{
    free(forecast->mean);
    free(forecast->lower);
    free(forecast->upper);
    free(forecast->change);
    free(forecast->spread.sd);
    free(forecast->spread.middle);
    free(forecast->spread.size);
    memset(forecast, 0, sizeof *forecast);
}
