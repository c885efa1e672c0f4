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
};
