#ifndef C_REAL_KERNELS_H
#define C_REAL_KERNELS_H

/* sums[r][c] += left[r][k] * right[k][c] for all r, k, c, row by row: `rows` by `inner` times `inner` by
   `columns`. Each sum is taken in the order of k, and products and sums are rounded one by one, so
   the result does not depend on the processor. Zeros on the left cost nothing. */
void real_multiply_add(long rows, long inner, long columns, const double *left, const double *right,
                       double *sums);

#endif
