import ExactAlgebra
import Testing

struct FloatingPointTests {
  /// Finite numbers of every exponent, subnormal ones included.
  private static func sample(using generator: inout SeededGenerator) -> Double {
    while true {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { return value }
    }
  }

  @Test func conversionIsExact() throws {
    var generator = SeededGenerator(seed: 41)
    var subnormals = 0
    for index in 0..<2_000 {
      var value = Self.sample(using: &generator)
      if index.isMultiple(of: 4) {
        value = Double(bitPattern: value.bitPattern & 0x800F_FFFF_FFFF_FFFF)
      }
      if value.isSubnormal { subnormals += 1 }
      let exact = try #require(Rational(exactly: value))
      #expect(Double(approximating: exact) == value)
      #expect(exact.signum() == (value > 0 ? 1 : value < 0 ? -1 : 0))
      // A dyadic rational: the denominator is a power of two.
      let bits = exact.denominator.bitWidth
      #expect(exact.denominator == Integer(2).power(bits - 1))
    }
    #expect(subnormals > 400)
  }

  @Test func specialValues() throws {
    #expect(Rational(exactly: .nan) == nil)
    #expect(Rational(exactly: .signalingNaN) == nil)
    #expect(Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: -.infinity) == nil)
    #expect(Rational(exactly: 0.0) == 0 && Rational(exactly: -0.0) == 0)
    #expect(Rational(exactly: 0.1) == Rational(3_602_879_701_896_397, Integer(2).power(55)))
    #expect(Rational(exactly: 0.1) != Rational(1, 10))
    #expect(
      Rational(exactly: Double.leastNonzeroMagnitude)
        == Rational(1, Integer(2).power(1_074)))
    #expect(
      Rational(exactly: Double.leastNormalMagnitude)
        == Rational(1, Integer(2).power(1_022)))
    #expect(
      Rational(exactly: -Double.greatestFiniteMagnitude)
        == Rational(-(Integer(2).power(53) - 1) * Integer(2).power(971)))
    #expect(Rational(exactly: -0x1p63) == Rational(Int.min))
  }

  @Test func approximationErrsByAtMostOneUnitInTheLastPlace() throws {
    var generator = SeededGenerator(seed: 42)
    var checked = 0
    for _ in 0..<2_000 {
      let scale = Rational(exactly: Self.sample(using: &generator))!
      let exact = scale * Rational.sample(using: &generator)
      let near = Double(approximating: exact)
      guard near.isFinite, !exact.isZero else { continue }
      let error = (Rational(exactly: near)! - exact).magnitude
      #expect(error <= Rational(exactly: near.ulp)!)
      #expect(near == 0 || near.sign == (exact < 0 ? .minus : .plus))
      checked += 1
    }
    #expect(checked > 1_200)
  }

  @Test func approximationBeyondTheRange() {
    let huge = Rational(Integer(10).power(5_000))
    #expect(Double(approximating: huge) == .infinity)
    #expect(Double(approximating: -huge) == -.infinity)
    #expect(Double(approximating: 1 / huge) == 0)
    #expect(Double(approximating: -1 / huge) == 0)
    #expect(Double(approximating: 0) == 0)
    #expect(Double(approximating: huge / (huge + 1)) == 1)
    #expect(Double(approximating: Rational(1, 3)) == 1.0 / 3.0)
  }
}
