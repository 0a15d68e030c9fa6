import Enclosures
import ExactAlgebra
import Testing

/// Rules, and polynomials through their points.
@Suite struct LegendreSeriesTests {
  @Test(arguments: [1, 2, 5, 12]) func antiderivatives(points: Int) {
    let rule = GaussLegendreRule.of(points: points, precision: 128)
    #expect(rule.points.count == points && rule.weights.count == points)
    for (lower, upper) in zip(rule.points, rule.points.dropFirst()) {
      #expect((upper - lower).isPositive)
    }
    // x^k is the polynomial through its values for k below the number of points.
    for degree in 0..<points {
      func power(_ x: Ball, _ exponent: Int) -> Ball {
        (0..<exponent).reduce(Ball(1, precision: 128)) { product, _ in product * x }
      }
      let values = rule.points.map { power($0, degree) }
      let series = LegendreSeries(antiderivativeOf: values, precision: 128)
      for point in [Rational(-1), Rational(-1, 3), Rational(0), Rational(7, 8), Rational(1)] {
        let expected =
          (point.power(degree + 1) - Rational(-1).power(degree + 1)) / Rational(degree + 1)
        let value = series.value(at: Ball(point, precision: 128))
        #expect(value.contains(expected) && value.radius.upperDouble < 1e-25)
      }
      let sum = zip(rule.weights, values).reduce(Ball(0, precision: 128)) { $0 + $1.0 * $1.1 }
      let whole = degree.isMultiple(of: 2) ? 2 / Rational(degree + 1) : 0
      #expect(sum.contains(whole))
    }
  }

  @Test func sums() {
    let numbers = (1...10).map { Ball(1 / Rational($0), precision: 96) }
    let vector = BallVector(numbers, precision: 96)
    let squares = (1...10).reduce(0 as Rational) { $0 + 1 / Rational($1 * $1) }
    #expect(vector.count == 10 && vector.innerProduct(vector).contains(squares))
    let mean = Ball(Rational(1, 7), precision: 96)
    let sum = vector.gaussianSum(
      at: vector, over: 2...4, mean: mean, scale: Ball(3, precision: 96))
    let expected = numbers[2...4].reduce(Ball(0, precision: 96)) {
      $0 + $1 * (-(($1 - mean).squared() * 3)).exponential()
    }
    #expect(sum.overlaps(expected) && sum.accurateBits > 80)
    let ball = Ball(from: 1, to: 3, precision: 64)
    #expect(ball.middle.contains(2) && ball.middle.radius.isZero && ball.radius.upperDouble < 1.001)
  }
}
