/* The one door to the forecasting methods, and how a forecast comes about.

   1. The history (clean.c). A partial last value and gaps at the ends are left out. A gap takes the
      mean of its season in the years beside it, else the line between its neighbours. From 8 values
      on, one is set back to the median of its five neighbours when it is 8 robust standard deviations
      and 0.1 of the mean away (OUTLIER, OUTLIER_LEAST), unless more than a tenth are (OUTLIER_SHARE)
      or many are zero. Earlier values are moved to a new level when medians of 6 values (SHIFT_SIDE)
      on either side are 6 robust deviations apart (SHIFT), more than 0.15 of the mean (SHIFT_LEAST)
      and twice the farthest value's, and 0.7 of that in one step (SHIFT_AT_ONCE). Only the last 600
      values are used (RECENT). All changes are reported.
   2. The season (pattern.c), of at most 24 places (SEASON_MAX). Indices, from a moving average in
      three years and more (AVERAGE_FROM), else from a line, are drawn back by the noise in them; under
      0.2 of their variance real (KEEP_LEAST) there is no season. From one year to two the pattern is
      kept by how well it repeats, drawn to 0.5 (SINGLE_KEEP) as by 2 more values (PAIRS).
   3. The method (automatic.c, combination.c), by the kind of series alone, nothing picked by its fit:
        zeros are over 0.3 of it, none negative   SBA and TSB, half and half (ZEROS)
        no season in the calendar (yearly)        dynamic Theta 0.5, smoothed drift 0.5
        2 to 11 seasons (quarterly)               ETS 0.6, smoothed drift 0.4
        12 seasons and more (LONG_SEASON)         ETS 0.5, Theta on longer periods 0.4, drift 0.1
      A method that needs more values than there are leaves, and the others share its weight; under
      four values the last one is repeated. At most 100 000 periods ahead (HORIZON_MOST).
   4. Their insides. ETS (ets.c, smooth.c): all 6 models without seasons or all 7 with (from 2.5
      seasons on, SEASONS_LEAST), averaged with weights exp(-AICc / 8) (TEMPER); fitted in 60 rounds
      (ROUNDS); smoothing drawn to alpha 0.4, beta / alpha 0.05, phi 0.91, gamma / (1 - alpha) 0.1
      with weight 1 (CENTRE, PULL), phi between 0.8 and 0.98 (PHI_LOW, PHI_HIGH). Dynamic Theta: alpha
      0.1 to 0.99 (ALPHA_LOW, ALPHA_HIGH), theta to 10 000 (THETA_HIGH). Smoothed drift: square roots
      (POWER), drift damped by 0.9 (PHI). Longer periods (aggregate.c): at least 5 blocks (BLOCKS).
      Croston's kind: sizes and intervals 0.1 (SMOOTHING, SIZES), chance 0.05 (PROBABILITY). Robust
      trend: the last 200 values (WINDOW). Simple smoothing in the Theta kind: alpha 0.01 to 0.99.
   5. The interval (interval.c): errors of this very mixture from the last 24 places (ORIGINS), on the
      scale of the power 0.4 (POWER) with nothing under 0.001 of the mean (LEAST), else plain; the
      naive method's weigh as 3 more at 0.8 of their square (NAIVE_WEIGHT, NAIVE_SHARE) and a tenth of
      the mean as one (PRIOR_SD); growth with the horizon drawn to h^0.65, with seasons h^0.5, with
      weight 30, at most h^0.98 (GROWTH_PLAIN, GROWTH_SEASONS, GROWTH_WEIGHT, GROWTH_MOST); widened by
      1.1 (1 + 9 / (n + 10)) (WIDEN, WIDEN_SHORT, SHORT_FROM); tails of Student's t with 5 degrees
      (SHAPE). A cost that falls below zero is laid at zero first. A sum's interval comes from 4000
      futures with the matching correlation (DRAWS; JITTER against rounding), of over 400 periods as
      if their errors were one (TOGETHER).
   6. The error that is printed (`measure` here): the last year, without seasons the last 6 values
      (SEASONLESS_HOLD), at most a third, are held back; the methods are fitted once to what comes
      before (at least 3, HOLD_FROM) and run from every place in it; naive's beside it. "Too short to
      trust" is under two years, without seasons under 6 values (TRUST).

   The constants were set on public competition series (M1, M3, tourism) and are round. The weights of
   3 and the constants of ETS were checked on halves of them that they were not chosen on. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct model *const models[] = {
#define MODEL(id) &model_##id,
#include "planner/models.def"
#undef MODEL
    NULL,
};
static const size_t TRUST = 6;           /* values without seasons that can be trusted */
static const size_t SEASONLESS_HOLD = 6; /* values held back where there are no seasons */
static const size_t HOLD_FROM = 3;       /* values that must come before them */
static const size_t HORIZON_MOST = 100000;
static const size_t RECENT = 600; /* values that are fitted; older ones tell nothing of the future */

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

const char *model_describes_name(const char *name)
{
    const struct model *model = find(name);
    return model ? model->describes : "";
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

/* Errors on the last values of the history, which the methods have not seen: fitted once to what
   comes before them, run from each of them on without refitting. */
static bool measure(const struct model *model, const struct history *history, double scale,
                    struct forecast *out)
{
    size_t n = history->n, season = history->m > 1 ? history->m : SEASONLESS_HOLD;
    size_t hold = n / 3 < season ? n / 3 : season;
    size_t horizon = out->horizon < hold ? out->horizon : hold;
    struct history head = {history->y, n - hold, history->m};
    struct team team;
    unsigned ignored = 0;

    out->error = out->naive_error = out->seasonal_naive_error = NAN;
    if (head.n < HOLD_FROM)
        return true;
    double *path = malloc(2 * horizon * sizeof *path);
    if (!path || !assemble(model, &head, &team, &ignored)) {
        free(path);
        return false;
    }
    double sum = 0, naive = 0, seasonal = 0;
    for (; head.n < n; head.n++) {
        size_t steps = n - head.n < horizon ? n - head.n : horizon;
        team_run(&team, &head, steps, path + horizon, path);
        for (size_t h = 0; h < steps; h++) {
            double y = history->y[head.n + h];
            size_t back = head.n < head.m ? head.n : head.m;
            sum += fabs(y - path[h]);
            naive += fabs(y - history->y[head.n - 1]);
            /* NOLINTNEXTLINE(clang-analyzer-core.*): a season is 1 at least, and head.n too */
            seasonal += fabs(y - history->y[head.n - back + h % back]);
            out->compared++;
        }
        out->origins++;
    }
    free(path);
    free(team.fit);
    out->error = scale * (sum / (double)out->compared);
    out->naive_error = scale * (naive / (double)out->compared);
    out->seasonal_naive_error = scale * (seasonal / (double)out->compared);
    if (out->notes & FORECAST_CONSTANT)
        return true;
    if (!(out->error < out->naive_error) || !(out->error < out->seasonal_naive_error))
        out->notes |= FORECAST_NO_BETTER;
    return true;
}

/* Notes that the history alone decides. */
static unsigned describe(const struct history *history)
{
    unsigned note = 0;
    struct pattern pattern;
    bool constant = true;
    for (size_t t = 1; t < history->n; t++)
        if (history->y[t] != history->y[0])
            constant = false;
    if (constant && history->n > 1)
        note |= FORECAST_CONSTANT;
    if (history->n < (history->m > 1 ? 2 * history->m : TRUST))
        note |= FORECAST_SHORT;
    pattern_find(history, &pattern);
    if (pattern.kind != PATTERN_NONE && history->n >= 2 * history->m)
        note |= FORECAST_SEASONAL;
    if (is_intermittent(history))
        note |= FORECAST_INTERMITTENT;
    return note;
}

/* A cost that falls below zero ends at zero; its interval is laid around what is left of it, since to
   show no interval there would pretend to be sure. */
static void raise_to_zero(struct forecast *out)
{
    for (size_t h = 0; h < out->horizon; h++)
        if (out->mean[h] < 0) {
            out->mean[h] = 0;
            out->notes |= FORECAST_FLOOR;
        }
}

/* From the history's units to the series', and above zero where asked; false if not finite. */
static bool give_back(double scale, bool nonnegative, struct forecast *out)
{
    double *const rows[] = {out->mean, out->lower, out->upper};
    bool good = true;
    for (size_t r = 0; r < 3; r++)
        for (size_t h = 0; h < out->horizon; h++) {
            rows[r][h] *= scale;
            if (nonnegative && rows[r][h] < 0) {
                rows[r][h] = 0;
                out->notes |= FORECAST_FLOOR;
            }
            good = good && isfinite(rows[r][h]);
        }
    out->spread.scale = scale;
    out->spread.nonnegative = nonnegative;
    return good;
}

static bool forecast_history(const struct model *model, const struct history *history,
                             const struct cleaning *cleaning, bool nonnegative,
                             struct forecast *out)
{
    struct team team = {.fit = NULL};
    double *work = malloc(out->horizon * sizeof *work);
    bool good = work && assemble(model, history, &team, &out->notes);
    if (good) {
        team_run(&team, history, out->horizon, work, out->mean);
        if (nonnegative)
            raise_to_zero(out);
        good = out->notes & FORECAST_INTERMITTENT ? interval_intermittent(history, out)
                                                  : interval_find(&team, history, out);
    }
    good = good && measure(model, history, cleaning->scale, out) &&
           give_back(cleaning->scale, nonnegative, out);
    if (good && (model->choose || out->notes & FORECAST_FALLBACK)) {
        out->parts = team.choice.parts;
        for (size_t i = 0; i < out->parts; i++)
            out->part[i] =
                (struct forecast_part){team.choice.part[i]->name, team.choice.weight[i]};
    }
    free(team.fit);
    free(work);
    return good;
}

bool model_forecast(const char *name, const struct series *series, const struct forecast_wish *wish,
                    struct forecast *out)
{
    const struct model *model = find(name);
    struct cleaning cleaning;
    double level = wish->level > 0 ? wish->level : 0.95;

    memset(out, 0, sizeof *out);
    if (!model || !series->value || series->length == 0 || wish->horizon == 0 ||
        wish->horizon > HORIZON_MOST || !(level >= 0.5 && level <= 0.999) ||
        !clean(series, &cleaning))
        return false;

    quiet_gsl();
    struct history history = {cleaning.y, cleaning.n, series->season > 1 ? series->season : 1};
    if (history.m > SEASON_MAX)
        history.m = 1;
    if (history.n > RECENT) {
        /* whole seasons go, so that the first value keeps its place in the season */
        size_t old = (history.n - RECENT) / history.m * history.m;
        history.y += old;
        history.n -= old;
    }
    out->before = series->length - cleaning.first - cleaning.n;
    out->horizon = wish->horizon + out->before;
    out->level = level;
    out->method = model->name;
    out->describes = model->describes;
    out->notes = cleaning.notes | describe(&history);
    out->shift_at = cleaning.shift_at;
    out->shift_by = cleaning.shift_by;
    out->change = cleaning.change;
    out->changes = cleaning.changes;
    cleaning.change = NULL;
    out->mean = malloc(out->horizon * sizeof *out->mean);
    out->lower = malloc(out->horizon * sizeof *out->lower);
    out->upper = malloc(out->horizon * sizeof *out->upper);
    bool good = out->mean && out->lower && out->upper &&
                forecast_history(model, &history, &cleaning, wish->nonnegative, out);
    clean_free(&cleaning);
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
    free(forecast->spread.middle);
    free(forecast->spread.size);
    memset(forecast, 0, sizeof *forecast);
}
