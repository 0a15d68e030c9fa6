import Foundation
import Networks
import Oracles
import Programs
import Testing

/// What verbs say of the network that they read, and how it is named.
@Suite struct NetworkReadingTests {
  private static let network =
    #"{"layers": [{"weights": [[1, 0], [0, 1]]}, {"weights": [[1, 1]]}]}"#

  private static func tensors(_ names: [String]) -> [UInt8] {
    let size = 16
    let entries = names.enumerated().map { index, name in
      "\"\(name).weight\": {\"dtype\": \"F32\", \"shape\": [2, 2], "
        + "\"data_offsets\": [\(size * index), \(size * (index + 1))]}"
    }
    let header = "{\(entries.joined(separator: ", "))}"
    let length = UInt64(header.utf8.count)
    let numbers: [Float] = names.flatMap { _ in [1, -2, 3, 0.5] as [Float] }
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + numbers.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
      }
  }

  private func command() throws -> Command {
    let folder = try TemporaryFolder()
    try folder.write(Self.network, to: "net.json")
    try folder.write(Self.tensors(["fc1", "fc2", "fc3"]), to: "numbered.safetensors")
    try folder.write(Self.tensors(["input", "hidden", "output"]), to: "named.safetensors")
    try folder.write("id,x,y,kind\n0,1,2,a\n1,3,1,b\n", to: "table.csv")
    try folder.write("1,2\n3,1\n", to: "points.csv")
    try folder.write("1,1\n1,1\n", to: "outputs.csv")
    try folder.write([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60), to: "net.pt")
    return try Command(in: folder)
  }

  private static let verbs: [[String]] = [
    ["regions"], ["constraints", "--points", "points.csv"],
    ["dimension", "--points", "points.csv"],
    ["derive", "--points", "points.csv", "--max-degree", "1"],
    ["realize", "--points", "points.csv"],
    ["check", "--points", "points.csv", "--outputs", "outputs.csv", "--tolerance", "0.9"],
  ]

  /// The network is the argument or an option, and the report is the same.
  @Test(arguments: verbs)
  func textSaysWhatWasRead(verb: [String]) async throws {
    let command = try command()
    let named = try await command.run(verb + ["--network", "numbered.safetensors"])
    let lines = named.output.split(separator: "\n").map(String.init)
    #expect([0, 1, 75].contains(named.status))
    #expect(
      lines.contains { $0.hasPrefix("Network numbered.safetensors (safetensors), relu: fc1") })
    #expect(named.output.contains("assumed: the layers follow each other as the numbers"))
    #expect(named.output.contains("assumed: ReLU after each layer but the last"))
    let argument = try await command.run(
      [verb[0], "numbered.safetensors"] + verb.dropFirst())
    #expect(argument.output == named.output && argument.status == named.status)
  }

  @Test(arguments: verbs)
  func jsonSaysWhatWasRead(verb: [String]) async throws {
    let run = try await command().run(
      verb + ["--network", "numbered.safetensors", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    let network = try #require(keys["networkFile"] as? [String: Any])
    #expect(network["file"] as? String == "numbered.safetensors")
    #expect(network["format"] as? String == "safetensors")
    #expect(network["activation"] as? String == "relu")
    #expect(
      (network["layers"] as? [[String: Any]])?.map { $0["name"] as? String } == [
        "fc1", "fc2", "fc3",
      ])
    #expect((network["assumed"] as? [String])?.count == 2)
    #expect((network["notes"] as? [String])?.count == 0)
  }

  @Test(arguments: verbs)
  func ordersAreNotGuessed(verb: [String]) async throws {
    let command = try command()
    let refused = try await command.run(verb + ["--network", "named.safetensors"])
    refused.expectRefusal(code: 65, saying: ["named.safetensors", "6 orders", "--layer-order"])
    let stated = try await command.run(
      verb + ["--network", "named.safetensors", "--layer-order", "input,hidden,output"])
    #expect([0, 1, 75].contains(stated.status) && stated.output.contains("--layer-order says"))
  }

  @Test func columns() async throws {
    let run = try await command().run(
      "dimension", "net.json", "--points", "table.csv", "--columns", "x,3")
    let plain = try await command().run("dimension", "net.json", "--points", "points.csv")
    #expect(run.isSuccess && run.output == plain.output)
    let refused = try await command().run("dimension", "net.json", "--points", "table.csv")
    refused.expectRefusal(code: 65, saying: ["table.csv:2", "--columns"])
  }

  @Test func foreignFiles() async throws {
    let run = try await command().run("regions", "net.pt")
    run.expectRefusal(code: 65, saying: ["net.pt: a PyTorch file", "safetensors", "onnx"])
  }

  @Test(arguments: [["regions"], ["regions", "net.json", "--network", "net.json"]])
  func oneNetwork(arguments: [String]) async throws {
    try await command().run(arguments).expectRefusal(code: 64, saying: ["network", "argument"])
  }

  @Test func standardInput() async throws {
    let command = try command()
    let file = try #require(FileHandle(forReadingAtPath: command.folder.path("net.json")))
    let run = try await command.run(["regions", "-"], input: file)
    #expect(run.isSuccess && run.output.contains("Network standard input (text), relu"))
    let points = try #require(FileHandle(forReadingAtPath: command.folder.path("points.csv")))
    let dimension = try await command.run(
      ["dimension", "--network", "net.json", "--points", "-"], input: points)
    #expect(dimension.isSuccess)
    let twice = try await command.run("dimension", "--network", "-", "--points", "-")
    twice.expectRefusal(code: 64, saying: ["- twice"])
  }
}
