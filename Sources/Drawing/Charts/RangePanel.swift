internal import ExactAlgebra

/// The ranges of singular values, with quartiles and means.
struct RangePanel {
  private let values: [[SpectrumFigure.Atom]]
  private let x: Axis
  private let y: Axis

  init(values: [[SpectrumFigure.Atom]]) throws(DrawingError) {
    self.values = values
    var numbers = try Axis("number", over: 0.4...(Double(max(values.count, 1)) + 0.6))
    numbers.isOfCounts = true
    x = numbers
    y = try .singularValues("singular value", of: values)
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading("Range, quartiles and mean", in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    let half = min(9, 0.3 * frame.box.width / (Double(values.count) + 0.2))
    for (number, atoms) in values.enumerated() where !atoms.isEmpty {
      let color = CategoryColors.strong(number)
      let middle = x.part(at: Double(number + 1))
      func place(_ value: Double) -> PagePoint { frame.place(middle, y.part(at: value)) }
      let (low, high) = (place(atoms.quantile(0.25)), place(atoms.quantile(0.75)))
      canvas.stroke(
        [[place(atoms[0].value), place(atoms[atoms.count - 1].value)]], color: color, width: 0.9)
      let box = PageBox(
        left: low.x - half, top: high.y, width: 2 * half, height: max(low.y - high.y, 0.8))
      canvas.fill(box.corners, with: .solid(color.mixed(with: .white, by: 0.6)))
      canvas.stroke([box.corners], isClosed: true, color: color, width: 0.7)
      canvas.fill(circleAt: place(atoms.mean), radius: 1.9, with: color)
    }
    frame.draw(on: canvas)
  }
}
