// PARI's `Flm_ker`.
#include <pari/pari.h>
#undef copy

#include "Measure.h"

int main(int count, char** arguments) {
  pari_init(6000000000, 0);
  forEachCase(count, arguments, [](std::size_t size, std::size_t rank, int runs) {
    for (auto [bits, prime] : {std::pair{62, 4611686018427387847UL}, {31, 2147483647UL},
                               {24, 16777213UL}}) {
      auto entries = randomMatrix(size, rank, prime);
      pari_sp start = avma;
      auto copy = [&] {
        set_avma(start);
        GEN matrix = zero_Flm_copy(size, size);
        for (std::size_t i = 0; i < size; i++)
          for (std::size_t j = 0; j < size; j++)
            reinterpret_cast<ulong*>(gel(matrix, j + 1))[i + 1] = entries[i * size + j];
        return matrix;
      };
      report("PARI Flm_ker", bits, size, rank, runs, copy,
             [&, p = prime](GEN matrix) { return size - (lg(Flm_ker(matrix, p)) - 1); });
      set_avma(start);
    }
  });
  pari_close();
}
