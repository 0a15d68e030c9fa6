/// A message of an ONNX model: names and numbers of fields as the format fixes them.
///
/// The messages here have the fields that describe a feed-forward network; others are skipped. No
/// message can lie in one of its own kind, so nothing is read deeper than their types are nested.
protocol ONNXMessage {
  init()

  /// Takes what a field says; a field that is not known changes nothing.
  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError)
}

extension ONNXMessage {
  /// Reads fields, which go on with or take the place of what is there.
  mutating func merge(
    _ bytes: ArraySlice<UInt8>, _ limit: inout MessageLimit
  ) throws(WireError) {
    try limit.count()
    var reader = WireReader(bytes)
    while let field = try reader.next() { try read(field, &limit) }
  }
}

/// Counts the messages of a model: a message of two bytes in a file takes hundreds of bytes in
/// memory.
struct MessageLimit {
  /// The most messages that a model may have in it.
  static let maximumCount = 100_000

  // The model is a message too.
  private var rest = maximumCount + 1

  mutating func count() throws(WireError) {
    guard rest > 0 else { throw .tooManyMessages }
    rest -= 1
  }
}
