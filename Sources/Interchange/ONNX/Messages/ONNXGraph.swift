/// Nodes that compute values from values.
struct ONNXGraph: ONNXMessage {
  var node: [ONNXNode] = []
  var name = ""
  var initializer: [ONNXTensor] = []
  var input: [ONNXValueInfo] = []
  var output: [ONNXValueInfo] = []

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.append(to: &node, &limit)
    case 2: try field.set(&name)
    case 5: try field.append(to: &initializer, &limit)
    case 11: try field.append(to: &input, &limit)
    case 12: try field.append(to: &output, &limit)
    default: break
    }
  }
}

/// An operator with the names of its values.
struct ONNXNode: ONNXMessage {
  var input: [String] = []
  var output: [String] = []
  var name = ""
  var opType = ""
  var attribute: [ONNXAttribute] = []
  var domain = ""

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.append(to: &input)
    case 2: try field.append(to: &output)
    case 3: try field.set(&name)
    case 4: try field.set(&opType)
    case 5: try field.append(to: &attribute, &limit)
    case 7: try field.set(&domain)
    default: break
    }
  }
}

/// A constant of an operator.
///
/// The value is in the field that `type` names: 1 is `f`, 2 `i`, 3 `s`, 4 `t`, 6 `floats`, 7 `ints`.
struct ONNXAttribute: ONNXMessage {
  var name = ""
  var f: Float = 0
  var i: Int64 = 0
  var s: ArraySlice<UInt8> = []
  var t = ONNXTensor()
  var floats: [Float] = []
  var ints: [Int64] = []
  var type: Int32 = 0

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.set(&name)
    case 2: field.set(&f)
    case 3: field.set(&i)
    case 4: field.set(&s)
    case 5: try field.merge(into: &t, &limit)
    case 7: try field.append(to: &floats)
    case 8: try field.append(to: &ints)
    case 20: field.set(&type)
    default: break
    }
  }
}
