/// A text with formulas in it.
///
///     let text: MarkedText = "The ideal \(formula) is prime."
public struct MarkedText: Hashable, Sendable {
  /// A part of a text.
  public enum Part: Hashable, Sendable {
    /// Words.
    case words(String)
    /// A formula.
    case formula(Formula)
    /// Characters of equal width: a pattern, a file, an option.
    case code(String)
    /// Words that are worth to be seen first.
    case strong(String)
  }

  /// The parts in their order.
  public var parts: [Part]

  /// A text of parts; words without characters are left out.
  public init(_ parts: [Part]) { self.parts = parts.filter { $0 != .words("") } }

  /// Words without formulas.
  public init(_ words: String) { self.init([.words(words)]) }

  /// A formula alone.
  public init(_ formula: Formula) { parts = [.formula(formula)] }

  /// Characters of equal width.
  public static func code(_ text: String) -> MarkedText { MarkedText([.code(text)]) }

  /// Words that are worth to be seen first.
  public static func strong(_ text: String) -> MarkedText { MarkedText([.strong(text)]) }

  /// One text after the other.
  public static func + (a: MarkedText, b: MarkedText) -> MarkedText {
    MarkedText(a.parts + b.parts)
  }

  /// The text without marks, formulas as LaTeX between dollar signs.
  ///
  /// It is LaTeX where the words have no characters that mean something there.
  public var latex: String {
    parts.map { part in
      switch part {
      case .words(let text), .code(let text), .strong(let text): text
      case .formula(let formula): "$\(formula.latex)$"
      }
    }.joined()
  }
}

extension MarkedText: ExpressibleByStringInterpolation {
  /// Words.
  public init(stringLiteral words: String) { self.init(words) }

  /// A text with formulas and values between its words.
  public init(stringInterpolation: Interpolation) { self.init(stringInterpolation.parts) }

  /// Takes the parts of an interpolation.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    public mutating func appendInterpolation(_ formula: Formula) {
      parts.append(.formula(formula))
    }

    public mutating func appendInterpolation(_ text: MarkedText) { parts += text.parts }

    public mutating func appendInterpolation(_ words: String) { appendLiteral(words) }

    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      appendLiteral("\(number)")
    }

    public mutating func appendInterpolation(code: String) { parts.append(.code(code)) }
  }
}
