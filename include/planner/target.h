/* Target and over target: what of the request fits the ceilings of its year, and the ranked list
 * of what does not. */
#ifndef PLANNER_TARGET_H
#define PLANNER_TARGET_H

#include "planner/plan.h"

/* One line and year, or its part, that passes the target. */
struct unfunded {
    int rank;              /* from 1, over all years */
    size_t line;           /* net line; NOWHERE: a short spare, which is in no line and total */
    const struct stock_position *spare; /* that one, or NULL */
    int fiscal_year;
    money amount;
    money cumulative;      /* over the whole list */
    money cumulative_year; /* over its year */
    double risk;           /* avoided by funding it */
    double worth;          /* risk avoided by a dollar for all that is bought with it */
    size_t group;          /* the first line of what is bought together */
    bool accompanies;      /* freight or installation */
    double failures;       /* expected while it waits a year */
    bool not_logged;       /* and not by the post's own log of failures alone: not to be told */
    int64_t units;
    bool asked_over;       /* a project marked over_target: it did not compete */
    bool decided;          /* something that was decided does not fit */
    date needed_by;        /* last day to order, or DATE_NONE */
    const char *title, *impact;
};

struct target {
    bool given;            /* there are ceilings */
    money *ceiling;        /* [year]: the one without fund and category, MONEY_NONE */
    money *target, *over;  /* [year]: sums over the lines */
    money *missing;        /* [year]: by how much what must be funded passes a ceiling, at most */
    struct unfunded *unfunded;
    size_t unfunded_count, unfunded_lines; /* all; those of lines, which come first */
};

/* Splits the lines: line.over and line.over_quantity say how much of each year is over target
 * (NULL: nothing); amounts stay whole. */
void set_target(struct plan *plan);

/* The line as it is named in lines.csv, or the short spare; and who pays. */
const char *unfunded_id(const struct plan *plan, const struct unfunded *item);
word unfunded_source(const struct plan *plan, const struct unfunded *item);

/* The parts of a line's year: all of a project that was marked over_target is over. */
money line_target(const struct line *line, int year);
money line_over(const struct line *line, int year);

#endif
