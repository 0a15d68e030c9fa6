import ExactAlgebra
import Testing

/// No text crashes a reader: it is either refused with a place inside the text, or accepted,
/// and then what is printed reads back as the same value.
struct ParserFuzzTests {
  /// How many texts were accepted and refused.
  struct Outcomes {
    var accepted = 0
    var refused = 0
    /// Accepted, but printed too large to be read back.
    var oversized = 0

    var total: Int { accepted + refused + oversized }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func polynomials(stream: UInt64) {
    var mutator = TextMutator(
      corpus: Self.polynomialTexts, fragments: Self.fragments, seed: 191, stream: stream)
    let ring = PolynomialRing(["x", "y", "z"])
    var outcomes = Outcomes()
    for _ in 0..<16_000 { Self.read(mutator.next(), in: ring, counting: &outcomes) }
    #expect(outcomes.total == 16_000 && outcomes.oversized < 160)
    #expect(outcomes.accepted > 3_000)
    #expect(outcomes.refused > 3_000)
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func rationals(stream: UInt64) {
    var mutator = TextMutator(
      corpus: Self.rationalTexts, fragments: Self.fragments, seed: 192, stream: stream)
    var outcomes = Outcomes()
    for _ in 0..<20_000 {
      let text = mutator.next()
      do throws(ParsingError) {
        let value = try Rational(parsing: text)
        // Decimals grow by their exponent when they are printed.
        let printed = value.description
        guard printed.utf8.count <= Rational.maximumTextLength else {
          outcomes.oversized += 1
          continue
        }
        outcomes.accepted += 1
        if (try? Rational(parsing: printed)) != value {
          Issue.record("\(text.debugDescription) changes when it is printed")
        }
      } catch {
        outcomes.refused += 1
        Self.check(error, in: text)
      }
    }
    #expect(
      outcomes.total == 20_000 && outcomes.accepted > 4_000 && outcomes.refused > 4_000)
  }

  @Test func integers() {
    var mutator = TextMutator(
      corpus: Self.integerTexts, fragments: Self.fragments, seed: 193, stream: 1)
    var outcomes = Outcomes()
    for _ in 0..<20_000 {
      let text = mutator.next()
      let looksRight = text.utf8.allSatisfy { "+-0123456789".utf8.contains($0) }
      if let value = Integer(text) {
        outcomes.accepted += 1
        if !looksRight || Integer(value.description) != value {
          Issue.record("\(text.debugDescription) is not the integer \(value)")
        }
      } else {
        outcomes.refused += 1
        if looksRight, let number = Int(text) { Issue.record("\(number) was refused") }
      }
    }
    #expect(
      outcomes.total == 20_000 && outcomes.accepted > 4_000 && outcomes.refused > 4_000)
  }

  /// Texts that are meant to exhaust time, memory or the stack.
  @Test func adversarialPolynomials() {
    let ring = PolynomialRing(["x", "y", "z"])
    let many = { (text: String, count: Int) in String(repeating: text, count: count) }
    let texts = [
      many("(", 100_000), many(")", 100_000),
      many("(", 100_000) + "x" + many(")", 100_000),
      many("-(", 50_000) + "x" + many(")", 50_000),
      many("(x+", 199) + "1" + many(")^2", 199), many("-", 100_000) + "x",
      many("^", 100_000), many("x^", 100_000) + "2", many(" ", 100_000),
      many("9", 250_000), many("9", 1_000_000), "x^" + many("9", 100_000),
      "x/" + many("7", 100_000), many("1+", 10_000) + "1", many("1*", 10_000) + "1",
      many("x*", 10_000) + "1", many("x+y-", 10_000) + "z", many("x/3+", 2_000) + "1",
      many("x/7*", 2_000) + "1", many("\u{0}", 1_000), many("\u{1F600}", 1_000),
      many("x", 100_000), many("e\u{301}", 1_000), "((x^99)^99)^99", "(x+y+z+1)^5000",
      "((x+y+z+1)^50)^50", "(((2^99)^99)^99)^99", "(x^10000)^10000",
      "x^10000*y^10000*z^10000", "(x+y)^9999", "(x-x)^10000", "0^10000", "(1/3)^10000",
      "(x/99999999999)^10000", "(9^9999)^33", "9^9999*9^9999*x", "1/(9^9999)^30*x",
      "(x+1)^300*(y+1)^300", "(x+1)^400*(y+1)^400*(z+1)^400", "0*(x+y+z+1)^20",
      "(x+y+z)^20-(x+y+z)^20", "x/(9^9999)/(9^9999)", "1/(1/(1/(1/(x-x+2))))",
    ]
    var outcomes = Outcomes()
    for text in texts { Self.read(text, in: ring, counting: &outcomes) }
    #expect(outcomes.total == texts.count && texts.count == 43)
    #expect(outcomes.accepted > 10 && outcomes.refused > 20)
  }

  @Test func adversarialNumbers() {
    let texts = [
      String(repeating: "9", count: 1_000_000), String(repeating: "-", count: 100_000),
      "1e" + String(repeating: "9", count: 9_000),
      "." + String(repeating: "0", count: 9_000), String(repeating: "1/", count: 5_000),
      String(repeating: " ", count: 10_000), String(repeating: "\u{1F600}", count: 2_000),
      "1/" + String(repeating: "0", count: 9_000), "1e5000", "1e-5000",
      "." + String(repeating: "1", count: 4_000) + "e-5000",
    ]
    let accepted = texts.filter { (try? Rational(parsing: $0)) != nil }
    #expect(accepted.count == 4 && texts.count == 11)
    #expect(Integer(texts[0])?.bitWidth == 3_321_929)
  }

  private static func read(
    _ text: String, in ring: PolynomialRing, counting outcomes: inout Outcomes
  ) {
    do throws(ParsingError) {
      let polynomial = try Polynomial(parsing: text, in: ring)
      let printed = polynomial.description
      guard printed.utf8.count < 100_000 else {
        outcomes.oversized += 1
        return
      }
      outcomes.accepted += 1
      if (try? Polynomial(parsing: printed, in: ring)) != polynomial {
        Issue.record("\(text.debugDescription) changes when it is printed")
      }
    } catch {
      outcomes.refused += 1
      check(error, in: text)
    }
  }

  private static func check(_ error: ParsingError, in text: String) {
    let isInside = (0...text.utf8.count).contains(error.offset)
    if !isInside || error.message.isEmpty || error.description.utf8.count > 200 {
      Issue.record("\(error) for \(text.debugDescription)")
    }
  }

  private static let polynomialTexts = [
    "x", "0", "x + y", "3/2*x^2*(y - 1)", "-x^3 + 2*x*y - 1/7", "(x + y)^3*(x - y)",
    "x^2/4 - (y/3)^2", "((x^2)^2)^2", "-(x - (y - (z - 1)))",
    "12345678901234567890*x*y*z", "(x+y+z+1)^3", "x^99", "(x + 1/2)^2/(1/4)",
    "2^10*x - 1024*x", "  x\t*\n y ", "((x^9)^9)^9",
  ]

  private static let rationalTexts = [
    "0", "7", "-1/3", "0.25", "1.5e-3", "-12.75E+2", " 2 ", "+5",
    "99999999999999999999/7", ".5", "5.", "1e400", "6/-4",
  ]

  private static let integerTexts = [
    "0", "-1", "+17", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "00012", "123456789012345678901234567890",
  ]

  private static let fragments = [
    "x", "y", "z", "+", "-", "*", "/", "^", "(", ")", "0", "1", "9", "e", "E", ".", " ",
    "\r\n", "^2", "*x", "^99", "(x+y)", "1/3", "e-5", "99999", "\u{0}", "\u{301}",
    "\u{661}", "\u{2212}", "\u{FEFF}",
  ]
}
