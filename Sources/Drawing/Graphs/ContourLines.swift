internal import ExactAlgebra

/// The lines along which a mesh has round values.
struct ContourLines {
  struct Level {
    let label: String
    let isZero: Bool
    /// Pairs of points, from 0 to 1 along both axes.
    let segments: [[(x: Double, y: Double)]]
  }

  let levels: [Level]

  /// The lines of a mesh at no more than `count` values.
  ///
  /// Pieces are divided into triangles, on which the values are interpolated linearly.
  init(of mesh: SurfaceMesh, axis: Axis, atMost count: Int) {
    let ticks = Ticks(in: axis.range, atMost: count)
    let triangles = mesh.pieces.flatMap { piece in
      (1..<piece.corners.count - 1).map { place in
        [0, place, place + 1].map { mesh.vertices[piece.corners[$0]] }
      }
    }
    levels = zip(ticks.positions, ticks.labels).map { position, label in
      let value = Double(approximating: position)
      return Level(
        label: label, isZero: position.isZero,
        segments: triangles.compactMap { Self.segment(of: $0, at: value) })
    }
  }

  /// Where a linear function on a triangle has a value; `nil` where that is no segment.
  private static func segment(
    of triangle: [SurfaceMesh.Vertex], at value: Double
  ) -> [(x: Double, y: Double)]? {
    let points = (0..<3).compactMap { place -> (x: Double, y: Double)? in
      let (a, b) = (triangle[place], triangle[(place + 1) % 3])
      guard (a.value < value) != (b.value < value) else { return nil }
      let part = (value - a.value) / (b.value - a.value)
      return (a.x + part * (b.x - a.x), a.y + part * (b.y - a.y))
    }
    return points.count == 2 ? points : nil
  }

  /// Draws the lines, the one of zero stronger, and a label on each level, away from the others
  /// and from given places.
  func draw(in frame: PlaneFrame, avoiding spots: [PagePoint], on canvas: Canvas) {
    var labels = spots
    for level in levels {
      let lines = level.segments.map { $0.map { frame.place($0.x, $0.y) } }
      canvas.stroke(lines, color: .ink, width: level.isZero ? 1.1 : 0.45)
    }
    for level in levels {
      let places = level.segments.map { segment in
        frame.place(
          (segment[0].x + segment[1].x) / 2, (segment[0].y + segment[1].y) / 2)
      }
      guard let place = roomiest(of: places, in: frame.box, beside: labels) else { continue }
      labels.append(place)
      draw(level.label, at: place, on: canvas)
    }
  }

  /// The place that is farthest from the labels and the rim, if that is far enough.
  private func roomiest(
    of places: [PagePoint], in box: PageBox, beside labels: [PagePoint]
  ) -> PagePoint? {
    func room(_ place: PagePoint) -> Double {
      let rim = min(
        place.x - box.left - 5, box.right - place.x - 5, place.y - box.top,
        box.bottom - place.y)
      let others = labels.map { label in
        // Labels are wider than high.
        max(abs(label.x - place.x) / 2, abs(label.y - place.y))
      }
      return min(2 * rim, 40, others.min() ?? 40)
    }
    guard let best = places.max(by: { room($0) < room($1) }), room(best) >= 13 else { return nil }
    return best
  }

  private func draw(_ label: String, at place: PagePoint, on canvas: Canvas) {
    let run = Canvas.TextRun(text: label, size: 6.5)
    let half = canvas.width(of: run) / 2 + 1.5
    let box = PageBox(left: place.x - half, top: place.y - 4, width: 2 * half, height: 8)
    canvas.fill(box.corners, with: .solid(.white))
    canvas.draw([run], at: place, .center)
  }
}
