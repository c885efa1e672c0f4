/* Intervals from errors on held-back history, and sums of periods from their joint distribution.

   The team is run from each of the last ORIGINS places in the history, without refitting, and its
   errors at 1, 2, ... steps are kept on the scale of a Box-Cox power (POWER, between the square
   root and the cube root), where they are near symmetric and cannot lead below zero. With a value
   that is not above zero the power is 1.

   sd(1)^2 is the mean square of the one-step errors, the naive method's mean square times
   NAIVE_SHARE counted as NAIVE_WEIGHT errors, and PRIOR_SD^2 counted as one: with few values the
   method's own errors are flattering, and a history that never moved may yet move.
   sd(h) = sd(1) * h^growth; growth is the least squares slope of the errors' log size against log h,
   drawn to GROWTH_PLAIN or GROWTH_SEASONS with weight GROWTH_WEIGHT; errors smaller than PRIOR_SD's
   share of sd(1) count as large as that. At last sd is widened by WIDEN
   and by 1 + WIDEN_SHORT / (n + SHORT_FROM), for parameters that were fitted to these same values.
   These constants were set so that 95 % intervals cover 95 % on public competition series,
   yearly, quarterly and monthly alike.

   The errors' tails are those of Student's t with SHAPE degrees of freedom, sized so that sd keeps
   its normal meaning at 95 %: with the normal's own shape 80 % intervals would cover 86 %.

   A variance that grows as h^(2 growth) is that of fractional Brownian motion (B. B. Mandelbrot,
   J. W. Van Ness, SIAM Review 10 (1968) 422-437), whose covariance then gives that of any two
   periods: (i^2g + j^2g - |i - j|^2g) / 2. So sums need no further assumption. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

static const size_t ORIGINS = 24;
static const double POWER = 0.4;
static const double NAIVE_SHARE = 0.8, NAIVE_WEIGHT = 3;
static const double PRIOR_SD = 0.1;
static const double GROWTH_PLAIN = 0.65, GROWTH_SEASONS = 0.5; /* yearly steps are longer */
static const double GROWTH_WEIGHT = 30, GROWTH_MOST = 0.98;
static const double WIDEN = 1.1, WIDEN_SHORT = 9, SHORT_FROM = 10;
static const double SHAPE = 5;
static const double JITTER = 1e-9; /* keeps the covariance positive against rounding */
static const double LEAST = 1e-3; /* no logarithm or root of less, in units of the mean */

enum { DRAWS = 4000, TOGETHER = 400 }; /* beyond so many periods errors are taken as one */

void team_run(const struct team *team, const struct history *history, size_t horizon, double *work,
              double *mean)
{
    memset(mean, 0, horizon * sizeof *mean);
    for (size_t i = 0; i < team->choice.parts; i++) {
        team->choice.part[i]->run(&team->fit[i], history, horizon, work);
        for (size_t h = 0; h < horizon; h++)
            mean[h] += team->choice.weight[i] * work[h];
    }
}

static double onto(double value, double power)
{
    return power == 1 ? value : boxcox(fmax(value, LEAST), power);
}

/* Standard deviations of the normal over those of the t, at 95 %. */
static double shape_scale(void)
{
    return gsl_cdf_ugaussian_Pinv(0.975) / gsl_cdf_tdist_Pinv(0.975, SHAPE);
}

/* Mean square of the change from one period to the next, seasons removed. */
static bool naive_square(const struct history *history, double power, double *out)
{
    struct pattern pattern;
    double *plain = malloc(history->n * sizeof *plain);
    if (!plain)
        return false;
    pattern_find(history, &pattern);
    pattern_remove(&pattern, history, plain);
    *out = 0;
    for (size_t t = 1; t < history->n; t++) {
        double change = onto(plain[t], power) - onto(plain[t - 1], power);
        *out += change * change / (double)(history->n - 1);
    }
    free(plain);
    return true;
}

/* Sums of squared errors, and their number, at each step ahead. */
static void held_back(const struct team *team, const struct history *history, double power,
                      size_t horizon, double *work, double *squares, double *count)
{
    size_t n = history->n, least = n / 3 > 3 ? n / 3 : 3;
    size_t from = n > ORIGINS + least ? n - ORIGINS : least;
    double *path = work + horizon;
    for (size_t t = from; t < n; t++) {
        struct history head = {history->y, t, history->m};
        size_t steps = n - t < horizon ? n - t : horizon;
        team_run(team, &head, steps, work, path);
        for (size_t h = 0; h < steps; h++) {
            double e = onto(history->y[t + h], power) - onto(path[h], power);
            if (isfinite(e)) {
                squares[h] += e * e;
                count[h]++;
            }
        }
    }
}

bool interval_find(const struct team *team, const struct history *history,
                   struct forecast *forecast)
{
    size_t n = history->n, horizon = forecast->horizon;
    struct forecast_spread *spread = &forecast->spread;
    double naive, power = POWER;
    for (size_t t = 0; t < n; t++)
        if (history->y[t] < LEAST)
            power = 1;
    double *work = calloc(4 * horizon, sizeof *work);
    spread->middle = malloc(horizon * sizeof *spread->middle);
    if (!work || !spread->middle || !naive_square(history, power, &naive)) {
        free(work);
        return false;
    }
    double *squares = work + 2 * horizon, *count = work + 3 * horizon;
    held_back(team, history, power, horizon, work, squares, count);

    double told = count[0] + NAIVE_WEIGHT + 1, least = PRIOR_SD * PRIOR_SD / told;
    double first = (squares[0] + NAIVE_WEIGHT * NAIVE_SHARE * naive) / told + least;
    double usual = history->m > 1 ? GROWTH_SEASONS : GROWTH_PLAIN;
    double across = usual * GROWTH_WEIGHT, along = GROWTH_WEIGHT;
    for (size_t h = 1; h < horizon; h++)
        if (count[h] > 2) {
            double step = log((double)(h + 1)), weight = count[h] / (double)(h + 1);
            across += weight * step * log(fmax(squares[h] / count[h], least) / first) / 2;
            along += weight * step * step;
        }
    spread->power = power;
    spread->growth = fmin(fmax(across / along, 0), GROWTH_MOST);
    spread->sd = sqrt(first) * WIDEN * (1 + WIDEN_SHORT / ((double)n + SHORT_FROM));

    double z = shape_scale() * gsl_cdf_tdist_Pinv(0.5 + forecast->level / 2, SHAPE);
    for (size_t h = 0; h < horizon; h++) {
        double sd = spread->sd * pow((double)(h + 1), spread->growth);
        double mean = forecast->mean[h], middle = onto(mean, power);
        spread->middle[h] = middle;
        forecast->lower[h] = fmin(mean, boxcox_back(middle - z * sd, power));
        forecast->upper[h] = fmax(mean, boxcox_back(middle + z * sd, power));
    }
    free(work);
    return true;
}

/* A stretch of periods to draw: rows from .. to - 1 of a forecast. */
struct stretch {
    const struct forecast *forecast;
    size_t from, count;
    gsl_matrix *factor; /* NULL: the errors of all periods are taken as one */
};

/* The factor that turns independent normals into errors of unit first step, of a stretch alone:
   what lies before it need not be drawn. */
static gsl_matrix *correlate(double growth, size_t from, size_t count)
{
    gsl_matrix *factor = gsl_matrix_alloc(count, count);
    double twice = 2 * growth;
    if (!factor)
        return NULL;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= i; j++) {
            double a = (double)(from + i + 1), b = (double)(from + j + 1);
            double apart = i == j ? 0 : pow(a - b, twice);
            double both = (pow(a, twice) + pow(b, twice) - apart) / 2 * (i == j ? 1 + JITTER : 1);
            gsl_matrix_set(factor, i, j, both);
            gsl_matrix_set(factor, j, i, both);
        }
    if (gsl_linalg_cholesky_decomp1(factor)) {
        gsl_matrix_free(factor);
        return NULL;
    }
    return factor;
}

static void correlated(const struct stretch *stretch, const double *normal, double *error)
{
    double growth = stretch->forecast->spread.growth;
    for (size_t h = 0; h < stretch->count; h++) {
        if (!stretch->factor) {
            error[h] = normal[0] * pow((double)(stretch->from + h + 1), growth);
            continue;
        }
        const double *row = gsl_matrix_const_ptr(stretch->factor, h, 0);
        error[h] = 0;
        for (size_t j = 0; j <= h; j++)
            error[h] += row[j] * normal[j];
    }
}

/* boxcox_back, with the usual power's root taken without a logarithm. */
static double off_power(double x, double power)
{
    if (power != POWER)
        return boxcox_back(x, power);
    double base = 1 + POWER * x; /* to the power 2.5 */
    return base > 0 ? base * base * sqrt(base) : 0;
}

static void add_errors(const struct stretch *stretch, double size, const double *error,
                       double *path)
{
    const struct forecast_spread *spread = &stretch->forecast->spread;
    const double *middle = spread->middle + stretch->from;
    for (size_t h = 0; h < stretch->count; h++) {
        double value = off_power(middle[h] + size * error[h], spread->power);
        path[h] = spread->scale * (spread->nonnegative && value < 0 ? 0 : value);
    }
}

/* The chance itself is uncertain: Beta(k + 1/2, n - k + 1/2), Jeffreys' prior. */
static void draw_sizes(gsl_rng *random, const struct stretch *stretch, double *path)
{
    const struct forecast_spread *spread = &stretch->forecast->spread;
    double chance = gsl_ran_beta(random, (double)spread->sizes + 0.5,
                                 (double)(spread->trials - spread->sizes) + 0.5);
    for (size_t h = 0; h < stretch->count; h++) {
        bool some = gsl_rng_uniform(random) < chance;
        size_t which = gsl_rng_uniform_int(random, (unsigned long)spread->sizes);
        path[h] = some ? spread->scale * spread->size[which] : 0;
    }
}

/* Every second future mirrors the one before it. */
static void draw_pairs(gsl_rng *random, const struct stretch *stretch, size_t draws,
                       double *normal, double *path)
{
    double *error = normal + stretch->count, scale = shape_scale();
    for (size_t i = 0; i < draws; i++) {
        double size = stretch->forecast->spread.sd * scale *
                      sqrt(SHAPE / gsl_ran_chisq(random, SHAPE));
        for (size_t h = 0; h < stretch->count; h++)
            normal[h] = gsl_ran_gaussian_ziggurat(random, 1);
        correlated(stretch, normal, error);
        add_errors(stretch, size, error, path + i * stretch->count);
        if (++i < draws)
            add_errors(stretch, -size, error, path + i * stretch->count);
    }
}

static bool draw(const struct forecast *forecast, size_t from, size_t to, size_t draws,
                 double *path)
{
    struct stretch stretch = {forecast, from, to - from, NULL};
    quiet_gsl();
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    bool sizes = forecast->spread.size != NULL, together = stretch.count > TOGETHER;
    double *normal = malloc(2 * stretch.count * sizeof *normal);
    if (!sizes && !together)
        stretch.factor = correlate(forecast->spread.growth, from, stretch.count);
    bool good = random && normal && (stretch.factor || together || sizes);
    if (good && sizes)
        for (size_t i = 0; i < draws; i++)
            draw_sizes(random, &stretch, path + i * stretch.count);
    else if (good)
        draw_pairs(random, &stretch, draws, normal, path);
    free(normal);
    gsl_matrix_free(stretch.factor);
    gsl_rng_free(random);
    return good;
}

bool forecast_paths(const struct forecast *forecast, size_t draws, double *path)
{
    return draw(forecast, 0, forecast->horizon, draws, path);
}

/* Puts the place-th smallest of x where it belongs, smaller ones before it (C. A. R. Hoare,
   Algorithm 65: Find, Comm. ACM 4 (1961) 321-322). */
static double find_place(double *x, size_t count, size_t place)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        double pivot = x[place];
        size_t i = low, j = high;
        do {
            while (x[i] < pivot)
                i++;
            while (pivot < x[j])
                j--;
            if (i <= j) {
                double swap = x[i];
                x[i++] = x[j];
                x[j] = swap;
                if (j == 0)
                    break;
                j--;
            }
        } while (i <= j);
        if (j < place)
            low = i;
        if (place < i)
            high = j;
    }
    return x[place];
}

/* Between the two values next to it; reorders x. */
static double quantile(double *x, size_t count, double share)
{
    double at = share * (double)(count - 1);
    size_t below = (size_t)at;
    double low = find_place(x, count, below);
    double high = below + 1 < count ? find_place(x, count, below + 1) : low;
    return low + (at - (double)below) * (high - low);
}

bool forecast_total(const struct forecast *forecast, size_t from, size_t to, double known,
                    double *mean, double *lower, double *upper)
{
    if (from >= to || to > forecast->horizon)
        return false;
    *mean = *lower = *upper = known;
    for (size_t h = from; h < to; h++)
        *mean += forecast->mean[h];
    if (to == from + 1) {
        *lower += forecast->lower[from];
        *upper += forecast->upper[from];
        return true;
    }
    size_t count = to - from;
    double *path = malloc(DRAWS * (count + 1) * sizeof *path);
    bool good = path && draw(forecast, from, to, DRAWS, path);
    if (good) {
        double *sum = path + DRAWS * count, tail = (1 - forecast->level) / 2;
        for (size_t i = 0; i < DRAWS; i++) {
            sum[i] = 0;
            for (size_t h = 0; h < count; h++)
                sum[i] += path[i * count + h];
        }
        double low = known + quantile(sum, DRAWS, tail);
        double high = known + quantile(sum, DRAWS, 1 - tail);
        *lower = fmin(*mean, low);
        *upper = fmax(*mean, high);
        good = isfinite(*mean) && isfinite(low) && isfinite(high);
    }
    free(path);
    return good;
}

/* The bounds of one period are those of "a size with this chance, else zero". */
bool interval_intermittent(const struct history *history, struct forecast *forecast)
{
    struct forecast_spread *spread = &forecast->spread;
    size_t n = history->n;
    spread->size = malloc(n * sizeof *spread->size);
    if (!spread->size)
        return false;
    for (size_t t = 0; t < n; t++)
        if (history->y[t] != 0)
            spread->size[spread->sizes++] = history->y[t];
    spread->trials = n;
    spread->power = 1;
    gsl_sort(spread->size, 1, spread->sizes);
    double tail = (1 - forecast->level) / 2, chance = ((double)spread->sizes + 0.5) / ((double)n + 1);
    double upper = 0, lower = 0;
    if (chance > tail)
        upper = gsl_stats_quantile_from_sorted_data(spread->size, 1, spread->sizes,
                                                    1 - tail / chance);
    if (1 - chance < tail)
        lower = gsl_stats_quantile_from_sorted_data(spread->size, 1, spread->sizes,
                                                    (tail - (1 - chance)) / chance);
    for (size_t h = 0; h < forecast->horizon; h++) {
        forecast->lower[h] = fmin(lower, forecast->mean[h]);
        forecast->upper[h] = fmax(upper, forecast->mean[h]);
    }
    return true;
}
