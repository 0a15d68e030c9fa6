extension Canvas {
  static let margin = 10.0

  /// Writes a title at the upper edge, unless it is empty; the area that is left of the page.
  func drawTitle(_ title: String) -> PageBox {
    var body = PageBox(
      left: Self.margin, top: Self.margin, width: page.width - 2 * Self.margin,
      height: page.height - 2 * Self.margin)
    guard !title.isEmpty else { return body }
    var run = TextRun(text: title.drawable, size: FontSize.title)
    let isLong = width(of: run) > body.width
    if isLong { run.size = max(FontSize.legend, run.size * body.width / width(of: run)) }
    let place = PagePoint(x: page.width / 2, y: body.top + FontSize.title / 2)
    draw([shortened(run, to: body.width)], at: place, .center)
    body.top += FontSize.title + 8
    body.height -= FontSize.title + 8
    return body
  }
}
