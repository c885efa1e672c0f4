/* The mean of methods that err in different ways.

   [1] J. M. Bates, C. W. J. Granger, The combination of forecasts, Operational Research Quarterly
       20 (1969) 451-468.
   [2] S. Makridakis, E. Spiliotis, V. Assimakopoulos, The M4 Competition: 100,000 time series and
       61 forecasting methods, Int. J. Forecasting 36 (2020) 54-74: 12 of the 17 most accurate
       methods were combinations of mostly statistical ones. */
#include "planner/method.h"

struct share {
    const struct model *model;
    double weight;
};

/* Without seasons there is little to choose among levels and much in the trend, which the Theta
   kind follows best. Seasons need a method that lets them change. From LONG_SEASON places on, sums
   over longer periods show what single months hide. */
static const struct share plain[] = {{&model_dynamic_theta, 0.5}, {&model_smoothed_drift, 0.5}};
static const struct share few[] = {{&model_ets, 0.6}, {&model_smoothed_drift, 0.4}};
static const struct share many[] = {
    {&model_ets, 0.5}, {&model_aggregate, 0.4}, {&model_smoothed_drift, 0.1}};

static const size_t LONG_SEASON = 12;

static void choose(const struct history *history, struct choice *choice)
{
    const struct share *share = history->m >= LONG_SEASON ? many : history->m > 1 ? few : plain;
    size_t shares = share == many ? 3 : 2;
    choice->parts = 0;
    for (size_t i = 0; i < shares; i++)
        if (model_serves(share[i].model, history)) {
            choice->part[choice->parts] = share[i].model;
            choice->weight[choice->parts++] = share[i].weight;
        }
}

const struct model model_combination = {
    .name = "combination",
    .describes = "the mean of methods that err in different ways",
    .needs = 1,
    .choose = choose,
};
