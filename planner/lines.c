/* Plan lines: SPEC 5.3.  Gross lines gather amounts by key; those of a shared funding source are
 * divided among its sources by largest remainder, each year by itself; net lines are what is
 * shown and summed. */
#include "planner/plan.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sort.h"
#include "planner/split.h"
#include "planner/target.h"

static bool same_key(const struct line *line, const struct line_key *key)
{
    return line->kind == key->kind && word_same(line->item, key->item) &&
           line->plan_category == key->plan_category && line->network == key->network &&
           line->funding == key->funding && word_same(line->object_class, key->object_class) &&
           word_same(line->cost_center, key->cost_center) && line->request == key->request;
}

static size_t find_line(const struct line *lines, size_t count, const struct line_key *key)
{
    for (size_t i = count; i-- > 0;) /* the last ones are the likeliest */
        if (same_key(&lines[i], key))
            return i;
    return NOWHERE;
}

static struct line new_line(struct plan *plan, const struct line_key *key)
{
    size_t years = (size_t)plan->years;
    return (struct line){
        .kind = key->kind, .plan_category = key->plan_category, .network = key->network,
        .request = key->request, .priority = key->priority, .item = key->item,
        .title = key->title, .funding = (uint16_t)key->funding,
        .object_class = key->object_class, .cost_center = key->cost_center,
        .amount = arena_alloc(plan->post->arena, years, sizeof(money)),
        .quantity = arena_alloc(plan->post->arena, years, sizeof(int64_t)),
        .group = NOWHERE,
    };
}

size_t gross_line(struct plan *plan, const struct line_key *key)
{
    size_t at = find_line(plan->gross, plan->gross_count, key);
    if (at != NOWHERE)
        return at;
    *PLANNER_APPEND(plan->gross, plan->gross_count, plan->gross_capacity) = new_line(plan, key);
    return plan->gross_count - 1;
}

void add_to_line(struct plan *plan, size_t gross, int year, money amount, int64_t quantity)
{
    int y = year_index(plan, year);
    if (y < 0 || gross == NOWHERE)
        return;
    struct line *line = &plan->gross[gross];
    line->amount[y] = money_add(line->amount[y], amount);
    line->quantity[y] += quantity;
}

static size_t net_line(struct plan *plan, const struct line *like, size_t funding,
                       word cost_center)
{
    const struct line_key key = {.kind = like->kind, .plan_category = like->plan_category,
                                 .network = like->network, .request = like->request,
                                 .priority = like->priority, .item = like->item,
                                 .title = like->title, .funding = funding,
                                 .object_class = like->object_class, .cost_center = cost_center};
    size_t at = find_line(plan->lines, plan->line_count, &key);
    if (at != NOWHERE)
        return at;
    *PLANNER_APPEND(plan->lines, plan->line_count, plan->line_capacity) = new_line(plan, &key);
    return plan->line_count - 1;
}

/* The parts of one shared gross line, year by year to the cent. */
static void divide_line(struct plan *plan, size_t gross)
{
    struct line *line = &plan->gross[gross];
    const struct funding *f = &plan->catalog->fundings[line->funding];
    size_t first = plan->part_count, n = f->share_count;
    int64_t *weights = memory_array(n, sizeof *weights);
    money *shares = memory_array(n, sizeof *shares);
    for (size_t k = 0; k < n; k++) {
        const struct share *share = &plan->catalog->shares[f->first_share + k];
        word center = word_given(share->cost_center) ? share->cost_center : line->cost_center;
        weights[k] = share->weight;
        *PLANNER_APPEND(plan->parts, plan->part_count, plan->part_capacity) = (struct line_part){
            gross, net_line(plan, line, share->to, center), f->first_share + k,
            arena_alloc(plan->post->arena, (size_t)plan->years, sizeof(money))};
    }
    for (int y = 0; y < plan->years; y++) {
        if (!split_largest_remainder(line->amount[y], n, weights, shares))
            continue; /* shares that do not add up were reported with shares.csv */
        for (size_t k = 0; k < n; k++) {
            struct line *to = &plan->lines[plan->parts[first + k].net];
            plan->parts[first + k].amount[y] = shares[k];
            to->amount[y] = money_add(to->amount[y], shares[k]);
            if (k == 0) /* units are counted once, with the first source */
                to->quantity[y] += line->quantity[y];
        }
    }
    free(weights);
    free(shares);
}

static void take_over(struct plan *plan, size_t gross)
{
    struct line *line = &plan->gross[gross];
    line->group = net_line(plan, line, line->funding, line->cost_center);
    struct line *to = &plan->lines[line->group];
    for (int y = 0; y < plan->years; y++) {
        to->amount[y] = money_add(to->amount[y], line->amount[y]);
        to->quantity[y] += line->quantity[y];
    }
}

struct ordered {
    const struct plan *plan;
    size_t at;
};

static int compare_words(const struct plan *plan, word a, word b)
{
    return word_same(a, b) ? 0 : strcmp(post_string(plan->post, a), post_string(plan->post, b));
}

/* By plan category, then kind, then what it is, for whom and from what. */
static int in_order(const void *left, const void *right)
{
    const struct ordered *l = left, *r = right;
    const struct plan *plan = l->plan;
    const struct line *a = &plan->lines[l->at], *b = &plan->lines[r->at];
    const struct funding *f = plan->catalog->fundings;
    int order = (int)a->plan_category - (int)b->plan_category;
    if (!order)
        order = (int)a->kind - (int)b->kind;
    if (!order)
        order = compare_words(plan, a->item, b->item);
    if (!order)
        order = (int)a->network - (int)b->network;
    if (!order)
        order = compare_words(plan, f[a->funding].name, f[b->funding].name);
    if (!order)
        order = compare_words(plan, a->object_class, b->object_class);
    if (!order)
        order = compare_words(plan, a->cost_center, b->cost_center);
    if (!order)
        order = (int)a->request - (int)b->request;
    return order ? order : (l->at > r->at) - (l->at < r->at);
}

/* Sorts the net lines; gross lines and parts follow them to their new places. */
static void order_lines(struct plan *plan)
{
    size_t n = plan->line_count;
    struct ordered *order = memory_array(n, sizeof *order);
    struct line *sorted = memory_array(n, sizeof *sorted);
    size_t *place = memory_array(n, sizeof *place);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct ordered){plan, i};
    sort(order, n, sizeof *order, in_order);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = plan->lines[order[i].at];
        place[order[i].at] = i;
    }
    free(plan->lines);
    plan->lines = sorted;
    for (size_t i = 0; i < plan->gross_count; i++)
        if (plan->gross[i].group != NOWHERE)
            plan->gross[i].group = place[plan->gross[i].group];
    for (size_t i = 0; i < plan->part_count; i++)
        plan->parts[i].net = place[plan->parts[i].net];
    free(order);
    free(place);
}

static bool within_limit(money sum)
{
    return sum.cents <= MONEY_LIMIT && sum.cents >= -MONEY_LIMIT;
}

/* Every sum of the plan's amounts is to be held to the cent, by a spreadsheet too. */
static void check_totals(struct plan *plan)
{
    static const char hint[] = "larger than any amount planner works with (ten trillion; look for "
                               "a quantity or a price with too many digits)";
    struct place whole = {words_put_string(plan->post->words, plan->post->path), 0, 0};
    money all = MONEY_ZERO;
    bool found = false;
    for (int y = 0; y < plan->years; y++) {
        all = money_add(all, plan->total[y]);
        if (within_limit(plan->total[y]))
            continue;
        found = true;
        diag_add(plan->post->diag, ERROR, "too-large", whole, "", (word){0},
                 "the total of FY%d is %s", plan->first_year + y, hint);
    }
    if (!found && !within_limit(all))
        diag_add(plan->post->diag, ERROR, "too-large", whole, "", (word){0},
                 "the total of all years is %s", hint);
}

void foot_lines(struct plan *plan)
{
    for (size_t i = 0; i < plan->gross_count; i++) {
        if (plan->catalog->fundings[plan->gross[i].funding].shared)
            divide_line(plan, i);
        else
            take_over(plan, i);
    }
    order_lines(plan);
    for (size_t i = 0; i < plan->line_count; i++)
        for (int y = 0; y < plan->years; y++)
            plan->total[y] = money_add(plan->total[y], plan->lines[i].amount[y]);
    check_totals(plan);
}

money line_sum(const struct plan *plan, const struct line *line)
{
    money sum = MONEY_ZERO;
    for (int y = 0; y < plan->years; y++)
        sum = money_add(sum, line->amount[y]);
    return sum;
}

/* Which of the price's parts a line of assets is for: freight and installation have object classes
 * of their own. */
static const char *part_said(const struct plan *plan, const struct line *line)
{
    if (word_same(line->object_class, plan->settings->freight_object_class))
        return ", freight";
    return word_same(line->object_class, plan->settings->install_object_class) ? ", installation" : "";
}

bool line_accompanies(const struct plan *plan, const struct line *line)
{
    return (line->kind == LINE_LIFECYCLE || line->kind == LINE_SPARES) && *part_said(plan, line);
}

static bool shares_its_title(const struct plan *plan, const struct line *line)
{
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct line *other = &plan->lines[i];
        if (other->kind == line->kind && word_same(other->title, line->title) &&
            !word_same(other->item, line->item))
            return true;
    }
    return false;
}

const char *line_title(struct arena *arena, const struct plan *plan, const struct line *line)
{
    const char *title = post_string(plan->post, line->title);
    if (line->kind == LINE_LIFECYCLE || line->kind == LINE_SPARES)
        return arena_format(arena, "%s%s%s%s", title, line->kind == LINE_SPARES ? ", spares" : "",
                            line->network == NETWORK_CAA ? " (CAA)" : "", part_said(plan, line));
    return shares_its_title(plan, line)
               ? arena_format(arena, "%s (%s)", title, post_string(plan->post, line->item)) : title;
}

const char *line_id(struct arena *arena, size_t line)
{
    return arena_format(arena, "L%03zu", line + 1);
}

const char *over_line_id(struct arena *arena, size_t line)
{
    return arena_format(arena, "L%03zu-over", line + 1);
}

void plan_free(struct plan *plan)
{
    if (!plan)
        return;
    for (size_t i = 0; i < plan->service_count; i++)
        if (plan->services[i].forecast_made)
            forecast_free(&plan->services[i].forecast);
    free(plan->services);
    free(plan->assets);
    free(plan->purchases);
    free(plan->gross);
    free(plan->lines);
    free(plan->parts);
    free(plan->costs);
    if (plan->target)
        free(plan->target->unfunded);
    free(plan->catalog->categories);
    free(plan->catalog->fundings);
}
