// FFLAS-FFPACK on a BLAS, which is also what LinBox uses for dense matrices.
#include <fflas-ffpack/ffpack/ffpack.h>
#include <givaro/modular-balanced.h>
#include <givaro/modular.h>

#include "Measure.h"

template <class Field>
void measure(const char* name, std::uint64_t prime, int bits, std::size_t size,
             std::size_t rank, int runs) {
  Field field(prime);
  auto entries = randomMatrix(size, rank, prime);
  std::vector<std::size_t> rows(size), columns(size);
  auto copy = [&] { return FFLAS::fflas_new(field, size, size); };
  auto row = [&](const char* routine, auto body) {
    std::string title = std::string("FFPACK ") + routine + " " + name;
    report(title.c_str(), bits, size, rank, runs, copy,
           [&](typename Field::Element_ptr matrix) {
             // The conversion from machine words counts: the framework would need it.
             for (std::size_t i = 0; i < size * size; i++) field.init(matrix[i], entries[i]);
             std::size_t found = body(matrix);
             FFLAS::fflas_delete(matrix);
             return found;
           });
  };
  row("rref", [&](auto matrix) {
    return FFPACK::ReducedRowEchelonForm(field, size, size, matrix, size, rows.data(),
                                         columns.data());
  });
  row("rank",
      [&](auto matrix) { return FFPACK::Rank(field, size, size, matrix, size); });
}

int main(int count, char** arguments) {
  forEachCase(count, arguments, [](std::size_t size, std::size_t rank, int runs) {
    // The largest primes below the powers of two, and what balanced residues add.
    measure<Givaro::Modular<double>>("Modular<double>", 67108859, 26, size, rank, runs);
    measure<Givaro::Modular<double>>("Modular<double>", 8388593, 23, size, rank, runs);
    using Givaro::ModularBalanced;
    measure<ModularBalanced<double>>("Balanced<double>", 134217689, 27, size, rank, runs);
    measure<ModularBalanced<double>>("Balanced<double>", 8388593, 23, size, rank, runs);
    measure<ModularBalanced<float>>("Balanced<float>", 4093, 12, size, rank, runs);
  });
}
