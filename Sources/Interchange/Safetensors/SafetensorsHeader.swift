import ExactAlgebra
import Yams

/// What a safetensors file says of its tensors, checked against the bytes that are there.
struct SafetensorsHeader {
  /// A tensor and where its entries are.
  struct Tensor {
    let name: String
    /// The type of the entries; `nil` for counters, which are not read.
    let format: FloatingPointFormat?
    let shape: [Int]
    /// The bytes of the entries, in the file.
    let range: Range<Int>
  }

  private static let formats: [String: FloatingPointFormat] = [
    "F16": .half, "BF16": .brain, "F32": .single, "F64": .double,
  ]
  /// The types of counters, and their sizes.
  private static let counterSizes = ["I64": 8, "I32": 4, "U64": 8, "U32": 4]
  private static let keys = ["dtype", "shape", "data_offsets"]
  /// The bytes of the length of the header.
  private static let lengthSize = 8

  /// The tensors, in the order of their entries.
  let tensors: [Tensor]

  /// Whether bytes start like a safetensors file: with the length of what is there, and a brace.
  static func isHeader(of bytes: [UInt8]) -> Bool {
    guard let length = headerLength(of: bytes) else { return false }
    return length > 0 && bytes[lengthSize] == UInt8(ascii: "{")
  }

  /// The length of the header, if so many bytes are there.
  private static func headerLength(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= lengthSize else { return nil }
    let length = words(in: bytes.prefix(lengthSize), ofSize: lengthSize)[0]
    return length <= UInt64(bytes.count - lengthSize) ? Int(length) : nil
  }

  /// Reads the header of a file.
  ///
  /// - Throws: `DataError` for a header that is not there or not well-formed, types that are not
  ///   binary floating point, and bytes that belong to no tensor, to two or to too few entries.
  init(_ contents: FileContents) throws(DataError) {
    guard let length = Self.headerLength(of: contents.bytes) else {
      throw DataError("a header that is longer than the file, expected safetensors")
    }
    let text = contents.bytes[Self.lengthSize..<Self.lengthSize + length]
    let dataStart = Self.lengthSize + length
    var tensors: [Tensor] = []
    do {
      let document = try Document(FileContents(Array(text), name: contents.name), of: "a header")
      for (name, node) in try document.entries(document.root, of: "tensors by their names")
      where name != "__metadata__" {
        tensors.append(
          try Self.tensor(name, node, in: document, data: dataStart..<contents.bytes.count))
      }
    } catch {
      // Lines of the header are no lines of the file.
      throw DataError(error.message).placed(at: "header")
    }
    tensors.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = dataStart
    for tensor in tensors {
      guard tensor.range.lowerBound == end else {
        let problem =
          tensor.range.lowerBound < end ? "overlaps another one" : "leaves a gap before it"
        throw DataError("tensor '\(tensor.name.excerpt)' \(problem), expected data in a row")
      }
      end = tensor.range.upperBound
    }
    guard end == contents.bytes.count else {
      throw DataError("\(contents.bytes.count - end) bytes after the last tensor, expected none")
    }
    self.tensors = tensors
  }

  private static func tensor(
    _ name: String, _ node: Node, in document: Document, data: Range<Int>
  ) throws(DataError) -> Tensor {
    let title = "tensor '\(name.excerpt)'"
    let values = try document.mapping(node, of: title, knownKeys: keys)
    guard let type = values["dtype"], let shapeNode = values["shape"],
      let offsetNode = values["data_offsets"]
    else {
      throw DataError("\(title): expected the keys \(keys.joined(separator: ", "))")
    }
    let typeName = try document.text(type, "\(title), dtype", expected: "a type")
    let format = formats[typeName]
    let counterSize = name.hasSuffix(".num_batches_tracked") ? counterSizes[typeName] : nil
    guard let size = format?.byteCount ?? counterSize else {
      throw DataError(
        "\(title) has the type '\(typeName.excerpt)', "
          + "expected \(formats.keys.sorted().joined(separator: ", "))")
    }
    var shape: [Int] = []
    var count = 1
    for extentNode in try document.sequence(shapeNode, "\(title), shape") {
      let extent = try document.integer(extentNode, "\(title), shape")
      guard UInt32(exactly: extent) != nil, count * extent <= data.count else {
        throw DataError("\(title), shape: expected extents of at most \(data.count) entries")
      }
      shape.append(extent)
      count *= extent
    }
    var offsets: [Int] = []
    for offsetNode in try document.sequence(offsetNode, "\(title), data_offsets") {
      offsets.append(try document.integer(offsetNode, "\(title), data_offsets"))
    }
    guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= data.count
    else {
      throw DataError(
        "\(title), data_offsets: expected begin and end in the \(data.count) bytes of data")
    }
    guard offsets[1] - offsets[0] == count * size else {
      throw DataError(
        "\(title): \(offsets[1] - offsets[0]) bytes for \(count) entries of type \(typeName), "
          + "expected \(count * size)")
    }
    let start = data.lowerBound
    return Tensor(
      name: name, format: format, shape: shape,
      range: (start + offsets[0])..<(start + offsets[1]))
  }
}
