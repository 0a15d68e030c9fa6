internal import Regions

extension RegionPicture {
  /// A part of the boundary: ends as parts of the axes.
  typealias BoundaryLine = (start: (x: Double, y: Double), end: (x: Double, y: Double))

  /// The decision boundary in all regions, each segment once.
  ///
  /// - Throws: `DrawingError.noOutput` where a region does not have the output.
  func boundaryLines(_ x: Axis, _ y: Axis) throws(DrawingError) -> [BoundaryLine] {
    guard let boundary else { return [] }
    if case .zero(let output) = boundary {
      for region in regions where !region.outputs.indices.contains(output) {
        throw .noOutput(output, count: region.outputs.count)
      }
    }
    var seen: Set<PlaneSegment> = []
    return regions.flatMap { $0.segments(of: boundary) }.filter { segment in
      // A side of two regions comes twice, in opposite directions.
      !seen.contains(PlaneSegment(segment.end, segment.start)) && seen.insert(segment).inserted
    }.map { segment in
      (
        (x.part(of: segment.start.x), y.part(of: segment.start.y)),
        (x.part(of: segment.end.x), y.part(of: segment.end.y))
      )
    }
  }

  /// Draws it as a dark line with a light rim, which is seen on every colour.
  func drawBoundary(_ lines: [BoundaryLine], in frame: PlaneFrame, on canvas: Canvas) {
    let segments = lines.map { line in
      [frame.place(line.start.x, line.start.y), frame.place(line.end.x, line.end.y)]
    }
    canvas.stroke(segments, color: .white, width: 3)
    canvas.stroke(segments, color: .black, width: 1.5)
  }

  /// What the line means, where there is one, and a panel for other reasons.
  func boundaryLegends(of lines: [BoundaryLine], beside painting: RegionPainting) -> [Legend] {
    let isAlone = pointLegends.isEmpty && painting.legends.isEmpty && painting.bar == nil
    guard let boundary, !lines.isEmpty, hasLegend, !isAlone else { return [] }
    let text =
      switch boundary {
      case .zero(let output): "output \(output + 1) is zero"
      case .largest: "largest output changes"
      }
    return [Legend("", [Legend.Entry(symbol: .line(.black, width: 1.5), text: text)])]
  }
}
