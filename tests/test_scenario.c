/* Scenarios, the target split and the years under ceilings, on posts small enough for arithmetic. */
#include "planner/failures.h"
#include "planner/ration.h"
#include "planner/scenario.h"
#include "planner/target.h"
#include "planner/uncertain.h"

#include "made_post.h"

#define FLAT "class,fiscal_year,rate_pct\ncomputers,2020,0\ncomputers,2040,0\n"
#define PRICE "category,unit_price,price_year\nlaptop,1000.00,2027\n"
#define CHANGES "scenario,target,operation,value,scope,from_year,to_year\n"

/* A post of laptops at $1,000 for ever. */
static void flat_post(struct made *m, const char *inventory, const char *scenarios)
{
    made_file(m, "escalation.csv", FLAT);
    made_file(m, "prices.csv", PRICE);
    made_file(m, "inventory.csv", inventory);
    if (scenarios)
        made_file(m, "scenarios.csv", scenarios);
}

static struct scenarios *run_scenarios(struct made *m)
{
    struct plan *plan = made_plan(m);
    struct scenarios *s = scenarios_parse(plan);
    assert_int_equal(diag_errors(m->run.diag), 0);
    assert_true(scenarios_run(s, plan, false));
    return s;
}

#define ONE "asset_tag,category,acquired,network,funding_source\nL1,laptop,2023-11-21,NON-CAA,POST_DP\n"

/* 48 months: 2027-11-21 (FY2028) and 2031-11-21 (FY2032).  60: 2028-11-21 (FY2029), then 2033. */
static void each_dollar_has_the_change_that_made_it(void **state)
{
    struct made *m = *state;
    flat_post(m, ONE, CHANGES "longer,cycle_months,set,60,category=laptop,,\n"
                              "longer,unit_price,multiply,1.1,category=laptop,,\n");
    struct scenarios *s = run_scenarios(m);
    const struct scenario *longer = &s->list[1];
    assert_int_equal(longer->change_count, 2);
    const char *const cycle[] = {"0.00", "-1000.00", "1000.00", "0.00", "0.00", "-1000.00"};
    const char *const price[] = {"0.00", "0.00", "100.00", "0.00", "0.00", "0.00"};
    for (int y = 0; y < 6; y++) {
        assert_money(longer->driver[y], cycle[y]);
        assert_money(longer->driver[6 + y], price[y]);
    }
    assert_money(scenario_total(s, 1, 2), "1100.00");
    assert_money(scenario_amount(s, 1, 2, PLAN_NON_CAA), "1100.00");
    assert_money(scenario_total(s, 0, 1), "1000.00"); /* the base is as it was */
    scenarios_free(s);
}

static void a_rate_holds_in_its_years_only(void **state)
{
    struct made *m = *state;
    flat_post(m, ONE, CHANGES "dear,escalation,set,10,class=computers,2028,2028\n");
    struct scenarios *s = run_scenarios(m);
    assert_money(scenario_total(s, 1, 1), "1100.00"); /* 1000 x 1.1 */
    assert_money(scenario_total(s, 1, 5), "1100.00"); /* and nothing more in FY2029 to FY2032 */
    scenarios_free(s);
}

static void what_is_frozen_is_bought_the_year_after_and_so_are_its_successors(void **state)
{
    struct made *m = *state;
    flat_post(m, ONE, CHANGES "wait,freeze,set,,,2028,2029\n");
    struct scenarios *s = run_scenarios(m);
    const char *const total[] = {"0.00", "0.00", "0.00", "1000.00", "0.00", "0.00"};
    for (int y = 0; y < 6; y++) /* 2029-10-01, then 2033-10-01 */
        assert_money(scenario_total(s, 1, y), total[y]);
    scenarios_free(s);
}

static void more_units_are_bought_in_their_year_and_then_cycle(void **state)
{
    struct made *m = *state;
    flat_post(m, ONE, CHANGES "more,quantity,add,3,category=laptop,2028,\n");
    struct scenarios *s = run_scenarios(m);
    assert_money(scenario_total(s, 1, 1), "4000.00");
    assert_money(scenario_total(s, 1, 2), "0.00");
    assert_money(scenario_total(s, 1, 5), "4000.00"); /* 48 months later */
    scenarios_free(s);
}

/* Forty people by the basic package, whose factor is people; 5458 is shared by devices. */
static void people_post(struct made *m, const char *scenarios)
{
    flat_post(m, "asset_tag,category,acquired,network,funding_source,quantity\n"
                 "L1,laptop,2023-11-21,NON-CAA,POST_DP,4\n", scenarios);
    made_file(m, "categories.csv", "category,per_person\nlaptop,1\n");
    made_file(m, "agencies.csv", "agency,kind\nSTATE,provider\nUSAID,customer\n");
    made_file(m, "cost_centers.csv", "code,name,factor\n6150,Basic Package,People served\n"
                                     "5458,Information management,Devices\n");
    made_file(m, "workload.csv", "fiscal_year,cost_center,agency,count\n2027,6150,STATE,30\n"
                                 "2027,6150,USAID,10\n2027,5458,STATE,50\n");
}

static void counts_are(const struct scenario *s, int year, const char *center, const char *agency,
                       const char *count)
{
    const struct workload_rows *t = &s->post->workload;
    size_t found = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        if (t->fiscal_year[i] == year &&
            !strcmp(words_string(s->post->words, t->cost_center[i]), center) &&
            !strcmp(words_string(s->post->words, t->agency[i]), agency)) {
            assert_decimal(t->count[i], count);
            found++;
        }
    assert_int_equal(found, 1);
}

static void more_people_need_units_and_count_in_the_workload_from_their_year(void **state)
{
    struct made *m = *state;
    people_post(m, CHANGES "four more,headcount,add,4,,2029,\n"
                           "a twentieth more,headcount,multiply,1.05,,2029,\n"
                           "of USAID,headcount,add,2,custodian_agency=USAID,2029,\n");
    struct scenarios *s = run_scenarios(m);
    assert_money(scenario_total(s, 1, 2), "4000.00");
    counts_are(&s->list[1], 2027, "6150", "STATE", "30"); /* before they come */
    counts_are(&s->list[1], 2029, "6150", "STATE", "33"); /* 4 x 30 / 40 */
    counts_are(&s->list[1], 2029, "6150", "USAID", "11");
    counts_are(&s->list[1], 2029, "5458", "STATE", "50"); /* devices, not people */
    assert_money(scenario_total(s, 2, 2), "1000.00");     /* 4 x 0.05, rounded up */
    counts_are(&s->list[2], 2029, "6150", "STATE", "32"); /* 31.5 */
    counts_are(&s->list[2], 2029, "6150", "USAID", "11"); /* 10.5 */
    counts_are(&s->list[3], 2029, "6150", "STATE", "30");
    counts_are(&s->list[3], 2029, "6150", "USAID", "12");
    assert_int_equal(s->list[0].post->workload.rows.count, 3);
    scenarios_free(s);
}

static void fewer_people_need_fewer_units_from_their_year(void **state)
{
    struct made *m = *state;
    people_post(m, CHANGES "half,headcount,multiply,0.5,,2028,\none less,headcount,add,-1,,2028,\n"
                           "half from 2030,headcount,multiply,0.5,,2030,\n"
                           "nobody from 2030,headcount,add,-4,,2030,\n");
    struct scenarios *s = run_scenarios(m);
    assert_money(scenario_total(s, 0, 1), "4000.00");
    assert_money(scenario_total(s, 1, 1), "2000.00");
    assert_money(scenario_total(s, 1, 5), "2000.00");
    counts_are(&s->list[1], 2028, "6150", "STATE", "15");
    assert_money(scenario_total(s, 2, 1), "3000.00");
    assert_money(scenario_total(s, 3, 1), "4000.00"); /* bought before they leave */
    assert_money(scenario_total(s, 4, 1), "4000.00");
    assert_money(scenario_total(s, 4, 5), "0.00");
    scenarios_free(s);
}

/* Of `drone` nothing is known: three times its cycle, today's and not the scenario's. */
static void a_scenario_does_not_change_how_long_things_last(void **state)
{
    struct made *m = *state;
    flat_post(m, "asset_tag,category,acquired,network,funding_source\n"
                 "D1,drone,2023-11-21,NON-CAA,POST_DP\nL1,laptop,2023-11-21,NON-CAA,POST_DP\n",
              CHANGES "longer,cycle_months,set,60,category=drone,,\n");
    made_file(m, "categories.csv", "category,cycle_months,escalation_class\ndrone,48,computers\n");
    made_file(m, "prices.csv", PRICE "drone,500.00,2027\n");
    made_file(m, "failures.csv", "asset_tag,category,in_service,failed_on\n"
                                 "X1,laptop,2020-01-01,2022-02-01\nX2,laptop,2020-01-01,2022-07-01\n"
                                 "X3,laptop,2020-01-01,2023-01-01\nX4,laptop,2020-01-01,2023-06-01\n"
                                 "X5,laptop,2020-01-01,2024-01-01\nX6,laptop,2020-01-01,2025-01-01\n");
    struct scenarios *s = run_scenarios(m);
    const struct plan *base = s->list[0].plan, *longer = s->list[1].plan;
    size_t drone = base->assets[0].held, laptop = base->assets[1].held;
    assert_true(category_life(base, drone).scale == 144 && category_life(longer, drone).scale == 144);
    assert_true(category_life_assumed(longer, drone));
    assert_int_equal(base->lives->of[laptop].origin, LIFE_FITTED);
    assert_true(category_life(base, laptop).scale == 12 * base->lives->of[laptop].fit.life.scale);
    assert_true(category_life(longer, laptop).shape == base->lives->of[laptop].fit.life.shape);
    assert_false(category_life_assumed(longer, laptop));
    scenarios_free(s);
}

static void a_scenario_that_changes_nothing_is_an_error(void **state)
{
    struct made *m = *state;
    flat_post(m, ONE, CHANGES "same,cycle_months,set,48,category=laptop,,\n");
    struct plan *plan = made_plan(m);
    struct scenarios *s = scenarios_parse(plan);
    assert_false(scenarios_run(s, plan, false));
    assert_int_equal(diag_errors(m->run.diag), 1);
    m->heard = true;
    scenarios_free(s);
}

#define THREE                                                                                      \
    "asset_tag,category,acquired,network,funding_source,priority\n"                                \
    "L1,laptop,2023-11-21,NON-CAA,POST_DP,5\n"                                                     \
    "L2,laptop,2023-11-21,NON-CAA,POST_DP,1\n"                                                     \
    "L3,laptop,2023-11-21,NON-CAA,POST_DP,3\n"

static void what_passes_the_ceiling_is_over_target(void **state)
{
    struct made *m = *state;
    flat_post(m, THREE, NULL);
    made_file(m, "ceilings.csv", "fiscal_year,amount\n2028,2999.99\n");
    const struct plan *plan = made_plan(m);
    const struct target *t = plan->target;
    assert_money(plan->total[1], "3000.00"); /* the request stays whole */
    assert_money(t->target[1], "2000.00");
    assert_money(t->over[1], "1000.00");
    assert_money(t->over[5], "0.00"); /* no ceiling in FY2032 */
    assert_int_equal(t->unfunded_lines, 1);
    assert_int_equal(t->unfunded[0].fiscal_year, 2028);
    assert_int_equal(t->unfunded[0].units, 1);
    assert_money(t->unfunded[0].cumulative, "1000.00");
}

static void what_waits_is_bought_as_soon_as_there_is_room(void **state)
{
    struct made *m = *state;
    flat_post(m, THREE, NULL);
    made_file(m, "ceilings.csv", "fiscal_year,amount\n2028,2000.00\n2029,1000.00\n");
    struct ration r;
    assert_true(ration_plan(made_plan(m), 20, &r));
    assert_money(r.year[1].funded, "2000.00");
    assert_int_equal(r.year[1].backlog_assets, 1);
    assert_money(r.year[1].backlog_amount, "1000.00");
    assert_money(r.year[2].funded, "1000.00");
    assert_int_equal(r.year[2].backlog_assets, 0);
    for (size_t k = 0; k < r.count; k++)
        if (r.list[k].asset == 0 && r.list[k].due == 1)
            assert_int_equal(r.list[k].bought, 2); /* the lowest priority waits */
    ration_free(&r);
}

/* Ten laptops priced by what they have cost; every subset that fits is tried. */
static void the_years_choice_is_the_best_of_all_subsets(void **state)
{
    struct made *m = *state;
    static const int cost[10] = {410, 733, 1290, 388, 911, 1502, 640, 277, 1188, 823};
    char *inventory = arena_format(m->run.arena, "asset_tag,category,acquired,network,"
                                   "funding_source,priority,unit_cost\n");
    for (int i = 0; i < 10; i++)
        inventory = arena_format(m->run.arena, "%sL%d,laptop,2023-%02d-21,NON-CAA,POST_DP,%d,%d.00\n",
                                 inventory, i, i % 2 ? 11 : 12, i % 5 + 1, cost[i]);
    made_file(m, "escalation.csv", FLAT);
    made_file(m, "inventory.csv", inventory);
    made_file(m, "ceilings.csv", "fiscal_year,amount\n2028,4000.00\n");
    const struct plan *plan = made_plan(m);
    double best = 0;
    for (unsigned set = 0; set < 1u << 10; set++) {
        double risk = 0;
        int sum = 0;
        for (size_t i = 0; i < 10; i++)
            if (set >> i & 1) {
                sum += cost[i];
                risk += waiting_chance(plan, i, 1, plan->assets[i].first, 0) *
                        consequence_of(plan, asset_priority(plan, i));
            }
        if (sum <= 4000 && risk > best)
            best = risk;
    }
    struct ration r;
    assert_true(ration_plan(plan, 0, &r));
    assert_near(r.year[1].risk, best, 1e-9);
    assert_true(r.year[1].bound >= best - 1e-9);
    ration_free(&r);
}

static void a_figure_does_not_depend_on_the_number_of_threads(void **state)
{
    struct made *m = *state;
    flat_post(m, THREE, NULL);
    const struct plan *plan = made_plan(m);
    struct uncertainty one = uncertain_plan(plan, (struct dice){7, 3000, 1});
    struct uncertainty many = uncertain_plan(plan, (struct dice){7, 3000, 5});
    assert_true(one.possible && many.possible);
    for (size_t k = 0; k < one.rows * one.years; k++) {
        assert_int_equal(one.spread[k].mean.value.cents, many.spread[k].mean.value.cents);
        for (int p = 0; p < SHARES; p++)
            assert_int_equal(one.spread[k].at[p].value.cents, many.spread[k].at[p].value.cents);
    }
    assert_int_equal(one.tornado[0].driver, many.tornado[0].driver);
}

static void levelling_stays_between_the_bound_and_the_dearest_amount(void **state)
{
    struct made *m = *state;
    flat_post(m, THREE, NULL);
    struct leveled l = level_plan(made_plan(m), 12, 12);
    assert_true(l.possible);
    assert_money(l.result.highest, "2000.00"); /* the second three: FY2031 and FY2032 */
    assert_true(l.result.bound.cents <= l.result.highest.cents);
    assert_true(l.result.highest.cents <= l.result.bound.cents + l.result.dearest.cents);
}

RUN(MADE(each_dollar_has_the_change_that_made_it), MADE(a_rate_holds_in_its_years_only),
    MADE(what_is_frozen_is_bought_the_year_after_and_so_are_its_successors),
    MADE(more_units_are_bought_in_their_year_and_then_cycle),
    MADE(more_people_need_units_and_count_in_the_workload_from_their_year),
    MADE(fewer_people_need_fewer_units_from_their_year),
    MADE(a_scenario_does_not_change_how_long_things_last),
    MADE(a_scenario_that_changes_nothing_is_an_error), MADE(what_passes_the_ceiling_is_over_target),
    MADE(what_waits_is_bought_as_soon_as_there_is_room),
    MADE(the_years_choice_is_the_best_of_all_subsets),
    MADE(a_figure_does_not_depend_on_the_number_of_threads),
    MADE(levelling_stays_between_the_bound_and_the_dearest_amount))
