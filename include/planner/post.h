/* A post's files as tables: what was read, before anything is concluded from it.
 *
 * One struct a file of SPEC section 4, one array a column; what the columns mean stands with
 * their descriptions in planner/inputs/. */
#ifndef PLANNER_POST_H
#define PLANNER_POST_H

#include "planner/date.h"
#include "planner/money.h"
#include "planner/table.h"
#include "planner/text.h"

/* Choices, in the order of the words in the column descriptions; 0 = the cell is empty. */
enum status { STATUS_IN_USE = 1, STATUS_IN_REPAIR, STATUS_SPARE, STATUS_IN_STOCK, STATUS_EXCESS,
              STATUS_DISPOSED, STATUS_RETIRED, STATUS_LOST, STATUS_STOLEN,
              STATUS_ON_ORDER /* not there yet: neither in use nor a spare */ };
enum network { NETWORK_CAA = 1, NETWORK_NON_CAA };
enum decision { DECISION_REPLACE = 1, DECISION_RETIRE, DECISION_HOLD };
enum yes_no { YES = 1, NO };
enum payer { PAYER_POST = 1, PAYER_CENTRAL, PAYER_OTHER };
enum plan_category { PLAN_TELECOMMUNICATIONS = 1, PLAN_CAA, PLAN_NON_CAA, PLAN_SOFTWARE,
                     PLAN_POUCH_AND_MAIL, PLAN_PERSONNEL, PLAN_ICASS, PLAN_CATEGORIES = PLAN_ICASS };
enum license_type { LICENSE_PERPETUAL = 1, LICENSE_SUBSCRIPTION, LICENSE_MAINTENANCE };
enum request { REQUEST_TARGET = 1, REQUEST_OVER_TARGET };
enum approval { APPROVAL_PENDING = 1, APPROVAL_APPROVED, APPROVAL_DENIED };
enum staff_type { STAFF_LE = 1, STAFF_EFM, STAFF_CONTRACT, STAFF_USDH };
enum obligate { OBLIGATE_START = 1, OBLIGATE_MONTH };
enum agency_kind { AGENCY_CUSTOMER = 1, AGENCY_PROVIDER, AGENCY_ICASS };
enum component { COMPONENT_TARGET = 1, COMPONENT_WASHINGTON, COMPONENT_OTHER };
enum version { VERSION_INITIAL = 1, VERSION_FINAL };

enum fix_accept { FIX_YES = 1, FIX_NO, FIX_DROP };

struct fix_rows {
    struct rows rows;
    word *file, *row, *field, *found, *value, *row_count, *amount, *rule, *message;
    uint8_t *accept;
};
struct setting_rows {
    struct rows rows;
    word *key, *value;
};
struct assets {
    struct rows rows;
    word *asset_tag, *category, *serial, *model, *description, *location, *post;
    word *custodian_agency, *currency, *funding_source, *cost_center, *replace_with, *note;
    date *acquired, *in_service, *end_of_support, *warranty_end, *replace_by, *tested_on;
    date *retired_on;
    money *unit_cost;
    int32_t *quantity, *cycle_months;
    uint8_t *network, *status, *decision;
    int32_t *priority;
};
struct category_rows {
    struct rows rows;
    word *category, *name, *funding_source, *object_class, *boc, *cost_center;
    word *escalation_class, *source;
    uint8_t *plan_category;
    int32_t *cycle_months, *useful_life_months, *lead_months;
    decimal *weibull_shape, *weibull_scale_months, *replace_fraction, *repair_share, *per_person;
};
struct model_rows {
    struct rows rows;
    word *model, *manufacturer, *category, *replace_with, *source;
    date *end_of_support;
    int32_t *cycle_months;
};
struct location_rows {
    struct rows rows;
    word *location, *site, *post, *note;
    uint8_t *network;
};
struct funding_rows {
    struct rows rows;
    word *funding_source, *fund_symbol, *allotment, *organization, *function, *name;
    uint8_t *payer, *period;
    date *last_obligation_date;
};
struct share_rows {
    struct rows rows;
    word *funding_source, *to_source, *cost_center;
    decimal *share_pct;
};
struct price_rows {
    struct rows rows;
    word *category, *model, *currency, *replacement;
    uint8_t *network;
    money *unit_price, *freight, *install;
    int32_t *price_year;
};
struct escalation_rows {
    struct rows rows;
    word *class_name;
    int32_t *fiscal_year;
    decimal *rate_pct;
};
struct exchange_rows {
    struct rows rows;
    word *currency;
    int32_t *fiscal_year, *quarter;
    decimal *budget_rate, *actual_rate;
};
/* Shorthand of the SPEC: every cost has these four. */
#define COST_COLUMNS word *currency, *funding_source, *object_class, *cost_center
struct service_rows {
    struct rows rows;
    word *service, *vendor;
    period *period;
    money *amount;
    uint8_t *plan_category, *network, *obligate;
    date *contract_start;
    COST_COLUMNS;
};
struct license_rows {
    struct rows rows;
    word *license_id, *product, *publisher, *metric, *escalation_class, *document;
    uint8_t *type, *auto_renew, *charge_before;
    int32_t *qty_owned, *qty_used, *term_months, *notice_days;
    decimal *per_person;
    date *start, *end;
    money *annual_cost;
    COST_COLUMNS;
};
struct project_rows {
    struct rows rows;
    word *project, *title, *ics_objective, *mandate, *requester, *escalation_class, *replaces;
    word *impact, *justification;
    int32_t *fiscal_year, *quarter, *priority, *recurring_until;
    money *amount;
    uint8_t *plan_category, *request, *approval;
    COST_COLUMNS;
};
struct staff_rows {
    struct rows rows;
    word *position, *title;
    uint8_t *type;
    money *annual_cost;
    int32_t *cost_year;
    date *start, *end;
    decimal *share_pct;
    COST_COLUMNS;
};
struct cost_center_rows {
    struct rows rows;
    word *code, *name, *factor;
    int32_t *fiscal_year;
    uint8_t *period, *modifiable;
};
struct agency_rows {
    struct rows rows;
    word *agency, *name;
    uint8_t *kind;
};
struct workload_rows {
    struct rows rows;
    int32_t *fiscal_year;
    word *cost_center, *agency, *reason;
    decimal *count, *weight, *modifier;
};
struct icass_budget_rows {
    struct rows rows;
    int32_t *fiscal_year;
    word *cost_center, *object_class;
    money *amount;
    uint8_t *component, *version;
};
struct icass_invoice_rows {
    struct rows rows;
    int32_t *fiscal_year;
    uint8_t *version;
    word *agency, *cost_center;
    money *amount;
};
struct obligation_rows {
    struct rows rows;
    int32_t *fiscal_year, *quarter;
    money *amount, *liquidated;
    word *cost_center, *funding_source, *object_class, *document, *description;
    uint8_t *plan_category, *component;
};
struct standard_rows {
    struct rows rows;
    word *cost_center, *standard, *unit;
    decimal *target, *measured;
    int32_t *fiscal_year, *quarter;
};
struct ceiling_rows {
    struct rows rows;
    int32_t *fiscal_year, *quarter;
    money *amount;
    word *funding_source;
    uint8_t *plan_category;
};
struct scenario_rows {
    struct rows rows;
    word *scenario, *target, *value, *scope, *note;
    uint8_t *operation;
    int32_t *from_year, *to_year;
};
struct failure_rows {
    struct rows rows;
    word *asset_tag, *category;
    date *failed_on, *in_service;
};

/* planner forecast: any number of series, a row a value. */
struct series_rows {
    struct rows rows;
    word *series_id, *period;
    double *value; /* NAN: a gap */
};

/* A row of an inventory that a correction leaves out. */
struct left_out {
    word tag, category, what;
    money cost; /* in dollars, of all its units, as it stands; MONEY_NONE: not known */
    struct place at, by;
};

struct post {
    struct arena *arena;
    struct words *words;
    struct diag *diag;
    const char *path;      /* as the user gave it */
    bool folder;           /* false: a single inventory CSV */
    const char *map;       /* --map FILE, or NULL */
    const char *date_order; /* --set date_order=..., or NULL */
    bool forget;           /* rows are looked at one by one and not kept: a very large file */
    bool survey;           /* `check`: sums and identical rows of every file */
    const char *fixes_path; /* --fixes FILE, or NULL */
    struct fixing *fixing;  /* planner/fixes.h */
    struct fix_rows fixes;
    struct setting_rows settings;
    struct assets assets;
    struct category_rows categories;
    struct model_rows models;
    struct location_rows locations;
    struct funding_rows funding;
    struct share_rows shares;
    struct price_rows prices;
    struct escalation_rows escalation;
    struct exchange_rows exchange;
    struct service_rows services;
    struct license_rows licenses;
    struct project_rows projects;
    struct staff_rows staff;
    struct cost_center_rows cost_centers;
    struct agency_rows agencies;
    struct workload_rows workload;
    struct icass_budget_rows icass_budget;
    struct icass_invoice_rows icass_invoices;
    struct obligation_rows obligations;
    struct standard_rows standards;
    struct ceiling_rows ceilings;
    struct scenario_rows scenarios;
    struct failure_rows failures;
    struct series_rows series;
    bool progress; /* how far a long file is read may be shown */
    /* For the manifest: every file read, in the order read. */
    struct read_file *files;
    size_t file_count;
    /* The files that are the example of `planner init` still: see mark_examples. */
    const char *example_files; /* "staff.csv, prices.csv, shares.csv and 20 more" */
    const char *example_names; /* those that it names */
    size_t example_count;
    struct left_out *left_out;
    size_t left_out_count, left_out_capacity;
    size_t days_for_all; /* assets whose day of purchase was given for all that had none */
    /* The correction that a cell was read by: the place of its value, line 0 when there is none. Goes
     * through all of them.  Given by the reader; NULL: there are no corrections. */
    struct place (*correction_of)(const struct post *post, const struct rows *rows, size_t row,
                                  const char *column);
};

/* How good a file's data is, in whole per cent, 0 to 100; a file without rows has 0 throughout. */
struct quality {
    unsigned filled; /* of the cells in required and in used columns */
    unsigned valid;  /* of the cells of numbers and dates: those that read as such */
    unsigned unique; /* of the rows: those with the key of no earlier row; in a file without a key,
                        those that equal no earlier row */
    unsigned shaped; /* of the rows: those as wide as the header */
    unsigned score;  /* filled weighs 3, valid 4, unique 2, shaped 1 */
};

/* A file as it was read. */
struct read_file {
    const char *path;
    size_t bytes, rows, skipped; /* skipped: totals, repeated headers, remarks */
    char sha256[65];
    const struct input *input;   /* what it was read as; NULL: some table */
    struct csv_source *csv;
    bool refused;                /* not a table: no row was read */
    uint32_t header_line;        /* 0: none */
    size_t title_rows, blank_rows, empty_columns;
    struct survey *survey;       /* of its columns; NULL when refused */
    const struct mapping *mapping;
    struct quality quality;
};

static inline const char *post_string(const struct post *post, word w)
{
    return words_string(post->words, w);
}

/* The nearest of these names, or NULL when none is near enough to be meant. */
const char *word_nearest(const struct post *post, word from, const word names[], size_t count);

/* A file's path without the folder that the post lies in, so that a workbook does not depend on
 * where that is. */
const char *post_file(const struct post *post, const char *path);

/* "prices.csv line 7", in the post's arena. */
const char *post_place(const struct post *post, struct place at);

/* What the user calls it: the last part of its path. */
const char *post_source_name(const struct post *post);

/* The seven categories of 5 FAM 124.3, as they are printed. */
extern const char plan_category_words[];
const char *plan_category_name(unsigned plan_category);

#endif
