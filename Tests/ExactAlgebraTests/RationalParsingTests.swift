import ExactAlgebra
import Testing

struct RationalParsingTests {
  @Test(
    arguments: [
      ("0.5", 1, 2), ("-1/3", -1, 3), ("1e-3", 1, 1_000), (".5", 1, 2), ("5.", 5, 1),
      (" 2 ", 2, 1), ("\t\r\n2\u{00A0}", 2, 1), ("+7", 7, 1), ("-0", 0, 1), ("007", 7, 1),
      ("-.5", -1, 2), ("+.25E1", 5, 2), ("1.50e+2", 150, 1), ("-1.5e-3", -3, 2_000),
      ("6/4", 3, 2), ("+6/+4", 3, 2), ("6/-4", -3, 2), ("0/5", 0, 1), ("1e0", 1, 1),
      ("5.e1", 50, 1), ("0e5000", 0, 1), ("0.1", 1, 10),
    ] as [(String, Integer, Integer)])
  func acceptedTexts(_ text: String, numerator: Integer, denominator: Integer) throws {
    #expect(try Rational(parsing: text) == Rational(numerator, denominator))
  }

  @Test(arguments: [
    "", " ", ".", "-", "+", "-.", "e", "e5", ".e5", "1e", "1e+", "1e5.0", "1e5e5", "--1",
    "+-1", "1//2", "1/", "/2", "/", "1/2/3", "1 /2", "1/ 2", "1.5/2", "1e1/2", "- 1",
    "1 2", "0x10", "1_000", "1,5", "1.2.3", "1.-5", "1.+5", ".-5", ".+5", "nan", "inf",
    "Infinity", "1/0", "-1/-0", "\u{0661}", "\u{FF11}/2", "\u{BD}", "1\u{0301}",
    "1.\u{0665}", "\u{2212}1", "1\u{0}", "1e999999", "1e-999999", "1e5001", "1e-5001",
    "1e99999999999999999999999", "1e9223372036854775807",
  ])
  func refusedTexts(_ text: String) {
    #expect(throws: ParsingError.self) { try Rational(parsing: text) }
  }

  /// The most negative machine integer has no absolute value in `Int`.
  @Test func exponentAtTheEndOfTheMachineIntegersIsRefused() async {
    await #expect(processExitsWith: .success) {
      #expect(throws: ParsingError.self) { try Rational(parsing: "1e-9223372036854775808") }
    }
  }

  @Test func limitsAreInclusive() throws {
    #expect(try Rational(parsing: "1e5000") == Rational(Integer(10).power(5_000)))
    #expect(try Rational(parsing: "1e-5000") == Rational(1, Integer(10).power(5_000)))
    let longest = String(repeating: "9", count: Rational.maximumTextLength)
    #expect(try Rational(parsing: longest) == Rational(Integer(10).power(10_000) - 1))
    #expect(throws: ParsingError.self) { try Rational(parsing: longest + "9") }
    let precise = "." + String(repeating: "3", count: Rational.maximumTextLength - 1)
    #expect(try 3 * Rational(parsing: precise) < 1)
  }

  @Test func descriptionsRoundTrip() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<500 {
      let value = Rational.sample(using: &generator)
      #expect(try Rational(parsing: value.description) == value)
    }
  }

  @Test func decimalsShiftByPowersOfTen() throws {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<500 {
      let mantissa = Integer.sample(using: &generator)
      let shift = Int.random(in: -60...60, using: &generator)
      let parsed = try Rational(parsing: "\(mantissa)e\(shift)")
      #expect(parsed == Rational(mantissa) * Rational(10).power(shift))
    }
  }

  @Test func messagesShowTheOffence() {
    #expect(throws: ParsingError("the denominator is zero")) {
      try Rational(parsing: "1/0")
    }
    let error = #expect(throws: ParsingError.self) {
      try Rational(parsing: String(repeating: "x", count: 500))
    }
    #expect((error?.message.count ?? 500) < 120)
  }
}
