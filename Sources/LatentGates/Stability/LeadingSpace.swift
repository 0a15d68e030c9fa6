import Enclosures
import ExactAlgebra

/// The space of some largest eigenvalues of a symmetric matrix, known up to an angle.
struct LeadingSpace: Sendable {
  /// Vectors that nearly span it, nearly orthonormal.
  private let basis: [[Ball]]
  /// A bound for the sine of the largest angle between it and their span.
  private let sineBound: Ball
  /// A bound for the distance of their Gram matrix from the identity.
  private let defect: Ball

  /// `nil` where the eigenvalue after them is not proved to be smaller.
  init?(of spectrum: SymmetricSpectrum, rank: Int) {
    guard let bound = spectrum.sineBound(rank: rank), (1 - bound).isPositive else { return nil }
    basis = Array(spectrum.vectors.prefix(rank))
    sineBound = bound
    defect = spectrum.defect
  }

  /// The principal angles to another space of the same dimension, in radians, smallest first.
  ///
  /// Cosines and sines of the angles between the spans are singular values of products of bases; those of the spaces differ
  /// by at most the sum of the angles between spaces and spans.
  func angles(to other: LeadingSpace, precision: Int) -> [Ball] {
    let zero = Ball(0, precision: precision)
    func product(_ a: [Ball], _ b: [Ball]) -> Ball {
      zip(a, b).reduce(zero) { $0 + $1.0 * $1.1 }
    }
    func gram(_ vectors: [[Ball]]) -> [[Ball]] {
      vectors.map { a in vectors.map { product(a, $0) } }
    }
    let cosines = other.basis.map { b in basis.map { product($0, b) } }
    let parts = zip(other.basis, cosines).map { vector, row in
      vector.indices.map { place in
        vector[place] - zip(row, basis).reduce(zero) { $0 + $1.0 * $1.1[place] }
      }
    }
    guard let cosineSquares = SymmetricSpectrum(of: gram(cosines), precision: precision)?.values,
      let sineSquares = SymmetricSpectrum(of: gram(parts), precision: precision)?.values
    else { return basis.map { _ in Self.allAngles(precision) } }
    // What bases that are not quite orthonormal may change, in cosines by a factor and in sines by a number.
    let slack = (defect.upper + other.defect.upper) * 2
    let factor = Ball(from: 1 - slack, to: 1 + slack, precision: precision)
    let shift = Ball(from: -slack, to: slack, precision: precision)
    let reach = (sineBound.arcsine() + other.sineBound.arcsine()).upper
    let blur = Ball(from: -reach, to: reach, precision: precision)
    let quarter = Ball.pi(precision: precision).shifted(by: -1)
    let all = Self.allAngles(precision)
    return zip(cosineSquares, sineSquares.reversed()).map { cosineSquare, sineSquare in
      let angle =
        sineSquare.upperDouble < 0.5
        ? ((sineSquare.clampedRoot + shift) * factor).clampedArcsine
        : quarter - (cosineSquare.clampedRoot * factor).clampedArcsine
      return (angle + blur).intersection(all) ?? all
    }
  }

  private static func allAngles(_ precision: Int) -> Ball {
    let quarter = Ball.pi(precision: precision).shifted(by: -1)
    return Ball(from: 0, to: quarter.upper, precision: precision)
  }
}

extension Ball {
  /// The square roots of its points in `0 ... 1`.
  fileprivate var clampedRoot: Ball {
    let (least, largest) = clampedEnds
    return Ball(
      from: Ball.squareRoot(of: least, precision: precision).lower,
      to: Ball.squareRoot(of: largest, precision: precision).upper, precision: precision)
  }

  /// The inverse sines of its points in `0 ... 1`.
  fileprivate var clampedArcsine: Ball {
    let (least, largest) = clampedEnds
    return Ball(
      from: Ball(least, precision: precision).arcsine().lower,
      to: largest == 1
        ? Ball.pi(precision: precision).shifted(by: -1).upper
        : Ball(largest, precision: precision).arcsine().upper, precision: precision)
  }

  private var clampedEnds: (Rational, Rational) {
    guard isFinite else { return (0, 1) }
    return (min(max(lower, 0), 1), max(min(upper, 1), 0))
  }
}
