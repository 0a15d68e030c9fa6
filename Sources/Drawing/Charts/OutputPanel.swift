internal import ExactAlgebra

/// The density of an output with its atoms.
struct OutputPanel {
  private let density: [LawFigure.Point]
  private let atoms: [LawFigure.Atom]
  private let x: Axis
  private let y: Axis
  private let heading: String

  /// More labels than these would cover each other.
  private static let labelCount = 6

  init(
    density: [LawFigure.Point], atoms: [LawFigure.Atom], name: String
  ) throws(DrawingError) {
    self.density = density
    self.atoms = atoms
    let values = density.map(\.value) + atoms.map(\.value)
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    guard density.allSatisfy({ $0.density.isFinite }), least.isFinite, greatest.isFinite else {
      throw .notFinite(what: name)
    }
    // Atoms at an end are not on the frame.
    let margin = greatest > least ? (greatest - least) * 0.03 : 1
    x = try Axis(name, over: (least - margin)...(greatest + margin))
    let highest = density.map(\.density).max() ?? 0
    y = try Axis("density", over: 0...(highest > 0 ? highest * 1.06 : 1))
    heading = "Density of \(name)" + (atoms.isEmpty ? "" : ", and atoms")
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading(heading, in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    let curve = density.map { frame.place(x.part(at: $0.value), y.part(at: $0.density)) }
    canvas.clipped(to: frame.box) {
      if let first = curve.first, let last = curve.last {
        let base = [last, first].map { PagePoint(x: $0.x, y: frame.box.bottom) }
        canvas.fill(
          curve + base, with: .solid(CategoryColors.strong(0).mixed(with: .white, by: 0.75)))
        canvas.stroke([curve], color: CategoryColors.strong(0), width: 1.1)
      }
      drawAtoms(in: frame, on: canvas)
    }
    frame.draw(on: canvas)
  }

  /// The largest one reaches nearly to the top, the others in proportion.
  private func drawAtoms(in frame: PlaneFrame, on canvas: Canvas) {
    guard let largest = atoms.map(\.probability).max(), largest > 0 else { return }
    let color = CategoryColors.strong(1)
    let ranked = atoms.sorted { $0.probability > $1.probability }
    for (rank, atom) in ranked.enumerated() {
      let part = x.part(at: atom.value)
      let top = frame.place(part, 0.86 * atom.probability / largest)
      canvas.stroke([[frame.place(part, 0), top]], color: color, width: 1.6)
      canvas.fill(circleAt: top, radius: 2.2, with: color)
      guard rank < Self.labelCount else { continue }
      canvas.draw(
        probabilityLabel(atom.probability), size: FontSize.legend, at: top.moved(0, -8),
        part > 0.85 ? .left : part < 0.15 ? .right : .center)
    }
  }
}
