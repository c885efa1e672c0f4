#include "planner/outlook_book.h"

#include <math.h>

#define SHEET(name) extern const struct sheet sheet_##name;
#include "planner/outlook_sheets.def"
#undef SHEET

#define SHEET(name) &sheet_##name,
static const struct sheet *const outlook_sheets[] = {
#include "planner/outlook_sheets.def"
    NULL,
};
#undef SHEET

bool outlook_streams(const struct outlook *outlook)
{
    const size_t series_most = 3000, rows_most = 200000;
    size_t rows = 0;
    for (size_t i = 0; i < outlook->count; i++)
        rows += outlook->series[i].length + outlook->series[i].forecast.horizon;
    return outlook->count > series_most || rows > rows_most;
}

size_t chart_history(const struct outlook_series *s)
{
    const size_t years = 5, least = 30;
    size_t shown = years * form_season(s->form);
    shown = shown < least ? least : shown;
    return shown < s->length ? shown : s->length;
}

bool chart_rows(const struct outlook *outlook, size_t series, int *first, int *count)
{
    size_t charts = 0;
    *first = SHEET_HEADER + 1;
    *count = 0;
    for (size_t i = 0; i <= series; i++) {
        const struct outlook_series *s = &outlook->series[i];
        if (!s->made)
            continue;
        *first += *count;
        *count = (int)(chart_history(s) + s->forecast.horizon - s->forecast.before);
        charts++;
    }
    return outlook->series[series].made && charts <= CHARTS_MOST;
}

static double size_of(const struct outlook_series *s)
{
    double size = 0;
    for (size_t i = 0; i < s->length; i++)
        size = isnan(s->value[i]) ? size : fmax(size, fabs(s->value[i]));
    return size;
}

unsigned figure_look(const struct outlook_series *s)
{
    double size = size_of(s);
    return size >= 1e12 || size < 1 ? LOOK_NUMBER : LOOK_FIGURE;
}

const char *figure_format(const struct outlook_series *s)
{
    double size = size_of(s);
    return size >= 1e15 ? "0.0E+0" : size >= 10 ? "#,##0" : size >= 1 ? "0.0" : "General";
}

void draw_outlook(struct book *book, const struct outlook *outlook)
{
    struct outlook_book b = {.outlook = outlook, .book = book, .arena = arena_new()};
    size_t better = 0, measured = 0;
    char as_of[DATE_TEXT];
    for (size_t i = 0; i < outlook->made; i++) {
        measured += isnan(outlook->ranked[i]->against_naive) ? 0 : 1;
        better += outlook->ranked[i]->against_naive < 1;
    }
    draw_sheets(book, outlook_sheets, &b,
                arena_format(b.arena, "%zu series, %zu forecast; %zu of the %zu that can be measured "
                             "are forecast better than by repeating the last value. As of %s.",
                             outlook->count, outlook->made, better, measured,
                             date_long(outlook->as_of, as_of)));
    arena_free(b.arena);
}
