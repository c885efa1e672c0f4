/* Ceilings.csv as limits of plan years, what a purchase claims of each, and what its waiting
 * risks: what the split into target and over target and the what-if have in common. */
#ifndef PLANNER_LIMITS_H
#define PLANNER_LIMITS_H

#include "planner/ceiling.h"
#include "planner/plan.h"
#include "planner/reliability.h"

/* One ceiling over the years: the whole post's, a fund's, a category's, or a category's of a
 * fund. */
struct limit {
    word funding;           /* empty: all */
    unsigned plan_category; /* 0: all */
};
struct limits {
    const struct limit *list; /* at least the whole post's, first */
    size_t count;
    money *amount; /* [year * count + limit], MONEY_NONE: none that year */
    bool given;    /* any at all */
};
/* Quarters are the spend plan's business; the fourth is the year where no other row is. */
struct limits *limits_read(const struct plan *plan);
/* Reports what is wrong with ceilings.csv. */
void check_ceilings(struct plan *plan);

/* Whether any ceiling holds in the year. */
bool limits_hold(const struct limits *limits, int year);

/* Fills claims[limits->count]; returns how many.  A shared source claims of each of its sources
 * its part, rounded up, so that no division of the line can pass what was claimed. */
size_t limits_claims(const struct limits *limits, const struct plan *plan, size_t funding,
                     unsigned plan_category, money amount, struct ceiling_claim claims[]);

/* --- Risk: the chance to fail while waiting a year x what a failure costs the mission. --- */

enum { PRIORITIES = 5, PRIORITY_DEFAULT = 3 };
/* What one failed unit counts, by priority 1 to 5: the settings consequence_1 to consequence_5. */
double consequence_of(const struct plan *plan, int priority);
/* A project is weighed by its dollars: this many count as one unit that fails with that chance. */
#define PROJECT_DOLLARS 100000.0
#define PROJECT_CHANCE 0.5

/* The life to reckon with, in months: fitted to the post's own log of failures, else the catalog's,
 * else assumed from the cycle.  For a scenario it is the base plan's. */
struct weibull category_life(const struct plan *plan, size_t category);
/* Neither the post's log nor its categories.csv says anything of it. */
bool category_life_assumed(const struct plan *plan, size_t category);
bool category_life_logged(const struct plan *plan, size_t category); /* the post's own log does */
const char *category_life_text(const struct plan *plan, size_t category); /* where it is from */
int asset_priority(const struct plan *plan, size_t asset);
int project_priority(const struct plan *plan, size_t row);
/* The chance that the unit in place fails in the year after `waited` years of waiting. `sequence`:
 * of the replacement that waits, whose day is `on`. */
double waiting_chance(const struct plan *plan, size_t asset, int sequence, date on, int waited);
double project_risk(const struct plan *plan, size_t row, money amount);

/* Lines that are in force come first: staff, services, licences, then projects under way. */
int in_force_rank(const struct plan *plan, size_t line); /* 0: is not */
/* What of a net line and year is in force. */
money in_force_amount(const struct plan *plan, size_t line, int year);

/* The price of one unit in any year, also behind the plan. */
money unit_price_beyond(const struct plan *plan, size_t asset, int fiscal_year);

#endif
