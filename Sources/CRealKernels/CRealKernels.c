#include "CRealKernels.h"

#include <math.h>

#if defined(__x86_64__) && defined(__linux__)
#define FOR_ALL_PROCESSORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_ALL_PROCESSORS
#endif

#pragma STDC FP_CONTRACT OFF

FOR_ALL_PROCESSORS
void real_multiply_add(long rows, long inner, long columns, const double *restrict left,
                       const double *restrict right, double *restrict sums) {
  for (long row = 0; row < rows; row++) {
    double *restrict sum = sums + row * columns;
    for (long k = 0; k < inner; k++) {
      double factor = left[row * inner + k];
      if (factor == 0) continue;
      const double *restrict products = right + k * columns;
      for (long column = 0; column < columns; column++) sum[column] += factor * products[column];
    }
  }
}

FOR_ALL_PROCESSORS
void real_multiply_add_few(long rows, long inner, long columns, const double *restrict left,
                           const double *restrict right, double *restrict sums) {
  for (long k = 0; k < inner; k++) {
    const double *restrict products = right + k * columns;
    for (long row = 0; row < rows; row++) {
      double factor = left[row * inner + k];
      if (factor == 0) continue;
      double *restrict sum = sums + row * columns;
      for (long column = 0; column < columns; column++) sum[column] += factor * products[column];
    }
  }
}

FOR_ALL_PROCESSORS
void real_exchange(long rows, long columns, double *tableau, long row, long column) {
  double *solved = tableau + row * columns;
  double inverse = 1 / solved[column];
  for (long place = 0; place < columns; place++) solved[place] *= -inverse;
  solved[column] = inverse;
  for (long other = 0; other < rows; other++) {
    double *restrict sum = tableau + other * columns;
    const double *restrict products = solved;
    double factor = sum[column];
    if (other == row || factor == 0) continue;
    sum[column] = 0;
    for (long place = 0; place < columns; place++) sum[place] += factor * products[place];
  }
}

long real_first_least(long count, const double *numbers) {
  long least = 0;
  for (long place = 1; place < count; place++) {
    if (numbers[place] < numbers[least]) least = place;
  }
  return least;
}

void real_follow_lines(long rows, long width, double *restrict coefficients,
                       const double *restrict below, const double *restrict above,
                       const double *restrict biases, const double *restrict reach,
                       double *restrict constants, double *restrict masses) {
  for (long row = 0; row < rows; row++) {
    double constant = constants[row], mass = masses[row];
    double *restrict factors = coefficients + row * width;
    for (long place = 0; place < width; place++) {
      double factor = factors[place];
      if (factor == 0) continue;
      const double *line = (factor > 0 ? below : above) + 2 * place;
      double product = factor * line[0];
      double shift = factor * line[1];
      factors[place] = product;
      constant += shift + product * biases[place];
      mass += fabs(product) * reach[place] + fabs(shift);
    }
    constants[row] = constant;
    masses[row] = mass;
  }
}
