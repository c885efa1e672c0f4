#include <stddef.h>

#include "planner/input.h"

#define TABLE struct series_rows

static const struct column columns[] = {
    FIELD(series_id, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Internet circuit",
          .help = "name of the series; rows of many series may stand in any order"),
    FIELD(period, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "2026-03",
          .help = "month, quarter or year: 2026-03, 2026-Q1, FY2026Q2, FY2026, 2026; or the number "
                  "of an observation: 1, 2, 3"),
    FIELD(value, .kind = KIND_NUMBER,
          .example = "2450.00",
          .help = "what was measured; empty: a gap"),
    FIELDS_END,
};

const struct input input_series = {
    .file = "series",
    .alone = true,
    .about = "what planner forecast reads, under any name: series of any kind, a row a value",
    .columns = columns,
    .table = offsetof(struct post, series),
    .sample = "series_id,period,value\n"
              "Internet circuit,{month -3},2480.00\n"
              "Internet circuit,{month -2},2475.00\n"
              "Internet circuit,{month -1},2490.00\n",
};
