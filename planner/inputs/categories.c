#include <stddef.h>

#include "planner/input.h"

#define TABLE struct category_rows

static const struct column columns[] = {
    FIELD(category, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "laptop",
          .help = "the word used in the inventory"),
    FIELD(name, .kind = KIND_TEXT,
          .example = "Laptop",
          .help = "how it is printed"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = "category of 5 FAM 124.3; empty: CAA or Non-CAA equipment by network"),
    FIELD(funding_source, .kind = KIND_TEXT,
          .example = "POST_DP",
          .help = "who pays when the asset does not say"),
    FIELD(cycle_months, .kind = KIND_WHOLE, .min = 1, .max = 1200,
          .example = "48",
          .help = "months between replacements"),
    FIELD(object_class, .kind = KIND_TEXT, .flags = IS_CLASS,
          .example = "31.0",
          .help = "OMB object class of the purchase"),
    FIELD(boc, .kind = KIND_TEXT,
          .example = "",
          .help = "budget object code of the post, free text"),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "",
          .help = "ICASS cost center"),
    FIELD(useful_life_months, .kind = KIND_WHOLE, .min = 1, .max = 1200,
          .example = "36",
          .help = "accounting life"),
    FIELD(weibull_shape, .kind = KIND_DECIMAL, .min = 0, .max = 100,
          .example = "1.36",
          .help = "shape (beta) of the life distribution"),
    FIELD(weibull_scale_months, .kind = KIND_DECIMAL, .min = 0, .max = 100000,
          .example = "107",
          .help = "scale (eta) in months"),
    FIELD(replace_fraction, .kind = KIND_DECIMAL, .min = 0, .max = 1,
          .example = "0.35",
          .help = "share of failures that end in replacement"),
    FIELD(repair_share, .kind = KIND_DECIMAL, .min = 0, .max = 100,
          .example = "0.20",
          .help = "cost of a repair as a share of the price"),
    FIELD(lead_months, .kind = KIND_WHOLE, .min = 0, .max = 120,
          .example = "3",
          .help = "months from order to use"),
    FIELD(escalation_class, .kind = KIND_TEXT,
          .example = "computers",
          .help = "the class of escalation.csv whose rates its price follows"),
    FIELD(per_person, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "",
          .help = "units per additional person, for headcount scenarios"),
    FIELD(source, .kind = KIND_TEXT,
          .example = "",
          .help = "where the figures come from"),
    FIELDS_END,
};

const struct input input_categories = {
    .file = "categories",
    .about = "kinds of equipment: overrides and extends the built-in table, cell by cell",
    .columns = columns,
    .table = offsetof(struct post, categories),
    .sample = "category,name,funding_source,cycle_months,object_class,cost_center,lead_months,escalation_class,source\n"
              "laptop,Laptop,POST_DP,48,,,,,post policy\n"
              "conference-display,Conference room display,POST_DP,84,31.0,,3,displays,maker's stated life\n"
              "desktop,Desktop workstation,POST_ICASS,,,5458,,,\n"
              "pbx,Telephone system core,POST_ICASS,,,6195,,,\n"
              "network-switch,Access switch,SHARED_CORE,,,,,,\n",
};
