import Testing

@testable import Interchange

/// Models of an unusual size, and bytes that are no models.
@Suite struct ONNXLimitTests {
  /// A chain of any length does not exhaust the stack.
  @Test func longChain() throws {
    var model = ModelBuilder()
    var name = "x"
    for index in 0..<20_000 {
      model.node("Identity", [name], index == 19_999 ? "y" : "v\(index)")
      name = "v\(index)"
    }
    expectRefused(
      network: try model.bytes(), name: "model.onnx", saying: ["20000 nodes", "at most 4096"])
    // A cycle of the same length.
    model.graph.node[0].input[0] = "y"
    expectRefused(
      network: try model.bytes(), name: "model.onnx", saying: ["depends on itself"])
  }

  @Test func manyAffineMaps() throws {
    var model = ModelBuilder()
    model.initialize("W", [1, 2, 3, 4], [2, 2])
    for index in 0..<65 {
      model.node(
        "MatMul", [index == 0 ? "x" : "v\(index - 1)", "W"], index == 64 ? "y" : "v\(index)")
    }
    expectRefused(
      network: try model.bytes(), name: "model.onnx", saying: ["'to_y'", "64 affine maps"])
    for index in model.graph.node.indices { model.graph.node[index].opType = "Relu" }
    for index in model.graph.node.indices { model.graph.node[index].input.removeLast() }
    // Each ReLU but the first changes nothing.
    #expect(try model.network().layers.count == 2)
  }

  @Test(
    arguments: [
      [], [8], [8, 8], [0x3A, 0], [0xFF, 0xFF, 0xFF], Array("onnx\u{1}".utf8), [0x3A, 0x7F, 1],
    ] as [[UInt8]])
  func otherBytes(bytes: [UInt8]) {
    let word = bytes.isEmpty ? "empty" : bytes == [0x3A, 0] ? "0 inputs" : "not an ONNX model"
    expectRefused(network: bytes, name: "model.onnx", saying: [word])
  }
}
