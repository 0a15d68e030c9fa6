public import Foundation

/// The information in the layers of a network over the course of its training, or over any list of networks.
///
///     let figure = InformationFigure(layers: [.init(name: "layer 1", entropy: [...], information: [...])])
///     let file = try figure.data(as: .svg)
///
/// One panel for each quantity over the networks in their order, with a line for each layer and a band of errors
/// where these are known; and the information plane: `I(X; T)` to the right and `I(T; Y)` upwards, with a path for each
/// layer that becomes darker with time.
public struct InformationFigure: Sendable {
  /// A quantity of a layer for each network.
  public struct Course: Sendable {
    /// The values.
    public let values: [Double]
    /// Half-widths of the band around them; none where these are not known.
    public let errors: [Double]

    /// A course.
    ///
    /// - Precondition: there are as many errors as values, or none.
    public init(_ values: [Double], errors: [Double] = []) {
      precondition(errors.isEmpty || errors.count == values.count, "errors of other values")
      self.values = values
      self.errors = errors
    }
  }

  /// A layer.
  public struct Layer: Sendable {
    /// How the legend calls it.
    public let name: String
    /// `H(T) = I(X; T)`.
    public let entropy: Course
    /// `I(T; Y)`; `nil` without labels.
    public let information: Course?
    /// The number of cells or regions; `nil` where it is not known.
    public let count: Course?

    /// A layer.
    public init(name: String, entropy: Course, information: Course?, count: Course?) {
      self.name = name
      self.entropy = entropy
      self.information = information
      self.count = count
    }
  }

  /// The layers, from the first one on.
  public let layers: [Layer]
  /// The unit of entropies, for the names of axes.
  public var unit = "nats"
  /// What is counted: `regions` or `cells`.
  public var countName = "regions"
  /// What stands at the horizontal axis.
  public var orderName = "network"
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  public init(layers: [Layer]) { self.layers = layers }

  /// The figure as a file.
  ///
  /// - Parameters:
  ///   - format: the form of the file.
  ///   - size: that of the page; by the number of panels if `nil`.
  /// - Throws: `DrawingError` for values beyond double precision and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize? = nil
  ) throws(DrawingError) -> Data {
    try PanelPage(panels, title: title).data(as: format, size: size)
  }

  private var panels: [any InformationPanel] {
    get throws(DrawingError) {
      let names = layers.map(\.name)
      var panels: [any InformationPanel] = []
      let counts = layers.compactMap(\.count)
      if counts.count == layers.count {
        panels.append(
          try CoursePanel(
            heading: countName.prefix(1).uppercased() + countName.dropFirst(), axis: countName,
            order: orderName, names: names, courses: counts))
      }
      panels.append(
        try CoursePanel(
          heading: "Entropy of the cell", axis: "H(T), \(unit)", order: orderName, names: names,
          courses: layers.map(\.entropy)))
      let information = layers.compactMap(\.information)
      if information.count == layers.count {
        panels.append(
          try CoursePanel(
            heading: "Information on the label", axis: "I(T;Y), \(unit)", order: orderName,
            names: names, courses: information))
        panels.append(
          try InformationPlanePanel(
            unit: unit, entropies: layers.map(\.entropy.values),
            informations: information.map(\.values)))
      }
      return panels
    }
  }
}

extension Axis {
  /// An axis around some numbers, which begins at zero where they do not go below.
  static func around(_ values: [Double], _ name: String) throws(DrawingError) -> Axis {
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(what: name) }
    let (low, high) = (min(values.min() ?? 0, 0), values.max() ?? 1)
    let span = high > low ? high - low : 1
    return try Axis(name, over: (low < 0 ? low - 0.04 * span : 0)...(low + span * 1.06))
  }
}
