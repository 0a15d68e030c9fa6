public import Foundation

/// The laws of outputs beside the Gaussian laws that a filter puts in their place, and its errors layer by layer.
///
///     let figure = FilterFigure(outputs: outputs, errors: errors)
///     let file = try figure.data(as: .svg)
///
/// A panel for each output: the density of the part without atoms as an area, a line with its probability for each
/// atom, and the density of each Gaussian law; then one for each kind of error.
public struct FilterFigure: Sendable {
  /// A Gaussian law in place of another one.
  public struct Substitute: Hashable, Sendable {
    /// How the legend calls it.
    public let name: String
    /// Its mean.
    public let mean: Double
    /// Its standard deviation; where it is zero the law is one point.
    public let deviation: Double

    /// A Gaussian law.
    public init(name: String, mean: Double, deviation: Double) {
      (self.name, self.mean, self.deviation) = (name, mean, deviation)
    }
  }

  /// An output with its law and others in its place.
  public struct Output: Hashable, Sendable {
    /// The name of the output; `_` lowers what follows.
    public let name: String
    /// The density, by ascending values.
    public let density: [LawFigure.Point]
    /// The atoms.
    public let atoms: [LawFigure.Atom]
    /// The Gaussian laws.
    public let substitutes: [Substitute]

    /// An output.
    public init(
      name: String, density: [LawFigure.Point], atoms: [LawFigure.Atom],
      substitutes: [Substitute]
    ) {
      (self.name, self.density, self.atoms) = (name, density, atoms)
      self.substitutes = substitutes
    }
  }

  /// A kind of error over the layers.
  public struct Errors: Sendable {
    /// What stands above.
    public let heading: String
    /// The layers, from 1; the last one is the output.
    public let layers: [Int]
    /// A line for each filter, with a value for each layer.
    public let lines: [GateCourseFigure.Line]

    /// Errors.
    ///
    /// - Precondition: there is a layer, and each line has a value for each layer.
    public init(_ heading: String, layers: [Int], lines: [GateCourseFigure.Line]) {
      precondition(
        !layers.isEmpty && lines.allSatisfy { $0.values.count == layers.count },
        "errors of other layers")
      (self.heading, self.layers, self.lines) = (heading, layers, lines)
    }
  }

  /// The outputs.
  public let outputs: [Output]
  /// The errors.
  public let errors: [Errors]
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  ///
  /// - Precondition: there is an output.
  public init(outputs: [Output], errors: [Errors]) {
    precondition(!outputs.isEmpty, "a figure of nothing")
    (self.outputs, self.errors) = (outputs, errors)
  }

  /// The figure as a file.
  ///
  /// - Parameters:
  ///   - format: the form of the file.
  ///   - size: that of the page; by the number of panels if `nil`.
  /// - Throws: `DrawingError` for values beyond double precision and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize? = nil
  ) throws(DrawingError) -> Data {
    var panels: [any InformationPanel] = []
    for output in outputs { panels.append(try SubstitutePanel(output)) }
    for errors in errors {
      let (first, last) = (Double(errors.layers.min() ?? 1), Double(errors.layers.max() ?? 1))
      var x = try Axis("layer, the last one is the output", over: first - 0.2...last + 0.2)
      x.isOfCounts = true
      panels.append(
        try CoursePanel(
          heading: errors.heading, axis: "relative error", over: x,
          at: errors.layers.map(Double.init), names: errors.lines.map(\.name),
          courses: errors.lines.map { .init($0.values) },
          headroom: errors.lines.count > 2 ? 0.27 : 0))
    }
    return try PanelPage(panels, title: title).data(as: format, size: size)
  }
}
