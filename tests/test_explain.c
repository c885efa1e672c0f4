/* What planner explain rests on: each fact, where it comes from, and every step of a price.  The
 * figures were worked out by hand from SPEC 5.1 to 5.3. */
#include "planner/explain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "planner/answer.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/os.h"

#include "child.h"

static const char *const files[][2] = {
    {"settings.csv", "key,value\nas_of,2026-11-21\nyears,6\n"},
    {"categories.csv", "category,escalation_class,object_class,lead_months,source\n"
                       "laptop,pc,31.0,3,policy\n"},
    {"models.csv", "model,end_of_support,cycle_months\nM1,2030-03-31,\nM2,,36\n"},
    {"locations.csv", "location,network\nVault*,CAA\n"},
    {"shares.csv", "funding_source,to_source,share_pct,cost_center\n"
                   "CORE,POST_ICASS,70,5458\nCORE,POST_DP,30,\n"},
    {"prices.csv", "category,model,unit_price,currency,price_year,freight\n"
                   "laptop,M1,1000.00,EUR,2027,50.00\nlaptop,,900.00,,2026,\n"},
    {"escalation.csv", "class,fiscal_year,rate_pct\npc,2028,10\npc,2029,10\n"},
    {"exchange.csv", "currency,fiscal_year,budget_rate\nEUR,2028,0.9\nEUR,2029,0.8\n"},
    {"projects.csv", "project,title,fiscal_year,amount,plan_category,replaces\n"
                     "P-1,New telephones,2029,50000,Telecommunications,category=pbx\n"},
    {"inventory.csv",
     "asset_tag,category,model,acquired,in_service,location,quantity,funding_source,decision,"
     "replace_by,unit_cost,cycle_months\n"
     "A1,laptop,M1,2025-01-10,2025-01-15,Vault 2,3,CORE,,,,\n"
     "A2,laptop,M2,2023-12-01,,,,,hold,2027-08-01,,\n"
     "A3,printer,,2018-06-01,,,,,retire,,500.00,\n"
     "A4,pbx,,2015-06-01,,,,,,,9000.00,\n"
     "A5,ups,,2020-01-31,,,,,,,400.00,99\n"},
};

struct world {
    struct run run;
    char *folder;
};

static int begin(void **state)
{
    static struct world w;
    w.run = (struct run){.arena = arena_new(), .words = words_new(), .today = date_of(2026, 11, 21)};
    w.run.diag = diag_new(w.run.words);
    w.folder = folder_new();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *to = fopen(arena_format(w.run.arena, "%s/%s", w.folder, files[i][0]), "wb");
        if (!to)
            return 1;
        fputs(files[i][1], to);
        fclose(to);
    }
    *state = &w;
    return !plan_post(&w.run, w.folder);
}

static int end(void **state)
{
    struct world *w = *state;
    plan_free(w->run.plan);
    free_post(&w->run.post);
    diag_free(w->run.diag);
    words_free(w->run.words);
    arena_free(w->run.arena);
    folder_remove(w->folder);
    return 0;
}

#define assert_money(got, written) assert_string_equal(money_plain((got), (char[MONEY_TEXT]){0}), (written))
#define assert_date(got, written)  assert_string_equal(date_iso((got), (char[DATE_TEXT]){0}), (written))

static void assert_origin(const struct world *w, struct origin from, enum origin_kind kind,
                          const char *file, unsigned line)
{
    const char *path = words_string(w->run.words, from.at.file);
    const char *slash = strrchr(path, '/');
    assert_int_equal(from.kind, kind);
    assert_string_equal(slash ? slash + 1 : path, file);
    assert_int_equal(from.at.line, line);
}

static void each_date_says_which_cell_it_comes_from(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 0);
    assert_origin(w, e.base, ORIGIN_ASSET, "inventory.csv", 2);
    assert_string_equal(e.base.detail, "in_service");
    assert_origin(w, e.cycle, ORIGIN_BUILT_IN, "", 0);
    assert_origin(w, e.end_of_support, ORIGIN_MODEL, "models.csv", 2);
    assert_origin(w, e.first_buy, ORIGIN_BUILT_IN, "", 0);
    assert_date(e.due.by_cycle, "2029-01-15");
    assert_date(e.due.on, "2029-01-15");
    e = explain_asset(w->run.plan, 1);
    assert_origin(w, e.base, ORIGIN_ASSET, "inventory.csv", 3);
    assert_string_equal(e.base.detail, "acquired");
    assert_origin(w, e.cycle, ORIGIN_MODEL, "models.csv", 3);
    assert_date(e.due.by_cycle, "2026-12-01");
    assert_date(e.due.on, "2027-08-01");
    e = explain_asset(w->run.plan, 4);
    assert_origin(w, e.cycle, ORIGIN_ASSET, "inventory.csv", 6);
}

static void a_payer_says_which_file_names_it(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 0);
    assert_origin(w, e.funding, ORIGIN_ASSET, "inventory.csv", 2);
    assert_origin(w, e.payer, ORIGIN_SHARES, "shares.csv", 2);
    assert_origin(w, e.network, ORIGIN_LOCATION, "locations.csv", 2);
    assert_string_equal(e.network.detail, "Vault*");
    e = explain_asset(w->run.plan, 1);
    assert_origin(w, e.funding, ORIGIN_BUILT_IN, "", 0);
    assert_origin(w, e.payer, ORIGIN_BUILT_IN, "", 0);
    assert_origin(w, e.network, ORIGIN_ASSUMED, "", 0);
}

static void a_price_is_escalated_part_by_part_then_converted(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 0);
    assert_origin(w, e.price, ORIGIN_PRICE, "prices.csv", 2);
    assert_string_equal(e.price_match, "category and model");
    assert_true(e.in_plan);
    assert_int_equal(e.purchase_count, 1);
    const struct explained_purchase *p = &e.purchases[0];
    assert_int_equal(p->fiscal_year, 2029);
    assert_int_equal(p->rate_count, 2);
    assert_int_equal(p->rates[0].fiscal_year, 2028);
    assert_int_equal(p->rates[1].of_year, 2029);
    assert_int_equal(p->exchange_year, 2029);
    assert_int_equal(p->part_count, 2);
    assert_money(p->parts[0].local, "1210.00");
    assert_money(p->parts[0].dollars, "1512.50");
    assert_money(p->parts[1].local, "60.50");
    assert_money(p->parts[1].dollars, "75.63"); /* 75.625, half away from zero */
    assert_money(p->unit_price, "1588.13");
    assert_money(p->amount, "4764.39");
    assert_money(p->purchase->amount, "4764.39");
}

static void a_shared_amount_lands_on_the_line_of_each_source(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 0);
    const struct explained_share *shares;
    assert_int_equal(explain_shares(w->run.plan, e.purchases[0].parts[0].gross, 2029, &shares), 2);
    assert_money(shares[0].amount, "3176.25");
    assert_money(shares[1].amount, "1361.25");
    assert_int_equal(explain_shares(w->run.plan, e.purchases[0].parts[1].gross, 2029, &shares), 2);
    assert_money(shares[0].amount, "158.82"); /* 158.823 and 68.067: the cent goes to the second */
    assert_money(shares[1].amount, "68.07");
}

static void a_rate_carried_on_names_the_year_it_is_from(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 1); /* again in FY2030 */
    assert_int_equal(e.purchase_count, 2);
    const struct explained_purchase *p = &e.purchases[1];
    assert_int_equal(p->fiscal_year, 2030);
    assert_int_equal(p->rate_count, 4); /* FY2027 to FY2030, from a price of FY2026 */
    assert_int_equal(p->rates[0].of_year, 0);
    assert_true(p->rates[0].pct == 0);
    assert_int_equal(p->rates[3].of_year, 2029);
    assert_money(p->unit_price, "1197.90"); /* 900 x 1.1 x 1.1 x 1.1 */
}

static void an_asset_outside_the_plan_shows_what_it_would_cost(void **state)
{
    struct world *w = *state;
    struct explanation e = explain_asset(w->run.plan, 2);
    assert_false(e.in_plan);
    assert_int_equal(e.purchase_count, 1);
    assert_null(e.purchases[0].purchase);
    assert_int_equal(e.purchases[0].fiscal_year, 2029);
    assert_origin(w, e.price, ORIGIN_ASSET, "inventory.csv", 4);
    assert_money(e.purchases[0].unit_price, "621.69"); /* 500 x 1.02^11, FY2018 to FY2029 */
}

static void a_covered_asset_names_its_project(void **state)
{
    struct world *w = *state;
    assert_int_equal(w->run.plan->assets[3].project, 0);
    assert_int_equal(w->run.plan->assets[0].project, NO_PROJECT);
    assert_false(explain_asset(w->run.plan, 3).in_plan);
}

/* What is in itself has no end, so jansson does not print it, as when it has no memory. */
static void print_without_end(void *context)
{
    (void)context;
    json_t *outer = json_array(), *inner = json_array();
    json_array_append(outer, inner);
    json_array_append(inner, outer);
    answer_print(outer, stderr);
}

static void an_answer_that_cannot_be_printed_ends_the_run(void **state)
{
    (void)state;
    struct child child = run_child(print_without_end, NULL);
    assert_int_equal(child.status, 3);
    assert_non_null(strstr(child.said, "the answer cannot be printed as JSON"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_date_says_which_cell_it_comes_from),
        cmocka_unit_test(a_payer_says_which_file_names_it),
        cmocka_unit_test(a_price_is_escalated_part_by_part_then_converted),
        cmocka_unit_test(a_shared_amount_lands_on_the_line_of_each_source),
        cmocka_unit_test(a_rate_carried_on_names_the_year_it_is_from),
        cmocka_unit_test(an_asset_outside_the_plan_shows_what_it_would_cost),
        cmocka_unit_test(a_covered_asset_names_its_project),
        cmocka_unit_test(an_answer_that_cannot_be_printed_ends_the_run),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
