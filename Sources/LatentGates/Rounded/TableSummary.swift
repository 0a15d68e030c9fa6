import Enclosures

/// What a table of patterns says, in floating point with bounds: entropies, and the covariance between patterns.
///
/// Where a probability `p` is wrong by at most `rho` of itself, `-p ln p` is wrong by at most `rho p (|ln p| + 1)` to first order, so an
/// entropy `H` of a law by `rho (H + 1)`. The product of two means over a probability, `M_i M_j / p`, is at most `p X_i X_j`, with the largest
/// deviations `X`, and wrong by three times `rho` of that. Factors 1.01 and 3.1 in place of 1 and 3 cover higher orders up to
/// `rho = 1/100`; nothing is known beyond.
struct TableSummary {
  /// `sum_A -P(A) ln P(A)`.
  var entropy = RoundedNumber(exactly: 0)
  /// `sum_A sum_c -P(A, c) ln P(A, c)`.
  var jointEntropy = RoundedNumber(exactly: 0)
  /// `sum_A P(A) (E(X | A) - c)(E(X | A) - c)^T`, row by row, the upper triangle.
  var between: [RoundedNumber]

  /// Nothing summed.
  init(coordinates: Int) {
    between = Array(
      repeating: RoundedNumber(exactly: 0), count: coordinates * (coordinates + 1) / 2)
  }

  init(of table: PatternTable, spans: [Double]) {
    let u = RoundedNumber.unit
    let bits = Double(table.masses.count.bitWidth - table.masses.count.leadingZeroBitCount)
    entropy = Self.entropy(of: table.masses, relativeError: table.relativeError)
    jointEntropy = table.classes.reduce(RoundedNumber(exactly: 0)) {
      $0 + Self.entropy(of: $1, relativeError: table.classError)
    }
    between = []
    let relative = Self.usable(table.relativeError + 4 * u)
    var terms = Array(repeating: 0.0, count: table.masses.count)
    let mass = table.masses.reduce(0, +)
    for row in spans.indices {
      for column in row..<spans.count {
        for (index, mass) in table.masses.enumerated() {
          terms[index] =
            mass > 0 ? table.moments[row][index] * table.moments[column][index] / mass : 0
        }
        let size = spans[row] * spans[column] * (mass * (3.1 * relative + (bits + 8) * u) + 1e-200)
        between.append(
          RoundedNumber(value: PairwiseSum.of(&terms), error: size * (1 + 0x1p-20)))
      }
    }
  }

  static func += (a: inout Self, b: Self) {
    a.entropy += b.entropy
    a.jointEntropy += b.jointEntropy
    for index in a.between.indices { a.between[index] += b.between[index] }
  }

  /// The error itself where its square does not matter.
  private static func usable(_ error: Double) -> Double { error <= 0.01 ? error : .infinity }

  /// `sum -p ln p`.
  private static func entropy(of masses: [Double], relativeError: Double) -> RoundedNumber {
    let u = RoundedNumber.unit
    let relativeError = usable(relativeError)
    let padded = (masses.count + 3) / 4 * 4
    var terms = masses + Array(repeating: 0, count: padded - masses.count)
    terms.withUnsafeMutableBufferPointer {
      $0.withMemoryRebound(to: SIMD4<Double>.self) { blocks in
        for index in blocks.indices {
          let p = blocks[index]
          let counts = p .> PatternTable.vanishing
          // A probability may exceed 1 by what it is wrong.
          let capped = p.replacing(with: 1, where: .!counts .| (p .> 1))
          blocks[index] = (p * -RoundedLogarithm.ofFraction(capped)).replacing(
            with: 0, where: .!counts)
        }
      }
    }
    let bits = Double(padded.bitWidth - padded.leadingZeroBitCount)
    let sum = PairwiseSum.of(&terms)
    let mass = masses.reduce(0, +)
    let size = sum * (RoundedLogarithm.error + 4 + bits) * u + relativeError * (sum + mass) * 1.01
    return RoundedNumber(
      value: sum, error: (size + Double(masses.count) * 1e-250) * (1 + 0x1p-20))
  }
}
