#include <stddef.h>

#include "planner/input.h"

#define TABLE struct scenario_rows

static const struct column columns[] = {
    FIELD(scenario, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Laptops five years",
          .help = "its name, the same in every row of it"),
    FIELD(target, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "cycle_months",
          .help = "what changes"),
    FIELD(operation, CHOICES("set|add|multiply|drop|delay"), .flags = REQUIRED,
          .example = "set",
          .help = ""),
    FIELD(value, .kind = KIND_TEXT,
          .example = "60",
          .help = "by or to how much"),
    FIELD(scope, .kind = KIND_TEXT,
          .example = "category=laptop",
          .help = "what it applies to: field=value joined by ;"),
    FIELD(from_year, .kind = KIND_YEAR,
          .example = "",
          .help = ""),
    FIELD(to_year, .kind = KIND_YEAR,
          .example = "",
          .help = ""),
    FIELD(note, .kind = KIND_TEXT,
          .example = "",
          .help = ""),
    FIELDS_END,
};

const struct input input_scenarios = {
    .file = "scenarios",
    .about = "what-if: small differences to the plan",
    .columns = columns,
    .table = offsetof(struct post, scenarios),
};
