import Foundation
import Yams

/// A YAML or JSON document as a tree of mappings, sequences and scalars with their lines.
///
/// Scalars keep their text, so that numbers can be read exactly.
struct Document {
  /// The most commas or lines that are read: an entry of two bytes takes hundreds as a tree.
  static let maximumEntryCount = 1 << 21
  /// The deepest nesting that is read.
  static let maximumDepth = 64

  let file: String
  let root: Node

  /// Reads a document; `subject` says in messages what it should describe.
  ///
  /// - Throws: `DataError` for what is not UTF-8 text, is not well-formed, is empty, or has too many
  ///   entries.
  init(_ contents: FileContents, of subject: String = "a problem") throws(DataError) {
    file = contents.name
    let bytes = contents.bytesOfText
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw DataError("not a text in UTF-8, expected YAML or JSON", file: file)
    }
    guard !Self.hasTooManyEntries(bytes) else {
      throw DataError("more than \(Self.maximumEntryCount) entries", file: file)
    }
    if let offset = Self.possibleAnchor(bytes) {
      let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
      throw DataError("anchors (&name) are not supported", file: file, line: line)
    }
    do {
      guard let root = try compose(yaml: Self.withoutTabs(text), .default, .default, .utf8) else {
        throw DataError("the file is empty, expected \(subject)", file: file)
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

  /// Whether there are more commas or lines than are read.
  static func hasTooManyEntries(_ bytes: [UInt8]) -> Bool {
    max(count(of: ",", in: bytes), count(of: "\n", in: bytes)) > maximumEntryCount
  }

  private static func count(of character: Unicode.Scalar, in bytes: [UInt8]) -> Int {
    let character = UInt8(ascii: character)
    return bytes.withUnsafeBufferPointer { bytes in bytes.count { $0 == character } }
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
