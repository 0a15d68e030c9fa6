public import Foundation

/// A space-filling curve of weights, and its difference quotients.
///
///     let figure = CurveFigure(paths: [...], quotients: ..., distances: ...)
///     let file = try figure.data(as: .svg)
///
/// Above two weights along the curve: in the plane where these are all, over the parameter otherwise; on the whole
/// excursion and in a small cell of it. Below quantities over the step of the parameter, both with logarithmic axes.
public struct CurveFigure: Sendable {
  /// Two weights along a stretch of the curve.
  public struct Path: Sendable {
    /// What stands above.
    public let heading: String
    /// The names of the weights.
    public let names: [String]
    /// The parameters, from 0 to 1 over the stretch.
    public let parameters: [Double]
    /// The weights at the parameters: two lists.
    public let weights: [[Double]]
    /// Whether the weights are drawn in their plane.
    public let isPlane: Bool
    /// The name of the axis of parameters.
    public let axis: String

    /// A stretch.
    ///
    /// - Precondition: there are two weights, at all parameters.
    public init(
      _ heading: String, names: [String], axis: String, parameters: [Double], weights: [[Double]],
      isPlane: Bool
    ) {
      precondition(
        names.count == 2 && weights.count == 2
          && weights.allSatisfy { $0.count == parameters.count && !$0.isEmpty }, "no two weights")
      (self.heading, self.names, self.axis) = (heading, names, axis)
      (self.parameters, self.weights, self.isPlane) = (parameters, weights, isPlane)
    }
  }

  /// Quantities over a step, as decimal logarithms.
  public struct Course: Sendable {
    /// What stands above.
    public let heading: String
    /// The name of the vertical axis.
    public let axis: String
    /// The logarithms of the steps.
    public let steps: [Double]
    /// The quantities by name: logarithms at the steps, `nil` where they are not positive.
    public let lines: [(name: String, values: [Double?])]

    /// Quantities.
    ///
    /// - Precondition: each has a value for each step.
    public init(
      _ heading: String, axis: String, steps: [Double], lines: [(name: String, values: [Double?])]
    ) {
      precondition(
        !steps.isEmpty && lines.allSatisfy { $0.values.count == steps.count }, "other steps")
      (self.heading, self.axis, self.steps, self.lines) = (heading, axis, steps, lines)
    }
  }

  /// The stretches.
  public let paths: [Path]
  /// The courses.
  public let courses: [Course]
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  public init(paths: [Path], courses: [Course]) {
    precondition(!paths.isEmpty || !courses.isEmpty, "a figure of nothing")
    (self.paths, self.courses) = (paths, courses)
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
    for path in paths { panels.append(try PathPanel(path)) }
    for course in courses { panels.append(try PowerPanel(course)) }
    return try PanelPage(panels, title: title).data(as: format, size: size)
  }
}
