/* Services: each recurring cost by year, with its interval and one sentence on what it rests on;
 * forecasts are of this run, only the exchange rates are live. */
#include "planner/plan_book.h"

#include <math.h>

enum { LINE, NAME, VENDOR, CATEGORY, FUNDING, CURRENCY, GROWTH, CLASS_RATE, LOCAL };

static int dollars(const struct plan_book *b, int y)
{
    return LOCAL + b->years + y;
}

int service_name_column(void) { return NAME; }

int service_year_column(const struct plan_book *b)
{
    return dollars(b, 0);
}

static void put_years(const struct plan_book *b, struct page *page, const struct service *s, int row)
{
    for (int y = 0; y < b->years; y++) {
        int year = b->plan->first_year + y;
        const char *local = here(b, row, LOCAL + y);
        page_money(page, row, LOCAL + y, LOOK_MONEY | LOOK_INPUT, s->local[y]);
        page_formula_money(page, row, dollars(b, y), LOOK_MONEY, s->amount[y],
                           in_dollars(b, say(b, "ROUND(%s*100,0)", local), s->currency, year));
        page_money(page, row, dollars(b, b->years + 2 * y), LOOK_MONEY | LOOK_MUTED, s->low[y]);
        page_money(page, row, dollars(b, b->years + 2 * y + 1), LOOK_MONEY | LOOK_MUTED, s->high[y]);
    }
}

static void put_service(const struct plan_book *b, struct page *page, const struct service *s, int row)
{
    const struct plan *plan = b->plan;
    const struct service_rows *t = &plan->post->services;
    page_text(page, row, LINE, LOOK_TEXT, s->gross != NOWHERE ? gross_id(b, s->gross) : "");
    page_text(page, row, NAME, LOOK_TEXT, post_string(plan->post, s->name));
    page_text(page, row, VENDOR, LOOK_TEXT, post_string(plan->post, t->vendor[s->first_row]));
    page_text(page, row, CATEGORY, LOOK_TEXT,
              plan_category_name(t->plan_category[s->first_row] ? t->plan_category[s->first_row]
                                                                : PLAN_TELECOMMUNICATIONS));
    page_text(page, row, FUNDING, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[s->funding].name));
    page_text(page, row, CURRENCY, LOOK_TEXT,
              post_string(plan->post, plan->catalog->currencies[s->currency].name));
    if (isfinite(s->growth_pct))
        page_number(page, row, GROWTH, LOOK_RATE, round(s->growth_pct * 10) / 10);
    page_number(page, row, CLASS_RATE, LOOK_RATE,
                rate_in(&plan->catalog->classes[s->class_index].path, plan->budget_year));
    put_years(b, page, s, row);
    page_text(page, row, dollars(b, 3 * b->years), LOOK_TEXT, s->sentence);
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    const struct plan *plan = b->plan;
    struct heading headings[LOCAL + 256] = {
        {"Line", 5}, {"Service", 28}, {"Vendor", 18}, {"Plan category", 22}, {"Funding source", 14},
        {"Currency", 8}, {"Growth %/year", 8}, {"Class rate %", 7}};
    for (int y = 0; y < b->years; y++) {
        int year = plan->first_year + y;
        headings[LOCAL + y] = (struct heading){say(b, "FY%d", year), 10.8};
        headings[dollars(b, y)] = (struct heading){say(b, "FY%d dollars", year), 10.8};
        headings[dollars(b, b->years + 2 * y)] = (struct heading){say(b, "FY%d low", year), 10.8};
        headings[dollars(b, b->years + 2 * y + 1)] = (struct heading){say(b, "FY%d high", year), 10.8};
    }
    headings[dollars(b, 3 * b->years)] = (struct heading){"What it rests on", 59};
    int row = sheet_table(page, "Services", SHEET_HEADER, headings,
                          (size_t)dollars(b, 3 * b->years) + 1, plan->service_count, false);
    for (size_t s = 0; s < plan->service_count; s++, row++)
        if (plan->services[s].amount)
            put_service(b, page, &plan->services[s], row);
}

static bool wanted(const void *subject)
{
    return ((const struct plan_book *)subject)->plan->service_count > 0;
}

const struct sheet sheet_services = {
    .setup = {.name = SHEET_SERVICES, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "What will circuits, mobile, maintenance and supplies cost, and how sure is that? "
               "Forecasts are of this run; low and high hold 95 of 100 times. Charts: the next sheet.",
    .wanted = wanted,
    .fill = fill,
};
