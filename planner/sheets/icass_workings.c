/* How each cost is shared in whole cents.  With A cents over counts n that add up to T: q = INT(A/T)
 * and b = A - q*T; each gets q*n + INT(b*n/T), which never passes what a spreadsheet holds exactly;
 * the cents left go to the largest remainders, equal ones to the agency listed first. */
#include "planner/icass_book.h"

static int cells(const struct icass_book *b)
{
    return WORK_FIRST + (int)b->icass->agency_count - 1;
}

static const char *column_here(const struct icass_book *b, const struct work_block *block, int which)
{
    return address_range(b->arena, WORK_FIRST, block->column + which, cells(b),
                         block->column + which);
}

static const char *head(const struct icass_book *b, const struct work_block *block, int row)
{
    char address[ADDRESS_TEXT];
    return say(b, "%s", cell_fixed(row, block->column, address));
}

struct figures { /* of one block, as the formulas find them */
    int64_t each, rest, left;
};

static int64_t floor_of(const struct work_block *k, const struct figures *f, size_t a)
{
    return k->total ? f->each * k->weight[a] +
                          (int64_t)((wide)f->rest * k->weight[a] / k->total)
                    : 0;
}

static int64_t remainder_of(const struct work_block *k, const struct figures *f, size_t a)
{
    return k->total ? (int64_t)((wide)f->rest * k->weight[a] % k->total) : 0;
}

static struct figures figures_of(const struct icass_book *b, const struct work_block *k)
{
    struct figures f = {0, 0, 0};
    if (!k->total)
        return f;
    f.each = k->whole / k->total - (k->whole % k->total < 0);
    f.rest = k->whole - f.each * k->total;
    f.left = k->whole;
    for (size_t a = 0; a < b->icass->agency_count; a++)
        f.left -= floor_of(k, &f, a);
    return f;
}

static bool is_pool(const struct icass_book *b, const struct work_block *k)
{
    return k == &b->blocks[b->center_count];
}

/* The cents to share: a center's cost, or what the ICASS rows are charged. */
static const char *whole_formula(const struct icass_book *b, const struct work_block *k)
{
    const struct icass *icass = b->icass;
    if (!is_pool(b, k))
        return say(b, "ROUND(%s*100,0)",
                   address_on(b->arena, ICASS_CHARGES, charges_cost_row(b),
                              charges_column((size_t)(k - b->blocks))));
    const char *sum = "";
    for (size_t a = 0; a < icass->agency_count; a++)
        if (icass->agencies[a].icass)
            sum = say(b, "%s%sROUND(%s*100,0)", sum, sum[0] ? "+" : "",
                      address_on(b->arena, ICASS_CHARGES, charges_row(a),
                                 charges_column(b->center_count) + CHARGES_BEFORE));
    return sum[0] ? sum : "0";
}

static void put_head(const struct icass_book *b, struct page *page, const struct work_block *k,
                     int row)
{
    struct figures f = figures_of(b, k);
    const char *whole = head(b, k, WORK_WHOLE), *total = head(b, k, WORK_TOTAL);
    const char *each = head(b, k, WORK_EACH);
    switch (row) {
    case WORK_LABELS:
        page_text(page, row, k->column, LOOK_HEADER,
                  is_pool(b, k) ? "Redistribution"
                                : center_code(b->icass, b->centers[k - b->blocks]));
        break;
    case WORK_WHOLE:
        page_formula_number(page, row, k->column, LOOK_COUNT, (double)k->whole,
                            whole_formula(b, k));
        break;
    case WORK_TOTAL:
        page_formula_number(page, row, k->column, LOOK_COUNT, (double)k->total,
                            say(b, "SUM(%s)", column_here(b, k, WORK_COUNT)));
        break;
    case WORK_EACH:
        page_formula_number(page, row, k->column, LOOK_COUNT, (double)f.each,
                            say(b, "IF(%s=0,0,INT(%s/%s))", total, whole, total));
        break;
    case WORK_REST:
        page_formula_number(page, row, k->column, LOOK_COUNT, (double)f.rest,
                            say(b, "IF(%s=0,0,%s-%s*%s)", total, whole, each, total));
        break;
    case WORK_LEFT:
        page_formula_number(
            page, row, k->column, LOOK_COUNT, (double)f.left,
            say(b, "IF(%s=0,0,%s-SUM(%s))", total, whole, column_here(b, k, WORK_FLOOR)));
        break;
    default:
        page_text(page, row, k->column + WORK_COUNT, LOOK_HEADER | LOOK_RIGHT,
                  is_pool(b, k) ? "Cents before" : "Thousandths");
        page_text(page, row, k->column + WORK_FLOOR, LOOK_HEADER | LOOK_RIGHT, "Floor");
        page_text(page, row, k->column + WORK_REMAINDER, LOOK_HEADER | LOOK_RIGHT, "Remainder");
        page_text(page, row, k->column + WORK_CENTS, LOOK_HEADER | LOOK_RIGHT, "Cents");
        for (int s = 0; k->stepwise && s < WORK_STEPS; s++)
            page_text(page, row, k->column + WORK_PLAIN + s, LOOK_HEADER | LOOK_RIGHT,
                      say(b, "Step %d", s + 1));
    }
}

/* The weight of an agency: its modified count, or its charges before redistribution. */
static const char *weight_formula(const struct icass_book *b, const struct work_block *k, size_t a)
{
    const struct icass *icass = b->icass;
    if (is_pool(b, k))
        return icass->agencies[a].icass
                   ? "0"
                   : say(b, "ROUND(%s*100,0)",
                         address_on(b->arena, ICASS_CHARGES, charges_row(a),
                                    charges_column(b->center_count) + CHARGES_BEFORE));
    int row = b->workload_row[b->centers[k - b->blocks] * icass->agency_count + a];
    if (row < 0)
        return "0";
    const char *count =
        say(b, "ROUND(%s*1000,0)", address_on(b->arena, ICASS_WORKLOAD, row, WORKLOAD_MODIFIED));
    return icass->agencies[a].icass ? say(b, "IF(%s=\"R2\",0,%s)", method_cell(b), count) : count;
}

/* Long division in base 100, so that no product passes 2^48: b*n/T digit by digit of n. */
static double step_value(const struct work_block *k, const struct figures *f, size_t a, int step)
{
    int64_t power = 1, rest = 0, x = 0;
    for (int s = 1; s < WORK_STEPS; s++)
        power *= 100;
    for (int s = 0; s <= step && k->total; s++, power /= 100) {
        int64_t digit = k->weight[a] / power % 100;
        x = rest * 100 + f->rest * digit;
        rest = x % k->total;
    }
    return (double)x;
}

static void put_steps(const struct icass_book *b, struct page *page, const struct work_block *k,
                      const struct figures *f, size_t a)
{
    int row = WORK_FIRST + (int)a, first = k->column + WORK_PLAIN;
    const char *n = address_here(b->arena, row, k->column + WORK_COUNT);
    const char *total = head(b, k, WORK_TOTAL), *rest = head(b, k, WORK_REST);
    double power = 1e10;
    for (int s = 0; s < WORK_STEPS; s++, power /= 100) {
        const char *digit = say(b, "(INT(%s/%.0f)-100*INT(%s/%.0f))", n, power, n, power * 100);
        const char *last = s ? address_here(b->arena, row, first + s - 1) : "";
        page_formula_number(page, row, first + s, LOOK_COUNT | LOOK_WORK, step_value(k, f, a, s),
                            s ? say(b, "IF(%s=0,0,(%s-INT(%s/%s)*%s)*100+%s*%s)", total, last, last,
                                    total, total, rest, digit)
                              : say(b, "%s*%s", rest, digit));
    }
}

static const char *floor_formula(const struct icass_book *b, const struct work_block *k, int row)
{
    const char *n = address_here(b->arena, row, k->column + WORK_COUNT),
               *total = head(b, k, WORK_TOTAL);
    const char *each = head(b, k, WORK_EACH), *rest = head(b, k, WORK_REST);
    if (!k->stepwise)
        return say(b, "IF(%s=0,0,%s*%s+INT(%s*%s/%s))", total, each, n, rest, n, total);
    const char *sum = say(b, "%s*%s", each, n);
    double power = 1e10;
    for (int s = 0; s < WORK_STEPS; s++, power /= 100)
        sum = say(b, "%s+%.0f*INT(%s/%s)", sum, power,
                  address_here(b->arena, row, k->column + WORK_PLAIN + s), total);
    return say(b, "IF(%s=0,0,%s)", total, sum);
}

static const char *remainder_formula(const struct icass_book *b, const struct work_block *k, int row)
{
    const char *total = head(b, k, WORK_TOTAL);
    const char *product = k->stepwise
                              ? address_here(b->arena, row, k->column + WORK_PLAIN + WORK_STEPS - 1)
                              : say(b, "%s*%s", head(b, k, WORK_REST),
                                    address_here(b->arena, row, k->column + WORK_COUNT));
    return say(b, "IF(%s=0,0,%s-INT(%s/%s)*%s)", total, product, product, total, total);
}

static money cents_of(const struct icass_book *b, const struct work_block *k, size_t a)
{
    const struct icass *icass = b->icass;
    const struct charges *charges = &icass->years[icass->now].charges;
    if (is_pool(b, k))
        return icass->agencies[a].icass ? MONEY_ZERO : charges->redistribution[a];
    return charges->charge[b->centers[k - b->blocks] * icass->agency_count + a];
}

static void put_agency(const struct icass_book *b, struct page *page, const struct work_block *k,
                       size_t a)
{
    int row = WORK_FIRST + (int)a;
    struct figures f = figures_of(b, k);
    const char *rank = address_here(b->arena, row, k->column + WORK_REMAINDER);
    const char *all = column_here(b, k, WORK_REMAINDER);
    char first[ADDRESS_TEXT];
    const char *to_here =
        say(b, "%s:%s", cell_fixed(WORK_FIRST, k->column + WORK_REMAINDER, first), rank);
    page_formula_number(page, row, k->column + WORK_COUNT, LOOK_COUNT, (double)k->weight[a],
                        weight_formula(b, k, a));
    page_formula_number(page, row, k->column + WORK_FLOOR, LOOK_COUNT,
                        (double)floor_of(k, &f, a), floor_formula(b, k, row));
    page_formula_number(page, row, k->column + WORK_REMAINDER, LOOK_COUNT,
                        (double)remainder_of(k, &f, a), remainder_formula(b, k, row));
    page_formula_number(page, row, k->column + WORK_CENTS, LOOK_COUNT,
                        (double)cents_of(b, k, a).cents,
                        say(b, "%s+IF(COUNTIF(%s,\">\"&%s)+COUNTIF(%s,%s)<=%s,1,0)",
                            address_here(b->arena, row, k->column + WORK_FLOOR), all, rank, to_here,
                            rank, head(b, k, WORK_LEFT)));
    if (k->stepwise)
        put_steps(b, page, k, &f, a);
}

static void fill(struct page *page, const void *subject)
{
    const struct icass_book *b = subject;
    static const char *const labels[] = {"Shared", "A: cents to share", "T: sum of counts",
                                         "q = INT(A/T)", "b = A - q*T", "Cents left",
                                         "Agency"};
    const struct work_block *last = &b->blocks[b->center_count];
    put_warning(b, page);
    page_width(page, 0, 0, 20);
    page_width(page, 1, last->column + WORK_STEPWISE, 14);
    for (int row = WORK_LABELS; row < WORK_FIRST; row++) {
        page_text(page, row, 0, row == WORK_LABELS || row == WORK_HEADER ? LOOK_HEADER : LOOK_TEXT,
                  labels[row - WORK_LABELS]);
        for (size_t k = 0; k <= b->center_count; k++)
            put_head(b, page, &b->blocks[k], row);
    }
    for (size_t a = 0; a < b->icass->agency_count; a++) {
        page_text(page, WORK_FIRST + (int)a, 0, LOOK_TEXT, agency_title(b->icass, a));
        for (size_t k = 0; k <= b->center_count; k++)
            put_agency(b, page, &b->blocks[k], a);
    }
}

const struct sheet sheet_icass_workings = {
    .setup = {.name = ICASS_WORKINGS, .freeze_rows = WORK_FIRST, .freeze_columns = 1,
              .workings = true},
    .answers = "How is each cost shared to the cent? Largest remainder in whole cents; a tie goes to "
               "the agency listed first.",
    .fill = fill,
};
