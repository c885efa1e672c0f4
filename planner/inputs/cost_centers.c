#include <stddef.h>

#include "planner/input.h"

#define TABLE struct cost_center_rows

static const struct column columns[] = {
    FIELD(code, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "5458",
          .help = "four digits"),
    FIELD(name, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Information Management Technical Support Services",
          .help = "how it is printed"),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = KEY,
          .example = "2027",
          .help = "empty: any"),
    FIELD(factor, .kind = KIND_TEXT,
          .example = "devices and accounts",
          .help = "distribution factor"),
    FIELD(period, CHOICES("static|cumulative"),
          .example = "static",
          .help = "how counts are taken"),
    FIELD(modifiable, CHOICES("yes|no"),
          .example = "no",
          .help = "whether modifiers below 1 are allowed"),
    FIELDS_END,
};

const struct input input_cost_centers = {
    .file = "cost_centers",
    .about = "ICASS cost centers",
    .columns = columns,
    .table = offsetof(struct post, cost_centers),
    .sample = "code,name,factor,period,modifiable\n"
              "5458,Information Management Technical Support Services,devices and accounts,static,no\n"
              "6195,Reception and Switchboard,telephone extensions,static,yes\n",
};
