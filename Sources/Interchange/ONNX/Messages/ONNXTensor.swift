/// A tensor. The entries are in `rawData`, little endian, or in the list for their type.
struct ONNXTensor: ONNXMessage {
  var dims: [Int64] = []
  var dataType: Int32 = 0
  var floatData: [Float] = []
  var int32Data: [Int32] = []
  var int64Data: [Int64] = []
  var name = ""
  var rawData: ArraySlice<UInt8> = []
  var doubleData: [Double] = []
  /// For data in another file: location, offset and length.
  var externalData: [ONNXEntry] = []
  /// 1: in another file.
  var dataLocation: Int32 = 0

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.append(to: &dims)
    case 2: field.set(&dataType)
    case 4: try field.append(to: &floatData)
    case 5: try field.append(to: &int32Data)
    case 7: try field.append(to: &int64Data)
    case 8: try field.set(&name)
    case 9: field.set(&rawData)
    case 10: try field.append(to: &doubleData)
    case 13: try field.append(to: &externalData, &limit)
    case 14: field.set(&dataLocation)
    default: break
    }
  }
}

/// A word with a value.
struct ONNXEntry: ONNXMessage {
  var key = ""
  var value = ""

  mutating func read(_ field: WireField, _ limit: inout MessageLimit) throws(WireError) {
    switch field.number {
    case 1: try field.set(&key)
    case 2: try field.set(&value)
    default: break
    }
  }
}
