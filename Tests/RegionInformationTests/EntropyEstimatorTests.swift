import Enclosures
import ExactAlgebra
import Foundation
import RegionInformation
import Testing

/// Estimates of entropies, held against other ways to compute them.
@Suite struct EntropyEstimatorTests {
  private static func ball(_ number: Rational) -> Ball { Ball(number, precision: 128) }

  /// Two values that agree to 50 binary digits.
  private func expect(
    _ value: Ball, equals other: Ball, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(value.isWithin(absoluteBits: 58), sourceLocation: location)
    #expect(value.overlaps(other), "\(value.lowerDouble)", sourceLocation: location)
    #expect(other.isWithin(absoluteBits: 50), sourceLocation: location)
  }

  @Test func oneCellHasNoEntropy() {
    for count in [1, 2, 10] {
      #expect(EntropyEstimator.plugIn.entropy(of: [0, count, 0]).isZero)
      #expect(EntropyEstimator.millerMadow.entropy(of: [count]).isZero)
    }
    for estimator in EntropyEstimator.allCases {
      #expect(estimator.entropy(of: [1]).isFinite, "\(estimator)")
      #expect(estimator.entropy(of: [100_000]).upperDouble < 1e-4, "\(estimator)")
    }
  }

  /// A fair coin, and a die with equal counts: the logarithm of the number of cells.
  @Test func equalCounts() {
    for cells in [2, 6] {
      let counts = Array(repeating: 1_000, count: cells)
      let logarithm = Ball(cells, precision: 128).logarithm()
      expect(EntropyEstimator.plugIn.entropy(of: counts), equals: logarithm)
      expect(
        EntropyEstimator.millerMadow.entropy(of: counts),
        equals: logarithm + Rational(Integer(cells - 1), Integer(2_000 * cells)))
      // Without cells that occur once the coverage is 1.
      let seen = 1 - Self.ball(Rational(Integer(cells - 1), Integer(cells))).power(1_000 * cells)
      expect(EntropyEstimator.chaoShen.entropy(of: counts), equals: logarithm / seen)
    }
  }

  /// By the recurrence of 2003.
  @Test func grassbergersRecurrence() {
    let gamma = -Ball(1, precision: 128).digamma()
    let two = Ball(2, precision: 128).logarithm()
    var terms = [Ball(0, precision: 128), -gamma - two, 2 - gamma - two]
    for count in 3...60 {
      // G(2k + 1) = G(2k), G(2k + 2) = G(2k) + 2/(2k + 1).
      terms.append(
        count.isMultiple(of: 2)
          ? terms[count - 2] + Rational(2, Integer(count - 1)) : terms[count - 1])
    }
    for counts in [[1], [2], [1, 1, 1], [3, 1, 4, 1, 5, 9, 2, 6], [60, 59, 1]] {
      let total = counts.reduce(0, +)
      let sum = counts.reduce(Ball(0, precision: 128)) { $0 + terms[$1] * $1 }
      expect(
        EntropyEstimator.grassberger.entropy(of: counts),
        equals: Ball(total, precision: 128).logarithm() - sum / total)
    }
  }

  /// The literal formula of Chao, Wang and Jost, with many digits against what cancels.
  @Test(arguments: [
    [1, 2, 2, 2, 2, 2, 2, 3, 5, 8], [1, 1, 1, 4], [1, 1, 1, 1], [1, 5], [2, 2, 9],
    [1] + Array(repeating: 2, count: 200),
  ])
  func chaoWangJostByTheLiteralFormula(counts: [Int]) {
    let precision = 2_000
    func ball(_ number: Rational) -> Ball { Ball(number, precision: precision) }
    let total = counts.reduce(0, +)
    let (singles, doubles) = (counts.count { $0 == 1 }, counts.count { $0 == 2 })
    var value = ball(0)
    for count in counts {
      let harmonic = (count..<total).reduce(Rational(0)) { $0 + 1 / Rational($1) }
      value += ball(harmonic * Rational(count) / Rational(total))
    }
    let slope: Rational =
      doubles > 0
      ? Rational(2 * doubles) / Rational((total - 1) * singles + 2 * doubles)
      : singles > 0 ? Rational(2) / Rational((total - 1) * (singles - 1) + 2) : 1
    if slope != 1, singles > 0 {
      let rest = 1 - slope
      var sum = -ball(slope).logarithm()
      for r in 1..<total { sum -= ball(rest.power(r) / Rational(r)) }
      value += ball(Rational(singles) / Rational(total) * rest.power(1 - total)) * sum
    }
    expect(EntropyEstimator.chaoWangJost.entropy(of: counts), equals: value)
  }

  @Test func largeSamples() {
    let counts = [1, 1, 1, 2] + Array(repeating: 1_000, count: 1_000)
    for estimator in EntropyEstimator.allCases {
      let value = estimator.entropy(of: counts)
      #expect(value.isWithin(absoluteBits: 58), "\(estimator)")
      #expect((value.lowerDouble - 6.908).magnitude < 0.01, "\(estimator)")
    }
  }

  @Test func tablesThatAreNone() throws {
    #expect(throws: ContingencyTableError.wrongRow(1, count: 1, expected: 2)) {
      try ContingencyTable([[1, 2], [3]])
    }
    #expect(throws: ContingencyTableError.negative(row: 0, column: 1, count: -2)) {
      try ContingencyTable([[1, -2]])
    }
    #expect(throws: ContingencyTableError.empty) { try ContingencyTable([[0, 0], [0, 0]]) }
    #expect(throws: ContingencyTableError.empty) { try ContingencyTable([]) }
    #expect(throws: ContingencyTableError.tooMany) { try ContingencyTable([[.max, 1]]) }
    #expect(
      ContingencyTableError.wrongRow(1, count: 1, expected: 2).description
        == "row 2: 1 counts, expected 2 as in the first row")
  }

  /// Independent rows and columns have no plug-in information; a bijection has all of the entropy.
  @Test func information() throws {
    let independent = try ContingencyTable([[2, 4, 6], [3, 6, 9]])
    let none = independent.information(by: .plugIn)
    #expect(none.contains(0) && none.isWithin(absoluteBits: 58))
    let copy = try ContingencyTable([[5, 0], [0, 7]])
    expect(
      copy.information(by: .plugIn), equals: copy.entropy(of: .rows, by: .plugIn, bits: 100))
    // Corrected values may be negative.
    let noise = try ContingencyTable([[1, 1], [1, 1], [1, 1]])
    #expect(noise.information(by: .grassberger).isNegative)
    #expect(noise.occupancy == Rational(1, 2) && noise.occupiedCellCount == 3)
  }
}
