import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import Testing

@testable import RandomNetworks

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Laws of networks that two other methods agree on.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
struct NetworkLawReferenceTests {
  struct Reference: Decodable {
    struct Layer: Decodable {
      let weights: [[String]]
      let biases: [String]
    }
    struct Widths: Decodable { let layers: [Layer] }
    struct Part: Decodable {
      let weight: String
      let mean: [String]
      let cov: [[String]]?
      let factor: [[String]]?
    }
    struct Map: Decodable {
      let c: [[String]]
      let d: [String]
      let p: String

      enum CodingKeys: String, CodingKey {
        case c = "C"
        case d, p
      }
    }
    /// A number, or one with a standard error.
    struct Probability: Decodable {
      let text: String
      init(from decoder: any Decoder) throws {
        struct Estimate: Decodable { let p: String }
        if let number = try? decoder.singleValueContainer().decode(String.self) {
          text = number
        } else {
          text = try Estimate(from: decoder).p
        }
      }
    }
    struct Point: Decodable {
      let output: Int
      let y: String
      let p: String
    }
    let network: Widths
    let input: [Part]
    let patterns: [String: Probability]
    let prefixMass: [String: [String: String]]?
    let distinctAffineMaps: [Map]?
    let entropyNats: String
    let entropyBits: String
    let outputMean: [String]
    let outputCov: [[String]]
    let outputCdf: [Point]?
    let conditionalMeanOfX: [String: [String]]?
    let inputCovWithinPatterns: [[String]]?
  }

  /// The names with the absolute error that their numbers may have.
  private static let entries: [(name: String, error: String)] = [
    ("g_n1a", "1e-16"), ("g_n1b", "1e-16"), ("g_n2a", "1e-16"), ("g_n2b", "1e-16"),
    ("g_n2c", "1e-16"), ("g_n2d_singular", "1e-16"), ("g_n2e_zero_variance", "1e-16"),
    ("g_n2f_vector_output", "1e-16"), ("g_n2g_on_hyperplane", "1e-16"),
    ("g_n2h_duplicate_neuron", "1e-16"), ("g_n3a", "1e-12"), ("g_n3b", "4e-12"),
    ("g_n3c_mixture", "1e-12"), ("g_n5a_rank3", "1e-12"),
  ]

  /// A number lies within the error of what the reference says, and is known better than that.
  private static func expect(
    _ number: ReportedNumber, _ text: String, _ error: Rational, _ comment: String
  ) throws {
    let ball = try #require(number.ball)
    let value = try Rational(parsing: text)
    // The last digit may be wrong too.
    let slack = error + value.magnitude * error
    #expect(
      ball.overlaps(Ball(from: value - slack, to: value + slack, precision: 128)),
      "\(comment): \(ball.lowerDouble) ... \(ball.upperDouble), expected \(text)")
    #expect(
      ball.upper - ball.lower <= (1 + value.magnitude) / Rational(10).power(11), "\(comment)")
  }

  @Test(arguments: entries.indices)
  func agrees(number: Int) async throws {
    let (name, error) = Self.entries[number]
    let tolerance = try Rational(parsing: error)
    let reference = try Self.reference(name)
    var options = NetworkLaw.Options()
    options.threads = 2
    options.hasInputMoments = reference.conditionalMeanOfX != nil
    let law = try await NetworkLaw(
      of: Self.network(reference), under: .gaussian(Self.law(reference)), options: options)
    #expect(law.isComplete)

    // Patterns with a probability, and no others.
    var expected = reference.patterns
    for pattern in law.patterns {
      let name = pattern.pattern.description.replacing("/", with: "|")
      guard let value = expected.removeValue(forKey: name) else {
        #expect(try #require(pattern.probability.ball).upper < tolerance, "\(name)")
        continue
      }
      try Self.expect(pattern.probability, value.text, tolerance, name)
      if let ball = pattern.probability.ball { #expect(ball.isPositive) }
      if let mean = reference.conditionalMeanOfX?[name], let input = pattern.input {
        for (axis, value) in mean.enumerated() {
          try Self.expect(input.mean[axis], value, tolerance * 100, "mean of \(name)")
        }
      }
    }
    #expect(expected.isEmpty)
    let sum = try #require(law.mass.ball)
    #expect(sum.contains(1) && sum.upper - sum.lower < Rational(10).power(-12))

    try Self.expect(law.entropy, reference.entropyNats, tolerance * 10, "entropy")
    try Self.expect(law.entropy.inBits, reference.entropyBits, tolerance * 10, "bits")
    try Self.checkPrefixes(of: law, reference, tolerance)
    try Self.checkMaps(of: law, reference, tolerance)
    try await Self.checkOutputs(of: law, reference, tolerance * 20)
  }

  /// More than three dimensions: intervals around what orthants say, and moments that are enclosed.
  @Test(arguments: [("g_n5b", "1e-9"), ("g_n5c_mixture", "3e-7")])
  func agreesWithin(name: String, error: String) async throws {
    let reference = try Self.reference(name)
    let tolerance = try Rational(parsing: error)
    var options = NetworkLaw.Options()
    options.threads = 2
    options.samplingAccuracy = 1e-2
    let law = try await NetworkLaw(
      of: Self.network(reference), under: .gaussian(Self.law(reference)), options: options)
    #expect(law.isComplete && law.patterns.count >= reference.patterns.count)
    var met = 0
    for pattern in law.patterns {
      let name = pattern.pattern.description.replacing("/", with: "|")
      guard let text = reference.patterns[name]?.text else { continue }
      met += 1
      let value = try Rational(parsing: text)
      let ball = try #require(pattern.probability.ball)
      #expect(
        ball.overlaps(Ball(from: value - tolerance, to: value + tolerance, precision: 128)),
        "\(name): \(ball.lowerDouble) ... \(ball.upperDouble), expected \(text)")
    }
    #expect(met == reference.patterns.count)
    let moments = try #require(law.outputMoments)
    for (row, mean) in reference.outputMean.enumerated() {
      try Self.expect(moments.mean[row], mean, Rational(10).power(-13), "mean")
      for (column, entry) in reference.outputCov[row].enumerated() {
        try Self.expect(
          moments.covariance[row][column], entry, Rational(10).power(-12), "covariance")
      }
    }
  }

  private static func checkPrefixes(
    of law: NetworkLaw, _ reference: Reference, _ tolerance: Rational
  ) throws {
    for (layer, masses) in reference.prefixMass ?? [:] {
      let index = try #require(Int(layer)) - 1
      let entries = law.layers[index].patterns
      #expect(entries.count >= masses.count)
      for (pattern, mass) in masses {
        let entry = try #require(
          entries.first { $0.pattern.description == pattern.replacing("|", with: "/") })
        try expect(entry.probability, mass, tolerance, "first layers \(pattern)")
      }
    }
  }

  private static func checkMaps(
    of law: NetworkLaw, _ reference: Reference, _ tolerance: Rational
  ) throws {
    guard let maps = reference.distinctAffineMaps else { return }
    let found = law.affineMaps
    #expect(found.count == maps.count)
    for map in maps {
      let rows = try zip(map.c, map.d).map { row, constant in
        try (row + [constant]).map { try Rational(parsing: $0) }
      }
      let entry = try #require(found.first { $0.map == rows })
      try expect(entry.probability, map.p, tolerance, "map")
    }
  }

  private static func checkOutputs(
    of law: NetworkLaw, _ reference: Reference, _ tolerance: Rational
  ) async throws {
    let moments = try #require(law.outputMoments)
    for (row, mean) in reference.outputMean.enumerated() {
      try expect(moments.mean[row], mean, tolerance, "mean")
      for (column, entry) in reference.outputCov[row].enumerated() {
        try expect(moments.covariance[row][column], entry, tolerance, "covariance")
      }
    }
    for point in reference.outputCdf ?? [] {
      let value = try Rational(parsing: point.y)
      let entry = try await law.distribution(of: point.output, at: [value])[0]
      try expect(entry.atMost, point.p, tolerance, "P(Y <= \(point.y))")
    }
  }

  private static func reference(_ name: String) throws -> Reference {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(object["entries"] as? [[String: Any]])
    let entry = try #require(entries.first { $0["name"] as? String == name })
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Reference.self, from: JSONSerialization.data(withJSONObject: entry))
  }

  private static func numbers(_ texts: [String]) throws -> [Rational] {
    try texts.map { try Rational(parsing: $0) }
  }

  private static func network(_ reference: Reference) throws -> Network {
    try Network(
      layers: reference.network.layers.map {
        Network.Layer(weights: try $0.weights.map(numbers), biases: try numbers($0.biases))
      })
  }

  private static func law(_ reference: Reference) throws -> GaussianMixture {
    try GaussianMixture(
      reference.input.map { part in
        let mean = try numbers(part.mean)
        let law =
          if let factor = part.factor {
            try GaussianLaw(mean: mean, factor: factor.map(numbers))
          } else {
            try GaussianLaw(mean: mean, covariance: #require(part.cov).map(numbers))
          }
        return GaussianMixture.Part(weight: try Rational(parsing: part.weight), law: law)
      })
  }
}
