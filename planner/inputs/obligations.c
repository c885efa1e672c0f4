#include <stddef.h>

#include "planner/input.h"

#define TABLE struct obligation_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = ""),
    FIELD(quarter, .kind = KIND_QUARTER, .flags = REQUIRED,
          .example = "1",
          .help = ""),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED,
          .example = "41250.00",
          .help = "of the quarter alone; negative: a de-obligation"),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "5458",
          .help = "required for POST_ICASS"),
    FIELD(funding_source, .kind = KIND_TEXT,
          .example = "POST_ICASS",
          .help = ""),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = ""),
    FIELD(object_class, .kind = KIND_TEXT,
          .example = "31.0",
          .help = ""),
    FIELD(component, CHOICES("target|washington|other"),
          .example = "",
          .help = ""),
    FIELD(document, .kind = KIND_TEXT,
          .example = "",
          .help = ""),
    FIELD(liquidated, .kind = KIND_MONEY,
          .example = "",
          .help = ""),
    FIELD(description, .kind = KIND_TEXT,
          .example = "",
          .help = ""),
    FIELDS_END,
};

const struct input input_obligations = {
    .file = "obligations",
    .about = "money obligated, by quarter",
    .columns = columns,
    .table = offsetof(struct post, obligations),
};
