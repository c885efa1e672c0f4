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
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "2450.00",
          .help = "what it cost in the period; after as-of: what is committed"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = "empty: Telecommunications"),
    FIELD(vendor, .kind = KIND_TEXT,
          .example = "",
          .help = "who bills it"),
    FIELD(network, CHOICES("CAA|NON-CAA"),
          .example = "",
          .help = "empty: neither"),
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
    .sample = "service,period,amount,plan_category,vendor,network,currency,funding_source,object_class,cost_center\n"
              "Internet circuit,{month -24},2380.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -23},2380.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -22},2395.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -21},2410.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -20},2390.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -19},2400.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -18},2420.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -17},2405.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -16},2415.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -15},2430.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -14},2425.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -13},2440.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -12},2440.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -11},2455.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -10},2450.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -9},2470.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -8},2460.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -7},2465.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -6},2480.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -5},2475.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -4},2490.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -3},2485.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -2},2500.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Internet circuit,{month -1},2495.00,Telecommunications,Example Telecom,NON-CAA,EUR,SHARED_CORE,23.3,\n"
              "Equipment maintenance,FY{FY-3},7900.00,Non-CAA equipment,,,USD,POST_DP,25.7,\n"
              "Equipment maintenance,FY{FY-2},8150.00,Non-CAA equipment,,,USD,POST_DP,25.7,\n"
              "Equipment maintenance,FY{FY-1},8400.00,Non-CAA equipment,,,USD,POST_DP,25.7,\n",
};
