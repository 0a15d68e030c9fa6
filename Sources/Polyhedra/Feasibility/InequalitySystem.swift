public import ExactAlgebra

/// Finitely many linear inequalities, strict or not, in a space of some dimension.
///
///     var system = InequalitySystem(dimension: 1, [HalfSpace(normal: [1])])   // x > 0
///     system.feasibility()                                    // .feasible([1])
///     system.append(HalfSpace(normal: [-1], offset: -1))      // -x - 1 > 0
///     system.feasibility()                                    // .infeasible(...)
///
/// Rows are prepared for the solvers when a `HalfSpace` is made and are shared by all systems
/// that contain it, so appending and removing inequalities is cheap: a search keeps one system
/// and asks it again and again.
public struct InequalitySystem: Hashable, Sendable {
  /// The number of coordinates.
  public let dimension: Int
  /// The inequalities, in the order in which they were given.
  public private(set) var halfSpaces: [HalfSpace]

  /// The system of the given inequalities; without any, every point satisfies it.
  ///
  /// - Precondition: the dimension is not negative, and all half-spaces have it.
  public init(dimension: Int, _ halfSpaces: [HalfSpace] = []) {
    precondition(dimension >= 0, "a negative dimension")
    precondition(
      halfSpaces.allSatisfy { $0.dimension == dimension }, "half-spaces of another dimension")
    self.dimension = dimension
    self.halfSpaces = halfSpaces
  }

  /// Adds an inequality.
  ///
  /// - Precondition: the half-space has the dimension of the system.
  public mutating func append(_ halfSpace: HalfSpace) {
    precondition(halfSpace.dimension == dimension, "a half-space of another dimension")
    halfSpaces.append(halfSpace)
  }

  /// Removes the inequality that was added last.
  ///
  /// - Precondition: there is one.
  public mutating func removeLast() { halfSpaces.removeLast() }

  /// The system without one of its inequalities.
  ///
  /// - Precondition: there is an inequality with that number.
  public func removing(_ row: Int) -> InequalitySystem {
    var system = self
    system.halfSpaces.remove(at: row)
    return system
  }

  /// Whether the point satisfies all inequalities.
  ///
  /// - Precondition: the point has the dimension of the system.
  public func contains(_ point: [Rational]) -> Bool {
    halfSpaces.allSatisfy { $0.contains(point) }
  }
}
