/* The quarterly ICASS report for DT services: from a post's tables to charges, funds, workload and
 * what the committee asks about them.  It prepares and checks what goes into the ICASS software;
 * it does not replace it.
 *
 * Cell (center, agency) of any array is at center * agency_count + agency. */
#ifndef PLANNER_ICASS_H
#define PLANNER_ICASS_H

#include "planner/allocation.h"
#include "planner/bridge.h"
#include "planner/phasing.h"
#include "planner/plan.h"

struct icass_agency {
    word agency;
    const char *name; /* as written out, else the agency */
    bool icass;       /* the service provider's own staff */
    bool provider;
};

struct icass_center {
    word code;
    const char *name, *factor; /* of the report's year */
    bool fixed;                /* not modifiable */
    bool cumulative;           /* counted from May 1 to April 30 */
    bool wanted;               /* has a cost or counts in the report's year */
};

/* What was invoiced for a fiscal year, on the latest version of each budget. */
struct icass_year {
    int fiscal_year;
    bool final;                /* a final budget is among them */
    money *target, *washington, *other; /* [center]; MONEY_NONE: no row */
    money *cost;               /* [center]: target + washington; MONEY_NONE: no budget */
    int64_t *count;            /* [center][agency]: modified, in thousandths */
    size_t *row;               /* [center][agency] of workload.csv, NOWHERE */
    struct charges charges;
    bool charged;              /* it has costs and counts, and they could be shared */
};

/* A. Status of funds; B. Other ICASS funds: a center, an object class, a component. */
struct fund_line {
    size_t center;
    word object_class;
    uint8_t component;
    size_t budget_row;          /* of icass_budget.csv, NOWHERE: obligations only */
    money initial, target;      /* target: latest version; MONEY_NONE */
    money obligated;            /* in the year, through the quarter or as-of */
    money in_quarter;
    double pct_obligated;       /* of the target; NAN without one */
    double pct_planned;         /* of a year's spend by the same day; NAN when not known */
    const char *basis;          /* what the two rest on */
    money projected, lower, upper; /* year end and its 95 % interval; MONEY_NONE: not known */
    money variance;             /* target - projected */
    const char *verdict;
};
struct funds {
    int fiscal_year, quarter;
    date through;               /* the last day that obligations cover */
    bool unknown;               /* obligations.csv has no row of the year: what was obligated is not
                                   zero but not known, and nothing is projected */
    struct fund_line *lines;
    size_t count;
    struct fund_line total;     /* of target lines */
    money planned[4], obligated[4]; /* target, each quarter's own; planned absent: MONEY_NONE */
};

/* D. What moved an agency's invoice; the parts add up to now - previous. */
struct invoice_change {
    money previous, now;
    money signed_gap; /* the previous invoice as signed was not as computed */
    money count, modifier, cost;
};
struct invoice_changes {
    const char *previous; /* "FY2026 final, as signed"; NULL: there is none */
    struct invoice_change *agency; /* [agency] */
};

/* Computed against signed; method + cost + share = signed - computed. */
struct signed_invoice {
    money signed_amount, r1, r2;
    money method, cost, share;
};
struct signed_invoices {
    int fiscal_year;
    unsigned version;
    bool by_center;             /* the rows name cost centers */
    struct signed_invoice *agency; /* [agency] */
    struct signed_invoice total;
    money away_r1, away_r2;     /* sums of absolute differences */
    enum redistribution nearer;
};

/* Committee what-ifs. */
struct what_if {
    const char *name, *sentence;
    money *total; /* [agency + 1], the last one is an agency that joins */
    money cost;
};

struct estimate {
    int fiscal_year;
    money *cost;       /* [center] */
    const char **basis; /* [center] */
    struct charges charges;
};

struct device_count { /* the post's own inventory beside the workload */
    size_t agency;
    int64_t devices;      /* in use at the agency, by the inventory */
    decimal counted, before, people; /* DECIMAL_NONE */
    double per_person;    /* NAN */
    const char *remark;   /* "" = in order */
};

struct standard_line {
    size_t row;        /* of standards.csv */
    decimal now, last; /* DECIMAL_NONE */
    bool lower_is_better;
    int met;           /* 1 met, 0 not met, -1 not measured */
};

struct icass_position {
    size_t row;          /* of staff.csv */
    word cost_center;
    double share;        /* of the position that ICASS pays, 1 = all */
    money annual;        /* in the report's year, MONEY_NONE outside the plan */
    int days;            /* employed in it */
};

struct equipment_line { /* G. ICASS-owned equipment of a category */
    size_t category;
    int64_t units, due, replaced, deferred; /* in use; due in the year, bought in it, overdue */
    money due_cost, replaced_cost, deferred_cost;
};

struct sentences {
    const char **at;
    size_t count, capacity;
};

struct icass {
    struct plan *plan;
    int fiscal_year, quarter;
    enum redistribution method;
    struct icass_agency *agencies;
    size_t agency_count;
    struct icass_center *centers;
    size_t center_count;
    struct icass_year *years; /* ascending */
    size_t year_count;
    size_t now;               /* index of the report's year */
    size_t before;            /* of the year before it, NOWHERE */
    const char *dt_only;      /* why these are DT cost centers only, NULL: all are here */
    struct funds *funds, *last_funds, *year_ago; /* of this quarter, of the one before, of last
                                                    year's */
    struct invoice_changes changes;
    struct signed_invoices *invoices;
    size_t invoice_count;
    struct what_if *what_ifs;
    size_t what_if_count;
    struct estimate estimates[2]; /* CY + 1 and BY */
    size_t estimate_count;
    const char *council;      /* whether it must be consulted, with the evidence */
    bool council_needed;
    struct icass_bridge *bridge;
    struct device_count *devices;
    size_t device_count;
    size_t device_center, people_center; /* NOWHERE */
    struct sentences entry;   /* what to look at before the counts are entered */
    struct standard_line *standards;
    size_t standard_count;
    struct icass_position *positions;
    size_t position_count;
    struct equipment_line *equipment;
    size_t equipment_count;
    struct sentences changed; /* since last quarter */
    struct sentences notes;   /* for the committee */
};

/* The whole report of a quarter.  What is wrong is reported; look at the errors before use. */
struct icass *icass_build(struct plan *plan, int fiscal_year, int quarter);
/* Only what agencies should budget, estimates[], from the plan's first year on; none where that year
 * has no budget and counts.  For what-ifs. */
struct icass *icass_outlook(struct plan *plan);
void icass_free(struct icass *icass);

/* What no single row of the ICASS files can know; part of check_post. */
void check_icass(struct plan *plan);

/* ---- the parts, each from the ones before it --------------------------------------------------- */
void icass_years(struct icass *icass);
struct funds *icass_funds(struct icass *icass, int fiscal_year, int quarter);
void icass_changes(struct icass *icass);
void icass_invoices(struct icass *icass);
void icass_what_ifs(struct icass *icass);
void icass_estimates(struct icass *icass);
void icass_before_entry(struct icass *icass);
void icass_service(struct icass *icass); /* standards, positions, equipment */
void icass_notes(struct icass *icass);

/* Shares costs by counts; false when they cannot be shared. */
bool icass_share(const struct icass *icass, const money *cost, const int64_t *count,
                 enum redistribution method, struct charges *out);
size_t icass_cells(const struct icass *icass); /* centers x agencies */
/* Of a year's (center, agency); 1 where the cell is empty; DECIMAL_NONE without a row. */
decimal workload_count(const struct icass *icass, size_t year, size_t cell);
decimal workload_weight(const struct icass *icass, size_t year, size_t cell);
decimal workload_modifier(const struct icass *icass, size_t year, size_t cell);
/* What an agency's invoice is called: its name, or the agency itself. */
const char *agency_title(const struct icass *icass, size_t agency);
const char *center_code(const struct icass *icass, size_t center);
const char *component_name(unsigned component);
const char *version_name(unsigned version);
const char *redistribution_text(enum redistribution method); /* "R1: one pool, ..." */
money icass_total(const struct icass *icass, const money *of_agency);
/* Of the plan in a year: all its lines paid by POST_ICASS, those over target too. */
money icass_lines(const struct icass *icass, int fiscal_year);
struct icass_year *icass_year_of(struct icass *icass, int fiscal_year); /* NULL */
void icass_say(struct sentences *to, const char *sentence);

#endif
