import ExactAlgebra
import Testing

struct PolynomialTextTests {
  @Test(arguments: MonomialOrder.allCases)
  func descriptionsRoundTrip(in order: MonomialOrder) throws {
    var generator = SeededGenerator(seed: 111)
    let ring = PolynomialRing(["x", "y_1", "Zeta"], order: order)
    for _ in 0..<300 {
      let f = Polynomial.sample(in: ring, terms: 8, degree: 20, using: &generator)
      #expect(try Polynomial(parsing: f.description, in: ring) == f)
      #expect(try Polynomial(parsing: "-(\(f))", in: ring) == -f)
    }
  }

  @Test(arguments: [
    ("0", "0"), ("-0*x", "0"), ("x", "x"), ("-x", "-x"), ("+x", "x"), ("1*x*1", "x"),
    ("-x^2", "-x^2"), ("(-x)^2", "x^2"), ("2^3*x", "8*x"), ("x^0", "1"), ("0^0", "1"),
    ("0^3", "0"), ("x/2", "1/2*x"), ("1/2/3*x", "1/6*x"), ("6/4", "3/2"),
    ("x/(1+1)", "1/2*x"), ("x/2^2", "1/4*x"), ("x - y - x", "-y"), ("x-(y-x)", "2*x - y"),
    ("2*(x+y)*3", "6*x + 6*y"), ("(x+y)*(x-y)", "x^2 - y^2"), (" x\t*\n y \r\n", "x*y"),
    ("x^ 2", "x^2"), ("007*x", "7*x"), ("3/2*x^2*(y - 1)", "3/2*x^2*y - 3/2*x^2"),
    ("((((x))))", "x"), ("y*x", "x*y"), ("x^10000", "x^10000"),
    ("(x^100)^100", "x^10000"), ("-(-(-x))", "-x"),
  ])
  func acceptedTexts(_ text: String, canonical: String) throws {
    let ring = PolynomialRing(["x", "y"])
    #expect(try Polynomial(parsing: text, in: ring).description == canonical)
  }

  /// Refused texts with the number of characters before the offence.
  @Test(arguments: [
    ("", 0), (" ", 1), ("x +", 3), ("+", 1), ("*x", 0), ("x**y", 2), ("x*-y", 2),
    ("--x", 1), ("x^", 2), ("x^-1", 2), ("x^y", 2), ("x^2^3", 3), ("2x", 1), ("x y", 2),
    ("x(y)", 1), ("(x", 2), ("x)", 1), ("()", 1), ("x/0", 1), ("x/y", 1), ("x/(y-y)", 1),
    ("z", 0), ("_x", 0), ("x_", 0), ("x1", 0), ("1.5", 1), ("x^10001", 1),
    ("x^99999999999999999999", 1), ("(x^100)^101", 7), ("x^10000*x", 7), ("\u{661}", 0),
    ("x\u{301}", 1), ("x\u{2212}1", 1), ("x\u{0}", 1), ("x^\u{661}", 2), ("\u{FEFF}x", 0),
    ("x + \u{1F600}", 4),
  ])
  func refusedTexts(_ text: String, offset: Int) {
    let ring = PolynomialRing(["x", "y"])
    let error = #expect(throws: ParsingError.self) {
      try Polynomial(parsing: text, in: ring)
    }
    #expect(error?.offset == offset)
    #expect(error?.message.isEmpty == false)
  }

  /// `ParsingError.offset` counts characters, and CR LF is one character.
  @Test func offsetsCountCharacters() {
    let ring = PolynomialRing(["x"])
    let text = "x +\r\n\r\n\r\n?"
    let error = #expect(throws: ParsingError.self) {
      try Polynomial(parsing: text, in: ring)
    }
    #expect(error.map { text.dropFirst($0.offset).first } == "?")
  }

  @Test func limitsRefuseWhatTheyName() throws {
    let ring = PolynomialRing(["x", "y", "z"])
    let texts = [
      "(x+y+z+1)^5000", "((x^99)^99)^99", "9^9999*9^9999*(9^9999)^9999",
      String(repeating: "(", count: 100_000) + "x" + String(repeating: ")", count: 100_000),
      String(repeating: "7", count: 1_000_000),
      "x^" + String(repeating: "9", count: 100_000),
    ]
    for text in texts {
      #expect(throws: ParsingError.self) { try Polynomial(parsing: text, in: ring) }
    }
    let nested =
      String(repeating: "(", count: 199) + "x" + String(repeating: ")", count: 199)
    #expect(try Polynomial(parsing: nested, in: ring) == ring.variable(0))
    #expect(throws: ParsingError.self) {
      try Polynomial(parsing: "(" + nested + ")", in: ring)
    }
  }

  /// What is accepted is printed, and what is printed must be readable.
  @Test func largestCoefficientsRoundTrip() throws {
    let ring = PolynomialRing(["x"])
    let f = try Polynomial(parsing: "(2^1000)^1000*x", in: ring)
    #expect(throws: Never.self) { try Polynomial(parsing: f.description, in: ring) }
  }

  /// Sums of fractions multiply their denominators, so the limit on bits has to hold there.
  @Test func limitOnBitsHoldsForSums() throws {
    let ring = PolynomialRing(["x"])
    // Coprime denominators of 261,000 to 571,000 bits each.
    let text = [3, 5, 7, 11].map { "1/(\($0)^5000)^33" }.joined(separator: " + ")
    // Not `#expect(throws:)`, which would print the half million digits that come back.
    let isRefused = (try? Polynomial(parsing: text, in: ring)) == nil
    #expect(isRefused)
  }

  @Test func parsingInRingsWithoutVariables() throws {
    let ring = PolynomialRing([])
    let f = try Polynomial(parsing: "(1 + 1/2)^2", in: ring)
    #expect(f.description == "9/4" && f.isConstant && f.totalDegree == 0)
    #expect(throws: ParsingError.self) { try Polynomial(parsing: "x", in: ring) }
  }
}
