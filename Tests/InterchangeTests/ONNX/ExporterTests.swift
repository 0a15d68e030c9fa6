import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

@testable import Interchange

/// Files that skl2onnx writes of networks that scikit-learn trained, beside ONNX Runtime on
/// 1,000 points: `exports.py` makes both.
@Suite(
  .enabled("Python with scikit-learn and ONNX Runtime is not available") {
    await PythonEnvironment.isAvailable
  })
struct ExporterTests {
  /// How a file should be read.
  private struct Expectation {
    let name: String
    let outputs: Int
    var folded: [String] = []
    var remarks: [ReadingRemark] = []
    /// The first operator that is cut off.
    var tail: String?
  }

  private static let regressors = [
    Expectation(name: "regressor", outputs: 1),
    Expectation(name: "two-targets", outputs: 2, tail: "Reshape"),
    Expectation(name: "scaled-regressor", outputs: 1, folded: ["Mul"]),
    Expectation(name: "components-regressor", outputs: 1, folded: ["Scaler", "Sub"]),
    Expectation(
      name: "selected-regressor", outputs: 1, folded: ["Scaler", "ArrayFeatureExtractor"]),
    Expectation(
      name: "columns-regressor", outputs: 1,
      folded: ["ArrayFeatureExtractor", "Mul", "Scaler", "Concat"]),
    Expectation(name: "imputed-regressor", outputs: 1, folded: ["Scaler"]),
    Expectation(
      name: "inputs-regressor", outputs: 1, folded: ["FeatureVectorizer", "Scaler"],
      remarks: [.joinedInputs(["a", "b", "c"])]),
  ]

  private static let classifiers = [
    Expectation(name: "binary", outputs: 1, tail: "Sigmoid"),
    Expectation(name: "three", outputs: 3, tail: "Softmax"),
    Expectation(name: "words", outputs: 3, tail: "Softmax"),
    Expectation(name: "scaled-binary", outputs: 1, folded: ["Scaler"], tail: "Sigmoid"),
    Expectation(name: "scaled-three", outputs: 3, folded: ["Scaler"], tail: "Softmax"),
  ]

  @Test func filesOfScikitLearn() async throws {
    let folder = try TemporaryFolder()
    let run = try await PythonEnvironment.run("exports.py", [folder.path("")], in: folder)
    try #require(run.status == 0, "\(run.output.suffix(500))")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
    #expect(names.count { $0.hasSuffix(".onnx") } == 18)
    for file in Self.regressors {
      let (reading, reference) = try Self.read(file, in: folder)
      #expect(reference.labels == nil && reference.probabilities == nil, "\(file.name)")
      _ = try Self.comparedScores(of: reading.network, with: reference, file.name)
    }
    for file in Self.classifiers {
      for isArray in [false, true] {
        let name = file.name + (isArray ? "-arrays" : "")
        let (reading, reference) = try Self.read(file, as: name, in: folder)
        let operators = reading.remarks.lazy.compactMap(\.cutOffOperators).first ?? []
        #expect(operators.contains("ArgMax") && operators.contains("ZipMap") != isArray, "\(name)")
        let scores = try Self.comparedScores(of: reading.network, with: reference, name)
        try Self.compareDecisions(scores, with: reference, name)
      }
    }
  }

  /// Reads a file and what ONNX Runtime says of it, and compares what the reading says.
  private static func read(
    _ file: Expectation, as name: String? = nil, in folder: TemporaryFolder
  ) throws -> (NetworkReading, Reference) {
    let name = name ?? file.name
    let reading = try NetworkReading(file: folder.path("\(name).onnx"))
    #expect(reading.network.architecture.widths == [3, 8, 6, file.outputs], "\(name)")
    #expect(reading.network.activation == .relu && reading.format == .onnx, "\(name)")
    let others = reading.remarks.filter { $0.cutOffOperators == nil && $0.foldedOperators == nil }
    #expect(others == file.remarks, "\(name)")
    let folded = reading.remarks.compactMap(\.foldedOperators)
    #expect(Set(folded.joined()) == Set(file.folded) && folded.count <= 1, "\(name)")
    let tails = reading.remarks.compactMap(\.cutOffOperators)
    #expect(tails.map(\.first) == (file.tail.map { [$0] } ?? []), "\(name)")
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: folder.url.appending(path: "\(name).json")))
    return (reading, reference)
  }

  /// What ONNX Runtime computes from a file.
  private struct Reference: Decodable {
    let points: [[Double]]
    let scores: [[Double]]
    let labels: [Int]?
    let probabilities: [[Double]]?
  }

  /// The exact outputs, which are those of ONNX Runtime up to rounding to single precision.
  private static func comparedScores(
    of network: Network, with reference: Reference, _ name: String
  ) throws -> [[Double]] {
    try #require(reference.points.count == 1_000 && reference.scores.count == 1_000)
    let points = try reference.points.map { try $0.map { try #require(Rational(exactly: $0)) } }
    let exact = network.evaluate(points).map { $0.outputs.map(Double.init(approximating:)) }
    #expect(exact.map(\.count) == reference.scores.map(\.count), "\(name)")
    let differences = zip(exact.joined(), reference.scores.joined()).map { abs($0 - $1) }
    let largest = try #require(reference.scores.joined().map(abs).max())
    #expect(differences.count == 1_000 * network.architecture.outputCount, "\(name)")
    #expect(differences.count { !($0 <= 1e-5 * largest) } == 0, "\(name)")
    // Something was computed, with rounding.
    #expect(differences.count { $0 > 0 } > 100, "\(name)")
    #expect(Set(reference.scores.joined()).count > 400, "\(name)")
    return exact
  }

  /// Labels and probabilities, which the model computes behind the output of the network.
  private static func compareDecisions(
    _ scores: [[Double]], with reference: Reference, _ name: String
  ) throws {
    let labels = try #require(reference.labels)
    let probabilities = try #require(reference.probabilities)
    try #require(labels.count == scores.count && probabilities.count == scores.count)
    // A single score is that of the second class, beside zero for the first one.
    let scores = scores.map { $0.count == 1 ? [0, $0[0]] : $0 }
    #expect(Set(labels) == Set(scores[0].indices), "\(name)")
    var nearTieCount = 0
    for ((scores, label), probabilities) in zip(zip(scores, labels), probabilities) {
      let order = scores.indices.sorted { scores[$0] > scores[$1] }
      if scores[order[0]] - scores[order[1]] <= 1e-5 {
        nearTieCount += 1
      } else {
        #expect(label == order[0], "\(name)")
      }
      let weights = scores.map { exp($0 - scores[order[0]]) }
      let sum = weights.reduce(0, +)
      #expect(probabilities.count == weights.count, "\(name)")
      #expect(
        zip(weights, probabilities).allSatisfy { abs($0 / sum - $1) <= 1e-5 }, "\(name)")
    }
    #expect(nearTieCount < 10, "\(name)")
  }
}
