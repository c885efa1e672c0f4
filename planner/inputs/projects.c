#include <stddef.h>

#include "planner/input.h"

#define TABLE struct project_rows

static const struct column columns[] = {
    FIELD(project, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "P-01",
          .help = "its number"),
    FIELD(title, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Annex cabling",
          .help = "what it is"),
    FIELD(fiscal_year, .kind = KIND_YEAR, .flags = REQUIRED,
          .example = "2029",
          .help = "the year of the money"),
    FIELD(amount, .kind = KIND_MONEY, .flags = REQUIRED | WORTH,
          .example = "85000.00",
          .help = "in dollars of that year"),
    FIELD(plan_category, CHOICES("Telecommunications|CAA equipment|Non-CAA equipment|Software licenses|"
                  "Pouch and mail operations|Personnel costs|ICASS services"), .flags = REQUIRED,
          .example = "Non-CAA equipment",
          .help = "category of 5 FAM 124.3"),
    FIELD(quarter, .kind = KIND_QUARTER,
          .example = "",
          .help = "quarter in which it is obligated"),
    FIELD(request, CHOICES("target|over_target"),
          .example = "target",
          .help = "empty: target"),
    FIELD(priority, .kind = KIND_WHOLE, .min = 1, .max = 5,
          .example = "2",
          .help = "1 (most needed) to 5"),
    FIELD(ics_objective, .kind = KIND_TEXT,
          .example = "",
          .help = "goal of the Integrated Country Strategy"),
    FIELD(mandate, .kind = KIND_TEXT,
          .example = "",
          .help = "compliance, security, end of support ..."),
    FIELD(requester, .kind = KIND_TEXT,
          .example = "",
          .help = "section or agency that asks"),
    FIELD(approval, CHOICES("pending|approved|denied"),
          .example = "",
          .help = "the DT Chief's decision; denied: not in the plan"),
    FIELD(recurring_until, .kind = KIND_YEAR,
          .example = "",
          .help = "last fiscal year of a yearly tail"),
    FIELD(escalation_class, .kind = KIND_TEXT,
          .example = "",
          .help = "class of the tail; empty: general"),
    FIELD(replaces, .kind = KIND_TEXT,
          .example = "",
          .help = "assets that it replaces, a scope: category=pbx;network=NON-CAA"),
    FIELD(impact, .kind = KIND_TEXT,
          .example = "",
          .help = "what happens if it is not funded"),
    FIELD(justification, .kind = KIND_TEXT,
          .example = "",
          .help = "for the request"),
    COST_FIELDS,
    FIELDS_END,
};

const struct input input_projects = {
    .file = "projects",
    .about = "named IT projects, also those of other sections that the DT Chief approves",
    .columns = columns,
    .table = offsetof(struct post, projects),
    .sample = "project,title,fiscal_year,amount,plan_category,quarter,request,priority,ics_objective,mandate,requester,approval,recurring_until,replaces,impact,justification,currency,funding_source,object_class,cost_center\n"
              "P-01,Annex cabling,{FY+2},85000.00,Non-CAA equipment,2,target,2,,,DT,pending,,,The annex keeps cables that fail in the rainy season,Cables of 1998 carry neither the new switches nor telephones,USD,POST_DP,25.2,\n"
              "P-02,New telephone system,{FY+2},165000.00,Telecommunications,3,over_target,1,,end of support,DT,pending,,category=pbx,No repair after support ends,The maker ends support before the next regular replacement,USD,SHARED_CORE,31.0,\n"
              "P-03,AID conference room,{FY+1},22000.00,Non-CAA equipment,,,3,,,AID,approved,,,,Asked for and paid by AID,USD,AID_OE,31.0,\n",
};
