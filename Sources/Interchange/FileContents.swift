import Foundation

/// The bytes of a file of moderate size, and its name for messages.
struct FileContents {
  /// The largest file that is read where nothing else is said, in bytes.
  static let maximumSize = 16 << 20

  /// What a file is called that stands for standard input.
  static let standardInput = "-"

  let name: String
  let bytes: [UInt8]
  /// The file on disk; `nil` for bytes from elsewhere.
  let path: String?

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
    path = nil
  }

  /// Reads a file, whose size is checked before; `-` is standard input.
  ///
  /// - Throws: `DataError` for a file that cannot be read or is too large.
  init(of file: String, maximumSize: Int = Self.maximumSize) throws(DataError) {
    guard file != Self.standardInput else {
      try self.init(
        reading: .standardInput, name: "standard input", path: nil, maximumSize)
      return
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
      throw DataError("no such file", file: file)
    }
    guard !isDirectory.boolValue else { throw DataError("a folder, expected a file", file: file) }
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw DataError("cannot be read", file: file)
    }
    defer { try? handle.close() }
    try self.init(reading: handle, name: file, path: file, maximumSize)
  }

  private init(
    reading handle: FileHandle, name: String, path: String?, _ maximumSize: Int
  ) throws(DataError) {
    // One byte more than allowed tells a file that is too large, pipes included.
    guard let data = try? handle.read(upToCount: maximumSize + 1) ?? Data() else {
      throw DataError("cannot be read", file: name)
    }
    guard data.count <= maximumSize else {
      throw DataError("more than \(maximumSize >> 20) MiB", file: name)
    }
    self.name = name
    self.path = path
    bytes = Array(data)
  }

  /// The bytes without the byte order mark that editors of some systems put before a text.
  var bytesOfText: [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
