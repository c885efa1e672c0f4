#include "planner/page.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/progress.h"
#include "planner/sort.h"
#include "planner/text.h"

/* What Excel can hold. */
enum {
    ROWS = 1048576,
    COLUMNS = 16384,
    LONGEST_SHEET_NAME = 31,
    LONGEST_NAME = 255,
    LONGEST_FORMULA = 8192
};

/* Names are compared as Excel does, without case. */
struct known {
    struct known *next;
    const char *name;
};

struct book {
    struct arena *arena;
    int rows; /* that a sheet can hold */
    const struct book_driver *driver;
    void *state;
    bool streams, shows_progress;
    struct progress bar; /* of the table under way */
    struct known *pages, *names; /* defined names and tables share one list */
};

struct span {
    struct span *next;
    int first, last;
    double characters;
};

/* A table longer than a sheet goes on on the next one, under its header again. */
struct long_table {
    const char *name, **headers;
    int first_column, last_column, last_row;
    bool totals;
};

struct page {
    struct book *book;
    struct page_setup setup;
    void *state; /* of the sheet under way */
    const char *name;
    int row;  /* the last one put */
    int base; /* the row that stands in row 0 of the sheet under way */
    int sheets;
    int paper_columns; /* 0: all */
    struct span *widths, **widths_end;
    struct long_table table;
};

/* A sheet asked for what no workbook can have: our own mistake, found before Excel finds it. */
PLANNER_PRINTF(2, 3)
PLANNER_NORETURN static void refuse(const struct page *page, const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    stop_machine("internal fault on sheet '%s': %s", page ? page->name : "?", what);
}

static void remember(struct book *book, struct known **list, const struct page *page,
                     const char *kind, const char *name)
{
    for (const struct known *known = *list; known; known = known->next)
        if (text_same_nocase(text_of(known->name), text_of(name)))
            refuse(page, "the %s '%s' is used twice", kind, name);
    struct known *known = arena_alloc(book->arena, 1, sizeof *known);
    *known = (struct known){*list, arena_copy(book->arena, name, strlen(name))};
    *list = known;
}

struct book *book_new(struct arena *arena, const struct book_driver *driver, void *state,
                      bool streams)
{
    struct book *book = arena_alloc(arena, 1, sizeof *book);
    *book = (struct book){.arena = arena, .rows = ROWS, .driver = driver, .state = state,
                          .streams = streams};
    return book;
}

void book_limit_rows(struct book *book, int rows)
{
    book->rows = rows;
}

void book_show_progress(struct book *book)
{
    book->shows_progress = true;
}

void book_end_progress(struct book *book)
{
    progress_end(&book->bar);
}

int book_rows(const struct book *book)
{
    return book->rows;
}

bool book_streams(const struct book *book)
{
    return book->streams;
}

struct page *book_page(struct book *book, const struct page_setup *setup)
{
    struct page *page = arena_alloc(book->arena, 1, sizeof *page);
    const char *name = setup->name;
    size_t length = strlen(name);
    *page = (struct page){.book = book, .setup = *setup, .name = name, .sheets = 1};
    page->widths_end = &page->widths;
    if (!length || text_characters(text_of(name)) > LONGEST_SHEET_NAME)
        refuse(page, "its name must have 1 to %d characters", LONGEST_SHEET_NAME);
    if (strpbrk(name, "[]:*?/\\") || name[0] == '\'' || name[length - 1] == '\'' ||
        !text_is_utf8(text_of(name)))
        refuse(page, "its name has a character that Excel does not allow there");
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < ' ')
            refuse(page, "its name has a control character");
    remember(book, &book->pages, page, "sheet name", name);
    page->name = book->pages->name;
    page->state = book->driver->page(book->state, setup);
    return page;
}

/* On the sheet under way. */
static void check_place(const struct page *page, int row, int column)
{
    if (row < page->base || row - page->base >= page->book->rows || column < 0 ||
        column >= COLUMNS)
        refuse(page, "row %d, column %d is outside of a sheet", row + 1, column + 1);
}

static void check_range(const struct page *page, int row, int column, int last_row, int last_column)
{
    check_place(page, row, column);
    check_place(page, last_row, last_column);
    if (last_row < row || last_column < column)
        refuse(page, "a range ends before it begins, at row %d", row + 1);
}

bool page_holds(const struct page *page, int last_row)
{
    return last_row - page->base < page->book->rows;
}

/* The part of the long table that fits under a header at `row`. */
static void begin_part(struct page *page, const char *name, int row)
{
    const struct long_table *t = &page->table;
    bool ends = page_holds(page, t->last_row);
    int last = ends ? t->last_row - page->base : page->book->rows - 1;
    page->book->driver->table(page->state, name, row - page->base, t->first_column, last,
                              t->last_column, t->headers, ends && t->totals);
}

static void begin_next_sheet(struct page *page, int row)
{
    struct book *book = page->book;
    struct page_setup setup = page->setup;
    int number = ++page->sheets;
    setup.name = arena_format(book->arena, "%.27s %d", page->setup.name, number);
    setup.freeze_rows = 1;
    remember(book, &book->pages, page, "sheet name", setup.name);
    page->state = book->driver->page(book->state, &setup);
    page->base = row - 1;
    for (const struct span *w = page->widths; w; w = w->next)
        book->driver->width(page->state, w->first, w->last, w->characters);
    if (page->paper_columns)
        book->driver->paper(page->state, page->paper_columns);
    const char *name = arena_format(book->arena, "%s_%d", page->table.name, number);
    remember(book, &book->names, page, "name", name);
    begin_part(page, name, row - 1);
}

/* Rows come in ascending order; the next sheet begins with the first row beyond this one. */
static void come_to(struct page *page, int row)
{
    if (row < page->row)
        refuse(page, "row %d is put after row %d", row + 1, page->row + 1);
    if (row <= page->table.last_row && !page_holds(page, row))
        begin_next_sheet(page, row);
    if (row > page->row)
        progress_add(&page->book->bar, (size_t)(row - page->row));
    page->row = row;
}

static void put(struct page *page, int row, int column, const struct cell *cell)
{
    come_to(page, row);
    check_place(page, row, column);
    assert((cell->look & 0xFF) < LOOK_KINDS);
    page->book->driver->put(page->state, row - page->base, column, cell);
}

void page_paper(struct page *page, int columns)
{
    if (columns < 1 || columns > COLUMNS)
        refuse(page, "%d columns are to be printed", columns);
    page->paper_columns = columns;
    page->book->driver->paper(page->state, columns);
}

void page_width(struct page *page, int first_column, int last_column, double characters)
{
    check_range(page, page->base, first_column, page->base, last_column);
    if (!(characters >= 0 && characters <= 255))
        refuse(page, "a column is %g characters wide", characters);
    page->book->driver->width(page->state, first_column, last_column, characters);
    if (page->book->streams) {
        struct span *span = arena_alloc(page->book->arena, 1, sizeof *span);
        *span = (struct span){NULL, first_column, last_column, characters};
        *page->widths_end = span;
        page->widths_end = &span->next;
    }
}

/* Excel's: a text that needs more is read in the cell itself. */
static const double HIGHEST_ROW = 409;

void page_height(struct page *page, int row, double points)
{
    if (!(points > 0))
        refuse(page, "a row is %g points high", points);
    come_to(page, row);
    check_place(page, row, 0);
    page->book->driver->height(page->state, row - page->base,
                               points < HIGHEST_ROW ? points : HIGHEST_ROW);
}

void page_text(struct page *page, int row, int column, unsigned look, const char *string)
{
    put(page, row, column,
        &(struct cell){.kind = CELL_TEXT, .look = look, .string = string ? string : ""});
}

void page_block(struct page *page, int row, int column, int last_row, int last_column,
                unsigned look, const char *string)
{
    struct cell cell = {.kind = CELL_TEXT, .look = look, .string = string ? string : ""};
    if (row == last_row && column == last_column) {
        put(page, row, column, &cell);
        return;
    }
    come_to(page, row);
    check_range(page, row, column, last_row, last_column);
    page->book->driver->block(page->state, row - page->base, column, last_row - page->base,
                              last_column, &cell);
}

void page_money(struct page *page, int row, int column, unsigned look, money amount)
{
    if (!money_fits(amount))
        refuse(page, "the amount in row %d is too large to be shown", row + 1);
    if (money_given(amount))
        put(page, row, column, &(struct cell){.kind = CELL_MONEY, .look = look, .amount = amount});
    else
        page_blank(page, row, column, look);
}

void page_number(struct page *page, int row, int column, unsigned look, double number)
{
    if (!isfinite(number))
        refuse(page, "the figure in row %d is not a number", row + 1);
    put(page, row, column, &(struct cell){.kind = CELL_NUMBER, .look = look, .number = number});
}

void page_date(struct page *page, int row, int column, unsigned look, date day)
{
    if (date_given(day))
        put(page, row, column, &(struct cell){.kind = CELL_DATE, .look = look, .day = day});
    else
        page_blank(page, row, column, look);
}

void page_blank(struct page *page, int row, int column, unsigned look)
{
    put(page, row, column, &(struct cell){.kind = CELL_BLANK, .look = look});
}

void page_link(struct page *page, int row, int column, unsigned look, const char *string,
               const char *place)
{
    put(page, row, column,
        &(struct cell){
            .kind = CELL_LINK, .look = look, .string = string ? string : "", .place = place});
}

static void check_formula(const struct page *page, int row, const char *formula)
{
    size_t length = strlen(formula);
    if (!length || formula[0] == '=' || length > LONGEST_FORMULA)
        refuse(page, "the formula in row %d is empty, too long, or begins with '='", row + 1);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)formula[i] < ' ')
            refuse(page, "the formula in row %d has a control character", row + 1);
    if (!text_is_utf8((text){formula, length}))
        refuse(page, "the formula in row %d is not UTF-8", row + 1);
}

void page_formula_number(struct page *page, int row, int column, unsigned look, double value,
                         const char *formula)
{
    check_formula(page, row, formula);
    if (!isfinite(value))
        refuse(page, "the value of the formula in row %d is not a number", row + 1);
    put(page, row, column,
        &(struct cell){.kind = CELL_NUMBER, .look = look, .number = value, .formula = formula});
}

void page_formula_money(struct page *page, int row, int column, unsigned look, money value,
                        const char *formula)
{
    if (!money_given(value)) {
        page_formula_text(page, row, column, look, "", formula);
        return;
    }
    check_formula(page, row, formula);
    if (!money_fits(value))
        refuse(page, "the amount in row %d is too large to be shown", row + 1);
    put(page, row, column,
        &(struct cell){.kind = CELL_MONEY, .look = look, .amount = value, .formula = formula});
}

void page_formula_date(struct page *page, int row, int column, unsigned look, date value,
                       const char *formula)
{
    if (!date_given(value)) {
        page_formula_text(page, row, column, look, "", formula);
        return;
    }
    check_formula(page, row, formula);
    put(page, row, column,
        &(struct cell){.kind = CELL_DATE, .look = look, .day = value, .formula = formula});
}

void page_formula_text(struct page *page, int row, int column, unsigned look, const char *value,
                       const char *formula)
{
    check_formula(page, row, formula);
    put(page, row, column,
        &(struct cell){
            .kind = CELL_TEXT, .look = look, .string = value ? value : "", .formula = formula});
}

static bool letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "FY2027" is column FY, row 2027; also "R", "C", "R1C1" in the other way of writing. */
static bool like_an_address(const char *name)
{
    int column = 0;
    const char *c = name;
    for (; letter(*c) && c - name < 4; c++)
        column = column * 26 + ((*c | 32) - 'a' + 1);
    if (c - name <= 3 && column <= COLUMNS && digit(*c)) {
        const char *digits = c;
        while (digit(*c))
            c++;
        if (!*c && c - digits <= 7 && strtol(digits, NULL, 10) <= ROWS)
            return true;
    }
    c = name;
    for (const char *mark = "rc"; *mark; mark++)
        if ((*c | 32) == *mark)
            for (c++; digit(*c);)
                c++;
    return c > name && !*c;
}

static void check_name(const struct page *page, const char *name)
{
    size_t length = strlen(name);
    bool good = length && length <= LONGEST_NAME && (letter(name[0]) || name[0] == '_');
    for (const char *c = name; good && *c; c++)
        good = letter(*c) || digit(*c) || *c == '_';
    if (!good || like_an_address(name))
        refuse(page, "'%.60s' can't be a name in a workbook", name);
}

void page_name(struct page *page, int row, int column, const char *name)
{
    check_place(page, row, column);
    check_name(page, name);
    remember(page->book, &page->book->names, page, "name", name);
    page->book->driver->name(page->state, row - page->base, column, name);
}

void page_table(struct page *page, const char *name, int first_row, int first_column, int last_row,
                int last_column, const char *const headers[], bool totals)
{
    bool whole = page_holds(page, last_row);
    if (!whole && !page->book->streams)
        refuse(page, "table %s is longer than a sheet", name);
    check_range(page, first_row, first_column, whole ? last_row : first_row, last_column);
    check_name(page, name);
    remember(page->book, &page->book->names, page, "name", name);
    if (first_row < page->row)
        refuse(page, "table %s comes after its cells", name);
    int columns = last_column - first_column + 1;
    for (int i = 0; i < columns; i++) {
        text header = text_of(headers[i]);
        if (!header.length || header.length > LONGEST_NAME || !text_is_utf8(header))
            refuse(page, "header %d of table %s is empty, too long or not UTF-8", i + 1, name);
        for (int k = 0; k < i; k++)
            if (text_same_nocase(header, text_of(headers[k])))
                refuse(page, "table %s has two columns '%s'", name, headers[i]);
    }
    if (last_row - totals < first_row)
        refuse(page, "table %s has no room for its totals", name);
    page->row = first_row;
    progress_end(&page->book->bar);
    progress_begin(&page->book->bar, page->book->shows_progress,
                   arena_format(page->book->arena, "Writing %s", page->name),
                   (size_t)(last_row - first_row));
    page->table = (struct long_table){
        .name = arena_copy(page->book->arena, name, strlen(name)),
        .headers = arena_alloc(page->book->arena, (size_t)columns, sizeof(char *)),
        .first_column = first_column, .last_column = last_column, .last_row = last_row,
        .totals = totals};
    for (int i = 0; i < columns; i++)
        page->table.headers[i] = arena_copy(page->book->arena, headers[i], strlen(headers[i]));
    begin_part(page, name, first_row);
}

void page_condition(struct page *page, int first_row, int first_column, int last_row,
                    int last_column, enum condition condition)
{
    check_range(page, first_row, first_column, last_row, last_column);
    page->book->driver->condition(page->state, first_row - page->base, first_column,
                                  last_row - page->base, last_column, condition, DATE_NONE);
}

void page_overdue(struct page *page, int first_row, int first_column, int last_row,
                  int last_column, date day)
{
    check_range(page, first_row, first_column, last_row, last_column);
    page->book->driver->condition(page->state, first_row - page->base, first_column,
                                  last_row - page->base, last_column, CONDITION_OVERDUE, day);
}

int page_chart_rows(int pixels)
{
    return (pixels + ROW_PIXELS - 1) / ROW_PIXELS + 1;
}

int page_chart(struct page *page, int row, int column, const struct chart *chart)
{
    check_place(page, row, column);
    if (!chart->series_count || chart->width <= 0 || chart->height <= 0)
        refuse(page, "the chart '%s' has no series or no size", chart->title);
    page->book->driver->chart(page->state, row - page->base, column, chart);
    return row + page_chart_rows(chart->height);
}

/* "AB7" or "$AB$7": written from its end, since every formula names several. */
static char *address(int row, int column, const char *fix, char out[ADDRESS_TEXT])
{
    assert(row >= 0 && row < ROWS && column >= 0 && column < COLUMNS);
    char digits[ADDRESS_TEXT];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    for (int r = row + 1; r > 0; r /= 10)
        digits[--at] = (char)('0' + r % 10);
    if (*fix)
        digits[--at] = *fix;
    for (int c = column + 1; c > 0; c = (c - 1) / 26)
        digits[--at] = (char)('A' + (c - 1) % 26);
    if (*fix)
        digits[--at] = *fix;
    return memcpy(out, digits + at, sizeof digits - at);
}

char *cell_address(int row, int column, char out[ADDRESS_TEXT])
{
    return address(row, column, "", out);
}

char *cell_fixed(int row, int column, char out[ADDRESS_TEXT])
{
    return address(row, column, "$", out);
}

char *address_here(struct arena *arena, int row, int column)
{
    char cell[ADDRESS_TEXT];
    return arena_format(arena, "%s", cell_address(row, column, cell));
}

char *address_range(struct arena *arena, int row, int column, int last_row, int last_column)
{
    char first[ADDRESS_TEXT], last[ADDRESS_TEXT];
    return arena_format(arena, "%s:%s", cell_fixed(row, column, first),
                        cell_fixed(last_row, last_column, last));
}

/* "'Chief''s laptops'!": a quote in the name is doubled. */
static const char *sheet_quoted(struct arena *arena, const char *sheet)
{
    char *quoted = arena_alloc(arena, 2 * strlen(sheet) + 4, 1), *to = quoted;
    *to++ = '\'';
    for (const char *c = sheet; *c; c++) {
        if (*c == '\'')
            *to++ = '\'';
        *to++ = *c;
    }
    *to++ = '\'';
    *to = '!';
    return quoted;
}

char *address_on(struct arena *arena, const char *sheet, int row, int column)
{
    char cell[ADDRESS_TEXT];
    return arena_format(arena, "%s%s", sheet_quoted(arena, sheet), cell_fixed(row, column, cell));
}

char *address_range_on(struct arena *arena, const char *sheet, int row, int column, int last_row,
                       int last_column)
{
    return arena_format(arena, "%s%s", sheet_quoted(arena, sheet),
                        address_range(arena, row, column, last_row, last_column));
}

/* ---- The driver that writes plain text ------------------------------------------------------*/

struct line_cell {
    int column;
    char *string;
};

struct text_book {
    struct arena *arena;
    bool formulas;
    char *out; /* NUL-terminated, in the arena */
    size_t length, room;
    struct line_cell *line; /* cells of the row under way, in the arena */
    size_t cells, capacity;
    int row;
    const char *after; /* lines that come behind the row under way */
};

static void hold_text(struct text_book *book, const char *string)
{
    size_t more = strlen(string);
    if (book->length + more + 1 > book->room) {
        book->room = 2 * (book->length + more + 1);
        char *wider = arena_alloc(book->arena, book->room, 1);
        memcpy(wider, book->out, book->length);
        book->out = wider;
    }
    memcpy(book->out + book->length, string, more + 1);
    book->length += more;
}

static int by_column(const void *a, const void *b)
{
    const struct line_cell *one = a, *other = b;
    return (one->column > other->column) - (one->column < other->column);
}

static void end_line(struct text_book *book)
{
    if (book->cells)
        sort(book->line, book->cells, sizeof *book->line, by_column);
    int column = 0;
    for (size_t i = 0; i < book->cells; i++) {
        for (; column < book->line[i].column; column++)
            hold_text(book, " | ");
        hold_text(book, book->line[i].string);
    }
    hold_text(book, book->cells ? "\n" : "");
    hold_text(book, book->after);
    book->cells = 0;
    book->after = "";
}

static void add_cell(struct text_book *book, int row, int column, char *string)
{
    if (row != book->row)
        end_line(book);
    book->row = row;
    if (book->cells == book->capacity) {
        book->capacity = book->capacity ? 2 * book->capacity : 32;
        struct line_cell *wider = arena_alloc(book->arena, book->capacity, sizeof *wider);
        if (book->cells)
            memcpy(wider, book->line, book->cells * sizeof *wider);
        book->line = wider;
    }
    book->line[book->cells++] = (struct line_cell){column, string};
}

static void *text_page(void *state, const struct page_setup *setup)
{
    struct text_book *book = state;
    end_line(book);
    book->row = -1;
    hold_text(book,
              arena_format(book->arena, "%s== %s ==\n", book->length ? "\n" : "", setup->name));
    return book;
}

static void text_width(void *page, int first, int last, double characters)
{
    (void)page, (void)first, (void)last, (void)characters;
}

static void text_height(void *page, int row, double points)
{
    (void)page, (void)row, (void)points;
}

static void text_paper(void *page, int columns)
{
    (void)page, (void)columns;
}

static const char *plain(struct arena *arena, const struct cell *cell)
{
    char *out = arena_alloc(arena, 64, 1);
    switch (cell->kind) {
    case CELL_BLANK:
        return "";
    case CELL_NUMBER:
        snprintf(out, 64, (cell->look & 0xFF) == LOOK_FISCAL ? "FY%.15g" : "%.15g", cell->number);
        return out;
    case CELL_MONEY:
        return money_plain(cell->amount, out);
    case CELL_DATE:
        return date_iso(cell->day, out);
    case CELL_TEXT:
    case CELL_LINK:
        break;
    }
    return cell->string;
}

static void text_put(void *page, int row, int column, const struct cell *cell)
{
    struct text_book *book = page;
    const char *value = plain(book->arena, cell);
    char *string = cell->formula && book->formulas
                       ? arena_format(book->arena, "%s {=%s}", value, cell->formula)
                       : arena_copy(book->arena, value, strlen(value));
    for (char *c = string; *c; c++)
        if (*c == '\n')
            *c = '/'; /* one line a row */
    add_cell(book, row, column, string);
}

static void text_block(void *page, int row, int column, int last_row, int last_column,
                       const struct cell *cell)
{
    (void)last_row, (void)last_column;
    text_put(page, row, column, cell);
}

static void text_name(void *page, int row, int column, const char *name)
{
    (void)page, (void)row, (void)column, (void)name;
}

static void text_table(void *page, const char *name, int first_row, int first_column, int last_row,
                       int last_column, const char *const headers[], bool totals)
{
    (void)name, (void)last_row, (void)totals;
    for (int i = 0; i <= last_column - first_column; i++)
        text_put(page, first_row, first_column + i,
                 &(struct cell){.kind = CELL_TEXT, .look = LOOK_HEADER, .string = headers[i]});
}

static void text_condition(void *page, int first_row, int first_column, int last_row,
                           int last_column, enum condition condition, date day)
{
    (void)page, (void)first_row, (void)first_column, (void)last_row, (void)last_column;
    (void)condition, (void)day;
}

static void text_chart(void *page, int row, int column, const struct chart *chart)
{
    struct text_book *book = page;
    (void)row, (void)column;
    book->after =
        arena_format(book->arena, "%s[chart: %s]\n", book->after, chart->title ? chart->title : "");
}

static const struct book_driver text_driver = {
    .page = text_page,
    .width = text_width,
    .height = text_height,
    .paper = text_paper,
    .put = text_put,
    .block = text_block,
    .name = text_name,
    .table = text_table,
    .condition = text_condition,
    .chart = text_chart,
};

struct book *book_of_text(struct arena *arena, bool formulas)
{
    struct text_book *state = arena_alloc(arena, 1, sizeof *state);
    *state = (struct text_book){.arena = arena, .formulas = formulas, .row = -1, .after = ""};
    state->out = arena_alloc(arena, 1, 1);
    return book_new(arena, &text_driver, state, false);
}

const char *book_text(struct book *book)
{
    assert(book->driver == &text_driver);
    struct text_book *state = book->state;
    end_line(state);
    return state->out;
}
