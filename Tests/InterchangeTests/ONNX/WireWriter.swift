@testable import Interchange

/// Writes messages of Protocol Buffers, field by field.
struct WireWriter {
  /// How a list of numbers is written.
  enum ListForm: CaseIterable {
    case packed, single
  }

  private(set) var bytes: [UInt8] = []
  let form: ListForm

  init(_ form: ListForm = .packed) { self.form = form }

  /// A number in groups of seven bits, the lowest first.
  mutating func variable(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func key(_ field: Int, type: UInt64) { variable(UInt64(field) << 3 | type) }

  mutating func field(_ field: Int, _ content: some Collection<UInt8>) {
    guard !content.isEmpty else { return }
    key(field, type: 2)
    variable(UInt64(content.count))
    bytes += content
  }

  mutating func field(_ field: Int, _ text: String) { self.field(field, text.utf8) }

  mutating func field(_ field: Int, _ number: some BinaryInteger) {
    guard number != 0 else { return }
    key(field, type: 0)
    variable(UInt64(truncatingIfNeeded: Int64(number)))
  }

  mutating func field(_ field: Int, _ number: Float) {
    guard number != 0 else { return }
    key(field, type: 5)
    append(number.bitPattern)
  }

  /// A message is written even where it is empty.
  mutating func field(_ field: Int, _ message: some EncodableMessage) {
    var inner = WireWriter(form)
    message.write(to: &inner)
    key(field, type: 2)
    variable(UInt64(inner.bytes.count))
    bytes += inner.bytes
  }

  mutating func list(_ field: Int, _ texts: [String]) {
    for text in texts {
      key(field, type: 2)
      variable(UInt64(text.utf8.count))
      bytes += text.utf8
    }
  }

  mutating func list(_ field: Int, _ messages: [some EncodableMessage]) {
    for message in messages { self.field(field, message) }
  }

  mutating func list(_ field: Int, _ numbers: [some BinaryInteger]) {
    list(field, numbers, type: 0) { $0.variable(UInt64(truncatingIfNeeded: Int64($1))) }
  }

  mutating func list(_ field: Int, _ numbers: [Float]) {
    list(field, numbers, type: 5) { $0.append($1.bitPattern) }
  }

  mutating func list(_ field: Int, _ numbers: [Double]) {
    list(field, numbers, type: 1) { $0.append($1.bitPattern) }
  }

  private mutating func list<Number>(
    _ field: Int, _ numbers: [Number], type: UInt64, _ write: (inout WireWriter, Number) -> Void
  ) {
    switch form {
    case .packed:
      var inner = WireWriter(form)
      for number in numbers { write(&inner, number) }
      self.field(field, inner.bytes)
    case .single:
      for number in numbers {
        key(field, type: type)
        write(&self, number)
      }
    }
  }

  private mutating func append(_ word: some FixedWidthInteger) {
    withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
  }
}

/// A message that tests write.
protocol EncodableMessage {
  func write(to writer: inout WireWriter)
}

extension EncodableMessage {
  /// The bytes of the message.
  func bytes(_ form: WireWriter.ListForm = .packed) -> [UInt8] {
    var writer = WireWriter(form)
    write(to: &writer)
    return writer.bytes
  }
}

extension ONNXMessage {
  /// A message that differs from an empty one.
  static func with(_ change: (inout Self) -> Void) -> Self {
    var message = Self()
    change(&message)
    return message
  }
}
