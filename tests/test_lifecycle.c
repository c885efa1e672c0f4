#include "planner/lifecycle.h"

#include "testing.h"

/* As-of 2026-11-21 lies in fiscal year 2027; six plan years, 2027 to 2032. */
static struct lifecycle_rules rules(void)
{
    date as_of = date_of(2026, 11, 21);
    return (struct lifecycle_rules){.due = DUE_EARLIEST, .as_of = as_of, .first_buy = as_of,
                                    .first_year = 2027, .last_year = 2032};
}

static struct lifecycle asset(int year, int month, int day, int cycle)
{
    return (struct lifecycle){.base = date_of(year, month, day), .cycle = cycle,
                              .later_cycle = cycle, .end_of_support = DATE_NONE,
                              .replace_by = DATE_NONE};
}

static void due_is(const struct lifecycle *a, enum due_rule rule, const char *on, enum trigger trigger)
{
    struct due due = lifecycle_due(a, rule);
    assert_date(due.on, on);
    assert_string_equal(trigger_name(due.trigger), trigger_name(trigger));
}

/* Every replacement as "FY2028:2028-05-14/2028-02-14", space between. */
static void replaced(const struct lifecycle *a, const struct lifecycle_rules *r, const char *expected)
{
    char got[1024] = "", on[DATE_TEXT], order_by[DATE_TEXT];
    struct lifecycle_walk walk = lifecycle_walk(a, r);
    struct replacement one;
    while (lifecycle_next(&walk, &one))
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%d:FY%d:%s/%s", got[0] ? " " : "",
                 one.sequence, one.fiscal_year, date_iso(one.on, on),
                 date_iso(one.order_by, order_by));
    assert_string_equal(got, expected);
}

/* ---- rule 3: when it is due ------------------------------------------------------------------ */

static void due_is_base_plus_cycle(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 2, 29, 48);
    due_is(&a, DUE_EARLIEST, "2028-02-29", BY_CYCLE);
    a.cycle = 12;
    due_is(&a, DUE_EARLIEST, "2025-02-28", BY_CYCLE);
}

static void the_earlier_of_cycle_and_support_counts_by_default(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 48); /* cycle: 2028-05-14 */
    a.end_of_support = date_of(2027, 10, 14);
    due_is(&a, DUE_EARLIEST, "2027-10-14", BY_END_OF_SUPPORT);
    due_is(&a, DUE_CYCLE, "2028-05-14", BY_CYCLE); /* ignores support */
    due_is(&a, DUE_LATEST, "2028-05-14", BY_CYCLE);
    a.end_of_support = date_of(2029, 1, 1);
    due_is(&a, DUE_EARLIEST, "2028-05-14", BY_CYCLE);
    due_is(&a, DUE_LATEST, "2029-01-01", BY_END_OF_SUPPORT);
}

static void equal_dates_are_the_cycles(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 48);
    a.end_of_support = date_of(2028, 5, 14);
    due_is(&a, DUE_EARLIEST, "2028-05-14", BY_CYCLE);
    due_is(&a, DUE_LATEST, "2028-05-14", BY_CYCLE);
}

static void a_decision_beats_all(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 48);
    a.end_of_support = date_of(2027, 1, 1);
    a.replace_by = date_of(2031, 3, 1);
    due_is(&a, DUE_EARLIEST, "2031-03-01", BY_DECISION);
    due_is(&a, DUE_CYCLE, "2031-03-01", BY_DECISION);
    a.replace_by = date_of(2025, 3, 1);
    due_is(&a, DUE_LATEST, "2025-03-01", BY_DECISION);
}

static void a_hold_only_puts_off(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 48);
    a.hold = true;
    a.replace_by = date_of(2029, 1, 1);
    due_is(&a, DUE_EARLIEST, "2029-01-01", BY_HOLD);
    a.replace_by = date_of(2027, 1, 1); /* before the rules' date: no effect */
    due_is(&a, DUE_EARLIEST, "2028-05-14", BY_CYCLE);
    a.replace_by = date_of(2028, 5, 14); /* equal: it did not move it */
    due_is(&a, DUE_EARLIEST, "2028-05-14", BY_CYCLE);
    a.end_of_support = date_of(2027, 10, 14);
    due_is(&a, DUE_EARLIEST, "2028-05-14", BY_HOLD);
}

/* ---- rule 4: the first replacement and those after it ----------------------------------------- */

static void replacements_follow_one_cycle_after_the_other(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 24); /* due 2026-05-14, before as-of */
    struct lifecycle_rules r = rules();
    replaced(&a, &r, "1:FY2027:2026-11-21/2026-11-21 2:FY2029:2028-11-21/2028-11-21 "
                     "3:FY2031:2030-11-21/2030-11-21");
    assert_date(lifecycle_first(&a, &r), "2026-11-21");
}

static void nothing_is_bought_before_the_first_year_that_can(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 36); /* due 2027-05-14, in FY2027 */
    struct lifecycle_rules r = rules();
    r.first_buy = date_of(2027, 10, 1); /* first_buy_year 2028 */
    replaced(&a, &r, "1:FY2028:2027-10-01/2027-10-01 2:FY2031:2030-10-01/2030-10-01");
}

static void each_date_is_reckoned_from_the_one_before(void **state)
{
    (void)state;
    struct lifecycle a = asset(2026, 1, 31, 13); /* due 2027-02-28; then 2028-03-28, not -31 */
    struct lifecycle_rules r = rules();
    r.last_year = 2028;
    replaced(&a, &r, "1:FY2027:2027-02-28/2027-02-28 2:FY2028:2028-03-28/2028-03-28");
}

static void what_is_bought_instead_has_its_own_cycle_from_the_first_on(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 14, 36); /* held: 36 months; bought: 24 */
    struct lifecycle_rules r = rules();
    a.later_cycle = 24;
    replaced(&a, &r, "1:FY2027:2027-05-14/2027-05-14 2:FY2029:2029-05-14/2029-05-14 "
                     "3:FY2031:2031-05-14/2031-05-14");
}

static void what_falls_due_behind_the_plan_is_not_in_it(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 10, 1, 96); /* due on the first day of FY2033 */
    struct lifecycle_rules r = rules();
    replaced(&a, &r, "");
    a.base = date_of(2024, 9, 30); /* the last day of FY2032 */
    replaced(&a, &r, "1:FY2032:2032-09-30/2032-09-30");
}

/* ---- rule 5: orders and the year of the money -------------------------------------------------- */

static void orders_go_out_the_lead_months_before(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 5, 31, 48); /* due 2028-05-31 */
    struct lifecycle_rules r = rules();
    a.lead = 3; /* 2028-02-29: clamped */
    replaced(&a, &r, "1:FY2028:2028-05-31/2028-02-29 2:FY2032:2032-05-31/2032-02-29");
}

static void no_order_goes_out_before_as_of_nor_before_money_can_buy(void **state)
{
    (void)state;
    struct lifecycle a = asset(2023, 1, 15, 48); /* due 2027-01-15; three months before: October */
    struct lifecycle_rules r = rules();
    a.lead = 3;
    replaced(&a, &r, "1:FY2027:2027-01-15/2026-11-21 2:FY2031:2031-01-15/2030-10-15");
    r.first_buy = date_of(2027, 10, 1);
    replaced(&a, &r, "1:FY2028:2027-10-01/2027-10-01 2:FY2032:2031-10-01/2031-07-01");
}

static void money_can_be_that_of_the_order(void **state)
{
    (void)state;
    struct lifecycle a = asset(2024, 11, 15, 36); /* due 2027-11-15, in FY2028 */
    struct lifecycle_rules r = rules();
    a.lead = 3; /* ordered on 2027-08-15, in FY2027; the next on 2030-08-15, in FY2030 */
    replaced(&a, &r, "1:FY2028:2027-11-15/2027-08-15 2:FY2031:2030-11-15/2030-08-15");
    r.budget_on_order = true;
    replaced(&a, &r, "1:FY2027:2027-11-15/2027-08-15 2:FY2030:2030-11-15/2030-08-15");
}

static void an_order_in_the_plan_counts_though_it_arrives_behind_it(void **state)
{
    (void)state;
    struct lifecycle a = asset(2026, 11, 15, 72); /* due 2032-11-15, in FY2033 */
    struct lifecycle_rules r = rules();
    a.lead = 3;
    replaced(&a, &r, "");
    r.budget_on_order = true;
    replaced(&a, &r, "1:FY2032:2032-11-15/2032-08-15");
}

/* ---- rule 7: projects ---------------------------------------------------------------------------- */

static void a_covered_asset_starts_again_in_the_projects_year(void **state)
{
    (void)state;
    struct lifecycle a = asset(2020, 1, 1, 48); /* long overdue */
    struct lifecycle_rules r = rules();
    a.covered_through = 2028; /* the next cycle starts on 2027-10-01 */
    replaced(&a, &r, "1:FY2032:2031-10-01/2031-10-01");
    a.covered_through = 2032;
    replaced(&a, &r, "");
}

static void a_covered_asset_has_no_schedule_up_to_the_projects_year(void **state)
{
    (void)state;
    struct lifecycle a = asset(2020, 1, 1, 6); /* 2028-04-01 would be in the project's year */
    struct lifecycle_rules r = rules();
    a.covered_through = 2028;
    r.last_year = 2029;
    replaced(&a, &r, "2:FY2029:2028-10-01/2028-10-01 3:FY2029:2029-04-01/2029-04-01");
}

static void triggers_have_the_names_of_the_spec(void **state)
{
    (void)state;
    assert_string_equal(trigger_name(BY_CYCLE), "cycle");
    assert_string_equal(trigger_name(BY_END_OF_SUPPORT), "end_of_support");
    assert_string_equal(trigger_name(BY_DECISION), "decision");
    assert_string_equal(trigger_name(BY_HOLD), "hold");
}

RUN(cmocka_unit_test(due_is_base_plus_cycle),
    cmocka_unit_test(the_earlier_of_cycle_and_support_counts_by_default),
    cmocka_unit_test(equal_dates_are_the_cycles), cmocka_unit_test(a_decision_beats_all),
    cmocka_unit_test(a_hold_only_puts_off),
    cmocka_unit_test(replacements_follow_one_cycle_after_the_other),
    cmocka_unit_test(nothing_is_bought_before_the_first_year_that_can),
    cmocka_unit_test(each_date_is_reckoned_from_the_one_before),
    cmocka_unit_test(what_is_bought_instead_has_its_own_cycle_from_the_first_on),
    cmocka_unit_test(what_falls_due_behind_the_plan_is_not_in_it),
    cmocka_unit_test(orders_go_out_the_lead_months_before),
    cmocka_unit_test(no_order_goes_out_before_as_of_nor_before_money_can_buy),
    cmocka_unit_test(money_can_be_that_of_the_order),
    cmocka_unit_test(an_order_in_the_plan_counts_though_it_arrives_behind_it),
    cmocka_unit_test(a_covered_asset_starts_again_in_the_projects_year),
    cmocka_unit_test(a_covered_asset_has_no_schedule_up_to_the_projects_year),
    cmocka_unit_test(triggers_have_the_names_of_the_spec))
