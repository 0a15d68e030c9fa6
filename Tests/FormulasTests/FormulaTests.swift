import Formulas
import Foundation
import Testing

/// Formulas in both of their forms.
@Suite struct FormulaTests {
  private static let forms: [(Formula, latex: String, mathML: String)] = [
    (.letter("M", 12), "M_{12}", "<msub><mi>M</mi><mn>12</mn></msub>"),
    (
      .lowered(.raised(.name("m"), .fenced(1, .round)), .digits("23")), "m^{(1)}_{23}",
      "<msubsup><mi>m</mi><mn>23</mn><mrow><mo stretchy=\"false\">(</mo><mn>1</mn>"
        + "<mo stretchy=\"false\">)</mo></mrow></msubsup>"
    ),
    (
      .raised(.lowered(.name("V"), .name("X")), .bold("A")), "V_{X}^{\\mathbf A}",
      "<msubsup><mi>V</mi><mi>X</mi><mi>\u{1D400}</mi></msubsup>"
    ),
    (
      .sum([(true, .name("x")), (false, 2), (true, .name("y"))]), "-x + 2 - y",
      "<mrow><mo form=\"prefix\">\u{2212}</mo><mi>x</mi><mo form=\"infix\">+</mo><mn>2</mn>"
        + "<mo form=\"infix\">\u{2212}</mo><mi>y</mi></mrow>"
    ),
    (.sum([]), "0", "<mn>0</mn>"), (.sum([(false, 7)]), "7", "<mn>7</mn>"),
    (
      .number(-3), "-3", "<mrow><mo form=\"prefix\">\u{2212}</mo><mn>3</mn></mrow>"
    ),
    (
      [.name("rank"), .symbol(.application), .letter("M", 1), .symbol(.atMost), 2],
      "\\operatorname{rank}M_{1} \\le 2",
      "<mrow><mi>rank</mi><mo rspace=\"0.17em\">\u{2061}</mo><msub><mi>M</mi><mn>1</mn></msub>"
        + "<mo>\u{2264}</mo><mn>2</mn></mrow>"
    ),
    (
      .binomial([.name("k"), .symbol(.plus), 2], 2), "\\binom{k + 2}{2}",
      "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mrow><mi>k</mi><mo form=\"infix\">+</mo>"
        + "<mn>2</mn></mrow><mn>2</mn></mfrac><mo>)</mo></mrow>"
    ),
    (
      .matrix([[.letter("M", 1)], [.letter("M", 2)]]),
      "\\begin{bmatrix} M_{1} \\\\ M_{2} \\end{bmatrix}",
      "<mrow><mo>[</mo><mtable><mtr><mtd><msub><mi>M</mi><mn>1</mn></msub></mtd></mtr><mtr><mtd>"
        + "<msub><mi>M</mi><mn>2</mn></msub></mtd></mtr></mtable><mo>]</mo></mrow>"
    ),
    (.fraction(1, 3), "\\frac{1}{3}", "<mfrac><mn>1</mn><mn>3</mn></mfrac>"),
    // A blank ends the name of a command.
    ([.symbol(.rho), .name("x")], "\\rho x", "<mrow><mi>\u{3C1}</mi><mi>x</mi></mrow>"),
    (.name("<"), "<", "<mi>&lt;</mi>"),
  ]

  @Test(arguments: forms.indices)
  func bothForms(number: Int) {
    let (formula, latex, mathML) = Self.forms[number]
    #expect(formula.latex == latex)
    #expect(formula.mathML == "<math>\(mathML)</math>")
    #expect(formula.displayedMathML == "<math display=\"block\">\(mathML)</math>")
  }

  /// Every sign has a character and a form in LaTeX, and none is forgotten in one of them.
  @Test(arguments: Symbol.allCases)
  func symbols(symbol: Symbol) throws {
    let formula: Formula = [.name("a"), .symbol(symbol), .name("b")]
    let isHidden = [.times, .application].contains(symbol)
    #expect(isHidden || formula.latex.filter { !$0.isWhitespace } != "ab")
    let document = XMLChecker()
    #expect(document.isWellFormed(formula.mathML))
    #expect(formula.mathML != Formula.row([.name("a"), .name("b")]).mathML)
  }

  @Test func markup() {
    #expect("<b a=\"'\">&".escapedForMarkup == "&lt;b a=&quot;&#39;&quot;&gt;&amp;")
    // Characters that XML has no place for, and those that turn text around.
    #expect(
      "a\u{0}b\u{1B}c\u{202E}d\u{FFFE}e".escapedForMarkup == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"
    )
    #expect("\u{FC}\n\u{1F600}".escapedForMarkup == "\u{FC}\n\u{1F600}")
  }

  @Test func texts() {
    let text: MarkedText = "the \(Formula.letter("n", 1)) of \(7) in \(code: "a.b")"
    #expect(
      text.parts == [
        .words("the "), .formula(.letter("n", 1)), .words(" of "), .words("7"), .words(" in "),
        .code("a.b"),
      ])
    #expect(text.latex == "the $n_{1}$ of 7 in a.b")
    #expect(("" as MarkedText).parts.isEmpty)
  }
}

/// Whether a text is well-formed XML.
private final class XMLChecker {
  func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([a-z]+)([^<>]*)>/) {
      if match.1.isEmpty {
        if !match.3.hasSuffix("/") { open.append(match.2) }
      } else if open.popLast() != match.2 {
        return false
      }
    }
    return open.isEmpty && text.contains("<")
  }
}
