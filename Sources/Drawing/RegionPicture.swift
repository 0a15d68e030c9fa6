public import ExactAlgebra
public import Foundation
public import ReLUNetworks

/// The activation regions of a network in a window of a plane.
///
///     var picture = RegionPicture(of: regions, x: -1...1, y: -1...1, coloring: .pattern)
///     picture.points = [LabelledPoint(PlanePoint(x: 0, y: 1))]
///     let file = try picture.data(as: .pdf)
///
/// The regions are exact; the page has a resolution, so numbers are rounded as they are drawn.
/// The same picture in the same format has the same bytes, on machines with the same fonts and
/// the same version of cairo.
public struct RegionPicture: Sendable {
  /// What the colours tell.
  public enum Coloring: Hashable, Sendable {
    /// The pattern: neighbours have different hues, and more active neurons deeper ones.
    case pattern
    /// Which hidden layer bends: its lines have its colour, over pale regions, thinner for
    /// deeper layers.
    case layer
    /// The value of an output, which counts from 0, on a scale.
    case value(output: Int)
  }

  /// The regions, which cover the window or a part of it.
  public let regions: [PlanarRegion]
  /// The window: an interval of the first coordinate.
  public let x: ClosedRange<Rational>
  /// The window: an interval of the second coordinate.
  public let y: ClosedRange<Rational>
  /// What the colours tell.
  public let coloring: Coloring
  /// The line above the picture, and the title of the file; none if empty.
  public var title = ""
  /// The name of the first axis; `_` lowers what follows.
  public var xName = "x_1"
  /// The name of the second axis.
  public var yName = "x_2"
  /// The name of the value, for `Coloring.value`; `f` with the number of the output, from 1,
  /// where none is given.
  public var valueName: String?
  /// Points to draw on top, classes in the order of their first points.
  public var points: [LabelledPoint] = []
  /// Whether patterns, layers and classes are listed beside the picture.
  public var hasLegend = true

  /// A picture of regions in a window.
  ///
  /// Regions that share a side have both its corners in common.
  public init(
    of regions: [PlanarRegion], x: ClosedRange<Rational>, y: ClosedRange<Rational>,
    coloring: Coloring
  ) {
    self.regions = regions
    self.x = x
    self.y = y
    self.coloring = coloring
  }

  /// The picture as a file.
  ///
  /// - Throws: `DrawingError` for a window without an interior, an output that a region does not
  ///   have, values beyond double precision, and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize = PictureSize(width: 440, height: 320)
  ) throws(DrawingError) -> Data {
    let axes = (x: try Axis(xName, over: x), y: try Axis(yName, over: y))
    let canvas = try Canvas(format, size, title: title)
    let geometry = try RegionGeometry(of: regions, x: axes.x, y: axes.y)
    let painting = try painting(of: geometry)
    let body = canvas.drawTitle(title)
    let panel = SidePanel(legends: pointLegends + painting.legends, bar: painting.bar)
    let (place, rest) = panel.place(in: body, on: canvas)
    let tight = PlaneFrame(x: axes.x, y: axes.y, in: rest, on: canvas)
    let frame = panel.centered(tight, in: body, panel: place)
    canvas.clipped(to: frame.box) { painting.draw(canvas, frame) }
    drawPoints(in: frame, axes, on: canvas)
    frame.draw(on: canvas)
    panel.draw(beside: frame.box, in: place, on: canvas)
    return try canvas.data()
  }
}
