/* The automatic choice: what each kind of series gets.

   | series                                         | method                                     |
   | 1 to 3 values                                  | the last value                             |
   | never below zero, zeros more than ZEROS of it  | mean of SBA and TSB                        |
   | any other                                      | the combination for its season's length    |

   Nothing is selected by its fit: differences in fit between methods are mostly noise on series
   this short, and an average of good methods is nearly as good as the best of them, which cannot be
   known. */
#include "planner/method.h"

static const double ZEROS = 0.3;

bool is_intermittent(const struct history *history)
{
    size_t zeros = 0;
    for (size_t t = 0; t < history->n; t++) {
        if (history->y[t] < 0)
            return false;
        zeros += history->y[t] == 0;
    }
    return zeros < history->n && (double)zeros > ZEROS * (double)history->n;
}

static void choose(const struct history *history, struct choice *choice)
{
    if (is_intermittent(history))
        *choice = (struct choice){{&model_sba, &model_tsb}, {0.5, 0.5}, 2};
    else
        model_combination.choose(history, choice);
}

const struct model model_automatic = {
    .name = "automatic",
    .describes = "chosen from the series itself",
    .needs = 1,
    .choose = choose,
};
