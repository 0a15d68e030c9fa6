import Enclosures
import ExactAlgebra
import Testing

/// Ends that would need more digits than there is memory for.
@Suite struct BallEndTests {
  /// `exp(-x)` for a number with many digits before the point.
  private static func tiny(_ exponent: Int) -> Ball {
    (-Ball(Rational(10).power(exponent), precision: 64)).exponential()
  }

  @Test func endsNextToZeroAreRoundedOutwards() {
    let smallest = Rational(1, 2).power(1 << 20)
    for exponent in [7, 8, 12] {
      let ball = Self.tiny(exponent)
      #expect(ball.isPositive)
      #expect(ball.lower == 0 && ball.upper == smallest)
      #expect((-ball).lower == -smallest && (-ball).upper == 0)
    }
    // With digits that fit, exactly.
    let small = Self.tiny(4)
    #expect(small.lower > 0 && small.contains(small.lower) && small.contains(small.upper))
  }

  @Test func radiiFarBelowTheMiddleAreRoundedOutwards() {
    for middle in [Rational(1), -1, Rational(1, 3)] {
      let ball = Ball(middle, precision: 64) + (Self.tiny(12) - Self.tiny(12))
      #expect(ball.lower <= middle && middle <= ball.upper)
      #expect(ball.upper - ball.lower < Rational(1, 2).power(50))
      #expect(ball.contains(ball.lower) || ball.lower < middle)
    }
  }

  @Test func otherEndsAreExact() {
    let ball = Ball(from: Rational(1, 8), to: Rational(3, 4), precision: 64)
    #expect(ball.lower <= Rational(1, 8) && ball.upper >= Rational(3, 4))
    #expect(ball.contains(ball.lower) && ball.contains(ball.upper))
    #expect(Ball(Rational(-5, 1_073_741_824), precision: 64).lower == Rational(-5, 1_073_741_824))
  }
}
