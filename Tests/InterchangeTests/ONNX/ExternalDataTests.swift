import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

@testable import Interchange

/// Models whose numbers are in a file beside them.
@Suite struct ExternalDataTests {
  private static func model(_ entries: [(String, String)]) throws -> [UInt8] {
    var model = ModelBuilder()
    var tensor = ModelBuilder.tensor("W", [], [2, 1])
    tensor.dataLocation = 1
    tensor.externalData = entries.map { entry in
      ONNXEntry.with { ($0.key, $0.value) = entry }
    }
    model.graph.initializer = [tensor]
    model.node("MatMul", ["x", "W"], "y")
    return try model.bytes()
  }

  /// A folder with the model, and data of zeros and the numbers 1, 2.
  private static func folder(_ entries: [(String, String)]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(model(entries), to: "model.onnx")
    try folder.write([0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40], to: "weights.data")
    return folder
  }

  @Test func isReadBesideTheModel() throws {
    let folder = try Self.folder([
      ("location", "weights.data"), ("offset", "4"), ("length", "8"),
    ])
    let reading = try NetworkReading(file: folder.path("model.onnx"))
    #expect(reading.network.layers.map(\.weights) == [[[1, 2]]])
    #expect(reading.remarks == [.externalData(["weights.data"])])
  }

  @Test(
    arguments: [
      ([("location", "../weights.data")], "leads out of the folder"),
      ([("location", "sub/../../weights.data")], "leads out of the folder"),
      ([("location", "/etc/hostname")], "leads out of the folder"),
      ([("location", "link")], "leads out of the folder"),
      ([("location", "nothing")], "no such file: 'nothing'"),
      ([("location", "")], "no location"),
      ([], "no location"),
      ([("location", ".")], "not a file of bytes"),
      ([("location", "sub")], "not a file of bytes"),
      ([("location", "weights.data"), ("offset", "8")], "ends before byte"),
      ([("location", "weights.data"), ("offset", "-4")], "offset '-4'"),
      ([("location", "weights.data"), ("offset", "9223372036854775807")], "ends before byte"),
      ([("location", "weights.data"), ("length", "4")], "4 bytes, expected 8"),
    ] as [([(String, String)], String)])
  func isRefused(entries: [(String, String)], words: String) throws {
    let folder = try Self.folder(entries)
    let other = try TemporaryFolder()
    try other.write([UInt8](repeating: 0, count: 64), to: "elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: other.path("elsewhere"))
    try FileManager.default.createDirectory(
      atPath: folder.path("sub"), withIntermediateDirectories: false)
    let error = #expect(throws: DataError.self) {
      try Network(file: folder.path("model.onnx"))
    }
    #expect(error?.message.contains("tensor 'W'") == true)
    #expect(error?.message.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
  }

  /// Bytes that come without a folder have nothing beside them.
  @Test func bytesWithoutAFile() throws {
    expectRefused(
      network: try Self.model([("location", "weights.data")]), name: "model.onnx",
      saying: ["'weights.data'", "a model in a file"])
  }
}
