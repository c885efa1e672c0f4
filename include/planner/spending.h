/* The spend plan: what is planned and what is obligated in each quarter, by fund and category.
 *
 * Planned is the phasing of the lines (phasing.h), less what a continuing resolution or a quarterly
 * ceiling does not let be obligated yet: staff, services and licences in force go on, the rest
 * moves to the first quarter that may; what no quarter of its year may take is listed. */
#ifndef PLANNER_SPENDING_H
#define PLANNER_SPENDING_H

#include "planner/plan.h"

struct spend_row {
    int fiscal_year, quarter;
    word source;           /* the fund's name */
    size_t funding;        /* NOWHERE: only obligations name it */
    uint8_t plan_category; /* 0: an obligation that says none */
    money phased;          /* before anything moved */
    money planned, obligated;
    money cumulative;      /* planned up to the quarter's end */
    money obligated_to_date;
    money available;       /* cumulative less obligated to date */
};

/* What cannot be obligated in its year. */
struct stranded {
    size_t line;
    int fiscal_year;
    money amount;
    bool lapses; /* one-year money */
    const char *why;
};

struct spending {
    struct spend_row *rows; /* by year, quarter, fund, category */
    size_t count;
    struct stranded *stranded;
    size_t stranded_count;
    money (*planned)[4]; /* [net line * years + year] */
    bool moved;          /* something stands in another quarter than its phasing says */
};

/* From a footed plan with its obligations matched; reports ceilings that cannot be held. */
void plan_spending(struct plan *plan);

#endif
