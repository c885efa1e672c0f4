/* The Weibull life and its fit to censored data.
 *
 * [1] W. Q. Meeker and L. A. Escobar, Statistical Methods for Reliability Data, 1998: chapter 8,
 *     maximum likelihood and profile likelihood intervals; 11.6, left truncation.
 * [2] J. F. Lawless, Statistical Models and Methods for Lifetime Data, 2nd edition, 2003: chapter
 *     5, the score equation in the shape alone.
 * [3] W. Nelson, Weibull Analysis of Reliability Data with Few or No Failures, Journal of Quality
 *     Technology 17(3), 1985, pp. 140-146: the fit with a given shape. */
#include "planner/reliability.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_sf_gamma.h>

#include "planner/arena.h"

/* Shapes outside are not lives but artefacts of two failures a day apart. */
static const double lowest_shape = 0.02, highest_shape = 200.0;

bool reliability_valid(struct weibull life)
{
    return isfinite(life.shape) && isfinite(life.scale) && life.shape > 0 && life.scale > 0;
}

double reliability_hazard(struct weibull life, double age)
{
    return age > 0 ? pow(age / life.scale, life.shape) : 0;
}

double reliability_survival(struct weibull life, double age)
{
    return exp(-reliability_hazard(life, age));
}

double reliability_failure(struct weibull life, double age, double span)
{
    if (!(span > 0))
        return 0;
    if (age < 0)
        age = 0;
    return -expm1(reliability_hazard(life, age) - reliability_hazard(life, age + span));
}

double reliability_mean_life(struct weibull life)
{
    return life.scale * tgamma(1 + 1 / life.shape);
}

double reliability_age_at(struct weibull life, double failed)
{
    return life.scale * pow(-log1p(-failed), 1 / life.shape);
}

/* Terms are summed away from the largest one, so none underflows that matters. */
double reliability_poisson(int64_t most, double mean)
{
    if (most < 0)
        return 0;
    if (!(mean > 0))
        return 1;
    double top = floor(fmin((double)most, mean));
    /* lgamma() tells the sign in a global, so that two threads may not call it. */
    double term = exp(top * log(mean) - mean - gsl_sf_lngamma(top + 1));
    double sum = 0;
    double down = term;
    for (double k = top; k >= 0 && down > sum * 1e-18; k--) {
        sum += down;
        down *= k / mean;
    }
    double up = term;
    for (double k = top + 1; k <= (double)most; k++) {
        up *= mean / k;
        if (up <= sum * 1e-18)
            break;
        sum += up;
    }
    return sum < 1 ? sum : 1;
}

/* A power of an age enters the sums with its count; an age at entry with its count taken away. */
struct term {
    double logarithm; /* of the age in units */
    double weight;
};

/* The sample, with ages divided by the oldest so that powers stay within reach, and what the
 * likelihood needs of the failures. */
struct sample {
    size_t count;
    struct term *terms;
    double unit;     /* the oldest age */
    double failures; /* as a number */
    double sum_log;  /* of the failures' ages in units */
};

/* Sums over all units of t^k - e^k and of its first two derivatives in k (e: age at entry). */
struct powers {
    double zero, one, two;
};

static struct powers power_sums(const struct sample *sample, double shape)
{
    struct powers sums = {0, 0, 0};
    for (size_t i = 0; i < sample->count; i++) {
        double logarithm = sample->terms[i].logarithm;
        double power = sample->terms[i].weight * exp(shape * logarithm);
        sums.zero += power;
        sums.one += power * logarithm;
        sums.two += power * logarithm * logarithm;
    }
    return sums;
}

static void add_term(struct sample *sample, double age, double weight)
{
    if (age > 0)
        sample->terms[sample->count++] = (struct term){log(age / sample->unit), weight};
}

/* The log likelihood at (shape, scale), scale in units. */
static double likelihood(const struct sample *sample, double shape, double scale)
{
    struct powers sums = power_sums(sample, shape);
    double r = sample->failures;
    return r * (log(shape) - shape * log(scale)) + (shape - 1) * sample->sum_log -
           r * log(sample->unit) - sums.zero / pow(scale, shape);
}

/* For a shape the best scale is explicit ([2] 5.2): scale^shape = sum / failures. */
static double best_scale(const struct sample *sample, double shape)
{
    return pow(power_sums(sample, shape).zero / sample->failures, 1 / shape);
}

static double shape_profile(const struct sample *sample, double shape, double offset)
{
    return likelihood(sample, shape, best_scale(sample, shape)) - offset;
}

/* The derivative of the profile, over r: falls from +infinity through zero once when all units are
 * watched from new. */
static double shape_score(const struct sample *sample, double shape, double unused)
{
    (void)unused;
    struct powers sums = power_sums(sample, shape);
    return 1 / shape + sample->sum_log / sample->failures - sums.one / sums.zero;
}

/* The best shape for a scale: the score of the full likelihood. */
static double shape_score_at(const struct sample *sample, double shape, double scale)
{
    struct powers sums = power_sums(sample, shape);
    double logarithm = log(scale);
    return sample->failures * (1 / shape - logarithm) + sample->sum_log -
           (sums.one - sums.zero * logarithm) / pow(scale, shape);
}

typedef double curve(const struct sample *sample, double at, double parameter);

/* A root between two positive points of opposite sign: false position on the logarithm, where the
 * end that stays is halved (the Illinois rule; M. Dowell and P. Jarratt, BIT 11, 1971, pp.
 * 168-174), and plain halving where that is not finite.  Cannot leave the bracket. */
static double root(const struct sample *sample, curve *f, double parameter, double from, double to)
{
    double a = log(from), b = log(to);
    double fa = f(sample, from, parameter), fb = f(sample, to, parameter);
    for (int i = 0; i < 200 && fabs(b - a) > 1e-13; i++) {
        double c = (a * fb - b * fa) / (fb - fa);
        if (!(c > fmin(a, b) && c < fmax(a, b)) || i % 16 == 15)
            c = (a + b) / 2;
        double fc = f(sample, exp(c), parameter);
        if (fc == 0)
            return exp(c);
        if ((fc > 0) == (fb > 0)) {
            fa /= 2;
        } else {
            a = b;
            fa = fb;
        }
        if (fabs(b - c) < 1e-13)
            return exp(c);
        b = c;
        fb = fc;
    }
    return exp(b);
}

/* The best shape for a scale, between the limits. */
static double best_shape(const struct sample *sample, double scale)
{
    double low = 1, high = 1;
    if (shape_score_at(sample, 1, scale) > 0) {
        do {
            low = high;
            high = fmin(2 * high, highest_shape);
        } while (high < highest_shape && shape_score_at(sample, high, scale) > 0);
        if (shape_score_at(sample, high, scale) > 0)
            return high;
    } else {
        do {
            high = low;
            low = fmax(low / 2, lowest_shape);
        } while (low > lowest_shape && shape_score_at(sample, low, scale) < 0);
        if (shape_score_at(sample, low, scale) < 0)
            return low;
    }
    return root(sample, shape_score_at, scale, low, high);
}

static double scale_profile(const struct sample *sample, double scale, double offset)
{
    return likelihood(sample, best_shape(sample, scale), scale) - offset;
}

/* Both ends of { x : profile(x) > drop }, walking out from the top; 0 or HUGE_VAL where the profile
 * never falls that far. */
static struct interval profile_interval(const struct sample *sample, curve *profile, double best,
                                        double drop, double low, double high)
{
    struct interval ends = {0, HUGE_VAL};
    double inside = best;
    for (double at = best; at > low; inside = at) {
        at /= 1.25;
        if (profile(sample, at, drop) < 0) {
            ends.low = root(sample, profile, drop, inside, at);
            break;
        }
    }
    inside = best;
    for (double at = best; at < high; inside = at) {
        at *= 1.25;
        if (profile(sample, at, drop) < 0) {
            ends.high = root(sample, profile, drop, inside, at);
            break;
        }
    }
    return ends;
}

/* The normal quantile, by halving on erfc. */
static double two_sided(double level)
{
    double low = 0, high = 40;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (erfc(middle / sqrt(2)) > 1 - level)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* The mean at which a Poisson number stays at or below `most` with the given chance: half a
 * chi-square quantile of 2 (most + 1) degrees of freedom. */
static double poisson_mean(int64_t most, double chance)
{
    double low = 0, high = 10;
    while (reliability_poisson(most, high) > chance)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
        double middle = (low + high) / 2;
        if (reliability_poisson(most, middle) > chance)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static bool sensible(const struct lifetime *life)
{
    return isfinite(life->age) && isfinite(life->entered) && life->count >= 1 &&
           life->entered >= 0 &&
           (life->failed ? life->age > life->entered : life->age >= life->entered);
}

/* Observed information on (ln shape, ln scale), inverted ([1] 8.3.4). */
static void standard_errors(const struct sample *sample, struct reliability_fit *fit)
{
    double k = fit->life.shape, eta = fit->life.scale / sample->unit;
    struct powers p = power_sums(sample, k);
    double r = sample->failures, logarithm = log(eta), over = pow(eta, -k);
    double z0 = p.zero * over;
    double z1 = (p.one - logarithm * p.zero) * over;
    double z2 = (p.two - 2 * logarithm * p.one + logarithm * logarithm * p.zero) * over;
    /* With a = ln k and b = ln eta:  l = r a - r k b + k sum_log - z0 + constants.  The first
     * derivative in a is zero at the maximum, which leaves -r - k^2 z2 of the second. */
    double aa = r + k * k * z2;
    double bb = k * k * z0;
    double ab = -k * k * z1 + k * (r - z0);
    double determinant = aa * bb - ab * ab;
    if (determinant > 0) {
        fit->error_log_shape = sqrt(bb / determinant);
        fit->error_log_scale = sqrt(aa / determinant);
    }
}

/* One parameter: t^shape is exponential, so the total of the transformed ages is sufficient and the
 * number of failures Poisson in it ([3]).  Exact for a log that ends with a failure, and on the
 * wide side at the low end otherwise. */
static void fit_scale_alone(const struct sample *sample, struct reliability_rules rules,
                            struct reliability_fit *fit)
{
    double k = rules.life.shape;
    double total = power_sums(sample, k).zero;
    double tail = (1 - rules.level) / 2;
    fit->shape = (struct interval){k, k};
    if (fit->failures == 0) {
        /* One-sided: with chance 1 - level a scale this low would have shown no failure. */
        fit->life = rules.life;
        fit->status = RELIABILITY_TOO_FEW;
        fit->scale.low = sample->unit * pow(total / -log(1 - rules.level), 1 / k);
        fit->scale.high = HUGE_VAL;
        return;
    }
    fit->status = RELIABILITY_SHAPE_GIVEN;
    fit->life = (struct weibull){k, sample->unit * best_scale(sample, k)};
    fit->scale.low = sample->unit * pow(total / poisson_mean(fit->failures, tail), 1 / k);
    fit->scale.high = sample->unit * pow(total / poisson_mean(fit->failures - 1, 1 - tail), 1 / k);
    fit->error_log_scale = 1 / (k * sqrt(sample->failures));
    fit->log_likelihood = likelihood(sample, k, fit->life.scale / sample->unit);
}

static bool fit_both(const struct sample *sample, struct reliability_rules rules,
                     struct reliability_fit *fit)
{
    if (!(shape_score(sample, lowest_shape, 0) > 0) || !(shape_score(sample, highest_shape, 0) < 0))
        return false;
    double shape = root(sample, shape_score, 0, lowest_shape, highest_shape);
    double scale = best_scale(sample, shape);
    if (!isfinite(scale) || !(scale > 0))
        return false;
    double z = two_sided(rules.level);
    double best = likelihood(sample, shape, scale), drop = best - z * z / 2;
    fit->status = RELIABILITY_FITTED;
    fit->life = (struct weibull){shape, scale * sample->unit};
    fit->log_likelihood = best;
    fit->shape = profile_interval(sample, shape_profile, shape, drop, lowest_shape, highest_shape);
    fit->scale = profile_interval(sample, scale_profile, scale, drop, scale * 1e-6, scale * 1e6);
    fit->scale.low *= sample->unit;
    fit->scale.high *= sample->unit;
    standard_errors(sample, fit);
    return true;
}

struct reliability_fit reliability_fit(size_t count, const struct lifetime lives[],
                                       struct reliability_rules rules)
{
    struct reliability_fit fit = {.status = RELIABILITY_INVALID};
    if (!reliability_valid(rules.life) || !(rules.level > 0 && rules.level < 1))
        return fit;
    struct sample sample = {.count = 0};
    double first_age = 0;
    bool spread = false;
    for (size_t i = 0; i < count; i++) {
        if (!sensible(&lives[i]))
            return fit;
        sample.unit = fmax(sample.unit, lives[i].age);
        fit.units += lives[i].count;
        if (!lives[i].failed)
            continue;
        spread = spread || (first_age > 0 && lives[i].age != first_age);
        first_age = lives[i].age;
        fit.failures += lives[i].count;
    }
    if (!(sample.unit > 0)) {
        fit.status = RELIABILITY_TOO_FEW;
        fit.life = rules.life;
        fit.shape = (struct interval){rules.life.shape, rules.life.shape};
        fit.scale = (struct interval){0, HUGE_VAL};
        return fit;
    }
    sample.failures = (double)fit.failures;
    sample.terms = memory_array(count, 2 * sizeof *sample.terms);
    for (size_t i = 0; i < count; i++) {
        double units = (double)lives[i].count;
        if (lives[i].failed)
            sample.sum_log += units * log(lives[i].age / sample.unit);
        add_term(&sample, lives[i].age, units);
        add_term(&sample, lives[i].entered, -units);
    }
    fit.same_age = fit.failures > 1 && !spread;
    bool enough = fit.failures >= (rules.enough > 2 ? rules.enough : 2);
    if (!enough || !spread || !fit_both(&sample, rules, &fit))
        fit_scale_alone(&sample, rules, &fit);
    free(sample.terms);
    return fit;
}
