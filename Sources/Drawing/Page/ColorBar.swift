internal import ExactAlgebra

/// The colours of a scale with their numbers.
struct ColorBar {
  let scale: ColorScale
  private let axis: Axis

  private static let barWidth = 10.0

  /// The bar of a scale, with the name of what it measures.
  init(_ name: String, _ scale: ColorScale) throws(DrawingError) {
    self.scale = scale
    axis = try Axis(name, over: scale.range)
  }

  /// The width with labels, in a box of some height.
  func width(forHeight height: Double, on canvas: Canvas) -> Double {
    let ticks = ticks(forHeight: height)
    let labels = ticks.labels.map {
      canvas.width(of: Canvas.TextRun(text: $0, size: FontSize.tick))
    }
    return max(
      Self.barWidth + 6 + (labels.max() ?? 0), canvas.width(of: axis.heading(for: ticks)))
  }

  /// Draws the name and below it the bar, as high as the box.
  func draw(in box: PageBox, on canvas: Canvas) {
    let ticks = ticks(forHeight: box.height)
    let name = PagePoint(x: box.left, y: box.top + FontSize.axis / 2)
    canvas.draw(axis.heading(for: ticks), at: name, .right)
    let top = FontSize.axis + 8
    let bar = PageBox(
      left: box.left, top: box.top + top, width: Self.barWidth, height: box.height - top)
    canvas.fill(bar.corners, with: paint(of: bar))
    canvas.stroke([bar.corners], isClosed: true, color: .ink, width: 0.5)
    for (position, label) in zip(ticks.positions, ticks.labels) {
      let start = PagePoint(x: bar.right, y: bar.bottom - axis.part(of: position) * bar.height)
      canvas.stroke([[start, start.moved(3, 0)]], color: .ink, width: 0.5)
      canvas.draw(label, size: FontSize.tick, at: start.moved(5.5, 0), .right)
    }
  }

  func paint(of bar: PageBox) -> Canvas.Paint {
    let range = scale.range
    let span = range.upperBound / 2 - range.lowerBound / 2
    return .gradient(
      from: PagePoint(x: bar.left, y: bar.bottom), to: PagePoint(x: bar.left, y: bar.top),
      stops: scale.stops(in: range).map {
        (($0 / 2 - range.lowerBound / 2) / span, scale.color(at: $0))
      })
  }

  private func ticks(forHeight height: Double) -> Ticks {
    Ticks(in: axis.range, atMost: max(2, Int(height / 24)))
  }
}
