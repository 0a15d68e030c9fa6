import Algorithms
import ExactAlgebra
import Formulas

extension LaTeX {
  /// LaTeX in which the characters of a text stand for themselves; letters that the fonts lack are named by their
  /// numbers.
  ///
  /// - Parameter isCode: whether it is set in typewriter letters, in which quotation marks are straight.
  static func escaped(_ text: String, isCode: Bool = false) -> String {
    var result = ""
    for scalar in text.replacing("\n", with: " ").oneLine.unicodeScalars {
      switch scalar {
      case "%", "&", "#", "_", "{", "}", "$": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "^": result += "\\textasciicircum{}"
      case "~": result += "\\textasciitilde{}"
      case "<": result += isCode ? "<" : "$<$"
      case ">": result += isCode ? ">" : "$>$"
      case "|": result += isCode ? "|" : "$|$"
      case "\"": result += isCode ? "\"" : "''"
      // The straight ones of the typewriter font.
      case "'": result += isCode ? "\\char13{}" : "'"
      case "`": result += isCode ? "\\char18{}" : "`"
      // Two hyphens would become a dash.
      case "-": result += isCode ? "-{}" : "-"
      case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
      default: result += isSettable(scalar) ? String(scalar) : name(of: scalar)
      }
    }
    return result
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    "{\\small\\texttt{U+\(String(scalar.value, radix: 16, uppercase: true))}}"
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
      result += escaped(String(character), isCode: true)
      run += 1
      if "/,=._- :".contains(character) || run == 12 {
        result += "\\allowbreak{}"
        run = 0
      }
    }
    return "\\texttt{\(result)}"
  }

  /// Words; those that are longer than a column may be broken.
  private static func words(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count <= longestWord
        ? escaped(String(word))
        : word.chunks(ofCount: 8).map { escaped(String($0)) }.joined(separator: "\\allowbreak{}")
    }.joined(separator: " ")
  }

  private static let longestWord = 16

  /// A text with formulas.
  static func text(_ text: MarkedText) -> String {
    text.parts.map { part in
      switch part {
      case .words(let words): self.words(words)
      case .formula(let formula): "$\(formula.latex)$"
      case .code(let code): self.code(code)
      case .strong(let words): "\\textbf{\(escaped(words))}"
      }
    }.joined()
  }
}
