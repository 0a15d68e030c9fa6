internal import ExactAlgebra

/// Quantities over a step, both with logarithmic axes.
struct PowerPanel: InformationPanel {
  private let course: CurveFigure.Course
  private let x: Axis
  private let y: Axis

  init(_ course: CurveFigure.Course) throws(DrawingError) {
    self.course = course
    x = try Self.axis("|dt|", around: course.steps)
    y = try Self.axis(course.axis, around: course.lines.flatMap { $0.values.compactMap(\.self) })
  }

  /// Whole powers of ten around the values.
  private static func axis(_ name: String, around values: [Double]) throws(DrawingError) -> Axis {
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(what: name) }
    let lower = (values.min() ?? 0).rounded(.down)
    var axis = try Axis(name, over: lower...max((values.max() ?? 1).rounded(.up), lower + 1))
    axis.isOfPowers = true
    return axis
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading(course.heading, in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    canvas.clipped(to: frame.box) {
      for (number, line) in course.lines.enumerated() {
        let color = CategoryColors.strong(number)
        let places = zip(course.steps, line.values).compactMap { step, value in
          value.map { frame.place(x.part(at: step), y.part(at: $0)) }
        }
        canvas.stroke([places], color: color, width: 1.3)
        for place in places { canvas.fill(circleAt: place, radius: 2.2, with: color) }
      }
    }
    frame.draw(on: canvas)
    drawLegend(in: frame, on: canvas)
  }

  /// In the corner that the lines do not reach: they go down to the right, or up.
  private func drawLegend(in frame: PlaneFrame, on canvas: Canvas) {
    let legend = Legend(
      "",
      course.lines.enumerated().map { number, line in
        Legend.Entry(symbol: .line(CategoryColors.strong(number), width: 1.3), text: line.name)
      })
    let width = legend.width(on: canvas)
    let values = course.lines.first?.values.compactMap(\.self) ?? []
    let order = zip(course.steps, values).sorted { $0.0 < $1.0 }
    let rises = (order.last?.1 ?? 0) >= (order.first?.1 ?? 0)
    legend.draw(
      in: PageBox(
        left: rises ? frame.box.left + 6 : frame.box.right - width - 6, top: frame.box.top + 4,
        width: width, height: legend.height), on: canvas)
  }
}
