/* Mission: what the constituent posts ask for, each and together. */
#include "planner/property_book.h"

#include <string.h>

/* Where things stand on Lines. */
enum { LINES_HEADER = SHEET_HEADER, LINE_POST = 0, LINE_CATEGORY = 2, LINE_FUND = 4, LINE_FIRST_YEAR = 7 };

static const char *lines_column(const struct rollup_book *b, int column)
{
    char first[ADDRESS_TEXT], last[ADDRESS_TEXT];
    int rows = b->rollup->line_count ? (int)b->rollup->line_count : 1;
    return arena_format(b->arena, "'Lines'!%s:%s", cell_fixed(LINES_HEADER + 1, column, first),
                        cell_fixed(LINES_HEADER + rows, column, last));
}

static void put_sum(const struct rollup_book *b, struct page *page, int row, int column,
                    unsigned look, money sum, const char *formula)
{
    if (b->live)
        page_formula_money(page, row, column, look, sum, formula);
    else
        page_money(page, row, column, look, sum);
}

/* One row of year columns: sums over Lines where `column` equals this row's first cell. */
static void put_years(const struct rollup_book *b, struct page *page, int row, int column,
                      size_t post, unsigned category, word fund)
{
    const struct rollup *r = b->rollup;
    char label[ADDRESS_TEXT];
    for (int year = r->first_year; year <= r->last_year; year++) {
        int y = year - r->first_year;
        money sum = rollup_total(r, year, post, category, fund);
        put_sum(b, page, row, 1 + y, LOOK_DOLLARS, sum,
                arena_format(b->arena, "ROUND(SUMIFS(%s,%s,%s),2)",
                             lines_column(b, LINE_FIRST_YEAR + y), lines_column(b, column),
                             cell_address(row, 0, label)));
    }
}

static int put_header(const struct rollup_book *b, struct page *page, int row, const char *title)
{
    page_text(page, row, 0, LOOK_HEADER, title);
    for (int year = b->rollup->first_year; year <= b->rollup->last_year; year++)
        page_text(page, row, 1 + year - b->rollup->first_year, LOOK_HEADER | LOOK_RIGHT,
                  arena_format(b->arena, "FY%d", year));
    return row + 1;
}

static int put_total(const struct rollup_book *b, struct page *page, int first, int row)
{
    const struct rollup *r = b->rollup;
    char top[ADDRESS_TEXT], bottom[ADDRESS_TEXT];
    page_text(page, row, 0, LOOK_TEXT | LOOK_TOTAL, "Mission");
    for (int year = r->first_year; year <= r->last_year; year++) {
        int at = 1 + year - r->first_year;
        put_sum(b, page, row, at, LOOK_DOLLARS | LOOK_TOTAL,
                rollup_total(r, year, SIZE_MAX, 0, (word){0}),
                arena_format(b->arena, "ROUND(SUM(%s:%s),2)", cell_address(first, at, top),
                             cell_address(row - 1, at, bottom)));
    }
    return row + 2;
}

static int put_posts(const struct rollup_book *b, struct page *page, int row)
{
    const struct rollup *r = b->rollup;
    int first = row = put_header(b, page, row, "By post, dollars");
    for (size_t p = 0; p < r->post_count; p++, row++) {
        page_text(page, row, 0, LOOK_WRAP, words_string(r->words, r->posts[p].name));
        put_years(b, page, row, LINE_POST, p, 0, (word){0});
    }
    return put_total(b, page, first, row);
}

static int put_categories(const struct rollup_book *b, struct page *page, int row)
{
    int first = row = put_header(b, page, row, "By plan category (5 FAM 124.3), dollars");
    for (unsigned c = 1; c <= PLAN_CATEGORIES; c++, row++) {
        page_text(page, row, 0, LOOK_TEXT, plan_category_name(c));
        put_years(b, page, row, LINE_CATEGORY, SIZE_MAX, c, (word){0});
    }
    return put_total(b, page, first, row);
}

/* The funding sources in the order of their names. */
static size_t list_funds(const struct rollup *r, word *funds)
{
    size_t n = 0;
    for (size_t i = 0; i < r->line_count; i++) {
        word fund = r->lines[i].funding;
        size_t k = n;
        bool known = false;
        for (size_t j = 0; j < n && !known; j++)
            known = word_same(funds[j], fund);
        if (known)
            continue;
        for (; k > 0 && strcmp(words_string(r->words, funds[k - 1]),
                               words_string(r->words, fund)) > 0; k--)
            funds[k] = funds[k - 1];
        funds[k] = fund;
        n++;
    }
    return n;
}

static int put_funds(const struct rollup_book *b, struct page *page, int row)
{
    const struct rollup *r = b->rollup;
    word *funds = arena_alloc(b->arena, r->line_count + 1, sizeof *funds);
    size_t n = list_funds(r, funds);
    int first = row = put_header(b, page, row, "By funding source, dollars");
    for (size_t k = 0; k < n; k++, row++) {
        page_text(page, row, 0, LOOK_TEXT, words_string(r->words, funds[k]));
        put_years(b, page, row, LINE_FUND, SIZE_MAX, 0, funds[k]);
    }
    return put_total(b, page, first, row);
}

static int put_inputs(const struct rollup_book *b, struct page *page, int row)
{
    static const char *const titles[] = {"Posts", "As of", "Budget year", "Assets", "In use",
                                         "Overdue", "Overdue, dollars"};
    const struct rollup *r = b->rollup;
    put_titles(page, row++, titles, 7, 1);
    for (size_t p = 0; p < r->post_count; p++, row++) {
        const struct rollup_post *post = &r->posts[p];
        page_text(page, row, 0, LOOK_WRAP, words_string(r->words, post->name));
        page_date(page, row, 1, LOOK_DATE | (r->same_day ? 0 : LOOK_ALERT), post->as_of);
        page_number(page, row, 2, LOOK_FISCAL, post->budget_year);
        page_number(page, row, 3, LOOK_COUNT, (double)post->assets);
        page_number(page, row, 4, LOOK_COUNT, (double)post->active);
        page_number(page, row, 5, LOOK_COUNT, (double)post->backlog);
        page_money(page, row, 6, LOOK_DOLLARS, post->backlog_amount);
    }
    return row + 1;
}

static void put_notes(const struct rollup_book *b, struct page *page, int row)
{
    const struct rollup *r = b->rollup;
    size_t skipped = 0;
    for (size_t p = 0; p < r->post_count; p++)
        skipped += r->posts[p].skipped;
    if (!r->same_day)
        page_text(page, row++, 0, LOOK_TEXT | LOOK_ALERT,
                  "The posts' plans have different as-of dates: give one with --as-of.");
    if (r->twice_count)
        page_text(page, row++, 0, LOOK_TEXT | LOOK_ALERT,
                  arena_format(b->arena, "%s at two posts and counted at both; see Seen twice.",
                               how_many(b->arena, (long long)r->twice_count, "asset is seen",
                                        "assets are seen")));
    if (skipped)
        page_text(page, row++, 0, LOOK_TEXT | LOOK_ALERT,
                  arena_format(b->arena, "%s left out.",
                               how_many(b->arena, (long long)skipped, "row with errors is",
                                        "rows with errors are")));
    row = sheet_note(page, row, 6,
                     b->live ? "Totals are formulas on Lines; each post's own workbook has the "
                               "workings behind its lines."
                             : "There are more lines than a sheet holds: totals are values. Each "
                               "post's own workbook has the workings behind its lines.");
    sheet_note(page, row, 6,
               arena_format(b->arena, "planner %s. %s", b->manifest->version, b->manifest->figures));
}

static void fill(struct page *page, const void *subject)
{
    const struct rollup_book *b = subject;
    int years = b->rollup->last_year - b->rollup->first_year + 1;
    page_width(page, 0, 0, 38);
    page_width(page, 1, years > 6 ? years : 6, 15);
    int row = put_posts(b, page, SHEET_HEADER);
    row = put_categories(b, page, row);
    row = put_funds(b, page, row);
    row = put_inputs(b, page, row);
    put_notes(b, page, row);
}

const struct sheet sheet_mission = {
    .setup = {.name = "Mission"},
    .answers = "What do the posts ask for, each and together?",
    .fill = fill,
};

/* ---- lines ----------------------------------------------------------------------------------------- */

static void put_line(const struct rollup_book *b, struct page *page, int row,
                     const struct rollup_line *line)
{
    const struct rollup *r = b->rollup;
    const char *const texts[LINE_FIRST_YEAR] = {
        words_string(r->words, r->posts[line->post].name), words_string(r->words, line->id),
        plan_category_name(line->plan_category), words_string(r->words, line->title),
        words_string(r->words, line->funding), words_string(r->words, line->object_class),
        words_string(r->words, line->cost_center)};
    for (int k = 0; k < LINE_FIRST_YEAR; k++)
        page_text(page, row, k, LOOK_TEXT, texts[k]);
    for (int year = r->first_year; year <= r->last_year; year++)
        page_money(page, row, LINE_FIRST_YEAR + year - r->first_year, LOOK_MONEY,
                   rollup_amount(line, year));
    int behind = LINE_FIRST_YEAR + r->last_year - r->first_year + 1;
    page_text(page, row, behind, LOOK_TEXT, line_kind_name(line->kind));
    page_text(page, row, behind + 1, LOOK_TEXT,
              line->request == REQUEST_OVER_TARGET ? "over target" : "target");
    if (line->priority)
        page_number(page, row, behind + 2, LOOK_COUNT, line->priority);
    page_text(page, row, behind + 3, LOOK_TEXT, words_string(r->words, line->network));
}

static void fill_lines(struct page *page, const void *subject)
{
    struct heading headings[LINE_FIRST_YEAR + 128] = {
        {"Post", 25}, {"Line", 5}, {"Plan category", 22}, {"What", 24.4}, {"Funding source", 14.2},
        {"Object class", 6.5}, {"Cost center", 6.5}};
    const struct rollup_book *b = subject;
    const struct rollup *r = b->rollup;
    size_t at = LINE_FIRST_YEAR;
    for (int year = r->first_year; year <= r->last_year; year++)
        headings[at++] = (struct heading){arena_format(b->arena, "FY%d", year), 10.3};
    page_paper(page, (int)at);
    headings[at++] = (struct heading){"Kind", 11};
    headings[at++] = (struct heading){"Request", 11};
    headings[at++] = (struct heading){"Priority", 8};
    headings[at++] = (struct heading){"Network", 9};
    int row = sheet_table(page, "Lines", LINES_HEADER, headings, at, r->line_count, false);
    for (size_t i = 0; i < r->line_count; i++)
        put_line(b, page, row++, &r->lines[i]);
}

const struct sheet sheet_mission_lines = {
    .setup = {.name = "Lines", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2,
              .compact = true},
    .answers = "Which lines does each post ask for?",
    .fill = fill_lines,
};
