#include "planner/settings.h"

#include "made_post.h"

static void without_settings_all_is_default(void **state)
{
    struct made *m = *state;
    struct settings *s = made_settings(m);
    assert_date(s->as_of, "2026-11-21"); /* the clock's */
    assert_int_equal(s->current_year, 2027);
    assert_int_equal(s->budget_year, 2029); /* CY + 2 */
    assert_int_equal(s->years, 6);
    assert_int_equal(s->replacement_trigger, TRIGGER_EARLIEST);
    assert_int_equal(s->budget_on, BUDGET_ON_DUE);
    assert_int_equal(s->redistribution, REDISTRIBUTION_R1);
    assert_int_equal(s->obligations_are, OBLIGATIONS_QUARTERLY);
    assert_int_equal(s->live_rows, 20000);
    assert_decimal(s->service_level, "0.95");
    assert_decimal(s->shortage_tolerance, "0.01");
    assert_string_equal(words_string(m->run.words, s->freight_object_class), "22.0");
    assert_string_equal(words_string(m->run.words, s->install_object_class), "25.2");
    assert_false(money_given(s->acquisition_plan_threshold));
    assert_false(date_given(s->cr_until));
    for (size_t k = 0; k < setting_count(); k++)
        assert_int_equal(m->run.origin.from[k], FROM_DEFAULT);
}

static void first_buy(struct made *m, const char *as_of, int year, const char *day)
{
    m->run.options.set_count = 0;
    made_set(m, "as_of", as_of);
    struct settings s;
    resolve_settings(&m->run.post, m->run.options.set, m->run.options.set_count, m->run.today, &s,
                     &m->run.origin);
    assert_int_equal(s.first_buy_year, year);
    assert_date(s.first_buy, day);
}

static void from_the_first_of_july_on_only_next_years_money_can_buy(void **state)
{
    struct made *m = *state;
    made_settings(m);
    first_buy(m, "2026-06-30", 2026, "2026-06-30");
    first_buy(m, "2026-07-01", 2027, "2026-10-01");
    first_buy(m, "2026-09-30", 2027, "2026-10-01");
    first_buy(m, "2026-10-01", 2027, "2026-10-01"); /* the new year's first day */
    first_buy(m, "2026-12-31", 2027, "2026-12-31");
    first_buy(m, "2027-01-01", 2027, "2027-01-01");
}

static void the_first_year_that_can_buy_may_be_given(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nfirst_buy_year,2028\n");
    struct settings *s = made_settings(m);
    assert_int_equal(s->first_buy_year, 2028);
    assert_date(s->first_buy, "2027-10-01");
}

static void the_command_line_beats_the_file_which_beats_the_default(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nyears,8\nas_of,2027-02-01\nredistribution,R2\nmission,\n");
    made_set(m, "years", "4");
    struct settings *s = made_settings(m);
    assert_int_equal(s->years, 4);
    assert_date(s->as_of, "2027-02-01");
    assert_int_equal(s->redistribution, REDISTRIBUTION_R2);
    for (size_t k = 0; k < setting_count(); k++) {
        const char *key = setting_table[k].key;
        assert_int_equal(m->run.origin.from[k],
                         !strcmp(key, "years") ? FROM_COMMAND_LINE
                         : !strcmp(key, "as_of") || !strcmp(key, "redistribution")
                             ? FROM_FILE
                             : FROM_DEFAULT /* also mission, whose value is empty */);
    }
}

static void keys_and_words_are_compared_without_case_and_punctuation(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nReplacement Trigger,LATEST\nBUDGET_ON,Order\n");
    struct settings *s = made_settings(m);
    assert_int_equal(s->replacement_trigger, TRIGGER_LATEST);
    assert_int_equal(s->budget_on, BUDGET_ON_ORDER);
}

static void every_key_can_be_set_and_is_written_back_as_it_was(void **state)
{
    struct made *m = *state;
    static const char *const values[][2] = {
        {"post", "Port Mira"}, {"mission", "Mira"}, {"bureau", "AF"}, {"as_of", "2026-11-01"},
        {"budget_year", "2030"}, {"years", "10"}, {"local_currency", "KES"}, {"date_order", "DMY"},
        {"replacement_trigger", "cycle"}, {"budget_on", "order"}, {"first_buy_year", "2028"},
        {"replace_spares", "yes"}, {"fund_spares", "yes"}, {"redistribution", "R2"},
        {"live_rows", "100"}, {"service_level", "0.9"}, {"shortage_tolerance", "0.02"},
        {"freight_object_class", "22.1"}, {"install_object_class", "25.4"},
        {"acquisition_plan_threshold", "250000.00"}, {"obligations_are", "cumulative"},
        {"cr_until", "2026-12-18"}, {"paper", "A4"},
        {"marking", "UNCLASSIFIED"}, {"prepared_by", "DT Chief"},
        {"icass_counts_on", "2027-05-03"}, {"icass_counts_out", "2027-06-02"},
        {"icass_counts_final", "2027-07-02"},
        {"consequence_1", "500"}, {"consequence_2", "90"}, {"consequence_3", "20.5"},
        {"consequence_4", "2"}, {"consequence_5", "0"},
    };
    size_t count = sizeof values / sizeof *values;
    assert_int_equal(count, setting_count()); /* none is left out here */
    for (size_t i = 0; i < count; i++)
        made_set(m, values[i][0], values[i][1]);
    struct settings *s = made_settings(m);
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < setting_count() && strcmp(setting_table[k].key, values[i][0]))
            k++;
        assert_true(k < setting_count());
        assert_string_equal(setting_text(&m->run.post, s, k), values[i][1]);
    }
}

static void what_is_wrong_is_told_where_it_stands(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nyaers,8\nyears,0\nas_of,soon\nbudget_on,paid\n"
                                 "first_buy_year,2026\nservice_level,1.5\n");
    made_settings(m);
    made_findings(m,
                  "settings.csv:2:1: error: key: 'yaers' is not a setting; did you mean years? "
                  "(planner columns settings lists them)\n"
                  "settings.csv:3:7: error: value: '0' for years is out of range (write a number "
                  "from 1 to 30)\n"
                  "settings.csv:4:7: error: value: 'soon' for as_of is not a date (write a "
                  "date such as 2023-05-14)\n"
                  "settings.csv:5:11: error: value: 'paid' for budget_on is not known (write "
                  "due or order)\n"
                  "settings.csv:6:16: error: value: '2026' for first_buy_year is before the "
                  "current fiscal year (write 2027 or later)\n"
                  "settings.csv:7:15: error: value: '1.5' for service_level is out of range (write "
                  "a number from 0 to 1)\n");
}

static void a_faulty_value_leaves_the_default_in_force(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nyears,0\n");
    struct settings *s = made_settings(m);
    assert_int_equal(s->years, 6);
    assert_int_equal(s->budget_year, 2029);
    made_findings(m, "settings.csv:2:7: error: value: '0' for years is out of range (write a number "
                     "from 1 to 30)\n");
}

static void the_budget_year_lies_in_the_plan(void **state)
{
    struct made *m = *state;
    made_file(m, "settings.csv", "key,value\nbudget_year,2033\n");
    made_settings(m);
    made_findings(m, "settings.csv:2:13: error: value: '2033' for budget_year is outside the plan years FY2027 to FY2032 (raise "
                     "years, or look at as_of)\n");
}

RUN(MADE(without_settings_all_is_default),
    MADE(from_the_first_of_july_on_only_next_years_money_can_buy),
    MADE(the_first_year_that_can_buy_may_be_given),
    MADE(the_command_line_beats_the_file_which_beats_the_default),
    MADE(keys_and_words_are_compared_without_case_and_punctuation),
    MADE(every_key_can_be_set_and_is_written_back_as_it_was),
    MADE(what_is_wrong_is_told_where_it_stands), MADE(a_faulty_value_leaves_the_default_in_force),
    MADE(the_budget_year_lies_in_the_plan))
