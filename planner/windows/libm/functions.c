/* The functions of <math.h> as glibc has them: for some of them the processor decides, since glibc
 * has them once with fused multiplication and addition and once without, and they differ in the
 * last digit. */
#include "private.h"

static int fuses(void)
{
    return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2");
}

#define EITHER(name) \
    double name##_plain(double); \
    double name##_fused(double); \
    double name(double x) { return fuses() ? name##_fused(x) : name##_plain(x); }

EITHER(exp)
EITHER(log)
EITHER(sin)
EITHER(cos)
EITHER(expm1)
EITHER(log1p)

double pow_plain(double, double);
double pow_fused(double, double);
double pow(double x, double y)
{
    return fuses() ? pow_fused(x, y) : pow_plain(x, y);
}

double lgamma(double x)
{
    int sign;
    return __ieee754_lgamma_r(x, &sign);
}

double tgamma(double x)
{
    int sign = 1;
    double y = __ieee754_gamma_r(x, &sign);
    return sign < 0 ? -y : y;
}

/* mingw's goes through the 80-bit registers and so rounds twice. */
double sqrt(double x)
{
    __asm__("sqrtsd %0, %0" : "+x"(x));
    return x;
}
