/* Which rows a project or a scenario is about: `category=laptop;network=CAA`. */
#ifndef PLANNER_SCOPE_H
#define PLANNER_SCOPE_H

#include "planner/catalog.h"

enum scope_field { SCOPE_CATEGORY, SCOPE_NETWORK, SCOPE_FUNDING_SOURCE, SCOPE_PLAN_CATEGORY,
                   SCOPE_POST, SCOPE_CUSTODIAN_AGENCY, SCOPE_MODEL, SCOPE_ASSET_TAG, SCOPE_SERVICE,
                   SCOPE_PROJECT, SCOPE_CLASS, SCOPE_CURRENCY, SCOPE_FIELDS };

struct scope {
    unsigned fields; /* bit 1 << enum scope_field for each given */
    word value[SCOPE_FIELDS];
    size_t category;        /* resolved, or NOWHERE */
    unsigned network, plan_category;
};

/* NULL and the scope, or what is wrong with the text. */
const char *scope_parse(struct catalog *catalog, struct arena *arena, text from,
                        struct scope *scope);

/* Of a scope that nothing is in: "; did you mean Latitude 5440?" for a value of it that no row has;
 * else "". */
const char *scope_meant(const struct catalog *catalog, struct arena *arena, const struct scope *scope);

const char *scope_field_name(unsigned field);

#endif
