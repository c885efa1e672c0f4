/* What a new user types first, as whole runs: help, init, columns, explain, and the tab key. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "planner/arena.h"
#include "planner/command.h"
#include "planner/flow.h"
#include "planner/input.h"
#include "planner/model.h"
#include "planner/os.h"
#include "planner/reference.h"
#include "planner/sample.h"

#include "child.h"

static char *folder;
static struct arena *arena;
static char said[1 << 18]; /* standard output and error of the last run */

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    folder = arena_format(arena, "%s", folder_new());
    return 0;
}

static int end(void **state)
{
    (void)state;
    folder_remove(folder);
    arena_free(arena);
    return 0;
}

/* Runs the program in the test's folder; gives its exit status. */
static int planner(const char *arguments)
{
    char *command = arena_format(arena, "cd '%s' && '%s' %s 2>&1", folder, PLANNER_PROGRAM,
                                 arguments);
    FILE *from = popen(command, "r");
    assert_non_null(from);
    said[fread(said, 1, sizeof said - 1, from)] = '\0';
    int status = pclose(from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define assert_said(words) assert_non_null(strstr(said, (words)))

static const char *in_folder(const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}

static char *content_of(const char *name)
{
    struct os_file file;
    assert_null(os_open_file(in_folder(name), &file));
    char *copy = arena_copy(arena, file.at, file.size);
    os_close_file(&file);
    return copy;
}

static void the_example_of_every_file_fits_its_columns(void **state)
{
    (void)state;
    for (size_t i = 0; inputs[i]; i++)
        assert_non_null(sample_rows(arena, inputs[i], date_of(2026, 11, 21)));
}

static void every_column_says_what_it_means(void **state)
{
    (void)state;
    for (size_t i = 0; inputs[i]; i++)
        for (const struct column *c = inputs[i]->columns; c->name; c++)
            if (!column_meaning(arena, c)[0])
                fail_msg("%s of %s.csv", c->name, inputs[i]->file);
}

static void write_text(const char *name, const char *content)
{
    FILE *to = fopen(in_folder(name), "w");
    assert_non_null(to);
    fputs(content, to);
    fclose(to);
}

/* Whenever it is made: at the turns of fiscal years and quarters, on a leap day. */
static void a_new_folder_plans_without_a_finding(void **state)
{
    (void)state;
    static const char *const days[] = {"2025-10-01", "2026-09-30", "2026-11-21", "2027-07-01",
                                       "2028-02-29", "2031-12-31"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_int_equal(planner(arena_format(arena, "init made-%zu --as-of %s", i, days[i])), 0);
        int status = planner(arena_format(arena, "plan made-%zu -o made.xlsx --quiet", i));
        if (status || said[0])
            fail_msg("%s: %d\n%s", days[i], status, said);
    }
}

/* Each by itself too, for all the explanation above its header. */
static void every_new_file_is_known_by_its_header(void **state)
{
    (void)state;
    assert_int_equal(planner("init known --as-of 2026-11-21"), 0);
    for (size_t i = 0; inputs[i]; i++) {
        if (inputs[i]->alone)
            continue;
        planner(arena_format(arena, "check known/%s.csv --as-of 2026-11-21", inputs[i]->file));
        assert_said(arena_format(arena, "\n  %s: ", inputs[i]->file));
    }
    assert_int_equal(planner("reconcile known known/inventory.csv -o known.xlsx --as-of 2026-11-21"),
                     0);
}

/* As LibreOffice saves it where semicolons separate: an explanation that holds one is quoted. */
static void a_new_file_saved_again_with_semicolons_is_read(void **state)
{
    (void)state;
    FILE *to = fopen(in_folder("again.csv"), "w");
    fputs("\"# inventory.csv: rows that begin with # only explain; write below.\";;;;\n"
          "# category: kind of equipment;;;;\n"
          "asset_tag;category;acquired;quantity;unit_cost\n"
          "X-1;laptop;2024-05-01;1;1200\nX-2;laptop;2024-05-02;1;1200\n", to);
    fclose(to);
    assert_int_equal(planner("plan again.csv -o again.xlsx --as-of 2026-11-21 --quiet"), 0);
}

static void what_is_left_of_the_example_beside_an_own_inventory_is_said(void **state)
{
    (void)state;
    assert_int_equal(planner("init own --as-of 2026-11-21"), 0);
    FILE *to = fopen(in_folder("own/inventory.csv"), "w");
    fputs("asset_tag,category,acquired,quantity,unit_cost\nX-1,laptop,2024-05-01,1,1200.00\n", to);
    fclose(to);
    assert_int_equal(remove(in_folder("own/licenses.csv")), 0);
    to = fopen(in_folder("own/agencies.csv"), "a");
    fputs("XX,Another agency,\n", to); /* one row more is no longer the example */
    fclose(to);
    planner("plan own -o own.xlsx --as-of 2028-03-05"); /* on whatever day it was made */
    assert_said("own/categories.csv:23:1: warning: is the first of 20 files that still hold the "
                "example of planner init (categories.csv, models.csv, locations.csv and 17 more), ");
    assert_said("still stands in categories.csv, models.csv, locations.csv and 17 more (replace");
    assert_null(strstr(said, "own/inventory.csv:"));
    assert_null(strstr(said, "own/agencies.csv:"));
    assert_null(strstr(said, "own/licenses.csv:"));
    assert_null(strstr(said, "licenses.csv, "));
}

/* Of the example of 21 Nov 2026, FY2029 has the telephone system, 66,000 + 99,000, and the cabling,
 * 85,000; the service is the post's own, 12 months at 100. */
static void the_dollars_of_the_example_are_said_before_all_else(void **state)
{
    (void)state;
    assert_int_equal(planner("init dear --as-of 2026-11-21"), 0);
    FILE *to = fopen(in_folder("dear/inventory.csv"), "w");
    fputs("asset_tag,category,acquired,quantity,unit_cost\nX-1,laptop,2024-05-01,1,1200.00\n", to);
    fclose(to);
    to = fopen(in_folder("dear/services.csv"), "w");
    fputs("service,period,amount\n", to);
    for (int month = 1; month <= 10; month++)
        fprintf(to, "Internet,2026-%02d,100.00\n", month);
    fclose(to);
    assert_int_equal(remove(in_folder("dear/staff.csv")), 0);
    assert_int_equal(remove(in_folder("dear/licenses.csv")), 0);
    planner("plan dear -o dear.xlsx --csv dear-tables");
    assert_said("dear.xlsx\n  $250,000.00 of the request of FY2029 is not the post's own: ");
    assert_said("  FY2029 asks for $251,200.00: projects $250,000.00, services $1,200.00.");
    assert_non_null(strstr(content_of("dear-tables/brief.txt"),
                           "The request\n- $250,000.00 of the request of FY2029 is not"));
}

/* As a spreadsheet saves it: a UTF-8 mark, CR LF, rows of one width, no quotes that are not needed,
 * numbers and months in its own form. */
static void save_as_a_spreadsheet(const char *name)
{
    char *command = arena_format(
        arena, "cd '%s' && sed -i -E -e '1s/^/\xEF\xBB\xBF/' -e 's/(,-?[0-9]+)\\.0+(,|$)/\\1\\2/g' "
        "-e 's/(,-?[0-9]+\\.[0-9]*[1-9])0+(,|$)/\\1\\2/g' -e 's/,2026-05,/,May-26,/' "
        "-e 's/$/,,\\r/' %s", folder, name);
    assert_int_equal(system(command), 0);
}

static void an_example_that_a_spreadsheet_has_saved_is_one_still(void **state)
{
    (void)state;
    assert_int_equal(planner("init saved --as-of 2026-11-21"), 0);
    save_as_a_spreadsheet("saved/*.csv");
    assert_non_null(strstr(content_of("saved/projects.csv"), ",85000,"));
    assert_non_null(strstr(content_of("saved/services.csv"), ",May-26,2480,"));
    planner("check saved --as-of 2026-11-21");
    assert_null(strstr(said, "example of planner init"));
    assert_said("\n0 errors, 0 warnings\n");
    write_text("saved/inventory.csv", "asset_tag,category,acquired\nX-1,laptop,2024-05-01\n");
    planner("check saved --as-of 2026-11-21");
    assert_said("saved/categories.csv:23:1: warning: is the first of 22 files that still hold the "
                "example of planner init");
}

static void a_plan_without_the_example_does_not_speak_of_it(void **state)
{
    (void)state;
    assert_int_equal(planner("init whole --as-of 2026-11-21"), 0);
    planner("plan whole -o whole.xlsx");
    assert_null(strstr(said, "the example of planner init"));
}

static void files_beside_a_lone_inventory_are_said_to_be_unread(void **state)
{
    (void)state;
    assert_int_equal(planner("init beside --as-of 2026-11-21"), 0);
    assert_int_equal(rename(in_folder("beside/inventory.csv"), in_folder("beside/export.csv")), 0);
    planner("plan beside/export.csv -o beside.xlsx");
    assert_said("beside/export.csv:1:1: note: is read alone, without what lies beside it: ");
    assert_said("prices.csv");
    assert_said("planner plan beside,");
}

static void a_file_that_is_there_is_never_written_over(void **state)
{
    (void)state;
    assert_int_equal(planner("init kept"), 0);
    assert_int_equal(planner("init kept --set post=Other"), 3);
    assert_said("inventory.csv");
    assert_said("nothing was written");
    assert_null(strstr(content_of("kept/settings.csv"), "Other"));
    assert_int_equal(planner("init kept/inventory.csv"), 3);
}

static void settings_of_the_command_line_stand_in_the_new_folder(void **state)
{
    (void)state;
    assert_int_equal(planner("init 'a post' --set post='San José' --years 4"), 0);
    const char *settings = content_of("a post/settings.csv");
    assert_non_null(strstr(settings, "\npost,San José\n"));
    assert_non_null(strstr(settings, "\nyears,4\n"));
    assert_null(strstr(settings, "Port Amara"));
    assert_said("planner plan \"a post\"");
    assert_int_equal(planner("init wrong --as-of tomorrow"), 2);
    assert_int_equal(os_kind(arena_format(arena, "%s/wrong", folder)), OS_MISSING);
}

/* Laptops and the printer have no cost, the monitors have: two prices are to be filled in. */
static const char bare_export[] =
    "Nr;Sort;Since;Cost\nA1;Laptop;2021-03-04;\nA2;Laptop;2022-03-04;\nA3;Printer;2019-05-01;\n"
    "A4;Monitor;2020-05-01;200.00\nA5;Monitr;2020-06-01;210.00\n";
static const char bare_map[] = "field,column\nasset_tag,Nr\ncategory,Sort\nacquired,Since\n";

static void a_folder_made_of_an_inventory_asks_for_the_prices_it_lacks(void **state)
{
    (void)state;
    write_text("export.csv", bare_export);
    write_text("names.csv", bare_map);
    write_text("known.csv", "file,row,field,found,value,accept\n"
                            "export.csv,A5,category,Monitr,monitor,yes\n");
    assert_int_equal(planner("init made export.csv --map names.csv --fixes known.csv --quiet"), 0);
    assert_string_equal(said, "");
    assert_string_equal(content_of("made/inventory.csv"), bare_export);
    assert_string_equal(content_of("made/map.csv"), bare_map);
    assert_non_null(strstr(content_of("made/fixes.csv"), "\ninventory.csv,A5,category,Monitr,"));
    const char *prices = strstr(content_of("made/prices.csv"), "category,model,");
    assert_string_equal(prices, "category,model,network,unit_price,currency,price_year,freight,"
                                "install,replacement\nLaptop,,,,,2027,,,\nPrinter,,,,,2027,,,\n");
    assert_non_null(strstr(content_of("made/prices.csv"), "each asset once cost: Monitor"));
    assert_null(strstr(content_of("made/services.csv"), "\nGlobal"));
}

/* With the prices confirmed beforehand nothing is left to fill in, and the folder plans as it was. */
static void a_folder_made_of_an_inventory_plans_as_the_inventory_with_its_prices(void **state)
{
    (void)state;
    write_text("export.csv", bare_export);
    write_text("names.csv", bare_map);
    write_text("fixes.csv", "file,row,field,found,value,accept\n"
                            "export.csv,A5,category,Monitr,monitor,yes\n"
                            "prices.csv,Laptop,unit_price,,1000,yes\n"
                            "prices.csv,Printer,unit_price,,300,yes\n");
    const char *with = "--as-of 2026-11-21 --set post=Same --quiet";
    assert_int_equal(planner(arena_format(arena, "plan export.csv --map names.csv --fixes fixes.csv "
                                          "--csv alone %s", with)), 0);
    assert_int_equal(planner("init same export.csv --map names.csv --fixes fixes.csv"), 0);
    assert_null(strstr(said, "prices.csv"));
    assert_int_equal(planner(arena_format(arena, "plan same --csv together %s", with)), 0);
    assert_string_equal(content_of("together/schedule.csv"), content_of("alone/schedule.csv"));
    assert_non_null(strstr(content_of("alone/schedule.csv"), ",1000.00,1000.00,fixes.csv line 3"));
}

static void an_inventory_that_cannot_be_read_makes_no_folder(void **state)
{
    (void)state;
    write_text("no.csv", "PK\003\004 is what a workbook begins with\n");
    assert_int_equal(planner("init none no.csv"), 1);
    assert_said("CSV UTF-8");
    assert_int_equal(planner("init none away.csv"), 3);
    assert_int_equal(planner("init another"), 0);
    assert_int_equal(planner("init none another"), 2);
    assert_int_equal(planner("init none --fixes no.csv"), 2);
    assert_said("planner init DIR INVENTORY");
    assert_int_equal(planner("init none --map no.csv"), 2);
    assert_int_equal(os_kind(in_folder("none")), OS_MISSING);
}

static void columns_names_every_file_and_what_is_built_in(void **state)
{
    (void)state;
    assert_int_equal(planner("columns"), 0);
    for (size_t i = 0; inputs[i]; i++) {
        assert_int_equal(planner("columns"), 0);
        assert_said(arena_format(arena, "  %s.csv", inputs[i]->file));
        assert_int_equal(planner(arena_format(arena, "columns %s.csv", inputs[i]->file)), 0);
    }
    assert_int_equal(planner("columns settings"), 0);
    assert_said("replacement_trigger");
    assert_int_equal(planner("columns Categories"), 0);
    assert_said("mail-xray");
    assert_int_equal(planner("columns escalation"), 0);
    assert_said("personnel");
    assert_int_equal(planner("columns funding"), 0);
    assert_said("CENTRAL_GITM");
    assert_int_equal(planner("columns inventory-radio.csv"), 0);
    assert_said("custodian_agency");
}

static void an_empty_name_is_said_to_be_empty(void **state)
{
    (void)state;
    assert_int_equal(planner("plan ''"), 2);
    assert_said("planner: a name behind planner plan is empty (usage: planner plan INPUT)");
    assert_int_equal(planner("plan x -o ''"), 2);
    assert_said("planner: the value of --output is empty");
}

/* Every option but those of files to read, with what it cannot be; "" where anything will do. */
static const char *const not_a_value[OPTIONS] = {
    [OPTION_OUTPUT] = "plan.pdf",     [OPTION_CSV] = "",            [OPTION_AS] = "inventroy",
    [OPTION_WRITE_FIXES] = "",        [OPTION_QUARTER] = "FY2027Q5", [OPTION_HORIZON] = "0",
    [OPTION_LEVEL] = "100",           [OPTION_METHOD] = "holtt",    [OPTION_SCENARIO] = "Laptops fife",
    [OPTION_EARLY] = "-1",            [OPTION_LATE] = "a year",     [OPTION_ZERO_BACKLOG] = "1999",
    [OPTION_SEED] = "1.5",            [OPTION_DRAWS] = "0",         [OPTION_AS_OF] = "13/45/2026",
    [OPTION_BUDGET_YEAR] = "1066",    [OPTION_YEARS] = "0",         [OPTION_SET] = "foo=bar",
    [OPTION_THREADS] = "many",
};

static const struct command *taking(enum option_id option)
{
    size_t i = 0;
    while (!command_takes(commands[i], option))
        i++;
    return commands[i];
}

static void what_an_option_cannot_be_is_wrong_usage_and_says_what_it_can(void **state)
{
    (void)state;
    assert_int_equal(planner("init asked --as-of 2026-11-21"), 0);
    for (enum option_id o = OPTION_NONE + 1; o < OPTIONS; o++) {
        if (!option_forms[o].argument || o == OPTION_PREVIOUS || o == OPTION_MAP || o == OPTION_FIXES)
            continue; /* a file that is not there cannot be read: another exit status */
        assert_non_null(not_a_value[o]);
        if (!not_a_value[o][0])
            continue;
        const char *name = option_shown(arena, o);
        int status = planner(arena_format(arena, "%s asked %s '%s'", taking(o)->name, name,
                                          not_a_value[o]));
        char *begins = arena_format(arena, "planner: %s: '%s' is not ", name, not_a_value[o]);
        if (o == OPTION_AS_OF)
            begins = "planner: --as-of: '13/45/2026' is a date that does not exist (write a date";
        else if (o == OPTION_YEARS)
            begins = "planner: --years: '0' is out of range (write a number from 1 to 30)";
        else if (o == OPTION_ZERO_BACKLOG)
            begins = "planner: --zero-backlog: '1999' is outside the plan years FY2027 to FY2032 (";
        if (status != 2 || strncmp(said, begins, strlen(begins)) || !strchr(said, '('))
            fail_msg("%s: status %d: %s", name, status, said);
    }
}

static void all_wrong_options_are_said_in_one_run(void **state)
{
    (void)state;
    assert_int_equal(planner("plan x --years 0 --threds 2 -o plan.docx --set yaers=8"), 2);
    assert_string_equal(said, "planner: --years: '0' is out of range (write a number from 1 to 30)\n"
                              "planner: option --threds is not known; did you mean --threads?\n"
                              "planner: -o: 'plan.docx' is not the name of a workbook (write "
                              "plan.xlsx)\n"
                              "planner: --set: 'yaers=8' is not a setting; did you mean years? "
                              "(planner columns settings lists them)\n");
}

static void a_year_of_the_command_line_outside_the_plan_is_wrong_usage(void **state)
{
    (void)state;
    assert_int_equal(planner("init years --as-of 2026-11-21"), 0);
    assert_int_equal(planner("plan years --years 2 --budget-year 2029"), 2);
    assert_string_equal(said, "planner: --budget-year: '2029' is outside the plan years FY2027 to "
                              "FY2028 (raise years, or look at as_of)\n");
    assert_int_equal(planner("rollup years --set first_buy_year=2026"), 2);
    assert_string_equal(said, "planner: --set first_buy_year: '2026' is before the current fiscal year (write 2027 "
                              "or later)\n");
}

/* What is said to be typed behind `words`, typed. */
static int step_behind(const char *words, const char *begins)
{
    const char *next = strstr(said, words);
    assert_non_null(next);
    next += strlen(words);
    assert_int_equal(strncmp(next, begins, strlen(begins)), 0);
    return planner(arena_copy(arena, next, strcspn(next, "\n")));
}

static int next_step(const char *begins)
{
    return step_behind("next: planner ", begins);
}

static void the_next_step_that_check_names_can_be_pasted_with_its_options(void **state)
{
    (void)state;
    assert_int_equal(planner("init next --as-of 2026-11-21"), 0);
    assert_int_equal(rename(in_folder("next/inventory.csv"), in_folder("next/inventory-1.csv")), 0);
    assert_int_equal(planner("check next --as-of 2026-11-21 --years 8 --set post=\"Kim's post\" "
                             "--skip-bad-rows"), 0);
    assert_int_equal(next_step("plan next --as-of 2026-11-21 --years 8 --set \"post=Kim's post\" "
                               "--skip-bad-rows"), 0);
    assert_said("Kim's post-plan-FY2029.xlsx\n");

    write_text("my list.csv", "what,of kind,since\nA1,laptop,2024-05-01\n");
    write_text("my map.csv", "field,column\nasset_tag,what\ncategory,of kind\nacquired,since\n");
    write_text("my prices.csv", "category,unit_price,price_year\nlaptop,1200,2026\n");
    assert_int_equal(planner("check 'my list.csv' --map 'my map.csv' --as-of 2026-11-21"), 0);
    assert_said("or leave those rows out: planner plan \"my list.csv\" --map \"my map.csv\" --as-of "
                "2026-11-21 --skip-bad-rows\n");
    assert_int_equal(planner("check 'my prices.csv' --as prices"), 0);
    assert_said("next: put it into the folder of the post as prices.csv (planner init mypost makes "
                "one), then\nplanner plan mypost\n");
    assert_int_equal(planner("check 'my prices.csv' --as inventory"), 1);
    assert_said("next: correct the errors above, then planner check \"my prices.csv\" --as "
                "inventory\n");
}

static void a_plan_with_errors_ends_with_the_step_that_mends_them(void **state)
{
    (void)state;
    assert_int_equal(planner("init mend --as-of 2026-11-21"), 0);
    write_text("mend/inventory.csv", "asset_tag,category,acquired,unit_cost\nA1,laptpo,2024-05-01,900\n");
    write_text("mend/scenarios.csv", "scenario,target,operation,value\n");
    const char *const commands_of_a_plan[] = {"plan mend", "icass mend", "explain mend A1",
                                              "whatif mend --seed 2", "rollup mend", "mend"};
    for (size_t i = 0; i < sizeof commands_of_a_plan / sizeof *commands_of_a_plan; i++) {
        assert_int_equal(planner(arena_format(arena, "%s --as-of 2026-11-21 --years 7",
                                              commands_of_a_plan[i])), 1);
        assert_said("\nnext: correct the errors above, then planner check mend --as-of 2026-11-21 "
                    "--years 7\nor fill in and confirm a list of them: planner check mend --as-of "
                    "2026-11-21 --years 7 --write-fixes mend/fixes.csv\n");
    }
    assert_int_equal(planner("plan mend --quiet"), 1);
    assert_null(strstr(said, "next:"));
    assert_int_equal(planner("plan mend --previous mend --as-of 2026-11-21"), 1);
    assert_int_equal(step_behind("list of them: planner ", "check mend --as-of 2026-11-21 "
                                 "--write-fixes mend/fixes.csv"), 0);
    assert_non_null(strstr(content_of("mend/fixes.csv"), ",laptpo,laptop,"));
}

static void a_post_without_a_name_is_called_as_its_folder_or_file(void **state)
{
    (void)state;
    const char *const rows = "asset_tag,category,acquired,unit_cost\nA1,laptop,2024-05-01,900\n";
    for (size_t i = 0; i < 2; i++) {
        const char *name = i ? "south" : "north";
        assert_null(os_make_folder(in_folder(name)));
        write_text(arena_format(arena, "%s/inventory.csv", name), rows);
        assert_int_equal(planner(arena_format(arena, "plan %s/ --as-of 2026-11-21", name)), 0);
        assert_said(arena_format(arena, "%s-plan-FY2029.xlsx\n", name));
    }
    write_text("radios of the post.csv", rows);
    assert_int_equal(planner("plan 'radios of the post.csv' --as-of 2026-11-21"), 0);
    assert_said("radios of the post-plan-FY2029.xlsx\n");
    assert_string_equal(name_of_input(arena, "a/b.d/inventory.CSV"), "inventory");
    assert_string_equal(name_of_input(arena, "lists/.csv"), ".csv");
    assert_string_equal(name_of_input(arena, "."), "post");
    assert_string_equal(name_of_input(arena, "../.."), "post");
    assert_string_equal(name_of_input(arena, "/"), "post");
}

static void a_command_is_found_by_its_beginning_or_its_option(void **state)
{
    (void)state;
    assert_int_equal(planner("recon"), 2);
    assert_said("there is no command 'recon'; did you mean planner reconcile?");
    assert_int_equal(planner("version"), 2);
    assert_said("there is no command 'version'; did you mean planner --version?");
    assert_int_equal(planner("com"), 2); /* compare, completion */
    assert_said("there is no command 'com' (planner alone lists them)");
}

static void of_several_files_dropped_it_is_said_how_to_plan_them_together(void **state)
{
    (void)state;
    write_text("A.csv", "asset_tag,category,acquired\nA1,laptop,2024-05-01\n");
    write_text("B.csv", "asset_tag,category,acquired\nB1,laptop,2024-05-01\n");
    assert_int_equal(planner("A.csv B.csv"), 2);
    assert_string_equal(said, "planner: 'A.csv' is no command, and only one file or folder can be "
                              "planned at once (put several inventories into one folder as "
                              "inventory-NAME.csv: planner init mypost makes one; planner alone lists "
                              "the commands)\n");
}

/* The program behind a pipe that nobody reads, in a shell that ignores the signal. */
static void print_to_nobody(void *context)
{
    int ends[2];
    if (pipe(ends))
        abort();
    signal(SIGPIPE, SIG_IGN);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(PLANNER_PROGRAM, PLANNER_PROGRAM, "columns", (const char *)context, (char *)NULL);
}

static void a_reader_that_has_had_enough_is_no_fault(void **state)
{
    (void)state;
    struct child child = run_child(print_to_nobody, "inventory");
    assert_int_equal(child.status, 128 + SIGPIPE);
    assert_string_equal(child.said, "");
}

static void the_methods_are_listed_when_asked_for(void **state)
{
    (void)state;
    assert_int_equal(planner("forecast bills.csv --method list"), 0);
    for (size_t i = 0; model_name(i); i++)
        assert_said(arena_format(arena, "  %s ", model_name(i)));
}

static void an_unknown_file_is_answered_with_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(planner("columns inventroy.csv"), 2);
    assert_string_equal(said, "planner: there is no input file 'inventroy.csv'; did you mean "
                              "planner columns inventory?\n");
    assert_int_equal(planner("columns zzzzzzzzzz"), 2);
    assert_string_equal(said, "planner: there is no input file 'zzzzzzzzzz' (planner columns lists "
                              "them)\n");
}

static void an_unknown_tag_is_answered_with_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(planner("init tags --as-of 2026-11-21"), 0);
    assert_int_equal(planner("explain tags PA-1006"), 1);
    assert_said("no asset has the tag 'PA-1006'; did you mean PA-10060");
    assert_int_equal(planner("explain tags zzz"), 1);
    assert_said("(the column asset_tag of the inventory holds the tags)");
    assert_int_equal(planner("explain tags"), 2);
}

static void an_asset_is_found_by_its_serial_where_none_has_the_tag(void **state)
{
    (void)state;
    assert_int_equal(planner("init serials --as-of 2026-11-21"), 0);
    write_text("serials/inventory.csv", "asset_tag,category,acquired,serial,unit_cost\n"
                                        "A1,laptop,2024-01-15,CN7X1A4,100\n"
                                        "A2,laptop,2024-01-15,S2,100\nA3,laptop,2024-01-15,s2,100\n"
                                        "S3,laptop,2024-01-15,S4,100\nA5,laptop,2024-01-15,S3,100\n");
    assert_int_equal(planner("explain serials cn7x1a4"), 0);
    assert_said("cn7x1a4 is not a tag but the serial of A1.\nA1: Laptop");
    assert_int_equal(planner("explain serials S2"), 1);
    assert_said("no asset has the tag 'S2'; it is the serial of 2 assets: A2, A3 (ask for one of "
                "them by its tag)");
    assert_int_equal(planner("explain serials S3"), 0); /* a tag comes first */
    assert_said("S3: Laptop");
}

static void an_explanation_begins_with_the_answer(void **state)
{
    (void)state;
    assert_int_equal(planner("init why --as-of 2026-11-21"), 0);
    assert_int_equal(planner("explain why pa-10001"), 0);
    assert_said("PA-10001: Laptop, L-540, Chancery 214\ninventory.csv, line 32; as of 21 Nov 2026\n"
                "\nIt is replaced in FY2027, on 21 Nov 2026, for $1,535.00, because its cycle of 48 "
                "months");
    assert_int_equal(planner("explain why PA-10080"), 0);
    assert_said("It has no replacement in the plan years FY2027 to FY2032: decided: not to be");
    assert_int_equal(planner("explain why PA-10050"), 0);
    assert_said("for an unknown cost");
    assert_said("It is paid centrally");
    assert_int_equal(planner("explain why PA-10030"), 0);
    assert_said("project P-02");
}

static void an_explanation_for_programs_has_stable_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "asset_tag", "as_of", "budget_year", "held", "included", "in_plan", "reason", "base_date",
        "cycle", "end_of_support", "candidates", "due_date", "due_fy", "trigger", "backlog",
        "first_buy", "project", "first_replacement", "bought", "network", "funding", "payer",
        "shares", "price", "match", "replacements", "sequence", "replace_on", "order_by", "flags",
        "fiscal_year", "rates", "factor", "exchange_rate", "parts", "local", "dollars", "lines",
        "line_id", "unit_price", "quantity", "amount"};
    assert_int_equal(planner("init keys --as-of 2026-11-21"), 0);
    assert_int_equal(planner("explain keys PA-10040 --json"), 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_said(arena_format(arena, "\"%s\": ", keys[i]));
    assert_said("\"exchange_rate\": \"0.92\"");
    assert_int_equal(said[0], '{');
}

/* ---- help, the manual page and the completions tell the same tables ---------------------------- */

/* What was said, with its line breaks and runs of blanks as one blank, without roff's escapes. */
static const char *squeezed(void)
{
    char *out = arena_alloc(arena, strlen(said) + 1, 1);
    size_t n = 0;
    for (const char *at = said; *at; at++) {
        bool blank = *at == ' ' || *at == '\n';
        if (*at == '\\')
            at += at[1] == '(' ? 3 : 0; /* \(aq is an apostrophe */
        else if (!blank || (n && out[n - 1] != ' '))
            out[n++] = blank ? ' ' : *at;
        if (*at == 'q' && at[-1] == 'a' && at[-2] == '(')
            out[n++] = '\'';
    }
    out[n] = '\0';
    return out;
}

static void find(const char *in, const char *command, const char *words)
{
    if (!strstr(in, words))
        fail_msg("nothing of '%s' for %s", words, command);
}

static void find_command_in(const char *text_said, const struct command *command)
{
    find(text_said, command->name, arena_format(arena, "planner %s", command->name));
    for (const struct takes *t = command->takes; t->option; t++) {
        find(text_said, command->name,
             arena_format(arena, "--%s", option_forms[t->option].name));
        find(text_said, command->name, option_about(t));
    }
    for (const struct example *e = command->examples; e->typed; e++)
        find(text_said, command->name, e->typed);
}

static void help_and_the_manual_page_name_every_option_of_every_command(void **state)
{
    (void)state;
    assert_int_equal(planner("help manual"), 0);
    const char *manual = squeezed();
    for (size_t i = 0; commands[i]; i++) {
        find_command_in(manual, commands[i]);
        assert_int_equal(planner(arena_format(arena, "help %s", commands[i]->name)), 0);
        find_command_in(squeezed(), commands[i]);
    }
    for (size_t i = 0; inputs[i]; i++)
        find(manual, inputs[i]->file, inputs[i]->about);
}

static void the_manual_page_is_roff_without_a_warning(void **state)
{
    (void)state;
    if (system("command -v groff >/dev/null"))
        skip();
    assert_int_equal(planner("help manual > planner.1"), 0);
    char *command = arena_format(arena, "groff -man -ww -Tutf8 '%s/planner.1' 2>&1 >/dev/null",
                                 folder);
    FILE *from = popen(command, "r");
    said[fread(said, 1, sizeof said - 1, from)] = '\0';
    assert_int_equal(pclose(from), 0);
    assert_string_equal(said, "");
}

static void alone_it_prints_an_orientation_that_fits_a_screen(void **state)
{
    (void)state;
    assert_int_equal(planner("help"), 0);
    size_t lines = 0;
    for (const char *line = said; *line; line = strchr(line, '\n') + 1, lines++)
        assert_true(strcspn(line, "\n") <= 80);
    assert_true(lines <= 24);
    assert_said("planner init mypost export.csv");
}

/* What is asked with them is not what the command would answer. */
static void an_option_that_asks_for_something_else_is_refused(void **state)
{
    (void)state;
    assert_int_equal(planner("plan mypost --scenario 'Laptops five years' --quiet"), 2);
    assert_string_equal(said, "planner: plan takes no --scenario (write planner whatif mypost "
                              "--scenario \"Laptops five years\")\n");
    write_text("mypost.csv", "asset_tag,category,acquired\nA1,laptop,2024-05-01\n");
    assert_int_equal(planner("mypost.csv x --quarter FY2027Q2"), 2);
    assert_int_equal(planner("reconcile book count --quarter FY2027Q2 --method holt"), 2);
    assert_string_equal(said, "planner: reconcile takes no --quarter (planner icass takes it)\n"
                              "planner: reconcile takes no --method (planner forecast takes it)\n");
    assert_int_equal(planner("plan mypost --json"), 2);
    assert_said("planner: plan takes no --json (planner check and planner explain take it)\n");
}

static void an_option_without_use_is_said_to_have_none(void **state)
{
    (void)state;
    assert_int_equal(planner("columns settings --draws 5"), 0);
    assert_said("planner: note: columns makes no use of --draws");
    assert_int_equal(planner("columns settings --draws 5 --quiet"), 0);
    assert_null(strstr(said, "makes no use"));
    assert_int_equal(planner("columns settings --threads 1"), 0);
    assert_null(strstr(said, "makes no use"));
}

/* What bash offers for the last word of a line. */
static void complete(const char *words, int last)
{
    char *command = arena_format(
        arena, "cd '%s' && bash -c 'source <(\"%s\" completion bash); COMP_WORDS=(%s); COMP_CWORD=%d; "
        "_planner; printf \"%%s\\n\" \"${COMPREPLY[@]}\"' 2>&1", folder, PLANNER_PROGRAM, words, last);
    FILE *from = popen(command, "r");
    assert_non_null(from);
    said[fread(said, 1, sizeof said - 1, from)] = '\0';
    assert_int_equal(pclose(from), 0);
}

static void the_tab_key_knows_commands_options_and_names_of_the_post(void **state)
{
    (void)state;
    assert_int_equal(planner("init 'a tab'"), 0);
    complete("planner wh", 1);
    assert_string_equal(said, "whatif\n");
    complete("planner plan --bud", 2);
    assert_string_equal(said, "--budget-year\n");
    complete("planner plan --set cr", 3);
    assert_string_equal(said, "cr_until=\n");
    complete("planner columns inv", 2);
    assert_string_equal(said, "inventory\n");
    complete("planner columns INV", 2);
    assert_string_equal(said, "inventory\n");
    complete("planner forecast bills.csv --method Theta_", 4);
    assert_string_equal(said, "theta_boxcox\n");
    assert_int_equal(planner("completion quarters 'a tab'"), 0);
    const char *second = strchr(said, '\n') + 1; /* last year's Q1 stands first */
    const char *asked = arena_copy(arena, second, strcspn(second, "\n"));
    complete(arena_format(arena, "\"%s\" icass \"a tab\" --quarter %.6s", PLANNER_PROGRAM, asked), 4);
    assert_said(arena_format(arena, "%s\n", asked));
    complete(arena_format(arena, "\"%s\" icass \"a tab\" --quarter f", PLANNER_PROGRAM), 4);
    assert_said(asked);
    complete(arena_format(arena, "\"%s\" whatif \"a tab\" --scenario \"\"", PLANNER_PROGRAM), 4);
    const char *offered = squeezed(); /* bash gives "Laptops\\ five" */
    complete(arena_format(arena, "\"%s\" whatif '\"'\"'a\\ tab'\"'\"' --scenario L", PLANNER_PROGRAM), 4);
    assert_string_equal(said, "Laptops\\ five\\ years\n"); /* as the shell has the word, quoted */
    assert_int_equal(planner("completion scenarios 'a tab'"), 0);
    assert_string_equal(squeezed(), offered);
    assert_true(strlen(said) > 5);
    assert_int_equal(planner("completion funds 'a tab'"), 0);
    assert_said("POST_ICASS\n");
    complete(arena_format(arena, "\"%s\" explain \"a tab\" PA-1000", PLANNER_PROGRAM), 3);
    assert_said("PA-10001\n");
}

static void the_other_shells_accept_their_scripts(void **state)
{
    (void)state;
    static const char *const shells[] = {"bash", "zsh", "fish"};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (system(arena_format(arena, "command -v %s >/dev/null", shells[i])))
            continue;
        assert_int_equal(planner(arena_format(arena, "completion %s > script", shells[i])), 0);
        assert_int_equal(system(arena_format(arena, "%s -n '%s/script'", shells[i], folder)), 0);
    }
}

static void only_the_scenarios_asked_for_are_planned(void **state)
{
    (void)state;
    assert_int_equal(planner("init some --as-of 2026-11-21"), 0);
    assert_int_equal(planner("completion scenarios some"), 0);
    char *first = arena_copy(arena, said, strcspn(said, "\n"));
    const char *second = arena_copy(arena, said + strlen(first) + 1,
                                    strcspn(said + strlen(first) + 1, "\n"));
    assert_true(second[0] != '\0');
    assert_int_equal(planner(arena_format(arena, "whatif some --scenario '%s' -o some.xlsx --csv out "
                                                 "--draws 100", first)), 0);
    const char *table = content_of("out/comparison.csv");
    assert_non_null(strstr(table, arena_format(arena, "\n%s,", first)));
    assert_null(strstr(table, arena_format(arena, "\n%s,", second)));
    assert_int_equal(planner(arena_format(arena, "whatif some --scenario '%s' --draws 100", first)), 0);
    assert_said(arena_format(arena, "-whatif-FY2029-%s.xlsx\n", first)); /* beside that of all */
    first[0] ^= 1;
    assert_int_equal(planner(arena_format(arena, "whatif some --scenario '%s'", first)), 2);
    assert_said("; did you mean ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alone_it_prints_an_orientation_that_fits_a_screen),
        cmocka_unit_test(help_and_the_manual_page_name_every_option_of_every_command),
        cmocka_unit_test(the_manual_page_is_roff_without_a_warning),
        cmocka_unit_test(an_option_that_asks_for_something_else_is_refused),
        cmocka_unit_test(an_option_without_use_is_said_to_have_none),
        cmocka_unit_test(the_tab_key_knows_commands_options_and_names_of_the_post),
        cmocka_unit_test(the_other_shells_accept_their_scripts),
        cmocka_unit_test(only_the_scenarios_asked_for_are_planned),
        cmocka_unit_test(the_example_of_every_file_fits_its_columns),
        cmocka_unit_test(every_column_says_what_it_means),
        cmocka_unit_test(a_new_folder_plans_without_a_finding),
        cmocka_unit_test(every_new_file_is_known_by_its_header),
        cmocka_unit_test(a_new_file_saved_again_with_semicolons_is_read),
        cmocka_unit_test(what_is_left_of_the_example_beside_an_own_inventory_is_said),
        cmocka_unit_test(the_dollars_of_the_example_are_said_before_all_else),
        cmocka_unit_test(an_example_that_a_spreadsheet_has_saved_is_one_still),
        cmocka_unit_test(a_plan_without_the_example_does_not_speak_of_it),
        cmocka_unit_test(files_beside_a_lone_inventory_are_said_to_be_unread),
        cmocka_unit_test(a_file_that_is_there_is_never_written_over),
        cmocka_unit_test(settings_of_the_command_line_stand_in_the_new_folder),
        cmocka_unit_test(a_folder_made_of_an_inventory_asks_for_the_prices_it_lacks),
        cmocka_unit_test(a_folder_made_of_an_inventory_plans_as_the_inventory_with_its_prices),
        cmocka_unit_test(an_inventory_that_cannot_be_read_makes_no_folder),
        cmocka_unit_test(columns_names_every_file_and_what_is_built_in),
        cmocka_unit_test(an_empty_name_is_said_to_be_empty),
        cmocka_unit_test(what_an_option_cannot_be_is_wrong_usage_and_says_what_it_can),
        cmocka_unit_test(all_wrong_options_are_said_in_one_run),
        cmocka_unit_test(a_year_of_the_command_line_outside_the_plan_is_wrong_usage),
        cmocka_unit_test(the_next_step_that_check_names_can_be_pasted_with_its_options),
        cmocka_unit_test(a_plan_with_errors_ends_with_the_step_that_mends_them),
        cmocka_unit_test(a_post_without_a_name_is_called_as_its_folder_or_file),
        cmocka_unit_test(a_command_is_found_by_its_beginning_or_its_option),
        cmocka_unit_test(of_several_files_dropped_it_is_said_how_to_plan_them_together),
        cmocka_unit_test(a_reader_that_has_had_enough_is_no_fault),
        cmocka_unit_test(the_methods_are_listed_when_asked_for),
        cmocka_unit_test(an_unknown_file_is_answered_with_the_nearest),
        cmocka_unit_test(an_unknown_tag_is_answered_with_the_nearest),
        cmocka_unit_test(an_asset_is_found_by_its_serial_where_none_has_the_tag),
        cmocka_unit_test(an_explanation_begins_with_the_answer),
        cmocka_unit_test(an_explanation_for_programs_has_stable_keys),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
