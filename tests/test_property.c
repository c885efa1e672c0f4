/* The property officer's duties on small posts: comparing, reconciling, rolling up, lives from the
 * post's own log, spares.  Every figure is worked out beside it. */
#include "planner/compare.h"
#include "planner/property_book.h"
#include "planner/reconcile.h"
#include "planner/rollup.h"
#include "planner/stock.h"
#include "planner/target.h"

#include <math.h>

#include "made_post.h"

#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static const char no_rates[] =
    "class,fiscal_year,rate_pct\ncomputers,2015,0\ncomputers,2040,0\ntelephones,2015,0\n"
    "telephones,2040,0\n";
static const char header[] = "asset_tag,category,acquired,serial,model,location,quantity,unit_cost\n";

/* A second post, in a folder of its own, in the same run. */
static struct run *beside(struct made *m, const char *inventory, const char *settings)
{
    char *folder = arena_format(m->run.arena, "%s/beside", m->folder);
    assert_null(os_make_folder(folder));
    const char *const files[][2] = {{"inventory.csv", inventory}, {"settings.csv", settings},
                                    {"escalation.csv", no_rates}};
    for (size_t i = 0; i < 3; i++) {
        FILE *to = fopen(arena_format(m->run.arena, "%s/%s", folder, files[i][0]), "wb");
        assert_non_null(to);
        fputs(files[i][1], to);
        fclose(to);
    }
    struct run *second = run_beside(&m->run, date_of(2026, 11, 21));
    assert_true(plan_post(second, folder));
    return second;
}

static char *changes_text(const struct post *post, const struct changes *changes)
{
    char *content = NULL;
    size_t size;
    FILE *to = open_memstream(&content, &size);
    write_changes(&(struct csv_out){.to = to}, post, changes);
    fclose(to);
    return content;
}

/* ---- compare ------------------------------------------------------------------------------------------ */

static const char older[] =
    "asset_tag,category,acquired,serial,model,location,quantity,unit_cost\n"
    "A1,laptop,2021-01-10,S1,M,Room 1,1,1000.00\n"  /* due 2025-01-10: done, new serial */
    "A2,laptop,2021-01-10,S2,M,Room 1,1,1000.00\n"  /* not done */
    "A3,laptop,2021-01-10,S3,M,Room 1,1,1000.00\n"  /* gone */
    "A4,laptop,2025-01-10,S4,M,Room 1,1,1000.00\n"  /* moved */
    "A5,laptop,2025-01-10,S5,M,Room 1,2,1000.00\n"  /* one less */
    "A6,laptop,2025-01-10,S6,M,Room 1,1,1000.00\n"  /* other tag, found by its serial */
    "A7,laptop,2025-01-10,S7,M,Room 1,1,1000.00\n"; /* cost corrected */
static const char newer[] =
    "A1,laptop,2026-03-01,S9,M,Room 1,1,1000.00\n"
    "A2,laptop,2021-01-10,S2,M,Room 1,1,1000.00\n"
    "A4,laptop,2025-01-10,S4,M,Room 2,1,1000.00\n"
    "A5,laptop,2025-01-10,S5,M,Room 1,1,1000.00\n"
    "B6,laptop,2025-01-10,S6,M,Room 1,1,1000.00\n"
    "A7,laptop,2025-01-10,S7,M,Room 1,1,1200.00\n"
    "A8,laptop,2026-01-10,S8,M,Room 1,1,1500.00\n";
static const char expected_changes[] =
    "asset_tag,change,field,old,new,amount\n"
    "A8,new,,,M,1500.00\n"
    "A3,gone,,M,,-1000.00\n"
    "A4,moved,location,Room 1,Room 2,\n"
    "A1,changed,acquired,2021-01-10,2026-03-01,\n"
    "A1,changed,serial,S1,S9,\n"
    "A5,changed,quantity,2,1,-1000.00\n"
    "B6,changed,asset_tag,A6,B6,\n"
    "A7,re-priced,unit_cost,1000.00,1200.00,200.00\n"
    "A1,done,replacement,2025-11-21,\"renewed, in service 2026-03-01\",1000.00\n"
    "A3,done,replacement,2025-11-21,no longer in the inventory,1000.00\n"
    "A2,not_done,replacement,2025-11-21,\"still in service, overdue; now planned for FY2027\","
    "1000.00\n";

static void known_changes_are_found_and_nothing_else(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", arena_format(m->run.arena, "%s%s", header, newer));
    made_file(m, "escalation.csv", no_rates);
    made_plan(m);
    struct run *before = beside(m, older, "key,value\nas_of,2025-11-21\n");
    struct comparison *c = compare_plans(m->run.arena, before->plan, m->run.plan);
    char *got = changes_text(&m->run.post, &c->changes);
    assert_string_equal(got, expected_changes);
    /* A1, A3 were done, A2 was not and costs the same 1,000.00 now. */
    assert_int_equal(c->count[CHANGE_DONE], 2);
    assert_int_equal(c->done.cents, 200000);
    assert_int_equal(c->count[CHANGE_NOT_DONE], 1);
    assert_int_equal(c->open.cents, 100000);
    assert_int_equal(c->open_now.cents, 100000);
    free(got);
    comparison_free(c);
    run_close(before);
}

static void the_order_of_the_rows_changes_nothing(void **state)
{
    struct made *m = *state;
    char *turned = arena_copy(m->run.arena, "", 0);
    for (const char *at = newer; *at; at += strcspn(at, "\n") + 1)
        turned = arena_format(m->run.arena, "%.*s\n%s", (int)strcspn(at, "\n"), at, turned);
    made_file(m, "inventory.csv", arena_format(m->run.arena, "%s%s", header, turned));
    made_file(m, "escalation.csv", no_rates);
    made_plan(m);
    struct run *before = beside(m, older, "key,value\nas_of,2025-11-21\n");
    struct comparison *c = compare_plans(m->run.arena, before->plan, m->run.plan);
    char *got = changes_text(&m->run.post, &c->changes);
    assert_string_equal(got, expected_changes);
    free(got);
    comparison_free(c);
    run_close(before);
}

static void a_column_that_one_file_lacks_is_no_change(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nA4,laptop,2025-01-10,1000\n");
    made_file(m, "escalation.csv", no_rates);
    made_plan(m);
    struct run *before = beside(m, "asset_tag,category,acquired,unit_cost,serial,location,network\n"
                                   "A4,laptop,2025-01-10,1000,S4,Room 1,NON-CAA\n",
                                "key,value\nas_of,2025-11-21\n");
    struct comparison *c = compare_plans(m->run.arena, before->plan, m->run.plan);
    assert_int_equal(c->changes.count, 0);
    comparison_free(c);
    run_close(before);
}

static void an_inventory_without_prices_is_compared_all_the_same(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,location\nA4,laptop,2021-01-10,Room 2\n");
    made_file(m, "escalation.csv", no_rates);
    m->run.unpriced = true;
    made_plan(m);
    struct run *before = beside(m, "asset_tag,category,acquired,location\nA4,laptop,2021-01-10,Room 1\n",
                                "key,value\nas_of,2025-11-21\n");
    struct comparison *c = compare_plans(m->run.arena, before->plan, m->run.plan);
    char *got = changes_text(&m->run.post, &c->changes);
    assert_string_equal(got, "asset_tag,change,field,old,new,amount\n"
                             "A4,moved,location,Room 1,Room 2,\n"
                             "A4,not_done,replacement,2025-11-21,\"still in service, overdue; now "
                             "planned for FY2027\",\n");
    made_findings(m, "inventory.csv:2:1: warning: unit_cost: 'laptop' has no price, and the post "
                     "pays for its replacement (add a row to prices.csv: category laptop, "
                     "unit_price, price_year 2027)\n");
    free(got);
    comparison_free(c);
    run_close(before);
}

/* ---- reconcile ------------------------------------------------------------------------------------------ */

static const char book[] =
    "A1,laptop,2025-01-10,S1,M,Room 1,1,1000.00\n"
    "A2,laptop,2025-01-10,S2,M,Room 1,1,1000.00\n"  /* missing; like the one found in Room 1 */
    "A3,laptop,2025-01-10,S3,M,Room 1,1,1000.00\n"  /* wrong place */
    "A4,laptop,2025-01-10,,M,Room 2,4,500.00\n"     /* three counted */
    "A5,laptop,2025-01-10,S5,M,Room 2,1,1000.00\n"  /* by serial */
    "A6,laptop,2025-01-10,,M,Room 2,2,300.00\n";    /* counted in two parts */

static struct reconciliation *reconcile_with(struct made *m, struct run **count,
                                             const char *recorded, const char *counted)
{
    made_file(m, "inventory.csv", recorded);
    made_file(m, "count-of-november.csv", counted);
    m->heard = true; /* the folder has a file that is none of the post's */
    assert_true(take_stock(&m->run, m->folder));
    *count = run_beside(&m->run, date_of(2026, 11, 21));
    open_post(*count);
    read_count(&(*count)->post, arena_format(m->run.arena, "%s/count-of-november.csv", m->folder));
    assert_int_equal(diag_errors((*count)->diag), 0);
    return reconcile_count(m->run.arena, m->run.plan, &(*count)->post);
}

static struct reconciliation *reconcile(struct made *m, struct run **count, const char *counted)
{
    return reconcile_with(m, count, arena_format(m->run.arena, "%s%s", header, book), counted);
}

static void the_count_is_matched_by_tag_then_serial_and_never_guessed(void **state)
{
    struct made *m = *state;
    struct run *count;
    struct reconciliation *r = reconcile(m, &count,
                                         "asset_tag,serial,model,location,quantity\n"
                                         "a1,S1,M,room 1,1\n"
                                         "A3,S3,M,Room 9,1\n"
                                         "A4,,M,Room 2,3\n"
                                         ",s5,M,Room 2,1\n"
                                         "A6,,M,Room 2,1\n"
                                         "A6,,M,Room 2,1\n"
                                         "X7,S7,M,Room 1,1\n");
    char *got = changes_text(&m->run.post, &r->changes);
    assert_string_equal(got, "asset_tag,change,field,old,new,amount\n"
                             "A2,missing,,M at Room 1,,-1000.00\n"
                             "X7,found,,1 candidate,M at Room 1,\n"
                             "A3,wrong_place,location,Room 1,Room 9,\n"
                             "A4,wrong_quantity,quantity,4,3,-500.00\n");
    assert_int_equal(r->by_serial, 1);
    assert_int_equal(r->counted_twice, 1);
    assert_int_equal(r->candidate_count, 1);
    /* 1,000 x 4 + 4 x 500 + 2 x 300 = 6,600; short 1,000 + 500; tolerated 1 % = 66 */
    assert_int_equal(r->expected.amount.cents, 660000);
    assert_int_equal(r->shortage.cents, 150000);
    assert_int_equal(r->tolerated.cents, 6600);
    assert_false(r->within);
    free(got);
    reconciliation_free(r);
    run_close(count);
}

/* Ordered and entered ahead of delivery is neither written off nor off the record. */
static void what_is_found_unexpectedly_is_counted_by_its_kind(void **state)
{
    struct made *m = *state;
    struct run *count;
    struct reconciliation *r = reconcile_with(
        m, &count,
        "asset_tag,category,acquired,model,location,quantity,status,unit_cost\n"
        "E1,laptop,2027-01-15,M,Room 1,2,in_use,\n" /* as of 2026-11-21 */
        "E2,laptop,2027-01-15,M,Room 1,1,in_use,\n" /* not there yet: not missing either */
        "G1,laptop,2020-01-15,M,Room 1,1,lost,900.00\n"
        "G2,laptop,2020-01-15,M,Room 1,5,disposed,100.00\n", /* two of them are still there */
        "asset_tag,model,location,quantity\nE1,M,Room 1,\nG1,M,Room 1,\nG2,M,Room 1,2\n"
        "X1,M,Room 1,\n");
    char *got = changes_text(&m->run.post, &r->changes);
    assert_string_equal(got, "asset_tag,change,field,old,new,amount\n"
                             "E1,found,acquired,2027-01-15,M at Room 1,\n"
                             "G1,found,status,lost,M at Room 1,900.00\n"
                             "G2,found,status,disposed,M at Room 1,200.00\n"
                             "X1,found,,,M at Room 1,\n");
    assert_int_equal(r->early.assets, 1);
    assert_int_equal(r->early.units, 2);
    assert_int_equal(r->early.unknown, 1);
    assert_int_equal(r->written_off.assets, 2);
    assert_int_equal(r->written_off.amount.cents, 110000);
    assert_int_equal(r->found.assets, 1);
    assert_int_equal(r->missing.assets, 0);
    free(got);
    reconciliation_free(r);
    run_close(count);
}

static void places_and_models_that_differ_only_in_how_they_are_written_are_the_same(void **state)
{
    struct made *m = *state;
    struct run *count;
    struct reconciliation *r = reconcile_with(
        m, &count,
        "asset_tag,category,acquired,model,location,unit_cost\n"
        "A1,laptop,2024-01-15,M-1,Anexo S\xC3\xA3o Tom\xC3\xA9,100.00\n"
        "A2,laptop,2024-01-15,M-1,Anexo S\xC3\xA3o Tom\xC3\xA9,100.00\n"
        "A3,laptop,2024-01-15,M-1,\xE6\xA5\xBC,100.00\n", /* another alphabet stays */
        "asset_tag,model,location\nA1,,ANEXO SAO-TOME\nX1,m 1,anexo sao tome.\nA3,,\xE5\xAE\xA4\n");
    assert_int_equal(r->wrong_place.assets, 1); /* A3 */
    assert_int_equal(r->candidate_count, 1); /* X1 may be A2 */
    reconciliation_free(r);
    run_close(count);
}

static void a_count_of_tags_alone_confirms_items_and_not_their_number(void **state)
{
    struct made *m = *state;
    struct run *count;
    struct reconciliation *r = reconcile(m, &count, "asset_tag\nA1\nA2\nA3\nA4\nA5\nA6\n");
    assert_int_equal(r->changes.count, 0);
    assert_int_equal(r->confirmed.units, 10);
    assert_true(r->within);
    reconciliation_free(r);
    run_close(count);
}

/* ---- rollup ---------------------------------------------------------------------------------------------- */

/* The mission of both posts, given in either order. */
static struct rollup *rolled_up(struct made *m, struct run *south, bool south_first,
                                struct words *words)
{
    struct rollup *r = rollup_new(m->run.arena, words);
    rollup_add(r, south_first ? south->plan : m->run.plan);
    rollup_add(r, south_first ? m->run.plan : south->plan);
    rollup_finish(r);
    return r;
}

static void an_asset_at_two_posts_is_reported_whatever_the_order(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\npost,North\n");
    made_file(m, "inventory.csv", arena_format(m->run.arena, "%s%s", header,
                                               "A1,laptop,2021-01-10,S1,M,,1,1000.00\n"
                                               "A2,laptop,2021-01-10,S2,M,,1,1000.00\n"));
    made_file(m, "escalation.csv", no_rates);
    made_plan(m);
    struct run *south = beside(m, "asset_tag,category,acquired,serial,unit_cost\n"
                                  "A1,laptop,2021-01-10,,500\nB2,laptop,2021-01-10,S2,500\n",
                               "key,value\npost,South\nas_of,2026-11-21\n");
    for (int turn = 0; turn < 2; turn++) {
        struct words *words = words_new();
        struct rollup *r = rolled_up(m, south, turn, words);
        assert_string_equal(words_string(words, r->posts[0].name), "North");
        assert_int_equal(r->twice_count, 2);
        assert_string_equal(r->twice[0].b->tag, "A1");
        assert_true(r->twice[1].by_serial);
        assert_string_equal(r->twice[1].b->tag, "B2");
        assert_int_equal(r->twice[1].b->line, 3);
        /* two at 1,000 and two at 500, all overdue and bought this year */
        assert_int_equal(rollup_total(r, 2027, SIZE_MAX, 0, (word){0}).cents, 300000);
        assert_int_equal(rollup_total(r, 2027, 1, 0, (word){0}).cents, 100000);
        /* a line of each post, of one category and fund */
        assert_int_equal(r->line_count, 2);
        unsigned category = r->lines[0].plan_category;
        word fund = r->lines[0].funding;
        assert_int_equal(rollup_total(r, 2027, SIZE_MAX, category, (word){0}).cents, 300000);
        assert_int_equal(rollup_total(r, 2027, SIZE_MAX, 0, fund).cents, 300000);
        assert_int_equal(rollup_total(r, 2027, 0, category, fund).cents, 200000);
        assert_int_equal(rollup_total(r, 2027, 0, category + 1, fund).cents, 0);
        assert_int_equal(rollup_total(r, 2026, SIZE_MAX, 0, (word){0}).cents, 0);
        assert_true(rollup_is_first(r, 0));
        assert_true(rollup_is_first(r, 1));
        rollup_free(r);
        words_free(words);
    }
    run_close(south);
}

/* Laptops of four years, bought in 2025: asked for in 2029, the budget year.  A1 is asked for with
 * 2 x 1,000 and 3 x 1,000 dollars: 2,000 of that is once too often.  The South's A3 of 500 has the
 * North's tag A3 (of 100) and the serial of its A1 (of 2,000): 500 is once too often, and only once.
 * 2,000 + 500 = 2,500.  A4 of 2022 is asked for twice too, but in another year. */
static void what_is_asked_for_twice_is_summed_in_dollars(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\npost,North\n");
    made_file(m, "inventory.csv", arena_format(m->run.arena, "%s%s", header,
                                               "A1,laptop,2025-01-10,S1,M,,2,1000.00\n"
                                               "A3,laptop,2025-01-10,S3,M,,1,100.00\n"
                                               "A4,laptop,2022-01-10,S4,M,,1,100.00\n"));
    made_file(m, "escalation.csv", no_rates);
    made_plan(m);
    struct run *south = beside(m, "asset_tag,category,acquired,serial,quantity,unit_cost\n"
                                  "A1,laptop,2025-01-10,,3,1000\nA3,laptop,2025-01-10,S1,1,500\n"
                                  "A4,laptop,2022-01-10,S4,1,100\n",
                               "key,value\npost,South\nas_of,2026-11-21\n");
    for (int turn = 0; turn < 2; turn++) {
        struct words *words = words_new();
        struct rollup *r = rolled_up(m, south, turn, words);
        assert_int_equal(rollup_asked_twice(r).cents, 250000);
        rollup_free(r);
        words_free(words);
    }
    run_close(south);
}

/* ---- lives ------------------------------------------------------------------------------------------------- */

/* Three batteries from the default's shape k = 4.4: two failed, one is in use.  With the shape
 * given, scale^k = sum of (age^k - entered^k) / failures (Nelson 1985); the log begins on
 * 1 November 2023, when X3 was 671 days old. */
static void few_failures_keep_the_shape_of_the_table(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\n"
                                  "X3,ups-battery,2021-12-30,100\n");
    made_file(m, "failures.csv", "asset_tag,category,failed_on,in_service\n"
                                 "X1,ups-battery,2025-11-20,2023-11-21\n"
                                 "X2,ups-battery,2023-11-20,2023-11-10\n"
                                 "X2,ups-battery,2024-02-20,2023-11-10\n");
    made_plan(m);
    size_t c = category_find(m->run.catalog, made_word(m, "ups-battery"));
    const struct category_life *life = &m->run.plan->lives->of[c];
    assert_int_equal(life->origin, LIFE_SHAPE_GIVEN);
    assert_int_equal(life->failures, 2);
    assert_int_equal(life->repeats, 1);
    assert_int_equal(life->in_service, 1);
    double k = 4.4, sum = pow(730 / 365.25, k) + pow(10 / 365.25, k) + pow(1787 / 365.25, k) -
                          pow(671 / 365.25, k);
    near(life->life.shape, k, 1e-12);
    near(life->life.scale, pow(sum / 2, 1 / k), 1e-6);
    assert_true(decimal_double(m->run.catalog->categories[c].weibull_scale_months) == 60);
}

static void without_failures_the_table_holds(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nX3,ups-battery,2024-12-30,100\n");
    made_plan(m);
    size_t c = category_find(m->run.catalog, made_word(m, "ups-battery"));
    assert_int_equal(m->run.plan->lives->of[c].origin, LIFE_STANDARD);
    near(m->run.plan->lives->of[c].life.scale, 5, 1e-12);
}

/* One battery to be bought, of a life that the table or the post gives. */
static const char *reason_of_the_first_line(struct made *m)
{
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost\nX3,ups-battery,2024-12-30,100\n");
    return justification(m->run.arena, made_plan(m), 0);
}

static void no_failures_are_foretold_to_others_without_a_log_of_them(void **state)
{
    assert_null(strstr(reason_of_the_first_line(*state), "failure"));
}

static void failures_by_the_posts_own_log_are_said_to_be_so(void **state)
{
    struct made *m = *state;
    made_file(m, "failures.csv", "category,failed_on,in_service\n"
                                 "ups-battery,2026-11-01,2024-11-01\n");
    const char *reason = reason_of_the_first_line(m);
    assert_non_null(strstr(reason, "in the next twelve months at these ages, by the post's log of "
                                   "failures."));
}

static void what_waits_is_told_with_its_failures_only_by_the_posts_own_log(void **state)
{
    struct made *m = *state;
    made_file(m, "ceilings.csv", "fiscal_year,amount\n2028,1.00\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,unit_cost,cycle_months\n"
                                  "X3,ups-battery,2024-12-30,100,36\n");
    account_for(made_plan(m));
    assert_string_equal(made_table(m, "unfunded.csv", "fiscal_year,impact"),
                        "2028,1 unit waits a year past the due date\n");
}

/* Life 4 and 5 years, 1.890 years old: 1 - exp((1.890/5)^4 - (2.890/5)^4) = 0.0872. */
static void the_sheet_of_lives_foretells_failures_at_the_ages_of_the_units(void **state)
{
    struct made *m = *state;
    made_file(m, "categories.csv", "category,cycle_months,weibull_shape,weibull_scale_months\n"
                                   "ups-battery,36,4,60\n");
    reason_of_the_first_line(m);
    size_t c = category_find(m->run.catalog, made_word(m, "ups-battery"));
    double age = 691 / 365.25; /* 2024-12-30 to 2026-11-21 */
    near(m->run.plan->lives->of[c].to_expect, 1 - exp(pow(age / 5, 4) - pow((age + 1) / 5, 4)), 1e-12);
}

/* ---- spares ------------------------------------------------------------------------------------------------- */

/* Laptops, chance alone: shape 1, scale 120 months, so each fails within a year with chance
 * 1 - exp(-0.1) = 0.0951626, whatever its age; lead 3 months: 40 units ask for 0.951626 in that
 * time.  P(N <= 2) = 0.9290, P(N <= 3) = 0.9838: three are needed for 0.95. */
static void spares_post(struct made *m)
{
    made_file(m, "categories.csv", "category,weibull_shape,weibull_scale_months,lead_months\n"
                                   "laptop,1,120,3\ntelephone,1,12000,3\n");
    made_file(m, "locations.csv", "location,site\nRoom*,Chancery\nStore,Warehouse\n");
    made_file(m, "escalation.csv", no_rates);
    made_file(m, "inventory.csv", "asset_tag,category,acquired,model,location,status,quantity,unit_cost\n"
                                  "A1,laptop,2025-11-21,M,Room 1,in_use,40,1000\n"
                                  "A2,laptop,2025-11-21,M,Store,spare,1,1000\n"
                                  "T1,telephone,2025-11-21,P,Room 1,in_use,2,100\n");
}

static void spares_are_needed_on_hand_elsewhere_and_to_buy(void **state)
{
    struct made *m = *state;
    spares_post(m);
    made_plan(m);
    assert_string_equal(made_table(m, "spares.csv",
                                   "site,model,in_service,demand,needed,on_hand,short,elsewhere,"
                                   "to_buy,excess,cost,request"),
                        "Chancery,M,40,0.951626,3,0,3,1,2,0,2000.00,over_target\n"
                        "Chancery,P,2,0.000500,1,0,1,0,1,0,100.00,over_target\n"
                        "Warehouse,M,0,0.000000,0,1,0,0,0,0,0.00,\n");
    /* beside the plan: two requests, and no line */
    assert_int_equal(m->run.plan->stock->request_count, 2);
    assert_int_equal(m->run.plan->stock->asked.cents, 210000);
    assert_null(strstr(made_table(m, "lines.csv", "kind"), "spares"));
    assert_int_equal(m->run.plan->total[0].cents, 0);
}

/* Worth per dollar: 2 telephones ask in vain 0.0005 times in the lead time, of 100.00; the laptops
 * far oftener, of 2,000.00.  With the one from the warehouse they have P(N <= 1) = 0.7535. */
static void short_spares_stand_on_the_unfunded_and_the_year_end_list(void **state)
{
    struct made *m = *state;
    spares_post(m);
    account_for(made_plan(m));
    assert_string_equal(
        made_table(m, "unfunded.csv", "rank,line_id,title,fiscal_year,amount,cumulative,impact"),
        "1,S001,Spares: 2 x M, Chancery,2027,2000.00,2000.00,lasts the 3 months to "
        "delivery with chance 75 %; with these, 98 %\n"
        "2,S002,Spares: 1 x P, Chancery,2027,100.00,2100.00,none is on hand: at least one of each "
        "telephone item (5 FAH-2 H-621)\n");
    assert_string_equal(made_table(m, "yearend.csv", "line_id,need,units,amount,needed_by"),
                        "S001,spares,2,2000.00,2027-09-30\nS002,spares,1,100.00,2027-09-30\n");
    assert_int_equal(m->run.plan->target->unfunded_lines, 0); /* no line is over target */
}

static void a_row_that_is_short_says_why_and_whose_failure_rate_it_goes_by(void **state)
{
    struct made *m = *state;
    spares_post(m);
    made_file(m, "categories.csv", "category,weibull_shape,weibull_scale_months,lead_months\n"
                                   "laptop,1,120,3\n");
    account_for(made_plan(m));
    assert_string_equal(
        made_table(m, "spares.csv", "model,short,life,reason"),
        "M,3,failure rate of categories.csv: no failure in the log,"
        "lasts with less chance than service_level asks for\n"
        "P,1,built-in failure rate: no failure in the log,"
        "at least one of each telephone item (5 FAH-2 H-621)\n"
        "M,0,failure rate of categories.csv: no failure in the log,\n");
}

/* 20 built-in telephones a model: 20 x (1 - exp(-(1/25)^1.2)) = 0.4159 fail in their first year,
 * 0.1386 in 4 months; P(N <= 0) = 0.8705 and P(N <= 1) = 0.9912. */
static void what_is_asked_for_by_the_built_in_rate_says_so(void **state)
{
    struct made *m = *state;
    made_file(m, "inventory.csv", "asset_tag,category,acquired,model,quantity,unit_cost\n"
                                  "T1,telephone,2026-11-21,P,20,100\n");
    account_for(made_plan(m));
    assert_string_equal(made_table(m, "unfunded.csv", "title,impact"),
                        "Spares: 1 x P,lasts the 4 months to delivery with chance 87 %; with "
                        "these, 99 %, by the built-in failure rate\n");
}

static void models_written_in_several_ways_are_one_shown_as_most_write_it(void **state)
{
    struct made *m = *state;
    made_file(m, "locations.csv", "location,site\nRoom*,Chancery\nStore,Warehouse\n");
    made_file(m, "inventory.csv", "asset_tag,category,acquired,model,location,status,unit_cost\n"
                                  "T1,telephone,2026-11-01,YEALINK SIP-T31G,Store,spare,100\n"
                                  "T2,telephone,2026-11-01,Yealink SIP-T31G,Room 1,in_use,100\n"
                                  "T3,telephone,2026-11-01,yealink sip t31g,Room 1,in_use,100\n"
                                  "T4,telephone,2026-11-01,Yealink SIP-T31G,Room 1,in_use,100\n"
                                  "T5,telephone,2026-11-01,B-2,Room 1,in_use,100\n"
                                  "T6,telephone,2026-11-01,b 2,Room 1,in_use,100\n");
    made_plan(m);
    assert_string_equal(made_table(m, "spares.csv", "site,model,in_service,on_hand,elsewhere,to_buy"),
                        "Chancery,B-2,2,0,0,1\nChancery,Yealink SIP-T31G,3,0,1,0\n"
                        "Warehouse,Yealink SIP-T31G,0,1,0,0\n");
}

static void funded_spares_are_target_lines_of_the_current_year(void **state)
{
    struct made *m = *state;
    spares_post(m);
    made_set(m, "fund_spares", "yes");
    made_plan(m);
    assert_int_equal(m->run.plan->stock->request_count, 0);
    assert_int_equal(m->run.plan->total[0].cents, 210000);
    const char *lines = made_table(m, "lines.csv", "kind,request,fiscal_year,quantity,amount");
    assert_non_null(strstr(lines, "spares,target,2027,2,2000.00\n"));
    assert_non_null(strstr(lines, "spares,target,2028,0,0.00\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MADE(known_changes_are_found_and_nothing_else),
        MADE(the_order_of_the_rows_changes_nothing),
        MADE(a_column_that_one_file_lacks_is_no_change),
        MADE(an_inventory_without_prices_is_compared_all_the_same),
        MADE(the_count_is_matched_by_tag_then_serial_and_never_guessed),
        MADE(what_is_found_unexpectedly_is_counted_by_its_kind),
        MADE(places_and_models_that_differ_only_in_how_they_are_written_are_the_same),
        MADE(a_count_of_tags_alone_confirms_items_and_not_their_number),
        MADE(an_asset_at_two_posts_is_reported_whatever_the_order),
        MADE(what_is_asked_for_twice_is_summed_in_dollars),
        MADE(few_failures_keep_the_shape_of_the_table),
        MADE(without_failures_the_table_holds),
        MADE(no_failures_are_foretold_to_others_without_a_log_of_them),
        MADE(failures_by_the_posts_own_log_are_said_to_be_so),
        MADE(what_waits_is_told_with_its_failures_only_by_the_posts_own_log),
        MADE(the_sheet_of_lives_foretells_failures_at_the_ages_of_the_units),
        MADE(spares_are_needed_on_hand_elsewhere_and_to_buy),
        MADE(short_spares_stand_on_the_unfunded_and_the_year_end_list),
        MADE(a_row_that_is_short_says_why_and_whose_failure_rate_it_goes_by),
        MADE(what_is_asked_for_by_the_built_in_rate_says_so),
        MADE(models_written_in_several_ways_are_one_shown_as_most_write_it),
        MADE(funded_spares_are_target_lines_of_the_current_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
