/* For those who implement a forecasting method. Users include planner/model.h. */
#ifndef PLANNER_METHOD_H
#define PLANNER_METHOD_H

#include "planner/model.h"

#define SEASON_MAX 24 /* longest season any method follows */

/* A complete, finite history whose values are near 1 in size. */
struct history {
    const double *y;
    size_t n;
    size_t m; /* periods in a season; 1: none */
};

/* Seasonal pattern: an index per place in the season, counted from the first value. */
struct pattern {
    enum { PATTERN_NONE, PATTERN_ADDED, PATTERN_FACTOR } kind;
    double strength; /* share of the raw indices that was kept, 0 to 1 */
    double index[SEASON_MAX];
};
void pattern_find(const struct history *history, struct pattern *pattern);
void pattern_remove(const struct pattern *pattern, const struct history *history, double *out);
void pattern_restore(const struct pattern *pattern, size_t m, size_t first, size_t count,
                     double *values);

/* One exponential smoothing model. */
struct smooth {
    bool relative; /* errors multiply */
    enum { TREND_NONE, TREND_FULL, TREND_DAMPED } trend;
    enum { SEASON_NONE, SEASON_ADDED, SEASON_FACTOR } season;
    double alpha, beta, phi, gamma;
    double level, slope, index[SEASON_MAX]; /* before the first value */
    double aicc;
};
bool smooth_fit(const struct history *history, struct smooth *model);
void smooth_run(const struct smooth *model, const struct history *history, size_t horizon,
                double *mean);

#define FIT_SMOOTHS 16
#define FIT_NUMBERS 64

/* What a method learned from a history. */
struct fit {
    struct pattern pattern;
    struct smooth smooth[FIT_SMOOTHS];
    double weight[FIT_SMOOTHS];
    size_t smooths;
    double number[FIT_NUMBERS];
};

/* What a choice is made of. */
struct choice {
    const struct model *part[FORECAST_PARTS];
    double weight[FORECAST_PARTS];
    size_t parts;
};

struct model {
    const char *name;
    const char *describes;
    size_t needs;    /* values, at least */
    bool seasonal;   /* needs m > 1 and two whole seasons */
    bool positive;   /* needs every value above zero */
    /* Either this, for a choice among others: */
    void (*choose)(const struct history *history, struct choice *choice);
    /* or these: */
    bool (*fit)(const struct history *history, struct fit *fit); /* NULL: nothing to learn */
    /* Forecasts what follows `history`, which may be the beginning of the one that was fitted. */
    void (*run)(const struct fit *fit, const struct history *history, size_t horizon, double *mean);
};

bool model_serves(const struct model *model, const struct history *history);

/* A series made complete: gaps filled, outliers and one level shift set right, sized near 1. */
struct cleaning {
    double *y;
    size_t n, first; /* first: leading gaps left out */
    double scale;
    struct forecast_change *change;
    size_t changes;
    size_t shift_at; /* place in the series; shift_by in its units */
    double shift_by;
    unsigned notes;
};
bool clean(const struct series *series, struct cleaning *out);
void clean_free(struct cleaning *cleaning);

/* Several fitted methods and their weights, run as one. */
struct team {
    struct choice choice;
    struct fit *fit;
};
void team_run(const struct team *team, const struct history *history, size_t horizon, double *work,
              double *mean);

/* Fills lower, upper and spread of a forecast whose mean is there, all on the history's size. */
bool interval_find(const struct team *team, const struct history *history,
                   struct forecast *forecast);
bool interval_intermittent(const struct history *history, struct forecast *forecast);

bool is_intermittent(const struct history *history);

/* Simple smoothing of x with its first level solved for: returns the sum of squared errors. */
double ses_errors(const double *x, size_t n, double alpha, double *first);
double ses_fit(const double *x, size_t n, double *first);
double ses_level(const double *x, size_t n, double alpha, double first);

/* The dynamic optimised Theta model of a series without seasons. */
bool dynamic_theta_fit(const double *y, size_t n, double number[3]);
void dynamic_theta_run(const double number[3], const double *y, size_t n, size_t horizon,
                       double *mean);

/* GSL ends the program at an error unless told not to; told once for all threads. */
void quiet_gsl(void);

/* For want of memory: not finite, so the door refuses it. */
void no_forecast(size_t horizon, double *mean);

double line_slope(const double *x, size_t n, double *intercept);
double boxcox(double x, double power);
double boxcox_back(double x, double power);
double boxcox_power(const double *x, size_t n);

/* The lowest value of a function of a few numbers, from `x`, which becomes its place. */
double lowest(size_t count, double x[], double step, unsigned rounds,
              double (*function)(const double x[], void *with), void *with);

double median_of(double *values, size_t count); /* reorders */

#define MODEL(id) extern const struct model model_##id;
#include "planner/models.def"
#undef MODEL

#endif
