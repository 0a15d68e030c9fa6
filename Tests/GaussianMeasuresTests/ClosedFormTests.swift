import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Probabilities that are known in closed form.
@Suite struct ClosedFormTests {
  private static func ball(
    of halfSpaces: [HalfSpace], under law: GaussianLaw
  ) throws -> Ball {
    var measure = GaussianMeasure(under: law)
    measure.relativeBits = 60
    return try #require(measure.probability(of: halfSpaces).ball)
  }

  private static func orthant(_ dimension: Int) -> [HalfSpace] {
    (0..<dimension).map { axis in
      HalfSpace(normal: (0..<dimension).map { $0 == axis ? 1 : 0 })
    }
  }

  private static func equicorrelated(_ dimension: Int, _ correlation: Rational) throws
    -> GaussianLaw
  {
    try GaussianLaw(
      mean: Array(repeating: 0, count: dimension),
      covariance: (0..<dimension).map { row in
        (0..<dimension).map { $0 == row ? 1 : correlation }
      })
  }

  /// With correlation 1/2 the orthant in dimension `d` has the measure `1 / (d + 1)`.
  @Test(arguments: 1...3) func orthants(dimension: Int) throws {
    let ball = try Self.ball(
      of: Self.orthant(dimension), under: Self.equicorrelated(dimension, Rational(1, 2)))
    #expect(ball.contains(1 / Rational(dimension + 1)) && ball.accurateBits > 55)
  }

  /// A shifted orthant of independent coordinates is a product.
  @Test(arguments: [1, -1, 3, -3, 6, -6]) func products(offset: Int) throws {
    for dimension in 1...3 {
      let halfSpaces = Self.orthant(dimension).map {
        HalfSpace(normal: $0.normal, offset: Rational(offset))
      }
      let ball = try Self.ball(of: halfSpaces, under: GaussianLaw(standardIn: dimension))
      let one = Ball(offset, precision: 256).normalCDF()
      let product = (1..<dimension).reduce(one) { product, _ in product * one }
      #expect(ball.overlaps(product) && ball.accurateBits > 55, "\(dimension)")
    }
  }

  /// Boxes that do not contain the mean, with one coordinate that nothing depends on.
  @Test func boxes() throws {
    let bounds: [(Rational, Rational)] = [(1, 2), (Rational(-1, 2), 3), (Rational(1, 4), 5)]
    for dimension in 1...3 {
      let halfSpaces = bounds.prefix(dimension).enumerated().flatMap { axis, bounds in
        let unit = (0..<4).map { $0 == axis ? 1 : 0 as Rational }
        return [
          HalfSpace(normal: unit, offset: -bounds.0),
          HalfSpace(normal: unit.map { -$0 }, offset: bounds.1),
        ]
      }
      let ball = try Self.ball(of: halfSpaces, under: GaussianLaw(standardIn: 4))
      let product = bounds.prefix(dimension).reduce(Ball(1, precision: 256)) { product, bounds in
        product
          * (Ball(bounds.1, precision: 256).normalCDF() - Ball(bounds.0, precision: 256).normalCDF())
      }
      #expect(ball.overlaps(product) && ball.accurateBits > 55, "\(dimension)")
    }
  }

  /// Four half-spaces in general position cut space into 15 cells, whose measures sum to 1.
  @Test func cellsSumToOne() throws {
    let normals: [[Rational]] = [[1, 2, -1], [0, 1, 3], [-2, 1, 1], [1, 1, 1]]
    let offsets: [Rational] = [1, Rational(-1, 3), Rational(1, 2), -1]
    let law = try GaussianLaw(
      mean: [Rational(1, 3), 0, -1], covariance: [[2, 1, 0], [1, 3, 1], [0, 1, 1]])
    var sum = Ball(0, precision: 128)
    var count = 0
    for signs in 0..<16 {
      let cell = normals.indices.map { index in
        let sign: Rational = signs >> index & 1 == 1 ? 1 : -1
        return HalfSpace(
          normal: normals[index].map { sign * $0 }, offset: sign * offsets[index])
      }
      let measure = try Self.ball(of: cell, under: law)
      count += measure.isPositive ? 1 : 0
      sum += measure
    }
    #expect(count == 15 && sum.contains(1) && sum.accurateBits > 50)
  }
}
