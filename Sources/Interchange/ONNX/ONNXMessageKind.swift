/// The kinds of messages of an ONNX model that lie in one another.
///
/// A message of two bytes in a file takes hundreds of bytes when it is decoded, so they are
/// counted before.
enum ONNXMessageKind {
  case model, operatorSet, graph, node, attribute, tensor
  case valueInfo, valueType, tensorType, shape, dimension, entry

  /// The most messages that a model may have.
  static let maximumCount = 100_000

  /// Whether the bytes of a model have at most `maximumCount` messages.
  ///
  /// Bytes that are not well-formed are left to the decoder, which stops at the same place.
  static func hasModerateCount(in model: [UInt8]) -> Bool {
    var count = 0
    return model.withUnsafeBufferPointer { bytes in
      Self.model.count(in: bytes, 0..<bytes.count, total: &count)
    }
  }

  /// The kind of message in a field, if it is one.
  private func message(inField field: UInt64) -> ONNXMessageKind? {
    switch (self, field) {
    case (.model, 7): .graph
    case (.model, 8): .operatorSet
    case (.graph, 1): .node
    case (.graph, 5), (.attribute, 5): .tensor
    case (.graph, 11), (.graph, 12): .valueInfo
    case (.node, 5): .attribute
    case (.valueInfo, 2): .valueType
    case (.valueType, 1): .tensorType
    case (.tensorType, 2): .shape
    case (.shape, 1): .dimension
    case (.tensor, 13): .entry
    default: nil
    }
  }

  /// Adds the messages in a message; `false` as soon as there are too many.
  private func count(
    in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, total: inout Int
  ) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      guard let key = Self.number(in: bytes, &position, before: range.upperBound) else {
        return true
      }
      switch key & 7 {
      case 0:
        guard Self.number(in: bytes, &position, before: range.upperBound) != nil else {
          return true
        }
      case 1: position += 8
      case 5: position += 4
      case 2:
        guard let length = Self.number(in: bytes, &position, before: range.upperBound),
          length <= UInt64(range.upperBound - position)
        else { return true }
        let end = position + Int(length)
        if let kind = message(inField: key >> 3) {
          total += 1
          guard total <= Self.maximumCount, kind.count(in: bytes, position..<end, total: &total)
          else { return false }
        }
        position = end
      default: return true
      }
    }
    return true
  }

  /// A number in groups of seven bits, the lowest first.
  private static func number(
    in bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, before end: Int
  ) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard position < end else { return nil }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    return nil
  }
}
