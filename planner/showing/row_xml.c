#include "planner/row_xml.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a cell has around its text at the most, its address, style and a number included. */
enum { AROUND = 160, LONGEST_ENTITY = 5 };

size_t row_xml_room(const struct row_cell *cells, size_t count)
{
    size_t room = AROUND;
    for (size_t i = 0; i < count; i++)
        room += AROUND + (cells[i].cell.kind == CELL_TEXT
                              ? LONGEST_ENTITY * strlen(cells[i].cell.string) : 0);
    return room;
}

static char *put_string(char *at, const char *string)
{
    size_t length = strlen(string);
    memcpy(at, string, length); /* NOLINT(bugprone-not-null-terminated-result): more follows */
    return at + length;
}

static char *put_digits(char *at, uint64_t number)
{
    char digits[20];
    size_t n = sizeof digits;
    do
        digits[--n] = (char)('0' + number % 10);
    while (number /= 10);
    memcpy(at, digits + n, sizeof digits - n);
    return at + sizeof digits - n;
}

static char *put_whole(char *at, int64_t number)
{
    if (number < 0)
        *at++ = '-';
    return put_digits(at, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* 16 digits, as Excel keeps 15. */
static char *put_number(char *at, double number)
{
    if (fabs(number) < 1e15 && number == (double)(int64_t)number && !signbit(number))
        return put_whole(at, (int64_t)number);
    return at + snprintf(at, 32, "%.16G", number);
}

static char *put_money(char *at, money amount)
{
    uint64_t cents = amount.cents < 0 ? 0 - (uint64_t)amount.cents : (uint64_t)amount.cents;
    unsigned rest = (unsigned)(cents % 100);
    if (amount.cents < 0)
        *at++ = '-';
    at = put_digits(at, cents / 100);
    if (!rest)
        return at;
    *at++ = '.';
    *at++ = (char)('0' + rest / 10);
    if (rest % 10)
        *at++ = (char)('0' + rest % 10);
    return at;
}

static char *put_escaped(char *at, const char *string)
{
    for (const char *c = string; *c; c++)
        switch (*c) {
        case '&':
            at = put_string(at, "&amp;");
            break;
        case '<':
            at = put_string(at, "&lt;");
            break;
        case '>':
            at = put_string(at, "&gt;");
            break;
        default:
            *at++ = *c;
        }
    return at;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static char *put_text(char *at, const char *string)
{
    bool edges = is_space(string[0]) || is_space(string[strlen(string) - 1]);
    at = put_string(at, " t=\"inlineStr\"><is><t");
    at = put_string(at, edges ? " xml:space=\"preserve\">" : ">");
    return put_string(put_escaped(at, string), "</t></is></c>");
}

static char *put_figure(char *at, const struct cell *cell)
{
    at = put_string(at, "><v>");
    at = cell->kind == CELL_MONEY  ? put_money(at, cell->amount)
         : cell->kind == CELL_DATE ? put_whole(at, excel_day(cell->day))
                                   : put_number(at, cell->number);
    return put_string(at, "</v></c>");
}

static char *put_cell(char *at, int row, const struct row_cell *from)
{
    char address[ADDRESS_TEXT];
    const struct cell *cell = &from->cell;
    at = put_string(at, "<c r=\"");
    at = put_string(at, cell_address(row, from->column, address));
    if (from->style) {
        at = put_string(at, "\" s=\"");
        at = put_whole(at, from->style);
    }
    *at++ = '"';
    if (cell->kind == CELL_BLANK || (cell->kind == CELL_TEXT && !cell->string[0]))
        return put_string(at, "/>");
    return cell->kind == CELL_TEXT ? put_text(at, cell->string) : put_figure(at, cell);
}

size_t row_xml(char *out, int row, const struct row_cell *cells, size_t count)
{
    char *at = put_string(out, "<row r=\"");
    at = put_string(put_whole(at, row + 1), "\">");
    for (size_t i = 0; i < count; i++)
        at = put_cell(at, row, &cells[i]);
    return (size_t)(put_string(at, "</row>") - out);
}
