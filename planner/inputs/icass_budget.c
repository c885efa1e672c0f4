#include <stddef.h>

#include "planner/input.h"

#define TABLE struct icass_budget_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = "year of the budget"),
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "5458",
          .help = "a code of cost_centers.csv"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "318742.19",
          .help = "what the center may cost"),
    FIELD(object_class, .kind = KIND_TEXT, .flags = IS_CLASS,
          .example = "31.0",
          .help = "OMB object class, such as 31.0"),
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
    .sample = "fiscal_year,cost_center,amount,object_class,component,version\n"
              "{FY},5458,96400.00,11.1,target,initial\n"
              "{FY},5458,31200.00,31.0,target,initial\n"
              "{FY},5458,12800.00,23.3,washington,initial\n"
              "{FY},6195,18900.00,11.1,target,initial\n",
};
