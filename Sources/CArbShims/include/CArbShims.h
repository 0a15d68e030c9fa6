#ifndef CARB_SHIMS_H
#define CARB_SHIMS_H

/* Arb is a part of FLINT 3; beside FLINT 2.9 it is a library of its own. This is the only place that
   knows. */

#include "../../CFLINT/CFLINT.h"

#if __has_include(<flint/arb.h>)
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/arb.h>
#include <flint/arb_hypgeom.h>
#else
#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <arb.h>
#include <arb_hypgeom.h>
#endif

/* What a ball is at least and at most, exactly; it must be finite. */
void shim_arb_get_lower(fmpq *bound, const arb_struct *ball);
void shim_arb_get_upper(fmpq *bound, const arb_struct *ball);
/* The same rounded outwards to double precision, for any ball. */
double shim_arb_lower_double(const arb_struct *ball);
double shim_arb_upper_double(const arb_struct *ball);
/* An exponent of two above the absolute values; LONG_MIN for zero, LONG_MAX where there is none. */
long shim_arb_exponent(const arb_struct *ball);
/* The same for the radius. */
long shim_arb_radius_exponent(const arb_struct *ball);
/* The smallest ball around an interval, its ends rounded outwards. */
void shim_arb_set_interval(arb_struct *ball, const fmpq *lower, const fmpq *upper, long precision);

/* The ball of all numbers that differ from `middle` by at most `radius`, which is not negative. */
void shim_arb_set_double(arb_struct *ball, double middle, double radius);

arb_struct *shim_acb_real(acb_struct *ball);
arb_struct *shim_acb_imaginary(acb_struct *ball);

/* The integral from `lower` to `upper` of the function that `evaluate` encloses, which gets a ball,
   and whether the function has to be analytic on it. */
typedef void (*shim_integrand)(void *context, acb_struct *value, const acb_struct *argument,
                               int is_analytic, long precision);
void shim_integrate(arb_struct *integral, shim_integrand evaluate, void *context,
                    const arb_struct *lower, const arb_struct *upper, long relative_bits,
                    long absolute_bits, long precision);

/* The sum of weights[i] * exp(-scale * (points[i] - mean)^2). */
void shim_arb_gaussian_sum(arb_struct *sum, const arb_struct *weights, const arb_struct *points,
                           long count, const arb_struct *mean, const arb_struct *scale,
                           long precision);
/* The sum of coefficients[i] * P_i(x) with the polynomials of Legendre. */
void shim_arb_legendre_sum(arb_struct *sum, const arb_struct *coefficients, long count,
                           const arb_struct *x, long precision);

#endif
