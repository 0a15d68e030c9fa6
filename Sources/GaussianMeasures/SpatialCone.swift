import Enclosures
import ExactAlgebra

extension Ball {
  /// `U(h, a, b) = integral_h^infinity phi(t) T(a t, b) dt` for positive arguments: the standard
  /// Gaussian measure of the points of space with first coordinate `t` above `h`, second one above
  /// `a t`, and third one between zero and `b` times the second.
  ///
  /// With the definition of `T` and the order of the integrals changed it is one integral of an analytic
  /// function,
  ///
  ///     1/(2 pi) integral_0^b Q(h r(x)) / ((1 + x^2) r(x)) dx,   r(x) = sqrt(1 + a^2 (1 + x^2)),
  ///
  /// where `Q = 1 - Phi`. Source of such integrals: G. P. Steck, *A table for computing trivariate
  /// normal probabilities*, 1958.
  ///
  /// - Parameter b: infinite if `nil`.
  static func spatialCone(_ h: Ball, _ a: Ball, _ b: Ball?, absoluteBits: Int) -> Ball {
    let precision = max(h.precision, a.precision)
    let bound = (h * (a.squared() + 1).squareRoot()).normalTail()
    if bound.isBelow(bits: absoluteBits) { return bound.shifted(by: -2).withZero() }
    let square = a.squared()
    func tail(from x: Ball) -> Ball {
      // The integrand decreases; the angle that is left is the inverse tangent of 1/x.
      let root = (square * (x.squared() + 1) + 1).squareRoot()
      let angle = (1 / x).arctangent()
      return (h * root).normalTail() * angle / root
    }
    var end = b
    var rest: Ball?
    // A longer interval is cut where nothing of the size that counts lies beyond.
    if b == nil || b!.upperDouble > 16 {
      var cut = Ball(16, precision: precision)
      while !tail(from: cut).isBelow(bits: absoluteBits + 4), cut.upperDouble < 1e30,
        b == nil || cut.upperDouble < b!.upperDouble
      {
        cut = cut.shifted(by: 1)
      }
      if b == nil || cut.upperDouble < b!.lowerDouble {
        rest = tail(from: cut).withZero()
        end = cut
      }
    }
    // In the angle, since an interval may be long.
    let integral = integral(
      from: Ball(0, precision: precision), to: end!.arctangent(), absoluteBits: absoluteBits + 2,
      precision: precision
    ) { angle, isAnalytic in
      let cosine = angle.cosine()
      let secant = (ComplexBall(Ball(1, precision: precision)) / cosine).squared()
      let root = (secant * square + 1).squareRoot(isAnalytic: isAnalytic)
      return (root * h).normalTail() / root
    }
    let sum = rest.map { integral + $0 } ?? integral
    return sum / pi(precision: precision).shifted(by: 1)
  }
}
