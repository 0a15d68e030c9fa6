#include "CLAPACKShims.h"

#include <lapacke.h>
#include <stdlib.h>

int shim_singular_values(int rows, int columns, double *matrix, double *values) {
  double unused;
  return LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'N', rows, columns, matrix, rows, values, &unused, 1,
                        &unused, 1);
}

int shim_orthonormal_factor(int rows, int columns, double *matrix, double *triangle) {
  double *reflectors = malloc(sizeof(double) * (columns > 0 ? columns : 1));
  if (reflectors == NULL) return LAPACK_WORK_MEMORY_ERROR;
  int info = LAPACKE_dgeqrf(LAPACK_COL_MAJOR, rows, columns, matrix, rows, reflectors);
  if (info == 0) {
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < columns; row++) {
        triangle[column * columns + row] = row <= column ? matrix[column * rows + row] : 0;
      }
    }
    info = LAPACKE_dorgqr(LAPACK_COL_MAJOR, rows, columns, columns, matrix, rows, reflectors);
  }
  free(reflectors);
  return info;
}
