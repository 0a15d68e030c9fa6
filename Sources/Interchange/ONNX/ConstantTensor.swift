import ExactAlgebra
import Networks

/// A tensor that a model gives by its entries, which are read where they are needed, or that is
/// computed from such tensors.
struct ConstantTensor {
  /// Stands for the number of points, which a model can ask for and does not know.
  static let pointCount = Rational(Integer(-1) - Integer(2).power(62))

  private enum Entries {
    case stored(ONNXTensor)
    case computed([Rational], isInteger: Bool)
  }

  private let stored: Entries
  private let count: Int
  /// The extents of the axes.
  let shape: [Int]
  private let isTransposed: Bool
  /// The name in messages.
  let name: String

  /// Checks the extents of a tensor; entries in another file are read from there.
  ///
  /// - Throws: `DataError` for extents that are not numbers of entries, and for entries in another
  ///   file that is not there, not in the folder of the model, or too short.
  init(_ tensor: ONNXTensor, from externalData: ExternalData) throws(DataError) {
    name = tensor.name
    isTransposed = false
    var shape: [Int] = []
    var count = 1
    for extent in tensor.dims {
      guard extent >= 0, extent <= Network.maximumParameterCount,
        count * Int(extent) <= Network.maximumParameterCount
      else {
        throw DataError(
          "tensor '\(tensor.name.excerpt)' has the shape "
            + "\(tensor.dims.prefix(8).map(String.init).joined(separator: " x ")), "
            + "expected at most \(Network.maximumParameterCount) entries")
      }
      shape.append(Int(extent))
      count *= Int(extent)
    }
    self.shape = shape
    self.count = count
    guard tensor.dataLocation != 0 else {
      stored = .stored(tensor)
      return
    }
    guard let format = ONNXElementType.sizes[Int(tensor.dataType)] else {
      throw DataError("tensor '\(tensor.name.excerpt)' in another file, expected numbers")
    }
    var filled = tensor
    filled.rawData = Array(try externalData.bytes(of: tensor, count: format * count))[...]
    stored = .stored(filled)
  }

  /// A tensor that was computed.
  ///
  /// - Precondition: as many entries as the extents say.
  init(_ entries: [Rational], shape: [Int], name: String, isInteger: Bool = false) {
    precondition(entries.count == shape.reduce(1, *), "entries that do not fill a tensor")
    stored = .computed(entries, isInteger: isInteger)
    count = entries.count
    self.shape = shape
    self.name = name
    isTransposed = false
  }

  private init(transposing other: ConstantTensor) {
    stored = other.stored
    name = other.name
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
    switch stored {
    case .computed(let entries, _): return entries
    case .stored(let tensor):
      if isInteger { return try integerEntries(of: tensor).map { Rational(Integer($0)) } }
      return try exactEntries(
        numbers(of: tensor), of: name, shape: isTransposed ? shape.reversed() : shape)
    }
  }

  /// Whether the entries are integers by their type.
  var isInteger: Bool {
    switch stored {
    case .stored(let tensor): tensor.dataType == 7 || tensor.dataType == 6
    case .computed(_, let isInteger): isInteger
    }
  }

  /// The entries of a list of integers, such as a shape.
  ///
  /// - Throws: `DataError` for another type, and too few or too many entries.
  func integers() throws(DataError) -> [Int] {
    guard isInteger, shape.count <= 1 else {
      throw DataError("\(described) and data type \(typeName), expected a list of int64")
    }
    var result: [Int] = []
    for entry in try entries() {
      guard entry != Self.pointCount else {
        throw DataError("\(described) has the number of points, expected it as first extent only")
      }
      guard entry.isInteger, let number = Int(exactly: entry.numerator) else {
        throw DataError("\(described), expected integers")
      }
      result.append(number)
    }
    return result
  }

  private func integerEntries(of tensor: ONNXTensor) throws(DataError) -> [Int] {
    let size = tensor.dataType == 7 ? 8 : 4
    guard tensor.rawData.isEmpty else {
      try check(tensor.rawData.count, size * count, "bytes")
      return words(in: tensor.rawData, ofSize: size).map {
        size == 8 ? Int(truncatingIfNeeded: $0) : Int(Int32(truncatingIfNeeded: $0))
      }
    }
    let numbers = size == 8 ? tensor.int64Data.map(Int.init) : tensor.int32Data.map(Int.init)
    try check(numbers.count, count, "entries")
    return numbers
  }

  /// The entries of a list from a place on.
  func tail(from start: Int) throws(DataError) -> ConstantTensor {
    let rest = Array(try entries().dropFirst(start))
    return ConstantTensor(rest, shape: [rest.count], name: name, isInteger: isInteger)
  }

  /// Whether the first entry is an infinity, or a largest number that stands for one.
  var isUnbounded: Bool {
    get throws(DataError) {
      guard case .stored(let tensor) = stored, !isInteger,
        let number = try numbers(of: tensor).first, !number.isNaN
      else { return false }
      return number.magnitude >= Double(Float.greatestFiniteMagnitude)
    }
  }

  /// Whether all entries are zero; `nil` for types other than truth values.
  var isFalse: Bool? {
    guard case .stored(let tensor) = stored, tensor.dataType == 9 else { return nil }
    return tensor.rawData.allSatisfy { $0 == 0 } && tensor.int32Data.allSatisfy { $0 == 0 }
  }

  /// Truth values as the numbers 0 and 1.
  ///
  /// - Throws: `DataError` for other types.
  func asNumbers() throws(DataError) -> ConstantTensor {
    guard case .stored(let tensor) = stored, tensor.dataType == 9 else {
      throw DataError("\(described), expected truth values")
    }
    let bytes = tensor.rawData.map { $0 != 0 }
    let truths = bytes.isEmpty ? tensor.int32Data.map { $0 != 0 } : bytes
    try check(truths.count, count, "entries")
    return ConstantTensor(truths.map { $0 ? 1 : 0 }, shape: shape, name: name)
  }

  /// What it is, for messages.
  var described: String {
    let extents = shape.prefix(8).map(String.init).joined(separator: " x ")
    return "tensor '\(name.excerpt)' has the shape \(extents.isEmpty ? "of a number" : extents)"
  }

  private var typeName: String {
    switch stored {
    case .stored(let tensor):
      ONNXElementType.names[Int(tensor.dataType)] ?? "\(tensor.dataType)"
    case .computed(_, let isInteger): isInteger ? "int64" : "of real numbers"
    }
  }

  private func numbers(of tensor: ONNXTensor) throws(DataError) -> [Double] {
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
  /// The bytes of an entry.
  static let sizes = [1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 16: 2]
  static let names: [Int: String] = [
    1: "float", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64",
    8: "string", 9: "bool", 10: "float16", 11: "double", 12: "uint32", 13: "uint64",
    14: "complex64", 15: "complex128", 16: "bfloat16",
  ]
}
