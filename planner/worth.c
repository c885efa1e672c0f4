#include "planner/worth.h"

#include <string.h>

#include "planner/price.h"

struct valuing {
    const struct post *post;
    const struct plan *plan; /* NULL: only dollars are understood */
    money *replacement;      /* [asset]: the next in the plan, MONEY_NONE */
};

static const struct column *column_flagged(const struct rows *rows, unsigned flag)
{
    const struct column *c = rows->columns;
    while (c->name && !(c->flags & flag))
        c++;
    return c->name ? c : NULL;
}

static word word_in(const struct rows *rows, const char *name, size_t row)
{
    word w = {0};
    for (const struct column *c = rows->columns; c->name; c++)
        if (!strcmp(c->name, name))
            memcpy(&w, column_array(rows, c) + row * sizeof w, sizeof w);
    return w;
}

static money in_dollars(const struct valuing *v, money amount, word currency)
{
    bool dollars = !word_given(currency) || !strcmp(post_string(v->post, currency), "USD");
    if (dollars || !money_given(amount))
        return amount;
    size_t at = v->plan ? currency_find(v->plan->catalog, currency) : NOWHERE;
    return at == NOWHERE ? MONEY_NONE
                         : price_convert(amount, currency_rate(&v->plan->catalog->currencies[at],
                                                               v->plan->first_year));
}

static money asset_dollars(const struct valuing *v, size_t i)
{
    const struct assets *t = &v->post->assets;
    money cost = in_dollars(v, t->unit_cost[i], t->currency[i]);
    if (money_given(cost) && cost.cents)
        return money_times(cost, whole_given(t->quantity[i]) ? t->quantity[i] : 1);
    return v->replacement ? v->replacement[i] : MONEY_NONE;
}

money recorded_cost(const struct plan *plan, size_t asset)
{
    return asset_dollars(&(struct valuing){plan->post, plan, NULL}, asset);
}

static money row_dollars(const void *context, const struct rows *rows, size_t row, word *tag)
{
    const struct valuing *v = context;
    money amount = MONEY_NONE;
    if (row >= rows->count)
        return amount;
    if (rows == &v->post->assets.rows) {
        *tag = v->post->assets.asset_tag[row];
        return asset_dollars(v, row);
    }
    const struct column *c = column_flagged(rows, WORTH);
    if (c)
        memcpy(&amount, column_array(rows, c) + row * sizeof amount, sizeof amount);
    return in_dollars(v, amount, word_in(rows, "currency", row));
}

static money *next_replacements(const struct plan *plan)
{
    size_t count = plan->post->assets.rows.count;
    money *next = arena_alloc(plan->post->arena, count + 1, sizeof *next);
    for (size_t i = 0; i < count; i++)
        next[i] = MONEY_NONE;
    for (size_t k = 0; k < plan->purchase_count; k++)
        if (plan->purchases[k].sequence == 1)
            next[plan->purchases[k].asset] = plan->purchases[k].amount;
    return next;
}

void value_findings(struct post *post, const struct plan *plan)
{
    if (diag_all_valued(post->diag))
        return;
    struct valuing v = {post, plan, plan ? next_replacements(plan) : NULL};
    diag_value(post->diag, row_dollars, &v);
}
