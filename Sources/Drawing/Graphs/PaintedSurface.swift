/// A mesh in parallel projection, from back to front.
struct PaintedSurface {
  private let mesh: SurfaceMesh
  private let colors: [Color]
  private let frame: AxonometricFrame
  private let heights: [Double]
  private let places: [PagePoint]

  /// The grid has a line after each eighth.
  private static let gridLines = 8.0

  init(_ mesh: SurfaceMesh, colors: [Color], heights: Axis, in frame: AxonometricFrame) {
    self.mesh = mesh
    self.colors = colors
    self.frame = frame
    self.heights = mesh.vertices.map { heights.part(at: $0.value) }
    places = zip(mesh.vertices, self.heights).map { frame.place($0.x, $0.y, $1) }
  }

  /// Draws all pieces with the borders of regions and some lines of the grid.
  ///
  /// Squares are drawn by their distance, which is right for the graph of a function; pieces of
  /// one square by that of their centres, and their lines when all of them are there.
  func draw(on canvas: Canvas) {
    let borders = mesh.borders
    for square in squares {
      for part in parts(of: square) { fill(part, borders: borders, on: canvas) }
      let sides = square.flatMap(sides(of:))
      let strong = sides.filter(borders.contains)
      let weak = sides.filter { !borders.contains($0) && isOnGrid($0) }
      if !weak.isEmpty { canvas.stroke(weak.map(line), color: Color(0x9A9A9A), width: 0.25) }
      if !strong.isEmpty { canvas.stroke(strong.map(line), color: .ink, width: 0.55) }
    }
  }

  /// Fills pieces of one region, with an outline that leaves no gap to those beside them and
  /// does not cover the border of the region.
  private func fill(
    _ part: [Int], borders: Set<PolygonNeighbors.Side>, on canvas: Canvas
  ) {
    let color = color(of: part)
    let outlines = part.map { index in mesh.pieces[index].corners.map { places[$0] } }
    let seams = part.flatMap(sides(of:)).filter { !borders.contains($0) }
    let isInside = seams.count == part.reduce(0) { $0 + mesh.pieces[$1].corners.count }
    canvas.fill(outlines, with: .solid(color), outline: isInside ? 0.3 : 0)
    if !isInside && !seams.isEmpty {
      canvas.stroke(seams.map(line), color: color, width: 0.3)
    }
  }

  private func sides(of piece: Int) -> [PolygonNeighbors.Side] {
    let corners = mesh.pieces[piece].corners
    return corners.indices.map { place in
      PolygonNeighbors.Side(corners[place], corners[(place + 1) % corners.count])
    }
  }

  private func line(_ side: PolygonNeighbors.Side) -> [PagePoint] {
    [places[side.first], places[side.second]]
  }

  /// The pieces of each square, all from back to front.
  private var squares: [[Int]] {
    var squares: [[Int]] = []
    // Pieces of one square follow each other.
    for index in mesh.pieces.indices {
      let cell = mesh.pieces[index].cell
      if let last = squares.last?.first, mesh.pieces[last].cell == cell {
        squares[squares.count - 1].append(index)
      } else {
        squares.append([index])
      }
    }
    let centers = mesh.pieces.map { piece in
      let corners = piece.corners.map { mesh.vertices[$0] }
      let count = Double(corners.count)
      return frame.nearness(
        corners.reduce(0) { $0 + $1.x } / count, corners.reduce(0) { $0 + $1.y } / count)
    }
    func nearness(_ square: [Int]) -> Double {
      let cell = mesh.pieces[square[0]].cell
      return frame.nearness(Double(cell.column), Double(cell.row))
    }
    return squares.sorted { (nearness($0), $0[0]) < (nearness($1), $1[0]) }
      .map { square in square.sorted { (centers[$0], $0) < (centers[$1], $1) } }
  }

  /// The pieces of a square in groups that have one colour: those of a region that follow each
  /// other.
  private func parts(of square: [Int]) -> [[Int]] {
    var parts: [[Int]] = []
    for index in square {
      if let last = parts.last?.first, mesh.pieces[last].region == mesh.pieces[index].region {
        parts[parts.count - 1].append(index)
      } else {
        parts.append([index])
      }
    }
    return parts
  }

  /// The colour of the region in the mean light of some pieces.
  private func color(of part: [Int]) -> Color {
    let lights = part.map { frame.light(slope: slope(of: mesh.pieces[$0])) }
    let light = lights.reduce(0, +) / Double(part.count)
    let color = colors[mesh.pieces[part[0]].region]
    return light < 0.75
      ? color.mixed(with: .black, by: 0.22 * (0.75 - light))
      : color.mixed(with: .white, by: 0.6 * (light - 0.75))
  }

  /// The slope of the triangle of three corners that are far from a line.
  private func slope(of piece: SurfaceMesh.Piece) -> (x: Double, y: Double) {
    var best = (determinant: 0.0, x: 0.0, y: 0.0)
    let corners = piece.corners
    for place in 1..<corners.count - 1 {
      let (p, q, r) = (corners[0], corners[place], corners[place + 1])
      let (a, b) = (
        mesh.vertices[q].x - mesh.vertices[p].x, mesh.vertices[q].y - mesh.vertices[p].y
      )
      let (c, d) = (
        mesh.vertices[r].x - mesh.vertices[p].x, mesh.vertices[r].y - mesh.vertices[p].y
      )
      let (e, f) = (heights[q] - heights[p], heights[r] - heights[p])
      let determinant = a * d - b * c
      guard abs(determinant) > abs(best.determinant) else { continue }
      best = (determinant, (e * d - b * f) / determinant, (a * f - e * c) / determinant)
    }
    return (best.x, best.y)
  }

  private func isOnGrid(_ side: PolygonNeighbors.Side) -> Bool {
    let (p, q) = (mesh.vertices[side.first], mesh.vertices[side.second])
    func isLine(_ part: Double) -> Bool {
      (part * Self.gridLines).rounded() == part * Self.gridLines
    }
    return (p.x == q.x && isLine(p.x)) || (p.y == q.y && isLine(p.y))
  }
}
