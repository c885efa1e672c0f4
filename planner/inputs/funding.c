#include <stddef.h>

#include "planner/input.h"

#define TABLE struct funding_rows

static const struct column columns[] = {
    FIELD(funding_source, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "POST_DP",
          .help = "its name"),
    FIELD(payer, CHOICES("post|central|other"),
          .example = "post",
          .help = "post: in the plan; central and other: shown apart"),
    FIELD(fund_symbol, .kind = KIND_TEXT,
          .example = "19_0113",
          .help = "Treasury fund symbol"),
    FIELD(period, CHOICES("1-year|2-year|no-year"),
          .example = "1-year",
          .help = "how long the money can be obligated"),
    FIELD(last_obligation_date, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "2027-09-30",
          .help = "last day on which it can be obligated"),
    FIELD(allotment, .kind = KIND_TEXT,
          .example = "2034",
          .help = "allotment or operating allowance"),
    FIELD(organization, .kind = KIND_TEXT,
          .example = "",
          .help = "organization code"),
    FIELD(function, .kind = KIND_TEXT,
          .example = "5458",
          .help = "function code"),
    FIELD(name, .kind = KIND_TEXT,
          .example = "Diplomatic Programs",
          .help = "how it is printed"),
    FIELDS_END,
};

const struct input input_funding = {
    .file = "funding",
    .about = "funding sources, who pays, and the fiscal strip",
    .columns = columns,
    .table = offsetof(struct post, funding),
    .sample = "funding_source,payer,fund_symbol,period,name\n"
              "POST_DP,post,19_0113,,Diplomatic Programs\n"
              "POST_ICASS,post,19X4519.1,no-year,ICASS working capital fund\n"
              "AID_OE,other,,,AID operating expense\n",
};
