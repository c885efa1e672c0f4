#include "planner/whatif_book.h"

#include <string.h>

enum { LABEL_WIDTH = 36, YEAR_WIDTH = 11, TOTAL_WIDTH = 12 };

int view_years(const struct whatif_view *v)
{
    return v->w->scenarios->years;
}

int year_table(const struct whatif_view *v, struct page *page, int row, const char *name,
               const char *label, size_t rows)
{
    int years = view_years(v);
    struct heading *headings = arena_alloc(v->arena, (size_t)years + 2, sizeof *headings);
    headings[0] = (struct heading){label, LABEL_WIDTH};
    for (int y = 0; y < years; y++)
        headings[y + 1] =
            (struct heading){say(v, "FY%d", v->w->scenarios->first_year + y), YEAR_WIDTH};
    headings[years + 1] = (struct heading){"All years", TOTAL_WIDTH};
    return sheet_table(page, name, row, headings, (size_t)years + 2, rows, false);
}

static void total_of(const struct whatif_view *v, struct page *page, int row, unsigned look,
                     const money amount[])
{
    int years = view_years(v);
    money sum = MONEY_ZERO;
    for (int y = 0; y < years; y++)
        sum = money_add(sum, amount[y]);
    page_formula_money(
        page, row, years + 1, LOOK_DOLLARS | look, sum,
        say(v, "SUM(%s:%s)", address_here(v->arena, row, 1), address_here(v->arena, row, years)));
}

void year_row(const struct whatif_view *v, struct page *page, int row, unsigned look,
              const char *label, const money amount[])
{
    page_text(page, row, 0, LOOK_TEXT | look, label);
    for (int y = 0; y < view_years(v); y++)
        page_money(page, row, y + 1, LOOK_DOLLARS | look, amount[y]);
    total_of(v, page, row, look, amount);
}

void difference_row(const struct whatif_view *v, struct page *page, int row, const char *label,
                    const money amount[], int minuend, int subtrahend)
{
    page_text(page, row, 0, LOOK_TEXT, label);
    for (int y = 0; y < view_years(v); y++)
        page_formula_money(page, row, y + 1, LOOK_DOLLARS, amount[y],
                           say(v, "ROUND(%s-%s,2)", address_here(v->arena, minuend, y + 1),
                               address_here(v->arena, subtrahend, y + 1)));
    total_of(v, page, row, 0, amount);
}

void page_heading(struct page *page, int row, const char *string)
{
    page_text(page, row, 0, LOOK_HEADING, string);
}

int page_sentence(const struct whatif_view *v, struct page *page, int row, unsigned look,
                  const char *string)
{
    int last = view_years(v) + 1;
    page_block(page, row, 0, row, last, LOOK_WRAP | look, string);
    return row + 1;
}

/* ---- the book -------------------------------------------------------------------------------------- */

/* A sheet's name: the scenario's, without what Excel refuses, 31 characters, no two alike. */
static const char *name_sheet(const struct whatif_view *v, size_t scenario)
{
    const char *title = v->w->scenarios->list[scenario].title;
    char *name = arena_alloc(v->arena, 32, 1);
    size_t n = 0;
    for (const char *c = title; *c && n < 28; c++)
        name[n++] = strchr("[]:*?/\\'", *c) || (unsigned char)*c < 0x20 ? ' ' : *c;
    while (n && ((unsigned char)name[n - 1] & 0xC0) == 0x80 && title[n]) /* no half character */
        n--;
    if (n && title[n] && ((unsigned char)name[n - 1] & 0xC0) == 0xC0)
        n--;
    while (n && name[n - 1] == ' ')
        n--;
    name[n] = '\0';
    static const char *const taken[] = {"Answers", "Comparison", "Ceiling", "Level", "Fan chart",
                                        "Tornado", "Best age", "Assumptions", "Annex", "History"};
    bool clash = n == 0;
    for (size_t k = 0; k < sizeof taken / sizeof *taken; k++)
        clash |= text_same_nocase(text_of(name), text_of(taken[k]));
    for (size_t k = 1; k < scenario; k++)
        clash |= text_same_nocase(text_of(name), text_of(v->sheet_name[k]));
    return clash ? say(v, "%.26s %zu", name, scenario) : name;
}

static void draw_scenarios(struct book *book, struct whatif_view *v, const char *caption)
{
    for (size_t k = 1; k < v->w->scenarios->count; k++) {
        struct sheet sheet = sheet_whatif_scenario;
        sheet.setup.name = v->sheet_name[k];
        sheet.title = v->w->scenarios->list[k].title;
        v->scenario = k;
        const struct sheet *const one[] = {&sheet, NULL};
        draw_sheets(book, one, v, caption);
    }
    v->scenario = 0;
}

void draw_whatif(struct book *book, const struct whatif *w)
{
    static const struct sheet *const first[] = {&sheet_whatif_answers, &sheet_whatif_comparison,
                                                NULL};
    static const struct sheet *const rest[] = {
        &sheet_whatif_ceiling, &sheet_whatif_level, &sheet_whatif_fan, &sheet_whatif_tornado,
        &sheet_whatif_best_age, &sheet_whatif_assumptions, &sheet_whatif_annex, NULL};
    struct whatif_view v = {.w = w, .arena = arena_new()};
    char as_of[DATE_TEXT];
    const char *post = post_string(w->plan->post, w->plan->settings->post);
    const char *caption = say(&v, "%s%sAs of %s.", post, post[0] ? ". " : "",
                              date_long(w->plan->settings->as_of, as_of));
    v.sheet_name = arena_alloc(v.arena, w->scenarios->count, sizeof *v.sheet_name);
    for (size_t k = 1; k < w->scenarios->count; k++)
        v.sheet_name[k] = name_sheet(&v, k);
    draw_sheets(book, first, &v, caption);
    draw_scenarios(book, &v, caption);
    draw_sheets(book, rest, &v, caption);
    arena_free(v.arena);
}
