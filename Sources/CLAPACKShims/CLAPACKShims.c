#include "CLAPACKShims.h"

#include <lapacke.h>
#include <stdlib.h>

static __typeof__(&LAPACKE_dgesdd) singular_values;
static __typeof__(&LAPACKE_dgeqrf) factor;
static __typeof__(&LAPACKE_dorgqr) expand_reflectors;

#ifdef __linux__

#include <dlfcn.h>

int shim_open_lapack(void) {
  void *library = dlopen("liblapacke.so.3", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 0;
  *(void **)&singular_values = dlsym(library, "LAPACKE_dgesdd");
  *(void **)&factor = dlsym(library, "LAPACKE_dgeqrf");
  *(void **)&expand_reflectors = dlsym(library, "LAPACKE_dorgqr");
  return singular_values != NULL && factor != NULL && expand_reflectors != NULL;
}

#else

int shim_open_lapack(void) {
  singular_values = LAPACKE_dgesdd;
  factor = LAPACKE_dgeqrf;
  expand_reflectors = LAPACKE_dorgqr;
  return 1;
}

#endif

int shim_singular_values(int rows, int columns, double *matrix, double *values) {
  double unused;
  return singular_values(LAPACK_COL_MAJOR, 'N', rows, columns, matrix, rows, values, &unused, 1,
                         &unused, 1);
}

int shim_orthonormal_factor(int rows, int columns, double *matrix, double *triangle) {
  double *reflectors = malloc(sizeof(double) * (columns > 0 ? columns : 1));
  if (reflectors == NULL) return LAPACK_WORK_MEMORY_ERROR;
  int info = factor(LAPACK_COL_MAJOR, rows, columns, matrix, rows, reflectors);
  if (info == 0) {
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < columns; row++) {
        triangle[column * columns + row] = row <= column ? matrix[column * rows + row] : 0;
      }
    }
    info = expand_reflectors(LAPACK_COL_MAJOR, rows, columns, columns, matrix, rows, reflectors);
  }
  free(reflectors);
  return info;
}
