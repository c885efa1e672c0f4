/* Small calculations that several methods share. */
#include "planner/method.h"

#include <math.h>
#include <stdlib.h>
#ifndef __STDC_NO_THREADS__
#include <threads.h>
#endif

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_sort.h>

double median_of(double *values, size_t count)
{
    if (count == 0)
        return 0;
    gsl_sort(values, 1, count);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

#ifdef __STDC_NO_THREADS__
void quiet_gsl(void) { gsl_set_error_handler_off(); }
#else
static void quiet(void) { gsl_set_error_handler_off(); }

void quiet_gsl(void)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, quiet);
}
#endif

void no_forecast(size_t horizon, double *mean)
{
    for (size_t h = 0; h < horizon; h++)
        mean[h] = NAN;
}

/* Least squares on the places 0 .. n - 1. */
double line_slope(const double *x, size_t n, double *intercept)
{
    double centre = ((double)n - 1) / 2, mean = 0, across = 0, along = 0;
    for (size_t t = 0; t < n; t++)
        mean += x[t];
    mean /= (double)n;
    for (size_t t = 0; t < n; t++) {
        double d = (double)t - centre;
        across += d * (x[t] - mean);
        along += d * d;
    }
    double slope = along > 0 ? across / along : 0;
    *intercept = mean - slope * centre;
    return slope;
}

/* The level before a value is c + k * first, so the best first level is a ratio of two sums. */
double ses_errors(const double *x, size_t n, double alpha, double *first)
{
    double c = 0, k = 1, along = 0, across = 0, squares = 0;
    for (size_t t = 0; t < n; t++) {
        double e = x[t] - c;
        squares += e * e;
        across += k * e;
        along += k * k;
        c += alpha * e;
        k *= 1 - alpha;
    }
    *first = across / along;
    return squares - across * across / along;
}

double ses_level(const double *x, size_t n, double alpha, double first)
{
    for (size_t t = 0; t < n; t++)
        first += alpha * (x[t] - first);
    return first;
}

/* Golden section between 0.01 and 0.99, from the best of ten starts. */
double ses_fit(const double *x, size_t n, double *first)
{
    static const double golden = 0.6180339887498949;
    double low = 0.01, high = 0.99, best = HUGE_VAL, at = 0.5;
    for (int i = 0; i <= 10; i++) {
        double alpha = 0.01 + 0.098 * i, errors = ses_errors(x, n, alpha, first);
        if (errors < best) {
            best = errors;
            at = alpha;
        }
    }
    low = fmax(low, at - 0.098);
    high = fmin(high, at + 0.098);
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double fa = ses_errors(x, n, a, first), fb = ses_errors(x, n, b, first);
    for (int i = 0; i < 20; i++) {
        if (fa < fb) {
            high = b;
            b = a;
            fb = fa;
            a = high - golden * (high - low);
            fa = ses_errors(x, n, a, first);
        } else {
            low = a;
            a = b;
            fa = fb;
            b = low + golden * (high - low);
            fb = ses_errors(x, n, b, first);
        }
    }
    at = (low + high) / 2;
    ses_errors(x, n, at, first);
    return at;
}

double boxcox(double x, double power)
{
    if (power == 1)
        return x;
    return power < 1e-6 ? log(x) : (pow(x, power) - 1) / power;
}

double boxcox_back(double x, double power)
{
    if (power == 1)
        return x;
    if (power < 1e-6)
        return exp(fmin(x, 300));
    double base = 1 + power * x;
    return base > 0 ? pow(base, 1 / power) : 0;
}

/* G. E. P. Box, D. R. Cox, An Analysis of Transformations, J. Royal Statistical Society B 26
   (1964): the profile likelihood around a straight line, powers 0 to 1 by twentieths. */
double boxcox_power(const double *x, size_t n)
{
    double logs = 0, best = -HUGE_VAL, at = 1;
    double *changed = malloc(n * sizeof *changed);
    if (!changed)
        return 1;
    for (size_t t = 0; t < n; t++)
        logs += log(x[t]);
    for (int i = 0; i <= 20; i++) {
        double power = i / 20.0, squares = 0, intercept;
        for (size_t t = 0; t < n; t++)
            changed[t] = boxcox(x[t], power);
        double slope = line_slope(changed, n, &intercept);
        for (size_t t = 0; t < n; t++) {
            double r = changed[t] - intercept - slope * (double)t;
            squares += r * r;
        }
        double likelihood =
            -(double)n / 2 * log(squares / (double)n + 1e-300) + (power - 1) * logs;
        if (likelihood > best) {
            best = likelihood;
            at = power;
        }
    }
    free(changed);
    return at;
}

struct lowest {
    double (*function)(const double x[], void *with);
    void *with;
};

static double call(const gsl_vector *v, void *with)
{
    const struct lowest *lowest = with;
    double value = lowest->function(v->data, lowest->with);
    return isfinite(value) ? value : 1e300;
}

double lowest(size_t count, double x[], double step, unsigned rounds,
              double (*function)(const double x[], void *with), void *with)
{
    struct lowest both = {function, with};
    gsl_multimin_function target = {call, count, &both};
    gsl_multimin_fminimizer *search =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, count);
    gsl_vector *start = gsl_vector_alloc(count), *steps = gsl_vector_alloc(count);
    double value = HUGE_VAL;
    if (search && start && steps) {
        for (size_t i = 0; i < count; i++)
            gsl_vector_set(start, i, x[i]);
        gsl_vector_set_all(steps, step);
        gsl_multimin_fminimizer_set(search, &target, start, steps);
        for (unsigned round = 0; round < rounds; round++)
            if (gsl_multimin_fminimizer_iterate(search) ||
                gsl_multimin_test_size(gsl_multimin_fminimizer_size(search), 1e-4) == GSL_SUCCESS)
                break;
        for (size_t i = 0; i < count; i++)
            x[i] = gsl_vector_get(search->x, i);
        value = search->fval;
    }
    gsl_vector_free(steps);
    gsl_vector_free(start);
    gsl_multimin_fminimizer_free(search);
    return value;
}
