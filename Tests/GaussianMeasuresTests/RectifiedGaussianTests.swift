import Enclosures
import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

@testable import GaussianMeasures

/// Moments of positive parts of Gaussian numbers.
@Suite struct RectifiedGaussianTests {
  /// Means and variances of two numbers, and their covariance.
  struct Pair: Sendable {
    let (mean, variance, otherMean, otherVariance, covariance):
      (Rational, Rational, Rational, Rational, Rational)

    /// Scores, and a correlation, times deviations.
    init(
      _ a: Rational, _ b: Rational, _ correlation: Rational,
      deviations: (Rational, Rational) = (1, 1)
    ) {
      mean = a * deviations.0
      otherMean = b * deviations.1
      variance = deviations.0 * deviations.0
      otherVariance = deviations.1 * deviations.1
      covariance = correlation * deviations.0 * deviations.1
    }

    var numbers: [Rational] { [mean, variance, otherMean, otherVariance, covariance] }

    func values(precision: Int) -> [Ball] {
      func ball(_ number: Rational) -> Ball { Ball(number, precision: precision) }
      let first = RectifiedGaussian(mean: ball(mean), variance: ball(variance))
      let second = RectifiedGaussian(mean: ball(otherMean), variance: ball(otherVariance))
      return [
        first.positiveMean, first.positiveVariance,
        first.positiveCovariance(with: second, covariance: ball(covariance)),
      ]
    }
  }

  static let pairs: [Pair] = {
    let nearOne = 1 - Rational(10).power(-9)
    let scores: [Rational] = [-20, -6, Rational(-7, 3), Rational(-1, 10), 0, 1, Rational(13, 4), 9]
    let correlations: [Rational] = [
      -1, -nearOne, Rational(-99, 100), Rational(-1, 2), Rational(-1, 1000), Rational(1, 50),
      Rational(7, 10), Rational(999, 1000), nearOne, 1,
    ]
    return scores.enumerated().flatMap { i, a in
      scores.enumerated().flatMap { j, b in
        correlations.enumerated().filter { ($0.offset + i + 2 * j) % 7 == 0 }.map {
          Pair(
            a, b, $0.element,
            deviations: (Rational(Integer(1 + i), 3), Rational(2, Integer(5 + 2 * j))))
        }
      }
    }
  }()

  /// Tails of `1e-90` and correlations from -1 to 1 beside quadrature of another program: what is enclosed has many
  /// digits, relative to its size, and is what the other program finds.
  @Test(.enabled { await PythonEnvironment.isAvailable })
  func quadrature() async throws {
    let folder = try TemporaryFolder()
    let (cases, results) = (
      folder.url.appending(path: "cases.json"), folder.url.appending(path: "results.json")
    )
    try JSONEncoder().encode(Self.pairs.map { $0.numbers.map(\.description) }).write(to: cases)
    let run = try await PythonEnvironment.run(
      "rectified_moments.py",
      [cases.path(percentEncoded: false), results.path(percentEncoded: false)], in: folder)
    try #require(run.status == 0, "\(run.output)")
    let found = try JSONDecoder().decode([[String]].self, from: Data(contentsOf: results))
    #expect(found.count == Self.pairs.count && found.count > 80)
    var smallest = Rational(1)
    for (pair, texts) in zip(Self.pairs, found) {
      for (own, text) in zip(pair.values(precision: 192), texts) {
        let other = try Rational(parsing: text)
        #expect(own.accurateBits > 62, "\(pair): \(text)")
        let slack = other.magnitude * Rational(10).power(-18)
        #expect(
          own.lower - slack <= other && other <= own.upper + slack,
          "\(pair): \(Double(approximating: own.lower)), expected \(text)")
        smallest = min(smallest, other.magnitude)
      }
    }
    #expect(smallest < Rational(10).power(-85))
  }
}
