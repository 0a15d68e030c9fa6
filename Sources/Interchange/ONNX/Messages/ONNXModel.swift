/// A model: a graph, and who wrote it.
struct ONNXModel: ONNXMessage {
  var irVersion: Int64 = 0
  var producerName = ""
  var graph: ONNXGraph?
  var opsetImport: [ONNXOperatorSet] = []

  init() {}

  /// Decodes a model.
  init(bytes: [UInt8]) throws(WireError) {
    var limit = MessageLimit()
    try merge(bytes[...], &limit)
  }

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: field.set(&irVersion)
    case 2: try field.set(&producerName)
    case 7: try field.merge(into: &graph, &limit)
    case 8: try field.append(to: &opsetImport, &limit)
    default: break
    }
  }
}

/// A version of the operators that a model is written in.
struct ONNXOperatorSet: ONNXMessage {
  var domain = ""
  var version: Int64 = 0

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.set(&domain)
    case 2: field.set(&version)
    default: break
    }
  }
}
