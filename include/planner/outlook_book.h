/* The workbook of planner forecast. */
#ifndef PLANNER_OUTLOOK_BOOK_H
#define PLANNER_OUTLOOK_BOOK_H

#include "planner/outlook.h"
#include "planner/sheet.h"

/* What its sheets share. */
struct outlook_book {
    const struct outlook *outlook;
    struct book *book;
    struct arena *arena;
};

void draw_outlook(struct book *book, const struct outlook *outlook);
/* Whether there is too much for tables: the book is then streamed. */
bool outlook_streams(const struct outlook *outlook);

enum { CHARTS_MOST = 50 };
#define SHEET_CHART_DATA "Chart data"
enum { DATA_SERIES, DATA_PERIOD, DATA_VALUE, DATA_MEAN, DATA_LOWER, DATA_BAND, DATA_COLUMNS };
/* Where a series' rows stand on the sheet of chart data; false when it has no chart. */
bool chart_rows(const struct outlook *outlook, size_t series, int *first, int *count);
/* Periods of history that a chart shows. */
size_t chart_history(const struct outlook_series *s);

/* How figures of a series' size are shown. */
unsigned figure_look(const struct outlook_series *s);
const char *figure_format(const struct outlook_series *s);

#endif
