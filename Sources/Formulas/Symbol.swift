/// A sign of a formula.
public enum Symbol: String, Hashable, Sendable, CaseIterable {
  /// Between terms.
  case plus
  /// Between terms.
  case minus
  /// Before a term.
  case negative
  /// Between factors, not shown.
  case times
  /// Between a number and a matrix, not shown.
  case narrowTimes
  /// Between sizes, or factors.
  case cross
  /// A dot between factors.
  case dot
  /// Behind the name of a function, not shown.
  case application
  /// Equality.
  case equals
  /// Inequality.
  case differs
  /// Less than or equal.
  case atMost
  /// Greater than or equal.
  case atLeast
  /// Membership of a set.
  case element
  /// A tensor product.
  case tensor
  /// A direct sum.
  case directSum
  /// A sum over something.
  case sum
  /// In a list.
  case comma
  /// In a list that may be broken over lines.
  case breakingComma
  /// Behind what is defined.
  case colon
  /// A quotient in a line.
  case slash
  /// Between matrices side by side.
  case bar
  /// The same in a long row, which may be broken.
  case breakingBar
  /// Left out factors.
  case dots
  /// Left out entries of a list.
  case lowDots
  /// The transpose of a matrix.
  case transpose
  /// A square, for something unknown.
  case square
  /// Infinity.
  case infinity
  /// The letter sigma.
  case sigma
  /// The letter rho.
  case rho
  /// Behind a letter.
  case prime
}

extension Symbol {
  /// The sign in LaTeX, with the blanks around it.
  var latex: String {
    switch self {
    case .plus: " + "
    case .minus: " - "
    case .negative: "-"
    case .times: " "
    case .narrowTimes: "\\,"
    case .cross: " \\times "
    case .dot: " \\cdot "
    case .application: ""
    case .equals: " = "
    case .differs: " \\ne "
    case .atMost: " \\le "
    case .atLeast: " \\ge "
    case .element: " \\in "
    case .tensor: " \\otimes "
    case .directSum: " \\oplus "
    case .sum: "\\sum"
    case .comma: ","
    case .breakingComma: ",\\allowbreak "
    case .colon: ":\\ "
    case .slash: "/"
    case .bar: " \\mid "
    case .breakingBar: " \\mid\\allowbreak "
    case .dots: "\\dots"
    case .lowDots: "\\dots"
    case .transpose: "\\top"
    case .square: "\\square"
    case .infinity: "\\infty"
    case .sigma: "\\sigma"
    case .rho: "\\rho"
    case .prime: "\\prime"
    }
  }

  /// The character for the sign.
  var character: String {
    switch self {
    case .plus: "+"
    case .minus, .negative: "\u{2212}"
    case .times, .narrowTimes: "\u{2062}"
    case .cross: "\u{D7}"
    case .dot: "\u{22C5}"
    case .application: "\u{2061}"
    case .equals: "="
    case .differs: "\u{2260}"
    case .atMost: "\u{2264}"
    case .atLeast: "\u{2265}"
    case .element: "\u{2208}"
    case .tensor: "\u{2297}"
    case .directSum: "\u{2295}"
    case .sum: "\u{2211}"
    case .comma, .breakingComma: ","
    case .colon: ":"
    case .slash: "/"
    case .bar, .breakingBar: "|"
    case .dots: "\u{22EF}"
    case .lowDots: "\u{2026}"
    case .transpose: "\u{22A4}"
    case .square: "\u{25A1}"
    case .infinity: "\u{221E}"
    case .sigma: "\u{3C3}"
    case .rho: "\u{3C1}"
    case .prime: "\u{2032}"
    }
  }
}
