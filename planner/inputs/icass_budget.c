#include <stddef.h>

#include "planner/input.h"

#define TABLE struct icass_budget_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = ""),
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "5458",
          .help = ""),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED,
          .example = "318742.19",
          .help = ""),
    FIELD(object_class, .kind = KIND_TEXT,
          .example = "31.0",
          .help = ""),
    FIELD(component, CHOICES("target|washington|other"),
          .example = "target",
          .help = "empty: target"),
    FIELD(version, CHOICES("initial|final"),
          .example = "initial",
          .help = "empty: initial"),
    FIELDS_END,
};

const struct input input_icass_budget = {
    .file = "icass_budget",
    .about = "ICASS budget by cost center",
    .columns = columns,
    .table = offsetof(struct post, icass_budget),
};
