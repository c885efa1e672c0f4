/* The plan in sentences, written from its figures: for the Summary sheet and brief.txt. */
#ifndef PLANNER_BRIEF_H
#define PLANNER_BRIEF_H

#include "planner/plan.h"

enum { BRIEF_LINES = 12, BRIEF_FIGURES = 64 };
enum brief_part { BRIEF_REQUEST, BRIEF_BUYS, BRIEF_WITHOUT, BRIEF_DECISIONS, BRIEF_ASSUMPTIONS,
                  BRIEF_PARTS };

/* A figure that a sentence names, and where it comes from. */
struct brief_figure {
    uint8_t part;
    const char *name;  /* "FY2029, projects" */
    money amount;      /* MONEY_NONE: a count or a day */
    int64_t count;     /* -1: none */
    date day;          /* DATE_NONE: none */
    const char *sheet; /* the sheet that has it in a cell; or, with `how`, that it is taken from */
    const char *how;   /* "": as it stands there */
};

struct brief {
    const char *headings[BRIEF_PARTS];
    const char *request[BRIEF_LINES];   /* what is asked, beside what was spent */
    size_t request_count;
    const char *drivers[3];
    size_t driver_count;
    const char *without[BRIEF_LINES];   /* what happens without it */
    size_t without_count;
    const char *decisions[3];           /* each with its last date */
    size_t decision_count;
    const char *assumptions[BRIEF_LINES];
    size_t assumption_count;
    money lifecycle_budget_year;
    const char *skipped; /* rows left out for errors, and what they cost; NULL: none */
    struct brief_figure figures[BRIEF_FIGURES]; /* in the order of the sentences */
    size_t figure_count;
};

void write_brief(const struct plan *plan, struct brief *brief);

#endif
