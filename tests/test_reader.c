#include "planner/reader.h"

#include "made_post.h"

/* A file's bytes, opened. */
static struct csv_source *opened(struct made *m, const char *bytes, size_t size)
{
    const char *path = arena_format(m->run.arena, "%s/file.csv", m->folder);
    FILE *to = fopen(path, "wb");
    assert_non_null(to);
    fwrite(bytes, 1, size, to);
    fclose(to);
    return csv_open(m->run.arena, m->run.words, m->run.diag, path);
}
#define OPENED(m, literal) opened((m), (literal), sizeof(literal) - 1)

static void row_is(struct made *m, struct csv_source *s, const char *expected)
{
    struct csv_row row;
    assert_true(csv_next(s, m->run.diag, &row));
    char *joined = arena_copy(m->run.arena, "", 0);
    for (size_t k = 0; k < row.count; k++)
        joined = arena_format(m->run.arena, "%s%s%s", joined, k ? "/" : "", row.cells[k].at);
    assert_string_equal(joined, expected);
}

static void ends(struct made *m, struct csv_source *s)
{
    struct csv_row row;
    assert_false(csv_next(s, m->run.diag, &row));
    assert_false(csv_next(s, m->run.diag, &row)); /* and it stays at its end */
    csv_close(s);
}

static void place_is(struct csv_source *s, struct csv_row row, size_t cell, uint32_t line,
                     uint32_t column)
{
    struct place at = csv_place(s, row.offset, cell);
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static void utf_16_of_either_order_is_read(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "\xFF\xFE" "a\0,\0b\0\n\0\xE9\0,\0\xAC\x20");
    assert_int_equal(csv_encoding(s), ENCODING_UTF16_LE);
    row_is(m, s, "a/b");
    row_is(m, s, "\xC3\xA9/\xE2\x82\xAC");
    ends(m, s);
    s = OPENED(m, "\xFE\xFF\0a\0;\0b\0\n\0" "1\0;\0" "2");
    assert_int_equal(csv_encoding(s), ENCODING_UTF16_BE);
    assert_int_equal(csv_delimiter(s), ';');
    row_is(m, s, "a/b");
    row_is(m, s, "1/2");
    ends(m, s);
}

static void windows_1252_is_read_with_a_warning_at_its_first_letter(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "a,b\nx,caf\xE9 \x80\n");
    row_is(m, s, "a/b");
    row_is(m, s, "x/caf\xC3\xA9 \xE2\x82\xAC");
    ends(m, s);
    made_findings(m, "file.csv:2:6: warning: is not UTF-8 from here on, so the file is read as "
                     "Windows-1252 (save it as \"CSV UTF-8\" to be sure of its letters)\n");
}

static void a_mark_of_utf_16_before_other_text_is_left_out(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "\xFE\xFF" "a,b\n1,2\n");
    row_is(m, s, "a/b");
    row_is(m, s, "1/2");
    ends(m, s);
    made_findings(m, "file.csv:1:1: warning: a UTF-16 byte-order mark (FE FF) stands before text "
                     "that is not UTF-16; it is left out\n");
}

static void line_ends_of_every_kind_may_stand_in_one_file(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "a,b\r\n1,2\n3,4\r5,6\r\n");
    struct line_ends found = csv_line_ends(s);
    assert_int_equal(found.crlf, 2);
    assert_int_equal(found.lf, 1);
    assert_int_equal(found.cr, 1);
    row_is(m, s, "a/b");
    row_is(m, s, "1/2");
    row_is(m, s, "3/4");
    struct csv_row row;
    assert_true(csv_next(s, m->run.diag, &row));
    place_is(s, row, 1, 4, 3);
    ends(m, s);
    assert_int_equal(csv_blank_lines(s), 0); /* CR and LF are one end */
}

static void places_count_characters_and_the_lines_inside_quotes(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "\xEF\xBB\xBF" "a,b\n\n\"x\ny\", \xC3\xA9\xC3\xA9,5\" disk,z\n");
    struct csv_row row;
    row_is(m, s, "a/b");
    assert_true(csv_next(s, m->run.diag, &row));
    assert_int_equal(row.count, 4);
    assert_true(row.after_blank);
    assert_string_equal(row.cells[2].at, "5\" disk");
    place_is(s, row, 0, 3, 1);
    place_is(s, row, 1, 4, 4);
    place_is(s, row, 2, 4, 8);
    place_is(s, row, 3, 4, 16); /* the quote inside the cell opens nothing */
    assert_int_equal(csv_blank_lines(s), 1);
    ends(m, s);
}

static void a_quote_escaped_by_a_backslash_is_a_quote(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "a;b\n\"5\\\"6\";x\n\"C:\\\\\";y\n\"\\\"p; q\\\"\";z\n");
    struct csv_row row;
    row_is(m, s, "a/b");
    row_is(m, s, "5\"6/x");
    row_is(m, s, "C:\\\\/y");
    assert_true(csv_next(s, m->run.diag, &row));
    assert_string_equal(row.cells[0].at, "\"p; q\"");
    place_is(s, row, 1, 4, 12); /* places are those of the file as it is */
    ends(m, s);
    made_findings(m, "file.csv:1:1: note: quotes inside cells are written \\\" and read as quotes\n");
    s = OPENED(m, "a,b\n\"C:\\dir\\\",x\n\"13\"\" disk\",y\n"); /* a path, and no escape */
    row_is(m, s, "a/b");
    row_is(m, s, "C:\\dir\\/x");
    row_is(m, s, "13\" disk/y");
    ends(m, s);
}

static void delimiters_are_told_from_decimal_commas_and_text(void **state)
{
    struct made *m = *state;
    static const struct {
        const char *text;
        char delimiter;
    } files[] = {
        {"a;b\n1,5;2,5\n3,5;4\n", ';'},       {"a,b\n\"x;y\",1\n\"p;q\",2\n", ','},
        {"a\tb, c\n1\t2, 3\n", '\t'},         {"a|b\n1|2\n", '|'},
        {"one column\n1\n2\n", ','},          {"name,note\nx,see a; b; c\ny,p; q\n", ','},
        {"Report, for all\n\na;b;c\n1;2;3\n", ';'}, {"sep=|\na|b,c\n1|2\n", '|'},
        {"id,what\nA1,Total; of; all\nA2,Median; of; all\nA3,Mean; of; all\n", ','},
    };
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct csv_source *s = opened(m, files[i].text, strlen(files[i].text));
        assert_int_equal(csv_delimiter(s), files[i].delimiter);
        csv_close(s);
    }
}

static void what_is_no_table_is_refused_with_one_message(void **state)
{
    struct made *m = *state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *rule;
    } files[] = {
        {"PK\3\4xx", 6, "not-text"},   {"\xD0\xCF\x11\xE0", 4, "not-text"},
        {"<html><table>", 13, "not-text"}, {"%PDF-1.4", 8, "not-text"},
        {"a,b\n1,\0\n", 8, "nul-bytes"},
        {"a,b,c\n1,2,3\n4;5;6\n7;8;9\n", 24, "mixed-delimiters"},
        {"a;b;c\n1,2,3\n4,5,6\n7,8,9\n", 24, "mixed-delimiters"},
    };
    for (size_t i = 0; i < LENGTH(files); i++) {
        size_t mark = diag_mark(m->run.diag), count;
        struct csv_source *s = opened(m, files[i].bytes, files[i].size);
        assert_true(csv_refused(s));
        assert_int_equal(diag_errors(m->run.diag), 1);
        assert_string_equal(diag_sorted(m->run.diag, &count)[0].rule, files[i].rule);
        csv_close(s);
        diag_rewind(m->run.diag, mark);
    }
    m->heard = true;
}

static void a_nul_byte_is_named_by_its_place(void **state)
{
    struct made *m = *state;
    csv_close(OPENED(m, "a,b\n1,x\0y\n"));
    made_findings(m, "file.csv:2:4: error: a NUL byte stands here, so the file is not text (save "
                     "it again as \"CSV UTF-8\")\n");
}

static void a_cell_without_end_is_noticed_while_it_is_small(void **state)
{
    struct made *m = *state;
    size_t size = 8 << 20;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 'x', size);
    memcpy(bytes, "a,b\n1,\"", 7);
    struct csv_source *s = opened(m, bytes, size);
    free(bytes);
    row_is(m, s, "a/b");
    ends(m, s);
    made_findings(m, "file.csv:2:3: error: a cell of more than a million characters begins here, "
                     "so this is not a table (is a quote never closed?)\n");
}

/* Long lines are read in pieces of 65,536 bytes: a line end that falls on the border of two is one
 * line end, and a line of blanks longer than a piece is one blank line. */
static void long_lines_are_whole_lines(void **state)
{
    struct made *m = *state;
    static const char *const ends_of_lines[] = {"\n", "\r\n", "\r"};
    enum { LONG = 3 << 16 };
    char *bytes = malloc(4 * LONG);
    assert_non_null(bytes);
    for (size_t e = 0; e < LENGTH(ends_of_lines); e++)
        for (size_t length = (1 << 16) - 6; length < (1 << 16) + 2; length++) {
            size_t n = 0, end = strlen(ends_of_lines[e]);
            n += (size_t)sprintf(bytes, "a,b%s1,", ends_of_lines[e]);
            memset(bytes + n, 'x', length);
            n += length;
            n += (size_t)sprintf(bytes + n, "%s", ends_of_lines[e]);
            memset(bytes + n, ' ', LONG);
            n += LONG;
            n += (size_t)sprintf(bytes + n, "%s2,y%s", ends_of_lines[e], ends_of_lines[e]);
            struct csv_source *s = opened(m, bytes, n);
            struct csv_row row;
            row_is(m, s, "a/b");
            assert_true(csv_next(s, m->run.diag, &row));
            assert_int_equal(row.cells[1].length, length);
            assert_true(csv_next(s, m->run.diag, &row));
            place_is(s, row, 1, 4, 3);
            assert_int_equal(csv_blank_lines(s), 1);
            assert_int_equal(row.offset, 3 + end + 2 + length + end + LONG + end);
            ends(m, s);
        }
    free(bytes);
}

/* Nor is it looked at to its end, where a quote is never closed. */
static void a_row_of_a_million_cells_is_refused_before_it_ends(void **state)
{
    struct made *m = *state;
    size_t size = 1 << 20;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, ',', size);
    bytes[size - 1] = '"';
    struct csv_source *s = opened(m, bytes, size);
    free(bytes);
    ends(m, s);
    made_findings(m, "file.csv:1:1: error: a row of more than 16,384 cells begins here, so this is "
                     "not a table (is the file's delimiter or line end damaged?)\n");
}

/* A row of COLUMNS empty cells but for the last, without a line end behind it. */
static struct csv_source *last_row_of(struct made *m, size_t columns)
{
    char *bytes = malloc(columns + 4);
    assert_non_null(bytes);
    memcpy(bytes, "a,b\n", 4);
    memset(bytes + 4, ',', columns - 1);
    bytes[columns + 3] = 'x';
    struct csv_source *s = opened(m, bytes, columns + 4);
    free(bytes);
    row_is(m, s, "a/b");
    return s;
}

static void the_last_row_may_be_as_wide_as_any_and_no_wider(void **state)
{
    struct made *m = *state;
    struct csv_row row;
    struct csv_source *s = last_row_of(m, CSV_COLUMNS_MAX);
    assert_true(csv_next(s, m->run.diag, &row));
    assert_int_equal(row.count, CSV_COLUMNS_MAX);
    assert_string_equal(row.cells[CSV_COLUMNS_MAX - 1].at, "x");
    ends(m, s);
    s = last_row_of(m, CSV_COLUMNS_MAX + 1);
    assert_false(csv_next(s, m->run.diag, &row));
    assert_true(csv_refused(s));
    csv_close(s);
    made_findings(m, "file.csv:2:1: error: a row of more than 16,384 cells begins here, so this is "
                     "not a table (is the file's delimiter or line end damaged?)\n");
}

/* Files with a hole to their end, which takes no room on the disk. */
static void what_is_larger_than_4_gb_is_refused_unread(void **state)
{
    struct made *m = *state;
    const struct {
        const char *begins;
        long long size;
    } files[] = {
        {"a,b\n1,2\n", UINT32_MAX},
        {"a,b\n1,caf\xE9\n", UINT32_MAX / 3}, /* Windows-1252: a letter can become three bytes */
    };
    for (size_t i = 0; i < LENGTH(files); i++) {
        made_file(m, "large.csv", files[i].begins);
        const char *path = arena_format(m->run.arena, "%s/large.csv", m->folder);
        if (truncate(path, (off_t)files[i].size))
            skip();
        csv_close(csv_open(m->run.arena, m->run.words, m->run.diag, path));
        made_findings(m, "large.csv:1:1: error: is larger than 4 GB as UTF-8 (split it into several "
                         "files)\n");
        diag_rewind(m->run.diag, 0);
    }
}

static void a_quote_that_is_never_closed_is_named_where_it_opens(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "a,b\n1,2\n3,\"x\n4,5\n");
    row_is(m, s, "a/b");
    row_is(m, s, "1/2");
    struct csv_row row;
    assert_false(csv_next(s, m->run.diag, &row));
    assert_false(csv_next(s, m->run.diag, &row)); /* and is not told again */
    assert_false(csv_whole(s));
    assert_false(csv_refused(s));
    csv_rewind(s);
    row_is(m, s, "a/b"); /* a second walk begins with nothing left of the first */
    csv_close(s);
    made_findings(m, "file.csv:3:3: error: a quote that opens here is never closed (close it, or "
                     "double it: \"\")\n");
}

static void blank_lines_at_the_end_are_counted_with_or_without_a_line_end(void **state)
{
    struct made *m = *state;
    static const struct {
        const char *text;
        size_t blank;
    } files[] = {{"a,b\n1,2\n", 0}, {"a,b\n1,2\n,\n", 1}, {"a,b\n1,2\n,", 1}, {"a,b\n1,2\n\n ,", 2}};
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct csv_source *s = opened(m, files[i].text, strlen(files[i].text));
        row_is(m, s, "a/b");
        row_is(m, s, "1/2");
        struct csv_row row;
        assert_false(csv_next(s, m->run.diag, &row));
        assert_int_equal(csv_blank_lines(s), files[i].blank);
        csv_close(s);
    }
}

/* "x,y" was one cell before its comma cut it, in each of the rows; the second walk stops early. */
static void joined_cells_keep_their_places_in_a_second_walk(void **state)
{
    struct made *m = *state;
    struct csv_source *s = OPENED(m, "a,b,c\n1,x,y,2\n1,x,y,2\n1,x,y,2\n1,x,y,2\n");
    struct csv_row row;
    row_is(m, s, "a/b/c");
    while (csv_next(s, m->run.diag, &row))
        csv_rejoin(s, row.offset, 1, 1);
    csv_rewind(s);
    row_is(m, s, "a/b/c");
    assert_true(csv_next(s, m->run.diag, &row));
    csv_rejoin(s, row.offset, 1, 1);
    for (uint32_t line = 2; line <= 5; line++) {
        place_is(s, row, 1, line, 3);
        place_is(s, row, 2, line, 7);
        assert_int_equal(csv_next(s, m->run.diag, &row), line < 5);
    }
    csv_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MADE(utf_16_of_either_order_is_read),
        MADE(windows_1252_is_read_with_a_warning_at_its_first_letter),
        MADE(a_mark_of_utf_16_before_other_text_is_left_out),
        MADE(line_ends_of_every_kind_may_stand_in_one_file),
        MADE(places_count_characters_and_the_lines_inside_quotes),
        MADE(a_quote_escaped_by_a_backslash_is_a_quote),
        MADE(delimiters_are_told_from_decimal_commas_and_text),
        MADE(what_is_no_table_is_refused_with_one_message),
        MADE(a_nul_byte_is_named_by_its_place),
        MADE(a_cell_without_end_is_noticed_while_it_is_small),
        MADE(long_lines_are_whole_lines),
        MADE(a_row_of_a_million_cells_is_refused_before_it_ends),
        MADE(the_last_row_may_be_as_wide_as_any_and_no_wider),
        MADE(what_is_larger_than_4_gb_is_refused_unread),
        MADE(a_quote_that_is_never_closed_is_named_where_it_opens),
        MADE(joined_cells_keep_their_places_in_a_second_walk),
        MADE(blank_lines_at_the_end_are_counted_with_or_without_a_line_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
