/// A formula as a tree, of which LaTeX and MathML are written.
///
///     let formula: Formula = [.letter("n", 1), .symbol(.atMost), 4]
///     formula.latex     // n_{1} \le 4
///     formula.mathML    // <math><mrow><msub><mi>n</mi><mn>1</mn></msub><mo>≤</mo>...
public indirect enum Formula: Hashable, Sendable {
  /// A name: one letter is set in italics, longer ones upright.
  case name(String)
  /// A bold capital letter.
  case bold(String)
  /// A number, in digits.
  case digits(String)
  /// Words inside of a formula.
  case words(String)
  /// A sign.
  case symbol(Symbol)
  /// Parts side by side.
  case row([Formula])
  /// A part with something at its foot.
  case lowered(Formula, Formula)
  /// A part with something at its head.
  case raised(Formula, Formula)
  /// A fraction.
  case fraction(Formula, Formula)
  /// A binomial coefficient.
  case binomial(Formula, Formula)
  /// A part between fences.
  case fenced(Formula, Fence)
  /// Rows of entries between brackets.
  case matrix([[Formula]])

  /// What stands around a part.
  public enum Fence: Hashable, Sendable {
    /// Parentheses.
    case round
    /// Parentheses that are larger than letters.
    case large
    /// Brackets with room inside, around matrices side by side.
    case square
  }
}

extension Formula: ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral {
  /// Parts side by side.
  public init(arrayLiteral parts: Formula...) { self = .row(parts) }

  /// A number; a minus sign stands before the digits of a negative one.
  public init(integerLiteral value: Int) { self = .number("\(value)") }
}

extension Formula {
  /// A number in decimal notation, which may begin with a minus sign.
  public static func number(_ text: some CustomStringConvertible) -> Formula {
    let text = text.description
    return text.hasPrefix("-")
      ? [.symbol(.negative), .digits(String(text.dropFirst()))] : .digits(text)
  }

  /// A letter with a number at its foot: `x_1`.
  public static func letter(_ name: String, _ index: Int) -> Formula {
    .lowered(.name(name), .number(index))
  }

  /// Parts with a sign between each two.
  public static func joined(_ parts: [Formula], by symbol: Symbol) -> Formula {
    var row: [Formula] = []
    for part in parts {
      if !row.isEmpty { row.append(.symbol(symbol)) }
      row.append(part)
    }
    return row.count == 1 ? row[0] : .row(row)
  }

  /// Terms, each with its sign, as a sum; 0 where there are none.
  public static func sum(_ terms: [(isNegative: Bool, term: Formula)]) -> Formula {
    var row: [Formula] = []
    for (isNegative, term) in terms {
      if row.isEmpty {
        if isNegative { row.append(.symbol(.negative)) }
      } else {
        row.append(.symbol(isNegative ? .minus : .plus))
      }
      row.append(term)
    }
    return row.isEmpty ? 0 : row.count == 1 ? row[0] : .row(row)
  }
}
