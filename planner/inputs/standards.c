#include <stddef.h>

#include "planner/input.h"

#define TABLE struct standard_rows

static const struct column columns[] = {
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "5458",
          .help = ""),
    FIELD(standard, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Tickets closed within 2 days",
          .help = "what is promised"),
    FIELD(target, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = -1000000000, .max = 1000000000,
          .example = "90",
          .help = ""),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = ""),
    FIELD(quarter, .kind = KIND_QUARTER, .flags = REQUIRED,
          .example = "1",
          .help = ""),
    FIELD(measured, .kind = KIND_DECIMAL, .min = -1000000000, .max = 1000000000,
          .example = "87.5",
          .help = ""),
    FIELD(unit, .kind = KIND_TEXT,
          .example = "%",
          .help = ""),
    FIELDS_END,
};

const struct input input_standards = {
    .file = "standards",
    .about = "service standards and what was measured",
    .columns = columns,
    .table = offsetof(struct post, standards),
};
