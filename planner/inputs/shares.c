#include <stddef.h>

#include "planner/input.h"

#define TABLE struct share_rows

static const struct column columns[] = {
    FIELD(funding_source, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "SHARED_CORE",
          .help = "the name of the split, used in other files"),
    FIELD(to_source, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "POST_ICASS",
          .help = "who pays the part"),
    FIELD(share_pct, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = 0, .max = 100,
          .example = "60",
          .help = "its percentage; the parts add up to 100"),
    FIELD(cost_center, .kind = KIND_TEXT, .flags = KEY,
          .example = "5458",
          .help = "ICASS cost center of the part"),
    FIELDS_END,
};

const struct input input_shares = {
    .file = "shares",
    .about = "funding sources that are a split between others",
    .columns = columns,
    .table = offsetof(struct post, shares),
    .sample = "funding_source,to_source,share_pct,cost_center\n"
              "SHARED_CORE,POST_ICASS,60,5458\n"
              "SHARED_CORE,POST_DP,40,\n",
};
