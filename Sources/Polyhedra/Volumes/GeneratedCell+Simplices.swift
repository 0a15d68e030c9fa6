public import ExactAlgebra

/// A simplex with its volume.
public struct WeighedSimplex: Hashable, Sendable {
  /// `d + 1` points.
  public let vertices: [[Rational]]
  /// The volume, positive.
  public let volume: Rational
}

extension GeneratedCell {
  /// Simplices that have no inner points in common and fill the closure of the cell: the pyramids over those
  /// of the facets that do not contain an apex, and so on down to the vertices; `nil` where the cell is
  /// unbounded.
  ///
  /// There may be many more of them than faces, so volumes are not computed from them.
  public func simplices() -> [WeighedSimplex]? {
    guard isBounded else { return nil }
    let dimension = coordinateCount - 1
    let polytope = PolytopeFaces(vertices: rays.map(\.generator), facets: facetsWithMembers)
    let points = rays.map(\.point)
    let factorial = (0..<dimension).reduce(Rational(1)) { $0 * Rational($1 + 1) }
    return Self.simplices(in: SlotSet(rays.indices), dimension: dimension, of: polytope)
      .map { numbers in
        let vertices = numbers.map { points[$0] }
        let edges = vertices.dropFirst().map { zip($0, vertices[0]).map { $0 - $1 } }
        return WeighedSimplex(
          vertices: vertices,
          volume: RationalMatrix(edges).determinant.magnitude / factorial)
      }
  }

  /// The numbers of the vertices of the simplices in a face.
  private static func simplices(
    in members: SlotSet, dimension: Int, of polytope: PolytopeFaces
  ) -> [[Int]] {
    if members.count == dimension + 1 { return [members.elements] }
    let pyramids = polytope.pyramids(in: members, dimension: dimension)
    return pyramids.bases.flatMap { base in
      simplices(in: base.members, dimension: dimension - 1, of: polytope)
        .map { [pyramids.apex] + $0 }
    }
  }
}
