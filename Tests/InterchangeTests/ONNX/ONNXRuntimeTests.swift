import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

@testable import Interchange

/// Outputs of networks as ONNX Runtime computes them from the same file.
@Suite(
  .enabled("Python with ONNX Runtime is not available") { await PythonEnvironment.isAvailable })
struct ONNXRuntimeTests {
  private static let pointCount = 1_000

  /// Both ways to write a layer.
  enum Convention: CaseIterable { case gemm, matMulAndAdd }

  @Test(arguments: [[3, 5, 4, 2], [8, 16, 16, 3], [2, 20, 1]], Convention.allCases)
  func doublePrecision(widths: [Int], convention: Convention) async throws {
    let model = try Self.model(widths, type: 11, convention)
    let network = try Network(bytes: model, name: "model.onnx")
    #expect(network.architecture.widths == widths)
    let comparison = try await Self.compare(network, model, format: .double)
    #expect(comparison.count { $0.difference > $0.bound } == 0)
    #expect(comparison.count { $0.difference > 1e-12 * $0.scale } == 0)
  }

  @Test(arguments: [[3, 5, 4, 2], [8, 16, 16, 3], [2, 20, 1]], Convention.allCases)
  func singlePrecision(widths: [Int], convention: Convention) async throws {
    let model = try Self.model(widths, type: 1, convention)
    let network = try Network(bytes: model, name: "model.onnx")
    #expect(network.architecture.widths == widths)
    let comparison = try await Self.compare(network, model, format: .single)
    #expect(comparison.count { $0.difference > $0.bound } == 0)
  }

  /// A node between two layers, with the attributes and the constant that it has.
  struct Kink: Sendable {
    var operation = "Relu"
    var alpha: Float?
    var slope: Double?
  }

  /// ONNX Runtime has leaky ReLU in single precision only.
  @Test(
    arguments: [
      Kink(operation: "LeakyRelu"), Kink(operation: "LeakyRelu", alpha: 0.3),
      Kink(operation: "LeakyRelu", alpha: -2.5), Kink(operation: "Abs"),
      Kink(operation: "PRelu", slope: 0.1),
    ], [[3, 5, 4, 2], [8, 16, 16, 3]])
  func furtherActivations(kink: Kink, widths: [Int]) async throws {
    let model = try Self.model(widths, type: 1, .gemm, kink)
    let network = try Network(bytes: model, name: "model.onnx")
    #expect(network.architecture.widths == widths && network.activation != .relu)
    let comparison = try await Self.compare(network, model, format: .single)
    #expect(comparison.count { $0.difference > $0.bound } == 0)
  }

  @Test(arguments: [Kink(operation: "Abs"), Kink(operation: "PRelu", slope: 0.1)])
  func furtherActivationsInDoublePrecision(kink: Kink) async throws {
    let model = try Self.model([3, 5, 4, 2], type: 11, .gemm, kink)
    let network = try Network(bytes: model, name: "model.onnx")
    #expect(network.activation != .relu)
    let comparison = try await Self.compare(network, model, format: .double)
    #expect(comparison.count { $0.difference > $0.bound } == 0)
    #expect(comparison.count { $0.difference > 1e-12 * $0.scale } == 0)
  }

  /// Files of other programs, in single precision.
  @Test(arguments: ["torch-traced.onnx", "torch-exported.onnx", "sklearn.onnx"])
  func exportedFiles(name: String) async throws {
    let path = Fixture.path(name)
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let comparison = try await Self.compare(Network(file: path), bytes, format: .single)
    #expect(comparison.count { $0.difference > $0.bound } == 0)
  }

  /// One output on one point.
  private struct Outcome {
    /// Between the exact output and that of ONNX Runtime.
    let difference: Double
    /// What rounding can make of it, at most.
    let bound: Double
    /// The sum of the absolute values of all that is added up.
    let scale: Double
  }

  private static func compare(
    _ network: Network, _ model: [UInt8], format: FloatingPointFormat
  ) async throws -> [Outcome] {
    var generator = SeededGenerator(seed: 1_234)
    let points = (0..<pointCount).map { _ in
      (0..<network.architecture.inputCount).map { _ in
        let number = Double.random(in: -2...2, using: &generator)
        return format == .single ? Double(Float(number)) : number
      }
    }
    let outputs = try await runtimeOutputs(of: model, on: points, format: format)
    #expect(outputs.count == pointCount * network.architecture.outputCount)
    let exact = network.evaluate(points.map { $0.map { Rational(exactly: $0)! } })
      .flatMap(\.outputs)
    #expect(exact.count == outputs.count)
    let rounding = points.flatMap { RoundingError(of: network, at: $0, format: format).outputs }
    let outcomes = zip(zip(exact, outputs), rounding).map { values, rounding in
      Outcome(
        difference: Double(approximating: (values.0 - Rational(exactly: values.1)!).magnitude),
        bound: rounding.error, scale: rounding.magnitude)
    }
    // Something was computed, with rounding.
    #expect(outcomes.count { $0.difference > 0 } > pointCount / 10)
    #expect(Set(outputs).count > pointCount / 2)
    return outcomes
  }

  private static func runtimeOutputs(
    of model: [UInt8], on points: [[Double]], format: FloatingPointFormat
  ) async throws -> [Double] {
    let folder = try TemporaryFolder()
    let modelPath = try folder.write(model, to: "model.onnx")
    let bytes = points.joined().flatMap { number in
      let bits = format == .single ? UInt64(Float(number).bitPattern) : number.bitPattern
      return (0..<format.byteCount).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }
    let pointPath = try folder.write(bytes, to: "points")
    let result = try await PythonEnvironment.run(
      "outputs.py",
      [
        modelPath, pointPath, "\(points[0].count)", format == .single ? "float32" : "float64",
        folder.path("outputs"),
      ], in: folder)
    try #require(result.status == 0, "\(result.output.suffix(500))")
    let data = try Data(contentsOf: folder.url.appending(path: "outputs"))
    return format.numbers(in: data)
  }

  /// A model with random weights of a type.
  private static func model(
    _ widths: [Int], type: Int32, _ convention: Convention, _ kink: Kink = Kink()
  ) throws -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(0) { 31 * $0 + $1 }))
    var builder = ModelBuilder(inputShape: [nil, widths[0]], type: type)
    func tensor(_ name: String, _ shape: [Int]) -> ONNXTensor {
      let entries = (0..<shape.reduce(1, *)).map { _ in Double.random(in: -1...1, using: &generator)
      }
      var tensor = ModelBuilder.tensor(name, type == 1 ? entries : [], shape)
      if type == 11 { (tensor.dataType, tensor.doubleData) = (11, entries) }
      return tensor
    }
    var value = "x"
    for (index, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      let isLast = index == widths.count - 2
      let sum = isLast ? "y" : "h\(index)"
      let isGemm = convention == .gemm
      builder.graph.initializer.append(
        tensor("W\(index)", isGemm ? [outputs, inputs] : [inputs, outputs]))
      builder.graph.initializer.append(tensor("b\(index)", [outputs]))
      if isGemm {
        builder.node("Gemm", [value, "W\(index)", "b\(index)"], sum, integers: ["transB": 1])
      } else {
        builder.node("MatMul", [value, "W\(index)"], "p\(index)")
        builder.node("Add", ["p\(index)", "b\(index)"], sum)
      }
      if !isLast {
        if let slope = kink.slope {
          var slopes = ModelBuilder.tensor("s\(index)", type == 1 ? [slope] : [], [1])
          if type == 11 { (slopes.dataType, slopes.doubleData) = (11, [slope]) }
          builder.graph.initializer.append(slopes)
        }
        builder.node(
          kink.operation, [sum] + (kink.slope == nil ? [] : ["s\(index)"]), "r\(index)",
          numbers: kink.alpha.map { ["alpha": $0] } ?? [:])
      }
      value = "r\(index)"
    }
    return try builder.bytes()
  }
}

/// How far floating-point outputs of a network may be from the exact ones.
///
/// A sum of `n` products in any order has an error of at most `n u / (1 - n u)` times the sum of
/// their absolute values, with `u` the unit roundoff: Higham, *Accuracy and Stability of Numerical
/// Algorithms*, 2002, section 3.1. An activation multiplies an error by its larger slope at most,
/// and rounds where it multiplies.
private struct RoundingError {
  let outputs: [(error: Double, magnitude: Double)]

  init(of network: Network, at point: [Double], format: FloatingPointFormat) {
    let roundoff = format == .single ? 0x1p-24 : 0x1p-53
    let slope = Double(approximating: network.activation.negativeSlope)
    var values = point.map { (value: $0, error: 0.0, magnitude: abs($0)) }
    for (index, layer) in network.layers.enumerated() {
      let count = Double(values.count + 2) * roundoff
      // The bound itself is rounded.
      let factor = count / (1 - count) * (1 + 0x1p-20)
      values = layer.weights.enumerated().map { row, weights in
        let bias = layer.biases.map { Double(approximating: $0[row]) } ?? 0
        var sum = (value: bias, error: factor * abs(bias), magnitude: abs(bias))
        for (weight, input) in zip(weights, values) {
          let weight = Double(approximating: weight)
          sum.value += weight * input.value
          sum.error +=
            abs(weight) * (input.error + factor * (abs(input.value) + input.error))
          sum.magnitude += abs(weight) * input.magnitude
        }
        guard index < network.layers.count - 1 else { return sum }
        let rounding = abs(slope) * (abs(sum.value) + sum.error) * roundoff * (1 + 0x1p-20)
        return (
          sum.value > 0 ? sum.value : slope * sum.value,
          max(1, abs(slope)) * sum.error + rounding, max(1, abs(slope)) * sum.magnitude
        )
      }
    }
    outputs = values.map { ($0.error, $0.magnitude) }
  }
}
