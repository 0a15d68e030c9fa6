#include "CCDDShims.h"

#include <pthread.h>
#include <stdlib.h>

#include "../CCDD/CCDD.h"

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static int is_prepared = 0;

static dd_MatrixPtr read_program(long rows, long columns, const char *const *entries) {
  dd_MatrixPtr matrix = dd_CreateMatrix(rows, columns);
  for (long row = 0; row < rows; row++)
    for (long column = 0; column < columns; column++)
      mpq_set_str(matrix->matrix[row][column], entries[row * columns + column], 10);
  matrix->objective = dd_LPmax;
  matrix->numbtype = dd_Rational;
  matrix->representation = dd_Inequality;
  dd_set_si(matrix->rowvec[columns - 1], 1);
  return matrix;
}

/// GMP's own allocator may have been replaced; the texts are `malloc`'s.
static char *text_of(mpq_t number) {
  size_t size = mpz_sizeinbase(mpq_numref(number), 10) +
                mpz_sizeinbase(mpq_denref(number), 10) + 3;
  char *text = malloc(size);
  if (!text) abort();
  return mpq_get_str(text, 10, number);
}

static void write_solution(
    dd_LPPtr program, long rows, long columns, char **point, char **multipliers) {
  mpq_t zero;
  mpq_init(zero);
  for (long column = 1; column < columns; column++)
    point[column - 1] = text_of(program->sol[column]);
  for (long row = 0; row < rows; row++) multipliers[row] = NULL;
  for (long column = 1; column < columns; column++) {
    long row = program->nbindex[column + 1] - 1;
    if (row >= 0 && row < rows && !multipliers[row])
      multipliers[row] = text_of(program->dsol[column]);
  }
  for (long row = 0; row < rows; row++)
    if (!multipliers[row]) multipliers[row] = text_of(zero);
  mpq_clear(zero);
}

int shim_cdd_maximize(
    long rows, long columns, const char *const *entries, char **point, char **multipliers) {
  pthread_mutex_lock(&door);
  if (!is_prepared) dd_set_global_constants();
  is_prepared = 1;
  dd_ErrorType error = dd_NoError;
  dd_MatrixPtr matrix = read_program(rows, columns, entries);
  dd_LPPtr program = dd_Matrix2LP(matrix, &error);
  if (error == dd_NoError) dd_LPSolve(program, dd_DualSimplex, &error);
  int is_optimal = error == dd_NoError && program->LPS == dd_Optimal;
  if (is_optimal) write_solution(program, rows, columns, point, multipliers);
  dd_FreeLPData(program);
  dd_FreeMatrix(matrix);
  pthread_mutex_unlock(&door);
  return is_optimal ? 0 : 1;
}

void shim_cdd_release(char **texts, long count) {
  for (long index = 0; index < count; index++) free(texts[index]);
}
