/* Small posts from their files to the schedule and the lines; every sum is worked out beside it. */
#include "planner/plan.h"

#include "made_post.h"

/* Prices do not change here unless a test says so. */
static void no_escalation(struct made *m)
{
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ncomputers,2020,0\ncomputers,2040,0\n"
                                   "displays,2020,0\ndisplays,2040,0\npersonnel,2020,0\npersonnel,2040,0\n"
                                   "software,2020,0\nsoftware,2040,0\ngeneral,2020,0\ngeneral,2040,0\n");
}

/* ---- what is active --------------------------------------------------------------------------- */

static void only_what_is_in_use_or_in_repair_is_replaced(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv",
              "asset_tag,category,acquired,unit_cost,status,decision\n"
              "A1,laptop,2024-01-15,100,in_use,\nA2,laptop,2024-01-15,100,in_repair,\n"
              "A3,laptop,2024-01-15,100,,\nA4,laptop,2024-01-15,100,spare,\n"
              "A5,laptop,2024-01-15,100,in_stock,\nA6,laptop,2024-01-15,100,excess,\n"
              "A7,laptop,2024-01-15,100,stolen,\nA8,laptop,2024-01-15,100,in_use,retire\n");
    made_plan(m);
    assert_string_equal(made_table(m, "assets.csv", "asset_tag,status,included,due_date"),
                        "A1,in_use,yes,2028-01-15\nA2,in_repair,yes,2028-01-15\n"
                        "A3,in_use,yes,2028-01-15\nA4,spare,no,2028-01-15\n"
                        "A5,in_stock,no,2028-01-15\nA6,excess,no,2028-01-15\n"
                        "A7,stolen,no,2028-01-15\nA8,in_use,no,2028-01-15\n");
    /* those that are not replaced each say why */
    const char *reasons = made_table(m, "assets.csv", "asset_tag,reason");
    assert_non_null(strstr(reasons, "A1,\n"));
    assert_non_null(strstr(reasons, "A4,spare"));
    assert_non_null(strstr(reasons, "A6,status is excess\n"));
    assert_non_null(strstr(reasons, "A8,decided"));
    assert_string_equal(made_table(m, "schedule.csv", "asset_tag,sequence"), "A1,1\nA1,2\nA2,1\nA2,2\nA3,1\nA3,2\n");
}

static void spares_are_replaced_where_the_post_says_so(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nreplace_spares,yes\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,status\n"
                                  "A4,laptop,2024-01-15,100,spare\nA6,laptop,2024-01-15,100,excess\n");
    made_plan(m);
    assert_string_equal(made_table(m, "assets.csv", "asset_tag,included"), "A4,yes\nA6,no\n");
}

static void what_comes_after_as_of_is_left_out_with_a_warning(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-11-21,100\n"
                                  "A2,laptop,2026-11-22,100\n");
    made_plan(m);
    assert_string_equal(made_table(m, "assets.csv", "asset_tag,included"), "A1,yes\nA2,no\n");
    made_findings(m, "inventory.csv:3:11: warning: acquired: is after the as-of date; the asset is "
                     "not in this plan\n");
}

/* ---- base date, cycle, support --------------------------------------------------------------------- */

static void an_assets_own_cycle_beats_its_models_which_beats_the_categorys(void **state)
{
    struct made *m = *state;
    made_file(m, "models.csv", "model,cycle_months,end_of_support\nM36,36,2025-06-30\nM0,,\n");
    made_file(m, "inventory.csv",
              "asset_tag,category,acquired,in_service,model,cycle_months,end_of_support,unit_cost\n"
              "A1,laptop,2023-01-01,,,,,100\n"              /* 2023-01-01 + 48 */
              "A2,laptop,2023-01-01,2023-03-01,,,,100\n"    /* in service counts */
              "A3,laptop,2023-01-01,,M36,,2029-01-01,100\n" /* own support beats the model's */
              "A4,laptop,2023-01-01,,M36,,,100\n"           /* the model's support is earlier */
              "A5,laptop,2023-01-01,,M36,24,2029-01-01,100\n"
              "A6,laptop,2023-01-01,,M0,,,100\n");
    made_plan(m);
    assert_string_equal(made_table(m, "assets.csv", "asset_tag,base_date,cycle_months,due_date,trigger"),
                        "A1,2023-01-01,48,2027-01-01,cycle\n"
                        "A2,2023-03-01,48,2027-03-01,cycle\n"
                        "A3,2023-01-01,36,2026-01-01,cycle\n"
                        "A4,2023-01-01,36,2025-06-30,end_of_support\n"
                        "A5,2023-01-01,24,2025-01-01,cycle\n"
                        "A6,2023-01-01,48,2027-01-01,cycle\n");
}

static void overdue_is_what_was_due_before_as_of(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,quantity,status\n"
                                  "A1,laptop,2022-11-20,100,3,\n"   /* due on the day before */
                                  "A2,laptop,2022-11-21,100,,\n"    /* due on the day */
                                  "A3,laptop,2020-01-01,100,,lost\n"); /* not active: not overdue */
    struct plan *plan = made_plan(m);
    assert_string_equal(made_table(m, "assets.csv", "asset_tag,backlog"), "A1,yes\nA2,no\nA3,no\n");
    assert_int_equal(plan->backlog, 1);
    assert_int_equal(plan->backlog_units, 3);
    /* 3 x 100.00 of FY2023, computers +2 % a year: 1.02^4 = 1.08243216 -> 108.24; x 3 = 324.72 */
    assert_money(plan->backlog_amount, "324.72");
}

/* ---- prices -------------------------------------------------------------------------------------------- */

static void the_best_matching_price_row_counts(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "prices.csv", "category,model,network,unit_price,price_year\n"
                               "laptop,,,1000,2027\nlaptop,,CAA,1100,2027\n"
                               "laptop,M1,,1200,2027\nlaptop,M1,CAA,1300,2027\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,model,network,unit_cost\n"
                                  "A1,laptop,2024-05-01,M1,CAA,50\nA2,laptop,2024-05-01,M1,NON-CAA,50\n"
                                  "A3,laptop,2024-05-01,M2,CAA,50\nA4,laptop,2024-05-01,,,50\n");
    made_plan(m);
    assert_string_equal(made_table(m, "schedule.csv", "asset_tag,sequence,unit_price,price_basis"),
                        "A1,1,1300.00,prices.csv line 5\nA1,2,1300.00,prices.csv line 5\n"
                        "A2,1,1200.00,prices.csv line 4\nA2,2,1200.00,prices.csv line 4\n"
                        "A3,1,1100.00,prices.csv line 3\nA3,2,1100.00,prices.csv line 3\n"
                        "A4,1,1000.00,prices.csv line 2\nA4,2,1000.00,prices.csv line 2\n");
}

static void price_parts_are_escalated_and_converted_one_by_one(void **state)
{
    struct made *m = *state;
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ncomputers,2027,0\ncomputers,2028,10\n"
                                   "computers,2032,10\n");
    made_file(m, "exchange.csv", "currency,fiscal_year,budget_rate\nEUR,2028,0.9\nEUR,2032,0.9\n");
    made_file(m, "prices.csv", "category,unit_price,currency,price_year,freight,install\n"
                               "laptop,1000.05,EUR,2027,50.05,9.99\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,quantity\nA1,laptop,2024-05-01,3\n");
    made_plan(m);
    /* FY2028: 1000.05 x 1.1 = 1100.055 -> 1100.06 (in floating point 1100.055 may fall either way:
     * 100005 x 1.1 = 110005.50000000001 -> 110006); / 0.9 = 1222.2888 -> 1222.29
     *          50.05 x 1.1 = 55.055 -> 55.06; / 0.9 = 61.1777 -> 61.18
     *           9.99 x 1.1 = 10.989 -> 10.99; / 0.9 = 12.2111 -> 12.21
     * sum 1295.68, x 3 = 3887.04 */
    assert_string_equal(made_table(m, "schedule.csv", "fiscal_year,unit_price,quantity,amount"),
                        "2028,1295.68,3,3887.04\n"
                        /* FY2032: four more years at 10 %: 1000.05 x 1.61051 = 1610.59 (.5905),
                         * / 0.9 = 1789.5444 -> 1789.54; 50.05 x 1.61051 = 80.6060 -> 80.61 / 0.9 =
                         * 89.5666 -> 89.57; 9.99 x 1.61051 = 16.0889 -> 16.09 / 0.9 = 17.8777 ->
                         * 17.88; sum 1896.99; x 3 = 5690.97 */
                        "2032,1896.99,3,5690.97\n");
    assert_string_equal(made_table(m, "lines.csv", "object_class,fiscal_year,quantity,amount"),
                        "22.0,2027,0,0.00\n22.0,2028,0,183.54\n22.0,2029,0,0.00\n" /* 3 x 61.18 */
                        "22.0,2030,0,0.00\n22.0,2031,0,0.00\n22.0,2032,0,268.71\n" /* 3 x 89.57 */
                        "25.2,2027,0,0.00\n25.2,2028,0,36.63\n25.2,2029,0,0.00\n"  /* 3 x 12.21 */
                        "25.2,2030,0,0.00\n25.2,2031,0,0.00\n25.2,2032,0,53.64\n"  /* 3 x 17.88 */
                        "31.0,2027,0,0.00\n31.0,2028,3,3666.87\n31.0,2029,0,0.00\n" /* 3 x 1222.29 */
                        "31.0,2030,0,0.00\n31.0,2031,0,0.00\n31.0,2032,3,5368.62\n"); /* 3 x 1789.54 */
}

static void without_a_price_row_the_assets_own_cost_counts(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2024-10-01,1000\n");
    made_plan(m);
    /* of FY2025; due 2028-10-01 in FY2029: 1000 x 1.02^4 = 1082.43216 */
    assert_string_equal(made_table(m, "schedule.csv", "fiscal_year,unit_price,price_basis"),
                        "2029,1082.43,unit_cost of FY2025\n");
}

static void what_others_pay_may_have_no_known_cost(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,funding_source\n"
                                  "A1,laptop,2024-10-01,,CENTRAL_CA\nA2,laptop,2024-10-01,10,CENTRAL_CA\n");
    struct plan *plan = made_plan(m);
    assert_string_equal(made_table(m, "schedule.csv", "asset_tag,payer,amount,price_basis"),
                        "A1,central,,cost unknown\nA2,central,10.82,unit_cost of FY2025\n");
    assert_string_equal(made_table(m, "lines.csv", "amount"), ""); /* never in the plan lines */
    assert_money(plan->central_total[2], "10.82");                 /* FY2029 */
}

/* ---- replace_with ------------------------------------------------------------------------------------------ */

static void what_is_bought_instead_brings_its_own_terms(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "categories.csv", "category,cycle_months,lead_months,object_class,cost_center,plan_category\n"
                                   "tablet,24,6,26.0,5880,\n");
    made_file(m, "prices.csv", "category,unit_price,price_year\ntablet,500,2032\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,cycle_months,replace_with,network,unit_cost\n"
                                  "A1,laptop,2024-05-01,36,tablet,CAA,900\n");
    made_plan(m);
    assert_string_equal(made_table(m, "schedule.csv", "sequence,replace_on,order_by,category,amount"),
                        "1,2027-05-01,2026-11-21,tablet,500.00\n" /* its lead would be 2026-11-01 */
                        "2,2029-05-01,2028-11-01,tablet,500.00\n"
                        "3,2031-05-01,2030-11-01,tablet,500.00\n");
    assert_string_equal(made_table(m, "assets.csv", "category,cycle_months"), "laptop,36\n");
    assert_non_null(strstr(made_table(m, "lines.csv", "plan_category,object_class,cost_center,fiscal_year,amount"),
                           "CAA equipment,26.0,5880,2027,500.00\n"));
}

/* ---- order by ----------------------------------------------------------------------------------------------------- */

static void flags_say_what_the_buyer_must_know(void **state)
{
    struct made *m = *state;
    made_file(m, "funding.csv", "funding_source,payer,last_obligation_date\nPOST_DP,post,2028-06-30\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,funding_source\n"
                                  "LATE,laptop,2023-01-15,100,POST_PD\n"   /* due 2027-01-15, lead 3 */
                                  "PRIOR,laptop,2023-11-15,100,POST_PD\n"  /* due 2027-11-15 */
                                  "OVER,laptop,2022-01-15,100,POST_PD\n"   /* due 2026-01-15 */
                                  "FUND,laptop,2024-11-15,100,POST_DP\n"); /* ordered 2028-08-15 */
    made_plan(m);
    const char *flags = made_table(m, "procurement.csv", "asset_tag,replace_on,flags");
    /* ordered on 2026-11-21 instead of 2026-10-15: arrives on 2027-02-21, a month late */
    assert_non_null(strstr(flags, "LATE,2027-01-15,order now, arrives 1 month late\n"));
    /* ordered on 2027-08-15, in FY2027, for the money of FY2028 */
    assert_non_null(strstr(flags, "PRIOR,2027-11-15,needs prior-year money\n"));
    assert_non_null(strstr(flags, "OVER,2026-11-21,overdue; moved to the first year that can buy; "
                                  "order now, arrives 3 months late\n"));
    assert_non_null(strstr(flags, "FUND,2028-11-15,needs prior-year money; after the fund's last "
                                  "obligation date\n"));
}

/* ---- projects that replace assets ------------------------------------------------------------------------------------ */

static void a_project_covers_the_assets_of_its_scope(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category,replaces,approval\n"
                                 "P1,Laptops for all,2028,5000,Non-CAA equipment,category=laptop;network=NON-CAA,\n"
                                 "P2,Denied,2031,5000,Non-CAA equipment,category=monitor,denied\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,network\n"
                                  "A1,laptop,2023-05-01,100,\nA2,laptop,2023-05-01,100,CAA\n"
                                  "A3,monitor,2020-05-01,100,\n");
    made_plan(m);
    /* A1's next cycle starts on 2027-10-01: 48 months later; A3's project is denied */
    assert_string_equal(made_table(m, "schedule.csv", "asset_tag,replace_on"),
                        "A1,2031-10-01\nA2,2027-05-01\nA2,2031-05-01\nA3,2028-05-01\n");
}

/* ---- lines ---------------------------------------------------------------------------------------------------------------- */

static void a_shared_source_is_divided_every_year_to_the_cent(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "shares.csv", "funding_source,to_source,share_pct,cost_center\n"
                               "SHARED,POST_ICASS,70,5458\nSHARED,POST_DP,30,\n");
    made_file(m, "prices.csv", "category,unit_price,price_year,freight\nlaptop,1234.57,2027,0.05\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,funding_source,cost_center\n"
                                  "A1,laptop,2024-05-01,SHARED,5880\n");
    made_plan(m);
    const char *lines = made_table(m, "lines.csv", "object_class,funding_source,cost_center,fiscal_year,amount");
    /* 70 % of 1234.57 = 864.199, 30 % = 370.371: the cent left over goes to the larger rest */
    assert_non_null(strstr(lines, "31.0,POST_ICASS,5458,2028,864.20\n"));
    assert_non_null(strstr(lines, "31.0,POST_DP,5880,2028,370.37\n"));
    /* freight too: 3.5 and 1.5 cents, a tie, to the first in the file */
    assert_non_null(strstr(lines, "22.0,POST_ICASS,5458,2028,0.04\n"));
    assert_non_null(strstr(lines, "22.0,POST_DP,5880,2028,0.01\n"));
    assert_null(strstr(lines, "SHARED"));
}

static void equal_keys_are_one_line(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,cost_center\n"
                                  "A1,laptop,2024-05-01,100,\nA2,Notebook,2024-05-01,50,\n"
                                  "A3,laptop,2024-05-01,25,5880\n");
    made_plan(m);
    assert_string_equal(made_table(m, "lines.csv", "line_id,title,network,funding_source,cost_center,fiscal_year,"
                                                   "quantity,amount"),
                        "L001,Laptop,NON-CAA,POST_DP,,2027,0,0.00\nL001,Laptop,NON-CAA,POST_DP,,2028,2,150.00\n"
                        "L001,Laptop,NON-CAA,POST_DP,,2029,0,0.00\nL001,Laptop,NON-CAA,POST_DP,,2030,0,0.00\n"
                        "L001,Laptop,NON-CAA,POST_DP,,2031,0,0.00\nL001,Laptop,NON-CAA,POST_DP,,2032,2,150.00\n"
                        "L002,Laptop,NON-CAA,POST_DP,5880,2027,0,0.00\nL002,Laptop,NON-CAA,POST_DP,5880,2028,1,25.00\n"
                        "L002,Laptop,NON-CAA,POST_DP,5880,2029,0,0.00\nL002,Laptop,NON-CAA,POST_DP,5880,2030,0,0.00\n"
                        "L002,Laptop,NON-CAA,POST_DP,5880,2031,0,0.00\nL002,Laptop,NON-CAA,POST_DP,5880,2032,1,25.00\n");
}

static void licences_renew_on_the_day_after_their_end(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-01,100\n");
    made_file(m, "licenses.csv",
              "license_id,product,type,start,end,term_months,annual_cost,charge_before\n"
              "L1,Suite,subscription,2026-10-01,2027-09-30,12,1000.00,\n"
              "L2,Tool,subscription,2026-10-01,2027-09-30,12,1000.00,yes\n"
              "L3,Core,maintenance,2025-03-01,2028-02-29,36,100.00,\n"
              "L4,Old,perpetual,2015-01-01,,,,\n");
    made_plan(m);
    assert_string_equal(made_table(m, "licenses.csv", "license_id,renews_on,fiscal_year,amount"),
                        /* software +5 % a year from FY2027, in which the running term starts */
                        "L1,2027-10-01,2028,1050.00\nL1,2028-10-01,2029,1102.50\n"
                        "L1,2029-10-01,2030,1157.63\n" /* 1157.625 */
                        "L1,2030-10-01,2031,1215.51\n" /* 1215.50625 */
                        "L1,2031-10-01,2032,1276.28\n" /* 1276.2815625 */
                        /* what starts on 1 October is charged to the year before */
                        "L2,2027-10-01,2027,1000.00\nL2,2028-10-01,2028,1050.00\n"
                        "L2,2029-10-01,2029,1102.50\nL2,2030-10-01,2030,1157.63\n"
                        "L2,2031-10-01,2031,1215.51\nL2,2032-10-01,2032,1276.28\n"
                        /* three years at once, from FY2025: 300 x 1.05^3 = 347.2875; 1.05^6 = 402.03 */
                        "L3,2028-03-01,2028,347.29\nL3,2031-03-01,2031,402.03\n");
}

static void positions_cost_by_the_days_employed(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-01,100\n");
    made_file(m, "settings.csv", "key,value\nyears,3\n");
    made_file(m, "staff.csv", "position,title,type,annual_cost,cost_year,start,end,share_pct\n"
                              "S1,Technician,LE,36500.00,2027,,2028-01-01,\n"
                              "S2,Clerk,LE,10000.00,2026,2028-09-30,,50\n"
                              "S3,Officer,USDH,200000.00,,,,\n");
    made_plan(m);
    assert_string_equal(made_table(m, "lines.csv", "kind,plan_category,title,fiscal_year,amount") +
                            strlen("lifecycle,Non-CAA equipment,Laptop,2027,0.00\n") * 3,
                        "personnel,Personnel costs,Technician,2027,36500.00\n"
                        /* 1 October 2027 to 1 January 2028: 93 days of 366; 36500 x 1.031 x 93 / 366 =
                         * 9562.1025 */
                        "personnel,Personnel costs,Technician,2028,9562.10\n"
                        "personnel,Personnel costs,Technician,2029,0.00\n"
                        "personnel,Personnel costs,Clerk,2027,0.00\n"
                        /* one day: 10000 x 1.031^2 x 50 % / 366 = 14.5213 */
                        "personnel,Personnel costs,Clerk,2028,14.52\n"
                        /* 10000 x 1.031^3 / 2 = 5479.5637; shown for USDH, never requested */
                        "personnel,Personnel costs,Clerk,2029,5479.56\n");
}

static void a_projects_tail_escalates_from_its_own_year(void **state)
{
    struct made *m = *state;
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ngeneral,2027,9\ngeneral,2029,10\ngeneral,2032,10\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-01,100\n");
    made_file(m, "projects.csv",
              "project,title,fiscal_year,amount,plan_category,request,recurring_until,funding_source,approval\n"
              "P1,Cabling,2028,1000.00,Telecommunications,over_target,2030,,\n"
              "P2,Theirs,2028,1000.00,Telecommunications,,,CENTRAL_CA,\n"
              "P3,No,2028,1000.00,Telecommunications,,,,denied\n");
    made_plan(m);
    const char *lines = made_table(m, "lines.csv", "kind,title,request,fiscal_year,amount");
    assert_non_null(strstr(lines, "project,Cabling,over_target,2027,0.00\n"
                                  "project,Cabling,over_target,2028,1000.00\n"   /* dollars of its year */
                                  "project,Cabling,over_target,2029,1100.00\n"
                                  "project,Cabling,over_target,2030,1210.00\n"
                                  "project,Cabling,over_target,2031,0.00\n"));
    assert_null(strstr(lines, "Theirs")); /* on the Approvals sheet, never in totals */
    assert_null(strstr(lines, "No,"));
}

static void totals_are_the_sums_of_the_lines(void **state)
{
    struct made *m = *state;
    no_escalation(m);
    made_file(m, "settings.csv", "key,value\nyears,3\n");
    made_file(m, "prices.csv", "category,unit_price,price_year,freight\nlaptop,100,2027,1\npbx,5000,2027,\n");
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ncomputers,2020,0\ntelephone-systems,2020,0\n"
                                   "computers,2040,0\ntelephone-systems,2040,0\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,network,quantity\nA1,laptop,2024-05-01,CAA,2\n"
                                  "A2,laptop,2024-05-01,,4\nA3,pbx,2018-05-01,,\n");
    struct plan *plan = made_plan(m);
    assert_string_equal(made_table(m, "totals.csv", "fiscal_year,plan_category,funding_source,amount"),
                        "2027,Telecommunications,POST_ICASS,0.00\n2027,CAA equipment,POST_DP,0.00\n"
                        "2027,Non-CAA equipment,POST_DP,0.00\n"
                        "2028,Telecommunications,POST_ICASS,5000.00\n" /* 2018-05 + 120 months */
                        "2028,CAA equipment,POST_DP,202.00\n"          /* 2 x 101 */
                        "2028,Non-CAA equipment,POST_DP,404.00\n"      /* 4 x 101 */
                        "2029,Telecommunications,POST_ICASS,0.00\n2029,CAA equipment,POST_DP,0.00\n"
                        "2029,Non-CAA equipment,POST_DP,0.00\n");
    assert_money(plan->total[1], "5606.00");
}

static void services_have_their_bills_their_commitments_and_a_forecast(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nas_of,2026-10-01\nyears,2\nbudget_year,2028\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-01,100\n");
    made_file(m, "exchange.csv", "currency,fiscal_year,budget_rate\nEUR,2026,0.8\nEUR,2028,0.5\n");
    made_file(m, "services.csv",
              "service,period,amount,currency\n"
              "Line,2025-10,100.00,\nLine,2025-11,100.00,\nLine,2025-12,100.00,\nLine,2026-01,100.00,\n"
              "Line,2026-02,100.00,\nLine,2026-03,100.00,\nLine,2026-04,100.00,\nLine,2026-05,100.00,\n"
              "Line,2026-06,100.00,\nLine,2026-07,100.00,\nLine,2026-08,100.00,\nLine,2026-09,100.00,\n"
              "Line,FY2028Q1,999.00,\n" /* after as-of: a commitment for three months */
              "Gone,2025-08,70.00,\n"   /* no bill in the twelve months before as-of */
              "Sea,FY2025,800.00,EUR\nSea,FY2026,800.00,EUR\n");
    made_plan(m);
    const char *services = made_table(m, "services.csv", "service,fiscal_year,actual,committed,forecast,amount");
    /* a constant bill stays what it is: 12 x 100.00; then 999.00 and 9 x 100.00 */
    assert_non_null(strstr(services, "Line,2027,0.00,0.00,1200.00,1200.00\n"
                                     "Line,2028,0.00,999.00,900.00,1899.00\n"));
    assert_non_null(strstr(services, "Gone,2027,0.00,0.00,0.00,0.00\n"));
    /* 800 EUR at 0.8 (FY2026's, carried) and at 0.5 */
    assert_non_null(strstr(services, "Sea,2027,0.00,0.00,800.00,1000.00\nSea,2028,0.00,0.00,800.00,1600.00\n"));
    assert_null(strstr(made_table(m, "lines.csv", "title"), "Gone"));
}

static void skipped_rows_are_in_no_figure(void **state)
{
    struct made *m = *state;
    made_file(m, "cost_centers.csv", "code,name\n5458,IM technical support\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,cost_center\n"
                                  "A1,laptop,2020-05-14,1000,5458\nA2,laptop,2020-05-14,1000,9999\n"
                                  "A3,laptop,2020-05-14,,5458\nA4,laptop,soon,1000,5458\n");
    m->run.options.skip_bad_rows = true;
    struct plan *plan = made_plan(m);
    m->heard = true; /* what the warnings say is tested with the whole runs */
    assert_int_equal(plan->skipped_rows, 3);
    assert_int_equal(plan->active, 1);
    assert_int_equal(plan->backlog, 1);
    assert_int_equal(plan->backlog_units, 1);
    assert_money(plan->backlog_amount, "1148.69"); /* 1000 of FY2020 x 1.02^7 = 1148.6857 */
    assert_string_equal(made_table(m, "schedule.csv", "asset_tag"), "A1\nA1\n");
}

RUN(MADE(only_what_is_in_use_or_in_repair_is_replaced),
    MADE(spares_are_replaced_where_the_post_says_so),
    MADE(what_comes_after_as_of_is_left_out_with_a_warning),
    MADE(an_assets_own_cycle_beats_its_models_which_beats_the_categorys),
    MADE(overdue_is_what_was_due_before_as_of), MADE(the_best_matching_price_row_counts),
    MADE(price_parts_are_escalated_and_converted_one_by_one),
    MADE(without_a_price_row_the_assets_own_cost_counts),
    MADE(what_others_pay_may_have_no_known_cost), MADE(what_is_bought_instead_brings_its_own_terms),
    MADE(flags_say_what_the_buyer_must_know), MADE(a_project_covers_the_assets_of_its_scope),
    MADE(a_shared_source_is_divided_every_year_to_the_cent), MADE(equal_keys_are_one_line),
    MADE(licences_renew_on_the_day_after_their_end), MADE(positions_cost_by_the_days_employed),
    MADE(a_projects_tail_escalates_from_its_own_year), MADE(totals_are_the_sums_of_the_lines),
    MADE(services_have_their_bills_their_commitments_and_a_forecast),
    MADE(skipped_rows_are_in_no_figure))
