/* Spares on the shelf against what fails while the next order is under way: SPEC 5.7.
 *
 * What is short is asked for at the prices of the current year.  With fund_spares=yes it becomes
 * plan lines (kind "spares", target, the current year).  With fund_spares=no it is a ranked list
 * of requests over the target that stands beside the plan: on the unfunded list, but in no line and
 * in no total, so that lines and totals are what the post has decided to ask for. */
#ifndef PLANNER_STOCK_H
#define PLANNER_STOCK_H

#include "planner/failures.h"
#include "planner/plan.h"
#include "planner/spares.h"

/* One model at one site. */
struct stock_position {
    word site, post;       /* empty: the location has none */
    word model;            /* empty: units without a model, by category */
    word item;             /* the model as it is compared: see plain_key */
    size_t category;       /* held */
    size_t funding;        /* of most of its units */
    unsigned payer;
    size_t asset;          /* one of them, which says what a spare costs */
    int lead;              /* months */
    int64_t in_service;    /* units */
    int64_t lends;         /* of its excess, to other sites of the post */
    int64_t elsewhere;     /* of what it lacks, on the shelf at another site of the post */
    int64_t to_buy;        /* lacking - elsewhere */
    bool at_least_one;     /* short, though the service level is met: none of a telephone item */
    struct spares_position at; /* demand, needed, on hand, lacking, excess; cost of all lacking */
    money unit[PARTS];     /* of the current year, MONEY_NONE: not known */
    money cost;            /* of to_buy; MONEY_NONE: price not known */
    int32_t gross[PARTS];  /* with fund_spares=yes: the lines of its cost, else -1 */
    double worth;          /* calls in vain avoided per dollar */
};

/* A request over the target, in the order of need. */
struct stock_request {
    const struct stock_position *position;
    money amount, cumulative;
};

struct stock {
    struct stock_position *positions; /* by site, model, category */
    size_t count;
    struct stock_request *requests;   /* post-paid, to_buy > 0; empty with fund_spares=yes */
    size_t request_count;
    money asked;                      /* what the post has to buy, either way */
    size_t unpriced;                  /* positions to buy for which no price is known */
    bool funded;                      /* fund_spares=yes */
};

/* After the life cycle, before lines are footed. */
void plan_spares(struct plan *plan);

/* What one spare costs in the current year; MONEY_NONE when unknown. */
money stock_unit_price(const struct stock_position *position);

/* Why it is short; "" when it is not. */
const char *stock_reason(const struct stock_position *position);
/* How a request stands on lists of lines: "S003" by its place among the positions, what is bought,
 * and what follows if it is not. */
const char *stock_id(const struct plan *plan, const struct stock_position *position);
const char *stock_title(const struct plan *plan, const struct stock_position *position);
const char *stock_impact(const struct plan *plan, const struct stock_position *position);
/* The post pays for it and knows the price. */
bool stock_asked_for(const struct stock_position *position);

/* The site of an asset's location, else of its constituent post; may be empty. */
word asset_site(const struct plan *plan, size_t asset);

#endif
