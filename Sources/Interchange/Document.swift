import Foundation
import Yams

/// A YAML or JSON document as a tree of mappings, sequences and scalars with their lines.
///
/// Scalars keep their text, so that numbers can be read exactly.
struct Document {
  /// The largest file that is read, in bytes.
  static let maximumSize = 16 << 20
  /// The deepest nesting that is read.
  static let maximumDepth = 64

  let file: String
  let root: Node

  /// Reads a file.
  ///
  /// - Throws: `DataError` for a file that cannot be read, is too large, is not UTF-8 text, is
  ///   not well-formed, or is empty.
  init(file: String) throws(DataError) {
    try self.init(bytes: Self.contents(of: file), file: file)
  }

  /// Reads a document from bytes; `file` names it in messages.
  init(bytes: [UInt8], file: String) throws(DataError) {
    self.file = file
    // Editors of some systems put a byte order mark before a text.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard bytes.count <= Self.maximumSize else {
      throw DataError(
        "\(bytes.count) bytes, expected at most \(Self.maximumSize >> 20) MiB", file: file)
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw DataError("not a text in UTF-8, expected YAML or JSON", file: file)
    }
    if let offset = Self.possibleAnchor(bytes) {
      let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
      throw DataError("anchors (&name) are not supported", file: file, line: line)
    }
    do {
      guard let root = try compose(yaml: Self.withoutTabs(text), .default, .default, .utf8) else {
        throw DataError("the file is empty, expected a problem", file: file)
      }
      self.root = root
    } catch let error as DataError {
      throw error
    } catch let error as YamlError {
      throw Self.dataError(error, file: file)
    } catch {
      throw DataError("not well-formed YAML or JSON", file: file)
    }
    guard Self.isShallow(root, depth: 0) else {
      throw DataError("nested deeper than \(Self.maximumDepth) levels", file: file)
    }
  }

  /// The bytes of a file whose size is checked before it is read.
  private static func contents(of file: String) throws(DataError) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
      throw DataError("no such file", file: file)
    }
    guard !isDirectory.boolValue else { throw DataError("a folder, expected a file", file: file) }
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw DataError("cannot be read", file: file)
    }
    defer { try? handle.close() }
    do {
      // One byte more than allowed tells a file that is too large, pipes included.
      let data = try handle.read(upToCount: maximumSize + 1) ?? Data()
      guard data.count <= maximumSize else {
        throw DataError("more than \(maximumSize >> 20) MiB", file: file)
      }
      return Array(data)
    } catch let error as DataError {
      throw error
    } catch {
      throw DataError("cannot be read", file: file)
    }
  }

  /// JSON may be indented by tabs, YAML in flow style may not.
  private static func withoutTabs(_ text: String) -> String {
    guard text.first(where: { !$0.isWhitespace }) == "{" else { return text }
    return text.replacingOccurrences(of: "\t", with: " ")
  }

  /// The place of a `&` that may start an anchor; without anchors no document is larger than
  /// its text.
  private static func possibleAnchor(_ bytes: [UInt8]) -> Int? {
    bytes.indices.first { index in
      guard bytes[index] == UInt8(ascii: "&") else { return false }
      let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
      let after = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
      return !isNamePart(before) && isNamePart(after)
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 95 || byte == 45
  }

  private static func isShallow(_ node: Node, depth: Int) -> Bool {
    guard depth <= maximumDepth else { return false }
    switch node {
    case .mapping(let mapping):
      return mapping.allSatisfy { isShallow($0.key, depth: depth + 1) }
        && mapping.allSatisfy { isShallow($0.value, depth: depth + 1) }
    case .sequence(let sequence):
      return sequence.allSatisfy { isShallow($0, depth: depth + 1) }
    default:
      return true
    }
  }

  /// The error without the document's own text, which may be of any length.
  private static func dataError(_ error: YamlError, file: String) -> DataError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      DataError("not well-formed YAML or JSON: \(problem)", file: file, line: mark.line)
    case .duplicatedKeysInMapping(let duplicates, let context):
      DataError(
        "the key '\(duplicates.first?.excerpt ?? "")' occurs twice", file: file,
        line: context.mark.line)
    case .reader(let problem, let offset, _, let yaml):
      DataError(
        "not well-formed YAML or JSON: \(problem)", file: file,
        line: offset.map { offset in
          yaml.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
        })
    case .dataCouldNotBeDecoded:
      DataError("not a text in UTF-8, expected YAML or JSON", file: file)
    default:
      DataError("not well-formed YAML or JSON", file: file)
    }
  }
}
