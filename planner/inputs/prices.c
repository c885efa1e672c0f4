#include <stddef.h>

#include "planner/input.h"

#define TABLE struct price_rows

static const struct column columns[] = {
    FIELD(category, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "laptop",
          .help = "category that is bought"),
    FIELD(model, .kind = KIND_TEXT,
          .example = "",
          .help = "model that is now held; empty: any"),
    FIELD(network, CHOICES("CAA|NON-CAA"),
          .example = "",
          .help = "empty: any"),
    FIELD(unit_price, .kind = KIND_MONEY, .flags = REQUIRED | NO_CREDIT,
          .example = "1450.00",
          .help = "price of one"),
    FIELD(currency, .kind = KIND_TEXT,
          .example = "USD",
          .help = "empty: USD"),
    FIELD(price_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = "fiscal year of the price"),
    FIELD(freight, .kind = KIND_MONEY, .flags = NO_CREDIT,
          .example = "85.00",
          .help = "freight of one"),
    FIELD(install, .kind = KIND_MONEY, .flags = NO_CREDIT,
          .example = "",
          .help = "installation of one"),
    FIELD(replacement, .kind = KIND_TEXT,
          .example = "Standard laptop",
          .help = "what is bought"),
    FIELDS_END,
};

const struct input input_prices = {
    .file = "prices",
    .about = "what a replacement costs",
    .columns = columns,
    .table = offsetof(struct post, prices),
    .sample = "category,model,network,unit_price,currency,price_year,freight,install,replacement\n"
              "laptop,,,1450.00,USD,{FY},85.00,,Standard laptop\n"
              "desktop,,,1120.00,USD,{FY},110.00,,Standard desktop\n"
              "desktop,,CAA,1380.00,USD,{FY},240.00,,\"Desktop, shipped by pouch\"\n"
              "network-switch,S-9200,,4200.00,USD,{FY},180.00,650.00,Access switch with 48 ports\n"
              "ups-battery,,,640.00,EUR,{FY},,40.00,\"Battery set, bought here\"\n"
              "pbx,,,118000.00,USD,{FY-1},5200.00,14500.00,Telephone system\n"
              "conference-display,,,2100.00,USD,{FY},320.00,,\n"
              "server,,,9800.00,USD,{FY},420.00,,Rack server\n",
};
