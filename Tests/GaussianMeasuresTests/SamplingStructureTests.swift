import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Probabilities in any dimension that need no samples.
@Suite struct SamplingStructureTests {
  private static func enclosure(
    _ law: GaussianLaw, _ halfSpaces: [HalfSpace]
  ) async throws -> Ball {
    let value = try await SampledGaussianMeasure(under: law).probability(of: halfSpaces)
    #expect(value.status == "enclosed")
    return try #require(value.ball)
  }

  @Test(arguments: [4, 10, 100]) func equicorrelated(dimension: Int) async throws {
    let ball = try await Self.enclosure(
      SamplingSpecimens.equicorrelated(dimension, Rational(1, 2)),
      SamplingSpecimens.orthant(dimension))
    #expect(ball.contains(1 / Rational(dimension + 1)) && ball.accurateBits > 40)
  }

  /// `x_i = T + E_i`, without a covariance matrix.
  @Test func aThousandDimensions() async throws {
    let law = try GaussianLaw(
      mean: Array(repeating: 0, count: 1_000),
      factor: (0..<1_000).map { row in (0...1_000).map { $0 == row || $0 == 1_000 ? 1 : 0 } })
    let ball = try await Self.enclosure(law, SamplingSpecimens.orthant(1_000))
    #expect(ball.contains(Rational(1, 1_001)) && ball.accurateBits > 40)
  }

  /// Negative correlations, far below the range of floating point; 19 digits, by a trapezoidal rule on two
  /// contours with 50 digits.
  @Test func imaginaryFactor() async throws {
    for (dimension, text) in [
      (10, "8.562489677363462618894e-15"), (100, "1.093675315156822801051e-470"),
    ] {
      let ball = try await Self.enclosure(
        SamplingSpecimens.precision(dimension),
        SamplingSpecimens.box(dimension, Rational(1, 2), 1))
      let value = try Rational(parsing: text)
      let digits = Rational(1, 1_000_000_000_000_000_000) * value
      #expect(ball.lower < value + digits && ball.upper > value - digits && ball.accurateBits > 40)
    }
  }

  /// With more digits, and forms of several kinds with loadings of both signs.
  @Test func severalKinds() throws {
    // x_i = c_i T + E_i, c = 1, 1, -2, 1/2.
    let loadings: [Rational] = [1, 1, -2, Rational(1, 2)]
    let law = try GaussianLaw(
      mean: [0, 0, Rational(1, 3), 0],
      factor: loadings.enumerated().map { row, loading in
        (0..<5).map { $0 == row ? 1 : $0 == 4 ? loading : 0 }
      })
    let halfSpaces = Array(SamplingSpecimens.box(4, Rational(-1, 2), 2).dropFirst())
    let forms = try #require(SlabForms(halfSpaces, under: law))
    let factor = try #require(OneFactor(forms))
    #expect(factor.kinds.count == 4 && !factor.isImaginary)
    let (coarse, fine) = (
      factor.probability(relativeBits: 44), factor.probability(relativeBits: 150)
    )
    #expect(coarse.overlaps(fine) && coarse.accurateBits > 40 && fine.accurateBits > 140)
    // The same by the integral over T as Arb does it.
    let half = Ball(Rational(1, 2), precision: 128)
    func cdf(_ x: ComplexBall) -> ComplexBall { (-x).normalTail() }
    let integral = Ball.integral(
      from: Ball(-14, precision: 128), to: Ball(14, precision: 128), absoluteBits: 80,
      precision: 128
    ) { t, _ in
      let lower = -half
      let two = Ball(2, precision: 128)
      let third = Ball(Rational(1, 3), precision: 128)
      let first = cdf(-t + two)
      let second = cdf(-t + two) - cdf(-t + lower)
      let third1 = cdf(t * two + (two - third)) - cdf(t * two + (lower - third))
      let fourth = cdf(-(t * half) + two) - cdf(-(t * half) + lower)
      let density = (-(t.squared().halved())).exponential()
      return density * first * second * third1 * fourth
    }
    let expected = integral / Ball.pi(precision: 128).shifted(by: 1).squareRoot()
    // The tails beyond 14 are below 1e-43.
    let difference = expected - fine
    #expect(difference.magnitude.upperDouble < 1e-20)
  }

  /// An integral of a chain has no single factor; that of two blocks is a product.
  @Test func independentBlocks() async throws {
    let law = try SamplingSpecimens.law(8) { row, column in
      row == column ? 1 : row / 3 == column / 3 ? Rational(1, 2) : 0
    }
    let ball = try await Self.enclosure(law, SamplingSpecimens.orthant(8))
    // Blocks of 3, 3 and 2.
    #expect(ball.contains(Rational(1, 4) * Rational(1, 4) * Rational(1, 3)))
    #expect(ball.accurateBits > 40)
    let chain = try #require(
      SlabForms(
        SamplingSpecimens.orthant(5), under: SamplingSpecimens.chain(5, Rational(1, 2))))
    #expect(OneFactor(chain) == nil && chain.independentParts.count == 1)
  }

  /// One block of the product is sampled, a chain with two correlations more: the product keeps the weaker
  /// case and its level.
  @Test func sampledBlock() async throws {
    // Differences of five numbers and of the first and the last but one: their signs are half of those of
    // the first four.
    let factor: [[Rational]] = [
      [-1, 1, 0, 0, 0, 0, 0], [0, -1, 1, 0, 0, 0, 0], [0, 0, -1, 1, 0, 0, 0],
      [0, 0, 0, -1, 1, 0, 0], [-1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0],
      [0, 0, 0, 0, 0, 1, 1],
    ]
    let law = try GaussianLaw(mean: Array(repeating: 0, count: 7), factor: factor)
    var measure = SampledGaussianMeasure(under: law)
    measure.relativeAccuracy = 0.01
    let value = try await measure.probability(of: SamplingSpecimens.orthant(7))
    #expect(value.status == "confident" && value.level == measure.level)
    #expect(
      try #require(value.ball).contains(SamplingSpecimens.inverseFactorial(4) * Rational(3, 8)))
  }
}
