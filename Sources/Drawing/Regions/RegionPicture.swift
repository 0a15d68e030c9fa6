public import ExactAlgebra
public import Foundation
public import Networks
public import Regions

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
    /// The probability of the pattern, on a scale of logarithms; grey where there is none.
    case probability([ActivationPattern: Double])
    /// The volume of the part of the region in the plane, which is an area, on a scale of logarithms.
    case volume
    /// A density that is constant on the region of each pattern, on a scale of logarithms; grey where it is
    /// zero.
    case density([ActivationPattern: Double])
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
  /// Whether patterns, if there are at most 24, layers and classes are listed beside the picture.
  public var hasLegend = true
  /// The decision boundary that is drawn over the regions; none if `nil`.
  public var boundary: DecisionBoundary?

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
  /// - Parameters:
  ///   - format: the format of the file.
  ///   - size: the page; the frame fills it, and where it is `fitted`, both axes have one scale.
  /// - Throws: `DrawingError` for a window without an interior, an output that a region does not
  ///   have, values beyond double precision, and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize = .fitted(width: 440)
  ) throws(DrawingError) -> Data {
    let axes = (x: try Axis(xName, over: x), y: try Axis(yName, over: y))
    let geometry = try RegionGeometry(of: regions, x: axes.x, y: axes.y)
    let painting = try painting(of: geometry)
    let lines = try boundaryLines(axes.x, axes.y)
    let panel = SidePanel(
      legends: pointLegends + boundaryLegends(of: lines, beside: painting) + painting.legends,
      bar: painting.bar)
    let scale = size.scale(relativeTo: Self.referenceSize)
    var page = size
    var panelWidth: Double?
    if size.isFitted {
      // On a smaller page there may be fewer labels, which leave more room.
      for _ in 0..<3 {
        let canvas = try Canvas(format, page, scale: scale, title: title)
        let layout = layout(
          axes.x, axes.y, panel, .equalScales, panelWidth: panelWidth, on: canvas)
        panelWidth = layout.panel?.width
        page = size.fitting(
          width: scale * (layout.right + Canvas.margin),
          height: scale * (layout.frame.bottom + Canvas.margin))
      }
    }
    let canvas = try Canvas(format, page, scale: scale, title: title)
    let layout = layout(
      axes.x, axes.y, panel, size.isFitted ? .equalScales : .filling, panelWidth: panelWidth,
      on: canvas)
    let frame = layout.frame
    canvas.clipped(to: frame.box) {
      painting.draw(canvas, frame)
      drawBoundary(lines, in: frame, on: canvas)
    }
    drawPoints(in: frame, axes, on: canvas)
    frame.draw(on: canvas)
    panel.draw(beside: frame.box, in: layout.panel, on: canvas)
    return try canvas.data()
  }

  /// On a page of this size units are points.
  private static let referenceSize = PictureSize(width: 440, height: 320)

  /// Where frame and panel stand.
  private struct Layout {
    let frame: PlaneFrame
    let panel: PageBox?
    /// The right end of both.
    let right: Double
  }

  private func layout(
    _ x: Axis, _ y: Axis, _ panel: SidePanel, _ shape: PlaneFrame.Shape,
    panelWidth: Double? = nil, on canvas: Canvas
  ) -> Layout {
    let body = canvas.drawTitle(title)
    let (place, rest) = panel.place(in: body, width: panelWidth, on: canvas)
    let frame = PlaneFrame(x: x, y: y, shape, in: rest, on: canvas)
    return Layout(frame: frame, panel: place, right: panel.right(beside: frame.box, in: place))
  }
}
