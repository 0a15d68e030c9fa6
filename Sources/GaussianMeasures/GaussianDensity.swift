public import Enclosures
public import ExactAlgebra

/// The density of a mixture of Gaussian laws at points, enclosed.
///
///     let density = GaussianDensity(of: GaussianMixture(GaussianLaw(standardIn: 2)))!
///     density.logarithm(at: [0, 0])        // a ball around -ln(2 pi)
///
/// Squares of distances are rational; roots, exponentials and logarithms are balls, which have no smallest
/// number, so far points are no exception.
public struct GaussianDensity: Sendable {
  private struct Part: Sendable {
    let mean: [Rational]
    let inverse: [[Rational]]
    /// The logarithm of the weight and of the density at the mean.
    let logarithm: Ball
  }

  private let parts: [Part]
  /// The number of binary digits with which it is computed.
  public let precision: Int

  /// The density of a mixture; `nil` where a part with a weight is singular, so that there is none.
  public init?(of mixture: GaussianMixture, precision: Int = 128) {
    self.precision = precision
    var parts: [Part] = []
    let circle = (Ball.pi(precision: precision) * 2).logarithm()
    for part in mixture.parts where !part.weight.isZero {
      let covariance = RationalMatrix(part.law.covariance)
      guard let inverse = covariance.inverse else { return nil }
      let determinant = Ball(covariance.determinant, precision: precision).logarithm()
      let weight = Ball(part.weight, precision: precision).logarithm()
      parts.append(
        Part(
          mean: part.law.mean, inverse: inverse.rows,
          logarithm: weight - (circle * mixture.dimension + determinant) / 2))
    }
    self.parts = parts
  }

  /// The natural logarithm of the density at a point.
  ///
  /// - Precondition: the point has the dimension of the law.
  public func logarithm(at point: [Rational]) -> Ball {
    let logarithms = parts.map { part in
      let shift = zip(point, part.mean).map { $0 - $1 }
      var square = Rational(0)
      for (row, entry) in zip(part.inverse, shift) where !entry.isZero {
        square += entry * zip(row, shift).reduce(0) { $1.1.isZero ? $0 : $0 + $1.0 * $1.1 }
      }
      return part.logarithm - Ball(square / 2, precision: precision)
    }
    guard logarithms.count > 1 else { return logarithms[0] }
    // Divided by the largest, so that no part is more than 1.
    let largest = logarithms.max { $0.upperDouble < $1.upperDouble }!
    let sum = logarithms.dropFirst().reduce((logarithms[0] - largest).exponential()) {
      $0 + ($1 - largest).exponential()
    }
    return largest + sum.logarithm()
  }
}
