import ExactAlgebra

/// The closure of a region with all of its vertices and faces.
struct GeneratedShape: RegionShape {
  let rows: [BoundingRow]
  let facets: [Facet]
  private let cone: DoubleDescription
  private let dimension: Int
  /// The rays at which the last coordinate is zero.
  private let infinity: RowSet
  /// The facets as sets of rays, that at infinity included.
  private let facetRays: [RowSet]

  /// The shape of the region that some conditions bound; `nil` where it has no inner points.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates, without the homogeneous one.
  ///   - rows: the conditions, that at infinity included; none of them is zero.
  ///   - point: some point, which decides the order of work.
  init?(dimension: Int, _ rows: [BoundingRow], near point: [Rational]? = nil) {
    self.rows = rows
    self.dimension = dimension
    let cone = DoubleDescription(
      size: dimension + 1, rows.map(\.form), order: Self.order(of: rows, near: point))
    self.cone = cone
    guard cone.isFullDimensional else { return nil }
    let rayCount = cone.rays.count
    var onRow = [RowSet](repeating: RowSet(), count: rows.count)
    for (index, ray) in cone.rays.enumerated() {
      for row in ray.zeros.elements { onRow[row].insert(index) }
    }
    let last = rows.firstIndex { $0.source == .infinity }!
    infinity = onRow[last]
    // With one ray only (modulo lines) the facet is the origin.
    facetRays = rayCount == 1 ? [] : ConeFaces.maximal(onRow.filter { !$0.isEmpty })
    var facets: [Facet] = []
    for face in facetRays where !face.isSubset(of: onRow[last]) {
      let zeros = rows.indices.filter { face.isSubset(of: onRow[$0]) }
      facets.append(
        Facet(
          point: Self.sum(of: face.elements.map { cone.rays[$0].vector }),
          form: rows[zeros[0]].form, sources: zeros.map { rows[$0].source }))
    }
    self.facets = facets
  }

  var isBounded: Bool { cone.lines.isEmpty && infinity.isEmpty }

  /// Whether the closure is the sum of an affine space and a bounded polyhedron.
  var isBoundedModuloLines: Bool { infinity.isEmpty }

  /// The dimension of the largest affine space in the closure.
  var lineCount: Int { cone.lines.count }

  /// Rows that are nearly zero at the point come first: few of the others are facets then.
  private static func order(of rows: [BoundingRow], near point: [Rational]?) -> [Int] {
    guard let point else { return Array(rows.indices) }
    let coordinates = point.map { Double(approximating: $0) } + [1]
    let distances = rows.map { row -> Double in
      guard row.source != .infinity else { return -1 }
      let entries = row.form.approximations
      var (value, size) = (0.0, 0.0)
      for (index, x) in coordinates.enumerated() {
        value += entries[index] * x
        if index < point.count { size += entries[index] * entries[index] }
      }
      let distance = value.magnitude / size.squareRoot()
      return distance.isFinite ? distance : .greatestFiniteMagnitude
    }
    return rows.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
  }

  private static func sum(of vectors: [IntegerVector]) -> IntegerVector {
    vectors.dropFirst().reduce(vectors[0]) { .combination(1, $0, 1, $1) }
  }

  // MARK: faces

  /// A face that is not at infinity.
  struct Face {
    let dimension: Int
    /// The conditions that vanish on it, redundant ones included.
    let zeros: [BoundingRow.Source]
  }

  /// The lattice of the faces that are not at infinity.
  var lattice: ConeFaces {
    ConeFaces(rays: cone.rays.count, facets: facetRays, infinity: infinity)
  }

  /// The faces that are not at infinity, the closure of the region itself included.
  func faces(of lattice: ConeFaces) -> [Face] {
    lattice.levels.enumerated().flatMap { level, faces in
      faces.map { face in
        let rays = face.elements
        let zeros = rays.dropFirst().reduce(cone.rays[rays[0]].zeros) {
          $0.intersection(cone.rays[$1].zeros)
        }
        return Face(dimension: dimension - level, zeros: zeros.elements.map { rows[$0].source })
      }
    }
  }

  /// The volume of a bounded region: simplices are summed.
  ///
  /// - Precondition: the region is bounded.
  func volume(of lattice: ConeFaces) -> Rational {
    precondition(isBounded, "the volume of an unbounded region")
    var sum = RationalSum()
    for simplex in lattice.simplices {
      let corners = simplex.map { cone.rays[$0].vector.entries }
      let scale = corners.reduce(Integer(1)) { $0 * $1[dimension] }
      sum.add(Rational(IntegerMatrix(corners).determinant.magnitude, scale))
    }
    let factorial = dimension == 0 ? 1 : (1...dimension).reduce(Integer(1)) { $0 * Integer($1) }
    return sum.total / Rational(factorial)
  }
}
