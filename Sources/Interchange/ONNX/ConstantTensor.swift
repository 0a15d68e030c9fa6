import ExactAlgebra
import ReLUNetworks

/// A tensor that a model gives by its entries, which are read where they are needed.
struct ConstantTensor {
  private let tensor: ONNXTensor
  private let count: Int
  /// The extents of the axes.
  let shape: [Int]
  private let isTransposed: Bool

  /// The name in messages.
  var name: String { tensor.name }

  /// Checks that the entries of a tensor are there.
  ///
  /// - Throws: `DataError` for entries in another file, extents that are not numbers of entries,
  ///   and another number of entries than the extents say.
  init(_ tensor: ONNXTensor) throws(DataError) {
    self.tensor = tensor
    isTransposed = false
    guard tensor.dataLocation == 0 else {
      throw DataError(
        "tensor '\(tensor.name.excerpt)' has its data in another file, expected them in the model")
    }
    var shape: [Int] = []
    var count = 1
    for extent in tensor.dims {
      guard extent >= 0, extent <= Architecture.maximumParameterCount,
        count * Int(extent) <= Architecture.maximumParameterCount
      else {
        throw DataError(
          "tensor '\(tensor.name.excerpt)' has the shape "
            + "\(tensor.dims.prefix(8).map(String.init).joined(separator: " x ")), "
            + "expected at most \(Architecture.maximumParameterCount) entries")
      }
      shape.append(Int(extent))
      count *= Int(extent)
    }
    self.shape = shape
    self.count = count
  }

  private init(transposing other: ConstantTensor) {
    tensor = other.tensor
    count = other.count
    shape = other.shape.reversed()
    isTransposed = !other.isTransposed
  }

  /// The transpose of a matrix.
  ///
  /// - Precondition: two axes.
  var transpose: ConstantTensor {
    precondition(shape.count == 2, "the transpose of a tensor that is not a matrix")
    return ConstantTensor(transposing: self)
  }

  /// The rows of a matrix.
  ///
  /// - Throws: `DataError` for another number of axes than two, and for the reasons of `entries`.
  func rows() throws(DataError) -> [[Rational]] {
    guard shape.count == 2, count > 0 else {
      throw DataError("\(described), expected a matrix")
    }
    let rows = try storedEntries().rows(ofLength: shape[isTransposed ? 0 : 1])
    guard isTransposed else { return rows }
    return rows[0].indices.map { column in rows.map { $0[column] } }
  }

  /// The entries, the last index running fastest.
  ///
  /// - Throws: `DataError` for types that are not binary floating point, too few or too many
  ///   entries, NaN and infinities.
  func entries() throws(DataError) -> [Rational] {
    isTransposed ? try rows().flatMap { $0 } : try storedEntries()
  }

  private func storedEntries() throws(DataError) -> [Rational] {
    try exactEntries(numbers(), of: name, shape: isTransposed ? shape.reversed() : shape)
  }

  /// The entries of a list of integers, such as a shape.
  ///
  /// - Throws: `DataError` for another type, and too few or too many entries.
  func integers() throws(DataError) -> [Int] {
    guard tensor.dataType == 7, shape.count <= 1 else {
      throw DataError("\(described) and data type \(typeName), expected a list of int64")
    }
    guard tensor.rawData.isEmpty else {
      try check(tensor.rawData.count, 8 * count, "bytes")
      return words(in: tensor.rawData, ofSize: 8).map(Int.init(truncatingIfNeeded:))
    }
    try check(tensor.int64Data.count, count, "entries")
    return tensor.int64Data.map(Int.init)
  }

  /// Whether all entries are zero; `nil` for types other than truth values.
  var isFalse: Bool? {
    guard tensor.dataType == 9 else { return nil }
    return tensor.rawData.allSatisfy { $0 == 0 } && tensor.int32Data.allSatisfy { $0 == 0 }
  }

  /// What it is, for messages.
  var described: String {
    let extents = shape.prefix(8).map(String.init).joined(separator: " x ")
    return "tensor '\(name.excerpt)' has the shape \(extents.isEmpty ? "of a number" : extents)"
  }

  private var typeName: String {
    ONNXElementType.names[Int(tensor.dataType)] ?? "\(tensor.dataType)"
  }

  private func numbers() throws(DataError) -> [Double] {
    guard let format = ONNXElementType.formats[Int(tensor.dataType)] else {
      throw DataError(
        "tensor '\(name.excerpt)' has the data type \(typeName), "
          + "expected float, double, float16 or bfloat16")
    }
    guard tensor.rawData.isEmpty else {
      try check(tensor.rawData.count, format.byteCount * count, "bytes")
      return format.numbers(in: tensor.rawData)
    }
    let numbers =
      switch format {
      case .single: tensor.floatData.map(Double.init)
      case .double: tensor.doubleData
      case .half, .brain:
        tensor.int32Data.map { format.number(bits: UInt64(UInt16(truncatingIfNeeded: $0))) }
      }
    try check(numbers.count, count, "entries")
    return numbers
  }

  private func check(_ actual: Int, _ expected: Int, _ unit: String) throws(DataError) {
    guard actual == expected else {
      throw DataError("\(described) and \(actual) \(unit), expected \(expected)")
    }
  }
}

/// The numbers by which ONNX calls types of entries.
enum ONNXElementType {
  static let formats: [Int: FloatingPointFormat] = [
    1: .single, 10: .half, 11: .double, 16: .brain,
  ]
  static let names: [Int: String] = [
    1: "float", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64",
    8: "string", 9: "bool", 10: "float16", 11: "double", 12: "uint32", 13: "uint64",
    14: "complex64", 15: "complex128", 16: "bfloat16",
  ]
}
