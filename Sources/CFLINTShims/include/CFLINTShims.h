#pragma once

// The version seam: everything that differs between FLINT 2.9 and FLINT 3, and every
// macro that Swift cannot import, is resolved here and in CFLINTShims.c, nowhere else.

#include "../../CFLINT/CFLINT.h"

/// The release that the headers announce, `10000 * major + 100 * minor + patch`.
int shim_flint_header_release(void);
/// The version text of the library that was loaded.
const char *shim_flint_library_version(void);

/// Numerator and denominator of a rational, in place.
fmpz *shim_fmpq_numerator(fmpq *q);
fmpz *shim_fmpq_denominator(fmpq *q);

/// Entries in place; the caller has checked the indices.
fmpz *shim_fmpz_mat_entry(fmpz_mat_struct *matrix, long row, long column);
fmpq *shim_fmpq_mat_entry(fmpq_mat_struct *matrix, long row, long column);
/// The first entry of a row; the row is contiguous in every FLINT version.
unsigned long *shim_nmod_mat_row(nmod_mat_struct *matrix, long row);

/// The content and the primitive integer part of a polynomial over the rationals.
fmpq *shim_fmpq_mpoly_content(fmpq_mpoly_struct *polynomial);
fmpz_mpoly_struct *shim_fmpq_mpoly_primitive(fmpq_mpoly_struct *polynomial);
fmpz_mpoly_ctx_struct *shim_fmpq_mpoly_integer_context(fmpq_mpoly_ctx_struct *context);
