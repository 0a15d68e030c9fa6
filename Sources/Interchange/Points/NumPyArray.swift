import Foundation

/// An array in a file of NumPy: numbers in one or two dimensions.
///
/// Source of the format: NumPy Enhancement Proposal 1, *A simple file format for NumPy arrays*; versions 1 to 3,
/// little endian, in the order of C or of Fortran.
struct NumPyArray {
  /// The first bytes of such a file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The largest number of entries.
  static let maximumCount = 1 << 27

  /// The lengths of the one or two dimensions.
  let shape: [Int]
  /// The entries, row by row; every one is exactly the number in the file.
  let numbers: [Double]

  /// Whether a file begins like an array.
  static func isArray(_ file: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: magic.count)).map { $0 == Data(magic) } ?? false
  }

  /// Reads a file.
  ///
  /// - Throws: `DataError` for what is no array of finite real numbers in one or two dimensions, or too large.
  init(file: String) throws(DataError) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    else { throw DataError("cannot be read", file: file) }
    do {
      let header = try Self.header(data)
      shape = header.shape
      numbers = try Self.numbers(data[header.end...], header)
    } catch {
      throw error.placed(in: file)
    }
  }

  // MARK: header

  private struct Header {
    let type: String
    let shape: [Int]
    /// Whether the entries of a column stand together.
    let isByColumns: Bool
    let end: Int
  }

  private static func header(_ data: Data) throws(DataError) -> Header {
    let isLong = data.count > 6 && data[6] >= 2
    let start = isLong ? 12 : 10
    guard data.count >= start, (1...3).contains(data[6]) else {
      throw DataError("the beginning of an array of NumPy, and no end of its header")
    }
    let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(data[$1]) }
    guard data.count >= start + length else {
      throw DataError("\(data.count) bytes, expected a header of \(length)")
    }
    let text = String(decoding: data[start..<start + length], as: UTF8.self)
    guard let type = text.firstMatch(of: /'descr': *'([^']*)'/)?.1,
      let order = text.firstMatch(of: /'fortran_order': *(True|False)/)?.1,
      let lengths = text.firstMatch(of: /'shape': *\(([0-9, ]*)\)/)?.1
    else {
      throw DataError("an array of NumPy of several fields, expected plain numbers")
    }
    let shape = lengths.split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard shape.count == 1 || shape.count == 2 else {
      throw DataError("an array of \(shape.count) dimensions, expected 1 or 2")
    }
    let width = shape.count == 2 ? shape[1] : 1
    let (count, overflow) = shape[0].multipliedReportingOverflow(by: width)
    guard !overflow, count <= maximumCount else {
      throw DataError("more than \(maximumCount) numbers")
    }
    return Header(
      type: String(type), shape: shape, isByColumns: order == "True" && shape.count == 2,
      end: start + length)
  }

  // MARK: entries

  private static func numbers(_ data: Data, _ header: Header) throws(DataError) -> [Double] {
    let count = header.shape.reduce(1, *)
    func entries<Entry>(_: Entry.Type, _ number: (Entry) -> Double) throws(DataError) -> [Double] {
      let expected = count * MemoryLayout<Entry>.size
      guard data.count == expected else {
        throw DataError("\(data.count) bytes of numbers, expected \(expected)")
      }
      return data.withUnsafeBytes { bytes in
        (0..<count).map { index in
          number(
            bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Entry>.size, as: Entry.self))
        }
      }
    }
    var numbers: [Double] =
      switch header.type {
      case "<f8": try entries(UInt64.self) { Double(bitPattern: UInt64(littleEndian: $0)) }
      case "<f4": try entries(UInt32.self) { Double(Float(bitPattern: UInt32(littleEndian: $0))) }
      case "<u8": try entries(UInt64.self) { Double(exactly: UInt64(littleEndian: $0)) ?? .nan }
      case "<u4": try entries(UInt32.self) { Double(UInt32(littleEndian: $0)) }
      case "<u2": try entries(UInt16.self) { Double(UInt16(littleEndian: $0)) }
      case "<i8": try entries(Int64.self) { Double(exactly: Int64(littleEndian: $0)) ?? .nan }
      case "<i4": try entries(Int32.self) { Double(Int32(littleEndian: $0)) }
      case "<i2": try entries(Int16.self) { Double(Int16(littleEndian: $0)) }
      case "|i1": try entries(Int8.self) { Double($0) }
      case "|u1", "|b1": try entries(UInt8.self) { Double($0) }
      default:
        throw DataError(
          "entries of type '\(header.type)', expected bool, float32, float64, or integers "
            + "of 1 to 8 bytes, little endian")
      }
    if header.isByColumns {
      let (rows, columns) = (header.shape[0], header.shape[1])
      numbers = (0..<count).map { numbers[$0 % columns * rows + $0 / columns] }
    }
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      let columns = header.shape.count == 2 ? header.shape[1] : 1
      throw DataError(
        "row \(index / columns + 1), column \(index % columns + 1): not a finite number in double "
          + "precision")
    }
    return numbers
  }
}
