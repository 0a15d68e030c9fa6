import ExactAlgebra
import Testing

@testable import Enclosures

/// Floating point with bounds, beside balls.
struct RoundedTests {
  /// Numbers of all sizes that occur, the ends included.
  private static func numbers(from lower: Double, to upper: Double, count: Int) -> [Double] {
    var generator = SeededGenerator(seed: 5)
    return [lower, upper]
      + (2..<count).map { _ in Double.random(in: lower...upper, using: &generator) }
  }

  private func relativeError(_ value: Double, _ right: Ball) -> Double {
    let difference = Ball(Rational(exactly: value)!, precision: 200) - right
    return (difference / right).magnitude.upperDouble
  }

  @Test func exponentialsAreWithinTheirBound() {
    for y in Self.numbers(from: 0, to: 708, count: 4000) + Self.numbers(from: 0, to: 2, count: 4000)
    {
      let value = RoundedExponential.ofNegative(SIMD4(repeating: y))
      let right = (-Ball(Rational(exactly: y)!, precision: 200)).exponential()
      #expect(relativeError(value[2], right) <= RoundedExponential.error * 0x1p-53, "\(y)")
    }
  }

  @Test func logarithmsAreWithinTheirBound() {
    let bound = RoundedLogarithm.error * 0x1p-53
    for t in Self.numbers(from: 1e-300, to: 1, count: 4000) + [1e-17, 1e-9, 0.5] {
      let value = RoundedLogarithm.ofOnePlus(SIMD4(repeating: t))
      let right = (Ball(Rational(exactly: t)!, precision: 1200) + 1).logarithm()
      #expect(relativeError(value[1], right) <= bound, "\(t)")
    }
    let roots = [
      0.707, 0.7071067811865476, 0.7071067811865475, 0.708, 0.999_999, 0x1p-1022, 1 - 0x1p-53,
    ]
    let small = Self.numbers(from: 0, to: 700, count: 4000).map {
      RoundedExponential.ofNegative(SIMD4(repeating: $0))[0]
    }
    for p in roots + small + Self.numbers(from: 0.4, to: 0.999, count: 4000) where p < 1 {
      let value = RoundedLogarithm.ofFraction(SIMD4(repeating: p))
      let right = Ball(Rational(exactly: p)!, precision: 200).logarithm()
      #expect(relativeError(value[3], right) <= bound, "\(p)")
    }
    #expect(RoundedLogarithm.ofFraction(SIMD4(repeating: 1))[0] == 0)
    #expect(RoundedLogarithm.ofOnePlus(SIMD4(repeating: 0))[0] == 0)
  }

  /// Long random computations, in floating point and exactly.
  @Test func computationsAreEnclosed() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var own = RoundedNumber(exactly: 1)
      var right: Rational = 1
      for _ in 0..<40 {
        let number = Rational(
          Integer(Int.random(in: -1000...1000, using: &generator)),
          Integer(Int.random(in: 1...999, using: &generator)))
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: (own, right) = (own + RoundedNumber(number), right + number)
        case 1: (own, right) = (own - RoundedNumber(number), right - number)
        default: (own, right) = (own * RoundedNumber(number), right * number)
        }
        #expect(own.isFinite)
        let difference = (Rational(exactly: own.value)! - right).magnitude
        #expect(difference <= Rational(exactly: own.error)!)
        #expect(own.error <= 1e-9 * max(1, own.value.magnitude) || own.value.magnitude < 1e-3)
        if own.value.magnitude > 1e30 { (own, right) = (RoundedNumber(exactly: 1), 1) }
      }
    }
    #expect(!RoundedNumber(Rational(10).power(400)).isFinite)
    #expect(RoundedNumber(Rational(1, 4)).error == 0)
    #expect(RoundedNumber(Rational(1, 3)).error > 0)
  }
}
