#include <stddef.h>

#include "planner/input.h"

#define TABLE struct icass_invoice_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = "year of the invoice"),
    FIELD(version, CHOICES("initial|final"), .flags = REQUIRED,
          .example = "initial",
          .help = "which invoice of the year"),
    FIELD(agency, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "STATE",
          .help = "who pays: a name of agencies.csv"),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "5458",
          .help = "empty: the whole invoice"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "166960.20",
          .help = "as signed"),
    FIELDS_END,
};

const struct input input_icass_invoices = {
    .file = "icass_invoices",
    .about = "ICASS invoices as signed",
    .columns = columns,
    .table = offsetof(struct post, icass_invoices),
    .sample = "fiscal_year,version,agency,cost_center,amount\n"
              "{FY},initial,STATE,5458,90847.06\n"
              "{FY},initial,AID,5458,38752.94\n"
              "{FY},initial,DAO,5458,10800.00\n",
};
