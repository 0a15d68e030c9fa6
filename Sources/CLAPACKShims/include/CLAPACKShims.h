#ifndef CLAPACK_SHIMS_H
#define CLAPACK_SHIMS_H

/* Opens LAPACK, which is seldom needed; to be called, by one thread, before the functions below. The
   result is 0 where it is not there. */
int shim_open_lapack(void);

/* Matrices are dense, column by column, `rows` by `columns`, and are overwritten.
   The result is 0, or what LAPACK calls its info. */

/* The singular values, descending; `values` has room for the smaller of both numbers. */
int shim_singular_values(int rows, int columns, double *matrix, double *values);

/* For at least as many rows as columns: the factor of a QR factorization with orthonormal columns
   replaces the matrix, and the triangular one, `columns` by `columns`, is written to `triangle`. */
int shim_orthonormal_factor(int rows, int columns, double *matrix, double *triangle);

#endif
