/// How a polynomial is written: names of the variables and signs of the operations.
public struct PolynomialNotation {
  private let name: (Int) -> String
  private let times: String
  private let power: (String, Int) -> String

  /// A notation.
  ///
  /// - Parameters:
  ///   - name: the name of the variable at a position, counted from 0.
  ///   - times: what stands between factors.
  ///   - power: what is written for a name with an exponent above 1.
  public init(
    name: @escaping (Int) -> String, times: String = "*",
    power: @escaping (String, Int) -> String = { "\($0)^\($1)" }
  ) {
    self.name = name
    self.times = times
    self.power = power
  }

  /// A term as it is written.
  public struct WrittenTerm {
    /// The term with the absolute value of its coefficient.
    public let text: String
    /// Whether the coefficient is negative.
    public let isNegative: Bool
    /// The number of factors in the text, a coefficient other than 1 included.
    public let factorCount: Int
  }

  /// The terms in order, each without its sign.
  public func terms(of polynomial: Polynomial) -> [WrittenTerm] {
    polynomial.terms.map { term in
      let monomial = term.factors.map { variable, exponent in
        exponent > 1 ? power(name(variable), exponent) : name(variable)
      }
      let size = term.coefficient.magnitude
      let parts = size == 1 && !monomial.isEmpty ? monomial : ["\(size)"] + monomial
      return WrittenTerm(
        text: parts.joined(separator: times), isNegative: term.coefficient.signum() < 0,
        factorCount: parts.count)
    }
  }

  /// The polynomial on one line; `0` for zero.
  public func text(of polynomial: Polynomial) -> String {
    var text = ""
    for term in terms(of: polynomial) {
      text += text.isEmpty ? (term.isNegative ? "-" : "") : (term.isNegative ? " - " : " + ")
      text += term.text
    }
    return text.isEmpty ? "0" : text
  }
}
