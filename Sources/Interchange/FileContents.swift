import Foundation

/// The bytes of a file of moderate size, and its name for messages.
struct FileContents {
  /// The largest file that is read, in bytes.
  static let maximumSize = 16 << 20

  let name: String
  let bytes: [UInt8]

  /// Bytes that were read elsewhere; `name` stands for the file in messages.
  ///
  /// - Throws: `DataError` for more than `maximumSize`.
  init(_ bytes: [UInt8], name: String) throws(DataError) {
    guard bytes.count <= Self.maximumSize else {
      throw DataError(
        "\(bytes.count) bytes, expected at most \(Self.maximumSize >> 20) MiB", file: name)
    }
    self.bytes = bytes
    self.name = name
  }

  /// Reads a file, whose size is checked before.
  ///
  /// - Throws: `DataError` for a file that cannot be read or is too large.
  init(of file: String) throws(DataError) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
      throw DataError("no such file", file: file)
    }
    guard !isDirectory.boolValue else { throw DataError("a folder, expected a file", file: file) }
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw DataError("cannot be read", file: file)
    }
    defer { try? handle.close() }
    // One byte more than allowed tells a file that is too large, pipes included.
    guard let data = try? handle.read(upToCount: Self.maximumSize + 1) ?? Data() else {
      throw DataError("cannot be read", file: file)
    }
    guard data.count <= Self.maximumSize else {
      throw DataError("more than \(Self.maximumSize >> 20) MiB", file: file)
    }
    name = file
    bytes = Array(data)
  }

  /// The bytes without the byte order mark that editors of some systems put before a text.
  var bytesOfText: [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
