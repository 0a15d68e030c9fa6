import ExactAlgebra
import Testing

@testable import NetworkVarieties

/// Spans of functionals, modulo primes, against ranks of integer matrices.
@Suite struct FunctionalSpansTests {
  /// Entries 0 and 1, small entries, and multiples of the first primes, which vanish modulo these.
  enum Entries: CaseIterable {
    case indicators
    case small
    case multiplesOfPrimes
  }

  private func entry(_ entries: Entries, using generator: inout SeededGenerator) -> Integer {
    switch entries {
    case .indicators: Integer(Int.random(in: 0...1, using: &generator))
    case .small: Integer(Int.random(in: -2...2, using: &generator))
    case .multiplesOfPrimes:
      PrimeField.primes(bits: 62).prefix(Int.random(in: 0...2, using: &generator))
        .reduce(Integer(Int.random(in: -1...1, using: &generator))) {
          $0 * Integer(Int($1.modulus))
        }
    }
  }

  @Test(arguments: Entries.allCases)
  func spans(entries: Entries) {
    var generator = SeededGenerator(seed: 61)
    var (inside, outside) = (0, 0)
    for _ in 0..<60 {
      let columns = Int.random(in: 1...5, using: &generator)
      let rows = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
        (0..<columns).map { _ in entry(entries, using: &generator) }
      }
      let spans = FunctionalSpans(rows: rows, columnCount: columns)
      for _ in 0..<6 {
        let chosen = rows.indices.filter { _ in Bool.random(using: &generator) }
        let quotient = spans.quotient(by: chosen)
        let rank = chosen.isEmpty ? 0 : IntegerMatrix(chosen.map { rows[$0] }).rank
        #expect(quotient.rank == rank)
        for row in rows.indices {
          let larger = IntegerMatrix((chosen + [row]).map { rows[$0] }).rank
          #expect(quotient.vanishes(on: row..<row + 1) == (larger == rank))
          if larger == rank { inside += 1 } else { outside += 1 }
        }
      }
    }
    #expect(inside > 300 && outside > 300, "\(inside) and \(outside)")
  }
}
