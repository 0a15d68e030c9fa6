import Enclosures
import ExactAlgebra
import Testing

struct DecimalsTests {
  private static let samples: [(lower: String, upper: String, expected: [String])] = [
    ("0.3333", "0.3334", ["0.3333", "0.3334", "0.3334"]),
    ("0.94", "0.96", ["0.94", "0.95", "0.96"]),
    ("0.1234564", "0.123457", ["0.1234564", "0.123457", "0.123457"]),
    ("-3", "5", ["-3", "0", "5"]),
    ("-0.35", "-0.25", ["-0.35", "-0.3", "-0.25"]),
    ("1999", "2001", ["1999", "2000", "2001"]),
    ("0", "1e-500", ["0", "0", "1e-500"]),
    ("7", "7", ["7", "7", "7"]),
  ]

  @Test(arguments: samples.indices)
  func bounds(number: Int) throws {
    let (lower, upper, expected) = Self.samples[number]
    let (low, high) = (try Rational(parsing: lower), try Rational(parsing: upper))
    let decimals = DecimalEnclosure(from: low, to: high)
    #expect([decimals.lower, decimals.value, decimals.upper] == expected)
  }

  /// Bounds are never rounded inwards, little outwards, and the value is between them.
  @Test func roundsOutwards() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      func number() -> Rational {
        let scale = Rational(10).power(Int.random(in: -320...20, using: &generator))
        return Rational(Integer(Int.random(in: -99_999...99_999, using: &generator)), 7) * scale
      }
      let (a, b) = (number(), number())
      let width = number().magnitude
      for (low, high) in [(min(a, b), max(a, b)), (a, a + width)] {
        let decimals = DecimalEnclosure(from: low, to: high)
        let lower = try Rational(parsing: decimals.lower)
        let upper = try Rational(parsing: decimals.upper)
        let value = try Rational(parsing: decimals.value)
        #expect(lower <= low && high <= upper && lower <= value && value <= upper)
        #expect(low == high || upper - lower <= (high - low) * Rational(6, 5))
      }
    }
  }

  @Test func reportedNumbers() throws {
    let quarter = ReportedNumber.exact(Rational(1, 4)).decimals
    #expect(quarter.value == "0.25" && quarter.fraction == "1/4" && quarter.logarithm == nil)
    #expect(quarter.bounds?.lower == "0.25" && quarter.bounds?.upper == "0.25")
    let third = ReportedNumber.exact(Rational(1, 3)).decimals
    #expect(third.bounds?.lower == "0.33333333333333333")
    #expect(third.bounds?.upper == "0.33333333333333334")

    let tail = ReportedNumber.enclosed(Ball(60, precision: 128).normalTail()).decimals
    #expect(try #require(tail.value).hasPrefix("1.23757302864339849"))
    #expect(try #require(tail.logarithm?.value).hasPrefix("-1805.0135606805671387"))
    #expect(tail.fraction == nil && tail.level == nil)

    // exp(-18181^2 / 2) and less, which has a hundred million digits.
    let tiny = ReportedNumber.enclosed(Ball(18_181, precision: 128).normalTail()).decimals
    #expect(try #require(tiny.value).hasPrefix("7.76540106487"))
    #expect(try #require(tiny.value).hasSuffix("e-71777757"))
    #expect(try #require(tiny.bounds?.lower).hasSuffix("e-71777757"))
    #expect(try #require(tiny.logarithm?.value).hasPrefix("-165274391.22707"))

    let ball = Ball(from: 0, to: Rational(10).power(-400), precision: 64)
    let unknown = ReportedNumber.enclosed(ball).decimals
    #expect(unknown.value == "0" && unknown.logarithm?.value == nil)
    #expect(try #require(unknown.logarithm?.upper).hasPrefix("-921.03403719"))

    let level = try Rational(parsing: "0.999999")
    let confident = ReportedNumber.confident(
      Ball(from: Rational(1, 8), to: Rational(1, 4), precision: 64), level: level
    ).decimals
    #expect(confident.level == "0.999999" && confident.bounds?.upper == "0.26")

    let estimate = ReportedNumber.estimated(value: 0.123456, standardError: 0.00034).decimals
    #expect(estimate.value == "0.12346" && estimate.standardError == "0.00035")
    #expect(estimate.bounds == nil)

    let nothing = ReportedNumber.enclosed(.everything(precision: 64)).decimals
    #expect(nothing.value == nil && nothing.bounds?.upper == "infinity")
  }
}
