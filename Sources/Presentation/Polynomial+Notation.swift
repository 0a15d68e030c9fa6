import ExactAlgebra

/// How a polynomial is written: names of the variables and signs of the operations.
struct PolynomialNotation {
  /// The name of the variable at a position.
  let name: (Int) -> String
  /// What stands between factors.
  var times = "*"
  /// A power of a name.
  var power: (String, Int) -> String = { "\($0)^\($1)" }

  /// The terms in order, each without its sign, and whether it is negative.
  func terms(of polynomial: Polynomial) -> [(text: String, isNegative: Bool, factors: Int)] {
    polynomial.terms.map { term in
      let monomial = term.factors.map { variable, exponent in
        exponent > 1 ? power(name(variable), exponent) : name(variable)
      }
      let size = term.coefficient.magnitude
      let parts = size == 1 && !monomial.isEmpty ? monomial : ["\(size)"] + monomial
      return (parts.joined(separator: times), term.coefficient.signum() < 0, parts.count)
    }
  }

  /// The polynomial on one line.
  func text(of polynomial: Polynomial) -> String {
    let text = terms(of: polynomial).reduce("") { text, term in
      let sign =
        text.isEmpty ? (term.isNegative ? "-" : "") : (term.isNegative ? " - " : " + ")
      return text + sign + term.text
    }
    return text.isEmpty ? "0" : text
  }
}
