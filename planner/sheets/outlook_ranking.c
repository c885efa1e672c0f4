/* Ranking: each series, what its forecast was made with, and how well that did on history that was
 * held back; the best first. */
#include "planner/outlook_book.h"

#include <math.h>

/* The last five are not printed. */
enum { RANK, SERIES, NEXT, LOW, HIGH, ERROR_COLUMN, NAIVE, SEASONAL, AGAINST, RESTS, METHOD, PERIODS,
       FIRST, LAST, VALUES, COLUMNS };

/* To four figures where the cell shows a number as it is. */
static void put_measured(struct page *page, int row, int column, unsigned look, double number)
{
    if (isfinite(number) && number != 0 && (look & 0xFF) == LOOK_NUMBER) {
        double unit = pow(10, floor(log10(fabs(number))) - 3);
        number = unit > 0 && isfinite(number / unit) ? round(number / unit) * unit : number;
    }
    if (isfinite(number))
        page_number(page, row, column, look, number);
    else
        page_blank(page, row, column, look);
}

static void put_series(const struct outlook_book *b, struct page *page,
                       const struct outlook_series *s, int row)
{
    char when[FORM_TEXT];
    const struct forecast *f = &s->forecast;
    unsigned look = figure_look(s);
    page_number(page, row, RANK, LOOK_COUNT, (double)s->rank);
    page_text(page, row, SERIES, LOOK_WRAP, post_string(b->outlook->post, s->id));
    page_text(page, row, PERIODS, LOOK_TEXT, form_name(s->form));
    page_text(page, row, FIRST, LOOK_TEXT, period_text(s->form, s->first, when));
    page_text(page, row, LAST, LOOK_TEXT,
              period_text(s->form, s->first + (int64_t)s->length - 1, when));
    page_number(page, row, VALUES, LOOK_COUNT, (double)s->given);
    put_measured(page, row, ERROR_COLUMN, look, f->error);
    put_measured(page, row, NAIVE, look, f->naive_error);
    put_measured(page, row, SEASONAL, look, f->seasonal_naive_error);
    put_measured(page, row, AGAINST, s->against_naive < 1 ? LOOK_PERCENT | LOOK_GOOD : LOOK_PERCENT,
                 s->against_naive);
    put_measured(page, row, NEXT, look, s->year_mean);
    put_measured(page, row, LOW, look | LOOK_MUTED, s->year_lower);
    put_measured(page, row, HIGH, look | LOOK_MUTED, s->year_upper);
    page_text(page, row, METHOD, LOOK_WRAP, s->method);
    page_text(page, row, RESTS, LOOK_WRAP, s->sentence);
}

static void fill(struct page *page, const void *subject)
{
    static const struct heading headings[COLUMNS] = {
        [RANK] = {"Rank", 6}, [SERIES] = {"Series", 19}, [NEXT] = {"Next year", 11},
        [LOW] = {"Next year low", 11}, [HIGH] = {"Next year high", 11},
        [ERROR_COLUMN] = {"Mean error", 9}, [NAIVE] = {"Last value repeated", 10},
        [SEASONAL] = {"Last season repeated", 10}, [AGAINST] = {"Error beside last value's", 10},
        [RESTS] = {"What it rests on", 60}, [METHOD] = {"Method", 28}, [PERIODS] = {"Periods", 12},
        [FIRST] = {"First", 9}, [LAST] = {"Last", 9}, [VALUES] = {"Values", 10}};
    const struct outlook_book *b = subject;
    const struct outlook *outlook = b->outlook;
    page_paper(page, METHOD);
    int row = sheet_table(page, "Ranking", SHEET_HEADER, headings, COLUMNS, outlook->made, false);
    for (size_t i = 0; i < outlook->made; i++)
        put_series(b, page, outlook->ranked[i], row++);
}

const struct sheet sheet_outlook_ranking = {
    .setup = {.name = "Ranking", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .title = "Forecast accuracy",
    .answers = "How far was each forecast off on history that it had not seen, and is that better "
               "than repeating the last value?",
    .fill = fill,
};
