import ExactAlgebra
import Foundation
import Networks
import Regions
import Testing

@testable import Drawing

@Suite struct NetworkFigureTests {
  private static let points = [PlanePoint(x: 1, y: 0), PlanePoint(x: 0, y: -1)]

  private static func figure(_ view: NetworkFigure.View) throws -> NetworkFigure {
    var figure = try NetworkFigure(
      of: ParameterSlice(through: try SampleNetwork.small.network, seed: 1), points: points,
      output: 0)
    figure.view = view
    figure.resolution = 12
    figure.title = "2-3-2-2"
    return figure
  }

  @Test(arguments: NetworkFigure.View.allCases, PictureFormat.allCases)
  func sameBytes(view: NetworkFigure.View, format: PictureFormat) throws {
    let data = try Self.figure(view).data(as: format)
    #expect(!data.isEmpty)
    #expect(try Self.figure(view).data(as: format) == data)
  }

  @Test(arguments: NetworkFigure.View.allCases)
  func svgIsXML(view: NetworkFigure.View) throws {
    let document = try #require(SVGDocument(try Self.figure(view).data(as: .svg)))
    #expect(document.title == "2-3-2-2")
    let polygons = document.paths.filter { $0.fill != "none" }.flatMap(\.polygons)
    #expect(polygons.count > 2 * 12 * 12)
  }

  @Test(arguments: NetworkFigure.View.allCases)
  func smallPages(view: NetworkFigure.View) throws {
    let size = PictureSize(width: 120, height: 120)
    #expect(SVGDocument(try Self.figure(view).data(as: .svg, size: size)) != nil)
  }

  /// The seed decides the directions.
  @Test func randomDirections() throws {
    let network = try SampleNetwork.small.network
    let slice = ParameterSlice(through: network, seed: 9)
    #expect(slice == ParameterSlice(through: network, seed: 9))
    #expect(slice.seed == 9)
    #expect(slice.first != slice.second)
    #expect(slice.first != ParameterSlice(through: network, seed: 10).first)
    let entries = slice.first.layers.flatMap { $0.weights.joined() + ($0.biases ?? []) }
    #expect(entries.count == network.architecture.parameterCount)
    #expect(entries.allSatisfy { $0.magnitude <= 1 })
  }

  @Test func directionsOfOtherShapes() throws {
    let network = try SampleNetwork.small.network
    let other = try SampleNetwork(widths: [2, 2, 3, 2], seed: 1).network
    let unbiased = try Network(layers: network.layers.map { .init(weights: $0.weights) })
    #expect(throws: DrawingError.wrongDirection(number: 1)) {
      try ParameterSlice(through: network, first: other, second: network)
    }
    #expect(throws: DrawingError.wrongDirection(number: 2)) {
      try ParameterSlice(through: network, first: network, second: unbiased)
    }
    let given = try ParameterSlice(through: network, first: network, second: network)
    #expect(given.seed == nil)
  }

  @Test func networksThatAreRefused() throws {
    let network = try SampleNetwork.small.network
    let slice = ParameterSlice(through: network, seed: 1)
    #expect(throws: DrawingError.noOutput(2, count: 2)) {
      try NetworkFigure(of: slice, points: Self.points, output: 2)
    }
    let wide = try SampleNetwork(widths: [3, 2, 1], seed: 1).network
    #expect(throws: DrawingError.inputsNotPlanar(count: 3)) {
      try NetworkFigure(
        of: ParameterSlice(through: wide, seed: 1), points: Self.points, output: 0)
    }
    let huge = Rational(10).power(200)
    let large = try Network(layers: [
      .init(weights: [[huge, 0]]), .init(weights: [[huge]]),
    ])
    let figure = try NetworkFigure(
      of: ParameterSlice(through: large, seed: 1), points: Self.points, output: 0)
    #expect(throws: DrawingError.notFinite(what: "f_1")) { try figure.data(as: .svg) }
    var flat = try Self.figure(.map)
    flat.s = 1...1
    #expect(throws: DrawingError.emptyRange(axis: "s")) { try flat.data(as: .svg) }
  }

  /// A network that is constant, and one without hidden layers.
  @Test(arguments: NetworkFigure.View.allCases)
  func plainNetworks(view: NetworkFigure.View) throws {
    let networks = [
      try Network(layers: [.init(weights: [[0, 0]], biases: [0]), .init(weights: [[1]])]),
      try Network(layers: [.init(weights: [[1, 2]])]),
    ]
    for network in networks {
      var figure = try NetworkFigure(
        of: ParameterSlice(through: network, first: network, second: network),
        points: Self.points, output: 0)
      figure.view = view
      figure.resolution = 6
      #expect(SVGDocument(try figure.data(as: .svg)) != nil)
    }
  }
}
