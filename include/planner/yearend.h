/* The year-end list: needs of the current year that can still be ordered by 30 September, in the
 * order in which money found late in the year should buy them.  Never needs of the next year. */
#ifndef PLANNER_YEAREND_H
#define PLANNER_YEAREND_H

#include "planner/plan.h"

enum need { NEED_OVERDUE, NEED_DUE, NEED_SPARES, NEED_RENEWAL, NEED_PROJECT }; /* in this order */

struct yearend_item {
    int rank;
    size_t line; /* net line; its amount here holds freight and installation too. NOWHERE: */
    const struct stock_position *spare; /* a short spare, else NULL */
    uint8_t need, channel, priority;
    int64_t units;
    money amount, cumulative;
    date due, needed_by; /* of the oldest; last day to order */
    const char *title, *impact;
};

/* Sums up to which the list is cut. */
enum { CUTS = 4 };
extern const money yearend_cuts[CUTS];

struct yearend {
    struct yearend_item *items;
    size_t count;
    money total;
    size_t within[CUTS];      /* items that fit below the cut, in their order */
    money within_amount[CUTS];
};

void list_yearend(struct plan *plan);
/* The line as it is named in lines.csv, or the short spare; and who pays. */
const char *yearend_id(const struct plan *plan, const struct yearend_item *item);
word yearend_source(const struct plan *plan, const struct yearend_item *item);
const char *need_name(enum need need);

#endif
