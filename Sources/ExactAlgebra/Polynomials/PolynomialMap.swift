/// A polynomial map between affine spaces, given by one polynomial for each coordinate.
///
///     // the twisted cubic
///     let map = PolynomialMap(from: parameters, to: coordinates, images: [s^3, s^2*t, s*t^2, t^3])
///     map.pullback(of: x0 * x3 - x1 * x2).isZero   // true
///
/// The kernel of the pull-back is the ideal of the closure of the image.
public struct PolynomialMap: Sendable {
  /// The ring of the parameters.
  public let parameterRing: PolynomialRing
  /// The ring of the coordinates of the target.
  public let coordinateRing: PolynomialRing
  /// For each coordinate its polynomial in the parameters.
  public let images: [Polynomial]

  /// The map with the given images, polynomials of `parameterRing`, one for each variable of
  /// `coordinateRing`.
  public init(
    from parameterRing: PolynomialRing, to coordinateRing: PolynomialRing, images: [Polynomial]
  ) {
    precondition(images.count == coordinateRing.variableCount, "one image for each coordinate")
    precondition(
      images.allSatisfy { $0.ring === parameterRing }, "polynomials from different rings")
    self.parameterRing = parameterRing
    self.coordinateRing = coordinateRing
    self.images = images
  }

  /// The polynomial in the parameters that arises when the coordinates of a polynomial of
  /// `coordinateRing` are substituted; zero exactly on the ideal of the image.
  public func pullback(of polynomial: Polynomial) -> Polynomial {
    precondition(polynomial.ring === coordinateRing, "polynomials from different rings")
    return polynomial.substituting(images, in: parameterRing)
  }

  /// The image of a rational point: one coordinate for each parameter in, one for each
  /// coordinate of the target out.
  public func callAsFunction(at point: [Rational]) -> [Rational] {
    images.map { $0(at: point) }
  }
}
