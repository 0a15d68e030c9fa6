import ExactAlgebra
import Testing

/// Floating-point numbers near fractions, held against the fractions: subnormal results, results
/// at the ends of the range, and numerators of thousands of bits.
struct ExtremeApproximationTests {
  /// A finite number with an exponent in the range.
  private static func number(
    _ exponents: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> Rational {
    let digits = Integer(Int.random(in: 1 << 60...Int.max, using: &generator))
    let exponent = Int.random(in: exponents, using: &generator) - 62
    let size = Rational(digits) * Rational(2).power(exponent)
    return Bool.random(using: &generator) ? size : -size
  }

  static let ranges = [
    -1_200 ... -1_000, -1_080 ... -1_070, -1_025 ... -1_018, -3...3, 1_000...1_100, 1_022...1_025,
    -30_000...30_000,
  ]

  @Test(arguments: ranges)
  func neighbours(exponents: ClosedRange<Int>) {
    var generator = SeededGenerator(seed: 61)
    let greatest = Rational(exactly: Double.greatestFiniteMagnitude)!
    let ulp = Rational(exactly: Double.greatestFiniteMagnitude.ulp)!
    var (finite, infinite, zero) = (0, 0, 0)
    for round in 0..<4_000 {
      var exact = Self.number(exponents, using: &generator)
      // Fractions that are not binary, of small and of large height.
      if round % 2 == 0 { exact *= Rational(1, 3) }
      if round % 5 == 0 { exact *= Rational(Integer(7).power(900), Integer(5).power(1_088)) }
      let near = Double(approximating: exact)
      guard near.isFinite else {
        #expect(!near.isNaN && exact.magnitude > greatest - ulp)
        #expect((near > 0) == (exact > 0))
        infinite += 1
        continue
      }
      // The unit in the last place of zero is the smallest number.
      let error = (Rational(exactly: near)! - exact).magnitude
      #expect(error < Rational(exactly: near.ulp)! || error.isZero)
      #expect(near == 0 || (near > 0) == (exact > 0))
      if near == 0 { zero += 1 } else { finite += 1 }
    }
    #expect(finite + infinite + zero == 4_000)
    #expect(finite > 100)
    #expect(exponents.upperBound < 1_024 || infinite > 100)
    #expect(exponents.lowerBound > -1_076 || zero > 100)
  }

  /// Vectors of integers, whose approximations are relative to the largest.
  @Test func approximationsOfVectors() {
    var generator = SeededGenerator(seed: 62)
    var vanished = 0
    for _ in 0..<3_000 {
      let entries = (0..<4).map { _ -> Integer in
        let digits = Integer(Int.random(in: -(1 << 61)...(1 << 61), using: &generator))
        return digits * Integer(2).power(Int.random(in: 0...1_300, using: &generator))
      }
      let vector = IntegerVector(entries)
      let near = vector.approximations
      // The power of two is known from the largest entry.
      let bits = entries.map(\.bitWidth).max()!
      let unit = Rational(1, Integer(2).power(bits))
      #expect(near.allSatisfy { $0.magnitude <= 1 } && near.contains { $0.magnitude >= 0.5 })
      for (entry, number) in zip(entries, near) {
        let exact = Rational(entry) * unit
        let error = (Rational(exactly: number)! - exact).magnitude
        let allowed = max(exact.magnitude * Rational(2).power(-52), Rational(2).power(-1_000))
        #expect(error <= allowed)
        if number == 0, !entry.isZero { vanished += 1 }
      }
    }
    #expect(vanished > 50)
  }
}
