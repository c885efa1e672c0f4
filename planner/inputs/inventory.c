#include <stddef.h>

#include "planner/input.h"

#define TABLE struct assets

static const struct column columns[] = {
    FIELD(asset_tag, .kind = KIND_ID, .flags = REQUIRED | KEY,
          .example = "PA-10023",
          .help = "property number, each used once"),
    FIELD(category, .kind = KIND_TEXT,
          .example = "laptop",
          .help = "kind of equipment; required unless its model has one"),
    FIELD(acquired, .kind = KIND_DATE, .flags = REQUIRED,
          .example = "2023-05-14",
          .help = "day of purchase or receipt; may be empty for what is on_order"),
    FIELD(serial, .kind = KIND_ID,
          .example = "",
          .help = "serial number"),
    FIELD(model, .kind = KIND_TEXT,
          .example = "Latitude 5440",
          .help = "maker's model"),
    FIELD(description, .kind = KIND_TEXT,
          .example = "",
          .help = "free text"),
    FIELD(location, .kind = KIND_TEXT,
          .example = "Chancery 214",
          .help = "where it stands"),
    FIELD(post, .kind = KIND_TEXT,
          .example = "",
          .help = "constituent post"),
    FIELD(custodian_agency, .kind = KIND_TEXT,
          .example = "STATE",
          .help = "agency that uses it"),
    FIELD(network, CHOICES("CAA|NON-CAA"),
          .example = "NON-CAA",
          .help = "empty: that of its location, else NON-CAA"),
    FIELD(status, CHOICES("in_use|in_repair|spare|in_stock|excess|disposed|retired|lost|stolen|"
                           "on_order"),
          .example = "in_use",
          .help = "empty: in_use; on_order: not delivered yet, neither in use nor a spare"),
    FIELD(quantity, .kind = KIND_WHOLE, .min = 1, .max = 1000000000,
          .example = "1",
          .help = "empty: 1"),
    FIELD(unit_cost, .kind = KIND_MONEY, .flags = NO_CREDIT,
          .example = "1312.40",
          .help = "price paid for one"),
    FIELD(currency, .kind = KIND_TEXT,
          .example = "USD",
          .help = "currency of unit_cost; empty: USD"),
    FIELD(in_service, .kind = KIND_DATE,
          .example = "",
          .help = "first day in use; empty: acquired"),
    FIELD(funding_source, .kind = KIND_TEXT,
          .example = "",
          .help = "who pays for its replacement; empty: that of the category"),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "",
          .help = "ICASS cost center; empty: that of the category"),
    FIELD(cycle_months, .kind = KIND_WHOLE, .min = 1, .max = 1200,
          .example = "",
          .help = "its own cycle; empty: its model's, else its category's"),
    FIELD(end_of_support, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "",
          .help = "last day of support; empty: its model's"),
    FIELD(warranty_end, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "",
          .help = "last day of warranty"),
    FIELD(decision, CHOICES("replace|retire|hold"),
          .example = "",
          .help = "what the post has decided"),
    FIELD(replace_by, .kind = KIND_DATE,
          .example = "",
          .help = "the day of a decision"),
    FIELD(replace_with, .kind = KIND_TEXT,
          .example = "",
          .help = "category bought instead; empty: its model's, else the same"),
    FIELD(priority, .kind = KIND_WHOLE, .min = 1, .max = 5,
          .example = "",
          .help = "1 (most needed) to 5"),
    FIELD(tested_on, .kind = KIND_DATE,
          .example = "",
          .help = "day of its last test"),
    FIELD(retired_on, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "",
          .help = "day it went out of use: up to as-of, an empty status is retired"),
    FIELD(note, .kind = KIND_TEXT,
          .example = "",
          .help = "free text"),
    FIELDS_END,
};

const struct input input_inventory = {
    .file = "inventory",
    .several = true,
    .about = "the equipment: one row an asset, or a group of equal ones",
    .columns = columns,
    .table = offsetof(struct post, assets),
    .sample = "asset_tag,category,acquired,serial,model,location,custodian_agency,network,status,quantity,unit_cost,funding_source,cycle_months,decision,replace_by,priority,tested_on,note\n"
              "PA-10001,,{day -52},EX50771,L-540,Chancery 214,STATE,,in_use,1,1312.40,,,,,2,,past its cycle\n"
              "PA-10002,,{day -31},EX61842,L-540,Chancery 215,STATE,,in_use,1,1338.00,,,,,,,\n"
              "PA-10003,laptop,{day -18},EX70021,,Annex 3,AID,,in_use,1,1365.00,AID_OE,,,,,,another agency pays\n"
              "PA-10004,laptop,{day -20},EX70022,,Warehouse,STATE,,spare,1,1365.00,,,,,,,\n"
              "PA-10010,desktop,{day -40},,,Vault 2,STATE,,in_use,6,1105.00,,,,,,,a group of equal ones\n"
              "PA-10011,desktop,{day -27},,,Annex 3,STATE,,in_use,4,1098.00,,,,,,,\n"
              "PA-10020,network-switch,{day -58},SW3310,S-9200,Chancery telecommunications room,STATE,,in_use,3,4050.00,,,,,1,,\n"
              "PA-10030,pbx,{day -98},PBX-0007,T-100,Chancery telecommunications room,STATE,,in_use,1,104000.00,,,,,1,,\n"
              "PA-10040,ups-battery,{day -46},,,Chancery telecommunications room,STATE,,in_use,4,,,,,,,{day -5},\n"
              "PA-10050,gitm-workstation,{day -30},,,Chancery 2nd floor,STATE,,in_use,25,,,,,,,,paid centrally\n"
              "PA-10060,conference-display,{day -60},CD-118,,Chancery 301,STATE,,in_use,1,1985.00,,,,,,,\n"
              "PA-10070,server,{day -62},SRV-22,,Vault 1,STATE,,in_use,1,9100.00,,,hold,{last FY+1},,,kept until the new room is ready\n"
              "PA-10080,printer,{day -75},PR-901,,Chancery 110,STATE,,in_use,1,780.00,,,retire,,,,not to be replaced\n"
              "PA-10081,printer,{day -33},PR-902,,Annex 3,STATE,,in_use,1,815.00,,84,,,,,its own longer cycle\n",
};
