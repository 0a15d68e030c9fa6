import ExactAlgebra
import Foundation
import Networks
import Regions
import Testing

@testable import Drawing

@Suite struct RegionPictureTests {
  private static func picture(
    _ sample: SampleNetwork, _ coloring: RegionPicture.Coloring
  ) throws -> RegionPicture {
    RegionPicture(of: try sample.regions, x: -1...1, y: -1...1, coloring: coloring)
  }

  /// As many polygons as regions, which cover a square without overlap.
  @Test(
    arguments: [SampleNetwork.small, .deep],
    [RegionPicture.Coloring.pattern, .layer, .value(output: 0)])
  func everyRegionOnce(sample: SampleNetwork, coloring: RegionPicture.Coloring) throws {
    let picture = try Self.picture(sample, coloring)
    let document = try #require(SVGDocument(try picture.data(as: .svg)))
    let polygons = document.regions.flatMap(\.polygons)
    #expect(polygons.count == picture.regions.count)
    #expect(picture.regions.count > (sample == .deep ? 100 : 8))
    let whole = area(of: try #require(document.frame))
    #expect(abs(polygons.reduce(0) { $0 + area(of: $1) } - whole) < 1e-3 * whole)
  }

  /// The colours of patterns are those of the legend, and neighbours are in different paths.
  @Test func onePathForEachColor() throws {
    let picture = try Self.picture(.deep, .pattern)
    let document = try #require(SVGDocument(try picture.data(as: .svg)))
    #expect(Set(document.regions.map(\.fill)).count == document.regions.count)
    #expect(document.regions.count > 7)
  }

  /// The paint of a polygon has the colours of its corners there.
  @Test func rampsAreExact() throws {
    let scale = ColorScale(covering: -1...1)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      func number() -> Double { Double.random(in: -0.4...0.4, using: &generator) }
      let slope = (number() / 100, number() / 100)
      let constant = number() / 4
      let corners = [(0.0, 0.0), (60, 10), (80, 70), (5, 50)].map { PagePoint(x: $0.0, y: $0.1) }
      let values = corners.map { slope.0 * $0.x + slope.1 * $0.y + constant }
      let paint = ValueRamp(corners: corners, values: values, slope: slope).paint(on: scale)
      guard case .gradient(let start, let end, let stops) = paint else {
        Issue.record("no gradient")
        continue
      }
      for (corner, value) in zip(corners, values) {
        let (right, down) = (end.x - start.x, end.y - start.y)
        let part =
          ((corner.x - start.x) * right + (corner.y - start.y) * down)
          / (right * right + down * down)
        #expect((-1e-9...1 + 1e-9).contains(part))
        let last = stops.dropFirst().firstIndex { part <= $0.place + 1e-9 } ?? stops.count - 1
        let (a, b) = (stops[last - 1], stops[last])
        let color = a.color.mixed(with: b.color, by: (part - a.place) / (b.place - a.place))
        let expected = scale.color(at: value)
        #expect(abs(color.red - expected.red) < 1e-6)
        #expect(abs(color.green - expected.green) < 1e-6)
        #expect(abs(color.blue - expected.blue) < 1e-6)
      }
    }
  }

  /// The bar has the colours of the least and the greatest value at its ends.
  @Test func barHasTheEndsOfTheValues() throws {
    let picture = try Self.picture(.small, .value(output: 0))
    let values = picture.regions.flatMap { $0.cornerValues(ofOutput: 0) }
    let axis = try Axis("x", over: Rational(-1)...1)
    let geometry = try RegionGeometry(of: picture.regions, x: axis, y: axis)
    let bar = try #require(try picture.painting(of: geometry).bar)
    #expect(bar.scale.range == values.min()!...values.max()!)
    let page = PageBox(left: 0, top: 0, width: 10, height: 100)
    guard case .gradient(let start, let end, let stops) = bar.paint(of: page) else {
      Issue.record("no gradient")
      return
    }
    #expect(start.y == 100 && end.y == 0)
    #expect(stops.first?.color == bar.scale.color(at: values.min()!))
    #expect(stops.last?.color == bar.scale.color(at: values.max()!))
    #expect(stops.first?.place == 0 && stops.last?.place == 1)
  }

  /// The values at corners are those of the network.
  @Test func valuesAreThoseOfTheNetwork() throws {
    let network = try SampleNetwork.small.network
    let regions = try SampleNetwork.small.regions
    #expect(regions.count > 8)
    for region in regions {
      let values = region.cornerValues(ofOutput: 1)
      for (corner, value) in zip(region.corners, values) {
        let exact = network.evaluate([[corner.x, corner.y]])[0].outputs[1]
        #expect(value == Double(approximating: exact))
      }
    }
  }

  /// Each bend once, with its layer; sides of the window bend nothing.
  @Test func bendsOfLayers() throws {
    let regions = try SampleNetwork.deep.regions
    let axis = try Axis("x", over: Rational(-1)...1)
    let geometry = try RegionGeometry(of: regions, x: axis, y: axis)
    let bends = LayerBends(of: regions, geometry)
    #expect(bends.layers.map(\.number) == [1, 2])
    #expect(bends.layers[0].width > bends.layers[1].width)
    let inner = PolygonNeighbors.owners(of: geometry.polygons).filter { $0.value.count == 2 }
    let sides = bends.layers.flatMap(\.sides)
    #expect(sides.count == inner.count)
    #expect(Set(sides) == Set(inner.keys))
  }

  /// A window at 10^40 of width 10^-40 looks like one at zero.
  @Test func tinyWindowFarAway() throws {
    let shift = Rational(10).power(40)
    let scale = Rational(10).power(-40)
    func moved(_ value: Rational) -> Rational { shift + scale * value }
    let regions = try SampleNetwork.small.regions
    let far = regions.map { region in
      PlanarRegion(
        pattern: region.pattern,
        corners: region.corners.map { PlanePoint(x: moved($0.x), y: moved($0.y)) },
        sides: region.sides, outputs: region.outputs)
    }
    let window = try Axis("x", over: moved(-1)...moved(1))
    let geometry = try RegionGeometry(of: far, x: window, y: window)
    let unit = try Axis("x", over: Rational(-1)...1)
    let expected = try RegionGeometry(of: regions, x: unit, y: unit)
    #expect(geometry.polygons == expected.polygons)
    #expect(!expected.corners.isEmpty)
    #expect(
      zip(geometry.corners, expected.corners).allSatisfy { $0.x == $1.x && $0.y == $1.y })
  }

  @Test func cornersFarOutsideTheWindow() throws {
    let region = PlanarRegion(
      pattern: ActivationPattern([[true]]),
      corners: [
        PlanePoint(x: 0, y: 0), PlanePoint(x: 1_000_000, y: 0), PlanePoint(x: 0, y: 1),
      ],
      sides: [[], [], []], outputs: [[0, 0, 1]])
    let picture = RegionPicture(of: [region], x: 0...1, y: 0...1, coloring: .pattern)
    #expect(throws: DrawingError.self) { try picture.data(as: .svg) }
  }

  /// A constant output, one region, many classes of points, no region at all: all are pictures.
  @Test(arguments: [RegionPicture.Coloring.pattern, .layer, .value(output: 0)])
  func plainCases(coloring: RegionPicture.Coloring) throws {
    let square = PlanarRegion(
      pattern: ActivationPattern([[true]]),
      corners: [(0, 0), (1, 0), (1, 1), (0, 1)].map { PlanePoint(x: $0, y: $1) },
      sides: [[], [], [], []], outputs: [[0, 0, 5]])
    for regions in [[square], []] {
      var picture = RegionPicture(of: regions, x: 0...1, y: 0...1, coloring: coloring)
      picture.points = (0..<30).map {
        LabelledPoint(PlanePoint(x: Rational(Integer($0), 30), y: 2), label: "class \($0)")
      }
      let document = try #require(SVGDocument(try picture.data(as: .svg)))
      #expect(document.regions.flatMap(\.polygons).count == regions.count)
    }
  }
}
