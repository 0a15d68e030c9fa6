import ExactAlgebra
import Foundation
import Programs
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Filters that other programs computed, through the command.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
struct FilterReferenceTests {
  private struct Reference: Decodable {
    struct Layer: Decodable {
      let mean: [String]
      let cov: [[String]]
    }
    struct Filter: Decodable {
      let outputMean: [String]
      let outputCov: [[String]]
      let afterHiddenLayer: [Layer]
      let meanError: [String]
      let varianceError: [String]
    }
    let exactMean: [String]
    let exactCov: [[String]]
    let adfFull: Filter
    let adfDiagonal: Filter
  }

  /// Numbers of filters have 18 digits there, those of the law nearly so, errors ten.
  @Test(arguments: ["g_adf1", "g_adf2", "g_adf3", "g_adf4"])
  func agrees(name: String) async throws {
    let command = try Command()
    let reference = try Self.reference(name, in: command.folder)
    let output = try await command.filter(["net.json", "--input", "law.json"])
    #expect(output.status == "complete" && output.inputStep == "exact" && output.isAccurate)
    #expect(output.layers.count == reference.adfFull.afterHiddenLayer.count)
    let exact = try #require(output.exact)
    try Self.compare(exact.mean, reference.exactMean, digits: 11, "mean")
    try Self.compare(exact.covariance, reference.exactCov, digits: 11, "covariance")
    for (own, other, layers) in [
      (output.full, reference.adfFull, output.layers.map(\.full)),
      (output.diagonal, reference.adfDiagonal, output.layers.map(\.diagonal)),
    ] {
      try Self.compare(own.mean, other.outputMean, digits: 17, "filtered mean")
      try Self.compare(own.covariance, other.outputCov, digits: 17, "filtered covariance")
      try Self.compare(#require(own.meanError), other.meanError, digits: 9, "error of the mean")
      try Self.compare(
        #require(own.varianceError), other.varianceError, digits: 9, "error of the variance")
      for (layer, expected) in zip(layers, other.afterHiddenLayer) {
        try Self.compare(layer.mean, expected.mean, digits: 17, "hidden mean")
        try Self.compare(layer.covariance, expected.cov, digits: 17, "hidden covariance")
      }
    }
  }

  private static func compare(
    _ own: [[FilterOutput.Number]], _ other: [[String]], digits: Int, _ comment: String
  ) throws {
    try #require(own.count == other.count && !own.isEmpty)
    for (a, b) in zip(own, other) { try compare(a, b, digits: digits, comment) }
  }

  private static func compare(
    _ own: [FilterOutput.Number], _ other: [String], digits: Int, _ comment: String
  ) throws {
    try #require(own.count == other.count && !own.isEmpty)
    for (number, text) in zip(own, other) {
      let value = try Rational(parsing: text)
      let slack = (1 + value.magnitude) * Rational(10).power(-digits)
      #expect(number.contains(value, within: slack), "\(comment): \(number), expected \(text)")
      #expect(try #require(number.width) <= slack, "\(comment): \(number)")
    }
  }

  /// Writes network and law of an entry as files.
  private static func reference(_ name: String, in folder: TemporaryFolder) throws -> Reference {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(object["entries"] as? [[String: Any]])
    let entry = try #require(entries.first { $0["name"] as? String == name })
    func text(_ object: Any) throws -> String {
      String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    _ = try folder.write(try text(try #require(entry["network"])), to: "net.json")
    let law = ["mean": try #require(entry["mean"]), "covariance": try #require(entry["cov"])]
    _ = try folder.write(try text(["gaussian": law]), to: "law.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Reference.self, from: JSONSerialization.data(withJSONObject: entry))
  }
}
