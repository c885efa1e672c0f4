#include <stddef.h>

#include "planner/input.h"

#define TABLE struct scenario_rows

static const struct column columns[] = {
    FIELD(scenario, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Laptops five years",
          .help = "its name, the same in every row of it"),
    FIELD(target, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "cycle_months",
          .help = "what changes: cycle_months, unit_price, service_cost, license_cost, "
                  "personnel_cost, escalation, exchange_rate, quantity, headcount, project, "
                  "end_of_support, funding_source, freeze, budget_ceiling or cr_until"),
    FIELD(operation, CHOICES("set|add|multiply|drop|delay"), .flags = REQUIRED,
          .example = "set",
          .help = "what is done to the target"),
    FIELD(value, .kind = KIND_TEXT,
          .example = "60",
          .help = "by or to how much"),
    FIELD(scope, .kind = KIND_TEXT,
          .example = "category=laptop",
          .help = "what it applies to: field=value joined by ;"),
    FIELD(from_year, .kind = KIND_YEAR,
          .example = "",
          .help = "first fiscal year; empty: from the first"),
    FIELD(to_year, .kind = KIND_YEAR,
          .example = "",
          .help = "last fiscal year; empty: to the last"),
    FIELD(note, .kind = KIND_TEXT,
          .example = "",
          .help = "free text"),
    FIELDS_END,
};

const struct input input_scenarios = {
    .file = "scenarios",
    .about = "what-if: small differences to the plan",
    .columns = columns,
    .table = offsetof(struct post, scenarios),
    .sample = "scenario,target,operation,value,scope,from_year,to_year,note\n"
              "Laptops five years,cycle_months,set,60,category=laptop,,,Keep laptops a year longer\n"
              "Weaker dollar,exchange_rate,multiply,0.9,currency=EUR,{FY+1},{FY+5},What is paid in euros costs a ninth more\n",
};
