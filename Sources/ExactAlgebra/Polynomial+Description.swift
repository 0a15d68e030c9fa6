extension Polynomial: CustomStringConvertible {
  /// The terms in order, such as `x^2 - 1/2*x*y + 3`; readable by `init(parsing:in:)`.
  public var description: String {
    guard !isZero else { return "0" }
    var text = ""
    for term in terms {
      let isNegative = term.coefficient.signum() < 0
      text += text.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      let monomial = term.factors.map { variable, exponent in
        ring.variableNames[variable] + (exponent > 1 ? "^\(exponent)" : "")
      }
      let size = term.coefficient.magnitude
      let factors = size == 1 && !monomial.isEmpty ? monomial : ["\(size)"] + monomial
      text += factors.joined(separator: "*")
    }
    return text
  }
}
