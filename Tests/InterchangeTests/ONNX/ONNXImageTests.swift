import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

@testable import Interchange

/// Random models with convolutions, pools, pads, maxima and skip connections, beside ONNX Runtime and
/// the reference implementation of ONNX: `image_networks.py` makes them.
@Suite(
  .enabled("Python with ONNX Runtime is not available") { await PythonEnvironment.isAvailable })
struct ONNXImageTests {
  private struct Case: Decodable {
    let file: String
    let kind: String
    let isExact: Bool
    let points: [[Double]]
    let runtime: [[Double]]?
    let reference: [[Double]]?

    /// What is computed by the programs that read the model.
    var answers: [[[Double]]] { [runtime, reference].compactMap { $0 } }
  }

  /// Whether outputs are those of a program, up to its rounding where it rounds.
  private static func agree(
    _ outputs: [[Double]], _ answer: [[Double]], _ isExact: Bool
  ) -> Bool {
    guard outputs.map(\.count) == answer.map(\.count) else { return false }
    if isExact { return outputs == answer }
    return zip(outputs.joined(), answer.joined()).allSatisfy { output, number in
      abs(output - number) <= 1e-5 * max(1, abs(number))
    }
  }

  /// Exactly, where nothing is rounded. Where the two programs differ, the outputs are those of ONNX
  /// Runtime, but for `ceil_mode`: it has windows that begin behind the input, and divides by places
  /// behind the padding, where the reference does not.
  @Test func outputsAreThoseOfOtherPrograms() async throws {
    let folder = try TemporaryFolder()
    let run = try await PythonEnvironment.run("image_networks.py", [folder.path("")], in: folder)
    try #require(run.status == 0, "\(run.output.suffix(500))")
    let data = try Data(contentsOf: folder.url.appending(path: "models.json"))
    let cases = try JSONDecoder().decode([Case].self, from: data)
    #expect(cases.count == 360 && Set(cases.map(\.kind)).count == 15)
    var compared: [String: Int] = [:]
    var agreementCount = 0
    for specimen in cases where !specimen.answers.isEmpty {
      let network: Network
      do {
        network = try Network(file: folder.path(specimen.file))
      } catch {
        Issue.record("\(specimen.file): \(error)")
        continue
      }
      let points = specimen.points.map { $0.map { Rational(exactly: $0)! } }
      let exact = network.evaluate(points).map(\.outputs)
      let outputs = exact.map { $0.map { Double(approximating: $0) } }
      #expect(outputs.count == 5)
      if specimen.isExact {
        #expect(exact == outputs.map { $0.map { Rational(exactly: $0)! } }, "\(specimen.file)")
      }
      let answers = specimen.answers
      let agreements = answers.map { Self.agree(outputs, $0, specimen.isExact) }
      let areOne = Self.agree(answers[0], answers[answers.count - 1], specimen.isExact)
      let isLikeRuntime = agreements[0] || ["average", "max"].contains(specimen.kind)
      #expect(isLikeRuntime && agreements.contains(true), "\(specimen.file)")
      #expect(agreements.allSatisfy(\.self) || !areOne, "\(specimen.file)")
      agreementCount += agreements.count(where: \.self)
      compared[specimen.kind, default: 0] += 1
    }
    #expect(agreementCount > 680)
    #expect(compared.count == 15 && compared.values.allSatisfy { $0 >= 23 })
  }
}

/// What is refused about windows, by node and name.
@Suite struct ONNXWindowErrorTests {
  private typealias Build = @Sendable (inout ModelBuilder) -> Void

  /// Nodes on an input of one channel of 4 x 4, with weights `W` of 2 x 1 x 3 x 3.
  private static let refusals: [(words: [String], build: Build)] = [
    (
      ["'to_y' (operator Conv)", "attribute 'border'", "expected auto_pad"],
      { $0.node("Conv", ["x", "W"], "y", integers: ["border": 1]) }
    ),
    (
      ["'to_y' (operator Conv)", "auto_pad 'SAME'", "SAME_UPPER"],
      { $0.node("Conv", ["x", "W"], "y", texts: ["auto_pad": "SAME"]) }
    ),
    (
      ["'to_y' (operator Conv)", "strides 1, 0", "2 numbers from 1"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["strides": [1, 0]]) }
    ),
    (
      ["'to_y' (operator Conv)", "pads 1, 1", "4 numbers from 0"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["pads": [1, 1]]) }
    ),
    (
      ["'to_y' (operator Conv)", "dilations 9223372036854775807, 1"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["dilations": [.max, 1]]) }
    ),
    (
      ["'to_y' (operator Conv)", "2 x 1 x 3 x 3 in 2 groups", "go with the channels"],
      { $0.node("Conv", ["x", "W"], "y", integers: ["group": 2]) }
    ),
    (
      ["'to_y' (operator Conv)", "kernel_shape is not that of the weights"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["kernel_shape": [3, 2]]) }
    ),
    (
      ["'to_y' (operator Conv)", "extent 3 that has no place in the extent 4"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["dilations": [2, 2]]) }
    ),
    (
      ["'to_y' (operator Conv)", "'W' has the shape 2 x 1 x 3 x 3", "2 channels"],
      { $0.node("Conv", ["x", "W", "W"], "y") }
    ),
    (
      ["'to_y' (operator Conv)", "neurons, expected at most 16384"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["pads": [100, 100, 100, 100]]) }
    ),
    (
      ["'to_y' (operator Conv)", "at most 16384 neurons"],
      { $0.node("Conv", ["x", "W"], "y", lists: ["pads": [1 << 20, 0, 1 << 20, 0]]) }
    ),
    (
      ["'to_y' (operator MaxPool)", "no kernel_shape"], { $0.node("MaxPool", ["x"], "y") }
    ),
    (
      ["'to_y' (operator MaxPool)", "in the padding alone"],
      {
        $0.node(
          "MaxPool", ["x"], "y", lists: ["kernel_shape": [1, 1], "pads": [1, 0, 0, 0]])
      }
    ),
    (
      ["'to_y' (operator AveragePool)", "points x channels x extents"],
      {
        $0.node("Flatten", ["x"], "f")
        $0.node("AveragePool", ["f"], "y", lists: ["kernel_shape": [1]])
      }
    ),
    (
      ["'to_y' (operator Pad)", "mode 'wrap'", "constant, edge or reflect"],
      { $0.node("Pad", ["x", "p"], "y", texts: ["mode": "wrap"]) }
    ),
    (["'to_y' (operator Pad)", "pads of the points"], { $0.node("Pad", ["x", "p"], "y") }),
    (
      ["'to_y' (operator ReduceSum)", "1 axes", "axes of neurons"],
      { $0.node("ReduceSum", ["x"], "y", lists: ["axes": [0]]) }
    ),
    (
      ["'to_y' (operator Tile)", "1 for points"], { $0.node("Tile", ["x", "two"], "y") }
    ),
    (
      ["'to_y' (operator Expand)", "from the shape ? x 1 x 4 x 4 to 2 x 1 x 4 x 4"],
      { $0.node("Expand", ["x", "two"], "y") }
    ),
    (
      ["'to_y' (operator Gemm)", "after Sigmoid from node 'to_s' (operator Sigmoid) on"],
      {
        $0.node("Flatten", ["x"], "f")
        $0.node("Sigmoid", ["f"], "s")
        $0.initialize("V", [Double](repeating: 1, count: 16), [16, 1])
        $0.node("Gemm", ["s", "V"], "y")
      }
    ),
    (
      ["'to_y' (operator Gelu)", "not continuous and piecewise linear"],
      { $0.node("Gelu", ["x"], "y") }
    ),
  ]

  @Test(arguments: refusals.indices)
  func isRefused(index: Int) throws {
    var model = ModelBuilder(inputShape: [nil, 1, 4, 4])
    model.initialize("W", [Double](repeating: 1, count: 18), [2, 1, 3, 3])
    model.graph.initializer += [
      ModelBuilder.integers("p", [1, 0, 0, 0, 0, 0, 0, 0]),
      ModelBuilder.integers("two", [2, 1, 4, 4]),
    ]
    let (words, build) = Self.refusals[index]
    build(&model)
    expectRefused(network: try model.bytes(), name: "model.onnx", saying: words)
  }

  @Test func countOfRefusals() { #expect(Self.refusals.count == 21) }

  /// Layers whose full rows would not fit: said with the size, before there is memory for them.
  @Test func hugeLayersAreRefused() throws {
    var model = ModelBuilder(inputShape: [1, 1, 100, 100])
    model.initialize("W", [1, 2, 3, 4], [1, 1, 2, 2])
    model.node("Conv", ["x", "W"], "c")
    model.node("Relu", ["c"], "y")
    expectRefused(
      network: try model.bytes(), name: "model.onnx",
      saying: ["9801 x 10000 weights, zeros included", "at most 16777216"])
  }
}
