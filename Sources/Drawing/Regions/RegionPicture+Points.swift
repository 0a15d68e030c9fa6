extension RegionPicture {
  /// The classes of the points in the order in which they occur.
  private var pointClasses: [String] {
    var seen: Set<String> = []
    return points.map(\.label).filter { seen.insert($0).inserted }
  }

  /// The classes with their marks; none where there are no points.
  var pointLegends: [Legend] {
    guard hasLegend, !points.isEmpty else { return [] }
    let entries = pointClasses.enumerated().map { index, label in
      Legend.Entry(symbol: .mark(Mark(index: index)), text: label)
    }
    return [Legend("", entries)]
  }

  /// Draws the points that lie in the window, smaller where there are many.
  func drawPoints(in frame: PlaneFrame, _ axes: (x: Axis, y: Axis), on canvas: Canvas) {
    let indices = Dictionary(
      uniqueKeysWithValues: pointClasses.enumerated().map { ($0.element, $0.offset) })
    let radius = points.count > 300 ? 1.4 : points.count > 60 ? 2.0 : 2.8
    for point in points {
      let position = point.position
      guard x.contains(position.x), y.contains(position.y) else { continue }
      let place = frame.place(axes.x.part(of: position.x), axes.y.part(of: position.y))
      Mark(index: indices[point.label]!).draw(at: place, radius: radius, on: canvas)
    }
  }
}
