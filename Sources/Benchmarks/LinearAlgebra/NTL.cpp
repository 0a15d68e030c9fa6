// NTL's `mat_zz_p`; its kernel is the left one, which for the purpose makes no difference.
#include <NTL/mat_lzz_p.h>

#include "Measure.h"

int main(int count, char** arguments) {
  forEachCase(count, arguments, [](std::size_t size, std::size_t rank, int runs) {
    for (auto [bits, prime] : {std::pair{60, 1152921504606846883L}, {50, 1125899906842597L},
                               {30, 1073741789L}, {23, 8388593L}}) {
      NTL::zz_p::init(prime);
      auto entries = randomMatrix(size, rank, prime);
      NTL::mat_zz_p original;
      original.SetDims(size, size);
      for (std::size_t i = 0; i < size; i++)
        for (std::size_t j = 0; j < size; j++)
          original[i][j].LoopHole() = entries[i * size + j];
      auto copy = [&] { return original; };
      report("NTL gauss", bits, size, rank, runs, copy,
             [](NTL::mat_zz_p& matrix) { return NTL::gauss(matrix); });
      report("NTL kernel", bits, size, rank, runs, copy, [&](NTL::mat_zz_p& matrix) {
        NTL::mat_zz_p kernel;
        NTL::kernel(kernel, matrix);
        return size - kernel.NumRows();
      });
    }
  });
}
