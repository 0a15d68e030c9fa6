public import Foundation

/// Quantities of gates that are drawn, over the temperature.
///
///     let figure = GateCourseFigure(
///       temperatures: [0.01, 0.1, 1], panels: [.init("Information", axis: "nats", lines: [...])])
///     let file = try figure.data(as: .svg)
///
/// One panel for each group of quantities, with a line for each; the temperature has a logarithmic axis.
public struct GateCourseFigure: Sendable {
  /// A quantity at each temperature.
  public struct Line: Sendable {
    /// How the legend calls it.
    public let name: String
    /// The values, in the order of the temperatures.
    public let values: [Double]

    /// A line.
    public init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// Quantities with one axis.
  public struct Panel: Sendable {
    /// What stands above.
    public let heading: String
    /// The name of the vertical axis.
    public let axis: String
    /// The quantities.
    public let lines: [Line]

    /// A panel.
    public init(_ heading: String, axis: String, lines: [Line]) {
      self.heading = heading
      self.axis = axis
      self.lines = lines
    }
  }

  /// The temperatures, ascending and positive.
  public let temperatures: [Double]
  /// The panels.
  public let panels: [Panel]
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  ///
  /// - Precondition: there are temperatures and panels, and each line has a value for each temperature.
  public init(temperatures: [Double], panels: [Panel]) {
    precondition(!temperatures.isEmpty && !panels.isEmpty, "a figure of nothing")
    precondition(
      panels.allSatisfy { $0.lines.allSatisfy { $0.values.count == temperatures.count } },
      "values at other temperatures")
    self.temperatures = temperatures
    self.panels = panels
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
    let x = try axis
    let positions = temperatures.map { log10($0) }
    var drawn: [CoursePanel] = []
    for panel in panels {
      drawn.append(
        try CoursePanel(
          heading: panel.heading, axis: panel.axis, over: x, at: positions,
          names: panel.lines.map(\.name), courses: panel.lines.map { .init($0.values) }))
    }
    return try PanelPage(drawn, title: title).data(as: format, size: size)
  }

  /// Whole powers of ten around the temperatures.
  private var axis: Axis {
    get throws(DrawingError) {
      let logarithms = temperatures.map { log10($0) }
      guard let least = logarithms.min(), let largest = logarithms.max(), least.isFinite,
        largest.isFinite
      else { throw .notFinite(what: "temperature") }
      let lower = least.rounded(.down)
      var axis = try Axis("temperature", over: lower...max(largest.rounded(.up), lower + 1))
      axis.isOfPowers = true
      return axis
    }
  }
}
