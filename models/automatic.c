/* The automatic choice. */
#include "planner/method.h"

static void choose(const struct history *history, struct choice *choice)
{
    size_t zeros = 0;
    bool below = false;
    for (size_t t = 0; t < history->n; t++) {
        zeros += history->y[t] == 0;
        below = below || history->y[t] < 0;
    }
    if (!below && (double)zeros > 0.3 * (double)history->n && zeros < history->n) {
        *choice = (struct choice){{&model_sba, &model_tsb}, {1, 1}, 2};
        return;
    }
    model_combination.choose(history, choice);
}

const struct model model_automatic = {
    .name = "automatic",
    .describes = "chosen from the series itself",
    .needs = 1,
    .choose = choose,
};
