import ExactAlgebra
import Polyhedra

/// A polyhedron in coordinates that are independent centred Gaussians: all that a probability depends
/// on.
///
/// A law `mean + factor W` turns the half-space `a.x + b > 0` into `(factor^T a).w + (a.mean + b) > 0`.
/// Only the span of the normals counts, so orthogonal coordinates of this span are taken; their number
/// is the dimension of the integral, whatever the number of inputs. All numbers stay rational: the
/// coordinates have variances in place of unit lengths.
struct CentredPolyhedron: Hashable, Sendable {
  /// An inequality `normal . y + offset > 0`; the normal is not zero.
  struct Inequality: Hashable, Sendable {
    let normal: [Rational]
    let offset: Rational
  }

  /// The variances of the coordinates, positive.
  let variances: [Rational]
  /// The inequalities: no two are multiples of each other.
  let inequalities: [Inequality]

  var dimension: Int { variances.count }

  /// Of two inequalities with one normal direction the stronger one is kept.
  init(variances: [Rational], _ inequalities: [Inequality]) {
    self.variances = variances
    var strongest: [[Rational]: Rational] = [:]
    var order: [[Rational]] = []
    for inequality in inequalities {
      let leading = inequality.normal.first { !$0.isZero }!.magnitude
      let direction = inequality.normal.map { $0 / leading }
      let offset = inequality.offset / leading
      if let other = strongest[direction] {
        strongest[direction] = min(other, offset)
      } else {
        strongest[direction] = offset
        order.append(direction)
      }
    }
    self.inequalities = order.map { Inequality(normal: $0, offset: strongest[$0]!) }
  }

  /// The inner product of two normals, which is the covariance of the two forms.
  func product(_ a: [Rational], _ b: [Rational]) -> Rational {
    variances.indices.reduce(0) { $0 + a[$1] * variances[$1] * b[$1] }
  }
}

extension CentredPolyhedron {
  /// The polyhedron of half-spaces under a law; `nil` where a half-space whose pulled back normal
  /// vanishes is false, so that the probability is zero.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  init?(_ halfSpaces: [HalfSpace], under law: GaussianLaw) {
    guard let spanned = SpannedPolyhedron(halfSpaces, under: law) else { return nil }
    self = spanned.polyhedron
  }

  /// The facet of an inequality, in orthogonal coordinates of its hyperplane around the foot point of
  /// the origin; `nil` where another inequality excludes it. The measure of the polyhedron times a
  /// number, cut by this hyperplane, is that of the facet times this number.
  func facet(_ number: Int) -> CentredPolyhedron? { placedFacet(number)?.polyhedron }

  /// A facet with its place: its points are `foot + sum_j t_j tangents[j]`, where `t` are its coordinates.
  struct PlacedFacet {
    let polyhedron: CentredPolyhedron
    let foot: [Rational]
    let tangents: [[Rational]]
  }

  /// As `facet`, with its place.
  func placedFacet(_ number: Int) -> PlacedFacet? {
    let (normal, offset) = (inequalities[number].normal, inequalities[number].offset)
    let square = product(normal, normal)
    let foot = variances.indices.map { -offset * variances[$0] * normal[$0] / square }
    let tangents = tangents(to: normal)
    var restricted: [Inequality] = []
    for (other, inequality) in inequalities.enumerated() where other != number {
      let direction = tangents.map { tangent in
        zip(inequality.normal, tangent.vector).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let offset = zip(inequality.normal, foot).reduce(inequality.offset) { $0 + $1.0 * $1.1 }
      guard direction.allSatisfy(\.isZero) else {
        restricted.append(Inequality(normal: direction, offset: offset))
        continue
      }
      // A parallel hyperplane; inequalities that say the same were put together.
      if offset.signum() <= 0 { return nil }
    }
    return PlacedFacet(
      polyhedron: CentredPolyhedron(variances: tangents.map { 1 / $0.square }, restricted),
      foot: foot, tangents: tangents.map(\.vector))
  }

  /// Vectors that span the hyperplane with a normal, orthogonal in the metric in which the law is
  /// standard, with the squares of their lengths.
  private func tangents(
    to normal: [Rational]
  ) -> [(vector: [Rational], square: Rational)] {
    func product(_ a: [Rational], _ b: [Rational]) -> Rational {
      variances.indices.reduce(0) { $0 + a[$1] * b[$1] / variances[$1] }
    }
    // The gradient of the form in this metric.
    let gradient = zip(variances, normal).map { $0 * $1 }
    var basis = [(vector: gradient, square: product(gradient, gradient))]
    for axis in variances.indices where basis.count < dimension {
      var rest = variances.indices.map { $0 == axis ? 1 : 0 as Rational }
      for (vector, square) in basis {
        let factor = product(rest, vector) / square
        rest = zip(rest, vector).map { $0 - factor * $1 }
      }
      if !rest.allSatisfy(\.isZero) { basis.append((rest, product(rest, rest))) }
    }
    return Array(basis.dropFirst())
  }
}
