public import ExactAlgebra
public import Polyhedra

/// The part of the input space that a list of activation regions is said to cover: an affine slice,
/// or all of the space, restricted by inequalities in its coordinates.
///
///     TilingDomain()                                               // the whole input space
///     TilingDomain(inequalities: box.halfSpaces)
///
/// Regions are open parts of its interior, so it makes no difference whether an inequality is strict.
public struct TilingDomain: Sendable {
  /// An affine space `origin + u_1 directions_1 + ...` with coordinates `u`.
  public struct Slice: Sendable {
    /// The point with coordinates zero.
    public let origin: [Rational]
    /// Linearly independent vectors.
    public let directions: [[Rational]]

    /// The slice through a point along vectors.
    public init(origin: [Rational], directions: [[Rational]]) {
      (self.origin, self.directions) = (origin, directions)
    }
  }

  /// The slice; `nil` for the whole input space.
  public let slice: Slice?
  /// The inequalities, in the coordinates of the slice or else of the input space.
  public let inequalities: [HalfSpace]

  /// The points of a slice that satisfy some inequalities.
  public init(slice: Slice? = nil, inequalities: [HalfSpace] = []) {
    (self.slice, self.inequalities) = (slice, inequalities)
  }
}
