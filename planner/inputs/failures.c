#include <stddef.h>

#include "planner/input.h"

#define TABLE struct failure_rows

static const struct column columns[] = {
    FIELD(asset_tag, .kind = KIND_ID,
          .example = "PA-10023",
          .help = "the asset that failed"),
    FIELD(category, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "laptop",
          .help = "its kind of equipment"),
    FIELD(failed_on, .kind = KIND_DATE, .flags = REQUIRED,
          .example = "2026-02-11",
          .help = "day of the failure"),
    FIELD(in_service, .kind = KIND_DATE,
          .example = "2023-05-14",
          .help = "first day in use"),
    FIELDS_END,
};

const struct input input_failures = {
    .file = "failures",
    .about = "the post's own log of failures, to fit reliability",
    .columns = columns,
    .table = offsetof(struct post, failures),
    .sample = "asset_tag,category,failed_on,in_service\n"
              "PA-09977,laptop,{day -9},{day -45}\n"
              "PA-10002,laptop,{day -4},{day -31}\n",
};
