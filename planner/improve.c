#include "planner/improve.h"

#include <stdlib.h>

#include "planner/sort.h"

enum file { PRICES, CATEGORIES, LOCATIONS, ESCALATION, FILES };

static const struct {
    const char *file, *what;
} files[FILES] = {
    [PRICES] = {"prices", "what things cost today, not what each asset once cost"},
    [CATEGORIES] = {"categories", "your cycles and who pays, not the built-in ones"},
    [LOCATIONS] = {"locations", "which rooms are CAA, not NON-CAA for all"},
    [ESCALATION] = {"escalation", "how prices rise, not the built-in rates"},
};

/* Whether the purchase rests on a default that the file would replace. */
static bool rests_on_default(const struct plan *plan, const struct purchase *p, enum file file)
{
    const struct asset_plan *a = &plan->assets[p->asset];
    const struct category *held = &plan->catalog->categories[a->held];
    const struct category *bought = &plan->catalog->categories[a->bought];
    switch (file) {
    case PRICES:
        return a->assumed & ASSUMED_PRICE;
    case CATEGORIES:
        return (held->built_in && a->cycle_from == CYCLE_OF_CATEGORY) ||
               (bought->built_in && a->assumed & ASSUMED_PAYER);
    case LOCATIONS:
        return a->assumed & ASSUMED_NETWORK;
    default:
        return plan->catalog->classes[bought->escalation_class].built_in;
    }
}

static bool is_there(const struct plan *plan, enum file file)
{
    const struct post *post = plan->post;
    const struct rows *const rows[FILES] = {
        [PRICES] = &post->prices.rows, [CATEGORIES] = &post->categories.rows,
        [LOCATIONS] = &post->locations.rows, [ESCALATION] = &post->escalation.rows};
    return rows[file]->count > 0;
}

static int by_amount(const void *a, const void *b)
{
    const struct improvement *x = a, *y = b;
    return (x->amount.cents < y->amount.cents) - (x->amount.cents > y->amount.cents);
}

size_t plan_improvements(const struct plan *plan,
                         struct improvement improvements[IMPROVEMENTS_SHOWN])
{
    struct improvement all[FILES];
    size_t count = 0;
    for (enum file f = 0; f < FILES; f++) {
        money sum = MONEY_ZERO;
        for (size_t i = 0; i < plan->purchase_count && !is_there(plan, f); i++) {
            const struct purchase *p = &plan->purchases[i];
            if (plan->assets[p->asset].payer == PAYER_POST && rests_on_default(plan, p, f))
                sum = money_add(sum, p->amount);
        }
        if (sum.cents > 0)
            all[count++] = (struct improvement){files[f].file, files[f].what, sum};
    }
    sort(all, count, sizeof *all, by_amount);
    if (count > IMPROVEMENTS_SHOWN)
        count = IMPROVEMENTS_SHOWN;
    for (size_t i = 0; i < count; i++)
        improvements[i] = all[i];
    return count;
}

const char *missing_costs(const struct plan *plan)
{
    const struct post *post = plan->post;
    const struct {
        const char *file;
        const struct rows *rows;
    } costs[] = {{"licenses", &post->licenses.rows},
                 {"services", &post->services.rows},
                 {"projects", &post->projects.rows},
                 {"staff", &post->staff.rows}};
    const char *list = "";
    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++)
        if (!costs[i].rows->count)
            list = arena_format(post->arena, "%s%s%s.csv", list, list[0] ? ", " : "",
                                costs[i].file);
    return list;
}
