import ExactAlgebra
import Foundation
import Networks
import Testing

@testable import Interchange

/// Whatever the bytes are, the readers of networks and points answer: with a value that keeps its
/// promises, or with one line about what is wrong.
@Suite struct ReaderFuzzTests {
  private static let mutantsPerSeed = 12_500

  /// What is mutated, and by whom it is read.
  enum Target: CaseIterable {
    case onnx, safetensors, text, table, mrdi
  }

  /// A crash is found again by target and seed. 125,000 mutants in all.
  @Test(arguments: Target.allCases, [1, 2] as [UInt64])
  func mutants(target: Target, seed: UInt64) throws {
    let corpus = try corpus(of: target)
    let name = "mutant.\(target)"
    var generator = SeededGenerator(seed: seed)
    var (accepted, refused) = (0, 0)
    var faults: Set<String> = []
    for _ in 0..<Self.mutantsPerSeed {
      let isText = [.text, .table, .mrdi].contains(target)
      let bytes =
        isText
        ? Mutation.mutant(of: corpus, using: &generator)
        : BinaryMutation.mutant(of: corpus, using: &generator)
      do throws(DataError) {
        if let fault = try fault(reading: bytes, name: name, target) { faults.insert(fault) }
        accepted += 1
      } catch {
        refused += 1
        if !isOneLine("\(error)") || error.file != name { faults.insert("\(error)") }
      }
    }
    #expect(faults == [])
    #expect(accepted + refused == Self.mutantsPerSeed)
    #expect(accepted > Self.mutantsPerSeed / 40, "accepted \(accepted)")
    #expect(refused > Self.mutantsPerSeed / 10, "refused \(refused)")
  }

  /// What is wrong with a value that was accepted.
  private func fault(
    reading bytes: [UInt8], name: String, _ target: Target
  ) throws(DataError) -> String? {
    if target == .table {
      let points = try PointTable(bytes: bytes, name: name).points
      let isTable = !points.isEmpty && Set(points.map(\.count)).count == 1
      return isTable ? nil : "no table: \(bytes)"
    }
    if target == .mrdi {
      let ring = PolynomialRing(["x", "y"])
      let entries = try PolynomialFile(bytes: bytes, name: name, in: ring).entries
      return entries.isEmpty ? "no polynomial: \(bytes)" : nil
    }
    let network = try Network(bytes: bytes, name: name)
    let widths = network.architecture.widths
    let zero = [Rational](repeating: 0, count: widths[0])
    guard let evaluation = network.evaluate([zero]).first else { return "no evaluation: \(bytes)" }
    return evaluation.outputs.count == widths.last ? nil : "outputs of a wrong number: \(bytes)"
  }

  private func corpus(of target: Target) throws -> [[UInt8]] {
    switch target {
    case .onnx: try FuzzModels.models()
    case .safetensors: [try file("torch.safetensors"), FuzzModels.safetensors]
    case .text: FuzzModels.texts.map { Array($0.utf8) }
    case .table: FuzzModels.tables.map { Array($0.utf8) }
    case .mrdi: FuzzModels.ideals.map { Array($0.utf8) }
    }
  }

  private func file(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: Fixture.path(name))))
  }

  @Test(arguments: Target.allCases)
  func seedsAreAccepted(target: Target) throws {
    let corpus = try corpus(of: target)
    #expect(corpus.count >= 2)
    for bytes in corpus { #expect(try fault(reading: bytes, name: "seed", target) == nil) }
  }
}

/// Files that are read, to be mutated; short, so that a mutation often hits what matters.
enum FuzzModels {
  static let texts = [
    #"{"widths":[1,2,1],"layers":[{"weights":[[1],["-1/3"]],"biases":[0.5,1e2]},{"weights":[[1,2]]}]}"#,
    #"{"layers":[{"weights":[[1]]}]}"#,
    "layers:\n- weights: [[1, 2]]\n  biases: [3]\n- weights: [[1], [2]]\nwidths: [2, 1, 2]\n",
  ]

  static let tables = [
    "x,y\n1,2\n-0.5,1/3\n", "1;2;3\n4;5;6\n", "1 2\n\n", "1\t2\n3\t4e-1\n",
    "\"1\",\"2\"\r\n3,4\r\n",
  ]

  static let ideals = [
    #"{"_ns":{"Oscar":["",""]},"_type":{"name":"MPolyIdeal","params":"A"},"data":[[[["1","2"],"-1//2"]],[]],"#
      + #""_refs":{"A":{"_type":{"name":"MPolyRing","params":{"_type":"QQField"}},"data":{"symbols":["x","y"]}}}}"#,
    #"{"_refs":{"A":{"_type":"MPolyRing","data":{"base_ring":{"_type":"ZZRing"},"symbols":["y"]}}},"#
      + #""_type":{"name":"MPolyRingElem","params":"A"},"data":[[["3"],"7"],[["0"],"-1"]],"_ns":{"Oscar":[]}}"#,
    "x^2*y - 1/2 # not the format\ny\n",
  ]

  static let safetensors: [UInt8] = {
    let header =
      #"{"a.weight":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]},"a.bias":{"dtype":"F64","shape":[1],"data_offsets":[4,12]}}"#
    return [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
      + [0, 0x3C, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
  }()

  /// Small models of different operators.
  static func models() throws -> [[UInt8]] {
    var gemm = ModelBuilder()
    gemm.initialize("W", [1, 2, 3, 4], [2, 2])
    gemm.initialize("b", [1, 2], [2])
    gemm.node("Gemm", ["x", "W", "b"], "h", integers: ["transB": 1], numbers: ["alpha": 2])
    gemm.node("Relu", ["h"], "r")
    gemm.node("Dropout", ["r"], "d")
    gemm.node("Gemm", ["d", "W"], "y")
    var product = ModelBuilder(inputShape: [nil, 2, 1])
    product.graph.initializer = [ModelBuilder.integers("s", [0, -1])]
    product.constant("W", [1, 2], [1, 2])
    product.constant("b", [1], [1])
    product.node("Reshape", ["x", "s"], "f")
    product.node("Transpose", ["W"], "T")
    product.node("MatMul", ["f", "T"], "p")
    product.node("Add", ["b", "p"], "y")
    var left = ModelBuilder(inputShape: [2])
    left.graph.initializer = [ModelBuilder.tensor("W", [1, 2], [1, 2], storage: .raw)]
    left.node("MatMul", ["W", "x"], "h")
    left.node("Flatten", ["h"], "y")
    var residual = ModelBuilder()
    residual.graph.initializer = [
      ModelBuilder.tensor("W", [1, 2, 3, 4], [2, 2]), ModelBuilder.integers("i", [1, 0]),
      ModelBuilder.tensor("v", [1, 0.5], [2]), ModelBuilder.tensor("c", [2], []),
    ]
    residual.node("Sub", ["x", "v"], "a")
    residual.node("Div", ["a", "v"], "b")
    residual.node("BatchNormalization", ["b", "v", "v", "v", "v"], "n")
    residual.node("Relu", ["n"], "r")
    residual.node("MatMul", ["r", "W"], "m")
    residual.node("Relu", ["m"], "s")
    residual.node("Add", ["r", "s"], "t")
    residual.node("Concat", ["t", "s"], "k", integers: ["axis": 1])
    residual.node("Gather", ["k", "i"], "g", integers: ["axis": 1])
    residual.node("Neg", ["g"], "o")
    residual.node("Softmax", ["o"], "p")
    residual.node("Mul", ["p", "c"], "y")
    var kinks = ModelBuilder()
    kinks.graph.initializer = [
      ModelBuilder.tensor("v", [1, 0.5], [2]), ModelBuilder.integers("z", [0]),
      ModelBuilder.integers("u", [2]), ModelBuilder.integers("a", [1]),
    ]
    kinks.node("Clip", ["x"], "a1", numbers: ["min": 0, "max": 6])
    kinks.node("Max", ["a1", "v"], "b")
    kinks.node("Slice", ["b", "z", "u", "a"], "c")
    kinks.node("Unsqueeze", ["c", "a"], "d")
    kinks.node("Squeeze", ["d", "a"], "y")
    return try [gemm, product, left, residual, kinks].map { try $0.bytes() } + images()
  }

  /// Small models with convolutions and pools.
  private static func images() throws -> [[UInt8]] {
    var image = ModelBuilder(inputShape: [nil, 1, 3, 3])
    image.initialize("W", [1, -2, 3, 1], [1, 1, 2, 2])
    image.initialize("b", [0.5], [1])
    image.node(
      "Conv", ["x", "W", "b"], "c", integers: ["group": 1],
      lists: ["dilations": [1, 1], "pads": [1, 0, 1, 0], "strides": [1, 1]],
      texts: ["auto_pad": "NOTSET"])
    image.node("Relu", ["c"], "r")
    image.node(
      "MaxPool", ["r"], "m", integers: ["ceil_mode": 1],
      lists: ["kernel_shape": [2, 1], "strides": [2, 1]])
    image.node(
      "AveragePool", ["m"], "a", lists: ["kernel_shape": [2, 2]],
      texts: ["auto_pad": "SAME_UPPER"])
    image.node("GlobalAveragePool", ["a"], "y")
    var series = ModelBuilder(inputShape: [1, 2, 3])
    series.graph.initializer = [
      ModelBuilder.tensor("W", [1, 2, 3, -1], [2, 1, 2]),
      ModelBuilder.integers("p", [0, 0, 1, 0, 0, -1]), ModelBuilder.integers("a", [2]),
      ModelBuilder.integers("e", [1, 1, 2]), ModelBuilder.integers("t", [1, 2, 1]),
    ]
    series.node(
      "ConvTranspose", ["x", "W"], "c", integers: ["group": 2],
      lists: ["output_padding": [1], "strides": [2]])
    series.node("Pad", ["c", "p"], "q", texts: ["mode": "constant"])
    series.node("ReduceMax", ["q", "a"], "m", integers: ["keepdims": 1])
    series.node("Expand", ["m", "e"], "n")
    series.node("Tile", ["n", "t"], "o")
    series.node("ReduceSum", ["o", "a"], "y", integers: ["keepdims": 0])
    return try [image, series].map { try $0.bytes() }
  }
}
