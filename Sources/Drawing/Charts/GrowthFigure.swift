public import Foundation

/// A dimension that grows with a depth, beside numbers that do not.
///
///     let figure = GrowthFigure(
///       points: [.init(depth: 1, dimension: 6, isProved: true)],
///       levels: [.init("gaussian", 5)])
///     let file = try figure.data(as: .svg)
///
/// Full circles are proved dimensions, rings lower bounds. A level is a horizontal line.
public struct GrowthFigure: Sendable {
  /// The dimension at a depth.
  public struct Point: Sendable {
    /// The depth.
    public let depth: Int
    /// The dimension, or a lower bound.
    public let dimension: Int
    /// Whether it is proved.
    public let isProved: Bool

    /// A dimension.
    public init(depth: Int, dimension: Int, isProved: Bool) {
      (self.depth, self.dimension, self.isProved) = (depth, dimension, isProved)
    }
  }

  /// A number that does not depend on the depth.
  public struct Level: Sendable {
    /// What it is a number of.
    public let name: String
    /// The number.
    public let value: Int

    /// A level.
    public init(_ name: String, _ value: Int) { (self.name, self.value) = (name, value) }
  }

  /// The dimensions, by depth.
  public let points: [Point]
  /// The levels.
  public let levels: [Level]
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  ///
  /// - Precondition: there is a point, and depths ascend.
  public init(points: [Point], levels: [Level]) {
    precondition(
      !points.isEmpty && zip(points, points.dropFirst()).allSatisfy { $0.depth < $1.depth },
      "depths that do not ascend, or none")
    (self.points, self.levels) = (points, levels)
  }

  /// The figure as a file.
  ///
  /// - Parameters:
  ///   - format: the form of the file.
  ///   - size: that of the page; a usual one if `nil`.
  /// - Throws: `DrawingError` for sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize? = nil
  ) throws(DrawingError) -> Data {
    let panel = try GrowthPanel(self)
    let reference = PictureSize(width: 440, height: 280)
    let size = size ?? reference
    let canvas = try Canvas(format, size, scale: size.scale(relativeTo: reference), title: title)
    panel.draw(in: canvas.drawTitle(title), on: canvas)
    return try canvas.data()
  }
}

/// The panel of a figure of growth.
private struct GrowthPanel: InformationPanel {
  let figure: GrowthFigure
  private let x: Axis
  private let y: Axis

  init(_ figure: GrowthFigure) throws(DrawingError) {
    self.figure = figure
    let (first, last) = (figure.points[0].depth, figure.points[figure.points.count - 1].depth)
    var x = try Axis("depth", over: Double(first) - 0.5...Double(last) + 0.5)
    x.isOfCounts = true
    self.x = x
    y = try .around(
      (figure.points.map(\.dimension) + figure.levels.map(\.value)).map { Double($0) },
      "dimension, parameters")
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    var rest = canvas.drawHeading("Laws that are reached, and families", in: area)
    let legend = legend
    let width = legend.width(on: canvas)
    rest.width -= width + 8
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    for (number, level) in levels.enumerated() {
      let height = y.part(at: Double(level.value))
      canvas.stroke(
        [[frame.place(0, height), frame.place(1, height)]], color: Self.color(of: number),
        width: 0.9)
    }
    let color = CategoryColors.strong(0)
    let places = figure.points.map { point in
      frame.place(x.part(at: Double(point.depth)), y.part(at: Double(point.dimension)))
    }
    canvas.stroke([places], color: color, width: 1.3)
    for (point, place) in zip(figure.points, places) {
      canvas.fill(circleAt: place, radius: 2.8, with: color)
      if !point.isProved { canvas.fill(circleAt: place, radius: 1.7, with: .white) }
    }
    frame.draw(on: canvas)
    legend.draw(
      in: PageBox(
        left: frame.box.right + 8, top: frame.box.top, width: width, height: legend.height),
      on: canvas)
  }

  /// The levels, the highest first, as they lie in the picture.
  private var levels: [GrowthFigure.Level] {
    figure.levels.sorted { ($1.value, $0.name) < ($0.value, $1.name) }
  }

  private var legend: Legend {
    Legend(
      "",
      [.init(symbol: .line(CategoryColors.strong(0), width: 1.3), text: "laws that are reached")]
        + levels.enumerated().map { number, level in
          .init(
            symbol: .line(Self.color(of: number), width: 0.9), text: level.name,
            note: "\(level.value)")
        })
  }

  private static func color(of level: Int) -> Color { CategoryColors.strong(level + 1) }
}
