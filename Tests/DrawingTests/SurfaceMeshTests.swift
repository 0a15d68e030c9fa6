import ExactAlgebra
import Networks
import Regions
import Testing

@testable import Drawing

@Suite struct SurfaceMeshTests {
  private static let points = [
    PlanePoint(x: Rational(Integer(1), 2), y: Rational(Integer(3), 5)),
    PlanePoint(x: Rational(Integer(-2), 5), y: Rational(Integer(-1), 4)),
  ]

  private static func figure(of sample: SampleNetwork) throws -> NetworkFigure {
    try NetworkFigure(
      of: ParameterSlice(through: try sample.network, seed: 3), points: points, output: 1)
  }

  private static func meshes(of sample: SampleNetwork) throws -> [SurfaceMesh] {
    let figure = try figure(of: sample)
    let axis = try Axis("a", over: Rational(-1)...1)
    return [
      try SurfaceMesh(of: try figure.parameterFunction(axis, axis), cells: 12),
      try SurfaceMesh(of: try figure.inputFunction(axis, axis), cells: 12),
    ]
  }

  /// The pieces cover the square: no gap, no overlap.
  @Test(arguments: [SampleNetwork.small, SampleNetwork(widths: [2, 5, 4, 2], seed: 2)])
  func piecesCoverTheSquare(sample: SampleNetwork) throws {
    for mesh in try Self.meshes(of: sample) {
      #expect(abs(mesh.areas.reduce(0, +) - 1) < 1e-9)
      #expect(mesh.areas.allSatisfy { $0 > -1e-12 })
      let owners = PolygonNeighbors.owners(of: mesh.pieces.map(\.corners))
      let rim = owners.filter { $0.value.count == 1 }.keys
      func isOnRim(_ side: PolygonNeighbors.Side) -> Bool {
        let (a, b) = (mesh.vertices[side.first], mesh.vertices[side.second])
        return (a.x == b.x && [0, 1].contains(a.x)) || (a.y == b.y && [0, 1].contains(a.y))
      }
      #expect(rim.allSatisfy(isOnRim))
      #expect(owners.values.allSatisfy { $0.count <= 2 })
    }
  }

  /// Patterns and areas over the inputs are those of the exact regions.
  @Test(arguments: [SampleNetwork.small, SampleNetwork(widths: [2, 5, 4, 2], seed: 2)])
  func regionsOfInputs(sample: SampleNetwork) throws {
    let mesh = try Self.meshes(of: sample)[1]
    let exact = Dictionary(
      uniqueKeysWithValues: try sample.regions.map {
        ($0.pattern.description, Double(approximating: $0.area) / 4)
      })
    #expect(exact.count > 8)
    let areas = Dictionary(
      uniqueKeysWithValues: zip(mesh.regions.map(mesh.function.name(of:)), mesh.areas))
    // Regions of a billionth of the window may be lost to rounding, here none is that small.
    #expect(Set(exact.keys) == Set(areas.keys))
    for (name, area) in exact { #expect(abs(area - areas[name]!) < 1e-9) }
  }

  /// The values and patterns over the parameters are those of the exact networks.
  @Test func valuesOverParameters() throws {
    let sample = SampleNetwork.small
    let mesh = try Self.meshes(of: sample)[0]
    let slice = try Self.figure(of: sample).slice
    for piece in mesh.pieces.prefix(150) {
      let corners = piece.corners.map { mesh.vertices[$0] }
      let count = Double(corners.count)
      let s = 2 * corners.reduce(0) { $0 + $1.x } / count - 1
      let t = 2 * corners.reduce(0) { $0 + $1.y } / count - 1
      let network = try slice.network(s: Rational(exactly: s)!, t: Rational(exactly: t)!)
      let patterns = network.evaluate(Self.points.map { [$0.x, $0.y] }).map {
        $0.pattern.description
      }
      let name = mesh.function.name(of: mesh.regions[piece.region])
      #expect(name == patterns.joined(separator: "  "))
      let value = mesh.function.sample(s, t).value
      let exact = Double(
        approximating: network.evaluate([[Self.points[0].x, Self.points[0].y]])[0].outputs[1])
      #expect(abs(value - exact) < 1e-9)
    }
    #expect(mesh.pieces.count > 150)
  }

  /// Along borders a boundary function vanishes, and neighbours differ in colour.
  @Test func borders() throws {
    for mesh in try Self.meshes(of: .small) {
      #expect(mesh.borders.count > 20)
      for side in mesh.borders {
        for corner in [side.first, side.second] {
          let vertex = mesh.vertices[corner]
          let boundaries = mesh.function.sample(2 * vertex.x - 1, 2 * vertex.y - 1).boundaries
          #expect(boundaries.contains { abs($0) < 1e-9 })
        }
      }
      let colors = mesh.colors
      let owners = PolygonNeighbors.owners(of: mesh.pieces.map(\.corners))
      #expect(
        mesh.borders.allSatisfy { side in
          Set(owners[side]!.map { colors[mesh.pieces[$0].region] }).count == 2
        })
    }
  }

  /// A contour line has its value along it.
  @Test func contours() throws {
    let mesh = try Self.meshes(of: .small)[1]
    let range = mesh.valueRange
    let lines = ContourLines(of: mesh, axis: try Axis("f", over: range), atMost: 8)
    #expect(lines.levels.count > 2)
    for level in lines.levels {
      let text = level.label.replacing("\u{2212}", with: "-")
      let value = try #require(Double(text))
      #expect(!level.segments.isEmpty)
      for point in level.segments.joined() {
        let sample = mesh.function.sample(2 * point.x - 1, 2 * point.y - 1)
        #expect(abs(sample.value - value) < 1e-9)
      }
    }
  }
}

extension ParameterSlice {
  /// The network at a point of the plane, exactly.
  func network(s: Rational, t: Rational) throws -> Network {
    func sum(_ a: Rational, _ b: Rational, _ c: Rational) -> Rational { a + s * b + t * c }
    return try Network(
      layers: origin.layers.indices.map { index in
        let (a, b, c) = (origin.layers[index], first.layers[index], second.layers[index])
        return Network.Layer(
          weights: a.weights.indices.map { row in
            a.weights[row].indices.map {
              sum(a.weights[row][$0], b.weights[row][$0], c.weights[row][$0])
            }
          },
          biases: a.biases.map { biases in
            biases.indices.map { sum(biases[$0], b.biases![$0], c.biases![$0]) }
          })
      })
  }
}
