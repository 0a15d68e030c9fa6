internal import ExactAlgebra
import Foundation

/// The law of an output with Gaussian laws in its place.
struct SubstitutePanel: InformationPanel {
  private let output: FilterFigure.Output
  private let x: Axis
  private let y: Axis

  /// More labels than these would cover each other.
  private static let labelCount = 4
  /// Atoms with a smaller part of the largest probability have none.
  private static let leastLabelled = 0.03
  /// Points of a Gaussian curve.
  private static let pointCount = 240
  /// A density that is higher than so many times the highest Gaussian one is cut.
  private static let largestRatio = 3.0

  init(_ output: FilterFigure.Output) throws(DrawingError) {
    self.output = output
    let values =
      output.density.map(\.value) + output.atoms.map(\.value) + output.substitutes.map(\.mean)
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    guard output.density.allSatisfy({ $0.density.isFinite }), least.isFinite, greatest.isFinite
    else { throw .notFinite(what: output.name) }
    let margin = greatest > least ? (greatest - least) * 0.03 : 1
    x = try Axis(output.name, over: (least - margin)...(greatest + margin))
    let highest = output.density.map(\.density).max() ?? 0
    let peaks = output.substitutes.filter { $0.deviation > 0 }.map {
      1 / ($0.deviation * (2 * Double.pi).squareRoot())
    }.filter(\.isFinite)
    let peak = peaks.max() ?? highest
    let top = max(peak, peak > 0 ? min(highest, Self.largestRatio * peak) : highest)
    y = try Axis("density", over: 0...(top > 0 ? top * 1.06 : 1))
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let heading =
      "Law of \(output.name)" + (output.atoms.isEmpty ? "" : ", with atoms")
    let rest = canvas.drawHeading(heading, in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    let law = output.density.map { frame.place(x.part(at: $0.value), y.part(at: $0.density)) }
    let curves = output.substitutes.map { curve(of: $0, in: frame) }
    canvas.clipped(to: frame.box) {
      if let first = law.first, let last = law.last {
        let base = [last, first].map { PagePoint(x: $0.x, y: frame.box.bottom) }
        canvas.fill(law + base, with: .solid(Self.lawColor))
        canvas.stroke([law], color: .ink, width: 0.8)
      }
      drawAtoms(in: frame, on: canvas)
      for (number, curve) in curves.enumerated() {
        canvas.stroke([curve], color: CategoryColors.strong(number), width: 1.4)
      }
    }
    frame.draw(on: canvas)
    let entries =
      [Legend.Entry(symbol: .area(Self.lawColor), text: "law")]
      + output.substitutes.enumerated().map { number, substitute in
        Legend.Entry(
          symbol: .line(CategoryColors.strong(number), width: 1.4), text: substitute.name)
      }
    Legend("", entries).draw(
      inCornerOf: frame.box, avoiding: [law] + curves + stems(in: frame).map(Self.withLabels),
      on: canvas)
  }

  private static let lawColor = Color.ink.mixed(with: .white, by: 0.82)

  /// A Gaussian curve; a line at the mean where nothing varies.
  private func curve(
    of substitute: FilterFigure.Substitute, in frame: PlaneFrame
  ) -> [PagePoint] {
    guard substitute.deviation > 0 else {
      let part = x.part(at: substitute.mean)
      return [frame.place(part, 0), frame.place(part, 1)]
    }
    return (0...Self.pointCount).map { index in
      let part = Double(index) / Double(Self.pointCount)
      let score = (x.value(at: part) - substitute.mean) / substitute.deviation
      let density = exp(-score * score / 2) / (substitute.deviation * (2 * Double.pi).squareRoot())
      return frame.place(part, min(y.part(at: density), 2))
    }
  }

  /// The atoms as lines: the largest one reaches nearly to the top, the others in proportion.
  private func stems(in frame: PlaneFrame) -> [[PagePoint]] {
    let largest = output.atoms.map(\.probability).max() ?? 0
    guard largest > 0 else { return [] }
    return output.atoms.map { atom in
      let part = x.part(at: atom.value)
      return [frame.place(part, 0), frame.place(part, 0.86 * atom.probability / largest)]
    }
  }

  /// A stem with the room for its label on either side.
  private static func withLabels(_ stem: [PagePoint]) -> [PagePoint] {
    stem + [stem[1].moved(-34, 0), stem[1].moved(34, 0)]
  }

  private func drawAtoms(in frame: PlaneFrame, on canvas: Canvas) {
    let ranked = zip(output.atoms, stems(in: frame)).sorted {
      $0.0.probability > $1.0.probability
    }
    for (rank, (atom, stem)) in ranked.enumerated() {
      canvas.stroke([stem], color: .ink, width: 1.3)
      canvas.fill(circleAt: stem[1], radius: 2, with: .ink)
      let isSeen = atom.probability > Self.leastLabelled * ranked[0].0.probability
      guard rank < Self.labelCount, isSeen else { continue }
      let isLeft = leansRight(at: atom.value)
      canvas.draw(
        probabilityLabel(atom.probability), size: FontSize.legend,
        at: stem[1].moved(isLeft ? -5 : 5, 0), isLeft ? .left : .right)
    }
  }

  /// Whether there is more density on the right of a value, near it, than on the left.
  private func leansRight(at value: Double) -> Bool {
    let part = x.part(at: value)
    if part < 0.15 || part > 0.85 { return part > 0.5 }
    let near = output.density.filter { abs(x.part(at: $0.value) - part) < 0.1 }
    func highest(_ points: [LawFigure.Point]) -> Double { points.map(\.density).max() ?? 0 }
    return highest(near.filter { $0.value > value }) > highest(near.filter { $0.value < value })
  }
}
