import ExactAlgebra

/// What the outputs on the points of one block depend on.
///
/// In the basis that is adapted to the spans, the outputs on the points are `Z T`, where `Z` is
/// the block matrix times the columns of `basis`.
struct BlockReduction: Sendable {
  /// A basis of the span of the points, as integer columns in the adapted basis; unit vectors
  /// where these lie in the span.
  let basis: [[Integer]]
  /// For each of them its place in the adapted basis where it is a unit vector.
  let units: [Int?]
  /// The number of vectors of the adapted basis.
  let size: Int
  /// The independent points that come first, by their numbers in the block.
  let pivots: [Int]
  /// `Z` from the outputs on the pivots: square, one row for each of these.
  let fromPivots: RationalMatrix
  /// For the other points, ascending, how the outputs combine from those on the pivots.
  let dependent: [(point: Int, coefficients: [Rational])]

  init(block: Int, spans: PointSpans, adapted: AdaptedBasis) {
    let points = spans.points[block]
    pivots = spans.pivots[block]
    let coordinates = adapted.matrix.coordinates(
      of: RationalMatrix(pivots.map { points[$0] }, columnCount: spans.length).transpose)
    let members = adapted.membership.indices.filter { adapted.membership[$0].contains(block) }
    let size = adapted.membership.count
    var basis = members.map { member in (0..<size).map { Integer($0 == member ? 1 : 0) } }
    var units: [Int?] = members
    // The rest of the span, without the coordinates that the unit vectors reach.
    let isMember = Set(members)
    let rest = RationalSubspace(
      ofDimension: size,
      spannedBy: coordinates.transpose.rows.map { vector in
        vector.indices.map { isMember.contains($0) ? 0 : vector[$0] }
      })
    for vector in rest.basis {
      basis.append(vector.primitiveIntegers)
      units.append(nil)
    }
    self.basis = basis
    self.size = size
    self.units = units
    let columns = RationalMatrix(basis.map { $0.map { Rational($0) } }, columnCount: size).transpose
    fromPivots = columns.coordinates(of: coordinates).inverse!
    dependent = Self.dependencies(of: points, on: pivots, length: spans.length)
  }

  private static func dependencies(
    of points: [[Rational]], on pivots: [Int], length: Int
  ) -> [(point: Int, coefficients: [Rational])] {
    let isPivot = Set(pivots)
    let others = points.indices.filter { !isPivot.contains($0) }
    guard !others.isEmpty else { return [] }
    let independent = RationalMatrix(pivots.map { points[$0] }, columnCount: length).transpose
    let vectors = RationalMatrix(others.map { points[$0] }, columnCount: length).transpose
    let coefficients = independent.coordinates(of: vectors).transpose
    return others.enumerated().map { ($1, coefficients.row($0)) }
  }

  /// The dimension of the span.
  var dimension: Int { basis.count }

  /// Whether the whole block matrix is determined, and nothing else is a coordinate.
  var isIdentity: Bool { units == basis.indices.map { $0 } && basis.count == size }
}
