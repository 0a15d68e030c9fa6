import ExactAlgebra
import Testing

@testable import Interchange

/// Models that are not networks of the supported kind.
@Suite struct ONNXErrorTests {
  private typealias Change = @Sendable (inout ModelBuilder) -> Void

  /// Changes of a model `x -> Gemm h -> Relu r -> Gemm y` of widths 2, 3, 2.
  private static let changes: [(name: String, words: [String], change: Change)] = [
    (
      "softmax",
      ["node 'to_y' (operator Softmax)", "not continuous and piecewise linear", "expected Gemm"],
      { $0.graph.node[2].opType = "Softmax" }
    ),
    (
      "domain", ["node 'to_h' (operator Gemm)", "not supported"],
      { $0.graph.node[0].domain = "com.microsoft" }
    ),
    (
      "node without a name", ["node 3 (operator Tanh)", "not supported"],
      {
        $0.graph.node[2].name = ""
        $0.graph.node[2].opType = "Tanh"
      }
    ),
    (
      "transA", ["'to_h'", "transA = 1, expected 0"],
      { $0.graph.node[0].attribute[0].name = "transA" }
    ),
    (
      "attribute", ["'to_r'", "attribute 'slope'"],
      { $0.graph.node[1].attribute = [ONNXAttribute.with { $0.name = "slope" }] }
    ),
    (
      "alpha", ["'to_h'", "'alpha' is not a finite number"],
      {
        $0.graph.node[0].attribute.append(
          .with {
            $0.name = "alpha"
            $0.f = .infinity
          })
      }
    ),
    ("no input", ["0 inputs", "expected one"], { $0.graph.input = [] }),
    (
      "two inputs", ["2 inputs ('x', 'z')", "expected one"],
      { $0.graph.input.append(ModelBuilder.value("z", [1, 2], 1)) }
    ),
    ("no output", ["0 outputs", "expected one"], { $0.graph.output = [] }),
    (
      "two outputs", ["2 outputs ('y', 'h')", "expected one"],
      { $0.graph.output.append(ModelBuilder.value("h", nil, 1)) }
    ),
    (
      "type of input", ["input 'x'", "int64", "expected float"],
      {
        $0.graph.input[0].type.tensorType.elemType = 7
      }
    ),
    (
      "scalar input", ["input 'x'", "points x inputs"],
      { model in
        model.graph.input = [ModelBuilder.value("x", [], 1)]
      }
    ),
    ("output of no node", ["output 'y'", "no node"], { $0.graph.node[2].output = ["z"] }),
    (
      "constant output", ["output 'y' does not depend on the input 'x'"],
      {
        $0.graph.node.removeLast()
        $0.constant("y", [1], [1])
      }
    ),
    (
      "unknown input", ["'to_r'", "'nothing' is unknown"],
      { $0.graph.node[1].input = ["nothing"] }
    ),
    ("missing input", ["'to_r'", "input 1 is missing"], { $0.graph.node[1].input = [""] }),
    (
      "number of inputs", ["'to_r'", "2 inputs, expected 1"],
      { $0.graph.node[1].input.append("W1") }
    ),
    ("cycle", ["'to_h'", "depends on itself"], { $0.graph.node[0].input[0] = "r" }),
    ("loop", ["'to_r'", "depends on itself"], { $0.graph.node[1].input[0] = "r" }),
    ("value given twice", ["'to_r'", "'h' is given twice"], { $0.graph.node[1].output = ["h"] }),
    (
      "initializer twice", ["'W1' occurs twice"],
      { $0.graph.initializer.append($0.graph.initializer[0]) }
    ),
    (
      "second output", ["'to_y'", "'mask' is a second output"],
      {
        $0.node("Dropout", ["r"], "d")
        $0.graph.node[3].output.append("mask")
        $0.graph.node[2].input[0] = "mask"
      }
    ),
    (
      "training", ["'to_d'", "training mode"],
      {
        $0.graph.initializer.append(
          .with {
            $0.name = "yes"
            $0.dataType = 9
            $0.int32Data = [1]
          })
        $0.node("Dropout", ["r", "", "yes"], "d")
        $0.graph.node[2].input[0] = "d"
      }
    ),
    (
      "cast", ["'to_r' (operator Cast)", "another type"],
      {
        $0.graph.node[1].opType = "Cast"
      }
    ),
    (
      "relu of a constant", ["'to_r'", "constant"],
      {
        $0.graph.node[1].input = ["b1"]
        $0.node("Add", ["x", "r"], "z")
        $0.graph.node[2].input[0] = "z"
      }
    ),
    (
      "shapes that do not follow", ["'to_y'", "2 x 2 weights", "expected 3 inputs"],
      { $0.graph.initializer[2] = ModelBuilder.tensor("W2", [1, 2, 3, 4], [2, 2]) }
    ),
    (
      "shape of the input", ["'to_h'", "3 x 2 weights", "expected 4 inputs"],
      { $0.graph.input = [ModelBuilder.value("x", [nil, 4], 1)] }
    ),
    (
      "shape of a bias", ["'to_h'", "'b1' has the shape 2", "3 neurons"],
      { $0.graph.initializer[1] = ModelBuilder.tensor("b1", [1, 2], [2]) }
    ),
    (
      "bias for each point", ["'to_h'", "'b1' has the shape 2 x 3", "each neuron"],
      { $0.graph.initializer[1] = ModelBuilder.tensor("b1", [1, 2, 3, 4, 5, 6], [2, 3]) }
    ),
    (
      "axes of weights", ["'to_h'", "'W1'", "3 x 2 x 1", "expected a matrix"],
      { $0.graph.initializer[0].dims = [3, 2, 1] }
    ),
    (
      "no entries", ["'W1'", "0 x 2", "expected a matrix"],
      { $0.graph.initializer[0] = ModelBuilder.tensor("W1", [], [0, 2]) }
    ),
    (
      "too few entries", ["'W1'", "3 x 2", "5 entries, expected 6"],
      { $0.graph.initializer[0].floatData.removeLast() }
    ),
    (
      "too few bytes", ["'W1'", "3 x 2", "23 bytes, expected 24"],
      {
        $0.graph.initializer[0] = ModelBuilder.tensor(
          "W1", [1, 2, 3, 4, 5, 6], [3, 2], storage: .raw)
        $0.graph.initializer[0].rawData.removeLast()
      }
    ),
    ("negative extent", ["'W1'", "-3 x 2"], { $0.graph.initializer[0].dims = [-3, 2] }),
    (
      "huge extents", ["'W1'", "at most 16777216 entries"],
      {
        $0.graph.initializer[0].dims = [.max, .max]
      }
    ),
    (
      "type of weights", ["'W1'", "int8", "expected float, double, float16 or bfloat16"],
      { $0.graph.initializer[0].dataType = 3 }
    ),
    (
      "NaN", ["'to_h'", "'W1', entry (2, 1)", "NaN"],
      { $0.graph.initializer[0].floatData[2] = .nan }
    ),
    (
      "infinity", ["'to_h'", "'b1', entry (3)", "infinity"],
      { $0.graph.initializer[1].floatData[2] = -.infinity }
    ),
    (
      "data elsewhere", ["'W1'", "another file"],
      { $0.graph.initializer[0].dataLocation = 1 }
    ),
    (
      "constant on the left", ["'to_r' (operator MatMul)", "on the left"],
      {
        $0.graph.node[1] = $0.graph.node[0]
        $0.graph.node[1].opType = "MatMul"
        ($0.graph.node[1].name, $0.graph.node[1].output) = ("to_r", ["r"])
        ($0.graph.node[1].input, $0.graph.node[1].attribute) = (["W1", "h"], [])
      }
    ),
    (
      "transposed points", ["(operator Transpose)", "depends on the model's input"],
      { $0.graph.node[1].opType = "Transpose" }
    ),
    (
      "flattened points", ["(operator Flatten)", "axis 0", "mixes points and neurons"],
      {
        $0.graph.node[1].opType = "Flatten"
        $0.graph.node[1].attribute = [
          .with {
            $0.name = "axis"
            $0.i = 0
          }
        ]
      }
    ),
  ]

  private static func model() -> ModelBuilder {
    var model = ModelBuilder()
    model.initialize("W1", [1, 2, 3, 4, 5, 6], [3, 2])
    model.initialize("b1", [1, 2, 3], [3])
    model.initialize("W2", [1, 2, 3, 4, 5, 6], [2, 3])
    model.node("Gemm", ["x", "W1", "b1"], "h", integers: ["transB": 1])
    model.node("Relu", ["h"], "r")
    model.node("Gemm", ["r", "W2"], "y", integers: ["transB": 1])
    return model
  }

  @Test func theModelItselfIsRead() throws {
    #expect(try Self.model().network().architecture.widths == [2, 3, 2])
    #expect(Self.changes.count > 40)
  }

  @Test(arguments: changes.indices)
  func isRefused(index: Int) throws {
    let (_, words, change) = Self.changes[index]
    var model = Self.model()
    change(&model)
    expectRefused(network: try model.bytes(), name: "model.onnx", saying: words)
  }

  @Test(arguments: [
    [-1, 6], [1, -1], [3, 2], [2, 3], [-1], [6], [-1, -1], [0, 0, 0], [], [-2, 3],
  ])
  func reshapeThatMixesPoints(target: [Int]) throws {
    var model = Self.model()
    model.graph.initializer.append(ModelBuilder.integers("shape", target))
    model.node("Reshape", ["r", "shape"], "s")
    model.graph.node[2].input[0] = "s"
    expectRefused(
      network: try model.bytes(), name: "model.onnx",
      saying: ["'to_s' (operator Reshape)", "points"])
  }
}
