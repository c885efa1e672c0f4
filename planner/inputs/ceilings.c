#include <stddef.h>

#include "planner/input.h"

#define TABLE struct ceiling_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2029",
          .help = "the year it limits"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "900000.00",
          .help = "the most that may be planned"),
    FIELD(funding_source, .kind = KIND_TEXT,
          .example = "",
          .help = "empty: all"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = "empty: all"),
    FIELD(quarter, .kind = KIND_QUARTER,
          .example = "",
          .help = "cumulative through this quarter; empty: the year"),
    FIELDS_END,
};

const struct input input_ceilings = {
    .file = "ceilings",
    .about = "control levels",
    .columns = columns,
    .table = offsetof(struct post, ceilings),
    .sample = "fiscal_year,amount,funding_source\n"
              "{FY+1},420000.00,\n"
              "{FY+2},450000.00,\n",
};
