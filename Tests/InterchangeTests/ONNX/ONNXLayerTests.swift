import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// How operators become layers.
@Suite struct ONNXLayerTests {
  @Test func factorsAndBroadcast() throws {
    for (bias, shape) in [([3.0], [1]), ([3.0], []), ([3.0, 3], [2]), ([3.0, 3], [1, 2])] {
      var model = ModelBuilder()
      model.initialize("W", [1, 2, 3, 4], [2, 2])
      model.initialize("c", bias, shape)
      model.node("Gemm", ["x", "W", "c"], "y", numbers: ["alpha": 0.5, "beta": -2])
      let half = Rational(1, 2)
      let layer = Network.Layer(weights: [[half, 3 * half], [1, 2]], biases: [-6, -6])
      #expect(try model.network() == Network(layers: [layer]), "\(shape)")
    }
  }

  @Test func scalarSum() throws {
    for shape in [[], [1], [1, 1]] {
      var model = ModelBuilder()
      model.initialize("c", [0.5], shape)
      model.node("Add", ["x", "c"], "y")
      let half = Rational(1, 2)
      let layer = Network.Layer(weights: [[1, 0], [0, 1]], biases: [half, half])
      #expect(try model.network() == Network(layers: [layer]))
    }
  }

  /// Affine layers without ReLU between them are one layer, without rounding.
  @Test func compositionIsExact() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<20 {
      var model = ModelBuilder(inputShape: [nil, 3])
      var maps: [Network.Layer] = []
      for (index, (inputs, outputs)) in [(3, 4), (4, 2), (2, 5)].enumerated() {
        let entries = (0..<inputs * outputs).map { _ in
          Double(Float.random(in: -1...1, using: &generator))
        }
        let biases = (0..<outputs).map { _ in Double(Float.random(in: -1...1, using: &generator)) }
        model.initialize("W\(index)", entries, [outputs, inputs])
        model.initialize("b\(index)", biases, [outputs])
        let hasBias = index != 1
        model.node(
          "Gemm", ["h\(index)", "W\(index)"] + (hasBias ? ["b\(index)"] : []),
          "h\(index + 1)", integers: ["transB": 1])
        maps.append(
          Network.Layer(
            weights: entries.map { Rational(exactly: $0)! }.rows(ofLength: inputs),
            biases: hasBias ? biases.map { Rational(exactly: $0)! } : nil))
      }
      model.graph.node[0].input[0] = "x"
      model.graph.node[2].output[0] = "y"
      let network = try model.network()
      #expect(network.architecture.widths == [3, 5])
      let point: [Rational] = [2, -1, Rational(1, 3)]
      let expected = maps.reduce(point) { values, layer in
        layer.weights.enumerated().map { row, weights in
          zip(weights, values).reduce(layer.biases?[row] ?? 0) { $0 + $1.0 * $1.1 }
        }
      }
      #expect(network.evaluate([point])[0].outputs == expected)
    }
  }

  @Test func someLayersHaveBiases() throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    model.initialize("b", [5, 6], [2])
    model.node("MatMul", ["x", "W"], "a")
    model.node("Relu", ["a"], "r")
    model.node("Gemm", ["r", "W", ""], "c")
    model.node("Relu", ["c"], "s")
    model.node("Gemm", ["s", "W", "b"], "y")
    #expect(try model.network().layers.map { $0.biases } == [nil, nil, [5, 6]])
  }

  /// ReLU at the end is followed by an output layer that changes nothing.
  @Test func reluAtTheEnd() throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    model.node("MatMul", ["x", "W"], "a")
    model.node("Relu", ["a"], "y")
    let network = try model.network()
    #expect(
      try network
        == Network(layers: [
          .init(weights: [[1, 3], [2, 4]]), .init(weights: [[1, 0], [0, 1]]),
        ]))
  }

  /// ReLU at the beginning follows a layer that changes nothing.
  @Test func reluAtTheBeginning() throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2], [2, 1])
    model.node("Relu", ["x"], "r")
    model.node("Relu", ["r"], "r2")
    model.node("MatMul", ["r2", "W"], "y")
    let network = try model.network()
    #expect(
      try network
        == Network(layers: [.init(weights: [[1, 0], [0, 1]]), .init(weights: [[1, 2]])]))
  }

  @Test func withoutReLU() throws {
    var model = ModelBuilder()
    model.node("Identity", ["x"], "y")
    #expect(try model.network() == Network(layers: [.init(weights: [[1, 0], [0, 1]])]))
    model.initialize("W", [1, 2], [2, 1])
    model.graph.node = []
    model.node("MatMul", ["x", "W"], "y")
    #expect(try model.network() == Network(layers: [.init(weights: [[1, 2]])]))
  }

  /// The bits of 1, -2, 1/3 rounded, the smallest number above zero, and -0.
  private static let formats: [(type: Int32, bits: [UInt64], values: [Rational])] = [
    (
      1, [0x3F80_0000, 0xC000_0000, 0x3EAA_AAAB, 1, 0x8000_0000],
      [1, -2, Rational(11_184_811, 33_554_432), Rational(1, Integer(2).power(149)), 0]
    ),
    (
      10, [0x3C00, 0xC000, 0x3555, 1, 0x8000],
      [1, -2, Rational(1365, 4096), Rational(1, Integer(2).power(24)), 0]
    ),
    (
      16, [0x3F80, 0xC000, 0x3EAB, 1, 0x8000],
      [1, -2, Rational(171, 512), Rational(1, Integer(2).power(133)), 0]
    ),
    (
      11, [0x3FF0 << 48, 0xC000 << 48, 0x3FD5_5555_5555_5555, 1, 0x8000 << 48],
      [
        1, -2, Rational(Integer(6_004_799_503_160_661), Integer(2).power(54)),
        Rational(1, Integer(2).power(1074)), 0,
      ]
    ),
  ]

  @Test(arguments: formats, ModelBuilder.Storage.allCases)
  func formatsAreExact(
    format: (type: Int32, bits: [UInt64], values: [Rational]), storage: ModelBuilder.Storage
  ) throws {
    var model = ModelBuilder(inputShape: [nil, 5], type: format.type)
    var tensor = ONNXTensor()
    (tensor.name, tensor.dataType, tensor.dims) = ("W", format.type, [5, 1])
    switch (storage, format.type) {
    case (.raw, _):
      let size = format.type == 11 ? 8 : format.type == 1 ? 4 : 2
      for bits in format.bits {
        withUnsafeBytes(of: bits.littleEndian) {
          tensor.rawData.append(contentsOf: $0.prefix(size))
        }
      }
    case (.list, 1): tensor.floatData = format.bits.map { Float(bitPattern: UInt32($0)) }
    case (.list, 11): tensor.doubleData = format.bits.map { Double(bitPattern: $0) }
    case (.list, _): tensor.int32Data = format.bits.map { Int32($0) }
    }
    model.graph.initializer = [tensor]
    model.node("MatMul", ["x", "W"], "y")
    #expect(try model.network().layers.map(\.weights) == [[format.values]])
  }

  @Test func constantsAsLists() throws {
    var model = ModelBuilder(inputShape: [nil, 2, 1])
    for (name, attribute) in [
      ("shape", ONNXAttribute.with { ($0.name, $0.type, $0.ints) = ("value_ints", 7, [-1, 2]) }),
      ("b", .with { ($0.name, $0.type, $0.floats) = ("value_floats", 6, [0.5, 2]) }),
      ("c", .with { ($0.name, $0.type, $0.f) = ("value_float", 1, 1) }),
    ] {
      model.node("Constant", [], name)
      model.graph.node[model.graph.node.count - 1].attribute = [attribute]
    }
    model.node("Reshape", ["x", "shape"], "flat")
    model.node("Add", ["flat", "b"], "s")
    model.node("Add", ["s", "c"], "y")
    let layer = Network.Layer(weights: [[1, 0], [0, 1]], biases: [Rational(3, 2), 3])
    #expect(try model.network() == Network(layers: [layer]))
  }
}
