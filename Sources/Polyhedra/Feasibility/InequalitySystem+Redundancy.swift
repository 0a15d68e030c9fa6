public import ExactAlgebra
import LongWork

extension InequalitySystem {
  /// A point that satisfies all inequalities but one, and violates that one; `nil` where there is
  /// none, which means that the inequality is redundant: it follows from the others.
  ///
  /// - Precondition: there is an inequality with that number.
  public func pointBeyond(_ row: Int) -> [Rational]? { beyond(row).feasibility().point }

  /// The same point, as long as `Interruption` lets it be found.
  ///
  /// - Throws: as `Interruption.check`.
  public func pointBeyondInTime(_ row: Int) throws -> [Rational]? {
    try beyond(row).feasibilityInTime().point
  }

  /// The system with one inequality reversed.
  private func beyond(_ row: Int) -> InequalitySystem {
    var system = removing(row)
    system.append(halfSpaces[row].complement)
    return system
  }

  /// The numbers of inequalities that together have the same solutions, and of which none can be
  /// left out.
  ///
  /// For a full-dimensional polyhedron these are its facets, one inequality for each. Of several
  /// that follow from one another the first is kept. Decided exactly, by one feasibility problem
  /// for each inequality.
  public var irredundantRows: [Int] { irredundantRows { $0.pointBeyond($1) } }

  /// The same numbers, as long as `Interruption` lets them be found.
  ///
  /// - Throws: as `Interruption.check`.
  func irredundantRowsInTime() throws -> [Int] {
    try irredundantRows { system, row in
      try Interruption.check()
      return try system.pointBeyondInTime(row)
    }
  }

  private func irredundantRows(
    pointBeyond: (InequalitySystem, Int) throws -> [Rational]?
  ) rethrows -> [Int] {
    var kept = Array(halfSpaces.indices)
    var system = self
    for row in halfSpaces.indices.reversed() where try pointBeyond(system, row) == nil {
      system = system.removing(row)
      kept.remove(at: row)
    }
    return kept
  }

  /// Whether the solutions are bounded; also where there are none.
  ///
  /// A polyhedron that is not empty is bounded unless some direction other than zero satisfies
  /// the homogeneous system `a_i . x >= 0`; if the `a_i` span the space, at such a direction their
  /// sum is positive.
  public var isBounded: Bool {
    guard dimension > 0 else { return true }
    if feasibility().point == nil { return true }
    let normals = halfSpaces.map(\.normal)
    guard RationalSubspace(ofDimension: dimension, spannedBy: normals).dimension == dimension
    else { return false }
    var cone = InequalitySystem(
      dimension: dimension, normals.map { HalfSpace(normal: $0, isOpen: false) })
    let sum = (0..<dimension).map { column in
      normals.reduce(Rational(0)) { $0 + $1[column] }
    }
    cone.append(HalfSpace(normal: sum))
    return cone.feasibility().point == nil
  }
}
