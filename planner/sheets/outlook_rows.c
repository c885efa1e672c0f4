/* Forecast and History: a row a period of every series.  What one sheet cannot hold goes on on the
 * next. */
#include "planner/outlook_book.h"

#include <math.h>

extern const struct sheet sheet_outlook_forecast, sheet_outlook_history;

enum { ROWS_MOST = 1000000 }; /* on a sheet */

/* A table over as many sheets as it takes. */
struct rows_out {
    const struct outlook_book *b;
    const struct page_setup *setup;
    const struct heading *headings;
    size_t columns, left; /* rows to come */
    struct page *page;
    int sheet, row, last;
};

static void begin_table(struct rows_out *out, int header)
{
    size_t rows = out->left < ROWS_MOST ? out->left : ROWS_MOST;
    const char *name = arena_format(out->b->arena, "%s%d", out->setup->name, ++out->sheet);
    out->row = sheet_table(out->page, name, header, out->headings, out->columns, rows, false);
    out->last = out->row + (int)rows;
    out->left -= rows;
}

static int next_row(struct rows_out *out)
{
    if (out->row == out->last && out->left) {
        struct page_setup setup = *out->setup;
        setup.name = arena_format(out->b->arena, "%s %d", out->setup->name, out->sheet + 1);
        setup.freeze_rows = 1;
        out->page = book_page(out->b->book, &setup);
        begin_table(out, 0);
    }
    return out->row++;
}

/* ---- forecast -------------------------------------------------------------------------------- */

static void put_forecast(struct rows_out *out, const struct outlook_series *s)
{
    char when[FORM_TEXT];
    const struct forecast *f = &s->forecast;
    const char *name = post_string(out->b->outlook->post, s->id);
    unsigned look = figure_look(s);
    int64_t first = s->first + (int64_t)(s->length - f->before);
    for (size_t h = 0; h < f->horizon; h++) {
        int row = next_row(out);
        page_text(out->page, row, 0, LOOK_TEXT, name);
        page_text(out->page, row, 1, LOOK_TEXT, period_text(s->form, first + (int64_t)h, when));
        page_number(out->page, row, 2, look, f->mean[h]);
        page_number(out->page, row, 3, look, f->lower[h]);
        page_number(out->page, row, 4, look, f->upper[h]);
        page_text(out->page, row, 5, LOOK_TEXT, s->method);
    }
}

static void fill_forecast(struct page *page, const void *subject)
{
    static const struct heading headings[] = {{"Series", 26}, {"Period", 11}, {"Mean", 15},
                                              {"Lower", 15}, {"Upper", 15}, {"Method", 34}};
    const struct outlook_book *b = subject;
    struct rows_out out = {.b = b, .setup = &sheet_outlook_forecast.setup, .headings = headings, .columns = 6,
                           .page = page};
    for (size_t i = 0; i < b->outlook->made; i++)
        out.left += b->outlook->ranked[i]->forecast.horizon;
    begin_table(&out, SHEET_HEADER);
    for (size_t i = 0; i < b->outlook->count; i++)
        if (b->outlook->series[i].made)
            put_forecast(&out, &b->outlook->series[i]);
}

const struct sheet sheet_outlook_forecast = {
    .setup = {.name = "Forecast", .freeze_rows = SHEET_HEADER + 1, .portrait = true, .compact = true},
    .answers = "What will each period come to, and between which bounds?",
    .fill = fill_forecast,
};

/* ---- history --------------------------------------------------------------------------------- */

static const char *changed(const struct outlook_series *s, size_t i, double *now)
{
    const struct forecast *f = &s->forecast;
    for (size_t c = 0; s->made && c < f->changes; c++)
        if (f->change[c].at == i) {
            *now = f->change[c].now;
            return isnan(f->change[c].was) ? "gap, filled in" : "odd, set back";
        }
    return NULL;
}

static void put_history(struct rows_out *out, const struct outlook_series *s)
{
    char when[FORM_TEXT];
    const char *name = post_string(out->b->outlook->post, s->id);
    unsigned look = figure_look(s);
    for (size_t i = 0; i < s->length; i++) {
        int row = next_row(out);
        double now = NAN;
        page_text(out->page, row, 0, LOOK_TEXT, name);
        page_text(out->page, row, 1, LOOK_TEXT, period_text(s->form, s->first + (int64_t)i, when));
        if (!isnan(s->value[i]))
            page_number(out->page, row, 2, look, s->value[i]);
        const char *why = changed(s, i, &now);
        if (why) {
            page_number(out->page, row, 3, look | LOOK_MUTED, now);
            page_text(out->page, row, 4, LOOK_TEXT, why);
        }
    }
}

static void fill_history(struct page *page, const void *subject)
{
    static const struct heading headings[] = {{"Series", 26}, {"Period", 11}, {"Value", 15},
                                              {"Taken as", 15}, {"Why", 18}};
    const struct outlook_book *b = subject;
    struct rows_out out = {.b = b, .setup = &sheet_outlook_history.setup, .headings = headings, .columns = 5,
                           .page = page};
    for (size_t i = 0; i < b->outlook->count; i++)
        out.left += b->outlook->series[i].length;
    begin_table(&out, SHEET_HEADER);
    for (size_t i = 0; i < b->outlook->count; i++)
        put_history(&out, &b->outlook->series[i]);
}

const struct sheet sheet_outlook_history = {
    .setup = {.name = "History", .freeze_rows = SHEET_HEADER + 1, .portrait = true, .compact = true},
    .answers = "What do the forecasts rest on, and which values were not taken as they stood?",
    .fill = fill_history,
};
