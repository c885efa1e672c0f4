#include <stddef.h>

#include "planner/input.h"

#define TABLE struct agency_rows

static const struct column columns[] = {
    FIELD(agency, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "STATE",
          .help = "its short name"),
    FIELD(name, .kind = KIND_TEXT,
          .example = "Department of State",
          .help = "how it is printed"),
    FIELD(kind, CHOICES("customer|provider|icass"),
          .example = "provider",
          .help = "empty: customer; icass: the row of ICASS itself"),
    FIELDS_END,
};

const struct input input_agencies = {
    .file = "agencies",
    .about = "customer agencies; the order in the file settles ties",
    .columns = columns,
    .table = offsetof(struct post, agencies),
    .sample = "agency,name,kind\n"
              "STATE,Department of State,provider\n"
              "AID,Agency for International Development,customer\n"
              "DAO,Defense Attache Office,customer\n"
              "ICASS,ICASS,icass\n",
};
