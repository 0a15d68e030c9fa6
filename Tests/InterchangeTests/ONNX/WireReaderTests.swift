import Testing

@testable import Interchange

/// What the wire format allows, and what it does not.
@Suite struct WireReaderTests {
  private static let tensor = ONNXTensor.with {
    $0.name = "W"
    $0.dims = [2, 1 << 40, -1]
    $0.floatData = [1.5, -2]
    $0.int32Data = [7, -7, .min]
    $0.int64Data = [.max, .min, 0]
    $0.doubleData = [0.1, -.infinity]
    $0.rawData = [0, 255]
    $0.dataType = -1
    $0.externalData = [.with { ($0.key, $0.value) = ("location", "Ω.data") }, .init()]
  }

  private func decoded(_ bytes: [UInt8]) throws -> ONNXTensor {
    var tensor = ONNXTensor()
    var limit = MessageLimit()
    try tensor.merge(bytes[...], &limit)
    return tensor
  }

  private func expectEqual(
    _ a: ONNXTensor, _ b: ONNXTensor, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      a.name == b.name && a.dims == b.dims && a.floatData == b.floatData
        && a.int32Data == b.int32Data, sourceLocation: location)
    #expect(
      a.int64Data == b.int64Data && a.doubleData == b.doubleData && a.rawData == b.rawData
        && a.dataType == b.dataType, sourceLocation: location)
    #expect(
      a.externalData.map(\.key) == b.externalData.map(\.key)
        && a.externalData.map(\.value) == b.externalData.map(\.value), sourceLocation: location)
  }

  @Test(arguments: WireWriter.ListForm.allCases)
  func lists(form: WireWriter.ListForm) throws {
    expectEqual(try decoded(Self.tensor.bytes(form)), Self.tensor)
  }

  /// Both forms of a list in one message are one list.
  @Test func mixedLists() throws {
    let both = try decoded(Self.tensor.bytes(.packed) + Self.tensor.bytes(.single))
    #expect(both.dims == Self.tensor.dims + Self.tensor.dims)
    #expect(both.floatData == [1.5, -2, 1.5, -2])
    #expect(both.doubleData.count == 4 && both.int32Data.count == 6 && both.name == "W")
  }

  /// A message that comes in parts is joined: lists grow, of other fields the last one counts.
  @Test func messagesInParts() throws {
    var first = ONNXModel()
    first.graph = .with {
      $0.name = "a"
      $0.node = [.with { $0.opType = "Relu" }]
    }
    var second = ONNXModel()
    second.graph = .with {
      $0.name = "b"
      $0.node = [.with { $0.opType = "Gemm" }]
    }
    let graph = try #require(try ONNXModel(bytes: first.bytes() + second.bytes()).graph)
    #expect(graph.name == "b" && graph.node.map(\.opType) == ["Relu", "Gemm"])
  }

  /// Where an extent has a number and a name, the last one counts.
  @Test func lastOfTwo() throws {
    func extents(_ parts: [ONNXDimension]) throws -> (Int64, String) {
      var dimension = ONNXDimension()
      var limit = MessageLimit()
      try dimension.merge(parts.flatMap { $0.bytes() }[...], &limit)
      return (dimension.dimValue, dimension.dimParam)
    }
    let (number, name) = (
      ONNXDimension.with { $0.dimValue = 3 }, ONNXDimension.with { $0.dimParam = "n" }
    )
    #expect(try extents([number, name]) == (0, "n"))
    #expect(try extents([name, number]) == (3, ""))
  }

  /// Fields that are not known are skipped, of every wire type, and known ones of another type.
  @Test func otherFields() throws {
    var writer = WireWriter()
    writer.field(900, 1 << 50)
    writer.field(901, "text")
    writer.field(902, Float(3))
    writer.list(903, [1.0])
    writer.key(904, type: 1)
    for byte in UInt8(0)..<8 { writer.variable(UInt64(byte)) }
    // Groups in one another.
    writer.key(905, type: 3)
    writer.key(906, type: 3)
    writer.field(8, "not the name")
    writer.key(906, type: 4)
    writer.key(905, type: 4)
    // The name as a number, the type as a text, a list of integers as a word of four bytes.
    writer.field(8, 5)
    writer.field(2, "text")
    writer.field(1, Float(3))
    expectEqual(try decoded(writer.bytes + Self.tensor.bytes() + writer.bytes), Self.tensor)
  }

  @Test(
    arguments: [
      [0], [0x00, 1],  // a field 0
      [0x0E], [0x0F],  // no such wire type
      [0x08], [0x08, 0x80],  // the end in a number
      [0x08] + Array(repeating: 0xFF, count: 10) + [0],  // a number of eleven bytes
      [0x88, 0x80, 0x80, 0x80, 0x10, 0],  // a key of more than 32 bits
      [0x42, 2, 0x61],  // a text that ends too early
      [0x42, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],  // of 2^64 - 1 bytes
      [0x42, 1, 0xFF],  // no text in UTF-8
      [0x25, 0, 0, 0], [0x21, 0, 0, 0, 0, 0, 0, 0],  // the end in a word
      [0x22, 3, 0, 0, 0], [0x52, 4, 0, 0, 0, 0],  // a part of a number in a list
      [0x0A, 1, 0x80],  // the end of a list in a number
      [0x6A, 3, 0x0A, 2, 0x61],  // a message that ends too early
      [0x0B], [0x0C], [0x0B, 0x14],  // groups that do not end, or do not begin
      Array(repeating: 0x0B, count: 1000) + Array(repeating: 0x0C, count: 1000),
    ] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    #expect(throws: WireError.malformed) { try decoded(bytes) }
  }

  @Test func longestNumber() throws {
    let bytes: [UInt8] = [0x08] + Array(repeating: 0xFF, count: 9) + [1]
    #expect(try decoded(bytes).dims == [-1])
  }

  /// Every beginning of a message is read or refused, and none is read beyond its end.
  @Test func beginnings() throws {
    let bytes = Self.tensor.bytes(.single)
    #expect(bytes.count > 100)
    var refused = 0
    for end in bytes.indices {
      do { _ = try decoded(Array(bytes[..<end])) } catch WireError.malformed { refused += 1 }
    }
    #expect(refused > bytes.count / 2)
  }

  /// The number of messages is limited, at any depth.
  @Test func manyMessages() throws {
    func bytes(nodes count: Int) -> [UInt8] {
      var model = ONNXModel()
      model.graph = .with { $0.node = Array(repeating: ONNXNode(), count: count) }
      return model.bytes()
    }
    let most = try ONNXModel(bytes: bytes(nodes: MessageLimit.maximumCount - 1))
    #expect(most.graph?.node.count == MessageLimit.maximumCount - 1)
    #expect(throws: WireError.tooManyMessages) {
      try ONNXModel(bytes: bytes(nodes: MessageLimit.maximumCount))
    }
  }
}
