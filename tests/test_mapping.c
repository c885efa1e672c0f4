/* Inventories of other programs. */
#include "planner/mapping.h"

#include "made_post.h"

static struct assets *inventory(struct made *m, const char *content)
{
    made_file(m, "inventory.csv", content);
    open_post(&m->run);
    m->run.post.map = m->run.options.map;
    read_post(&m->run.post, m->folder);
    return &m->run.post.assets;
}

static const char *string(const struct made *m, word w)
{
    return words_string(m->run.words, w);
}

/* What was said beside the notes. */
static void no_fault(struct made *m)
{
    m->heard = true;
    if (diag_errors(m->run.diag) || diag_warnings(m->run.diag)) {
        char *told = made_told(m);
        print_error("%s", told);
        free(told);
        fail();
    }
}

static void a_custom_report_of_snipe_it_needs_no_option(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(
        m, "\xEF\xBB\xBF\"Company\",\"Asset Tag\",\"Model\",\"Model No.\",\"Category\",\"Purchase "
           "Date\",\"Purchase Cost\",\"EOL\",\"Status\",\"Warranty\",\"Notes\",\"Serial number\"\n"
           "\"Acme\",\"A-1\",\"MacBook 13&quot;\",\"MBP\",\"Laptops\",\"2024-03-05\",\"1,234.50\","
           "\"36\",\"Ready to Deploy (Deployed)\",\"36 months\",\"`=cmd\",\"C02X\"\n"
           "\"Acme\",\"A-2\",\"MacBook 13&quot;\",\"MBP\",\"Laptops\",\"2023-03-05\",\"1,100.00\","
           "\"36\",\"Archived\",\"12 months\",\"\",\"C02Y\"\n");
    no_fault(m);
    assert_int_equal(t->rows.count, 2);
    assert_string_equal(string(m, t->asset_tag[0]), "A-1");
    assert_string_equal(string(m, t->category[0]), "laptop");
    assert_string_equal(string(m, t->model[0]), "MacBook 13\"");
    assert_string_equal(string(m, t->note[0]), "=cmd");
    assert_string_equal(string(m, t->serial[1]), "C02Y");
    assert_money(t->unit_cost[0], "1234.50");
    assert_int_equal(t->cycle_months[0], 36);
    assert_date(t->warranty_end[0], "2027-03-05");
    assert_int_equal(t->status[0], STATUS_IN_USE);
    assert_int_equal(t->status[1], STATUS_RETIRED);
}

static void an_export_of_glpi_needs_no_option(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(
        m, "Name;Status;Serial number;Inventory number;Type;Model;Locations;Financial and "
           "administrative information - Date of purchase;Financial and administrative information "
           "- Value;Financial and administrative information - Warranty duration;\n"
           "\"PC1\";\"In use\";\"S1\";\"INV-1\";\"Laptop\";\"Latitude<br>5420\";\"HQ > A\";"
           "\"2023-05-06\";\"1 200.00\";\"36\";\n");
    no_fault(m);
    assert_string_equal(string(m, t->asset_tag[0]), "INV-1");
    assert_string_equal(string(m, t->model[0]), "Latitude, 5420");
    assert_date(t->acquired[0], "2023-05-06");
    assert_money(t->unit_cost[0], "1200.00");
    assert_date(t->warranty_end[0], "2026-05-06");
}

static void an_export_of_ralph_needs_no_option(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(
        m, "id,hostname,barcode,sn,status,model,category,invoice_date,price,depreciation_rate\n"
           "1,None,BC1,S1,4,Latitude,laptop,2023-01-02,1200.00,25.00\n"
           "2,h2,BC2,S2,7,Latitude,laptop,2021-01-02,1000.00,25.00\n");
    no_fault(m);
    assert_string_equal(string(m, t->asset_tag[0]), "BC1");
    assert_string_equal(string(m, t->description[0]), "");
    assert_int_equal(t->status[0], STATUS_IN_USE);
    assert_int_equal(t->status[1], STATUS_DISPOSED);
    assert_int_equal(t->cycle_months[0], 48);
}

static void roles_of_devices_are_their_categories(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(
        m, "name,role,device_type,serial,asset_tag,status,site,cf_purchase_date\n"
           "sw1,access-switch,S-48,A1,N1,active,main,2024-01-02\n");
    no_fault(m);
    assert_string_equal(string(m, t->category[0]), "network-switch");
    assert_string_equal(string(m, t->model[0]), "S-48");
    assert_date(t->acquired[0], "2024-01-02");
}

static void a_column_that_nobody_fills_gives_way(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "ID,Asset tag,Role,Type,Location,Site,Created\n"
                                    "7,,Server,X1,,Main,2024-01-02\n8,,Server,X1,,Main,2024-01-03\n");
    assert_string_equal(string(m, t->asset_tag[0]), "7");
    assert_string_equal(string(m, t->location[1]), "Main");
    char *told = made_told(m);
    m->heard = true;
    assert_int_equal(diag_errors(m->run.diag), 0);
    assert_non_null(strstr(told, "1:38: warning: acquired: 'Created' is the day on which the record "
                                 "was made, not that of the purchase"));
    free(told);
}

static void names_are_compared_without_accents(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(
        m, "N\xC3\xBAmero de patrim\xC3\xB4nio;Categoria;Data de aquisicao;Valor de "
           "aquisi\xC3\xA7\xC3\xA3o\nP1;laptop;25/04/2024;1.234,50\n");
    no_fault(m);
    assert_string_equal(string(m, t->asset_tag[0]), "P1");
    assert_date(t->acquired[0], "2024-04-25");
    assert_money(t->unit_cost[0], "1234.50");
}

static void the_center_that_owns_is_the_custodian(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Purchase Date,RIMC Owner\n"
                                    "1,radio,2024-01-02,RIMC Europe\n");
    no_fault(m);
    assert_string_equal(string(m, t->custodian_agency[0]), "RIMC Europe");
}

static void a_yes_is_no_custodian(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Purchase Date,RIMC\n"
                                    "1,radio,2024-01-02,Y\n2,radio,2024-01-02,N\n");
    no_fault(m);
    assert_string_equal(string(m, t->custodian_agency[0]), "");
}

static void camel_case_and_old_words_are_understood(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "AssetTag,AssetType,PurchaseDate,Network,EndOfLife\n"
                                    "1,laptop,2024-01-02,DIN,2029-01-02\n");
    no_fault(m);
    assert_int_equal(t->network[0], NETWORK_NON_CAA);
    assert_date(t->end_of_support[0], "2029-01-02");
}

static void a_total_price_is_shared_among_the_units(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Purchase Date,Qty,Total Cost\n"
                                    "A1,laptop,2024-01-02,4,1000.00\n");
    no_fault(m);
    assert_money(t->unit_cost[0], "250.00");
}

static void the_sign_of_a_currency_is_its_name(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "asset_tag,category,acquired,unit_cost\n"
                                    "A1,laptop,2024-01-02,\xE2\x82\xAC" "250.00\n");
    no_fault(m);
    assert_string_equal(string(m, t->currency[0]), "EUR");
}

static void names_that_could_both_be_meant_are_asked_about(void **state)
{
    struct made *m = *state;
    inventory(m, "Asset Tag,Category,Purchase Date,Acquisition Date\nA1,laptop,2024-01-02,2023-01-02\n");
    char *told = made_told(m);
    m->heard = true;
    assert_int_equal(diag_errors(m->run.diag), 1);
    assert_non_null(strstr(told, "inventory.csv:1:34: error: acquired: 'Acquisition Date' could be "
                                 "acquired as well as 'Purchase Date'"));
    free(told);
}

static void a_map_file_settles_the_header(void **state)
{
    struct made *m = *state;
    made_file(m, "map.csv", "field,column\nasset_tag,Tag No\ncategory,Was\nacquired,Wann\n");
    struct assets *t = inventory(m, "Tag No,Was,Wann\nA1,laptop,2024-01-02\n");
    no_fault(m);
    assert_string_equal(string(m, t->category[0]), "laptop");
}

static void a_map_file_is_checked_itself(void **state)
{
    struct made *m = *state;
    made_file(m, "map-inventory.csv", "field,column\nasset_tag,Tag\ncolour,Was\nacquired,Wenn\n");
    inventory(m, "Tag,Was,Wann\nA1,laptop,2024-01-02\n");
    char *told = made_told(m);
    m->heard = true;
    assert_non_null(strstr(told, "map-inventory.csv:3:1: error: field: 'colour' is not a column"));
    assert_non_null(strstr(told, "map-inventory.csv:4:10: error: column: 'Wenn' is not in the header"));
    free(told);
}

static void a_column_of_open_dates_is_one_question(void **state)
{
    struct made *m = *state;
    inventory(m, "asset_tag,category,acquired\nA1,laptop,03/04/2024\nA2,laptop,05/06/2024\n");
    made_findings(m, "inventory.csv:2:11: error: acquired: '03/04/2024' could be month/day or "
                     "day/month (give --set date_order=MDY or DMY, or set it in settings.csv, or "
                     "write a date such as 2023-05-14) [the first of 2 rows]\n");
}

static void the_last_row_can_decide_for_all(void **state)
{
    struct made *m = *state;
    char content[8192] = "asset_tag,category,acquired\n";
    for (int i = 0; i < 150; i++)
        snprintf(content + strlen(content), 64, "A%d,laptop,03/04/2024\n", i);
    strcat(content, "B1,laptop,25/04/2024\n");
    struct assets *t = inventory(m, content);
    no_fault(m);
    assert_int_equal(t->rows.count, 151);
    assert_date(t->acquired[0], "2024-04-03");
}

static void dates_against_their_columns_order_are_faults(void **state)
{
    struct made *m = *state;
    inventory(m, "asset_tag,category,acquired\nA1,laptop,25/04/2024\nA2,laptop,26/06/2024\n"
                 "A3,laptop,04/25/2024\n");
    char *told = made_told(m);
    m->heard = true;
    assert_int_equal(diag_errors(m->run.diag), 1);
    assert_non_null(strstr(told, "inventory.csv:4:11: error: acquired: '04/25/2024' is not "
                                 "day/month/year, as the rest of its column is"));
    free(told);
}

static void cells_beyond_the_header_are_faults(void **state)
{
    struct made *m = *state;
    inventory(m, "asset_tag,category,acquired\nA1,laptop,2024-01-02,lost\n");
    made_findings(m, "inventory.csv:2:22: error: stands beyond the last of the header's 3 columns "
                     "(a delimiter inside a cell needs quotes around the cell)\n");
}

static const char *category(const struct made *m, size_t row)
{
    return string(m, m->run.post.assets.category[row]);
}

static void a_general_category_yields_to_the_model_then_the_description(void **state)
{
    struct made *m = *state;
    inventory(m, "Asset Tag,Category,Model,Description,Purchase Date\n"
                 "1,Computer,Latitude 7440,for the desktop pool,2024-01-02\n"
                 "2,Computer,7440,Notebook of the press office,2024-01-02\n"
                 "3,Hardware,PowerEdge R740,,2024-01-02\n"
                 "4,\"Computer, Personal\",,MacBook Pro with 27 inch screen,2024-01-02\n");
    no_fault(m);
    assert_string_equal(category(m, 0), "laptop");
    assert_string_equal(category(m, 1), "laptop");
    assert_string_equal(category(m, 2), "server");
    assert_string_equal(category(m, 3), "laptop");
}

static void a_description_that_names_two_kinds_tells_neither(void **state)
{
    struct made *m = *state;
    inventory(m, "Asset Tag,Category,Description,Purchase Date\n"
                 "1,Computer,replaces a laptop by a desktop,2024-01-02\n");
    assert_string_equal(category(m, 0), "desktop");
    made_findings(m, "inventory.csv:1:1: note: columns are taken by their meaning: acquired from "
                     "'Purchase Date' (--map FILE changes this)\n"
                     "inventory.csv:2:3: warning: category: 'Computer' is taken as desktop, since "
                     "neither model nor description says what it is (write desktop, laptop or "
                     "tablet, or add it to categories.csv)\n");
}

static void the_posts_own_categories_and_models_come_before_what_words_tell(void **state)
{
    struct made *m = *state;
    made_file(m, "categories.csv", "category,cycle_months\nComputer,60\n");
    made_file(m, "models.csv", "model,category\nZ-9,tablet\n");
    inventory(m, "Asset Tag,Category,Model,Purchase Date\n"
                 "1,Computer,Latitude 7440,2024-01-02\n"
                 "2,PC,Z-9,2024-01-02\n");
    no_fault(m);
    assert_string_equal(category(m, 0), "Computer");
    assert_string_equal(category(m, 1), "tablet");
}

static void a_noun_stands_before_what_narrows_it(void **state)
{
    struct made *m = *state;
    inventory(m, "Asset Tag,Nomenclature,Purchase Date\n"
                 "1,\"SWITCH, NETWORK\",2024-01-02\n2,\"PRINTER, LABEL, THERMAL\",2024-01-02\n"
                 "3,\"BATTERY, UPS\",2024-01-02\n4,\"CABLE, PRINTER\",2024-01-02\n"
                 "5,Phone - Satellite,2024-01-02\n");
    no_fault(m);
    assert_string_equal(category(m, 0), "network-switch");
    assert_string_equal(category(m, 1), "printer");
    assert_string_equal(category(m, 2), "ups-battery");
    assert_string_equal(category(m, 3), "CABLE, PRINTER"); /* a cable, which no category is */
    assert_string_equal(category(m, 4), "satellite");
}

static void what_is_on_order_is_no_spare(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Status,Purchase Date\n"
                                    "1,laptop,On order,2024-01-02\n2,laptop,Stock,2024-01-02\n");
    no_fault(m);
    assert_int_equal(t->status[0], STATUS_ON_ORDER);
    assert_int_equal(t->status[1], STATUS_IN_STOCK);
}

static void three_digits_behind_the_mark_among_cents_are_asked_about(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "asset_tag;category;acquired;unit_cost\n"
                                    "1;laptop;2024-01-02;850,50\n2;laptop;2024-01-02;1,200\n"
                                    "3;laptop;2024-01-02;1.300\n");
    assert_money(t->unit_cost[1], "1.20");
    assert_money(t->unit_cost[2], "1300.00");
    made_findings(m, "inventory.csv:1:29: note: unit_cost: is read with a decimal comma, as its "
                     "cells show\n"
                     "inventory.csv:3:21: warning: unit_cost: '1,200' is read as 1,20, with the "
                     "decimal comma of its column, but could be 1200 (write 1200,00 or 1,20)\n");
}

/* A thousandth of a dinar is a coin. */
static void a_column_of_three_decimals_asks_nothing(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "asset_tag,category,acquired,unit_cost,currency\n"
                                    "1,laptop,2024-01-02,1250.500,KWD\n"
                                    "2,laptop,2024-01-02,1.200,KWD\n");
    no_fault(m);
    assert_money(t->unit_cost[1], "1.20");
}

static void the_name_of_a_column_can_say_its_currency(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Purchase Date,Price (EUR)\n"
                                    "1,laptop,2024-01-02,1200.50\n2,laptop,2024-01-02,\n");
    no_fault(m);
    assert_string_equal(string(m, t->currency[0]), "EUR");
    assert_string_equal(string(m, t->currency[1]), "");
}

/* A column of currencies is asked first. */
static void a_dollar_sign_in_a_name_says_a_cost(void **state)
{
    struct made *m = *state;
    struct assets *t = inventory(m, "Asset Tag,Category,Purchase Date,Unit $,Currency\n"
                                    "1,laptop,2024-01-02,1200.50,\n"
                                    "2,laptop,2024-01-02,1200.50,GBP\n");
    no_fault(m);
    assert_money(t->unit_cost[0], "1200.50");
    assert_string_equal(string(m, t->currency[0]), "");
    assert_string_equal(string(m, t->currency[1]), "GBP");
}

static void a_row_of_a_word_heads_the_rows_below(void **state)
{
    struct made *m = *state;
    inventory(m, "Asset Tag,Category,Purchase Date\nLAPTOPS,,\n1,laptop,2024-01-02\n"
                 "TOTAL,,\n");
    made_findings(m, "inventory.csv:1:1: note: columns are taken by their meaning: acquired from "
                     "'Purchase Date' (--map FILE changes this)\n"
                     "inventory.csv:2:1: error: asset_tag: 'LAPTOPS' begins a row that says nothing "
                     "of an asset: a total, a heading or a remark? (drop under accept in fixes.csv "
                     "leaves it out; an asset needs asset_tag and acquired)\n"
                     "inventory.csv:4:1: error: asset_tag: 'TOTAL' begins a row that says nothing "
                     "of an asset: a total, a heading or a remark? (drop under accept in fixes.csv "
                     "leaves it out; an asset needs asset_tag and acquired)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MADE(a_custom_report_of_snipe_it_needs_no_option),
        MADE(an_export_of_glpi_needs_no_option),
        MADE(an_export_of_ralph_needs_no_option),
        MADE(roles_of_devices_are_their_categories),
        MADE(a_column_that_nobody_fills_gives_way),
        MADE(names_are_compared_without_accents),
        MADE(the_center_that_owns_is_the_custodian),
        MADE(a_yes_is_no_custodian),
        MADE(camel_case_and_old_words_are_understood),
        MADE(a_total_price_is_shared_among_the_units),
        MADE(the_sign_of_a_currency_is_its_name),
        MADE(names_that_could_both_be_meant_are_asked_about),
        MADE(a_map_file_settles_the_header),
        MADE(a_map_file_is_checked_itself),
        MADE(a_column_of_open_dates_is_one_question),
        MADE(the_last_row_can_decide_for_all),
        MADE(dates_against_their_columns_order_are_faults),
        MADE(cells_beyond_the_header_are_faults),
        MADE(three_digits_behind_the_mark_among_cents_are_asked_about),
        MADE(a_column_of_three_decimals_asks_nothing),
        MADE(the_name_of_a_column_can_say_its_currency),
        MADE(a_dollar_sign_in_a_name_says_a_cost),
        MADE(a_row_of_a_word_heads_the_rows_below),
        MADE(a_general_category_yields_to_the_model_then_the_description),
        MADE(a_description_that_names_two_kinds_tells_neither),
        MADE(the_posts_own_categories_and_models_come_before_what_words_tell),
        MADE(a_noun_stands_before_what_narrows_it),
        MADE(what_is_on_order_is_no_spare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
