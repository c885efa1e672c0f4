#include <stddef.h>

#include "planner/input.h"

#define TABLE struct exchange_rows

static const struct column columns[] = {
    FIELD(currency, .kind = KIND_TEXT, .flags = REQUIRED | KEY,
          .example = "EUR",
          .help = "three letters"),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED | KEY,
          .example = "2028",
          .help = "the year it holds for"),
    FIELD(quarter, .kind = KIND_QUARTER, .flags = KEY,
          .example = "",
          .help = "1 to 4; empty: the whole year"),
    FIELD(budget_rate, .kind = KIND_DECIMAL, .flags = REQUIRED, .min = 0, .max = 1000000000,
          .example = "0.92",
          .help = "the rate that the plan uses"),
    FIELD(actual_rate, .kind = KIND_DECIMAL, .min = 0, .max = 1000000000,
          .example = "",
          .help = "the rate that came about"),
    FIELDS_END,
};

const struct input input_exchange = {
    .file = "exchange",
    .about = "units of a currency per dollar",
    .columns = columns,
    .table = offsetof(struct post, exchange),
    .sample = "currency,fiscal_year,budget_rate,actual_rate\n"
              "EUR,{FY-1},0.91,0.9034\n"
              "EUR,{FY},0.92,\n"
              "EUR,{FY+1},0.92,\n"
              "EUR,{FY+2},0.92,\n"
              "EUR,{FY+3},0.92,\n"
              "EUR,{FY+4},0.92,\n"
              "EUR,{FY+5},0.92,\n",
};
