/* Block C: workload counts, with their change since the last count.  Counts, weights and modifiers
 * are the reader's to change. */
#include "planner/icass_book.h"

static const struct heading headings[WORKLOAD_COLUMNS] = {
    {"Cost center", 12}, {"Agency", 16}, {"Reason", 50}, {"Last count", 11}, {"Count", 10},
    {"Change", 10}, {"Weight", 9}, {"Modifier", 10}, {"Modified count", 15}, {"Share", 9}};

static void put_change(const struct icass_book *b, struct page *page, int row, decimal before,
                       decimal now)
{
    if (!decimal_given(before)) {
        page_text(page, row, WORKLOAD_CHANGE, LOOK_TEXT | LOOK_MUTED | LOOK_RIGHT, "new");
        return;
    }
    page_formula_number(page, row, WORKLOAD_CHANGE, LOOK_NUMBER,
                        decimal_double(now) - decimal_double(before),
                        say(b, "%s-%s", address_here(b->arena, row, WORKLOAD_COUNT),
                            address_here(b->arena, row, WORKLOAD_BEFORE)));
}

/* The rows of one center stand together: its total is a plain sum. */
static const char *center_counts(const struct icass_book *b, size_t center, int64_t *sum)
{
    const struct icass *icass = b->icass;
    int first = -1, last = -1;
    *sum = 0;
    for (size_t a = 0; a < icass->agency_count; a++) {
        size_t cell = center * icass->agency_count + a;
        if (b->workload_row[cell] < 0)
            continue;
        first = first < 0 ? b->workload_row[cell] : first;
        last = b->workload_row[cell];
        *sum += icass->years[icass->now].count[cell];
    }
    return address_range(b->arena, first, WORKLOAD_MODIFIED, last, WORKLOAD_MODIFIED);
}

static void put_row(const struct icass_book *b, struct page *page, size_t cell)
{
    const struct icass *icass = b->icass;
    size_t center = cell / icass->agency_count, agency = cell % icass->agency_count;
    int row = b->workload_row[cell];
    int64_t sum, own = icass->years[icass->now].count[cell];
    const char *counts = center_counts(b, center, &sum);
    decimal before = workload_count(icass, icass->before, cell);
    decimal now = workload_count(icass, icass->now, cell);
    unsigned fixed = icass->centers[center].fixed ? 0 : LOOK_INPUT;
    const char *modified = address_here(b->arena, row, WORKLOAD_MODIFIED);
    page_text(page, row, WORKLOAD_CENTER, LOOK_TEXT, center_code(icass, center));
    page_text(page, row, WORKLOAD_AGENCY, LOOK_TEXT, agency_title(icass, agency));
    page_text(page, row, WORKLOAD_REASON, LOOK_TEXT,
              post_string(icass->plan->post,
                          icass->plan->post->workload.reason[icass->years[icass->now].row[cell]]));
    put_decimal(page, row, WORKLOAD_BEFORE, LOOK_NUMBER, before);
    put_decimal(page, row, WORKLOAD_COUNT, LOOK_NUMBER | LOOK_INPUT, now);
    name_cell(b, page, row, WORKLOAD_COUNT, "count", center_code(icass, center),
              agency_title(icass, agency));
    put_change(b, page, row, before, now);
    put_decimal(page, row, WORKLOAD_WEIGHT, LOOK_NUMBER | LOOK_INPUT,
                workload_weight(icass, icass->now, cell));
    put_decimal(page, row, WORKLOAD_MODIFIER, LOOK_NUMBER | fixed,
                workload_modifier(icass, icass->now, cell));
    name_cell(b, page, row, WORKLOAD_MODIFIER, "modifier", center_code(icass, center),
              agency_title(icass, agency));
    page_formula_number(page, row, WORKLOAD_MODIFIED, LOOK_NUMBER, (double)own / 1000,
                        say(b, "ROUND(%s*%s*%s,3)", address_here(b->arena, row, WORKLOAD_COUNT),
                            address_here(b->arena, row, WORKLOAD_WEIGHT),
                            address_here(b->arena, row, WORKLOAD_MODIFIER)));
    page_formula_number(page, row, WORKLOAD_SHARE, LOOK_PERCENT,
                        sum ? (double)own / (double)sum : 0,
                        say(b, "IF(SUM(%s)=0,0,%s/SUM(%s))", counts, modified, counts));
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    size_t rows = 0;
    put_warning(b, page);
    for (size_t i = 0; i < icass_cells(b->icass); i++)
        rows += b->workload_row[i] >= 0;
    sheet_table(page, "Workload", SHEET_HEADER, headings, WORKLOAD_COLUMNS, rows, false);
    for (size_t i = 0; i < icass_cells(b->icass); i++)
        if (b->workload_row[i] >= 0)
            put_row(b, page, i);
}

const struct sheet sheet_icass_workload = {
    .setup = {.name = ICASS_WORKLOAD, .freeze_rows = SHEET_HEADER + 1, .freeze_columns = 2},
    .answers = "How much of each service does each agency use, and what has changed since the last "
               "count? Modified count = count x weight x modifier.",
    .fill = fill,
};
