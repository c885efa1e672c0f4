#include <stddef.h>

#include "planner/input.h"

#define TABLE struct obligation_rows

static const struct column columns[] = {
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2027",
          .help = "year of the money"),
    FIELD(quarter, .kind = KIND_QUARTER, .flags = REQUIRED,
          .example = "1",
          .help = "quarter in which it was obligated"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "41250.00",
          .help = "of the quarter alone; negative: a de-obligation"),
    FIELD(cost_center, .kind = KIND_TEXT,
          .example = "5458",
          .help = "required for POST_ICASS"),
    FIELD(funding_source, .kind = KIND_TEXT,
          .example = "POST_ICASS",
          .help = "what paid: a name of funding.csv, or a built-in one"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"),
          .example = "",
          .help = "category of 5 FAM 124.3"),
    FIELD(object_class, .kind = KIND_TEXT, .flags = IS_CLASS,
          .example = "31.0",
          .help = "OMB object class, such as 31.0"),
    FIELD(component, CHOICES("target|washington|other"),
          .example = "",
          .help = "empty: target"),
    FIELD(document, .kind = KIND_TEXT,
          .example = "",
          .help = "order or contract number"),
    FIELD(liquidated, .kind = KIND_MONEY,
          .example = "",
          .help = "what of it has been paid out"),
    FIELD(description, .kind = KIND_TEXT,
          .example = "",
          .help = "what it was for"),
    FIELDS_END,
};

const struct input input_obligations = {
    .file = "obligations",
    .about = "money obligated, by quarter",
    .columns = columns,
    .table = offsetof(struct post, obligations),
    .sample = "fiscal_year,quarter,amount,cost_center,funding_source,plan_category,object_class,component,document,description\n"
              "{FY-1},1,31250.00,5458,POST_ICASS,Personnel costs,11.1,target,,pay of the quarter\n"
              "{FY-1},2,31250.00,5458,POST_ICASS,Personnel costs,11.1,target,,pay of the quarter\n"
              "{FY-1},3,31250.00,5458,POST_ICASS,Personnel costs,11.1,target,,pay of the quarter\n"
              "{FY-1},4,31250.00,5458,POST_ICASS,Personnel costs,11.1,target,,pay of the quarter\n"
              "{FY-1},2,22400.00,5458,POST_ICASS,Telecommunications,23.3,target,,circuits\n"
              "{FY-1},4,11840.00,,POST_DP,Non-CAA equipment,31.0,,PO-4390,laptops\n",
};
