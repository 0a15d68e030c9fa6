import ExactAlgebra
import Foundation
import Testing

@testable import GaussianMeasures

/// Intervals for means of bounded numbers.
@Suite struct SamplingIntervalTests {
  private static func interval(
    _ numbers: [Double], error: Double, deviation: Double
  ) -> BettingInterval {
    var interval = BettingInterval(errorProbability: error)
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    interval.append(numbers, mean: mean, deviation: deviation, of: numbers.count)
    return interval
  }

  /// Without a single success the mean can be as large as `ln(1/alpha) / n`, about.
  @Test func noSuccess() {
    let interval = Self.interval(
      [Double](repeating: 0, count: 1_000), error: 0.01, deviation: 0)
    #expect(interval.lower == 0)
    #expect(interval.upper > 0.0046 && interval.upper < 0.01)
  }

  /// Half of the numbers at each end: the width is near that of the law of large numbers.
  @Test func fairCoins() {
    let numbers = (0..<10_000).map { Double($0 % 2) }
    let interval = Self.interval(numbers, error: 0.001, deviation: 0.5)
    let width = 0.5 * (2 * 6.9078 / 10_000).squareRoot()
    #expect(interval.lower < 0.5 && interval.lower > 0.5 - 1.1 * width)
    #expect(interval.upper > 0.5 && interval.upper < 0.5 + 1.1 * width)
  }

  /// Rare large numbers, where normal approximations fail: of 10^4 intervals for 100 coins with the
  /// probability 1/50, at most 1 in 10 misses on each side.
  @Test func coverageOfRareEvents() {
    var generator = SeededGenerator(seed: 3)
    var (below, above) = (0, 0)
    for _ in 0..<2_000 {
      let numbers = (0..<100).map { _ in UInt64.random(in: 0..<50, using: &generator) == 0 ? 1.0 : 0
      }
      var interval = BettingInterval(errorProbability: 0.1)
      interval.append(numbers, mean: 0.02, deviation: 0.14, of: 100)
      if interval.lower > 0.02 { below += 1 }
      if interval.upper < 0.02 { above += 1 }
    }
    // 200 expected at most; 250 are more than three standard deviations above.
    #expect(below < 250 && above < 250)
    #expect(below + above > 20)
  }

  /// Measures and quantiles of intervals of the line are inverse to each other, at any distance.
  @Test(arguments: [
    (0.5, 0.7), (-8, 9), (3, 3.000001), (30, 31), (36.5, 37), (40, 40.001), (-50, -49),
    (-0.1, 0.1), (100, 1_000), (-45, 3),
  ]) func intervalsOfTheLine(lower: Double, upper: Double) {
    let interval = NormalInterval(from: lower, to: upper)
    for share in [0.01, 0.3, 0.5, 0.9] {
      let x = interval.quantile(share)
      let part = NormalInterval(from: lower, to: x)
      let ratio = part.logMeasure - interval.logMeasure
      // An error of a quantile counts relative to its size.
      let tolerance = 1e-10 + 1e-12 * x.magnitude / min(upper - lower, 1) * (1 + x.magnitude)
      #expect((exp(ratio) - share).magnitude < tolerance, "\(share) \(x)")
    }
  }
}
