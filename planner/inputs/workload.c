#include <stddef.h>

#include "planner/input.h"

#define TABLE struct workload_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED | KEY,
          .example = "2027",
          .help = ""),
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "5458",
          .help = ""),
    FIELD(agency, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "STATE",
          .help = ""),
    FIELD(count, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = 0, .max = 1000000000,
          .example = "143",
          .help = "units"),
    FIELD(weight, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "1",
          .help = "empty: 1"),
    FIELD(modifier, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "1",
          .help = "empty: 1"),
    FIELD(reason, .kind = KIND_TEXT,
          .example = "",
          .help = "why it is modified"),
    FIELDS_END,
};

const struct input input_workload = {
    .file = "workload",
    .about = "workload counts of agencies by cost center",
    .columns = columns,
    .table = offsetof(struct post, workload),
};
