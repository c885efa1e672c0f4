#include "planner/icass_book.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEET(name) extern const struct sheet sheet_##name;
#include "planner/icass_sheets.def"
#undef SHEET

#define SHEET(name) &sheet_##name,
static const struct sheet *const icass_sheets[] = {
#include "planner/icass_sheets.def"
    NULL,
};
#undef SHEET

/* ---- names of cells ------------------------------------------------------------------------------ */

static bool name_taken(const struct icass_book *b, const char *name)
{
    for (size_t i = 0; i < b->names->count; i++)
        if (text_same_nocase(text_of(b->names->at[i]), text_of(name)))
            return true;
    return false;
}

void name_cell(const struct icass_book *b, struct page *page, int row, int column, const char *what,
               const char *one, const char *other)
{
    char *name = arena_format(b->arena, "%s%s%s%s%.80s", what, one[0] ? "_" : "", one,
                              other[0] ? "_" : "", other);
    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80)
            *c = '_';
    const char *free_name = name;
    for (int n = 2; name_taken(b, free_name); n++)
        free_name = say(b, "%s_%d", name, n);
    icass_say(b->names, free_name);
    page_name(page, row, column, free_name);
}

const char *dollars_text(const struct icass_book *b, money m)
{
    char out[MONEY_TEXT];
    return say(b, "%s", money_pretty(m, out));
}

const char *decimal_text(const struct icass_book *b, decimal d)
{
    char out[DECIMAL_TEXT];
    return decimal_given(d) ? say(b, "%s", decimal_plain(d, out)) : "";
}

void put_decimal(struct page *page, int row, int column, unsigned look, decimal d)
{
    if (decimal_given(d))
        page_number(page, row, column, look, decimal_double(d));
    else
        page_blank(page, row, column, look);
}

void put_warning(const struct icass_book *b, struct page *page)
{
    if (b->icass->dt_only)
        page_text(
            page, 2, 0, LOOK_TEXT | LOOK_ALERT,
            say(b, "DT cost centers only: not the agency's invoice (%s).", b->icass->dt_only));
}

void put_note(struct page *page, int row, int columns, double characters, const char *note)
{
    int lines = 1 + (int)((double)text_characters(text_of(note)) / characters);
    page_height(page, row, 12.0 * lines + 4);
    page_block(page, row, 0, row, columns - 1, LOOK_NOTE, note);
}

void put_headings(struct page *page, int row, const struct heading *headings, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        page_width(page, (int)k, (int)k, headings[k].width);
        page_text(page, row, (int)k, LOOK_HEADER, headings[k].title);
    }
}

void put_bullets(const struct icass_book *b, struct page *page, int *row, int columns,
                 double characters, const struct sentences *sentences)
{
    for (size_t i = 0; i < sentences->count; i++) {
        const char *line = say(b, "\xE2\x80\xA2  %s", sentences->at[i]);
        double lines = (double)text_characters(text_of(line)) / characters;
        page_height(page, *row, 15.0 * (1 + (int)lines) + 3);
        page_block(page, *row, 0, *row, columns - 1, LOOK_WRAP, line);
        ++*row;
    }
}

/* ---- where things stand ------------------------------------------------------------------------------- */

int charges_row(size_t agency)
{
    return SHEET_HEADER + 3 + (int)agency;
}

int charges_cost_row(const struct icass_book *b)
{
    return charges_row(b->icass->agency_count) + 1;
}

int charges_column(size_t wanted)
{
    return 1 + (int)wanted;
}

const char *method_cell(const struct icass_book *b)
{
    return address_on(b->arena, ICASS_CHARGES, SHEET_HEADER, 1);
}

static void place_funds(struct icass_book *b)
{
    const struct funds *f = b->icass->funds;
    int row = SHEET_HEADER + 1;
    b->budget_row = arena_alloc(b->arena, f->count + 1, sizeof *b->budget_row);
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].component != COMPONENT_OTHER)
            b->budget_row[i] = row++;
    b->other_row = row + 4; /* behind totals and a heading */
    row = b->other_row + 1;
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].component == COMPONENT_OTHER)
            b->budget_row[i] = row++;
    b->quarters_row = row + 3;
}

static void place_workload(struct icass_book *b)
{
    const struct icass *icass = b->icass;
    int row = SHEET_HEADER + 1;
    b->workload_row = arena_alloc(b->arena, icass_cells(icass) + 1, sizeof *b->workload_row);
    b->centers = arena_alloc(b->arena, icass->center_count + 1, sizeof *b->centers);
    for (size_t i = 0; i < icass_cells(icass); i++)
        b->workload_row[i] = icass->years[icass->now].row[i] == NOWHERE ? -1 : row++;
    for (size_t c = 0; c < icass->center_count; c++)
        if (icass->centers[c].wanted)
            b->centers[b->center_count++] = c;
}

/* A spreadsheet holds whole numbers up to 2^53, but compares and subtracts them as equal when they
 * differ by less than one part in 2^48; a quarter of that leaves room for changed counts. */
#define PLAIN_LIMIT INT64_C(70000000000000)

static void fill_block(struct icass_book *b, struct work_block *block, int *column)
{
    int64_t largest = 0;
    for (size_t a = 0; a < b->icass->agency_count; a++) {
        block->total += block->weight[a];
        largest = block->weight[a] > largest ? block->weight[a] : largest;
    }
    block->stepwise = (wide)block->total * largest > PLAIN_LIMIT;
    block->column = *column;
    *column += block->stepwise ? WORK_STEPWISE : WORK_PLAIN;
}

static void place_workings(struct icass_book *b)
{
    const struct icass *icass = b->icass;
    const struct icass_year *now = &icass->years[icass->now];
    int column = 1;
    b->blocks = arena_alloc(b->arena, b->center_count + 1, sizeof *b->blocks);
    for (size_t k = 0; k <= b->center_count; k++) {
        struct work_block *block = &b->blocks[k];
        bool pool = k == b->center_count;
        block->weight = arena_alloc(b->arena, icass->agency_count + 1, sizeof *block->weight);
        for (size_t a = 0; a < icass->agency_count; a++) {
            bool own = icass->agencies[a].icass;
            size_t cell = pool ? 0 : b->centers[k] * icass->agency_count + a;
            block->weight[a] = pool ? (own ? 0 : now->charges.before[a].cents)
                               : own && icass->method == REDISTRIBUTION_R2 ? 0
                                                                           : now->count[cell];
            if (pool && own)
                block->whole += now->charges.before[a].cents;
        }
        if (!pool && money_given(now->cost[b->centers[k]]))
            block->whole = now->cost[b->centers[k]].cents;
        fill_block(b, block, &column);
    }
}

static const char *caption(const struct icass_book *b)
{
    const struct icass *icass = b->icass;
    const struct settings *s = icass->plan->settings;
    char day[DATE_TEXT];
    const char *post = post_string(icass->plan->post, s->post);
    return say(b, "%s%sFY%d Q%d, as of %s.", post, post[0] ? ", " : "", icass->fiscal_year,
               icass->quarter, date_long(s->as_of, day));
}

void draw_icass(struct book *book, const struct icass *icass, const struct manifest *manifest)
{
    struct sentences names = {0};
    struct icass_book b = {.icass = icass, .manifest = manifest, .arena = arena_new(),
                           .names = &names};
    place_funds(&b);
    place_workload(&b);
    place_workings(&b);
    draw_sheets(book, icass_sheets, &b, caption(&b));
    free(names.at);
    arena_free(b.arena);
}
