extension Formula {
  /// The formula in LaTeX with amsmath, without dollar signs.
  public var latex: String {
    switch self {
    case .name(let name):
      name.count == 1
        ? name : "\\operatorname{\(name.map { $0 == " " ? "\\ " : "\($0)" }.joined())}"
    case .bold(let name): "\\mathbf \(name)"
    case .digits(let digits): digits
    case .words(let words): "\\text{\(words)}"
    case .symbol(let symbol): symbol.latex
    case .row(let parts): Self.latex(of: parts)
    case .lowered(let base, let lower): "\(base.latex)_{\(lower.latex)}"
    case .raised(let base, let upper): "\(base.latex)^{\(upper.latex)}"
    case .fraction(let upper, let lower): "\\frac{\(upper.latex)}{\(lower.latex)}"
    case .binomial(let upper, let lower): "\\binom{\(upper.latex)}{\(lower.latex)}"
    case .fenced(let part, .round): "(\(part.latex))"
    case .fenced(let part, .large): "\\bigl(\(part.latex)\\bigr)"
    case .fenced(let part, .square): "[\\, \(part.latex) \\,]"
    case .matrix(let rows):
      "\\begin{bmatrix} "
        + rows.map { $0.map(\.latex).joined(separator: " & ") }.joined(separator: " \\\\ ")
        + " \\end{bmatrix}"
    }
  }

  /// Parts side by side; a blank ends the name of a command before a letter.
  private static func latex(of parts: [Formula]) -> String {
    var text = ""
    for part in parts {
      let next = part.latex
      let isCommand = text.last?.isLetter == true && text.hasCommandAtEnd
      text += isCommand && next.first?.isLetter == true ? " " + next : next
    }
    return text
  }
}

extension String {
  /// Whether the text ends with the name of a command.
  fileprivate var hasCommandAtEnd: Bool {
    guard let start = lastIndex(where: { !$0.isLetter }) else { return false }
    return self[start] == "\\"
  }
}
