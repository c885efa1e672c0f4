#include "planner/bridge.h"

#include <string.h>

bool paid_by_icass(const struct plan *plan, size_t funding)
{
    return !strcmp(post_string(plan->post, plan->catalog->fundings[funding].name), "POST_ICASS");
}

static unsigned version_of(const struct icass_budget_rows *t, size_t i)
{
    return t->version[i] ? t->version[i] : VERSION_INITIAL;
}

static unsigned component_of(const struct icass_budget_rows *t, size_t i)
{
    return t->component[i] ? t->component[i] : COMPONENT_TARGET;
}

money icass_budget_of(const struct post *post, int year, word center, unsigned component,
                      bool initial_only, size_t *first_row)
{
    const struct icass_budget_rows *t = &post->icass_budget;
    money sum = MONEY_NONE;
    unsigned version = 0;
    for (size_t i = 0; i < t->rows.count; i++) {
        unsigned v = version_of(t, i);
        if (t->rows.bad[i] || t->fiscal_year[i] != year || v < version ||
            !word_same(t->cost_center[i], center) || component_of(t, i) != component ||
            (initial_only && v != VERSION_INITIAL))
            continue;
        bool newer = v > version;
        if (newer && first_row)
            *first_row = i;
        sum = newer ? t->amount[i] : money_add(sum, t->amount[i]);
        version = v;
    }
    return sum;
}

/* ---- rows -------------------------------------------------------------------------------------- */

static size_t center_row(const struct icass_bridge *b, word center, int year)
{
    size_t i = 0;
    while (i < b->count &&
           !(b->rows[i].fiscal_year == year && word_same(b->rows[i].cost_center, center)))
        i++;
    return i;
}

static void open_center(const struct plan *plan, struct icass_bridge *b, word center)
{
    if (center_row(b, center, plan->first_year) < b->count)
        return;
    for (int y = 0; y < plan->years; y++) {
        struct bridge_row *row = &b->rows[b->count++];
        *row = (struct bridge_row){.cost_center = center, .fiscal_year = plan->first_year + y,
                                   .budget_row = NOWHERE};
        row->target = icass_budget_of(plan->post, row->fiscal_year, center, COMPONENT_TARGET,
                                      false, &row->budget_row);
    }
}

static void add_line(const struct plan *plan, struct icass_bridge *b, const struct line *line)
{
    size_t first = center_row(b, line->cost_center, plan->first_year);
    for (int y = 0; y < plan->years; y++) {
        struct bridge_row *row = &b->rows[first + (size_t)y];
        if (line->request == REQUEST_OVER_TARGET) {
            row->over_target = money_add(row->over_target, line->amount[y]);
            continue;
        }
        row->kind[line->kind] = money_add(row->kind[line->kind], line->amount[y]);
        row->lines = money_add(row->lines, line->amount[y]);
    }
}

struct icass_bridge *bridge_build(const struct plan *plan)
{
    const struct post *post = plan->post;
    const struct icass_budget_rows *t = &post->icass_budget;
    const struct cost_center_rows *centers = &post->cost_centers;
    struct icass_bridge *b = arena_alloc(post->arena, 1, sizeof *b);
    size_t most = (t->rows.count + centers->rows.count + plan->line_count + 1) *
                  (size_t)plan->years;
    b->rows = arena_alloc(post->arena, most, sizeof *b->rows);
    for (size_t i = 0; i < centers->rows.count; i++)
        for (size_t k = 0; k < t->rows.count; k++)
            if (word_same(t->cost_center[k], centers->code[i]))
                open_center(plan, b, centers->code[i]);
    for (size_t i = 0; i < t->rows.count; i++)
        open_center(plan, b, t->cost_center[i]);
    for (size_t i = 0; i < plan->line_count; i++)
        if (paid_by_icass(plan, plan->lines[i].funding)) {
            open_center(plan, b, plan->lines[i].cost_center);
            add_line(plan, b, &plan->lines[i]);
        }
    for (size_t i = 0; i < b->count; i++) {
        struct bridge_row *row = &b->rows[i];
        row->not_itemised = money_given(row->target) ? money_sub(row->target, row->lines)
                                                     : MONEY_NONE;
    }
    return b;
}

static bool lacks_center(const struct plan *plan, const struct line *line)
{
    return paid_by_icass(plan, line->funding) && !word_given(line->cost_center) &&
           line->amount[0].cents && line->request != REQUEST_OVER_TARGET;
}

/* Whether a line without cost center has its money from the gross line. */
static bool leaves_center_open(const struct plan *plan, size_t gross)
{
    if (gross == NOWHERE)
        return false;
    if (plan->gross[gross].group != NOWHERE)
        return lacks_center(plan, &plan->lines[plan->gross[gross].group]);
    for (size_t k = 0; k < plan->part_count; k++)
        if (plan->parts[k].gross == gross && lacks_center(plan, &plan->lines[plan->parts[k].net]))
            return true;
    return false;
}

static const struct rows *rows_of_cost(const struct post *post, const struct cost *cost)
{
    return cost->kind == LINE_PROJECT   ? &post->projects.rows
           : cost->kind == LINE_LICENSE ? &post->licenses.rows
                                        : &post->staff.rows;
}

/* The first cell in which the cost center of such a line of the first year can be written. */
static struct place place_without_center(const struct plan *plan)
{
    const struct post *post = plan->post;
    for (size_t i = 0; i < plan->purchase_count; i++) {
        size_t asset = plan->purchases[i].asset;
        int32_t gross = plan->assets[asset].gross[PART_PRICE];
        if (plan->purchases[i].fiscal_year == plan->first_year && gross >= 0 &&
            leaves_center_open(plan, (size_t)gross))
            return rows_place(&post->assets.rows, asset, "cost_center");
    }
    for (size_t i = 0; i < plan->service_count; i++)
        if (leaves_center_open(plan, plan->services[i].gross))
            return rows_place(&post->services.rows, plan->services[i].first_row, "cost_center");
    for (size_t i = 0; i < plan->cost_count; i++)
        if (plan->costs[i].fiscal_year == plan->first_year &&
            leaves_center_open(plan, plan->costs[i].gross))
            return rows_place(rows_of_cost(post, &plan->costs[i]), plan->costs[i].row, "cost_center");
    return (struct place){words_put_string(post->words, post->path), 0, 0};
}

void report_bridge(const struct plan *plan, const struct icass_bridge *b)
{
    struct post *post = plan->post;
    char lines[MONEY_TEXT], target[MONEY_TEXT], more[MONEY_TEXT];
    for (size_t i = 0; i < b->count && post->icass_budget.rows.count; i++) {
        const struct bridge_row *row = &b->rows[i];
        if (!word_given(row->cost_center) && row->lines.cents &&
            row->fiscal_year == plan->first_year)
            diag_add(post->diag, WARNING, "icass-without-center", place_without_center(plan),
                     "cost_center", (word){0}, "is empty here, and POST_ICASS pays: %s of FY%d in all "
                     "belongs to no cost center (write it with each such asset, service, licence or "
                     "position)", money_pretty(row->lines, lines), row->fiscal_year);
        if (!money_given(row->not_itemised) || row->not_itemised.cents >= 0)
            continue;
        size_t finding = rows_report(
            post->diag, &post->icass_budget.rows, row->budget_row, "cost_center", WARNING,
            "bridge-negative", row->cost_center, "has plan lines of %s in FY%d, %s more than its "
            "target of %s (raise the target, or look at who pays those lines)",
            money_pretty(row->lines, lines), row->fiscal_year,
            money_pretty(money_sub(row->lines, row->target), more),
            money_pretty(row->target, target));
        diag_about(post->diag, finding, (word){0}, money_sub(row->lines, row->target));
    }
}
