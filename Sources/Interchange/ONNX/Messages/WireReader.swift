/// Why bytes are not a message.
enum WireError: Error {
  /// They end too early, or are not what the format has.
  case malformed
  /// There are more messages in one another than are read.
  case tooManyMessages
}

/// The fields of a message of Protocol Buffers, in the order of its bytes.
///
/// A field is a key (its number and a wire type, in one variable-length integer) and its content.
/// Groups, an old form of messages that ONNX does not use, are skipped. Source: "Encoding" in the
/// documentation of Protocol Buffers.
struct WireReader {
  /// The most groups in one another.
  private static let maximumDepth = 100

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// The next field, `nil` at the end.
  mutating func next() throws(WireError) -> WireField? {
    // The numbers of the groups that are open.
    var groups: [Int] = []
    while !isAtEnd {
      let (number, type) = try key()
      switch type {
      case 3:
        guard groups.count < Self.maximumDepth else { throw .malformed }
        groups.append(number)
      case 4:
        guard groups.popLast() == number else { throw .malformed }
      default:
        let content = try content(ofType: type)
        if groups.isEmpty { return WireField(number: number, content: content) }
      }
    }
    guard groups.isEmpty else { throw .malformed }
    return nil
  }

  /// A number in groups of seven bits, the lowest first.
  mutating func variableLengthInteger() throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard !isAtEnd else { throw .malformed }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw .malformed
  }

  private mutating func key() throws(WireError) -> (number: Int, type: UInt32) {
    guard let key = UInt32(exactly: try variableLengthInteger()), key >> 3 > 0 else {
      throw .malformed
    }
    return (Int(key >> 3), key & 7)
  }

  private mutating func content(ofType type: UInt32) throws(WireError) -> WireField.Content {
    switch type {
    case 0: return .integer(try variableLengthInteger())
    case 1: return .eightBytes(words(in: try take(8), ofSize: 8)[0])
    case 2:
      guard let length = Int(exactly: try variableLengthInteger()) else { throw .malformed }
      return .bytes(try take(length))
    case 5:
      return .fourBytes(UInt32(truncatingIfNeeded: words(in: try take(4), ofSize: 4)[0]))
    default: throw .malformed
    }
  }

  private mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - position else { throw .malformed }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
