import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// What different exporters write for one network.
@Suite struct ONNXConventionTests {
  private static let first: [[Double]] = [[1, -2], [0.5, 3], [-0.25, 1]]
  private static let biases: [Double] = [1, -1.5, 0.125]
  private static let last: [[Double]] = [[2, 0.1, -1], [1, 1, 4]]

  /// The decimals are rounded to the format of the file.
  private static func exact(_ rows: [[Double]]) -> [[Rational]] {
    rows.map { row in row.map { Rational(exactly: Double(Float($0)))! } }
  }

  private static func expected() throws -> Network {
    try Network(layers: [
      .init(weights: exact(first), biases: exact([biases])[0]), .init(weights: exact(last)),
    ])
  }

  private static func transposed(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.flatMap { column in rows.map { $0[column] } }
  }

  private static func flat(_ rows: [[Double]]) -> [Double] { rows.flatMap { $0 } }

  /// Weights by rows, multiplied transposed, with biases.
  private static func gemm(
    inputShape: [Int?]? = [nil, 2], storage: ModelBuilder.Storage = .list
  ) -> ModelBuilder {
    var model = ModelBuilder(inputShape: inputShape)
    model.graph.initializer = [
      ModelBuilder.tensor("0.weight", flat(first), [3, 2], storage: storage),
      ModelBuilder.tensor("0.bias", biases, [3], storage: storage),
      ModelBuilder.tensor("2.weight", flat(last), [2, 3], storage: storage),
    ]
    model.node("Gemm", ["x", "0.weight", "0.bias"], "h", integers: ["transB": 1])
    model.node("Relu", ["h"], "r")
    model.node("Gemm", ["r", "2.weight"], "y", integers: ["transB": 1, "transA": 0])
    return model
  }

  @Test(arguments: ModelBuilder.Storage.allCases)
  func rowsInInitializers(storage: ModelBuilder.Storage) throws {
    #expect(try Self.gemm(storage: storage).network() == Self.expected())
  }

  @Test(
    arguments: [
      nil, [nil, nil], [nil, 2], [1, 2], [7, 2], [nil, 1, 2], [1, 1, 2],
    ] as [[Int?]?])
  func shapesOfTheInput(shape: [Int?]?) throws {
    var model = Self.gemm(inputShape: shape)
    if shape?.count == 3 {
      model.node("Flatten", ["x"], "flat")
      model.graph.node[0].input[0] = "flat"
    }
    #expect(try model.network() == Self.expected())
  }

  /// Products and sums, with the constants among the nodes; the biases before or behind.
  @Test(arguments: [false, true], [[3], [1, 3]])
  func columnsInConstantNodes(biasFirst: Bool, biasShape: [Int]) throws {
    var model = ModelBuilder()
    model.constant("W1", Self.transposed(Self.first), [2, 3])
    model.constant("b1", Self.biases, biasShape)
    model.constant("W2", Self.transposed(Self.last), [3, 2])
    model.node("MatMul", ["x", "W1"], "p")
    model.node("Add", biasFirst ? ["b1", "p"] : ["p", "b1"], "h")
    model.node("Relu", ["h"], "r")
    model.node("MatMul", ["r", "W2"], "y")
    #expect(try model.network() == Self.expected())
  }

  @Test func transposedConstant() throws {
    var model = ModelBuilder()
    model.initialize("W1", Self.flat(Self.first), [3, 2])
    model.constant("b1", Self.biases, [3])
    model.initialize("W2", Self.flat(Self.last), [2, 3])
    model.node("Transpose", ["W1"], "T1")
    model.node("Transpose", ["T1"], "back")
    model.node("Transpose", ["back"], "again")
    model.node("Transpose", ["W2"], "T2")
    model.node("MatMul", ["x", "again"], "p")
    model.node("Add", ["p", "b1"], "h")
    model.node("Relu", ["h"], "r")
    model.node("Gemm", ["r", "T2"], "y")
    #expect(try model.network() == Self.expected())
  }

  /// One point as a vector or as a column, with the constants on the left.
  @Test(arguments: [[2], [2, 1]] as [[Int?]])
  func constantsOnTheLeft(shape: [Int?]) throws {
    var model = ModelBuilder(inputShape: shape)
    model.initialize("W1", Self.flat(Self.first), [3, 2])
    model.initialize("b1", Self.biases, shape.count == 1 ? [3] : [3, 1])
    model.initialize("W2", Self.flat(Self.last), [2, 3])
    model.node("MatMul", ["W1", "x"], "p")
    model.node("Add", ["p", "b1"], "h")
    model.node("Relu", ["h"], "r")
    model.node("MatMul", ["W2", "r"], "y")
    #expect(try model.network() == Self.expected())
  }

  /// A vector is multiplied from the right too.
  @Test func vectorOnTheLeft() throws {
    var model = ModelBuilder(inputShape: [2])
    model.initialize("W1", Self.transposed(Self.first), [2, 3])
    model.initialize("b1", Self.biases, [3])
    model.initialize("W2", Self.transposed(Self.last), [3, 2])
    model.node("MatMul", ["x", "W1"], "p")
    model.node("Add", ["b1", "p"], "h")
    model.node("Relu", ["h"], "r")
    model.node("MatMul", ["r", "W2"], "y")
    #expect(try model.network() == Self.expected())
  }

  /// What changes nothing at inference.
  @Test(
    arguments: [
      ("Identity", [:], []), ("Dropout", [:], []), ("Dropout", [:], ["", ""]),
      ("Dropout", [:], ["", "no"]), ("Flatten", [:], []), ("Flatten", ["axis": -1], []),
      ("Cast", ["to": 1], []), ("Reshape", [:], ["keep"]), ("Reshape", [:], ["last"]),
      ("Reshape", [:], ["free"]), ("Relu", [:], []),
    ] as [(String, [String: Int], [String])])
  func withoutEffect(operation: String, integers: [String: Int], inputs: [String]) throws {
    var model = Self.gemm()
    model.graph.initializer += [
      ModelBuilder.integers("keep", [0, 3]), ModelBuilder.integers("last", [0, -1]),
      ModelBuilder.integers("free", [-1, 3]),
      ONNXTensor.with {
        $0.name = "no"
        $0.dataType = 9
        $0.rawData.append(0)
      },
    ]
    model.node(operation, ["r"] + inputs, "r2", integers: integers)
    model.graph.node[2].input[0] = "r2"
    #expect(try model.network() == Self.expected())
  }

  /// Nodes in any order, and nodes and constants that the output does not need.
  @Test func orderAndUnusedNodes() throws {
    var model = Self.gemm()
    model.initialize("elsewhere", [], [1 << 40])
    model.graph.initializer[3].dataLocation = 1
    model.node("Softmax", ["h"], "unused")
    model.node("Relu", ["nothing"], "unknown")
    model.graph.node.reverse()
    #expect(try model.network() == Self.expected())
  }

  /// Old models list initializers among the inputs.
  @Test func initializersAmongTheInputs() throws {
    var model = Self.gemm()
    model.graph.input.insert(ModelBuilder.value("0.weight", [3, 2], 1), at: 0)
    #expect(try model.network() == Self.expected())
  }

  @Test func shapesThatFlatten() throws {
    var expected = ModelBuilder(inputShape: [nil, 6])
    expected.initialize("W", [1, 2, 3, 4, 5, 6], [6, 1])
    expected.node("MatMul", ["x", "W"], "y")
    let wide = try expected.network()
    #expect(wide.architecture.widths == [6, 1])
    for target in [[0, -1], [-1, 6], [0, 6], [-1, 1, 6]] {
      var model = ModelBuilder(inputShape: [nil, 2, 3])
      model.initialize("W", [1, 2, 3, 4, 5, 6], [6, 1])
      model.graph.initializer.append(ModelBuilder.integers("shape", target))
      model.node("Reshape", ["x", "shape"], "flat")
      model.node("MatMul", ["flat", "W"], "y")
      #expect(try model.network() == wide, "\(target)")
    }
    for target in [[-1], [6], [1, -1], [-1, 6], [6, 1], [1, 1, 6]] {
      var model = ModelBuilder(inputShape: [1, 2, 3])
      model.initialize("W", [1, 2, 3, 4, 5, 6], target == [6, 1] ? [1, 6] : [6, 1])
      model.graph.initializer.append(ModelBuilder.integers("shape", target))
      model.node("Reshape", ["x", "shape"], "flat")
      model.node("MatMul", target == [6, 1] ? ["W", "flat"] : ["flat", "W"], "y")
      #expect(try model.network() == wide, "\(target)")
    }
  }
}
