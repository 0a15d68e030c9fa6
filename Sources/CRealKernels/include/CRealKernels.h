#ifndef C_REAL_KERNELS_H
#define C_REAL_KERNELS_H

/* The numbers in a vector of the widest processors. */
#define REAL_LANES 8

/* sums[r][c] += left[r][k] * right[k][c] for all r, k, c, row by row: `rows` by `inner` times `inner` by
   `columns`. Each sum is taken in the order of k, and products and sums are rounded one by one, so
   the result does not depend on the processor. Zeros on the left cost nothing. */
void real_multiply_add(long rows, long inner, long columns, const double *left, const double *right,
                       double *sums);

/* The same sums, bit by bit, for a few rows: the matrix on the right is read once. */
void real_multiply_add_few(long rows, long inner, long columns, const double *left,
                           const double *right, double *sums);

/* Sums of products as above, and with them bounds[r][c] += errors[r][k] * |right[k][c]|, in the same
   order. The matrix on the right is read once. A product with zero is left out where the error is
   zero, too. */
void real_multiply_add_bounded(long rows, long inner, long columns, const double *left,
                               const double *errors, const double *right, double *sums,
                               double *bounds);

/* Replaces coefficients of values by those of their arguments, row by row, where each value lies above one line and
   below another one of its argument. Lines are pairs of slope and constant: `below` for positive
   coefficients, `above` for negative ones. An argument is a sum, to which a bias belongs. What does not depend
   on the sums is added to `constants`; the absolute values of all products, with `reach` in place of sums, to
   `masses`. */
void real_follow_lines(long rows, long width, double *coefficients, const double *below,
                       const double *above, const double *biases, const double *reach,
                       double *constants, double *masses);

/* Solves, in a tableau, the equation of a row for the variable of a column, and puts the solution into the
   other rows: the two variables change places. */
void real_exchange(long rows, long columns, double *tableau, long row, long column);

/* The sum of the squares of some numbers, their count a multiple of REAL_LANES: the sums of every
   eighth number, then the sum of these. */
double real_square_sum(long count, const double *numbers);

/* For each column of a row of a tableau the absolute value of cost / slope, if the slope times the
   direction and `sides`, which are 1 or -1, is above a threshold; else, and where it is not finite,
   infinity. */
void real_quotients(long columns, const double *slopes, const double *costs, const double *sides,
                    double direction, double threshold, double *quotients);

/* The first place of the least of some numbers, none of them NaN, which are at least one. */
long real_first_least(long count, const double *numbers);

/* values[r] += tableau[r][c] * steps[k] for the columns c = places[k], in the order of k, and all
   r. */
void real_shift(long rows, long columns, const double *tableau, long count, const long *places,
                const double *steps, double *values);

#endif
