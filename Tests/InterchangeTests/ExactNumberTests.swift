import ExactAlgebra
import Interchange
import Testing

/// Numbers are read as they are written, never through floating point.
@Suite struct ExactNumberTests {
  private static let numbers: [(text: String, value: Rational)] = [
    ("7", 7), ("-7", -7), ("+7", 7), ("0", 0), ("-0", 0), ("007", 7),
    ("1/3", Rational(1, 3)), ("-4/6", Rational(-2, 3)), ("'5/7'", Rational(5, 7)),
    ("\"5/7\"", Rational(5, 7)), ("' 5/7 '", Rational(5, 7)),
    ("0.5", Rational(1, 2)), ("-0.1", Rational(-1, 10)), ("3.140", Rational(157, 50)),
    ("1e-3", Rational(1, 1000)), ("1E3", 1000), ("-2.5e+1", -25), ("1.5e0", Rational(3, 2)),
    ("1000000000000000000000000000001", Rational(Integer(10).power(30) + 1)),
    ("1e30", Rational(Integer(10).power(30))),
    ("1e-5000", Rational(1, Integer(10).power(5000))),
  ]

  @Test(arguments: numbers)
  func isReadExactly(text: String, value: Rational) throws {
    let yaml = try problem(withBlockLines: "    points: [[\(text), 1]]")
    #expect(yaml.entries.map(\.block.points) == [[[value, 1]]])
  }

  /// JSON has no fractions, but a number may be given as a text.
  @Test(arguments: numbers.filter { !$0.text.contains { "'\"".contains($0) } })
  func isReadExactlyFromJSON(text: String, value: Rational) throws {
    let json = try problem(
      #"{"widths":[1,1],"blocks":[{"pattern":"","points":[["\#(text)"]]}]}"#)
    #expect(json.entries.map(\.block.points) == [[[value]]])
  }

  private static let notNumbers: [(text: String, words: [String])] = [
    ("x", ["'x'", "not a number"]), ("''", ["not a number"]), ("-", ["not a number"]),
    ("1/0", ["denominator is zero"]), ("1/-0", ["denominator is zero"]),
    ("1/2/3", ["'1/2/3'"]), ("1/0.5", ["'1/0.5'"]), ("/2", ["'/2'"]), ("1/", ["'1/'"]),
    ("1e", ["'1e'"]), ("e3", ["'e3'"]), ("1e1.5", ["'1e1.5'"]), ("1.2.3", ["'1.2.3'"]),
    ("--1", ["'--1'"]), ("+-1", ["'+-1'"]), ("1 2", ["'1 2'"]), ("1_000", ["'1_000'"]),
    ("0x10", ["'0x10'"]), ("0b1", ["'0b1'"]), ("true", ["'true'"]), ("null", ["'null'"]),
    (".nan", ["'.nan'"]), (".inf", ["'.inf'"]), ("1e5001", ["exponent", "5000"]),
    ("1e99999999999999999999", ["exponent"]), ("1e-5001", ["exponent"]),
    ("\u{BD}", ["not a number"]), ("\u{661}", ["not a number"]), ("\u{FF11}", ["not a number"]),
    ("\"1\\n2\"", ["not a number"]), ("\"1/\\n2\"", ["not a number"]),
    ("\"\\t1\\e[31m\"", ["not a number"]), ("\"1\\N2\"", ["not a number"]),
    ("\"1\\L2\"", ["not a number"]), ("\"\\0\"", ["not a number"]),
    ("[1]", ["expected a number"]), ("{a: 1}", ["expected a number"]),
  ]

  @Test(arguments: notNumbers)
  func otherTextIsRefused(text: String, words: [String]) {
    let lines = "    points:\n      - [3, 4]\n      - [\(text), 1]"
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n  - pattern: 11\n\(lines)", line: 6,
      saying: ["block 1, points, row 2"] + words)
  }

  @Test(arguments: ["1\u{301}", "e\u{301}"])
  func longCharactersAreShortened(start: String) {
    let text = start + String(repeating: "\u{301}", count: 3_000)
    expectRefused(
      "widths: [1, 1]\nblocks:\n- {pattern: '', points: [[\(text)]]}", line: 3,
      saying: ["block 1, points, row 1", "not a number"])
  }

  @Test(arguments: ["1", "1.", "0.", "1/", "1e"])
  func longNumbersAreRefused(start: String) {
    let text = start + String(repeating: "7", count: 100_000)
    expectRefused(
      "widths: [1, 1]\nblocks:\n- {pattern: '', points: [[\(text)]]}", line: 3,
      saying: ["block 1, points, row 1", "10000"])
  }
}
