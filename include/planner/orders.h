/* What must be ordered by when, and through which channel: the procurement calendar.
 *
 * Channels and their rules: 5 FAH-2 H-831 (CAA), 5 FAH-2 H-763 (radio), 14 FAM 711 and 231. */
#ifndef PLANNER_ORDERS_H
#define PLANNER_ORDERS_H

#include "planner/plan.h"

enum channel { CHANNEL_LOCAL, CHANNEL_US, CHANNEL_SECURE, CHANNEL_RADIO, CHANNEL_TELEPHONE,
               CHANNEL_RENEWAL, CHANNELS };

/* A purchase of the schedule that the post pays, or a licence to renew. */
struct order {
    date by, on; /* last day to order (a renewal: to give notice); the day it is needed */
    int fiscal_year;
    uint8_t channel;
    int16_t lead; /* months */
    const struct purchase *purchase; /* or */
    const struct cost *renewal;
    size_t at; /* for a stable order */
};

/* All orders of the plan years by date; free() the array. */
struct order *list_orders(const struct plan *plan, size_t *count);

enum channel channel_of(const struct plan *plan, size_t category, unsigned network);
const char *channel_name(enum channel channel);
const char *channel_rule(enum channel channel); /* one sentence */

/* What an order shows, from its purchase or its renewal. */
const struct line *order_line(const struct plan *plan, const struct order *order);
const char *order_id(const struct plan *plan, const struct order *order);
const char *order_title(const struct plan *plan, const struct order *order);
int32_t order_quantity(const struct plan *plan, const struct order *order);
money order_amount(const struct order *order);
unsigned order_network(const struct plan *plan, const struct order *order);
/* Flags, the acquisition plan, and for a renewal when to ask for a quote. */
const char *order_notes(struct arena *arena, const struct plan *plan, const struct order *order);
/* Where an obligation is booked; of a split, its parts joined by " + ". */
struct fiscal_strip {
    const char *fund_symbol, *allotment, *organization, *function;
};
struct fiscal_strip fiscal_strip(const struct plan *plan, size_t funding);
/* The same with the object class as one text, "19_0113 2071 470100 5411 31.0"; "-" is not given. */
const char *fiscal_strip_text(struct arena *arena, const struct plan *plan,
                              const struct line *line);
extern const char fiscal_strip_heading[];
/* Above the threshold of acquisition plans (14 FAM 221.1). */
bool needs_acquisition_plan(const struct plan *plan, money amount);

/* Days by which a quote for a renewal is asked for, and an order placed, before the term ends. */
enum { QUOTE_DAYS = 120, RENEWAL_DAYS = 60, LOCAL_MONTHS = 2 };

#endif
