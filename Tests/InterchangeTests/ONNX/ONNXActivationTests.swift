import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// Operators that are applied to each neuron.
@Suite struct ONNXActivationTests {
  /// A node with an activation, and its slope.
  private static let nodes:
    [(operation: String, alpha: Float?, slope: (entry: Double, shape: [Int])?, expected: Rational)] =
      [
        ("Relu", nil, nil, 0),
        ("Abs", nil, nil, -1),
        ("LeakyRelu", 0.25, nil, Rational(1, 4)),
        ("LeakyRelu", -3, nil, -3),
        // One hundredth, rounded to single precision.
        ("LeakyRelu", nil, nil, Rational(Integer(5_368_709), Integer(2).power(29))),
        ("LeakyRelu", 0.01, nil, Rational(Integer(5_368_709), Integer(2).power(29))),
        ("PRelu", nil, (0.5, []), Rational(1, 2)),
        ("PRelu", nil, (2, [1]), 2),
        ("PRelu", nil, (0, [1, 1]), 0),
      ]

  private static func add(
    _ index: Int, to model: inout ModelBuilder, _ input: String, _ output: String
  ) {
    let (operation, alpha, slope, _) = nodes[index]
    if let slope { model.initialize("slope_\(output)", [slope.entry], slope.shape) }
    model.node(
      operation, [input] + (slope == nil ? [] : ["slope_\(output)"]), output,
      numbers: alpha.map { ["alpha": $0] } ?? [:])
  }

  @Test(arguments: nodes.indices)
  func isRead(index: Int) throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    model.node("MatMul", ["x", "W"], "a")
    Self.add(index, to: &model, "a", "r")
    model.node("MatMul", ["r", "W"], "b")
    Self.add(index, to: &model, "b", "s")
    model.node("MatMul", ["s", "W"], "y")
    let network = try model.network()
    #expect(network.activation.negativeSlope == Self.nodes[index].expected)
    let layer = Network.Layer(weights: [[1, 3], [2, 4]])
    #expect(network.layers == [layer, layer, layer])
  }

  /// Values that are not negative stay what they are, whatever follows.
  @Test(arguments: nodes.indices, ["Relu", "Abs"])
  func onValuesThatAreNotNegative(index: Int, first: String) throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2], [2, 1])
    model.node(first, ["x"], "r")
    Self.add(index, to: &model, "r", "s")
    model.node("MatMul", ["s", "W"], "y")
    let network = try model.network()
    let identity = Network.Layer(weights: [[1, 0], [0, 1]])
    #expect(network.layers == [identity, .init(weights: [[1, 2]])])
    #expect(network.activation == (first == "Abs" ? .absoluteValue : .relu))
  }

  /// A leaky ReLU directly on the same one acts on its negative values again.
  @Test func leakyReLUTwice() throws {
    var model = ModelBuilder(inputShape: [nil, 1])
    model.node("LeakyRelu", ["x"], "r", numbers: ["alpha": 0.5])
    model.node("LeakyRelu", ["r"], "y", numbers: ["alpha": 0.5])
    let network = try model.network()
    #expect(network.evaluate([[-4], [4]]).map(\.outputs) == [[-1], [4]])
  }

  /// Nodes between `h`, of three neurons, and the output `y`, which are refused.
  private static let refusals: [(words: [String], add: @Sendable (inout ModelBuilder) -> Void)] = [
    (
      ["'to_y' (operator Abs)", "abs after relu", "expected one activation"],
      {
        $0.node("Relu", ["h"], "r")
        $0.node("MatMul", ["r", "V"], "z")
        $0.node("Abs", ["z"], "y")
      }
    ),
    (
      ["'to_y' (operator LeakyRelu)", "leaky-relu:1/4 after leaky-relu:1/2"],
      {
        $0.node("LeakyRelu", ["h"], "r", numbers: ["alpha": 0.5])
        $0.node("LeakyRelu", ["r"], "y", numbers: ["alpha": 0.25])
      }
    ),
    (
      ["'to_y' (operator LeakyRelu)", "the slope is 1, expected another one"],
      { $0.node("LeakyRelu", ["h"], "y", numbers: ["alpha": 1]) }
    ),
    (
      ["'to_y' (operator LeakyRelu)", "'alpha' is not a finite number"],
      { $0.node("LeakyRelu", ["h"], "y", numbers: ["alpha": .nan]) }
    ),
    (
      ["'to_y' (operator LeakyRelu)", "'slope' is not supported, expected alpha"],
      { $0.node("LeakyRelu", ["h"], "y", numbers: ["slope": 0.5]) }
    ),
    (
      ["'to_y' (operator PRelu)", "'b' has the shape 3", "expected one slope"],
      { $0.node("PRelu", ["h", "b"], "y") }
    ),
    (
      ["'to_y' (operator PRelu)", "1 x 1 x 1", "expected one slope"],
      {
        $0.initialize("s", [0.5], [1, 1, 1])
        $0.node("PRelu", ["h", "s"], "y")
      }
    ),
    (
      ["'to_y' (operator PRelu)", "input 2 depends on"],
      { $0.node("PRelu", ["h", "h"], "y") }
    ),
    (
      ["'to_y' (operator PRelu)", "input 1 is constant"],
      { $0.node("PRelu", ["b", "h"], "y") }
    ),
  ]

  @Test(arguments: refusals.indices)
  func isRefused(index: Int) throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4, 5, 6], [2, 3])
    model.initialize("V", [1, 2, 3], [3, 1])
    model.initialize("b", [1, 2, 3], [3])
    model.node("Gemm", ["x", "W", "b"], "h")
    let (words, add) = Self.refusals[index]
    add(&model)
    expectRefused(network: try model.bytes(), name: "model.onnx", saying: words)
  }

  @Test func safetensorsAreReLU() throws {
    #expect(try Network(file: Fixture.path("torch.safetensors")).activation == .relu)
  }
}
