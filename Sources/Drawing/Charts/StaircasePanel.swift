internal import ExactAlgebra

/// The distribution functions of singular values.
struct StaircasePanel {
  private let values: [[SpectrumFigure.Atom]]
  private let x: Axis
  private let y: Axis

  /// More curves than these are not told apart; the others are between the last two.
  private static let curveCount = CategoryColors.strong.count

  init(values: [[SpectrumFigure.Atom]]) throws(DrawingError) {
    self.values = values
    x = try .singularValues("singular value", of: values)
    y = try Axis("probability", over: 0...1.03)
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading("Distribution functions", in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    let shown = values.indices.prefix(Self.curveCount)
    canvas.clipped(to: frame.box) {
      for number in shown.reversed() {
        canvas.stroke(
          [staircase(values[number], in: frame)], color: CategoryColors.strong(number), width: 1.3)
      }
    }
    frame.draw(on: canvas)
    let entries = shown.map { number in
      Legend.Entry(
        symbol: .line(CategoryColors.strong(number), width: 1.3),
        text: ordinal(number + 1))
    }
    let legend = Legend("", Array(entries), total: values.count)
    let width = legend.width(on: canvas)
    legend.draw(
      in: PageBox(
        left: frame.box.right - width - 6, top: frame.box.bottom - legend.height - 4, width: width,
        height: legend.height), on: canvas)
  }

  private func staircase(
    _ atoms: [SpectrumFigure.Atom], in frame: PlaneFrame
  ) -> [PagePoint] {
    var sum = 0.0
    var corners = [frame.place(x.part(at: 0), 0)]
    for atom in atoms {
      let part = x.part(at: atom.value)
      corners.append(frame.place(part, y.part(at: sum)))
      sum += atom.probability
      corners.append(frame.place(part, y.part(at: sum)))
    }
    corners.append(frame.place(1, y.part(at: sum)))
    return corners
  }

  private func ordinal(_ number: Int) -> String { number == 1 ? "largest" : "number \(number)" }
}
