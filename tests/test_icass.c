/* The quarterly ICASS report, from a post's files: the worked example of section 12 of the domain
 * notes (constructed there), and small posts whose figures are worked out beside the test. */
#include "planner/icass_book.h"
#include "planner/plan_book.h"

#include "made_post.h"

/* ---- posts ------------------------------------------------------------------------------------- */

static void common_files(struct made *m)
{
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,funding_source\n"
                                  "T1,laptop,2026-01-15,1300.00,POST_DP\n");
    made_file(m, "agencies.csv", "agency,name,kind\nSTATE,STATE,provider\nAG-B,AG-B,customer\n"
                                 "AG-C,AG-C,customer\nICASS,ICASS,icass\n");
    made_file(m, "cost_centers.csv", "code,name,modifiable\n5458,Technical support,no\n"
                                     "6150,Basic Package,yes\n6194,Mail,yes\n6195,Reception,yes\n");
}

#define EXAMPLE_COUNTS                                                                             \
    "fiscal_year,cost_center,agency,count,weight,modifier\n"                                       \
    "2027,5458,STATE,143,1,1\n2027,5458,AG-B,61,1,1\n2027,5458,AG-C,17,1,1\n"                      \
    "2027,5458,ICASS,52,1,1\n2027,6150,STATE,38,1,1\n2027,6150,AG-B,14,1,1\n"                      \
    "2027,6150,AG-C,9,1,0.3\n2027,6150,ICASS,11,1,1\n2027,6194,STATE,38,1,1\n"                     \
    "2027,6194,AG-B,14,1,0.6\n2027,6194,AG-C,9,1,0.3\n2027,6194,ICASS,11,1,1\n"                    \
    "2027,6195,STATE,71,1,1\n2027,6195,AG-B,23,1,1\n2027,6195,AG-C,0,1,1\n"                        \
    "2027,6195,ICASS,29,1,1\n"
#define EXAMPLE_BUDGET                                                                             \
    "fiscal_year,cost_center,amount,component,version\n"                                           \
    "2027,5458,318742.19,target,initial\n2027,6150,212500.07,target,initial\n"                     \
    "2027,6194,46813.50,target,initial\n2027,6195,59900.81,target,initial\n"

static void worked_example(struct made *m)
{
    common_files(m);
    made_file(m, "workload.csv", EXAMPLE_COUNTS);
    made_file(m, "icass_budget.csv", EXAMPLE_BUDGET);
}

/* Two agencies and the ICASS row in one center, so that every sum can be done by hand. */
static void small_post(struct made *m, const char *workload, const char *budget)
{
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,funding_source\n"
                                  "T1,laptop,2026-01-15,1300.00,POST_DP\n");
    made_file(m, "agencies.csv", "agency,kind\nSTATE,provider\nAG-B,customer\n");
    made_file(m, "cost_centers.csv", "code,name,modifiable\n5458,Technical support,no\n");
    made_file(m, "workload.csv", workload);
    made_file(m, "icass_budget.csv", budget);
}

static struct icass *report(struct made *m, int year, int quarter)
{
    struct icass *icass = icass_build(made_plan(m), year, quarter);
    assert_int_equal(diag_errors(m->run.diag), 0);
    return icass;
}

static char *written(struct made *m, const struct icass *icass,
                     void (*write)(struct csv_out *, const struct icass *))
{
    char *content = NULL;
    size_t size;
    FILE *to = open_memstream(&content, &size);
    write(&(struct csv_out){.to = to}, icass);
    fclose(to);
    char *kept = arena_format(m->run.arena, "%s", content);
    free(content);
    return kept;
}

static bool said(const struct sentences *sentences, const char *words)
{
    for (size_t i = 0; i < sentences->count; i++)
        if (strstr(sentences->at[i], words))
            return true;
    return false;
}

/* ---- charges ------------------------------------------------------------------------------------- */

static void invoices_of_the_worked_example_are_right_to_the_cent(void **state)
{
    struct made *m = *state;
    worked_example(m);
    struct icass *icass = report(m, 2027, 2);
    assert_string_equal(written(m, icass, write_invoices),
                        "fiscal_year,agency,before,redistribution,total,share_pct\n"
                        "2027,STATE,354043.50,81169.60,435213.10,68.2199\n"
                        "2027,AG-B,134246.33,30777.91,165024.24,25.8676\n"
                        "2027,AG-C,30684.39,7034.84,37719.23,5.9125\n"
                        "2027,ICASS,118982.35,-118982.35,0.00,0.0000\n");
    assert_non_null(strstr(written(m, icass, write_charges),
                           "2027,6194,AG-B,14,1,0.6,8.4,6542.99\n"));
    icass_free(icass);
}

static void under_r2_the_icass_row_is_listed_with_nothing(void **state)
{
    struct made *m = *state;
    worked_example(m);
    made_set(m, "redistribution", "R2");
    struct icass *icass = report(m, 2027, 2);
    assert_string_equal(written(m, icass, write_invoices),
                        "fiscal_year,agency,before,redistribution,total,share_pct\n"
                        "2027,STATE,435343.04,0.00,435343.04,68.2402\n"
                        "2027,AG-B,165031.61,0.00,165031.61,25.8688\n"
                        "2027,AG-C,37581.92,0.00,37581.92,5.8910\n"
                        "2027,ICASS,0.00,0.00,0.00,0.0000\n");
    assert_non_null(strstr(written(m, icass, write_charges), "2027,5458,ICASS,52,1,1,52,0.00\n"));
    icass_free(icass);
}

static void the_latest_version_counts_center_by_center_and_component_by_component(void **state)
{
    struct made *m = *state;
    small_post(m,
               "fiscal_year,cost_center,agency,count\n2027,5458,STATE,3\n2027,5458,AG-B,1\n",
               "fiscal_year,cost_center,amount,component,version\n2027,5458,100.00,target,initial\n"
               "2027,5458,60.00,target,final\n2027,5458,20.00,target,final\n"
               "2027,5458,40.00,washington,initial\n2027,5458,1000.00,other,initial\n");
    struct icass *icass = report(m, 2027, 1);
    assert_money(icass->years[icass->now].cost[0], "120.00"); /* 60 + 20 + 40, other is apart */
    assert_money(icass->years[icass->now].other[0], "1000.00");
    assert_money(icass->years[icass->now].charges.total[0], "90.00");
    assert_true(icass->years[icass->now].final);
    icass_free(icass);
}

/* ---- what moved ------------------------------------------------------------------------------------ */

static void every_dollar_of_change_has_a_reason(void **state)
{
    struct made *m = *state;
    small_post(m,
               "fiscal_year,cost_center,agency,count\n2026,5458,STATE,50\n2026,5458,AG-B,50\n"
               "2027,5458,STATE,75\n2027,5458,AG-B,25\n",
               "fiscal_year,cost_center,amount\n2026,5458,1000.00\n2027,5458,1200.00\n");
    struct icass *icass = report(m, 2027, 1);
    const struct invoice_change *b = &icass->changes.agency[1];
    assert_money(b->previous, "500.00");
    assert_money(b->count, "-250.00"); /* 25 % instead of 50 % of 1,000 */
    assert_money(b->modifier, "0.00");
    assert_money(b->cost, "50.00"); /* 25 % of 200 */
    assert_money(b->now, "300.00");
    icass_free(icass);
}

static void a_center_that_goes_away_is_a_change_of_cost(void **state)
{
    struct made *m = *state;
    common_files(m);
    made_file(m, "workload.csv", "fiscal_year,cost_center,agency,count\n2026,6195,STATE,1\n"
                                 "2026,6195,AG-B,1\n2026,5458,STATE,1\n2027,5458,STATE,1\n");
    made_file(m, "icass_budget.csv", "fiscal_year,cost_center,amount\n2026,6195,100.00\n"
                                     "2026,5458,10.00\n2027,5458,10.00\n");
    struct icass *icass = report(m, 2027, 1);
    assert_money(icass->changes.agency[1].cost, "-50.00");
    assert_money(icass->changes.agency[1].count, "0.00");
    icass_free(icass);
}

static void signed_invoices_name_the_nearer_method_and_place_every_dollar(void **state)
{
    struct made *m = *state;
    worked_example(m);
    made_file(m, "icass_invoices.csv", /* R2, and the last one 100.00 too high */
              "fiscal_year,version,agency,amount\n2027,initial,STATE,435343.04\n"
              "2027,initial,AG-B,165031.61\n2027,initial,AG-C,37681.92\n");
    struct icass *icass = report(m, 2027, 2);
    assert_int_equal(icass->invoice_count, 1);
    const struct signed_invoices *v = &icass->invoices[0];
    assert_int_equal(v->nearer, REDISTRIBUTION_R2);
    assert_money(v->away_r2, "100.00");
    for (size_t a = 0; a < icass->agency_count; a++) {
        const struct signed_invoice *one = &v->agency[a];
        assert_int_equal(one->method.cents + one->cost.cents + one->share.cents,
                         one->signed_amount.cents - one->r1.cents);
    }
    assert_money(v->total.cost, "100.00");
    assert_money(v->total.share, "0.00");
    assert_money(v->agency[0].method, "129.94"); /* 435,343.04 - 435,213.10 */
    icass_free(icass);
}

static void centers_that_are_not_here_make_it_no_invoice(void **state)
{
    struct made *m = *state;
    worked_example(m);
    made_file(m, "icass_invoices.csv", "fiscal_year,version,agency,amount\n"
                                       "2027,initial,STATE,900000.00\n2027,initial,AG-B,300000.00\n");
    struct icass *icass = report(m, 2027, 2);
    assert_non_null(icass->dt_only);
    struct book *book = book_of_text(m->run.arena, false);
    draw_icass(book, icass, &(struct manifest){"0", ""});
    assert_non_null(strstr(book_text(book), "DT cost centers only: not the agency's invoice"));
    icass_free(icass);
}

/* ---- what if ------------------------------------------------------------------------------------------ */

static const struct what_if *what_if_called(const struct icass *icass, const char *name)
{
    for (size_t i = 0; i < icass->what_if_count; i++)
        if (!strcmp(icass->what_ifs[i].name, name))
            return &icass->what_ifs[i];
    fail_msg("no what-if is called %s", name);
    return NULL;
}

static void the_committees_what_ifs_of_the_worked_example_hold(void **state)
{
    struct made *m = *state;
    worked_example(m);
    struct icass *icass = report(m, 2027, 2);
    const struct what_if *w = what_if_called(icass, "No modifications");
    assert_money(w->total[0], "412380.48");
    assert_money(w->total[1], "161887.35");
    assert_money(w->total[2], "63688.74");
    w = what_if_called(icass, "AG-B drops 20 in 5458");
    assert_money(w->total[0], "455651.28");
    assert_money(w->total[1], "142287.20");
    assert_money(w->total[2], "40018.09");
    w = what_if_called(icass, "5458 costs $15,000 more");
    assert_money(w->total[0], "444921.49");
    assert_money(w->total[1], "169163.27");
    assert_money(w->total[2], "38871.81");
    assert_money(w->cost, "652956.57");
    w = what_if_called(icass, "One like AG-C joins");
    assert_int_equal(w->total[0].cents + w->total[1].cents + w->total[2].cents + w->total[4].cents,
                     63795657);
    icass_free(icass);
}

/* ---- funds ---------------------------------------------------------------------------------------------- */

#define TWO_YEARS                                                                                  \
    "fiscal_year,quarter,amount,cost_center,funding_source,object_class\n"                         \
    "2025,1,10.00,5458,POST_ICASS,31.0\n2025,2,10.00,5458,POST_ICASS,31.0\n"                       \
    "2025,3,20.00,5458,POST_ICASS,31.0\n2025,4,60.00,5458,POST_ICASS,31.0\n"                       \
    "2026,1,10.00,5458,POST_ICASS,31.0\n2026,2,10.00,5458,POST_ICASS,31.0\n"                       \
    "2026,3,20.00,5458,POST_ICASS,31.0\n2026,4,60.00,5458,POST_ICASS,31.0\n"                       \
    "2027,1,20.00,5458,POST_ICASS,31.0\n"
#define ONE_COUNT_A_YEAR                                                                           \
    "fiscal_year,cost_center,agency,count\n2025,5458,STATE,1\n2026,5458,STATE,1\n"                 \
    "2027,5458,STATE,1\n"
#define THREE_BUDGETS                                                                              \
    "fiscal_year,cost_center,amount,object_class\n2025,5458,100.00,31.0\n"                         \
    "2026,5458,100.00,31.0\n2027,5458,200.00,31.0\n"

static void the_year_end_follows_the_phasing_of_the_spend_not_the_calendar(void **state)
{
    struct made *m = *state;
    small_post(m, ONE_COUNT_A_YEAR, THREE_BUDGETS);
    made_file(m, "obligations.csv", TWO_YEARS);
    made_set(m, "as_of", "2027-01-02");
    struct icass *icass = report(m, 2027, 1);
    const struct fund_line *l = &icass->funds->lines[0];
    assert_money(l->obligated, "20.00");
    assert_true(l->pct_obligated == 0.1);   /* 20 of 200: behind by the calendar, ... */
    assert_true(l->pct_planned > 0.0999 && l->pct_planned < 0.1001); /* ... as always by Q1 */
    assert_money(l->projected, "200.00");
    /* nine quarters, all as usual, are no proof: 2.306 (t, 8 degrees) * 0.1 * 50 * sqrt(3 / 9) = 6.66 */
    assert_money(l->lower, "193.34");
    assert_money(l->upper, "206.66");
    assert_money(l->variance, "0.00");
    assert_string_equal(l->verdict, "as planned");
    icass_free(icass);
}

static void cumulative_obligations_are_taken_apart(void **state)
{
    struct made *m = *state;
    small_post(m, ONE_COUNT_A_YEAR, THREE_BUDGETS);
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,object_class\n"
              "2027,1,20.00,5458,POST_ICASS,31.0\n2027,2,50.00,5458,POST_ICASS,31.0\n");
    made_set(m, "obligations_are", "cumulative");
    made_set(m, "as_of", "2027-04-02");
    struct icass *icass = report(m, 2027, 2);
    assert_money(icass->funds->lines[0].obligated, "50.00");
    assert_money(icass->funds->lines[0].in_quarter, "30.00");
    icass_free(icass);
}

static bool is_said(const struct sentences *said, const char *words)
{
    for (size_t i = 0; i < said->count; i++)
        if (strstr(said->at[i], words))
            return true;
    return false;
}

static void a_year_without_obligations_in_the_file_is_not_known_and_not_projected(void **state)
{
    struct made *m = *state;
    small_post(m, ONE_COUNT_A_YEAR, THREE_BUDGETS);
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,object_class\n"
              "2025,1,90.00,5458,POST_ICASS,31.0\n2026,1,90.00,5458,POST_ICASS,31.0\n");
    made_set(m, "as_of", "2027-01-02");
    struct icass *icass = report(m, 2027, 1);
    const struct fund_line *both[] = {&icass->funds->lines[0], &icass->funds->total};
    for (size_t i = 0; i < 2; i++) {
        assert_false(money_given(both[i]->projected));
        assert_false(money_given(both[i]->lower));
        assert_false(money_given(both[i]->variance));
        assert_string_equal(both[i]->verdict, "obligations not known");
    }
    assert_true(is_said(&icass->changed, "no obligations of FY2027 in obligations.csv"));
    assert_false(is_said(&icass->changed, "Projected"));
    icass_free(icass);
}

/* 10 + 10 + 20 + 60 of FY2026, whose budget is not in the file. */
static void a_year_without_a_budget_has_no_target_known(void **state)
{
    struct made *m = *state;
    small_post(m, "fiscal_year,cost_center,agency,count\n2027,5458,STATE,1\n",
               "fiscal_year,cost_center,amount,object_class\n2027,5458,200.00,31.0\n");
    made_file(m, "obligations.csv", TWO_YEARS);
    made_set(m, "as_of", "2027-01-02");
    struct icass *icass = report(m, 2027, 1);
    assert_true(is_said(&icass->changed, "FY2026 closed at $100; its target is not known."));
    icass_free(icass);
}

static void phasing_spreads_every_line_to_the_cent(void **state)
{
    struct made *m = *state;
    common_files(m);
    made_file(m, "staff.csv", "position,type,annual_cost,start,funding_source,cost_center\n"
                              "P1,LE,10000.01,2027-01-01,POST_ICASS,5458\n");
    made_file(m, "licenses.csv", "license_id,product,type,end,annual_cost,funding_source\n"
                                 "L1,Mail,subscription,2027-05-31,777.77,POST_DP\n");
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category,quarter\n"
                                 "J1,Cabling,2028,500.00,Non-CAA equipment,3\n");
    made_file(m, "services.csv", "service,period,amount\nLink,2026-09,10.01\nLink,2026-10,10.01\n");
    struct plan *plan = made_plan(m);
    struct phasing *phasing = phase_lines(plan);
    for (size_t i = 0; i < plan->line_count; i++)
        for (int y = 0; y < plan->years; y++) {
            money sum = MONEY_ZERO;
            for (int q = 1; q <= 4; q++)
                sum = money_add(sum, phased(phasing, i, plan->first_year + y, q));
            assert_int_equal(sum.cents, plan->lines[i].amount[y].cents);
        }
    for (size_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].kind == LINE_PERSONNEL)
            assert_money(phased(phasing, i, 2027, 1), "0.00"); /* starts in Q2 */
        if (plan->lines[i].kind == LINE_LICENSE)
            assert_true(phased(phasing, i, 2027, 3).cents > 0); /* 1 June */
        if (plan->lines[i].kind == LINE_PROJECT)
            assert_money(phased(phasing, i, 2028, 3), "500.00");
    }
    m->heard = true; /* what is said of rates is another test's */
}

/* ---- the bridge ------------------------------------------------------------------------------------------- */

static void lines_beyond_the_target_are_a_finding(void **state)
{
    struct made *m = *state;
    small_post(m, "fiscal_year,cost_center,agency,count\n2027,5458,STATE,1\n",
               "fiscal_year,cost_center,amount\n2027,5458,900.00\n");
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category,funding_source,"
                                 "cost_center\nJ1,Cabling,2027,1000.00,Non-CAA equipment,"
                                 "POST_ICASS,5458\n");
    struct icass_bridge *bridge = bridge_build(made_plan(m));
    assert_money(bridge->rows[0].target, "900.00");
    assert_money(bridge->rows[0].lines, "1000.00");
    assert_money(bridge->rows[0].not_itemised, "-100.00");
    made_findings(m, "icass_budget.csv:2:6: warning: cost_center: '5458' has plan lines of $1,000.00 "
                     "in FY2027, $100.00 more than its target of $900.00 (raise the target, or look "
                     "at who pays those lines)\n");
}

/* ---- faults ------------------------------------------------------------------------------------------------ */

static void faults_across_files_are_told_with_both_places(void **state)
{
    struct made *m = *state;
    small_post(m,
               "fiscal_year,cost_center,agency,count,modifier\n2027,5458,STATE,10,0.6\n"
               "2026,5458,AG-B,1,\n",
               "fiscal_year,cost_center,amount\n2027,5458,900.00\n");
    made_plan(m);
    made_findings(m, "workload.csv:2:20: warning: modifier: '0.6' is a modification, but cost center "
                     "5458 cannot be modified (write 1)\n"
                     "cost_centers.csv:2:24: note: modifiable: it says no here\n"
                     "workload.csv:3:6: warning: cost_center: '5458' has counts in FY2026 but no "
                     "budget, so nothing is charged (add its cost to icass_budget.csv)\n"
                     "icass_budget.csv:2:6: note: cost_center: the costs stand in this file\n");
}

static void a_year_without_budget_cannot_be_reported(void **state)
{
    struct made *m = *state;
    worked_example(m);
    struct icass *icass = icass_build(made_plan(m), 2029, 1);
    made_findings(m, "icass_budget.csv:2:1: error: fiscal_year: 'FY2029' has no budget and counts to "
                     "charge (add its rows to icass_budget.csv and workload.csv)\n");
    icass_free(icass);
}

static void only_the_icass_row_has_counts_is_an_error(void **state)
{
    struct made *m = *state;
    common_files(m);
    made_file(m, "workload.csv", "fiscal_year,cost_center,agency,count\n2027,5458,ICASS,1\n");
    made_file(m, "icass_budget.csv", "fiscal_year,cost_center,amount\n2027,5458,900.00\n");
    struct icass *icass = icass_build(made_plan(m), 2027, 1);
    assert_int_equal(diag_errors(m->run.diag), 1);
    m->heard = true;
    icass_free(icass);
}

/* ---- words ---------------------------------------------------------------------------------------------------- */

static void jumps_without_a_reason_are_asked_about(void **state)
{
    struct made *m = *state;
    small_post(m,
               "fiscal_year,cost_center,agency,count\n2026,5458,STATE,50\n2026,5458,AG-B,50\n"
               "2027,5458,STATE,50\n2027,5458,AG-B,25\n",
               "fiscal_year,cost_center,amount\n2026,5458,1000.00\n2027,5458,1000.00\n");
    struct icass *icass = report(m, 2027, 1);
    assert_true(said(&icass->entry, "AG-B in 5458: the count went from 50 to 25 (-25). No reason"));
    assert_false(said(&icass->entry, "STATE in 5458: the count went"));
    assert_true(said(&icass->entry, "1 May 2027"));
    icass_free(icass);
}

static void the_council_is_named_when_lines_or_positions_rise(void **state)
{
    struct made *m = *state;
    small_post(m, "fiscal_year,cost_center,agency,count\n2027,5458,STATE,1\n",
               "fiscal_year,cost_center,amount\n2027,5458,90000.00\n");
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category,funding_source,"
                                 "cost_center\nJ1,Cabling,2029,1000.00,Non-CAA equipment,"
                                 "POST_ICASS,5458\n");
    struct icass *icass = report(m, 2027, 1);
    assert_true(icass->council_needed);
    assert_true(said(&icass->notes, "must be consulted before the MRR (6 FAH-5 H-431.1): the lines "
                                    "paid by POST_ICASS come to $0.00 in FY2027 and to $1,000.00 in "
                                    "FY2029"));
    icass_free(icass);
}

/* 900 at post and 300 in Washington are charged; the post plans 1,000 of the 900: 100 more. */
static void invoices_target_and_plan_lines_are_tied_together(void **state)
{
    struct made *m = *state;
    small_post(m, "fiscal_year,cost_center,agency,count\n2027,5458,STATE,1\n",
               "fiscal_year,cost_center,component,amount\n2027,5458,target,900.00\n"
               "2027,5458,washington,300.00\n");
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category,funding_source,"
                                 "cost_center\nJ1,Cabling,2027,1000.00,Non-CAA equipment,"
                                 "POST_ICASS,5458\n");
    struct icass *icass = report(m, 2027, 1);
    assert_true(said(&icass->notes, "the invoices, $1,200, are the target at post, $900, and $300 "
                                    "that is spent in Washington; the plan's lines paid by "
                                    "POST_ICASS, $1,000, are what the post wants to buy from that "
                                    "target, $100 more than it holds."));
    icass_free(icass);
    made_findings(m, "icass_budget.csv:2:6: warning: cost_center: '5458' has plan lines of $1,000.00 "
                     "in FY2027, $100.00 more than its target of $900.00 (raise the target, or look "
                     "at who pays those lines)\n");
}

RUN(MADE(invoices_of_the_worked_example_are_right_to_the_cent),
    MADE(under_r2_the_icass_row_is_listed_with_nothing),
    MADE(the_latest_version_counts_center_by_center_and_component_by_component),
    MADE(every_dollar_of_change_has_a_reason),
    MADE(a_center_that_goes_away_is_a_change_of_cost),
    MADE(signed_invoices_name_the_nearer_method_and_place_every_dollar),
    MADE(centers_that_are_not_here_make_it_no_invoice),
    MADE(the_committees_what_ifs_of_the_worked_example_hold),
    MADE(the_year_end_follows_the_phasing_of_the_spend_not_the_calendar),
    MADE(cumulative_obligations_are_taken_apart),
        MADE(a_year_without_obligations_in_the_file_is_not_known_and_not_projected),
        MADE(a_year_without_a_budget_has_no_target_known),
    MADE(phasing_spreads_every_line_to_the_cent),
    MADE(lines_beyond_the_target_are_a_finding),
    MADE(faults_across_files_are_told_with_both_places),
    MADE(a_year_without_budget_cannot_be_reported),
    MADE(only_the_icass_row_has_counts_is_an_error),
    MADE(jumps_without_a_reason_are_asked_about),
    MADE(the_council_is_named_when_lines_or_positions_rise),
    MADE(invoices_target_and_plan_lines_are_tied_together))
