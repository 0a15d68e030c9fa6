import ExactAlgebra
import ReLUNetworks
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

  @Test func safetensorsAreReLU() throws {
    #expect(try Network(file: Fixture.path("torch.safetensors")).activation == .relu)
  }
}
