/* The built-in tables: what holds where the post's files say nothing.  Each default names its
 * source; all can be overridden cell by cell. */
#ifndef PLANNER_BUILTIN_H
#define PLANNER_BUILTIN_H

#include <stddef.h>

struct builtin_category {
    const char *name;
    const char *aliases; /* codes and other words, separated by '|' */
    const char *label;
    const char *plan_category; /* "" = by network */
    const char *funding_source;
    const char *object_class;
    int cycle_months, useful_life_months; /* 0: none */
    const char *weibull_shape, *weibull_scale_months;
    int lead_months;
    const char *escalation_class;
    const char *replace_fraction, *repair_share;
    const char *per_person;
    const char *source; /* evidence for the cycle */
};
extern const struct builtin_category builtin_categories[];
extern const size_t builtin_category_count;

struct builtin_class {
    const char *name;
    int first_year;      /* 0: the one rate holds for every year */
    const double *pct;
    size_t count;
    const char *source;
};
extern const struct builtin_class builtin_classes[];
extern const size_t builtin_class_count;

struct builtin_funding {
    const char *name;
    const char *payer; /* post, central, other */
    const char *label;
    const char *period; /* "1-year", "no-year" or "" where nothing readable says so */
};
extern const struct builtin_funding builtin_fundings[];
extern const size_t builtin_funding_count;

struct builtin_object_class {
    const char *code, *title;
};
/* OMB Circular A-11, section 83 titles; NULL when the code is not among them. */
const char *object_class_title(const char *code);

#endif
