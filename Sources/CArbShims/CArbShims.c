#include "CArbShims.h"
#include <limits.h>

/* Exact ends may need more digits than there is memory for: where the radius is far below the last digit of
   the middle, or everything is next to zero. Then they are rounded outwards. */
enum { EXTRA_BITS = 4096, SMALLEST_EXPONENT = -(1 << 20) };

static long end_precision(const arb_struct *ball) {
  return arf_bits(arb_midref(ball)) + EXTRA_BITS;
}

/* Writes an end; one next to zero becomes zero, or the smallest power of two, whichever is further outside. */
static void write_end(fmpq *bound, arf_t end, int is_upper) {
  if (!arf_is_special(end) && arf_cmpabs_2exp_si(end, SMALLEST_EXPONENT) < 0) {
    int sign = arf_sgn(end);
    if ((sign > 0) == is_upper) {
      arf_set_si_2exp_si(end, sign, SMALLEST_EXPONENT);
    } else {
      arf_zero(end);
    }
  }
  arf_get_fmpq(bound, end);
}

void shim_arb_get_lower(fmpq *bound, const arb_struct *ball) {
  arf_t end;
  arf_init(end);
  arb_get_lbound_arf(end, ball, end_precision(ball));
  write_end(bound, end, 0);
  arf_clear(end);
}

void shim_arb_get_upper(fmpq *bound, const arb_struct *ball) {
  arf_t end;
  arf_init(end);
  arb_get_ubound_arf(end, ball, end_precision(ball));
  write_end(bound, end, 1);
  arf_clear(end);
}

double shim_arb_lower_double(const arb_struct *ball) {
  arf_t end;
  arf_init(end);
  arb_get_lbound_arf(end, ball, 64);
  double bound = arf_get_d(end, ARF_RND_FLOOR);
  arf_clear(end);
  return bound;
}

double shim_arb_upper_double(const arb_struct *ball) {
  arf_t end;
  arf_init(end);
  arb_get_ubound_arf(end, ball, 64);
  double bound = arf_get_d(end, ARF_RND_CEIL);
  arf_clear(end);
  return bound;
}

static long exponent_of(const mag_t bound) {
  if (mag_is_zero(bound)) return LONG_MIN;
  if (mag_is_inf(bound)) return LONG_MAX;
  if (COEFF_IS_MPZ(*MAG_EXPREF(bound)))
    return fmpz_sgn(MAG_EXPREF(bound)) < 0 ? LONG_MIN / 2 : LONG_MAX / 2;
  return *MAG_EXPREF(bound);
}

long shim_arb_exponent(const arb_struct *ball) {
  mag_t bound;
  mag_init(bound);
  arb_get_mag(bound, ball);
  long exponent = exponent_of(bound);
  mag_clear(bound);
  return exponent;
}

long shim_arb_radius_exponent(const arb_struct *ball) { return exponent_of(arb_radref(ball)); }

void shim_arb_set_interval(arb_struct *ball, const fmpq *lower, const fmpq *upper,
                           long precision) {
  arb_t ends[2];
  arb_init(ends[0]);
  arb_init(ends[1]);
  arb_set_fmpq(ends[0], lower, precision);
  arb_set_fmpq(ends[1], upper, precision);
  arb_union(ball, ends[0], ends[1], precision);
  arb_clear(ends[0]);
  arb_clear(ends[1]);
}

void shim_arb_set_double(arb_struct *ball, double middle, double radius) {
  arb_set_d(ball, middle);
  mag_set_d(arb_radref(ball), radius);
}

arb_struct *shim_acb_real(acb_struct *ball) { return acb_realref(ball); }
arb_struct *shim_acb_imaginary(acb_struct *ball) { return acb_imagref(ball); }

typedef struct {
  shim_integrand evaluate;
  void *context;
} integrand;

static int evaluate(acb_ptr value, const acb_t argument, void *parameter, slong order,
                    slong precision) {
  const integrand *function = parameter;
  function->evaluate(function->context, value, argument, order != 0, precision);
  return 0;
}

void shim_integrate(arb_struct *integral, shim_integrand function, void *context,
                    const arb_struct *lower, const arb_struct *upper, long relative_bits,
                    long absolute_bits, long precision) {
  integrand parameter = {function, context};
  acb_t result, from, to;
  mag_t tolerance;
  acb_init(result);
  acb_init(from);
  acb_init(to);
  mag_init(tolerance);
  acb_set_arb(from, lower);
  acb_set_arb(to, upper);
  mag_set_ui_2exp_si(tolerance, 1, -absolute_bits);
  acb_calc_integrate(result, evaluate, &parameter, from, to, relative_bits, tolerance, NULL,
                     precision);
  arb_set(integral, acb_realref(result));
  acb_clear(result);
  acb_clear(from);
  acb_clear(to);
  mag_clear(tolerance);
}

void shim_arb_gaussian_sum(arb_struct *sum, const arb_struct *weights, const arb_struct *points,
                           long count, const arb_struct *mean, const arb_struct *scale,
                           long precision) {
  arb_t term;
  arb_init(term);
  arb_zero(sum);
  for (long i = 0; i < count; i++) {
    arb_sub(term, points + i, mean, precision);
    arb_sqr(term, term, precision);
    arb_mul(term, term, scale, precision);
    arb_neg(term, term);
    arb_exp(term, term, precision);
    arb_addmul(sum, term, weights + i, precision);
  }
  arb_clear(term);
}

void shim_arb_legendre_sum(arb_struct *sum, const arb_struct *coefficients, long count,
                           const arb_struct *x, long precision) {
  arb_t before, last, next;
  arb_init(before);
  arb_init(last);
  arb_init(next);
  arb_zero(sum);
  arb_one(last);
  for (long i = 0; i < count; i++) {
    arb_addmul(sum, last, coefficients + i, precision);
    /* (i + 1) P_(i+1) = (2 i + 1) x P_i - i P_(i-1). */
    arb_mul(next, x, last, precision);
    arb_mul_ui(next, next, 2 * i + 1, precision);
    arb_submul_ui(next, before, i, precision);
    arb_div_ui(next, next, i + 1, precision);
    arb_swap(before, last);
    arb_swap(last, next);
  }
  arb_clear(before);
  arb_clear(last);
  arb_clear(next);
}
