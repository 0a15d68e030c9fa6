import ExactAlgebra
import Foundation
import Programs
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Laws of networks that two other methods agree on, through the command.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
struct LawReferenceTests {
  private struct Reference: Decodable {
    struct Map: Decodable {
      let weights: [[String]]
      let constants: [String]
      let mass: String

      enum CodingKeys: String, CodingKey {
        case weights = "C"
        case constants = "d"
        case mass = "p"
      }
    }
    struct Point: Decodable {
      let output: Int
      let y: String
      let p: String
    }
    let patterns: [String: String]
    let prefixMass: [String: [String: String]]
    let distinctAffineMaps: [Map]?
    let entropyNats: String
    let entropyBits: String
    let outputMean: [String]
    let outputCov: [[String]]
    let outputCdf: [Point]
    let conditionalMeanOfX: [String: [String]]?
    let inputCovWithinPatterns: [[String]]?
  }

  /// The names with the absolute errors that their numbers may have.
  private static let entries: [(name: String, error: Int)] = [
    ("g_n1a", -16), ("g_n1b", -16), ("g_n2a", -16), ("g_n2b", -16), ("g_n2c", -16),
    ("g_n2d_singular", -16), ("g_n2e_zero_variance", -16), ("g_n2f_vector_output", -16),
    ("g_n2g_on_hyperplane", -16), ("g_n2h_duplicate_neuron", -16), ("g_n3a", -11), ("g_n3b", -11),
    ("g_n3c_mixture", -11), ("g_n5a_rank3", -11),
  ]

  @Test(arguments: entries.indices)
  func agrees(number: Int) async throws {
    let (name, exponent) = Self.entries[number]
    let error = Rational(10).power(exponent)
    let command = try Command()
    let reference = try Self.reference(name, in: command.folder)
    let values = Set(reference.outputCdf.map(\.y)).sorted()
    let output = try await command.law(
      ["net.json", "--input", "law.json", "--at", values.joined(separator: ",")]
        + (reference.conditionalMeanOfX == nil ? [] : ["--conditional"]))
    let summary = output.summary
    #expect(summary.status == "complete" && summary.mass.contains(1))
    #expect(try #require(summary.mass.width) < Rational(10).power(-12))

    #expect(output.patterns.count >= reference.patterns.count && !reference.patterns.isEmpty)
    for (pattern, mass) in reference.patterns {
      let name = pattern.replacing("|", with: "/")
      let probability = try #require(output.probability(name), "\(name)")
      try Self.expect(probability, mass, error, name)
    }
    for pattern in output.patterns
    where reference.patterns[pattern.pattern.replacing("/", with: "|")] == nil {
      #expect(try #require(pattern.probability.bounds).upper < error, "\(pattern.pattern)")
    }
    for (layer, masses) in reference.prefixMass {
      let number = try #require(Int(layer))
      let entries = try #require(summary.layers[number - 1].patterns)
      for (pattern, mass) in masses {
        let name = pattern.replacing("|", with: "/")
        let entry = try #require(entries.first { $0.pattern == name }, "\(name)")
        try Self.expect(entry.probability, mass, error, name)
      }
    }
    try Self.expect(summary.entropy, reference.entropyNats, error * 10, "entropy")
    try Self.expect(summary.entropyBits, reference.entropyBits, error * 10, "bits")
    try Self.checkMaps(summary, reference, error)
    try Self.checkOutput(summary, reference, error * 20)
    try Self.checkConditions(output, reference, error * 100)
  }

  private static func checkMaps(
    _ summary: LawOutput.Summary, _ reference: Reference, _ error: Rational
  ) throws {
    guard let maps = reference.distinctAffineMaps else { return }
    let found = try #require(summary.affineMaps)
    #expect(found.count == maps.count && summary.affineMapCount == maps.count)
    for map in maps {
      let rows = try zip(map.weights, map.constants).map { row, constant in
        try (row + [constant]).map { try Rational(parsing: $0) }
      }
      let entry = try #require(found.first { $0.map.rows == rows })
      try expect(entry.probability, map.mass, error, "map")
    }
  }

  private static func checkOutput(
    _ summary: LawOutput.Summary, _ reference: Reference, _ error: Rational
  ) throws {
    let (mean, covariance) = (
      try #require(summary.output.mean), try #require(summary.output.covariance)
    )
    for (row, value) in reference.outputMean.enumerated() {
      try expect(mean[row], value, error, "mean")
      for (column, entry) in reference.outputCov[row].enumerated() {
        try expect(covariance[row][column], entry, error, "covariance")
      }
    }
    #expect(!reference.outputCdf.isEmpty)
    for point in reference.outputCdf {
      let value = try Rational(parsing: point.y)
      let entry = try #require(
        summary.distribution.first { $0.output == point.output + 1 && $0.value?.value == value })
      let atMost = try #require(entry.atMost)
      try expect(atMost, point.p, error, "P(Y <= \(point.y))")
    }
  }

  /// Conditional means, and the mean of conditional covariances.
  private static func checkConditions(
    _ output: LawOutput, _ reference: Reference, _ error: Rational
  ) throws {
    for (pattern, mean) in reference.conditionalMeanOfX ?? [:] {
      let name = pattern.replacing("|", with: "/")
      let entry = try #require(output.patterns.first { $0.pattern == name })
      let found = try #require(entry.conditionalMean)
      for (axis, value) in mean.enumerated() {
        try expect(found[axis], value, error, "mean of \(name)")
      }
    }
    for (row, entries) in (reference.inputCovWithinPatterns ?? []).enumerated() {
      for (column, text) in entries.enumerated() {
        let sum = try output.patterns.reduce(Rational(0)) { sum, pattern in
          let mass = try #require(pattern.probability.bounds)
          let covariance = try #require(pattern.conditionalCovariance)
          let entry = try #require(covariance[row][column].bounds)
          return sum + (mass.lower + mass.upper) / 2 * (entry.lower + entry.upper) / 2
        }
        let expected = try Rational(parsing: text)
        let difference = (sum - expected).magnitude
        #expect(difference < max(error, Rational(10).power(-11)), "\(row), \(column)")
      }
    }
  }

  /// A number is enclosed near what the reference says, and known better than that.
  private static func expect(
    _ number: LawOutput.Number, _ text: String, _ error: Rational, _ comment: String
  ) throws {
    let value = try Rational(parsing: text)
    let slack = error * (1 + value.magnitude)
    #expect(number.contains(value, within: slack), "\(comment): \(number), expected \(text)")
    #expect(
      try #require(number.width) <= (1 + value.magnitude) / Rational(10).power(11), "\(comment)")
  }

  /// Writes network and law of an entry as files.
  private static func reference(_ name: String, in folder: TemporaryFolder) throws -> Reference {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(object["entries"] as? [[String: Any]])
    let entry = try #require(entries.first { $0["name"] as? String == name })
    let parts = try #require(entry["input"] as? [[String: Any]])
    let mixture = parts.map { part in
      Dictionary(
        uniqueKeysWithValues: part.map { ($0.key == "cov" ? "covariance" : $0.key, $0.value) })
    }
    func text(_ object: Any) throws -> String {
      String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    _ = try folder.write(try text(try #require(entry["network"])), to: "net.json")
    _ = try folder.write(try text(["mixture": mixture]), to: "law.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Reference.self, from: JSONSerialization.data(withJSONObject: entry))
  }
}
