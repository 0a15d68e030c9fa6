import Enclosures
import ExactAlgebra
import Foundation
import Testing

@testable import GaussianMeasures

/// Functions on the cube that are taken away from weights.
@Suite struct ControlVariateTests {
  private static func random(_ count: Int, seed: UInt64) -> ControlVariate {
    var generator = SeededGenerator(seed: seed)
    return ControlVariate(
      count: count,
      terms: (0..<ControlVariate.termCount(count)).map { _ in
        Double.random(in: -1...1, using: &generator)
      })
  }

  private static func values(_ control: ControlVariate, at points: [[Double]]) -> SIMD4<Double> {
    let features = (0..<control.count).map { index in
      ControlVariate.features(of: SIMD4(points.map { $0[index] }))
    }
    return control.values(of: features)
  }

  /// The mean by a product rule with 20 points, which is exact for all degrees below 40; here there are 39.
  @Test(arguments: 1...3) func meanIsZero(count: Int) {
    let control = Self.random(count, seed: 7)
    let rule = GaussLegendreRule.of(points: 20, precision: 64)
    let points = rule.points.map { ($0.lowerDouble + $0.upperDouble) / 2 }
    let weights = rule.weights.map { ($0.lowerDouble + $0.upperDouble) / 4 }
    var (mean, size) = (0.0, 0.0)
    let total = (0..<count).reduce(1) { product, _ in 20 * product }
    for number in 0..<total {
      var (rest, weight) = (number, 1.0)
      var point: [Double] = []
      for _ in 0..<count {
        // `t = 4 u - 3` for `u` between 1/2 and 1.
        point.append((3 + points[rest % 20]) / 4)
        weight *= weights[rest % 20]
        rest /= 20
      }
      let value = Self.values(control, at: [point, point, point, point])[0]
      mean += weight * value
      size += weight * value.magnitude
    }
    #expect(mean.magnitude < control.error && size > 0.3)
  }

  /// All values are within the bounds, which are not ten times as wide as what is seen.
  @Test(arguments: [1, 3, 9, 30]) func boundsHold(count: Int) {
    var generator = SeededGenerator(seed: 11)
    let control = Self.random(count, seed: UInt64(count))
    var (least, largest) = (0.0, 0.0)
    for _ in 0..<5_000 {
      // Corners and points inside.
      let points = (0..<4).map { lane in
        (0..<count).map { _ in
          lane < 2
            ? Double.random(in: 0..<1, using: &generator)
            : Bool.random(using: &generator) ? 0.5 : 1 - 0x1p-53
        }
      }
      let values = Self.values(control, at: points)
      least = min(least, values.min())
      largest = max(largest, values.max())
    }
    #expect(control.lower <= least && largest <= control.upper)
    #expect(control.upper - control.lower < 10 * (largest - least))
  }

  /// A function of the kind is found from a sample of its values.
  @Test func isFoundFromValues() {
    let count = 6
    let control = Self.random(count, seed: 3)
    var generator = SeededGenerator(seed: 5)
    var sample = ControlVariate.Sample(count: count, features: [], weights: [])
    for _ in 0..<2_000 {
      let point = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
      sample.features += point.map { ControlVariate.features(of: SIMD4(repeating: $0))[0] }
      sample.weights.append(0.5 + Self.values(control, at: [point, point, point, point])[0])
    }
    let found = ControlVariate(nearestTo: sample)
    var (rest, all) = (0.0, 0.0)
    for _ in 0..<500 {
      let point = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
      let points = [point, point, point, point]
      let (expected, value) = (
        Self.values(control, at: points)[0], Self.values(found, at: points)[0]
      )
      rest += (value - expected) * (value - expected)
      all += expected * expected
    }
    #expect(all > 0 && rest < 1e-3 * all)
  }

  /// An orthant without structure in ten dimensions to 1/1000 with few points: plain weights need 130,000.
  @Test func orthantWithFewPoints() async throws {
    var measure = SampledGaussianMeasure(under: try SamplingSpecimens.unstructured(10, seed: 1))
    measure.level = Rational(99, 100)
    measure.sampleLimit = 60_000
    measure.threads = 2
    let result = try await measure.sampledProbability(of: SamplingSpecimens.orthant(10))
    let ball = try #require(result.ball)
    let relative = Double(approximating: (ball.upper - ball.lower) / (ball.upper + ball.lower))
    #expect(result.status == "confident" && relative <= 1e-3)
    // The same without a control variate, which small samples do not use.
    measure.relativeAccuracy = 1e-2
    measure.level = Rational(999_999, 1_000_000)
    let other = try #require(
      try await measure.sampledProbability(of: SamplingSpecimens.orthant(10)).ball)
    #expect(ball.overlaps(other))
  }

  /// Intervals with control variates miss a known value as rarely as they promise: of 60 at the level 9/10.
  @Test func coverage() async throws {
    let law = try SamplingSpecimens.chain(6, Rational(-1, 2))
    let orthant = SamplingSpecimens.orthant(6)
    var measure = SampledGaussianMeasure(under: law)
    measure.level = Rational(9, 10)
    measure.relativeAccuracy = 3e-3
    measure.threads = 2
    var misses = 0
    for seed in 1...60 {
      measure.seed = UInt64(seed)
      let ball = try #require(try await measure.sampledProbability(of: orthant).ball)
      if !ball.contains(SamplingSpecimens.inverseFactorial(6)) { misses += 1 }
    }
    // 6 expected at most; 13 are more than three standard deviations above.
    #expect(misses <= 13)
  }
}
