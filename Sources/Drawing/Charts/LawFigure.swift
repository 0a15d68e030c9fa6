public import Foundation

/// The law of an output of a network beside the most probable activation patterns.
///
///     var figure = LawFigure(density: curve, atoms: [.init(value: 0, probability: 0.5)], bars: bars)
///     let file = try figure.data(as: .svg)
///
/// On the left the density of the part without atoms, and a line for each atom, whose height is its
/// probability on a scale of its own, written beside it; on the right the patterns with their
/// probabilities as bars.
public struct LawFigure: Sendable {
  /// A point of the curve.
  public struct Point: Hashable, Sendable {
    /// The value of the output.
    public let value: Double
    /// The density there.
    public let density: Double

    /// A point.
    public init(value: Double, density: Double) {
      self.value = value
      self.density = density
    }
  }

  /// A value with a probability of its own.
  public struct Atom: Hashable, Sendable {
    /// The value.
    public let value: Double
    /// Its probability.
    public let probability: Double

    /// An atom.
    public init(value: Double, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  /// A pattern, or something else that has a name and a probability.
  public struct Bar: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The probability.
    public let probability: Double

    /// A bar.
    public init(name: String, probability: Double) {
      self.name = name
      self.probability = probability
    }
  }

  /// The curve, by ascending values.
  public let density: [Point]
  /// The atoms.
  public let atoms: [Atom]
  /// The bars, the longest first; as many are drawn as there is room for.
  public let bars: [Bar]
  /// How many patterns there are, with those that have no bar.
  public var patternCount: Int
  /// The name of the output; `_` lowers what follows.
  public var valueName = "f_1"
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  public init(density: [Point], atoms: [Atom], bars: [Bar]) {
    self.density = density
    self.atoms = atoms
    self.bars = bars
    patternCount = bars.count
  }

  /// On a page of this size units are points.
  private static let referenceSize = PictureSize(width: 520, height: 260)

  /// The figure as a file.
  ///
  /// - Throws: `DrawingError` for values beyond double precision and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize = PictureSize(width: 520, height: 260)
  ) throws(DrawingError) -> Data {
    let panel = try OutputPanel(density: density, atoms: atoms, name: valueName)
    let canvas = try Canvas(
      format, size, scale: size.scale(relativeTo: Self.referenceSize), title: title)
    let (left, right) = canvas.drawTitle(title).panels
    panel.draw(in: left, on: canvas)
    BarPanel(bars: bars, count: patternCount).draw(in: right, on: canvas)
    return try canvas.data()
  }
}

extension Canvas {
  /// Writes a heading in the middle of the upper edge of an area; what is left of it.
  func drawHeading(_ heading: String, in area: PageBox) -> PageBox {
    let height = FontSize.axis + 7
    draw(
      Notation(heading).runs(size: FontSize.axis),
      at: PagePoint(x: area.left + area.width / 2, y: area.top + FontSize.axis / 2), .center)
    return PageBox(
      left: area.left, top: area.top + height, width: area.width, height: area.height - height)
  }
}

/// A probability with three digits.
func probabilityLabel(_ probability: Double) -> String {
  guard probability != 0, probability < 0.001 else {
    return String(format: "%.3f", probability)
  }
  return String(format: "%.1e", probability)
}
