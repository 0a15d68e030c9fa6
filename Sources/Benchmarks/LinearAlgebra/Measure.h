// What the programs of this folder share: the matrices, the clock and the rows of the table.
//
//     PROGRAM SIZE ...
//
// Each program brings square matrices of the given sizes, of full rank and of rank 0.8 times
// the size, to reduced row echelon form (or the nearest its library has) and prints one row
// for each: library and routine, bits of the prime, size, rank, seconds (processor time of the
// one thread, the least of the runs).
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

using Matrix = std::vector<std::uint64_t>;  // row by row

/// A matrix whose first `rank` rows are random and whose other rows are combinations of them,
/// three each; rows are then put in random order.
inline Matrix randomMatrix(std::size_t size, std::size_t rank, std::uint64_t prime) {
  std::mt19937_64 generator(size + rank);
  Matrix matrix(size * size);
  for (std::size_t i = 0; i < rank * size; i++) matrix[i] = generator() % prime;
  for (std::size_t i = rank; i < size; i++)
    for (int term = 0; term < 3; term++) {
      std::size_t row = generator() % rank;
      std::uint64_t factor = generator() % prime;
      for (std::size_t j = 0; j < size; j++) {
        auto product = static_cast<unsigned __int128>(factor) * matrix[row * size + j];
        matrix[i * size + j] = (matrix[i * size + j] + product % prime) % prime;
      }
    }
  for (std::size_t i = size; i > 1; i--) {
    std::size_t other = generator() % i;
    for (std::size_t j = 0; j < size; j++)
      std::swap(matrix[(i - 1) * size + j], matrix[other * size + j]);
  }
  return matrix;
}

/// Calls `measure(size, rank, runs)` for what the command line asks for.
template <class Body>
void forEachCase(int count, char** arguments, Body measure) {
  for (int i = 1; i < count; i++) {
    std::size_t size = std::strtoul(arguments[i], nullptr, 10);
    int runs = size <= 600 ? 9 : size <= 1200 ? 5 : 2;
    for (std::size_t rank : {size, size * 4 / 5}) measure(size, rank, runs);
  }
}

/// The processor time of this thread, which neighbours on the machine disturb less.
inline double seconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

/// Prints the least time of `body` over fresh copies that `copy` makes; `body` returns the rank.
template <class Copy, class Body>
void report(const char* name, int bits, std::size_t size, std::size_t rank, int runs,
            Copy copy, Body body) {
  double least = 1e30;
  for (int run = 0; run < runs; run++) {
    auto matrix = copy();
    double start = seconds();
    std::size_t found = body(matrix);
    double time = seconds() - start;
    if (found != rank) {
      std::fprintf(stderr, "%s: rank %zu instead of %zu\n", name, found, rank);
      std::exit(1);
    }
    if (time < least) least = time;
  }
  std::printf("%-36s %3d %6zu %6zu %9.4f\n", name, bits, size, rank, least);
  std::fflush(stdout);
}
