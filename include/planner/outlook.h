/* Forecasts of any series: what `planner forecast` makes of series.csv, and how a forecast is said
 * in words. */
#ifndef PLANNER_OUTLOOK_H
#define PLANNER_OUTLOOK_H

#include "planner/model.h"
#include "planner/post.h"
#include "planner/table.h"

/* How a series writes its periods; all of one series are written alike. */
enum period_form { FORM_MONTH, FORM_QUARTER, FORM_FISCAL_QUARTER, FORM_FISCAL_YEAR, FORM_NUMBER };

struct outlook_series {
    word id;
    size_t first_row; /* of series.csv; the others follow in outlook->by_id */
    enum period_form form;
    int32_t first;    /* number of the first period, see period_text */
    size_t length;    /* periods from first to last */
    double *value;    /* [length], NAN: a gap */
    size_t given;     /* values that are there */
    double last_share; /* how much of the last period is over, 1: all */
    bool made;        /* there is a forecast */
    struct forecast forecast;
    double year_mean, year_lower, year_upper; /* sum of the next year, NAN when not that far */
    size_t rank;      /* from 1: by error beside naive's, the best first */
    double against_naive; /* error / naive's error, NAN when unknown */
    const char *method;   /* "ets+aggregate" */
    const char *sentence;
};

struct outlook {
    struct post *post;
    struct index *by_id;
    struct outlook_series *series; /* in the order of their first rows */
    size_t count, made;
    const struct outlook_series **ranked; /* [made] */
    date as_of;
    bool as_of_given; /* then a last period that it cuts is partial */
    int last_year;    /* fiscal year to which is forecast where `horizon` is 0 */
    size_t horizon;   /* periods, or 0 */
    double level;     /* 0.95 */
    const char *method; /* one of models.def, or NULL: chosen for each series */
};

/* Gathers post->series into series and finds what is wrong with them. */
void outlook_gather(struct outlook *outlook);
/* Forecasts all of them on up to `threads` threads; the result does not depend on their number.
   `progress`: how far it has come may be shown. */
void outlook_forecast(struct outlook *outlook, unsigned threads, bool progress);
void outlook_free(struct outlook *outlook);

size_t form_season(enum period_form form); /* periods a year: 12, 4, 1 */
const char *form_name(enum period_form form); /* "months" */
enum { FORM_TEXT = 24 };
/* Period number `at` in that form. */
char *period_text(enum period_form form, int64_t at, char out[FORM_TEXT]);

/* What a forecast was made with: "ets+aggregate+smoothed_drift". */
const char *forecast_method(struct arena *arena, const struct forecast *forecast);
/* How it was made, how well it did beside the naive methods, what was remarkable; `whole`: each
 * method is named in words too. */
const char *forecast_sentence(struct arena *arena, const struct forecast *forecast, bool whole);

#endif
