public import Enclosures
public import ExactAlgebra

extension RealRoot {
  /// The number: exact where it is rational, otherwise between bounds that still tell it from the other
  /// roots of its polynomial.
  public var reported: ReportedNumber {
    if let rational { return .exact(rational) }
    let scale = max(lower.magnitude, upper.magnitude)
    var length = min((upper - lower) / 2, scale / Rational(Integer(10).power(15)))
    while true {
      let root = refined(to: length)
      // Decimals are rounded outwards by less than the length.
      let margin = 4 * (root.upper - root.lower)
      if root.lower - margin > lower, root.upper + margin < upper {
        return .enclosed(Ball(from: root.lower, to: root.upper, precision: 256))
      }
      length = length / 16
    }
  }
}

extension OutputCompletion {
  /// The polynomial whose root a value of an unknown output is; unknown outputs count from 0.
  public func polynomial(of value: RealRoot, for unknown: Int) -> Polynomial {
    Polynomial(
      value.coefficients.enumerated().map {
        (coefficient: Rational($1), variables: Array(repeating: unknown, count: $0))
      }.filter { !$0.coefficient.isZero }, in: equations.unknowns.ring)
  }
}
