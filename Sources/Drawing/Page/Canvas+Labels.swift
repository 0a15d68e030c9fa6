/// Where a text stands, seen from its point.
enum TextPlace {
  case left, center, right
}

/// The sizes of the letters of a picture, in points.
enum FontSize {
  static let title = 10.0
  static let axis = 9.0
  static let tick = 7.5
  static let legend = 7.5
  /// The height of a capital or a digit, as a part of the size.
  static let capital = 0.72
}

extension Canvas {
  /// The width of text in one or more fonts.
  func width(of runs: [TextRun]) -> Double { runs.reduce(0) { $0 + width(of: $1) } }

  /// Writes text whose capitals are centred vertically on a point, or horizontally if it is
  /// upright.
  func draw(
    _ runs: [TextRun], at point: PagePoint, _ place: TextPlace, color: Color = .ink,
    isUpright: Bool = false
  ) {
    guard let first = runs.first else { return }
    let half = FontSize.capital * first.size / 2
    write(
      runs, at: isUpright ? point.moved(half, 0) : point.moved(0, half), place, color: color,
      isUpright: isUpright)
  }

  /// Writes plain text, see above.
  func draw(
    _ text: String, size: Double, at point: PagePoint, _ place: TextPlace, color: Color = .ink
  ) {
    draw([TextRun(text: text.drawable, size: size)], at: point, place, color: color)
  }

  /// The run, with its middle left out where it would be longer than a length.
  func shortened(_ run: TextRun, to length: Double) -> TextRun {
    guard width(of: run) > length else { return run }
    var short = run
    var kept = run.text.count - 1
    repeat {
      let head = run.text.prefix((kept + 1) / 2)
      let tail = run.text.suffix(kept / 2)
      short.text = head + "\u{2026}" + tail
      kept = min(kept - 1, Int(Double(kept) * 0.95))
    } while kept > 0 && width(of: short) > length
    return short
  }
}
