/// An input or output of a graph.
struct ONNXValueInfo: ONNXMessage {
  var name = ""
  var type = ONNXValueType()

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.set(&name)
    case 2: try field.merge(into: &type, &limit)
    default: break
    }
  }
}

/// What a value is; of all types only that of tensors is read.
struct ONNXValueType: ONNXMessage {
  var tensorType = ONNXTensorType()

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    if field.number == 1 { try field.merge(into: &tensorType, &limit) }
  }
}

/// The type of the entries of a tensor, and its shape where it is known.
struct ONNXTensorType: ONNXMessage {
  var elemType: Int32 = 0
  var shape: ONNXShape?

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: field.set(&elemType)
    case 2: try field.merge(into: &shape, &limit)
    default: break
    }
  }
}

/// The extents of the axes.
struct ONNXShape: ONNXMessage {
  var dim: [ONNXDimension] = []

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    if field.number == 1 { try field.append(to: &dim, &limit) }
  }
}

/// An extent: a number, or a name for one that is not known. Of the two the last one counts.
struct ONNXDimension: ONNXMessage {
  var dimValue: Int64 = 0
  var dimParam = ""

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch (field.number, field.content) {
    case (1, .integer):
      field.set(&dimValue)
      dimParam = ""
    case (2, .bytes):
      try field.set(&dimParam)
      dimValue = 0
    default: break
    }
  }
}
