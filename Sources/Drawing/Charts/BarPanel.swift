/// Bars with names and probabilities, from the top.
struct BarPanel {
  let bars: [LawFigure.Bar]
  /// How many there are in all.
  let count: Int

  private static let rowHeight = 13.0
  private static let gap = 5.0

  func draw(in area: PageBox, on canvas: Canvas) {
    var rest = canvas.drawHeading("Most probable patterns", in: area)
    // A line below for what is not drawn.
    let room = max(1, Int((rest.height - FontSize.legend) / Self.rowHeight))
    let shown = Array(bars.prefix(room))
    guard let largest = shown.map(\.probability).max(), largest > 0 else { return }
    let names = shown.map { bar in
      canvas.shortened(
        Canvas.TextRun(text: bar.name.drawable, size: FontSize.legend, isFixedPitch: true),
        to: rest.width * 0.42)
    }
    let labels = shown.map {
      Canvas.TextRun(text: probabilityLabel($0.probability), size: FontSize.legend)
    }
    let nameWidth = names.map { canvas.width(of: $0) }.max() ?? 0
    let labelWidth = labels.map { canvas.width(of: $0) }.max() ?? 0
    let left = rest.left + nameWidth + Self.gap
    let length = max(rest.right - left - Self.gap - labelWidth, 1)
    for (row, bar) in shown.enumerated() {
      let middle = rest.top + Self.rowHeight / 2
      canvas.draw([names[row]], at: PagePoint(x: left - Self.gap, y: middle), .left)
      let box = PageBox(
        left: left, top: rest.top + 2, width: max(length * bar.probability / largest, 0.4),
        height: Self.rowHeight - 4)
      canvas.fill(box.corners, with: .solid(CategoryColors.strong(0)))
      canvas.draw([labels[row]], at: PagePoint(x: box.right + Self.gap, y: middle), .right)
      rest.top += Self.rowHeight
    }
    guard count > shown.count else { return }
    canvas.draw(
      "and \(count - shown.count) more", size: FontSize.legend,
      at: PagePoint(x: left, y: rest.top + FontSize.legend / 2 + 2), .right, color: .faint)
  }
}
