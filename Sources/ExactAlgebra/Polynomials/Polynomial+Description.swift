extension Polynomial: CustomStringConvertible {
  /// The terms in order, such as `x^2 - 1/2*x*y + 3`; readable by `init(parsing:in:)`.
  public var description: String {
    PolynomialNotation(name: { [ring] in ring.variableNames[$0] }).text(of: self)
  }
}
