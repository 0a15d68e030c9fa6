internal import ExactAlgebra

/// The graph of a piecewise smooth function as small convex pieces, none of which crosses the border of a
/// region.
///
/// A grid of triangles is cut by the boundaries, one after the other. Where a boundary changes its sign
/// along an edge, its zero is found there, and the piece is divided by the straight line between
/// two zeros: between them a curved border is replaced by its chord. All in double precision.
struct SurfaceMesh {
  struct Vertex: Hashable {
    /// From 0 to 1 along both axes.
    let x: Double
    let y: Double
    let value: Double
  }

  struct Piece {
    /// Indices of vertices.
    var corners: [Int]
    /// The square of the grid, by column and row.
    let cell: (column: Int, row: Int)
    /// The index of the region.
    var region = 0
    /// Which boundaries are positive, as far as it was divided by them.
    fileprivate(set) var boundaries: [Bool] = []
  }

  let function: PiecewiseSmoothFunction
  private(set) var vertices: [Vertex] = []
  private(set) var pieces: [Piece] = []
  /// For each region which boundaries are positive.
  private(set) var regions: [[Bool]] = []

  private var samples: [PiecewiseSmoothFunction.Sample] = []
  private var indices: [SIMD2<Double>: Int] = [:]
  private var zeros: [Crossing: Int] = [:]
  private let boundarySizes: [Double]

  private struct Crossing: Hashable {
    let side: PolygonNeighbors.Side
    let boundary: Int
  }

  /// The mesh over a grid of `cells` times `cells` squares.
  ///
  /// - Throws: `DrawingError.notFinite` for values beyond double precision.
  init(of function: PiecewiseSmoothFunction, cells: Int) throws(DrawingError) {
    precondition(cells > 0, "a grid without squares")
    self.function = function
    let grid = (0...cells).map { Double($0) / Double(cells) }
    let samples = grid.flatMap { y in grid.map { x in Self.sample(function, x, y) } }
    guard samples.allSatisfy({ $0.value.isFinite && $0.boundaries.allSatisfy(\.isFinite) }) else {
      throw .notFinite(what: function.valueName)
    }
    boundarySizes = (samples.first?.boundaries ?? []).indices.map { boundary in
      samples.reduce(0) { max($0, abs($1.boundaries[boundary])) }
    }
    var regionOf: [[Bool]: Int] = [:]
    for row in 0..<cells {
      for column in 0..<cells {
        let square = [(0, 0), (1, 0), (1, 1), (0, 1)].map { right, up in
          vertex(grid[column + right], grid[row + up])
        }
        for triangle in [[0, 1, 2], [0, 2, 3]] {
          let piece = Piece(corners: triangle.map { square[$0] }, cell: (column, row))
          for var part in cut(piece) {
            part.region = regionOf[part.boundaries, default: regions.count]
            if part.region == regions.count {
              regionOf[part.boundaries] = part.region
              regions.append(part.boundaries)
            }
            pieces.append(part)
          }
        }
      }
    }
  }

  /// The values, least and greatest.
  var valueRange: ClosedRange<Double> {
    (vertices.map(\.value).min() ?? 0)...(vertices.map(\.value).max() ?? 0)
  }

  /// The area of each region, as a part of the whole.
  var areas: [Double] {
    var areas = [Double](repeating: 0, count: regions.count)
    for piece in pieces {
      for (place, corner) in piece.corners.enumerated() {
        let (a, b) = (vertices[corner], vertices[piece.corners[(place + 1) % piece.corners.count]])
        areas[piece.region] += (a.x * b.y - b.x * a.y) / 2
      }
    }
    return areas
  }

  /// The sides between different regions.
  var borders: Set<PolygonNeighbors.Side> {
    Set(
      PolygonNeighbors.owners(of: pieces.map(\.corners)).filter { _, owners in
        owners.contains { pieces[$0].region != pieces[owners[0]].region }
      }.keys)
  }

  /// A colour for each region; those of neighbours differ.
  var colors: [Color] {
    CategoryColors.ofPatterns(
      neighbors: PolygonNeighbors.classes(
        beside: pieces.map(\.corners), classes: pieces.map(\.region), count: regions.count),
      activities: regions.map { boundaries in boundaries.count { $0 } },
      preferences: regions.map { function.name(of: $0).stableHash })
  }
}

extension SurfaceMesh {
  private static func sample(
    _ function: PiecewiseSmoothFunction, _ x: Double, _ y: Double
  ) -> PiecewiseSmoothFunction.Sample {
    function.sample(function.x.value(at: x), function.y.value(at: y))
  }

  /// The vertex at a place; boundaries that are zero up to rounding are zero there.
  private mutating func vertex(_ x: Double, _ y: Double, onZeroOf boundary: Int? = nil) -> Int {
    let place = SIMD2(x, y)
    if let index = indices[place] {
      if let boundary { samples[index].boundaries[boundary] = 0 }
      return index
    }
    var sample = Self.sample(function, x, y)
    for boundary in sample.boundaries.indices
    where abs(sample.boundaries[boundary]) <= 1e-12 * boundarySizes[boundary] {
      sample.boundaries[boundary] = 0
    }
    if let boundary { sample.boundaries[boundary] = 0 }
    indices[place] = vertices.count
    vertices.append(Vertex(x: x, y: y, value: sample.value))
    samples.append(sample)
    return vertices.count - 1
  }

  /// A piece divided by all boundaries.
  private mutating func cut(_ piece: Piece) -> [Piece] {
    var parts = [piece]
    for boundary in boundarySizes.indices {
      var next: [Piece] = []
      for part in parts { next += divide(part, by: boundary) }
      parts = next
    }
    return parts
  }

  private mutating func divide(_ piece: Piece, by boundary: Int) -> [Piece] {
    let values = piece.corners.map { samples[$0].boundaries[boundary] }
    let isPositive = values.contains { $0 > 0 }
    guard isPositive, values.contains(where: { $0 < 0 }) else {
      return [piece.with(piece.corners, isPositive)]
    }
    var (above, below): ([Int], [Int]) = ([], [])
    for (place, corner) in piece.corners.enumerated() {
      let next = (place + 1) % piece.corners.count
      if values[place] >= 0 { above.append(corner) }
      if values[place] <= 0 { below.append(corner) }
      // Signs, since products of small numbers vanish.
      guard min(values[place], values[next]) < 0, max(values[place], values[next]) > 0 else {
        continue
      }
      let zero = zero(of: boundary, between: corner, and: piece.corners[next])
      above.append(zero)
      below.append(zero)
    }
    // A zero may coincide with a corner.
    return [(above, true), (below, false)].compactMap { corners, isPositive in
      var distinct: [Int] = []
      for corner in corners where !distinct.contains(corner) { distinct.append(corner) }
      return distinct.count < 3 ? nil : piece.with(distinct, isPositive)
    }
  }

  /// The zero of a boundary on an edge, the same one for the pieces on both sides: by the Illinois
  /// form of the rule of false position (Dowell and Jarratt 1971).
  private mutating func zero(of boundary: Int, between a: Int, and b: Int) -> Int {
    let crossing = Crossing(side: PolygonNeighbors.Side(a, b), boundary: boundary)
    if let known = zeros[crossing] { return known }
    let (p, q) = (vertices[crossing.side.first], vertices[crossing.side.second])
    func point(_ part: Double) -> (x: Double, y: Double) {
      (p.x + part * (q.x - p.x), p.y + part * (q.y - p.y))
    }
    var (low, high) = (0.0, 1.0)
    var atLow = samples[crossing.side.first].boundaries[boundary]
    var atHigh = samples[crossing.side.second].boundaries[boundary]
    var part = 0.5
    var wasAbove: Bool?
    for _ in 0..<60 where high - low > 1e-15 {
      part = (low * atHigh - high * atLow) / (atHigh - atLow)
      // Differences of large numbers overflow, halves of small ones vanish.
      if !(low...high).contains(part) { part = low / 2 + high / 2 }
      let place = point(part)
      let value = Self.sample(function, place.x, place.y).boundaries[boundary]
      if abs(value) <= 1e-13 * boundarySizes[boundary] { break }
      let isAbove = value != 0 && (value > 0) == (atHigh > 0)
      if isAbove { (high, atHigh) = (part, value) } else { (low, atLow) = (part, value) }
      // An end that stays twice loses weight.
      if isAbove, wasAbove == true { atLow /= 2 }
      if !isAbove, wasAbove == false { atHigh /= 2 }
      wasAbove = isAbove
    }
    let place = point(part)
    let index = vertex(place.x, place.y, onZeroOf: boundary)
    zeros[crossing] = index
    return index
  }
}

extension SurfaceMesh.Piece {
  /// A part of the piece on one side of the next boundary.
  ///
  /// The side is kept, as signs at corners that come later are those of the curve and not of its
  /// chord.
  fileprivate func with(_ corners: [Int], _ isPositive: Bool) -> Self {
    var part = self
    part.corners = corners
    part.boundaries.append(isPositive)
    return part
  }
}
