#include <stddef.h>

#include "planner/input.h"

#define TABLE struct staff_rows

static const struct column columns[] = {
    FIELD(position, .kind = KIND_TEXT, .flags = REQUIRED,
          .example = "97-301",
          .help = "position number"),
    FIELD(title, .kind = KIND_TEXT,
          .example = "Systems administrator",
          .help = "what the position is"),
    FIELD(type, CHOICES("LE|EFM|contract|USDH"),
          .example = "LE",
          .help = "empty: LE; USDH salaries are shown, not requested"),
    FIELD(annual_cost, .kind = KIND_MONEY, .flags = REQUIRED | WORTH | NO_CREDIT,
          .example = "38500.00",
          .help = "pay and benefits of a full year"),
    FIELD(cost_year, .kind = KIND_YEAR,
          .example = "2027",
          .help = "fiscal year of that cost; empty: the current one"),
    FIELD(start, .kind = KIND_DATE,
          .example = "",
          .help = "first day; empty: already there"),
    FIELD(end, .kind = KIND_DATE, .flags = OPEN_END,
          .example = "",
          .help = "last day; empty: stays"),
    FIELD(share_pct, .kind = KIND_DECIMAL, .min = 0, .max = 100,
          .example = "100",
          .help = "percentage charged here; empty: 100"),
    COST_FIELDS,
    FIELDS_END,
};

static void check(struct post *post)
{
    struct staff_rows *t = &post->staff;
    for (size_t i = 0; i < t->rows.count; i++)
        if (date_given(t->start[i]) && date_given(t->end[i]) &&
            date_compare(t->end[i], t->start[i]) < 0)
            rows_report(post->diag, &t->rows, i, "end", ERROR, "end-before-start", (word){0},
                        "is before start");
}

const struct input input_staff = {
    .file = "staff",
    .about = "positions of the section",
    .columns = columns,
    .table = offsetof(struct post, staff),
    .sample = "position,title,type,annual_cost,cost_year,start,end,share_pct,currency,funding_source,cost_center\n"
              "97-301,Systems administrator,LE,38500.00,{FY},,,100,EUR,POST_ICASS,5458\n"
              "97-302,Telephone technician,LE,29800.00,{FY},,,50,EUR,POST_ICASS,6195\n"
              "97-310,Helpdesk assistant,EFM,41000.00,{FY},{first FY+1},,100,USD,POST_ICASS,5458\n"
              "USDH-01,DT Chief,USDH,182000.00,{FY},,,100,USD,POST_DP,\n",
    .check = check,
};
