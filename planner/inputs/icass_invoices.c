#include <stddef.h>

#include "planner/input.h"

#define TABLE struct icass_invoice_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = ""),
    FIELD(version, CHOICES("initial|final"), .flags = REQUIRED,
          .example = "initial",
          .help = ""),
    FIELD(agency, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "STATE",
          .help = ""),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "5458",
          .help = "empty: the whole invoice"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED,
          .example = "166960.20",
          .help = ""),
    FIELDS_END,
};

const struct input input_icass_invoices = {
    .file = "icass_invoices",
    .about = "ICASS invoices as signed",
    .columns = columns,
    .table = offsetof(struct post, icass_invoices),
};
