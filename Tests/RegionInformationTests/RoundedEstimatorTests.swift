import Enclosures
import ExactAlgebra
import Testing

@testable import RegionInformation

/// Estimators in double precision beside the enclosed ones.
@Suite struct RoundedEstimatorTests {
  /// Tables of few and many singletons, of one cell, and of single draws.
  private static let tables: [[Int]] = [
    [1], [7], [1, 1], [2, 2, 2], [1, 1, 1, 1, 1], [5, 3, 2, 1], [1, 1, 1, 1, 2], [100, 1],
    [1] + Array(repeating: 2, count: 20) + Array(repeating: [100, 3, 4, 90], count: 5).joined(),
    Array(1...60), Array(repeating: 1, count: 400) + [3_000, 2], [10_000, 1, 1, 1],
    Array(repeating: 1, count: 3_000) + Array(repeating: 2, count: 500) + [90_000],
  ]

  @Test(arguments: tables)
  func agreesWithTheEnclosure(counts: [Int]) {
    let total = counts.reduce(0, +)
    let rounded = RoundedEstimators(total: total)
    var histogram = CountHistogram(total: total)
    // What was there before leaves no trace.
    histogram.take([Int32(total)])
    histogram.take(counts.map { Int32($0) } + [0, 0])
    let values = rounded.entropies(of: histogram)
    #expect(values.count == 5)
    for (estimator, value) in zip(EntropyEstimator.standard, values) {
      let exact = Double(
        approximating: ReportedNumber.enclosed(estimator.entropy(of: counts)).midpoint)
      #expect(abs(value - exact) <= 1e-11 * max(1, exact), "\(estimator) of \(counts.prefix(5))")
    }
    let old = rounded.entropy(.grassberger1988, of: histogram)
    let exact = ReportedNumber.enclosed(EntropyEstimator.grassberger1988.entropy(of: counts))
      .approximation
    #expect(abs(old - exact) <= 1e-11 * max(1, exact))
  }

  /// The series is summed in two ways, which agree where one takes over from the other.
  @Test func tailsAgreeAtTheBorder() {
    for start in [2, 10, 1_000, 100_000] {
      let border = 0.5 / Double(start)
      let below = RoundedEstimators.tail(slope: border * 0.999_999, from: start)
      let above = RoundedEstimators.tail(slope: border * 1.000_001, from: start)
      #expect(below > above && below - above < 1e-4 * below)
    }
  }

  @Test func quantilesOfTheNormalLaw() {
    func width(_ level: Double) -> Double {
      BootstrapErrors(replicates: 2, level: level, seed: 1, entropy: [:], information: [:]).width
    }
    #expect(abs(width(0.95) - 1.959_963_984_540_054) < 1e-12)
    #expect(abs(width(0.999) - 3.290_526_731_491_896) < 1e-10)
    #expect(width(0) == 0)
  }
}
