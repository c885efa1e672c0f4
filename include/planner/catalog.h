/* What the post's files and the built-in tables say together: categories, funding sources,
 * escalation classes, currencies, locations, models.  Every value knows where it came from. */
#ifndef PLANNER_CATALOG_H
#define PLANNER_CATALOG_H

#include "planner/post.h"
#include "planner/price.h"
#include "planner/settings.h"

struct builtin_category;

struct category {
    word name;  /* the post's own word, as in the inventory; used in outputs */
    const struct builtin_category *kind; /* what the name means among these; NULL: the post's own */
    word label; /* how it is printed */
    unsigned plan_category; /* enum plan_category; 0 = by network */
    word funding_source, object_class, boc, cost_center;
    int32_t cycle_months, useful_life_months, lead_months;
    decimal weibull_shape, weibull_scale_months, replace_fraction, repair_share, per_person;
    size_t escalation_class; /* index into classes */
    const char *source;      /* of the cycle */
    bool built_in;           /* the cycle is the built-in one */
    bool used;               /* an asset or a price names it */
    bool price_faulty;       /* a row of prices.csv for it has an error */
    size_t row;              /* in categories.csv, SIZE_MAX: none */
};

struct funding {
    word name, fund_symbol, allotment, organization, function, label;
    unsigned payer;  /* enum payer */
    unsigned period; /* 1: 1-year, 2: 2-year, 3: no-year, 0: not said */
    date last_obligation_date;
    bool assumed;    /* neither in funding.csv nor built in: taken to be paid by the post */
    const char *near; /* of one that is assumed: the known name that may be meant, or NULL */
    bool shared;     /* a split, see shares */
    size_t first_share, share_count; /* in struct catalog.shares */
};

struct share {
    size_t to;        /* index into fundings */
    word cost_center; /* or empty */
    int64_t weight;   /* share_pct in units common to the split */
    decimal pct;
};

struct escalation_class {
    word name;
    struct rate_path path;
    bool built_in, used;
    const char *source;
    int last_given; /* last year with a rate of its own */
    bool *given;    /* given[i]: the rate of year path.first + i has a row of its own */
    bool carried;   /* used beyond last_given */
    bool before;    /* used before its first year, where 0 holds */
};

struct currency {
    word name; /* upper case */
    int first_year, last_year; /* of the rates given */
    size_t row;      /* of exchange.csv, its first */
    decimal *rate;   /* [year - first_year], units per dollar, carried where there is no row */
    bool *given;
    bool carried;
};

struct catalog {
    struct post *post;
    const struct settings *settings;
    struct category *categories;
    size_t category_count;
    struct funding *fundings;
    size_t funding_count;
    struct share *shares;
    size_t share_count;
    struct escalation_class *classes;
    size_t class_count;
    struct currency *currencies; /* [0] is USD */
    size_t currency_count;
    size_t general, service, software, personnel; /* classes */
    struct index *category_keys, *model_rows, *location_rows;
    bool listed; /* a message has listed the known categories ... */
    word listed_for; /* ... since this is none */
    struct kind_names *kinds; /* once a category is not known */
};

#define NOWHERE SIZE_MAX

/* Builds the catalog; faults of the reference files are reported (see check.c for those that
 * span files).  Lives in the post's arena. */
struct catalog *catalog_build(struct post *post, const struct settings *settings);

/* The category a word names, by the post's words, codes and aliases; NOWHERE if none. */
size_t category_find(const struct catalog *catalog, word name);
bool category_known(const struct catalog *catalog, word name); /* the post's or built in */
/* Like category_find, and makes the built-in category known under the post's word. */
size_t category_use(struct catalog *catalog, word name);
/* Whether it is the built-in category `built_in` under whatever word the post has for it. */
bool category_kind_is(const struct catalog *catalog, size_t category, const char *built_in);
size_t funding_find(const struct catalog *catalog, word name);
/* Adds a source that no table knows: paid by the post, with a warning by the caller. */
size_t funding_use(struct catalog *catalog, word name);
const char *funding_nearest(const struct catalog *catalog, word name); /* NULL: none is near */
size_t class_find(const struct catalog *catalog, word name);
const char *class_nearest(const struct catalog *catalog, word name);
/* The class in a row's escalation_class; `none` where the cell is empty, or names no class, which
 * is reported. */
size_t class_given(struct catalog *catalog, struct rows *rows, size_t row, word name, size_t none);
/* The empty word is USD; NOWHERE for a currency without any rate. */
size_t currency_find(const struct catalog *catalog, word name);
/* NULL also for the code of another currency: it is that one, without a rate. */
const char *currency_nearest(const struct catalog *catalog, word name);
size_t model_row(const struct catalog *catalog, word model); /* of models.csv, or NOWHERE */
/* Of locations.csv: the exact row, else the longest pattern; or NOWHERE. */
size_t location_row(const struct catalog *catalog, word location);

/* The rate of a year: its own, else the latest earlier year's, else the first. */
decimal currency_rate(const struct currency *currency, int year);

/* Price of `from` (a fiscal year) in `year` and in dollars: escalated, rounded, converted,
 * rounded.  Notes on the class and the currency when a rate is carried. */
money catalog_price(struct catalog *catalog, money price, size_t currency, size_t class_index,
                    int from, int year);

/* Names of all categories for "did you mean". */
const char *category_nearest(const struct catalog *catalog, text name);
const char *category_list(const struct catalog *catalog, struct arena *arena);

#endif
