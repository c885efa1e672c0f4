/* settings.csv and --set, typed: one table describes every key, its default and its meaning. */
#ifndef PLANNER_SETTINGS_H
#define PLANNER_SETTINGS_H

#include "planner/allocation.h"
#include "planner/post.h"

enum trigger_rule { TRIGGER_EARLIEST = 1, TRIGGER_CYCLE, TRIGGER_LATEST };
enum budget_on { BUDGET_ON_DUE = 1, BUDGET_ON_ORDER };
enum paper { PAPER_LETTER = 1, PAPER_A4 };
enum obligations_are { OBLIGATIONS_QUARTERLY = 1, OBLIGATIONS_CUMULATIVE };

struct settings {
    word post, mission, bureau, local_currency, marking, prepared_by;
    word freight_object_class, install_object_class;
    date as_of, cr_until;
    date icass_counts_on, icass_counts_out, icass_counts_final; /* the next workload counts */
    int32_t budget_year, years, first_buy_year, live_rows;
    uint8_t date_order, replacement_trigger, budget_on, replace_spares, fund_spares;
    uint8_t redistribution, obligations_are, paper;
    decimal service_level, shortage_tolerance;
    decimal consequence[5]; /* of a failure, [priority - 1] */
    money acquisition_plan_threshold;
    /* worked out */
    int32_t current_year; /* CY = the fiscal year of as_of, the first plan year */
    date first_buy;       /* the earliest day on which something can be replaced */
};

enum setting_origin { FROM_DEFAULT, FROM_FILE, FROM_COMMAND_LINE };

struct setting {
    const char *key;
    enum kind kind;
    unsigned flags; /* of struct column: IS_CLASS */
    size_t offset; /* in struct settings */
    const char *words;
    int64_t min, max;
    const char *standard; /* the default as text; "" = none or worked out */
    const char *help;
};
extern const struct setting setting_table[];
size_t setting_count(void);

struct override { /* --set KEY=VALUE, --as-of, --budget-year, --years */
    const char *key, *value; /* without a fault, see setting_fault */
    const char *option;      /* "--years", "--set years": for messages */
};
/* What is wrong with a setting of the command line, as the end of a sentence that begins with it;
 * NULL: nothing. */
const char *setting_fault(struct arena *arena, struct words *words, const char *key,
                          const char *value);

struct settings_origin {
    enum setting_origin from[40];
    size_t row[40]; /* of settings.csv, or of the command line's */
};

/* Command line beats settings.csv beats default.  Faults of the file are reported at their place; a
 * year of the command line that does not fit the others ends the process (stop_usage).  `today` is
 * the default of as_of. */
void resolve_settings(struct post *post, const struct override *overrides, size_t override_count,
                      date today, struct settings *settings, struct settings_origin *origin);

/* The value as it would be written in settings.csv. */
const char *setting_text(const struct post *post, const struct settings *settings, size_t index);

#endif
