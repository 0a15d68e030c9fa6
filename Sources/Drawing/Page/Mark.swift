/// The sign of a data point; each class of points has its own form and colour.
struct Mark: Hashable, Sendable {
  /// The place of the class among all.
  let index: Int

  var color: Color { CategoryColors.strong(index) }

  /// Draws it with a white rim.
  func draw(at center: PagePoint, radius: Double, on canvas: Canvas) {
    for (color, radius) in [(Color.white, radius + max(0.5, 0.3 * radius)), (color, radius)] {
      if index % 4 == 0 {
        canvas.fill(circleAt: center, radius: radius, with: color)
      } else {
        canvas.fill(outline(around: center, radius: radius), with: .solid(color))
      }
    }
  }

  /// A square, an upright triangle or a diamond.
  private func outline(around center: PagePoint, radius: Double) -> [PagePoint] {
    switch index % 4 {
    case 1:
      let half = 0.89 * radius
      return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)]
        .map { center.moved(half * $0.0, half * $0.1) }
    case 2:
      return [(0, -1.2), (1.15, 0.8), (-1.15, 0.8)]
        .map { center.moved(radius * $0.0, radius * $0.1) }
    default:
      return [(0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)]
        .map { center.moved(radius * $0.0, radius * $0.1) }
    }
  }
}
