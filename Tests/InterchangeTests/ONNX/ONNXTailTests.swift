import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// Classifiers: what comes after the last affine map, and several outputs.
@Suite struct ONNXTailTests {
  private static func layers() -> ModelBuilder {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    model.initialize("V", [1, -1], [2, 1])
    model.initialize("one", [1], [])
    model.node("MatMul", ["x", "W"], "h")
    model.node("Relu", ["h"], "r")
    model.node("MatMul", ["r", "V"], "logit")
    return model
  }

  private static func reading(
    _ model: ModelBuilder, output: String? = nil
  ) throws -> NetworkReading {
    var options = NetworkReading.Options()
    options.outputName = output
    return try NetworkReading(bytes: model.bytes(), name: "model.onnx", options: options)
  }

  private static func expected() throws -> Network {
    try Network(layers: [.init(weights: [[1, 3], [2, 4]]), .init(weights: [[1, -1]])])
  }

  @Test(arguments: [
    ["Softmax"], ["Sigmoid"], ["LogSoftmax"], ["Tanh"], ["ArgMax", "Cast"],
    ["Softmax", "Identity", "Flatten", "Neg"],
  ])
  func tailIsCutOff(operators: [String]) throws {
    var model = Self.layers()
    for (number, name) in operators.enumerated() {
      let isLast = number == operators.count - 1
      model.node(
        name, [number == 0 ? "logit" : "t\(number - 1)"], isLast ? "y" : "t\(number)",
        integers: name == "Cast" ? ["to": 7] : [:])
    }
    let reading = try Self.reading(model)
    #expect(try reading.network == Self.expected())
    #expect(reading.remarks == [.cutOff(operators, behind: "logit")])
  }

  /// Several outputs of each point, put below each other as scikit-learn's exporter does.
  private static func stackedOutputs(as target: [Int], points: Int? = nil) -> ModelBuilder {
    var model = ModelBuilder(inputShape: [points, 2])
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    model.graph.initializer.append(ModelBuilder.integers("shape", target))
    model.node("MatMul", ["x", "W"], "h")
    model.node("Relu", ["h"], "r")
    model.node("MatMul", ["r", "W"], "targets")
    model.node("Reshape", ["targets", "shape"], "y")
    return model
  }

  @Test func stackedOutputsAreCutOff() throws {
    for points in [nil, 7] {
      let reading = try Self.reading(Self.stackedOutputs(as: [-1, 1], points: points))
      #expect(reading.network.architecture.widths == [2, 2, 2])
      #expect(reading.remarks == [.cutOff(["Reshape"], behind: "targets")])
    }
    // One point is a row of outputs, or a column of them.
    let single = try Self.reading(Self.stackedOutputs(as: [-1, 1], points: 1))
    #expect(single.network.architecture.widths == [2, 2, 2] && single.remarks.isEmpty)
    for target in [[1, -1], [-1, 3], [-1, 4], [4, 1]] {
      expectRefused(
        network: try Self.stackedOutputs(as: target).bytes(), name: "model.onnx",
        saying: ["'to_y' (operator Reshape)", "points"])
    }
    var layers = Self.stackedOutputs(as: [-1, 1])
    layers.node("Relu", ["y"], "z")
    layers.graph.output = [ModelBuilder.value("z", nil, 1)]
    expectRefused(
      network: try layers.bytes(), name: "model.onnx",
      saying: ["'to_z' (operator Relu)", "after a Reshape", "points x neurons"])
  }

  /// Both outputs of a binary classifier as scikit-learn's exporter writes it.
  private static func classifier() -> ModelBuilder {
    var model = layers()
    model.node("Sigmoid", ["logit"], "p")
    model.node("Sub", ["one", "p"], "q")
    model.node("Concat", ["q", "p"], "both", integers: ["axis": 1])
    model.node("ArgMax", ["both"], "label", integers: ["axis": 1])
    model.node("ZipMap", ["both"], "map")
    model.graph.node[model.graph.node.count - 1].domain = "ai.onnx.ml"
    model.graph.output = ["label", "map"].map { ModelBuilder.value($0, nil, 1) }
    return model
  }

  @Test func outputsOfOneNetwork() throws {
    let reading = try Self.reading(Self.classifier())
    #expect(try reading.network == Self.expected())
    #expect(
      reading.remarks == [
        .cutOff(["Sigmoid", "Sub", "Concat", "ArgMax", "ZipMap"], behind: "logit")
      ])
  }

  @Test func outputByName() throws {
    var model = Self.classifier()
    model.graph.output.append(ModelBuilder.value("h", nil, 1))
    expectRefused(
      network: try model.bytes(), name: "model.onnx", saying: ["3 outputs", "--output-name"])
    #expect(try Self.reading(model, output: "logit").network == Self.expected())
    let reading = try Self.reading(model, output: "h")
    #expect(reading.network.layers.count == 1)
    #expect(reading.remarks == [.outputStated("h")])
    let error = #expect(throws: DataError.self) { try Self.reading(model, output: "nothing") }
    #expect(error?.message.contains("no value 'nothing'") == true)
  }

  /// Layers behind a smooth function make another kind of network.
  @Test(arguments: ["MatMul", "Relu"])
  func smoothFunctionsBetweenLayersAreRefused(operation: String) throws {
    var model = Self.layers()
    model.initialize("U", [2], [1, 1])
    model.node("Tanh", ["logit"], "t")
    model.node(operation, ["t"] + (operation == "MatMul" ? ["U"] : []), "y")
    expectRefused(
      network: try model.bytes(), name: "model.onnx",
      saying: ["'to_y' (operator \(operation))", "after Tanh", "at the end only"])
  }

  /// Cutting behind one value would lose the neurons of the other.
  @Test func tailOfTwoValuesIsRefused() throws {
    var model = Self.layers()
    model.node("MatMul", ["r", "V"], "other")
    model.node("Sigmoid", ["logit"], "s")
    model.node("Mul", ["s", "other"], "y")
    expectRefused(
      network: try model.bytes(), name: "model.onnx",
      saying: ["'to_y' (operator Mul)", "'logit'", "'other'", "--output-name"])
  }
}
