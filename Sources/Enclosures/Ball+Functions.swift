internal import CArbShims
public import ExactAlgebra

extension Ball {
  /// The number pi.
  public static func pi(precision: Int) -> Ball {
    let result = Ball(precision: precision)
    arb_const_pi(result.storage.pointer, precision)
    return result
  }

  /// The square root of a rational number.
  ///
  /// - Precondition: it is not negative.
  public static func squareRoot(of number: Rational, precision: Int) -> Ball {
    precondition(number.signum() >= 0, "the square root of a negative number")
    return Ball(number, precision: precision).squareRoot()
  }

  /// The square root; everything where a point may be negative.
  public func squareRoot() -> Ball { unary { arb_sqrt($0, $1, $2) } }

  /// The exponential function.
  public func exponential() -> Ball { unary { arb_exp($0, $1, $2) } }

  /// The natural logarithm; everything where a point may not be positive.
  public func logarithm() -> Ball { unary { arb_log($0, $1, $2) } }

  /// The inverse tangent, between `-pi/2` and `pi/2`.
  public func arctangent() -> Ball { unary { arb_atan($0, $1, $2) } }

  /// The inverse sine; everything outside of `-1 ... 1`.
  public func arcsine() -> Ball { unary { arb_asin($0, $1, $2) } }

  /// The density of the standard Gaussian law.
  public func normalDensity() -> Ball {
    let pi = Ball.pi(precision: precision)
    return squared().shifted(by: -1).negated().exponential() / pi.shifted(by: 1).squareRoot()
  }

  /// `Phi`: the probability that a standard Gaussian number is at most this. Far below zero it keeps
  /// its relative accuracy.
  public func normalCDF() -> Ball { negated().normalTail() }

  /// `1 - Phi`: the probability that a standard Gaussian number is above this. Far above zero it keeps
  /// its relative accuracy.
  public func normalTail() -> Ball {
    let root = Ball(2, precision: precision).squareRoot()
    return (self / root).unary { arb_hypgeom_erfc($0, $1, $2) }.shifted(by: -1)
  }

  /// The digamma function `psi`, the derivative of the logarithm of the gamma function; everything where a point
  /// may be 0 or a negative integer.
  public func digamma() -> Ball { unary { arb_digamma($0, $1, $2) } }

  /// A power with an exponent from 0 on.
  public func power(_ exponent: Int) -> Ball {
    precondition(exponent >= 0, "a negative power")
    return unary { arb_pow_ui($0, $1, UInt(exponent), $2) }
  }

  /// Gauss's hypergeometric function `2F1(a, b; c; self)`, for arguments below 1.
  public func hypergeometric(_ a: Rational, _ b: Rational, _ c: Rational) -> Ball {
    let result = Ball(precision: precision)
    let (a, b, c) = (
      Ball(a, precision: precision), Ball(b, precision: precision), Ball(c, precision: precision)
    )
    arb_hypgeom_2f1(
      result.storage.pointer, a.storage.pointer, b.storage.pointer, c.storage.pointer,
      storage.pointer, 0, precision)
    return result
  }

  private func negated() -> Ball { -self }
}
