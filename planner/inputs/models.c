#include <stddef.h>

#include "planner/input.h"

#define TABLE struct model_rows

static const struct column columns[] = {
    FIELD(model, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "Latitude 5440",
          .help = "as written in the inventory"),
    FIELD(manufacturer, .kind = KIND_TEXT,
          .example = "Dell",
          .help = "who makes it"),
    FIELD(category, .kind = KIND_TEXT,
          .example = "laptop",
          .help = "its category, for assets that do not say"),
    FIELD(end_of_support, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "2029-06-30",
          .help = "last day the maker supports it"),
    FIELD(cycle_months, .kind = KIND_WHOLE, .min = 1, .max = 1200,
          .example = "",
          .help = "its own replacement cycle"),
    FIELD(replace_with, .kind = KIND_TEXT,
          .example = "",
          .help = "category that is bought instead"),
    FIELD(source, .kind = KIND_TEXT,
          .example = "",
          .help = "where the facts come from"),
    FIELDS_END,
};

const struct input input_models = {
    .file = "models",
    .about = "facts that belong to a model, not to each of its units",
    .columns = columns,
    .table = offsetof(struct post, models),
    .sample = "model,manufacturer,category,end_of_support,replace_with,source\n"
              "L-540,Example Computers,laptop,{last FY+3},,maker's support page\n"
              "S-9200,Example Networks,network-switch,{last FY+1},,maker's support page\n"
              "T-100,Example Telephones,pbx,{last FY+2},,letter from the maker\n",
};
