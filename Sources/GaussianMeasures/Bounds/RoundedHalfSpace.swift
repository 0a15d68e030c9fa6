import ExactAlgebra
import Polyhedra

/// A half-space `normal . z + offset > 0` of independent standard Gaussian numbers `z`, rounded to
/// floating point, with bounds for what rounding changed.
///
/// Some positive multiple of the exact normal differs from `normal` by a vector of a length of at most
/// `normalError`, and the same multiple of the exact offset from `offset` by at most `offsetError`. The
/// rounded normal has a length of about 1.
struct RoundedHalfSpace: Sendable {
  var normal: [Double]
  var offset: Double
  var normalError: Double
  var offsetError: Double
}

/// A Gaussian law whose factor is rounded: `mean + factor Z` with standard `Z`.
struct RoundedLaw: Sendable {
  let law: GaussianLaw
  /// The rows of the factor without their zeros.
  private let rows: [[(column: Int, value: Double)]]
  private let deviations: [Double]
  /// The number of binary digits of the longest entry of the factor.
  let digits: Int

  init(_ law: GaussianLaw) {
    self.law = law
    // Relative errors: two roundings of the variance, the root, the product.
    let deviations = law.variances.map { Double(approximating: $0).squareRoot() }
    rows = law.factor.map { row in
      row.indices.compactMap { column in
        row[column].isZero
          ? nil : (column, Double(approximating: row[column]) * deviations[column])
      }
    }
    self.deviations = deviations
    digits =
      law.factor.joined().lazy.filter { !$0.isZero }.map {
        $0.numerator.bitWidth + $0.denominator.bitWidth
      }.max() ?? 1
  }

  /// The number of standard Gaussian coordinates.
  var count: Int { deviations.count }

  /// The images of vectors of standard Gaussian coordinates under the factor: a row for each coordinate
  /// of the law, a number for each vector.
  func images(of vectors: [[Double]]) -> [[Double]] {
    rows.map { row in
      vectors.map { vector in row.reduce(0) { $0 + $1.value * vector[$1.column] } }
    }
  }

  /// A half-space pulled back to the standard Gaussian coordinates: rounded, or whether it holds
  /// everywhere or nowhere because its normal vanishes there.
  enum PulledBack {
    case halfSpace(RoundedHalfSpace)
    case constant(Bool)
  }

  func pullBack(_ halfSpace: HalfSpace) -> PulledBack {
    let scaled = halfSpace.scaled
    let offset = zip(law.mean, scaled.normal).reduce(scaled.offset) {
      $1.0.isZero || $1.1.isZero ? $0 : $0 + $1.0 * $1.1
    }
    var normal = [Double](repeating: 0, count: count)
    var sizes = [Double](repeating: 0, count: count)
    var terms = 0
    for (row, coefficient) in scaled.normal.enumerated() where !coefficient.isZero {
      let factor = Double(approximating: coefficient)
      for (column, value) in rows[row] {
        let product = factor * value
        normal[column] += product
        sizes[column] += product.magnitude + Rounding.underflow
      }
      terms += 1
    }
    var error = Double(terms + 8) * Rounding.unit * length(sizes)
    if !(error < 1e-12 * length(normal)) {
      // The sums cancel: exactly.
      let exact = law.variances.indices.map { column in
        zip(law.factor, scaled.normal).reduce(0 as Rational) { sum, pair in
          pair.1.isZero || pair.0[column].isZero ? sum : sum + pair.0[column] * pair.1
        }
      }
      if exact.allSatisfy(\.isZero) {
        return .constant(scaled.isOpen ? offset.signum() > 0 : offset.signum() >= 0)
      }
      let largest = exact.map(\.magnitude).max()!
      normal = zip(exact, deviations).map { Double(approximating: $0 / largest) * $1 }
      error = 8 * Rounding.unit * length(normal) + Rounding.underflow
      return .halfSpace(Self.normalized(normal, error, offset: offset / largest))
    }
    return .halfSpace(Self.normalized(normal, error, offset: offset))
  }

  private static func normalized(
    _ normal: [Double], _ error: Double, offset: Rational
  ) -> RoundedHalfSpace {
    let scale = length(normal)
    let distance = Double(approximating: offset) / scale
    return RoundedHalfSpace(
      normal: normal.map { $0 / scale }, offset: distance,
      normalError: (error / scale + 2 * Rounding.unit) * (1 + 1e-6),
      offsetError: 4 * Rounding.unit * distance.magnitude + Rounding.underflow)
  }
}
