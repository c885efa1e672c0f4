/* What a workbook of an inventory costs at the least: libcsv reads it, libxlsxwriter writes twelve
 * of its columns in constant memory, and nothing is thought about in between.
 *
 *   bare parse FILE.csv             libcsv alone, whole files at a time
 *   bare write FILE.csv FILE.xlsx   the workbook */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* asset_tag, serial, category, model, location, network, status; quantity, acquired and unit_cost
 * as numbers; funding_source, and end_of_support as a number: of the generator's fifteen. */
enum { COLUMNS = 15 };
static const char taken[COLUMNS + 1] = "tttt-t--tt#d#td";

struct writing {
    lxw_worksheet *sheet;
    lxw_format *date_format;
    lxw_row_t row;
    int column;
    lxw_col_t written;
    size_t cells;
};

static void fail(const char *what)
{
    fprintf(stderr, "bare: %s\n", what);
    exit(3);
}

static void write_cell(void *cell, size_t length, void *context)
{
    struct writing *w = context;
    const char *at = cell;
    char kind = w->column < COLUMNS ? taken[w->column++] : '-';
    lxw_col_t column = kind == '-' ? 0 : w->written++;
    if (kind == '-' || !length)
        return;
    w->cells++;
    if (w->row && kind == '#') {
        worksheet_write_number(w->sheet, w->row, column, strtod(at, NULL), NULL);
    } else if (w->row && kind == 'd') {
        lxw_datetime day = {.year = atoi(at), .month = atoi(at + 5), .day = atoi(at + 8)};
        worksheet_write_datetime(w->sheet, w->row, column, &day, w->date_format);
    } else {
        worksheet_write_string(w->sheet, w->row, column, at, NULL);
    }
}

static void end_row(int end, void *context)
{
    struct writing *w = context;
    (void)end;
    w->row++;
    w->column = 0;
    w->written = 0;
}

static void count_cell(void *cell, size_t length, void *context)
{
    (void)cell, (void)length;
    ++*(size_t *)context;
}

static void parse(const char *path, void (*take)(void *, size_t, void *),
                  void (*end)(int, void *), void *context)
{
    static char piece[1 << 16];
    struct csv_parser parser;
    FILE *from = fopen(path, "rb");
    size_t length;
    if (!from || csv_init(&parser, CSV_APPEND_NULL))
        fail("the CSV file cannot be read");
    while ((length = fread(piece, 1, sizeof piece, from)) > 0)
        if (csv_parse(&parser, piece, length, take, end, context) != length)
            fail("the CSV file cannot be parsed");
    csv_fini(&parser, take, end, context);
    csv_free(&parser);
    fclose(from);
}

static size_t write_workbook(const char *from, const char *to)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(to, &options);
    struct writing w = {.sheet = workbook_add_worksheet(book, NULL),
                        .date_format = workbook_add_format(book)};
    format_set_num_format(w.date_format, "yyyy-mm-dd");
    parse(from, write_cell, end_row, &w);
    if (workbook_close(book))
        fail("the workbook cannot be written");
    return w.cells;
}

int main(int argc, char **argv)
{
    size_t cells = 0;
    if (argc == 3 && !strcmp(argv[1], "parse"))
        parse(argv[2], count_cell, NULL, &cells);
    else if (argc == 4 && !strcmp(argv[1], "write"))
        cells = write_workbook(argv[2], argv[3]);
    else
        fail("usage: bare parse FILE.csv | bare write FILE.csv FILE.xlsx");
    printf("%zu\n", cells);
    return 0;
}
