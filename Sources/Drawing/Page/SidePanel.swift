/// What stands to the right of a picture: legends, and the bar of a colour scale below them.
struct SidePanel {
  let legends: [Legend]
  let bar: ColorBar?

  private static let gap = 14.0
  /// The narrowest picture beside which there still is a panel.
  private static let leastPicture = 110.0

  /// Divides an area into the one of the panel, or none where there is no room, and the rest.
  ///
  /// - Parameter width: the width of the panel, where it is known.
  func place(
    in area: PageBox, width known: Double? = nil, on canvas: Canvas
  ) -> (panel: PageBox?, rest: PageBox) {
    let widths =
      legends.map { $0.width(on: canvas) }
      + (bar.map { [$0.width(forHeight: area.height, on: canvas)] } ?? [])
    guard let widest = widths.max() else { return (nil, area) }
    let width = known ?? min(widest, 0.36 * area.width)
    let hasRoom = known != nil || area.width - width - Self.gap >= Self.leastPicture
    guard hasRoom else { return (nil, area) }
    var (panel, rest) = (area, area)
    panel.width = width
    panel.left = area.right - width
    rest.width -= width + Self.gap
    return (panel, rest)
  }

  /// The right end of the panel beside a frame, or of the frame where there is no panel.
  func right(beside frame: PageBox, in panel: PageBox?) -> Double {
    frame.right + (panel.map { Self.gap + $0.width } ?? 0)
  }

  /// Draws the panel beside a frame: all but the last part as small as they are, from the top.
  func draw(beside frame: PageBox, in place: PageBox?, on canvas: Canvas) {
    guard var box = place else { return }
    box.left = frame.right + Self.gap
    box.top = frame.top
    box.height = frame.height
    for legend in bar == nil ? legends.dropLast() : legends[...] {
      let height = min(legend.height, box.height / 2)
      legend.draw(
        in: PageBox(left: box.left, top: box.top, width: box.width, height: height), on: canvas)
      box.top += height + 8
      box.height -= height + 8
    }
    if let bar { bar.draw(in: box, on: canvas) } else { legends.last?.draw(in: box, on: canvas) }
  }
}
