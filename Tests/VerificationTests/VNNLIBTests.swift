import ExactAlgebra
import Foundation
import Interchange
import Properties
import Testing

@Suite struct VNNLIBTests {
  private static func read(_ text: String) throws -> Property {
    try Property(vnnlib: Array(text.utf8), name: "p.vnnlib")
  }

  private static let plane = """
    (declare-const X_0 Real) (declare-const X_1 Real) (declare-const Y_0 Real)

    """

  private static func holds(_ assertion: String, _ values: [Rational]) throws -> Bool {
    try read(plane + "(assert \(assertion))").counterexample.holds(for: values)
  }

  @Test func blanksAndOrderDoNotMatter() throws {
    let text =
      "; a comment (\r\n(declare-const Y_1 Real)(declare-fun X_1 () Real)\r\n\t(declare-const Y_0 Real)"
      + "(declare-const X_0 Real)(assert(or(and(<= Y_1 X_0)(>= Y_0 1))(> X_1 2e-1)));end"
    let property = try Self.read(text)
    #expect(property.inputCount == 2 && property.outputCount == 2)
    #expect(property.isViolated(by: [3, 0], [1, 3]))
    #expect(!property.isViolated(by: [3, Rational(1, 5)], [1, 4]))
    #expect(property.isViolated(by: [3, Rational(1, 4)], [0, 4]))
  }

  @Test func decimalsAreExactAndStrictStaysStrict() throws {
    let tenth = Rational(1, 10)
    #expect(try Self.holds("(<= X_0 0.1)", [tenth, 0, 0]))
    #expect(try !Self.holds("(>= X_0 0.1000000000000000000001)", [tenth, 0, 0]))
    #expect(try !Self.holds("(< X_0 0.1)", [tenth, 0, 0]))
    #expect(try Self.holds("(>= X_0 1e-400)", [Rational(1, 10).power(400), 0, 0]))
    #expect(try !Self.holds("(> X_0 1E-400)", [Rational(1, 10).power(400), 0, 0]))
    #expect(try Self.holds("(<= -.5e1 X_0)", [-5, 0, 0]))
    #expect(try Self.holds("(< X_0 1e400)", [1, 0, 0]))
    #expect(try Self.holds("(> X_0 5e-324)", [tenth, 0, 0]))
  }

  @Test func terms() throws {
    let values: [Rational] = [3, 4, Rational(1, 2)]
    for (term, value) in [
      ("(+ X_0 X_1 -4.5)", Rational(5, 2)), ("(- X_0)", -3), ("(- X_0 X_1 1)", -2),
      ("(* 2 X_0)", 6), ("(* X_0 2 -1)", -6), ("(* (+ 1 1) (- X_1 Y_0))", 7),
      ("(/ X_0 4)", Rational(3, 4)),
      ("(- X_0 X_0)", 0), ("(+ 1)", 1), ("7", 7), ("-1.50", Rational(-3, 2)),
    ] {
      let text = value.isInteger ? "\(value)" : value.decimal(digits: 3, rounding: .nearest)
      #expect(try Self.holds("(== \(term) \(text))", values), "\(term)")
      #expect(try !Self.holds("(!= \(term) \(text))", values), "\(term)")
      #expect(try Self.holds("(not (distinct \(term) \(text)))", values), "\(term)")
    }
  }

  @Test func negationsAreExact() throws {
    for (formula, negation) in [
      ("(< X_0 1)", "(>= X_0 1)"), ("(or (<= X_0 1) (== X_1 2))", "(and (> X_0 1) (!= X_1 2))"),
    ] {
      for x in 0...3 {
        for y in 0...3 {
          let values = [Rational(x), Rational(y), 0]
          let not = try Self.holds("(not \(formula))", values)
          #expect(try not == Self.holds(negation, values))
          #expect(try not != Self.holds(formula, values))
        }
      }
    }
  }

  @Test func secondVersion() throws {
    let property = try Self.read(
      """
      (vnnlib-version <2.0>)
      (declare-network f
      \t(declare-input X Real [2, 3])
      \t(declare-output out Real [])
      )
      (assert (>= (+ X[1,0] (* -2.0 X[0, 2])) out[]))
      """)
    #expect(property.inputCount == 6 && property.outputCount == 1)
    #expect(property.isViolated(by: [9, 9, 1, 5, 9, 9], [3]))
    #expect(!property.isViolated(by: [9, 9, 1, 5, 9, 9], [Rational(7, 2)]))
  }

  private static let mistakes: [(text: String, line: Int, column: Int, words: [String])] = [
    ("", 1, 1, ["no inputs"]),
    ("(declare-const X_0 Real)", 1, 25, ["no outputs"]),
    (plane, 2, 1, ["no assertion"]),
    ("(declare-const X_0 Real)\n  (declare-const X_0 Real)", 2, 18, ["X_0", "twice"]),
    (
      "(declare-const X_1 Real)(declare-const Y_0 Real)(assert (< 0 Y_0))", 1, 67,
      ["X_0 was not declared"]
    ),
    ("(declare-const Z_0 Real)", 1, 16, ["Z_0", "expected X_ or Y_"]),
    ("(declare-const X_0 Int)", 1, 20, ["Int", "expected Real"]),
    ("(declare-const X_01 Real)", 1, 16, ["X_01"]),
    (plane + "(assert (<= Y_0 ))", 2, 17, ["expected a term"]),
    (plane + "(assert (<= Y_0 1 2))", 2, 10, ["more than two terms"]),
    (plane + "(assert (<= Y_1 1))", 2, 13, ["Y_1 was not declared"]),
    (plane + "(assert (<= Y_0 1)", 2, 19, ["ends", "expected ')'"]),
    (plane + "(assert (<= Y_0 1)))", 2, 20, ["expected '('"]),
    (plane + "(assert (and))", 2, 10, ["'and' of nothing"]),
    (plane + "(assert (=> Y_0 1))", 2, 10, ["'=>'", "expected and, or"]),
    (plane + "(assert (<= (* X_0 Y_0) 1))", 2, 14, ["product of variables"]),
    (plane + "(assert (<= (/ 1 X_0) 1))", 2, 14, ["'/'"]),
    (plane + "(assert (<= (sin X_0) 1))", 2, 14, ["'sin'", "linear"]),
    (plane + "(assert (<= Y_0 1e9999))", 2, 17, ["exponent"]),
    (plane + "(assert (<= Y_0 1/2))", 2, 17, ["'1/2'", "decimal"]),
    (plane + "(assert (<= Y_0 1.2.3))", 2, 17, ["1.2.3"]),
    (plane + "(assert Y_0)", 2, 9, ["'Y_0'", "in parentheses"]),
    (plane + "(push 1)", 2, 2, ["'push'", "expected declare-const"]),
    (plane + "(assert (<= |Y_0| 1))", 2, 13, ["character"]),
    ("(vnnlib-version <3.0>)", 1, 17, ["<3.0>", "expected <1.0> or <2.0>"]),
    ("(declare-network f (declare-input X float32 [1])", 1, 37, ["float32", "expected Real"]),
    ("(declare-network f (declare-input X Real [0])", 1, 42, ["[0]", "positive"]),
    ("(declare-network f (declare-hidden H Real [1] \"a\")", 1, 21, ["declare-hidden"]),
    (
      "(declare-network f (declare-input X Real [2]) (declare-output Y Real [1]))(assert (< X[2] Y[0]))",
      1, 86, ["X[2]", "below [2]"]
    ),
    (
      "(declare-network f (declare-input X Real [2]) (declare-output Y Real [1]))(assert (< X Y[0]))",
      1, 86, ["X", "below [2]"]
    ),
    (plane + "(assert " + String(repeating: "(not ", count: 300), 2, 1_009, ["deeper than 200"]),
  ]

  @Test(arguments: mistakes.indices) func mistakesHaveAPlace(index: Int) throws {
    let mistake = Self.mistakes[index]
    let error = #expect(throws: DataError.self) { try Self.read(mistake.text) }
    #expect(error?.line == mistake.line && error?.file == "p.vnnlib")
    let message = error?.message ?? ""
    #expect(message.hasPrefix("column \(mistake.column): "), "\(message)")
    for word in mistake.words { #expect(message.contains(word), "\(message)") }
  }

  /// Broken files end with a message or a property, and never otherwise.
  /// How many; a hundred thousand were read once in an optimized build.
  private static let brokenFileCount =
    ProcessInfo.processInfo.environment["RELUVAR_BROKEN_FILES"].flatMap(Int.init) ?? 20_000

  @Test func brokenFiles() {
    let sources = [
      Self.plane + "(assert (or (and (<= X_0 1.5e0) (> (+ Y_0 (* -2 X_1)) 0)) (not (== X_0 1))))",
      "(vnnlib-version <2.0>)(declare-network f (declare-input X Real [1,2])"
        + "(declare-output Y Real [2]))(assert (or (>= Y[0] 1.0) (and (<= Y[1] X[0,1]) (!= Y[0] 2))))",
    ].map { Array($0.utf8) }
    let pieces = [
      "(", ")", "[", "]", ",", " ", "X_", "Y_0", "1e", "-", ";", "\n", "\0", "é", "<=", "assert",
    ]
    .map { Array($0.utf8) }
    var generator = SeededGenerator(seed: 1)
    var (read, refused) = (0, 0)
    for _ in 0..<Self.brokenFileCount {
      var bytes = sources.randomElement(using: &generator)!
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator)!, at: place)
        case 1:
          bytes.removeSubrange(
            place..<min(bytes.count, place + Int.random(in: 1...9, using: &generator)))
        default:
          if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
        }
      }
      do {
        _ = try Property(vnnlib: bytes, name: "p.vnnlib")
        read += 1
      } catch {
        refused += 1
        let isPlaced = error.line != nil && error.message.hasPrefix("column ")
        #expect(isPlaced && !error.message.contains("\n"), "\(error)")
      }
    }
    #expect(read > 100)
    #expect(refused > 5_000)
  }
}
