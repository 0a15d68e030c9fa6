/// A field of a message.
///
/// What the content means is known to the message only: each method takes it as one type. Content
/// of another wire type is skipped like a field that is not known, as the format has it.
struct WireField {
  /// The content by its wire type.
  enum Content {
    case integer(UInt64)
    case eightBytes(UInt64)
    case fourBytes(UInt32)
    /// Text, bytes, a message, or a packed list.
    case bytes(ArraySlice<UInt8>)
  }

  let number: Int
  let content: Content

  func set(_ value: inout Int64) {
    if case .integer(let bits) = content { value = Int64(bitPattern: bits) }
  }

  func set(_ value: inout Int32) {
    if case .integer(let bits) = content { value = Int32(truncatingIfNeeded: bits) }
  }

  func set(_ value: inout Float) {
    if case .fourBytes(let bits) = content { value = Float(bitPattern: bits) }
  }

  func set(_ value: inout ArraySlice<UInt8>) {
    if case .bytes(let bytes) = content { value = bytes }
  }

  func set(_ value: inout String) throws(WireError) {
    if let text = try text() { value = text }
  }

  /// A message that is there already goes on with these fields.
  func merge<Message: ONNXMessage>(
    into message: inout Message, _ limit: inout MessageLimit
  ) throws(WireError) {
    if case .bytes(let bytes) = content { try message.merge(bytes, &limit) }
  }

  func merge<Message: ONNXMessage>(
    into message: inout Message?, _ limit: inout MessageLimit
  ) throws(WireError) {
    guard case .bytes(let bytes) = content else { return }
    var whole = message ?? Message()
    try whole.merge(bytes, &limit)
    message = whole
  }

  func append<Message: ONNXMessage>(
    to list: inout [Message], _ limit: inout MessageLimit
  ) throws(WireError) {
    guard case .bytes(let bytes) = content else { return }
    var message = Message()
    try message.merge(bytes, &limit)
    list.append(message)
  }

  func append(to list: inout [String]) throws(WireError) {
    if let text = try text() { list.append(text) }
  }

  /// Numbers come one to a field, or packed; a list may have both.
  func append(to list: inout [Int64]) throws(WireError) {
    try appendIntegers(to: &list) { Int64(bitPattern: $0) }
  }

  func append(to list: inout [Int32]) throws(WireError) {
    try appendIntegers(to: &list) { Int32(truncatingIfNeeded: $0) }
  }

  func append(to list: inout [Float]) throws(WireError) {
    switch content {
    case .fourBytes(let bits): list.append(Float(bitPattern: bits))
    case .bytes(let bytes):
      guard bytes.count.isMultiple(of: 4) else { throw .malformed }
      list += words(in: bytes, ofSize: 4).lazy
        .map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
    default: break
    }
  }

  func append(to list: inout [Double]) throws(WireError) {
    switch content {
    case .eightBytes(let bits): list.append(Double(bitPattern: bits))
    case .bytes(let bytes):
      guard bytes.count.isMultiple(of: 8) else { throw .malformed }
      list += words(in: bytes, ofSize: 8).lazy.map { Double(bitPattern: $0) }
    default: break
    }
  }

  private func appendIntegers<Number>(
    to list: inout [Number], _ number: (UInt64) -> Number
  ) throws(WireError) {
    switch content {
    case .integer(let bits): list.append(number(bits))
    case .bytes(let bytes):
      var reader = WireReader(bytes)
      while !reader.isAtEnd { list.append(number(try reader.variableLengthInteger())) }
    default: break
    }
  }

  private func text() throws(WireError) -> String? {
    guard case .bytes(let bytes) = content else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return text
  }
}
