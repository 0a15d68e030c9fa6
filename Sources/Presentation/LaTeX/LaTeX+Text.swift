import ExactAlgebra
import Formulas

extension LaTeX {
  /// LaTeX in which the characters of a text stand for themselves; letters that the fonts lack are named by their
  /// numbers.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.oneLineWithBreaks.unicodeScalars {
      switch scalar {
      case "%", "&", "#", "_", "{", "}", "$": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "^": result += "\\textasciicircum{}"
      case "~": result += "\\textasciitilde{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedbl{}"
      case "'": result += "\\textquotesingle{}"
      case "`": result += "\\textasciigrave{}"
      // Two hyphens would become a dash.
      case "-": result += "-{}"
      case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
      default:
        result +=
          isSettable(scalar)
          ? String(scalar)
          : "{\\small\\texttt{U+\(String(scalar.value, radix: 16, uppercase: true))}}"
      }
    }
    return result
  }

  /// Letters with accents that the fonts of LaTeX put together.
  private static func isSettable(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{C0}"..."\u{FF}").contains(scalar)
      && !"\u{D0}\u{D7}\u{DE}\u{F0}\u{F7}\u{FE}".unicodeScalars.contains(scalar)
  }

  /// Typewriter characters, which may be broken behind signs and after each 12 characters.
  static func code(_ text: String) -> String {
    var result = ""
    var run = 0
    for character in text {
      result += escaped(String(character))
      run += 1
      if "/,=._- :".contains(character) || run == 12 {
        result += "\\allowbreak "
        run = 0
      }
    }
    return "\\texttt{\(result)}"
  }

  /// A text with formulas.
  static func text(_ text: MarkedText) -> String {
    text.parts.map { part in
      switch part {
      case .words(let words): escaped(words).replacing("-{}", with: "-")
      case .formula(let formula): "$\(formula.latex)$"
      case .code(let code): self.code(code)
      case .strong(let words): "\\textbf{\(escaped(words))}"
      }
    }.joined()
  }
}

extension String {
  /// The text with line ends as blanks.
  fileprivate var oneLineWithBreaks: String { replacing("\n", with: " ").oneLine }
}
