/* Why an asset is replaced in a year at a price: each step of SPEC 5.1 to 5.3 for one asset, with
 * the cell of the post's files or the built-in table that each fact comes from. */
#ifndef PLANNER_EXPLAIN_H
#define PLANNER_EXPLAIN_H

#include "planner/plan.h"

/* Where a fact comes from. */
enum origin_kind { ORIGIN_NONE, ORIGIN_ASSET, ORIGIN_MODEL, ORIGIN_LOCATION, ORIGIN_CATEGORY,
                   ORIGIN_FUNDING, ORIGIN_SHARES, ORIGIN_PRICE, ORIGIN_SETTING,
                   ORIGIN_COMMAND_LINE, ORIGIN_BUILT_IN, ORIGIN_ASSUMED };
struct origin {
    enum origin_kind kind;
    struct place at;    /* of the cell, where it stands in a file */
    const char *detail; /* column, evidence, pattern ...; never NULL */
};
const char *origin_name(enum origin_kind kind); /* "asset", "built_in" ... */

/* The change of prices into one year. */
struct explained_rate {
    int fiscal_year;
    double pct;
    int of_year; /* whose rate it is: earlier when carried on, 0 before the first (then pct is 0) */
};

/* One part of a price on its way to dollars. */
struct explained_part {
    enum price_part part;
    money price; /* of one, in its own currency, of the price's year */
    money local; /* escalated, rounded */
    money dollars;
    money amount; /* times quantity */
    size_t gross; /* the plan line, NOWHERE when the post does not pay */
};

struct explained_purchase {
    const struct purchase *purchase; /* NULL: none in the plan; the price of the budget year */
    int fiscal_year;
    const struct explained_rate *rates; /* from the year after the price's to fiscal_year */
    size_t rate_count;
    double factor;
    decimal exchange;  /* units per dollar */
    int exchange_year; /* whose rate it is; 0 for dollars */
    struct explained_part parts[PARTS];
    size_t part_count; /* 0: cost unknown */
    money unit_price, amount;
};

struct explanation {
    const struct plan *plan;
    size_t asset;
    int32_t quantity;
    struct due due;
    struct origin category, base, cycle, later_cycle, end_of_support, replacement;
    struct origin first_buy, network, funding, payer, price;
    const char *price_match; /* "category and model"; "" without a price row */
    int price_year;          /* 0: cost unknown */
    size_t currency, class_index;
    struct explained_purchase *purchases;
    size_t purchase_count;
    bool in_plan; /* false: `purchases` holds what it would cost in the budget year */
};
/* The asset's row has been resolved (plan->assets[asset].valid). */
struct explanation explain_asset(const struct plan *plan, size_t asset);

/* A gross line's way into the plan: the one line that it is, or its shares. */
struct explained_share {
    size_t line;
    decimal pct;  /* DECIMAL_NONE: not shared */
    money amount; /* of the whole gross line in the year, on this plan line */
};
size_t explain_shares(const struct plan *plan, size_t gross, int fiscal_year,
                      const struct explained_share **out);

#endif
