import Enclosures
import ExactAlgebra

/// A number `a` and what depends on it alone in the moments of `max(a + Z, 0)`, `Z` standard Gaussian.
struct NormalScore: Sendable {
  /// `a`.
  let value: Ball
  /// `Phi(a)`.
  let cdf: Ball
  /// `phi(a)`.
  let density: Ball
  /// `Phi(-|a|)` for numbers of known sign, else `Phi(a)`.
  private let tail: Ball

  init(_ value: Ball) {
    self.value = value
    density = value.normalDensity()
    tail = value.isPositive ? value.normalTail() : value.normalCDF()
    cdf = value.isPositive ? 1 - tail : tail
  }

  private init(value: Ball, cdf: Ball, density: Ball, tail: Ball) {
    (self.value, self.cdf, self.density, self.tail) = (value, cdf, density, tail)
  }

  /// `-a`.
  var opposite: NormalScore {
    NormalScore(
      value: -value, cdf: value.isPositive ? tail : 1 - tail, density: density, tail: tail)
  }

  /// `psi(a) = E max(a + Z, 0)`.
  var positiveMean: Ball {
    value.isPositive ? value + opposite.positiveMean : value * cdf + density
  }

  /// `V(a) = Var max(a + Z, 0)`.
  var positiveVariance: Ball {
    if value.isPositive { return 1 - tail.shifted(by: 1) + opposite.positiveVariance }
    let mean = positiveMean
    return value * mean + cdf - mean.squared()
  }
}
