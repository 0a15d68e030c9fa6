extension Formula {
  /// The formula as an element of MathML Core, in a line of text.
  public var mathML: String { "<math>\(element)</math>" }

  /// The formula as an element of its own line.
  public var displayedMathML: String { "<math display=\"block\">\(element)</math>" }

  /// The formula without the element around it.
  var element: String {
    switch self {
    case .name(let name):
      name.contains(" ") ? "<mtext>\(name.escapedForMarkup)</mtext>" : Self.tag("mi", name)
    case .bold(let name): Self.tag("mi", String(name.map(Self.bold)))
    case .digits(let digits): Self.tag("mn", digits)
    case .words(let words): Self.tag("mtext", words)
    case .symbol(let symbol): symbol.element
    case .row(let parts): "<mrow>\(parts.map(\.element).joined())</mrow>"
    case .lowered(.raised(let base, let upper), let lower),
      .raised(.lowered(let base, let lower), let upper):
      "<msubsup>\(base.element)\(lower.element)\(upper.element)</msubsup>"
    case .lowered(let base, let lower): "<msub>\(base.element)\(lower.element)</msub>"
    case .raised(let base, let upper): "<msup>\(base.element)\(upper.element)</msup>"
    case .fraction(let upper, let lower): "<mfrac>\(upper.element)\(lower.element)</mfrac>"
    case .binomial(let upper, let lower):
      Self.fenced("<mfrac linethickness=\"0\">\(upper.element)\(lower.element)</mfrac>", "(", ")")
    case .fenced(let part, .round):
      "<mrow><mo stretchy=\"false\">(</mo>\(part.element)<mo stretchy=\"false\">)</mo></mrow>"
    case .fenced(let part, .large): Self.fenced(part.element, "(", ")")
    case .fenced(let part, .square): Self.fenced(part.element, "[", "]")
    case .matrix(let rows):
      Self.fenced(
        "<mtable>"
          + rows.map { row in
            "<mtr>\(row.map { "<mtd>\($0.element)</mtd>" }.joined())</mtr>"
          }.joined() + "</mtable>", "[", "]")
    }
  }

  private static func tag(_ name: String, _ text: String) -> String {
    "<\(name)>\(text.escapedForMarkup)</\(name)>"
  }

  private static func fenced(_ element: String, _ left: String, _ right: String) -> String {
    "<mrow><mo>\(left)</mo>\(element)<mo>\(right)</mo></mrow>"
  }

  /// The bold capital letter of the mathematical alphabet; other characters stay.
  private static func bold(_ letter: Character) -> Character {
    guard let value = letter.asciiValue, (65...90).contains(value),
      let scalar = Unicode.Scalar(0x1D400 + UInt32(value) - 65)
    else { return letter }
    return Character(scalar)
  }
}

extension Symbol {
  /// The sign as an element.
  var element: String {
    switch self {
    case .application: "<mo rspace=\"0.17em\">\(character)</mo>"
    case .negative: "<mo form=\"prefix\">\(character)</mo>"
    // At the beginning of a part of a sum, these would be set as signs of a number.
    case .plus, .minus: "<mo form=\"infix\">\(character)</mo>"
    case .sigma, .rho, .infinity: "<mi>\(character)</mi>"
    case .square: "<mi>\(character)</mi>"
    case .bar, .breakingBar: "<mo lspace=\"0.3em\" rspace=\"0.3em\" stretchy=\"false\">|</mo>"
    case .slash: "<mo lspace=\"0\" rspace=\"0\">/</mo>"
    default: "<mo>\(character)</mo>"
    }
  }
}
