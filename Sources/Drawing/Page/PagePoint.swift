/// A point of the page, in points of 1/72 inch from the upper left corner.
struct PagePoint: Hashable, Sendable {
  var x: Double
  var y: Double

  /// The point moved to the right and downwards.
  func moved(_ right: Double, _ down: Double) -> PagePoint {
    PagePoint(x: x + right, y: y + down)
  }
}

/// A rectangle of the page.
struct PageBox: Hashable, Sendable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  /// A wide part on the left and a narrower one beside it.
  var panels: (left: PageBox, right: PageBox) {
    let gap = 18.0
    let wide = (width - gap) * 0.56
    return (
      PageBox(left: left, top: top, width: wide, height: height),
      PageBox(left: left + wide + gap, top: top, width: width - gap - wide, height: height)
    )
  }

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// The corners, clockwise from the upper left one.
  var corners: [PagePoint] {
    [
      PagePoint(x: left, y: top), PagePoint(x: right, y: top), PagePoint(x: right, y: bottom),
      PagePoint(x: left, y: bottom),
    ]
  }
}
