#include <stddef.h>

#include "planner/input.h"

#define TABLE struct standard_rows

static const struct column columns[] = {
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "5458",
          .help = "a code of cost_centers.csv"),
    FIELD(standard, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Tickets closed within 2 days",
          .help = "what is promised"),
    FIELD(target, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = -1000000000, .max = 1000000000,
          .example = "90",
          .help = "the value promised"),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = "year of the measurement"),
    FIELD(quarter, .kind = KIND_QUARTER, .flags = REQUIRED,
          .example = "1",
          .help = "quarter of the measurement"),
    FIELD(measured, .kind = KIND_DECIMAL, .min = -1000000000, .max = 1000000000,
          .example = "87.5",
          .help = "the value reached"),
    FIELD(unit, .kind = KIND_TEXT,
          .example = "%",
          .help = "of both values"),
    FIELDS_END,
};

const struct input input_standards = {
    .file = "standards",
    .about = "service standards and what was measured",
    .columns = columns,
    .table = offsetof(struct post, standards),
    .sample = "cost_center,standard,target,fiscal_year,quarter,measured,unit\n"
              "5458,Tickets closed within 2 days,90,{FY-1},4,87.5,%\n"
              "5458,Score of the customer survey,4.0,{FY-1},4,4.2,of 5\n",
};
