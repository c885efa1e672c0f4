/* The management officer's questions: obligations by line, the spend plan, the year-end list, and
 * the bridge from the last request.  Sums are worked out beside them or must be exact. */
#include "planner/calendar.h"
#include "planner/look_back.h"
#include "planner/obligations.h"
#include "planner/orders.h"
#include "planner/spending.h"
#include "planner/yearend.h"

#include "made_post.h"

static struct plan *made_account(struct made *m)
{
    struct plan *plan = made_plan(m);
    account_for(plan);
    return plan;
}

static const char staff_header[] = "position,title,type,annual_cost,funding_source,cost_center\n";

/* Flat prices: what changes, changes because a test says so. */
static void flat(struct made *m)
{
    made_file(m, "escalation.csv",
              "class,fiscal_year,rate_pct\npersonnel,2020,0\npersonnel,2040,0\nsoftware,2020,0\n"
              "software,2040,0\ncomputers,2020,0\ncomputers,2040,0\ngeneral,2020,0\n"
              "general,2040,0\n");
}

/* ---- obligations ------------------------------------------------------------------------------- */

static void staff_post(struct made *m)
{
    flat(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\n"
                                  "A1,laptop,2026-01-15,100\n");
    made_file(m, "staff.csv",
              arena_format(m->run.arena, "%sS1,One,LE,30000,POST_ICASS,5458\n"
                                         "S2,Two,LE,60000,POST_ICASS,5458\n", staff_header));
}

static size_t line_called(const struct plan *plan, const char *title)
{
    for (size_t i = 0; i < plan->line_count; i++)
        if (!strcmp(post_string(plan->post, plan->lines[i].title), title))
            return i;
    fail_msg("no line %s", title);
    return 0;
}

static void what_several_lines_have_is_divided_by_their_plan_to_the_cent(void **state)
{
    struct made *m = *state;
    staff_post(m);
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,plan_category,object_class\n"
              "2026,1,100.00,5458,POST_ICASS,Personnel costs,11.1\n"
              "2027,1,50.00,5458,POST_ICASS,Personnel costs,11.1\n"
              "2027,1,-0.01,5458,POST_ICASS,Personnel costs,11.1\n");
    struct plan *plan = made_account(m);
    size_t one = line_called(plan, "One"), two = line_called(plan, "Two");
    /* 1 : 2 */
    assert_money(obligated_on_line(plan, one, PRIOR_YEAR), "33.33");
    assert_money(obligated_on_line(plan, two, PRIOR_YEAR), "66.67");
    /* 49.99 after the de-obligation */
    assert_money(obligated_on_line(plan, one, CURRENT_YEAR), "16.66");
    assert_money(obligated_on_line(plan, two, CURRENT_YEAR), "33.33");
    assert_money(plan->obligations->total[CURRENT_YEAR], "49.99");
}

static void what_no_line_has_is_kept_and_told(void **state)
{
    struct made *m = *state;
    staff_post(m);
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,plan_category,object_class\n"
              "2027,1,10.00,5458,POST_ICASS,Telecommunications,23.3\n");
    struct plan *plan = made_account(m);
    assert_int_equal(loose_count(plan), 1);
    made_findings(m, "obligations.csv:2:19: warning: funding_source: 'POST_ICASS 5458, "
                     "Telecommunications, 23.3' is a line that this plan does not have; $10.00 of "
                     "FY2027 stand as a row of their own on MRR lines\n");
}

static void cumulative_figures_are_taken_apart_and_a_fall_is_told(void **state)
{
    struct made *m = *state;
    staff_post(m);
    made_file(m, "settings.csv", "key,value\nobligations_are,cumulative\n");
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,plan_category,object_class\n"
              "2026,1,100.00,5458,POST_ICASS,Personnel costs,11.1\n"
              "2026,2,250.00,5458,POST_ICASS,Personnel costs,11.1\n"
              "2026,4,240.00,5458,POST_ICASS,Personnel costs,11.1\n");
    struct plan *plan = made_account(m);
    const struct obligation_group *g = &plan->obligations->groups[0];
    assert_money(g->quarter[PRIOR_YEAR][1], "150.00");
    assert_money(g->quarter[PRIOR_YEAR][2], "0.00");
    assert_money(g->quarter[PRIOR_YEAR][3], "-10.00");
    assert_money(obligated_by_group(g, PRIOR_YEAR), "240.00");
    made_findings(m, "obligations.csv:4:8: warning: amount: of $240.00 through Q4 is less than the "
                     "$250.00 before it; obligations_are is cumulative, so $10.00 is understood as "
                     "de-obligated\n");
}

static void more_than_the_plan_has_is_told(void **state)
{
    struct made *m = *state;
    staff_post(m);
    made_file(m, "obligations.csv",
              "fiscal_year,quarter,amount,cost_center,funding_source,plan_category,object_class\n"
              "2027,1,90000.01,5458,POST_ICASS,Personnel costs,11.1\n");
    made_account(m);
    made_findings(m, "obligations.csv:2:8: warning: amount: brings POST_ICASS, Personnel costs to "
                     "$90,000.01 obligated in FY2027, more than the $90,000.00 that the plan has "
                     "for it\n");
}

/* ---- the spend plan ------------------------------------------------------------------------------ */

static void buying_post(struct made *m)
{
    flat(m);
    made_file(m, "funding.csv", "funding_source,payer,period\nPOST_DP,post,1-year\n");
    made_file(m, "inventory.csv",
              "asset_tag,category,acquired,unit_cost,funding_source\n"
              "NOW,laptop,2022-01-15,100,POST_DP\nLATER,laptop,2023-08-01,300,POST_DP\n");
    made_file(m, "staff.csv", arena_format(m->run.arena, "%sS1,One,LE,36500,POST_DP,\n",
                                           staff_header));
}

static money planned_in(const struct plan *plan, int year, int quarter)
{
    money sum = MONEY_ZERO;
    for (size_t k = 0; k < plan->spending->count; k++)
        if (plan->spending->rows[k].fiscal_year == year && plan->spending->rows[k].quarter == quarter)
            sum = money_add(sum, plan->spending->rows[k].planned);
    return sum;
}

static void quarters_add_up_to_the_plan(void **state)
{
    struct made *m = *state;
    buying_post(m);
    struct plan *plan = made_account(m);
    for (int y = 0; y < plan->years; y++) {
        money sum = MONEY_ZERO;
        for (int q = 1; q <= 4; q++)
            sum = money_add(sum, planned_in(plan, plan->first_year + y, q));
        assert_int_equal(sum.cents, plan->total[y].cents);
    }
    /* 92 days of pay, and what is overdue */
    assert_money(planned_in(plan, 2027, 1), "9300.00");
}

static void a_continuing_resolution_lets_only_pay_go_on(void **state)
{
    struct made *m = *state;
    buying_post(m);
    made_set(m, "cr_until", "2027-01-31");
    struct plan *plan = made_account(m);
    assert_money(planned_in(plan, 2027, 1), "9200.00");
    assert_money(planned_in(plan, 2027, 2), "9100.00"); /* 90 days, and the purchase of Q1 */
    assert_int_equal(plan->spending->stranded_count, 0);
}

static void one_year_money_that_cannot_be_ordered_any_more_is_listed(void **state)
{
    struct made *m = *state;
    buying_post(m);
    made_set(m, "cr_until", "2027-09-30");
    struct plan *plan = made_account(m);
    const struct spending *s = plan->spending;
    assert_int_equal(s->stranded_count, 1);
    assert_money(s->stranded[0].amount, "400.00");
    assert_true(s->stranded[0].lapses);
}

static void a_quarterly_ceiling_moves_what_may_wait(void **state)
{
    struct made *m = *state;
    buying_post(m);
    made_file(m, "ceilings.csv", "fiscal_year,amount,quarter\n2027,9240,1\n");
    struct plan *plan = made_account(m);
    assert_money(planned_in(plan, 2027, 1), "9240.00");
    assert_money(planned_in(plan, 2027, 2), "9060.00");
}

/* 600.00 and a credit of 500.00 in Q1, then 100.00 a month as billed in advance. */
static void a_credit_lowers_its_own_quarter(void **state)
{
    struct made *m = *state;
    flat(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-01-15,100\n");
    made_file(m, "services.csv",
              "service,period,amount,plan_category\n"
              "Line,2026-10,600,Telecommunications\nLine,2026-11,-500,Telecommunications\n"
              "Line,2026-12,0,Telecommunications\nLine,2027-Q1,300,Telecommunications\n"
              "Line,2027-Q2,300,Telecommunications\nLine,2027-Q3,300,Telecommunications\n");
    struct plan *plan = made_account(m);
    assert_money(planned_in(plan, 2027, 1), "100.00");
    for (int q = 2; q <= 4; q++)
        assert_money(planned_in(plan, 2027, q), "300.00");
}

static void what_a_quarter_ceiling_takes_out_of_the_year_is_listed(void **state)
{
    struct made *m = *state;
    buying_post(m);
    made_file(m, "ceilings.csv", "fiscal_year,amount,quarter\n2027,36600,4\n");
    struct plan *plan = made_account(m);
    const struct spending *s = plan->spending;
    /* 36,500.00 of pay goes on; of two purchases of 400.00 in all, 300.00 has no quarter left */
    money lost = MONEY_ZERO;
    for (size_t k = 0; k < s->stranded_count; k++)
        lost = money_add(lost, s->stranded[k].amount);
    assert_money(lost, "300.00");
    assert_true(s->stranded[0].lapses);
    assert_string_equal(s->stranded[0].why, "ceiling of FY2027Q4");
}

/* ---- where it is booked -------------------------------------------------------------------------- */

static void each_line_carries_its_fiscal_strip(void **state)
{
    struct made *m = *state;
    flat(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,funding_source\n"
                                  "A1,laptop,2022-01-15,100,BOTH\n");
    made_file(m, "funding.csv", "funding_source,payer,fund_symbol,allotment,organization,function\n"
                                "POST_DP,post,19_0113,2071,470100,5411\nPOST_PD,post,19_0114,,,\n");
    made_file(m, "shares.csv", "funding_source,to_source,share_pct\nBOTH,POST_DP,60\nBOTH,POST_PD,40\n");
    struct plan *plan = made_account(m);
    assert_non_null(strstr(made_table(m, "lines.csv", "funding_source,fund_symbol,allotment,"
                                                      "organization,function,fiscal_year,amount"),
                           "POST_DP,19_0113,2071,470100,5411,2027,60.00\n"));
    assert_non_null(strstr(made_table(m, "lines.csv", "funding_source,fund_symbol,allotment,amount"),
                           "POST_PD,19_0114,,40.00\n"));
    /* one purchase, two strips; "-" is not given */
    const struct line *shared = &plan->gross[plan->assets[0].gross[PART_PRICE]];
    assert_string_equal(fiscal_strip_text(m->run.arena, plan, shared),
                        "19_0113 2071 470100 5411 31.0 + 19_0114 - - - 31.0");
}

/* ---- dates for a calendar program, RFC 5545 -------------------------------------------------------- */

static char *calendar_of(struct plan *plan)
{
    char *content = NULL;
    size_t size;
    FILE *to = open_memstream(&content, &size);
    write_calendar(&(struct csv_out){.to = to}, plan);
    fclose(to);
    return content;
}

static const char licenses_header[] = "license_id,product,type,end,annual_cost\n";

static void lines_of_the_calendar_are_folded_and_escaped(void **state)
{
    struct made *m = *state;
    flat(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-15,100\n");
    made_file(m, "licenses.csv",
              arena_format(m->run.arena, "%s%s", licenses_header,
                           "L1,\"Wörterbuch; Übersetzung, Prüfung\nund \\\\ Korrektur für alle Ämter und "
                           "Außenstellen\",subscription,2027-03-01,1000\n"));
    char *content = calendar_of(made_account(m));
    assert_non_null(strstr(content, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert_non_null(strstr(content, "DTSTAMP:20261121T000000Z\r\n"));
    assert_non_null(strstr(content, "\\; \u00dcbersetzung\\, Pr\u00fcfung\\n"));
    for (const char *line = content; *line; line = strchr(line, '\n') + 1) {
        size_t length = strcspn(line, "\n");
        assert_true(length && line[length - 1] == '\r' && length - 1 <= 75);
        assert_true(((unsigned char)line[0] & 0xC0) != 0x80); /* no character is broken */
    }
    free(content);
}

static void names_that_look_alike_are_events_of_their_own(void **state)
{
    struct made *m = *state;
    flat(m);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-10-15,100\n");
    made_file(m, "licenses.csv",
              arena_format(m->run.arena, "%s%s", licenses_header,
                           "L-2,One,subscription,2027-03-01,10\nL 2,Two,subscription,2027-03-01,20\n"));
    char *content = calendar_of(made_account(m));
    assert_non_null(strstr(content, "UID:renewal/20261231/L-2/"));
    assert_non_null(strstr(content, "UID:renewal/20261231/L_202/"));
    free(content);
}

/* ---- the year-end list ------------------------------------------------------------------------------ */

static void the_year_end_list_has_needs_of_this_year_only(void **state)
{
    struct made *m = *state;
    buying_post(m);
    made_file(m, "inventory.csv",
              "asset_tag,category,acquired,unit_cost,funding_source\n"
              "OVER,laptop,2022-01-15,100,POST_DP\nDUE,laptop,2023-09-30,300,POST_DP\n"
              "NEXT,laptop,2023-10-01,700,POST_DP\n");
    made_set(m, "as_of", "2027-08-15"); /* only next year's money buys by the plan */
    made_set(m, "service_level", "0.5"); /* three laptops need no spare */
    struct plan *plan = made_account(m);
    const struct yearend *y = plan->yearend;
    assert_int_equal(y->count, 2);
    assert_int_equal(y->items[0].need, NEED_OVERDUE);
    assert_money(y->items[0].amount, "100.00");
    assert_int_equal(y->items[1].need, NEED_DUE);
    assert_money(y->total, "400.00");
}

/* ---- the bridge ---------------------------------------------------------------------------------------- */

static void previous_file(struct made *m, const char *name, const char *content)
{
    made_file(m, arena_format(m->run.arena, "last/%s", name), content);
}

static void every_dollar_between_two_requests_has_its_cause(void **state)
{
    struct made *m = *state;
    char *last = arena_format(m->run.arena, "%s/last", m->folder);
    assert_null(os_make_folder(last));
    flat(m);
    previous_file(m, "settings.csv", "key,value\nas_of,2025-11-21\n"); /* asks for FY2028 */
    previous_file(m, "inventory.csv",
                  "asset_tag,category,acquired,cycle_months\n"
                  "SAME,laptop,2022-12-01,60\nGONE,laptop,2023-12-01,48\n"
                  "MOVED,laptop,2023-12-01,48\n");
    previous_file(m, "prices.csv", "category,unit_price,price_year\nlaptop,1000,2020\n");
    previous_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ncomputers,2020,0\n"
                                       "computers,2040,0\npersonnel,2020,0\npersonnel,2040,0\n");
    previous_file(m, "staff.csv", "position,title,type,annual_cost\nS1,One,LE,36500\n");
    made_file(m, "inventory.csv",
              "asset_tag,category,acquired,cycle_months\n"
              "SAME,laptop,2023-12-01,60\nMOVED,laptop,2023-12-01,48\n"
              "FRESH,laptop,2024-12-01,48\n");
    made_file(m, "prices.csv", "category,unit_price,price_year\nlaptop,1100,2020\n");
    made_file(m, "staff.csv", "position,title,type,annual_cost\nS1,One,LE,40000\n");
    made_file(m, "projects.csv", "project,title,fiscal_year,amount,plan_category\n"
                                 "P1,Cabling,2029,5000,Non-CAA equipment\n");
    struct plan *plan = made_account(m);
    struct run previous;
    m->run.options.previous = last;
    assert_true(plan_previous(&m->run, &previous));
    const struct bridge *b = &plan->look_back->request;
    /* FY2028 had SAME (due 1 Dec 2027), GONE and MOVED; FY2029 has SAME and FRESH */
    assert_money(b->cause[CAUSE_NEW], "1100.00");
    assert_money(b->cause[CAUSE_GONE], "-1000.00");
    assert_money(b->cause[CAUSE_TIMING], "-1000.00");
    assert_money(b->cause[CAUSE_PRICE], "100.00");
    assert_money(b->cause[CAUSE_EXCHANGE], "0.00");
    assert_money(b->cause[CAUSE_STAFF], "3500.00");
    assert_money(b->cause[CAUSE_PROJECTS], "5000.00");
    money sum = b->from;
    for (int c = 0; c < CAUSES; c++)
        sum = money_add(sum, b->cause[c]);
    assert_int_equal(sum.cents, b->to.cents);
    assert_int_equal(b->to.cents, plan->total[year_index(plan, 2029)].cents);
    free_previous(&previous);
    folder_remove(last);
}

static void a_previous_folder_of_another_post_is_told(void **state)
{
    struct made *m = *state;
    char *last = arena_format(m->run.arena, "%s/last", m->folder);
    assert_null(os_make_folder(last));
    made_file(m, "settings.csv", "key,value\npost,Here\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-01-15,100\n");
    previous_file(m, "settings.csv", "key,value\npost,There\nas_of,2026-11-21\n");
    previous_file(m, "inventory.csv",
                  "asset_tag,category,acquired,unit_cost\nA1,laptop,2026-01-15,100\n");
    made_account(m);
    struct run previous;
    m->run.options.previous = last;
    assert_true(plan_previous(&m->run, &previous));
    char *told = made_told(m);
    m->heard = true;
    assert_non_null(strstr(told, "last/settings.csv:2:6: warning: post: 'There' is not this post, "
                                 "Here; the bridge compares the two all the same\n"));
    assert_non_null(strstr(told, "last/settings.csv:3:7: warning: as_of: '2026-11-21' is not before "
                                 "this plan's as-of date; look at --previous\n"));
    assert_non_null(strstr(told, "'2029' is not the year before this request's FY2029"));
    free(told);
    free_previous(&previous);
    folder_remove(last);
}

RUN(MADE(what_several_lines_have_is_divided_by_their_plan_to_the_cent),
    MADE(what_no_line_has_is_kept_and_told),
    MADE(cumulative_figures_are_taken_apart_and_a_fall_is_told),
    MADE(more_than_the_plan_has_is_told),
    MADE(quarters_add_up_to_the_plan),
    MADE(a_continuing_resolution_lets_only_pay_go_on),
    MADE(one_year_money_that_cannot_be_ordered_any_more_is_listed),
    MADE(a_quarterly_ceiling_moves_what_may_wait),
    MADE(a_credit_lowers_its_own_quarter),
    MADE(what_a_quarter_ceiling_takes_out_of_the_year_is_listed),
    MADE(each_line_carries_its_fiscal_strip),
    MADE(lines_of_the_calendar_are_folded_and_escaped),
    MADE(names_that_look_alike_are_events_of_their_own),
    MADE(the_year_end_list_has_needs_of_this_year_only),
    MADE(every_dollar_between_two_requests_has_its_cause),
    MADE(a_previous_folder_of_another_post_is_told))
