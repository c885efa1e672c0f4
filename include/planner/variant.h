/* What a scenario says that no file can: figures that differ by year, and categories' cycles.
 * Members that are NULL say nothing; then the files hold. */
#ifndef PLANNER_VARIANT_H
#define PLANNER_VARIANT_H

#include "planner/catalog.h"

struct plan;

struct variant {
    const struct plan *base; /* whose forecasts of services are taken over */
    size_t own_assets;       /* rows of the inventory; those behind were added by the scenario */
    int32_t *cycle;          /* [category of the base]: months */
    struct rate_path *rates; /* [class] */
    struct currency *currencies; /* [currency] */
    /* In their own currency, each [row * years + year]: */
    money *unit_price;   /* of an asset's replacement, without freight and installation */
    money *license_cost; /* a year's */
    money *staff_cost;   /* a year's */
    money *service_cost; /* the year's, [service * years + year] */
    uint32_t *frozen;    /* [asset], bit year: not bought in that year */
};

/* The year's figure, or `otherwise` where the variant says nothing. */
static inline money variant_money(const money *by_year, size_t row, int years, int year,
                                  money otherwise)
{
    return by_year && year >= 0 && year < years ? by_year[row * (size_t)years + (size_t)year]
                                                : otherwise;
}

#endif
