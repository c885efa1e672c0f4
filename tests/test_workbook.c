#define _GNU_SOURCE 1

#include "planner/workbook.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <minizip/unzip.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "planner/os.h"

#include "child.h"

struct place {
    struct arena *arena;
    char *folder;
    char *target;
    bool streams;
    int rows;
};

static int begin(void **state)
{
    struct place *place = memory_array(1, sizeof *place);
    place->arena = arena_new();
    char *folder = folder_new();
    place->folder = arena_copy(place->arena, folder, strlen(folder));
    place->target = arena_format(place->arena, "%s/book.xlsx", folder);
    place->rows = 3;
    *state = place;
    return 0;
}

static int end(void **state)
{
    struct place *place = *state;
    folder_remove(place->folder);
    arena_free(place->arena);
    free(place);
    return 0;
}

static void finish(struct workbook *workbook)
{
    workbook_settle(workbook);
    workbook_commit(workbook);
}

static char *in(struct place *place, const char *name)
{
    return arena_format(place->arena, "%s/%s", place->folder, name);
}

static void save(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

/* Read without the program's own functions: it writes over nothing that it has read. */
static struct os_file bytes_of(const char *path)
{
    FILE *from = fopen(path, "rb");
    assert_non_null(from);
    assert_int_equal(fseek(from, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(from);
    char *bytes = memory_array(size, 1);
    fseek(from, 0, SEEK_SET);
    assert_int_equal(fread(bytes, 1, size, from), size);
    fclose(from);
    return (struct os_file){bytes, size, false};
}

static void assert_file(const char *path, const char *content)
{
    struct os_file file = bytes_of(path);
    assert_int_equal(file.size, strlen(content));
    assert_memory_equal(file.at, content, file.size);
    os_close_file(&file);
}

static size_t things_in(struct place *place)
{
    const char *const *names;
    size_t count;
    assert_null(os_list_folder(place->arena, place->folder, &names, &count));
    return count;
}

/* A member of the workbook, inflated. */
static char *member(struct place *place, const char *name)
{
    unzFile archive = unzOpen64(place->target);
    assert_non_null(archive);
    if (unzLocateFile(archive, name, 1) != UNZ_OK)
        fail_msg("no %s in the workbook", name);
    unz_file_info64 what;
    unzGetCurrentFileInfo64(archive, &what, NULL, 0, NULL, 0, NULL, 0);
    char *out = arena_alloc(place->arena, (size_t)what.uncompressed_size + 1, 1);
    assert_int_equal(unzOpenCurrentFile(archive), UNZ_OK);
    assert_int_equal(unzReadCurrentFile(archive, out, (unsigned)what.uncompressed_size),
                     (int)what.uncompressed_size);
    assert_int_equal(unzCloseCurrentFile(archive), UNZ_OK); /* the checksum is right */
    unzClose(archive);
    return out;
}

static bool contains(const char *all, const char *part)
{
    if (strstr(all, part))
        return true;
    print_message("'%s' is missing\n", part);
    return false;
}

static struct workbook *start(struct place *place)
{
    return workbook_begin(place->arena, place->target,
                          &(struct workbook_properties){.title = "Plan & more",
                                                        .subject = "A test",
                                                        .author = "J. Doe",
                                                        .marking = "SENSITIVE & TRUE",
                                                        .footer = "2nd Embassy",
                                                        .created = date_of(2026, 11, 21),
                                                        .streams = place->streams});
}

/* A sheet of every kind of cell. */
static void fill(struct place *place, struct workbook *workbook)
{
    static const char *const headers[] = {"Line", "Text", "Count", "Amount", "Date"};
    struct book *book = workbook_book(workbook);
    struct page *page = book_page(
        book, &(struct page_setup){.name = "MRR lines", .freeze_rows = 4, .freeze_columns = 1});
    page_width(page, 0, 4, 14);
    page_text(page, 0, 0, LOOK_TITLE, "Lines");
    page_block(page, 1, 0, 1, 4, LOOK_NOTE, "What stands here, and why.");
    page_table(page, "Lines", 3, 0, 4 + place->rows, 4, headers, true);
    int64_t sum = 0;
    for (int i = 0; i < place->rows; i++) {
        char id[16];
        snprintf(id, sizeof id, "00%d", i);
        page_link(page, 4 + i, 0, LOOK_TEXT, id, "'Second ''sheet'''!A1");
        page_text(page, 4 + i, 1, LOOK_WRAP, "switch");
        page_number(page, 4 + i, 2, LOOK_COUNT | LOOK_INPUT, i);
        page_money(page, 4 + i, 3, LOOK_MONEY, (money){100 * i + 1});
        page_date(page, 4 + i, 4, LOOK_DATE, date_of(2026, 10, 1));
        sum += 100 * i + 1;
    }
    page_text(page, 4 + place->rows, 0, LOOK_TEXT | LOOK_TOTAL, "Total");
    page_formula_money(page, 4 + place->rows, 3, LOOK_MONEY | LOOK_TOTAL, (money){sum},
                       "SUBTOTAL(109,D5:D7)");
    page_name(page, 4 + place->rows, 3, "total_FY2027_all");
    page_condition(page, 4, 2, 6, 2, CONDITION_DATA_BAR);
    page_condition(page, 4, 3, 6, 3, CONDITION_NOT_ZERO);

    page = book_page(book, &(struct page_setup){.name = "Second 'sheet'.", .workings = true});
    struct chart_series series[] = {
        {.name = "=cmd", .categories = "'MRR lines'!$A$5:$A$7", .values = "'MRR lines'!$C$5:$C$7"},
        {.name = "foot", .values = "'MRR lines'!$C$5:$C$7", .invisible = true},
        {.name = "ceiling",
         .categories = "'MRR lines'!$A$5:$A$7",
         .values = "'MRR lines'!$D$5:$D$7",
         .line = true},
    };
    for (int kind = CHART_COLUMN_STACKED; kind <= CHART_DOUGHNUT; kind++)
        page_chart(page, 20 * kind, 0,
                   &(struct chart){.kind = (enum chart_kind)kind,
                                   .title = "=1+1",
                                   .x_title = "=x",
                                   .description = "Three <lines>",
                                   .series = series,
                                   .series_count = kind == CHART_DOUGHNUT ? 1 : 3,
                                   .width = 480,
                                   .height = 300});
    page_date(page, 0, 0, LOOK_DATE, DATE_NONE);
    page_formula_date(page, 0, 1, LOOK_DATE, date_of(2027, 1, 1), "DATE(2027,1,1)");
    page_formula_text(page, 0, 2, LOOK_TEXT, "", "IF(A1=\"\",\"\",1)");
}

static void write_book(void *context)
{
    struct workbook *workbook = start(context);
    fill(context, workbook);
    finish(workbook);
}

static void the_workbook_holds_every_member_and_nothing_else_stays(void **state)
{
    struct place *place = *state;
    write_book(place);
    assert_int_equal(things_in(place), 1);
    assert_true(contains(member(place, "[Content_Types].xml"), "sheet2.xml"));
    const char *book = member(place, "xl/workbook.xml");
    assert_true(contains(book, "name=\"MRR lines\""));
    assert_true(contains(book, "<definedName name=\"total_FY2027_all\">'MRR lines'!$D$8<"));
    assert_true(contains(book, "'MRR lines'!$4:$4"));
    assert_true(contains(book, "'MRR lines'!$A$1:$E$8"));
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<f>SUBTOTAL(109,D5:D7)</f><v>3.03</v>"));
    assert_true(contains(sheet, "<v>46296</v>")); /* 1 October 2026 */
    assert_true(contains(sheet, "<pageSetUpPr fitToPage=\"1\"/>"));
    assert_true(contains(sheet, "ySplit=\"4\""));
    assert_true(contains(sheet, "SENSITIVE &amp;&amp; TRUE"));
    assert_true(contains(sheet, "Page &amp;P of &amp;N"));
    const char *table = member(place, "xl/tables/table1.xml");
    assert_true(contains(table, "ref=\"A4:E7\"")); /* the totals stand under it */
    assert_true(contains(table, "<tableColumn id=\"5\" name=\"Date\"/>"));
    assert_true(contains(member(place, "docProps/core.xml"), "2026-11-21T"));
}

static void charts_carry_text_lines_and_a_description(void **state)
{
    struct place *place = *state;
    write_book(place);
    const char *chart = member(place, "xl/charts/chart1.xml");
    assert_true(contains(chart, "<c:v> =cmd</c:v>"));
    assert_true(contains(chart, "<a:t> =1+1</a:t>"));
    const char *bars = strstr(chart, "<c:barChart>"), *lines = strstr(chart, "<c:lineChart>");
    assert_non_null(bars);
    assert_non_null(lines);
    assert_true(contains(lines, "ceiling"));
    assert_true(contains(chart, "<c:legendEntry><c:idx val=\"1\"/><c:delete val=\"1\"/>"));
    for (const char *axis = strstr(bars, "<c:axId val="); axis && axis < lines;
         axis = strstr(axis + 1, "<c:axId val=")) {
        char id[32];
        snprintf(id, sizeof id, "%.*s", 22, axis);
        assert_true(contains(lines, id)); /* both on the same axes */
    }
    assert_true(contains(member(place, "xl/charts/chart6.xml"), "<c:doughnutChart>"));
    assert_true(
        contains(member(place, "xl/drawings/drawing1.xml"), "descr=\"Three &lt;lines&gt;\""));
}

static void a_streamed_workbook_has_filters_instead_of_tables(void **state)
{
    struct place *place = *state;
    place->streams = true;
    place->rows = 1000;
    write_book(place);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<autoFilter ref=\"A4:E1004\"/>"));
    assert_true(contains(sheet, "<is><t>00999</t></is>"));
    assert_null(strstr(sheet, "tablePart"));
    assert_null(strstr(sheet, "hyperlink"));
    assert_int_equal(things_in(place), 1);
}

/* 24 rows and their total on sheets of 10 rows: header in row 4 and 6 rows below it, then the
 * header in row 1 with 9 rows, then with the last 9 and the total in row 11, which is one too
 * many: it goes to a fourth sheet. */
static void a_streamed_table_goes_on_on_the_next_sheet(void **state)
{
    struct place *place = *state;
    place->streams = true;
    static const char *const headers[] = {"Tag", "Count"};
    struct workbook *workbook = start(place);
    struct book *book = workbook_book(workbook);
    book_limit_rows(book, 10);
    struct page *page = book_page(book, &(struct page_setup){.name = "Inventory"});
    page_width(page, 0, 1, 17);
    page_table(page, "Inventory", 3, 0, 4 + 24, 1, headers, true);
    assert_true(page_holds(page, 9));
    assert_false(page_holds(page, 10));
    for (int i = 0; i < 24; i++) {
        char tag[16];
        snprintf(tag, sizeof tag, "T-%d", i + 1);
        page_number(page, 4 + i, 1, LOOK_COUNT, i + 1);
        page_text(page, 4 + i, 0, LOOK_TEXT, tag);
    }
    page_number(page, 4 + 24, 1, LOOK_COUNT | LOOK_TOTAL, 300);
    finish(workbook);

    const char *book_xml = member(place, "xl/workbook.xml");
    assert_true(contains(book_xml, "<sheet name=\"Inventory 4\""));
    assert_false(strstr(book_xml, "Inventory 5") != NULL);
    static const struct {
        const char *member, *first, *last, *filter;
    } sheets[] = {
        {"xl/worksheets/sheet1.xml", ">T-1<", ">T-6<", "<autoFilter ref=\"A4:B10\"/>"},
        {"xl/worksheets/sheet2.xml", ">T-7<", ">T-15<", "<autoFilter ref=\"A1:B10\"/>"},
        {"xl/worksheets/sheet3.xml", ">T-16<", ">T-24<", "<autoFilter ref=\"A1:B10\"/>"},
    };
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        const char *sheet = member(place, sheets[i].member);
        assert_true(contains(sheet, "<is><t>Tag</t></is>"));
        assert_true(contains(sheet, sheets[i].first));
        assert_true(contains(sheet, sheets[i].last));
        assert_true(contains(sheet, sheets[i].filter));
        assert_true(contains(sheet, "customWidth"));
    }
    assert_true(contains(member(place, "xl/worksheets/sheet4.xml"), "<v>300</v>"));
    assert_null(strstr(member(place, "xl/worksheets/sheet4.xml"), "T-24"));
}

/* What the library would write for each kind of cell, read from the rows that it does write: a
 * table's first and last. */
static void streamed_rows_are_written_as_the_library_writes_them(void **state)
{
    struct place *place = *state;
    place->streams = true;
    static const char *const headers[] = {"Text", "Edge", "Count", "Ratio", "Amount", "Day", "None"};
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
    page_table(page, "Rows", 0, 0, 4, 6, headers, false);
    for (int row = 1; row <= 4; row++) {
        page_date(page, row, 5, LOOK_DATE, date_of(2026, 10, 1));
        page_text(page, row, 0, LOOK_TEXT, "<b> & \"c\" _x0041_ \x01 \xC3\xA9");
        page_text(page, row, 1, LOOK_TEXT, " blank at the edge\n");
        page_number(page, row, 2, LOOK_COUNT, -123456789012345.0);
        page_number(page, row, 3, LOOK_NUMBER, 1.0 / 3);
        page_money(page, row, 4, LOOK_MONEY, (money){-123450});
        page_text(page, row, 6, LOOK_TEXT, "");
    }
    finish(workbook);
    char *sheet = member(place, "xl/worksheets/sheet1.xml");
    char *rows[5];
    for (int row = 1; row <= 4; row++) {
        char opens[32];
        snprintf(opens, sizeof opens, "<row r=\"%d\">", row + 1);
        rows[row] = strstr(sheet, opens);
        assert_non_null(rows[row]);
        rows[row] += strlen(opens);
    }
    for (int row = 1; row <= 4; row++)
        *strstr(rows[row], "</row>") = '\0';
    for (int row = 2; row <= 3; row++) {
        for (char *c = rows[row]; (c = strstr(c, "r=\"")); c += 4)
            c[4] = '2'; /* A3 is compared with A2 */
        assert_string_equal(rows[row], rows[1]);
    }
    assert_true(contains(rows[2], "<v>-1234.5</v>"));
    assert_true(contains(rows[2], "<v>0.3333333333333333</v>"));
    assert_true(contains(rows[2], "&lt;b&gt; &amp; \"c\" _x005F_x0041_"));
}

/* The least that a finished sheet must weigh is worked out from its cells: never too much. */
static void sheets_of_one_kind_of_cell_pass_for_whole(void **state)
{
    struct place *place = *state;
    for (int streams = 0; streams < 2; streams++)
        for (int kind = 0; kind < 6; kind++) {
            place->streams = streams != 0;
            struct workbook *workbook = start(place);
            struct page *page =
                book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
            for (int row = 0; row < 1000; row++)
                for (int column = 0; column < 30; column++)
                    switch (kind) {
                    case 0:
                        page_text(page, row, column, LOOK_TEXT, "a");
                        break;
                    case 1:
                        page_blank(page, row, column, LOOK_TEXT);
                        break;
                    case 2:
                        page_number(page, row, column, LOOK_COUNT, 7);
                        break;
                    case 3:
                        page_formula_number(page, row, column, LOOK_COUNT, 7, "3+4");
                        break;
                    case 4:
                        page_formula_text(page, row, column, LOOK_TEXT, "", "\"\"");
                        break;
                    default:
                        page_text(page, row, column, LOOK_TEXT, "");
                    }
            finish(workbook);
        }
}

static void assert_same_bytes(const char *a, const char *b)
{
    struct os_file one = bytes_of(a), other = bytes_of(b);
    assert_int_equal(one.size, other.size);
    assert_memory_equal(one.at, other.at, one.size);
    os_close_file(&one);
    os_close_file(&other);
}

static void the_same_pages_give_the_same_bytes(void **state)
{
    struct place *place = *state;
    char *first = place->target;
    write_book(place);
    sleep(2); /* the clock of ZIP files counts in twos */
    place->target = in(place, "again.xlsx");
    setenv("TZ", "Pacific/Kiritimati", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    write_book(place);
    assert_same_bytes(first, place->target);
    unsetenv("TZ");
    unsetenv("LC_ALL");

    place->streams = true;
    write_book(place);
    char *second = in(place, "second.xlsx");
    assert_int_equal(rename(place->target, second), 0);
    write_book(place);
    assert_same_bytes(second, place->target);
}

static void hostile_text_stays_text(void **state)
{
    static const char *const hostile[] = {
        "=1+1",
        "+1+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=cmd|' /C calc'!A0",
        "{=1}",
        "http://example.org",
        "internal:'Sheet'!A1",
        "_x0041_",
        "<b>&amp;\"'</b>",
        "bell\a null-like\x01 escape\x1B[31m",
        "bad \xC3 utf \xFF\xFE \xED\xA0\x80 end\xE2\x82",
        "\xEF\xBF\xBF",
        "\xE2\x80\xAE"
        "left",
        "\xF0\x9F\x98\x80",
    };
    struct place *place = *state;
    for (int streams = 0; streams < 2; streams++) {
        place->streams = streams != 0;
        struct workbook *workbook = start(place);
        struct page *page =
            book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
        for (int i = 0; i < (int)(sizeof hostile / sizeof hostile[0]); i++)
            page_text(page, i, 0, LOOK_TEXT, hostile[i]);
        page_block(page, 30, 0, 30, 2, LOOK_WRAP, "=block");
        finish(workbook);
        const char *sheet = member(place, "xl/worksheets/sheet1.xml");
        const char *strings = streams ? sheet : member(place, "xl/sharedStrings.xml");
        assert_null(strstr(sheet, "<f>"));
        assert_null(strstr(sheet, "<hyperlink"));
        assert_true(contains(strings, ">=1+1</t>"));
        assert_true(contains(strings, ">=block</t>"));
        assert_true(contains(strings, ">_x005F_x0041_</t>"));
        assert_true(contains(strings, "&lt;b&gt;&amp;amp;"));
        assert_true(
            contains(strings, "bell\xEF\xBF\xBD null-like\xEF\xBF\xBD escape\xEF\xBF\xBD[31m"));
        assert_true(contains(strings, "bad \xEF\xBF\xBD utf \xEF\xBF\xBD\xEF\xBF\xBD "
                                      "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD end"
                                      "\xEF\xBF\xBD\xEF\xBF\xBD<"));
        assert_true(contains(strings, "\xF0\x9F\x98\x80"));
        for (const char *c = strings; *c; c++)
            assert_true((unsigned char)*c >= ' ' || *c == '\n' || *c == '\t');
    }
}

static void a_text_too_long_for_a_cell_ends_in_an_ellipsis(void **state)
{
    struct place *place = *state;
    enum { LENGTH = 40000, LONGEST = 32767 };
    char *plain = memory_array(LENGTH + 1, 1), *emoji = memory_array(4 * LENGTH + 1, 1);
    memset(plain, 'x', LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        memcpy(emoji + 4 * i, "\xF0\x9F\x98\x80", 4); /* two UTF-16 units each */
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
    page_text(page, 0, 0, LOOK_TEXT, plain);
    page_text(page, 1, 0, LOOK_TEXT, emoji);
    plain[LONGEST] = '\0';
    plain[0] = 'y';
    page_text(page, 2, 0, LOOK_TEXT, plain); /* just fits */
    finish(workbook);
    const char *strings = member(place, "xl/sharedStrings.xml");
    const char *first = strstr(strings, "<t>xxx"), *second = strstr(strings, "<t>\xF0");
    assert_int_equal(strcspn(first + 3, "<"), LONGEST - 1 + 3);
    assert_int_equal(strncmp(first + 3 + LONGEST - 1, "\xE2\x80\xA6</t>", 7), 0);
    assert_int_equal(strcspn(second + 3, "<"), (LONGEST - 1) / 2 * 4 + 3);
    assert_int_equal(strcspn(strstr(strings, "<t>yxx") + 3, "<"), LONGEST);
    free(plain);
    free(emoji);
}

static void long_markings_full_of_ampersands_fit_the_header(void **state)
{
    struct place *place = *state;
    char *long_one = memory_array(301, 1);
    memset(long_one, '&', 300);
    struct workbook *workbook = workbook_begin(
        place->arena, place->target,
        &(struct workbook_properties){
            .title = long_one, .author = long_one, .marking = long_one, .footer = long_one});
    book_page(workbook_book(workbook), &(struct page_setup){.name = "Empty"});
    finish(workbook);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "\xE2\x80\xA6&amp;R"));
    free(long_one);
}

static void a_target_that_cannot_be_written_is_one_message_and_exit_3(void **state)
{
    struct place *place = *state;
    struct place other = *place;
    other.target = place->folder;
    struct child child = run_child(write_book, &other);
    assert_int_equal(child.status, 3);
    assert_string_equal(
        child.said,
        arena_format(place->arena, "planner: cannot write '%s': it is a folder\n", place->folder));
    other.target = in(place, "none/book\x1B.xlsx");
    child = run_child(write_book, &other);
    assert_int_equal(child.status, 3);
    assert_true(contains(child.said, "none/book\\x1B.xlsx': the folder does not exist\n"));
    assert_int_equal(things_in(place), 0);
}

static void a_symbolic_link_is_followed_and_kept(void **state)
{
    struct place *place = *state;
    save(in(place, "real.xlsx"), "old");
    assert_int_equal(symlink("real.xlsx", place->target), 0);
    write_book(place);
    struct stat what;
    assert_int_equal(lstat(place->target, &what), 0);
    assert_true(S_ISLNK(what.st_mode));
    place->target = in(place, "real.xlsx");
    assert_true(contains(member(place, "xl/workbook.xml"), "MRR lines"));
    assert_int_equal(things_in(place), 2);
}

/* A limit on the size of files stands for a disk that fills up: temporary files end in the
 * middle, and the library does not notice. */
static void write_with_little_room(void *context)
{
    struct rlimit limit = {60000, 60000};
    setrlimit(RLIMIT_FSIZE, &limit);
    write_book(context);
}

static void a_sheet_that_was_cut_short_is_noticed_and_the_old_file_stays(void **state)
{
    struct place *place = *state;
    for (int streams = 0; streams < 2; streams++) {
        place->streams = streams != 0;
        place->rows = 3000;
        save(place->target, "old");
        struct child child = run_child(write_with_little_room, place);
        assert_int_equal(child.status, 3);
        assert_non_null(strstr(child.said, "the disk took only a part of"));
        assert_ptr_equal(strchr(child.said, '\n') + 1, child.said + strlen(child.said));
        assert_file(place->target, "old");
        assert_int_equal(things_in(place), 1);
    }
}

static void a_full_disk_is_told_and_the_old_file_stays(void **state)
{
    struct place *place = *state;
    if (geteuid() || mount("none", place->folder, "tmpfs", 0, "size=2m"))
        skip();
    save(place->target, "old");
    for (int streams = 0; streams < 2; streams++) {
        place->streams = streams != 0;
        place->rows = 30000;
        struct child child = run_child(write_book, place);
        assert_int_equal(child.status, 3);
        assert_true(contains(child.said, "planner: cannot write '"));
        assert_ptr_equal(strchr(child.said, '\n') + 1, child.said + strlen(child.said));
        assert_file(place->target, "old");
        assert_int_equal(things_in(place), 1);
    }
    umount(place->folder);
}

static void expect_too_much(void *context)
{
    struct place *place = context;
    workbook_begin(place->arena, place->target,
                   &(struct workbook_properties){.expected_bytes = UINT64_C(1) << 62});
}

static void too_little_space_is_told_before_work_begins(void **state)
{
    struct place *place = *state;
    struct child child = run_child(expect_too_much, place);
    assert_int_equal(child.status, 3);
    assert_true(contains(child.said, "the disk is too full (about 4398046511105 MB are needed"));
    assert_int_equal(things_in(place), 0);
}

static void die_in_the_middle(void *context)
{
    struct workbook *workbook = start(context);
    fill(context, workbook);
    raise(SIGINT);
}

static void an_interrupted_run_leaves_nothing(void **state)
{
    struct place *place = *state;
    save(place->target, "old");
    for (int streams = 0; streams < 2; streams++) {
        place->streams = streams != 0;
        assert_int_equal(run_child(die_in_the_middle, place).status, 128 + SIGINT);
        assert_file(place->target, "old");
        assert_int_equal(things_in(place), 1);
    }
}

/* Thirty columns of 14 characters: 103 pixels each (14 * 7 + 5).  Letter across is 979 pixels
 * between its margins, 1305 at 75 %, 1231 where columns are drawn 6 % wider: the two frozen columns
 * and nine more, 28 in four pages. */
static void a_sheet_too_wide_to_read_is_printed_on_pages_side_by_side(void **state)
{
    struct place *place = *state;
    struct workbook *workbook = start(place);
    struct page *page = book_page(
        workbook_book(workbook),
        &(struct page_setup){.name = "Wide", .freeze_rows = 4, .freeze_columns = 2,
                             .answers = "What is wide? Figures follow."});
    page_width(page, 0, 29, 14);
    page_text(page, 0, 0, LOOK_TITLE, "Wide");
    for (int k = 0; k < 30; k++)
        page_number(page, 4, k, LOOK_COUNT, k);
    page = book_page(workbook_book(workbook),
                     &(struct page_setup){.name = "Narrow", .freeze_rows = 4, .freeze_columns = 2});
    page_width(page, 0, 10, 14); /* 11 of 103 pixels: at 86 % on 979, letters of 8.6 points */
    page_number(page, 4, 10, LOOK_COUNT, 1);
    finish(workbook);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "fitToWidth=\"4\""));
    assert_true(contains(sheet, "What is wide?&amp;C")); /* the question in each page's header */
    const char *book = member(place, "xl/workbook.xml");
    assert_true(contains(book, "Wide!$A$4:$AD$5"));      /* from the table's header ... */
    assert_true(contains(book, "Wide!$A:$B,Wide!$4:$4")); /* ... with it and the keys on each */
    assert_true(contains(book, "Narrow!$A$1:$K$5"));
    assert_true(contains(book, "Narrow!$4:$4"));
    assert_false(contains(member(place, "xl/worksheets/sheet2.xml"), "fitToWidth"));
    /* widths count digits of the font that the text stands in */
    assert_true(contains(member(place, "xl/styles.xml"),
                         "<font><sz val=\"10\"/><color theme=\"1\"/><name val=\"Arial\"/>"));
}

/* A row is 12.75 points.  Letter across holds 7.25 inches between the margins, 495 points when a
 * twentieth is kept back: 28 rows and a chart of 200 pixels (150 points) fill 507. */
static void a_chart_that_would_be_cut_begins_a_page(void **state)
{
    static const struct chart_series series = {.name = "a", .values = "'Long'!$A$1:$A$9"};
    const struct chart chart = {.kind = CHART_COLUMN, .title = "A", .description = "A",
                                .series = &series, .series_count = 1, .width = 400, .height = 200};
    struct place *place = *state;
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Long"});
    for (int row = 0; row < 80; row++) /* more than is fitted to one page */
        page_number(page, row, 0, LOOK_COUNT, row);
    page_text(page, 80, 0, LOOK_HEADING, "a section below, which is not the charts' own");
    page_chart(page, 15, 2, &chart); /* ends at 15 * 12.75 + 150 = 341 */
    page_chart(page, 28, 2, &chart); /* would end at 507 */
    finish(workbook);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"28\""));
}

/* Row 36 begins at 459 points of 495, and its heading (21) and four rows end at 531; with four rows
 * less above they end at 480, and in LibreOffice's wider columns, 6 % more rows to a page, too. */
static void a_heading_is_not_left_behind_at_the_end_of_a_page(void **state)
{
    struct place *place = *state;
    struct workbook *workbook = start(place);
    static const char *const names[] = {"Behind", "Above"};
    for (int i = 0; i < 2; i++) {
        struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = names[i]});
        int heading = i ? 32 : 36;
        for (int row = 0; row < 80; row++)
            if (row == heading)
                page_text(page, row, 0, LOOK_HEADING, "a section");
            else
                page_number(page, row, 0, LOOK_COUNT, row);
    }
    finish(workbook);
    assert_true(contains(member(place, "xl/worksheets/sheet1.xml"), "<brk id=\"36\""));
    assert_false(contains(member(place, "xl/worksheets/sheet2.xml"), "<brk "));
}

/* In grey red and yellow are gone: a sign stands before the one, a box about the other, and the foot of
 * the page says what they are.  The sign is of the number's format: 21 November 2026 stays day 46347. */
static void overdue_and_changeable_cells_are_told_apart_without_colour(void **state)
{
    struct place *place = *state;
    struct workbook *workbook = start(place);
    const date day = date_of(2026, 11, 21);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Marks"});
    page_date(page, 4, 0, LOOK_DATE | LOOK_ALERT, day);
    page_money(page, 4, 1, LOOK_MONEY | LOOK_ALERT, (money){-100});
    page_number(page, 4, 2, LOOK_COUNT | LOOK_INPUT, 5);
    page_date(page, 5, 0, LOOK_DATE, day);
    page_overdue(page, 5, 0, 5, 0, day);
    page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Plain"});
    page_date(page, 4, 0, LOOK_DATE, day);
    finish(workbook);
    const char *styles = member(place, "xl/styles.xml");
    assert_true(contains(styles, "formatCode=\"&quot;! &quot;d mmm yyyy_)\""));
    assert_true(contains(styles, "formatCode=\"&quot;! &quot;#,##0.00_);&quot;! &quot;-#,##0.00_);"
                                 "&quot;! &quot;&quot;-&quot;_)\""));
    assert_true(contains(styles, "<left style=\"thin\"><color rgb=\"FF8A7A3A\"/></left>"));
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<v>46347</v>"));
    assert_true(contains(sheet, "<formula>AND(ISNUMBER(A6),A6&lt;46347)</formula>"));
    assert_true(contains(sheet, "Boxed: to fill in or change  |  ! needs attention"));
    assert_false(contains(member(place, "xl/worksheets/sheet2.xml"), "Boxed"));
}

/* The keys are 2 columns of 103 pixels, the heading 28 letters: more than one line beside other pages,
 * and cut on none of them. */
static void on_pages_side_by_side_a_heading_stands_over_the_columns_of_each(void **state)
{
    struct place *place = *state;
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook),
                                  &(struct page_setup){.name = "Wide", .freeze_columns = 2});
    page_width(page, 0, 29, 14);
    page_text(page, 4, 0, LOOK_HEADING, "What a heading says of its section");
    for (int k = 0; k < 30; k++)
        page_number(page, 5, k, LOOK_COUNT, k);
    finish(workbook);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<mergeCell ref=\"A5:B5\"/>"));
    assert_true(contains(sheet, "ht=\"36.5999")); /* two lines of 15.3 and 6 */
    assert_true(contains(sheet, "<col min=\"30\" max=\"30\"")); /* each by itself */
}

/* Twelve columns of 103 pixels on 979 are printed at 79 %, where nine points would be 7.1; eleven are 8.7. */
static void text_in_a_chart_is_printed_at_eight_points_or_more(void **state)
{
    static const struct chart_series series = {.name = "a", .values = "'Wide'!$A$1:$A$9"};
    const struct chart chart = {.kind = CHART_COLUMN, .title = "A", .description = "A",
                                .series = &series, .series_count = 1, .width = 400, .height = 200};
    struct place *place = *state;
    struct workbook *workbook = start(place);
    const char *const names[] = {"Wide", "Small"};
    for (int i = 0; i < 2; i++) {
        struct page *page = book_page(workbook_book(workbook),
                                      &(struct page_setup){.name = names[i]});
        page_width(page, 0, 11, 14);
        page_number(page, 0, i ? 3 : 11, LOOK_COUNT, 1);
        page_chart(page, 2, 0, &chart);
    }
    finish(workbook);
    assert_true(contains(member(place, "xl/charts/chart1.xml"), "sz=\"1100\""));
    assert_false(contains(member(place, "xl/charts/chart1.xml"), "sz=\"900\""));
    assert_true(contains(member(place, "xl/charts/chart2.xml"), "sz=\"900\""));
}

/* The name is 17.1 em or 228 pixels of 10 points, the column 21 * 7 + 5 = 152: two lines of 12.75 and 2. */
static void a_name_longer_than_its_column_takes_a_second_line_in_a_table(void **state)
{
    static const char *const headers[] = {"What", "Note"};
    struct place *place = *state;
    for (int streams = 0; streams < 2; streams++) {
        place->streams = streams;
        struct workbook *workbook = start(place);
        struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
        page_width(page, 0, 1, 21);
        page_paper(page, 1);
        page_table(page, "Rows", 0, 0, 4, 1, headers, false);
        for (int row = 1; row <= 4; row++) {
            page_text(page, row, 0, LOOK_TEXT,
                      row == 2 ? "Access switch or wireless access point" : "Laptop");
            page_text(page, row, 1, LOOK_TEXT, "a remark that is read on the screen only");
        }
        finish(workbook);
        const char *sheet = member(place, "xl/worksheets/sheet1.xml");
        const char *tall = strstr(sheet, "ht=\"27.5\" customHeight=\"1\"");
        assert_int_equal(tall == NULL, streams); /* hundreds of pages, that nobody prints */
        assert_null(tall ? strstr(tall + 1, "ht=\"27.5\"") : NULL);
    }
}

/* 20 rows of three lines, which fill more than a page, stand below three rows of title. */
static void a_title_is_not_left_alone_on_its_page(void **state)
{
    static const char *const headers[] = {"What"};
    struct place *place = *state;
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Sheet"});
    page_width(page, 0, 0, 12);
    page_text(page, 0, 0, LOOK_TITLE, "Sheet");
    page_table(page, "Rows", 3, 0, 23, 0, headers, false);
    for (int row = 4; row <= 23; row++)
        page_text(page, row, 0, LOOK_WRAP, "one line after the other takes three");
    finish(workbook);
    assert_null(strstr(member(place, "xl/worksheets/sheet1.xml"), "<rowBreaks"));
}

/* 60 letters in one column of 20. */
static void what_a_narrow_sheet_answers_is_wrapped(void **state)
{
    struct place *place = *state;
    struct workbook *workbook = start(place);
    struct page *page = book_page(workbook_book(workbook), &(struct page_setup){.name = "Narrow"});
    page_width(page, 0, 1, 20);
    page_text(page, 1, 0, LOOK_ANSWERS,
              "What does a sheet of two narrow columns answer, and to whom?");
    page_text(page, 3, 1, LOOK_TEXT, "here");
    finish(workbook);
    const char *sheet = member(place, "xl/worksheets/sheet1.xml");
    assert_true(contains(sheet, "<mergeCell ref=\"A2:B2\"/>"));
    /* 60 letters are 28.957 em of 14 pixels, 405 of the 284 between the edges: two lines of 1.275 times
     * 10.5 points, and 4 */
    assert_true(contains(sheet, "ht=\"30.775\" customHeight=\"1\""));
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(the_workbook_holds_every_member_and_nothing_else_stays),
        IN_A_FOLDER(a_sheet_too_wide_to_read_is_printed_on_pages_side_by_side),
        IN_A_FOLDER(a_chart_that_would_be_cut_begins_a_page),
        IN_A_FOLDER(a_heading_is_not_left_behind_at_the_end_of_a_page),
        IN_A_FOLDER(overdue_and_changeable_cells_are_told_apart_without_colour),
        IN_A_FOLDER(on_pages_side_by_side_a_heading_stands_over_the_columns_of_each),
        IN_A_FOLDER(text_in_a_chart_is_printed_at_eight_points_or_more),
        IN_A_FOLDER(a_name_longer_than_its_column_takes_a_second_line_in_a_table),
        IN_A_FOLDER(a_title_is_not_left_alone_on_its_page),
        IN_A_FOLDER(what_a_narrow_sheet_answers_is_wrapped),
        IN_A_FOLDER(charts_carry_text_lines_and_a_description),
        IN_A_FOLDER(a_streamed_workbook_has_filters_instead_of_tables),
        IN_A_FOLDER(a_streamed_table_goes_on_on_the_next_sheet),
        IN_A_FOLDER(streamed_rows_are_written_as_the_library_writes_them),
        IN_A_FOLDER(sheets_of_one_kind_of_cell_pass_for_whole),
        IN_A_FOLDER(the_same_pages_give_the_same_bytes),
        IN_A_FOLDER(hostile_text_stays_text),
        IN_A_FOLDER(a_text_too_long_for_a_cell_ends_in_an_ellipsis),
        IN_A_FOLDER(long_markings_full_of_ampersands_fit_the_header),
        IN_A_FOLDER(a_target_that_cannot_be_written_is_one_message_and_exit_3),
        IN_A_FOLDER(a_symbolic_link_is_followed_and_kept),
        IN_A_FOLDER(a_sheet_that_was_cut_short_is_noticed_and_the_old_file_stays),
        IN_A_FOLDER(a_full_disk_is_told_and_the_old_file_stays),
        IN_A_FOLDER(too_little_space_is_told_before_work_begins),
        IN_A_FOLDER(an_interrupted_run_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
