public import ExactAlgebra
public import Foundation
internal import Networks
public import Regions

/// An output of a network over a plane of its parameters, and over its inputs.
///
///     let slice = ParameterSlice(through: network, seed: 1)
///     let figure = try NetworkFigure(of: slice, points: [p, q], output: 0)
///     let file = try figure.data(as: .pdf)
///
/// On the left the weights and biases move in a plane, and the output at one of the data points
/// is a polynomial in `s` and `t` on each region; the regions are the sets on which the data
/// points keep their activation patterns, and have curved borders. On the right the weights are
/// fixed and the input moves: there the output is affine on each region, and borders are
/// straight. Source of the pair: Alexandr and Montufar, *Constraining the outputs of ReLU neural
/// networks*, 2025.
///
/// Everything is evaluated in double precision on a grid, and is for looking at: regions smaller
/// than a square of the grid may be missing.
public struct NetworkFigure: Sendable {
  /// From where the graphs are seen.
  public enum View: Hashable, Sendable, CaseIterable {
    /// From one side, as surfaces over a plane.
    case surface
    /// From above, with lines of equal value.
    case map
  }

  /// The plane of parameters; the network is the one at its origin.
  public let slice: ParameterSlice
  /// The data points, inputs of the network.
  public let points: [PlanePoint]
  /// The output that is shown, from 0.
  public let output: Int
  /// The data point at which the left half shows the output, from 0.
  public var shownPoint = 0
  /// The interval of `s`.
  public var s: ClosedRange<Rational> = -1...1
  /// The interval of `t`.
  public var t: ClosedRange<Rational> = -1...1
  /// The interval of the first input.
  public var x: ClosedRange<Rational> = -1...1
  /// The interval of the second input.
  public var y: ClosedRange<Rational> = -1...1
  /// The name of the axis of the first input.
  public var xName = "x_1"
  /// The name of the axis of the second input.
  public var yName = "x_2"
  /// From where the graphs are seen.
  public var view: View = .surface
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""
  /// The number of squares of the grid along each axis of the parameters; there are fewer over
  /// the inputs, where all pieces are flat.
  public var resolution = 40

  /// A figure of a network with two inputs, on one or more data points.
  ///
  /// - Throws: `DrawingError.inputsNotPlanar` for networks with another number of inputs, and
  ///   `DrawingError.noOutput`.
  public init(of slice: ParameterSlice, points: [PlanePoint], output: Int) throws(DrawingError) {
    precondition(!points.isEmpty, "a figure without data points")
    let architecture = slice.origin.architecture
    guard architecture.inputCount == 2 else {
      throw .inputsNotPlanar(count: architecture.inputCount)
    }
    guard (0..<architecture.outputCount).contains(output) else {
      throw .noOutput(output, count: architecture.outputCount)
    }
    self.slice = slice
    self.points = points
    self.output = output
  }

  /// On a page of this size units are points.
  private static let referenceSize = PictureSize(width: 520, height: 330)

  /// The figure as a file.
  ///
  /// - Throws: `DrawingError` for an interval without an interior, values beyond double precision
  ///   and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize = PictureSize(width: 520, height: 330)
  ) throws(DrawingError) -> Data {
    precondition(points.indices.contains(shownPoint), "a data point that does not exist")
    let halves = [try parameterPanel(), try inputPanel()]
    let canvas = try Canvas(
      format, size, scale: size.scale(relativeTo: Self.referenceSize), title: title)
    let body = canvas.drawTitle(title)
    let gap = 14.0
    let width = (body.width - gap) / 2
    // The same for both, so that the graphs have one size.
    let legendHeight = halves.map(\.legendHeight).max() ?? 0
    for (index, half) in halves.enumerated() {
      let left = body.left + Double(index) * (width + gap)
      half.draw(
        in: PageBox(left: left, top: body.top, width: width, height: body.height),
        legendHeight: legendHeight, on: canvas)
    }
    return try canvas.data()
  }

  /// The left half.
  private func parameterPanel() throws(DrawingError) -> FigurePanel {
    let axes = (s: try Axis("s", over: s), t: try Axis("t", over: t))
    let function = try parameterFunction(axes.s, axes.t)
    let mesh = try SurfaceMesh(of: function, cells: resolution)
    let spot = FigurePanel.Spot(
      mark: Mark(index: 3), name: "given weights", x: axes.s.part(of: 0), y: axes.t.part(of: 0),
      value: function.sample(0, 0).value)
    let names = points.count == 1 ? "Pattern of the point" : "Patterns of the points"
    return try FigurePanel(
      "Parameters: \(function.valueName) at point \(shownPoint + 1)", legendTitle: names,
      mesh: mesh, spots: [spot], view: view)
  }

  /// The right half.
  private func inputPanel() throws(DrawingError) -> FigurePanel {
    let axes = (x: try Axis(xName, over: x), y: try Axis(yName, over: y))
    let function = try inputFunction(axes.x, axes.y)
    let mesh = try SurfaceMesh(of: function, cells: max(1, 3 * resolution / 5))
    let spots = points.enumerated().map { index, point in
      FigurePanel.Spot(
        mark: Mark(index: index), name: "point \(index + 1)", x: axes.x.part(of: point.x),
        y: axes.y.part(of: point.y),
        value: function.sample(
          Double(approximating: point.x), Double(approximating: point.y)
        ).value)
    }
    return try FigurePanel(
      "Inputs: \(function.valueName)", legendTitle: "Pattern", mesh: mesh, spots: spots,
      view: view)
  }
}

extension NetworkFigure {
  private static func numerical(_ network: Network) throws(DrawingError) -> NumericalNetwork {
    guard let rounded = NumericalNetwork(approximating: network) else {
      throw .notFinite(what: "a weight")
    }
    return rounded
  }

  /// The output over the plane of parameters.
  func parameterFunction(_ s: Axis, _ t: Axis) throws(DrawingError) -> PiecewiseSmoothFunction {
    let origin = try Self.numerical(slice.origin)
    let first = try Self.numerical(slice.first)
    let second = try Self.numerical(slice.second)
    return PiecewiseSmoothFunction(
      output: output,
      at: points.map { [Double(approximating: $0.x), Double(approximating: $0.y)] },
      height: shownPoint, hiddenWidths: Array(slice.origin.architecture.hiddenWidths),
      plane: { origin.adding($0, times: first).adding($1, times: second) }, x: s, y: t)
  }

  /// The output over the inputs.
  func inputFunction(_ x: Axis, _ y: Axis) throws(DrawingError) -> PiecewiseSmoothFunction {
    PiecewiseSmoothFunction(
      output: output, of: try Self.numerical(slice.origin),
      hiddenWidths: Array(slice.origin.architecture.hiddenWidths), x: x, y: y)
  }
}
