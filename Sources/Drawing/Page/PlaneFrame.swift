internal import ExactAlgebra

/// Two axes at a right angle around a rectangle of the page.
struct PlaneFrame {
  private(set) var box: PageBox
  private let x: Axis
  private let y: Axis
  private let xTicks: Ticks
  private let yTicks: Ticks
  private let labelWidth: Double

  private static let tickLength = 3.0
  private static let gap = 3.0
  /// What ticks, labels and the name take below the rectangle.
  private static var namesHeight: Double {
    tickLength + 2 * gap + FontSize.tick + FontSize.axis + 2
  }

  /// How a frame uses its area.
  enum Shape {
    /// All of it.
    case filling
    /// Both axes have one scale, unless a side would be more than three times as long as the
    /// other; then the frame is a rectangle of pleasant shape.
    case equalScales
  }

  /// A frame in an area that also has to hold labels and names, as large as possible.
  init(x: Axis, y: Axis, _ shape: Shape, in area: PageBox, on canvas: Canvas) {
    self.x = x
    self.y = y
    let ticks = Ticks(in: y.range, atMost: max(2, Int(area.height / 34)))
    yTicks = y.isOfPowers ? ticks.ofPowers : ticks
    labelWidth =
      yTicks.labels.map {
        canvas.width(of: Canvas.TextRun(text: $0, size: FontSize.tick))
      }.max() ?? 0
    let left = labelWidth + Self.tickLength + 2 * Self.gap + FontSize.axis + 4
    let below = Self.namesHeight
    let ratio = Double(
      approximating: (x.range.upperBound - x.range.lowerBound)
        / (y.range.upperBound - y.range.lowerBound))
    var (width, height) = (area.width - left, area.height - below - FontSize.tick / 2)
    if shape == .equalScales {
      let ratio = (1.0 / 3...3).contains(ratio) ? ratio : 1.1
      width = min(width, height * ratio)
      height = min(height, width / ratio)
    }
    box = PageBox(
      left: area.left + left, top: area.top + FontSize.tick / 2, width: max(width, 1),
      height: max(height, 1))
    xTicks = Self.ticks(of: x, along: box.width, on: canvas)
  }

  /// As many ticks as have room for their labels.
  private static func ticks(of axis: Axis, along length: Double, on canvas: Canvas) -> Ticks {
    let counts = (2...max(2, Int(length / 20))).reversed()
    let choices = counts.lazy.map { count in
      let ticks = Ticks(in: axis.range, atMost: count)
      return axis.isOfPowers ? ticks.ofPowers : ticks
    }
    let fitting = choices.first { ticks in
      let labels = ticks.labels.map {
        canvas.width(of: Canvas.TextRun(text: $0, size: FontSize.tick)) + 10
      }
      return (labels.max() ?? 0) * Double(labels.count) <= length + 20
        && (!(axis.isOfCounts || axis.isOfPowers) || ticks.positions.allSatisfy(\.isInteger))
    }
    return fitting ?? Ticks(in: axis.range, atMost: 1)
  }

  /// The lower end of the names.
  var bottom: Double {
    box.bottom + Self.namesHeight
  }

  /// The frame moved to the right and downwards.
  func moved(_ right: Double, _ down: Double) -> PlaneFrame {
    var frame = self
    frame.box.left += right
    frame.box.top += down
    return frame
  }

  /// The place of a point whose parts of the axes are given.
  func place(_ x: Double, _ y: Double) -> PagePoint {
    PagePoint(x: box.left + x * box.width, y: box.bottom - y * box.height)
  }

  /// Draws the rectangle, ticks with labels, and names.
  func draw(on canvas: Canvas) {
    var lines: [[PagePoint]] = []
    for (position, label) in zip(xTicks.positions, xTicks.labels) {
      let start = place(x.part(of: position), 0)
      lines.append([start, start.moved(0, Self.tickLength)])
      let below = Self.tickLength + Self.gap + FontSize.tick / 2
      canvas.draw(label, size: FontSize.tick, at: start.moved(0, below), .center)
    }
    for (position, label) in zip(yTicks.positions, yTicks.labels) {
      let start = place(0, y.part(of: position))
      lines.append([start, start.moved(-Self.tickLength, 0)])
      let left = Self.tickLength + Self.gap
      canvas.draw(label, size: FontSize.tick, at: start.moved(-left, 0), .left)
    }
    canvas.stroke(lines, color: .ink, width: 0.6)
    canvas.stroke([box.corners], isClosed: true, color: .ink, width: 0.6)
    let below = Self.tickLength + 2 * Self.gap + FontSize.tick + FontSize.axis / 2 + 2
    canvas.draw(
      x.heading(for: xTicks), at: place(0.5, 0).moved(0, below), .center)
    let left = Self.tickLength + 2 * Self.gap + labelWidth + FontSize.axis / 2 + 1
    canvas.draw(
      y.heading(for: yTicks), at: place(0, 0.5).moved(-left, 0), .center, isUpright: true)
  }
}
