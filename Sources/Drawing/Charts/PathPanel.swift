/// Two weights along a curve: as a path in their plane, or each over the parameter.
struct PathPanel: InformationPanel {
  private let path: CurveFigure.Path
  private let x: Axis
  private let y: Axis

  init(_ path: CurveFigure.Path) throws(DrawingError) {
    self.path = path
    if path.isPlane {
      x = try Self.axis(path.names[0], around: path.weights[0])
      y = try Self.axis(path.names[1], around: path.weights[1])
    } else {
      x = try Axis(path.axis, over: path.parameters[0]...path.parameters[path.parameters.count - 1])
      // Room for the legend above.
      y = try Self.axis("weights", around: path.weights.flatMap(\.self), above: 0.28)
    }
  }

  /// With a margin of one twentieth.
  private static func axis(
    _ name: String, around values: [Double], above: Double = 0.05
  ) throws(DrawingError) -> Axis {
    guard values.allSatisfy(\.isFinite), let least = values.min(), let largest = values.max() else {
      throw .notFinite(what: name)
    }
    let span = largest > least ? largest - least : 1
    return try Axis(name, over: least - span / 20...largest + above * span)
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading(path.heading, in: area)
    let frame = PlaneFrame(x: x, y: y, path.isPlane ? .equalScales : .filling, in: rest, on: canvas)
    if path.isPlane {
      drawPlane(in: frame, on: canvas)
    } else {
      drawCourses(in: frame, on: canvas)
    }
    frame.draw(on: canvas)
  }

  /// The colour goes along with the parameter.
  private func drawPlane(in frame: PlaneFrame, on canvas: Canvas) {
    let places = zip(path.weights[0], path.weights[1]).map {
      frame.place(x.part(at: $0), y.part(at: $1))
    }
    let pieces = 48
    for piece in 0..<pieces {
      let first = piece * (places.count - 1) / pieces
      let last = (piece + 1) * (places.count - 1) / pieces
      guard first < last else { continue }
      let part = Double(piece) / Double(pieces - 1)
      canvas.stroke(
        [Array(places[first...last])],
        color: CategoryColors.strong(0).mixed(with: CategoryColors.strong(1), by: part),
        width: places.count > 1000 ? 0.7 : 1.1)
    }
  }

  private func drawCourses(in frame: PlaneFrame, on canvas: Canvas) {
    canvas.clipped(to: frame.box) {
      for (number, weights) in path.weights.enumerated() {
        let places = zip(path.parameters, weights).map {
          frame.place(x.part(at: $0), y.part(at: $1))
        }
        canvas.stroke([places], color: CategoryColors.strong(number), width: 0.9)
      }
    }
    let legend = Legend(
      "",
      path.names.enumerated().map { number, name in
        Legend.Entry(symbol: .line(CategoryColors.strong(number), width: 1.3), text: name)
      })
    let width = legend.width(on: canvas)
    let box = PageBox(
      left: frame.box.left + 6, top: frame.box.top + 4, width: width, height: legend.height)
    legend.draw(in: box, on: canvas)
  }
}
