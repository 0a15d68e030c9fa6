#include "CRealKernels.h"

#include <math.h>

#if defined(__x86_64__) && defined(__linux__)
#define FOR_ALL_PROCESSORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_ALL_PROCESSORS
#endif

#pragma STDC FP_CONTRACT OFF

/* As a function of its own, so that the compiler believes that the rows do not overlap. */
static inline __attribute__((always_inline)) void add_multiple(long count, double factor,
                                                               const double *restrict products,
                                                               double *restrict sums) {
  for (long place = 0; place < count; place++) sums[place] += factor * products[place];
}

FOR_ALL_PROCESSORS
void real_multiply_add(long rows, long inner, long columns, const double *restrict left,
                       const double *restrict right, double *restrict sums) {
  for (long row = 0; row < rows; row++) {
    for (long k = 0; k < inner; k++) {
      double factor = left[row * inner + k];
      if (factor == 0) continue;
      add_multiple(columns, factor, right + k * columns, sums + row * columns);
    }
  }
}

FOR_ALL_PROCESSORS
void real_multiply_add_few(long rows, long inner, long columns, const double *restrict left,
                           const double *restrict right, double *restrict sums) {
  for (long k = 0; k < inner; k++) {
    for (long row = 0; row < rows; row++) {
      double factor = left[row * inner + k];
      if (factor == 0) continue;
      add_multiple(columns, factor, right + k * columns, sums + row * columns);
    }
  }
}

/* So many sums, and as many bounds, of so many rows are kept in registers. */
#define ROWS 3
#define BLOCK 32

/* The sums and bounds of `width` columns in `rows` rows; both are at most BLOCK and ROWS. */
static inline __attribute__((always_inline)) void multiply_add_block(
    long rows, long inner, long columns, long width, const double *restrict left,
    const double *restrict errors, const double *restrict right, double *restrict sums,
    double *restrict bounds) {
  double sum[ROWS][BLOCK], bound[ROWS][BLOCK];
  for (long row = 0; row < rows; row++) {
    for (long column = 0; column < width; column++) {
      sum[row][column] = sums[row * columns + column];
      bound[row][column] = bounds[row * columns + column];
    }
  }
  for (long k = 0; k < inner; k++) {
    const double *products = right + k * columns;
    for (long row = 0; row < rows; row++) {
      double factor = left[row * inner + k], error = errors[row * inner + k];
      if (factor == 0 && error == 0) continue;
      for (long column = 0; column < width; column++) {
        sum[row][column] += factor * products[column];
        bound[row][column] += error * fabs(products[column]);
      }
    }
  }
  for (long row = 0; row < rows; row++) {
    for (long column = 0; column < width; column++) {
      sums[row * columns + column] = sum[row][column];
      bounds[row * columns + column] = bound[row][column];
    }
  }
}

FOR_ALL_PROCESSORS
void real_multiply_add_bounded(long rows, long inner, long columns, const double *restrict left,
                               const double *restrict errors, const double *restrict right,
                               double *restrict sums, double *restrict bounds) {
  for (long start = 0; start < columns; start += BLOCK) {
    long width = columns - start < BLOCK ? columns - start : BLOCK;
    for (long row = 0; row < rows; row += ROWS) {
      long height = rows - row < ROWS ? rows - row : ROWS;
      long place = row * columns + start, given = row * inner;
      /* Only sums whose number the compiler knows are kept in registers. */
      if (height == ROWS && width == BLOCK) {
        multiply_add_block(ROWS, inner, columns, BLOCK, left + given, errors + given,
                           right + start, sums + place, bounds + place);
      } else {
        multiply_add_block(height, inner, columns, width, left + given, errors + given,
                           right + start, sums + place, bounds + place);
      }
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
    double *sum = tableau + other * columns;
    double factor = sum[column];
    if (other == row || factor == 0) continue;
    sum[column] = 0;
    add_multiple(columns, factor, solved, sum);
  }
}

FOR_ALL_PROCESSORS
double real_square_sum(long count, const double *numbers) {
  double lanes[REAL_LANES] = {0};
  for (long start = 0; start < count; start += REAL_LANES) {
    for (long lane = 0; lane < REAL_LANES; lane++) {
      lanes[lane] += numbers[start + lane] * numbers[start + lane];
    }
  }
  double sum = 0;
  for (long lane = 0; lane < REAL_LANES; lane++) sum += lanes[lane];
  return sum;
}

FOR_ALL_PROCESSORS
void real_quotients(long columns, const double *restrict slopes, const double *restrict costs,
                    const double *restrict sides, double direction, double threshold,
                    double *restrict quotients) {
  for (long column = 0; column < columns; column++) {
    double quotient = fabs(costs[column] / slopes[column]);
    double number = quotient < INFINITY ? quotient : INFINITY;
    quotients[column] = direction * slopes[column] * sides[column] > threshold ? number : INFINITY;
  }
}

FOR_ALL_PROCESSORS
long real_first_least(long count, const double *numbers) {
  double lanes[REAL_LANES];
  for (long lane = 0; lane < REAL_LANES; lane++) lanes[lane] = numbers[0];
  long whole = count - count % REAL_LANES;
  for (long start = 0; start < whole; start += REAL_LANES) {
    for (long lane = 0; lane < REAL_LANES; lane++) {
      double number = numbers[start + lane];
      lanes[lane] = number < lanes[lane] ? number : lanes[lane];
    }
  }
  double least = lanes[0];
  for (long lane = 1; lane < REAL_LANES; lane++) least = lanes[lane] < least ? lanes[lane] : least;
  for (long place = whole; place < count; place++) {
    least = numbers[place] < least ? numbers[place] : least;
  }
  long place = 0;
  while (place < count - 1 && numbers[place] != least) place++;
  return place;
}

void real_shift(long rows, long columns, const double *restrict tableau, long count,
                const long *restrict places, const double *restrict steps,
                double *restrict values) {
  for (long row = 0; row < rows; row++) {
    const double *slopes = tableau + row * columns;
    double value = values[row];
    for (long k = 0; k < count; k++) value += slopes[places[k]] * steps[k];
    values[row] = value;
  }
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
