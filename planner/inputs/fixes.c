#include <stddef.h>

#include "planner/input.h"

#define TABLE struct fix_rows

static const struct column columns[] = {
    FIELD(file, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "inventory.csv",
          .help = "the file that the cell stands in"),
    FIELD(row, .kind = KIND_TEXT,
          .example = "PA-10023",
          .help = "its row: asset tag, serial or other key, or line 12; empty: every row that has "
                  "what was found; for a price of prices.csv that is missing, the category"),
    FIELD(field, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "status",
          .help = "planner's name of the column"),
    FIELD(found, .kind = KIND_TEXT,
          .example = "in us",
          .help = "what the cell holds; where it holds something else by now, nothing is changed"),
    FIELD(value, .kind = KIND_TEXT,
          .example = "in_use",
          .help = "what is read instead; empty: an empty cell"),
    FIELD(accept, CHOICES("yes|no|drop"),
          .example = "yes",
          .help = "yes: read value instead; drop: leave the whole row out; no or empty: nothing"),
    NAMED("rows", row_count, .kind = KIND_TEXT,
          .example = "1",
          .help = "rows that it is about; not read"),
    FIELD(amount, .kind = KIND_TEXT,
          .example = "1312.40",
          .help = "dollars in these rows; not read"),
    FIELD(rule, .kind = KIND_TEXT,
          .example = "unknown-word",
          .help = "name of the fault; not read"),
    FIELD(message, .kind = KIND_TEXT,
          .example = "is not known; did you mean in_use?",
          .help = "what is wrong, and what to write; not read"),
    FIELDS_END,
};

const struct input input_fixes = {
    .file = "fixes",
    .about = "corrections of cells, as planner check --write-fixes proposes them and you confirm "
             "them",
    .columns = columns,
    .table = offsetof(struct post, fixes),
    .sample = "file,row,field,found,value,accept,rows,amount,rule,message\n"
              "inventory.csv,PA-10004,location,Warehouse,Warehouse B,no,1,1365.00,example,an "
              "example that changes nothing: yes in accept would\n",
};
