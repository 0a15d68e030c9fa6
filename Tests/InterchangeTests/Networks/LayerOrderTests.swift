import ExactAlgebra
import Testing

@testable import Interchange

/// Files of tensors that do not say how their layers follow each other.
@Suite struct LayerOrderTests {
  /// A file with zeros as entries but for single ones, so that orders differ.
  private static func file(_ layers: [(name: String, shape: [Int])]) -> [UInt8] {
    var data: [UInt8] = []
    let entries = layers.map { layer in
      let start = data.count
      let count = layer.shape.reduce(1, *)
      let isCounter = layer.name.hasSuffix("num_batches_tracked")
      for index in 0..<count {
        let bits = Float(index + 1).bitPattern
        data += (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
        if isCounter { data += [0, 0, 0, 0] }
      }
      return "\"\(layer.name)\": {\"dtype\": \"\(isCounter ? "I64" : "F32")\", "
        + "\"shape\": \(layer.shape), \"data_offsets\": [\(start), \(data.count)]}"
    }
    let header = "{\(entries.joined(separator: ", "))}"
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
  }

  private static func reading(
    _ layers: [(String, [Int])], order: String? = nil, epsilon: Rational? = nil
  ) throws -> NetworkReading {
    var options = NetworkReading.Options()
    options.layerOrder = order?.split(separator: ",").map(String.init)
    options.epsilon = epsilon
    return try NetworkReading(bytes: file(layers), name: "net.safetensors", options: options)
  }

  private static func weights(_ names: String..., shape: [Int] = [3, 3]) -> [(String, [Int])] {
    names.map { ("\($0).weight", shape) }
  }

  @Test func numbersAreAnAssumption() throws {
    let reading = try Self.reading(Self.weights("fc1", "fc10", "fc2"))
    #expect(reading.layers.map(\.name) == ["fc1", "fc2", "fc10"])
    #expect(reading.remarks == [.orderByNumbers, .assumedActivation])
  }

  @Test func widthsThatLeaveOneOrder() throws {
    let reading = try Self.reading([
      ("out.weight", [1, 4]), ("first.weight", [5, 2]), ("middle.weight", [4, 5]),
    ])
    #expect(reading.layers.map(\.name) == ["first", "middle", "out"])
    #expect(reading.remarks == [.orderByWidths, .assumedActivation])
  }

  @Test(arguments: [
    (["input", "hidden", "output"], ["6 orders", "hidden,input,output", "--layer-order"]),
    (["0", "2", "head"], ["2 orders", "0,2,head", "head,0,2"]),
    (["encoder.0", "encoder.2", "decoder.0"], ["2 orders", "--layer-order"]),
  ])
  func severalOrdersAreRefused(names: [String], words: [String]) {
    expectRefused(
      network: Self.file(names.map { ("\($0).weight", [3, 3]) }), name: "net.safetensors",
      saying: words)
  }

  @Test(arguments: [
    ([("a", [6, 2]), ("b", [6, 6]), ("c", [1, 6])], "layer 'b' has as many outputs as inputs"),
    (
      [("0", [6, 2]), ("block.fc1", [6, 6]), ("block.fc2", [6, 6]), ("head", [1, 6])],
      "the word 'block'"
    ),
    (
      [("in", [6, 2]), ("body.0", [8, 6]), ("body.2", [6, 8]), ("out", [1, 6])],
      "module with as many outputs as inputs"
    ),
    ([("res0", [6, 2]), ("res1", [6, 6]), ("res2", [1, 6])], "the word 'res'"),
  ])
  func whatASkipConnectionMayPass(layers: [(String, [Int])], words: String) throws {
    let tensors = layers.map { ("\($0.0).weight", $0.1) }
    expectRefused(
      network: Self.file(tensors), name: "net.safetensors", saying: [words, "--layer-order"])
    // Said to be a chain, it is one.
    let order = layers.map(\.0).joined(separator: ",")
    let reading = try Self.reading(tensors, order: order)
    #expect(reading.layers.map(\.name) == layers.map(\.0))
    #expect(reading.remarks == [.orderStated, .assumedActivation])
  }

  @Test func everyStatedOrderIsAnotherNetwork() throws {
    let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]]
    for names in orders {
      let reading = try Self.reading(
        Self.weights("a", "b", "c"), order: names.joined(separator: ","))
      #expect(reading.layers.map(\.name) == names)
    }
  }

  @Test(arguments: [
    ("a,b", "without 'c'"), ("a,b,c,d", "no layer 'd'"), ("a,a,b,c", "a layer twice"),
    ("a,c,b", "expected 4 inputs"),
  ])
  func statedOrdersThatAreNone(order: String, words: String) {
    let error = #expect(throws: DataError.self) {
      try Self.reading(
        [("a.weight", [4, 2]), ("b.weight", [5, 4]), ("c.weight", [1, 5])], order: order)
    }
    #expect(error?.message.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
  }

  private static func normalization(_ name: String, _ width: Int) -> [(String, [Int])] {
    ["weight", "bias", "running_mean", "running_var"].map { ("\(name).\($0)", [width]) }
      + [("\(name).num_batches_tracked", [])]
  }

  /// In a sequence of modules the numbers tell the place.
  @Test(arguments: [("1", false), ("2", true)])
  func normalizationInASequence(name: String, isBehind: Bool) throws {
    let tensors =
      [("0.weight", [2, 1]), ("3.weight", [1, 2])] + Self.normalization(name, 2)
    let reading = try Self.reading(tensors, epsilon: 0)
    let network = reading.network
    #expect(network.architecture.widths == [1, 2, 1])
    // Entries are 1, 2, ...; the second factor has an irrational root.
    let factors: [Rational] = [1, try #require(Rational(exactly: 2 / (2.0).squareRoot()))]
    for x in [-3, 0, 2] as [Rational] {
      let normalized = { (h: [Rational]) in
        (0..<2).map { (h[$0] - Rational($0 + 1)) * factors[$0] + Rational($0 + 1) }
      }
      let relu = { (h: [Rational]) in h.map { max($0, 0) } }
      let linear = [x, 2 * x]
      let hidden = isBehind ? normalized(relu(linear)) : relu(normalized(linear))
      #expect(network.evaluate([[x]])[0].outputs == [hidden[0] + 2 * hidden[1]])
    }
    #expect(reading.remarks.contains(.roundedRoots) && reading.remarks.contains(.epsilonStated(0)))
    #expect(
      reading.remarks.contains(
        isBehind
          ? .normalizationBehindActivation(name, of: "0") : .normalizationsFollow(["0"])))
  }

  @Test func normalizationsWithNamesOfTheirOwn() throws {
    let layers = [("fc1.weight", [4, 2]), ("fc2.weight", [4, 4]), ("fc3.weight", [1, 4])]
    let tensors = layers + Self.normalization("bn1", 4) + Self.normalization("bn2", 4)
    let reading = try Self.reading(tensors)
    #expect(
      reading.remarks == [
        .orderByNumbers, .normalizationsFollow(["fc1", "fc2"]), .assumedActivation,
        .folded(["batch normalization"]), .assumedEpsilon(Rational(1, 100_000)), .roundedRoots,
      ])
    let stated = try Self.reading(tensors, order: "fc1,bn1,fc2,bn2,fc3")
    #expect(stated.network == reading.network)
    expectRefused(
      network: Self.file(layers + Self.normalization("norm", 4)), name: "net.safetensors",
      saying: ["where the batch normalization 'norm' is", "--layer-order"])
  }
}
