public import Enclosures
import ExactAlgebra
import Polyhedra

/// A Gaussian law in the plane whose mean and covariance are floating-point numbers: probabilities of rectangles
/// and quadrants, enclosed, in about a microsecond.
///
///     let law = try PlanarGaussian(mean: [0, 0], variances: [1, 1], covariance: 0.5)
///     law.probability(x: ...0.3, y: ...(-0.2))        // P(X <= 0.3, Y <= -0.2)
///
/// The numbers are taken as they are, exactly; so a covariance of `0.1` is the floating-point number near
/// `1/10`. For other polyhedra, for exact fractions and for other dimensions there is `GaussianMeasure`, which
/// also decides where floating point cannot reach the accuracy.
///
/// Conventions: lengths have the units of the coordinates; boundaries have no measure.
public struct PlanarGaussian: Sendable {
  /// The mean.
  public let mean: SIMD2<Double>
  /// The variances of the two coordinates.
  public let variances: SIMD2<Double>
  /// Their covariance.
  public let covariance: Double
  /// The relative error that is aimed at: `2^-relativeBits`.
  public var relativeBits = 40

  /// The root of the determinant of the covariance matrix; 0 where floating point does not do.
  private let area: Double

  /// A law.
  ///
  /// - Parameters:
  ///   - mean: of the two coordinates.
  ///   - variances: of the two coordinates.
  ///   - covariance: of both.
  /// - Throws: `PlanarGaussianError` where a number is not finite, a variance is negative, or the
  ///   covariance is larger than the variances allow.
  public init(
    mean: SIMD2<Double>, variances: SIMD2<Double>, covariance: Double
  ) throws(PlanarGaussianError) {
    for number in [mean.x, mean.y, variances.x, variances.y, covariance] where !number.isFinite {
      throw .notFinite(number)
    }
    let determinant = Self.determinant(variances, covariance)
    guard variances.x >= 0, variances.y >= 0,
      determinant > 1e-250 || Self.isPositiveSemidefinite(variances, covariance)
    else { throw .notPositiveSemidefinite }
    self.mean = mean
    self.variances = variances
    self.covariance = covariance
    let isInRange = [variances.x, variances.y].allSatisfy { Self.range.contains($0) }
    area =
      isInRange && (covariance == 0 || Self.range.contains(covariance.magnitude))
        && determinant > 1e-250 ? determinant.squareRoot() : 0
  }

  /// Products of two such numbers, and quotients of these, are normal.
  private static let range = 1e-70...1e70

  /// The determinant by Kahan's method; its relative error is at most `4 * 2^-53` where nothing underflows.
  /// Source: C.-P. Jeannerod, N. Louvet, J.-M. Muller, *Further analysis of Kahan's algorithm for the accurate
  /// computation of 2 x 2 determinants*, 2013.
  private static func determinant(_ variances: SIMD2<Double>, _ covariance: Double) -> Double {
    let square = covariance * covariance
    let error = square.addingProduct(-covariance, covariance)
    return (-square).addingProduct(variances.x, variances.y) + error
  }

  private static func isPositiveSemidefinite(
    _ variances: SIMD2<Double>, _ covariance: Double
  ) -> Bool {
    func exact(_ number: Double) -> Rational { Rational(exactly: number)! }
    let square = exact(covariance) * exact(covariance)
    return exact(variances.x) * exact(variances.y) >= square
  }
}

extension PlanarGaussian {
  /// The probability of a rectangle, of a quadrant or of a half-plane: ends may be infinite.
  ///
  ///     law.probability(x: -1...1, y: 0...(.infinity))
  ///
  /// - Precondition: no end is not a number.
  public func probability(x: ClosedRange<Double>, y: ClosedRange<Double>) -> ReportedNumber {
    if let measure = roundedMeasure(x, y)?.probability(relativeBits: relativeBits) {
      return .enclosed(measure)
    }
    return exactly(x, y)
  }

  /// `P(X <= x, Y <= y)`, the distribution function.
  public func probability(below x: Double, _ y: Double) -> ReportedNumber {
    probability(x: -.infinity...x, y: -.infinity...y)
  }

  /// By exact fractions.
  private func exactly(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> ReportedNumber {
    func exact(_ number: Double) -> Rational { Rational(exactly: number)! }
    let off = exact(covariance)
    // Both are checked: the matrix is positive semidefinite, and the plane has dimension 2.
    let law = try! GaussianLaw(
      mean: [exact(mean.x), exact(mean.y)],
      covariance: [[exact(variances.x), off], [off, exact(variances.y)]])
    var halfSpaces: [HalfSpace] = []
    for (axis, range) in [x, y].enumerated() {
      let normal: [Rational] = axis == 0 ? [1, 0] : [0, 1]
      guard range.lowerBound < .infinity, range.upperBound > -.infinity else { return .exact(0) }
      if range.lowerBound > -.infinity {
        halfSpaces.append(
          HalfSpace(normal: normal, offset: -exact(range.lowerBound), isOpen: false))
      }
      if range.upperBound < .infinity {
        halfSpaces.append(
          HalfSpace(normal: normal.map { -$0 }, offset: exact(range.upperBound), isOpen: false))
      }
    }
    var measure = GaussianMeasure(under: law)
    measure.relativeBits = relativeBits
    return try! measure.probability(of: halfSpaces)
  }
}

extension PlanarGaussian {
  /// The ends of a coordinate, seen from the mean.
  private struct Slab {
    /// How far the mean is above the lower end, and below the upper one, rounded once; infinite where there is
    /// no end.
    let below, above: Double
  }

  /// The formula of `CentredPolyhedron.measure` for the sides of a rectangle. A difference of an end and the mean
  /// has a relative error of at most `u = 2^-53`, its square over a variance at most `5 u`.
  private func roundedMeasure(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>
  ) -> RoundedNumber? {
    guard area > 0, x.lowerBound < x.upperBound, y.lowerBound < y.upperBound else { return nil }
    let slabs = (
      Slab(below: mean.x - x.lowerBound, above: x.upperBound - mean.x),
      Slab(below: mean.y - y.lowerBound, above: y.upperBound - mean.y)
    )
    let smallest = min(min(slabs.0.below, slabs.0.above), min(slabs.1.below, slabs.1.above))
    // A mean on the boundary, what has no boundary, and numbers whose products underflow, are for exact numbers.
    let distances = [slabs.0.below, slabs.0.above, slabs.1.below, slabs.1.above]
    guard smallest.isFinite,
      distances.allSatisfy({ $0 == .infinity || Self.range.contains($0.magnitude) })
    else { return nil }
    var sum = RoundedNumber(value: smallest > 0 ? 1 : 0, error: 0)
    let (first, second) = (variances.x, variances.y)
    for (distance, sign) in [(slabs.0.below, 1.0), (slabs.0.above, -1)] where distance.isFinite {
      guard add(distance, variance: first, covariance: sign * covariance, slabs.1, to: &sum)
      else { return nil }
    }
    for (distance, sign) in [(slabs.1.below, 1.0), (slabs.1.above, -1)] where distance.isFinite {
      guard add(distance, variance: second, covariance: sign * covariance, slabs.0, to: &sum)
      else { return nil }
    }
    return sum
  }

  /// Adds what the measure takes from a side.
  ///
  /// The form of the side is `Z + distance`, with `Z` of a variance, and `covariance` is the one with the other
  /// coordinate `V`. At the foot point of the mean `V` is `-distance covariance / variance`; a length `t` along the
  /// side, in multiples of the distance of its line, adds `t |distance| area / variance` to it.
  private func add(
    _ distance: Double, variance: Double, covariance: Double, _ other: Slab,
    to sum: inout RoundedNumber
  ) -> Bool {
    let unit = RoundedNumber.unit
    let scale = 1 / (distance.magnitude * area)
    func end(_ bound: Double) -> RoundedNumber {
      guard bound.isFinite else { return RoundedNumber(value: bound, error: 0) }
      let (a, b) = (bound * variance, distance * covariance)
      let value = (a + b) * scale
      // Three roundings each of the products, one of the sum, seven of the scale and the product.
      let error = (3 * (a.magnitude + b.magnitude) * scale + 9 * value.magnitude) * unit
      return RoundedNumber(value: value, error: error * (1 + 0x1p-20))
    }
    // V >= -below and V <= above.
    let lower = end(-other.below)
    let upper = end(other.above)
    let edge = RoundedEdgeIntegral(kappa: distance * distance / variance)
    guard let part = edge.integral(from: lower, to: upper) else { return false }
    sum.add(turns: part, sign: distance > 0 ? -1 : 1)
    return true
  }
}

/// Why numbers are no Gaussian law in the plane.
public enum PlanarGaussianError: Error, Hashable, CustomStringConvertible {
  /// A number that is infinite or none.
  case notFinite(Double)
  /// A variance is negative, or the square of the covariance above the product of the variances.
  case notPositiveSemidefinite

  /// One line for the user.
  public var description: String {
    switch self {
    case .notFinite(let number): "\(number), expected a finite number"
    case .notPositiveSemidefinite:
      "not positive semidefinite: expected variances from 0 on whose product is at least the square of "
        + "the covariance"
    }
  }
}
