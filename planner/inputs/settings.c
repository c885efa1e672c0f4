#include <stddef.h>

#include "planner/input.h"

#define TABLE struct setting_rows

static const struct column columns[] = {
    FIELD(key, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "post",
          .help = "the setting: planner columns settings lists them"),
    FIELD(value, .kind = KIND_TEXT,
          .example = "Port Amara",
          .help = "its value"),
    FIELDS_END,
};

const struct input input_settings = {
    .file = "settings",
    .about = "who the post is and how the plan is reckoned",
    .columns = columns,
    .table = offsetof(struct post, settings),
    .sample = "key,value\n"
              "post,Port Amara\n"
              "mission,Mission to Amara\n"
              "bureau,AF\n"
              "local_currency,EUR\n"
              "years,6\n"
              "prepared_by,DT Chief\n",
};
