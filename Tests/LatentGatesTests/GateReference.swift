import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

let gateReferenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// A case that others computed with about twenty digits.
struct GateReference {
  let name: String
  private let values: [String: Any]

  static var isThere: Bool { FileManager.default.fileExists(atPath: gateReferenceFile) }

  static func all(kind: String) throws -> [GateReference] {
    let data = try Data(contentsOf: URL(filePath: gateReferenceFile))
    let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(file["entries"] as? [[String: Any]])
    return try entries.filter { $0["kind"] as? String == kind }.map {
      GateReference(name: try #require($0["name"] as? String), values: $0)
    }
  }

  func value<Value>(_ key: String, as type: Value.Type = Value.self) throws -> Value {
    try #require(values[key] as? Value, "\(name): \(key)")
  }

  func has(_ key: String) -> Bool { values[key] != nil && !(values[key] is NSNull) }

  func number(_ key: String) throws -> Rational { try Rational(parsing: value(key)) }
  func numbers(_ key: String) throws -> [Rational] {
    try value(key, as: [String].self).map { try Rational(parsing: $0) }
  }
  func rows(_ key: String) throws -> [[Rational]] {
    try value(key, as: [[String]].self).map { try $0.map { try Rational(parsing: $0) } }
  }

  func network() throws -> Network {
    let layers = try #require(
      value("network", as: [String: Any].self)["layers"] as? [[String: Any]])
    return try Network(
      layers: layers.map { layer in
        let weights = try #require(layer["weights"] as? [[String]])
        let biases = try #require(layer["biases"] as? [String])
        return .init(
          weights: try weights.map { try $0.map { try Rational(parsing: $0) } },
          biases: try biases.map { try Rational(parsing: $0) })
      })
  }

  func model(temperature: Rational? = nil) throws -> GateModel {
    let isSoftmax = has("likelihood") ? try value("likelihood") == "softmax" : false
    return try GateModel(
      of: network(), temperatures: [temperature ?? number("tau")],
      likelihood: isSoftmax ? .softmax : .gaussian(variance: number("sigma2")))
  }

  func observation() throws -> GateObservation {
    if let label = values["y"] as? Int { return .label(label) }
    return .outputs(try numbers("y"))
  }

  /// The weighted points, with outputs where there are any.
  func sample() throws -> GateSample {
    try GateSample(
      rows("X"), weights: numbers("weights"),
      observations: has("Y") ? rows("Y").map { .outputs($0) } : nil)
  }
}

/// The published number has 17 digits at least; ours is known to as many.
func expect(
  _ value: ReportedNumber, near text: String, _ comment: String,
  absolute: Rational = Rational(10).power(-40),
  at location: SourceLocation = #_sourceLocation
) throws {
  let published = try Rational(parsing: text)
  let tolerance = published.magnitude * Rational(10).power(-17) + absolute
  let ball = try #require(value.ball, sourceLocation: location)
  #expect(value.status == "enclosed", sourceLocation: location)
  #expect(
    ball.isFinite && (ball.lower - published).magnitude <= tolerance
      && (ball.upper - published).magnitude <= tolerance,
    "\(comment): \(value.approximation), expected \(text)", sourceLocation: location)
}

/// The keys of the reference in the order of `ParameterGradient.parameters`.
func parameterKeys(of network: Network) -> [String] {
  network.layers.enumerated().flatMap { index, layer in
    layer.weights.enumerated().flatMap { neuron, row in
      row.indices.map { "layer\(index).W[\(neuron),\($0)]" } + ["layer\(index).b[\(neuron)]"]
    }
  }
}
