#include "planner/catalog.h"

#include "made_post.h"

static const struct category *category(struct made *m, const char *name)
{
    size_t at = category_use(m->run.catalog, made_word(m, name));
    if (at == NOWHERE)
        fail_msg("%s is not a category", name);
    return &m->run.catalog->categories[at];
}

static const char *string(struct made *m, word w)
{
    return words_string(m->run.words, w);
}

/* ---- categories -------------------------------------------------------------------------------- */

static void built_in_categories_are_known_by_name_code_and_other_words(void **state)
{
    struct made *m = *state;
    struct catalog *c = made_catalog(m);
    static const char *const same[][2] = { /* SPEC 4: the words in brackets; codes of the domain page */
        {"desktop", "workstation"}, {"desktop", "WKS"}, {"laptop", "Notebook"}, {"laptop", "LAP"},
        {"printer", "mfp"}, {"network-switch", "switch"}, {"network-switch", "access-point"},
        {"network-switch", "Access Point"}, {"router", "core-switch"}, {"router", "firewall"},
        {"radio", "radio-portable"}, {"mobile-phone", "smartphone"}, {"video-conference", "vtc"},
        {"caa-workstation", "CAAW"}, {"gitm-workstation", "GWKS"}, {"ups-battery", "UPSB"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        size_t one = category_use(c, made_word(m, same[i][0]));
        assert_int_not_equal(one, NOWHERE);
        assert_int_equal(category_find(c, made_word(m, same[i][1])), one);
    }
    static const char *const others[] = {"laptop-travel", "monitor", "server", "storage", "nen-kit", "ups", "pbx",
                                         "telephone", "radio-mobile", "radio-battery", "hf-radio", "satellite",
                                         "tablet", "hard-disk", "ssd", "mail-xray", "mail-machine"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_not_equal(category_use(c, made_word(m, others[i])), NOWHERE);
    assert_int_equal(category_use(c, made_word(m, "toaster")), NOWHERE);
    assert_int_equal(category_use(c, made_word(m, "")), NOWHERE);
    assert_int_equal(category_use(c, made_word(m, "--")), NOWHERE);
}

static void outputs_use_the_posts_own_word(void **state)
{
    struct made *m = *state;
    made_catalog(m);
    assert_string_equal(string(m, category(m, "Notebook")->name), "Notebook");
    assert_string_equal(string(m, category(m, "laptop")->name), "Notebook"); /* met first */
    assert_string_equal(category(m, "laptop")->built_in ? "built in" : "", "built in");
    assert_int_equal(category(m, "laptop")->cycle_months, 48);
}

static void every_built_in_category_is_complete(void **state)
{
    struct made *m = *state;
    struct catalog *c = made_catalog(m);
    static const char *const names[] = {
        "desktop", "laptop", "laptop-travel", "monitor", "printer", "server", "storage",
        "network-switch", "router", "nen-kit", "ups", "ups-battery", "pbx", "telephone", "radio",
        "radio-mobile", "radio-battery", "hf-radio", "satellite", "mobile-phone", "tablet",
        "video-conference", "caa-workstation", "gitm-workstation", "hard-disk", "ssd", "mail-xray",
        "mail-machine"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct category *one = category(m, names[i]);
        assert_in_range(one->cycle_months, 12, 240);
        assert_in_range(one->lead_months, 0, 24);
        assert_int_not_equal(one->escalation_class, NOWHERE);
        assert_int_not_equal(funding_find(c, one->funding_source), NOWHERE);
        assert_true(decimal_given(one->weibull_shape) && decimal_given(one->weibull_scale_months));
        assert_true(one->source[0] != '\0'); /* each default names its source */
    }
    static const char *const telecommunications[] = {"pbx", "telephone", "radio", "radio-mobile", "radio-battery",
                                                     "hf-radio", "satellite", "mobile-phone"};
    for (size_t i = 0; i < sizeof telecommunications / sizeof *telecommunications; i++)
        assert_int_equal(category(m, telecommunications[i])->plan_category, PLAN_TELECOMMUNICATIONS);
    assert_int_equal(category(m, "mail-xray")->plan_category, PLAN_POUCH_AND_MAIL);
    assert_int_equal(category(m, "mail-machine")->plan_category, PLAN_POUCH_AND_MAIL);
    assert_int_equal(category(m, "laptop")->plan_category, 0); /* by network */
}

static void the_posts_cells_override_the_built_in_ones_one_by_one(void **state)
{
    struct made *m = *state;
    made_file(m, "categories.csv", "category,cycle_months,lead_months,object_class,source\n"
                                   "notebook,36,,,our own policy\n"
                                   "monitor,,5,26.0,\n");
    made_catalog(m);
    const struct category *laptop = category(m, "laptop"), *monitor = category(m, "monitor");
    assert_int_equal(laptop->cycle_months, 36);
    assert_string_equal(laptop->source, "our own policy");
    assert_false(laptop->built_in);
    assert_int_equal(laptop->lead_months, 3); /* an empty cell keeps the built-in value */
    assert_string_equal(string(m, laptop->object_class), "31.0");
    assert_string_equal(string(m, laptop->name), "notebook");
    assert_int_equal(monitor->cycle_months, 96);
    assert_int_equal(monitor->lead_months, 5);
    assert_string_equal(string(m, monitor->object_class), "26.0");
    assert_true(monitor->built_in); /* the cycle still is */
}

static void a_post_may_have_categories_of_its_own(void **state)
{
    struct made *m = *state;
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\ndrones,2027,4\n");
    made_file(m, "categories.csv",
              "category,name,plan_category,cycle_months,escalation_class,funding_source\n"
              "drone,Survey drone,Non-CAA equipment,30,drones,POST_ICASS\n");
    struct catalog *c = made_catalog(m);
    const struct category *drone = category(m, "Drone");
    assert_int_equal(drone->cycle_months, 30);
    assert_string_equal(string(m, drone->label), "Survey drone");
    assert_int_equal(drone->plan_category, PLAN_NON_CAA);
    assert_int_equal(drone->escalation_class, class_find(c, made_word(m, "drones")));
    assert_string_equal(string(m, drone->funding_source), "POST_ICASS");
}

static void what_is_wrong_with_categories_is_told_in_place(void **state)
{
    struct made *m = *state;
    made_file(m, "categories.csv", "category,cycle_months,escalation_class\n"
                                   "drone,,\nlaptop,36,drones\nLAPTOP,24,\n");
    made_catalog(m);
    made_findings(m,
                  "categories.csv:2:7: error: cycle_months: is empty, and drone is not a built-in "
                  "category (write its cycle, such as 48)\n"
                  "categories.csv:3:11: error: escalation_class: 'drones' has no rate (add rows for "
                  "it to escalation.csv)\n"
                  "categories.csv:4:1: error: category: 'LAPTOP' is used twice\n"
                  "categories.csv:3:1: note: category: first used here\n");
}

/* ---- escalation ---------------------------------------------------------------------------------- */

static const struct escalation_class *class(struct made *m, const char *name)
{
    size_t at = class_find(m->run.catalog, made_word(m, name));
    if (at == NOWHERE)
        fail_msg("%s is not a class", name);
    return &m->run.catalog->classes[at];
}

static void built_in_classes_hold_for_every_year(void **state)
{
    struct made *m = *state;
    made_catalog(m);
    assert_true(rate_in(&class(m, "personnel")->path, 2030) == 3.1); /* SPEC 4 */
    assert_true(rate_in(&class(m, "software")->path, 1990) == 5);
    assert_true(rate_in(&class(m, "computers")->path, 2040) == 2);
}

static void a_posts_rows_replace_the_class_as_a_whole(void **state)
{
    struct made *m = *state;
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\n"
                                   "Personnel,2030,6\npersonnel2,2027,1\nPersonnel,2028,4.5\n");
    made_catalog(m);
    const struct escalation_class *p = class(m, "personnel");
    assert_true(rate_in(&p->path, 2027) == 0);   /* before its first: not 3.1 any more */
    assert_true(rate_in(&p->path, 2028) == 4.5);
    assert_true(rate_in(&p->path, 2029) == 4.5); /* no row: the latest earlier one */
    assert_true(rate_in(&p->path, 2030) == 6);
    assert_true(rate_in(&p->path, 2031) == 6);
    assert_int_equal(p->last_given, 2030);
    assert_int_equal(class_find(m->run.catalog, made_word(m, "nothing")), NOWHERE);
}

/* ---- currencies ----------------------------------------------------------------------------------- */

static void rate_is(struct made *m, const char *currency, int year, const char *expected)
{
    size_t at = currency_find(m->run.catalog, made_word(m, currency));
    assert_int_not_equal(at, NOWHERE);
    assert_decimal(currency_rate(&m->run.catalog->currencies[at], year), expected);
}

static void a_years_rate_is_its_own_or_the_latest_earlier_or_the_first(void **state)
{
    struct made *m = *state;
    made_file(m, "exchange.csv", "currency,fiscal_year,quarter,budget_rate\n"
                                 "KES,2028,,131.5\nEUR,2027,,0.92\nKES,2030,,140\n");
    made_catalog(m);
    rate_is(m, "KES", 2026, "131.5"); /* none earlier: the first */
    rate_is(m, "KES", 2028, "131.5");
    rate_is(m, "KES", 2029, "131.5");
    rate_is(m, "KES", 2030, "140");
    rate_is(m, "KES", 2035, "140");
    rate_is(m, "kes", 2030, "140");
    rate_is(m, "EUR", 2030, "0.92");
    rate_is(m, "USD", 2030, "1");
    rate_is(m, "", 2030, "1"); /* an empty currency is USD */
    assert_int_equal(currency_find(m->run.catalog, made_word(m, "JPY")), NOWHERE);
}

static void a_year_given_by_quarters_has_its_latest_quarters_rate(void **state)
{
    struct made *m = *state;
    made_file(m, "exchange.csv", "currency,fiscal_year,quarter,budget_rate\n"
                                 "KES,2027,3,133\nKES,2027,1,131\n"      /* Q3 is the latest */
                                 "KES,2028,4,138\nKES,2028,,135\nKES,2028,1,134\n"); /* the year's own */
    made_catalog(m);
    rate_is(m, "KES", 2027, "133");
    rate_is(m, "KES", 2028, "135");
}

static void prices_are_escalated_rounded_converted_and_rounded(void **state)
{
    struct made *m = *state;
    made_file(m, "escalation.csv", "class,fiscal_year,rate_pct\npc,2028,10\n");
    made_file(m, "exchange.csv", "currency,fiscal_year,budget_rate\nKES,2027,130\nKES,2028,125\n");
    struct catalog *c = made_catalog(m);
    size_t kes = currency_find(c, made_word(m, "KES")), pc = class_find(c, made_word(m, "pc"));
    /* 100,000.55 x 1.1 = 110,000.605 -> 110,000.61; / 125 = 880.00488 -> 880.00 */
    assert_money(catalog_price(c, (money){10000055}, kes, pc, 2027, 2028), "880.00");
    /* in the price's own year only converted: 100,000.55 / 130 = 769.2350 -> 769.24 */
    assert_money(catalog_price(c, (money){10000055}, kes, pc, 2027, 2027), "769.24");
    assert_money(catalog_price(c, (money){10000}, 0, pc, 2027, 2029), "121.00"); /* carried */
    assert_true(c->classes[pc].carried);
    assert_false(c->currencies[kes].carried);
    assert_money(catalog_price(c, (money){13000}, kes, pc, 2030, 2029), "1.04"); /* 130 / 125 */
    assert_true(c->currencies[kes].carried);
}

static void a_rate_of_zero_is_refused(void **state)
{
    struct made *m = *state;
    made_file(m, "exchange.csv", "currency,fiscal_year,budget_rate\nKES,2027,0\n");
    made_catalog(m);
    made_findings(m, "exchange.csv:2:10: error: budget_rate: is not more than zero (write units of "
                     "the currency per dollar)\n");
}

/* ---- funding sources and shares --------------------------------------------------------------------- */

static const struct funding *funding(struct made *m, const char *name)
{
    size_t at = funding_find(m->run.catalog, made_word(m, name));
    if (at == NOWHERE)
        fail_msg("%s is not a funding source", name);
    return &m->run.catalog->fundings[at];
}

static void built_in_sources_have_the_payers_of_the_spec(void **state)
{
    struct made *m = *state;
    made_catalog(m);
    static const char *const post[] = {"POST_DP", "POST_ICASS", "POST_PD", "POST_OTHER"};
    static const char *const central[] = {"CENTRAL_GITM", "CENTRAL_CA", "CENTRAL_DTSPO", "CENTRAL_RADIO"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(funding(m, post[i])->payer, PAYER_POST);
        assert_int_equal(funding(m, central[i])->payer, PAYER_CENTRAL);
    }
    assert_int_equal(funding(m, "OTHER_AGENCY")->payer, PAYER_OTHER);
}

static void an_unknown_source_is_taken_to_be_the_posts(void **state)
{
    struct made *m = *state;
    struct catalog *c = made_catalog(m);
    size_t at = funding_use(c, made_word(m, "GSO_FUND"));
    assert_int_equal(c->fundings[at].payer, PAYER_POST);
    assert_true(c->fundings[at].assumed);
    assert_int_equal(funding_use(c, made_word(m, "GSO_FUND")), at);
}

static void the_posts_rows_override_the_built_in_sources(void **state)
{
    struct made *m = *state;
    made_file(m, "funding.csv", "funding_source,payer,period,last_obligation_date,fund_symbol\n"
                                "POST_PD,central,1-year,2027-08-31,\nHQ,other,,,19X0113\n");
    made_catalog(m);
    assert_int_equal(funding(m, "POST_PD")->payer, PAYER_CENTRAL);
    assert_int_equal(funding(m, "POST_PD")->period, 1);
    assert_date(funding(m, "POST_PD")->last_obligation_date, "2027-08-31");
    assert_int_equal(funding(m, "HQ")->payer, PAYER_OTHER);
    assert_string_equal(string(m, funding(m, "HQ")->fund_symbol), "19X0113");
}

static void a_split_has_weights_in_common_units(void **state)
{
    struct made *m = *state;
    made_file(m, "shares.csv", "funding_source,to_source,share_pct,cost_center\n"
                               "SHARED,POST_ICASS,33.375,5458\nOTHER,POST_DP,100,\n"
                               "SHARED,POST_DP,66.625,\n");
    struct catalog *c = made_catalog(m);
    const struct funding *f = funding(m, "SHARED");
    assert_true(f->shared);
    assert_int_equal(f->payer, PAYER_POST);
    assert_int_equal(f->share_count, 2);
    assert_int_equal(c->shares[f->first_share].weight, 33375);
    assert_int_equal(c->shares[f->first_share + 1].weight, 66625);
    assert_string_equal(string(m, c->shares[f->first_share].cost_center), "5458");
}

static void what_is_wrong_with_shares_is_told_in_place(void **state)
{
    struct made *m = *state;
    made_file(m, "funding.csv", "funding_source,payer\nHQ,other\n");
    made_file(m, "shares.csv", "funding_source,to_source,share_pct\n"
                               "S1,POST_DP,60\nS1,POST_PD,30.5\n"
                               "HQ,POST_DP,100\n"
                               "S2,CENTRAL_GITM,50\nS2,POST_DP,50\n");
    made_catalog(m);
    made_findings(m,
                  "shares.csv:2:1: error: funding_source: 'S1' has shares that add up to 90.5, not "
                  "100\n"
                  "shares.csv:4:1: error: funding_source: 'HQ' is a source of its own, in "
                  "funding.csv or built in, so it cannot be a split too (rename one of them)\n"
                  "shares.csv:5:4: error: to_source: 'CENTRAL_GITM' is not a source that the post "
                  "pays itself (a part of a split goes to one such source)\n");
}

/* ---- models and locations ---------------------------------------------------------------------------- */

static void the_exact_location_counts_else_the_longest_pattern(void **state)
{
    struct made *m = *state;
    made_file(m, "locations.csv", "location,network\nVault*,CAA\nVault 1*,NON-CAA\nvault 12,CAA\n"
                                  "Annex,NON-CAA\n*,NON-CAA\n");
    struct catalog *c = made_catalog(m);
    assert_int_equal(location_row(c, made_word(m, "VAULT 12")), 2);  /* exact, case ignored */
    assert_int_equal(location_row(c, made_word(m, "Vault 13")), 1);  /* the longest */
    assert_int_equal(location_row(c, made_word(m, "Vault 2")), 0);
    assert_int_equal(location_row(c, made_word(m, "vault")), 0);     /* any ending, also none */
    assert_int_equal(location_row(c, made_word(m, "Annex 2")), 4);   /* not a pattern; `*` is */
    assert_int_equal(location_row(c, made_word(m, "")), NOWHERE);
}

static void no_pattern_no_location(void **state)
{
    struct made *m = *state;
    made_file(m, "locations.csv", "location,network\nVault*,CAA\n");
    struct catalog *c = made_catalog(m);
    assert_int_equal(location_row(c, made_word(m, "Roof")), NOWHERE);
    assert_int_equal(location_row(c, made_word(m, "Vaul")), NOWHERE);
}

static void models_are_found_by_their_name(void **state)
{
    struct made *m = *state;
    made_file(m, "models.csv", "model,category\nLatitude 5440,laptop\nThinkPad T14,laptop\n");
    struct catalog *c = made_catalog(m);
    assert_int_equal(model_row(c, made_word(m, "ThinkPad T14")), 1);
    assert_int_equal(model_row(c, made_word(m, "ThinkPad")), NOWHERE);
    assert_int_equal(model_row(c, made_word(m, "")), NOWHERE);
}

RUN(MADE(built_in_categories_are_known_by_name_code_and_other_words),
    MADE(outputs_use_the_posts_own_word), MADE(every_built_in_category_is_complete),
    MADE(the_posts_cells_override_the_built_in_ones_one_by_one),
    MADE(a_post_may_have_categories_of_its_own),
    MADE(what_is_wrong_with_categories_is_told_in_place),
    MADE(built_in_classes_hold_for_every_year), MADE(a_posts_rows_replace_the_class_as_a_whole),
    MADE(a_years_rate_is_its_own_or_the_latest_earlier_or_the_first),
    MADE(a_year_given_by_quarters_has_its_latest_quarters_rate),
    MADE(prices_are_escalated_rounded_converted_and_rounded), MADE(a_rate_of_zero_is_refused),
    MADE(built_in_sources_have_the_payers_of_the_spec),
    MADE(an_unknown_source_is_taken_to_be_the_posts),
    MADE(the_posts_rows_override_the_built_in_sources), MADE(a_split_has_weights_in_common_units),
    MADE(what_is_wrong_with_shares_is_told_in_place),
    MADE(the_exact_location_counts_else_the_longest_pattern), MADE(no_pattern_no_location),
    MADE(models_are_found_by_their_name))
