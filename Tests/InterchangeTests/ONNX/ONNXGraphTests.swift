import ExactAlgebra
import Testing

@testable import Interchange

/// Operators that are affine maps or ReLU in disguise, and skip connections, against their
/// definitions on random points.
@Suite struct ONNXGraphTests {
  private typealias Vector = [Rational]

  private static let points: [[Rational]] = {
    var generator = SeededGenerator(seed: 9)
    return (0..<200).map { _ in
      (0..<2).map { _ in Rational(exactly: Double(Int.random(in: -40...40, using: &generator)) / 8)!
      }
    }
  }()

  private static func relu(_ x: Rational) -> Rational { max(x, 0) }

  /// A model on two inputs, and the function that it is.
  struct Case: Sendable {
    let name: String
    let widths: [Int]
    let remarks: [ReadingRemark]
    let build: @Sendable (inout ModelBuilder) -> Void
    let function: @Sendable ([Rational]) -> [Rational]
  }

  /// `v` is (1, 1/2), `c` is 2, `W` has the rows (1, -2), (3, 1) for points in rows.
  private static func product(_ x: [Rational]) -> [Rational] {
    [x[0] + 3 * x[1], -2 * x[0] + x[1]]
  }

  private static let cases: [Case] = [
    Case(name: "Sub", widths: [2, 2], remarks: [.folded(["Sub"])]) {
      $0.node("Sub", ["x", "v"], "y")
    } function: {
      [$0[0] - 1, $0[1] - Rational(1, 2)]
    },
    Case(name: "Sub from a constant", widths: [2, 2], remarks: [.folded(["Sub"])]) {
      $0.node("Sub", ["v", "x"], "y")
    } function: {
      [1 - $0[0], Rational(1, 2) - $0[1]]
    },
    Case(name: "Mul, Div, Neg", widths: [2, 2], remarks: [.folded(["Mul", "Div", "Neg"])]) {
      $0.node("Mul", ["c", "x"], "a")
      $0.node("Div", ["a", "v"], "b")
      $0.node("Neg", ["b"], "y")
    } function: {
      [-2 * $0[0], -4 * $0[1]]
    },
    Case(name: "Sum of a value with itself", widths: [2, 2], remarks: [.folded(["Sum"])]) {
      $0.node("Sum", ["x", "x", "v"], "y")
    } function: {
      [2 * $0[0] + 1, 2 * $0[1] + Rational(1, 2)]
    },
    Case(name: "constants of constants", widths: [2, 2], remarks: []) {
      $0.node("Add", ["v", "c"], "k")
      $0.node("Mul", ["k", "c"], "l")
      $0.node("Add", ["x", "l"], "y")
    } function: {
      [$0[0] + 6, $0[1] + 5]
    },
    Case(
      name: "batch normalization with rational roots", widths: [2, 2],
      remarks: [.folded(["BatchNormalization"])]
    ) {
      $0.initialize("var", [4, 0.25], [2])
      $0.node("BatchNormalization", ["x", "v", "v", "v", "var"], "y", numbers: ["epsilon": 0])
    } function: {
      [($0[0] - 1) / 2 + 1, $0[1] - Rational(1, 2) + Rational(1, 2)]
    },
    Case(name: "Clip from below", widths: [2, 2, 2], remarks: []) {
      $0.node("Clip", ["x"], "y", numbers: ["min": 0])
    } function: {
      $0.map(relu)
    },
    Case(name: "Max", widths: [2, 2, 2], remarks: []) {
      $0.node("Max", ["x", "v"], "y")
    } function: {
      [max($0[0], 1), max($0[1], Rational(1, 2))]
    },
    Case(name: "Min", widths: [2, 2, 2], remarks: []) {
      $0.node("Min", ["x", "c"], "y")
    } function: {
      $0.map { min($0, 2) }
    },
    Case(name: "ReLU6", widths: [2, 4, 2], remarks: [.splitNeurons(2)]) {
      $0.node("Clip", ["x"], "y", numbers: ["min": 0, "max": 3])
    } function: {
      $0.map { min(max($0, 0), 3) }
    },
    Case(name: "hard tanh", widths: [2, 4, 2], remarks: [.splitNeurons(2)]) {
      $0.initialize("low", [-1], [])
      $0.initialize("high", [1], [])
      $0.node("Clip", ["x", "low", "high"], "y")
    } function: {
      $0.map { min(max($0, -1), 1) }
    },
    Case(
      name: "Gather and Slice", widths: [2, 2], remarks: [.folded(["Gather", "Slice", "Concat"])]
    ) {
      $0.graph.initializer += [
        ModelBuilder.integers("swap", [1, 0]), ModelBuilder.integers("s", [1]),
        ModelBuilder.integers("e", [.max]),
      ]
      $0.node("Gather", ["x", "swap"], "g", integers: ["axis": 1])
      $0.node("Slice", ["x", "s", "e", "s"], "t")
      $0.node("Concat", ["g", "t"], "k", integers: ["axis": -1])
      $0.initialize("U", [1, 0, 0, 1, 1, 0], [3, 2])
      $0.node("MatMul", ["k", "U"], "y")
    } function: {
      [2 * $0[1], $0[0]]
    },
    Case(
      name: "ArrayFeatureExtractor and FeatureVectorizer", widths: [2, 3],
      remarks: [.folded(["ArrayFeatureExtractor", "FeatureVectorizer"])]
    ) {
      var columns = ModelBuilder.integers("swap", [1, 0])
      columns.dims = [1, 2]
      $0.graph.initializer += [columns, ModelBuilder.integers("second", [1])]
      $0.node("ArrayFeatureExtractor", ["x", "swap"], "a")
      $0.node("ArrayFeatureExtractor", ["x", "second"], "b")
      $0.node("FeatureVectorizer", ["a", "b"], "y")
      for index in $0.graph.node.indices { $0.graph.node[index].domain = "ai.onnx.ml" }
      var widths = ONNXAttribute()
      (widths.name, widths.ints) = ("inputdimensions", [2, 1])
      $0.graph.node[$0.graph.node.count - 1].attribute = [widths]
    } function: {
      [$0[1], $0[0], $0[1]]
    },
    Case(name: "shapes", widths: [2, 2], remarks: []) {
      $0.graph.initializer += [
        ModelBuilder.integers("one", [1]), ModelBuilder.integers("rest", [-1]),
        ModelBuilder.integers("zero", [0]),
      ]
      $0.node("Shape", ["x"], "n")
      $0.node("Gather", ["n", "zero"], "b", integers: ["axis": 0])
      $0.node("Concat", ["b", "rest"], "t", integers: ["axis": 0])
      $0.node("Unsqueeze", ["x", "one"], "u")
      $0.node("Squeeze", ["u", "one"], "q")
      $0.node("Reshape", ["q", "t"], "y")
    } function: {
      $0
    },
    Case(
      name: "residual block", widths: [2, 2, 4, 2, 2],
      remarks: [.repeatedNeurons(2)]
    ) {
      $0.node("Relu", ["x"], "r")
      $0.node("MatMul", ["r", "W"], "m")
      $0.node("Relu", ["m"], "s")
      $0.node("MatMul", ["s", "W"], "p")
      $0.node("Add", ["r", "p"], "t")
      $0.node("Relu", ["t"], "y")
    } function: {
      let r = $0.map(relu)
      let p = product(product(r).map(relu))
      return zip(r, p).map { relu($0 + $1) }
    },
    Case(
      name: "Concat of two depths", widths: [2, 2, 4, 2],
      remarks: [
        .folded(["Concat"]), .repeatedNeurons(2),
      ]
    ) {
      $0.node("Relu", ["x"], "r")
      $0.node("MatMul", ["r", "W"], "m")
      $0.node("Relu", ["m"], "s")
      $0.node("Concat", ["s", "r"], "k", integers: ["axis": 1])
      $0.initialize("U", [1, 0, 0, 1, 1, 1, -1, 2], [4, 2])
      $0.node("MatMul", ["k", "U"], "y")
    } function: {
      let r = $0.map(relu)
      let s = product(r).map(relu)
      return [s[0] + r[0] - r[1], s[1] + r[0] + 2 * r[1]]
    },
    Case(
      name: "inputs past ReLU", widths: [2, 6, 8, 2],
      remarks: [.folded(["Sum", "Sub"]), .repeatedNeurons(2), .carriedInputs(8)]
    ) {
      $0.node("Relu", ["x"], "r")
      $0.node("MatMul", ["r", "W"], "m")
      $0.node("Relu", ["m"], "s")
      $0.node("Sum", ["x", "s", "r"], "t")
      $0.node("Sub", ["t", "v"], "y")
    } function: {
      let r = $0.map(relu)
      let s = product(r).map(relu)
      return [$0[0] + r[0] + s[0] - 1, $0[1] + r[1] + s[1] - Rational(1, 2)]
    },
    Case(
      name: "leaky ReLU past leaky ReLU", widths: [2, 2, 6, 2], remarks: [.repeatedNeurons(4)]
    ) {
      $0.node("LeakyRelu", ["x"], "r", numbers: ["alpha": 0.5])
      $0.node("MatMul", ["r", "W"], "m")
      $0.node("LeakyRelu", ["m"], "s", numbers: ["alpha": 0.5])
      $0.node("Add", ["r", "s"], "y")
    } function: {
      let r = $0.map { max($0, $0 / 2) }
      return zip(r, product(r).map { max($0, $0 / 2) }).map { $0 + $1 }
    },
    Case(
      name: "inputs past two layers with slope -2", widths: [2, 6, 6, 2],
      remarks: [.folded(["Concat"]), .carriedInputs(8)]
    ) {
      $0.node("LeakyRelu", ["x"], "r", numbers: ["alpha": -2])
      $0.node("MatMul", ["r", "W"], "m")
      $0.node("LeakyRelu", ["m"], "s", numbers: ["alpha": -2])
      $0.node("Concat", ["x", "s"], "k", integers: ["axis": 1])
      $0.initialize("U", [1, 0, 0, 1, 1, 1, -1, 2], [4, 2])
      $0.node("MatMul", ["k", "U"], "y")
    } function: {
      func f(_ x: Rational) -> Rational { x.signum() > 0 ? x : -2 * x }
      let s = product($0.map(f)).map(f)
      return [$0[0] + s[0] - s[1], $0[1] + s[0] + 2 * s[1]]
    },
    Case(
      name: "Max of three values and a constant", widths: [2, 6, 6, 2, 2],
      remarks: [.folded(["Neg"]), .carriedInputs(8), .comparingNeurons(4)]
    ) {
      $0.node("MatMul", ["x", "W"], "m")
      $0.node("Neg", ["x"], "n")
      $0.node("Max", ["x", "m", "v", "n"], "y")
    } function: { x in
      let m = product(x)
      return [max(x[0], m[0], 1, -x[0]), max(x[1], m[1], Rational(1, 2), -x[1])]
    },
    Case(name: "two branches", widths: [2, 4, 2], remarks: []) {
      $0.node("MatMul", ["x", "W"], "m")
      $0.node("Relu", ["m"], "r")
      $0.node("Relu", ["x"], "s")
      $0.node("Add", ["r", "s"], "y")
    } function: {
      zip(product($0).map(relu), $0.map(relu)).map { $0 + $1 }
    },
  ]

  @Test(arguments: cases.indices)
  func isItsFunction(index: Int) throws {
    let specimen = Self.cases[index]
    var model = ModelBuilder()
    model.initialize("W", [1, -2, 3, 1], [2, 2])
    model.initialize("v", [1, 0.5], [2])
    model.initialize("c", [2], [])
    specimen.build(&model)
    let reading = try NetworkReading(bytes: model.bytes(), name: "model.onnx")
    #expect(reading.network.architecture.widths == specimen.widths, "\(specimen.name)")
    #expect(reading.remarks == specimen.remarks, "\(specimen.name)")
    let outputs = reading.network.evaluate(Self.points).map(\.outputs)
    #expect(outputs == Self.points.map(specimen.function), "\(specimen.name)")
  }

  @Test func countOfCases() { #expect(Self.cases.count == 21 && Self.points.count == 200) }

  /// A repeated neuron is active exactly where its original is.
  @Test func repeatedNeuronsAddNoRegions() throws {
    let specimen = try #require(Self.cases.first { $0.name == "residual block" })
    var model = ModelBuilder()
    model.initialize("W", [1, -2, 3, 1], [2, 2])
    specimen.build(&model)
    let network = try model.network()
    for evaluation in network.evaluate(Self.points) {
      #expect(evaluation.signs[1].suffix(2).map { $0 > 0 } == evaluation.signs[0].map { $0 > 0 })
    }
  }

  @Test func irrationalRootsAreSaid() throws {
    var model = ModelBuilder()
    model.initialize("v", [1, 2], [2])
    model.node("BatchNormalization", ["x", "v", "v", "v", "v"], "y")
    let reading = try NetworkReading(bytes: model.bytes(), name: "model.onnx")
    #expect(reading.remarks == [.folded(["BatchNormalization"]), .roundedRoots])
    let root = (2 + Double(Float(1e-5))).squareRoot()
    #expect(reading.network.layers[0].weights[1][1] == Rational(exactly: 2 / root))
  }

  /// What layers cannot carry.
  private static let refusals: [(words: [String], build: @Sendable (inout ModelBuilder) -> Void)] =
    [
      (
        ["'to_y' (operator Add)", "carries the inputs past abs"],
        {
          $0.node("Abs", ["x"], "r")
          $0.node("Add", ["x", "r"], "y")
        }
      ),
      (["'to_y' (operator Mul)", "two values"], { $0.node("Mul", ["x", "x"], "y") }),
      (["'to_y' (operator Div)", "expected a constant"], { $0.node("Div", ["v", "x"], "y") }),
      (["'to_y' (operator Div)", "has a zero"], { $0.node("Div", ["x", "zero"], "y") }),
      (
        ["'to_y' (operator Clip)", "not below the upper"],
        { $0.node("Clip", ["x"], "y", numbers: ["min": 1, "max": 0]) }
      ),
      (
        ["'to_y' (operator PRelu)", "expected one slope for all neurons"],
        { $0.node("PRelu", ["x", "v"], "y") }
      ),
      (["'to_y' (operator Elu)", "not supported"], { $0.node("Elu", ["x"], "y") }),
      (
        ["'to_y' (operator Gather)", "that of the points"],
        {
          $0.graph.initializer.append(ModelBuilder.integers("i", [0]))
          $0.node("Gather", ["x", "i"], "y")
        }
      ),
      (
        ["'to_y' (operator ArrayFeatureExtractor)", "from 0 to 1"],
        {
          $0.graph.initializer.append(ModelBuilder.integers("i", [2]))
          $0.node("ArrayFeatureExtractor", ["x", "i"], "y")
          $0.graph.node[0].domain = "ai.onnx.ml"
        }
      ),
      (
        ["'to_y' (operator FeatureVectorizer)", "all columns"],
        {
          $0.node("FeatureVectorizer", ["x"], "y")
          $0.graph.node[0].domain = "ai.onnx.ml"
        }
      ),
      (
        ["'to_y' (operator Imputer)", "-1", "NaN only"],
        {
          $0.node("Imputer", ["x"], "y", numbers: ["replaced_value_float": -1])
          $0.graph.node[0].domain = "ai.onnx.ml"
        }
      ),
      (
        ["'to_y' (operator Reshape)", "number of points"],
        {
          $0.graph.initializer.append(ModelBuilder.integers("rest", [-1]))
          $0.graph.initializer.append(ModelBuilder.integers("zero_i", [0]))
          $0.node("Shape", ["x"], "n")
          $0.node("Gather", ["n", "zero_i"], "b")
          $0.node("Concat", ["rest", "b"], "t", integers: ["axis": 0])
          $0.node("Reshape", ["x", "t"], "y")
        }
      ),
    ]

  @Test(arguments: refusals.indices)
  func isRefused(index: Int) throws {
    var model = ModelBuilder()
    model.initialize("W", [1, -2, 3, 1], [2, 2])
    model.initialize("v", [1, 0.5], [2])
    model.initialize("zero", [0], [])
    let (words, build) = Self.refusals[index]
    build(&model)
    expectRefused(network: try model.bytes(), name: "model.onnx", saying: words)
  }
}
