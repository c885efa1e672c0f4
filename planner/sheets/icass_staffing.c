/* Block E: positions that the working capital fund pays, and their time by cost center. */
#include "planner/icass_book.h"

enum { POSITION, TITLE, TYPE, CENTER, SHARE, DAYS, COST, COLUMNS };

static const struct heading headings[COLUMNS] = {
    {"Position", 12}, {"Title", 44}, {"Type", 10}, {"Cost center", 12}, {"Share paid", 11},
    {"Days in the year", 15}, {"Cost in the year", 16}};

static bool wanted(const void *subject)
{
    return ((const struct icass_book *)subject)->icass->position_count > 0;
}

static const char *type_name(unsigned type)
{
    static const char *const names[] = {"LE", "LE", "EFM", "contract", "USDH"};
    return names[type];
}

static void put_positions(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    const struct staff_rows *t = &icass->plan->post->staff;
    int first = row;
    money sum = MONEY_ZERO;
    for (size_t i = 0; i < icass->position_count; i++, row++) {
        const struct icass_position *p = &icass->positions[i];
        page_text(page, row, POSITION, LOOK_TEXT, post_string(icass->plan->post, t->position[p->row]));
        page_text(page, row, TITLE, LOOK_TEXT, post_string(icass->plan->post, t->title[p->row]));
        page_text(page, row, TYPE, LOOK_TEXT, type_name(t->type[p->row]));
        page_text(page, row, CENTER, LOOK_TEXT, post_string(icass->plan->post, p->cost_center));
        page_number(page, row, SHARE, LOOK_PERCENT, p->share);
        page_number(page, row, DAYS, LOOK_COUNT, p->days);
        page_money(page, row, COST, LOOK_MONEY, p->annual);
        sum = money_add(sum, p->annual);
    }
    page_text(page, row, POSITION, LOOK_TEXT | LOOK_TOTAL, "All");
    for (int k = TITLE; k < COST; k++)
        page_blank(page, row, k, LOOK_TEXT | LOOK_TOTAL);
    page_formula_money(
        page, row, COST, LOOK_MONEY | LOOK_TOTAL, sum,
        say(b, "ROUND(SUM(%s),2)", address_range(b->arena, first, COST, row - 1, COST)));
}

static double time_of(const struct icass *icass, word center, money *cost)
{
    double time = 0;
    *cost = MONEY_ZERO;
    for (size_t i = 0; i < icass->position_count; i++)
        if (word_same(icass->positions[i].cost_center, center)) {
            time += icass->positions[i].share;
            *cost = money_add(*cost, icass->positions[i].annual);
        }
    return time;
}

static void put_allocation(const struct icass_book *b, struct page *page, int row)
{
    const struct icass *icass = b->icass;
    double all = 0;
    money cost;
    for (size_t i = 0; i < icass->position_count; i++)
        all += icass->positions[i].share;
    page_text(page, row++, 0, LOOK_HEADING, "Time allocation by cost center");
    page_text(page, row, 0, LOOK_HEADER, "Cost center");
    page_text(page, row, 1, LOOK_HEADER, "Name");
    page_text(page, row, TYPE, LOOK_HEADER, "");
    page_text(page, row, CENTER, LOOK_HEADER, "");
    page_text(page, row, SHARE, LOOK_HEADER | LOOK_RIGHT, "Positions");
    page_text(page, row, DAYS, LOOK_HEADER | LOOK_RIGHT, "Share of time");
    page_text(page, row++, COST, LOOK_HEADER | LOOK_RIGHT, "Cost");
    for (size_t k = 0; k < b->center_count; k++) {
        double time = time_of(icass, icass->centers[b->centers[k]].code, &cost);
        if (time <= 0)
            continue;
        page_text(page, row, 0, LOOK_TEXT, center_code(icass, b->centers[k]));
        page_text(page, row, 1, LOOK_TEXT, icass->centers[b->centers[k]].name);
        page_number(page, row, SHARE, LOOK_NUMBER, time);
        page_number(page, row, DAYS, LOOK_PERCENT, time / all);
        page_money(page, row++, COST, LOOK_MONEY, cost);
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    size_t n = b->icass->position_count;
    put_warning(b, page);
    int row = sheet_table(page, "Positions", SHEET_HEADER, headings, COLUMNS, n, true);
    put_positions(b, page, row);
    put_allocation(b, page, row + (int)n + 2);
}

const struct sheet sheet_icass_staffing = {
    .setup = {.name = "Staffing", .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 1},
    .answers = "Who works for ICASS here, and on what? (American salaries are paid in Washington.)",
    .wanted = wanted,
    .fill = fill,
};
