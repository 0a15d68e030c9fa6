// FLINT's `nmod_mat`, which the framework uses.
#include <flint/flint.h>
#include <flint/nmod_mat.h>
#include <flint/ulong_extras.h>

#include <cstring>

#include "Measure.h"

struct Owner {
  nmod_mat_t matrix;
  Owner(const Matrix& entries, std::size_t size, mp_limb_t prime) {
    nmod_mat_init(matrix, size, size, prime);
    for (std::size_t i = 0; i < size; i++)
      std::memcpy(matrix->rows[i], &entries[i * size], size * sizeof(mp_limb_t));
  }
  Owner(const Owner&) = delete;
  ~Owner() { nmod_mat_clear(matrix); }
};

int main(int count, char** arguments) {
  forEachCase(count, arguments, [](std::size_t size, std::size_t rank, int runs) {
    for (int bits : {62, 61, 60, 59, 32, 31, 30, 24}) {
      mp_limb_t prime = (UWORD(1) << bits) - 1;
      while (!n_is_prime(prime)) prime--;
      auto entries = randomMatrix(size, rank, prime);
      auto copy = [&] { return new Owner(entries, size, prime); };
      auto row = [&](const char* name, auto body) {
        report(name, bits, size, rank, runs, copy, [&](Owner* owner) {
          std::size_t found = body(owner->matrix);
          delete owner;
          return found;
        });
      };
      row("FLINT nmod_mat_rref", [](nmod_mat_t a) { return nmod_mat_rref(a); });
      if (bits != 62 && bits != 59 && bits != 24) continue;
      row("FLINT nmod_mat_rank", [](nmod_mat_t a) { return nmod_mat_rank(a); });
      row("FLINT nmod_mat_lu", [&](nmod_mat_t a) {
        std::vector<slong> permutation(size);
        return nmod_mat_lu(permutation.data(), a, 0);
      });
      row("FLINT nmod_mat_nullspace", [&](nmod_mat_t a) {
        nmod_mat_t kernel;
        nmod_mat_init(kernel, size, size, a->mod.n);
        slong nullity = nmod_mat_nullspace(kernel, a);
        nmod_mat_clear(kernel);
        return size - nullity;
      });
    }
  });
}
