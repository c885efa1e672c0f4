/* Forecasts of one series: the door to every method in models/.

   Pure: numbers in, numbers out. The same call gives the same bytes, on any thread. */
#ifndef PLANNER_MODEL_H
#define PLANNER_MODEL_H

#include <stdbool.h>
#include <stddef.h>

/* Equally spaced values, oldest first. NAN is a gap. */
struct series {
    const double *value;
    size_t length;
    size_t season;     /* periods in a year: 12, 4, 1; 0 means 1 */
    double last_share; /* how much of the last period its value covers, 0 < share < 1;
                          0 or 1: all of it. A partial last value is not forecast from. */
};

struct forecast_wish {
    size_t horizon;   /* periods after the last one, at least 1 */
    double level;     /* of the interval, 0.5 to 0.999; 0 means 0.95 */
    bool nonnegative; /* the series cannot go below zero */
};

/* What the history made necessary; forecast_note says it in words. */
enum forecast_notes {
    FORECAST_SHORT = 1,          /* too few values to trust */
    FORECAST_GAPS = 2,           /* missing values were filled in */
    FORECAST_OUTLIERS = 4,       /* single values were set back */
    FORECAST_SHIFT = 8,          /* the level changed once; earlier values were moved to the new one */
    FORECAST_CONSTANT = 16,      /* the history never varied */
    FORECAST_INTERMITTENT = 32,  /* many zeros */
    FORECAST_SEASONAL = 64,      /* the seasons differ */
    FORECAST_PARTIAL = 128,      /* the last value covers part of its period and was left out */
    FORECAST_FLOOR = 256,        /* a bound or a mean was raised to zero */
    FORECAST_NO_BETTER = 512,    /* on held-back history no better than the naive method */
    FORECAST_FALLBACK = 1024,    /* the method asked for could not serve; a simpler one did */
};
#define FORECAST_NOTES 11

/* A value that was not taken as it stood. */
struct forecast_change {
    size_t at;  /* place in the series */
    double was; /* NAN for a gap */
    double now;
};

struct forecast_part {
    const char *name;
    double weight;
};
#define FORECAST_PARTS 8

struct forecast {
    /* Rows: `before` periods at the end of the series that are gaps or partial, then those wished.
       Row i is the period at place length - before + i. */
    size_t horizon, before;
    double level;
    double *mean, *lower, *upper; /* per row; lower <= mean <= upper, all finite */

    const char *method;    /* its name in models.def */
    const char *describes; /* the same in words */
    struct forecast_part part[FORECAST_PARTS];
    size_t parts; /* what an automatic choice is made of; 0 for a plain method */

    /* Mean absolute error on held-back history, of this forecast and of the naive methods on the
       same periods; NAN when the history is too short to hold anything back. */
    double error, naive_error, seasonal_naive_error;
    size_t origins, compared; /* how often, and how many values in all */

    unsigned notes; /* forecast_notes */
    struct forecast_change *change;
    size_t changes;
    size_t shift_at; /* first value on the new level, with FORECAST_SHIFT */
    double shift_by; /* new level less old */

    /* The joint distribution, for forecast_total and forecast_paths. Errors are normal on the scale
       of a Box-Cox power, sized sd(1) * h^growth and correlated; or, with `size`, each period has
       one of these sizes with some chance, else zero. All in units of `scale`. */
    struct forecast_spread {
        double scale, power, sd, growth;
        double *middle; /* per period, on the transformed scale */
        double *size;   /* an intermittent series: its values that are not zero */
        size_t sizes, trials;
        bool nonnegative;
    } spread;
};

/* Forecasts with the method of that name; NULL or "automatic" chooses. False, with nothing to free,
   when the name is unknown, the series has no value, or the wish or the result is not finite. */
bool model_forecast(const char *name, const struct series *series, const struct forecast_wish *wish,
                    struct forecast *out) __attribute__((warn_unused_result));

/* Mean and interval of the sum of rows from .. to - 1, counted from 0, from the joint
   distribution; `known` is added to all three. False when the range is empty or beyond the horizon. */
bool forecast_total(const struct forecast *forecast, size_t from, size_t to, double known,
                    double *mean, double *lower, double *upper)
    __attribute__((warn_unused_result));

/* Fills path[draws][horizon] with equally likely futures; the same ones at every call. False for
   want of memory. */
bool forecast_paths(const struct forecast *forecast, size_t draws, double *path)
    __attribute__((warn_unused_result));

void forecast_free(struct forecast *forecast);

/* One clause for one bit of `notes`. */
const char *forecast_note(unsigned bit);

/* The registry, in the order of models.def, for help and reference; NULL past the end. */
const char *model_name(size_t i);
const char *model_describes(size_t i);
/* In words, what the method of that name does; "" when there is none. */
const char *model_describes_name(const char *name);

#endif
