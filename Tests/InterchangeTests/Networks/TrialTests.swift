import ExactAlgebra
import Foundation
import Interchange
import Networks
import Regions
import Testing

/// Files that other programs and users made, beside the package where they are there at all.
private enum Trial {
  private static let folder = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "shared/reference/trials")

  static let areThere = FileManager.default.fileExists(
    atPath: folder.path(percentEncoded: false))

  static func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }
}

/// Answers that another program computed exactly.
@Suite(.enabled(if: Trial.areThere, "the files are not beside the package"))
struct TrialTests {
  private static func regions(
    _ network: Network, box: (lower: Rational, upper: Rational)? = nil,
    method: ActivationRegions.Method = .automatic, maximum: Int? = nil
  ) async throws -> RegionSummary {
    var domain = InputDomain.everything
    if let box {
      domain = try .box(Array(repeating: box, count: network.architecture.inputCount))
    }
    var options = ActivationRegions.Options()
    options.maximumCount = maximum
    return try await ActivationRegions(of: network, in: domain, method: method)
      .count(options: options)
  }

  /// Sums of large numbers that overflow in double precision.
  @Test(arguments: ["overflow-2.json", "overflow-3.json", "overflow-4.json"])
  func overflowCutsNothing(name: String) async throws {
    let network = try Network(file: Trial.path(name))
    for method in ActivationRegions.Method.allCases {
      let summary = try await Self.regions(
        network, box: (lower: Rational(9) / 10, upper: 1), method: method)
      #expect(summary.count == 1 && summary.isComplete, "\(method)")
    }
  }

  @Test(arguments: [
    ("heybuddy29_external.onnx", 15), ("eran42_softmax.onnx", 15),
    ("marabou884_sub_div.onnx", 8), ("lirpa1_batchnorm.onnx", 12),
  ])
  func regionsOnABox(name: String, count: Int) async throws {
    let network = try Network(file: Trial.path(name))
    let summary = try await Self.regions(network, box: (lower: -2, upper: 2))
    #expect(summary.count == count && summary.isComplete)
  }

  @Test(arguments: [
    ("heybuddy29_external.onnx", 28), ("eran42_softmax.onnx", 28), ("order.onnx", 21),
    ("skl_moons.onnx", 79),
  ])
  func regionsOfTheWholeSpace(name: String, count: Int) async throws {
    let network = try Network(file: Trial.path(name))
    for method in [ActivationRegions.Method.vertices, .programs] {
      let summary = try await Self.regions(network, method: method)
      #expect(summary.count == count && summary.isComplete, "\(method)")
    }
  }

  @Test func orderOfLayersIsNotGuessed() throws {
    let path = Trial.path("order.safetensors")
    let error = #expect(throws: DataError.self) { try NetworkReading(file: path) }
    #expect(error?.message.contains("6 orders") == true)
    #expect(error?.message.contains("--layer-order") == true)
    var options = NetworkReading.Options()
    options.layerOrder = ["input", "hidden", "output"]
    let reading = try NetworkReading(file: path, options: options)
    #expect(reading.remarks == [.orderStated, .assumedActivation])
    // That this one has 21 regions is tested above.
    let model = try Network(file: Trial.path("order.onnx"))
    #expect(reading.network == model)
  }

  @Test func residualNetworkIsNotReadAsAChain() {
    let error = #expect(throws: DataError.self) {
      try NetworkReading(file: Trial.path("res.safetensors"))
    }
    #expect(error?.message.contains("3 orders") == true)
    #expect(error?.message.contains("--layer-order") == true)
  }

  /// What is read, folded and cut off.
  struct Expectation: Sendable {
    let name: String
    let widths: [Int]
    var folded: [String] = []
    /// The first operator that is cut off.
    var tail: String?
  }

  @Test(arguments: [
    Expectation(name: "skl_moons.onnx", widths: [2, 8, 8, 1], tail: "Sigmoid"),
    Expectation(name: "skl_iris.onnx", widths: [4, 6, 3], tail: "Softmax"),
    Expectation(name: "skl_digits.onnx", widths: [64, 16, 12, 10], tail: "Softmax"),
    Expectation(name: "skl_regpipe.onnx", widths: [2, 8, 8, 1], folded: ["Scaler"]),
    Expectation(name: "strip_digits.onnx", widths: [64, 16, 12, 10]),
    Expectation(name: "dyn16.onnx", widths: [2, 16, 16, 1]),
    Expectation(name: "eran42_softmax.onnx", widths: [2, 5, 4, 2], tail: "Softmax"),
    Expectation(
      name: "lirpa1_batchnorm.onnx", widths: [2, 5, 4, 2], folded: ["BatchNormalization"]),
    Expectation(name: "marabou884_sub_div.onnx", widths: [2, 5, 4, 2], folded: ["Sub", "Div"]),
  ])
  func isRead(file: Expectation) throws {
    let reading = try NetworkReading(file: Trial.path(file.name))
    #expect(reading.network.architecture.widths == file.widths)
    #expect(reading.network.activation == .relu)
    #expect(reading.remarks.count { $0.isAssumption } == 0)
    let folded = reading.remarks.compactMap(\.foldedOperators)
    #expect(folded == (file.folded.isEmpty ? [] : [file.folded]))
    let tails = reading.remarks.compactMap(\.cutOffOperators).map { $0[0] }
    #expect(tails == (file.tail.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("dyn16.onnx", "dyn16.onnx.data"), ("heybuddy29_external.onnx", "heybuddy29_external.data"),
  ])
  func numbersBesideTheModel(name: String, data: String) throws {
    let reading = try NetworkReading(file: Trial.path(name))
    #expect(reading.remarks.contains(.externalData([data])))
    for layer in reading.network.layers {
      #expect(layer.weights.joined().contains { !$0.isZero })
    }
  }

  /// The classifier of digits knows most of its data, and its tail is all that `strip_digits` lacks.
  @Test func digitsAreClassified() throws {
    let network = try Network(file: Trial.path("skl_digits.onnx"))
    let withoutTail = try Network(file: Trial.path("strip_digits.onnx"))
    #expect(network == withoutTail)
    let table = try PointTable(file: Trial.path("digits.csv"), columns: 64)
    let labels = try PointTable(file: Trial.path("digits_labels.csv"), columns: 1).points
    try #require(table.points.count == 500 && labels.count == 500)
    let outputs = network.evaluate(Array(table.points)).map(\.outputs)
    let hits = zip(outputs, labels).count { outputs, label in
      Rational(outputs.indices.max { outputs[$0] < outputs[$1] }!) == label[0]
    }
    #expect(hits >= 475)
  }

  /// 64 inputs, with weights down to subnormal numbers.
  @Test func firstRegionsOfDigitsInABox() async throws {
    let network = try Network(file: Trial.path("strip_digits.onnx"))
    let summary = try await Self.regions(network, box: (lower: 0, upper: 16), maximum: 200)
    #expect(summary.count == 200 && summary.end == .maximumCount)
  }
}
