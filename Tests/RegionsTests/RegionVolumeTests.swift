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

  /// The regions of random networks, deep ones among them, fill a box: 50 networks in each dimension.
  @Test(arguments: [(2, [6, 4]), (3, [5, 2]), (4, [4, 2]), (5, [4])])
  func volumesFillTheBox(dimension: Int, hidden: [Int]) async throws {
    var generator = SeededGenerator(seed: 16, stream: UInt64(dimension))
    func number() -> Rational {
      Rational(Integer(Int.random(in: -16...16, using: &generator)), 8)
    }
    var (networkCount, regionCount) = (0, 0)
    for _ in 0..<50 {
      let widths = [dimension] + hidden + [1]
      let network = try Network(
        layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
          Network.Layer(
            weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
            biases: (0..<outputs).map { _ in number() })
        })
      let sides = (0..<dimension).map { _ in
        let lower = number()
        return (lower: lower, upper: lower + number().magnitude + Rational(1, 3))
      }
      let regions = try await ActivationRegions(of: network, in: .box(sides)).list()
      var sum = Rational(0)
      for region in regions {
        let volume = try #require(try region.volume())
        #expect(volume > 0)
        sum += volume
      }
      #expect(sum == sides.reduce(1) { $0 * ($1.upper - $1.lower) })
      networkCount += 1
      regionCount += regions.count
    }
    #expect(networkCount == 50 && regionCount > 200)
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
