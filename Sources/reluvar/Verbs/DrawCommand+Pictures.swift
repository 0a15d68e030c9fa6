import Drawing
import Enclosures
import ExactAlgebra
import Foundation
import Interchange
import LongWork
import Networks
import Polyhedra
import RegionInformation
import Regions

extension DrawCommand {
  // MARK: regions

  /// The regions in a window of a plane.
  func picture(of network: Network) async throws -> RegionPicture {
    let output = try outputIndex(of: network)
    let points = try labelledPoints()
    let inputCount = network.architecture.inputCount
    var inputDomain = try domain.domain(inputCount: inputCount)
    let dimension = inputDomain.dimension(inputCount: inputCount)
    guard dimension == 2 else { throw RegionError.notPlanar(dimension) }
    if inputDomain.halfSpaces.isEmpty {
      let window = Window(around: points.map(\.position))
      inputDomain = try .box(
        [window.x, window.y].map { ($0.lowerBound, $0.upperBound) }, of: inputDomain.slice)
    }
    var options = ActivationRegions.Options()
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let diagnostics = Diagnostics(isQuiet: quiet)
    let watch = Stopwatch()
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    let regions = try await ActivationRegions(of: network, in: inputDomain)
      .polygons(options: options).regions
    diagnostics.clear()
    let window = Window(of: regions.flatMap(\.corners))
    let coloring: RegionPicture.Coloring
    if law {
      coloring = .probability(try await patternProbabilities(of: network))
    } else if density {
      coloring = .density(try await densities(of: points, in: network, window))
    } else {
      coloring = self.coloring(output: output)
    }
    var picture = RegionPicture(of: regions, x: window.x, y: window.y, coloring: coloring)
    picture.points = points
    picture.title = title
    picture.hasLegend = legend
    if inputDomain.slice != nil { (picture.xName, picture.yName) = ("u_1", "u_2") }
    if let xLabel { picture.xName = xLabel }
    if let yLabel { picture.yName = yLabel }
    picture.boundary = decisionBoundary(of: network, output: output)
    return picture
  }

  /// The density of points in a window, for the patterns of regions with points.
  private func densities(
    of points: [LabelledPoint], in network: Network, _ window: Window
  ) async throws -> [ActivationPattern: Double] {
    let box = [window.x, window.y].map { (lower: $0.lowerBound, upper: $0.upperBound) }
    let density = try await RegionDensity(
      of: points.map { [$0.position.x, $0.position.y] }, in: network, by: .box(box))
    return Dictionary(
      uniqueKeysWithValues: density.cells.map { ($0.pattern, $0.density.approximation) })
  }

  private func decisionBoundary(of network: Network, output: Int) -> DecisionBoundary? {
    switch boundary {
    case .none: nil
    case .zero: .zero(output: output)
    case .largest: .largest
    case .auto: .usual(for: network)
    }
  }

  private func coloring(output: Int) -> RegionPicture.Coloring {
    switch color {
    case .pattern: .pattern
    case .layer: .layer
    case .value: .value(output: output)
    case .volume: .volume
    }
  }

  func outputIndex(of network: Network) throws -> Int {
    let count = network.architecture.outputCount
    guard (1...count).contains(ofOutput) else {
      throw Failure.usage("--of-output: \(ofOutput), expected a number from 1 to \(count)")
    }
    return ofOutput - 1
  }

  private func labelledPoints() throws -> [LabelledPoint] {
    try PlanarPoints.read(points, labels: labels, columns: columns)
  }

  // MARK: parameters

  /// An output over parameters and over inputs.
  func figure(of network: Network) throws -> NetworkFigure {
    let points = try labelledPoints().map(\.position)
    var figure = try NetworkFigure(
      of: ParameterSlice(through: network, seed: seed), points: points,
      output: outputIndex(of: network))
    let bounds = try BoxBounds(range, option: "--range").closedSides(dimension: 1)[0]
    guard bounds.lower < bounds.upper else {
      throw Failure.usage("--range: '\(range.excerpt)', expected a lower bound below an upper one")
    }
    (figure.s, figure.t) = (bounds.lower...bounds.upper, bounds.lower...bounds.upper)
    let window = try window(around: points)
    (figure.x, figure.y) = (window.x, window.y)
    figure.view = view
    if let xLabel { figure.xName = xLabel }
    if let yLabel { figure.yName = yLabel }
    figure.title = title
    return figure
  }

  private func window(around points: [PlanePoint]) throws -> Window {
    guard let box = domain.box else { return Window(around: points) }
    let sides = try BoxBounds(box, option: "--box").closedSides(dimension: 2)
    _ = try InputDomain.box(sides)
    return Window(x: sides[0].lower...sides[0].upper, y: sides[1].lower...sides[1].upper)
  }
}
