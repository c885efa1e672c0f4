/* Under ceilings year after year: what is bought when, what waits, and what waiting costs; and the
 * same needs levelled, or without any backlog from a year on. */
#ifndef PLANNER_RATION_H
#define PLANNER_RATION_H

#include "planner/ceiling.h"
#include "planner/level.h"
#include "planner/limits.h"

/* One replacement under the ceilings. */
struct rationed {
    size_t asset;
    size_t due, bought; /* plan years from 0; bought = years: in the final backlog */
    money amount;       /* at the price of the year bought, or of the year after the plan */
    double risk;        /* that buying it avoids, in that year */
};

struct ration_year {
    money ceiling;   /* the one without fund and category; MONEY_NONE */
    money in_force;  /* staff, services, licences, projects under way */
    money missing;   /* by how much what must be funded passes a ceiling, at most */
    money funded;    /* everything: never above the ceiling */
    size_t backlog_assets;
    money backlog_amount, projects_waiting;
    double failures; /* expected in the year from what waits */
    double risk, bound; /* avoided by the choice; no choice of that year avoids more */
    double whole;       /* no choice of whole rows avoids more: what of the gap is the choice's own */
    bool proven;        /* the choice is the best there is, whatever the gap to the bound */
    money paid_for_waiting; /* what the year's purchases cost more for having waited */
};

struct ration {
    struct ration_year *year;
    struct rationed *list;
    size_t count;
    bool given;            /* some ceiling holds in some year */
    double risk_borne, least_risk_borne; /* over all years; and the proven least */
    money paid_for_waiting;
    double failures;
};

/* `rounds` as in ceiling_plan. False when figures are out of range. */
bool ration_plan(const struct plan *plan, size_t rounds, struct ration *ration);
void ration_free(struct ration *ration);

/* --- Level and zero backlog --- */

struct leveled {
    bool possible;
    struct level_result result;
    money *before, *after; /* [year]: life cycle paid by the post, as planned and levelled */
    int early, late;
    size_t rows;
};
/* Each first replacement within `early` months before and `late` months after its date, never
 * before the first year that can buy nor after its fund's last obligation date; later ones move
 * with it only as far as their own window reaches. */
struct leveled level_plan(const struct plan *plan, int early, int late);
/* Everything due by then is bought by the end of `fiscal_year`, the money levelled over the years
 * up to it; what falls due later is bought when it does. */
struct leveled zero_backlog(const struct plan *plan, int fiscal_year);

#endif
