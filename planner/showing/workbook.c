#include "planner/workbook.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <minizip/unzip.h>
#include <xlsxwriter.h>

#include "planner/diag.h"
#include "planner/letters.h"
#include "planner/os.h"
#include "planner/progress.h"
#include "planner/row_xml.h"
#include "planner/sort.h"
#include "planner/text.h"

/* ---- Colours and formats --------------------------------------------------------------------
 *
 * White paper, navy and teal, thin lines.  Arial stands on every desk, and its free twin
 * Liberation Sans has the same widths, so that what fits here fits there. */
#define FONT "Arial"

enum {
    NAVY = 0x1F3A5F,
    TEAL = 0x1F7A7A,
    INK = 0x22303C,
    GREY = 0x6B7780,
    SILVER = 0xB8C2CC, /* lines under headings and over totals */
    HAIR = 0xE1E6EA,   /* lines between the rows of a table */
    BAND = 0xEAF1F5,
    PAPER = 0xFFFFFF,
    INPUT_INK = 0x0B3FBF,
    INPUT_PAPER = 0xFFF9DC,
    INPUT_LINE = 0x8A7A3A, /* dark: on a grey printer the box alone says what may be changed */
    RED = 0xB3261E,
    GREEN = 0x1B6E3C,
    BAR = 0x9CC7CB,
};

/* For the series of charts.  Neighbours differ by 15 and more in CIE lightness, so that they stay
 * apart on a grey printer; and any two by 15 and more in CIE Lab as eyes see them that lack one
 * kind of cone (matrices of Machado, Oliveira and Fernandes, IEEE TVCG 15, 2009, severity 1). */
static const unsigned series_colours[] = {0x1F3A5F, 0x2A9D8F, 0xF0C75E, 0x9A4F93,
                                          0x8FC1E8, 0xC8553D, 0xD5D9DD, 0x6E5A10};
enum { SERIES_COLOURS = sizeof series_colours / sizeof series_colours[0] };

static const unsigned tones[TONES] = {
    [TONE_WHOLE] = 0x1F3A5F,    [TONE_MORE] = 0xC8553D,  [TONE_LESS] = 0x8FC1E8,
    [TONE_KNOWN] = 0x404040,    [TONE_FORECAST] = 0x1F6FB2,
    [TONE_INTERVAL] = 0xC5DCF0, [TONE_USUAL] = 0x6FA3D0, [TONE_SELDOM] = 0xF0C75E,
    [TONE_RARE] = 0xC8553D};

/* A format for each meaning of a cell, made when first asked for: five bits of look, nine of
 * marks, one for cells inside a table, one for links, one for text made to wrap. */
enum { LOOK_BITS = 5, MARK_BITS = 9 };
enum {
    IN_TABLE = 1 << (LOOK_BITS + MARK_BITS),
    A_LINK = IN_TABLE << 1,
    WRAPPED = A_LINK << 1,
    FORMATS = WRAPPED << 1
};

static_assert(LOOK_KINDS <= 1 << LOOK_BITS, "looks fit their bits");
static_assert((LOOK_RIGHT >> 8) < 1 << MARK_BITS, "marks fit their bits");

/* Points; the height of a line and the width of bold text in proportion; the pixels that a column's
 * width counts as one character. */
#define TITLE_SIZE 18.0
#define SIZE       10.0
#define NOTE_SIZE  9.0
#define LINE       1.275
#define ROW        (ROW_PIXELS * 0.75) /* of one line of text */
#define BOLD       1.05
#define CHARACTER  7.0

enum { COLUMNS = 16384, LINKS = 65000, WIDTHS = 256 };

struct workbook {
    struct arena *arena;
    struct arena *row; /* what a streamed row needs until it is written ... */
    struct arena_mark row_begin;
    struct sheet *holds; /* ... and the one sheet that has such a row */
    const char *shown; /* the target's name, as messages print it */
    struct workbook_properties properties;
    struct os_output output;
    char *folder; /* for the library's temporary files */
    lxw_workbook *book;
    lxw_format *formats[FORMATS];
    lxw_format *alert_rule, *overdue_rule;
    struct book *front;
    struct sheet *first, *last;
    unsigned sheets;
    struct combination *combinations;
    uint64_t unchecked; /* bytes streamed since the last look at the free space */
};

struct table {
    struct table *next;
    char *name;
    int first_row, first_column, last_row, last_column;
    bool fixed_height; /* of the header, given by the sheet */
    char **headers;
    enum holds { HOLDS_NOTHING, HOLDS_TEXT, HOLDS_FIGURES } *holds; /* by its first filled cell */
};

enum { SHORT_TABLE = 25 }; /* rows: it is not divided on paper */
enum { BREAKS_MOST = 1000 }; /* Excel takes 1023 */

/* A chart or a short table, which stays on one printed page; where it can, with its heading.  Or a
 * heading with the first rows under it, which is not left behind at the foot of a page. */
struct whole {
    int heading, row;
    int end;       /* of rows: the one below them */
    double points; /* of a chart: how high it is */
};

/* The heading of a section, over columns that every page has. */
struct section {
    int row;
    const char *title;
};

/* A row with a height of its own. */
struct tall {
    int row;
    double points;
};

struct sheet {
    struct sheet *next;
    struct workbook *workbook;
    lxw_worksheet *out;
    char name[LXW_MAX_SHEETNAME_LENGTH];
    char *quoted; /* 'name', apostrophes doubled */
    struct table *table, *table_last;
    struct table *held_table; /* streamed: its header waits for the first row under it */
    struct row_cell *held;    /* streamed: the row of a table under way; its text in `row` */
    size_t held_count, held_room;
    int held_row;
    int in_first_row, in_last_row, in_first_column, in_last_column; /* the table under way */
    lxw_row_t *breaks; /* first rows of printed pages, rising */
    size_t break_count, break_room;
    struct whole *whole;
    size_t whole_count, whole_room;
    struct tall *tall; /* rows as they were given their heights */
    size_t tall_count, tall_room;
    struct section *section;
    size_t section_count, section_room;
    lxw_chart **charts;
    size_t chart_count, chart_room;
    int heading;     /* the last row with a section's heading */
    char *subtitle;  /* what the sheet answers, as it stands under its title */
    struct page_setup setup;
    int last_row, last_column; /* used cells, charts included */
    int set_height;            /* the last row with a height of its own */
    int fitted_row;            /* the last row whose height follows from its looks, ... */
    double fitted;             /* ... and that height */
    unsigned links;
    uint64_t least; /* bytes that the sheet's XML has at the least */
    int paper_columns; /* 0: all */
    int first_input, first_alert; /* columns: of a cell to change, of a figure with a sign; or COLUMNS */
    double widths[WIDTHS];
};

PLANNER_NORETURN static void cannot_write(const struct workbook *workbook, const char *reason)
{
    stop_machine("cannot write '%s': %s", workbook->shown, reason);
}

/* Most of what the library refuses is checked before; what is left is memory and disk. */
static void check(struct workbook *workbook, lxw_error error)
{
    if (error == LXW_NO_ERROR)
        return;
    os_unmute_library();
    switch (error) {
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        cannot_write(workbook, "out of memory");
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_INTERNAL_ERROR:
    case LXW_ERROR_ZIP_BAD_ZIP_FILE:
    case LXW_ERROR_ZIP_PARAMETER_ERROR:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        cannot_write(workbook, os_free_space(workbook->output.temporary) < 1 << 20
                                   ? "the disk is full"
                                   : "the disk took only a part of it");
    default:
        cannot_write(workbook, lxw_strerror(error));
    }
}

static const char *number_format(unsigned kind)
{
    switch (kind) {
    /* A zero is a dash, so that figures stand out; "_)" keeps figures off the next column. */
    case LOOK_MONEY:
        return "#,##0.00_);-#,##0.00_);\"-\"_)";
    case LOOK_DOLLARS:
    case LOOK_COUNT:
        return "#,##0_);-#,##0_);\"-\"_)";
    case LOOK_FIGURE:
        return "#,##0.00_)";
    case LOOK_RATE:
        return "0.0##\"%\"_)";
    case LOOK_PERCENT:
        return "0.0%_)";
    case LOOK_EXCHANGE:
        return "#,##0.0000_)";
    case LOOK_DATE:
        return "d mmm yyyy_)";
    case LOOK_FISCAL:
        return "\"FY\"0_)";
    default:
        return NULL;
    }
}

/* Red says nothing in grey, or to an eye that does not see it: a figure that needs attention has a
 * sign before it.  The sign is of the format, so that the cell keeps its value. */
static void set_sign(lxw_format *format, const char *number)
{
    char out[128];
    size_t n = 0;
    for (const char *part = number; *part; part += *part == ';') {
        size_t length = strcspn(part, ";");
        n += (size_t)snprintf(out + n, sizeof out - n, "%s\"! \"%.*s", n ? ";" : "", (int)length, part);
        part += length;
    }
    assert(n < sizeof out);
    format_set_num_format(format, out);
}

static void set_kind(lxw_format *format, unsigned kind)
{
    format_set_font_name(format, FONT);
    format_set_font_size(format, SIZE);
    format_set_font_color(format, INK);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (number_format(kind)) {
        format_set_num_format(format, number_format(kind));
        format_set_shrink(format); /* rather small than "####" */
    }
    switch (kind) {
    case LOOK_WRAP:
        format_set_text_wrap(format);
        break;
    case LOOK_TITLE:
        format_set_font_size(format, TITLE_SIZE);
        format_set_bold(format);
        format_set_font_color(format, NAVY);
        break;
    case LOOK_ANSWERS:
        format_set_font_size(format, 10.5);
        format_set_font_color(format, GREY);
        break;
    case LOOK_HEADING:
        format_set_font_size(format, 12);
        format_set_bold(format);
        format_set_font_color(format, TEAL);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, SILVER);
        break;
    case LOOK_HEADER:
        format_set_bold(format);
        format_set_font_color(format, PAPER);
        format_set_bg_color(format, NAVY);
        format_set_text_wrap(format);
        break;
    case LOOK_NOTE:
        format_set_font_size(format, NOTE_SIZE);
        format_set_font_color(format, GREY);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        break;
    case LOOK_FISCAL:
    case LOOK_DATE:
        format_set_align(format, LXW_ALIGN_RIGHT);
        break;
    default:
        break;
    }
}

static void set_marks(lxw_format *format, unsigned kind, unsigned marks, unsigned where)
{
    if (where & IN_TABLE && kind != LOOK_HEADER) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, HAIR);
    }
    if (where & A_LINK) {
        format_set_font_color(format, TEAL);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (where & WRAPPED) {
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    if (marks & LOOK_BAND)
        format_set_bg_color(format, kind == LOOK_HEADER ? TEAL : BAND);
    if (marks & LOOK_BIG) {
        format_set_font_size(format, 16);
        format_set_bold(format);
        format_set_font_color(format, NAVY);
        format_set_align(format, LXW_ALIGN_LEFT); /* under its caption */
    }
    if (marks & LOOK_MUTED)
        format_set_font_color(format, GREY);
    if (marks & LOOK_WORK) {
        format_set_font_color(format, GREY);
        format_set_italic(format);
    }
    if (marks & LOOK_TOTAL) {
        format_set_bold(format);
        format_set_top(format, LXW_BORDER_THIN);
        format_set_top_color(format, NAVY);
    }
    if (marks & LOOK_INPUT) {
        format_set_font_color(format, INPUT_INK);
        format_set_bg_color(format, INPUT_PAPER);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, INPUT_LINE);
        format_set_unlocked(format);
    }
    if (marks & LOOK_GOOD)
        format_set_font_color(format, GREEN);
    if (marks & LOOK_ALERT) {
        format_set_font_color(format, RED);
        format_set_bold(format);
        if (number_format(kind))
            set_sign(format, number_format(kind));
    }
    if (marks & LOOK_RIGHT)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (kind == LOOK_HEADER && where & IN_TABLE) {
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP); /* above the filter's button */
        format_set_right(format, LXW_BORDER_THIN);
        format_set_right_color(format, PAPER);
    }
}

static lxw_format *format_for(struct workbook *workbook, unsigned look, unsigned where)
{
    unsigned kind = look & 0xFF;
    size_t index = kind | (look >> 8) << LOOK_BITS | where;
    assert(index < FORMATS);
    lxw_format *format = workbook->formats[index];
    if (!format) {
        format = workbook_add_format(workbook->book);
        if (!format)
            cannot_write(workbook, "out of memory");
        set_kind(format, kind);
        set_marks(format, kind, look & ~0xFFu, where);
        workbook->formats[index] = format;
    }
    return format;
}

/* ---- Text -----------------------------------------------------------------------------------
 *
 * What a workbook can't hold becomes U+FFFD, so that it is seen: bytes that are not UTF-8,
 * control characters, the two non-characters that XML forbids. */
enum { LONGEST_TEXT = 32767 }; /* UTF-16 units, as Excel counts */
#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS    "\xE2\x80\xA6"

/* Bytes of the character at `at`, 0 when it is none that may stand in a cell. */
static size_t character(const unsigned char *at)
{
    if (at[0] < 0x80)
        return at[0] >= ' ' || at[0] == '\n' || at[0] == '\t';
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0; /* also at the end of the string */
    if (!text_is_utf8((text){(const char *)at, length}))
        return 0;
    if (at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE)
        return 0;
    return length;
}

static bool hexadecimal(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* "_x0041_" would be read as the letter A. */
static bool like_an_escape(const char *at)
{
    return at[0] == '_' && at[1] == 'x' && hexadecimal(at[2]) && hexadecimal(at[3]) &&
           hexadecimal(at[4]) && hexadecimal(at[5]) && at[6] == '_';
}

static char *cleaned(struct arena *arena, const char *from, size_t longest)
{
    size_t length = strlen(from);
    size_t units = 0;
    char *out = arena_alloc(arena, 7 * length + 8, 1);
    size_t n = 0, cut = 0; /* where the ellipsis goes if the text is too long */
    for (const char *at = from; *at;) {
        const char *put = at;
        size_t bytes = character((const unsigned char *)at);
        size_t taken = bytes ? bytes : 1, more = bytes == 4 ? 2 : 1;
        if (*at == '\r') {
            put = "\n";
            bytes = 1;
            taken = at[1] == '\n' ? 2 : 1;
        } else if (!bytes) {
            put = REPLACEMENT;
            bytes = sizeof REPLACEMENT - 1;
        } else if (like_an_escape(at)) {
            put = "_x005F_";
            bytes = 7;
        }
        if (units + more > longest) {
            n = cut;
            memcpy(out + n, ELLIPSIS, sizeof ELLIPSIS - 1);
            n += sizeof ELLIPSIS - 1;
            break;
        }
        memcpy(out + n, put, bytes);
        n += bytes;
        units += more;
        if (units < longest)
            cut = n;
        at += taken;
    }
    out[n] = '\0';
    return out;
}

/* The string itself when it is plain, which nearly all are; else a copy in the arena. */
static const char *clean(struct arena *arena, const char *from, size_t longest, size_t *length)
{
    const unsigned char *at = (const unsigned char *)from;
    while (*at >= ' ' && *at < 0x80 && !(*at == '_' && at[1] == 'x'))
        at++;
    *length = (size_t)((const char *)at - from);
    if (!*at && *length <= longest)
        return from;
    const char *out = cleaned(arena, from, longest);
    *length = strlen(out);
    return out;
}

/* For places with a limit of their own: one line. */
static char *label(struct arena *arena, const char *from, size_t longest)
{
    char *out = cleaned(arena, from ? from : "", longest);
    for (char *c = out; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return out;
}

/* The least that the library writes for a cell, without its address and contents. */
#define BYTES(xml) (sizeof(xml) - 1)
enum {
    BLANK_BYTES = BYTES("<c r=\"\" s=\"1\"/>"),
    NUMBER_BYTES = BYTES("<c r=\"\" s=\"1\"><v>0</v></c>"),
    SHARED_BYTES = BYTES("<c r=\"\" s=\"1\" t=\"s\"><v>0</v></c>"),
    INLINE_BYTES = BYTES("<c r=\"\" s=\"1\" t=\"inlineStr\"><is><t></t></is></c>"),
    FORMULA_BYTES = BYTES("<f></f>"),
    STRING_BYTES = BYTES("<c r=\"\" s=\"1\" t=\"str\"><v></v></c>"),
};

/* ---- Cells ----------------------------------------------------------------------------------*/

static void used(struct sheet *sheet, int row, int column)
{
    if (row > sheet->last_row)
        sheet->last_row = row;
    if (column > sheet->last_column)
        sheet->last_column = column;
}

static unsigned digits(unsigned number)
{
    unsigned count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

/* A cell of `bytes` or more without its address.  A disk that fills up while a long sheet is
 * streamed is noticed before it is full, since the library does not notice. */
static void grow(struct sheet *sheet, int row, int column, size_t bytes)
{
    enum { LOOK_EACH = 4 << 20, KEEP_FREE = 16 << 20 };
    struct workbook *workbook = sheet->workbook;
    bytes += digits((unsigned)row + 1) + (column < 26 ? 1 : column < 702 ? 2 : 3);
    sheet->least += bytes;
    workbook->unchecked += bytes;
    if (!workbook->properties.streams || workbook->unchecked < LOOK_EACH)
        return;
    workbook->unchecked = 0;
    if (os_free_space(workbook->output.temporary) < KEEP_FREE)
        cannot_write(workbook, "the disk is full");
}

static bool inside(const struct sheet *sheet, int row, int column)
{
    return row <= sheet->in_last_row && row > sheet->in_first_row &&
           column >= sheet->in_first_column && column <= sheet->in_last_column;
}

static double room_in(const struct sheet *sheet, int column, int last_column);
static int paper_end(const struct sheet *sheet);
static int lines_in(const char *string, double pixels, double size);
static void release_held(struct sheet *sheet);

static void keep_whole(struct sheet *sheet, int row, int end, double points)
{
    enum { TOGETHER = 9 }; /* rows: a heading, a short table and its chart */
    int above = sheet->heading > 0 ? row - sheet->heading : -1; /* rows; charts may come after the rest */
    int heading = above >= 0 && above <= TOGETHER ? sheet->heading : row;
    *PLANNER_APPEND(sheet->whole, sheet->whole_count, sheet->whole_room) =
        (struct whole){heading, row, end, points};
}

/* What a heading opens begins on its page. */
static void keep_opening(struct sheet *sheet, int row)
{
    enum { OPENING = 5 }; /* rows */
    *PLANNER_APPEND(sheet->whole, sheet->whole_count, sheet->whole_room) =
        (struct whole){row, row, row + OPENING, 0};
}

static void note_height(struct sheet *sheet, int row, double points)
{
    struct tall *tall = PLANNER_APPEND(sheet->tall, sheet->tall_count, sheet->tall_room);
    *tall = (struct tall){row, points};
}

static void set_height(struct sheet *sheet, int row, double points)
{
    enum { TALLEST = 409 };
    points = points < TALLEST ? points : TALLEST;
    note_height(sheet, row, points);
    check(sheet->workbook, worksheet_set_row(sheet->out, (lxw_row_t)row, points, NULL));
}
static double width_of(const struct sheet *sheet, int column);
static double pixels(const struct sheet *sheet, int from, int end);

/* Of wrapped text that takes more than a line, as high as it is; else 0. */
static double wrapped_height(const struct sheet *sheet, int column, const struct cell *cell)
{
    unsigned kind = cell->look & 0xFF;
    if (cell->kind != CELL_TEXT || (kind != LOOK_WRAP && kind != LOOK_NOTE))
        return 0;
    double size = kind == LOOK_NOTE ? NOTE_SIZE : SIZE;
    double bold = cell->look & LOOK_ALERT ? BOLD : 1;
    int lines = lines_in(cell->string, room_in(sheet, column, column), size * bold);
    return lines > 1 ? lines * size * LINE + 2 : 0;
}

/* Titles and headers get more air than a line of text needs. */
static double height_for(const struct sheet *sheet, int column, const struct cell *cell)
{
    if (cell->look & LOOK_BIG)
        return 24;
    switch (cell->look & 0xFF) {
    case LOOK_TITLE:
        return 30;
    case LOOK_ANSWERS:
        return 18;
    case LOOK_HEADING:
        return 21;
    case LOOK_HEADER:
        return 6 + 13.5 * (cell->kind == CELL_TEXT
                               ? lines_in(cell->string, room_in(sheet, column, column), SIZE * BOLD)
                               : 1);
    default:
        return wrapped_height(sheet, column, cell);
    }
}

/* Not every program fits rows to their text by itself. */
static void fit_row(struct sheet *sheet, int row, int column, const struct cell *cell)
{
    double points = height_for(sheet, column, cell);
    if (!(points > 0) || row <= sheet->set_height ||
        (row == sheet->fitted_row && points <= sheet->fitted))
        return;
    sheet->fitted_row = row;
    sheet->fitted = points;
    set_height(sheet, row, points);
}

/* The first filled cell of a table's column: over figures the header goes to the right. */
static void note_figure(struct sheet *sheet, int column, const struct cell *cell)
{
    if (column < sheet->in_first_column || column > sheet->in_last_column)
        return;
    enum holds *holds = &sheet->table_last->holds[column - sheet->in_first_column];
    if (*holds != HOLDS_NOTHING || cell->kind == CELL_BLANK)
        return;
    bool figure = cell->kind == CELL_NUMBER || cell->kind == CELL_MONEY || cell->kind == CELL_DATE;
    *holds = figure ? HOLDS_FIGURES : HOLDS_TEXT;
}

static const char *kept(struct arena *arena, const char *string)
{
    return string ? arena_copy(arena, string, strlen(string)) : NULL;
}

/* What the printed pages will depend on. */
static void note_for_paper(struct sheet *sheet, int row, int column, const struct cell *cell)
{
    unsigned kind = cell->look & 0xFF;
    if (kind == LOOK_HEADING) {
        sheet->heading = row;
        keep_opening(sheet, row);
    }
    if (kind == LOOK_HEADING && !column && sheet->setup.freeze_columns)
        *PLANNER_APPEND(sheet->section, sheet->section_count, sheet->section_room) =
            (struct section){row, kept(sheet->workbook->arena, cell->string)};
    else if (kind == LOOK_ANSWERS && !sheet->subtitle)
        sheet->subtitle = arena_copy(sheet->workbook->arena, cell->string, strlen(cell->string));
}

static void put_now(struct sheet *sheet, int row, int column, const struct cell *cell)
{
    struct workbook *workbook = sheet->workbook;
    lxw_worksheet *out = sheet->out;
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    bool in_table = inside(sheet, row, column);
    lxw_format *format = format_for(workbook, cell->look,
                                    (in_table ? (unsigned)IN_TABLE : 0) |
                                        (cell->kind == CELL_LINK ? (unsigned)A_LINK : 0));
    lxw_error error = LXW_NO_ERROR;

    used(sheet, row, column);
    fit_row(sheet, row, column, cell);
    note_for_paper(sheet, row, column, cell);
    if (in_table && row > sheet->in_first_row)
        note_figure(sheet, column, cell);

    double number = 0;
    switch (cell->kind) {
    case CELL_BLANK:
        grow(sheet, row, column, BLANK_BYTES);
        check(workbook, worksheet_write_blank(out, r, c, format));
        return;
    case CELL_TEXT:
    case CELL_LINK: {
        struct arena_mark mark = arena_mark(workbook->arena);
        size_t length;
        const char *string = clean(workbook->arena, cell->string, LONGEST_TEXT, &length);
        if (cell->formula) {
            error = worksheet_write_formula_str(out, r, c, cell->formula, format, string);
            grow(sheet, row, column, STRING_BYTES + FORMULA_BYTES + strlen(cell->formula) + length);
        } else if (cell->kind == CELL_LINK && length && sheet->links < LINKS &&
                   !workbook->properties.streams) {
            char *place = arena_format(workbook->arena, "internal:%s", cell->place);
            error = worksheet_write_url_opt(out, r, c, place, format, string, NULL);
            grow(sheet, row, column, SHARED_BYTES);
            sheet->links++;
        } else {
            error = worksheet_write_string(out, r, c, string, format);
            grow(sheet, row, column,
                 !length                        ? BLANK_BYTES
                 : workbook->properties.streams ? INLINE_BYTES + length
                                                : SHARED_BYTES);
        }
        arena_release(workbook->arena, mark);
        check(workbook, error);
        return;
    }
    case CELL_NUMBER:
        number = cell->number;
        break;
    case CELL_MONEY:
        number = money_dollars(cell->amount);
        break;
    case CELL_DATE:
        number = excel_day(cell->day);
        break;
    }
    grow(sheet, row, column,
         NUMBER_BYTES + (cell->formula ? FORMULA_BYTES + strlen(cell->formula) : 0));
    check(workbook, cell->formula
                        ? worksheet_write_formula_num(out, r, c, cell->formula, format, number)
                        : worksheet_write_number(out, r, c, number, format));
}

static void hold(struct sheet *sheet, int row, int column, const struct cell *cell)
{
    struct workbook *workbook = sheet->workbook;
    struct arena *arena = workbook->row;
    if (workbook->holds && workbook->holds != sheet)
        release_held(workbook->holds);
    workbook->holds = sheet;
    struct row_cell *held = PLANNER_APPEND(sheet->held, sheet->held_count, sheet->held_room);
    *held = (struct row_cell){.column = column, .cell = *cell};
    held->cell.string = kept(arena, cell->string);
    held->cell.formula = kept(arena, cell->formula);
    held->cell.place = kept(arena, cell->place);
    sheet->held_row = row;
    if (row == sheet->in_first_row + 1)
        note_figure(sheet, column, cell);
}

/* In a table, a name that is longer than its column takes a second line, or a third, where it goes
 * on paper; longer texts are cut, and read in their cells.  So are those of lists that are streamed,
 * which are hundreds of pages. */
static bool takes_lines(const struct sheet *sheet, int row, int column, const struct cell *cell)
{
    enum { MOST = 3, EDGES = 4 };
    bool printed = !sheet->paper_columns || column < sheet->paper_columns;
    if (sheet->workbook->properties.streams)
        return false;
    if (cell->kind != CELL_TEXT || (cell->look & 0xFF) != LOOK_TEXT || !printed ||
        !inside(sheet, row, column))
        return false;
    double bold = cell->look & LOOK_ALERT ? BOLD : 1;
    double across = letters_across(text_of(cell->string)) * SIZE * bold * 96 / 72;
    return across > pixels(sheet, column, column + 1) - EDGES &&
           lines_in(cell->string, room_in(sheet, column, column), SIZE * bold) <= MOST;
}

static void note_marks(struct sheet *sheet, int column, unsigned look)
{
    if (look & LOOK_INPUT && column < sheet->first_input)
        sheet->first_input = column;
    if (look & LOOK_ALERT && column < sheet->first_alert && number_format(look & 0xFF))
        sheet->first_alert = column;
}

/* A streamed table's rows are held until they are whole: the first decides how its header
 * stands, and most of the others are written without the library. */
static void put(void *page, int row, int column, const struct cell *given)
{
    struct sheet *sheet = page;
    struct cell wrapped = *given;
    const struct cell *cell = given;
    note_marks(sheet, column, given->look);
    if (takes_lines(sheet, row, column, given)) {
        wrapped.look = (given->look & ~0xFFu) | LOOK_WRAP;
        cell = &wrapped;
    }
    if (sheet->held_count && row != sheet->held_row)
        release_held(sheet);
    if (sheet->workbook->properties.streams && row > sheet->in_first_row &&
        row <= sheet->in_last_row) {
        hold(sheet, row, column, cell);
    } else {
        release_held(sheet);
        put_now(sheet, row, column, cell);
    }
}

static double width_of(const struct sheet *sheet, int column)
{
    double width = column < WIDTHS ? sheet->widths[column] : 0;
    return width > 0 ? width : 8.43;
}

static void width(void *page, int first, int last, double characters)
{
    struct sheet *sheet = page;
    for (int i = first; i <= last; i++) { /* each by itself: Excel takes no ranges that overlap */
        if (i < WIDTHS)
            sheet->widths[i] = characters;
        check(sheet->workbook, worksheet_set_column(sheet->out, (lxw_col_t)i, (lxw_col_t)i,
                                                    characters, NULL));
    }
}

static void paper(void *page, int columns)
{
    struct sheet *sheet = page;
    sheet->paper_columns = columns;
}

static void height(void *page, int row, double points)
{
    struct sheet *sheet = page;
    release_held(sheet);
    if (row == sheet->set_height && sheet->tall[sheet->tall_count - 1].points >= points)
        return; /* the highest cell decides */
    sheet->set_height = row;
    set_height(sheet, row, points);
}

/* The columns up to `end`, in pixels of 1/96 inch. */
static double pixels(const struct sheet *sheet, int from, int end)
{
    double sum = 0;
    for (int k = from; k < end; k++)
        sum += floor(width_of(sheet, k) * CHARACTER + 5.5);
    return sum;
}

/* What the columns leave for text, in pixels of 1/96 inch, between their edges. */
static double room_in(const struct sheet *sheet, int column, int last_column)
{
    const double edges = 6;
    return pixels(sheet, column, last_column + 1) - edges;
}

/* Lines that a text of so many points takes; a little more than measured, since nothing may be cut
 * off. */
static int lines_in(const char *string, double room, double size)
{
    const double spare = 1.02;
    return letters_lines(text_of(string), room / (size * 96 / 72 * spare));
}

static void block(void *page, int row, int column, int last_row, int last_column,
                  const struct cell *cell)
{
    struct sheet *sheet = page;
    struct workbook *workbook = sheet->workbook;
    unsigned kind = cell->look & 0xFF;
    release_held(sheet);
    if (kind == LOOK_TEXT) {
        struct cell wrapped = *cell;
        wrapped.look = (cell->look & ~0xFFu) | LOOK_WRAP;
        block(page, row, column, last_row, last_column, &wrapped);
        return;
    }
    /* Excel and others fit a row's height to wrapped text, but not to merged cells. */
    int rows = workbook->properties.streams ? 1 : last_row - row + 1;
    double size = kind == LOOK_NOTE ? NOTE_SIZE : kind == LOOK_TITLE ? TITLE_SIZE : SIZE;
    double needed = lines_in(cell->string, room_in(sheet, column, last_column), size) * size * LINE + 3;
    if (row > sheet->set_height && needed > rows * ROW + 4)
        height(page, row, needed - (rows - 1) * ROW);

    if (row == last_row && column == last_column) {
        put(page, row, column, cell);
        return;
    }
    if (workbook->properties.streams)
        last_row = row; /* the rows below are still to come */
    used(sheet, last_row, last_column);
    size_t length;
    struct arena_mark mark = arena_mark(workbook->arena);
    const char *string = clean(workbook->arena, cell->string, LONGEST_TEXT, &length);
    lxw_error error = LXW_NO_ERROR;
    if (row == last_row && column == last_column)
        error = worksheet_write_string(sheet->out, (lxw_row_t)row, (lxw_col_t)column, string,
                                       format_for(workbook, cell->look, 0));
    else
        error = worksheet_merge_range(sheet->out, (lxw_row_t)row, (lxw_col_t)column,
                                      (lxw_row_t)last_row, (lxw_col_t)last_column, string,
                                      format_for(workbook, cell->look, 0));
    arena_release(workbook->arena, mark);
    check(workbook, error);
}

static void name(void *page, int row, int column, const char *given)
{
    struct sheet *sheet = page;
    char place[ADDRESS_TEXT];
    struct arena_mark mark = arena_mark(sheet->workbook->arena);
    char *formula = arena_format(sheet->workbook->arena, "=%s!%s", sheet->quoted,
                                 cell_fixed(row, column, place));
    check(sheet->workbook, workbook_define_name(sheet->workbook->book, given, formula));
    arena_release(sheet->workbook->arena, mark);
}

/* A column is at least as wide as its header's longest word in bold. */
static void fit_words(struct sheet *sheet, int column, const char *header)
{
    const double edge = 0.3; /* characters */
    double longest = 0;
    for (const char *at = header; *at; at += *at != '\0') {
        size_t letters = strcspn(at, " \n");
        double across = letters_across((text){at, letters});
        longest = across > longest ? across : longest;
        at += letters;
    }
    double needed = longest * SIZE * BOLD * 96 / 72 / CHARACTER + edge;
    if (needed > width_of(sheet, column))
        width(sheet, column, column, needed);
}

static void fit_headers(struct sheet *sheet, const struct table *table)
{
    const double button = 13; /* points: under the words, at the right */
    int most = 1;
    for (int i = 0; i <= table->last_column - table->first_column; i++)
        fit_words(sheet, table->first_column + i, table->headers[i]);
    for (int i = 0; i <= table->last_column - table->first_column; i++) {
        int column = table->first_column + i;
        int lines = lines_in(table->headers[i], room_in(sheet, column, column), SIZE * BOLD);
        most = lines > most ? lines : most;
    }
    if (!table->fixed_height)
        set_height(sheet, table->first_row, most * 13.5 + button + 2);
}

static lxw_format *header_format(struct workbook *workbook, enum holds holds)
{
    unsigned right = holds == HOLDS_FIGURES ? (unsigned)LOOK_RIGHT : 0;
    return format_for(workbook, LOOK_HEADER | right, IN_TABLE);
}

static void write_headers(struct sheet *sheet, const struct table *table)
{
    struct workbook *workbook = sheet->workbook;
    for (int i = 0; i <= table->last_column - table->first_column; i++)
        check(workbook,
              worksheet_write_string(sheet->out, (lxw_row_t)table->first_row,
                                     (lxw_col_t)(table->first_column + i), table->headers[i],
                                     header_format(workbook, table->holds[i])));
}

/* A row between a table's first and last, which the library writes so that it knows how far the
 * sheet goes; values only, and no height of its own. */
static bool plain_row(const struct sheet *sheet)
{
    int row = sheet->held_row;
    bool plain = row > sheet->in_first_row + 1 && row < sheet->in_last_row &&
                 row > sheet->set_height;
    for (size_t i = 0; i < sheet->held_count && plain; i++) {
        const struct cell *cell = &sheet->held[i].cell;
        plain = !cell->formula && height_for(sheet, sheet->held[i].column, cell) <= 0;
    }
    return plain;
}

static size_t least_bytes(const struct cell *cell)
{
    if (cell->kind == CELL_TEXT && cell->string[0])
        return INLINE_BYTES + strlen(cell->string);
    return cell->kind == CELL_TEXT || cell->kind == CELL_BLANK ? BLANK_BYTES : NUMBER_BYTES;
}

/* Columns ascending; of two cells at one place the later counts. */
static void order_row(struct sheet *sheet)
{
    struct row_cell *held = sheet->held;
    size_t kept = 0;
    for (size_t i = 0; i < sheet->held_count; i++) {
        struct row_cell cell = held[i];
        size_t at = kept;
        while (at && held[at - 1].column > cell.column)
            at--;
        bool again = at && held[at - 1].column == cell.column;
        if (!again)
            memmove(&held[at + 1], &held[at], (kept++ - at) * sizeof *held);
        held[again ? at - 1 : at] = cell;
    }
    sheet->held_count = kept;
}

static void write_row(struct sheet *sheet)
{
    struct workbook *workbook = sheet->workbook;
    order_row(sheet);
    for (size_t i = 0; i < sheet->held_count; i++) {
        struct row_cell *held = &sheet->held[i];
        struct cell *cell = &held->cell;
        bool link = cell->kind == CELL_LINK;
        bool in_table = inside(sheet, sheet->held_row, held->column);
        held->style = lxw_format_get_xf_index(
            format_for(workbook, cell->look, (in_table ? (unsigned)IN_TABLE : 0) |
                                                 (link ? (unsigned)A_LINK : 0)));
        size_t length;
        if (link || cell->kind == CELL_TEXT) {
            cell->kind = CELL_TEXT;
            cell->string = clean(workbook->row, cell->string, LONGEST_TEXT, &length);
        }
        used(sheet, sheet->held_row, held->column);
        grow(sheet, sheet->held_row, held->column, least_bytes(cell));
    }
    char *xml = arena_alloc(workbook->row, row_xml_room(sheet->held, sheet->held_count), 1);
    size_t length = row_xml(xml, sheet->held_row, sheet->held, sheet->held_count);
    lxw_worksheet_write_single_row(sheet->out); /* the library's own row above it goes first */
    fwrite(xml, 1, length, sheet->out->file);   /* a disk that takes it not is found by verify */
}

static void release_held(struct sheet *sheet)
{
    const struct table *table = sheet->held_table;
    sheet->held_table = NULL;
    if (table) {
        write_headers(sheet, table);
        fit_headers(sheet, table);
    }
    if (!sheet->held_count)
        return;
    if (plain_row(sheet))
        write_row(sheet);
    else
        for (size_t i = 0; i < sheet->held_count; i++)
            put_now(sheet, sheet->held_row, sheet->held[i].column, &sheet->held[i].cell);
    sheet->held_count = 0;
    sheet->workbook->holds = NULL;
    arena_release(sheet->workbook->row, sheet->workbook->row_begin);
}

/* The native table goes from the header to the last row of data.  A row of totals stands right
 * under it: a totals row inside would have to repeat each formula in the table's own words. */
static void table(void *page, const char *given, int first_row, int first_column, int last_row,
                  int last_column, const char *const headers[], bool totals)
{
    struct sheet *sheet = page;
    struct workbook *workbook = sheet->workbook;
    size_t columns = (size_t)(last_column - first_column + 1);
    release_held(sheet);
    struct table *made = arena_alloc(workbook->arena, 1, sizeof *made);
    *made = (struct table){.name = arena_copy(workbook->arena, given, strlen(given)),
                           .first_row = first_row,
                           .first_column = first_column,
                           .last_row = last_row - totals,
                           .last_column = last_column,
                           .fixed_height = first_row == sheet->set_height};
    made->headers = arena_alloc(workbook->arena, columns, sizeof *made->headers);
    made->holds = arena_alloc(workbook->arena, columns, sizeof *made->holds);
    for (size_t i = 0; i < columns; i++)
        made->headers[i] = label(workbook->arena, headers[i], 255);
    used(sheet, last_row, last_column);
    sheet->in_first_row = first_row;
    sheet->in_last_row = made->last_row;
    sheet->in_first_column = first_column;
    sheet->in_last_column = last_column;
    if (sheet->table_last)
        sheet->table_last->next = made;
    else
        sheet->table = made;
    sheet->table_last = made;
    sheet->least += 20 * columns;
    if (last_row - first_row <= SHORT_TABLE)
        keep_whole(sheet, first_row, last_row + 1, 0);
    if (!workbook->properties.streams) {
        write_headers(sheet, made);
        return;
    }
    sheet->held_table = made;
    if (sheet->table == made && made->last_row > first_row) /* a sheet can have one filter */
        check(workbook,
              worksheet_autofilter(sheet->out, (lxw_row_t)first_row, (lxw_col_t)first_column,
                                   (lxw_row_t)made->last_row, (lxw_col_t)last_column));
}

static void draw_table(struct sheet *sheet, const struct table *table)
{
    struct workbook *workbook = sheet->workbook;
    size_t columns = (size_t)(table->last_column - table->first_column + 1);
    lxw_row_t first = (lxw_row_t)table->first_row, last = (lxw_row_t)table->last_row;
    lxw_col_t left = (lxw_col_t)table->first_column, right = (lxw_col_t)table->last_column;
    fit_headers(sheet, table);
    if (first == last)
        return; /* no rows: its header is enough */
    lxw_table_column *column = arena_alloc(workbook->arena, columns, sizeof *column);
    lxw_table_column **list = arena_alloc(workbook->arena, columns + 1, sizeof *list);
    for (size_t i = 0; i < columns; i++) {
        column[i].header = table->headers[i];
        column[i].header_format = header_format(workbook, table->holds[i]);
        list[i] = &column[i];
    }
    lxw_table_options options = {.name = table->name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0, /* none: the cells carry their lines */
                                 .no_banded_rows = LXW_TRUE,
                                 .columns = list};
    check(workbook, worksheet_add_table(sheet->out, first, left, last, right, &options));
}

static void condition(void *page, int first_row, int first_column, int last_row, int last_column,
                      enum condition kind, date day)
{
    struct sheet *sheet = page;
    struct workbook *workbook = sheet->workbook;
    struct arena_mark mark = arena_mark(workbook->arena);
    char at[ADDRESS_TEXT];
    cell_address(first_row, first_column, at);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .format = workbook->alert_rule};
    switch (kind) {
    case CONDITION_NOT_ZERO: /* dust from adding binary fractions is zero */
        rule.value_string =
            arena_format(workbook->arena, "=AND(ISNUMBER(%s),ABS(%s)>0.000001)", at, at);
        break;
    case CONDITION_NEGATIVE:
        rule.value_string =
            arena_format(workbook->arena, "=AND(ISNUMBER(%s),%s<-0.000001)", at, at);
        break;
    case CONDITION_NOT_OK:
        rule.value_string = arena_format(workbook->arena, "=AND(%s<>\"\",%s<>\"ok\")", at, at);
        break;
    case CONDITION_OVERDUE:
        rule.format = workbook->overdue_rule;
        note_marks(sheet, first_column, LOOK_DATE | LOOK_ALERT);
        rule.value_string =
            arena_format(workbook->arena, "=AND(ISNUMBER(%s),%s<%d)", at, at, excel_day(day));
        break;
    case CONDITION_DATA_BAR:
        rule = (lxw_conditional_format){.type = LXW_CONDITIONAL_DATA_BAR,
                                        .bar_color = BAR,
                                        .bar_solid = LXW_TRUE,
                                        .bar_no_border = LXW_TRUE,
                                        .bar_negative_color = RED,
                                        .data_bar_2010 = LXW_TRUE};
        break;
    }
    check(workbook, worksheet_conditional_format_range(sheet->out, (lxw_row_t)first_row,
                                                       (lxw_col_t)first_column, (lxw_row_t)last_row,
                                                       (lxw_col_t)last_column, &rule));
    arena_release(workbook->arena, mark);
}

/* ---- Charts ---------------------------------------------------------------------------------*/

/* A name that begins with "=" would be taken for a reference. */
static char *chart_label(struct workbook *workbook, const char *from)
{
    char *out = label(workbook->arena, from, 250);
    return out[0] == '=' ? arena_format(workbook->arena, " %s", out) : out;
}

static char *reference(struct workbook *workbook, const char *range)
{
    return range ? arena_format(workbook->arena, "=%s", range) : NULL;
}

static const lxw_chart_font axis_font = {
    .name = FONT, .size = 9, .color = INK, .bold = LXW_EXPLICIT_FALSE};

static void style_axis(struct workbook *workbook, lxw_chart_axis *axis, const char *title,
                       const char *format)
{
    lxw_chart_font font = axis_font;
    lxw_chart_line line = {.color = SILVER, .width = 0.75};
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_line(axis, &line);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_minor_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    if (format) { /* the axis of values */
        lxw_chart_line grid = {.color = HAIR, .width = 0.75};
        lxw_chart_line no_line = {.none = LXW_TRUE};
        chart_axis_set_num_format(axis, format);
        chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
        chart_axis_major_gridlines_set_line(axis, &grid);
        chart_axis_set_line(axis, &no_line);
    } else {
        chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
        chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }
    if (title && *title) {
        font.color = GREY;
        chart_axis_set_name(axis, chart_label(workbook, title));
        chart_axis_set_name_font(axis, &font);
    }
}

/* How many cells "'Sheet'!$B$2:$B$9" has; 1 when it isn't such a range. */
static unsigned cells_of(const char *range)
{
    const char *mark = strrchr(range, '!');
    char from[4] = "", to[4] = "";
    unsigned first, last;
    if (!mark || sscanf(mark, "!$%3[A-Z]$%u:$%3[A-Z]$%u", from, &first, to, &last) != 4)
        return 1;
    unsigned a = 0, b = 0;
    for (const char *c = from; *c; c++)
        a = a * 26 + (unsigned)(*c - 'A' + 1);
    for (const char *c = to; *c; c++)
        b = b * 26 + (unsigned)(*c - 'A' + 1);
    return (last - first + 1) * (b - a + 1);
}

static void colour_slices(struct workbook *workbook, lxw_chart_series *series, unsigned count)
{
    if (count > 64)
        count = 64;
    lxw_chart_point *point = arena_alloc(workbook->arena, count, sizeof *point);
    lxw_chart_fill *fill = arena_alloc(workbook->arena, count, sizeof *fill);
    lxw_chart_line *line = arena_alloc(workbook->arena, 1, sizeof *line);
    lxw_chart_point **list = arena_alloc(workbook->arena, count + 1, sizeof *list);
    *line = (lxw_chart_line){.color = PAPER, .width = 1.5};
    for (unsigned i = 0; i < count; i++) {
        fill[i].color = series_colours[i % SERIES_COLOURS];
        point[i] = (lxw_chart_point){.line = line, .fill = &fill[i]};
        list[i] = &point[i];
    }
    check(workbook, chart_series_set_points(series, list));
    chart_series_set_labels(series);
    chart_series_set_labels_options(series, LXW_FALSE, LXW_FALSE, LXW_FALSE);
    chart_series_set_labels_percentage(series);
    chart_series_set_labels_font(series, &(lxw_chart_font){.name = FONT, .size = 8, .color = INK});
    chart_series_set_labels_fill(series, &(lxw_chart_fill){.color = PAPER});
}

enum { MANY_POINTS = 24 }; /* more would hide a line behind its markers */

static void style_series(lxw_chart_series *series, const struct chart_series *from, bool line,
                         bool over, unsigned drawn)
{
    static const uint8_t markers[] = {LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                      LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_TRIANGLE};
    static const uint8_t dashes[] = {LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH,
                                     LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_LINE_DASH_LONG_DASH};
    static const unsigned over_colours[] = {INK, RED};
    lxw_color_t colour = from->tone ? tones[from->tone]
                         : over     ? over_colours[drawn % 2]
                                    : series_colours[drawn % SERIES_COLOURS];
    if (from->invisible) {
        chart_series_set_fill(series, &(lxw_chart_fill){.none = LXW_TRUE});
        chart_series_set_line(series, &(lxw_chart_line){.none = LXW_TRUE});
        if (line)
            chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
    } else if (line) { /* lines differ in marker and dash too, not by colour alone */
        bool many = cells_of(from->values) > MANY_POINTS;
        chart_series_set_line(series, &(lxw_chart_line){.color = colour,
                                                        .width = many ? 1.75f : 2.25f,
                                                        .dash_type = dashes[drawn % 4]});
        chart_series_set_marker_type(series,
                                     many ? LXW_CHART_MARKER_NONE : markers[drawn % 4]);
        if (many)
            return;
        chart_series_set_marker_size(series, 6);
        chart_series_set_marker_fill(series, &(lxw_chart_fill){.color = colour});
        chart_series_set_marker_line(series, &(lxw_chart_line){.color = PAPER, .width = 0.75});
    } else {
        chart_series_set_fill(series, &(lxw_chart_fill){.color = colour});
        chart_series_set_line(series, &(lxw_chart_line){.color = PAPER, .width = 0.5});
    }
}

static uint8_t chart_type(enum chart_kind kind)
{
    switch (kind) {
    case CHART_COLUMN_STACKED:
        return LXW_CHART_COLUMN_STACKED;
    case CHART_COLUMN:
        return LXW_CHART_COLUMN;
    case CHART_BAR:
        return LXW_CHART_BAR_STACKED;
    case CHART_LINE:
        return LXW_CHART_LINE;
    case CHART_AREA_STACKED:
        return LXW_CHART_AREA_STACKED;
    case CHART_DOUGHNUT:
        return LXW_CHART_DOUGHNUT;
    }
    return LXW_CHART_COLUMN;
}

/* Lines over columns.  The library draws one kind of series in a chart, by a function that the
 * chart carries.  Here that function is ours: it lets the columns be written, then hands the
 * lines to a chart of lines that writes into the same file, on the same axes. */
struct combination {
    struct combination *next;
    lxw_chart *columns, *lines;
    void (*write_columns)(struct lxw_chart *chart);
    lxw_chart_series **over;
    unsigned count;
};

static struct combination *combinations; /* of the workbook being closed */

static void write_columns_and_lines(lxw_chart *columns)
{
    struct combination *both = combinations;
    while (both->columns != columns)
        both = both->next;
    lxw_chart *lines = both->lines;
    for (unsigned i = 0; i < both->count; i++) {
        STAILQ_REMOVE(columns->series_list, both->over[i], lxw_chart_series, list_pointers);
        STAILQ_INSERT_TAIL(lines->series_list, both->over[i], list_pointers);
    }
    both->write_columns(columns);
    lines->file = columns->file;
    lines->series_index = columns->series_index;
    lines->axis_id_1 = columns->axis_id_1;
    lines->axis_id_2 = columns->axis_id_2;
    lines->write_chart_type(lines);
}

static lxw_chart *add_chart(struct workbook *workbook, uint8_t type)
{
    lxw_chart *made = workbook_add_chart(workbook->book, type);
    if (!made)
        cannot_write(workbook, "out of memory");
    return made;
}

static struct combination *combine(struct workbook *workbook, lxw_chart *columns, size_t most)
{
    struct combination *both = arena_alloc(workbook->arena, 1, sizeof *both);
    *both = (struct combination){.next = workbook->combinations,
                                 .columns = columns,
                                 .lines = add_chart(workbook, LXW_CHART_LINE),
                                 .write_columns = columns->write_chart_type,
                                 .over = arena_alloc(workbook->arena, most, sizeof *both->over)};
    columns->write_chart_type = write_columns_and_lines;
    workbook->combinations = both;
    return both;
}

/* Places in the legend of series that are only the foot of others. */
enum { HIDDEN = 32 };
struct hidden {
    int16_t place[HIDDEN + 1];
    unsigned count;
};

/* Series drawn as the chart's own kind; the others are lines over them. */
static unsigned own_series(const struct chart *from)
{
    unsigned count = 0;
    for (size_t i = 0; i < from->series_count; i++)
        count += !from->series[i].line || from->kind == CHART_LINE;
    return count;
}

static void add_series(struct workbook *workbook, lxw_chart *drawn, struct combination *both,
                       const struct chart *from, struct hidden *hidden)
{
    /* The legend counts the columns first, then the lines over them. */
    unsigned shown = 0, shown_lines = 0, column_place = 0, line_place = own_series(from);
    for (size_t i = 0; i < from->series_count; i++) {
        const struct chart_series *series = &from->series[i];
        bool over = series->line && from->kind != CHART_LINE;
        lxw_chart_series *made = chart_add_series(drawn, reference(workbook, series->categories),
                                                  reference(workbook, series->values));
        if (!made)
            cannot_write(workbook, "out of memory");
        if (over && both) /* a chart with lines over its columns has them */
            both->over[both->count++] = made;
        if (series->name_cell)
            chart_series_set_name(made, reference(workbook, series->name_cell));
        else if (series->name)
            chart_series_set_name(made, chart_label(workbook, series->name));
        unsigned place = over ? line_place++ : column_place++;
        if (series->invisible && hidden->count < HIDDEN)
            hidden->place[hidden->count++] = (int16_t)place;
        if (from->kind == CHART_DOUGHNUT) {
            colour_slices(workbook, made, cells_of(series->values));
            continue;
        }
        style_series(made, series, over || from->kind == CHART_LINE, over,
                     over ? shown_lines : shown);
        if (!series->invisible)
            *(over ? &shown_lines : &shown) += 1;
    }
}

static void set_chart_title(struct workbook *workbook, lxw_chart *drawn, const struct chart *from)
{
    if (from->title && *from->title) {
        lxw_chart_font font = {.name = FONT, .size = 12, .bold = LXW_TRUE, .color = NAVY};
        chart_title_set_name(drawn, chart_label(workbook, from->title));
        chart_title_set_name_font(drawn, &font);
    } else {
        chart_title_off(drawn);
    }
}

/* The most categories that a chart's series have. */
static unsigned chart_categories(const struct chart *from)
{
    unsigned most = 0;
    for (size_t i = 0; i < from->series_count; i++) {
        unsigned count = from->series[i].categories ? cells_of(from->series[i].categories) : 0;
        most = count > most ? count : most;
    }
    return most;
}

/* Labels that would touch stand at a slant, and where they would touch then too, at every
 * second, third, fourth, sixth or twelfth: so that years and quarters come out evenly.  Excel leaves
 * out what it is told, LibreOffice what overlaps. */
static void space_labels(lxw_chart_axis *axis, const struct chart *from)
{
    static const unsigned steps[] = {1, 2, 3, 4, 6, 12, 24, 36, 60, 120};
    enum { MONTH = 7, SLANT = -45 }; /* letters, degrees */
    enum { LETTER = 7, GAP = 9, SLANTED = 24, BESIDE = 80 }; /* pixels */
    unsigned count = chart_categories(from), letters = from->letters ? from->letters : MONTH;
    double room = from->width - BESIDE;
    if (count <= MANY_POINTS / 2 || count * (double)(letters * LETTER + GAP) <= room)
        return;
    size_t k = 0;
    while (k + 1 < sizeof steps / sizeof *steps && (double)count / steps[k] * SLANTED > room)
        k++;
    lxw_chart_font font = axis_font;
    font.rotation = SLANT;
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_interval_unit(axis, (uint16_t)steps[k]);
}

static void set_axes(struct workbook *workbook, lxw_chart *drawn, const struct chart *from)
{
    const char *format = from->number_format ? from->number_format : "$#,##0";
    if (from->kind != CHART_DOUGHNUT) {
        bool bars = from->kind == CHART_BAR; /* their categories stand on the vertical axis */
        style_axis(workbook, bars ? drawn->y_axis : drawn->x_axis, from->x_title, NULL);
        style_axis(workbook, bars ? drawn->x_axis : drawn->y_axis, from->y_title, format);
        if (!bars)
            space_labels(drawn->x_axis, from);
        if (from->axis_from > 0)
            chart_axis_set_min(bars ? drawn->x_axis : drawn->y_axis, from->axis_from);
    }
    if (from->kind == CHART_COLUMN || from->kind == CHART_COLUMN_STACKED || from->kind == CHART_BAR)
        chart_set_series_gap(drawn, 60);
    if (from->kind == CHART_BAR) { /* the first bar on top, as in the table */
        chart_axis_set_reverse(drawn->y_axis);
        chart_axis_set_crossing_max(drawn->y_axis);
        chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }
    if (from->kind == CHART_DOUGHNUT)
        chart_set_hole_size(drawn, 55);
}

/* A legend where there is more than one thing to tell apart; beside a low chart, below which it
 * would take the room of the columns. */
static void set_legend(struct workbook *workbook, lxw_chart *drawn, const struct chart *from,
                       struct hidden *hidden)
{
    enum { LOW = 240 };
    if (from->series_count - hidden->count > 1 || from->kind == CHART_DOUGHNUT) {
        chart_legend_set_position(drawn, from->height < LOW ? LXW_CHART_LEGEND_RIGHT
                                                            : LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(drawn, &(lxw_chart_font){.name = FONT, .size = 9, .color = INK});
        if (hidden->count) {
            hidden->place[hidden->count] = -1; /* the end of the list */
            check(workbook, chart_legend_delete_series(drawn, hidden->place));
        }
    } else {
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    }
}

static void insert_chart(struct sheet *sheet, int row, int column, lxw_chart *drawn,
                         const struct chart *from)
{
    struct workbook *workbook = sheet->workbook;
    lxw_chart_options options = {
        .x_scale = from->width / 480.0,
        .y_scale = from->height / 288.0,
        .y_offset = 1, /* or its frame would show at the foot of the page before */
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = label(workbook->arena, from->description, 2000),
    };
    check(workbook, worksheet_insert_chart_opt(sheet->out, (lxw_row_t)row, (lxw_col_t)column, drawn,
                                               &options));
    double across = 0;
    int last_column = column - 1;
    while (across < from->width && last_column < COLUMNS - 2)
        across += width_of(sheet, ++last_column) * 7 + 5;
    used(sheet, row + from->height / ROW_PIXELS, last_column);
    keep_whole(sheet, row, row, from->height * 0.75);
}

static void chart(void *page, int row, int column, const struct chart *from)
{
    struct sheet *sheet = page;
    struct workbook *workbook = sheet->workbook;
    lxw_chart *drawn = add_chart(workbook, chart_type(from->kind));
    struct hidden hidden = {.count = 0};
    struct combination *both = NULL;
    if (own_series(from) < from->series_count) /* lives until the workbook is written */
        both = combine(workbook, drawn, from->series_count - own_series(from));
    struct arena_mark mark = arena_mark(workbook->arena);
    add_series(workbook, drawn, both, from, &hidden);
    set_chart_title(workbook, drawn, from);
    set_axes(workbook, drawn, from);
    set_legend(workbook, drawn, from, &hidden);
    chart_chartarea_set_line(drawn, &(lxw_chart_line){.color = HAIR, .width = 0.75});
    chart_chartarea_set_fill(drawn, &(lxw_chart_fill){.color = PAPER});
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
    insert_chart(sheet, row, column, drawn, from);
    *PLANNER_APPEND(sheet->charts, sheet->chart_count, sheet->chart_room) = drawn;
    arena_release(workbook->arena, mark);
}

/* ---- Pages ----------------------------------------------------------------------------------*/

/* "&" begins a code in headers and footers; the whole may have 255 characters. */
static char *ampersands_doubled(struct arena *arena, const char *line)
{
    char *out = arena_alloc(arena, 2 * strlen(line) + 1, 1);
    size_t n = 0;
    for (const char *c = line; *c; c++) {
        if (*c == '&')
            out[n++] = '&';
        out[n++] = *c;
    }
    return out;
}

static char *header_text(struct arena *arena, const char *from, size_t longest)
{
    size_t doubled = 0;
    for (const char *c = from ? from : ""; *c; c++)
        doubled += *c == '&';
    return ampersands_doubled(
        arena, label(arena, from, doubled < longest / 2 ? longest - doubled : longest / 2));
}

/* Up to its first question mark, where more follows. */
static const char *question(struct arena *arena, const char *answers)
{
    const char *mark = answers ? strstr(answers, "? ") : NULL;
    return mark ? arena_copy(arena, answers, (size_t)(mark + 1 - answers)) : answers;
}

static char *page_head(struct arena *arena, const char *title, const char *answers,
                       const char *marking)
{
    return arena_format(arena, "&L&8\n%s%s%s&C&8&B%s&R&8\n&B&11&A", title, answers ? "\n" : "",
                        answers ? ampersands_doubled(arena, answers) : "", marking);
}

/* What the marks on a page mean, and what is not on it. */
static char *page_note(struct arena *arena, const struct sheet *sheet)
{
    int end = paper_end(sheet);
    const char *const notes[] = {
        sheet->first_input < end ? "Boxed: to fill in or change" : "",
        sheet->first_alert < end ? "! needs attention" : "",
        end <= sheet->last_column ? "Further columns on the screen only" : "",
    };
    char *out = arena_copy(arena, "", 0);
    for (size_t k = 0; k < sizeof notes / sizeof *notes; k++)
        if (notes[k][0])
            out = arena_format(arena, "%s%s%s", out, out[0] ? "  |  " : "", notes[k]);
    return out[0] ? out : arena_copy(arena, " ", 1);
}

static char *page_foot(struct arena *arena, const char *post, const char *author, const char *note,
                       const char *marking)
{
    return arena_format(arena, "&L&8%s%s%s\n%s&C&8 \n&B%s&R&8Page &P of &N\n ", post,
                        *author && *post ? "  |  " : "", author, note, marking);
}

/* The marking has a line of its own, so that it touches nothing however long: on top of the head
 * and at the bottom of the foot.  The three parts of the foot have as many lines each, since it is
 * drawn from below.  What the sheet answers, NULL or a sentence, is the third line of the head; where the whole
 * is then longer than Excel takes, the book's title, which stands on the other sheets, gives way;
 * and in the foot the author. */
static void set_header_and_footer(struct sheet *sheet, const char *answers)
{
    enum { LONGEST = 254, SHARE = 58, TITLE = 100 }; /* bytes; characters of one text */
    struct workbook *workbook = sheet->workbook;
    struct arena *arena = workbook->arena;
    const struct workbook_properties *properties = &workbook->properties;
    struct arena_mark mark = arena_mark(arena);
    const char *marking = header_text(arena, properties->marking, SHARE);
    const char *author = header_text(arena, properties->author, SHARE);
    const char *title = header_text(arena, properties->title, SHARE);
    answers = question(arena, answers);
    char *header = page_head(arena, header_text(arena, properties->title, TITLE), answers, marking);
    if (strlen(header) > LONGEST)
        header = page_head(arena, title, answers, marking);
    if (strlen(header) > LONGEST)
        header = page_head(arena, "", answers, marking);
    if (strlen(header) > LONGEST)
        header = page_head(arena, title, NULL, marking);
    const char *post = header_text(arena, properties->footer, SHARE);
    const char *note = page_note(arena, sheet);
    char *footer = page_foot(arena, post, author, note, marking);
    if (strlen(footer) > LONGEST)
        footer = page_foot(arena, post, "", note, marking);
    check(workbook, worksheet_set_header(sheet->out, header));
    check(workbook, worksheet_set_footer(sheet->out, footer));
    arena_release(arena, mark);
}

static void *new_page(void *state, const struct page_setup *setup)
{
    struct workbook *workbook = state;
    struct sheet *sheet = arena_alloc(workbook->arena, 1, sizeof *sheet);
    *sheet = (struct sheet){.workbook = workbook,
                            .last_row = -1,
                            .first_input = COLUMNS,
                            .first_alert = COLUMNS,
                            .set_height = -1,
                            .fitted_row = -1,
                            .in_first_row = -1,
                            .in_last_row = -1};
    sheet->out = workbook_add_worksheet(workbook->book, setup->name);
    if (!sheet->out)
        cannot_write(workbook, "a sheet could not be made");
    sheet->setup = *setup;
    snprintf(sheet->name, sizeof sheet->name, "%s", setup->name);
    sheet->quoted = arena_alloc(workbook->arena, 2 * strlen(setup->name) + 3, 1);
    char *q = sheet->quoted;
    *q++ = '\'';
    for (const char *c = setup->name; *c; c++) {
        if (*c == '\'')
            *q++ = '\'';
        *q++ = *c;
    }
    *q = '\'';
    if (workbook->last)
        workbook->last->next = sheet;
    else
        workbook->first = sheet;
    workbook->last = sheet;
    workbook->sheets++;

    lxw_worksheet *out = sheet->out;
    worksheet_gridlines(out, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_tab_color(out, setup->workings ? SILVER : workbook->sheets == 1 ? NAVY : TEAL);
    if (setup->portrait)
        worksheet_set_portrait(out);
    else
        worksheet_set_landscape(out);
    enum { LETTER = 1, A4 = 9 }; /* as Excel numbers papers */
    worksheet_set_paper(out, workbook->properties.a4 ? A4 : LETTER);
    if (setup->freeze_rows || setup->freeze_columns)
        worksheet_freeze_panes(out, (lxw_row_t)setup->freeze_rows,
                               (lxw_col_t)setup->freeze_columns);
    /* Tags such as 00123 are text on purpose. */
    check(workbook,
          worksheet_ignore_errors(out, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    return sheet;
}

static void break_before(struct sheet *sheet, int row)
{
    lxw_row_t before = sheet->break_count ? sheet->breaks[sheet->break_count - 1] : 0;
    if ((lxw_row_t)row > before && sheet->break_count < BREAKS_MOST)
        *PLANNER_APPEND(sheet->breaks, sheet->break_count, sheet->break_room) = (lxw_row_t)row;
}

static const struct book_driver excel_driver = {
    .page = new_page,
    .width = width,
    .height = height,
    .paper = paper,
    .put = put,
    .block = block,
    .name = name,
    .table = table,
    .condition = condition,
    .chart = chart,
};

/* ---- The file -------------------------------------------------------------------------------*/

static void set_properties(struct workbook *workbook)
{
    const struct workbook_properties *from = &workbook->properties;
    struct arena_mark mark = arena_mark(workbook->arena);
    /* Never 0, which the library takes for "now". */
    int64_t day = date_given(from->created) && from->created.day > 0 ? from->created.day : 3652;
    lxw_doc_properties properties = {
        .title = label(workbook->arena, from->title, 255),
        .subject = label(workbook->arena, from->subject, 255),
        .author = label(workbook->arena, from->author, 255),
        .created = (time_t)(day * 86400),
    };
    check(workbook, workbook_set_properties(workbook->book, &properties));
    arena_release(workbook->arena, mark);
}

static void check_space(const struct workbook *workbook, uint64_t needed)
{
    uint64_t free_bytes = os_free_space(workbook->output.temporary);
    if (free_bytes < needed)
        stop_machine("cannot write '%s': the disk is too full (about %llu MB are needed, %llu "
                     "MB are free)",
                     workbook->shown, (unsigned long long)(needed >> 20) + 1,
                     (unsigned long long)(free_bytes >> 20));
}

static lxw_format *add_rule(struct workbook *workbook)
{
    lxw_format *format = workbook_add_format(workbook->book);
    if (!format)
        cannot_write(workbook, "out of memory");
    format_set_font_color(format, RED);
    format_set_bold(format);
    return format;
}

struct workbook *workbook_begin(struct arena *arena, const char *target,
                                const struct workbook_properties *properties)
{
    struct workbook *workbook = arena_alloc(arena, 1, sizeof *workbook);
    workbook->arena = arena;
    workbook->row = arena_new();
    arena_alloc(workbook->row, 1, 1); /* its block stays */
    workbook->row_begin = arena_mark(workbook->row);
    workbook->shown = visible(arena, target);
    workbook->properties = *properties;

    const char *reason = os_output_begin(arena, target, &workbook->output);
    if (reason)
        cannot_write(workbook, reason);
    check_space(workbook,
                properties->expected_bytes > 1 << 20 ? properties->expected_bytes : 1 << 20);
    os_output_release(&workbook->output);
    workbook->folder = os_temporary_folder(arena, workbook->output.target);
    if (!workbook->folder)
        cannot_write(workbook, "no folder for temporary files can be made beside it");

    /* The library prints numbers with printf. */
    if (strcmp(localeconv()->decimal_point, ".") != 0)
        setlocale(LC_NUMERIC, "C");
    lxw_workbook_options options = {
        .constant_memory = properties->streams,
        .tmpdir = workbook->folder,
        /* Packed it is a fifteenth; a sheet alone cannot come to 4 GB. */
        .use_zip64 = properties->expected_bytes > UINT64_C(20000000000),
    };
    workbook->book = workbook_new_opt(workbook->output.temporary, &options);
    if (!workbook->book)
        cannot_write(workbook, "out of memory");
    /* Columns are as wide as so many digits of the workbook's own font; where that is missing (the
     * library's is often), another draws them wider or narrower than their text. */
    format_set_font_name(STAILQ_FIRST(workbook->book->formats), FONT);
    format_set_font_size(STAILQ_FIRST(workbook->book->formats), 10);
    set_properties(workbook);
    workbook->overdue_rule = add_rule(workbook);
    set_sign(workbook->overdue_rule, number_format(LOOK_DATE));
    workbook->alert_rule = add_rule(workbook);
    format_set_bg_color(workbook->alert_rule, 0xFBE9E7);
    workbook->front = book_new(arena, &excel_driver, workbook, properties->streams);
    if (properties->progress)
        book_show_progress(workbook->front);
    return workbook;
}

struct book *workbook_book(struct workbook *workbook)
{
    return workbook->front;
}

/* ---- on paper ------------------------------------------------------------------------------- */

/* Text of 10 points is not printed below 7.5, and in condensed lists not above, also where a
 * program draws columns wider than Excel: LibreOffice by 6 %. */
enum { LEAST_SCALE = 75, LONG_LIST = 60 /* rows */ };
#define WIDER 1.06
/* The part of a page that is surely filled before the next begins. */
#define SURE 0.95

/* The column behind the last that goes on paper. */
static int paper_end(const struct sheet *sheet)
{
    int end = sheet->last_column + 1, most = sheet->paper_columns;
    return most && most < end ? most : end;
}

/* What a page holds between its margins: pixels across, points down. */
struct room {
    double wide, high;
};

/* On both Letter and A4: how a sheet is laid out does not depend on the paper that is chosen. */
static struct room least_room(const struct sheet *sheet)
{
    return sheet->setup.portrait ? (struct room){7.47 * 96, 9.75 * 72}
                                 : (struct room){10.2 * 96, 7.02 * 72};
}

/* On its own paper, by which its pages are counted. */
static struct room own_room(const struct sheet *sheet)
{
    bool a4 = sheet->workbook->properties.a4;
    if (sheet->setup.portrait)
        return a4 ? (struct room){7.47 * 96, 10.44 * 72} : (struct room){7.7 * 96, 9.75 * 72};
    return a4 ? (struct room){10.89 * 96, 7.02 * 72} : (struct room){10.2 * 96, 7.25 * 72};
}

/* How many pages of paper so wide, side by side, take the columns at a scale in percent, each with
 * the frozen columns and as many others as it holds. */
static int pages_at(const struct sheet *sheet, double paper, double scale)
{
    int keys = sheet->setup.freeze_columns, end = paper_end(sheet), pages = 1;
    double room = paper * 100 / scale, repeated = pixels(sheet, 0, keys);
    double across = repeated;
    for (int k = keys; k < end; k++) {
        double column = pixels(sheet, k, k + 1);
        if (across + column > room && k > keys) {
            pages++;
            across = repeated;
        }
        across += column;
    }
    return pages;
}

/* The percentage at which a sheet is as wide as so many pages side by side, not above 100. */
static double fitting_scale(const struct sheet *sheet, int pages, double paper)
{
    double scale = 100 * pages * paper / pixels(sheet, 0, paper_end(sheet));
    scale = scale < 100 ? scale : 100;
    while (pages > 1 && scale > LEAST_SCALE && pages_at(sheet, paper, scale) > pages)
        scale--;
    return scale;
}

/* A long list to look things up in takes fewer pages than would fit its width. */
static bool is_condensed(const struct sheet *sheet, int pages)
{
    return sheet->setup.compact && sheet->last_row > LONG_LIST &&
           fitting_scale(sheet, pages, least_room(sheet).wide) > WIDER * LEAST_SCALE;
}

/* How many pages side by side keep the sheet readable. */
static int pages_across(const struct sheet *sheet)
{
    const struct page_setup *setup = &sheet->setup;
    return setup->freeze_columns && !setup->pages_tall
               ? pages_at(sheet, least_room(sheet).wide, LEAST_SCALE * WIDER) : 1;
}

/* Of one row the highest last. */
static int by_row(const void *a, const void *b)
{
    const struct tall *one = a, *other = b;
    int order = (one->row > other->row) - (one->row < other->row);
    return order ? order : (one->points > other->points) - (one->points < other->points);
}

static int by_place(const void *a, const void *b)
{
    const struct whole *one = a, *other = b;
    return (one->row > other->row) - (one->row < other->row);
}

/* The rows up to `end`, in points. */
static double high(const struct sheet *sheet, int from, int end)
{
    double sum = ROW * (end - from);
    for (size_t i = 0; i < sheet->tall_count; i++) {
        const struct tall *tall = &sheet->tall[i];
        bool highest = i + 1 == sheet->tall_count || tall[1].row != tall->row;
        if (tall->row >= from && tall->row < end && highest)
            sum += tall->points - ROW;
    }
    return sum;
}

/* A sheet that is little longer than a page is fitted to one where it can still be read well. */
static bool fits_one_page(const struct sheet *sheet)
{
    enum { WELL = 76 }; /* percent */
    struct room room = least_room(sheet);
    double most = fitting_scale(sheet, 1, room.wide);
    return high(sheet, 0, sheet->last_row + 1) <= room.high * 100 / (most < WELL ? most : WELL);
}

/* Of the rows kept in sight those of the table's header, which every page repeats. */
static int first_repeated(const struct sheet *sheet)
{
    enum { TITLE_ROWS = 3 };
    int frozen = sheet->setup.freeze_rows;
    return frozen > TITLE_ROWS ? TITLE_ROWS : frozen - 1;
}

/* Whether so many points, so far below the first row of a page, surely stand on one: on it, or on one
 * that follows by itself, which has the repeated rows above. */
static bool stands(double below, double points, double page, double repeated)
{
    double place = below;
    if (below > page * SURE) {
        double into = fmod(below - page, page - repeated);
        if (into < 2 * ROW)
            return false; /* or at the foot of the page before */
        place = repeated + into;
    }
    return place + points <= page * SURE;
}

/* No chart and no short table is cut by the end of a page, and no heading is left behind there.  Where
 * pages end is known to a row or two only, so each of them that does not surely stand on one page, in
 * Excel's widths and in LibreOffice's, begins another.  On a sheet fitted in width alone, both heed such
 * breaks. */
static void break_pages(struct sheet *sheet, int pages)
{
    const struct page_setup *setup = &sheet->setup;
    if (setup->pages_tall || !sheet->whole_count)
        return;
    const struct room room = own_room(sheet);
    double page = room.high * 100 / (is_condensed(sheet, pages)
                                         ? LEAST_SCALE : fitting_scale(sheet, pages, room.wide));
    double wider = is_condensed(sheet, pages) ? 1 : WIDER;
    double again = high(sheet, first_repeated(sheet), setup->freeze_rows);
    sort(sheet->whole, sheet->whole_count, sizeof *sheet->whole, by_place);
    int top = 0;
    for (size_t i = 0; i < sheet->whole_count; i++) {
        enum { MUCH = 8 }; /* rows: fewer are no page of their own */
        const struct whole *whole = &sheet->whole[i];
        double above = (top ? again : 0) + high(sheet, top, whole->row);
        int end = whole->end <= sheet->last_row ? whole->end : sheet->last_row + 1;
        double points = high(sheet, whole->row, end) + whole->points;
        if (stands(above, points, page, again) && stands(above, points, page * wider, again))
            continue;
        int from = whole->heading > top + MUCH ? whole->heading : whole->row;
        if (from <= top + (top ? 1 : MUCH))
            continue; /* longer than a page; or else the sheet's title would be left alone on one */
        break_before(sheet, top = from);
    }
}

/* Under the title of a narrow sheet, what it answers takes as many lines as it needs; a streamed
 * row can't be reached any more, so there the paper takes in empty columns. */
static void fit_subtitle(struct sheet *sheet)
{
    enum { MOST = 60 };
    const double size = 10.5;
    if (!sheet->subtitle)
        return;
    int last = paper_end(sheet) - 1;
    double needed = letters_across(text_of(sheet->subtitle)) * size * 96 / 72;
    int lines = lines_in(sheet->subtitle, room_in(sheet, 0, last), size);
    if (lines == 1)
        return;
    struct workbook *workbook = sheet->workbook;
    if (workbook->properties.streams) {
        while (pixels(sheet, 0, sheet->last_column + 1) < needed && sheet->last_column < MOST)
            sheet->last_column++;
        return;
    }
    lxw_format *format = format_for(workbook, LOOK_ANSWERS, WRAPPED);
    set_height(sheet, 1, 4 + LINE * size * lines);
    if (last > 0)
        check(workbook, worksheet_merge_range(sheet->out, 1, 0, 1, (lxw_col_t)last,
                                              sheet->subtitle, format));
    else
        check(workbook, worksheet_write_string(sheet->out, 1, 0, sheet->subtitle, format));
}

/* On pages side by side a section's heading stands on each, within the columns that are on each; a
 * streamed row can't be reached any more. */
static void fit_sections(struct sheet *sheet)
{
    const double size = 12;
    struct workbook *workbook = sheet->workbook;
    int last = sheet->setup.freeze_columns - 1;
    for (size_t i = 0; i < sheet->section_count && !workbook->properties.streams; i++) {
        const struct section *section = &sheet->section[i];
        lxw_row_t row = (lxw_row_t)section->row;
        lxw_format *format = format_for(workbook, LOOK_HEADING, WRAPPED);
        int lines = lines_in(section->title, room_in(sheet, 0, last), size * BOLD);
        set_height(sheet, section->row, 6 + LINE * size * lines);
        check(workbook,
              last ? worksheet_merge_range(sheet->out, row, 0, row, (lxw_col_t)last, section->title, format)
                   : worksheet_write_string(sheet->out, row, 0, section->title, format));
    }
}

/* The percentage at which the sheet is printed. */
static double printed_scale(const struct sheet *sheet, int pages)
{
    int tall = sheet->setup.pages_tall;
    struct room room = least_room(sheet);
    double scale = is_condensed(sheet, pages) ? LEAST_SCALE : fitting_scale(sheet, pages, room.wide);
    double by_height = tall * 100 * room.high / high(sheet, 0, sheet->last_row + 1);
    return tall && by_height < scale ? by_height : scale;
}

static void enlarge(lxw_chart_font *font, double points)
{
    enum { HUNDREDTHS = 100 }; /* as the library keeps sizes */
    if (font && font->size < points * HUNDREDTHS)
        font->size = round(points) * HUNDREDTHS;
}

/* What stands in a chart is printed as large as the text around it: at eight points or more. */
static void enlarge_charts(const struct sheet *sheet, int pages)
{
    const double least = 8.4 * 100 / printed_scale(sheet, pages); /* .4: columns drawn wider */
    for (size_t i = 0; i < sheet->chart_count; i++) {
        lxw_chart *chart = sheet->charts[i];
        enlarge(chart->x_axis->num_font, least);
        enlarge(chart->y_axis->num_font, least);
        enlarge(chart->x_axis->title.font, least);
        enlarge(chart->y_axis->title.font, least);
        enlarge(chart->legend.font, least);
        enlarge(chart->title.font, least);
        for (lxw_chart_series *series = STAILQ_FIRST(chart->series_list); series;
             series = STAILQ_NEXT(series, list_pointers))
            enlarge(series->label_font, least);
    }
}

static void set_breaks(struct sheet *sheet)
{
    if (!sheet->break_count)
        return;
    *PLANNER_APPEND(sheet->breaks, sheet->break_count, sheet->break_room) = 0; /* the list's end */
    check(sheet->workbook, worksheet_set_h_pagebreaks(sheet->out, sheet->breaks));
}

/* Of a sheet without frozen rows the table that ends it and goes on over pages, or NULL. */
static const struct table *longest_table(const struct sheet *sheet)
{
    const struct table *last = sheet->table_last;
    return last && last->last_row - last->first_row > SHORT_TABLE &&
                   sheet->last_row <= last->last_row + 1
               ? last : NULL;
}

static void set_scale(struct sheet *sheet, int pages)
{
    if (is_condensed(sheet, pages))
        worksheet_set_print_scale(sheet->out, LEAST_SCALE);
    else
        worksheet_fit_to_pages(sheet->out, (uint16_t)pages, (uint16_t)sheet->setup.pages_tall);
}

/* A table that ends on the first page leaves the others to what stands below it: there its header
 * would name the columns of another table. */
static bool header_repeats(const struct sheet *sheet, int pages)
{
    const struct table *top = sheet->table;
    while (top && top->first_row != sheet->setup.freeze_rows - 1)
        top = top->next;
    bool alone = !top || (top == sheet->table_last && sheet->heading <= top->last_row);
    return alone || high(sheet, 0, top->last_row + 1) >
                       SURE * least_room(sheet).high * 100 / printed_scale(sheet, pages);
}

/* On pages side by side the sheet's title would be cut at the frozen columns: there its name and
 * what it answers stand in each page's header, and printing begins at the table's. */
static void set_print(struct sheet *sheet)
{
    const struct page_setup *setup = &sheet->setup;
    int pages = pages_across(sheet);
    bool beside = pages > 1;
    lxw_row_t frozen = (lxw_row_t)setup->freeze_rows;
    lxw_row_t first = !beside  ? 0
                      : frozen ? (lxw_row_t)first_repeated(sheet)
                               : setup->answers ? 2 : 0;
    if (beside)
        fit_sections(sheet);
    else
        fit_subtitle(sheet);
    if (sheet->tall_count)
        sort(sheet->tall, sheet->tall_count, sizeof *sheet->tall, by_row);
    if (!beside && fits_one_page(sheet))
        sheet->setup.pages_tall = 1;
    break_pages(sheet, pages);
    enlarge_charts(sheet, pages);
    worksheet_set_margins(sheet->out, 0.4, 0.4, beside ? 0.8 : 0.65, 0.6);
    set_header_and_footer(sheet, beside ? setup->answers : NULL);
    set_scale(sheet, pages);
    set_breaks(sheet);
    const struct table *long_one = frozen ? NULL : longest_table(sheet);
    if (frozen && header_repeats(sheet, pages))
        check(sheet->workbook,
              worksheet_repeat_rows(sheet->out, (lxw_row_t)first_repeated(sheet), frozen - 1));
    else if (long_one)
        check(sheet->workbook, worksheet_repeat_rows(sheet->out, (lxw_row_t)long_one->first_row,
                                                     (lxw_row_t)long_one->first_row));
    if (beside)
        check(sheet->workbook, worksheet_repeat_columns(sheet->out, 0,
                                                        (lxw_col_t)(setup->freeze_columns - 1)));
    if (sheet->last_row >= 0)
        check(sheet->workbook, worksheet_print_area(sheet->out, first, 0, (lxw_row_t)sheet->last_row,
                                                    (lxw_col_t)(paper_end(sheet) - 1)));
}

static void finish_sheet(struct sheet *sheet)
{
    release_held(sheet);
    if (!sheet->workbook->properties.streams)
        for (const struct table *table = sheet->table; table; table = table->next)
            draw_table(sheet, table);
    worksheet_set_default_row(sheet->out, ROW, LXW_FALSE);
    set_print(sheet);
    free(sheet->held);
    free(sheet->breaks);
    free(sheet->whole);
    free(sheet->charts);
    free(sheet->tall);
    free(sheet->section);
}

/* Whether the member is in the archive and not smaller than it must be. */
static bool has_member(unzFile archive, const char *member, uint64_t least)
{
    unz_file_info64 what;
    return unzLocateFile(archive, member, 1) == UNZ_OK &&
           unzGetCurrentFileInfo64(archive, &what, NULL, 0, NULL, 0, NULL, 0) == UNZ_OK &&
           what.uncompressed_size >= least && what.compressed_size > 0;
}

/* The library takes a part that it cannot read back for one that is empty. */
static bool has_empty_member(unzFile archive)
{
    unz_file_info64 what;
    int found = unzGoToFirstFile(archive);
    for (; found == UNZ_OK; found = unzGoToNextFile(archive))
        if (unzGetCurrentFileInfo64(archive, &what, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK ||
            !what.uncompressed_size)
            return true;
    return found != UNZ_END_OF_LIST_OF_FILE;
}

/* A disk that fails makes the library write sheets that end in the middle, and say nothing; so
 * what it wrote is looked up in the archive's directory. */
static void verify(struct workbook *workbook)
{
    bool whole = false;
    unzFile archive = unzOpen64(workbook->output.temporary);
    if (archive) {
        whole = !has_empty_member(archive) &&
                has_member(archive, "[Content_Types].xml", 600) &&
                has_member(archive, "xl/workbook.xml", 400) &&
                has_member(archive, "xl/styles.xml", 600);
        unsigned number = 0;
        for (const struct sheet *sheet = workbook->first; sheet && whole; sheet = sheet->next) {
            char member[64];
            snprintf(member, sizeof member, "xl/worksheets/sheet%u.xml", ++number);
            whole = has_member(archive, member, 300 + sheet->least);
        }
        unzClose(archive);
    }
    if (!whole)
        cannot_write(workbook, "the disk took only a part of it");
}

void workbook_settle(struct workbook *workbook)
{
    uint64_t least = 1 << 20, largest = 0;
    struct progress packing;
    book_end_progress(workbook->front);
    for (struct sheet *sheet = workbook->first; sheet; sheet = sheet->next) {
        finish_sheet(sheet);
        least += sheet->least;
        largest = sheet->least > largest ? sheet->least : largest;
    }
    /* Streamed sheets are there already: one at a time is copied, and all are packed. */
    check_space(workbook, workbook->properties.streams ? largest + least / 4 : 2 * least);
    combinations = workbook->combinations;
    progress_stage(&packing, workbook->properties.progress && workbook->properties.streams,
                   "Packing the workbook");
    os_mute_library();
    check(workbook, workbook_close(workbook->book));
    os_unmute_library();
    progress_end(&packing);
    arena_free(workbook->row);
    verify(workbook);
    os_remove_folder(workbook->folder);
    const char *reason = os_output_settle(&workbook->output);
    if (reason)
        cannot_write(workbook, reason);
}

void workbook_commit(struct workbook *workbook)
{
    const char *reason = os_output_commit(&workbook->output);
    if (reason)
        cannot_write(workbook, reason);
}
