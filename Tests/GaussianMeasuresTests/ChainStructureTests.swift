import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Probabilities of chains and trees, which are enclosed in any dimension.
@Suite struct ChainStructureTests {
  private static func enclosure(
    _ law: GaussianLaw, _ halfSpaces: [HalfSpace], bits: Int = 44
  ) throws -> Ball {
    var measure = GaussianMeasure(under: law)
    measure.relativeBits = bits
    let value = try measure.probability(of: halfSpaces)
    #expect(value.status == "enclosed")
    let ball = try #require(value.ball)
    #expect(ball.accurateBits >= bits)
    return ball
  }

  private static func forms(_ law: GaussianLaw, _ halfSpaces: [HalfSpace]) throws -> SlabForms {
    try #require(SlabForms(halfSpaces, under: law))
  }

  // MARK: closed forms

  /// Differences of neighbours of equally distributed numbers: all positive in one of `(d + 1)!` orders.
  @Test(arguments: [4, 5, 6, 7, 8, 10, 15, 20]) func differences(dimension: Int) throws {
    let law = try SamplingSpecimens.chain(dimension, Rational(-1, 2))
    let ball = try Self.enclosure(law, SamplingSpecimens.orthant(dimension), bits: 20)
    #expect(ball.contains(SamplingSpecimens.inverseFactorial(dimension)))
  }

  /// Messages that are steep on long pieces take no more digits than are asked, about.
  @Test func steepMessages() throws {
    let law = try SamplingSpecimens.chain(30, Rational(-1, 2))
    let forms = try Self.forms(law, SamplingSpecimens.orthant(30))
    let ball = try #require(OneDependentChain(forms)?.probability(goal: 16))
    #expect(ball.accurateBits >= 12 && ball.contains(SamplingSpecimens.inverseFactorial(30)))
  }

  @Test(arguments: [4, 5, 6, 7, 8, 10, 20, 50]) func sums(dimension: Int) throws {
    let law = try SamplingSpecimens.chain(dimension, Rational(1, 2))
    let ball = try Self.enclosure(law, SamplingSpecimens.orthant(dimension), bits: 20)
    #expect(ball.contains(SamplingSpecimens.zigzagShare(dimension)))
  }

  /// The sums of a symmetric random walk stay positive with the probability `binomial(2 d, d) / 4^d`
  /// (E. Sparre Andersen, 1953).
  @Test(arguments: [4, 5, 6, 10, 30, 50]) func randomWalks(dimension: Int) throws {
    let law = try SamplingSpecimens.law(dimension) { Rational(min($0, $1) + 1) }
    let value = (1...dimension).reduce(1 as Rational) {
      $0 * Rational(2 * $1 - 1) / Rational(2 * $1)
    }
    #expect(
      try Self.enclosure(law, SamplingSpecimens.orthant(dimension), bits: 20).contains(value))
  }

  /// A walk in another order of its times, from both sides, and its tail far out.
  @Test func permutedWalk() throws {
    let times = [3, 1, 6, 2, 5, 4]
    let law = try SamplingSpecimens.law(6) { Rational(min(times[$0], times[$1])) }
    let value = Rational(231, 1_024)
    #expect(try Self.enclosure(law, SamplingSpecimens.orthant(6)).contains(value))
    let below = SamplingSpecimens.orthant(6).map { HalfSpace(normal: $0.normal.map { -$0 }) }
    #expect(try Self.enclosure(law, below).contains(value))
  }

  // MARK: beside other ways

  static let small: [ChainSpecimen] = (1...6).flatMap { seed in
    [ChainSpecimen.Kind.path, .neighbours].flatMap { kind in
      [2, 3].map { try! ChainSpecimen(kind, $0, seed: UInt64(seed)) }
    }
  }

  /// Integrals of dimension 2 and 3, which are enclosed without structure too.
  @Test(arguments: small) func lowDimensions(specimen: ChainSpecimen) throws {
    let halfSpaces = specimen.halfSpaces()
    var measure = GaussianMeasure(under: specimen.law)
    measure.relativeBits = 60
    let expected = try #require(measure.lowDimensional(halfSpaces)?.ball)
    let forms = try Self.forms(specimen.law, halfSpaces)
    let values = [
      MarkovTree(forms)?.probability(goal: 70), OneDependentChain(forms)?.probability(goal: 70),
    ].compactMap { $0 }
    // Two numbers are a chain of both kinds.
    #expect(values.count == (specimen.dimension == 2 ? 2 : 1))
    for value in values {
      #expect(value.overlaps(expected) && value.accurateBits > 30)
    }
  }

  /// Far out, where probabilities are below 1e-60.
  @Test func tailsInDimension3() throws {
    let specimens: [GaussianLaw] = [
      try SamplingSpecimens.law(3) { Rational(7, 10).power(abs($0 - $1)) },
      try SamplingSpecimens.chain(3, Rational(2, 5)),
      try SamplingSpecimens.chain(3, Rational(-2, 5)),
    ]
    for law in specimens {
      let halfSpaces = SamplingSpecimens.orthant(3, above: 15)
      let expected = try #require(GaussianMeasure(under: law).lowDimensional(halfSpaces)?.ball)
      let forms = try Self.forms(law, halfSpaces)
      let value = try #require(
        MarkovTree(forms)?.probability(goal: 60) ?? OneDependentChain(forms)?.probability(goal: 60))
      #expect(value.overlaps(expected) && value.accurateBits > 20)
      #expect(value.upperDouble < 1e-60 && value.isPositive)
    }
  }

  static let large: [ChainSpecimen] = (1...3).flatMap { seed in
    [ChainSpecimen.Kind.path, .tree, .neighbours].flatMap { kind in
      [4, 6].map { try! ChainSpecimen(kind, $0, seed: UInt64(seed)) }
    }
  }

  /// Beside samples; and in another order, with other signs and units.
  @Test(arguments: large) func samples(specimen: ChainSpecimen) async throws {
    let ball = try Self.enclosure(specimen.law, specimen.halfSpaces())
    var measure = SampledGaussianMeasure(under: specimen.law)
    measure.relativeAccuracy = 0.01
    measure.sampleLimit = 200_000
    let sampled = try await measure.sampledProbability(of: specimen.halfSpaces())
    #expect(sampled.status == "confident")
    #expect(try #require(sampled.ball).overlaps(ball))
    let order = Array((0..<specimen.dimension).reversed())
    let moved = [order[1], order[0]] + order.dropFirst(2)
    let other = try Self.enclosure(specimen.law, specimen.halfSpaces(order: moved))
    #expect(other.overlaps(ball))
  }

  // MARK: accuracy

  @Test(arguments: [ChainSpecimen.Kind.path, .neighbours])
  func moreDigits(kind: ChainSpecimen.Kind) throws {
    let specimen = try ChainSpecimen(kind, 5, seed: 7)
    let balls = try [20, 60, 140].map {
      try Self.enclosure(specimen.law, specimen.halfSpaces(), bits: $0)
    }
    for (coarse, fine) in zip(balls, balls.dropFirst()) {
      #expect(coarse.overlaps(fine))
      #expect(fine.radiusExponent < coarse.radiusExponent)
    }
  }

  /// Slabs whose width is far below rounding errors.
  @Test(arguments: [Rational(7, 10), Rational(0)]) func thinSlabs(correlation: Rational) throws {
    let width = Rational(10).power(-20)
    let law = try SamplingSpecimens.law(5) {
      correlation.isZero
        ? $0 == $1 ? 1 : abs($0 - $1) == 1 ? Rational(1, 3) : 0 : correlation.power(abs($0 - $1))
    }
    let ball = try Self.enclosure(law, SamplingSpecimens.box(5, 1, 1 + width), bits: 30)
    // The density at the corner times the volume.
    let determinant =
      correlation.isZero
      ? Rational(1) - 4 * Rational(1, 9) + 3 * Rational(1, 81) : (1 - Rational(49, 100)).power(4)
    let inverse = try #require(GaussianMeasure(under: law).squaredDistance(of: 1))
    let pi = Ball.pi(precision: 128)
    let density =
      (Ball(-inverse / 2, precision: 128)).exponential()
      / ((pi * 2).squareRoot() * (pi * 2).squared()
        * Ball.squareRoot(of: determinant, precision: 128))
    let ratio = ball / density / Ball(width.power(5), precision: 128)
    #expect(ratio.lowerDouble > 1 - 1e-8 && ratio.upperDouble < 1 + 1e-8)
  }

  // MARK: what is no chain

  @Test func nearChains() throws {
    let tiny = Rational(10).power(-30)
    let walk = try SamplingSpecimens.law(5) { row, column in
      Rational(min(row, column) + 1) + (abs(row - column) == 4 ? tiny : 0)
    }
    let neighbours = try SamplingSpecimens.law(5) { row, column in
      row == column
        ? 1 : abs(row - column) == 1 ? Rational(1, 3) : abs(row - column) == 3 ? tiny : 0
    }
    let ring = try SamplingSpecimens.law(5) { row, column in
      row == column ? 1 : [1, 4].contains(abs(row - column)) ? Rational(1, 3) : 0
    }
    for law in [walk, neighbours, ring] {
      let forms = try Self.forms(law, SamplingSpecimens.orthant(5))
      #expect(forms.independentParts.count == 1)
      #expect(MarkovTree(forms) == nil && OneDependentChain(forms) == nil)
      #expect(throws: GaussianMeasureError.dimension(5)) {
        try GaussianMeasure(under: law).probability(of: SamplingSpecimens.orthant(5))
      }
    }
    // The differences around a circle: the last one is a combination of the others.
    let singular = try GaussianLaw(
      mean: [0, 0, 0, 0],
      factor: [[-1, 1, 0, 0], [0, -1, 1, 0], [0, 0, -1, 1], [1, 0, 0, -1]])
    let forms = try Self.forms(singular, SamplingSpecimens.orthant(4, above: -1))
    #expect(MarkovTree(forms) == nil && OneDependentChain(forms) == nil)
  }
}

extension GaussianMeasure {
  /// `x^T S^-1 x` for the point with equal coordinates and the covariance matrix `S`.
  fileprivate func squaredDistance(of coordinate: Rational) -> Rational? {
    // Elimination on the matrix with the vector beside it.
    var rows = law.covariance.map { $0 + [coordinate] }
    for pivot in rows.indices {
      guard let inverse = rows[pivot][pivot].inverse else { return nil }
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot] * inverse
        rows[row] = zip(rows[row], rows[pivot]).map { $0 - factor * $1 }
      }
    }
    return rows.indices.reduce(0) { $0 + coordinate * rows[$1][rows.count] / rows[$1][$1] }
  }
}
