import ExactAlgebra
import Foundation
import Networks
import Regions
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

struct RegionVolumeTests {
  /// A square cut by the two lines of a first layer, and by hand.
  @Test func volumesOfASquare() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [1, 1]], biases: [0, 0]), .init(weights: [[1, 1]], biases: [0]),
    ])
    let square = try InputDomain.box([(-1, 1), (-1, 1)])
    let regions = try await ActivationRegions(of: network, in: square).list()
    #expect(regions.count == 4)
    let volumes = try regions.map { try #require(try $0.volume()) }
    #expect(volumes.map { $0 * 2 } == [3, 1, 1, 3])
    #expect(try regions[0].moments()?.dimension == 2)
  }

  @Test func unboundedRegionsAndProgramsHaveNone() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [1, 1]], biases: [0, 0]), .init(weights: [[1, 1]], biases: [0]),
    ])
    for region in try await ActivationRegions(of: network).list() {
      #expect(try region.volume() == nil)
    }
    let square = try InputDomain.box([(-1, 1), (-1, 1)])
    let regions = try await ActivationRegions(of: network, in: square, method: .programs).list()
    #expect(regions.count == 4)
    for region in regions { #expect(try region.volume() == nil) }
  }

  private struct Reference: Decodable {
    struct Entry: Decodable {
      struct Layer: Decodable {
        let weights: [[String]]
        let biases: [String]
      }
      struct Weights: Decodable { let layers: [Layer] }
      let kind: String
      let name: String
      let network: Weights?
      let box: [[String]]?
      let volumes: [String: String]?
    }
    let entries: [Entry]
  }

  /// Published volumes, region by region; together they are the box.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
  func referenceVolumes() async throws {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let entries = try JSONDecoder().decode(Reference.self, from: data).entries
      .filter { $0.kind == "region_volumes" }
    #expect(entries.count == 5)
    for entry in entries {
      func numbers(_ row: [String]) throws -> [Rational] {
        try row.map { try Rational(parsing: $0) }
      }
      let network = try Network(
        layers:
          #require(entry.network).layers.map {
            try .init(weights: $0.weights.map(numbers), biases: numbers($0.biases))
          })
      let sides = try #require(entry.box).map(numbers).map { (lower: $0[0], upper: $0[1]) }
      var volumes: [String: Rational] = [:]
      let regions = try await ActivationRegions(of: network, in: .box(sides)).list()
      for region in regions {
        let key = region.pattern.layers.map { layer in layer.map { $0 ? "1" : "0" }.joined() }
          .joined(separator: "|")
        volumes[key] = try region.volume()
      }
      let expected = try #require(entry.volumes).mapValues { try Rational(parsing: $0) }
      #expect(volumes == expected, "\(entry.name)")
      #expect(volumes.values.reduce(0, +) == sides.reduce(1) { $0 * ($1.upper - $1.lower) })
    }
  }
}
