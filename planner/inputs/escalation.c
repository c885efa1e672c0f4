#include <stddef.h>

#include "planner/input.h"

#define TABLE struct escalation_rows

static const struct column columns[] = {
    NAMED("class", class_name, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "computers",
          .help = "escalation class"),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED | KEY,
          .example = "2028",
          .help = "the year into which prices change"),
    FIELD(rate_pct, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = -99, .max = 1000,
          .example = "2.5",
          .help = "percent; negative for falling prices"),
    FIELDS_END,
};

const struct input input_escalation = {
    .file = "escalation",
    .about = "yearly price changes by class; rows for a class replace the built-in ones",
    .columns = columns,
    .table = offsetof(struct post, escalation),
    .sample = "class,fiscal_year,rate_pct\n"
              "displays,{FY},1\n"
              "displays,{FY+1},1\n"
              "displays,{FY+2},1\n"
              "displays,{FY+3},0.5\n"
              "displays,{FY+4},0.5\n"
              "displays,{FY+5},0.5\n",
};
