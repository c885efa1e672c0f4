#include <stddef.h>

#include "planner/input.h"

#define TABLE struct workload_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED | KEY,
          .example = "2027",
          .help = "year of the counts"),
    FIELD(cost_center, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "5458",
          .help = "a code of cost_centers.csv"),
    FIELD(agency, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "STATE",
          .help = "a name of agencies.csv"),
    FIELD(count, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = 0, .max = 1000000000,
          .example = "143",
          .help = "units"),
    FIELD(weight, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "1",
          .help = "empty: 1"),
    FIELD(modifier, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "1",
          .help = "empty: 1"),
    FIELD(reason, .kind = KIND_TEXT,
          .example = "",
          .help = "why it is modified"),
    FIELDS_END,
};

const struct input input_workload = {
    .file = "workload",
    .about = "workload counts of agencies by cost center",
    .columns = columns,
    .table = offsetof(struct post, workload),
    .sample = "fiscal_year,cost_center,agency,count,weight,modifier,reason\n"
              "{FY},5458,STATE,143,1,1,\n"
              "{FY},5458,AID,61,1,1,\n"
              "{FY},5458,DAO,17,1,1,\n"
              "{FY},5458,ICASS,52,1,1,\n"
              "{FY},6195,STATE,71,1,1,\n"
              "{FY},6195,AID,23,1,1,\n"
              "{FY},6195,DAO,9,1,0.6,shares the switchboard at night only\n"
              "{FY},6195,ICASS,29,1,1,\n",
};
