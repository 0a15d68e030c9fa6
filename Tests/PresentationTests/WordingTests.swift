import Certification
import ExactAlgebra
import Formulas
import NetworkVarieties
import Testing

@testable import Presentation

/// How matrices built from the blocks are put into words.
@Suite struct WordingTests {
  private static let expressions: [(entries: [[[Integer]]], constants: [[[Integer]]], String)] = [
    ([[[1, 0]]], [[]], "M1"),
    ([[[0, 1]]], [[]], "M2"),
    ([[[1, -1]]], [[]], "M1 - M2"),
    ([[[-1, 1]]], [[]], "-M1 + M2"),
    ([[[1, -2]]], [[]], "M1 - 2*M2"),
    ([[[2, 0, 3]]], [[]], "2*M1 + 3*M3"),
    ([[[-2, 0, -3]]], [[]], "-2*M1 - 3*M3"),
    ([[[0, 0]]], [[]], "0"),
    ([[[1, 0], [0, 1]]], [[]], "[M1 | M2]"),
    ([[[1, 0]], [[0, 1]]], [[], []], "[M1 ; M2]"),
    ([[[1, 0], [1, 1]], [[0, 1], [2, -1]]], [[], []], "[M1 | M1 + M2 ; M2 | 2*M1 - M2]"),
    ([[[1, -1]]], [[[1, -1]]], "[M1 - M2 | c1 - c2]"),
    ([[[1, 0], [0, 1]]], [[[1, -2]]], "[M1 | M2 | c1 - 2*c2]"),
    ([[[1, 0]], [[0, 1]]], [[[1, 0]], [[0, 1]]], "[M1 | c1 ; M2 | c2]"),
  ]

  @Test(arguments: expressions)
  func expression(entries: [[[Integer]]], constants: [[[Integer]]], text: String) {
    let expression = BlockExpression(
      entries: entries.map { $0.map(BlockCombination.init) },
      constants: constants.map { $0.map(BlockCombination.init) })
    #expect(Wording.expression(expression) == text)
  }

  /// A certificate says over which field Groebner bases were computed.
  @Test(arguments: [nil, 101] as [UInt?])
  func certificateNamesItsField(prime: UInt?) {
    let certificate = CompletenessCertificate(
      method: .linearSection, prime: prime, program: "Singular", version: "4.3.1")
    let text = Wording.completeness(.complete(certificate))
    #expect(text.contains("Singular 4.3.1, Groebner bases"))
    #expect(text.contains("modulo 101; ") == (prime != nil))
    #expect(text.contains("bases over the rationals") == (prime == nil))
  }

  @Test func largeCoefficientsAreExact() {
    let large = Integer(10).power(30)
    let combination = BlockExpression(entries: [[BlockCombination([large, -large])]])
    let digits = "1" + String(repeating: "0", count: 30)
    #expect(Wording.expression(combination) == "\(digits)*M1 - \(digits)*M2")
  }

  @Test func twelfthBlockHasTwoDigits() {
    let combination = BlockExpression(entries: [[.block(11, of: 12)]])
    #expect(Wording.expression(combination) == "M12")
  }

  /// The same expressions for LaTeX.
  @Test(
    arguments: [
      ([[[1, -2]]], [[]], #"(M_{1} - 2\,M_{2})"#),
      ([[[1, 0], [0, 1]]], [[]], #"[\, M_{1} \mid M_{2} \,]"#),
      ([[[1, -1]]], [[[1, -1]]], #"[\, M_{1} - M_{2} \mid c_{1} - c_{2} \,]"#),
      ([[[1, 0]], [[0, 1]]], [[], []], #"\begin{bmatrix} M_{1} \\ M_{2} \end{bmatrix}"#),
    ] as [([[[Integer]]], [[[Integer]]], String)])
  func expressionForLaTeX(entries: [[[Integer]]], constants: [[[Integer]]], text: String) {
    let expression = BlockExpression(
      entries: entries.map { $0.map(BlockCombination.init) },
      constants: constants.map { $0.map(BlockCombination.init) })
    #expect(Formula.expression(expression).latex == text)
  }
}
