/* Line workings: the schedule gathered by line and price, then every line before its shared
 * funding is divided, and the division by largest remainder. */
#include "planner/plan_book.h"


enum { UNITS, PRICE, FREIGHT, INSTALL, BLOCKS };

static int group_column(const struct plan_book *b, int block, int y)
{
    return GROUPS_YEARS + block * b->years + y;
}

/* What a group came to, from the purchases of its assets. */
struct group_total {
    int64_t units;
    money part[PARTS];
};

static struct group_total *total_groups(const struct plan_book *b)
{
    const struct plan *plan = b->plan;
    struct group_total *totals = arena_alloc(b->arena, (b->group_count + 1) * (size_t)b->years,
                                             sizeof *totals);
    for (size_t n = 0; n < plan->purchase_count; n++) {
        const struct purchase *p = &plan->purchases[n];
        int32_t group = b->asset_group[p->asset];
        if (group < 0)
            continue;
        int64_t quantity = asset_quantity(plan, p->asset);
        struct group_total *t = &totals[(size_t)group * (size_t)b->years +
                                        (size_t)year_index(plan, p->fiscal_year)];
        t->units += quantity;
        for (int k = 0; k < PARTS; k++)
            t->part[k] = money_add(t->part[k],
                                   money_times(price_of(plan, p->asset, p->fiscal_year,
                                                        (enum price_part)k), quantity));
    }
    return totals;
}

static const char *schedule_column(const struct plan_book *b, int column)
{
    return ref_range(b, SHEET_SCHEDULE, first_schedule_row(), column, last_schedule_row(b), column);
}

static void put_group(const struct plan_book *b, struct page *page, size_t g, int row,
                      const struct group_total *totals)
{
    const struct plan *plan = b->plan;
    const struct group *group = &b->groups[g];
    static const int line_columns[PARTS] = {GROUPS_LINE, GROUPS_FREIGHT, GROUPS_INSTALL};
    page_number(page, row, GROUPS_ID, LOOK_NUMBER | LOOK_WORK, (double)g + 1);
    page_text(page, row, GROUPS_WHAT, LOOK_TEXT,
              say(b, "%s, %s", post_string(plan->post, plan->gross[group->gross[0]].title),
                  group->price == OWN_COST  ? "own costs"
                  : group->price == NO_PRICE ? "price missing"
                                             : say(b, "price list row %d",
                                                   b->price_row[group->price] - b->price_header)));
    for (int k = 0; k < PARTS; k++)
        page_text(page, row, line_columns[k], LOOK_TEXT,
                  group->gross[k] < 0 ? "" : gross_id(b, (size_t)group->gross[k]));
    for (int y = 0; y < b->years; y++) {
        const char *formula = say(b, "SUMIFS(%s,%s,%s)", schedule_column(b, schedule_units(b, y)),
                                  schedule_column(b, schedule_group(b)), here(b, row, GROUPS_ID));
        if (b->live)
            page_formula_number(page, row, group_column(b, UNITS, y), LOOK_COUNT,
                                (double)totals[y].units, formula);
        else
            page_number(page, row, group_column(b, UNITS, y), LOOK_COUNT, (double)totals[y].units);
    }
    for (int k = 0; k < PARTS; k++)
        for (int y = 0; y < b->years; y++) {
            int column = group_column(b, PRICE + k, y);
            bool listed = group->price >= 0 && b->unit_row[(size_t)group->price * PARTS +
                                                           (size_t)k] >= 0;
            if (listed)
                put_live(b, page, row, column, LOOK_MONEY, totals[y].part[k],
                         say(b, "ROUND(%s*%s,2)", here(b, row, group_column(b, UNITS, y)),
                             ref_unit(b, (size_t)group->price, (enum price_part)k, y)));
            else if (k == PART_PRICE)
                put_live(b, page, row, column, LOOK_MONEY, totals[y].part[k],
                         say(b, "ROUND(SUMIFS(%s,%s,%s),2)",
                             schedule_column(b, schedule_dollars(y)),
                             schedule_column(b, schedule_group(b)), here(b, row, GROUPS_ID)));
        }
}

static void put_groups(const struct plan_book *b, struct page *page)
{
    static const char *const blocks[BLOCKS] = {"units", "price", "freight", "installation"};
    struct heading headings[GROUPS_YEARS + BLOCKS * 32] = {
        {"Group", 9}, {"What is bought, at which price", 34}, {"Line", 9},
        {"Freight line", 8}, {"Installation line", 10}};
    for (int k = 0; k < BLOCKS; k++)
        for (int y = 0; y < b->years; y++)
            headings[group_column(b, k, y)] =
                (struct heading){say(b, "FY%d %s", b->plan->first_year + y, blocks[k]), 10.8};
    page_text(page, group_header() - 1, 0, LOOK_HEADING, "Schedule gathered by line and price");
    int row = sheet_table(page, "Groups", group_header(), headings,
                          (size_t)group_column(b, BLOCKS, 0), b->group_count, false);
    struct group_total *totals = total_groups(b);
    for (size_t g = 0; g < b->group_count; g++, row++)
        put_group(b, page, g, row, &totals[g * (size_t)b->years]);
}

/* ---- lines ------------------------------------------------------------------------------------ */

static const char *groups_range(const struct plan_book *b, int column)
{
    int first = group_header() + 1;
    return ref_range(b, SHEET_WORKINGS, first, column, first + (int)b->group_count - 1, column);
}

/* Life cycle: what the groups bring to this line as price, freight and installation. */
static const char *lifecycle_formula(const struct plan_book *b, size_t gross, int row, int y)
{
    static const int line_columns[PARTS] = {GROUPS_LINE, GROUPS_FREIGHT, GROUPS_INSTALL};
    const char *sum = "";
    for (int k = 0; k < PARTS; k++) {
        bool any = false;
        for (size_t g = 0; g < b->group_count; g++)
            any |= b->groups[g].gross[k] == (int32_t)gross;
        if (any)
            sum = say(b, "%s%sSUMIFS(%s,%s,%s)", sum, sum[0] ? "+" : "",
                      groups_range(b, group_column(b, PRICE + k, y)),
                      groups_range(b, line_columns[k]), here(b, row, WORK_ID));
    }
    return say(b, "ROUND(%s,2)", sum[0] ? sum : "0");
}

static const char *item_formula(const struct plan_book *b, const char *sheet, int column, int row)
{
    int first = SHEET_HEADER + 1, last = SHEET_HEADER + item_rows(b, sheet);
    return say(b, "ROUND(SUMIFS(%s,%s,%s),2)", ref_range(b, sheet, first, column, last, column),
               ref_range(b, sheet, first, ITEM_LINE, last, ITEM_LINE), here(b, row, WORK_ID));
}

/* Spares of the current year: what the positions bring to this line. */
static const char *spares_formula(const struct plan_book *b, int row, int y)
{
    int first = SHEET_HEADER + 1, last = SHEET_HEADER + spares_rows(b);
    const char *sum = "";
    for (int k = 0; k < PARTS && y == 0; k++) {
        int amount = spares_amount_column(k), line = spares_line_column(k);
        sum = say(b, "%s%sSUMIFS(%s,%s,%s)", sum, k ? "+" : "",
                  ref_range(b, SHEET_SPARES, first, amount, last, amount),
                  ref_range(b, SHEET_SPARES, first, line, last, line), here(b, row, WORK_ID));
    }
    return say(b, "ROUND(%s,2)", y ? "0" : sum);
}

static const char *gross_formula(const struct plan_book *b, size_t gross, int row, int y)
{
    switch ((enum line_kind)b->plan->gross[gross].kind) {
    case LINE_PROJECT:
        return item_formula(b, SHEET_PROJECTS, project_year_column() + y, row);
    case LINE_LICENSE:
        return item_formula(b, SHEET_LICENSES, license_year_column() + y, row);
    case LINE_SERVICE:
        return item_formula(b, SHEET_SERVICES, service_year_column(b) + y, row);
    case LINE_PERSONNEL:
        return item_formula(b, SHEET_STAFF, staff_year_column() + y, row);
    case LINE_SPARES:
        return spares_formula(b, row, y);
    default:
        return lifecycle_formula(b, gross, row, y);
    }
}

static int put_gross(const struct plan_book *b, struct page *page, size_t gross, int row)
{
    const struct plan *plan = b->plan;
    const struct line *line = &plan->gross[gross];
    bool lifecycle = line->kind == LINE_LIFECYCLE;
    page_text(page, row, WORK_ID, LOOK_TEXT, gross_id(b, gross));
    page_text(page, row, WORK_WHAT, LOOK_TEXT, line_title(b->arena, plan, line));
    page_text(page, row, WORK_FUNDING, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[line->funding].name));
    page_text(page, row, WORK_NET, LOOK_TEXT,
              line->group == NOWHERE ? "" : line_id(b->arena, line->group));
    for (int y = 0; y < b->years; y++) {
        const char *formula = gross_formula(b, gross, row, y);
        if (lifecycle)
            put_live(b, page, row, WORK_YEARS + y, LOOK_MONEY, line->amount[y], formula);
        else
            page_formula_money(page, row, WORK_YEARS + y, LOOK_MONEY, line->amount[y], formula);
    }
    return row + 1;
}

/* The largest remainder method in cells.  With A cents over weights of sum T, q = INT(A/T) and
 * b = A - q*T, a part of weight n gets q*n + INT(b*n/T) cents, and one more where its remainder
 * is among the largest (the earlier of equal ones first); no product passes 2^53. */
static void put_part(const struct plan_book *b, struct page *page, size_t first, size_t count,
                     size_t k, int gross_row, int row)
{
    const struct plan *plan = b->plan;
    const struct line_part *part = &plan->parts[first + k];
    const struct share *share = &plan->catalog->shares[part->share];
    int top = row - (int)k, bottom = top + (int)count - 1;
    page_text(page, row, WORK_WHAT, LOOK_TEXT,
              say(b, "  of which %s", post_string(plan->post,
                                                  plan->catalog->fundings[share->to].name)));
    page_text(page, row, WORK_FUNDING, LOOK_TEXT,
              post_string(plan->post, plan->catalog->fundings[share->to].name));
    page_text(page, row, WORK_NET, LOOK_TEXT, line_id(b->arena, part->net));
    page_number(page, row, WORK_WEIGHT, LOOK_NUMBER, (double)share->weight);
    const char *total = say(b, "SUM(%s:%s)", here(b, top, WORK_WEIGHT), here(b, bottom, WORK_WEIGHT));
    const char *n = here(b, row, WORK_WEIGHT);
    int64_t weights = 0;
    for (size_t i = 0; i < count; i++)
        weights += plan->catalog->shares[plan->parts[first + i].share].weight;
    for (int y = 0; y < b->years; y++) {
        int rest = WORK_YEARS + b->years + y, floor = WORK_YEARS + 2 * b->years + y;
        const char *cents = say(b, "ROUND(%s*100,0)", here(b, gross_row, WORK_YEARS + y));
        page_formula_money(
            page, row, WORK_YEARS + y, LOOK_MONEY, part->amount[y],
            say(b, "(%s+IF(COUNTIF(%s:%s,\">\"&%s)+COUNTIF(%s:%s,%s)<=%s-SUM(%s:%s),1,0))/100",
                here(b, row, floor), here(b, top, rest), here(b, bottom, rest), here(b, row, rest),
                here(b, top, rest), here(b, row, rest), here(b, row, rest), cents,
                here(b, top, floor), here(b, bottom, floor)));
        wide product = (wide)plan->gross[part->gross].amount[y].cents * share->weight;
        wide whole = weights ? product / weights : 0;
        const char *carried = say(b, "(%s-INT(%s/%s)*%s)*%s", cents, cents, total, total, n);
        page_formula_number(page, row, rest, LOOK_NUMBER | LOOK_WORK,
                            (double)(product - whole * weights),
                            say(b, "%s-INT(%s/%s)*%s", carried, carried, total, total));
        page_formula_number(page, row, floor, LOOK_NUMBER | LOOK_WORK, (double)whole,
                            say(b, "INT(%s/%s)*%s+INT(%s/%s)", cents, total, n, carried, total));
    }
}

static void put_lines(const struct plan_book *b, struct page *page)
{
    const struct plan *plan = b->plan;
    struct heading headings[WORK_YEARS + 3 * 32] = {
        {"Line", 9}, {"What", 34}, {"Funding source", 18}, {"Goes to", 12}, {"Share", 12}};
    for (int y = 0; y < b->years; y++) {
        int year = plan->first_year + y;
        headings[WORK_YEARS + y] = (struct heading){fiscal_label(b, year), 10.8};
        headings[WORK_YEARS + b->years + y] = (struct heading){say(b, "FY%d remainder", year), 10.8};
        headings[WORK_YEARS + 2 * b->years + y] =
            (struct heading){say(b, "FY%d whole cents", year), 10.8};
    }
    page_text(page, work_header(b) - 1, 0, LOOK_HEADING,
              "Lines before and after shared funding is divided");
    int row = sheet_table(page, "LineWorkings", work_header(b), headings,
                          WORK_YEARS + 3 * (size_t)b->years, plan->gross_count + plan->part_count,
                          false);
    size_t part = 0;
    for (size_t g = 0; g < plan->gross_count; g++) {
        int gross_row = row;
        row = put_gross(b, page, g, row);
        size_t count = 0;
        while (part + count < plan->part_count && plan->parts[part + count].gross == g)
            count++;
        for (size_t k = 0; k < count; k++)
            put_part(b, page, part, count, k, gross_row, row++);
        part += count;
    }
}

static void fill(struct page *page, const void *subject)
{
    const struct plan_book *b = subject;
    put_groups(b, page);
    put_lines(b, page);
}

const struct sheet sheet_line_workings = {
    .setup = {.name = SHEET_WORKINGS, .freeze_columns = 2, .compact = true, .workings = true},
    .answers = "How do the assets become lines, and how is shared funding divided?",
    .fill = fill,
};
