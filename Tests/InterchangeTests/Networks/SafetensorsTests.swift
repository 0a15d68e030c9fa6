import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// Files of tensors, and what is refused.
@Suite struct SafetensorsTests {
  /// A file with a header as text and bytes behind it.
  private static func file(_ header: String, _ data: [UInt8], length: UInt64? = nil) -> [UInt8] {
    let count = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8) + data
  }

  private static func floats(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
    }
  }

  /// A file of tensors of type F32, their data in the order that is given.
  private static func file(_ tensors: [(name: String, shape: [Int], entries: [Float])]) -> [UInt8] {
    var data: [UInt8] = []
    let entries = tensors.map { tensor in
      let start = data.count
      data += floats(tensor.entries)
      return entry(tensor.name, shape: "\(tensor.shape)", offsets: "[\(start), \(data.count)]")
    }
    return file(
      "{\"__metadata__\": {\"format\": \"pt\"}, \(entries.joined(separator: ", "))}  ", data)
  }

  private static func entry(
    _ name: String, type: String = "F32", shape: String, offsets: String
  ) -> String {
    #""\#(name)": {"dtype": "\#(type)", "shape": \#(shape), "data_offsets": \#(offsets)}"#
  }

  private static func network(_ bytes: [UInt8]) throws -> Network {
    try Network(bytes: bytes, name: "net.safetensors")
  }

  private static let chain: [(name: String, shape: [Int], entries: [Float])] = [
    ("10.weight", [1, 3], [1, 2, 3]), ("2.bias", [3], [1, -1, 0.5]),
    ("2.weight", [3, 2], [1, 2, 3, 4, 5, 6]), ("0.weight", [2, 1], [-1, 0.25]),
  ]

  @Test(arguments: [
    ("0", "2", "10"), ("fc0", "fc2", "fc10"), ("net.0.linear", "net.2.linear", "net.10.linear"),
    ("layer", "layer2", "layer10"), ("1.9", "1.10", "2.0"), ("09", "10", "011"),
  ])
  func layersFollowTheirNames(first: String, second: String, third: String) throws {
    let tensors = Self.chain.map { tensor in
      let (prefix, kind) = (
        tensor.name.split(separator: ".")[0], tensor.name.split(separator: ".")[1]
      )
      let name = prefix == "0" ? first : prefix == "2" ? second : third
      return (name: "\(name).\(kind)", shape: tensor.shape, entries: tensor.entries)
    }
    let expected = try Network(layers: [
      .init(weights: [[-1], [Rational(1, 4)]]),
      .init(weights: [[1, 2], [3, 4], [5, 6]], biases: [1, -1, Rational(1, 2)]),
      .init(weights: [[1, 2, 3]]),
    ])
    #expect(try Self.network(Self.file(tensors)) == expected)
    #expect(try Self.network(Self.file(tensors.reversed())) == expected)
  }

  @Test func orderOfNames() {
    let names = ["", "0", "2", "10", "a", "a0", "a1", "a01", "a2", "a2b", "a10", "b"]
    #expect(names.reversed().sorted(by: precedesNaturally).count == names.count)
    for (index, name) in names.enumerated() {
      for (other, otherName) in names.enumerated() {
        #expect(
          precedesNaturally(name, otherName) == (index < other)
            || Set([name, otherName]) == ["a1", "a01"], "\(name) \(otherName)")
      }
    }
    #expect(precedesNaturally("a01", "a1") && !precedesNaturally("a1", "a01"))
  }

  @Test(
    arguments: [
      ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0xBF], Rational(-3, 2)),
      ("F32", [0, 0, 0xC0, 0xBF], Rational(-3, 2)),
      ("F16", [0, 0xBE], Rational(-3, 2)), ("BF16", [0xC0, 0xBF], Rational(-3, 2)),
      ("F64", [1, 0, 0, 0, 0, 0, 0, 0], Rational(1, Integer(2).power(1074))),
    ] as [(String, [UInt8], Rational)])
  func formats(type: String, bytes: [UInt8], value: Rational) throws {
    let entry = Self.entry("w.weight", type: type, shape: "[1, 1]", offsets: "[0, \(bytes.count)]")
    let network = try Self.network(Self.file("{\(entry)}", bytes))
    #expect(network.layers == [.init(weights: [[value]])])
  }

  private static func weight(
    _ name: String = "w.weight", type: String = "F32", shape: String = "[1, 2]",
    offsets: String = "[0, 8]"
  ) -> String { entry(name, type: type, shape: shape, offsets: offsets) }

  private static let mistakes: [(header: String, count: Int, words: [String])] = [
    ("{\(weight(offsets: "[0, 12]"))}", 8, ["'w.weight'", "begin and end in the 8 bytes"]),
    ("{\(weight(offsets: "[8, 16]"))}", 8, ["'w.weight'", "begin and end in the 8 bytes"]),
    ("{\(weight(offsets: "[-8, 0]"))}", 8, ["'w.weight'", "begin and end"]),
    ("{\(weight(offsets: "[8, 0]"))}", 8, ["'w.weight'", "begin and end"]),
    ("{\(weight(offsets: "[0]"))}", 8, ["'w.weight'", "begin and end"]),
    ("{\(weight(offsets: "[0, 9223372036854775807]"))}", 8, ["'w.weight'", "begin and end"]),
    ("{\(weight(offsets: "[0, 99999999999999999999]"))}", 8, ["'w.weight'", "too large"]),
    ("{\(weight(offsets: "[0, 4]"))}", 8, ["'w.weight'", "4 bytes for 2 entries", "expected 8"]),
    ("{\(weight())}", 12, ["4 bytes after the last tensor"]),
    ("{\(weight(offsets: "[4, 12]"))}", 12, ["'w.weight' leaves a gap"]),
    (
      "{\(weight()), \(weight("v.weight", offsets: "[4, 12]"))}", 12, ["'v.weight' overlaps"]
    ),
    ("{\(weight()), \(weight("v.weight"))}", 8, ["weight' overlaps"]),
    ("{\(weight(shape: "[1, 3]"))}", 8, ["8 bytes for 3 entries", "expected 12"]),
    ("{\(weight(shape: "[2]"))}", 8, ["'w.weight' has the shape 2", "outputs x inputs"]),
    ("{\(weight(shape: "[1, 1, 2]"))}", 8, ["shape 1 x 1 x 2", "outputs x inputs"]),
    ("{\(weight(shape: "[-1, -2]"))}", 8, ["'w.weight', shape"]),
    ("{\(weight(shape: "[4294967296, 4294967296]"))}", 8, ["'w.weight', shape"]),
    ("{\(weight(shape: "[0, 2]", offsets: "[0, 0]"))}", 0, ["shape 0 x 2"]),
    ("{\(weight(type: "I32"))}", 8, ["'w.weight' has the type 'I32'", "BF16, F16, F32, F64"]),
    ("{\(weight("w.weights"))}", 8, ["'w.weights': expected tensors <layer>.weight"]),
    ("{\(weight("w.bias", shape: "[2]"))}", 8, ["'w.bias': expected tensors <layer>.weight"]),
    ("{\(weight("weight"))}", 8, ["'weight': expected tensors <layer>.weight"]),
    ("{}", 0, ["no tensors"]),
    (#"{"w.weight": 3}"#, 0, ["'w.weight'", "mapping"]),
    (#"{"w.weight": {"dtype": "F32"}}"#, 0, ["'w.weight'", "dtype, shape, data_offsets"]),
    (#"{"w.weight": {"type": "F32"}}"#, 0, ["unknown key 'type'", "did you mean 'dtype'?"]),
    ("{\(weight()), \(weight())}", 8, ["occurs twice"]),
    ("{\"w.weight\": ", 0, ["header", "not well-formed"]),
    (
      "{\(weight()), \(weight("w.bias", shape: "[2]", offsets: "[8, 16]"))}", 16,
      ["'w.bias' has the shape 2, expected 1 entries"]
    ),
    (
      "{\(weight()), \(weight("x.weight", offsets: "[8, 16]"))}", 16,
      ["'x.weight' has the shape 1 x 2, expected 1 inputs"]
    ),
  ]

  @Test(arguments: mistakes.indices)
  func isRefused(index: Int) {
    let (header, count, words) = Self.mistakes[index]
    let data = [UInt8](repeating: 0, count: count)
    expectRefused(network: Self.file(header, data), name: "net.safetensors", saying: words)
  }

  @Test func mistakeCount() { #expect(Self.mistakes.count == 30) }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(number: Float) {
    let tensors = [(name: "w.weight", shape: [2, 2], entries: [1, 2, number, 4] as [Float])]
    expectRefused(
      network: Self.file(tensors), name: "net.safetensors",
      saying: ["'w.weight', entry (2, 1)", number.isNaN ? "NaN" : "infinity"])
  }

  @Test(arguments: [0, 1, 1 << 20, 1 << 62, .max] as [UInt64])
  func wrongLengthOfTheHeader(length: UInt64) {
    let bytes = Self.file("{\(Self.weight())}", [UInt8](repeating: 0, count: 8), length: length)
    expectRefused(network: bytes, name: "net.safetensors", saying: ["header"])
  }
}
