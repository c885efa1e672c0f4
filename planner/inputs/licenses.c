#include <stddef.h>

#include "planner/input.h"

#define TABLE struct license_rows

static const struct column columns[] = {
    FIELD(license_id, .kind = KIND_ID, .flags = REQUIRED | KEY,
          .example = "L-001",
          .help = "its number"),
    FIELD(product, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "Antivirus suite",
          .help = "what it is"),
    FIELD(publisher, .kind = KIND_TEXT,
          .example = "",
          .help = "who makes it"),
    FIELD(type, CHOICES("perpetual|subscription|maintenance"),
          .example = "subscription",
          .help = "empty: subscription"),
    FIELD(metric, .kind = KIND_TEXT,
          .example = "user",
          .help = "what is counted: user, device, core, server, site"),
    FIELD(qty_owned, .kind = KIND_WHOLE, .min = 0, .max = 1000000000,
          .example = "250",
          .help = "units paid for"),
    FIELD(qty_used, .kind = KIND_WHOLE, .min = 0, .max = 1000000000,
          .example = "231",
          .help = "units in use"),
    FIELD(per_person, .kind = KIND_DECIMAL, .min = 0, .max = 1000,
          .example = "",
          .help = "units per additional person"),
    FIELD(start, .kind = KIND_DATE,
          .example = "2026-10-01",
          .help = "first day of the running term"),
    FIELD(end, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "2027-09-30",
          .help = "last day of the running term; required unless perpetual"),
    FIELD(term_months, .kind = KIND_WHOLE, .min = 1, .max = 240,
          .example = "12",
          .help = "months of a term; empty: 12"),
    FIELD(annual_cost, .kind = KIND_MONEY, .flags = WORTH | NO_CREDIT,
          .example = "4800.00",
          .help = "cost of a year; required unless perpetual"),
    FIELD(notice_days, .kind = KIND_WHOLE, .min = 0, .max = 1000,
          .example = "90",
          .help = "days before the end by which notice must be given"),
    FIELD(auto_renew, CHOICES("yes|no"),
          .example = "yes",
          .help = "whether it renews unless notice is given"),
    FIELD(charge_before, CHOICES("yes|no"),
          .example = "",
          .help = "yes: a subscription that starts on 1 October is charged to the year before"),
    FIELD(escalation_class, .kind = KIND_TEXT,
          .example = "",
          .help = "empty: software"),
    FIELD(document, .kind = KIND_TEXT,
          .example = "",
          .help = "order or contract number"),
    COST_FIELDS,
    FIELDS_END,
};

/* What a licence that renews cannot do without. */
static void check(struct post *post)
{
    struct license_rows *t = &post->licenses;
    for (size_t i = 0; i < t->rows.count; i++) {
        /* of a row with a fault nothing is said to be empty: that may be the cell at fault */
        bool renews = t->type[i] != LICENSE_PERPETUAL && !t->rows.bad[i];
        if (renews && !date_given(t->end[i]))
            rows_report(post->diag, &t->rows, i, "end", ERROR, "missing-value", (word){0},
                        "is empty (write the last day of the running term, such as 2027-09-30)");
        if (renews && !money_given(t->annual_cost[i]))
            rows_report(post->diag, &t->rows, i, "annual_cost", ERROR, "missing-value", (word){0},
                        "is empty (write the yearly cost, such as 4800.00)");
        if (date_given(t->start[i]) && date_given(t->end[i]) &&
            date_compare(t->end[i], t->start[i]) < 0)
            rows_report(post->diag, &t->rows, i, "end", ERROR, "end-before-start", (word){0},
                        "is before start");
        if (t->charge_before[i] == YES && t->type[i] == LICENSE_MAINTENANCE)
            rows_report(post->diag, &t->rows, i, "charge_before", ERROR, "charge-before",
                        (word){0},
                        "cannot be yes for maintenance: only a subscription that starts on "
                        "1 October can be charged to the year before (write no)");
    }
}

const struct input input_licenses = {
    .file = "licenses",
    .about = "software licences and maintenance",
    .columns = columns,
    .table = offsetof(struct post, licenses),
    .sample = "license_id,product,publisher,type,metric,qty_owned,qty_used,per_person,start,end,term_months,annual_cost,notice_days,auto_renew,document,currency,funding_source,object_class,cost_center\n"
              "L-001,Antivirus suite,Example Software,subscription,user,250,231,1,{first FY},{last FY},12,4800.00,90,yes,PO-4471,USD,POST_DP,,\n"
              "L-002,Backup software,Example Software,maintenance,server,6,6,,{day -5},{day +7},12,1950.00,60,no,PO-4502,USD,POST_ICASS,,5458\n"
              "L-003,Drawing program,Example Software,perpetual,user,3,2,,,,,,,,,,,,\n",
    .check = check,
};
