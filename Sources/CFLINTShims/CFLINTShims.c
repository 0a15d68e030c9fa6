#include "CFLINTShims.h"

int shim_flint_header_release(void) { return __FLINT_RELEASE; }

const char *shim_flint_library_version(void) { return flint_version; }

fmpz *shim_fmpq_numerator(fmpq *q) { return fmpq_numref(q); }

fmpz *shim_fmpq_denominator(fmpq *q) { return fmpq_denref(q); }

fmpz *shim_fmpz_mat_entry(fmpz_mat_struct *matrix, long row, long column) {
  return fmpz_mat_entry(matrix, row, column);
}

fmpq *shim_fmpq_mat_entry(fmpq_mat_struct *matrix, long row, long column) {
  return fmpq_mat_entry(matrix, row, column);
}

unsigned long *shim_nmod_mat_row(nmod_mat_struct *matrix, long row) {
#if __FLINT_RELEASE >= 30300
  return (unsigned long *)nmod_mat_entry_ptr(matrix, row, 0);
#else
  // An empty matrix has no row pointers in FLINT 2.9.
  return matrix->c == 0 ? 0 : (unsigned long *)matrix->rows[row];
#endif
}

fmpq *shim_fmpq_mpoly_content(fmpq_mpoly_struct *polynomial) { return polynomial->content; }

fmpz_mpoly_struct *shim_fmpq_mpoly_primitive(fmpq_mpoly_struct *polynomial) {
  return polynomial->zpoly;
}

fmpz_mpoly_ctx_struct *shim_fmpq_mpoly_integer_context(fmpq_mpoly_ctx_struct *context) {
  return context->zctx;
}
