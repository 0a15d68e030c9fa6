import Enclosures
import ExactAlgebra
import Foundation
import Networks
import RandomNetworks
import RegionInformation
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Densities on regions that others computed, exactly.
@Suite struct DensityReferenceTests {
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
      let points: [[String]]?
      let counts: [String: Int]?
      let densities: [String: String]?
      let mean: String?
      let entropy: String?

      enum CodingKeys: String, CodingKey {
        case kind, name, network, box, points, counts
        case densities = "density_count_over_N_volume"
        case mean = "mean_log_density_nats"
        case entropy = "uniform_entropy_bits"
      }

      init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        kind = try keys.decode(String.self, forKey: .kind)
        name = try keys.decode(String.self, forKey: .name)
        // Other kinds have other values under these keys.
        let isOurs = kind == "region_volumes"
        network = isOurs ? try keys.decode(Weights.self, forKey: .network) : nil
        box = isOurs ? try keys.decode([[String]].self, forKey: .box) : nil
        points = isOurs ? try keys.decode([[String]].self, forKey: .points) : nil
        counts = isOurs ? try keys.decode([String: Int].self, forKey: .counts) : nil
        densities = isOurs ? try keys.decode([String: String].self, forKey: .densities) : nil
        mean = isOurs ? try keys.decode(String.self, forKey: .mean) : nil
        entropy = isOurs ? try keys.decode(String.self, forKey: .entropy) : nil
      }
    }
    let entries: [Entry]
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
  func densities() async throws {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let entries = try JSONDecoder().decode(Reference.self, from: data).entries
      .filter { $0.kind == "region_volumes" }
    #expect(entries.count == 5)
    for entry in entries {
      func numbers(_ row: [String]) throws -> [Rational] {
        try row.map { try Rational(parsing: $0) }
      }
      let network = try Network(
        layers: #require(entry.network).layers.map {
          try .init(weights: $0.weights.map(numbers), biases: numbers($0.biases))
        })
      let sides = try #require(entry.box).map(numbers).map { (lower: $0[0], upper: $0[1]) }
      let points = try #require(entry.points).map(numbers)
      let density = try await RegionDensity(of: points, in: network, by: .box(sides))
      func key(_ cell: RegionDensity.Cell) -> String {
        cell.pattern.description.replacing("/", with: "|")
      }
      let counts = Dictionary(uniqueKeysWithValues: density.cells.map { (key($0), $0.count) })
      #expect(counts == entry.counts, "\(entry.name)")
      let values = try density.cells.map { cell in
        (key(cell), try #require(cell.density.decimals.fraction))
      }
      #expect(Dictionary(uniqueKeysWithValues: values) == entry.densities, "\(entry.name)")
      let mean = try #require(density.ofPoints.value?.ball)
      let expected = try Rational(parsing: #require(entry.mean))
      let unit = Rational(10).power(-18)
      let difference = ((mean.lower + mean.upper) / 2 - expected).magnitude
      #expect(difference < unit)

      let law = InputLaw.uniform(try UniformLaw(box: sides))
      let entropy = try await NetworkLaw(of: network, under: law).entropy.inBits
      let bits = try Rational(parsing: #require(entry.entropy))
      let gap = (entropy.midpoint - bits).magnitude
      #expect(gap < unit, "\(entry.name)")
    }
  }
}
