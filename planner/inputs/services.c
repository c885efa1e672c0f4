#include <stddef.h>

#include "planner/input.h"

#define TABLE struct service_rows

static const struct column columns[] = {
    FIELD(service, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Internet circuit",
          .help = "its name, the same in every row"),
    FIELD(period, .kind = KIND_PERIOD, .flags = REQUIRED,
          .example = "2026-03",
          .help = "month, quarter or year: 2026-03, 2026-Q1, FY2026Q2, FY2026, 2026"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED,
          .example = "2450.00",
          .help = "what it cost in the period; after as-of: what is committed"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = "empty: Telecommunications"),
    FIELD(vendor, .kind = KIND_TEXT,
          .example = "",
          .help = ""),
    FIELD(network, CHOICES("CAA|NON-CAA"),
          .example = "",
          .help = ""),
    FIELD(contract_start, .kind = KIND_DATE,
          .example = "",
          .help = "first day of the contract year"),
    FIELD(obligate, CHOICES("start|month"),
          .example = "month",
          .help = "start: twelve months at once, in the year of the contract's start"),
    COST_FIELDS,
    FIELDS_END,
};

const struct input input_services = {
    .file = "services",
    .about = "recurring operating costs: circuits, mobile, maintenance, supplies, training, freight",
    .columns = columns,
    .table = offsetof(struct post, services),
};
