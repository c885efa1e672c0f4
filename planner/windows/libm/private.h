/* What glibc's elementary functions ask of the rest of glibc, said for Windows on x86-64.  Every
 * private header that they include is this one: see libraries.cmake. */
#ifndef PLANNER_LIBM_PRIVATE_H
#define PLANNER_LIBM_PRIVATE_H

#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdint.h>

/* ---- names: libraries.cmake says what a variant of a function is called --------------------- */
#ifndef __expm1
#define __expm1 expm1
#endif
#ifndef __log1p
#define __log1p log1p
#endif
#define __ieee754_exp exp
#define __exp2 exp2
#define __ieee754_exp2 exp2
#define __ieee754_log log
#define __ieee754_log10 log10
#define __ieee754_pow pow
#define __cos cos
#define __erf erf
#define __erfc erfc
#define __floor floor
#define __frexp frexp
#define __rint rint
#define __round round
#define __scalbn scalbn
#define __sin sin
#define __trunc trunc

double __ieee754_gamma_r(double, int *);
double __ieee754_lgamma_r(double, int *);
double __gamma_product(double, double, int, double *);
double __lgamma_neg(double, int *);
double __lgamma_product(double, double, double, int);

/* ---- the compiler and the linker ------------------------------------------------------------ */
#define LITTLE_ENDI 1
#define HIGH_HALF 1
#define LOW_HALF 0
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))
#define __glibc_likely(x) __builtin_expect((x), 1)
#define __glibc_unlikely(x) __builtin_expect((x), 0)
#define __set_errno(e) (errno = (e))
#define attribute_hidden
#define hidden_def(x)
#define libm_hidden_def(x)
#define libm_alias_double(from, to)
#define libm_alias_finite(from, to)
#define strong_alias(from, to)
#define weak_alias(from, to)
#define versioned_symbol(library, from, to, version)
#define SHLIB_COMPAT(library, since, until) 0
#define LIBM_SVID_COMPAT 0
#define DIAG_PUSH_NEEDS_COMMENT
#define DIAG_POP_NEEDS_COMMENT
#define DIAG_IGNORE_NEEDS_COMMENT(version, warning)
#define DIAG_IGNORE_Os_NEEDS_COMMENT(version, warning)
#define FIX_INT_FP_CONVERT_ZERO 0
#define HIGH_ORDER_BIT_IS_SET_FOR_SNAN 0

/* ---- a double is a double, rounded to nearest; nobody looks at the exception flags ----------- */
#define math_narrow_eval(x) (x)
#define math_opt_barrier(x) ({ __typeof(x) y_ = (x); __asm__("" : "+x"(y_)); y_; })
#define math_force_eval(x) ({ __typeof(x) y_ = (x); __asm__ volatile("" : : "x"(y_)); })
#define math_check_force_underflow(x) ((void)0)
#define math_check_force_underflow_nonneg(x) ((void)0)
#define SET_RESTORE_ROUND(mode) ((void)0)
#define SET_RESTORE_ROUND_53BIT(mode) ((void)0)

/* ---- the halves of a double ------------------------------------------------------------------ */
union halves {
    double all;
    uint64_t bits;
    struct {
        uint32_t low, high;
    } half;
};
#define EXTRACT_WORDS(h, l, x) ({ union halves u_ = {(x)}; (h) = u_.half.high; (l) = u_.half.low; })
#define EXTRACT_WORDS64(i, x) ({ union halves u_ = {(x)}; (i) = u_.bits; })
#define GET_HIGH_WORD(i, x) ({ union halves u_ = {(x)}; (i) = u_.half.high; })
#define GET_LOW_WORD(i, x) ({ union halves u_ = {(x)}; (i) = u_.half.low; })
#define INSERT_WORDS(x, h, l) \
    ({ union halves u_; u_.half.high = (h); u_.half.low = (l); (x) = u_.all; })
#define INSERT_WORDS64(x, i) ({ union halves u_; u_.bits = (i); (x) = u_.all; })
#define SET_HIGH_WORD(x, i) ({ union halves u_ = {(x)}; u_.half.high = (i); (x) = u_.all; })
#define SET_LOW_WORD(x, i) ({ union halves u_ = {(x)}; u_.half.low = (i); (x) = u_.all; })

#endif
