#include "planner/plan_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/obligations.h"

#define SHEET(name) extern const struct sheet sheet_##name;
#include "planner/plan_sheets.def"
#include "planner/sort.h"
#undef SHEET

#define SHEET(name) &sheet_##name,
static const struct sheet *const plan_sheets[] = {
#include "planner/plan_sheets.def"
    NULL,
};
#undef SHEET

/* ---- addresses ----------------------------------------------------------------------------- */

const char *fiscal_label(const struct plan_book *b, int year)
{
    return say(b, "FY%d", year);
}

void year_headings(const struct plan_book *b, struct heading *headings, size_t at, double width)
{
    for (int y = 0; y < b->years; y++)
        headings[at + (size_t)y] = (struct heading){fiscal_label(b, b->plan->first_year + y), width};
}

int schedule_dollars(int y)
{
    return SCHEDULE_DOLLARS + y;
}

int schedule_behind(const struct plan_book *b, enum schedule_behind column)
{
    return schedule_dollars(b->years) + (int)column;
}

int schedule_units(const struct plan_book *b, int y)
{
    return schedule_behind(b, SCHEDULE_UNITS) + y;
}

int schedule_month(const struct plan_book *b)
{
    return schedule_units(b, b->years);
}
int schedule_group(const struct plan_book *b)
{
    return schedule_month(b) + 1;
}
int first_line_row(void)
{
    return SHEET_HEADER + 1;
}
int last_line_row(const struct plan_book *b)
{
    size_t rows = b->plan->line_count + loose_count(b->plan);
    return SHEET_HEADER + (int)(rows ? rows : 1);
}
int lines_year(int y)
{
    return y ? LINES_NEXT + y - 1 : LINES_CURRENT;
}
int lines_behind(const struct plan_book *b, enum lines_behind column)
{
    return LINES_NEXT + b->years - 1 + (int)column;
}
int first_schedule_row(void)
{
    return SHEET_HEADER + 1;
}
int last_schedule_row(const struct plan_book *b)
{
    return SHEET_HEADER + (int)(b->scheduled ? b->scheduled : 1);
}
int group_header(void)
{
    return SHEET_HEADER + 1; /* a section heading stands above */
}
int work_header(const struct plan_book *b)
{
    return group_header() + (int)b->group_count + 4;
}

const char *gross_id(const struct plan_book *b, size_t gross)
{
    return say(b, "G%03zu", gross + 1);
}

/* ---- names --------------------------------------------------------------------------------- */

struct taken {
    const char *name;
    struct taken *next;
};

/* Letters, digits and _; anything else becomes _; a second equal name gets _2 (names are
 * compared without case, as Excel does). */
static const char *new_name(struct plan_book *b, const char *wanted)
{
    char *base = arena_copy(b->arena, wanted, strlen(wanted));
    for (char *c = base; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9')))
            *c = '_';
    const char *name = base;
    for (int n = 2;; n++) {
        struct taken *t = b->names;
        while (t && !text_same_nocase(text_of(t->name), text_of(name)))
            t = t->next;
        if (!t)
            break;
        name = say(b, "%s_%d", base, n);
    }
    struct taken *made = arena_alloc(b->arena, 1, sizeof *made);
    *made = (struct taken){name, b->names};
    b->names = made;
    return name;
}

/* ---- what the formulas need, gathered ------------------------------------------------------- */

static int by_class_and_year(const void *left, const void *right)
{
    const struct factor_row *a = left, *b = right;
    if (a->class_index != b->class_index)
        return a->class_index < b->class_index ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static void want_factor(struct plan_book *b, size_t *capacity, size_t class_index, int from)
{
    for (size_t i = b->factor_count; i-- > 0 && i + 8 > b->factor_count;)
        if (b->factors[i].class_index == class_index && b->factors[i].from == from)
            return;
    *PLANNER_APPEND(b->factors, b->factor_count, *capacity) = (struct factor_row){class_index, from};
}

/* Every (class, year of price) whose prices the plan carries forward. */
static void gather_factors(struct plan_book *b)
{
    const struct plan *plan = b->plan;
    const struct catalog *c = plan->catalog;
    const struct price_rows *t = &plan->post->prices;
    size_t capacity = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        size_t category = category_find(c, t->category[i]);
        if (!t->rows.bad[i] && category != NOWHERE)
            want_factor(b, &capacity, c->categories[category].escalation_class, t->price_year[i]);
    }
    for (size_t i = 0; i < plan->post->assets.rows.count && b->live; i++)
        if (plan->assets[i].active && plan->assets[i].price == OWN_COST)
            want_factor(b, &capacity, c->categories[plan->assets[i].bought].escalation_class,
                        fiscal_year(plan->post->assets.acquired[i]));
    for (size_t i = 0; i < plan->cost_count; i++)
        want_factor(b, &capacity, plan->costs[i].class_index, plan->costs[i].price_year);
    if (!b->factor_count)
        return;
    sort(b->factors, b->factor_count, sizeof *b->factors, by_class_and_year);
    size_t kept = 0;
    for (size_t i = 0; i < b->factor_count; i++)
        if (!kept || by_class_and_year(&b->factors[kept - 1], &b->factors[i]))
            b->factors[kept++] = b->factors[i];
    b->factor_count = kept;
}

/* Assets with the same lines and price. */
static void gather_groups(struct plan_book *b)
{
    const struct plan *plan = b->plan;
    size_t n = plan->post->assets.rows.count, capacity = 0;
    b->asset_group = memory_array(n, sizeof *b->asset_group);
    b->asset_row = memory_array(n, sizeof *b->asset_row);
    struct arena_mark mark = arena_mark(b->arena);
    struct index *index = index_new(b->arena, n);
    for (size_t i = 0; i < n; i++) {
        const struct asset_plan *a = &plan->assets[i];
        b->asset_group[i] = b->asset_row[i] = -1;
        if (!a->valid || !a->active)
            continue;
        b->asset_row[i] = first_schedule_row() + (int)b->scheduled++;
        if (a->payer != PAYER_POST || a->gross[PART_PRICE] < 0)
            continue;
        /* Lines and price as one key: freight and install lines follow from the other two but
         * for the price row, which the third part holds. */
        size_t first = index_add(index, i, (word){(uint32_t)a->gross[PART_PRICE] + 1},
                                 (word){(uint32_t)(a->price + 3)},
                                 (word){(uint32_t)(a->gross[PART_FREIGHT] + 2) * 65536u +
                                        (uint32_t)(a->gross[PART_INSTALL] + 2)});
        if (first != SIZE_MAX) {
            b->asset_group[i] = b->asset_group[first];
            continue;
        }
        b->asset_group[i] = (int32_t)b->group_count;
        struct group *g = PLANNER_APPEND(b->groups, b->group_count, capacity);
        memcpy(g->gross, a->gross, sizeof g->gross);
        g->price = a->price;
    }
    arena_release(b->arena, mark);
}

/* ---- where the input cells stand ------------------------------------------------------------- */

static void place_cycles(struct plan_book *b, int *row)
{
    const struct catalog *c = b->plan->catalog;
    b->category_row = arena_alloc(b->arena, c->category_count + 1, sizeof *b->category_row);
    b->cycle_name = arena_alloc(b->arena, c->category_count + 1, sizeof *b->cycle_name);
    b->cycle_row_first = *row + 2; /* heading, header */
    int at = b->cycle_row_first;
    for (size_t i = 0; i < c->category_count; i++) {
        b->category_row[i] = at++;
        b->cycle_name[i] = new_name(b, say(b, "cycle_%s",
                                           post_string(b->plan->post, c->categories[i].name)));
    }
    *row = at + 1;
}

static void place_rates(struct plan_book *b, int *row)
{
    const struct catalog *c = b->plan->catalog;
    int last = b->plan->first_year + b->years - 1;
    b->class_row = arena_alloc(b->arena, c->class_count + 1, sizeof *b->class_row);
    b->class_from = arena_alloc(b->arena, c->class_count + 1, sizeof *b->class_from);
    b->rate_first_year = b->plan->first_year;
    for (size_t i = 0; i < c->class_count; i++) {
        b->class_row[i] = -1;
        b->class_from[i] = last + 1;
    }
    for (size_t i = 0; i < b->factor_count; i++) {
        const struct factor_row *f = &b->factors[i];
        if (f->from + 1 < b->class_from[f->class_index])
            b->class_from[f->class_index] = f->from + 1;
        if (f->from + 1 < b->rate_first_year)
            b->rate_first_year = f->from + 1;
    }
    b->rate_years = last - b->rate_first_year + 1;
    b->rate_name = arena_alloc(b->arena, c->class_count * (size_t)b->rate_years + 1,
                               sizeof *b->rate_name);
    b->rate_row = *row + 1;
    int at = b->rate_row + 1;
    for (size_t i = 0; i < c->class_count; i++) {
        if (b->class_from[i] > last)
            continue;
        b->class_row[i] = at++;
        for (int y = b->class_from[i]; y <= last; y++)
            b->rate_name[i * (size_t)b->rate_years + (size_t)(y - b->rate_first_year)] =
                new_name(b, say(b, "rate_%s_FY%d", post_string(b->plan->post, c->classes[i].name),
                                y));
    }
    *row = at + 1;
}

static void place_exchange(struct plan_book *b, int *row)
{
    const struct catalog *c = b->plan->catalog;
    b->currency_row = arena_alloc(b->arena, c->currency_count + 1, sizeof *b->currency_row);
    b->exchange_name = arena_alloc(b->arena, c->currency_count * (size_t)b->years + 1,
                                   sizeof *b->exchange_name);
    b->exchange_row = *row + 1;
    int at = b->exchange_row + 1;
    b->currency_row[0] = -1;
    for (size_t i = 1; i < c->currency_count; i++) {
        b->currency_row[i] = at++;
        for (int y = 0; y < b->years; y++)
            b->exchange_name[i * (size_t)b->years + (size_t)y] =
                new_name(b, say(b, "fx_%s_FY%d", post_string(b->plan->post, c->currencies[i].name),
                                b->plan->first_year + y));
    }
    *row = c->currency_count > 1 ? at + 1 : *row;
}

static void place_prices(struct plan_book *b, int *row)
{
    const struct price_rows *t = &b->plan->post->prices;
    b->price_row = arena_alloc(b->arena, t->rows.count + 1, sizeof *b->price_row);
    b->unit_row = arena_alloc(b->arena, t->rows.count * PARTS + 1, sizeof *b->unit_row);
    b->price_header = *row + 1;
    int at = b->price_header + 1, unit = SHEET_HEADER + 1;
    for (size_t i = 0; i < t->rows.count; i++) {
        const money parts[PARTS] = {t->unit_price[i], t->freight[i], t->install[i]};
        b->price_row[i] = -1;
        for (int k = 0; k < PARTS; k++)
            b->unit_row[i * PARTS + (size_t)k] = -1;
        if (t->rows.bad[i] || category_find(b->plan->catalog, t->category[i]) == NOWHERE)
            continue;
        b->price_row[i] = at++;
        for (int k = 0; k < PARTS; k++)
            if (k == PART_PRICE || (money_given(parts[k]) && parts[k].cents))
                b->unit_row[i * PARTS + (size_t)k] = unit++;
    }
    b->unit_rows = unit - SHEET_HEADER - 1;
    *row = t->rows.count ? at + 1 : *row;
}

static void place_inputs(struct plan_book *b)
{
    int row = SHEET_HEADER + 1 + (int)setting_count() + 2;
    place_cycles(b, &row);
    place_rates(b, &row);
    place_exchange(b, &row);
    place_prices(b, &row);
    b->ceiling_header = row + 1;
}

/* ---- references ------------------------------------------------------------------------------ */

const char *ref_cycle(const struct plan_book *b, size_t category)
{
    return b->cycle_name[category];
}

const char *ref_lead(const struct plan_book *b, size_t category)
{
    return ref(b, SHEET_ASSUMPTIONS, b->category_row[category], 2);
}

const char *ref_rate(const struct plan_book *b, size_t class_index, int year)
{
    return b->rate_name[class_index * (size_t)b->rate_years + (size_t)(year - b->rate_first_year)];
}

const char *ref_exchange(const struct plan_book *b, size_t currency, int year)
{
    return b->exchange_name[currency * (size_t)b->years + (size_t)(year - b->plan->first_year)];
}

const char *ref_first_buy(const struct plan_book *b)
{
    return ref(b, SHEET_ASSUMPTIONS, SHEET_HEADER + 1 + (int)setting_count(), 1);
}

const char *ref_price(const struct plan_book *b, size_t price_row, enum price_part part)
{
    return ref(b, SHEET_ASSUMPTIONS, b->price_row[price_row], 4 + (int)part);
}

const char *ref_factor(const struct plan_book *b, size_t class_index, int from, int year)
{
    struct factor_row wanted = {class_index, from};
    const struct factor_row *found = bsearch(&wanted, b->factors, b->factor_count,
                                             sizeof *b->factors, by_class_and_year);
    return ref(b, SHEET_FACTORS, SHEET_HEADER + 1 + (int)(found - b->factors),
               2 + year - b->rate_first_year);
}

const char *ref_unit(const struct plan_book *b, size_t price_row, enum price_part part, int y)
{
    return ref(b, SHEET_UNIT_PRICES, b->unit_row[price_row * PARTS + (size_t)part], 6 + y);
}

const char *in_dollars(const struct plan_book *b, const char *cents, size_t currency, int year)
{
    if (!currency)
        return say(b, "%s/100", cents);
    return say(b, "INT(%s/%s+0.5+1E-9)/100", cents, ref_exchange(b, currency, year));
}

void put_live(const struct plan_book *b, struct page *page, int row, int column, unsigned look,
              money value, const char *formula)
{
    if (b->live)
        page_formula_money(page, row, column, look, value, formula);
    else
        page_money(page, row, column, look, value);
}

const char *sum_of_lines(const struct plan_book *b, int y, int column, const char *criterion,
                         int column2, const char *criterion2)
{
    int first = first_line_row(), last = last_line_row(b);
    const char *years = ref_range(b, SHEET_LINES, first, lines_year(y), last, lines_year(y));
    if (!criterion[0])
        return say(b, "ROUND(SUM(%s),2)", years);
    const char *one = say(b, "%s,%s", ref_range(b, SHEET_LINES, first, column, last, column),
                          criterion);
    if (!criterion2[0])
        return say(b, "ROUND(SUMIFS(%s,%s),2)", years, one);
    return say(b, "ROUND(SUMIFS(%s,%s,%s,%s),2)", years, one,
               ref_range(b, SHEET_LINES, first, column2, last, column2), criterion2);
}

int item_rows(const struct plan_book *b, const char *sheet)
{
    const struct post *post = b->plan->post;
    size_t rows = !strcmp(sheet, SHEET_LICENSES)   ? post->licenses.rows.count
                  : !strcmp(sheet, SHEET_PROJECTS) ? post->projects.rows.count
                  : !strcmp(sheet, SHEET_STAFF)    ? post->staff.rows.count
                                                   : b->plan->service_count;
    return rows ? (int)rows : 1;
}

bool plan_streams(const struct plan *plan)
{
    return plan->post->assets.rows.count > (size_t)plan->settings->live_rows;
}

void draw_plan(struct book *book, const struct plan *plan, const struct manifest *manifest)
{
    struct plan_book b = {.plan = plan, .manifest = manifest, .arena = arena_new(),
                          .live = !book_streams(book), .sheet_rows = book_rows(book),
                          .years = plan->years};
    gather_factors(&b);
    gather_groups(&b);
    place_inputs(&b);
    char as_of[DATE_TEXT];
    const char *post = post_string(plan->post, plan->settings->post);
    draw_sheets(book, plan_sheets, &b,
                say(&b, "%s%sAs of %s.", post, post[0] ? ". " : "",
                    date_long(plan->settings->as_of, as_of)));
    free(b.factors);
    free(b.groups);
    free(b.asset_group);
    free(b.asset_row);
    arena_free(b.arena);
}
